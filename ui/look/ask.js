// The Ask place: what people do with the conversation. Gradio gives `begin` the conversation's element, what the server
// says of it (`props.value`, `watch`), and the way to the server (`trigger`).
import { box, converse, part, show, type } from "./conversation.js";
import { memory } from "./memory.js";

function save({ name, type, data }) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(new Blob([bytes], { type })),
    download: name,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Runs once, when Gradio first draws the conversation.
export function begin(element, props, watch, trigger) {
  const conversation = converse(element, props, watch, trigger);
  const { turns, asked, ask, clear, fail } = conversation;

  // Gradio says what went wrong in a corner, with one button inside another, or only covers the conversation with "Error",
  // or both. Say it above the question box instead, and which trouble with the server it is.
  const seen = new WeakSet();
  let words = "";
  let soon;
  new MutationObserver(() => {
    for (const sign of document.querySelectorAll("[data-testid=toast-text], #log [data-testid=status-tracker] .error")) {
      const said = sign.textContent.trim();
      if (seen.has(sign) || !said) continue;
      seen.add(sign);
      if (sign.matches("[data-testid=toast-text]")) words = said;
      clearTimeout(soon);
      soon = setTimeout(trouble, 100);
    }
  }).observe(document.body, { childList: true, subtree: true });
  async function trouble() {
    const said = words || (conversation.isAsking() ? "The question was not answered. Please try again." : "");
    words = "";
    if (!said) return;
    const reply = await fetch("/gradio_api/login_check").catch(() => undefined);
    if (reply?.status === 401) return fail(part("#signed-out").content.cloneNode(true), { pause: true, hold: true });
    const gone = !reply || /connect/i.test(said);
    fail(gone ? "Evenhand cannot be reached. Check that it is running, then try again." : said, { pause: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.target !== box() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    conversation.askWhatIsTyped();
  });
  document.addEventListener("input", ({ target }) => target === box() && (memory.draft = target.value));
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("#place button");
    if (!button) return;
    const article = button.closest("article");
    const { ask: offered, edit: edited, again, stop: stopped, retry, remove, save: format, restart } = button.dataset;
    if (button.id === "send") conversation.askWhatIsTyped();
    if (offered) ask(offered);
    if (edited !== undefined) conversation.edit(article);
    if (again !== undefined) conversation.askAgain(article);
    if (stopped !== undefined) conversation.stop();
    if (retry !== undefined) conversation.retry(article);
    if (remove !== undefined) conversation.putBack(article);
    if (format) trigger("download", { format, asked: asked() });
    if (restart !== undefined) {
      clear();
      box().focus();
    }
  });
  // Links within the page: Gradio's <base> would make them reload it, and a folded source must unfold first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const id = link?.getAttribute("href").slice(1);
    const target = id === "answer" ? turns().at(-1) : link && document.getElementById(id);
    if (!target) return;
    event.preventDefault();
    target.closest("details")?.setAttribute("open", "");
    target.querySelector(":scope > .whole")?.setAttribute("open", "");
    (target.id === "question" ? box() : target).focus({ preventScroll: true });
    show(target, id === "answer" ? "start" : "nearest");
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".feedback")) return;
    event.preventDefault();
    trigger("like", { ...Object.fromEntries(new FormData(event.target)), asked: asked() });
    event.target.closest("details").remove();
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("#tools .filters input")) return;
    const count = document.querySelectorAll("#tools .filters input:checked").length;
    part("[data-ticked]").textContent = count ? ` (${count})` : "";
  });

  // Ask the question of a link with its filters, in a conversation of its own.
  function follows() {
    const link = new URLSearchParams(location.hash.slice(1));
    const question = link.get("ask");
    if (!question) return false;
    link.delete("ask");
    history.replaceState(null, "", location.pathname);
    clear();
    ask(question, { ticked: [...link] });
    return true;
  }
  addEventListener("hashchange", follows);
  // Otherwise resume what this tab held before.
  function resume() {
    if (!box()) return requestAnimationFrame(resume);
    if (memory.draft && !box().value) type(memory.draft);
    const questions = memory.asked;
    const last = questions.pop();
    if (!follows() && last) ask(last.question, { ticked: last.filters, earlier: questions });
  }
  resume();

  // Unfold everything for printing.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...element.querySelectorAll("details:not([open])")];
    unfolded.forEach((details) => details.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => unfolded.forEach((details) => details.removeAttribute("open")));
  window.evenhand = { save };
}
