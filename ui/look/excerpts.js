// The filters and the order, applied as they are ticked; and the basket beside the passages found, which the server
// draws from what this browser stores.
import { announce, basket, copy } from "./basket.js";

const search = document.querySelector("form.search");
const results = document.querySelector(".results");
const list = document.querySelector("[data-basket]");
const form = document.querySelector(".take");
const find = ({ dataset }) => basket.read().findIndex((one) => one.document === dataset.document && one.anchor === dataset.anchor);
const topics = (excerpts) => [...new Set(excerpts.map(({ topic }) => topic).filter(Boolean))].join("; ");
let titled = false;
let latest = 0;
let asked = 0;

const FAILED = '<p class="problem" role="alert">The excerpts cannot be shown at the moment. Reload the page in a minute.</p>';

// A reply that redirects leads to the sign-in page.
async function drawn(excerpts) {
  try {
    const reply = await fetch(new URL("../excerpts/basket", import.meta.url), { method: "POST", body: JSON.stringify(excerpts) });
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

// Find again with what is ticked now. Whatever the browser cannot show here, it shows as a page of its own.
async function apply() {
  const turn = ++asked;
  const address = `${search.action}?${new URLSearchParams(new FormData(search))}`;
  results.setAttribute("aria-busy", "true");
  const reply = await fetch(address).catch(() => null);
  const page = reply?.ok && !reply.redirected && new DOMParser().parseFromString(await reply.text(), "text/html");
  if (turn !== asked) return;
  const found = page && page.querySelector(".results");
  if (!found) return location.assign(address);
  const unfolded = results.querySelector("details.tier")?.open;
  if (unfolded) found.querySelector("details.tier")?.setAttribute("open", "");
  results.replaceChildren(...found.childNodes);
  results.removeAttribute("aria-busy");
  history.replaceState(null, "", address);
  announce(results.querySelector("[role=status], [role=alert]")?.textContent ?? "");
}

// A topic's page has the basket, and no filters.
search?.addEventListener("change", ({ target }) => {
  if (!target.matches("[type=checkbox], [type=radio]")) return;
  const count = search.querySelectorAll(".filters input:checked").length;
  search.querySelector("[data-ticked]").textContent = count ? ` (${count})` : "";
  if (search.elements.topic.value.trim()) apply();
});

// After a change, put the focus where it was, or on what is left.
function focus(position, selector) {
  const items = list.querySelectorAll(".kept > li");
  const item = items[Math.min(position, items.length - 1)];
  (item?.querySelector(selector) ?? document.querySelector("#basket")).focus();
}

async function move(from, to, button) {
  const excerpts = basket.read();
  excerpts.splice(to, 0, ...excerpts.splice(from, 1));
  await change(excerpts, `Moved to place ${to + 1} of ${excerpts.length}.`);
  if (button) focus(to, `[data-move="${button}"]`);
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("#text button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const excerpts = basket.read();
  const { move: way, remove, tickAll, empty, copyAll } = button.dataset;
  const position = find(button);
  if (way) {
    await move(position, way === "top" ? 0 : position + Number(way), way);
  } else if (remove !== undefined) {
    excerpts.splice(position, 1);
    await change(excerpts, `Removed. ${excerpts.length} left.`);
    focus(position, "[data-remove]");
  } else if (empty !== undefined) {
    await change([], "All excerpts removed.");
    document.querySelector("#basket").focus();
  } else if (tickAll !== undefined) {
    button.closest(".tier").querySelectorAll("input[data-anchor]:not(:checked)").forEach((tick) => tick.click());
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
  if (basket.write(excerpts)) announce(words);
  return drawing;
}

// An excerpt dragged by its handle comes to stand where a line shows it.
let dragged = null;
let onto = null;
function mark(item, side) {
  onto?.classList.remove("before", "after");
  item?.classList.add(side);
  onto = item;
}
list.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".handle")) return;
  dragged = event.target.closest("li");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  event.dataTransfer.setDragImage(dragged, 0, 0);
});
list.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const item = event.target.closest(".kept > li");
  if (!item) return;
  const { top, height } = item.getBoundingClientRect();
  mark(item, event.clientY < top + height / 2 ? "before" : "after");
});
list.addEventListener("drop", (event) => {
  if (!dragged || !onto) return;
  event.preventDefault();
  const items = [...onto.parentNode.children];
  const [from, to] = [dragged, onto].map((item) => items.indexOf(item));
  const place = to + onto.classList.contains("after") - (from < to);
  if (place !== from) move(from, place);
});
list.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});

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
