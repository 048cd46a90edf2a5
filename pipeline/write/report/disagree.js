// What disagrees: claims that cannot all hold, and events that articles tell differently, each with its sentences.

function renderDisagree() {
  const groups = conflictGroups(), told = events.filter((event) => event.conflict);
  const parts = [];
  if (groups.length) {
    const box = el("div", {});
    unfolding(box, groups, 12, conflictCard);
    parts.push(el("h3", {}, `${say("disagree.numbers")} ${groups.length}`), box);
  }
  if (told.length) {
    const box = el("div", {});
    unfolding(box, told, 12, (event) => el("article", { class: "card conflict-card", "data-conflict": event.id },
      el("h4", {}, el("a", { href: here("event", event.id) }, el("span", { class: "when" }, event.date), " ", who(event))),
      el("p", { class: "bad" }, event.conflict), sideBySide(event.spots)));
    parts.push(el("h3", {}, `${say("disagree.events")} ${told.length}`), box);
  }
  bodyOf("disagree").replaceChildren(...(parts.length ? parts : [el("p", { class: "soft note" }, say("disagree.none"))]));
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
