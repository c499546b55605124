// Dragging with mouse, pen or finger: a story or a row to its place. What it does, buttons do too.
const FAR = 5;
const EDGE = 70;
const CONTROLS = "a, button, input, select, textarea, label, summary, .front-row__fields";

function startsDrag(event, item) {
  if (event.button > 0 || !item) return false;
  if (event.target.closest("[data-drag]")) return true;
  // A finger beside the handle scrolls the page.
  return event.pointerType === "mouse" && !event.target.closest(CONTROLS);
}

function ghostOf(item, { clientX, clientY }) {
  const box = item.getBoundingClientRect();
  const ghost = item.cloneNode(true);
  ghost.classList.add("front-ghost");
  ghost.removeAttribute("data-row");
  ghost.querySelectorAll("[name], [id]").forEach((one) => ["name", "id"].forEach((name) => one.removeAttribute(name)));
  ghost.querySelector("details")?.remove();
  ghost.style.inlineSize = `${box.width}px`;
  document.body.append(ghost);
  const follow = (move) => {
    ghost.style.transform = `translate(${box.left + move.clientX - clientX}px, ${box.top + move.clientY - clientY}px)`;
  };
  follow({ clientX, clientY });
  return { ghost, follow };
}

// The list under the pointer, and the row before which a drop would put what is dragged.
function under({ clientX, clientY }, item) {
  const slot = document.elementFromPoint(clientX, clientY)?.closest("[data-slot]");
  if (!slot) return null;
  const list = slot.querySelector("[data-rows]");
  const rows = [...list.querySelectorAll(":scope > [data-row]")].filter((row) => row !== item);
  const before = rows.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return clientY < top + height / 2;
  });
  return { slot: slot.dataset.slot, list, before: before ?? null };
}

// Lets items of `root` be dragged; `drop(item, slot, before)` is called when one was.
export function letDrag(root, drop) {
  root.addEventListener("dragstart", (event) => event.preventDefault());
  root.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-row], [data-story]");
    if (!startsDrag(event, item)) return;
    event.preventDefault();
    const marker = Object.assign(document.createElement("li"), { className: "front-drop" });
    let dragged = null;
    let target = null;
    const move = (now) => {
      if (now.pointerId !== event.pointerId) return;
      if (!dragged && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < FAR) return;
      dragged ??= ghostOf(item, event);
      item.classList.add("is-dragged");
      dragged.follow(now);
      target = under(now, item);
      if (target) target.list.insertBefore(marker, target.before);
      else marker.remove();
      if (now.clientY < EDGE) scrollBy(0, -12);
      else if (now.clientY > innerHeight - EDGE) scrollBy(0, 12);
    };
    const end = (last) => {
      if (last.type === "keydown" && last.key !== "Escape") return;
      if (last.pointerId !== undefined && last.pointerId !== event.pointerId) return;
      for (const [name, heard] of Object.entries(heards)) removeEventListener(name, heard);
      marker.remove();
      item.classList.remove("is-dragged");
      dragged?.ghost.remove();
      if (last.type === "pointerup" && dragged && target) drop(item, target.slot, target.before);
    };
    const heards = { pointermove: move, pointerup: end, pointercancel: end, keydown: end };
    for (const [name, heard] of Object.entries(heards)) addEventListener(name, heard);
  });
}
