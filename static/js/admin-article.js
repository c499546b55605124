/* The writer's screen: how long title and lead are, and what the chosen photo looks like. */
"use strict";
{
  const $ = window.django.jQuery;
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

  const showPhoto = async (row, id) => {
    const url = row.closest("[data-card-url]").dataset.cardUrl.replace("/0/", `/${id}/`);
    const answer = await fetch(url);
    // Choices can follow one another faster than answers: only the last one's is shown.
    if (answer.ok && row.querySelector("[name$='-photo']").value === id) {
      row.querySelector(".photo-card").innerHTML = await answer.text();
    }
  };

  const showNothing = (row) => {
    const empty = document.querySelector("#captions-empty .photo-card");
    row.querySelector(".photo-card").innerHTML = empty.innerHTML;
  };

  const showFile = async (row, file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
    if (picture === null) {
      showNothing(row);
      return;
    }
    const canvas = document.createElement("canvas");
    canvas.width = 400;
    canvas.height = Math.round((400 * picture.height) / picture.width);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    row.querySelector(".photo-card").replaceChildren(canvas);
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

  const start = () => {
    document.querySelectorAll("[data-moment-of]").forEach(sayMoment);
    document.querySelectorAll("[data-count]").forEach(watchLength);
    // The photo's choice is select2's, which tells of changes through jQuery alone.
    $(document).on("change", ".photo-row [name$='-photo']", (event) => {
      const row = event.target.closest(".photo-row");
      if (event.target.value) {
        showPhoto(row, event.target.value);
      } else {
        showNothing(row);
      }
    });
    document.addEventListener("change", (event) => {
      const row = event.target.closest(".photo-row");
      if (row && event.target.type === "file" && event.target.files.length) {
        showFile(row, event.target.files[0]);
      }
    });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
