// The moderators' desk by keys and without reloading. Every button here works without this script.
const desk = document.querySelector("[data-desk]");
const find = (name) => desk.querySelector(`[data-${name}]`);
const list = find("cards");
const said = find("said");
const undoForm = find("undo-form");
const why = find("why");
const keys = find("keys");
const POLL = 15_000;
const token = desk.querySelector("[name=csrfmiddlewaretoken]").value;

const cards = () => [...list.querySelectorAll("[data-card]")];
const current = () => document.activeElement?.closest?.("[data-card]") ?? null;

async function send(address, fields) {
  const body = new URLSearchParams(desk.dataset.query);
  body.append("csrfmiddlewaretoken", token);
  for (const [name, value] of fields) body.append(name, value);
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  });
  // A page instead of an answer: somebody has signed out meanwhile, or the server is ill.
  if (!response.headers.get("Content-Type")?.includes("json")) {
    throw new Error(response.redirected || response.status === 403 ? desk.dataset.signedOut : desk.dataset.lost);
  }
  return response.json();
}

function tell(text) {
  said.textContent = text;
}

function offerUndo(batch) {
  undoForm.elements.vua.value = batch;
  undoForm.hidden = !batch;
}

function focusOn(card) {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

function showNone() {
  find("none").hidden = cards().length > 0;
}

function remove(card) {
  card.remove();
  showNone();
}

function add(found, { first = false } = {}) {
  for (const { id, html } of found) {
    document.getElementById(`binh-luan-${id}`)?.remove();
    list.insertAdjacentHTML(first ? "afterbegin" : "beforeend", html);
  }
  showNone();
}

// Shown as gone at once; what the server refuses comes back with what happened meanwhile.
async function decide(chosen, status, reason = "") {
  if (!chosen.length) return;
  const all = cards();
  const after = all.slice(all.indexOf(chosen.at(-1)) + 1).find((card) => !chosen.includes(card));
  const next = after ?? all.findLast((card) => !chosen.includes(card));
  for (const card of chosen) card.inert = true;
  try {
    const answer = await send(desk.dataset.decide, [
      ...chosen.map((card) => ["binh-luan", `${card.dataset.card}.${card.dataset.version}`]),
      ["thanh", status],
      ["ly-do-tu-choi", reason],
    ]);
    focusOn(next);
    chosen.forEach(remove);
    tell(answer.text);
    if (answer.batch) offerUndo(answer.batch);
    if (cards().length < 5) await look();
  } catch (error) {
    for (const card of chosen) card.inert = false;
    focusOn(chosen[0]);
    tell(error instanceof TypeError ? desk.dataset.lost : error.message);
  }
}

async function takeBack() {
  const batch = undoForm.elements.vua.value;
  if (!batch) return;
  try {
    const answer = await send(desk.dataset.undo, [["vua", batch]]);
    offerUndo("");
    add(answer.cards, { first: true });
    tell(answer.text);
    focusOn(cards()[0]);
  } catch (error) {
    tell(error instanceof TypeError ? desk.dataset.lost : error.message);
  }
}

async function look() {
  const answer = await send(desk.dataset.news, cards().map((card) => ["co", card.dataset.card]));
  find("waiting").textContent = answer.waiting;
  find("others").innerHTML = answer.others;
  for (const id of answer.gone) {
    const card = document.getElementById(`binh-luan-${id}`);
    if (card && !card.inert && !card.contains(document.activeElement)) remove(card);
  }
  add(answer.cards);
}

function askWhy() {
  return new Promise((resolve) => {
    const text = find("why-text");
    text.value = "";
    find("why-done").value = "";
    why.returnValue = "-";
    why.addEventListener(
      "close",
      () => resolve(why.returnValue === "-" ? null : why.returnValue || text.value),
      { once: true },
    );
    why.showModal();
  });
}

async function act(chosen, status) {
  if (status !== "rejected") return decide(chosen, status);
  const typed = find("reason").value;
  const reason = typed || (await askWhy());
  if (reason === null) return focusOn(chosen[0]);
  find("reason").value = "";
  return decide(chosen, status, reason);
}

function move(step) {
  const all = cards();
  const place = all.indexOf(current());
  focusOn(all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + step))]);
}

const ticked = () => cards().filter((card) => card.querySelector("[type=checkbox]").checked);
const chosen = () => {
  const several = ticked();
  return several.length ? several : [current()].filter(Boolean);
};

const ACTS = {
  a: () => act(chosen(), "approved"),
  r: () => act(chosen(), "rejected"),
  s: () => act(chosen(), "spam"),
  j: () => move(1),
  k: () => move(-1),
  u: takeBack,
  x: () => current()?.querySelector("[type=checkbox]").click(),
  o: () => current()?.querySelector(".judge__article a").click(),
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (why.open && /^[1-9]$/.test(event.key) && event.target !== find("why-text")) {
    why.querySelectorAll(".judge-why__list button")[event.key - 1]?.click();
    return;
  }
  if (why.open || keys.open || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  event.preventDefault();
  act([button.closest("[data-card]")], button.dataset.act);
});

desk.querySelector("#desk-decide").addEventListener("submit", (event) => {
  event.preventDefault();
  act(ticked(), event.submitter?.value);
});

undoForm.addEventListener("submit", (event) => {
  event.preventDefault();
  takeBack();
});

find("help").hidden = false;
find("help").addEventListener("click", () => keys.showModal());

setInterval(() => {
  // Whoever looks elsewhere keeps nobody from reading these.
  if (document.visibilityState === "visible") look().catch(() => {});
}, POLL);
addEventListener("pagehide", () => {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token });
  navigator.sendBeacon(desk.dataset.leave, body);
});
focusOn(cards()[0]);
