/* What is said on the screen: at the top of the form and in the bar at its foot. */

import { form, say } from "./page.js";

const top = document.querySelector("[data-saving-state]");
const noteLine = document.querySelector("[data-saving-note]");
const bar = form?.querySelector(".article-save");
const places = [top];

if (bar) {
  const copy = document.createElement("span");
  copy.className = "saving__state saving__state--bar";
  // Read out once, from the top of the form.
  copy.setAttribute("aria-hidden", "true");
  bar.append(copy);
  places.push(copy);
}

/* Show a state (quiet, busy, good, held, bad), with a link or button behind it. */
export const show = (kind, text, action = null) => {
  // What goes well comes every few seconds: only what is in the way is read out.
  top.setAttribute("aria-live", ["held", "bad"].includes(kind) ? "polite" : "off");
  for (const place of places) {
    if (place.dataset.kind !== kind) place.dataset.kind = kind;
    if (place.dataset.text !== text || action || place.childElementCount) {
      place.dataset.text = text;
      place.replaceChildren(text);
      if (action) place.append(" ", linked(action));
    }
  }
};

const linked = ({ label, href, press }) => {
  const element = document.createElement(href ? "a" : "button");
  if (href) element.href = href;
  else Object.assign(element, { type: "button", className: "saving__button" });
  element.textContent = label;
  if (press) {
    element.addEventListener("click", (event) => {
      event.preventDefault();
      press();
    });
  }
  return element;
};

const notes = { files: false, waiting: false, unkept: false };

/* Say (or take back) what holds beside the state: one of ``notes``. */
export const note = (name, holds) => {
  if (notes[name] === holds) return;
  notes[name] = holds;
  noteLine.textContent = Object.keys(notes).filter((one) => notes[one]).map((one) => say(one)).join(" ");
  noteLine.hidden = !noteLine.textContent;
};

/* Show news of others in a place of its own, with what can be done about them. */
export const news = (text, actions = []) => {
  const place = document.querySelector("[data-saving-news]");
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  place.replaceChildren(text, ...actions.flatMap((action) => [" ", linked(action)]));
  place.hidden = !text;
};
