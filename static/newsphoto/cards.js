// What is known of photos: their pictures and credits, asked for together and always fresh from
// the library. A photo that is gone is `null`, one that nobody has asked about `undefined`.
import { ask } from "../js/editor/server.js";
import { addresses } from "./desk.js";

const TOGETHER = 30;
const MOST = 150;
const known = new Map();
const listeners = new Set();
let wanted = new Set();
let timer = 0;

export const cardOf = (id) => known.get(Number(id));

export function remember(card) {
  known.set(card.id, card);
  tell([card.id]);
}

// `heard` is told the ids of photos about which something new is known.
export function listen(heard) {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

function tell(ids) {
  listeners.forEach((heard) => heard(ids));
}

export function want(ids) {
  ids.map(Number).filter((id) => !known.has(id)).forEach((id) => wanted.add(id));
  if (wanted.size && !timer) timer = setTimeout(fetchWanted, TOGETHER);
}

async function fetchWanted() {
  const ids = [...wanted].slice(0, MOST);
  wanted = new Set([...wanted].slice(MOST));
  timer = 0;
  try {
    const { photos, gone } = await ask(addresses.cards, { ids: ids.join(",") });
    photos.forEach((card) => known.set(card.id, card));
    gone.forEach((id) => known.set(id, null));
    tell(ids);
  } catch {
    // What is shown says that it is being loaded; the next look asks again.
  }
  want([]);
}

// The card of one photo, when it is there; null without an answer.
export async function fetchCard(id) {
  if (!known.has(Number(id))) {
    const { photos } = await ask(addresses.cards, { ids: id }).catch(() => ({ photos: [] }));
    photos.forEach(remember);
  }
  return cardOf(id) ?? null;
}
