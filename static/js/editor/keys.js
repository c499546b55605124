// Keys of the whole page: save, preview, the list of keys.

function press(selector) {
  document.querySelector(`.article-save ${selector}`)?.click();
}

export function listenForKeys() {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.isComposing) return;
    if (!event.altKey && event.code === "KeyS") {
      event.preventDefault();
      press("button[name=_continue]");
    } else if (event.altKey && event.code === "KeyP") {
      event.preventDefault();
      press("button[value=preview]");
    } else if (!event.altKey && event.key === "/") {
      event.preventDefault();
      const dialog = document.getElementById("editor-keys");
      if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
    }
  });
}
