// What the page holds (see gather.py for the order of each list), and the articles that come from files beside it.

const data = JSON.parse(document.getElementById("data").textContent);

const named = (names) => (row, at) => {
  const item = { at };
  for (let i = 0; i < names.length; i++) item[names[i]] = row[i];
  return item;
};
const articles = data.articles.map(
  named(["id", "title", "source", "published", "script", "region", "chars", "copyOf", "counts", "file"]));
const entities = data.entities.map(
  named(["id", "name", "label", "written", "mentions", "told", "articles", "first", "last"]));
// Claims are many and stand far down the page: they are read when they are first asked for.
const lazily = (make) => { let made; return () => (made ??= make()); };
const numbers = lazily(() => JSON.parse(document.getElementById("claims").textContent).map(
  named(["id", "label", "subject", "subjectName", "measure", "low", "high", "unit", "modifier", "asOf", "verdict", "told",
    "text", "spots"])));
const events = data.events.map(
  named(["id", "date", "start", "end", "precision", "basis", "status", "type", "trigger", "actors", "actorsAt", "objects",
    "objectsAt", "location", "attributed", "told", "sources", "conflict", "clause", "spots"]));

const byId = (list) => lazily(() => new Map(list().map((item) => [item.id, item])));
const found = { article: byId(() => articles), entity: byId(() => entities), number: byId(numbers), event: byId(() => events) };

// Days are counted from 1970-01-01. An EDTF date or interval gives its first and last day.
const days = new Map();

function dayOf(text) {
  if (!days.has(text)) days.set(text, counted(text));
  return days.get(text);
}

function counted(text) {
  const parts = /^(-?\d{4,6})-(\d\d)-(\d\d)/.exec(text || "");
  if (!parts) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return Math.round(date.getTime() / 86400000);
}

function spanOf(edtf) {
  const ends = (edtf || "").replace(/[~?%]/g, "").split("/").map((part) => /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(part));
  const first = ends[0], last = ends[ends.length - 1];
  if (!first || !last) return null;
  const start = dayOf(`${first[1]}-${first[2] || "01"}-${first[3] || "01"}`);
  let end = dayOf(`${last[1]}-${last[2] || "12"}-${last[3] || "28"}`);
  if (!last[3]) end += 3;
  return [start, end];
}

const dateOf = (day) => new Date(day * 86400000);
const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);

for (const event of events) {
  const span = spanOf(event.date);
  event.from = dayOf(event.start) ?? (span && span[0]);
  event.to = dayOf(event.end) ?? (span ? span[1] : event.from);
}

// Figures in the scale of the language: 9337.9亿, 933.79 bn. The digits themselves stand in a title.
const SCALES = {
  zh: [[1e12, "万亿"], [1e8, "亿"], [1e6, "万", 1e4]],
  en: [[1e12, " tn"], [1e9, " bn"], [1e6, " m"]],
};

function scaled(digits) {
  const value = Number(digits);
  const plain = (number) => number.toLocaleString("en-US", { maximumFractionDigits: Math.abs(number) < 1 ? 8 : 4 });
  for (const [from, word, by] of SCALES[language]) if (Math.abs(value) >= from) return plain(value / (by || from)) + word;
  return plain(value);
}

function figure(low, high, unit, modifier) {
  const amount = low === high ? scaled(low) : !high ? `${scaled(low)}+` : `${low ? scaled(low) : "…"}–${scaled(high)}`;
  const sign = modifier ? say(`modifier.${modifier}`) + (language === "zh" ? "" : " ") : "";
  if (!low && !high) return unit;
  return `${sign}${amount}${!unit || unit === "%" ? unit : ` ${unit}`}`;
}

const exactly = (low, high, unit) => `${[...new Set([low, high])].filter(Boolean).join(" – ")} ${unit}`.trim();

// Texts: those in the page are here at once, the others when their file has been read.
const texts = new Map();
const keep = (list) => { for (const [at, text, rules, marks] of list) texts.set(at, { text, rules, marks }); };
keep(data.texts);
window.zhExtractArticles = keep;
const reading = new Map();

function textsOf(places) {
  const files = [...new Set(places.filter((at) => !texts.has(at)).map((at) => articles[at].file))].filter((file) => file > 0);
  return Promise.all(files.map((file) => {
    if (!reading.has(file)) {
      reading.set(file, new Promise((done, failed) => {
        const source = data.files[file - 1];
        document.head.append(el("script", {
          src: source, onload: done, onerror: () => { reading.delete(file); failed(new Error(say("load.failed", { file: source }))); },
        }));
      }));
    }
    return reading.get(file);
  }));
}

const languageOf = (article) => {
  const region = { TW: "-TW", HK: "-HK", MO: "-MO", SG: "-SG", CN: "-CN" }[article.region] || "";
  return article.script ? `zh-${article.script}${region}` : "zh";
};
