// The dialog of photos (templates/admin/articles/photo_dialog.html): first which, then what is
// said of them.
import { cardOf, fetchCard } from "./cards.js";
import { makeDetails, useOf } from "./details.js";
import { say } from "./desk.js";
import { makeLibrary } from "./library.js";
import { makeUploads } from "./uploads.js";

let desk = null;

function picturesIn(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/") || /\.(heic|heif|avif)$/iu.test(file.name));
}

function makeDesk() {
  const dialog = document.getElementById("photo-dialog");
  const [title, status, go, back, add, files] = ["title", "say", "go", "back", "add", "files"].map((name) =>
    dialog.querySelector(`[data-${name}]`));
  const steps = [...dialog.querySelectorAll("[data-step]")];
  let options = {};
  let chosen = [];
  let step = "choose";
  let result = null;
  let goOn = false;

  const has = (id) => chosen.some(({ photo }) => photo === id);
  const showChosen = () => {
    library.mark();
    if (step !== "choose") return;
    go.textContent = options.several && chosen.length > 1 ? say("nextMany", { number: chosen.length }) : say(options.atOnce ? "take" : "next");
  };
  const put = (card) => {
    chosen = has(card.id) ? chosen : [...(options.several ? chosen : []), useOf(card)];
    showChosen();
  };
  const toggle = (card) => {
    status.textContent = "";
    if (has(card.id) && options.several) chosen = chosen.filter(({ photo }) => photo !== card.id);
    else put(card);
    showChosen();
  };
  const library = makeLibrary(dialog, {
    isChosen: has,
    toggle,
    take: (card) => {
      put(card);
      pressGo();
    },
  });
  const uploads = makeUploads(dialog, {
    arrived: (card) => {
      library.add(card);
      put(card);
    },
    settled: () => goOn && chosen.length && step === "choose" && pressGo(),
  });
  const details = makeDetails(dialog);

  const show = (name) => {
    step = name;
    steps.forEach((one) => (one.hidden = one.dataset.step !== name));
    dialog.dataset.shown = name;
    status.textContent = "";
    back.hidden = name === "choose" || options.atOnce || options.onlyDetails;
  };
  const showLibrary = () => {
    show("choose");
    title.textContent = say(options.several ? "choose" : "chooseOne");
    uploads.clear();
    showChosen();
    return library.open(options);
  };
  const showDetails = async () => {
    await Promise.all(chosen.map(({ photo }) => fetchCard(photo)));
    show("details");
    title.textContent = say(options.gallery ? "gallery" : chosen.length > 1 ? "details" : "detailsOne");
    go.textContent = say(options.onlyDetails || options.atOnce ? "save" : "insert");
    details.open(chosen, options);
  };

  const pressGo = async () => {
    goOn = false;
    if (step === "choose") {
      if (!chosen.length) {
        status.textContent = say("chosenNone");
        return;
      }
      const card = cardOf(chosen[0].photo);
      if (!options.atOnce || !card?.credit || !card.alt) {
        await showDetails();
        return;
      }
      result = { uses: chosen };
    } else {
      result = await details.finish(status);
      if (!result) return;
    }
    dialog.close("ok");
  };

  const start = (found) => {
    if (!found.length) return;
    goOn = !options.several;
    uploads.start(options.several ? found : found.slice(0, 1));
  };
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    pressGo();
  });
  back.addEventListener("click", () => {
    chosen = details.uses();
    showLibrary();
  });
  add.addEventListener("click", () => {
    chosen = details.uses();
    showLibrary().then(() => dialog.querySelector("[data-find]").focus());
  });
  files.addEventListener("change", () => {
    start([...files.files]);
    files.value = "";
  });
  dialog.addEventListener("dragover", (event) => {
    event.preventDefault();
    dialog.classList.toggle("is-target", step === "choose");
  });
  dialog.addEventListener("dragleave", () => dialog.classList.remove("is-target"));
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    dialog.classList.remove("is-target");
    if (step === "choose") start(picturesIn(event.dataTransfer));
  });
  dialog.addEventListener("paste", (event) => step === "choose" && start(picturesIn(event.clipboardData)));

  return async (wanted) => {
    options = wanted;
    chosen = [...(wanted.uses ?? [])];
    result = null;
    goOn = Boolean(wanted.files);
    dialog.returnValue = "";
    // In sight before anything is asked for: a key pressed meanwhile is the dialog's.
    show(chosen.length && wanted.onlyDetails ? "details" : "choose");
    dialog.showModal();
    const closed = new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? result : null), { once: true });
    });
    if (step === "details") await showDetails();
    else showLibrary();
    if (wanted.files) uploads.start(wanted.files);
    return closed;
  };
}

// Opens the dialog and returns {uses, size, gallery, title}, or null if nothing is to happen.
// `several`: more than one may be chosen; `uses`, `size`, `title`: what there is; `onlyDetails`:
// begin with what is said of it; `gallery`: it is one; `atOnce`: a photo that lacks nothing is
// taken without asking; `files`: to be uploaded at once.
export function askForPhotos(options) {
  desk ??= makeDesk();
  return desk(options);
}

export { picturesIn };
