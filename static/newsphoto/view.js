// What a widget shows beside what is written: the picture, its credit, what is missing, tools.
// All of it is marked, made anew each time and never saved.
import { cardOf } from "./cards.js";
import { creditLine, make, say } from "./desk.js";

const MARK = { newsphoto: "" };

export function clearView(figure) {
  figure.querySelectorAll("[data-newsphoto]").forEach((one) => one.remove());
}

function picture(card, alt) {
  if (card) {
    const { picture: src, width, height } = card;
    return make("img", { src, alt, draggable: false, ...(width && height ? { width, height } : {}) });
  }
  return make("p", { className: "newsphoto__gone" }, say(card === null ? "gone" : "coming"));
}

function lacksOf(card, alt) {
  if (!card) return [];
  return [...(card.credit ? [] : ["lacksCredit"]), ...(alt ? [] : ["lacksAlt"])];
}

function warning(names, act) {
  const button = make("button", { type: "button", tabIndex: -1, className: "newsphoto__warning" }, `⚠ ${names.map((name) => say(name)).join(" · ")}`);
  button.addEventListener("click", act);
  return button;
}

// The picture, what it lacks, and the credit as readers see it.
export function photoView({ photo, alt }, openDetails) {
  const card = cardOf(photo);
  const lacks = lacksOf(card, alt);
  const view = make("div", { className: "newsphoto__view", contentEditable: "false", data: MARK }, picture(card, alt));
  if (lacks.length) view.append(warning(lacks, () => openDetails(lacks[0] === "lacksCredit" ? "[name=credit]" : "[name=alt]")));
  view.addEventListener("dblclick", () => openDetails());
  const credit = make("div", { className: "newsphoto__credit", contentEditable: "false", data: MARK }, card ? creditLine(card) : "");
  return { view, credit };
}

export function galleryView(uses, openDetails) {
  const items = uses.map(({ photo, alt, caption }) => {
    const card = cardOf(photo);
    const isLacking = card === null || lacksOf(card, alt).length > 0;
    const words = make("span", { className: "newsphoto__words" }, [caption, card ? creditLine(card) : ""].filter(Boolean).join(" "));
    return make("li", { className: isLacking ? "is-lacking" : "" }, picture(card, alt), words);
  });
  const view = make("div", { className: "newsphoto__view", contentEditable: "false", data: MARK }, make("ol", { className: "newsphoto__strip" }, ...items));
  const lacks = uses.some(({ photo, alt }) => cardOf(photo) === null || lacksOf(cardOf(photo), alt).length);
  if (lacks) view.append(warning(["lacksSome"], () => openDetails()));
  view.addEventListener("dblclick", () => openDetails());
  return view;
}

function walk(event, bar, { back, onward }) {
  event.stopPropagation();
  const buttons = [...bar.querySelectorAll("button")];
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  else if (event.key === "Escape" || (event.key === "Tab" && event.shiftKey)) back();
  else if (event.key === "Tab") onward();
  else return;
  event.preventDefault();
}

// `tools` are [name, act, pressed?]; Tab on the widget leads in, Esc leads `back` to it, and Tab
// `onward`: nobody is held here.
export function toolbar(tools, ways) {
  const bar = make("div", { className: "newsphoto__tools", contentEditable: "false", role: "toolbar", aria: { label: say("tools") }, data: MARK });
  for (const [name, act, pressed] of tools) {
    const button = make("button", { type: "button", tabIndex: -1, data: { tool: name } }, say(name));
    if (pressed !== undefined) button.setAttribute("aria-pressed", pressed);
    button.addEventListener("click", act);
    bar.append(button);
  }
  bar.addEventListener("keydown", (event) => walk(event, bar, ways));
  ["keyup", "keypress"].forEach((type) => bar.addEventListener(type, (event) => event.stopPropagation()));
  return bar;
}
