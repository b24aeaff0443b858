// The box above the topics from A to Z: it leaves those that hold what is typed, and says how many they are.
const box = document.querySelector("[data-narrow]");
const input = box.querySelector("input");
const said = box.querySelector("[role=status]");
const sections = [...document.querySelectorAll(".a-to-z > section")];
const letters = [...document.querySelectorAll(".letters > li")];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function narrow() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let left = 0;
  sections.forEach((section, number) => {
    const topics = [...section.querySelectorAll("li")];
    for (const topic of topics) topic.hidden = !words.every((word) => plain(topic.querySelector("a").textContent).includes(word));
    const shown = topics.filter((topic) => !topic.hidden).length;
    section.hidden = letters[number].hidden = shown === 0;
    left += shown;
  });
  said.textContent = words.length ? `${left} ${left === 1 ? "topic" : "topics"} left` : "";
}

// Without a script the box would do nothing, so it is hidden until now.
box.hidden = false;
input.addEventListener("input", narrow);
if (input.value) narrow();
