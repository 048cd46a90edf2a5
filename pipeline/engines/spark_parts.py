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
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.engines.spark_files import told
from pipeline.model import ArticleError, PipelineError
from pipeline.order import in_order
from pipeline.write import RULES, further_counts
from pipeline.write.arrow import by_column, schema
from pipeline.write.columns import TABLES, Column
from pipeline.write.package import code_version, rule_hashes, write_run
from pipeline.write.rows import article_rows, text_file, thing_rows
from pipeline.write.swap import whole
from pipeline.write.tables import csv_cell, json_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.model import Extraction, Reject
    from pipeline.resolve import Resolved

FORMATS = ("parquet", "jsonl", "csv")
_ROWS = 50_000  # of a part: what the driver has in memory at a time
_MARK = "run"
_TEXTS = (Column("text_file", "string", "as in articles"), Column("text", "string", "what offsets count in"))


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
        opened = {name: _Table(session, f"{place}/{name}", kind, columns) for name, columns in TABLES.items()}
        texts = _Table(session, f"{place}/texts", kind, _TEXTS)
        for extraction, ids in resolution.along(ordered):
            article = extraction.article
            for name, rows in article_rows(extraction, ids):
                opened[name].write(rows)
            if article.extracted:
                texts.write([{"text_file": text_file(article.article_id), "text": article.text}])
        for name, rows in thing_rows(resolution, rejects):
            opened[name].write(rows)
        for table in (*opened.values(), texts):
            table.close()
        counts = {name: table.count for name, table in opened.items()}
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
    _lines(session, [line]).coalesce(1).write.mode("overwrite").text(f"{place}/{_MARK}")


def _exists(session: Any, place: str) -> bool:
    try:
        with told(place):
            session.read.format("binaryFile").load(place).select("path").limit(1).collect()
    except ArticleError:
        return False
    return True


class _Table:
    """One table, a part for so many rows; an empty one has a part without rows."""

    def __init__(self, session: Any, place: str, kind: str, columns: Sequence[Column]) -> None:
        self._session = session
        self._place = place
        self._kind = kind
        self._columns = columns
        self._rows: list[Mapping[str, Any]] = []
        self._parts = self.count = 0

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows."""
        for row in rows:
            self._rows.append(row)
            self.count += 1
            if len(self._rows) >= _ROWS:
                self._part()

    def close(self) -> None:
        """Write what is left."""
        if self._rows or not self._parts:
            self._part()

    def _part(self) -> None:
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _ROWS)
        frame = _FRAMES[self._kind](self._session, self._rows, self._columns).coalesce(1)
        made = frame.write.mode("append" if self._parts else "overwrite")
        if self._kind == "csv":
            made.text(self._place, lineSep="\r\n")
        elif self._kind == "jsonl":
            made.text(self._place)
        else:
            made.option("compression", "zstd").parquet(self._place)
        self._rows.clear()
        self._parts += 1


def _parquet(session: Any, part: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> Any:
    import pyarrow as pa

    return _frame(session, pa.Table.from_pydict(by_column(part, columns), schema=schema(columns)))


def _lines(session: Any, lines: Iterable[str]) -> Any:
    import pyarrow as pa

    return _frame(session, pa.table({"value": pa.array(list(lines), pa.string())}))


def _frame(session: Any, table: Any) -> Any:
    """A table on the cluster; the client of Spark Connect wants to be told the types of an empty one."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return session.createDataFrame(table if len(table) else [], from_arrow_schema(table.schema))


def _jsonl(session: Any, part: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> Any:
    """The lines of the JSONL that one machine writes."""
    names = [column.name for column in columns]
    return _lines(
        session, (orjson.dumps({n: json_cell(row[n]) for n in names}).decode("utf-8") for row in part)
    )


def _csv(session: Any, part: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> Any:
    """The lines of the CSV that one machine writes, without BOM; every part begins with the names of the columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")  # no cell holds a line end
    writer.writerow([column.name for column in columns])
    writer.writerows([csv_cell(row[column.name], column) for column in columns] for row in part)
    return _lines(session, text.getvalue().removesuffix("\n").split("\n"))


_FRAMES: dict[str, Callable[[Any, Sequence[Mapping[str, Any]], Sequence[Column]], Any]] = {
    "parquet": _parquet, "jsonl": _jsonl, "csv": _csv,
}  # fmt: skip
