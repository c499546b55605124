// The finder: the newest stories, or those with the words that somebody types.
import { data, form, say } from "./desk.js";
import { fill } from "./rows.js";

const PATIENCE = 250;
const box = form.querySelector("[data-stories]");
const field = box.querySelector("[data-find]");
const list = box.querySelector("[data-found]");
const status = box.querySelector("[data-found-say]");
let asked = 0;

export function storyOf(item) {
  const picture = item.querySelector("[data-thumb]");
  return {
    id: item.dataset.story,
    title: item.dataset.storyTitle,
    about: item.querySelector("[data-about]").textContent,
    label: item.querySelector("[data-label]").textContent,
    thumb: picture.hidden ? "" : picture.getAttribute("src"),
  };
}

function shown(story) {
  const item = document.getElementById("front-story").content.firstElementChild.cloneNode(true);
  const button = item.querySelector("[data-add]");
  item.dataset.story = story.id;
  item.dataset.storyTitle = story.title;
  button.value = `add:${story.id}`;
  button.setAttribute("aria-label", button.getAttribute("aria-label") + story.title);
  fill(item, story);
  return item;
}

export async function search() {
  const number = (asked += 1);
  const url = new URL(data.stories, location.href);
  url.searchParams.set("q", field.value);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const { stories } = await answer.json();
    if (number !== asked) return;
    list.replaceChildren(...stories.map(shown));
    status.textContent = stories.length ? "" : say("none");
  } catch {
    if (number === asked) status.textContent = say("failed");
  }
}

let waiting = 0;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, PATIENCE);
});
