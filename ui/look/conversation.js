// The conversation: questions on their way, and turns with their answers as the server sends them.
import { memory } from "./memory.js";
import { answer, back, feedback, offer, save } from "./server.js";
import { Waiting } from "./waiting.js";

const AWAY = "Evenhand cannot be reached. Check that it is running; your questions are kept, and asked when it is back.";

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

function download(file, format) {
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(file),
    download: `evenhand-conversation.${format}`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return {};
}

// The filters and the box for quotations, as a form sends them.
const ticked = () => [...document.querySelectorAll("#tools input:checked")].map(({ name, value }) => [name, value]);

// Look up the questions that the page offers to begin with, about documents that were added.
function offerToBegin() {
  for (const place of document.querySelectorAll("#examples [data-offers]")) offer(place, place.dataset.offers);
}

// Put what stands around the conversation in its place anew: the library has changed. What is unfolded stays so.
function redraw(around) {
  const unfolded = part("#tools details")?.open;
  for (const [name, html] of Object.entries(around)) part(`[data-part=${name}]`).outerHTML = html;
  part("#tools details")?.toggleAttribute("open", unfolded);
  offerToBegin();
}

// Draws the conversation in an element. Returns what can be done with it.
export function converse(element) {
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
  // What every message to the server says: which conversation it is about, and what that holds.
  const name = crypto.getRandomValues(new Uint32Array(4)).join("-").padEnd(16, "-");
  const held = () => ({ conversation: name, asked: asked() });

  async function send(entry) {
    const { question, ticked, earlier } = entry;
    const resumed = earlier.length > 0;
    const { edition } = part("[data-edition]").dataset;
    const sent = { ...held(), ...(resumed && { asked: earlier }), question, ticked, resumed, edition };
    entry.way = new AbortController();
    const current = () => waiting.sent === entry;
    try {
      await answer(sent, entry.way.signal, (news) => current() && tell(entry, news));
    } catch (trouble) {
      if (current()) inTrouble(trouble);
    }
  }

  // The server says what is ready of an answer, or which turns follow the first `kept`, or why there is no answer.
  function tell(entry, { statements, around, kept, turns: html, below: rest, problem }) {
    if (statements) return progress(entry.article, statements);
    if (around) redraw(around);
    if (!problem) waiting.remove(entry.article);
    if (html) follow(kept, html, rest);
    if (problem) fail(problem);
    else arrived(entry);
    remember();
    waiting.next();
  }
  // No later question is sent until somebody asks, or until a server that was away is back.
  async function inTrouble(trouble) {
    if (!trouble.kind) throw trouble;
    if (trouble.kind === "refused") return fail(trouble.message, { pause: true });
    const away = trouble.kind === "away";
    const { article } = waiting.sent;
    fail(away ? AWAY : part("#signed-out").content.cloneNode(true), { pause: true, hold: true });
    if (!away) return;
    await back();
    notice("");
    if (article.isConnected) waiting.again(article);
    else waiting.resume();
  }
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
    const further = below.querySelector("[data-further]");
    if (further) offer(further, further.dataset.further);
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
    waiting.sent.way.abort();
    fail("");
    waiting.next();
  }
  function clear() {
    waiting.sent?.way.abort();
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

  // Say what came of something besides questions; `{}` where there is nothing to say.
  async function report(done) {
    const { thanks, problem = "" } = await done.catch((trouble) => ({ problem: trouble.message || AWAY }));
    notice(thanks ?? problem, thanks ? "thanks" : "problem");
  }
  const giveFeedback = (said) => report(feedback({ ...held(), ...said }));
  const saveAs = (format) => report(save({ ...held(), format }).then((file) => download(file, format)));

  offerToBegin();
  return { turns, ask, askWhatIsTyped, edit, askAgain, stop, retry, putBack, clear, giveFeedback, saveAs };
}
