// Files on their way into the library, each with its progress; who looks like another is asked for.
import { choose, upload } from "../js/uploading/uploader.js";
import { addresses, make, say } from "./desk.js";

const TOGETHER = 2;

function twin(card, decide) {
  const take = make("button", { type: "button" }, say("useThat"));
  take.addEventListener("click", () => decide(`twin:${card.id}`));
  return make("li", {}, make("img", { src: card.thumb, alt: "" }), make("span", {}, card.caption || card.credit || `#${card.id}`), take);
}

// Asks which of the photos it is; the answer is what the server makes of the choice.
function askWhich(row, name, { address, twins, new: mine }, signal) {
  return new Promise((resolve, reject) => {
    const decide = (choice) => choose(address, choice, { signal }).then(resolve, reject);
    const other = make("button", { type: "button" }, say("isNew"));
    other.addEventListener("click", () => decide("new"));
    const own = mine?.thumb ? [make("img", { src: mine.thumb, alt: "" })] : [];
    const list = make("ul", { className: "photo-upload__twins" }, ...twins.map((card) => twin(card, decide)));
    row.replaceChildren(make("p", {}, say("looksLike", { name })), list, make("p", {}, ...own, other));
    list.querySelector("button")?.focus();
  });
}

async function bring(file, row) {
  const { name } = file;
  const bar = make("progress", { max: 100, value: 0, aria: { label: name } });
  const words = make("span", {}, name);
  const stopping = new AbortController();
  const stop = make("button", { type: "button", aria: { label: say("stop", { name }) } }, "×");
  stop.addEventListener("click", () => stopping.abort());
  row.replaceChildren(words, bar, stop);
  // The share of the file that has arrived; then the server looks at it.
  const onProgress = (share) => {
    bar.value = Math.min(100, Math.round(share * 100));
    words.textContent = share < 1 ? say("uploading", { name, percent: bar.value }) : say("working", { name });
  };
  let answer = await upload(file, { address: addresses.uploads, onProgress, signal: stopping.signal });
  if (answer.state === "asking") answer = await askWhich(row, name, answer, stopping.signal);
  row.replaceChildren(say(answer.state === "known" ? "known" : "uploaded", { name }));
  return answer.photo;
}

// `arrived` gets each photo's card; `settled` is called when nothing is on its way any more.
export function makeUploads(dialog, { arrived, settled }) {
  const list = dialog.querySelector("[data-uploads]");
  const queue = [];
  let running = 0;

  const work = async () => {
    while (queue.length) {
      const { file, row } = queue.shift();
      try {
        arrived(await bring(file, row));
      } catch (error) {
        if (error?.kind === "cancelled") row.remove();
        else row.replaceChildren(say("refused", { name: file.name, reason: error?.message || say("failed") }));
        row.classList.add("photo-upload--refused");
      }
    }
  };

  return {
    isBusy: () => running > 0,
    clear: () => running || list.replaceChildren(),
    start: async (files) => {
      for (const file of files) {
        const row = make("li", { className: "photo-upload" }, file.name);
        list.append(row);
        queue.push({ file, row });
      }
      while (running < TOGETHER && queue.length) {
        running += 1;
        work().finally(() => {
          running -= 1;
          if (!running) settled();
        });
        await null;
      }
    },
  };
}
