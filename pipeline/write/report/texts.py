"""The articles of the page: each with its marks, in the page itself or in script files beside it.

A browser counts in UTF-16 units from the first character shown; so do all places that leave this module.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from pipeline.write.tables import plain

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Article
    from pipeline.write.stored import (
        DateMentionRow,
        EntityMentionRow,
        EventMentionRow,
        MentionRow,
        NumberMentionRow,
    )

_FILE = 300_000  # bytes: a file holds articles up to about so much, and opens in an instant
ENTITY, NUMBER, DATE, EVENT = range(4)  # kinds of marks, as marks.js knows them


class Places(NamedTuple):
    """Where each id stands in the lists of the page."""

    articles: dict[str, int]
    entities: dict[str, int]
    numbers: dict[str, int]
    events: dict[str, int]


class Mentions(NamedTuple):
    """All mentions of one article."""

    names: list[EntityMentionRow]
    numbers: list[NumberMentionRow]
    dates: list[DateMentionRow]
    events: list[EventMentionRow]


class Record(NamedTuple):
    """An article as the page holds it, and where the claims and events of its mentions stand."""

    data: list[Any]  # text, rules, marks
    number_spots: list[list[int]]  # sentence start, end, mention start, end
    event_spots: list[list[int]]  # the same of the clause, and trigger start, end


class Texts:
    """Where the articles go: ``held`` in the page, or files of a limited size; ``names`` are those of the files."""

    def __init__(self, folder: Path, *, inline: bool) -> None:
        self.held: list[Any] = []
        self.names: list[str] = []
        self._folder = folder
        self._inline = inline
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, article: int, data: list[Any]) -> int:
        """Keep an article; returns the number of its file, 0 for the page itself."""
        found = [article, *data]
        if self._inline:
            self.held.append(found)
            return 0
        part = orjson.dumps(found)
        if self._parts and self._size + len(part) > _FILE:
            self._flush()
        self._parts.append(part)
        self._size += len(part)
        return len(self.names) + 1

    def _flush(self) -> None:
        self._folder.mkdir(exist_ok=True)
        name = f"articles-{len(self.names) + 1:05}.js"
        body = b"zhExtractArticles([\n" + b",\n".join(self._parts) + b"\n]);\n"
        (self._folder / name).write_bytes(body)
        self.names.append(f"{self._folder.name}/{name}")
        self._parts, self._size = [], 0

    def close(self) -> None:
        """Write what is left."""
        if self._parts:
            self._flush()


def record(article: Article, mentions: Mentions, places: Places) -> Record:
    """The text below the head lines with its marks; a mark leads to a name, claim or event of the page."""
    units = Units(article.text, article.body_start)
    rules: dict[str, int] = {}

    def mark(kind: int, row: MentionRow, target: int, *told: str | int) -> list[Any]:
        rule = rules.setdefault(row["rule"], len(rules))
        return [kind, *units.span(row["start"], row["end"]), rule, target, *told]

    marks = [
        mark(ENTITY, row, places.entities.get(row["entity_id"], -1), row["label"]) for row in mentions.names
    ]
    marks += [
        mark(
            NUMBER, row, places.numbers.get(row["number_id"], -1), row["label"], _digits(row["low"]), _digits(row["high"]),
            row["unit"], row["modifier"], row["change"], row["measure"], row["as_of"],
        )
        for row in mentions.numbers
    ]  # fmt: skip
    marks += [mark(DATE, row, -1, row["type"], row["edtf"], row["basis"]) for row in mentions.dates]
    marks += [
        mark(
            EVENT, row, places.events.get(row["event_id"], -1), row["type"], row["date"], row["status"],
            *units.span(row["trigger_start"], row["trigger_end"]),
        )
        for row in mentions.events
    ]  # fmt: skip
    marks.sort(key=lambda found: (found[1], -found[2], found[0]))
    number_spots = [[*units.sentence(row), *units.span(row["start"], row["end"])] for row in mentions.numbers]
    event_spots = [
        [*units.sentence(row), *units.span(row["start"], row["end"]), *units.span(row["trigger_start"], row["trigger_end"])]
        for row in mentions.events
    ]  # fmt: skip
    return Record([article.text[article.body_start :], list(rules), marks], number_spots, event_spots)


def _digits(value: Any) -> str:
    return "" if value is None else plain(value)


class Units:
    """Places of an article in UTF-16 units from the first character shown."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._table: list[int] | None = None
        if max(text, default="") > "\uffff":
            widths = (2 if char > "\uffff" else 1 for char in text[start:])
            self._table = [0, *accumulate(widths)]

    def span(self, start: int, end: int) -> list[int]:
        """A half-open range."""
        start, end = max(0, start - self._start), max(0, end - self._start)
        return [self._table[start], self._table[end]] if self._table else [start, end]

    def sentence(self, row: MentionRow) -> list[int]:
        """The range of the mention's sentence; that of the mention where the sentence cannot be found."""
        sentence = row["sentence"]
        at = self._text.find(sentence, max(0, row["end"] - len(sentence)), row["start"] + len(sentence))
        return self.span(at, at + len(sentence)) if at >= 0 else self.span(row["start"], row["end"])
