/* One file on the page: its picture, what it is at, what can be done, what is written of it. */

import { askAbout } from "./choice.js";
import { Fields } from "./fields.js";
import { preview } from "./preview.js";
import { say, saySize, speak } from "./texts.js";

const template = document.querySelector("template[data-file-row]");
const CANCELLABLE = ["waiting", "begun", "sending", "offline", "away", "developing", "expired", "failed", "asking"];
const MOVING = ["begun", "sending", "offline", "away", "developing", "expired", "choosing"];
// What somebody should hear of without looking.
const SPOKEN = ["offline", "expired", "asking", "refused", "unreadable", "failed"];

const sentence = ({ state, progress, error, choice, result, name }) => {
  if (state === "begun" || state === "sending") return say("sending", { percent: Math.floor(progress * 100) });
  if (state === "choosing") return say("developing");
  if (state === "refused") return say("refused", { text: error });
  if (state === "unreadable") return say("folder", { name });
  if (state === "done" && choice?.startsWith("replace")) return say("replaced");
  if (state === "asking" && error && result) return error;
  return say(state);
};

export class Row {
  #item;
  #queue;
  #at = "";
  #hasLostFocus = false;
  fields = null;

  constructor(item, queue) {
    this.#item = item;
    this.#queue = queue;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.#part("name").textContent = item.name;
    this.#part("bytes").textContent = saySize(item.size);
    this.#part("progress").ariaLabel = item.name;
    this.#part("cancel").addEventListener("click", () => queue.cancel(item));
    this.#part("again").addEventListener("click", () => queue.again(item));
    this.#part("continue").addEventListener("click", () => queue.continueAll());
    this.#part("remove").addEventListener("click", () => this.#remove());
    ["cancel", "again", "remove"].forEach((name) => {
      const button = this.#part(name);
      button.ariaLabel = `${button.textContent.trim()}: ${item.name}`;
    });
    if (item.file) preview(item.file, this.#part("canvas"), () => this.#noPreview());
    else this.#noPreview();
  }

  #part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  #noPreview() {
    this.#part("canvas").hidden = true;
    this.#part("no-preview").hidden = !this.#part("picture").hidden;
  }

  #remove() {
    const next = this.element.nextElementSibling ?? this.element.previousElementSibling;
    this.element.remove();
    (next?.querySelector("button:not([hidden]), a[href]") ?? document.querySelector("[data-choose]")).focus();
  }

  /* Show what the item is at; called at each change, also of its progress. */
  show() {
    const { state, progress } = this.#item;
    const text = sentence(this.#item);
    const place = this.#part("state");
    if (place.textContent !== text) place.textContent = text;
    const bar = this.#part("progress");
    bar.hidden = !MOVING.includes(state);
    if (state === "developing" || state === "choosing") bar.removeAttribute("value");
    else bar.value = progress;
    if (state === this.#at) return;
    const hadFocus = this.#hasFocus();
    this.#at = this.element.dataset.state = state;
    this.#part("cancel").hidden = !CANCELLABLE.includes(state);
    this.#part("again").hidden = state !== "failed";
    this.#part("continue").hidden = state !== "expired";
    this.#part("remove").hidden = !["refused", "unreadable", "cancelled", "known"].includes(state);
    this.#part("choice").hidden = state !== "asking";
    if (SPOKEN.includes(state)) speak(`${this.#item.name}: ${text}`);
    if (state === "asking") this.#ask();
    if (state === "done" || state === "known") this.#showPhoto(state);
    if (hadFocus && !this.#isReachable(document.activeElement)) this.#keepFocus();
  }

  #hasFocus() {
    const isNowhere = document.activeElement === document.body;
    return this.element.contains(document.activeElement) || (this.#hasLostFocus && isNowhere);
  }

  #isReachable(element) {
    return this.element.contains(element) && element.closest("[hidden]") === null;
  }

  /* What was pressed has gone: stay with the file, at once or when there is something to press. */
  #keepFocus() {
    const places = [...this.element.querySelectorAll("button, a[href], textarea")];
    const place = places.find((one) => one.checkVisibility?.() ?? one.offsetParent !== null);
    this.#hasLostFocus = !place;
    place?.focus();
  }

  #ask() {
    askAbout(this.#part("choice"), this.#item.result, (choice) => this.#queue.choose(this.#item, choice));
  }

  #showPhoto(state) {
    const { photo, may_change: mayChange } = this.#item.result;
    const picture = this.#part("picture");
    Object.assign(picture, { src: photo.thumb, hidden: false });
    this.#part("canvas").hidden = this.#part("no-preview").hidden = true;
    const link = this.#part("open");
    Object.assign(link, { href: photo.address, hidden: false });
    const known = this.#part("known");
    known.hidden = state !== "known";
    known.textContent = [photo.caption || photo.alt, photo.credit].filter(Boolean).join(" – ");
    if (state === "done" && mayChange) {
      const box = this.#part("fields");
      box.hidden = false;
      this.fields = new Fields(box, this.#item.result);
    }
  }
}
