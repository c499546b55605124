/* A file that looks like photos of the library: both side by side, and what can be done. */

const pictured = (figure, { thumb, width, height }, text) => {
  figure.querySelector("img").src = thumb;
  figure.querySelector("[data-size]").textContent = `${width} × ${height}`;
  const caption = figure.querySelector("[data-caption]");
  if (caption) caption.textContent = text;
};

/* Fill ``box`` with a question; ``chosen`` is called with what somebody presses. */
export const askAbout = (box, { twins, new: fresh }, chosen) => {
  pictured(box.querySelector("[data-fresh]"), fresh);
  const template = box.querySelector("template");
  const figures = twins.map((twin) => {
    const figure = template.content.firstElementChild.cloneNode(true);
    pictured(figure, twin, [twin.caption || twin.alt, twin.credit].filter(Boolean).join(" – "));
    figure.querySelector("a").href = twin.address;
    figure.querySelector("[data-use]").addEventListener("click", () => chosen(`twin:${twin.id}`));
    const replace = figure.querySelector("[data-replace]");
    replace.hidden = !twin.may_change;
    replace.addEventListener("click", () => chosen(`replace:${twin.id}`));
    return figure;
  });
  box.querySelector("[data-twins]").replaceChildren(...figures);
  box.querySelector("[data-new]").onclick = () => chosen("new");
};
