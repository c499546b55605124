// The paper keeps nothing for reading offline any more: what was kept goes, and so does this.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("paper-")) await caches.delete(name);
    }
    await registration.unregister();
  })());
});
