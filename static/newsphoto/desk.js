// What the page tells the scripts of photos: addresses and sentences (articles/admin/photouse.py).
const printed = document.getElementById("newsphoto-data");
const data = printed ? JSON.parse(printed.textContent) : { addresses: {}, texts: {} };

export const isHere = printed !== null;
export const { addresses } = data;

export function say(name, values = {}) {
  const text = data.texts[name] ?? name;
  return Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, () => value), text);
}

// An element with properties, then children; `data` and `aria` go to their attributes.
export function make(tag, { aria = {}, data: facts = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.entries(aria).forEach(([name, value]) => element.setAttribute(`aria-${name}`, value));
  Object.assign(element.dataset, facts);
  element.append(...children);
  return element;
}

export function creditLine(card) {
  return card.credit ? say("credit", { name: card.credit }) : say("noCredit");
}

export function nameOf(card) {
  return card?.caption || card?.alt || `#${card?.id ?? ""}`;
}
