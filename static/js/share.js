// The ways to share that need a script; each is shown only where the browser has it.
const list = document.querySelector("[data-share]");
const { url, title } = list?.dataset ?? {};

function offer(selector, act) {
  const button = list.querySelector(selector);
  button.addEventListener("click", () => act(button));
  button.closest("li").hidden = false;
}

async function copy(button) {
  const status = document.querySelector("[data-share-status]");
  try {
    await navigator.clipboard.writeText(url);
    status.textContent = button.dataset.done;
  } catch {
    // Not allowed to write: show the address, to be copied by hand.
    status.textContent = url;
  }
}

async function share() {
  try {
    await navigator.share({ title, url });
  } catch (error) {
    // Whoever closes the sheet, or presses twice, has done nothing wrong.
    if (!["AbortError", "InvalidStateError"].includes(error.name)) throw error;
  }
}

if (list && navigator.share) offer("[data-share-native]", share);
if (list && navigator.clipboard) offer("[data-share-copy]", copy);
if (list && window.print) offer("[data-share-print]", () => window.print());
