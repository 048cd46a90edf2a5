"""brat standoff: NAME.txt and NAME.ann for every article, and the annotation.conf that brat needs to show them.

Offsets are code points in the raw text, which NAME.txt holds unchanged. Names carry their entity as a normalisation
(``N``) and every mention its value and rule as a note (``#``); events have Actor and Object arguments and a Status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.articles import Told, told
from pipeline.export.places import fresh_folder
from pipeline.model import ENTITY_LABELS
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.write.stored import EntityMentionRow, EventMentionRow, NumberMentionRow

_LONGEST_NAME = 60  # code points of a file's name: 240 bytes at most, and file systems take 255
_NUMBERS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
_DATES = ("DATE", "TIME", "DURATION", "SET")
_STATUSES = "occurred|ongoing|planned|predicted|proposed|hypothetical|negated"


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write the folder."""
    types: set[str] = set()
    names: set[str] = set()
    with fresh_folder(target) as folder:
        for article in told(outputs, corpus):
            name = _file_name(article.article["article_id"], names)
            (folder / f"{name}.txt").write_bytes(article.text.encode("utf-8"))
            lines = _Lines(article)
            (folder / f"{name}.ann").write_text(
                "".join(f"{line}\n" for line in lines.all()), encoding="utf-8", newline="\n"
            )
            types |= {event["type"] for event in article.events}
        (folder / "annotation.conf").write_text(_configuration(sorted(types)), encoding="utf-8", newline="\n")


def _file_name(article_id: str, taken: set[str]) -> str:
    """A name for the two files of an article, without its ending and unlike any before: a/b.txt -> a__b."""
    shown = "".join(c if c.isalnum() or c in "-_." else "_" for c in article_id.replace("/", "__"))
    plain_name = shown.removesuffix(".txt")[:_LONGEST_NAME]
    name, number = plain_name, 1
    while name in taken:
        number += 1
        name = f"{plain_name}-{number}"
    taken.add(name)
    return name


class _Lines:
    """The annotations of one article, numbered as they come."""

    def __init__(self, article: Told) -> None:
        self._article = article
        self._lines: list[str] = []
        self._numbers: dict[str, int] = {}
        self._names: list[tuple[EntityMentionRow, str]] = []  # with their T

    def all(self) -> list[str]:
        """Every line of the .ann file."""
        for name in self._article.names:
            span = self._span(name["label"], name["start"], name["end"])
            self._names.append((name, span))
            self._add("N", f"Reference {span} zh-extract:{name['entity_id']}\t{_flat(name['text'])}")
            self._note(span, name["rule"])
        for number in self._article.numbers:
            span = self._span(number["label"], number["start"], number["end"])
            self._note(span, f"{_value(number)} {number['rule']}")
        for date in self._article.dates:
            span = self._span(date["type"], date["start"], date["end"])
            self._note(span, f"{date['edtf'] or '-'} {date['basis']} {date['rule']}")
        for event in self._article.events:
            self._event(event)
        return self._lines

    def _event(self, event: EventMentionRow) -> None:
        trigger = self._span(event["type"], event["trigger_start"], event["trigger_end"])
        arguments = [("Actor", one) for one in self._mentions(event, event["actor_ids"])]
        arguments += [("Object", one) for one in self._mentions(event, event["object_ids"])]
        told_arguments = "".join(f" {role}{_count(i)}:{span}" for role, i, span in _counted(arguments))
        made = self._add("E", f"{event['type']}:{trigger}{told_arguments}", separator="\t")
        self._add("A", f"Status {made} {event['status']}")
        self._note(made, f"{event['date']} {event['basis']} {event['event_id']} {event['rule']}")

    def _mentions(self, event: EventMentionRow, entity_ids: list[str]) -> Iterable[str]:
        """For each entity its mention nearest to the trigger, in the event's clause before elsewhere."""
        for entity_id in entity_ids:
            same = [(name, span) for name, span in self._names if name["entity_id"] == entity_id]
            if same:
                yield min(same, key=lambda one: self._distance(event, one[0]))[1]

    @staticmethod
    def _distance(event: EventMentionRow, name: EntityMentionRow) -> tuple[bool, int]:
        outside = not (event["start"] <= name["start"] < event["end"])
        return outside, abs(name["start"] - event["trigger_start"])

    def _span(self, label: str, start: int, end: int) -> str:
        """A text-bound annotation; brat wants a part of it for each line of the text that it stands on."""
        text = self._article.text
        parts, place = [], start
        for piece in text[start:end].splitlines(keepends=True):
            plain_piece = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            if plain_piece:
                parts.append((place, place + len(plain_piece)))
            place += len(piece)
        places = ";".join(f"{first} {last}" for first, last in parts)
        return self._add("T", f"{label} {places}\t{' '.join(text[first:last] for first, last in parts)}")

    def _note(self, target: str, text: str) -> None:
        self._add("#", f"AnnotatorNotes {target}\t{_flat(text)}")

    def _add(self, kind: str, body: str, *, separator: str = "\t") -> str:
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        self._lines.append(f"{kind}{number}{separator}{body}")
        return f"{kind}{number}"


def _counted(arguments: list[tuple[str, str]]) -> Iterable[tuple[str, int, str]]:
    """Each argument once, with its number among those of its role."""
    seen: dict[str, int] = {}
    for role, span in dict.fromkeys(arguments):
        seen[role] = seen.get(role, 0) + 1
        yield role, seen[role], span


def _count(number: int) -> str:
    """Brat's way of a second argument of one role: Actor, Actor2."""
    return "" if number == 1 else str(number)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _value(number: NumberMentionRow) -> str:
    low, high = ("" if end is None else plain(end) for end in (number["low"], number["high"]))
    amount = low if low == high else f"{low}..{high}"
    return " ".join(part for part in (number["modifier"], amount, number["unit"], number["change"]) if part)


def _configuration(types: list[str]) -> str:
    """The labels and roles that this folder uses."""
    events = [f"{kind}\tActor*:<ENTITY>, Object*:<ENTITY>" for kind in types]
    return "\n".join(
        ["[entities]", *ENTITY_LABELS, *_NUMBERS, *_DATES, "", "[relations]", "", "[events]", *events, "",
         "[attributes]", f"Status\tArg:<EVENT>, Value:{_STATUSES}", ""]
    )  # fmt: skip
