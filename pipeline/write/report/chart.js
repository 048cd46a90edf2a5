// The picture of the timeline: days as dots that pile up on the axis, longer times as bars below it.

const LANE = 11, LABEL_LANE = 17, BAR_LANE = 10, BAR_LABEL_LANE = 18, TALLEST = 300, HIGHEST = 26, DEEPEST = 22, MANY = 500;

function ticks(from, to, width) {
  const wanted = Math.max(2, width / 90), days = to - from;
  const steps = [[1, "day"], [2, "day"], [5, "day"], [10, "day"], [1, "month"], [3, "month"], [6, "month"], [1, "year"],
    [2, "year"], [5, "year"], [10, "year"], [20, "year"], [50, "year"], [100, "year"], [500, "year"]];
  const length = { day: 1, month: 30.4, year: 365.25 };
  const [by, unit] = steps.find(([n, kind]) => days / (n * length[kind]) <= wanted) || steps[steps.length - 1];
  const marks = [];
  const date = dateOf(from);
  let year = date.getUTCFullYear(), month = date.getUTCMonth();
  if (unit === "year") year = Math.floor(year / by) * by;
  if (unit === "month") month = Math.floor(month / by) * by;
  for (let i = 0; i < 500; i++) {
    const at = new Date(0);
    if (unit === "year") at.setUTCFullYear(year + i * by, 0, 1);
    else if (unit === "month") at.setUTCFullYear(year, month + i * by, 1);
    else at.setTime((Math.floor(from / by) * by + i * by) * 86400000);
    const day = Math.round(at.getTime() / 86400000);
    if (day > to) break;
    if (day < from) continue;
    const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
    const text = unit === "year" || (unit === "month" && m === 1) ? String(y)
      : unit === "month" ? (language === "zh" ? `${m}月` : at.toLocaleString("en", { month: "short", timeZone: "UTC" }))
        : (marks.length && d > by ? String(d) : `${m}/${d}`);
    marks.push({ day, text, strong: m === 1 && d === 1 });
  }
  return marks;
}

// Each mark gets the lowest lanes that are free where it stands; returns the lanes used, `most` at the utmost, and the
// marks that found none.
function pile(boxes, most) {
  const ends = [], left = [];
  for (const box of boxes) {
    let lane = 0;
    const free = (from) => { for (let i = 0; i < box.lanes; i++) if ((ends[from + i] ?? -Infinity) > box.left) return false; return true; };
    while (lane < most && !free(lane)) lane++;
    if (lane >= most) { left.push(box); continue; }
    for (let i = 0; i < box.lanes; i++) ends[lane + i] = box.right;
    box.lane = lane;
  }
  return [ends.length, left];
}

// Of very many events only the most told can stand above each other: the places that hold more say how many.
function thinned(list, x) {
  if (list.length <= MANY) return [list, []];
  const bins = new Map(), drawn = [], more = new Map();
  for (const event of list.slice().sort((a, b) => b.told - a.told)) {
    const bin = Math.floor(x(event.from) / LANE), n = bins.get(bin) || 0;
    if (n < HIGHEST) drawn.push(event);
    else more.set(bin, [...(more.get(bin) || []), event]);
    bins.set(bin, n + 1);
  }
  return [drawn, [...more].map(([bin, events]) => ({ at: (bin + 0.5) * LANE, events }))];
}

// Numbers that would run into each other become one.
function apart(groups) {
  const wide = [];
  for (const { at, events } of groups.sort((a, b) => a.at - b.at)) {
    const last = wide[wide.length - 1];
    if (last && at - last.at < 48) last.events = last.events.concat(events);
    else wide.push({ at, events });
  }
  return wide;
}

const briefly = (event) => {
  const text = [event.actors[0], event.trigger, event.objects[0]].filter(Boolean).join(" ");
  return text.length > 14 ? `${text.slice(0, 13)}…` : text;
};

const lengthOf = (text) => [...text].reduce((sum, char) => sum + (char > "\u00ff" ? 12 : 7), 0);

function fitted(text, room) {
  let part = text;
  while (part && lengthOf(part) > room) part = part.slice(0, -1);
  return part.length >= Math.min(2, text.length) ? part : "";
}

function chart(list) {
  const width = Math.max(280, document.getElementById("chart").clientWidth), side = 14;
  const x = (day) => side + ((day - view.from) / Math.max(1, view.to - view.from)) * (width - 2 * side);
  const [dots, crowded] = thinned(list.filter((event) => event.to === event.from), x);
  const bars = list.filter((event) => event.to !== event.from);
  const allLabels = dots.length <= width / 22;
  const several = new Set(dots.filter((event) => event.told > 1).sort((a, b) => b.told - a.told).slice(0, Math.floor(width / 90)));
  const lane = allLabels ? LABEL_LANE : LANE;
  const above = dots.map((event) => {
    const radius = Math.min(15, 4 + 3.2 * (Math.sqrt(event.told) - 1)), label = allLabels || several.has(event) ? briefly(event) : "";
    const long = label ? lengthOf(label) + 8 : 0;
    const at = x(event.from), turned = label && at + radius + long > width;
    return { event, at, radius, label, turned, lanes: Math.ceil(Math.max(2 * radius, label ? 15 : 0) / lane),
      left: at - radius - (turned ? long : 0), right: at + radius + 1.5 + (turned ? 0 : long) };
  }).sort((a, b) => a.left - b.left);
  const below = bars.map((event) => {
    const left = Math.max(side / 2, x(event.from)), right = Math.min(width - side / 2, x(event.to + 1));
    return { event, left, right: Math.max(right, left + 6) + 2, lanes: 1 };
  });
  const [used, over] = pile(above, list.length > MANY ? HIGHEST + 8 : Infinity), [deep, hidden] = pile(below, list.length > MANY ? DEEPEST : Infinity), high = Math.max(3, used);
  const more = apart([...crowded, ...over.map((box) => ({ at: box.at, events: [box.event] }))]);
  const barLane = deep <= 20 && bars.length <= width / 30 ? BAR_LABEL_LANE : BAR_LANE;
  const step = Math.min(lane, TALLEST / high), barStep = Math.min(barLane, 340 / Math.max(1, deep)), shrink = step / lane;
  const axis = Math.round(high * step + (more.length ? 20 : 12)), height = axis + 24 + Math.ceil(deep * barStep) + (hidden.length ? 18 : 4);
  const picture = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": say("nav.timeline") });
  for (const { day, text, strong } of ticks(view.from, view.to, width)) {
    picture.append(
      draw("line", { x1: x(day), x2: x(day), y1: 4, y2: height, class: strong ? "grid strong" : "grid" }),
      x(day) < width - 30 ? draw("text", { x: x(day) + 3, y: axis + 16, class: strong ? "tick strong" : "tick" }, text) : null);
  }
  picture.append(draw("line", { x1: 0, x2: width, y1: axis, y2: axis, class: "axis" }));
  for (const box of above.filter((one) => one.lane !== undefined)) {
    const radius = box.radius * shrink, y = axis - 3 - box.lane * step - Math.max(radius, step / 2);
    picture.append(mark(box.event, [
      shape(box.event, box.at, y, radius),
      box.label && shrink > 0.7 ? draw("text", { x: box.turned ? box.at - radius - 3 : box.at + radius + 3, y: y + 4, "text-anchor": box.turned ? "end" : "start", class: "label" }, box.label) : null,
    ]));
  }
  for (const { at, events: left } of more) picture.append(furtherMarks(left, at, 12));
  if (hidden.length) picture.append(furtherMarks(hidden.map((box) => box.event), width - 40, height - 3));
  for (const box of below.filter((one) => one.lane !== undefined)) {
    const thick = Math.max(2, barStep - 3), y = axis + 24 + box.lane * barStep;
    const long = box.right - box.left - 8, label = barLane === BAR_LABEL_LANE && thick > 12 ? fitted(briefly(box.event), long) : "";
    picture.append(mark(box.event, [
      draw("rect", { x: box.left, y, width: box.right - box.left - 2, height: thick, rx: Math.min(3, thick / 2) }),
      label ? draw("text", { x: box.left + 4, y: y + thick - 3.5, class: "label" }, label) : null,
    ]));
  }
  draggable(picture, width, (left, right) => {
    const day = (place) => view.from + ((place - side) / (width - 2 * side)) * (view.to - view.from);
    [view.from, view.to] = [Math.floor(day(left)), Math.ceil(day(right))];
    if (view.to - view.from < 4) { view.from -= 2; view.to += 2; }
    drawTimeline();
  });
  return picture;
}

// A number instead of the marks that have no room; a click goes nearer, where they have.
function furtherMarks(list, x, y) {
  const from = Math.min(...list.map((event) => event.from)), to = Math.max(...list.map((event) => event.to));
  return draw("text", { x, y, "text-anchor": "middle", class: "further", role: "button", tabindex: 0, onclick: () => show(from, to) }, `+${list.length}`);
}

const shape = (event, x, y, radius) => event.status === "negated"
  ? [draw("circle", { cx: x, cy: y, r: radius }), draw("path", { d: `M${x - radius},${y + radius}L${x + radius},${y - radius}`, class: "cross" })]
  : draw("circle", { cx: x, cy: y, r: radius });

function mark(event, shapes) {
  const label = `${event.date} ${event.actors.join("、")} ${event.trigger} ${event.objects.join("、")}`;
  const tell = (target) => showTip([
    el("b", {}, `${event.date}  ${event.actors.join("、")}${event.trigger}${event.objects.join("、")}`), event.clause,
    el("div", { class: "soft" }, `${say(`status.${event.status}`)} · ${say("articles.told", { n: event.told })}`),
    event.conflict && el("div", { class: "bad" }, event.conflict),
  ], target.getBoundingClientRect());
  return draw("g", {
    class: `mark status-${event.status}${event.conflict ? " conflict" : ""}${view.chosen === event ? " chosen" : ""}`,
    tabindex: 0, role: "button", "aria-label": label, "data-event": event.id,
    onmouseenter: (at) => tell(at.currentTarget), onmouseleave: hideTip, onfocus: (at) => tell(at.currentTarget), onblur: hideTip,
    onclick: () => { location.hash = here("event", event.id); },
    onkeydown: (key) => { if (key.key === "Enter" || key.key === " ") { key.preventDefault(); location.hash = here("event", event.id); } },
  }, ...shapes);
}

// Dragging sideways over the chart chooses a time.
function draggable(picture, width, done) {
  let from = null, box = null;
  const place = (event) => ((event.clientX - picture.getBoundingClientRect().left) / picture.getBoundingClientRect().width) * width;
  picture.addEventListener("pointerdown", (event) => { if (event.button === 0) from = place(event); });
  picture.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = place(event);
    if (!box && Math.abs(to - from) > 8) {
      box = draw("rect", { y: 0, height: "100%", class: "brush" });
      picture.append(box);
      picture.setPointerCapture(event.pointerId);
    }
    if (box) { box.setAttribute("x", Math.min(from, to)); box.setAttribute("width", Math.abs(to - from)); }
  });
  const end = (event) => {
    const [start, dragged] = [from, box];
    from = box = null;
    if (!dragged) return;
    dragged.remove();
    if (event.type === "pointerup") done(Math.min(start, place(event)), Math.max(start, place(event)));
  };
  picture.addEventListener("pointerup", end);
  picture.addEventListener("pointercancel", end);
}
