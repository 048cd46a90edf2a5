// The articles: a list, and the one that is read with its marks.

const reader = { at: -1, find: "", layers: new Set(LAYERS) };

function renderArticles() {
  const list = el("div", { class: "list", role: "list" });
  const pane = el("div", { class: "reader", id: "reader" });
  const fillList = () => {
    const wanted = reader.find.trim().toLowerCase();
    const fitting = articles.filter((one) => !wanted || [one.id, one.title, one.source, one.published].some((text) => text.toLowerCase().includes(wanted)));
    list.replaceChildren();
    if (!fitting.length) list.append(el("p", { class: "soft" }, say("articles.none")));
    unfolding(list, fitting, 100, (one) => el("a", {
      class: `item${one.at === reader.at ? " on" : ""}`, href: here("article", one.id), role: "listitem", "data-article": one.id,
    }, el("span", { lang: languageOf(one) }, one.title || one.id), el("span", { class: "soft" },
      [one.source, one.published, one.region && say(`region.${one.region}`)].filter(Boolean).join(" · "))));
  };
  bodyOf("articles").replaceChildren(el("div", { class: "two" },
    el("div", { class: "finder" },
      el("input", { type: "search", placeholder: say("articles.find"), "aria-label": say("articles.find"), value: reader.find,
        oninput: (event) => { reader.find = event.target.value; fillList(); } }),
      list,
      data.counts.articles > articles.length
        ? el("p", { class: "soft" }, say("articles.beyond", { n: articles.length, of: data.counts.articles })) : null),
    pane));
  fillList();
  if (reader.at < 0 && articles.length) reader.at = 0;
  if (reader.at >= 0) read(reader.at);
}

function read(at, span = null) {
  reader.at = at;
  const article = articles[at], pane = document.getElementById("reader");
  for (const node of document.querySelectorAll(".item.on")) node.classList.remove("on");
  document.querySelector(`[data-article="${CSS.escape(article.id)}"]`)?.classList.add("on");
  const counts = LAYERS.map((layer, i) => el("label", { class: "check layer" },
    el("input", { type: "checkbox", checked: reader.layers.has(layer), "data-layer": layer, onchange: (event) => {
      if (event.target.checked) reader.layers.add(layer); else reader.layers.delete(layer);
      showLayers();
    } }), el("span", { class: `m ${layer === "event" ? "trigger" : layer}` }, say(`layer.${layer}`)),
    ` ${article.counts[[0, 1, 2, 3][i]]}`));
  const text = el("div", { class: "text", lang: languageOf(article) }, el("p", { class: "soft" }, say("loading")));
  pane.replaceChildren(
    el("h3", { lang: languageOf(article) }, article.title || article.id),
    el("p", { class: "soft" }, [article.source, article.published, article.region && say(`region.${article.region}`), article.id].filter(Boolean).join(" · "),
      article.copyOf >= 0 ? [" · ", say("article.copy"), " ", el("a", { href: here("article", articles[article.copyOf].id) }, articles[article.copyOf].title || articles[article.copyOf].id)] : null),
    el("p", { class: "layers" }, counts), text);
  showLayers();
  return textsOf([at]).then(() => {
    if (reader.at !== at) return;
    text.replaceChildren(...marked(at));
    if (span) flash(text, span);
  }, (error) => text.replaceChildren(el("p", { class: "bad note" }, error.message)));
}

const showLayers = () => {
  const pane = document.getElementById("reader");
  for (const layer of LAYERS) pane.classList.toggle(`no-${layer}`, !reader.layers.has(layer));
};

// The marks from..to are shown for a moment.
function flash(text, [from, to]) {
  const nodes = [...text.querySelectorAll("[data-from]")].filter((node) => Number(node.dataset.from) >= from && Number(node.dataset.from) < to);
  nodes.forEach((node) => node.classList.add("flash"));
  const first = nodes[0];
  if (first) first.scrollIntoView({ block: "center" });
}
