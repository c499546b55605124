/* The page: files come in by choosing, dragging and pasting; each gets its row. */

import { every, isAnyUnsaved } from "./fields.js";
import { filesOf } from "./dropped.js";
import * as memory from "./memory.js";
import { Queue, isEnded } from "./queue.js";
import { Row } from "./row.js";
import { data, say, saySize } from "./texts.js";
import { callOff } from "./uploader.js";
import { startForAll } from "./forall.js";

const page = document.querySelector("[data-uploading]");
const list = page.querySelector("[data-files]");
const summary = page.querySelector("[data-summary]");
const rows = new Map();

const queue = new Queue({
  address: data.address,
  writer: data.writer,
  listener: (item) => {
    if (!rows.has(item)) {
      rows.set(item, new Row(item, queue));
      list.append(rows.get(item).element);
    }
    const row = rows.get(item);
    const had = row.fields;
    row.show();
    if (row.fields && !had) forAll.arrived(row.fields);
    summarise();
  },
});

const forAll = startForAll(page.querySelector("[data-for-all]"));

const summarise = () => {
  const { items } = queue;
  const counted = items.filter((item) => item.state !== "cancelled");
  const waiting = items.filter((item) => ["asking", "expired", "failed"].includes(item.state)).length;
  const done = counted.filter(isEnded).length;
  const text = [counted.length && say("summary", { done, all: counted.length }), waiting && say("summaryWaiting", { number: waiting })];
  const said = text.filter(Boolean).join(" ");
  if (summary.textContent !== said) summary.textContent = said;
  page.classList.toggle("uploading--begun", items.length > 0);
};

const take = async (files) => {
  for (const file of files) {
    const place = memory.placeOf(file);
    const [free] = place ? await memory.unheld([place]) : [];
    queue.add(file, free ?? null);
    document.querySelector(`[data-begun-at="${CSS.escape(free ?? "")}"]`)?.remove();
  }
  showBegun();
};

/* --- Ways in --- */

page.querySelectorAll("input[type=file]").forEach((field) =>
  field.addEventListener("change", () => {
    take([...field.files]);
    field.value = "";
  }),
);
page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0;
const over = (change) => {
  depth = Math.max(0, depth + change);
  document.body.classList.toggle("is-dropping", depth > 0);
};
document.addEventListener("dragenter", (event) => hasFiles(event) && over(1));
document.addEventListener("dragleave", (event) => hasFiles(event) && over(-1));
document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  over(-depth);
  take(await filesOf(event.dataTransfer));
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  take(files);
});

/* --- Leaving and coming back --- */

window.addEventListener("beforeunload", (event) => {
  if (queue.isBusy || isAnyUnsaved()) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) every().filter((one) => one.isDirty).forEach((one) => one.save());
});

const begun = page.querySelector("[data-begun]");
const showBegun = () => (begun.hidden = begun.querySelector("li") === null);

const offer = ({ address, name, size, received }) => {
  const line = begun.querySelector("template").content.firstElementChild.cloneNode(true);
  line.dataset.begunAt = address;
  line.querySelector("[data-name]").textContent = name;
  line.querySelector("[data-bytes]").textContent = `${saySize(received)} / ${saySize(size)}`;
  line.querySelector("[data-remove]").addEventListener("click", () => {
    memory.forget(address);
    callOff(address);
    line.remove();
    showBegun();
    page.querySelector("[data-choose]").focus();
  });
  begun.querySelector("ul").append(line);
};

const comeBack = async () => {
  const known = memory.addresses();
  const there = new Set(data.begun.map((one) => one.address));
  [...known].filter((address) => !there.has(address)).forEach(memory.forget);
  const free = new Set(await memory.unheld([...there]));
  const cutOff = data.begun.filter((one) => one.state === "coming" && known.has(one.address) && free.has(one.address));
  cutOff.forEach(offer);
  showBegun();
  data.begun.filter((one) => one.state === "asking" && free.has(one.address)).forEach((one) => queue.addAsked(one));
};

page.classList.add("uploading--script");
comeBack();
