// What this tab remembers until it is closed: a reload and a look at another place lose nothing. A browser that is told
// to keep nothing remembers nothing.
const CONVERSATION = "evenhand-conversation";
const DRAFT = "evenhand-draft";

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}
function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // There is nowhere to keep it.
  }
}

export const memory = {
  // The questions of the conversation, each with its filters; those that wait for their answers too.
  get asked() {
    return read(CONVERSATION) ?? [];
  },
  set asked(questions) {
    write(CONVERSATION, questions);
  },
  // What stands in the question box.
  get draft() {
    return read(DRAFT) ?? "";
  },
  set draft(words) {
    write(DRAFT, words);
  },
  forget() {
    write(CONVERSATION, []);
    write(DRAFT, "");
  },
};
