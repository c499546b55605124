// The newsroom's plugin for CKEditor: subheadings, links, boxes, embeds, pastes.
import { done, insertBlock, leaveBlock, placeCaret } from "./blocks.js";
import { embedDialog, linkDialog, openDialog, relatedDialog } from "./dialogs.js";
import { cleanPastes } from "./paste.js";

const HEADINGS = { h2: 50, h3: 51, h4: 52 };

function addHeadings(editor, CKEDITOR, labels) {
  for (const [tag, key] of Object.entries(HEADINGS)) {
    const style = new CKEDITOR.style({ element: tag });
    const command = editor.addCommand(`news${tag}`, new CKEDITOR.styleCommand(style));
    editor.attachStyleStateChange(style, (state) => editor.readOnly || command.setState(state));
    editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + key, `news${tag}`);
    editor.ui.addButton(`News${tag.toUpperCase()}`, { label: labels[tag], command: `news${tag}` });
  }
  const text = new CKEDITOR.styleCommand(new CKEDITOR.style({ element: "p" }));
  editor.addCommand("newstext", text);
  editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + 48, "newstext");
}

function addEmbeds(editor, caption) {
  editor.widgets.add("newsembed", {
    editables: { caption: { selector: "figcaption", allowedContent: "br" } },
    upcast(element) {
      if (element.name !== "figure" || !element.hasClass("embed")) return false;
      const has = element.children.some((child) => child.name === "figcaption");
      if (!has) element.add(new window.CKEDITOR.htmlParser.element("figcaption"));
      return true;
    },
    init() {
      this.editables.caption?.setAttribute("data-empty", caption);
    },
  });
}

function insertFacts(editor, title) {
  const heading = document.createElement("h3");
  heading.textContent = title;
  const html = `<aside class="box box--facts">${heading.outerHTML}<p><br></p></aside>`;
  const box = insertBlock(editor, html);
  placeCaret(editor, box.findOne("p"));
  done(editor);
}

function addCommand(editor, CKEDITOR, name, key, exec, label) {
  // The dialogs take the focus themselves.
  editor.addCommand(name, { exec: () => { exec(); }, async: true, canUndo: false });
  if (key) editor.setKeystroke(key, name);
  if (label) editor.ui.addButton(label.button, { label: label.text, command: name });
}

// Outside tables the browser's own menu opens, with what it suggests for a misspelt word.
function leaveMenuToBrowser(editor) {
  editor.on("contentDom", () => {
    editor.editable().$.addEventListener("contextmenu", (event) => {
      if (!event.target.closest("table")) event.stopImmediatePropagation();
    }, true);
  });
}

function init(editor, CKEDITOR) {
  const config = editor.config.newsroom;
  const { labels } = config;
  const ctrlAlt = (letter) => CKEDITOR.CTRL + CKEDITOR.ALT + letter.charCodeAt(0);
  const help = document.getElementById("editor-keys");
  addHeadings(editor, CKEDITOR, labels);
  addEmbeds(editor, config.caption);
  const add = (name, key, exec, label) => addCommand(editor, CKEDITOR, name, key, exec, label);
  add("newsrelated", ctrlAlt("R"), relatedDialog(editor, config), { button: "NewsRelated", text: labels.related });
  add("newsfacts", ctrlAlt("G"), () => insertFacts(editor, config.factsTitle), { button: "NewsFacts", text: labels.facts });
  add("newsembed", ctrlAlt("E"), embedDialog(editor, config), { button: "NewsEmbed", text: labels.embed });
  add("newshelp", CKEDITOR.CTRL + 191, () => openDialog(editor, help), { button: "NewsHelp", text: labels.help });
  add("newsleave", CKEDITOR.CTRL + 13, () => leaveBlock(editor));
  editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.SHIFT + 55, "numberedlist");
  editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.SHIFT + 56, "bulletedlist");
  editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + 81, "blockquote");
  // Ctrl+L is the browser's.
  editor.setKeystroke(CKEDITOR.CTRL + 76, null);
  const link = linkDialog(editor, config);
  editor.on("pluginsLoaded", () => add("link", CKEDITOR.CTRL + 75, link));
  editor.on("doubleclick", (event) => {
    const { element } = event.data;
    if (element.getAscendant("figure", true)) {
      event.stop();
    } else if (element.getAscendant("a", true)) {
      event.stop();
      link();
    }
  }, null, null, 0);
  Object.assign(editor.lang.table, config.table);
  leaveMenuToBrowser(editor);
  cleanPastes(editor, config);
}

export function addPlugin(CKEDITOR) {
  CKEDITOR.plugins.add("newsroom", {
    requires: "widget,table,link,list,blockquote,toolbar,notification",
    init: (editor) => init(editor, CKEDITOR),
  });
}
