// The photos of an article, full screen, in the page's order. Without this script each of them is
// a link to its largest file.

const links = [...document.querySelectorAll("a[data-view]")];
const template = document.querySelector("template[data-viewer]");
// Set while the viewer is open: what the back button takes away.
const MARK = "viewer";
let dialog, strip, count, opener, shown;
// Where a button or a key is taking the reader, while the strip still moves.
let heading;

function slideOf(link) {
  const figure = link.closest("figure");
  const picture = figure.querySelector("picture").cloneNode(true);
  const image = picture.querySelector("img");
  const ratio = image.getAttribute("width") / image.getAttribute("height");
  // As wide as the window, or as its height allows.
  for (const part of [...picture.querySelectorAll("source"), image]) {
    part.setAttribute("sizes", `min(100vw, ${Math.round(ratio * 100)}vh)`);
  }
  image.loading = "lazy";
  image.removeAttribute("fetchpriority");
  const slide = document.createElement("figure");
  slide.className = "viewer__slide";
  slide.append(picture);
  const words = figure.querySelector("figcaption")?.cloneNode(true);
  if (words) {
    words.className = "viewer__caption";
    slide.append(words);
  }
  return slide;
}

function build() {
  dialog = template.content.firstElementChild.cloneNode(true);
  strip = dialog.querySelector(".viewer__strip");
  count = dialog.querySelector(".viewer__count");
  strip.append(...links.map(slideOf));
  strip.addEventListener("scroll", seen, { passive: true });
  for (const kind of ["pointerdown", "wheel"]) {
    strip.addEventListener(kind, () => (heading = undefined), { passive: true });
  }
  dialog.querySelector("[data-close]").addEventListener("click", close);
  dialog.querySelector("[data-previous]").addEventListener("click", () => go(shown - 1));
  dialog.querySelector("[data-next]").addEventListener("click", () => go(shown + 1));
  dialog.addEventListener("keydown", onKey);
  // Escape: leave by the same way as the back button.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", closed);
  document.body.append(dialog);
}

function say(number) {
  shown = number;
  count.textContent = `${number + 1}/${links.length}`;
  for (const [name, off] of [["previous", number === 0], ["next", number === links.length - 1]]) {
    const button = dialog.querySelector(`[data-${name}]`);
    // Before it goes: it would take the focus away with it.
    if (off && document.activeElement === button) strip.focus();
    button.hidden = off;
  }
}

function seen() {
  const number = Math.round(strip.scrollLeft / strip.clientWidth);
  if (!dialog.open || (heading !== undefined && number !== heading)) return;
  heading = undefined;
  if (number !== shown) say(number);
}

function go(number, behavior = "auto") {
  const goal = Math.min(Math.max(number, 0), links.length - 1);
  const left = goal * strip.clientWidth;
  // Where the strip stands there already, it says nothing more.
  heading = Math.abs(strip.scrollLeft - left) < 1 ? undefined : goal;
  strip.scrollTo({ left, behavior });
  if (goal !== shown) say(goal);
}

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const places = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: links.length - 1 };
  if (event.key in places) {
    event.preventDefault();
    go(places[event.key], event.key === "Home" || event.key === "End" ? "instant" : "auto");
  } else if (event.key === "Tab") keepWithin(event);
}

// The browser keeps the focus off the page; this keeps it off the browser's own bars too.
function keepWithin(event) {
  const stops = [...dialog.querySelectorAll("button, [tabindex]")].filter(
    (stop) => stop.checkVisibility(),
  );
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

function open(number) {
  if (!dialog) build();
  opener = links[number];
  document.documentElement.classList.add("viewer-open");
  dialog.showModal();
  shown = undefined;
  go(number, "instant");
  strip.focus();
}

function close() {
  // Leads to "popstate", which closes it.
  if (history.state?.[MARK]) history.back();
  else dialog.close();
}

function closed() {
  document.documentElement.classList.remove("viewer-open");
  opener.focus({ preventScroll: true });
}

links.forEach((link, number) => {
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({ [MARK]: true }, "");
    open(number);
  });
});

addEventListener("popstate", () => dialog?.open && dialog.close());
addEventListener("resize", () => dialog?.open && go(shown, "instant"));
