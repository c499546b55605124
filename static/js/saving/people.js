/* Who else has the article open, and what they have done meanwhile. */

import { data, isWritable, say } from "./page.js";
import { news } from "./screen.js";
import { send } from "./talk.js";
import { flush, lastSaved, signedOut } from "./saver.js";

const line = document.querySelector("[data-saving-people]");
let session = null;
let known = null;

const told = (other) => say(other.self ? "myself" : "person", { name: other.name, time: other.since });

/* Show what an answer says of others; ``saved`` is the id of the revision that it made. */
export const hear = (there, saved = null) => {
  if (!there) return;
  if (saved) known = saved;
  line.hidden = there.others.length === 0;
  const text = line.hidden ? "" : say("people", { names: there.others.map(told).join(", ") });
  if (line.textContent.trim() !== text) line.textContent = text;
  const { newest } = there;
  const isNewer = newest && !newest.own && newest.id !== known;
  if (isNewer) newer(newest, there);
  else news(there.view === data.view ? "" : there.standing);
};

const newer = (newest, there) => {
  const text = say(newest.self ? "newerSelf" : "newer", { name: newest.by, time: newest.at });
  const standing = there.view === data.view ? "" : ` ${there.standing}`;
  const look = async () => {
    // What is not sent yet goes first: it is kept aside, and both can be looked at.
    const outcome = isWritable ? await flush() : "clean";
    if (outcome === "clean" || outcome === "saved" || outcome === "empty") location.reload();
  };
  news(text + standing, [{ label: say("reload"), press: look }]);
};

const beat = async () => {
  if (!data.addresses.presence) return;
  const { status, answer } = await send(data.addresses.presence, [["session", session()]]);
  if (status === 200) hear(answer.there);
  else if (status === 401 && isWritable) signedOut();
  else if (status === 404) news(answer?.problems?.join(" ") ?? "");
};

const leave = () => {
  if (!data.addresses.presence) return;
  const body = new FormData();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  Object.entries({ session: session(), leave: 1, writer: data.writer, csrfmiddlewaretoken: token }).forEach(
    ([name, value]) => body.append(name, value),
  );
  navigator.sendBeacon(data.addresses.presence, body);
};

export const meet = (getSession = () => data.session) => {
  session = getSession;
  known = isWritable ? lastSaved().id : data.newest;
  beat();
  setInterval(beat, data.beat * 1000);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && beat());
};
