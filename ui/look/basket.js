// The visitor's excerpts, stored in this browser alone: which passages, in what order, with what notes. Also copying.
const KEY = "evenhand-excerpts";
const same = (one, other) => one.document === other.document && one.anchor === other.anchor;

export const basket = {
  read() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(stored) ? stored : [];
    } catch {
      return [];
    }
  },
  // Store the excerpts, without drawing them again; false, and said, where the browser keeps nothing.
  store(excerpts) {
    try {
      localStorage.setItem(KEY, JSON.stringify(excerpts));
      return true;
    } catch {
      sayUnkept();
      return false;
    }
  },
  write(excerpts) {
    const kept = this.store(excerpts);
    dispatchEvent(new Event("basket"));
    return kept;
  },
  has(excerpt) {
    return this.read().some((other) => same(other, excerpt));
  },
  // Put an excerpt in or take it out, and tell screen readers.
  toggle(excerpt) {
    const rest = this.read().filter((other) => !same(other, excerpt));
    const added = !this.has(excerpt);
    const kept = this.write(added ? [...rest, { ...excerpt, note: "" }] : rest);
    if (kept) announce(`${added ? "Added to" : "Removed from"} your excerpts: ${counted(this.read().length)}.`);
  },
};

// Some browsers are told to keep nothing for a page, and some have no room left.
const UNKEPT =
  "This browser keeps no excerpts: it is told to keep nothing for this page, or has no room left. " +
  "Allow it to keep data for this page, or use a window that is not private.";
function sayUnkept() {
  document.querySelector(".unkept")?.remove();
  const alert = Object.assign(document.createElement("p"), { className: "problem unkept", textContent: UNKEPT });
  alert.setAttribute("role", "alert");
  (document.querySelector("#place main") ?? document.querySelector("#place")).append(alert);
  document.addEventListener("click", () => alert.remove(), { once: true });
}

// Tell screen readers of a change that shows nowhere else on the page.
export function announce(words) {
  let voice = document.querySelector("#voice");
  if (!voice) {
    voice = Object.assign(document.createElement("div"), { id: "voice", className: "unseen" });
    voice.setAttribute("role", "status");
    document.querySelector("#place")?.append(voice);
  }
  voice.textContent = "";
  setTimeout(() => (voice.textContent = words), 50);
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Browsers offer that clipboard only to pages served over TLS or from this machine.
    const box = Object.assign(document.createElement("textarea"), { value: words });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}

const excerptOf = ({ dataset }) => ({ document: dataset.document, anchor: dataset.anchor, topic: dataset.topic ?? "" });
const counted = (count) => `${count} ${count === 1 ? "excerpt" : "excerpts"}`;

function refresh() {
  const excerpts = basket.read();
  for (const badge of document.querySelectorAll("[data-basket-count]")) {
    const words = String(excerpts.length);
    if (badge.textContent !== words) badge.textContent = words;
    badge.hidden = excerpts.length === 0;
  }
  for (const button of document.querySelectorAll("button[data-topic]")) {
    const inside = excerpts.some((excerpt) => same(excerpt, excerptOf(button)));
    const label = button.firstChild;
    const words = inside ? "Remove from excerpts" : "Add to excerpts";
    if (label.nodeValue !== words) label.nodeValue = words;
    button.toggleAttribute("data-inside", inside);
  }
  for (const tick of document.querySelectorAll("input[data-anchor]")) {
    tick.checked = excerpts.some((excerpt) => same(excerpt, excerptOf(tick)));
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-topic], button[data-copy], button[data-copy-address]");
  if (!button) return;
  if (button.dataset.topic !== undefined) return basket.toggle(excerptOf(button));
  const { copy: words, copyAddress } = button.dataset;
  await copy(words ?? new URL(copyAddress, location.origin).href);
  button.setAttribute("data-done", "");
  setTimeout(() => button.removeAttribute("data-done"), 2000);
  announce("Copied.");
});
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("input[data-anchor]")) basket.toggle(excerptOf(target));
});
addEventListener("basket", refresh);
addEventListener("storage", ({ key }) => key === KEY && dispatchEvent(new Event("basket")));
new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true });
refresh();
