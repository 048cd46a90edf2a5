// The number claims by what they measure; a small chart where one thing has figures of several times.

const measures = { find: "", open: new Set() };

function renderNumbers() {
  const box = el("div", {});
  put(bodyOf("numbers"),
    el("div", { class: "filters" }, el("input", { type: "search", id: "find-measure", placeholder: say("numbers.find"), "aria-label": say("numbers.find"),
      value: measures.find, oninput: (event) => { measures.find = event.target.value; fillMeasures(box); } })),
    box, data.counts.numbers > numbers().length ? el("p", { class: "soft" }, say("numbers.beyond", { n: numbers().length, of: data.counts.numbers })) : null);
  fillMeasures(box);
}

function fillMeasures(box) {
  const wanted = measures.find.trim().toLowerCase();
  const groups = new Map();
  for (const number of numbers()) {
    if (wanted && ![number.measure, number.subjectName, number.text].some((text) => text.toLowerCase().includes(wanted))) continue;
    if (!groups.has(number.measure)) groups.set(number.measure, []);
    groups.get(number.measure).push(number);
  }
  const ordered = [...groups].sort((a, b) => Boolean(b[0]) - Boolean(a[0]) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  box.replaceChildren();
  if (!ordered.length) box.append(el("p", { class: "soft" }, say("numbers.none")));
  const first = ordered.slice(0, 3).map(([measure]) => measure).filter(Boolean);
  unfolding(box, ordered, 40, ([measure, claims]) => {
    const inside = el("div", {});
    const node = el("details", { class: "measure", "data-measure": measure, ontoggle: () => {
      if (node.open && !inside.firstChild) fillMeasure(inside, claims);
    } }, el("summary", {}, el("b", {}, measure || say("numbers.no.measure")), el("span", { class: "soft" }, ` ${claims.length}`),
      claims.some((claim) => claim.verdict === "conflict") ? el("span", { class: "chip bad" }, say("verdict.conflict")) : null), inside);
    if (first.includes(measure) || wanted || measures.open.has(measure)) { node.open = true; fillMeasure(inside, claims); }
    return node;
  });
}

function fillMeasure(box, claims) {
  const charts = el("div", { class: "charts" });
  for (const series of seriesOf(claims)) charts.append(seriesChart(series));
  if (charts.firstChild) box.append(charts);
  box.append(el("div", { class: "claim-row head soft" }, ["subject", "value", "asof", "verdict", "articles", "written"].map((name) => el("span", {}, say(`number.${name}`)))));
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const ordered = claims.slice().sort((a, b) => Boolean(b.subjectName) - Boolean(a.subjectName) || b.told - a.told
    || order(a.subjectName, b.subjectName) || order(a.unit, b.unit) || order(a.asOf, b.asOf));
  unfolding(box, ordered, 30, claimRow);
}

function claimRow(claim) {
  const [spot] = claim.spots;
  const address = spot ? `${here("article", articles[spot[0]].id)}&at=${spot[3]}-${spot[4]}` : here("number", claim.id);
  return el("a", { class: `claim-row${claim.verdict === "conflict" ? " conflict" : ""}`, href: address, "data-number": claim.id },
    el("span", {}, claim.subjectName), el("b", { title: exactly(claim.low, claim.high, claim.unit) }, figure(claim.low, claim.high, claim.unit, claim.modifier)),
    el("span", { class: "when" }, claim.asOf), el("span", { class: "verdict" }, claim.verdict === "single" ? "" : chip("verdict", claim.verdict)),
    el("span", { class: "n" }, String(claim.told)), el("span", { class: "soft written" }, claim.text));
}

// Claims of one thing in one unit at two times or more.
function seriesOf(claims) {
  const groups = new Map();
  for (const claim of claims) {
    const span = spanOf(claim.asOf);
    if (!span || !(claim.low || claim.high) || !claim.measure || !claim.subjectName) continue;
    const key = `${claim.subjectName}\n${claim.unit}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push({ claim, day: (span[0] + span[1]) / 2, low: Number(claim.low || claim.high), high: Number(claim.high || claim.low) });
  }
  return [...groups.values()].filter((list) => new Set(list.map(({ claim }) => claim.asOf)).size > 1).map((list) => list.sort((a, b) => a.day - b.day));
}

function seriesChart(list) {
  const width = 300, height = 132, left = 14, right = 14, top = 26, bottom = 24;
  const days = list.map(({ day }) => day), highest = Math.max(...list.map(({ high }) => high)), lowest = Math.min(0, ...list.map(({ low }) => low));
  const x = (day) => left + 22 + ((day - days[0]) / Math.max(1, days[days.length - 1] - days[0])) * (width - left - right - 44);
  const y = (value) => height - bottom - ((value - lowest) / Math.max(1e-9, highest - lowest)) * (height - top - bottom);
  const { claim: first } = list[0];
  const middle = (one) => (one.low + one.high) / 2;
  const picture = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "series", role: "img", "aria-label": `${first.subjectName} ${first.measure}` },
    draw("line", { x1: left, x2: width - right, y1: y(lowest), y2: y(lowest), class: "axis" }),
    draw("polyline", { points: list.map((one) => `${x(one.day).toFixed(1)},${y(middle(one)).toFixed(1)}`).join(" "), class: "path" }));
  let lastLabel = -Infinity;
  list.forEach((one) => {
    const at = x(one.day), bad = one.claim.verdict === "conflict" ? " conflict" : "";
    if (one.low !== one.high) picture.append(draw("line", { x1: at, x2: at, y1: y(one.low), y2: y(one.high), class: `spread${bad}` }));
    const shown = figure(one.claim.low, one.claim.high, "", one.claim.modifier);
    picture.append(draw("a", { href: here("number", one.claim.id) }, draw("circle", { cx: at, cy: y(middle(one)), r: 4, class: `point${bad}` },
      draw("title", {}, `${one.claim.asOf}: ${figure(one.claim.low, one.claim.high, one.claim.unit, one.claim.modifier)}`))));
    if (at - lastLabel < 58) return;
    lastLabel = at;
    picture.append(draw("text", { x: at, y: y(one.high) - 8, "text-anchor": "middle", class: "figure" }, shown),
      draw("text", { x: at, y: height - 8, "text-anchor": "middle", class: "tick" }, one.claim.asOf.slice(0, 10).replace("~", "")));
  });
  return el("figure", {}, el("figcaption", {}, el("b", {}, first.subjectName), ` ${first.measure} `, el("span", { class: "soft" }, first.unit)), picture);
}

function chooseNumber(claim) {
  measures.find = "";
  measures.open.add(claim.measure);
  renderNumbers();
  const box = document.querySelector(`[data-measure="${CSS.escape(claim.measure)}"]`);
  const card = el("div", { class: "card", "data-card": claim.id },
    el("div", { class: "card-head" }, el("h3", {}, [claim.subjectName, claim.measure].filter(Boolean).join(" · "), " ",
      el("span", { class: "big", title: exactly(claim.low, claim.high, claim.unit) }, figure(claim.low, claim.high, claim.unit, claim.modifier))),
    el("button", { type: "button", class: "quiet", onclick: () => { card.remove(); history.replaceState(null, "", "#numbers"); } }, say("close"))),
    el("div", { class: "chips" }, chip("label", claim.label), chip("verdict", claim.verdict), claim.asOf ? el("span", { class: "chip" }, claim.asOf) : null,
      claim.subject >= 0 ? el("a", { class: "chip link", href: here("entity", entities[claim.subject].id) }, claim.subjectName) : null),
    sideBySide(claim.spots));
  (box || bodyOf("numbers")).before(card);
  card.scrollIntoView({ block: "nearest", behavior: "smooth" });
}
