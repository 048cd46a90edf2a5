"""SQLite: one table each with keys and indexes, so that Datasette shows a row's neighbours as links.

Lists are JSON arrays (``json_each``, Datasette's facets). An empty reference is NULL.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.export.places import fresh_file
from pipeline.export.sqlite_disk import disk_told
from pipeline.write.columns import TABLES
from pipeline.write.stored import rows
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.write.columns import Column

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "list": "TEXT"}
#: a table that others refer to before those that do
_ORDER = (
    "articles", "entities", "numbers", "events", "entity_mentions", "number_mentions", "date_mentions", "event_mentions",
    "links", "rejects",
)  # fmt: skip
_REFERENCES = {
    "article_id": "articles", "entity_id": "entities", "number_id": "numbers", "event_id": "events",
    "subject_id": "entities", "duplicate_of": "articles", "date_mention_id": "date_mentions",
}  # fmt: skip
_KEYS = {
    "articles": "article_id",
    "entities": "entity_id",
    "numbers": "number_id",
    "events": "event_id",
    "links": "link_id",
}


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write the database."""
    del corpus
    with fresh_file(target, "sqlite") as fresh, disk_told():
        fresh.write_bytes(b"")  # a place that takes no file is told as for every other format
        with closing(sqlite3.connect(fresh)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            for table in _ORDER:
                _table(database, outputs, table)
            database.commit()
            broken = database.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise ValueError(f"a row of {broken[0]} refers to a row of {broken[2]} that is not there")
            database.execute("ANALYZE")
            database.commit()


def key_of(table: str) -> str:
    """The primary key of a table, empty for rejects."""
    return _KEYS.get(table, "mention_id" if table.endswith("_mentions") else "")


def _table(database: sqlite3.Connection, outputs: Path, table: str) -> None:
    columns, key = TABLES[table], key_of(table)
    lines = [f'"{c.name}" {_TYPES[c.kind]}{" PRIMARY KEY" if c.name == key else ""}' for c in columns]
    linked = [(c.name, _REFERENCES[c.name]) for c in columns if c.name in _REFERENCES and c.name != key]
    lines += [f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{key_of(other)}")' for name, other in linked]
    database.execute(f'CREATE TABLE "{table}" ({", ".join(lines)})')
    marks = ", ".join("?" * len(columns))
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', _rows(outputs, table, columns))  # noqa: S608  (our own names)
    for name, _ in linked:
        database.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")')


def _rows(outputs: Path, table: str, columns: tuple[Column, ...]) -> Iterator[list[Any]]:
    for row in rows(outputs, table):
        yield [_value(row[column.name], column) for column in columns]


def _value(value: Any, column: Column) -> Any:
    if column.kind == "list":
        return orjson.dumps(value).decode("utf-8")
    if column.kind == "number" and value is not None:
        return plain(value)  # the column's affinity makes it a number where none of its digits is lost
    return None if value == "" and column.name in _REFERENCES else value
