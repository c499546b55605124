// Liking, reporting, changing and withdrawing without leaving the article. Every link here leads to
// a page that does the same; what is one reader's alone comes by a request of its own.

const FLAG = "binh-luan:co";
const linked = document.querySelector('.comments a[href*="/binh-luan/"], [data-comment-form]');
const address = /^.*?\/binh-luan\/\d+\//.exec(linked?.href ?? linked?.action ?? "")?.[0];
const list = document.querySelector(".comments");
const liked = new Set();
let asked;
let mineAs = "";

function isKnown() {
  try {
    return localStorage.getItem(FLAG) === "1";
  } catch {
    return false; // Forbidden: then nothing personal is shown before it is asked for.
  }
}

function remember() {
  try {
    localStorage.setItem(FLAG, "1");
  } catch {
    // As above.
  }
}

async function ask() {
  const response = await fetch(`${address}cua-toi/`);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function mine() {
  asked ??= ask();
  asked.catch(() => (asked = undefined));
  return asked;
}

async function refresh() {
  asked = undefined;
  const { own, liked: ids, name } = await mine();
  if (name) welcome(document.querySelector("[data-account]"));
  for (const id of ids) liked.add(String(id));
  show(parsed(own));
  paint();
}

// The page is the same for every reader: who has signed in finds their account at the door.
function welcome(door) {
  if (!door) return;
  door.href = door.dataset.account;
  door.textContent = door.dataset.name;
}

// Likes

function press(button, on, count) {
  button.setAttribute("aria-pressed", on);
  if (count !== undefined) button.querySelector(".comment__likes").textContent = count || "";
}

function paint() {
  for (const link of document.querySelectorAll("a[data-comment-like]")) {
    const button = document.createElement("button");
    button.type = "button";
    Object.assign(button.dataset, { commentLike: link.dataset.commentLike, page: link.href });
    button.append(...link.childNodes);
    link.replaceWith(button);
  }
  for (const button of document.querySelectorAll("button[data-comment-like]")) {
    press(button, liked.has(button.dataset.commentLike));
  }
}

function say(button, text) {
  const foot = button.closest("p");
  const status = foot.querySelector("[role=status]") ?? document.createElement("span");
  status.setAttribute("role", "status");
  foot.append(status);
  status.textContent = text;
}

async function like(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  const { commentLike: id, page } = button.dataset;
  try {
    const { token } = await mine();
    const response = await fetch(page, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams({ thich: liked.has(id) ? "0" : "1" }),
    });
    const { liked: on, count, problem } = await response.json();
    if (problem) return say(button, problem);
    liked[on ? "add" : "delete"](id);
    press(button, on, count);
    remember();
  } catch {
    location.assign(page); // The page itself says what is wrong.
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

// One's own comments: each at its place where that is on the page, the others at the top.

function show(part) {
  for (const old of document.querySelectorAll("#cua-toi, [data-own], .comment .own__acts")) old.remove();
  mineAs = part?.outerHTML ?? "";
  let place = list?.querySelector(".comments__list");
  while (place && place.parentElement !== list) place = place.parentElement;
  if (part && list) list.insertBefore(document.adoptNode(part), place);
  settle();
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("#cua-toi");
}

// What is read on comes in later, and another order takes the place of all that was there.
function renew() {
  paint();
  if (mineAs && !document.querySelector("[data-own], .comment .own__acts")) show(parsed(mineAs));
}

function settle() {
  const part = document.querySelector("#cua-toi");
  for (const one of part?.querySelectorAll("[data-own]") ?? []) {
    const comment = document.querySelector(`#binh-luan-${one.dataset.own}`);
    const thread = document.querySelector(`#binh-luan-${one.dataset.root || 0}`)?.closest(".thread");
    if (comment) {
      comment.querySelector(".comment__body").replaceWith(one.querySelector(".comment__body"));
      comment.append(one.querySelector(".own__acts"));
      one.remove();
    } else if (thread) {
      repliesOf(thread).append(one);
    }
  }
  if (part && !part.querySelector("[data-own]")) part.remove();
  for (const link of document.querySelectorAll("[data-seconds]")) {
    setTimeout(() => link.remove(), link.dataset.seconds * 1000);
  }
}

function repliesOf(thread) {
  const known = thread.querySelector(".thread__replies");
  if (known) return known;
  const replies = document.createElement("ol");
  replies.className = "thread__replies";
  thread.append(replies);
  return replies;
}

// What has a page of its own is done in a window over this one.

async function pageOf(url, options) {
  const response = await fetch(url, options);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, moved: response.redirected };
}

function fill(dialog, page) {
  const part = page.querySelector("#viec");
  dialog.replaceChildren(document.adoptNode(part));
  (part.querySelector("[aria-invalid=true], [name=body]") ?? part).focus();
}

async function open(link) {
  try {
    const { page } = await pageOf(link.href);
    const dialog = document.createElement("dialog");
    dialog.className = "act-window";
    dialog.dataset.address = link.href;
    dialog.setAttribute("aria-labelledby", "viec-tit");
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    fill(dialog, page);
  } catch {
    location.assign(link.href);
  }
}

async function send(form) {
  const dialog = form.closest("dialog");
  const button = form.querySelector("button");
  if (button.disabled) return;
  button.disabled = true;
  const url = dialog.dataset.address;
  try {
    const { page, moved } = await pageOf(url, { method: "POST", body: new FormData(form) });
    remember();
    if (!moved) return fill(dialog, page);
    dialog.close();
    if (url.endsWith("/rut/")) gone(url, page.querySelector(".comments__sent")?.textContent ?? "");
    show(page.querySelector("#cua-toi"));
  } catch {
    form.action = url;
    form.submit(); // The page itself says what is wrong.
  }
}

function gone(url, text) {
  const comment = document.querySelector(`#binh-luan-${/(\d+)\/rut\/$/.exec(url)[1]}`);
  if (!comment) return;
  const note = document.createElement("p");
  note.className = "quiet";
  note.setAttribute("role", "status");
  note.textContent = text;
  comment.replaceChildren(note);
}

if (address) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-comment-like]");
    if (button) like(button);
    const link = event.target.closest("a[data-act], [data-act-back]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const dialog = link?.closest("dialog");
    if (!link || !plain || (link.matches("[data-act-back]") && !dialog)) return;
    event.preventDefault();
    dialog ? dialog.close() : open(link);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("dialog [data-act-form]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  // Something was sent (comments.js), so there is something of one's own now.
  document.addEventListener("binh-luan:sent", () => {
    remember();
    refresh().catch(() => {}); // The thanks are there; the rest comes with the next page.
  });
  if (list) new MutationObserver(renew).observe(list, { childList: true, subtree: true });
  paint();
  settle();
  if (isKnown()) refresh().catch(() => {}); // As above.
}
