// Notes are sent without leaving the article: what is being written beside them stays as it is.

const box = document.querySelector("#conversation");
const form = document.querySelector("#note-form");
const field = box?.querySelector("textarea");
const button = box?.querySelector("[data-note-send]");
const status = box?.querySelector("[data-note-status]");

function insert(name) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = value.slice(0, start);
  const gap = before && !/\s$/u.test(before) ? " " : "";
  field.setRangeText(`${gap}${name} `, start, end, "end");
  field.focus();
}

async function answerTo(body) {
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  });
  // A page instead of an answer: somebody has signed out meanwhile, or the server is ill.
  if (!response.headers.get("Content-Type")?.includes("json")) throw new TypeError("no answer");
  return response.json();
}

async function send(event) {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  const body = new FormData(form);
  const text = field.value;
  try {
    const { error, html, said } = await answerTo(body);
    if (error) {
      status.textContent = error;
      return;
    }
    box.querySelector("[data-timeline]").innerHTML = html;
    status.textContent = [box.dataset.sent, ...said].join(" ");
    // What was typed while it was on its way is not part of it.
    if (field.value === text) field.value = "";
  } catch {
    status.textContent = box.dataset.failed;
  } finally {
    button.disabled = false;
  }
}

if (form && field) {
  form.addEventListener("submit", send);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  for (const name of box.querySelectorAll("[data-note-name]")) {
    name.disabled = false;
    name.addEventListener("click", () => insert(name.dataset.noteName));
  }
}
