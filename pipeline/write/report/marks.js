// An article's text with its marks: names, numbers, times, the clauses of events and their triggers.

const ENTITY = 0, NUMBER = 1, DATE = 2, EVENT = 3;
const LAYERS = ["entity", "number", "date", "event"];

function told(mark, rules) {
  const [kind, , , rule, target, ...values] = mark;
  const head = (text) => el("b", { class: `ink-${LAYERS[kind]}` }, text);
  const last = el("div", { class: "soft" }, `${say("rule")} ${rules[rule]}`);
  if (kind === ENTITY) {
    const name = target >= 0 ? entities[target].name : "";
    return [head(`${say(`label.${values[0]}`)}  ${name}`), last];
  }
  if (kind === NUMBER) {
    const [label, low, high, unit, modifier, change, measure, asOf] = values;
    return [
      head(`${say(`label.${label}`)}  ${figure(low, high, unit, modifier)}${change ? ` ${say(`change.${change}`)}` : ""}`),
      [measure, asOf].filter(Boolean).join(" · "), Math.abs(Number(low || high)) >= 1e6 && exactly(low, high, unit), last,
    ];
  }
  if (kind === DATE) {
    const [type, edtf, basis] = values;
    return [head(`${say(`label.${type}`)}  ${edtf}`), `${say("basis")} ${say(`basis.${basis}`)}`, last];
  }
  const [type, date, status] = values;
  return [head(`${say(`type.${type}`)}  ${date}`), say(`status.${status}`), last];
}

function leadsTo([kind, , , , target]) {
  if (target < 0) return null;
  if (kind === ENTITY) return here("entity", entities[target].id);
  if (kind === NUMBER) return here("number", numbers()[target].id);
  return kind === EVENT ? here("event", events[target].id) : null;
}

// The part from..to of an article as nodes. The clause of an event lies under the marks inside it.
function marked(at, from = 0, to = Infinity) {
  const { text, rules, marks } = texts.get(at);
  const end = Math.min(to, text.length);
  const flat = [], clauses = [];
  for (const mark of marks) {
    if (mark[2] <= from || mark[1] >= end) continue;
    (mark[0] === EVENT ? clauses : flat).push(mark);
  }
  const cuts = new Set([from, end]);
  for (const mark of flat) cuts.add(mark[1]).add(mark[2]);
  for (const mark of clauses) for (const place of [mark[1], mark[2], mark[8], mark[9]]) cuts.add(place);
  const places = [...cuts].filter((place) => place >= from && place <= end).sort((a, b) => a - b);
  const nodes = [];
  let clause = null, next = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, stop] = [places[i], places[i + 1]];
    const part = text.slice(start, stop);
    while (next < flat.length && flat[next][2] <= start) next++;
    const mark = next < flat.length && flat[next][1] <= start ? flat[next] : null;
    const event = clauses.find((one) => one[1] <= start && stop <= one[2]) || null;
    const trigger = clauses.find((one) => one[8] <= start && stop <= one[9]) || null;
    const node = piece(part, start, mark || trigger, rules, Boolean(trigger));
    if (!event) {
      nodes.push(node);
      clause = null;
    } else if (clause && clause.event === event) clause.node.append(node);
    else {
      clause = { event, node: el("span", { class: "clause" }, node) };
      nodes.push(clause.node);
    }
  }
  return nodes;
}

function piece(part, start, mark, rules, trigger) {
  if (!mark) return document.createTextNode(part);
  const address = leadsTo(mark);
  const attributes = {
    class: `m ${trigger && mark[0] === EVENT ? "trigger" : LAYERS[mark[0]]}${trigger && mark[0] !== EVENT ? " trigger" : ""}`,
    "data-from": start,
    onmouseenter: (event) => showTip(told(mark, rules), event.target.getClientRects()[0]),
    onfocus: (event) => showTip(told(mark, rules), event.target.getClientRects()[0]),
    onmouseleave: hideTip, onblur: hideTip,
  };
  return address ? el("a", { ...attributes, href: address }, part) : el("span", attributes, part);
}
