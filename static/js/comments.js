// Writing comments without leaving the article. Every link and form here works without it.

// A draft outlives a closed tab, or at least this page where the browser forbids storage.
const memory = new Map();

const drafts = {
  get(key) {
    try {
      return JSON.parse(memory.get(key) ?? localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  },
  set(key, draft) {
    memory.set(key, JSON.stringify(draft));
    try {
      localStorage.setItem(key, memory.get(key));
    } catch {
      // Full or forbidden: it stays in memory.
    }
  },
  remove(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was stored, then.
    }
  },
};

// The e-mail address is private: it is not left behind in a browser that others may use.
const KEPT = ["body", "name"];

function keyOf(form) {
  return `binh-luan:${new URL(form.action).pathname}:${form.elements.parent.value}`;
}

function restore(form) {
  const draft = drafts.get(keyOf(form));
  for (const name of KEPT) {
    const field = form.elements[name]; // An account has its name: there is no field for it.
    if (field && !field.value && typeof draft[name] === "string") field.value = draft[name];
  }
}

function keep(form) {
  drafts.set(keyOf(form), Object.fromEntries(KEPT.map((name) => [name, form.elements[name]?.value])));
}

// While comments rain down a form has a sum for the browser to do (proof.js); what cannot be done in
// time is left out, and a moderator reads the comment first.
const proofs = new WeakMap();

function prove(form) {
  const asked = form?.querySelector("[data-proof]");
  if (!asked) return;
  const solved = import(asked.dataset.proofScript).then((script) => script.prove(form));
  proofs.set(form, solved.catch(() => {}));
}

async function proven(form, status) {
  if (!proofs.has(form) || form.elements.proof.value) return;
  status.textContent = form.querySelector("[data-proof]").dataset.proofBusy;
  await Promise.race([proofs.get(form), new Promise((done) => setTimeout(done, 20_000))]);
  status.textContent = "";
}

async function writingPart(url, options) {
  const response = await fetch(url, options);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = page.querySelector("#viet");
  if (!part) throw new Error(`${response.status} without a form`);
  return part;
}

function place(part, put) {
  put(document.adoptNode(part));
  const form = part.querySelector("[data-comment-form]");
  if (!form) return part.focus(); // Nothing is taken: it says why.
  restore(form);
  prove(form);
  // Only what a link has opened can be put away; its draft stays.
  form.querySelector("[data-comment-close]").hidden = !part.closest(".comments");
  (form.querySelector("[aria-invalid=true]") ?? form.elements.body).focus();
}

// In place of the form; whoever wants to write more presses a link again.
function thank(part, put) {
  part.replaceChildren(part.querySelector("[data-comment-sent]"));
  put(document.adoptNode(part));
  part.focus();
  document.dispatchEvent(new Event("binh-luan:sent"));
}

async function open(link) {
  try {
    const part = await writingPart(link.href);
    const current = document.querySelector("#viet");
    // What is being sent stays: the answer to it takes its place.
    if (current?.querySelector("[type=submit][aria-disabled=true]")) return;
    // One form on the page: a second press moves it to where it is wanted now.
    current?.remove();
    place(part, (node) => link.closest("p").after(node));
  } catch {
    location.assign(link.href);
  }
}

function close(part) {
  if (part.querySelector("[type=submit][aria-disabled=true]")) return; // it is on its way
  const link = part.previousElementSibling?.querySelector("[data-comment-write], [data-comment-reply]");
  const address = part.querySelector("form").action;
  part.remove();
  (link ?? document.querySelector("[data-comment-write]"))?.focus();
  // A page of comments has a form of its own, whose place this one took.
  if (!document.querySelector("[data-comment-write]")) location.assign(address);
}

async function send(form) {
  const button = form.querySelector("[type=submit]");
  const status = form.querySelector("[data-comment-status]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  status.textContent = "";
  const key = keyOf(form);
  await proven(form, status);
  try {
    const part = await writingPart(form.action, { method: "POST", body: new FormData(form) });
    const sent = part.querySelector("[data-comment-sent]");
    if (sent) drafts.remove(key);
    (sent ? thank : place)(part, (node) => form.closest("#viet").replaceWith(node));
  } catch {
    button.removeAttribute("aria-disabled");
    status.textContent = form.dataset.failed;
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-comment-close]")) return close(event.target.closest("#viet"));
  const link = event.target.closest("[data-comment-write], [data-comment-reply]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || event.button !== 0 || !plain) return;
  event.preventDefault();
  open(link);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-comment-form]");
  if (form && KEPT.includes(event.target.name)) keep(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-comment-form]");
  if (!form) return;
  event.preventDefault();
  send(form);
});

for (const form of document.querySelectorAll("[data-comment-form]")) {
  restore(form);
  prove(form);
}
