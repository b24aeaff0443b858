// Fold the outline at first in a narrow window, and unfold everything for printing.
const outline = document.querySelector(".outline");
if (outline && matchMedia("(max-width: 62rem)").matches) outline.removeAttribute("open");

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open], .outline)")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
