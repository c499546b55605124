/* Saving while somebody writes, and who else has the article open (see saving/). */

import { editorsReady, form, isWritable, watch } from "./saving/page.js";
import { makeOffers } from "./saving/offers.js";
import { hear, meet } from "./saving/people.js";
import * as saver from "./saving/saver.js";

// Milliseconds in which a second press of a button is the same press.
const SAME_PRESS = 1_500;

let passing = false;
let asking = false;
let passedAt = 0;

/* A button first sends what was written: only with an answer does the page go. */
const onSubmit = async (event) => {
  if (passing || event.defaultPrevented) return;
  event.preventDefault();
  if (asking || Date.now() - passedAt < SAME_PRESS) return;
  asking = true;
  const button = event.submitter;
  const outcome = await saver.flush().finally(() => (asking = false));
  // A form that is still telling of its submission cannot be submitted again.
  await new Promise((resolve) => setTimeout(resolve));
  if (outcome === "aside") {
    form.querySelector("[data-saving-state] a")?.click();
    return;
  }
  // The server would not answer, or would not know who is asking: the text stays on the screen.
  if (["away", "expired", "refused"].includes(outcome)) return;
  saver.numberForButton();
  passedAt = Date.now();
  passing = true;
  form.requestSubmit(button);
  passing = false;
};

const start = async () => {
  if (!isWritable) {
    meet();
    makeOffers();
    return;
  }
  await editorsReady();
  saver.begin(hear);
  watch(saver.touched);
  meet(saver.session);
  form.addEventListener("submit", onSubmit);
  window.addEventListener("beforeunload", (event) => {
    if (saver.isAtRisk()) event.preventDefault();
  });
  makeOffers();
};

start();
