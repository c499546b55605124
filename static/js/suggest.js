// Suggestions below the search page's field, as a combobox: arrows choose, Enter opens, Escape closes.
// htmx fetches them; without it, or without this, the form is a plain form.
const input = document.querySelector("input[data-suggest]");
const list = input && document.getElementById(input.dataset.suggest);

if (list) {
  let active = -1;
  const options = () => [...list.querySelectorAll('[role="option"]')];

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  const choose = (number) => {
    active = number;
    options().forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
      if (place === number) option.scrollIntoView({ block: "nearest" });
    });
    const chosen = options()[number];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (is) => {
    const open = is && options().length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  };

  // What arrives when the field has been left is of no use.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === list) show(document.activeElement === input);
  });
  // Nor what answers words that are gone.
  input.addEventListener("input", () => {
    if (!input.value.trim()) {
      list.replaceChildren();
      show(false);
    }
  });

  input.addEventListener("keydown", (event) => {
    const number = options().length;
    if (event.isComposing || !number) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are options: the field itself.
      choose(((active + 1 + step + number + 1) % (number + 1)) - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  input.addEventListener("focus", () => show(true));
  input.form.addEventListener("focusout", (event) => {
    if (!list.contains(event.relatedTarget) && event.relatedTarget !== input) show(false);
  });
  input.form.addEventListener("submit", () => show(false));
  // A press on an option would take the focus from the field, and the list away before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
}
