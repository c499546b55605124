// The line that says how far the text is read: none where the window shows all of it at once; moved
// from here where style sheets alone cannot.

const article = document.querySelector(".article");
const text = article?.querySelector(".article__body");

if (text) {
  const measure = () => article.classList.toggle("article--short", text.offsetHeight <= innerHeight);
  addEventListener("resize", measure);
  measure();
}

if (text && !CSS.supports("animation-timeline: view()")) {
  let waiting = false;
  const show = () => {
    waiting = false;
    const { top, height } = text.getBoundingClientRect();
    const read = height > innerHeight ? -top / (height - innerHeight) : 0;
    article.style.setProperty("--read", Math.min(1, Math.max(0, read)).toFixed(4));
  };
  const plan = () => {
    if (!waiting) requestAnimationFrame(show);
    waiting = true;
  };
  addEventListener("scroll", plan, { passive: true });
  addEventListener("resize", plan);
  show();
}
