// The line that says how far the text is read, where style sheets alone cannot move it.

const article = document.querySelector(".article");
const text = article?.querySelector(".article__body");

if (text && !CSS.supports("animation-timeline: view()")) {
  let waiting = false;
  const show = () => {
    waiting = false;
    const { top, height } = text.getBoundingClientRect();
    const read = height ? (innerHeight - top) / height : 0;
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
