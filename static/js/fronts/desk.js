// What the page tells its scripts (articles/admin/frontpage.py), and what is said aloud.
export const data = JSON.parse(document.getElementById("front-desk").textContent);
export const form = document.getElementById("front-form");

export function say(name, values = {}) {
  const text = data.texts[name] ?? name;
  return Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, () => value), text);
}

export function announce(text) {
  form.querySelector("[data-say]").textContent = text;
}
