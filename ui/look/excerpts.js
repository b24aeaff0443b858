// The basket beside the passages found. The server draws it from what this browser stores; this script changes it.
import { announce, basket, copy } from "/look/basket.js";

const list = document.querySelector("[data-basket]");
const form = document.querySelector(".take");
const find = ({ dataset }) => basket.read().findIndex((one) => one.document === dataset.document && one.anchor === dataset.anchor);
const topics = (excerpts) => [...new Set(excerpts.map(({ topic }) => topic).filter(Boolean))].join("; ");
let titled = false;
let latest = 0;

const FAILED = '<p class="problem" role="alert">The excerpts cannot be shown at the moment. Reload the page in a minute.</p>';

// A reply that redirects leads to the sign-in page.
async function drawn(excerpts) {
  try {
    const reply = await fetch("/excerpts/basket", { method: "POST", body: JSON.stringify(excerpts) });
    return reply.ok && !reply.redirected ? await reply.text() : FAILED;
  } catch {
    return FAILED;
  }
}

async function draw() {
  const turn = ++latest;
  const excerpts = basket.read();
  form.hidden = excerpts.length === 0;
  document.querySelector("[data-basket-empty]").hidden = excerpts.length > 0;
  if (!titled) form.elements.topic.value = topics(excerpts);
  const html = await drawn(excerpts);
  // Replies can overtake each other; only the reply to the last change counts.
  if (turn === latest) list.innerHTML = html;
}

// After a change, put the focus where it was, or on what is left.
function focus(position, selector) {
  const items = list.querySelectorAll(".kept > li");
  const item = items[Math.min(position, items.length - 1)];
  (item?.querySelector(selector) ?? document.querySelector("#basket")).focus();
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("#text button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const excerpts = basket.read();
  const { move, remove, tickAll, empty, copyAll } = button.dataset;
  const position = find(button);
  if (move) {
    const [excerpt] = excerpts.splice(position, 1);
    excerpts.splice(position + Number(move), 0, excerpt);
    await change(excerpts, `Moved to place ${position + Number(move) + 1} of ${excerpts.length}.`);
    focus(position + Number(move), `[data-move="${move}"]`);
  } else if (remove !== undefined) {
    excerpts.splice(position, 1);
    await change(excerpts, `Removed. ${excerpts.length} left.`);
    focus(position, "[data-remove]");
  } else if (empty !== undefined) {
    await change([], "All excerpts removed.");
    document.querySelector("#basket").focus();
  } else if (tickAll !== undefined) {
    document.querySelectorAll("input[data-anchor]:not(:checked)").forEach((tick) => tick.click());
  } else if (copyAll !== undefined) {
    const body = new URLSearchParams(new FormData(form));
    body.set("format", "md");
    body.set("basket", JSON.stringify(excerpts));
    const reply = await fetch(form.action, { method: "POST", body });
    const fine = reply.ok && !reply.redirected;
    if (fine) await copy(await reply.text());
    announce(fine ? "Copied." : "That could not be copied. Reload the page and try again.");
  }
});

let drawing = Promise.resolve();
function change(excerpts, words) {
  basket.write(excerpts);
  announce(words);
  return drawing;
}

document.addEventListener("input", ({ target }) => {
  if (target === form.elements.topic) titled = true;
  if (!target.matches("[data-note]")) return;
  const excerpts = basket.read();
  excerpts[find(target.closest("li"))].note = target.value;
  // Drawing the list again would interrupt the visitor's typing.
  basket.store(excerpts);
});
form.addEventListener("submit", () => (form.elements.basket.value = JSON.stringify(basket.read())));
addEventListener("basket", () => (drawing = draw()));
addEventListener("pageshow", () => (drawing = draw()));
