/* The writer's screen: how long title and lead are, what a moment is called. */
"use strict";
{
  const MEASURES = {
    letters: (text) => [...text.trim()].length,
    words: (text) => text.split(/\s+/u).filter(Boolean).length,
  };

  const watchLength = (field) => {
    const note = document.createElement("div");
    note.className = "count";
    field.after(note);
    const show = () => {
      const number = MEASURES[field.dataset.count](field.value.normalize("NFC"));
      note.textContent = field.dataset.countText.replace("{number}", number);
      note.classList.toggle("count--long", number > Number(field.dataset.countBest));
      note.classList.toggle("count--over", number > Number(field.dataset.countMost));
    };
    field.addEventListener("input", show);
    show();
  };

  // The field's own order of day and month is the browser's; the paper's is said below it.
  const sayMoment = (note) => {
    const field = document.getElementById(note.dataset.momentOf);
    const otherwise = note.textContent;
    const show = () => {
      const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(field.value) ?? [];
      const moment = `${day}/${month}/${year} - ${time}`;
      note.textContent = year ? note.dataset.momentText.replace("{moment}", moment) : otherwise;
    };
    field.addEventListener("input", show);
    show();
  };

  // Spelling is checked in the language that the article is written in.
  const followLanguage = () => {
    const choice = document.getElementById("id_language");
    if (!choice) return;
    const show = () => {
      for (const one of document.querySelectorAll("#id_kicker, #id_title, #id_lead, .cke_wysiwyg_div")) {
        one.lang = choice.value;
      }
    };
    // A kept text is put back through jQuery, which hears of the browser's own changes too.
    window.django.jQuery(choice).on("change", show);
  };

  const start = () => {
    followLanguage();
    document.querySelectorAll("[data-moment-of]").forEach(sayMoment);
    document.querySelectorAll("[data-count]").forEach(watchLength);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
