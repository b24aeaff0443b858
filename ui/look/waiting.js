// The questions without an answer. Each stands in the conversation at once; one is with the server, and the others wait
// their turn. One that failed is held until somebody asks it again or removes it.
export class Waiting {
  #entries = [];
  #paused = false;
  #number = 0;

  // The question that is with the server, if any: its number, its words, its filters, its article …
  sent;

  // `draw` puts a question into the conversation and returns its article; `send` asks the server.
  constructor(draw, send) {
    this.draw = draw;
    this.send = send;
  }

  get size() {
    return this.#entries.length;
  }

  // The questions with their filters, in their order.
  get questions() {
    return this.#entries.flatMap(({ earlier, question, ticked }) => [...earlier, { question, filters: ticked }]);
  }

  // Ask a question when its turn comes, unless it waits already. `earlier` are questions to be asked again before it,
  // and `instead` is the turn that its answer replaces.
  add({ question, ticked, earlier = [], instead }) {
    const same = this.#entries.find((entry) => entry.question === question);
    if (same) return same.held && this.again(same.article);
    const entry = { id: ++this.#number, question, ticked, earlier, instead, held: false, alone: this.size === 0 };
    entry.articles = [...earlier, entry].map((one) => this.draw(one.question));
    entry.article = entry.articles.at(-1);
    instead?.toggleAttribute("hidden", true);
    this.#entries.push(entry);
    this.resume();
  }

  // Take the question that an article shows out of the conversation, and return it.
  remove(article) {
    const entry = this.#entries.find(({ articles }) => articles.includes(article));
    this.#entries = this.#entries.filter((other) => other !== entry);
    entry.articles.forEach((one) => one.remove());
    entry.instead?.toggleAttribute("hidden", false);
    if (entry === this.sent) this.sent = undefined;
    return entry;
  }

  clear() {
    while (this.size) this.remove(this.#entries[0].article);
  }

  // Hold the question that is with the server. After `pause` no other is sent until somebody asks.
  hold({ pause }) {
    const entry = this.sent;
    this.sent = undefined;
    entry.held = true;
    this.#show(entry, "held");
    this.#paused = pause;
  }

  again(article) {
    const entry = this.#entries.find((other) => other.article === article);
    if (entry.held) this.#show(entry, "waits");
    entry.held = false;
    this.resume();
  }

  // Send the next question, if none is with the server.
  next() {
    const entry = this.#entries.find(({ held }) => !held);
    if (this.sent || this.#paused || !entry) return;
    this.sent = entry;
    this.#show(entry, "searching");
    this.send(entry);
  }

  // Send questions again after a pause.
  resume() {
    this.#paused = false;
    this.next();
  }

  #show(entry, state) {
    for (const line of entry.article.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
  }
}
