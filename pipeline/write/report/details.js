// An event in words: the chronicle below the chart, and the sentences of an event side by side.

function drawChronicle(list) {
  const place = document.getElementById("chronicle");
  if (!list.length) return place.replaceChildren(el("p", { class: "soft" }, say("timeline.none")));
  place.replaceChildren();
  return unfolding(place, list, LISTED, row);
}

const who = (event) => [event.actors.join("、"), el("b", { class: "ink-event" }, event.trigger), event.objects.join("、")]
  .filter(Boolean).map((part, i) => (i ? [" ", part] : part));

function row(event) {
  return el("a", { class: `row${event.conflict ? " conflict" : ""}`, href: here("event", event.id), "data-row": event.id,
    onclick: () => { view.under = event; if (view.chosen === event) choose(event); } },
    el("span", { class: "when" }, event.date),
    el("span", { class: "what" }, el("span", {}, who(event)), el("span", { class: "soft clause-text" }, event.clause)),
    el("span", { class: "tags" }, event.status === "occurred" ? null : chip("status", event.status),
      event.told > 1 ? el("span", { class: "chip" }, say("articles.told", { n: event.told })) : null,
      event.conflict ? el("span", { class: "chip bad" }, say("verdict.conflict")) : null));
}

function choose(event, { scroll = true } = {}) {
  view.chosen = event;
  if (view.under !== event) view.under = null;
  for (const node of document.querySelectorAll(".mark.chosen, .row.chosen")) node.classList.remove("chosen");
  for (const node of document.querySelectorAll(`[data-event="${event.id}"], [data-row="${event.id}"]`)) node.classList.add("chosen");
  const card = eventCard(event);
  const line = document.querySelector(`[data-row="${event.id}"]`);
  document.querySelectorAll(".event-card").forEach((old) => old.remove());
  if (line && view.under === event) line.after(card);
  else document.getElementById("chosen").replaceChildren(card);
  if (scroll) card.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

function unchoose() {
  if (view.chosen) history.replaceState(null, "", "#timeline");
  view.chosen = null;
  document.querySelectorAll(".event-card").forEach((card) => card.remove());
  document.querySelectorAll(".mark.chosen, .row.chosen").forEach((node) => node.classList.remove("chosen"));
}

function eventCard(event) {
  const facts = [
    chip("status", event.status), el("span", { class: "chip" }, say(`type.${event.type}`)),
    el("span", { class: "chip" }, say(`basis.${event.basis}`)),
    event.location && el("span", { class: "chip" }, `${say("location")} ${event.location}`),
    event.attributed && el("span", { class: "chip" }, `${say("attributed")} ${event.attributed}`),
  ];
  const names = [...new Set([...event.actorsAt, ...event.objectsAt])].map((at) =>
    el("a", { class: "chip link", href: here("entity", entities[at].id) }, entities[at].name));
  return el("div", { class: "event-card card", "data-card": event.id },
    el("div", { class: "card-head" }, el("h3", {}, el("span", { class: "when" }, event.date), " ", who(event)),
      el("button", { type: "button", class: "quiet", onclick: unchoose }, say("close"))),
    el("div", { class: "chips" }, facts, names),
    event.conflict ? el("p", { class: "bad note" }, event.conflict) : null,
    sideBySide(event.spots));
}

// Where something is told: a column a sentence, within its surroundings, with the article's outlet and date.
function sideBySide(spots) {
  const box = el("div", { class: "side-by-side" });
  const columns = new Map(); // a sentence that tells it twice is one column with two marks
  for (const spot of spots) {
    const key = `${spot[0]} ${spot[1]}`;
    if (columns.has(key)) columns.get(key).also.push(spot[5] ?? spot[3]);
    else columns.set(key, Object.assign(spot.slice(), { also: [] }));
  }
  const ordered = [...columns.values()].sort((a, b) => (articles[a[0]].published < articles[b[0]].published ? -1 : 1));
  const few = ordered.slice(0, 12);
  box.append(el("p", { class: "soft" }, say("loading")));
  textsOf(few.map(([at]) => at)).then(() => {
    box.replaceChildren();
    unfolding(box, ordered, 12, (spot) => {
      const column = el("div", { class: "told" });
      textsOf([spot[0]]).then(() => column.replaceChildren(...passage(spot)), (error) => column.replaceChildren(error.message));
      return column;
    });
  }, (error) => box.replaceChildren(el("p", { class: "bad note" }, error.message)));
  return box;
}

function passage(spot, whole = false) {
  const [at, start, end, from, to] = spot;
  const article = articles[at], { text } = texts.get(at);
  const opens = text.lastIndexOf("\n", start - 1) + 1, closes = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
  const first = whole ? 0 : Math.max(opens, start - 90), last = whole ? text.length : Math.min(closes, end + 60);
  const quote = el("blockquote", { lang: languageOf(article), class: whole ? "whole" : "" },
    first > opens && !whole ? "…" : "", el("span", { class: "around" }, marked(at, first, start)),
    el("span", { class: "sentence", "data-spot": from }, marked(at, start, end)), el("span", { class: "around" }, marked(at, end, last)),
    last < closes && !whole ? "…" : "");
  for (const place of [spot[5] ?? from, ...spot.also]) quote.querySelector(`[data-from="${place}"]`)?.classList.add("focus");
  const swap = el("button", { type: "button", class: "quiet", onclick: (event) => {
    const column = event.target.closest(".told");
    column.replaceChildren(...passage(spot, !whole));
    const sentence = column.querySelector(".sentence"), box = column.querySelector("blockquote");
    if (!whole) box.scrollTop = sentence.offsetTop - box.offsetTop - 40;
  } }, say(whole ? "read.excerpt" : "read.whole"));
  return [
    el("p", { class: "source" }, el("b", {}, article.source || article.id), el("span", { class: "soft" }, ` ${article.published}`),
      article.region ? el("span", { class: "chip" }, say(`region.${article.region}`)) : null,
      el("span", { class: "headline", lang: languageOf(article) }, article.title)),
    quote,
    el("p", { class: "actions" }, swap, el("a", { href: `${here("article", article.id)}&at=${from}-${to}` }, `${say("read.article")} →`)),
  ];
}
