// The widgets of photos and galleries: what stands in the text is figures as they are saved, with
// a view of them that is not.
import { leaveBlock, placeCaret } from "../js/editor/blocks.js";
import { captionOf, photosOf, readPhoto, savedGallery, savedPhoto, setSize, SIZES } from "./body.js";
import { listen, want } from "./cards.js";
import { say } from "./desk.js";
import { clearView, galleryView, photoView, toolbar } from "./view.js";

const NAMES = ["newsphoto", "newsgallery"];
export const isOurs = (widget) => Boolean(widget) && NAMES.includes(widget.name);

export function idsIn(widget) {
  const figure = widget.element.$;
  return widget.name === "newsphoto" ? [Number(figure.dataset.photo)] : photosOf(figure).map(({ photo }) => photo);
}

// Changes what is shown and not what is written: no step to be undone.
function quietly(editor, act) {
  editor.fire("lockSnapshot");
  act();
  editor.fire("unlockSnapshot");
}

const enter = (widget) => {
  widget.focus();
  widget.element.$.querySelector(".newsphoto__tools button")?.focus();
};

function toolsOf(widget, acts) {
  const shared = [
    ["higher", () => acts.move(widget, -1)],
    ["lower", () => acts.move(widget, 1)],
    ["out", () => acts.remove(widget)],
  ];
  if (widget.name === "newsgallery") return [["editGallery", () => acts.edit(widget)], ...shared];
  const { size } = readPhoto(widget.element.$);
  const sizes = SIZES.map((one) => [one, () => acts.resize(widget, one), String(one === size)]);
  return [...sizes, ["edit", () => acts.edit(widget)], ["replace", () => acts.replace(widget)], ...shared];
}

export function render(widget, acts) {
  const figure = widget.element.$;
  const caption = figure.querySelector(":scope > figcaption");
  quietly(widget.editor, () => {
    clearView(figure);
    const open = (focus) => acts.edit(widget, focus);
    const bar = toolbar(toolsOf(widget, acts), {
      back: () => widget.focus(),
      onward: () => placeCaret(widget.editor, widget.editables.caption),
    });
    if (widget.name === "newsphoto") {
      const { view, credit } = photoView(readPhoto(figure), open);
      figure.prepend(view);
      caption.after(credit, bar);
      SIZES.forEach((one) => widget.wrapper.$.classList.toggle(`newsphoto--${one}`, one === readPhoto(figure).size));
    } else {
      figure.prepend(galleryView(photosOf(figure), open));
      caption.after(bar);
    }
  });
}

export function resize(widget, size) {
  setSize(widget.element.$, size);
  // CKEditor keeps the classes as data too, and would put the old ones back when something is undone.
  widget.setData("classes", widget.getClasses());
  SIZES.forEach((one) => {
    widget.wrapper.$.classList.toggle(`newsphoto--${one}`, one === size);
    widget.element.$.querySelector(`[data-tool=${one}]`)?.setAttribute("aria-pressed", one === size);
  });
}

function captioned(element, CKEDITOR, marks = {}) {
  let caption = element.children.find((child) => child.name === "figcaption");
  if (!caption) {
    caption = new CKEDITOR.htmlParser.element("figcaption", {});
    element.add(caption);
  }
  Object.assign(caption.attributes, marks);
  return true;
}

const isPhoto = (element) =>
  element.name === "figure" && element.hasClass("photo") && /^[1-9]\d{0,17}$/u.test(element.attributes["data-photo"] ?? "");

function start(widget, acts, empty) {
  widget.editables.caption.setAttributes({ "data-empty": empty, "aria-label": empty });
  want(idsIn(widget));
  render(widget, acts);
  widget.on("edit", (event) => {
    event.cancel();
    acts.edit(widget);
  });
  widget.on("key", (event) => {
    if (event.data.keyCode !== 9) return;
    event.cancel();
    enter(widget);
  }, null, null, 0);
}

export function addWidgets(editor, CKEDITOR, acts) {
  editor.widgets.add("newsphoto", {
    pathName: say("photo"),
    editables: { caption: { selector: "figcaption", allowedContent: "br" } },
    upcast: (element) => isPhoto(element) && captioned(element, CKEDITOR),
    downcast() {
      return savedPhoto(CKEDITOR, readPhoto(this.element.$));
    },
    init() {
      start(this, acts, say("caption"));
    },
  });
  editor.widgets.add("newsgallery", {
    pathName: say("gallery"),
    editables: { caption: { selector: "figcaption[data-gallery-title]", allowedContent: "br" } },
    upcast(element) {
      const has = element.name === "figure" && element.hasClass("gallery") && element.children.some(isPhoto);
      return has && captioned(element, CKEDITOR, { "data-gallery-title": "1" });
    },
    downcast() {
      return savedGallery(CKEDITOR, photosOf(this.element.$), captionOf(this.element.$));
    },
    init() {
      start(this, acts, say("galleryTitle"));
    },
  });
  const stop = listen((ids) => {
    Object.values(editor.widgets.instances)
      .filter((widget) => isOurs(widget) && idsIn(widget).some((id) => ids.includes(id)))
      .forEach((widget) => render(widget, acts));
  });
  editor.on("destroy", stop);
  // Enter in a caption leads out of it: a caption is one line.
  editor.on("key", (event) => {
    if (![13, CKEDITOR.SHIFT + 13].includes(event.data.keyCode)) return;
    const at = editor.getSelection()?.getStartElement()?.getAscendant("figcaption", true);
    if (!at || !isOurs(editor.widgets.getByElement(at))) return;
    event.cancel();
    leaveBlock(editor);
  }, null, null, 1);
}
