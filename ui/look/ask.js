// Runs once, when Gradio first draws the conversation. Gradio provides `element` (the conversation's box), `props`,
// `watch` and `trigger`.
const KEY = "evenhand-conversation";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const box = () => document.querySelector("#question textarea");
const turns = () => [...element.querySelectorAll("article[data-asked]")];

// The HTML of each turn, undefined where it is missing, and of what is shown below the turns.
let drawn = [];
let under = "";

window.evenhand = {
  // Put the whole conversation together from the server's news: how many turns stay, which follow, what is below them;
  // or all turns, to fill in those that are missing.
  together(news) {
    const { kept = 0, turns = [], below = "", fill } = news ? JSON.parse(news) : {};
    if (fill) drawn = drawn.map((turn, n) => turn ?? fill[n]);
    else [drawn, under] = [[...Array.from({ length: kept }, (_, n) => drawn[n]), ...turns], below];
    return drawn.join("") + under;
  },
  // The filters and the box for quotations, as a form sends them.
  ticked: () => [...document.querySelectorAll("#tools input:checked")].map(({ name, value }) => [name, value]),
  save({ name, type, data }) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const link = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(new Blob([bytes], { type })),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  },
};

const show = (target, block) => target.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

// Links within the page: Gradio's <base> would make them reload it, and a folded source must unfold first.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  target.closest("details")?.setAttribute("open", "");
  target.querySelector(":scope > .whole")?.setAttribute("open", "");
  (target.id === "question" ? box() : target).focus({ preventScroll: true });
  show(target, "nearest");
});

// The buttons of a question and of the whole conversation.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("#place button[type=button]");
  if (!button) return;
  const { ask, edit, again, stop, save, restart } = button.dataset;
  const turn = turns().indexOf(button.closest("article")) + 1;
  if (ask) trigger("submit", { question: ask, ticked: JSON.stringify(evenhand.ticked()) });
  if (edit !== undefined) trigger("edit", { turn });
  if (again !== undefined) trigger("retry", { ticked: JSON.stringify(evenhand.ticked()) });
  if (stop !== undefined) trigger("stop", { question: button.closest("article").querySelector(".question").lastChild.data });
  if (save) trigger("download", { format: save });
  if (restart !== undefined) trigger("clear");
  if (edit !== undefined || restart !== undefined) box().focus();
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest(".feedback")) return;
  event.preventDefault();
  trigger("like", Object.fromEntries(new FormData(event.target)));
  event.target.closest("details").remove();
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("#tools .filters input")) return;
  const count = document.querySelectorAll("#tools .filters input:checked").length;
  document.querySelector("[data-ticked]").textContent = count ? ` (${count})` : "";
});

// Gradio's messages appear in a corner, with one button inside another; show them beside the question box instead.
const notice = (words) => {
  const place = document.querySelector("#notice");
  if (place && place.textContent !== words) place.textContent = words;
};
const seenToasts = new WeakSet();
new MutationObserver(() => {
  for (const toast of document.querySelectorAll("[data-testid=toast-text]")) {
    const words = toast.textContent.trim();
    if (seenToasts.has(toast) || !words) continue;
    seenToasts.add(toast);
    notice(/connect/i.test(words) ? "Evenhand cannot be reached. Check that it is running, then try again." : words);
  }
}).observe(document.body, { childList: true, subtree: true });

// Look up questions to ask next once the answer is shown, so that it does not wait for them.
async function offer() {
  const place = element.querySelector("[data-further]");
  if (!place) return;
  const address = place.dataset.further;
  delete place.dataset.further;
  const reply = await fetch(address).catch(() => undefined);
  const questions = reply?.ok ? await reply.text() : "";
  place.insertAdjacentHTML("beforeend", questions);
  place.hidden = !questions;
}

// Scroll a new turn to the top, so that it is read from its first line. It takes the focus of a button that has gone.
let count = 0;
let seen = "";
watch("value", () => {
  if (drawn.includes(undefined)) return trigger("expand");
  notice("");
  offer();
  const articles = element.querySelectorAll("article");
  const last = articles[articles.length - 1];
  for (const article of articles) article.querySelector(".sources")?.toggleAttribute("open", article === last);
  // Scroll again when the answer comes: a turn that waits is too short to reach the top.
  const stage = last ? `${articles.length} ${"asked" in last.dataset}` : "";
  if (last && stage !== seen && articles.length >= count) requestAnimationFrame(() => show(last, "start"));
  [count, seen] = [articles.length, stage];
  sessionStorage.setItem(KEY, JSON.stringify(turns().map(({ dataset }) => JSON.parse(dataset.asked))));
  setTimeout(() => {
    if (document.activeElement === document.body) (last ?? box()).focus({ preventScroll: true });
  }, 100);
});

// Ask the question of a link with its filters, or resume the conversation that this tab held before.
const linked = () => new URLSearchParams(location.hash.slice(1));
function resume() {
  const link = linked();
  const question = link.get("ask");
  link.delete("ask");
  const asked = question ? [{ question, filters: [...link] }] : JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  if (question) history.replaceState(null, "", location.pathname);
  if (asked.length) trigger("apply", { asked });
}
addEventListener("hashchange", () => linked().get("ask") && resume());
// What came before this script ran has not been drawn; the server's reply to "expand" draws it.
if (props.value) evenhand.together(props.value);
setTimeout(() => (props.value ? trigger("expand") : resume()));

// Unfold everything for printing.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...element.querySelectorAll("details:not([open])")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
