// The preview: the front as it stands on the screen, saved or not, at the time that was chosen.
import { data, form, say } from "./desk.js";
import { allRows, articleOf } from "./rows.js";

const PATIENCE = 500;
const box = form.querySelector("[data-look]");
const frame = box.querySelector("iframe");
const time = box.querySelector("[data-at]");
const status = box.querySelector("[data-look-say]");
let asked = 0;
let waiting = 0;

function mark(shown) {
  const left = new Set(shown);
  for (const row of allRows()) row.querySelector("[data-shown]").hidden = !left.delete(articleOf(row));
}

function moment() {
  const [day, hour] = time.value.split("T");
  return hour ? `${hour} ${day.split("-").reverse().join("/")}` : "";
}

async function show() {
  const number = (asked += 1);
  try {
    const answer = await fetch(data.preview, { method: "POST", body: new FormData(form) });
    const shown = answer.headers.get("Front-Shown");
    const page = await answer.text();
    if (number !== asked) return;
    if (shown === null) throw new Error("no preview");
    const place = frame.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
    frame.srcdoc = page;
    mark(shown.split(","));
    status.textContent = say("at", { name: data.name, moment: moment() });
  } catch {
    if (number === asked) status.textContent = say("failed");
  }
}

export function look(patience = PATIENCE) {
  clearTimeout(waiting);
  waiting = setTimeout(show, patience);
}

time.addEventListener("change", () => look(0));
