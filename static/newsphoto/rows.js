// The photos above the text: chosen in the same dialog, put in order, their credit in sight.
import { fetchCard } from "./cards.js";
import { isHere, say } from "./desk.js";
import { askForPhotos } from "./dialog.js";
import { letDrag, moveRow } from "./order.js";

const ROW = ".photo-row:not(.empty-form)";
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const rowsOf = (group) => [...group.querySelectorAll(ROW)];

function tell(element) {
  // Saving and select2 hear what jQuery tells; jQuery hears of the browser's own events too.
  window.django.jQuery(element).trigger("change");
}

// A row that came from the server has its number in the names and ids of all its fields.
function renumber(group) {
  const pattern = /(captions-)\d+(-|$)/u;
  rowsOf(group).forEach((row, number) => {
    [row, ...row.querySelectorAll("[name], [id], [for], [aria-describedby]")].forEach((one) => {
      ["name", "id", "for", "aria-describedby"].forEach((name) => {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace(pattern, `$1${number}$2`));
      });
    });
    const label = row.querySelector(".inline_label");
    label.textContent = label.textContent.replace(/#\d+/u, `#${number + 1}`);
  });
}

function showLacks(row) {
  row.querySelector("[data-row-lacks-alt]").hidden = !field(row, "photo").value || Boolean(field(row, "alt").value.trim());
}

async function showCard(row) {
  const id = field(row, "photo").value;
  const card = row.querySelector(".photo-card");
  row.querySelector("[data-row-choose]").textContent = say(id ? "rowChange" : "rowChoose");
  showLacks(row);
  if (!id) {
    card.innerHTML = document.querySelector("#captions-empty .photo-card").innerHTML;
    return;
  }
  const url = row.closest("[data-card-url]").dataset.cardUrl.replace("/0/", `/${id}/`);
  const answer = await fetch(url);
  // Choices can follow one another faster than answers: only the last one's is shown.
  // An answer that was led elsewhere is a sign-in page.
  if (answer.ok && !answer.redirected && field(row, "photo").value === id) card.innerHTML = await answer.text();
}

// A text of the writer's own stays; one that came with the photo before goes with it.
function offer(row, name, text, before) {
  const own = field(row, name);
  if (own.value.trim() && own.value.trim() !== before) return;
  own.value = text;
  own.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(row, { id, caption, alt }, before) {
  const select = field(row, "photo");
  if (![...select.options].some(({ value }) => value === String(id))) select.append(new Option(caption || `#${id}`, id));
  select.value = String(id);
  offer(row, "caption", caption, before?.caption);
  offer(row, "alt", alt, before?.alt);
  tell(select);
}

async function askFor(row) {
  const old = field(row, "photo").value;
  const before = old ? await fetchCard(old) : null;
  const result = await askForPhotos({ several: false, atOnce: true });
  row.querySelector("[data-row-choose]").focus();
  const use = result?.uses[0];
  if (!use) return;
  const card = await fetchCard(use.photo);
  choose(row, { id: card.id, caption: use.caption || card.caption, alt: use.alt || card.alt }, before);
  // The dialog may have asked whose it is: the card says it now.
  if (String(card.id) === old) showCard(row);
}

function start(group) {
  group.classList.add("photo-rows--chosen");
  const ready = (row) => {
    row.querySelectorAll("[data-row-choose], [data-row-order]").forEach((one) => (one.hidden = false));
    showLacks(row);
  };
  group.querySelectorAll(".photo-row").forEach(ready);
  const moved = () => {
    renumber(group);
    tell(group.closest("form"));
  };
  letDrag(group, ROW, moved);
  group.addEventListener("click", (event) => {
    const row = event.target.closest(ROW);
    const button = event.target.closest("button");
    if (!row || !button) return;
    if ("rowChoose" in button.dataset) askFor(row);
    const direction = "rowUp" in button.dataset ? -1 : "rowDown" in button.dataset ? 1 : 0;
    if (direction && moveRow(row, direction, ROW)) {
      moved();
      button.focus();
    }
  });
  group.addEventListener("input", (event) => event.target.closest(ROW) && showLacks(event.target.closest(ROW)));
  document.addEventListener("newsroom:photo", (event) => {
    const { photo, place } = event.detail;
    const row = rowsOf(group).find((one) => Number(field(one, "photo").value) === photo);
    if (place !== group.id || !row) return;
    event.preventDefault();
    row.scrollIntoView({ block: "center" });
    const lacksAlt = !field(row, "alt").value.trim();
    (lacksAlt ? field(row, "alt") : row.querySelector("[data-row-choose]")).focus({ preventScroll: true });
  });
  // Kept texts and other scripts choose too; select2's choices are told through jQuery alone.
  window.django.jQuery(document).on("change", `${ROW} [name$='-photo']`, (event) => showCard(event.target.closest(ROW)));
}

// A photo story says beside its text how it is told.
function hint() {
  const kind = document.getElementById("id_kind");
  const editor = document.querySelector(".field-body");
  if (!kind || !editor) return;
  const note = Object.assign(document.createElement("p"), { className: "newsphoto-story", textContent: say("story") });
  editor.prepend(note);
  const show = () => (note.hidden = kind.value !== "photos");
  kind.addEventListener("change", show);
  show();
}

export function startRows() {
  const group = document.getElementById("captions-group");
  if (!isHere) return;
  if (group) start(group);
  hint();
}
