// The conversation: questions on their way, and turns with their answers as the server sends them.
import { memory } from "./memory.js";
import { Waiting } from "./waiting.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const part = (selector) => document.querySelector(selector);
export const box = () => part("#question textarea");
export const show = (target, block) => target.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

// Put words into the question box, as if somebody typed them.
export function type(words) {
  box().value = words;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

// Say something above the question box: words, or nodes.
function notice(said, kind = "problem") {
  const place = part("#notice");
  place.className = kind;
  place.replaceChildren(said);
  if (said) show(place, "nearest");
}

// The filters and the box for quotations, as a form sends them.
const ticked = () => [...document.querySelectorAll("#tools input:checked")].map(({ name, value }) => [name, value]);

// Draws the conversation in an element. `watch` tells when `props.value`, what the server says, is new; `trigger` is the
// way to the server. Returns what can be done with the conversation.
export function converse(element, props, watch, trigger) {
  const log = element.querySelector(".log");
  const below = element.querySelector(".below");
  const turns = () => [...log.querySelectorAll("article[data-asked]:not([hidden])")];
  const asked = () => turns().map(({ dataset }) => JSON.parse(dataset.asked));
  const waiting = new Waiting(draw, send);
  const remember = () => (memory.asked = [...asked(), ...waiting.questions]);

  function ask(question, more = {}) {
    if (!question.trim()) {
      if (!waiting.size) notice("Type a question first.");
      return;
    }
    notice("");
    waiting.add({ question, ticked: ticked(), ...more });
    remember();
  }
  function askWhatIsTyped() {
    const question = box().value;
    type("");
    ask(question);
  }
  function draw(question) {
    const article = part("#waiting").content.cloneNode(true).firstElementChild;
    for (const place of article.querySelectorAll("[data-words]")) place.textContent = question;
    log.append(article);
    show(article, waiting.size ? "nearest" : "start");
    return article;
  }
  function send({ id, question, ticked, earlier }) {
    const resumed = earlier.length > 0;
    trigger("submit", { id, question, ticked, asked: resumed ? earlier : asked(), resumed });
  }

  // The server says what is ready of an answer, or which turns follow the first `kept`, or why there is no answer.
  watch("value", () => {
    const { id, statements, kept, turns: html, below: rest, problem, thanks } = JSON.parse(props.value);
    const { sent } = waiting;
    if (id === undefined) return thanks ? notice(thanks, "thanks") : notice(problem);
    if (sent?.id !== id) return; // it was stopped
    if (statements) return progress(sent.article, statements);
    if (!problem) waiting.remove(sent.article);
    if (html) follow(kept, html, rest);
    if (problem) fail(problem);
    else arrived(sent);
    remember();
    waiting.next();
  });
  function progress(article, statements) {
    article.querySelector(".statements").innerHTML = statements;
    article.querySelector(".progress").textContent = "Checking the next sentence …";
  }
  function follow(kept, html, rest) {
    for (const turn of turns().slice(kept)) turn.remove();
    const place = log.querySelector(".waiting");
    if (place) place.insertAdjacentHTML("beforebegin", html.join(""));
    else log.insertAdjacentHTML("beforeend", html.join(""));
    below.innerHTML = rest;
    const last = turns().at(-1);
    for (const turn of turns()) turn.querySelector(".sources")?.toggleAttribute("open", turn === last);
    offer();
  }
  // An answer that somebody waits for is scrolled to its first line. One to a question that waited its turn is not: the
  // answer before it may be being read. Nor does it push the box away from under the hands of somebody who types.
  function arrived({ alone }) {
    const turn = turns().at(-1);
    const types = document.activeElement === box() && box().value && getComputedStyle(part("#ask")).position === "static";
    if (types) requestAnimationFrame(() => show(box(), "nearest"));
    else if (alone) requestAnimationFrame(() => show(turn, "start"));
    setTimeout(() => document.activeElement === document.body && turn.focus({ preventScroll: true }), 100);
  }
  // Look up questions to ask next once the answer is shown, so that it does not wait for them.
  async function offer() {
    const place = below.querySelector("[data-further]");
    if (!place) return;
    const reply = await fetch(place.dataset.further).catch(() => undefined);
    const questions = reply?.ok && !reply.redirected ? await reply.text() : "";
    place.insertAdjacentHTML("beforeend", questions);
    place.hidden = !questions;
  }

  // The question with the server is not answered. It goes back into the box, unless it would be in the way there.
  function fail(why, { pause = false, hold = false } = {}) {
    notice(why);
    const { sent } = waiting;
    if (!sent) return;
    const inTheWay = hold || box().value || sent.earlier.length || (pause && waiting.size > 1);
    if (sent.instead || !inTheWay) putBack(sent.article);
    else waiting.hold({ pause });
    remember();
  }
  function putBack(article) {
    const { question, instead } = waiting.remove(article);
    if (!instead && !box().value) type(question);
    box().focus();
    remember();
  }
  function stop() {
    trigger("stop", { id: waiting.sent.id });
    fail("");
    waiting.next();
  }
  function clear() {
    if (waiting.sent) trigger("stop", { id: waiting.sent.id });
    waiting.clear();
    log.replaceChildren("\n");
    below.replaceChildren();
    notice("");
    remember();
  }
  function edit(turn) {
    const { question } = JSON.parse(turn.dataset.asked);
    for (const after of turns().slice(turns().indexOf(turn))) after.remove();
    below.replaceChildren();
    type(question);
    box().focus();
    remember();
  }
  function askAgain(turn) {
    const { question, filters } = JSON.parse(turn.dataset.asked);
    const quotations = ticked().filter(([name]) => name === "quotations");
    ask(question, { ticked: [...filters.filter(([name]) => name !== "quotations"), ...quotations], instead: turn });
  }

  function retry(article) {
    notice("");
    waiting.again(article);
  }
  const isAsking = () => Boolean(waiting.sent);
  return { turns, asked, isAsking, ask, askWhatIsTyped, edit, askAgain, stop, retry, putBack, clear, fail };
}
