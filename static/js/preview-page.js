// An article as readers will see it: nothing on it may be sent, and no link leads away.

const inPage = (link) => link.getAttribute("href").startsWith("#");

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// On the window and before anything else of the page hears of it.
addEventListener("submit", stop, true);
for (const kind of ["click", "auxclick"]) {
  addEventListener(
    kind,
    (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && inPage(link)) {
        // The page's base opens everything in a window of its own; a place on it is no window.
        event.preventDefault();
        document.querySelector(link.hash || "body")?.scrollIntoView();
      } else if (link) {
        stop(event);
      }
    },
    true,
  );
}
