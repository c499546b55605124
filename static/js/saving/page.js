/* The article's form: what stands in it, when it changes, how a kept text is put back. */

export const data = JSON.parse(document.getElementById("saving-data").textContent);
export const form = document.getElementById("article_form");
// Whoever may only read has no such field.
export const isWritable = form?.elements.session instanceof HTMLInputElement;

const $ = window.django.jQuery;
const ROWS = /^(bylines|captions)-/;

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), data.texts[name]);

export const editors = () =>
  Object.values(window.CKEDITOR?.instances ?? {}).filter((one) => form.contains(one.element.$));

/* Return what stands in the form's fields of content, as [name, value] pairs in their order. */
export const entries = () => {
  editors().forEach((editor) => editor.status === "ready" && editor.updateElement());
  return [...new FormData(form)].filter(
    ([name, value]) =>
      typeof value === "string" && !name.includes("__prefix__") && (data.fields.includes(name) || ROWS.test(name)),
  );
};

export const fingerprint = (pairs) => JSON.stringify(pairs);

/* A new article about which nothing is said yet is not made. */
export const isEmpty = (pairs) =>
  !pairs.some(([name, value]) => ["title", "lead", "body"].includes(name) && value.trim());

export const hasFiles = () =>
  [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length > 0);

/* Call ``touched`` whenever somebody may have changed something. */
export const watch = (touched) => {
  // Choices of select2 are told through jQuery alone; it hears of the browser's own changes too.
  $(form).on("input change", touched);
  document.addEventListener("formset:added", touched);
  document.addEventListener("formset:removed", touched);
  const follow = (editor) => {
    editor.on("change", touched);
    editor.on("mode", touched);
  };
  editors().forEach(follow);
  window.CKEDITOR?.on("instanceReady", (event) => follow(event.editor));
};

/* Resolve when the editors are there: they may write the same text in another way. */
export const editorsReady = () =>
  new Promise((resolve) => {
    const started = Date.now();
    const look = () => {
      const all = [...form.querySelectorAll("textarea[data-type=ckeditortype]")];
      const here = editors().filter((one) => one.status === "ready").length >= all.length;
      if (here || Date.now() - started > 10_000) resolve();
      else setTimeout(look, 50);
    };
    look();
  });

/* The names that stand in the choices, for those that are not on the page when they are put back. */
export const labels = () =>
  Object.fromEntries(
    [...form.querySelectorAll("select")].flatMap((field) =>
      field.selectedOptions.length ? [[field.name, field.selectedOptions[0].textContent]] : [],
    ),
  );

const wanted = (pairs, prefix) => Number(new Map(pairs).get(`${prefix}-TOTAL_FORMS`) ?? 0);

const makeRows = (pairs, prefix) => {
  const total = form.elements[`${prefix}-TOTAL_FORMS`];
  while (total && Number(total.value) < wanted(pairs, prefix)) {
    const before = total.value;
    document.querySelector(`#${prefix}-group .add-row a`)?.click();
    if (total.value === before) return;
  }
};

const put = (field, value, label) => {
  if (field.tagName === "SELECT" && value && ![...field.options].some((one) => one.value === value)) {
    field.append(new Option(label || value, value, true, true));
  }
  field.value = value;
  const editor = window.CKEDITOR?.instances[field.id];
  if (editor) editor.setData(value);
  if (field.tagName === "SELECT") $(field).trigger("change");
  else field.dispatchEvent(new Event("input", { bubbles: true }));
};

/* Put a kept text back into the form; rows that it did not have are emptied. */
export const fill = (pairs, names) => {
  ["bylines", "captions"].forEach((prefix) => makeRows(pairs, prefix));
  const values = new Map(pairs);
  for (const field of form.elements) {
    const isRow = ROWS.test(field.name) && !/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(field.name);
    if (field.type === "file" || field.name.includes("__prefix__")) continue;
    if (field.type === "checkbox") field.checked = isRow ? values.has(field.name) : field.checked;
    else if (isRow || data.fields.includes(field.name)) {
      if (values.has(field.name)) put(field, values.get(field.name), names[field.name]);
      else if (isRow && !/-(id|article)$/.test(field.name)) put(field, "");
    }
  }
};
