"""The tables of a run, read back from OUTPUTS row by row: what the workbook, the page and the exports are made from."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypedDict

import orjson

from pipeline.model import PipelineError
from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ArticleRow(TypedDict):
    """A row of ``articles``."""

    article_id: str
    title: str
    published: str
    published_basis: str
    script: str
    region: str
    source: str
    path: str
    sha256: str
    encoding: str
    chars: int
    duplicate_of: str
    n_entities: int
    n_numbers: int
    n_dates: int
    n_events: int
    text_file: str


class EntityRow(TypedDict):
    """A row of ``entities``."""

    entity_id: str
    name: str
    label: str
    aliases: list[str]
    n_mentions: int
    n_articles: int
    articles: list[str]
    first_published: str
    last_published: str
    surfaces: list[str]


class MentionRow(TypedDict):
    """What a row of every mention table has."""

    mention_id: str
    article_id: str
    start: int
    end: int
    rule: str
    sentence: str


class EntityMentionRow(MentionRow):
    """A row of ``entity_mentions``."""

    text: str
    label: str
    entity_id: str


class NumberMentionRow(MentionRow):
    """A row of ``number_mentions``."""

    text: str
    label: str
    low: Decimal | int | None
    high: Decimal | int | None
    unit: str
    modifier: str
    change: str
    subject_id: str
    measure: str
    as_of: str
    number_id: str
    attributed_to: str


class DateMentionRow(MentionRow):
    """A row of ``date_mentions``."""

    text: str
    type: str
    edtf: str
    earliest: str
    latest: str
    basis: str


class EventMentionRow(MentionRow):
    """A row of ``event_mentions``."""

    trigger: str
    trigger_start: int
    trigger_end: int
    date: str
    basis: str
    date_mention_id: str
    status: str
    type: str
    actor_ids: list[str]
    actors: list[str]
    object_ids: list[str]
    objects: list[str]
    location: str
    attributed_to: str
    event_id: str


class NumberRow(TypedDict):
    """A row of ``numbers``."""

    number_id: str
    label: str
    subject_id: str
    subject: str
    measure: str
    low: Decimal | int | None
    high: Decimal | int | None
    unit: str
    modifier: str
    as_of: str
    verdict: str
    compared_with: list[str]
    n_mentions: int
    n_articles: int
    articles: list[str]
    text: str
    sentence: str
    attributed_to: list[str]


class EventRow(TypedDict):
    """A row of ``events``."""

    event_id: str
    date: str
    date_start: str
    date_end: str
    precision: str
    basis: str
    status: str
    type: str
    trigger: str
    actor_ids: list[str]
    actors: list[str]
    object_ids: list[str]
    objects: list[str]
    location: str
    attributed_to: str
    n_mentions: int
    n_articles: int
    n_sources: int
    first_published: str
    last_published: str
    conflict: str
    articles: list[str]
    sentence: str


class LinkRow(TypedDict):
    """A row of ``links``."""

    link_id: str
    kind: str
    left: str
    right: str
    score: Decimal | int | None
    reason: str
    judgement: str


_NUMBERS = {
    name: [column.name for column in columns if column.kind == "number"] for name, columns in TABLES.items()
}
_DIGITS = 15  # that a float of 64 bits gives back as they were written


def rows(folder: Path, table: str, most: int | None = None) -> Iterator[Any]:
    """The rows of NAME.jsonl in their order, or the first of them; the caller says which type they have. Numbers are exact.

    A line ends at a line feed alone: U+2028 and U+0085 may stand in a title. Raises PipelineError where ``folder`` holds no
    such table or it cannot be read.
    """
    try:
        with (folder / f"{table}.jsonl").open("rb") as lines:
            for line in islice(lines, most):
                yield parse(line, table)
    except FileNotFoundError:
        raise PipelineError(
            f"{folder}: holds no {table}.jsonl: run zh-extract extract CORPUS {folder} first"
        ) from None
    except OSError as error:
        raise PipelineError(
            f"{folder / table}.jsonl: cannot be read ({error.strerror}): run zh-extract extract CORPUS {folder} first"
        ) from error


def parse(line: bytes, table: str) -> Any:
    """One line of a table. ``orjson`` is fast and keeps 15 digits of a number, ``json`` those of any length."""
    row = orjson.loads(line)
    for column in _NUMBERS.get(table, ()):
        value = row[column]
        if isinstance(value, float):
            row[column] = exact = Decimal(repr(value))
            if len(exact.as_tuple().digits) > _DIGITS:
                return json.loads(line, parse_float=Decimal)
    return row


def count(folder: Path, table: str) -> int:
    """The number of rows of a table, without reading them as JSON."""
    with (folder / f"{table}.jsonl").open("rb") as lines:
        return sum(1 for _ in lines)


class Groups:
    """The mentions of one article after the other; the table is in the order of the articles."""

    def __init__(self, folder: Path, table: str) -> None:
        self._table = table
        self._groups = groupby(rows(folder, table), key=itemgetter("article_id"))
        self._next: tuple[str, list[Any]] | None = None
        self._advance()

    def _advance(self) -> None:
        key, group = next(self._groups, (None, iter(())))
        self._next = None if key is None else (key, list(group))

    def of(self, article_id: str) -> list[Any]:
        """The mentions of the next article, which may have none."""
        if self._next is None or self._next[0] != article_id:
            return []
        found = self._next[1]
        self._advance()
        return found

    def finish(self) -> None:
        """All mentions belong to an article that was given."""
        if self._next is not None:
            raise ValueError(f"{self._table}: {self._next[0]} comes before its article or has none")
