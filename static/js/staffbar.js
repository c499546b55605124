// A browser in which somebody works for the newsroom asks for their bar once the page is there.
// Any other carries no mark, and asks nothing.

const MARK = "newsroom-staff"; // as in staffmark.js

function isMarked() {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false; // This browser keeps nothing.
  }
}

async function show() {
  const page = encodeURIComponent(location.pathname);
  const answer = await fetch(`/admin/bar/?page=${page}`, { priority: "low" });
  if (answer.status === 204) localStorage.removeItem(MARK);
  if (answer.status !== 200) return;
  const bar = document.createRange().createContextualFragment(await answer.text());
  const style = bar.querySelector("link");
  // Not before it is dressed: then nothing on the page moves.
  style.addEventListener("load", () => document.body.append(bar));
  document.head.append(style);
}

// A page within another is a preview, which does nothing.
if (window.top === window && isMarked()) {
  show().catch(() => {
    // No network: the page is read without the bar.
  });
}
