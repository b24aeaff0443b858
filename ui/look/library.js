// On a narrow window the outline begins folded; on paper everything is unfolded.
const outline = document.querySelector(".outline");
if (outline && matchMedia("(max-width: 62rem)").matches) outline.removeAttribute("open");

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open], .outline)")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
