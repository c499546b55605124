// Saving: only with a sign-in that still holds, so that nothing arranged is lost on the way.
import { data, form, say } from "./desk.js";

const state = form.querySelector("[data-state]");
let isUnsaved = form.hasAttribute("data-unsaved");
let isLeaving = false;

export function changed() {
  isUnsaved = true;
  state.textContent = say("unsaved");
}

async function complaint() {
  try {
    const answer = await fetch(data.signIn, { headers: { Accept: "application/json" } });
    const { user, token } = await answer.json();
    if (user !== data.writer) return say(user === null ? "signedOut" : "other");
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
    return "";
  } catch {
    return say("failed");
  }
}

export async function save() {
  const wrong = await complaint();
  if (wrong) {
    state.textContent = wrong;
    return;
  }
  isLeaving = true;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_save", value: "1" }));
  form.submit();
}

addEventListener("beforeunload", (event) => {
  if (isUnsaved && !isLeaving) event.preventDefault();
});
