// The article's editor: the newsroom's own plugin, its dialogs, its keys, its counts.
import { addPhotoPlugin } from "../newsphoto/plugin.js";
import { startRows } from "../newsphoto/rows.js";
import { addPlugin } from "./editor/plugin.js";
import { showCounts } from "./editor/counts.js";
import { listenForKeys } from "./editor/keys.js";

// Modules run before the editors are made of their text areas.
function useIn(field, names) {
  const config = JSON.parse(field.dataset.config);
  config.extraPlugins += names;
  field.dataset.config = JSON.stringify(config);
}

if (window.CKEDITOR) {
  addPlugin(window.CKEDITOR);
  const names = `,newsroom${addPhotoPlugin(window.CKEDITOR)}`;
  document.querySelectorAll("textarea[data-type=ckeditortype]").forEach((field) => useIn(field, names));
  window.CKEDITOR.on("instanceReady", ({ editor }) => {
    const editable = editor.editable();
    const lang = document.getElementById("id_language")?.value || "vi";
    editable.setAttributes({ lang, spellcheck: "true", "aria-label": editor.config.newsroom.name });
    editable.removeAttribute("title");
    showCounts(editor);
  });
}
listenForKeys();
startRows();
