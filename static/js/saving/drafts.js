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

const lockName = (session) => `newsroom-draft-${session}`;

export const holdLock = (session) => {
  navigator.locks?.request(lockName(session), () => new Promise(() => {})).catch(() => undefined);
};

/* Run ``work`` as soon as the window of a session is gone: at once, or when it is closed or dies. */
const whenGone = async (session, work) => {
  if (navigator.locks) await navigator.locks.request(lockName(session), () => undefined);
  const draft = await during("readonly", (store) => asked(store.get(session)));
  if (draft) work(draft);
};

/* Call ``each`` with a writer's drafts for an article (null: for new ones) whose windows are gone. */
export const orphans = async (writer, article, own, each) => {
  const all = await during("readonly", (store) => asked(store.getAll())).catch(() => []);
  for (const draft of all.sort((one, other) => other.at - one.at)) {
    if (Date.now() - draft.at > KEEP) forget(draft.session);
    else if (draft.writer === writer && draft.article === article && draft.session !== own) {
      whenGone(draft.session, each).catch(() => undefined);
    }
  }
};
