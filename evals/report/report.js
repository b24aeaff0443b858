"use strict";
// The page works without this script, which filters the questions and opens the tables for printing.
const form = document.getElementById("filter");
const articles = [...document.querySelectorAll("article")];
const choices = [...form.querySelectorAll("select")].map((select) => select.name);
const count = form.querySelector("[role=status]");

function filter() {
  const wanted = new FormData(form);
  const text = wanted.get("text").trim().toLowerCase();
  let shown = 0;
  for (const article of articles) {
    const fits = choices.every(
      (name) => !wanted.get(name) || article.dataset[name] === wanted.get(name),
    );
    article.hidden = !(fits && article.textContent.toLowerCase().includes(text));
    shown += article.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${articles.length} shown`;
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();

const closed = [...document.querySelectorAll("details")];
addEventListener("beforeprint", () => closed.forEach((details) => { details.open = true; }));
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
