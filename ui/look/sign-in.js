// Name and password go to the server's own door; what it says is said here in words.
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
      ? "That was too often; wait a minute and try again."
      : "This name and this password do not go together; check both and try again.";
  problem.hidden = false;
  form.elements.password.select();
});
