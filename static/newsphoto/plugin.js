// The editor's plugin for photos: its button, its keys, its widgets.
import { makeActs } from "./acts.js";
import { isHere, say } from "./desk.js";
import { addWidgets, idsIn, isOurs } from "./widgets.js";

function addKeys(editor, CKEDITOR, acts) {
  const add = (name, key, exec) => {
    editor.addCommand(name, { exec: () => { exec(); }, async: true, canUndo: false });
    editor.setKeystroke(key, name);
  };
  add("newsphoto", CKEDITOR.CTRL + CKEDITOR.ALT + 65, () => acts.insert());
  const current = (act) => () => {
    const widget = acts.current();
    if (widget) act(widget);
  };
  add("newsphotoup", CKEDITOR.ALT + 38, current((widget) => acts.move(widget, -1)));
  add("newsphotodown", CKEDITOR.ALT + 40, current((widget) => acts.move(widget, 1)));
  editor.ui.addButton("NewsPhoto", { label: say("photo"), command: "newsphoto" });
}

// A check's link leads to the photo that it is about.
function showOnDemand(editor) {
  document.addEventListener("newsroom:photo", (event) => {
    const { photo, place } = event.detail;
    if (place !== editor.container.getId()) return;
    const widgets = Object.values(editor.widgets.instances);
    const widget = widgets.find((one) => isOurs(one) && idsIn(one).includes(photo));
    if (!widget) return;
    event.preventDefault();
    editor.focus();
    widget.focus();
    widget.wrapper.$.scrollIntoView({ block: "center" });
  });
}

function writeOnOneLine(editor) {
  const rules = { indent: false, breakBeforeOpen: false, breakAfterOpen: false, breakBeforeClose: false, breakAfterClose: false };
  ["figure", "figcaption"].forEach((name) => editor.dataProcessor.writer.setRules(name, rules));
}

function init(editor, CKEDITOR) {
  const acts = makeActs(editor, CKEDITOR);
  addWidgets(editor, CKEDITOR, acts);
  addKeys(editor, CKEDITOR, acts);
  showOnDemand(editor);
  editor.on("instanceReady", () => writeOnOneLine(editor));
  // Files that are pasted or dropped (static/js/editor/paste.js): at the caret, through the dialog.
  editor.on("newsroomFiles", ({ data }) => acts.insert({ files: data }));
}

export function addPhotoPlugin(CKEDITOR) {
  if (!isHere) return "";
  CKEDITOR.plugins.add("newsphoto", { requires: "widget,toolbar", init: (editor) => init(editor, CKEDITOR) });
  return ",newsphoto";
}
