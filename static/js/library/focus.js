// The focal point, set on the picture: by click, tap, drag or arrow keys. The two sliders of the
// form hold it, and stay in step; each crop shows at once what readers will get.

const STEP = 0.02;
const LARGE_STEP = 0.1;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const inside = (number) => Math.min(1, Math.max(0, Math.round(number * 100) / 100));

function set_up(focus) {
  const form = focus.closest("form");
  const [across, down] = ["focus_x", "focus_y"].map((name) => form?.elements.namedItem(name));
  const picture = focus.querySelector(".focus__picture");
  const point = focus.querySelector(".focus__point");
  if (!across || !down || !picture || !point) return;

  const show = () => {
    const place = `${across.value * 100}% ${down.value * 100}%`;
    point.style.left = `${across.value * 100}%`;
    point.style.top = `${down.value * 100}%`;
    for (const crop of focus.querySelectorAll(".crop img")) crop.style.objectPosition = place;
  };
  const move = (x, y) => {
    across.value = inside(x);
    down.value = inside(y);
    show();
  };
  const follow = (event) => {
    const box = picture.getBoundingClientRect();
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };

  picture.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    point.focus({ preventScroll: true });
    follow(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (picture.hasPointerCapture(event.pointerId)) follow(event);
  });
  point.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP : STEP;
    move(Number(across.value) + way[0] * step, Number(down.value) + way[1] * step);
  });
  for (const slider of [across, down]) slider.addEventListener("input", show);

  point.hidden = false;
  focus.querySelector(".focus__help").hidden = false;
  focus.classList.add("focus--live");
  show();
}

document.querySelectorAll("[data-focus]").forEach(set_up);
