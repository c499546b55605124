// The library's photos in a grid: searched while one types, chosen by click or by keys.
import { ask } from "../js/editor/server.js";
import { remember } from "./cards.js";
import { addresses, creditLine, make, nameOf, say } from "./desk.js";

const PATIENCE = 200;

function option(card) {
  const picture = make("img", { src: card.thumb, alt: "", loading: "lazy", draggable: false });
  const words = make("span", { className: "photo-option__words" }, nameOf(card));
  const credit = make("small", { className: card.credit ? "" : "photo-option__lacks" }, creditLine(card));
  return make(
    "div",
    { className: "photo-option", role: "option", tabIndex: -1, aria: { selected: "false" }, data: { photo: card.id } },
    picture, words, credit,
  );
}

function target(options, place, key) {
  const across = options.filter((one) => one.offsetTop === options[0].offsetTop).length;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across, Home: -place, End: options.length - 1 - place };
  return options[place + (steps[key] ?? NaN)];
}

// `chosen` has the ids in `isChosen`; `toggle` and `take` get a card (click or Space, Enter).
export function makeLibrary(dialog, { isChosen, toggle, take }) {
  const [field, mine, grid, more, status] = ["find", "mine", "grid", "more", "say"].map((name) =>
    dialog.querySelector(`[data-${name}]`));
  const cards = new Map();
  let next = null;
  let waiting = 0;
  let asked = 0;

  const options = () => [...grid.children];
  const mark = () => options().forEach((one) => one.setAttribute("aria-selected", isChosen(Number(one.dataset.photo))));
  const add = (card, first = false) => {
    remember(card);
    cards.set(card.id, card);
    grid.querySelector(`[data-photo="${card.id}"]`)?.remove();
    if (first) grid.prepend(option(card));
    else grid.append(option(card));
    options().forEach((one, place) => (one.tabIndex = place ? -1 : 0));
  };

  const search = async (after = "") => {
    const number = (asked += 1);
    const wanted = { q: field.value, after, ...(mine.checked ? { mine: "1" } : {}) };
    const answer = await ask(addresses.find, wanted).catch(() => null);
    if (number !== asked) return;
    if (!answer?.photos) {
      status.textContent = say("failed");
      return;
    }
    if (!after) grid.replaceChildren();
    const place = grid.children.length;
    answer.photos.forEach((card) => add(card));
    next = answer.next;
    more.hidden = next === null;
    const nothing = field.value.trim() ? "none" : mine.checked ? "noneMine" : "empty";
    status.textContent = grid.children.length ? "" : say(nothing);
    mark();
    if (after) options()[place]?.focus();
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PATIENCE);
  };
  field.addEventListener("input", soon);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    grid.firstElementChild?.focus();
  });
  mine.addEventListener("change", () => search());
  more.addEventListener("click", () => search(next));
  const cardAt = (event) => cards.get(Number(event.target.closest("[role=option]")?.dataset.photo));
  grid.addEventListener("click", (event) => {
    const card = cardAt(event);
    if (!card) return;
    event.target.closest("[role=option]").focus();
    toggle(card);
  });
  grid.addEventListener("dblclick", (event) => cardAt(event) && take(cardAt(event)));
  grid.addEventListener("keydown", (event) => {
    const card = cardAt(event);
    if (!card) return;
    const all = options();
    const other = target(all, all.indexOf(document.activeElement), event.key);
    if (event.key === " ") toggle(card);
    else if (event.key === "Enter") take(card);
    else if (other) other.focus();
    else if (event.key === "ArrowUp") field.focus();
    else return;
    event.preventDefault();
  });
  return {
    mark,
    add: (card) => add(card, true),
    open: ({ several }) => {
      field.value = "";
      grid.replaceChildren();
      grid.setAttribute("aria-multiselectable", several);
      return search();
    },
  };
}
