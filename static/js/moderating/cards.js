// The cards on the screen, and which of them has the focus.
import { find } from "./server.js";

export const list = find("cards");
export const cards = () => [...list.querySelectorAll("[data-card]")];
export const current = () => document.activeElement?.closest?.("[data-card]") ?? null;
export const ticked = () => cards().filter((card) => card.querySelector("[type=checkbox]").checked);
export const named = (id) => document.getElementById(`binh-luan-${id}`);
export const version = (card) => `${card.dataset.card}.${card.dataset.version}`;

export function tell(text) {
  find("said").textContent = text;
}

export function focusOn(card) {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

export function chosen() {
  const several = ticked();
  return several.length ? several : [current()].filter(Boolean);
}

export function move(step) {
  const all = cards();
  const place = all.indexOf(current());
  focusOn(all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + step))]);
}

// The card that comes next once these are gone.
export function nextTo(gone) {
  const all = cards();
  const after = all.slice(all.indexOf(gone.at(-1)) + 1).find((card) => !gone.includes(card));
  return after ?? all.findLast((card) => !gone.includes(card));
}

function showNone() {
  find("none").hidden = cards().length > 0;
}

export function remove(card) {
  card.remove();
  showNone();
}

export function add(found, { first = false } = {}) {
  for (const { id, html } of found) {
    named(id)?.remove();
    list.insertAdjacentHTML(first ? "afterbegin" : "beforeend", html);
  }
  showNone();
}

// New cards in the place of those that an act was about; what left the desk goes.
export function renew({ cards: found, gone }) {
  const leaving = gone.map(named).filter(Boolean);
  const held = leaving.includes(current()) ? nextTo(leaving) : null;
  for (const { id, html } of found) {
    const old = named(id);
    if (!old) continue;
    const held = old.contains(document.activeElement);
    const isTicked = old.querySelector("[type=checkbox]").checked;
    old.outerHTML = html;
    named(id).querySelector("[type=checkbox]").checked = isTicked;
    if (held) focusOn(named(id));
  }
  if (held) focusOn(held);
  leaving.forEach(remove);
}
