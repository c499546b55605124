// How photos and galleries stand in the text (articles/body/photos.py), read from the page and
// written for it. The figures in the editor are the only place where this is kept.

export const SIZES = ["column", "wide", "side"];

const oneLine = (text) => text.replace(/[\s\u200b]+/gu, " ").trim();

// The text of a caption; a break in it is a space.
export function captionOf(figure) {
  const caption = figure.querySelector(":scope > figcaption");
  if (!caption) return "";
  const copy = caption.cloneNode(true);
  copy.querySelectorAll("br").forEach((line) => line.replaceWith(" "));
  return oneLine(copy.textContent);
}

export function readPhoto(figure) {
  return {
    photo: Number(figure.dataset.photo),
    caption: captionOf(figure),
    alt: oneLine(figure.dataset.alt ?? ""),
    size: SIZES.find((one) => figure.classList.contains(`photo--${one}`)) ?? "column",
  };
}

export function photosOf(gallery) {
  return [...gallery.querySelectorAll("figure.photo[data-photo]")].map(readPhoto);
}

export function setSize(figure, size) {
  SIZES.forEach((one) => figure.classList.toggle(`photo--${one}`, one === size && size !== "column"));
}

export function setAlt(figure, alt) {
  if (alt) figure.dataset.alt = alt;
  else delete figure.dataset.alt;
}

function figcaption(text) {
  const caption = document.createElement("figcaption");
  caption.textContent = text;
  return caption;
}

export function photoFigure({ photo, caption, alt }, size = "column") {
  const figure = document.createElement("figure");
  figure.className = "photo";
  figure.dataset.photo = photo;
  setSize(figure, size);
  setAlt(figure, alt);
  figure.append(figcaption(caption));
  return figure;
}

export function galleryFigure(uses, title) {
  const figure = document.createElement("figure");
  figure.className = "gallery";
  const caption = figcaption(title);
  // Tells the editor which of the captions is written in place: those of the photos are not.
  caption.dataset.galleryTitle = "1";
  figure.append(...uses.map((use) => photoFigure(use)), caption);
  return figure;
}

// What goes into the saved text: elements of CKEditor's parser, without empty captions.
function parsed(CKEDITOR, name, attributes, children) {
  const element = new CKEDITOR.htmlParser.element(name, attributes);
  children.forEach((child) => element.add(child));
  return element;
}

function captionFor(CKEDITOR, text) {
  if (!text) return [];
  return [parsed(CKEDITOR, "figcaption", {}, [new CKEDITOR.htmlParser.text(CKEDITOR.tools.htmlEncode(text))])];
}

export function savedPhoto(CKEDITOR, { photo, caption, alt, size }) {
  const attributes = { class: size === "column" ? "photo" : `photo photo--${size}`, "data-photo": String(photo) };
  if (alt) attributes["data-alt"] = CKEDITOR.tools.htmlEncodeAttr(alt);
  return parsed(CKEDITOR, "figure", attributes, captionFor(CKEDITOR, caption));
}

export function savedGallery(CKEDITOR, uses, title) {
  const photos = uses.map((use) => savedPhoto(CKEDITOR, { ...use, size: "column" }));
  return parsed(CKEDITOR, "figure", { class: "gallery" }, [...photos, ...captionFor(CKEDITOR, title)]);
}
