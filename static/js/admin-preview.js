// A secret link is copied by a button, where the browser lets a page do that.
const field = document.querySelector("[data-secret]");
const button = document.querySelector("[data-copy]");

field?.addEventListener("focus", () => field.select());

if (field && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    } catch {
      // Not allowed: it is marked, to be copied by hand.
      field.focus();
    }
  });
}
