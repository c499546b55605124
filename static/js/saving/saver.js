/* From the form into the browser's store, from there to the server: one at a time, the newest wins. */

import * as drafts from "./drafts.js";
import { data, entries, fingerprint, form, hasFiles, isEmpty, labels, say } from "./page.js";
import { note, show } from "./screen.js";
import { send, signInAgain } from "./talk.js";

const KEEP_AFTER = 400;
const SEND_AFTER = 3_000;
const SEND_AT_LAST = 10_000;
const PAUSES = [2_000, 4_000, 8_000, 15_000, 30_000];

const state = {
  session: data.session,
  sequence: 0,
  article: data.article,
  base: "",
  kept: null, // the fingerprint of what the browser keeps
  sent: null, // the fingerprint of what the server has
  at: null, // when it had it, as it said
  failures: 0,
  hasAsked: false, // for the password, since the last answer
  clash: null,
  refused: false,
};
let changed = false;
let everTouched = false;
let firstTouch = 0;
let keepTimer = 0;
let sendTimer = 0;
let sending = null;
let heard = () => undefined;

export const session = () => state.session;
export const lastSaved = () => ({ id: Number(state.base) || null });

/* Begin with what the page shows; ``listener`` is told of each answer's news of others. */
export const begin = (listener) => {
  heard = listener;
  const fields = form.elements;
  Object.assign(state, {
    session: fields.session.value,
    sequence: Number(fields.sequence.value) - 1,
    base: fields.base.value,
    sent: fingerprint(entries()),
  });
  // A page that came back with what is wrong has been sent with its number.
  drafts.holdLock(state.session);
  show("quiet", say("idle"));
  // A page that came back with what is wrong is not with the server as it stands.
  if (document.querySelector(".errornote")) {
    Object.assign(state, { sequence: state.sequence + 1, sent: "" });
    touched();
  }
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", () => document.hidden && changed && flush());
};

/*
 * Go on as the window that a kept text was written in: its saves are then not another's. Where a
 * second window does the same, it goes on as itself, from the text that the first began with.
 */
export const adopt = async (draft) => {
  const isFirst = (await drafts.take(draft.session)) !== null;
  await drafts.forget(state.session);
  if (isFirst) Object.assign(state, { session: draft.session, sequence: draft.sequence });
  Object.assign(state, { base: draft.base, article: draft.article ?? state.article, sent: "" });
  drafts.holdLock(state.session);
  remember();
};

/* The form's own fields say the same, for when a button is pressed. */
const remember = () => {
  form.elements.session.value = state.session;
  form.elements.sequence.value = state.sequence;
  form.elements.base.value = state.base;
};

export const touched = () => {
  note("files", hasFiles());
  if (!changed && fingerprint(entries()) === state.sent) return;
  changed = everTouched = true;
  firstTouch ||= Date.now();
  if (!sending && state.failures === 0 && !state.clash) {
    show("busy", state.at ? say("writingAfter", { time: state.at }) : say("writing"));
  }
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, KEEP_AFTER);
  if (state.failures > 0) return; // the next attempt is set
  plan(Math.min(SEND_AFTER, Math.max(0, firstTouch + SEND_AT_LAST - Date.now())));
};

const plan = (pause) => {
  clearTimeout(sendTimer);
  sendTimer = setTimeout(flush, pause);
};

const retry = () => {
  if (changed) flush();
};

/* Keep the form's text in the browser; return its entries. */
const keep = async () => {
  clearTimeout(keepTimer);
  const pairs = entries();
  const print = fingerprint(pairs);
  if (print === state.sent) return pairs;
  const { session: own, article, base } = state;
  // The number of the save that may be on its way: whoever goes on takes the next.
  const sequence = state.sequence + 1;
  const draft = { session: own, sequence, article, base, writer: data.writer, at: Date.now(), pairs, labels: labels() };
  const isKept = await drafts.keep(draft);
  if (isKept) state.kept = print;
  note("unkept", !isKept);
  return pairs;
};

const isKept = () => state.kept === fingerprint(entries());

/* Whether something on the screen is neither with the server nor in the browser's store. */
export const isAtRisk = () => {
  const print = fingerprint(entries());
  return everTouched && print !== state.sent && print !== state.kept;
};

/* Send what is new; return how it ended: saved, clean, empty, aside, or what is in the way. */
export const flush = async () => {
  while (sending) await sending;
  clearTimeout(sendTimer);
  sending = attempt();
  try {
    return await sending;
  } finally {
    sending = null;
    if (changed && state.failures === 0 && fingerprint(entries()) !== state.sent) plan(SEND_AFTER);
  }
};

const attempt = async () => {
  const pairs = await keep();
  const print = fingerprint(pairs);
  if (print === state.sent) return clean();
  if (state.article === null && isEmpty(pairs)) {
    changed = false;
    show("quiet", say("empty"));
    return "empty";
  }
  if (state.failures === 0) show("busy", say("saving"));
  firstTouch = 0;
  state.sequence += 1;
  const own = [["session", state.session], ["sequence", state.sequence], ["base", state.base]];
  const { status, answer } = await send(data.addresses.autosave, [...pairs, ...own]);
  return settle(status, answer, print);
};

const clean = () => {
  changed = false;
  drafts.forget(state.session);
  if (state.clash) return "aside";
  show(state.at ? "good" : "quiet", state.at ? say("saved", { time: state.at }) : say("idle"));
  return "clean";
};

const settle = (status, answer, print) => {
  if ((status === 200 || status === 409) && answer) {
    accepted(answer, print);
    return status === 409 ? keptAside(answer) : isSaved(answer);
  }
  if (status === 401) return expired();
  if (status === 0 || status >= 500) return later(status);
  return refused(status, answer);
};

const accepted = (answer, print) => {
  Object.assign(state, { sent: print, failures: 0, hasAsked: false });
  if (!answer.revision) return;
  state.at = answer.saved;
  note("waiting", answer.waiting > 0);
  if (state.article === null) {
    state.article = answer.article;
    history.replaceState(null, "", answer.addresses.change);
    form.action = answer.addresses.change;
  }
  Object.assign(data.addresses, answer.addresses);
  heard(answer.there, answer.clash ? answer.there.newest?.id : answer.revision);
};

const isSaved = (answer) => {
  if (answer.revision) state.base = String(answer.revision);
  state.clash = null;
  remember();
  // What is shown of the text beside it is made anew.
  document.dispatchEvent(new Event("newsroom:saved"));
  return finished("good", say("saved", { time: state.at }), "saved");
};

const keptAside = (answer) => {
  state.clash = answer.clash;
  remember();
  const text = say("aside", { name: answer.there.newest?.by ?? "", time: answer.saved });
  const press = async () => {
    await flush();
    if (!isAtRisk()) location.assign(state.clash);
  };
  return finished("bad", text, "aside", { label: say("asideLink"), href: answer.clash, press });
};

const finished = (kind, text, outcome, action = null) => {
  changed = fingerprint(entries()) !== state.sent;
  if (!changed) drafts.forget(state.session);
  show(kind, text, action);
  return outcome;
};

const later = (status) => {
  const pause = PAUSES[Math.min(state.failures, PAUSES.length - 1)];
  state.failures += 1;
  plan(pause * (0.8 + Math.random() * 0.4));
  const name = status === 0 ? "offline" : "away";
  show(isKept() ? "held" : "bad", say(isKept() ? name : `${name}Unkept`));
  return "away";
};

/* Say that the sign-in has ended while nothing was to be sent; what is written later asks. */
export const signedOut = () => {
  if (state.failures === 0 && !sending) sayExpired();
};

const signInAndGoOn = async () => {
  if (!(await signInAgain())) return "expired";
  Object.assign(state, { failures: 0, hasAsked: false });
  return flush();
};

const sayExpired = () => show("bad", say("expired"), { label: say("expiredButton"), press: signInAndGoOn });

const expired = () => {
  state.failures += 1;
  sayExpired();
  // Somebody may sign in again in another window.
  plan(PAUSES[PAUSES.length - 1]);
  // Asked once by itself, so that nobody is kept from writing on.
  if (!state.hasAsked) {
    state.hasAsked = true;
    setTimeout(signInAndGoOn);
  }
  return "expired";
};

const refused = (status, answer) => {
  const text = answer?.problems?.join(" ") || say("failed", { status });
  show("bad", say("problem", { text }));
  if (answer === null) plan(PAUSES[PAUSES.length - 1]);
  state.failures = 0;
  changed = answer === null;
  return status === 422 ? "problems" : "refused";
};

/* The number for a save by a button: no save of this window has it. */
export const numberForButton = () => {
  state.sequence += 1;
  remember();
};
