// Arranging a front (templates/admin/articles/front_arrange.html). Without this the page's buttons
// do the same, each by sending the form.
import { askForPhotos } from "../../newsphoto/dialog.js";
import { fetchCard } from "../../newsphoto/cards.js";
import { data, form } from "./desk.js";
import { letDrag } from "./drag.js";
import { look } from "./look.js";
import { canUndo, onChange, place, put, remove, slotOf, step, undoMove } from "./rows.js";
import { changed, save } from "./saving.js";
import { search, storyOf } from "./stories.js";

const target = form.querySelector("[name=target]");
const undo = Object.assign(document.createElement("button"), {
  type: "button", className: "action-button", textContent: data.texts.undo, disabled: true,
});
document.querySelector(".front-bar").prepend(undo);
undo.addEventListener("click", undoMove);

onChange(() => {
  undo.disabled = !canUndo();
  changed();
  look();
});

letDrag(form, (item, slot, before) => {
  if (item.matches("[data-row]")) place(item, slot, before);
  else put(storyOf(item), slot, before);
});

// A native choice, or none: the photo's number stands in the row's own field.
async function choosePhoto(row, button) {
  const result = await askForPhotos({ several: false, atOnce: true });
  button.focus();
  const use = result?.uses[0];
  if (!use) return;
  const card = await fetchCard(use.photo);
  row.querySelector('[name$="-photo"]').value = use.photo;
  const picture = row.querySelector("[data-thumb]");
  picture.src = card.thumb;
  picture.hidden = false;
  changed();
  look(0);
}

const acts = {
  up: (row) => step(row, -1),
  down: (row) => step(row, 1),
  remove,
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button?.closest("[data-row]");
  if (!button) return;
  if (button.dataset.do) {
    event.preventDefault();
    acts[button.dataset.do](row);
    if (row.isConnected) button.focus();
  } else if (button.matches("[data-add]")) {
    event.preventDefault();
    put(storyOf(button.closest("[data-story]")), target.value);
    button.focus();
  } else if (button.matches("[data-photo]")) {
    choosePhoto(row, button);
  } else if (button.matches("[data-no-photo]")) {
    row.querySelector('[name$="-photo"]').value = "";
    changed();
    look(0);
  }
});

form.addEventListener("change", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && event.target.name.endsWith("-slot")) {
    const chosen = event.target.value;
    if (!place(row, chosen)) event.target.value = slotOf(row);
    event.target.focus();
  }
});

form.addEventListener("input", (event) => {
  if (!event.target.closest("[data-slot]")) return;
  changed();
  look();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.name === "_save") save();
  else if (event.submitter?.matches("[data-preview]")) look(0);
  else if (document.activeElement?.matches("[data-find], [data-find-button]")) search();
});

addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey;
  if (!isUndo || event.target.matches?.("input, textarea, select") || !canUndo()) return;
  event.preventDefault();
  undoMove();
});

function unhide(root) {
  root.querySelectorAll("[data-photo], [data-no-photo]").forEach((button) => (button.hidden = false));
}
unhide(form);
unhide(document.getElementById("front-row").content);
document.body.classList.add("fronts-by-hand");
look(0);
