// The Ask place: what people do with the conversation. Gradio gives `begin` the conversation's element.
import { box, converse, part, show, type } from "./conversation.js";
import { memory } from "./memory.js";

// Runs once, when Gradio first draws the conversation.
export function begin(element) {
  const conversation = converse(element);
  const { turns, ask, clear } = conversation;

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
    if (format) conversation.saveAs(format);
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
    conversation.giveFeedback(Object.fromEntries(new FormData(event.target)));
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
  element.dataset.ready = "yes";
}
