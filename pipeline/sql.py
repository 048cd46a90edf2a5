"""Rows on disk and SQL over them: what resolution groups and sorts, so that a corpus may be larger than memory.

The SQL is such as DuckDB and Spark both run: joins, ``GROUP BY``, ``min`` of tuples, ``row_number()``, ``ORDER BY``; strings
are compared by code points. ``Duck`` runs it on this machine; an engine of a cluster has the same six calls.

A column of type ``line`` is a long string that SQL only carries along and never looks at; its name ends with ``line``, in
results too. ``Duck`` keeps such strings in a file of their own, so that what is sorted and joined is narrow.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, TypeAlias

from pipeline.arrow import arrow_table
from pipeline.line_file import LineFile
from pipeline.model import PipelineError
from pipeline.order import Place, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from pipeline.arrow import Kind
    from pipeline.model import Extraction
    from pipeline.order import Extractions

    Row: TypeAlias = tuple[Any, ...]
    Type: TypeAlias = Kind | Literal["line"]
    #: of one article its place, what was found in it and rows beside it: rows, each behind the name of its table
    OnArticle: TypeAlias = Callable[[Place, Extraction, list[Row]], Iterable[tuple[str, Row]]]

_MEMORY = 32  # MB of DuckDB; what it needs beyond that lies on disk
_ARTICLES_A_MB = 250  # a MB more for so many articles: what DuckDB knows of its own blocks stays in memory
_MOST_MEMORY = 1_536  # MB that it is given, twice as much each time, where a statement cannot do with less
# in what DuckDB says where memory is full; a full disk cannot "offload" a block
_NO_ROOM = re.compile(r"(?:could not|failed to) (?:allocate|pin|resize|reserve)[^(/]* of size")
_SORTED = 1_000_000  # rows of a few numbers that are sorted at once
_ROWS = 4_096  # rows that are added or read together
_TOGETHER = 64  # articles whose rows are added together
_TYPES: Mapping[str, str] = {
    "string": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "bytes": "BLOB", "line": "BIGINT",
}  # fmt: skip


class Tables(Protocol):
    """Tables by name. A stream of rows stays valid while others are read and written."""

    def create(self, table: str, columns: Mapping[str, Type]) -> None:
        """An empty table."""

    def add(self, table: str, rows: Iterable[Row]) -> int:
        """Append rows, in the order of the table's columns, a batch in memory at a time; returns how many."""

    def make(self, table: str, query: str) -> None:
        """A table of what a query finds."""

    def rows(self, query: str) -> Iterator[Row]:
        """What a query finds, a batch in memory at a time."""

    def map_groups(
        self, query: str, keys: int, work: Callable[[Iterator[Row]], Iterable[Row]], into: str
    ) -> int:
        """Add to ``into`` what ``work`` makes of each group, the rows that agree in their first ``keys`` columns.

        ``query`` orders by those columns first. ``work`` sees whole groups, one at a time, and nothing else: where they
        are worked on, and how many together, changes no row.
        """

    def passes(self, rows: int) -> int:
        """In how many passes so many rows are best ordered, each with its share of the groups."""

    def map_articles(
        self,
        extractions: Extractions,
        work: OnArticle,
        into: Sequence[str],
        *,
        beside: str = "",
        whole: bool = True,
    ) -> None:
        """Add to the tables ``into`` what ``work`` makes of each article, and of nothing else.

        ``beside`` is a query that orders by its first column, an ``article_id``: ``work`` gets the rows of its article.
        Without ``whole`` it gets the article without its mentions, and a place that counts no events.
        """


class Duck:
    """Tables in DuckDB for so many articles, in a folder of their own that goes when it is left."""

    def __init__(self, folder: Path | None = None, articles: int = 0) -> None:
        self._parent = folder
        self._least = min(_MEMORY + articles // _ARTICLES_A_MB, _MOST_MEMORY)  # MB
        self._columns: dict[str, Mapping[str, Type]] = {}

    def __enter__(self) -> Self:
        import duckdb

        self._folder = Path(tempfile.mkdtemp(prefix="sql-", dir=self._parent))
        settings: dict[str, Any] = {
            "memory_limit": f"{self._least}MB",
            "temp_directory": str(self._folder),
            "threads": 1,
        }
        self._database: Any = duckdb.connect(config=settings)
        self._memory = self._least
        self._reading = 0  # streams of rows that have not ended
        self._lines = LineFile(self._folder / "lines")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._lines.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def create(self, table: str, columns: Mapping[str, Type]) -> None:
        """An empty table."""
        self._columns[table] = columns
        told = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in columns.items())
        self._database.execute(f"CREATE OR REPLACE TABLE {table} ({told})")

    def add(self, table: str, rows: Iterable[Row]) -> int:
        """Append rows in batches."""
        columns = self._columns[table]
        lines = [place for place, kind in enumerate(columns.values()) if kind == "line"]
        kinds: dict[str, Kind] = {name: "int" if kind == "line" else kind for name, kind in columns.items()}
        rest, count = iter(rows), 0
        while batch := list(islice(rest, _ROWS)):
            with self._cursor() as cursor:
                for place in lines:
                    put = cache(self._lines.put)  # what many rows carry stands in the file once
                    batch = [(*row[:place], put(row[place]), *row[place + 1 :]) for row in batch]
                cursor.register("batch", arrow_table(kinds, batch))
                self._execute(cursor, f"INSERT INTO {table} SELECT * FROM batch")  # noqa: S608  (our own name)
            count += len(batch)
        self._settle()
        return count

    def make(self, table: str, query: str) -> None:
        """A table of what a query finds."""
        with self._cursor() as cursor:
            self._execute(cursor, f"CREATE OR REPLACE TABLE {table} AS {query}")
        self._settle()

    def rows(self, query: str) -> Iterator[Row]:
        """What a query finds, in batches, by a cursor of its own."""
        with self._stream() as cursor:
            self._execute(cursor, query)
            lines = [place for place, column in enumerate(cursor.description) if column[0].endswith("line")]
            while batch := cursor.fetchmany(_ROWS):
                yield from self._with_lines(batch, lines) if lines else batch

    def _with_lines(self, batch: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
        """Rows with what their places of lines stand for; the lines of one row are in memory at a time."""
        for row in batch:
            cells = list(row)
            for place in places:
                cells[place] = self._lines.get(row[place])
            yield tuple(cells)

    def map_groups(
        self, query: str, keys: int, work: Callable[[Iterator[Row]], Iterable[Row]], into: str
    ) -> int:
        """One group after the other."""
        grouped = groupby(self.rows(query), key=lambda row: row[:keys])
        return self.add(into, (row for _, group in grouped for row in work(group)))

    def map_articles(
        self,
        extractions: Extractions,
        work: OnArticle,
        into: Sequence[str],
        *,
        beside: str = "",
        whole: bool = True,
    ) -> None:
        """One article after the other."""
        made: dict[str, list[Row]] = {table: [] for table in into}
        told = ByArticle(self.rows(beside) if beside else iter(()))
        events = 0
        for number, extraction in enumerate(extractions if whole else map(bare, extractions.articles())):
            rows = told.of(extraction.article.article_id)
            for table, row in work(Place(number, events), extraction, rows):
                made[table].append(row)
            events += len(extraction.events)
            if (number + 1) % _TOGETHER == 0:
                self._add_all(made)
        self._add_all(made)

    def passes(self, rows: int) -> int:
        """One for so many rows as can be sorted within the least memory."""
        return 1 + rows // _SORTED

    def _add_all(self, made: Mapping[str, list[Row]]) -> None:
        for table, rows in made.items():
            self.add(table, rows)
            rows.clear()

    def _execute(self, cursor: Any, statement: str) -> None:
        """Run one statement; with more memory, for that one, where it cannot be done on disk.

        A commit that failed is not tried again: DuckDB 2.0 then writes other rows than it was given.
        """
        import duckdb

        while True:
            try:
                cursor.execute(statement)
            except duckdb.OutOfMemoryException as error:
                if self._memory >= _MOST_MEMORY or _NO_ROOM.search(str(error)) is None:
                    raise
                self._memory = min(2 * self._memory, _MOST_MEMORY)
                self._database.execute(f"SET memory_limit = '{self._memory}MB'")
            else:
                return

    def _settle(self) -> None:
        """Take back the memory that a statement needed more, unless rows are still read."""
        import duckdb

        if self._memory == self._least or self._reading:
            return
        with suppress(duckdb.Error):  # what is held cannot go to disk yet
            self._database.execute(f"SET memory_limit = '{self._least}MB'")
            self._memory = self._least

    @contextmanager
    def _stream(self) -> Iterator[Any]:
        """A cursor whose rows are read, perhaps beside others."""
        self._reading += 1
        try:
            with self._cursor() as cursor:
                yield cursor
        finally:
            self._reading -= 1
            self._settle()

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        """A cursor of its own; a disk that is full is told as every other: where, what, what to do."""
        import duckdb

        cursor = self._database.cursor()
        try:
            yield cursor
        except (duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
            if _NO_ROOM.search(str(error)) is None:
                raise self._full(error) from error
            raise PipelineError(
                f"{self._folder}: more than {self._memory} MB of memory are needed to compare what the articles tell: "
                "give fewer articles at once; the last good tables are untouched"
            ) from error
        except (OSError, duckdb.IOException) as error:
            raise self._full(error) from error
        finally:
            cursor.close()

    def _full(self, error: Exception) -> PipelineError:
        what = getattr(error, "strerror", None) or str(error).splitlines()[0]
        return PipelineError(
            f"{self._folder}: cannot be written ({what}): make room there or say --no-cache and set TMPDIR; "
            "the last good tables are untouched"
        )


def groups(rows: Iterable[Row], keys: int) -> Iterator[list[Row]]:
    """Rows that stand together and agree in their first ``keys`` columns."""
    for _, group in groupby(rows, key=lambda row: row[:keys]):
        yield list(group)


class ByArticle:
    """Rows by article, read along with the articles."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[str, list[Row]] | None = None

    def of(self, article_id: str) -> list[Row]:
        """The rows of the next article that is asked for; articles are asked for in their order."""
        while self._next is None or self._next[0] < article_id:
            found = next(self._groups, None)
            if found is None:
                return []
            self._next = found[0], list(found[1])
        return self._next[1] if self._next[0] == article_id else []
