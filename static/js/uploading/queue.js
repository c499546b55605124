/* Files in their order, a few at a time; each item tells its listener what it is at. */

import * as memory from "./memory.js";
import { callOff, choose, ask, upload } from "./uploader.js";

const AT_ONCE = 2;
// What needs nothing more of this page.
const ENDED = ["done", "known", "refused", "unreadable", "cancelled"];
const RUNNING = ["begun", "sending", "offline", "away", "developing", "expired"];

export const isEnded = (item) => ENDED.includes(item.state);

export class Queue {
  #items = [];
  #listener;
  #options;

  constructor({ address, writer, listener }) {
    this.#options = { address, writer };
    this.#listener = listener;
  }

  get items() {
    return this.#items;
  }

  get isBusy() {
    return this.#items.some((item) => item.state === "waiting" || item.state === "choosing" || RUNNING.includes(item.state));
  }

  add(file, resumeAt = null) {
    const item = { file, name: file.name, size: file.size, place: resumeAt, progress: 0 };
    return this.#enter(item, "waiting");
  }

  /* Take up a file that the server has whole and asks about. */
  addAsked({ address, name, size }) {
    return this.#enter({ file: null, name, size, place: address, progress: 1 }, "waiting");
  }

  #enter(item, state) {
    this.#items.push(item);
    this.#set(item, state);
    this.#next();
    return item;
  }

  cancel(item) {
    item.controller?.abort();
    item.resume?.();
    if (item.place) {
      memory.forget(item.place);
      callOff(item.place);
    }
    this.#set(item, "cancelled");
    this.#next();
  }

  again(item) {
    this.#set(item, "waiting");
    this.#next();
  }

  /* Go on with everything that waits for somebody to sign in. */
  continueAll() {
    this.#items.forEach((item) => item.resume?.());
  }

  choose(item, choice) {
    item.choice = choice;
    return this.#run(item, "choosing", (options) => choose(item.place, choice, options));
  }

  #next() {
    const running = this.#items.filter((item) => RUNNING.includes(item.state)).length;
    this.#items
      .filter((item) => item.state === "waiting")
      .slice(0, Math.max(0, AT_ONCE - running))
      .forEach((item) => this.#run(item, "begun", (options) => this.#send(item, options)));
  }

  #send(item, options) {
    if (item.file === null) return ask(item.place, options);
    const onBegun = (place) => {
      if (item.place) memory.forget(item.place);
      item.place = place;
      memory.remember(item.file, place);
      memory.hold(place, item.work);
    };
    if (item.place) Promise.resolve().then(() => memory.hold(item.place, item.work));
    const onProgress = (fraction) => {
      item.progress = fraction;
      this.#listener(item);
    };
    return upload(item.file, { ...options, onBegun, onProgress, resumeAt: item.place, writer: this.#options.writer });
  }

  async #run(item, state, work) {
    item.controller = new AbortController();
    const { signal } = item.controller;
    const stillOurs = () => !signal.aborted;
    this.#set(item, state);
    const options = {
      address: this.#options.address,
      signal,
      onState: (name) => stillOurs() && this.#set(item, name),
      whenExpired: () => new Promise((resolve) => (item.resume = resolve)).finally(() => (item.resume = null)),
    };
    item.work = work(options);
    try {
      const result = await item.work;
      if (stillOurs()) this.#ended(item, result.state, { result, error: "" });
    } catch (error) {
      if (stillOurs()) this.#failed(item, error);
    }
    this.#next();
  }

  #failed(item, error) {
    if (!error.kind) throw error;
    // Where a choice cannot be carried out the question stands.
    const isQuestion = item.choice && item.result?.state === "asking" && error.kind === "refused";
    this.#ended(item, isQuestion ? "asking" : error.kind, { error: error.message });
  }

  #ended(item, state, changes) {
    Object.assign(item, changes);
    if (ENDED.includes(state) && item.place) memory.forget(item.place);
    this.#set(item, state);
  }

  #set(item, state) {
    item.state = state;
    this.#listener(item);
  }
}
