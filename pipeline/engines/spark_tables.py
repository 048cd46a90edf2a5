"""Tables of a cluster for resolution: the SQL that DuckDB runs on one machine, and functions on groups of rows.

A table is the rows that its query found, kept on the executors' disks and worked out again from what it was made of where
an executor is lost. A function on groups gets its rows as a stream, sorted in a partition of its own keys: a name that is in
every article is as long a stream as it needs to be and never in memory whole.
"""

from __future__ import annotations

import copyreg
import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Self

from pipeline.engines import spark_articles
from pipeline.lexicon import Lexicon, load
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from pipeline.order import Extractions
    from pipeline.sql import OnArticle, Row, Type

_ROWS = 4_096  # rows of a batch that crosses between Spark and Python
_PART = 50_000  # rows that the driver sends together
_TYPES: Mapping[str, str] = {
    "string": "string", "int": "bigint", "float": "double", "bool": "boolean", "bytes": "binary", "line": "string",
}  # fmt: skip
_ORDER = re.compile(r"\bORDER BY ([\w., ]+?)\s*\Z")


class SparkTables:
    """Tables of one run in a session of ``master``; ``remote`` is one of Spark Connect."""

    def __init__(self, session: Any, *, master: str = "", remote: bool = False) -> None:
        self._session = session
        self._master = master
        self._remote = remote
        self._columns: dict[str, Mapping[str, Type]] = {}
        self._frames: dict[str, Any] = {}
        self._kept: list[Any] = []
        self._articles: tuple[Any, int] | None = None  # the articles of the run, and how many parts they have

    def create(self, table: str, columns: Mapping[str, Type]) -> None:
        """An empty table."""
        self._columns[table] = columns
        self._put(table, self._session.createDataFrame([], _ddl(columns)))

    def add(self, table: str, rows: Iterable[Row]) -> int:
        """Append rows of the driver; returns how many."""
        import pyarrow as pa

        rest, count = iter(rows), 0
        schema = _arrow(self._columns[table])
        frame = self._frames[table]
        while part := list(islice(rest, _PART)):
            self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", len(part))
            frame = frame.unionAll(self._session.createDataFrame(_batch(part, schema, pa.Table)))
            count += len(part)
        if count:
            self._put(table, frame)
        return count

    def make(self, table: str, query: str) -> None:
        """A table of what a query finds."""
        self._put(table, self._keep(self._session.sql(query)))

    def rows(self, query: str) -> Iterator[Row]:
        """What a query finds, a partition of it on the driver at a time."""
        return map(tuple, self._session.sql(query).toLocalIterator(prefetchPartitions=True))

    def map_groups(
        self, query: str, keys: int, work: Callable[[Iterator[Row]], Iterable[Row]], into: str
    ) -> int:
        """Groups where they are, each whole in one partition: buckets by the hash of the keys."""
        found, order = self._ordered(query)
        shown = [name for name in found.columns if name != "place"]
        bucketed = found.repartition(*shown[:keys]).sortWithinPartitions(*order).select(*shown)
        columns = self._columns[into]
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _ROWS)
        made = self._keep(bucketed.mapInArrow(_on_groups(work, keys, columns), _ddl(columns)))
        self._put(into, self._frames[into].unionAll(made))
        return int(made.count())

    def passes(self, rows: int) -> int:  # noqa: ARG002
        """One: buckets lie where there is room for them."""
        return 1

    def map_articles(
        self,
        extractions: Extractions,
        work: OnArticle,
        into: Sequence[str],
        *,
        beside: str = "",
        whole: bool = True,
    ) -> None:
        """Articles where they are."""
        schemas = {table: _arrow(self._columns[table]) for table in into}
        made = self.made_of(extractions, work, schemas, beside=beside, whole=whole)
        for table in into:
            rows = made.where(made["table"] == table).select(f"`{table}`.*")
            self._put(table, self._frames[table].unionAll(rows))

    @property
    def parts(self) -> int:
        """How many partitions the articles of the run are in."""
        return self._articles[1] if self._articles else 0

    def made_of(
        self,
        extractions: Extractions,
        work: OnArticle,
        schemas: Mapping[str, Any],
        *,
        beside: str = "",
        heads: Mapping[str, Row] | None = None,
        whole: bool = True,
    ) -> Any:
        """What ``work`` makes of all articles as a frame of ``table`` and a struct for each of ``schemas``, worked out."""
        if self._articles is None:
            self._articles = spark_articles.held(self._session, extractions, remote=self._remote)
        lines, parts = self._articles
        rows = (*self._ordered(beside), parts) if beside else None
        made = self._keep(
            spark_articles.frames(self._session, lines, work, schemas, beside=rows, heads=heads, whole=whole)
        )
        made.count()
        return made

    def _ordered(self, query: str) -> tuple[Any, list[Any]]:
        """What a query finds, unsorted, as c0, c1 …, and what to sort it by: its columns or, where it orders by others, ``place``."""
        from pyspark.sql.functions import col, monotonically_increasing_id

        plain = self._session.sql(_ORDER.sub("", query))
        names = [f"c{place}" for place in range(len(plain.columns))]
        order = []
        for item in _items(query):
            place = _place(item, plain.columns)
            if place is None:
                sorted_ = self._session.sql(query).toDF(*names)
                return sorted_.withColumn("place", monotonically_increasing_id()), ["place"]
            column = col(names[place])
            order.append(column.desc_nulls_last() if item.endswith(" DESC") else column.asc_nulls_last())
        return plain.toDF(*names), order

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        if isinstance(error, PySparkException | Py4JError):
            told = " ".join(str(error).split())[:300]
            raise PipelineError(f"{self._master}: the cluster gave the job up ({told})") from error
        for kept in self._kept:
            kept.unpersist()
        for table in self._frames:
            self._session.catalog.dropTempView(table)

    def _put(self, table: str, frame: Any) -> None:
        self._frames[table] = frame
        frame.createOrReplaceTempView(table)

    def _keep(self, frame: Any) -> Any:
        """The rows of a frame on the executors' disks, as a leaf: plans of tables made of tables would grow without end."""
        from pyspark import StorageLevel

        if (
            self._remote
        ):  # a client cannot make a leaf that knows what it was made of: two executors have its rows
            return frame.localCheckpoint(eager=False, storageLevel=StorageLevel.DISK_ONLY_2)
        from pyspark.sql import DataFrame

        context = self._session.sparkContext
        level = context._getJavaStorageLevel(StorageLevel.DISK_ONLY)  # noqa: SLF001  (Python has no call for it)
        rows = frame._jdf.toJavaRDD().persist(level)  # noqa: SLF001
        self._kept.append(rows)
        return DataFrame(
            self._session._jsparkSession.createDataFrame(rows, frame._jdf.schema()),  # noqa: SLF001
            self._session,
        )


def _items(query: str) -> list[str]:
    found = _ORDER.search(query)
    if found is None:
        raise ValueError("a query of groups ends with ORDER BY and names of columns")
    return [item.strip() for item in found[1].split(",")]


def _place(item: str, columns: list[str]) -> int | None:
    """Which column ``m.block DESC`` or ``2`` is; none where the query orders by what it does not show."""
    name = item.removesuffix(" DESC").rpartition(".")[2]
    if name.isdigit():
        return int(name) - 1
    return columns.index(name) if name in columns else None


def _by_reference(lexicon: Lexicon) -> tuple[Any, ...]:
    """Functions on groups may know the rule tables: an executor loads its own, which are those of the same package."""
    if lexicon is not load():
        raise PipelineError("a cluster uses the rule tables of the package: other tables are for one machine")
    return load, ()


copyreg.pickle(Lexicon, _by_reference)


def _ddl(columns: Mapping[str, Type]) -> str:
    return ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in columns.items())


def _arrow(columns: Mapping[str, Type]) -> Any:
    import pyarrow as pa

    types = {
        "string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "bytes": pa.binary(),
        "line": pa.string(),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def _batch(rows: list[Row], schema: Any, kind: Any) -> Any:
    import pyarrow as pa

    cells = [
        pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    return kind.from_arrays(cells, schema=schema)


def _on_groups(
    work: Callable[[Iterator[Row]], Iterable[Row]], keys: int, columns: Mapping[str, Type]
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What an executor's Python does with its buckets."""

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        schema = _arrow(columns)
        rows = (row for batch in batches for row in zip(*map(_cells, batch.columns), strict=True))
        made = (row for _, group in groupby(rows, key=lambda row: row[:keys]) for row in work(group))
        while part := list(islice(made, _ROWS)):
            yield _batch(part, schema, pa.RecordBatch)

    return run


def _cells(column: Any) -> list[Any]:
    """The cells of a column; a struct is a tuple, as DuckDB gives it."""
    import pyarrow as pa

    cells: list[Any] = column.to_pylist()
    if pa.types.is_struct(column.type):
        return [None if cell is None else tuple(cell.values()) for cell in cells]
    return cells
