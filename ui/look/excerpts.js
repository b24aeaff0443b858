// The basket beside the passages found: drawn by the server from what this browser keeps, changed here.
import { announce, basket, copy } from "/look/basket.js";

const list = document.querySelector("[data-basket]");
const form = document.querySelector(".take");
const find = ({ dataset }) => basket.read().findIndex((kept) => kept.document === dataset.document && kept.anchor === dataset.anchor);
const topics = (kept) => [...new Set(kept.map(({ topic }) => topic).filter(Boolean))].join("; ");
let titled = false;
let latest = 0;

const GONE = '<p class="problem" role="alert">The excerpts cannot be shown just now; load the page anew in a minute.</p>';

// A reply that leads elsewhere asks for a password.
async function drawn(kept) {
  try {
    const reply = await fetch("/excerpts/basket", { method: "POST", body: JSON.stringify(kept) });
    return reply.ok && !reply.redirected ? await reply.text() : GONE;
  } catch {
    return GONE;
  }
}

async function draw() {
  const turn = ++latest;
  const kept = basket.read();
  form.hidden = kept.length === 0;
  document.querySelector("[data-basket-empty]").hidden = kept.length > 0;
  if (!titled) form.elements.topic.value = topics(kept);
  const html = await drawn(kept);
  // Replies can overtake each other: only that to the last change counts.
  if (turn === latest) list.innerHTML = html;
}

// After a change the focus goes on where it was, or to what is left.
function focus(position, selector) {
  const items = list.querySelectorAll(".kept > li");
  const item = items[Math.min(position, items.length - 1)];
  (item?.querySelector(selector) ?? document.querySelector("#basket")).focus();
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("#text button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const kept = basket.read();
  const { move, remove, tickAll, empty, copyAll } = button.dataset;
  const position = find(button);
  if (move) {
    const [excerpt] = kept.splice(position, 1);
    kept.splice(position + Number(move), 0, excerpt);
    await change(kept, `Moved to place ${position + Number(move) + 1} of ${kept.length}.`);
    focus(position + Number(move), `[data-move="${move}"]`);
  } else if (remove !== undefined) {
    kept.splice(position, 1);
    await change(kept, `Removed. ${kept.length} left.`);
    focus(position, "[data-remove]");
  } else if (empty !== undefined) {
    await change([], "All excerpts removed.");
    document.querySelector("#basket").focus();
  } else if (tickAll !== undefined) {
    document.querySelectorAll("input[data-anchor]:not(:checked)").forEach((tick) => tick.click());
  } else if (copyAll !== undefined) {
    const body = new URLSearchParams(new FormData(form));
    body.set("format", "md");
    body.set("basket", JSON.stringify(kept));
    const reply = await fetch(form.action, { method: "POST", body });
    const fine = reply.ok && !reply.redirected;
    if (fine) await copy(await reply.text());
    announce(fine ? "Copied." : "That could not be copied; load the page anew and try again.");
  }
});

let drawing = Promise.resolve();
function change(kept, words) {
  basket.write(kept);
  announce(words);
  return drawing;
}

document.addEventListener("input", ({ target }) => {
  if (target === form.elements.topic) titled = true;
  if (!target.matches("[data-note]")) return;
  const kept = basket.read();
  kept[find(target.closest("li"))].note = target.value;
  // Drawing anew while somebody types would take the words from under the hand.
  basket.keep(kept);
});
form.addEventListener("submit", () => (form.elements.basket.value = JSON.stringify(basket.read())));
addEventListener("basket", () => (drawing = draw()));
addEventListener("pageshow", () => (drawing = draw()));
