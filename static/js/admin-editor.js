// The article's editor: the newsroom's own plugin, its dialogs, its keys, its counts.
import { addPlugin } from "./editor/plugin.js";
import { showCounts } from "./editor/counts.js";
import { listenForKeys } from "./editor/keys.js";

if (window.CKEDITOR) {
  addPlugin(window.CKEDITOR);
  window.CKEDITOR.on("instanceReady", ({ editor }) => {
    const editable = editor.editable();
    editable.setAttributes({ lang: "vi", spellcheck: "true", "aria-label": editor.config.newsroom.name });
    editable.removeAttribute("title");
    showCounts(editor);
  });
}
listenForKeys();
