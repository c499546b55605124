// What one does with photos in the text: put them in, change, move and take them out.
import { done, insertBlock, placeCaret } from "../js/editor/blocks.js";
import { galleryFigure, photoFigure, photosOf, captionOf, readPhoto, setAlt } from "./body.js";
import { want } from "./cards.js";
import { askForPhotos } from "./dialog.js";
import { isOurs, render, resize } from "./widgets.js";

// Where the dialog was opened: behind a widget that was chosen, or at the caret.
function place(editor) {
  const anchor = editor.widgets.focused?.wrapper ?? null;
  const marks = anchor ? null : editor.getSelection()?.createBookmarks2(true);
  return () => {
    editor.focus();
    if (marks) editor.getSelection().selectBookmarks(marks);
    return anchor?.getParent() ? anchor : null;
  };
}

function figuresOf({ uses, size, gallery, title }) {
  if (gallery) return [galleryFigure(uses, title)];
  return uses.map((use) => photoFigure(use, uses.length === 1 ? size : size ?? "column"));
}

function put(editor, CKEDITOR, figures, anchor) {
  let last = anchor;
  if (anchor) editor.fire("saveSnapshot");
  for (const figure of figures) {
    const name = figure.matches(".gallery") ? "newsgallery" : "newsphoto";
    let element = new CKEDITOR.dom.element(figure);
    if (last) element.insertAfter(last);
    else element = insertBlock(editor, figure.outerHTML);
    last = editor.widgets.initOn(element, name).wrapper;
  }
  const behind = last.getNext((node) => node.type === CKEDITOR.NODE_ELEMENT);
  if (behind?.is("p")) placeCaret(editor, behind);
  last.$.scrollIntoView({ block: "nearest" });
  done(editor);
}

function sibling(wrapper, direction, CKEDITOR) {
  const isBlock = (node) => node.type === CKEDITOR.NODE_ELEMENT && !node.data("cke-temp") && !node.data("cke-hidden-sel");
  return direction < 0 ? wrapper.getPrevious(isBlock) : wrapper.getNext(isBlock);
}

export function makeActs(editor, CKEDITOR) {
  const change = (widget, act) => {
    editor.fire("saveSnapshot");
    act(widget.element.$);
    done(editor);
  };
  const write = (widget, { photo, caption, alt }, size) => change(widget, (figure) => {
    figure.dataset.photo = photo;
    setAlt(figure, alt);
    figure.querySelector(":scope > figcaption").textContent = caption;
    resize(widget, size);
    want([photo]);
    render(widget, acts);
  });
  const remove = (widget) => {
    editor.fire("saveSnapshot");
    const next = sibling(widget.wrapper, 1, CKEDITOR) ?? sibling(widget.wrapper, -1, CKEDITOR);
    editor.widgets.del(widget);
    editor.focus();
    if (next?.is("p", "h2", "h3", "h4")) placeCaret(editor, next);
    done(editor);
  };
  const ask = async (widget, options) => {
    const result = await askForPhotos(options);
    // It may have been undone, or set anew, while the dialog was open.
    if (result && editor.widgets.instances[widget.id] === widget) return result;
    widget.focus();
    return null;
  };
  const askOne = async (widget, options) => {
    const result = await ask(widget, options);
    if (!result) return;
    if (result.uses.length) write(widget, result.uses[0], result.size);
    if (result.uses.length) widget.focus();
    else remove(widget);
  };

  const acts = {
    remove,
    insert: async (options = {}) => {
      const back = place(editor);
      const result = await askForPhotos({ several: true, ...options });
      const anchor = back();
      if (result?.uses.length) put(editor, CKEDITOR, figuresOf(result), anchor);
    },
    edit: async (widget, focus) => {
      const figure = widget.element.$;
      if (widget.name === "newsphoto") {
        const use = readPhoto(figure);
        await askOne(widget, { uses: [use], size: use.size, onlyDetails: true, focus });
        return;
      }
      const asked = { uses: photosOf(figure), title: captionOf(figure), gallery: true, several: true, onlyDetails: true };
      const result = await ask(widget, asked);
      if (!result) return;
      if (!result.uses.length) {
        remove(widget);
        return;
      }
      change(widget, () => {
        figure.querySelectorAll("figure.photo").forEach((one) => one.remove());
        figure.prepend(...result.uses.map((one) => photoFigure(one)));
        figure.querySelector(":scope > figcaption").textContent = result.title;
        want(result.uses.map(({ photo }) => photo));
        render(widget, acts);
      });
      widget.focus();
    },
    replace: (widget) => askOne(widget, { size: readPhoto(widget.element.$).size }),
    resize: (widget, size) => change(widget, () => resize(widget, size)),
    move: (widget, direction) => {
      const other = sibling(widget.wrapper, direction, CKEDITOR);
      if (!other) return;
      change(widget, () => {
        if (direction < 0) widget.wrapper.insertBefore(other);
        else widget.wrapper.insertAfter(other);
      });
      widget.focus();
      widget.wrapper.$.scrollIntoView({ block: "nearest" });
    },
    // The widget that is chosen, or in whose caption the caret stands.
    current: () => {
      const at = editor.getSelection()?.getStartElement();
      const widget = editor.widgets.focused ?? (at ? editor.widgets.getByElement(at) : null);
      return isOurs(widget) ? widget : null;
    },
  };
  return acts;
}
