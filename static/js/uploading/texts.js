/* What the page knows: addresses, who writes, its sentences. */

export const data = JSON.parse(document.getElementById("uploading-data").textContent);

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), data.texts[name]);

const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

export const saySize = (bytes) =>
  bytes >= 100_000
    ? say("size", { number: number.format(bytes / 1_000_000) })
    : say("sizeSmall", { number: number.format(Math.ceil(bytes / 1000)) });

const spoken = document.querySelector("[data-spoken]");

/* Have something read out that nobody pressed for. */
export const speak = (text) => (spoken.textContent = text);
