// Fold the outline at first in a narrow window, and unfold everything for printing.
const outline = document.querySelector(".outline");
if (outline && matchMedia("(max-width: 62rem)").matches) outline.removeAttribute("open");

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open], .outline)")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));

// After a change the focus is on what is said of it, and in a review on its heading.
if (!location.hash) document.querySelector("[data-focus]")?.focus();
if (document.querySelector("form[data-work]")) import("./keep.js");
