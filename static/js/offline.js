// Reading offline: hands the page to the worker once everything else is done, and fills the page
// that lists what has been kept. Off where the paper has it off: then <html> names no worker.

const KEPT = "paper-pages-1"; // as in templates/worker.js
const address = document.documentElement.dataset.offline;
const whenIdle = window.requestIdleCallback || ((work) => setTimeout(work, 1000));

// The page was loaded before the worker was there, so the worker has seen nothing of it.
async function start() {
  const wasThere = Boolean(navigator.serviceWorker.controller);
  try {
    await navigator.serviceWorker.register(address);
    if (wasThere) return;
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map((one) => one.name);
    active.postMessage({
      page: location.href,
      parts: parts.filter((one) => one.startsWith(`${location.origin}/`)),
    });
  } catch {
    // Private windows and full disks refuse it: the paper reads on as it is.
  }
}

async function fill(box) {
  const list = box.querySelector("[data-kept-list]");
  const pages = "caches" in window ? await caches.open(KEPT) : null;
  for (const request of pages ? (await pages.keys()).reverse() : []) {
    const kept = await pages.match(request, { ignoreVary: true });
    const page = new DOMParser().parseFromString(await kept.text(), "text/html");
    const link = document.createElement("a");
    link.href = new URL(request.url).pathname;
    link.textContent = page.querySelector("h1")?.textContent.trim() || link.pathname;
    link.lang = page.querySelector("h1")?.closest("[lang]")?.lang || document.documentElement.lang;
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  // What has been withdrawn meanwhile is not kept any longer.
  const worker = navigator.onLine && navigator.serviceWorker?.controller;
  for (const link of worker ? list.querySelectorAll("a") : []) worker.postMessage({ page: link.href });
  box.querySelector("[data-kept-none]").hidden = list.childElementCount > 0;
}

if (address && "serviceWorker" in navigator) {
  if (document.readyState === "complete") whenIdle(start);
  else addEventListener("load", () => whenIdle(start));
}
const box = document.querySelector("[data-kept]");
if (box) fill(box);
