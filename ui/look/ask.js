// Runs once, when the conversation first stands on the page: `element` is its box, `watch` and `trigger` are Gradio's.
const KEPT = "evenhand-conversation";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const box = () => document.querySelector("#question textarea");
const turns = () => [...element.querySelectorAll("article[data-asked]")];

// The HTML of each turn that is shown, undefined where it is lacking, and of what stands below them.
let drawn = [];
let under = "";

window.evenhand = {
  // The whole conversation, from what the server says is new: how many turns stay, which follow, what stands below;
  // or from all turns, to fill in those that are lacking.
  together(news) {
    const { kept = 0, turns = [], below = "", fill } = news ? JSON.parse(news) : {};
    if (fill) drawn = drawn.map((turn, n) => turn ?? fill[n]);
    else [drawn, under] = [[...Array.from({ length: kept }, (_, n) => drawn[n]), ...turns], below];
    return drawn.join("") + under;
  },
  // The filters, and the switch to quotations, as a form sends them.
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

// What can be done with a question or the whole conversation.
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

// What Gradio says in a corner, with one button inside another, is said beside the question box instead.
const notice = (words) => {
  const place = document.querySelector("#notice");
  if (place && place.textContent !== words) place.textContent = words;
};
const heard = new WeakSet();
new MutationObserver(() => {
  for (const toast of document.querySelectorAll("[data-testid=toast-text]")) {
    const words = toast.textContent.trim();
    if (heard.has(toast) || !words) continue;
    heard.add(toast);
    notice(/connect/i.test(words) ? "Evenhand cannot be reached; check that it is running, then try again." : words);
  }
}).observe(document.body, { childList: true, subtree: true });

// Questions to ask next are looked up once the answer stands, which does not wait for them.
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

// A new turn comes to the top, to be read from its first line; a button that has gone leaves the focus to it.
let count = 0;
let seen = "";
watch("value", () => {
  if (drawn.includes(undefined)) return trigger("expand");
  notice("");
  offer();
  const articles = element.querySelectorAll("article");
  const last = articles[articles.length - 1];
  for (const article of articles) article.querySelector(".sources")?.toggleAttribute("open", article === last);
  // Again when the answer comes: while it waits, a turn is too short to stand at the top.
  const stage = last ? `${articles.length} ${"asked" in last.dataset}` : "";
  if (last && stage !== seen && articles.length >= count) requestAnimationFrame(() => show(last, "start"));
  [count, seen] = [articles.length, stage];
  sessionStorage.setItem(KEPT, JSON.stringify(turns().map(({ dataset }) => JSON.parse(dataset.asked))));
  setTimeout(() => {
    if (document.activeElement === document.body) (last ?? box()).focus({ preventScroll: true });
  }, 100);
});

// The question of a link with its filters, or what this tab held before.
const linked = () => new URLSearchParams(location.hash.slice(1));
function resume() {
  const link = linked();
  const question = link.get("ask");
  link.delete("ask");
  const asked = question ? [{ question, filters: [...link] }] : JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  if (question) history.replaceState(null, "", location.pathname);
  if (asked.length) trigger("apply", { asked });
}
addEventListener("hashchange", () => linked().get("ask") && resume());
// What came before this script ran is not drawn yet: the answer to this draws it.
if (props.value) evenhand.together(props.value);
setTimeout(() => (props.value ? trigger("expand") : resume()));

// On paper everything is unfolded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...element.querySelectorAll("details:not([open])")];
  unfolded.forEach((details) => details.setAttribute("open", ""));
});
addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
