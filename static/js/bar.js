// On a phone the section bar scrolls sideways: start where the reader is.
const current = document.querySelector(".bar [aria-current]");
const list = current?.closest(".bar__list");
if (list) {
  const middle = (list.clientWidth - current.offsetWidth) / 2;
  list.scrollLeft = current.offsetLeft - list.offsetLeft - middle;
}

// The menu of all sections opens without this; Escape and a touch elsewhere close it as well.
const menu = document.querySelector(".menu");
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
