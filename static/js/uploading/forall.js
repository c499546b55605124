/* What holds for all photos of one assignment: written once, put into each, those to come too. */

import { every } from "./fields.js";
import { say } from "./texts.js";

export const startForAll = (box) => {
  const fields = [...box.querySelectorAll("input[type=text], textarea")];
  const onlyEmpty = box.querySelector("[data-only-empty]");
  const said = box.querySelector("[data-applied]");
  let applied = null;

  box.querySelector("[data-apply]").addEventListener("click", () => {
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    if (!Object.values(values).some(Boolean)) {
      said.textContent = say("appliedNone");
      return;
    }
    applied = { values, onlyEmpty: onlyEmpty.checked };
    const changed = every().filter((one) => one.put(values, onlyEmpty.checked));
    said.textContent = say("applied", { number: changed.length });
  });

  return {
    arrived: (one) => {
      box.hidden = every().length < 2;
      // Of those to come only what their own file does not say.
      if (applied) one.put(applied.values, true);
    },
  };
};
