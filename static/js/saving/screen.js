/* What is said on the screen: how saving goes in the bar, and what is in the way above the form too. */

import { form, say } from "./page.js";

const top = document.querySelector("[data-saving-state]");
const noteLine = document.querySelector("[data-saving-note]");
const bar = form?.querySelector(".article-save");
const place = document.createElement("span");

if (bar) {
  place.className = "saving__state saving__state--bar";
  bar.append(place);
}

const put = (where, kind, text, action) => {
  if (where.dataset.kind !== kind) where.dataset.kind = kind;
  if (where.dataset.text !== text || action || where.childElementCount) {
    where.dataset.text = text;
    where.replaceChildren(text);
    if (action && text) where.append(" ", linked(action));
  }
};

/* Show a state (quiet, busy, good, held, bad), with a link or button behind it. */
export const show = (kind, text, action = null) => {
  // What goes well comes every few seconds: only what is in the way is said on top and read out.
  const isInTheWay = ["held", "bad"].includes(kind);
  put(top, kind, isInTheWay ? text : "", action);
  put(place, kind, text, action);
  place.ariaHidden = String(isInTheWay && !action);
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
