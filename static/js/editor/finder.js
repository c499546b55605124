// A field that finds articles by their titles: arrows lead through what is found, Enter takes it.
import { ask } from "./server.js";

const PATIENCE = 200;

export function looksLikeAddress(text) {
  return /^(?:[a-z]+:|\/|www\.)|^[^\s]+\.[a-z]{2,}(?:[/?#]|$)/iu.test(text.trim());
}

function found(article, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const about = document.createElement("small");
  button.type = "button";
  button.className = "finder__hit";
  button.append(article.title);
  about.textContent = [article.section, article.published].filter(Boolean).join(" · ");
  button.append(about);
  button.addEventListener("click", () => choose(article));
  item.append(button);
  return item;
}

function walk(event, field, list) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("button")];
  const place = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  stops[Math.min(Math.max(place, 0), stops.length - 1)].focus();
  event.preventDefault();
}

// `dialog` holds [data-find] (the field), [data-found] (a list) and [data-say] (a status).
export function makeFinder(dialog, config, choose) {
  const field = dialog.querySelector("[data-find]");
  const list = dialog.querySelector("[data-found]");
  const status = dialog.querySelector("[data-say]");
  let waiting = 0;
  let asked = 0;

  const search = async () => {
    const number = (asked += 1);
    const words = field.value;
    if (!words.trim() || looksLikeAddress(words)) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const { titles } = await ask(config.titles, { q: words });
      if (number !== asked) return;
      list.replaceChildren(...titles.map((article) => found(article, choose)));
      status.textContent = titles.length ? "" : config.none;
    } catch {
      status.textContent = config.failed;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PATIENCE);
  });
  dialog.addEventListener("keydown", (event) => walk(event, field, list));
  return () => {
    field.value = "";
    list.replaceChildren();
    status.textContent = "";
  };
}
