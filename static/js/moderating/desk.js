// The moderators' desk by keys and without reloading. Every button here works without this script.
import { ask, askWhy, heedReason, isOpen } from "./asking.js";
import {
  add, cards, chosen, current, focusOn, list, move, named, nextTo, remove, renew, tell, ticked, version,
} from "./cards.js";
import { desk, find, leave, send, sentence } from "./server.js";

const undoForm = find("undo-form");
const keys = find("keys");
const POLL = 15_000;

function offerUndo(batch) {
  undoForm.elements.vua.value = batch;
  undoForm.hidden = !batch;
}

// How often it has been said what has been decided.
let told = 0;

function tellOf(answer) {
  told += 1;
  find("waiting").textContent = answer.waiting;
  tell(answer.text);
}

// Inert while the server is asked, then gone; what it refuses stays, with what happened meanwhile.
async function decide(those, status, reason = "") {
  if (!those.length) return;
  const next = nextTo(those);
  for (const card of those) card.inert = true;
  try {
    const answer = await send(desk.dataset.decide, [
      ...those.map((card) => ["binh-luan", version(card)]),
      ["thanh", status],
      ["ly-do-tu-choi", reason],
    ]);
    focusOn(next);
    those.forEach(remove);
    add(answer.cards, { first: true });
    tellOf(answer);
    if (answer.batch) offerUndo(answer.batch);
    if (cards().length < 5) await look();
  } catch (error) {
    for (const card of those) card.inert = false;
    focusOn(those[0]);
    tell(sentence(error));
  }
}

async function takeBack() {
  const batch = undoForm.elements.vua.value;
  if (!batch) return;
  try {
    const answer = await send(desk.dataset.undo, [["vua", batch]]);
    offerUndo("");
    add(answer.cards, { first: true });
    answer.gone.map(named).filter(Boolean).forEach(remove);
    tellOf(answer);
    focusOn(cards()[0]);
  } catch (error) {
    tell(sentence(error));
  }
}

async function look() {
  const before = told;
  const answer = await send(desk.dataset.news, cards().map((card) => ["co", card.dataset.card]));
  // Older than what has been decided since.
  if (told !== before) return;
  find("waiting").textContent = answer.waiting;
  find("others").innerHTML = answer.others;
  for (const id of answer.gone) {
    const card = named(id);
    if (card && !card.inert && !isOpen() && !card.contains(document.activeElement)) remove(card);
  }
  add(answer.cards);
}

async function reject(those) {
  const reason = find("reason").value || (await askWhy());
  if (reason === null) return focusOn(those[0]);
  find("reason").value = "";
  return decide(those, "rejected", reason);
}

function finish(answer) {
  renew(answer);
  tellOf(answer);
  if (answer.batch) offerUndo(answer.batch);
}

async function pick([card]) {
  const fields = [["binh-luan", version(card)], ["bo", "picked" in card.dataset ? "1" : ""]];
  try {
    finish(await send(desk.dataset.pick, fields));
  } catch (error) {
    tell(sentence(error));
  }
}

const asked = (name) => async (those) => {
  const answer = await ask(name, those);
  if (answer) finish(answer);
  else focusOn(those[0]);
};

// What is done to one comment takes the focused one, and several only where it may be several.
const ACTS = {
  approved: (those) => decide(those, "approved"),
  rejected: reject,
  spam: (those) => decide(those, "spam"),
  pick,
  reply: asked("reply"),
  redact: asked("redact"),
  escalate: asked("escalate"),
  note: asked("note"),
  ban: asked("ban"),
};
const SEVERAL = new Set(["approved", "rejected", "spam", "ban"]);
const FOR_ALL = new Set(["note", "ban"]);

function act(name, those) {
  if (!those.length) return;
  if (!FOR_ALL.has(name) && those.some((card) => "withheld" in card.dataset)) {
    tell(desk.dataset.withheldText);
    return;
  }
  ACTS[name](those);
}

const byKey = (name) => () => act(name, SEVERAL.has(name) ? chosen() : [current()].filter(Boolean));

const KEYS = {
  a: byKey("approved"),
  r: byKey("rejected"),
  s: byKey("spam"),
  e: byKey("pick"),
  n: byKey("reply"),
  t: byKey("redact"),
  c: byKey("escalate"),
  g: byKey("note"),
  b: byKey("ban"),
  j: () => move(1),
  k: () => move(-1),
  u: takeBack,
  x: () => current()?.querySelector("[type=checkbox]").click(),
  o: () => current()?.querySelector(".judge__article a").click(),
  "?": () => keys.showModal(),
};

const TYPED_IN = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (heedReason(event) || isOpen() || event.target.closest(TYPED_IN)) return;
  const pressed = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  // A key held down moves on, but decides once.
  if (!pressed || (event.repeat && pressed !== KEYS.j && pressed !== KEYS.k)) return;
  event.preventDefault();
  pressed();
});

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  event.preventDefault();
  act(button.dataset.act, [button.closest("[data-card]")]);
});

desk.querySelector("#desk-decide").addEventListener("submit", (event) => {
  event.preventDefault();
  act(event.submitter?.value, ticked());
});

undoForm.addEventListener("submit", (event) => {
  event.preventDefault();
  takeBack();
});

find("help").hidden = false;
find("help").addEventListener("click", () => keys.showModal());
const banTicked = find("ban-ticked");
if (banTicked) {
  banTicked.hidden = false;
  banTicked.addEventListener("click", () => act("ban", ticked()));
}

setInterval(() => {
  // Whoever looks elsewhere keeps nobody from reading these.
  if (document.visibilityState === "visible") look().catch(() => {});
}, POLL);
addEventListener("pagehide", leave);
focusOn(cards()[0]);
