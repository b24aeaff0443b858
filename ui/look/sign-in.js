// Send the name and password to the server, and show its reply in words. Who has signed out leaves no conversation.
const form = document.querySelector(".sign-in");
const problem = form.querySelector(".problem");
if ("left" in form.dataset) import("./memory.js").then(({ memory }) => memory.forget());

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.hidden = true;
  const reply = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => undefined);
  if (reply?.ok) {
    location.assign(form.dataset.to + location.hash);
    return;
  }
  const why = { 429: "Too many attempts. Wait a minute and try again." };
  problem.textContent = reply
    ? (why[reply.status] ?? "This name and password do not match. Check both and try again.")
    : "Evenhand cannot be reached. Check that it is running, then try again.";
  problem.hidden = false;
  form.elements.password.select();
});
