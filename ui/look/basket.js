// The visitor's excerpts, kept in this browser alone: which passages, in what order, with what notes; and copying.
const KEY = "evenhand-excerpts";
const same = (one, other) => one.document === other.document && one.anchor === other.anchor;

export const basket = {
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  },
  keep(excerpts) {
    localStorage.setItem(KEY, JSON.stringify(excerpts));
  },
  write(excerpts) {
    this.keep(excerpts);
    dispatchEvent(new Event("basket"));
  },
  has(excerpt) {
    return this.read().some((kept) => same(kept, excerpt));
  },
  toggle(excerpt) {
    const rest = this.read().filter((kept) => !same(kept, excerpt));
    const added = !this.has(excerpt);
    this.write(added ? [...rest, { ...excerpt, note: "" }] : rest);
    return added;
  },
};

// One quiet voice for what has no place of its own on the page.
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
    // An address without TLS has no clipboard of that kind.
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
  const kept = basket.read();
  for (const badge of document.querySelectorAll("[data-basket-count]")) {
    const words = String(kept.length);
    if (badge.textContent !== words) badge.textContent = words;
    badge.hidden = kept.length === 0;
  }
  for (const button of document.querySelectorAll("button[data-topic]")) {
    const inside = kept.some((excerpt) => same(excerpt, excerptOf(button)));
    const label = button.firstChild;
    const words = inside ? "Remove from excerpts" : "Add to excerpts";
    if (label.nodeValue !== words) label.nodeValue = words;
    button.toggleAttribute("data-inside", inside);
  }
  for (const tick of document.querySelectorAll("input[data-anchor]")) {
    tick.checked = kept.some((excerpt) => same(excerpt, excerptOf(tick)));
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-topic], button[data-copy], button[data-copy-address]");
  if (!button) return;
  if (button.dataset.topic !== undefined) {
    const added = basket.toggle(excerptOf(button));
    announce(`${added ? "Added to" : "Removed from"} your excerpts: ${counted(basket.read().length)}.`);
    return;
  }
  const { copy: words, copyAddress } = button.dataset;
  await copy(words ?? new URL(copyAddress, location.origin).href);
  button.setAttribute("data-done", "");
  setTimeout(() => button.removeAttribute("data-done"), 2000);
  announce("Copied.");
});
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("input[data-anchor]")) return;
  const added = basket.toggle(excerptOf(target));
  announce(`${added ? "Added to" : "Removed from"} your excerpts: ${counted(basket.read().length)}.`);
});
addEventListener("basket", refresh);
addEventListener("storage", ({ key }) => key === KEY && dispatchEvent(new Event("basket")));
new MutationObserver(refresh).observe(document.body, { childList: true, subtree: true });
refresh();
