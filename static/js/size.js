// The size of an article's text in five steps, kept in this browser. First of the bundle, so that
// the text takes its size as early as a script can give it.

const KEY = "newsroom-text-size";
const MOST = 2;
const root = document.documentElement;
const group = document.querySelector("[data-text-sizes]");

function kept() {
  try {
    const step = Number(localStorage.getItem(KEY));
    return Number.isInteger(step) && Math.abs(step) <= MOST ? step : 0;
  } catch {
    return 0; // storage may be forbidden
  }
}

function keep(step) {
  try {
    if (step) localStorage.setItem(KEY, step);
    else localStorage.removeItem(KEY);
  } catch {
    // It holds for this page then.
  }
}

if (group) {
  const status = group.querySelector("[role=status]");
  let step = kept();
  const show = () => {
    if (step) root.dataset.textSize = step;
    else delete root.dataset.textSize;
    for (const button of group.querySelectorAll("[data-step]")) {
      button.setAttribute("aria-disabled", String(Math.abs(step + Number(button.dataset.step)) > MOST));
    }
  };
  group.addEventListener("click", (event) => {
    const change = Number(event.target.closest("[data-step]")?.dataset.step ?? 0);
    if (!change) return;
    step = Math.min(MOST, Math.max(-MOST, step + change));
    keep(step);
    show();
    const said = { "{steps}": 2 * MOST + 1, "{step}": step + MOST + 1 };
    status.textContent = status.dataset.said.replace(/\{steps?\}/g, (name) => said[name]);
  });
  show();
  group.hidden = false;
}
