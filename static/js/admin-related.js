// Articles put below this one by hand: found by their titles, sorted by drag and by buttons. What
// counts is the line of ids in the form's own field, which works without this script too.
import { makeFinder } from "./editor/finder.js";
import { ask } from "./editor/server.js";
import { letDrag, moveRow } from "../newsphoto/order.js";

const ROW = ".related__one";

function start(box) {
  const field = box.querySelector("input");
  const list = box.querySelector("[data-related-list]");
  const tools = box.querySelector("[data-related-tools]");
  const finder = box.querySelector("[data-related-finder]");
  const find = finder.querySelector("[data-find]");
  const status = finder.querySelector("[data-say]");
  const rows = () => [...list.querySelectorAll(ROW)];
  const ids = () => rows().map(({ dataset }) => dataset.id);
  const idsInField = () => field.value.split(/[\s,;]+/u).filter(Boolean);

  const dress = (row) => {
    const title = row.querySelector(".related__title").textContent.trim();
    row.append(tools.content.cloneNode(true));
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{title}", title));
    }
  };
  const rowOf = ({ id, title }) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    row.className = "related__one";
    row.dataset.id = id;
    name.className = "related__title";
    name.textContent = title;
    row.append(name);
    dress(row);
    return row;
  };
  const write = () => {
    field.value = ids().join(", ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const reset = makeFinder(finder, box.dataset, (article) => {
    const isFull = rows().length >= Number(box.dataset.most);
    if (!isFull && !ids().includes(String(article.id))) {
      list.append(rowOf(article));
      write();
    }
    reset();
    if (isFull) status.textContent = box.dataset.full;
    find.focus();
  });
  // A text that was kept in this browser is put back into the field alone.
  const read = async () => {
    const wanted = idsInField();
    if (wanted.join() === ids().join()) return;
    const known = new Map(rows().map((row) => [row.dataset.id, row]));
    const missing = wanted.filter((id) => !known.has(id));
    if (missing.length) {
      const { titles } = await ask(box.dataset.titles, { id: missing.join(",") }).catch(() => ({ titles: [] }));
      titles.forEach((article) => known.set(String(article.id), rowOf(article)));
    }
    if (wanted.join() !== idsInField().join()) return;
    list.replaceChildren(...wanted.map((id) => known.get(id) ?? rowOf({ id, title: `#${id} (${box.dataset.hidden})` })));
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest(ROW);
    if (!row) return;
    if ("out" in button.dataset) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("[data-out]") ?? find).focus();
      write();
    }
    const direction = "up" in button.dataset ? -1 : "down" in button.dataset ? 1 : 0;
    if (direction && moveRow(row, direction, ROW)) {
      write();
      button.focus();
    }
  });
  letDrag(list, ROW, write);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would save the article
    finder.querySelector("[data-found] button")?.click();
  });
  field.addEventListener("input", read);
  rows().forEach(dress);
  field.type = "hidden";
  finder.hidden = false;
}

document.querySelectorAll("[data-related]").forEach(start);
