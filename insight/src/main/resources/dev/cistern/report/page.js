// The page's small things: the theme, copying, printing. All of the report reads without them.

const data = JSON.parse(document.getElementById("data").textContent);

/** Shorthand for an element by its id. */
const byId = (id) => document.getElementById(id);

/** An element with a class and a text; the text is never taken for markup. */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const themeWatchers = [];
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}

function themeChanged() {
  byId("theme").textContent = isDark() ? "Light" : "Dark";
  for (const watcher of themeWatchers) watcher();
}

byId("theme").hidden = false;
byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  themeChanged();
});
systemDark.addEventListener("change", themeChanged);

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = button.parentElement.querySelector("pre");
    const done = await copyText(source.textContent);
    if (!done) getSelection().selectAllChildren(source);
    button.textContent = done ? "Copied" : "Selected";
    setTimeout(() => { button.textContent = "Copy"; }, 1600);
  });
}

/** A link to a closed part opens it. */
function openTarget() {
  const target = location.hash && byId(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href^='#']")) setTimeout(openTarget);
});

let closedForPrint = [];
addEventListener("beforeprint", () => {
  closedForPrint = [...document.querySelectorAll("details.finding:not([open])")];
  for (const details of closedForPrint) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closedForPrint) details.open = false;
});

themeChanged();
