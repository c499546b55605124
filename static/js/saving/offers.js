/* What this browser kept of a window that is gone: offered, never put back unasked. */

import * as drafts from "./drafts.js";
import { data, entries, fill, fingerprint, isWritable, say } from "./page.js";
import { adopt, session, touched } from "./saver.js";
import { show } from "./screen.js";

const place = document.querySelector("[data-saving-offers]");

const clock = (at) => {
  const timeZone = data.timeZone;
  const day = { timeZone, day: "2-digit", month: "2-digit", year: "numeric" };
  const time = new Date(at).toLocaleTimeString("vi-VN", { timeZone, hourCycle: "h23" });
  return `${time}, ${new Date(at).toLocaleDateString("vi-VN", day)}`;
};

const plain = (pairs) => {
  const text = (html) => new DOMParser().parseFromString(html.replaceAll("</p>", "</p>\n"), "text/html").body.textContent;
  return pairs
    .filter(([name, value]) => ["kicker", "title", "lead", "body"].includes(name) && value)
    .map(([name, value]) => (name === "body" ? text(value) : value))
    .join("\n\n");
};

const offer = (draft) => {
  const box = document.querySelector("template[data-saving-offer]").content.firstElementChild.cloneNode(true);
  const time = clock(draft.at);
  const view = box.querySelector("[data-view]");
  const restore = box.querySelector("[data-restore]");
  box.querySelector("[data-text]").textContent = say("offer", { time });
  view.value = plain(draft.pairs);
  view.hidden = isWritable;
  restore.hidden = !isWritable;
  restore.addEventListener("click", async () => {
    await adopt(draft);
    fill(draft.pairs, draft.labels);
    place.replaceChildren();
    touched();
    show("busy", say("restored", { time }));
  });
  box.querySelector("[data-discard]").addEventListener("click", async () => {
    if (!window.confirm(say("discardQuestion", { time }))) return;
    await drafts.forget(draft.session);
    box.remove();
  });
  place.append(box);
};

/* Offer what was kept for this article; what the page says already is let go. */
export const makeOffers = () => {
  const own = isWritable ? session() : data.session;
  drafts.orphans(data.writer, data.article, own, (draft) => {
    const isHere = isWritable && fingerprint(draft.pairs) === fingerprint(entries());
    if (isHere) drafts.forget(draft.session);
    else if (!isWritable || draft.session !== session()) offer(draft);
  });
};
