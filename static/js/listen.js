// Reads the article aloud in a voice of its language that lives in this device: nothing is sent
// anywhere. Sentence by sentence: so a pause holds on every browser, and Chromium does not fall
// silent in the middle of a long text.

const box = document.querySelector("[data-listen]");
const speech = window.speechSynthesis;
const BLOCKS = ".article__title, .article__lead, .article__body :is(p, h2, h3, h4, li)";
const PASSED_OVER = "figure, figcaption, table, .box, .embed, [hidden]";
const LONGEST = 220;

/* The sentences of a text as [start, end]; a very long one is cut at a comma. */
function sentences(text, language) {
  const found = window.Intl?.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ index, segment }) => [index, index + segment.length])
    : [...text.matchAll(/[^.!?…]+[.!?…]*\s*/gu)].map((one) => [one.index, one.index + one[0].length]);
  return found.flatMap(([start, end]) => cut(text, start, end));
}

function cut(text, start, end) {
  const pieces = [];
  let from = start;
  while (end - from > LONGEST) {
    const piece = text.slice(from, from + LONGEST);
    const at = Math.max(piece.lastIndexOf(", "), piece.lastIndexOf("; "), piece.lastIndexOf(" – "));
    const length = at > 40 ? at + 2 : Math.max(piece.lastIndexOf(" "), 0) + 1 || LONGEST;
    pieces.push([from, from + length]);
    from += length;
  }
  return [...pieces, [from, end]];
}

/* All that is read, in order: {text, block, range}. */
function piecesOf(language) {
  const pieces = [];
  for (const block of document.querySelectorAll(BLOCKS)) {
    if (block.closest(PASSED_OVER) || block.querySelector("p, li")) continue;
    const nodes = textNodes(block);
    const text = nodes.map((node) => node.data).join("");
    for (const [start, end] of sentences(text, language)) {
      const said = text.slice(start, end).replace(/\s+/gu, " ").trim();
      if (/[\p{L}\p{N}]/u.test(said)) pieces.push({ text: said, block, range: rangeOf(nodes, start, end) });
    }
  }
  return pieces;
}

function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function rangeOf(nodes, start, end) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) range.setEnd(node, end - before);
    before = after;
  }
  return range;
}

function mark(piece) {
  document.querySelector(".is-read-aloud")?.classList.remove("is-read-aloud");
  const marks = window.Highlight && CSS.highlights;
  marks?.delete("listen");
  if (!piece) return;
  if (marks) marks.set("listen", new Highlight(piece.range));
  else piece.block.classList.add("is-read-aloud");
  const { top, bottom } = piece.range.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: top - innerHeight / 3, behavior: calm ? "instant" : "smooth" });
}

function voiceOf(language) {
  const own = language.toLowerCase();
  const tongue = (voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0];
  return speech.getVoices().find((voice) => voice.localService && tongue(voice) === own);
}

function player() {
  const play = box.querySelector("[data-listen-play]");
  const stop = box.querySelector("[data-listen-stop]");
  const speed = box.querySelector("[data-listen-speed]");
  const language = box.dataset.listen;
  let pieces = [];
  let place = 0;
  let state = "stopped";
  // What is said of an utterance that was cut off must not move the present one.
  let turn = 0;

  const show = (now) => {
    state = now;
    const word = { stopped: "play", playing: "pause", paused: "resume" }[now];
    play.textContent = play.dataset[word];
    // The focus must not fall off the page with the button that it is on.
    if (now === "stopped" && box.contains(document.activeElement)) play.focus();
    stop.hidden = speed.hidden = now === "stopped";
  };
  const silence = () => {
    turn += 1;
    speech.cancel();
  };
  const end = () => {
    silence();
    place = 0;
    mark(null);
    show("stopped");
  };
  const say = () => {
    const voice = voiceOf(language);
    const piece = pieces[place];
    if (!piece || !voice) return end();
    const own = (turn += 1);
    const words = new SpeechSynthesisUtterance(piece.text);
    Object.assign(words, { voice, lang: voice.lang, rate: Number(speed.querySelector("select").value) });
    const next = () => {
      if (own !== turn) return;
      place += 1;
      say();
    };
    words.onend = next;
    // One sentence that a voice cannot say is passed over; a voice that is gone ends it.
    words.onerror = ({ error }) => (["synthesis-failed", "text-too-long", "invalid-argument"].includes(error) ? next() : own === turn && end());
    mark(piece);
    speech.speak(words);
  };
  const begin = () => {
    if (state === "stopped") pieces = piecesOf(language);
    show("playing");
    say();
  };
  const pause = () => {
    silence();
    show("paused");
  };
  play.addEventListener("click", () => (state === "playing" ? pause() : begin()));
  stop.addEventListener("click", end);
  speed.addEventListener("change", () => {
    if (state !== "playing") return;
    silence();
    say();
  });
  // A voice goes on after its page is left, unless it is told.
  addEventListener("pagehide", () => state !== "stopped" && end());
}

if (box && speech && window.SpeechSynthesisUtterance) {
  player();
  // Browsers tell their voices some time after the page has asked for them.
  const offer = () => {
    if (voiceOf(box.dataset.listen)) box.hidden = false;
  };
  speech.addEventListener?.("voiceschanged", offer);
  offer();
}
