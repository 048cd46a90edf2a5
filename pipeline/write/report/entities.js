// The names: who stands with whom, the table, and one name's card.

const KIND = { PERSON: "person", NORP: "person", ORG: "body", GPE: "place", LOC: "place", FAC: "place" };
const kindOf = (entity) => KIND[entity.label] || "other";
const names = { find: "", label: "", chosen: null };

function renderEntities() {
  const labels = new Map();
  for (const entity of entities) labels.set(entity.label, (labels.get(entity.label) || 0) + 1);
  const table = el("div", { id: "names-table" });
  const redo = (name) => (event) => { names[name] = event.target.value; fillNames(table); };
  put(bodyOf("entities"),
    el("h3", {}, say("entities.picture")), network(),
    el("div", { class: "filters" },
      el("input", { type: "search", id: "find-name", placeholder: say("entities.find"), "aria-label": say("entities.find"), value: names.find, oninput: redo("find") }),
      el("select", { "aria-label": say("column.label"), onchange: redo("label") },
        el("option", { value: "" }, `${say("column.label")}${say("colon")}${say("filter.all")}`),
        [...labels].sort((a, b) => b[1] - a[1]).map(([label, n]) => el("option", { value: label, selected: label === names.label }, `${say(`label.${label}`)} ${n}`)))),
    el("div", { id: "name-card" }), table,
    data.counts.entities > entities.length ? el("p", { class: "soft" }, say("entities.beyond", { n: entities.length, of: data.counts.entities })) : null);
  fillNames(table);
  if (names.chosen) chooseName(names.chosen, { scroll: false });
}

function fillNames(box) {
  const like = names.find.trim() ? namesLike(names.find.trim()) : null;
  const fitting = entities.filter((entity) => (!names.label || entity.label === names.label) && (!like || like.has(entity.at)));
  const body = el("div", { class: "rows" });
  box.replaceChildren(el("div", { class: "name-row head soft" },
    ["name", "label", "aliases", "articles", "mentions"].map((name) => el("span", {}, say(`column.${name}`)))), body);
  if (!fitting.length) body.append(el("p", { class: "soft" }, say("entities.none")));
  unfolding(body, fitting, 40, (entity) => el("a", { class: "name-row", href: here("entity", entity.id), "data-entity": entity.id },
    el("b", {}, entity.name), el("span", {}, el("span", { class: `chip kind-${kindOf(entity)}` }, say(`label.${entity.label}`))),
    el("span", { class: "forms" }, forms(entity)), el("span", { class: "n" }, String(entity.told)), el("span", { class: "n" }, String(entity.mentions))));
}

const forms = (entity) => entity.written.map(([region, list]) => el("span", { class: "form" },
  el("i", { class: "soft" }, say(`region.${region}`)), " ", list.slice(0, 5).map(([text, n], i) => [i ? "、" : "", text, el("small", { class: "soft" }, ` ${n}`)]),
  list.length > 5 ? " …" : ""));

function chooseName(entity, { scroll = true } = {}) {
  names.chosen = entity;
  const its = events.filter((event) => event.actorsAt.includes(entity.at) || event.objectsAt.includes(entity.at));
  const claims = numbers().filter((number) => number.subject === entity.at);
  const near = data.together.filter(([a, b]) => a === entity.at || b === entity.at).slice(0, 12).map(([a, b, n]) => [entities[a === entity.at ? b : a], n]);
  const part = (title, nodes) => (nodes.length ? [el("h4", {}, title), nodes] : null);
  const eventsBox = el("div", {}), claimsBox = el("div", {}), articlesBox = el("div", { class: "chips" });
  unfolding(eventsBox, its, 8, row);
  unfolding(claimsBox, claims, 8, claimRow);
  unfolding(articlesBox, entity.articles.map((at) => articles[at]), 12, (article) =>
    el("a", { class: "chip link", href: here("article", article.id), lang: languageOf(article) }, article.title || article.id));
  const card = el("div", { class: "card name-card", "data-card": entity.id },
    el("div", { class: "card-head" }, el("h3", {}, entity.name, " ", el("span", { class: `chip kind-${kindOf(entity)}` }, say(`label.${entity.label}`))),
      el("button", { type: "button", class: "quiet", onclick: () => { names.chosen = null; card.remove(); history.replaceState(null, "", "#entities"); } }, say("close"))),
    el("p", { class: "forms" }, forms(entity)),
    its.length ? el("p", {}, el("a", { href: "#timeline", onclick: () => { view.name = entity.name; [view.from, view.to] = wholeWindow(matching()); renderTimeline(); } }, `${say("entity.timeline")} →`)) : null,
    part(`${say("entity.events")} ${its.length}`, its.length ? [eventsBox] : []),
    part(`${say("entity.numbers")} ${claims.length}`, claims.length ? [claimsBox] : []),
    part(say("entity.with"), near.length ? [el("div", { class: "chips" }, near.map(([other, n]) => el("a", { class: "chip link", href: here("entity", other.id) }, `${other.name} ${n}`)))] : []),
    part(`${say("entity.articles")} ${entity.told}`, [articlesBox]));
  document.getElementById("name-card").replaceChildren(card);
  if (scroll) card.scrollIntoView({ block: "start", behavior: "smooth" });
}

// Names as nodes that push each other off, lines as springs: always from the same start, so always the same picture.
function network() {
  const wide = Math.max(300, bodyOf("entities").clientWidth || 900), high = Math.round(Math.max(400, Math.min(560, wide * 0.55)));
  const most = wide < 600 ? 13 : 36;
  const degree = new Map();
  for (const [a, b, n] of data.together) for (const at of [a, b]) degree.set(at, (degree.get(at) || 0) + n);
  const chosen = [...degree].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([at]) => at);
  if (!chosen.length) return el("p", { class: "soft" }, say("entities.network.none"));
  const nodes = chosen.map((at, i) => ({ entity: entities[at], x: wide / 2 + 30 * Math.cos(i * 2.4) * Math.sqrt(i + 1), y: high / 2 + 20 * Math.sin(i * 2.4) * Math.sqrt(i + 1) }));
  const place = new Map(chosen.map((at, i) => [at, i]));
  const edges = data.together.filter(([a, b]) => place.has(a) && place.has(b)).map(([a, b, n]) => [place.get(a), place.get(b), n]);
  settle(nodes, edges, wide, high);
  const heaviest = Math.max(...edges.map(([, , n]) => n));
  const lines = edges.map(([a, b, n]) => draw("line", { x1: nodes[a].x, y1: nodes[a].y, x2: nodes[b].x, y2: nodes[b].y,
    "stroke-width": (0.6 + 3.4 * (n / heaviest)).toFixed(2), class: "tie", "data-a": a, "data-b": b }, draw("title", {}, `${nodes[a].entity.name} – ${nodes[b].entity.name}: ${n}`)));
  const picture = draw("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, class: "network", role: "group", "aria-label": say("entities.picture") }, lines);
  const near = (at) => new Set(edges.filter(([a, b]) => a === at || b === at).flatMap(([a, b]) => [a, b]).concat(at));
  const marks = nodes.map((node, at) => {
    const light = (on) => () => {
      const lit = on ? near(at) : null;
      marks.forEach((one, i) => one.classList.toggle("dim", Boolean(lit) && !lit.has(i)));
      lines.forEach((line) => line.classList.toggle("dim", Boolean(lit) && Number(line.dataset.a) !== at && Number(line.dataset.b) !== at));
    };
    return draw("a", { href: here("entity", node.entity.id), class: `node kind-${kindOf(node.entity)}`, onmouseenter: light(true), onmouseleave: light(false), onfocus: light(true), onblur: light(false) },
      draw("circle", { cx: node.x, cy: node.y, r: radiusOf(node) }),
      draw("text", { x: node.x, y: node.y + radiusOf(node) + 12, "text-anchor": "middle" }, node.entity.name.length > 10 ? `${node.entity.name.slice(0, 9)}…` : node.entity.name));
  });
  picture.append(...marks);
  const kinds = ["person", "body", "place", "other"].filter((kind) => nodes.some((node) => kindOf(node.entity) === kind));
  return el("div", { class: "network-box" }, picture, el("p", { class: "legend" },
    kinds.map((kind) => el("span", { class: `kind-${kind}` }, el("i", { class: "dot" }), say(`kind.${kind}`)))));
}

const radiusOf = (node) => 4 + 2.2 * Math.sqrt(node.entity.told);

// Fruchterman and Reingold 1991: lines pull with d²/k, all nodes push with k²/d, steps grow smaller, the frame holds.
function settle(nodes, edges, wide, high) {
  const k = 0.78 * Math.sqrt((wide * high) / nodes.length), side = 44;
  for (let round = 0; round < 400; round++) {
    const heat = (wide / 7) * (1 - round / 400) ** 2 + 0.5;
    const push = nodes.map(() => [0, 0]);
    for (let a = 0; a < nodes.length; a++) {
      for (let b = a + 1; b < nodes.length; b++) {
        const dx = nodes[a].x - nodes[b].x, dy = (nodes[a].y - nodes[b].y) * 1.25, d2 = Math.max(1, dx * dx + dy * dy), force = (k * k) / d2;
        push[a][0] += dx * force; push[a][1] += dy * force;
        push[b][0] -= dx * force; push[b][1] -= dy * force;
      }
    }
    for (const [a, b, n] of edges) {
      const dx = nodes[a].x - nodes[b].x, dy = nodes[a].y - nodes[b].y, pull = (Math.hypot(dx, dy) / k) * Math.min(1.5, 0.5 + 0.2 * n);
      push[a][0] -= dx * pull; push[a][1] -= dy * pull;
      push[b][0] += dx * pull; push[b][1] += dy * pull;
    }
    nodes.forEach((node, i) => {
      push[i][0] += (wide / 2 - node.x) * 0.9;
      push[i][1] += (high / 2 - node.y) * 0.9 * (wide / high);
      const length = Math.hypot(...push[i]) || 1, step = Math.min(length, heat);
      node.x = Math.max(side, Math.min(wide - side, node.x + (push[i][0] / length) * step));
      node.y = Math.max(20, Math.min(high - 30, node.y + (push[i][1] / length) * step));
    });
  }
}
