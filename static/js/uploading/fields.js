/* What is written of one photo: saved by itself, said how, kept on the screen until it is saved. */

import { isTokenOld, pauseAfter, patience, renewToken, request } from "./talk.js";
import { data, say } from "./texts.js";

const SAVE_AFTER = 1_200;
const NEEDED = ["credit", "alt"];

const all = new Set();
export const isAnyUnsaved = () => [...all].some((one) => one.isDirty);
export const every = () => [...all];

export class Fields {
  #box;
  #fields;
  #state;
  #address;
  #saved = {};
  #timer = 0;
  #failures = 0;
  #running = null;

  constructor(box, { fields, texts }) {
    this.#box = box;
    this.#fields = [...box.querySelectorAll("input, textarea")];
    this.#state = box.querySelector("[data-saved]");
    this.#address = texts;
    this.#fields.forEach((field) => {
      field.value = this.#saved[field.name] = fields[field.name];
    });
    box.addEventListener("input", () => this.#touched(SAVE_AFTER));
    box.addEventListener("change", () => this.#touched(0));
    box.querySelector("[data-save]").addEventListener("click", () => this.save());
    all.add(this);
    this.#mark();
  }

  get isDirty() {
    return this.#dirty().length > 0;
  }

  /* Put values in; with ``onlyEmpty`` where nothing stands yet. Say whether that changed any. */
  put(values, onlyEmpty) {
    const wanted = this.#fields.filter((field) => values[field.name] && !(onlyEmpty && field.value.trim()));
    const changing = wanted.filter((field) => field.value !== values[field.name]);
    changing.forEach((field) => (field.value = values[field.name]));
    if (changing.length) this.#touched(0);
    return changing.length > 0;
  }

  #dirty() {
    return this.#fields.filter((field) => field.value !== this.#saved[field.name]);
  }

  #touched(pause) {
    this.#mark();
    if (!this.isDirty) return;
    if (this.#failures === 0) this.#say("busy", say("unsaved"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  #mark() {
    const missing = this.#fields.filter((field) => NEEDED.includes(field.name) && !field.value.trim());
    const names = missing.map((field) => field.labels[0].querySelector("[data-label]").textContent).join(", ");
    const note = this.#box.querySelector("[data-missing]");
    note.textContent = names && say("missing", { names });
    this.#fields.forEach((field) => field.classList.toggle("is-missing", missing.includes(field)));
  }

  #say(kind, text) {
    this.#state.dataset.kind = kind;
    this.#state.textContent = text;
  }

  async save() {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    this.#running = this.#attempt();
    await this.#running;
    this.#running = null;
  }

  async #attempt() {
    const sent = new Map(this.#dirty().map((field) => [field.name, field.value]));
    if (sent.size === 0) return this.#say("good", say("saved"));
    if (this.#failures === 0) this.#say("busy", say("saving"));
    const answer = await request({ method: "POST", address: this.#address, body: new URLSearchParams([...sent]) });
    if (answer.status === 200 && answer.body) return this.#accepted(sent, answer.body);
    if (answer.body?.errors) return this.#refused(answer.body.errors);
    if ([403, 404].includes(answer.status) && answer.body) return this.#say("bad", answer.body.error);
    return this.#later(answer);
  }

  #accepted(sent, { fields }) {
    this.#failures = 0;
    this.#showErrors({});
    for (const field of this.#fields.filter((one) => sent.has(one.name))) {
      this.#saved[field.name] = sent.get(field.name);
      // As the library keeps it, unless somebody is writing on.
      if (field.value === sent.get(field.name) && field !== document.activeElement) {
        field.value = this.#saved[field.name] = fields[field.name];
      }
    }
    this.#mark();
    if (this.isDirty) this.#touched(SAVE_AFTER);
    else this.#say("good", say("saved"));
  }

  #refused(errors) {
    this.#failures = 0;
    this.#showErrors(errors);
    this.#say("bad", say("unsavedProblem"));
  }

  #showErrors(errors) {
    this.#fields.forEach((field) => {
      const place = field.labels[0].querySelector("[data-error]");
      place.textContent = errors[field.name]?.join(" ") ?? "";
      field.ariaInvalid = errors[field.name] ? "true" : null;
    });
  }

  async #later(answer) {
    this.#failures += 1;
    this.#say("bad", say(answer.status === 401 ? "expired" : "unsavedOffline"));
    if (isTokenOld(answer)) await renewToken(data.address);
    // Not awaited: what is written meanwhile is sent with the next attempt, or by the button.
    patience(pauseAfter(this.#failures)).then(() => this.isDirty && this.save());
  }
}
