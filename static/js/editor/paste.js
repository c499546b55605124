// What is pasted goes to the server and comes back as saving it would leave it, so that whoever
// writes sees it. Without an answer CKEditor's own filters do what they can.
import { picturesIn } from "../../newsphoto/dialog.js";
import { insertEmbed } from "./dialogs.js";
import { ask, send } from "./server.js";

const ADDRESS = /^https?:\/\/\S+$/iu;

function say(editor, text, type = "info") {
  return editor.showNotification(text, type, 8000);
}

// A picture that was copied alone comes as its file and as HTML that only names it.
function saysNothing(html) {
  return !new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
}

async function cleaned(editor, config, html) {
  const note = html.length > 100_000 ? say(editor, config.cleaning, "progress") : null;
  try {
    return await send(config.clean, { html });
  } catch {
    return { html: null };
  } finally {
    note?.hide();
  }
}

export function cleanPastes(editor, config) {
  // What is clean comes without what was on the clipboard, which other filters would read again.
  const pasteClean = (data, dataValue) => {
    const dataTransfer = new window.CKEDITOR.plugins.clipboard.dataTransfer();
    editor.fire("paste", { ...data, type: "html", dataValue, dataTransfer, newsroomCleaned: true });
  };
  const pasteAsItIs = (data, dataValue) => {
    editor.fire("paste", { ...data, type: "html", dataValue, newsroomCleaned: true });
  };

  const pasteAddress = async (data, text) => {
    const answer = await ask(config.address, { url: text }).catch(() => ({}));
    if (answer.kind === "embed") insertEmbed(editor, answer.html);
    else pasteClean(data, answer.html ?? window.CKEDITOR.tools.htmlEncode(text));
  };

  const pasteHtml = async (data, html) => {
    const answer = await cleaned(editor, config, html);
    if (answer.error) {
      say(editor, answer.error, "warning");
      return;
    }
    if (answer.images) say(editor, config.pictures);
    if (answer.html === null) pasteAsItIs(data, html);
    else pasteClean(data, answer.html);
  };

  editor.on("paste", (event) => {
    const { data } = event;
    const transfer = data.dataTransfer;
    const inside = transfer?.getTransferType(editor) === window.CKEDITOR.DATA_TRANSFER_INTERNAL;
    if (data.newsroomCleaned || inside) return;
    const html = transfer?.getData("text/html", true) || (data.type === "html" ? data.dataValue : "");
    const text = (transfer?.getData("text/plain") ?? "").trim();
    const files = picturesIn(transfer?.$);
    if (files.length && saysNothing(html)) {
      event.cancel();
      editor.fire("newsroomFiles", files);
    } else if (ADDRESS.test(text) && (!html || editor.getSelection().getRanges()[0]?.collapsed)) {
      event.cancel();
      pasteAddress(data, text);
    } else if (html) {
      event.cancel();
      pasteHtml(data, html);
    }
  }, null, null, 0);
}
