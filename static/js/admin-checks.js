/* The list of what is missing, made anew when the text has been saved; its links open their field. */
const panel = document.querySelector("[data-checks]");

const renew = async () => {
  const answer = await fetch(panel.dataset.checks, { headers: { "X-Requested-With": "fetch" } });
  if (answer.ok && !answer.redirected) {
    panel.querySelector("[data-checks-list]").innerHTML = await answer.text();
  }
};

const focusPlace = (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link === null) {
    return;
  }
  const place = document.getElementById(link.hash.slice(1));
  if (place === null) {
    return;
  }
  event.preventDefault();
  // A photo is shown by whoever has it: the editor, or the rows above the text.
  const detail = { photo: Number(link.dataset.photo), place: place.id };
  if (detail.photo && !document.dispatchEvent(new CustomEvent("newsroom:photo", { detail, cancelable: true }))) {
    return;
  }
  place.closest("fieldset, .form-row, .inline-group")?.scrollIntoView({ block: "center" });
  const field = place.matches("input, select, textarea") ? place : [...place.querySelectorAll("input:not([type=hidden]), select, textarea, button, a")].find((one) => one.offsetParent);
  (field ?? place).focus({ preventScroll: true });
};

if (panel !== null) {
  panel.addEventListener("click", focusPlace);
  document.addEventListener("newsroom:saved", renew);
}
