// Below the question box: look up questions about documents that were added, which the page does not wait for.
export function begin(element, watch) {
  watch("value", () => setTimeout(() => offer(element)));
  offer(element);
}

async function offer(element) {
  for (const place of element.querySelectorAll("[data-offers]")) {
    const address = place.dataset.offers;
    delete place.dataset.offers;
    const reply = await fetch(address).catch(() => undefined);
    const questions = reply?.ok && !reply.redirected ? await reply.text() : "";
    place.insertAdjacentHTML("beforeend", questions);
    place.hidden = !questions;
  }
}
