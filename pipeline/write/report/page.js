// The start: head line, sections, and addresses like #event=v0123456789ab that links inside the page lead to.

function renderHead() {
  const n = data.counts, dates = articles.map((one) => one.published).filter(Boolean).sort();
  const sources = new Set(articles.map((one) => one.source).filter(Boolean)).size;
  document.getElementById("title").textContent = say("title", { n: n.articles });
  document.title = `${say("title", { n: n.articles })} · zh-extract`;
  document.getElementById("sub").textContent = dates.length ? say("sub", { from: dates[0], to: dates[dates.length - 1], sources }) : "";
  const conflicts = n.number_conflicts + n.event_conflicts;
  const part = (name, count, target) => el("a", { href: target, class: name === "conflicts" && count ? "bad" : "" }, el("b", {}, count.toLocaleString("en-US")), ` ${say(words[`count.${name}.${count}`] ? `count.${name}.${count}` : `count.${name}`)}`);
  document.getElementById("counts").replaceChildren(part("events", n.events, "#timeline"), part("conflicts", conflicts, "#disagree"),
    part("articles", n.articles, "#articles"), part("entities", n.entities, "#entities"), part("numbers", n.numbers, "#numbers"));
  document.getElementById("rejects").replaceChildren(...(n.rejects ? [el("details", {}, el("summary", {}, `${n.rejects} ${say("count.rejects")}`),
    el("ul", {}, data.rejects.map(([path, reason]) => el("li", {}, el("b", {}, path), ` ${reason}`))))] : []));
}

// A section far down the page is made when the reader comes near, so that a large page opens at once.
const sections = { timeline: renderTimeline, disagree: renderDisagree, articles: renderArticles, entities: renderEntities, numbers: renderNumbers };
const made = new Set();

function make(name) {
  if (made.has(name)) return;
  made.add(name);
  sections[name]();
}

function renderAll() {
  sayAll();
  renderHead();
  for (const name of made) sections[name]();
}

function route() {
  hideTip();
  const [, kind, id, from, to] = /^#(article|entity|number|event)=([^&]*)(?:&at=(\d+)-(\d+))?$/.exec(location.hash) || [];
  const item = kind && found[kind]().get(decodeURIComponent(id));
  if (!item) return;
  Object.keys(sections).forEach(make);
  if (kind === "article") {
    read(item.at, from === undefined ? null : [Number(from), Number(to)]);
    if (from === undefined) document.getElementById("reader").scrollIntoView({ block: "start" });
  } else if (kind === "entity") chooseName(item);
  else if (kind === "number") chooseNumber(item);
  else {
    if (!matching().includes(item)) resetFilters();
    if (item.from !== null && (item.to < view.from || item.from > view.to)) show(item.from, item.to);
    choose(item);
  }
}

function start() {
  startTheme();
  startTimeline();
  sayAll();
  renderHead();
  make("timeline");
  const coming = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { coming.unobserve(entry.target); make(entry.target.id); }
  }, { rootMargin: "600px" });
  for (const name of Object.keys(sections)) coming.observe(document.getElementById(name));
  document.getElementById("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    kept("language", language);
    renderAll();
  });
  addEventListener("hashchange", route);
  addEventListener("scroll", hideTip, { passive: true });
  route();
}

start();
