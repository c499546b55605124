// What is said of each chosen photo in this place: caption and alternative text; and of the photo
// itself, where the library does not know whose it is: its credit.
import { send } from "../js/editor/server.js";
import { cardOf, remember } from "./cards.js";
import { addresses, creditLine, make, nameOf, say } from "./desk.js";
import { letDrag, moveRow } from "./order.js";

// A photo of the library as a use of its own: its texts are where this one's begin.
export function useOf(card) {
  return { photo: card.id, caption: card.caption, alt: card.alt };
}

function label(row, name, card) {
  row.querySelectorAll(`[data-${name}]`).forEach((button) => button.setAttribute("aria-label", say(name, { name: nameOf(card) })));
}

function fill(row, use, number) {
  const card = cardOf(use.photo);
  row.dataset.photo = use.photo;
  row.querySelectorAll("[id]").forEach((field) => (field.id += `-${number}`));
  row.querySelectorAll("[for]").forEach((field) => (field.htmlFor += `-${number}`));
  const picture = make("img", { src: card?.thumb ?? "", alt: "" });
  row.querySelector("[data-picture]").append(card ? picture : say(card === null ? "gone" : "coming"));
  row.querySelector("[name=caption]").value = use.caption;
  row.querySelector("[name=alt]").value = use.alt;
  const hasCredit = Boolean(card?.credit);
  row.querySelector("[data-credit]").textContent = card ? creditLine(card) : "";
  row.querySelector("[data-credit-locked]").hidden = !hasCredit;
  row.querySelector("[data-credit-asked]").hidden = hasCredit || !card;
  ["up", "down", "remove", "drag"].forEach((name) => label(row, name, card));
}

function read(row) {
  const [caption, alt] = ["caption", "alt"].map((name) => row.querySelector(`[name=${name}]`).value.replace(/\s+/gu, " ").trim());
  return { photo: Number(row.dataset.photo), caption, alt };
}

// Puts what was written on photos that have no credit; throws a sentence.
async function describe(row) {
  const credit = row.querySelector("[name=credit]").value.trim();
  const card = cardOf(row.dataset.photo);
  if (!card || card.credit || !credit) return;
  const { caption, alt } = read(row);
  const fields = { credit, ...(card.caption ? {} : { caption }), ...(card.alt ? {} : { alt }) };
  const answer = await send(addresses.describe.replace("/0/", `/${card.id}/`), fields).catch(() => ({ error: say("failed") }));
  if (answer.error) throw new Error(answer.error);
  remember(answer.photo);
}

// The field, and the rest of its row: the page behind the dialog stays where it is.
function goTo(field) {
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "nearest" });
}

export function makeDetails(dialog) {
  const list = dialog.querySelector("[data-uses]");
  const pattern = dialog.querySelector("template");
  const sizes = dialog.querySelector("[data-sizes]");
  const shapes = dialog.querySelector("[data-shapes]");
  const title = dialog.querySelector("[name=gallery-title]");
  let warned = false;
  let number = 0;

  const rows = () => [...list.children];
  const picked = (fieldset) => fieldset.querySelector("input:checked")?.value;
  const isGallery = () => picked(shapes) === "gallery";
  const arrange = ({ several, gallery, atOnce }) => {
    const many = rows().length > 1;
    shapes.hidden = !many || !several || gallery;
    title.closest("p").hidden = !(gallery || (several && many && isGallery()));
    // Above the text a photo has no size of its own.
    sizes.hidden = gallery || atOnce || (many && isGallery());
    list.classList.toggle("photo-uses--many", many);
  };
  let how = {};
  shapes.addEventListener("change", () => arrange(how));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("li");
    if (!row) return;
    if ("remove" in button.dataset) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("[data-remove]") ?? dialog.querySelector("[data-add]")).focus();
    } else if (moveRow(row, "up" in button.dataset ? -1 : 1)) {
      button.focus();
    }
    arrange(how);
  });
  list.addEventListener("input", () => (warned = false));
  letDrag(list, "li", () => arrange(how));

  const firstLack = () => {
    for (const row of rows()) {
      const card = cardOf(row.dataset.photo);
      const credit = row.querySelector("[name=credit]");
      if (card && !card.credit && !credit.value.trim()) return [credit, "askCredit"];
      const alt = row.querySelector("[name=alt]");
      if (!alt.value.trim()) return [alt, "askAlt"];
    }
    return null;
  };

  return {
    uses: () => rows().map(read),
    open: (uses, options) => {
      how = options;
      warned = false;
      list.replaceChildren(...uses.map((use) => {
        const row = pattern.content.firstElementChild.cloneNode(true);
        fill(row, use, (number += 1));
        return row;
      }));
      sizes.querySelector(`[value=${options.size || "column"}]`).checked = true;
      shapes.querySelector("[value=separate]").checked = true;
      title.value = options.title ?? "";
      dialog.querySelector("[data-add]").hidden = !options.gallery && !options.several;
      arrange(how);
      (list.querySelector(options.focus ?? "[name=caption]") ?? title).focus();
    },
    // Returns what was written; null after saying what is missing. Pressed again it goes through.
    finish: async (status) => {
      const lack = firstLack();
      if (lack && !warned) {
        warned = true;
        status.textContent = `${say(lack[1])} ${say("again")}`;
        goTo(lack[0]);
        return null;
      }
      try {
        await Promise.all(rows().map(describe));
      } catch (error) {
        status.textContent = error.message;
        return null;
      }
      const gallery = Boolean(how.gallery) || (Boolean(how.several) && rows().length > 1 && isGallery());
      return { uses: rows().map(read), size: picked(sizes), gallery, title: title.value.replace(/\s+/gu, " ").trim() };
    },
  };
}
