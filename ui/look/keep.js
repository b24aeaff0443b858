// The pages of the keepers: send files and forms whose work takes a while, show how far it is, then go on.
const STEPS = "application/x-ndjson";
const form = document.querySelector("form[data-work]");
const [problem, progress, step] = ["problem", "progress", "step"].map((name) => document.querySelector(`[data-${name}]`));
const bar = progress.querySelector("progress");
const read = document.querySelector("[data-read]");
const FAILED = "The computer that runs Evenhand did not answer. Check that it is running, then try again.";

// The words are announced, so they change only with the step; the bar moves in between.
function show(words, share) {
  bar.hidden = !words;
  if (step.textContent !== words) step.textContent = words;
  if (typeof share === "number") bar.value = 100 * share;
  else bar.removeAttribute("value");
}

function mark(name, words) {
  const field = form.elements[name];
  if (!(field instanceof HTMLInputElement)) return;
  const fault = Object.assign(document.createElement("p"), { className: "fault", id: `${name}-fault`, textContent: words });
  field.before(fault);
  field.setAttribute("aria-invalid", "true");
  const hint = document.getElementById(`${name}-hint`);
  field.setAttribute("aria-describedby", hint ? `${hint.id} ${fault.id}` : fault.id);
}

function complain(problems, faults = {}) {
  problem.replaceChildren(
    ...problems.map((words) => Object.assign(document.createElement("p"), { textContent: words })),
  );
  problem.hidden = problems.length === 0;
  for (const fault of form.querySelectorAll(".fault")) fault.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const [name, words] of Object.entries(faults)) mark(name, words);
}

// Resolves to the last thing that the server tells: where to go on, or the problems.
function send(body, receiving) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let told = 0;
    let last;
    request.open("POST", form.action);
    request.setRequestHeader("Accept", STEPS);
    request.upload.addEventListener("progress", ({ loaded, total }) => receiving && show(receiving, loaded / total));
    const listen = () => {
      const whole = request.responseText.lastIndexOf("\n") + 1;
      for (const line of request.responseText.slice(told, whole).split("\n").filter(Boolean)) {
        last = JSON.parse(line);
        if (last.step) show(last.step, last.share);
      }
      told = whole;
    };
    request.addEventListener("progress", () => request.getResponseHeader("content-type")?.startsWith(STEPS) && listen());
    request.addEventListener("loadend", () => {
      if (request.getResponseHeader("content-type")?.startsWith(STEPS)) listen();
      if (last?.go || last?.problems) return done(last);
      // A request that the guard refuses gets its reason as JSON; a reply that is a page is the one to sign in on.
      let detail;
      try {
        detail = JSON.parse(request.responseText).detail;
      } catch {
        if (request.responseURL.includes("/sign-in")) return done({ go: request.responseURL });
      }
      done({ problems: [detail ?? FAILED] });
    });
    request.send(body);
  });
}

function listed(name, address) {
  const link = Object.assign(document.createElement("a"), { href: address, className: "offer", textContent: name });
  const item = document.createElement("li");
  item.append(link);
  read.querySelector("ul").append(item);
  read.hidden = false;
}

// One after the other, so that each file has its own problem or review.
async function sendFiles(files) {
  const largest = Number(form.dataset.largest);
  const problems = [];
  let address;
  for (const file of files) {
    if (file.size > largest) {
      problems.push(`${file.name} is too large: a file may have at most ${Math.floor(largest / 1e6)} MB.`);
      continue;
    }
    const body = new FormData();
    body.append("file", file);
    const result = await send(body, `Receiving ${file.name}`);
    if (result.problems) problems.push(...result.problems);
    else address = result.go;
    if (result.go && files.length > 1) listed(file.name, result.go);
  }
  return problems.length ? { problems } : { go: files.length > 1 ? location.pathname : address };
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const files = form.elements.file?.files;
  complain([]);
  form.inert = true;
  progress.focus();
  const result = await (files ? sendFiles([...files]) : send(new FormData(form, event.submitter)));
  if (result.go) return location.assign(result.go);
  form.inert = false;
  show("");
  complain(result.problems, result.faults);
  problem.focus();
});

const drop = document.querySelector("[data-drop]");
if (drop) {
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  drop.addEventListener("dragover", () => drop.toggleAttribute("data-over", true));
  drop.addEventListener("dragleave", () => drop.toggleAttribute("data-over", false));
  drop.addEventListener("drop", ({ dataTransfer }) => {
    drop.toggleAttribute("data-over", false);
    const field = form.elements.file;
    if (!dataTransfer.files.length) return;
    if (!field.multiple && dataTransfer.files.length > 1) return complain(["Drop one file only."]);
    field.files = dataTransfer.files;
    form.requestSubmit();
  });
}
