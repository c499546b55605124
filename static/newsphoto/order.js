// Rows in an order of one's own: by drag (mouse or finger, at their handle) and by buttons.

function step(row, direction, selector) {
  let other = row;
  do other = direction < 0 ? other.previousElementSibling : other.nextElementSibling;
  while (other && !other.matches(selector));
  return other;
}

// Moves the row one place; says whether there was one to go to.
export function moveRow(row, direction, selector = "*") {
  const other = step(row, direction, selector);
  if (!other) return false;
  if (direction < 0) other.before(row);
  else other.after(row);
  return true;
}

function overOther(list, row, selector, { clientX, clientY }) {
  const other = document.elementFromPoint(clientX, clientY)?.closest(selector);
  return other && other !== row && other.parentElement === row.parentElement && list.contains(other) ? other : null;
}

// Puts the row beyond the other by moving what is between: an element that is moved itself loses
// the pointer, and the drag would end with its first step.
function passBy(row, other) {
  const isBelow = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  let passed = null;
  while (passed !== other) {
    passed = isBelow ? row.nextElementSibling : row.previousElementSibling;
    if (isBelow) row.before(passed);
    else row.after(passed);
  }
}

// Lets [data-drag] in each `selector` of `list` move it; `moved` is called when one was.
export function letDrag(list, selector, moved) {
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag]");
    const row = handle?.closest(selector);
    if (!row || !list.contains(row) || event.button > 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    row.classList.add("is-dragged");
    let hasMoved = false;
    const follow = (move) => {
      const other = overOther(list, row, selector, move);
      if (!other) return;
      passBy(row, other);
      hasMoved = true;
    };
    const end = () => {
      row.classList.remove("is-dragged");
      handle.removeEventListener("pointermove", follow);
      handle.removeEventListener("lostpointercapture", end);
      if (hasMoved) moved(row);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", end);
  });
}
