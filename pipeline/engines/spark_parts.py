"""Tables that a cluster writes: a folder a table with part files in it, as Parquet, JSONL or CSV.

    OUTPUTS/entities/part-*.parquet   and so on, one folder for each public table
    OUTPUTS/texts/part-*.parquet      the texts of pages, which offsets count in: text_file, text
    OUTPUTS/run.json                  in a folder: what made the tables, as everywhere
    OUTPUTS/run/part-*.txt            below a URL: one line of JSON: whether the tables are whole, and how many rows each has

A folder takes the place of the last one when it is whole. A store of objects cannot exchange two folders in one step: there
``run`` says ``whole: false`` before the first table is replaced and ``whole: true`` after the last.
"""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import orjson

from pipeline.engines.spark_files import told
from pipeline.engines.spark_tables import SparkTables
from pipeline.model import ArticleError, PipelineError
from pipeline.order import in_order
from pipeline.resolve import OnDisk
from pipeline.resolve.mentions import MENTIONED, ids_of
from pipeline.write import RULES, further_counts
from pipeline.write.arrow import by_column, schema
from pipeline.write.columns import TABLES, Column
from pipeline.write.package import code_version, rule_hashes, write_run
from pipeline.write.rows import article_rows, text_file, thing_rows
from pipeline.write.swap import whole
from pipeline.write.tables import csv_cell, json_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Extraction, Reject
    from pipeline.order import Extractions
    from pipeline.resolve import Ids, Resolved
    from pipeline.sql import Row

FORMATS = ("parquet", "jsonl", "csv")
_ROWS = 50_000  # of a part: what the driver has in memory at a time
_MARK = "run"
_TEXTS = (Column("text_file", "string", "as in articles"), Column("text", "string", "what offsets count in"))
#: tables with rows by article
BY_ARTICLE = ("articles", "entity_mentions", "number_mentions", "date_mentions", "event_mentions", "texts")


def check(session: Any, place: str) -> None:
    """Raise PipelineError where tables at ``place`` would replace something that is not ours, or cannot be written."""
    if not _exists(session, f"{place}/{_MARK}"):
        for table in TABLES:
            if _exists(session, f"{place}/{table}"):
                raise PipelineError(f"{place}: holds {table} and no tables of ours: choose another OUTPUTS")


def write(
    session: Any,
    outputs: Path | str,
    kind: str,
    extractions: Iterable[Extraction],
    resolution: Resolved,
    rejects: Sequence[Reject],
    settings: Mapping[str, str],
) -> dict[str, int]:
    """Write all tables into a folder or below a URL; returns the rows of each, and how many conflicts."""
    ordered = in_order(extractions)

    def tables(place: str) -> dict[str, int]:
        forms = {name: Form(kind, columns) for name, columns in {**TABLES, "texts": _TEXTS}.items()}
        if isinstance(resolution, OnDisk) and isinstance(resolution.tables, SparkTables):
            count = dict(_by_executors(resolution.tables, ordered, resolution.copies, forms, place))
        else:
            count = dict(_by_article(session, resolution.along(ordered), forms, place))
        for name, rows in thing_rows(resolution, rejects):
            with _Table(session, f"{place}/{name}", forms[name]) as table:
                table.write(rows)
            count[name] = table.count
        counts = {name: count[name] for name in TABLES}
        return counts | further_counts(counts["articles"], resolution, rejects)

    if isinstance(outputs, Path):
        with whole(outputs) as folder, told(str(outputs)):
            counts = tables(folder.as_uri())
            write_run(folder, RULES, counts, {**settings, "format": kind})
        return counts
    place = outputs.rstrip("/")
    with told(place):
        _mark(session, place, {"whole": False})
        counts = tables(place)
        made = {"version": code_version(), "settings": {**settings, "format": kind}, "counts": counts}
        _mark(session, place, {"whole": True, **made, "rules": rule_hashes(RULES)})
    return counts


def _mark(session: Any, place: str, said: Mapping[str, Any]) -> None:
    line = orjson.dumps(said).decode("utf-8")
    _frame(session, [(line,)], Form("text", ()).schema()).coalesce(1).write.mode("overwrite").text(
        f"{place}/{_MARK}"
    )


def _exists(session: Any, place: str) -> bool:
    try:
        with told(place):
            session.read.format("binaryFile").load(place).select("path").limit(1).collect()
    except ArticleError:
        return False
    return True


def _by_article(
    session: Any, along: Iterable[tuple[Extraction, Ids]], forms: Mapping[str, Form], place: str
) -> Iterator[tuple[str, int]]:
    """Write the tables that have rows by article, one article after the other; the rows of each."""
    with ExitStack() as open_:
        tables = {
            name: open_.enter_context(_Table(session, f"{place}/{name}", forms[name])) for name in BY_ARTICLE
        }
        for extraction, ids in along:
            for name, rows in _rows_of(extraction, ids):
                tables[name].write(rows)
    return ((name, table.count) for name, table in tables.items())


def _by_executors(
    tables: SparkTables,
    extractions: Extractions,
    copies: Mapping[str, str],
    forms: Mapping[str, Form],
    place: str,
) -> Iterator[tuple[str, int]]:
    """The same by the executors, a part for some articles."""

    def work(_: object, extraction: Extraction, told: list[Row]) -> Iterator[tuple[str, Row]]:
        for name, rows in _rows_of(extraction, ids_of(extraction, told, copies)):
            for row in rows:
                yield name, forms[name].cells(row)

    schemas = {name: forms[name].schema() for name in BY_ARTICLE}
    heads = {name: head for name in BY_ARTICLE if (head := forms[name].head())}
    made = tables.made_of(extractions, work, schemas, beside=MENTIONED, heads=heads)
    counts = {row["table"]: row["count"] for row in made.groupBy("table").count().collect()}
    for name in BY_ARTICLE:
        rows = made.where(made["table"] == name).select(f"`{name}`.*")
        forms[name].save(rows, f"{place}/{name}", "overwrite")
        yield name, counts.get(name, 0) - (tables.parts if name in heads else 0)


def _rows_of(extraction: Extraction, ids: Ids) -> Iterator[tuple[str, Iterable[Mapping[str, Any]]]]:
    article = extraction.article
    yield from article_rows(extraction, ids)
    if article.extracted:
        yield "texts", [{"text_file": text_file(article.article_id), "text": article.text}]


@dataclass(frozen=True)
class Form:
    """A table as ``kind`` of parts: what a row is made into, and how frames of such rows are written."""

    kind: str
    columns: Sequence[Column]

    def schema(self) -> Any:
        """The columns of a part, for Arrow: those of the table, or one line of text."""
        import pyarrow as pa

        return schema(self.columns) if self.kind == "parquet" else pa.schema([("value", pa.string())])

    def cells(self, row: Mapping[str, Any]) -> Row:
        """A row as the cells of a part."""
        if self.kind == "parquet":
            return tuple(cell for (cell,) in by_column([row], self.columns).values())
        if self.kind == "jsonl":
            cells = {column.name: json_cell(row[column.name]) for column in self.columns}
            return (orjson.dumps(cells).decode("utf-8"),)
        return (_csv([csv_cell(row[column.name], column) for column in self.columns]),)

    def head(self) -> Row | None:
        """What every part begins with: the names of the columns in CSV."""
        return (_csv([column.name for column in self.columns]),) if self.kind == "csv" else None

    def save(self, frame: Any, place: str, mode: str) -> None:
        """Write the parts of a frame, as the files of one machine are, but without BOM."""
        made = frame.write.mode(mode)
        if self.kind == "csv":
            made.text(place, lineSep="\r\n")
        elif self.kind == "jsonl":
            made.text(place)
        else:
            made.option("compression", "zstd").parquet(place)


def _csv(cells: Sequence[object]) -> str:
    """A line of CSV; no cell holds a line end."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


class _Table:
    """One table out of rows of the driver, a part for so many; an empty one has a part without rows."""

    def __init__(self, session: Any, place: str, form: Form) -> None:
        self._session = session
        self._place = place
        self._form = form
        self._rows: list[Row] = []
        self._parts = self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is None and (self._rows or not self._parts):
            self._part()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows."""
        for row in rows:
            self._rows.append(self._form.cells(row))
            self.count += 1
            if len(self._rows) >= _ROWS:
                self._part()

    def _part(self) -> None:
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _ROWS + 1)
        head = self._form.head()
        rows = [head, *self._rows] if head else self._rows
        frame = _frame(self._session, rows, self._form.schema()).coalesce(1)
        self._form.save(frame, self._place, "append" if self._parts else "overwrite")
        self._rows.clear()
        self._parts += 1


def _frame(session: Any, rows: Sequence[Row], kinds: Any) -> Any:
    """Rows on the cluster; the client of Spark Connect wants to be told the types of an empty table."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    if not rows:
        return session.createDataFrame([], from_arrow_schema(kinds))
    cells = zip(zip(*rows, strict=True), kinds, strict=True)
    return session.createDataFrame(
        pa.Table.from_arrays([pa.array(column, kind.type) for column, kind in cells], schema=kinds)
    )
