// The placements on the screen: each a row in its slot's list; the order there is what is saved.
import { announce, data, form, say } from "./desk.js";

const BLANK = "9999";
const slots = [...form.querySelectorAll("[data-slot]")];
const past = [];
let changed = () => undefined;

export const listOf = (slot) => slots.find((one) => one.dataset.slot === slot).querySelector("[data-rows]");
export const slotOf = (row) => row.closest("[data-slot]").dataset.slot;
export const articleOf = (row) => row.querySelector('[name$="-article"]').value;
export const titleOf = (row) => row.querySelector("[data-title]")?.textContent ?? "";
export const allRows = () => [...form.querySelectorAll("[data-row]")];
export const canUndo = () => past.length > 0;

export function onChange(heard) {
  changed = heard;
}

function remember() {
  past.push(slots.map((slot) => [...slot.querySelectorAll("[data-row]")]));
}

function settle() {
  for (const row of allRows()) row.querySelector('select[name$="-slot"]').value = slotOf(row);
  changed();
}

export function undoMove() {
  const before = past.pop();
  if (!before) return;
  slots.forEach((slot, number) => slot.querySelector("[data-rows]").replaceChildren(...before[number]));
  settle();
  announce(say("undone"));
}

function tellPlace(row) {
  const slot = slotOf(row);
  const number = [...listOf(slot).children].indexOf(row) + 1;
  announce(say("put", { title: titleOf(row), place: data.labels[slot], number }));
}

// Puts a row into a slot, before another row or at the end; says whether there was room.
export function place(row, slot, before = null) {
  const list = listOf(slot);
  if (before === row) return true;
  if (!list.contains(row) && list.children.length >= data.most) {
    announce(say("full", { most: data.most }));
    return false;
  }
  remember();
  list.insertBefore(row, before);
  settle();
  tellPlace(row);
  return true;
}

export function step(row, direction) {
  const other = direction < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (other) place(row, slotOf(row), direction < 0 ? other : other.nextElementSibling);
}

export function remove(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const title = titleOf(row);
  remember();
  row.remove();
  settle();
  announce(say("removed", { title }));
  next?.querySelector('[data-do="remove"]').focus();
}

// A new row for a story of the finder.
export function rowFor(story) {
  const number = Math.max(-1, ...past.flat(2).concat(allRows()).map((row) => Number(row.dataset.row))) + 1;
  const row = document.getElementById("front-row").content.firstElementChild.cloneNode(true);
  row.dataset.row = number;
  row.querySelector("[name=placement]").value = number;
  for (const one of row.querySelectorAll("[name], [id], [for], [value]")) {
    for (const name of ["name", "id", "for", "value", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value?.includes(BLANK)) one.setAttribute(name, value.replace(BLANK, number));
    }
  }
  row.querySelector('[name$="-article"]').value = story.id;
  fill(row, story);
  for (const button of row.querySelectorAll("[data-do]")) button.setAttribute("aria-label", button.getAttribute("aria-label") + story.title);
  return row;
}

// Shows a story in a row or in the finder.
export function fill(item, { title, about, label, thumb }) {
  item.querySelector("[data-title]").textContent = title;
  item.querySelector("[data-about]").textContent = about;
  const [badge, picture] = [item.querySelector("[data-label]"), item.querySelector("[data-thumb]")];
  badge.textContent = label;
  badge.hidden = !label;
  picture.hidden = !thumb;
  if (thumb) picture.src = thumb;
}

// Puts a story first in a slot, or before `before`; where it stands there already it is moved.
export function put(story, slot, before) {
  const list = listOf(slot);
  const there = [...list.children].find((row) => articleOf(row) === String(story.id));
  const row = there ?? rowFor(story);
  return place(row, slot, before === undefined ? list.firstElementChild : before) ? row : null;
}
