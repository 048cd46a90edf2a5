// What disagrees: claims that cannot all hold, and events that articles tell differently, each with its sentences.

function renderDisagree() {
  const groups = conflictGroups(), told = events.filter((event) => event.conflict);
  const parts = [];
  if (groups.length) {
    const box = el("div", {});
    unfolding(box, groups, 12, conflictCard);
    parts.push(el("h3", {}, `${say("disagree.numbers")} ${data.counts.number_conflicts}`), box);
  }
  if (told.length) {
    const box = el("div", {});
    unfolding(box, toldGroups(told), 12, toldCard);
    parts.push(el("h3", {}, `${say("disagree.events")} ${data.counts.event_conflicts}`), box);
  }
  // what cannot be compared is no agreement
  const compared = el("p", { class: "soft note" }, say("disagree.compared", { n: data.counts.comparable, of: data.counts.numbers }));
  bodyOf("disagree").replaceChildren(...(parts.length ? parts : [el("p", { class: "soft note" }, say("disagree.none"))]), compared);
}

// Events that contradict each other make one card: each names an article of the other, and its day.
function toldGroups(told) {
  const groups = [];
  const names = (one, other) => other.spots.some(([at]) => one.conflict.includes(` in ${articles[at].id}`));
  for (const event of told) {
    const same = groups.find((group) => group.some((other) => other.type === event.type && names(event, other) && names(other, event)
      && (other.date === event.date || event.conflict.includes(other.date))));
    if (same) same.push(event); else groups.push([event]);
  }
  return groups;
}

function toldCard(group) {
  return el("article", { class: "card conflict-card", "data-conflict": group[0].id }, el("div", { class: group.length > 1 ? "versus" : "" },
    group.map((event) => el("div", { class: "claim" },
      el("h4", {}, el("a", { href: here("event", event.id) }, el("span", { class: "when" }, event.date), " ", who(event))),
      el("p", { class: "bad" }, event.conflict), sideBySide(event.spots)))));
}

// Pairs that hang together make one card.
function conflictGroups() {
  const root = new Map();
  const find = (at) => { while (root.get(at) !== at) at = root.get(at); return at; };
  for (const [left, right] of data.pairs) {
    for (const at of [left, right]) if (!root.has(at)) root.set(at, at);
    root.set(find(right), find(left));
  }
  const groups = new Map();
  for (const at of root.keys()) {
    if (!groups.has(find(at))) groups.set(find(at), { claims: [], reasons: [] });
    groups.get(find(at)).claims.push(at);
  }
  for (const [left, , reason] of data.pairs) if (reason) groups.get(find(left)).reasons.push(reason);
  return [...groups.values()];
}

function conflictCard({ claims: places, reasons }) {
  const claims = places.map((at) => numbers()[at]);
  const [first] = claims;
  const title = [first.subjectName || say("disagree.no.subject"), first.measure || say("disagree.no.measure")].join(" · ");
  const when = [...new Set(claims.map((claim) => claim.asOf).filter(Boolean))].join(", ");
  return el("article", { class: "card conflict-card", "data-conflict": first.id },
    el("h4", {}, first.subject >= 0 ? el("a", { href: here("entity", entities[first.subject].id) }, title) : title,
      when ? el("span", { class: "soft" }, ` ${when}`) : null),
    [...new Set(reasons.map((reason) => (language === "zh" ? say("disagree.reason") : reason)))].map((reason) => el("p", { class: "bad" }, reason)),
    el("div", { class: "versus" }, claims.map((claim) => el("div", { class: "claim" },
      el("a", { class: "big", href: here("number", claim.id), title: exactly(claim.low, claim.high, claim.unit) },
        figure(claim.low, claim.high, claim.unit, claim.modifier)),
      sideBySide(claim.spots)))));
}
