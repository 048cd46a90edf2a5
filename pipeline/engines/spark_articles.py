"""The articles of a run on a cluster, for what is made of each alone: digests, 5-grams, what is told, the rows of its mentions.

The lines of a run's extractions go out once, as they are, and lie on the disks of two executors each: after the loss of one the
other has them, and nothing of them stays in the driver. ``frames`` gives what a function makes of every article.
"""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.engines.codec import decode_article, decode_found, encode_article, encode_found, events_in
from pipeline.engines.parts import Stored
from pipeline.order import Place, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.order import Extractions
    from pipeline.sql import OnArticle, Row

_TOGETHER = 4_096  # articles that the driver sends together, or so many bytes of them
_BYTES = 1 << 24
PART = 512  # articles of a partition: so many are written into one file
_BATCH = 64  # rows that cross to Python together: articles with all that was found in them
_MADE = 4_096  # rows of one table that come back together
_COLUMNS = ("part", "article_id", "number", "events", "article", "found")
_KEEP = "DISK_ONLY_2"


def held(session: Any, extractions: Extractions, *, remote: bool) -> tuple[Any, int]:
    """All articles with what was found in them, as a frame of ``_COLUMNS``; and the number of its parts."""
    from pyspark import StorageLevel
    from pyspark.sql.functions import col

    frame, parts = None, 0
    for table, count in _tables(_lines(extractions)):
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", PART)
        sent = session.createDataFrame(table)
        if remote:  # what a client sends is one partition
            sent = sent.repartitionById(count, (col("part") - parts).cast("int"))
        sent = sent.localCheckpoint(eager=True, storageLevel=getattr(StorageLevel, _KEEP))
        frame = sent if frame is None else frame.unionAll(sent)
        parts += count
    return frame, parts


def frames(
    session: Any,
    lines: Any,
    work: OnArticle,
    schemas: Mapping[str, Any],
    *,
    beside: tuple[Any, Sequence[Any], int] | None = None,
    heads: Mapping[str, Row] | None = None,
    whole: bool = True,
) -> Any:
    """What ``work`` makes of all articles: a frame of ``table`` and, for each of ``schemas`` (Arrow), a struct with its row.

    ``beside`` is a frame of rows that begin with an ``article_id`` as c0, c1 …, what it is ordered by, and the number of parts;
    ``heads`` are rows that stand before all others of their table in every part.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    cells = 0
    if beside is not None:
        found, order, parts = beside
        cells = sum(name != "place" for name in found.columns)
        lines = _together(lines, found, order, parts)
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _BATCH)
    schema = _schema(schemas)
    return lines.mapInArrow(
        _on_articles(work, schema, cells, heads or {}, whole=whole), from_arrow_schema(schema)
    )


def _lines(extractions: Extractions) -> Iterator[tuple[str, bytes, bytes]]:
    if isinstance(extractions, Stored):
        return extractions.lines()
    return ((one.article.article_id, encode_article(one.article), encode_found(one)) for one in extractions)


def _tables(lines: Iterator[tuple[str, bytes, bytes]]) -> Iterator[tuple[Any, int]]:
    """Arrow tables of ``_COLUMNS`` for some articles each, and the parts in each."""
    import pyarrow as pa

    types = (pa.int64(), pa.string(), pa.int64(), pa.int64(), pa.binary(), pa.binary())
    part = number = events = 0
    while some := list(_some(lines)):
        rows = []
        for place, (article_id, article, found) in enumerate(some):
            rows.append((part + place // PART, article_id, number, events, article, found))
            number += 1
            events += events_in(found)
        arrays = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), types, strict=True)]
        count = -(-len(some) // PART)
        part += count
        yield pa.Table.from_arrays(arrays, names=list(_COLUMNS)), count


def _some(lines: Iterator[tuple[str, bytes, bytes]]) -> Iterator[tuple[str, bytes, bytes]]:
    size = 0
    for line in islice(lines, _TOGETHER):
        yield line
        size += len(line[1]) + len(line[2])
        if size >= _BYTES:
            return


def _together(lines: Any, found: Any, order: Sequence[Any], parts: int) -> Any:
    """Each article before its rows of ``found``: by id within a part, and the parts in the order of the articles."""
    from pyspark.sql.functions import col, lit

    names = [name for name in found.columns if name != "place"]
    types = dict(found.dtypes)
    rows = found.withColumn("article_id", col("c0")).join(lines.select("article_id", "part"), "article_id")
    first = lines.select(
        *_COLUMNS, *(lit(None).cast(types[name]).alias(name) for name in found.columns), lit(0).alias("row")
    )
    second = rows.select(
        "part", "article_id", *(lit(None).cast("bigint").alias(name) for name in _COLUMNS[2:4]),
        *(lit(None).cast("binary").alias(name) for name in _COLUMNS[4:]), *found.columns, lit(1).alias("row"),
    )  # fmt: skip
    both = first.unionAll(second).repartitionById(parts, col("part").cast("int"))
    return both.sortWithinPartitions("article_id", "row", *order).select(*_COLUMNS, *names)


def _schema(schemas: Mapping[str, Any]) -> Any:
    import pyarrow as pa

    return pa.schema(
        [("table", pa.string()), *((table, pa.struct(list(one))) for table, one in schemas.items())]
    )


def _on_articles(
    work: OnArticle, schema: Any, cells: int, heads: Mapping[str, Row], *, whole: bool
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What an executor's Python does with a part."""
    width = len(_COLUMNS)

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        made: dict[str, list[Row]] = {table: [] for table in schema.names[1:]}
        for table, head in heads.items():
            made[table].append(head)
        rows = (row for batch in batches for row in zip(*map(_cells, batch.columns), strict=True))
        for _, group in groupby(rows, key=itemgetter(1)):
            first, *rows_beside = group
            _, _, number, events, line, found = first[:width]
            article = decode_article(line)
            extraction = decode_found(article, found) if whole else bare(article)
            beside = [row[width : width + cells] for row in rows_beside]
            for table, row in work(Place(number, events), extraction, beside):
                made[table].append(row)
                if len(made[table]) == _MADE:
                    yield _batch(table, made[table], schema)
                    made[table] = []
        for table, rest in made.items():
            if rest:
                yield _batch(table, rest, schema)

    return run


def _cells(column: Any) -> list[Any]:
    cells: list[Any] = column.to_pylist()
    return cells


def _batch(table: str, rows: Sequence[Row], schema: Any) -> Any:
    """Rows of one table; the columns of all others are empty."""
    import pyarrow as pa

    fields = list(schema.field(table).type)
    columns = [
        pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), fields, strict=True)
    ]
    arrays = [pa.array([table] * len(rows), pa.string())]
    for field in list(schema)[1:]:
        if field.name == table:
            arrays.append(pa.StructArray.from_arrays(columns, fields=fields))
        else:
            arrays.append(pa.nulls(len(rows), field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
