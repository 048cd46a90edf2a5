"""Where a cell of the workbook leads: from an article's id to its row, from an event to its mentions and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.write.columns import TABLES
from pipeline.write.stored import count, parse, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: a table of things -> its id, and the table of their mentions
MENTIONS = {
    "events": ("event_id", "event_mentions"),
    "numbers": ("number_id", "number_mentions"),
    "entities": ("entity_id", "entity_mentions"),
}
_MOST = 65_000  # rows of a table that are indexed: a sheet cannot hold more links, and memory stays bounded


class Links:
    """Row numbers of the things that cells lead to.

    A mention table of up to 65,000 rows is ordered by the thing mentioned, so that one link shows all mentions of an
    event; a longer one stays in the order of the articles and its things have no link.
    """

    def __init__(self, folder: Path, *, most_rows: int) -> None:
        self._folder = folder
        self._most_rows = most_rows
        self._articles = self._index("articles", "article_id")
        self._things: dict[str, dict[str, int]] = {}
        self._spans: dict[str, dict[str, tuple[int, int]]] = {}
        self._offsets: dict[str, list[int]] = {}
        for table, (column, mentions) in MENTIONS.items():
            self._things[table] = self._index(table, column)
            if count(folder, mentions) <= _MOST:
                self._group(table, column, mentions)

    def _index(self, table: str, column: str) -> dict[str, int]:
        return {row[column]: at for at, row in enumerate(rows(self._folder, table, _MOST))}

    def _group(self, table: str, column: str, mentions: str) -> None:
        """Note the mentions' places in their file in the order of their things, and each thing's rows."""
        order = self._things[table]
        key = f'"{column}":"'.encode()
        found: list[tuple[int, int, str]] = []
        with (self._folder / f"{mentions}.jsonl").open("rb") as lines:
            offset = 0
            for line in lines:
                thing = _id_in(line, key) or parse(line, mentions)[column]
                found.append((order.get(thing, len(order)), offset, thing))
                offset += len(line)
        found.sort()
        spans: dict[str, tuple[int, int]] = {}
        for at, (_, _, thing) in enumerate(found):
            spans[thing] = (spans.get(thing, (at, at))[0], at)
        self._spans[table] = spans
        self._offsets[mentions] = [offset for _, offset, _ in found]

    def ordered(self, table: str) -> Iterator[dict[str, Any]] | None:
        """The rows of a mention table by the thing mentioned, or None where they stay as they are."""
        return self._ordered(table) if table in self._offsets else None

    def _ordered(self, table: str) -> Iterator[dict[str, Any]]:
        with (self._folder / f"{table}.jsonl").open("rb") as lines:
            for offset in self._offsets[table]:
                lines.seek(offset)
                yield parse(lines.readline(), table)

    def target(self, table: str, column: str) -> Callable[[Any], str] | None:
        """Where the cells of a column lead: from a cell's value to a reference inside the workbook, or to nothing.

        None where no cell of the column leads anywhere.
        """
        if column == "articles":
            return lambda ids: self._article(ids[0])
        if column in {"article_id", "duplicate_of"}:
            return None if (table, column) == ("articles", "article_id") else self._article
        if column == "subject_id":
            return self._thing("entities")
        if column in {"actor_ids", "object_ids"}:
            entity = self._thing("entities")
            return lambda ids: entity(ids[0])
        for things, (thing_column, mentions) in MENTIONS.items():
            if column == thing_column and table == things:
                return self._mentions(things, mentions)
            if column == thing_column and table == mentions:
                return self._thing(things)
        return None

    def _article(self, article_id: str) -> str:
        return self._row("articles", self._articles.get(article_id))

    def _thing(self, things: str) -> Callable[[str], str]:
        places = self._things[things]
        return lambda thing: self._row(things, places.get(thing))

    def _mentions(self, things: str, mentions: str) -> Callable[[str], str] | None:
        spans = self._spans.get(things)
        if spans is None:
            return None
        return lambda thing: self._row(mentions, *spans[thing]) if thing in spans else ""

    def _row(self, table: str, first: int | None, last: int | None = None) -> str:
        """A whole row, or the rows from first to last, as ``'events'!A2:W2``. Rows are counted from 0 below the header."""
        if first is None:
            return ""
        sheet, at = divmod(first, self._most_rows)
        end = min(self._most_rows - 1, at + (last - first if last is not None else 0))
        name = table if not sheet else f"{table} ({sheet + 1})"
        return f"'{name}'!A{at + 2}:{_LAST[table]}{end + 2}"


def _id_in(line: bytes, key: bytes) -> str:
    """The id behind ``"event_id":"`` in a line of JSON, where quotation marks within a text have a backslash before them."""
    found = line.partition(key)[2].partition(b'"')[0]
    return "" if b"\\" in found else found.decode()


def letter(number: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


_LAST = {table: letter(len(columns)) for table, columns in TABLES.items()}
