#!/usr/bin/env python3
"""Resolve the gold annotations: tests/gold/NAME.toml + its article -> tests/gold/NAME.jsonl.

usage: compile.py [--check] [NAME.toml ...]      (without names: every .toml beside this file)

A .toml file says in a compact way what an article mentions; README.md in this folder explains the
notation. This script finds every mention in the article and writes one JSON line per article with
half-open code-point offsets into the file as it stands, so that raw[start:end] == text. The head
lines of an article (title:, source:, ...) are metadata: nothing is ever located in them.

Entities are a lexicon: every occurrence counts and the longest listed text wins. Quantities and
times are located one after the other, each at the next occurrence after the one before it. Events
are located by their anchor. Whatever cannot be located, is ambiguous or contradicts itself is
reported with its file and entry, and nothing is written for that file. With --check nothing is
written at all; the exit code is 1 when a .jsonl is not what its .toml gives.
"""

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

GOLD = Path(__file__).resolve().parent
CORPUS = GOLD.parents[1] / "corpus"

ENTITY_LABELS = frozenset(
    ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"]
)
QUANTITY_LABELS = frozenset(["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"])
TIME_TYPES = frozenset(["DATE", "TIME", "DURATION", "SET"])
STATUSES = frozenset(["occurred", "ongoing", "planned", "predicted", "negated"])
MODIFIERS = frozenset(["approx", "gt", "ge", "lt", "le"])
FILE_KEYS = ("article", "published", "entities", "quantities", "times", "events")

HEAD = re.compile(r"(?:(?:title|source|published|region): [^\n]*\n)+\n")
# One point: 2025, 2025-07, 2025-07-23, 2025-07-23T14, 2025-07-23T14:50, 202X, 2022~, XXXX-04-24.
POINT = r"(?:\d{3}[\dX]|XXXX)(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d){0,2})?)?)?~?"
DATE = re.compile(rf"{POINT}(?:/{POINT})?")
# One length: PT72H, P5Y, P1Y6M, PT6.5H; a range of two: P6M/P12M.
LENGTH = (
    r"P(?=[\dT])(?:[\d.]+Y)?(?:[\d.]+M)?(?:[\d.]+W)?(?:[\d.]+D)?"
    r"(?:T(?=\d)(?:[\d.]+H)?(?:[\d.]+M)?(?:[\d.]+S)?)?"
)
DURATION = re.compile(rf"{LENGTH}(?:/{LENGTH})?")
ANCHOR_LENGTHS = range(8, 21)  # GUIDELINES: 8-20 characters


class GoldError(Exception):
    """An annotation that does not fit its article: place, what is wrong, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """One occurrence of a name; `label` may offer two right answers (ORG/PRODUCT)."""

    start: int
    end: int
    text: str
    label: str
    id: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number; `low` and `high` in base units, None where the text does not tell."""

    start: int
    end: int
    text: str
    label: str
    low: float | None
    high: float | None
    unit: str | None
    mod: str | None
    of: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One time expression; `edtf` is EDTF, an ISO 8601 duration, or empty for a vague one."""

    start: int
    end: int
    text: str
    type: str
    edtf: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated clause; start and end are those of its anchor."""

    start: int
    end: int
    date: str
    trigger: str
    actors: tuple[str, ...]
    objects: tuple[str, ...]
    status: str
    anchor: str
    optional: bool


Mention = EntityMention | Quantity | Time


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a .toml file and where it stands, for messages."""

    place: str
    values: Mapping[str, object]

    def error(self, what: str) -> GoldError:
        """Return an error that names this entry."""
        return GoldError(f"{self.place}: {what}")

    def allow(self, *keys: str) -> None:
        """Refuse keys that the notation does not know."""
        if unknown := sorted(set(self.values) - set(keys)):
            raise self.error(f"unknown key {', '.join(unknown)}; known are {', '.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there and not be empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.error(f'needs {key} = "..."')
        return value

    def one_of(self, key: str, known: frozenset[str], default: str | None = None) -> str:
        """Return a string that is one of the known ones."""
        value = self.text(key, default)
        if value not in known:
            raise self.error(f"{key} is {value!r}; it must be one of {', '.join(sorted(known))}")
        return value

    def number(self, key: str) -> float | None:
        """Return a number (a whole one as int), or None where it is not given."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"{key} must be a number")
        return int(value) if value == int(value) else value

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is not given."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of strings; empty where it is not given and need not be."""
        value = self.values.get(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.error(f'needs {key} = ["...", ...]')
        return tuple(value)

    def counts(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers from 1; empty where it is not given."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(type(v) is int and v > 0 for v in value):
            raise self.error(f"{key} must be a list of whole numbers from 1")
        return tuple(value)

    def tables(self, key: str) -> list["Entry"]:
        """Return a list of tables as entries that know their place."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.error(f"needs {key} = a list of tables (it may be empty)")
        return [
            Entry(f"{self.place}: {key}[{n}] {v.get('anchor', v.get('text', '?'))}", v)
            for n, v in enumerate(value, 1)
        ]


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article and where its body begins; nothing is annotated before that."""

    raw: str
    body: int

    @classmethod
    def read(cls, path: Path) -> "Article":
        """Read a UTF-8 file as it stands: no newline is converted."""
        raw = path.read_bytes().decode("utf-8")
        head = HEAD.match(raw)
        return cls(raw, head.end() if head else 0)

    def covered(self, start: int, end: int, context: str) -> bool:
        """Tell whether an occurrence of `context` covers raw[start:end]."""
        first = max(self.body, end - len(context))
        return any(self.raw.startswith(context, at) for at in range(first, start + 1))

    def cut(self, start: int, end: int) -> bool:
        """Tell whether raw[start:end] is cut out of a longer Latin word or number.

        R1 in R12, AI in AIME, 8 in 18, 5 in 2.5 and 300 in 1,300 are; 24日 in 2月24日 is not.
        """
        before, after = self.raw[max(0, start - 2) : start], self.raw[end : end + 2]
        text = self.raw[start:end]
        return bool(
            (re.search(r"[A-Za-z]\Z", before) and re.match(r"[A-Za-z]", text))
            or (re.search(r"(?:\d|\d[.,])\Z", before) and re.match(r"[0-9]", text))
            or (re.search(r"[A-Za-z]\Z", text) and re.match(r"[A-Za-z]", after))
            or (re.search(r"[0-9]\Z", text) and re.match(r"\d|[.,]\d", after))
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the lexicon: a text, what it names, and which occurrences it claims."""

    entry: Entry
    text: str
    label: str
    id: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    at: tuple[int, ...]
    optional: bool

    @classmethod
    def parse(cls, entry: Entry) -> "Name":
        """Check one lexicon entry."""
        entry.allow("text", "label", "id", "in", "not_in", "at", "optional")
        label = entry.text("label")
        if unknown := sorted(set(label.split("/")) - ENTITY_LABELS):
            raise entry.error(f"label {', '.join(unknown)}; known are {', '.join(sorted(ENTITY_LABELS))}")
        return cls(
            entry,
            entry.text("text"),
            label,
            entry.text("id"),
            entry.texts("in"),
            entry.texts("not_in"),
            entry.counts("at"),
            entry.flag("optional"),
        )

    def claims(self, article: Article, start: int, nth: int) -> bool:
        """Tell whether the nth free occurrence of the text, at `start`, is this name."""
        end = start + len(self.text)
        return (
            (not self.at or nth in self.at)
            and (not self.inside or any(article.covered(start, end, c) for c in self.inside))
            and not any(article.covered(start, end, c) for c in self.outside)
        )


class Lexicon:
    """The names of one article, ready to be looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries of the section `entities`."""
        self.by_text: dict[str, list[Name]] = defaultdict(list)
        for entry in entries:
            name = Name.parse(entry)
            self.by_text[name.text].append(name)
        self.lengths = sorted({len(text) for text in self.by_text}, reverse=True)
        self.seen: dict[str, int] = defaultdict(int)
        self.used: set[str] = set()

    def find(self, article: Article) -> list[EntityMention]:
        """Find every occurrence of every name; an entry that claims nothing is an error."""
        found: list[EntityMention] = []
        at = article.body
        while at < len(article.raw):
            name = self._claim(article, at)
            end = at + (len(name.text) if name else 1)
            if name:
                self.used.add(name.entry.place)
                found.append(
                    EntityMention(
                        start=at,
                        end=end,
                        text=name.text,
                        label=name.label,
                        id=name.id,
                        optional=name.optional,
                    )
                )
            at = end
        for name in (n for names in self.by_text.values() for n in names):
            if name.entry.place not in self.used:
                raise name.entry.error(
                    "claims no place: not in the article, always part of a longer name, or in/at"
                )
        return found

    def _claim(self, article: Article, at: int) -> Name | None:
        """Return the longest name that claims the place, and count what was looked at."""
        for length in self.lengths:
            text = article.raw[at : at + length]
            if text not in self.by_text or article.cut(at, at + length):
                continue
            self.seen[text] += 1
            claims = [n for n in self.by_text[text] if n.claims(article, at, self.seen[text])]
            if len(claims) > 1:
                raise claims[1].entry.error(
                    f"claims offset {at} as {claims[0].entry.place} does; restrict it (in, at)"
                )
            if claims:
                return claims[0]
        return None


def in_order(article: Article, entries: Iterable[Entry]) -> Iterable[tuple[Entry, int, int]]:
    """Locate each entry at the next occurrence of its text after the entry before it."""
    at = article.body
    for entry in entries:
        text, context = entry.text("text"), entry.text("in", "")
        start = article.raw.find(text, at)
        while start >= 0 and (
            article.cut(start, start + len(text))
            or (context and not article.covered(start, start + len(text), context))
        ):
            start = article.raw.find(text, start + 1)
        if start < 0:
            why = "only before the entry above" if text in article.raw[:at] else "nowhere"
            near = article.raw[at : at + 15].replace("\n", " ")
            raise entry.error(f"stands {why} (looked from offset {at}, {near!r}); keep document order")
        at = start + len(text)
        yield entry, start, at


def find_quantities(article: Article, entries: Iterable[Entry]) -> list[Quantity]:
    """Locate the quantities; `value` stands for an equal low and high."""
    found: list[Quantity] = []
    for entry, start, end in in_order(article, entries):
        entry.allow("text", "in", "label", "value", "low", "high", "unit", "mod", "of", "optional")
        value, low, high = entry.number("value"), entry.number("low"), entry.number("high")
        if value is not None and (low is not None or high is not None):
            raise entry.error("give value, or low and high, not both")
        if low is not None and high is not None and low > high:
            raise entry.error(f"low {low} is greater than high {high}")
        found.append(
            Quantity(
                start=start,
                end=end,
                text=entry.text("text"),
                label=entry.one_of("label", QUANTITY_LABELS),
                low=low if value is None else value,
                high=high if value is None else value,
                unit=entry.text("unit", "") or None,
                mod=entry.one_of("mod", MODIFIERS) if "mod" in entry.values else None,
                of=entry.text("of", ""),
                optional=entry.flag("optional"),
            )
        )
    return found


def find_times(article: Article, entries: Iterable[Entry]) -> list[Time]:
    """Locate the time expressions; the type is DATE where it is not given."""
    found: list[Time] = []
    for entry, start, end in in_order(article, entries):
        entry.allow("text", "in", "type", "edtf", "optional")
        kind = entry.one_of("type", TIME_TYPES, "DATE")
        edtf, optional = entry.text("edtf", ""), entry.flag("optional")
        if "edtf" not in entry.values or not (edtf or optional):
            raise entry.error('needs edtf; only an optional, vague expression may have edtf = ""')
        forms = {"DURATION": (DURATION,), "SET": (DURATION, DATE)}.get(kind, (DATE,))
        if edtf and not any(form.fullmatch(edtf) for form in forms):
            raise entry.error(f"edtf {edtf!r} is not the value of a {kind}")
        text = entry.text("text")
        found.append(Time(start=start, end=end, text=text, type=kind, edtf=edtf, optional=optional))
    return found


def find_events(article: Article, entries: Iterable[Entry], entities: Iterable[EntityMention]) -> list[Event]:
    """Locate the events by their anchors; arguments must be ids, not texts, of entities."""
    ids = {mention.id for mention in entities}
    names = {mention.text: mention.id for mention in entities}
    found: list[Event] = []
    for entry in entries:
        entry.allow("date", "trigger", "actors", "objects", "status", "anchor", "optional")
        anchor, trigger, date = entry.text("anchor"), entry.text("trigger"), entry.text("date")
        actors = entry.texts("actors", required=True)
        objects = entry.texts("objects", required=True)
        count = article.raw.count(anchor, article.body)
        start = article.raw.find(anchor, article.body)
        if count != 1:
            msg = f"the anchor stands {count} times in the article; it must stand once"
        elif len(anchor) not in ANCHOR_LENGTHS:
            msg = f"the anchor has {len(anchor)} characters; take 8 to 20"
        elif trigger not in anchor:
            msg = f"the trigger {trigger!r} is not in the anchor"
        elif not DATE.fullmatch(date):
            msg = f"date {date!r} is not an EDTF date"
        elif wrong := [t for t in (*actors, *objects) if t in names and t not in ids]:
            msg = f"{wrong[0]!r} is a text of {names[wrong[0]]!r}; write the id"
        elif found and start < found[-1].start:
            msg = "stands before the event above it; keep document order"
        else:
            found.append(
                Event(
                    start=start,
                    end=start + len(anchor),
                    date=date,
                    trigger=trigger,
                    actors=actors,
                    objects=objects,
                    status=entry.one_of("status", STATUSES),
                    anchor=anchor,
                    optional=entry.flag("optional"),
                )
            )
            continue
        raise entry.error(msg)
    return found


def refuse_overlaps(place: str, mentions: Sequence[Mention]) -> None:
    """Refuse two mentions that share a character, unless one of them is optional."""
    for a, b in ((a, b) for a in mentions for b in mentions):
        if a.start <= b.start < a.end and a is not b and not (a.optional or b.optional):
            raise GoldError(f"{place}: {a.text} and {b.text} overlap at offset {b.start}")


def as_rows(found: Iterable[Mention | Event]) -> list[dict[str, object]]:
    """Return the mentions as JSON objects, without the fields that the text does not tell."""
    return [{k: v for k, v in asdict(m).items() if v is not None} for m in found]


def resolve(path: Path) -> str:
    """Return the JSON line of one .toml file."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{path.name}: not TOML in UTF-8: {error}") from error
    top = Entry(path.name, values)
    top.allow(*FILE_KEYS)
    name, published = top.text("article"), top.text("published", "")
    if published and not DATE.fullmatch(published):
        raise top.error(f"published {published!r} is not an EDTF date")
    try:
        article = Article.read(CORPUS / name)
    except FileNotFoundError as error:
        raise top.error(f"there is no article {name!r} in corpus/") from error
    entities = Lexicon(top.tables("entities")).find(article)
    quantities = find_quantities(article, top.tables("quantities"))
    times = find_times(article, top.tables("times"))
    events = find_events(article, top.tables("events"), entities)
    refuse_overlaps(path.name, [*entities, *quantities, *times])
    row = {
        "article": name,
        "published": published,
        "chars": len(article.raw),
        "entities": as_rows(entities),
        "quantities": as_rows(quantities),
        "times": as_rows(times),
        "events": as_rows(events),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def main() -> int:
    """Write, or with --check compare, the .jsonl of every .toml named."""
    parser = argparse.ArgumentParser(description="Resolve the gold annotations to offsets.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("files", nargs="*", type=Path, help="default: every .toml in this folder")
    args = parser.parse_args()
    problems: list[str] = []
    files = args.files or sorted(GOLD.glob("*.toml"))
    for path in files:
        try:
            line = resolve(path)
        except GoldError as error:
            problems.append(str(error))
            continue
        target = path.with_suffix(".jsonl")
        if not args.check:
            target.write_text(line, encoding="utf-8", newline="\n")
        elif not target.is_file() or target.read_text(encoding="utf-8") != line:
            problems.append(f"{target.name}: is not what {path.name} gives; run compile.py")
    if not args.files:
        problems.extend(
            f"{path.name}: has no .toml beside it; gold is written in .toml only"
            for path in sorted(GOLD.glob("*.jsonl"))
            if not path.with_suffix(".toml").is_file()
        )
    for problem in problems:
        sys.stderr.write(problem + "\n")
    verb = "checked" if args.check else "compiled"
    sys.stdout.write(f"{verb} {len(files)} files, {len(problems)} problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
