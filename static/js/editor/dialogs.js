// The editor's dialogs (templates/admin/articles/editor.html): link, related articles, embed, keys.
import { done, insertBlock, placeCaret } from "./blocks.js";
import { looksLikeAddress, makeFinder } from "./finder.js";
import { ask } from "./server.js";

// Opens the dialog; when it closes, the caret is where it was and `act` gets what it is to do.
export function openDialog(editor, dialog) {
  const marks = editor.getSelection()?.createBookmarks2(true);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      editor.focus();
      if (marks) editor.getSelection().selectBookmarks(marks);
      resolve(dialog.returnValue);
    }, { once: true });
  });
}

function setLink(editor, href, label) {
  const CKEDITOR = window.CKEDITOR;
  editor.fire("saveSnapshot");
  const old = CKEDITOR.plugins.link.getSelectedLink(editor);
  if (old) {
    old.setAttributes({ href, "data-cke-saved-href": href });
    return done(editor);
  }
  const range = editor.getSelection().getRanges()[0];
  if (range.collapsed) {
    const text = new CKEDITOR.dom.text(label, editor.document);
    range.insertNode(text);
    range.selectNodeContents(text);
    editor.getSelection().selectRanges([range]);
  }
  const attributes = { href, "data-cke-saved-href": href };
  editor.applyStyle(new CKEDITOR.style({ element: "a", attributes, type: CKEDITOR.STYLE_INLINE }));
  const end = editor.getSelection().getRanges()[0];
  end.collapse(false);
  editor.getSelection().selectRanges([end]);
  return done(editor);
}

export function linkDialog(editor, config) {
  const dialog = document.getElementById("editor-link");
  const field = dialog.querySelector("[data-find]");
  const status = dialog.querySelector("[data-say]");
  let chosen = null;
  const close = (link) => {
    chosen = link;
    dialog.close("ok");
  };
  const reset = makeFinder(dialog, config, ({ path, title }) => close({ href: path, label: title }));
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    const text = field.value.trim();
    if (!looksLikeAddress(text)) {
      dialog.querySelector("[data-found] button")?.click();
      return;
    }
    const mail = /^[^\s/:]+@[^\s/:]+$/u.test(text) ? `mailto:${text}` : text;
    const answer = await ask(config.address, { url: mail }).catch(() => ({ error: config.failed }));
    const href = answer.href ?? (answer.kind === "embed" ? text : null);
    if (href) close({ href, label: text });
    else status.textContent = answer.error;
  });
  return async () => {
    reset();
    chosen = null;
    field.value = window.CKEDITOR.plugins.link.getSelectedLink(editor)?.getAttribute("href") ?? "";
    if ((await openDialog(editor, dialog)) === "ok" && chosen) setLink(editor, chosen.href, chosen.label);
  };
}

function linkItem({ title, path }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.textContent = title;
  item.append(link);
  return item;
}

function insertRelated(editor, title, chosen) {
  const items = chosen.map((article) => linkItem(article).outerHTML);
  const list = editor.getSelection()?.getStartElement()?.getAscendant((node) => node.hasClass?.("box--related"), true)?.findOne("ul");
  if (list) {
    editor.fire("saveSnapshot");
    items.forEach((html) => list.append(window.CKEDITOR.dom.element.createFromHtml(html, editor.document)));
    return done(editor);
  }
  const heading = document.createElement("h3");
  heading.textContent = title;
  const html = `<aside class="box box--related">${heading.outerHTML}<ul>${items.join("")}</ul></aside>`;
  const box = insertBlock(editor, html);
  placeCaret(editor, box.getNext());
  return done(editor);
}

export function relatedDialog(editor, config) {
  const dialog = document.getElementById("editor-related");
  const list = dialog.querySelector("[data-chosen]");
  let chosen = [];
  const show = () => {
    list.replaceChildren(...chosen.map((article) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "×";
      button.setAttribute("aria-label", config.remove.replace("%s", article.title));
      button.addEventListener("click", () => {
        chosen = chosen.filter((one) => one !== article);
        show();
        dialog.querySelector("[data-find]").focus();
      });
      item.append(article.title, button);
      return item;
    }));
  };
  const reset = makeFinder(dialog, config, (article) => {
    if (!chosen.some(({ path }) => path === article.path)) chosen.push(article);
    reset();
    show();
    dialog.querySelector("[data-find]").focus();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    // Enter in the field takes the first that was found; the button alone inserts.
    if (document.activeElement !== dialog.querySelector("[data-find]")) return;
    event.preventDefault();
    dialog.querySelector("[data-found] button")?.click();
  });
  return async () => {
    reset();
    chosen = [];
    show();
    if ((await openDialog(editor, dialog)) === "ok" && chosen.length) {
      insertRelated(editor, config.labels.related, chosen);
    }
  };
}

export function embedDialog(editor, config) {
  const dialog = document.getElementById("editor-embed");
  const [address, caption] = dialog.querySelectorAll("input");
  const status = dialog.querySelector("[data-say]");
  let html = "";
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    const asked = { url: address.value, caption: caption.value };
    const answer = await ask(config.address, asked).catch(() => ({ error: config.failed }));
    if (answer.kind === "embed") {
      html = answer.html;
      dialog.close("ok");
    } else {
      status.textContent = answer.no_embed ?? answer.error;
    }
  });
  return async () => {
    html = "";
    status.textContent = "";
    address.value = caption.value = "";
    if ((await openDialog(editor, dialog)) === "ok" && html) insertEmbed(editor, html);
  };
}

export function insertEmbed(editor, html) {
  const figure = insertBlock(editor, html);
  const behind = figure.getNext();
  if (!figure.findOne("figcaption")) figure.append(editor.document.createElement("figcaption"));
  editor.widgets.initOn(figure, "newsembed");
  placeCaret(editor, behind);
  done(editor);
}
