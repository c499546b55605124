// Reading comments on without leaving the page. Every link here works without it.

const part = document.querySelector("[data-comments]");
const status = document.createElement("p");
if (part) {
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  part.before(status);
}

async function sent(href) {
  const url = new URL(href, location.href);
  url.searchParams.set("manh", "1");
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function focus(node) {
  node.tabIndex = -1;
  node.focus();
}

// Others mark what its reader has liked or written.
function tell(nodes) {
  document.dispatchEvent(new CustomEvent("binh-luan:them", { detail: nodes }));
}

// What has moved up or down in the meantime stands on the page already: it is left out.
function add(list, found, way) {
  const fresh = [...found].filter((li) => !document.getElementById(li.querySelector(".comment").id));
  list[way](...fresh.map((li) => document.adoptNode(li)));
  status.textContent = part.dataset.came.replace("{n}", fresh.length);
  if (fresh.length) focus(fresh[0].querySelector(".comment"));
  tell(fresh);
  return fresh.length;
}

// The way on from what has come, in place of the one that led to it.
function lead(link, next) {
  const row = link.closest("p");
  if (next) row.replaceWith(document.adoptNode(next.closest("p")));
  else row.remove();
}

const acts = {
  async commentsOrder(link) {
    const next = (await sent(link.href)).querySelector("[data-comments]");
    const form = part.querySelector("#viet");
    if (form) part.before(document.adoptNode(form)); // what is being written stays
    part.replaceChildren(...next.childNodes);
    const current = part.querySelector("[data-comments-order][aria-current]");
    current.focus();
    status.textContent = part.dataset.sorted.replace("{order}", current.textContent);
    tell([part]);
  },

  async commentsMore(link) {
    const page = await sent(link.href);
    add(part.querySelector(".comments__list"), page.querySelectorAll(".thread"), "append");
    lead(link, page.querySelector("[data-comments-more]"));
  },

  async replies(link) {
    const way = link.dataset.replies;
    const page = await sent(link.href);
    const list = link.closest(".thread").querySelector(".thread__replies");
    add(list, page.querySelectorAll(".thread__replies > li"), way);
    lead(link, page.querySelector(`[data-replies=${way}]`));
  },
};

async function act(name, link) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  try {
    await acts[name](link);
  } catch {
    location.assign(link.href);
  }
}

// A comment that the address names and that is not on the page is fetched with its thread.
async function bring(id) {
  const page = await sent(`${part.dataset.comments}${id}/`);
  const thread = document.adoptNode(page.querySelector(".thread"));
  const root = document.getElementById(thread.querySelector(".comment").id);
  if (root) {
    root.closest(".thread").replaceWith(thread);
  } else {
    part.querySelector(".comments__list").prepend(thread);
  }
  tell([thread]);
  location.replace(location.hash); // it is the target only of a step that finds it
}

async function open() {
  const id = /^#binh-luan-(\d{1,18})$/.exec(location.hash)?.[1];
  if (!id || !part) return;
  const name = `binh-luan-${id}`;
  try {
    if (!document.getElementById(name)) await bring(id);
  } catch {
    status.textContent = part.dataset.gone;
    return;
  }
  const comment = document.getElementById(name);
  const fold = comment.closest("details");
  if (fold) fold.open = true;
  comment.scrollIntoView({ behavior: "instant" }); // who follows a link wants to be there
  focus(comment);
}

document.addEventListener("click", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const link = event.target.closest("[data-comments] a");
  if (!link || event.button !== 0 || !plain) return;
  const name = Object.keys(acts).find((one) => one in link.dataset);
  if (name) {
    event.preventDefault();
    act(name, link);
  } else if ("commentLink" in link.dataset && document.getElementById(link.hash.slice(1))) {
    event.preventDefault();
    if (location.hash === link.hash) open();
    else location.hash = link.hash;
  }
});

addEventListener("hashchange", open);
open();
