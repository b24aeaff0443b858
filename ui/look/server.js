// What the Ask place wants of the server. The addresses begin where this file's does, wherever Evenhand is served.
const root = new URL("../", import.meta.url);
// Asking again does no harm, so a question whose connection breaks is sent again after these milliseconds.
const TRIES = [500, 2000];
const LOOK = 3000;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

// Why the server did not do something: it is "away", the visitor is "signed-out", or it "refused", in the words of `why`.
export class Trouble extends Error {
  constructor(kind, why = "") {
    super(why);
    this.kind = kind;
  }
}

// The address names the conversation, so that a proxy can send it to the server that has its answers at hand.
async function post(path, sent, signal) {
  const address = new URL(`${path}?of=${sent.conversation}`, root);
  const body = JSON.stringify(sent);
  const options = { method: "POST", headers: { "content-type": "application/json" }, body, signal };
  const reply = await fetch(address, options).catch((error) => {
    throw signal?.aborted ? error : new Trouble("away");
  });
  if (reply.status === 401 || reply.redirected) throw new Trouble("signed-out");
  if ([502, 503, 504].includes(reply.status)) throw new Trouble("away");
  if (reply.ok) return reply;
  const { detail } = await reply.json().catch(() => ({}));
  throw new Trouble("refused", detail ?? "The question was not answered. Please try again.");
}

// Calls `tell` with each line of a reply, and returns the last of them.
async function read(reply, signal, tell) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last;
  for (;;) {
    const { value, done } = await reader.read().catch((error) => {
      throw signal.aborted ? error : new Trouble("away");
    });
    if (done) return last;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    // An empty line only says that the server is alive.
    for (const line of lines.filter(Boolean)) tell((last = JSON.parse(line)));
  }
}

// Ask a question; `tell` is called with what is ready of its answer, at last with all of it.
export async function answer(sent, signal, tell) {
  for (const wait of [...TRIES, undefined]) {
    try {
      const last = await read(await post("answers", sent, signal), signal, tell);
      if (last && !last.statements) return;
      throw new Trouble("away"); // it ended in the middle
    } catch (trouble) {
      if (trouble.kind !== "away" || wait === undefined) throw trouble;
      await pause(wait);
      signal.throwIfAborted();
    }
  }
}

export const save = async (sent) => (await post("conversation", sent)).blob();
export const feedback = async (sent) => (await post("feedback", sent)).json();

// Waits until the server can be reached again.
export async function back() {
  for (;;) {
    await pause(LOOK);
    const reply = await fetch(new URL("healthz", root)).catch(() => undefined);
    if (reply && ![502, 503, 504].includes(reply.status)) return;
  }
}

// Put questions to ask into a place, which names the address where they are looked up; nothing waits for them.
export async function offer(place, address) {
  const reply = await fetch(address).catch(() => undefined);
  const questions = reply?.ok && !reply.redirected ? await reply.text() : "";
  place.insertAdjacentHTML("beforeend", questions);
  place.hidden = !questions;
}
