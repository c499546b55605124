/* What is written, kept in this browser until the server has it (IndexedDB). */

const NAME = "newsroom";
const STORE = "drafts";
const KEEP = 30 * 24 * 3600 * 1000;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = () => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "session" });
  return asked(request);
};

const during = async (mode, work) => {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await work(transaction.objectStore(STORE));
    await ended;
    return result;
  } finally {
    database.close();
  }
};

/* Keep one draft, under its window's session; say whether the browser did. */
export const keep = (draft) =>
  during("readwrite", (store) => asked(store.put(draft))).then(
    () => true,
    () => false,
  );

export const forget = (session) =>
  during("readwrite", (store) => asked(store.delete(session))).catch(() => undefined);

/* Take a draft out for good; null where another window was quicker. */
export const take = (session) =>
  during("readwrite", async (store) => {
    const draft = await asked(store.get(session));
    if (draft) await asked(store.delete(session));
    return draft ?? null;
  }).catch(() => null);

/* The sessions of windows that are open: each holds a lock while it lives, also a crashed one lets go. */
const living = async () => {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  return new Set(held.map((lock) => lock.name));
};

const lockName = (session) => `newsroom-draft-${session}`;

export const holdLock = (session) => {
  navigator.locks?.request(lockName(session), () => new Promise(() => {})).catch(() => undefined);
};

/* Return the drafts of a writer for an article (null: for new ones) whose windows are gone. */
export const orphans = async (writer, article) => {
  try {
    const all = await during("readonly", (store) => asked(store.getAll()));
    const alive = await living();
    const old = all.filter((draft) => Date.now() - draft.at > KEEP);
    await Promise.all(old.map((draft) => forget(draft.session)));
    return all.filter(
      (draft) =>
        draft.writer === writer &&
        draft.article === article &&
        !old.includes(draft) &&
        !alive.has(lockName(draft.session)),
    );
  } catch {
    return [];
  }
};
