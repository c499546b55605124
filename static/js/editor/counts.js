// Words and reading time below the text, counted as articles/vietnamese/text.py counts them.
const WORDS_PER_MINUTE = 200;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

function count(text) {
  return text.replace(INVISIBLE, "").split(/\s+/u).filter(Boolean).length;
}

const BLOCK = /<\/(?:p|h[1-6]|li|blockquote|td|th|tr|caption|figcaption|figure|aside)>|<br\s*\/?>/giu;

// The words that will be saved: not what the editor shows beside them (credits, tools).
function textOf(editor) {
  const html = editor.getData().replace(BLOCK, "$&\n");
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

export function showCounts(editor) {
  const { words, minutes } = editor.config.newsroom;
  const note = document.createElement("div");
  note.className = "count editor-count";
  editor.container.getParent().$.after(note);
  const lead = document.getElementById("id_lead");
  let waiting = 0;

  const show = () => {
    const number = count(textOf(editor));
    const time = Math.max(1, Math.ceil((number + count(lead?.value ?? "")) / WORDS_PER_MINUTE));
    note.textContent = `${words.replace("%s", number.toLocaleString("vi"))} · ${minutes.replace("%s", time)}`;
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 250);
  };
  editor.on("change", soon);
  editor.on("mode", soon);
  lead?.addEventListener("input", soon);
  show();
}
