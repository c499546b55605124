// An article as readers will see it: nothing on it may be sent, and no link leads away.

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// The page's base opens links in windows of their own; a place on the page is none.
function goWithin(event, link) {
  event.preventDefault();
  document.querySelector(link.hash || "body")?.scrollIntoView();
}

function onClick(event) {
  // Enter in a field presses the form's button, so a form is stopped here too.
  const target = event.target.closest?.("a[href], form button:not([type=button])");
  if (target?.getAttribute("href")?.startsWith("#")) goWithin(event, target);
  // The viewer opens a photo on the page itself.
  else if (target && !target.matches("[data-view]")) stop(event);
}

// On the window, before anything else of the page hears of it.
addEventListener("click", onClick, true);
addEventListener("auxclick", onClick, true);
addEventListener("submit", stop, true);
