// On a phone the section bar scrolls sideways: start where the reader is.
const current = document.querySelector(".bar [aria-current]");
const list = current?.closest(".bar__list");
if (list) {
  const middle = (list.clientWidth - current.offsetWidth) / 2;
  list.scrollLeft = current.offsetLeft - list.offsetLeft - middle;
}
