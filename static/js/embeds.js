// Videos and posts of other houses: a card until the reader asks for more. Nothing is loaded from
// anywhere else before that click.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

function frameOf({ player, title }) {
  const frame = document.createElement("iframe");
  frame.className = "embed__frame";
  frame.title = title;
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = player;
  return frame;
}

for (const card of document.querySelectorAll("[data-embed]")) {
  const button = card.querySelector(".embed__play");
  button.addEventListener("click", () => {
    const frame = frameOf(card.dataset);
    const link = card.querySelector(".embed__link").closest("p");
    card.classList.add("embed__card--open");
    card.replaceChildren(frame, link);
    frame.focus();
  });
  button.hidden = false;
  card.querySelector(".embed__note").hidden = false;
}
