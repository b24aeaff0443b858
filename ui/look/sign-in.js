// Send the name and password to the server, and show its reply in words.
const form = document.querySelector(".sign-in");
const problem = form.querySelector(".problem");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.hidden = true;
  const reply = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (reply.ok) {
    location.assign(form.dataset.to + location.hash);
    return;
  }
  problem.textContent =
    reply.status === 429
      ? "Too many attempts. Wait a minute and try again."
      : "This name and password do not match. Check both and try again.";
  problem.hidden = false;
  form.elements.password.select();
});
