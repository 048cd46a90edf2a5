// Labels in two languages (words.csv), and the choice of language and of light or dark.

const words = JSON.parse(document.getElementById("words").textContent);

function kept(name, value) {
  // A browser may refuse to keep anything for a page that was opened from disk.
  try {
    if (value !== undefined) localStorage.setItem(`zh-extract.${name}`, value);
    return localStorage.getItem(`zh-extract.${name}`);
  } catch {
    return null;
  }
}

let language = kept("language") || ((navigator.language || "zh").startsWith("zh") ? "zh" : "en");

function say(key, values = {}) {
  const pair = words[key];
  const text = pair ? pair[language === "zh" ? 0 : 1] : key.slice(key.indexOf(".") + 1);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function sayAll() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = say(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-title]")) {
    node.title = say(node.dataset.tTitle);
    node.setAttribute("aria-label", node.title);
  }
}

function startTheme() {
  const root = document.documentElement;
  if (kept("theme")) root.dataset.theme = kept("theme");
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    kept("theme", root.dataset.theme);
  });
}
