// Putting blocks into the text, and getting out of them again.

// The child of the whole text in which the caret stands; null where there is none.
function blockAtCaret(editor) {
  const root = editor.editable();
  let node = editor.getSelection()?.getStartElement();
  if (!node || node.equals(root) || !root.contains(node)) return null;
  while (!node.getParent().equals(root)) node = node.getParent();
  return node;
}

function isEmpty(block) {
  return block.is("p") && !block.getText().replace(/[\s\u200b]/gu, "") && !block.findOne("img, a");
}

export function placeCaret(editor, element) {
  const range = editor.createRange();
  range.moveToElementEditStart(element);
  range.collapse(true);
  editor.getSelection().selectRanges([range]);
  element.scrollIntoView?.();
}

function paragraphAfter(editor, block) {
  const next = block.getNext((node) => node.type === window.CKEDITOR.NODE_ELEMENT);
  if (next?.is("p")) return next;
  const paragraph = editor.document.createElement("p");
  paragraph.appendBogus();
  paragraph.insertAfter(block);
  return paragraph;
}

// Puts the HTML of one block behind the caret's block (in its place if that is empty) and a
// paragraph behind it, so that one can always write on. Returns the new element.
export function insertBlock(editor, html) {
  editor.fire("saveSnapshot");
  const element = window.CKEDITOR.dom.element.createFromHtml(html, editor.document);
  const here = blockAtCaret(editor);
  if (here) element.insertAfter(here);
  else editor.editable().append(element);
  if (here && isEmpty(here)) here.remove();
  paragraphAfter(editor, element);
  return element;
}

export function done(editor) {
  editor.fire("saveSnapshot");
  editor.fire("change");
}

// Ctrl+Enter: out of a box, a quote, a table, a caption, into the paragraph behind it.
export function leaveBlock(editor) {
  const block = blockAtCaret(editor);
  if (!block) return;
  editor.fire("saveSnapshot");
  placeCaret(editor, paragraphAfter(editor, block));
  done(editor);
}
