// Send the name and password to the server, and show its reply in words. Who has signed out leaves no conversation.
const form = document.querySelector(".sign-in");
const problem = form.querySelector(".problem");
if ("left" in form.dataset) import("./memory.js").then(({ memory }) => memory.forget());

function why(reply) {
  if (!reply || reply.status >= 500) return "Evenhand cannot be reached. Check that it is running, then try again.";
  if (reply.status !== 429) return "This name and password do not match. Check both and try again.";
  const seconds = Number(reply.headers.get("retry-after")) || 60;
  return `Too many attempts. Wait ${seconds === 1 ? "a second" : `${seconds} seconds`}, then try again.`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.hidden = true;
  const reply = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => undefined);
  if (reply?.ok) {
    location.assign(form.dataset.to + location.hash);
    return;
  }
  problem.textContent = why(reply);
  problem.hidden = false;
  form.elements.password.select();
});
