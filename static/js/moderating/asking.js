// The dialogs that ask before an act. The browser keeps the focus in them, Escape closes them,
// and the focus goes back to where it was.
import { version } from "./cards.js";
import { desk, find, send, sentence } from "./server.js";

const why = find("why");

export const isOpen = () => Boolean(desk.querySelector("dialog[open]"));

// Resolves to a reason, perhaps empty, or to null where nothing is to be done.
export function askWhy() {
  return new Promise((resolve) => {
    const text = find("why-text");
    text.value = "";
    find("why-done").value = "";
    why.returnValue = "-";
    why.addEventListener(
      "close",
      () => resolve(why.returnValue === "-" ? null : why.returnValue || text.value),
      { once: true },
    );
    why.showModal();
    why.focus();
  });
}

// No prepared reason is a button that sends the form, or Enter in the field would press the first.
why.querySelector(".judge-why__list").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) why.close(button.value);
});

// A digit chooses the reason of that number; a letter begins one in the field.
export function heedReason(event) {
  const text = find("why-text");
  if (!why.open || event.target === text) return false;
  if (/^[1-9]$/.test(event.key)) {
    why.querySelectorAll(".judge-why__list button")[event.key - 1]?.click();
    return true;
  }
  if (/^\p{L}$/u.test(event.key) || event.key === "Process") text.focus();
  return false;
}

function fill(form, name, card) {
  form.reset();
  form.querySelector("[data-error]").textContent = "";
  if (form.elements.lan) form.elements.lan.value = crypto.randomUUID();
  if (name !== "redact") return;
  form.elements.ten.value = card.dataset.name;
  form.elements["noi-dung"].value = card.querySelector("[data-raw]").content.textContent;
}

// Asks for what an act on `cards` needs and sends it; resolves to the answer, or null.
export function ask(name, cards) {
  const dialog = desk.querySelector(`[data-ask=${name}]`);
  if (!dialog || !cards.length) return Promise.resolve(null);
  const form = dialog.querySelector("form");
  fill(form, name, cards[0]);
  return new Promise((resolve) => {
    let answer = null;
    const submit = async (event) => {
      if (event.submitter?.formMethod === "dialog") return;
      event.preventDefault();
      if (form.inert) return;
      form.inert = true;
      try {
        const fields = cards.map((card) => ["binh-luan", version(card)]);
        answer = await send(form.action, [...fields, ...new FormData(form)]);
        form.inert = false;
        dialog.close();
      } catch (error) {
        form.inert = false;
        form.querySelector("[data-error]").textContent = sentence(error);
        form.querySelector("[data-first]").focus();
      }
    };
    form.addEventListener("submit", submit);
    dialog.addEventListener(
      "close",
      () => {
        form.removeEventListener("submit", submit);
        resolve(answer);
      },
      { once: true },
    );
    dialog.showModal();
    form.querySelector("[data-first]").focus();
  });
}

desk.querySelector("[data-prepared]")?.addEventListener("change", ({ target }) => {
  const text = target.form.elements["tra-loi"];
  text.value = target.value;
  text.focus();
});
