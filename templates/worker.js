// Keeps the articles read last for reading without a network. The network always comes first.
const told = {{ facts|safe }};
const SHELL = `paper-shell-${told.version}`;
const [PAGES, PICTURES, FILES] = ["pages", "pictures", "files"].map((name) => `paper-${name}-1`);
const MOST = { [PAGES]: 20, [PICTURES]: 100, [FILES]: 30 };
const LARGEST = 400000; // bytes of one picture or file
const ARTICLE = /-a\d+\.html$/;
const NEVER = /^\/(\w\w\/)?(admin|api|xem-truoc)\//;
const any = { ignoreVary: true };

const keyOf = (url) => url.origin + url.pathname;
const kindOf = ({ pathname }) =>
  pathname.startsWith("/anh/") ? PICTURES : pathname.startsWith(told.files) ? FILES : "";
const keepable = (response) =>
  response.status === 200 && response.type === "basic" && !response.redirected &&
  !/no-store|private/.test(response.headers.get("Cache-Control"));

async function put(name, key, response) {
  const cache = await caches.open(name);
  await cache.delete(key, any); // so that the newest stands last
  await cache.put(key, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, -MOST[name])) {
    await (name === PAGES ? forget(old.url) : cache.delete(old, any));
  }
}

async function forget(key) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(key, any);
  if (!kept) return;
  const text = await kept.text();
  await pages.delete(key, any);
  const pictures = await caches.open(PICTURES);
  for (const one of await pictures.keys()) {
    if (text.includes(new URL(one.url).pathname)) await pictures.delete(one, any);
  }
}

async function keepPage(key, response) {
  if (response.status === 404 || response.status === 410) await forget(key);
  else if (keepable(response)) await put(PAGES, key, response);
}

async function keepPart(url, response) {
  if (!keepable(response)) return;
  const { size } = await response.clone().blob();
  if (size <= LARGEST) await put(kindOf(url), url.href, response);
}

async function page(event, url) {
  try {
    const response = (await event.preloadResponse) || (await fetch(event.request));
    if (ARTICLE.test(url.pathname)) event.waitUntil(keepPage(keyOf(url), response.clone()));
    return response;
  } catch {
    const language = url.pathname.split("/")[1];
    const instead = told.pages[language] || told.pages[told.own];
    return (await caches.match(keyOf(url), any)) || (await caches.match(instead, any)) || Response.error();
  }
}

async function part(event, url, from) {
  try {
    const response = await fetch(event.request);
    if (ARTICLE.test(from)) event.waitUntil(keepPart(url, response.clone()));
    return response;
  } catch {
    return (await caches.match(url.href, any)) || Response.error();
  }
}

addEventListener("install", (event) => {
  const wanted = told.shell.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(wanted)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const needed = [SHELL, PAGES, PICTURES, FILES];
    for (const name of await caches.keys()) {
      if (name.startsWith("paper-") && !needed.includes(name)) await caches.delete(name);
    }
    await registration.navigationPreload?.enable();
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const from = new URL(event.request.referrer || "/", location).pathname;
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (NEVER.test(url.pathname)) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, url));
  else if (kindOf(url) && !NEVER.test(from)) event.respondWith(part(event, url, from));
});

// A page that was there before this worker says what it is and what it shows; without parts a
// page that is kept is to be looked after.
addEventListener("message", (event) => {
  event.waitUntil((async () => {
    const url = new URL(event.data.page);
    const { parts } = event.data;
    if (!ARTICLE.test(url.pathname)) return;
    const response = await fetch(keyOf(url), { method: parts ? "GET" : "HEAD" });
    if (parts || !response.ok) await keepPage(keyOf(url), response);
    for (const one of (parts || []).map((address) => new URL(address))) {
      if (kindOf(one)) await keepPart(one, await fetch(one, { cache: "force-cache" }));
    }
  })());
});
