// The timeline: a mark an event, filters, a time window, and the events of the window as a list.

const STATUSES = ["occurred", "ongoing", "planned", "predicted", "proposed", "hypothetical", "negated"];
const LISTED = 15;
const dated = events.filter((event) => event.from !== null);
dated.sort((a, b) => a.from - b.from || a.to - b.to || b.told - a.told);

const view = { from: 0, to: 0, name: "", type: "", hidden: new Set(), several: false, conflict: false, chosen: null, under: null };

function usualWindow(list) {
  // Most events, without the few far ones: a history of decades must not squeeze the year that the articles are about.
  if (!list.length) return [dayOf("2000-01-01"), dayOf("2030-01-01")];
  const starts = list.map((event) => event.from), ends = list.map((event) => event.to).sort((a, b) => a - b);
  const low = starts[Math.floor(starts.length * 0.1)], high = ends[Math.ceil(ends.length * 0.98) - 1];
  const room = Math.max(6, Math.round((high - low) * 0.03));
  return [low - room, high + room];
}

function wholeWindow(list) {
  if (!list.length) return usualWindow(list);
  const from = list[0].from, to = list.reduce((most, event) => Math.max(most, event.to), -Infinity);
  const room = Math.max(6, Math.round((to - from) * 0.02));
  return [from - room, to + room];
}

function namesLike(text) {
  const wanted = text.toLowerCase();
  const fits = (name) => name.toLowerCase().includes(wanted);
  return new Set(entities.filter((entity) =>
    fits(entity.name) || entity.written.some(([, forms]) => forms.some(([form]) => fits(form)))).map((entity) => entity.at));
}

function matching({ status = true } = {}) {
  const text = view.name.trim();
  const names = text ? namesLike(text) : null;
  const fits = (event) => !names || [...event.actorsAt, ...event.objectsAt].some((at) => names.has(at))
    || [...event.actors, ...event.objects, event.location].some((part) => part.includes(text));
  return dated.filter((event) => (!view.type || event.type === view.type) && (!view.several || event.told > 1)
    && (!view.conflict || event.conflict) && (!status || !view.hidden.has(event.status)) && fits(event));
}

const inView = (list) => list.filter((event) => event.to >= view.from && event.from <= view.to);

function startTimeline() {
  [view.from, view.to] = usualWindow(dated);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) { width = innerWidth; drawTimeline(); }
  });
}

function renderTimeline() {
  const types = new Map();
  for (const event of dated) types.set(event.type, (types.get(event.type) || 0) + 1);
  const byCount = [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const change = (name) => (event) => {
    view[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    drawTimeline();
  };
  const time = (name, end) => el("input", {
    type: "date", id: `time-${name}`, "aria-label": say(`filter.${name}`),
    onchange: (event) => { const day = dayOf(event.target.value); if (day !== null) { view[name] = day + end; drawTimeline(); } },
  });
  const check = (name, shown) => shown && el("label", { class: "check" },
    el("input", { type: "checkbox", id: `only-${name}`, checked: view[name], onchange: change(name) }), say(`filter.${name}`));
  const button = (label, key, action) => el("button", { type: "button", class: "quiet", title: say(key), "aria-label": say(key), onclick: action }, label);
  put(bodyOf("timeline"),
    el("div", { class: "filters" },
      el("input", { type: "search", id: "filter-name", list: "names", value: view.name, placeholder: say("filter.entity"),
        "aria-label": say("filter.entity.label"), oninput: change("name") }),
      el("datalist", { id: "names" }, entities.slice(0, 300).map((entity) => el("option", { value: entity.name }))),
      el("select", { id: "filter-type", "aria-label": say("filter.type"), onchange: change("type") },
        el("option", { value: "" }, `${say("filter.type")}${say("colon")}${say("filter.all")}`),
        byCount.map(([type, n]) => el("option", { value: type, selected: type === view.type }, `${say(`type.${type}`)} ${n}`))),
      el("span", { class: "time" }, time("from", 0), el("span", {}, "–"), time("to", 0)),
      check("several", dated.some((event) => event.told > 1)), check("conflict", dated.some((event) => event.conflict)),
      el("button", { type: "button", class: "quiet", id: "filter-reset", onclick: resetFilters }, say("filter.reset"))),
    el("div", { id: "statuses", class: "chips" }),
    el("div", { class: "chart" },
      el("div", { id: "chart" }), el("div", { id: "years" }),
      el("p", { class: "below soft" }, el("span", { id: "shown", "aria-live": "polite" }),
        el("span", { class: "zoom" }, button("‹", "zoom.earlier", () => pan(-0.5)), button("›", "zoom.later", () => pan(0.5)),
          button("−", "zoom.out", () => zoom(2)), button("+", "zoom.in", () => zoom(0.5)),
          button(say("zoom.all"), "zoom.all", () => { [view.from, view.to] = wholeWindow(matching()); drawTimeline(); })))),
    el("div", { id: "chosen" }), el("div", { id: "chronicle" }));
  drawTimeline();
}

function resetFilters() {
  Object.assign(view, { name: "", type: "", several: false, conflict: false, chosen: null });
  view.hidden.clear();
  [view.from, view.to] = usualWindow(dated);
  renderTimeline();
}

function pan(by) {
  const step = Math.round((view.to - view.from) * by);
  view.from += step;
  view.to += step;
  drawTimeline();
}

function zoom(by) {
  const middle = (view.from + view.to) / 2, half = Math.max(2, ((view.to - view.from) / 2) * by);
  [view.from, view.to] = [Math.floor(middle - half), Math.ceil(middle + half)];
  drawTimeline();
}

function show(from, to) {
  const room = Math.max(2, Math.round((to - from) * 0.05));
  [view.from, view.to] = [from - room, to + room];
  drawTimeline();
}

function drawTimeline() {
  hideTip();
  const fitting = matching(), visible = inView(fitting);
  for (const [name, day] of [["from", view.from], ["to", view.to]]) {
    const year = dateOf(day).getUTCFullYear();
    document.getElementById(`time-${name}`).value = year > 0 && year < 10000 ? isoOf(day) : "";
  }
  drawStatuses();
  document.getElementById("chart").replaceChildren(chart(visible));
  const drawn = document.querySelectorAll("#chart .mark").length;
  const years = document.getElementById("years");
  put(years, yearBars(fitting));
  const last = [...years.querySelectorAll(".on")].pop();
  if (last) years.scrollLeft = last.offsetLeft + last.offsetWidth - years.clientWidth;
  const undated = events.length - dated.length;
  document.getElementById("shown").textContent = [
    say(fitting.length < dated.length ? "timeline.fitting" : "timeline.shown", { n: visible.length, fit: fitting.length, of: dated.length }),
    drawn < visible.length && say("timeline.most", { n: drawn }),
    undated > 0 && say("timeline.undated", { n: undated }),
    data.counts.events > events.length && say("timeline.beyond", { n: events.length, of: data.counts.events }),
  ].filter(Boolean).join(language === "zh" ? "；" : "; ");
  drawChronicle(visible);
  if (view.chosen && fitting.includes(view.chosen)) choose(view.chosen, { scroll: false });
  else unchoose();
}

function drawStatuses() {
  const n = new Map();
  for (const event of inView(matching({ status: false }))) n.set(event.status, (n.get(event.status) || 0) + 1);
  document.getElementById("statuses").replaceChildren(...STATUSES.filter((status) => n.has(status)).map((status) => el("button", {
    type: "button", class: `chip toggle status-${status}`, "aria-pressed": String(!view.hidden.has(status)), "data-status": status,
    onclick: () => { if (!view.hidden.delete(status)) view.hidden.add(status); drawTimeline(); },
  }, el("i", { class: "dot" }), `${say(`status.${status}`)} ${n.get(status)}`)));
}

function yearBars(fitting) {
  const n = new Map();
  for (const event of fitting) { const year = dateOf(event.from).getUTCFullYear(); n.set(year, (n.get(year) || 0) + 1); }
  const years = [...n.keys()].sort((a, b) => a - b), most = Math.max(1, ...n.values());
  const inside = (year) => dayOf(`${String(year).padStart(4, "0")}-07-01`) >= view.from - 183 && dayOf(`${String(year).padStart(4, "0")}-07-01`) <= view.to + 183;
  const [first, last] = [dateOf(view.from).getUTCFullYear(), dateOf(view.to).getUTCFullYear()];
  return years.map((year, i) => {
    const bar = el("i", {});
    bar.style.height = `${Math.max(3, Math.round(30 * Math.sqrt(n.get(year) / most)))}px`;
    return [
      i > 0 && year - years[i - 1] > 1 ? el("span", { class: "gap" }, "⋯") : null,
      el("button", {
        type: "button", title: `${year}: ${n.get(year)}`, class: year >= first && year <= last && inside(year) ? "on" : "", "data-year": year,
        onclick: () => { const y = String(year).padStart(4, "0"); [view.from, view.to] = [dayOf(`${y}-01-01`) - 3, dayOf(`${y}-12-31`) + 3]; drawTimeline(); },
      }, bar, el("span", {}, String(year))),
    ];
  });
}
