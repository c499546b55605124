// Tells that this page is being read, once, when it has been before somebody's eyes for a while.
// Nothing but the article's own address is sent.

const SECONDS = 5;
const address = document.querySelector("[data-read]")?.dataset.read;
let timer;

function tell() {
  document.removeEventListener("visibilitychange", watch);
  navigator.sendBeacon(address);
}

function watch() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(tell, SECONDS * 1000);
}

if (address && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", watch);
  watch();
}
