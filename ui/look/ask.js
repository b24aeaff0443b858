// Runs once, when the conversation first stands on the page: `element` is its box, `watch` is Gradio's.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const box = () => document.querySelector("#question textarea");

const show = (target, block) =>
  target.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

// Links within the page: Gradio's <base> would make them load it anew, and a folded source must unfold first.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  target.closest("details")?.setAttribute("open", "");
  (target.id === "question" ? box() : target).focus({ preventScroll: true });
  show(target, "nearest");
});

// A new turn comes to the top, to be read from its first line; a button that has gone leaves the focus to it.
let turns = 0;
watch("value", () => {
  const articles = element.querySelectorAll("article");
  const last = articles[articles.length - 1];
  if (last && articles.length >= turns) requestAnimationFrame(() => show(last, "start"));
  turns = articles.length;
  setTimeout(() => {
    if (document.activeElement === document.body) (last ?? box()).focus({ preventScroll: true });
  }, 100);
});

// On paper everything is unfolded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...element.querySelectorAll("details:not([open])")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
