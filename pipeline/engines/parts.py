"""The extractions of a run, read row by row from the parts of the store, in the order of their articles.

Which row comes next is a narrow table of its own: the long columns are never sorted and stand nowhere twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pipeline.engines.codec import decode_article, decode_found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.model import Article, Extraction

_OPEN = 4  # parts that are open at a time, each with one group of rows
_TOGETHER = 4_096  # rows of the order that are read together


class Stored:
    """The extractions of a run, read from disk as often as one asks, a few groups of rows in memory.

    ``order`` is a Parquet file of part (its place in ``parts``) and row, both counted from 0.
    """

    def __init__(self, parts: Sequence[Path], order: Path, count: int) -> None:
        self._parts = parts
        self._order = order
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Extraction]:
        for article, found in self.rows("article", "found"):
            yield decode_found(decode_article(article), found)

    def lines(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Of each article its id, and itself and what was found in it as they are kept."""
        yield from self.rows("article_id", "article", "found")

    def articles(self) -> Iterator[Article]:
        """The articles alone."""
        for (article,) in self.rows("article"):
            yield decode_article(article)

    def rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Columns of the parts, by article."""
        import pyarrow.parquet as pq

        if not self._count:
            return
        opened: OrderedDict[int, _Part] = OrderedDict()
        try:
            with pq.ParquetFile(self._order) as order:
                for batch in order.iter_batches(batch_size=_TOGETHER, use_threads=False):
                    for number, row in zip(*(batch.column(at).to_pylist() for at in (0, 1)), strict=True):
                        yield self._part(opened, number, columns).row(row)
        finally:
            for part in opened.values():
                part.close()

    def _part(self, opened: OrderedDict[int, _Part], number: int, columns: Sequence[str]) -> _Part:
        if number in opened:
            opened.move_to_end(number)
            return opened[number]
        if len(opened) >= _OPEN:
            opened.popitem(last=False)[1].close()
        part = opened[number] = _Part(self._parts[number], columns)
        return part


class _Part:
    """One part with the group of rows that was asked for last."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        import pyarrow.parquet as pq

        self._file: Any = pq.ParquetFile(path)
        self._columns = list(columns)
        told = self._file.metadata
        sizes = [told.row_group(group).num_rows for group in range(told.num_row_groups)]
        self._starts = list(accumulate(sizes, initial=0))
        self._group = -1
        self._held: list[Any] = []

    def row(self, at: int) -> tuple[Any, ...]:
        """One row, counted from 0."""
        group = bisect_right(self._starts, at) - 1
        if group != self._group:
            self._held = []  # before the next one comes
            table = self._file.read_row_group(group, columns=self._columns, use_threads=False)
            self._held = [table.column(name) for name in self._columns]
            self._group = group
        return tuple(column[at - self._starts[group]].as_py() for column in self._held)

    def close(self) -> None:
        """The file is let go."""
        self._held = []
        self._file.close()
