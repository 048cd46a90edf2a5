"""Parquet: a row an article, in the columns that JSON and CSV have too (``text``, ``id`` or ``article_id``, ``title`` …)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.model import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ROWS = 16  # in memory at a time: an article has at most a million characters, and a row may hold more than its article


def rows(path: Path, name: str, text_columns: tuple[str, ...]) -> Iterator[dict[str, str] | Reject]:
    """The rows of a file as texts; a Reject for a file, or the rest of one, that cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            columns = file.schema_arrow.names
            if not any(column.lower() in text_columns for column in columns):
                yield no_text_column(name, columns)
                return
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield cells(row)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        told = " ".join(str(error).split())[:120]
        if number:
            yield Reject(f"{name}#{number + 1}", "parse", f"is not Parquet from here on: {told}")
        else:
            yield Reject(name, "parse", f"is not Parquet to be read: {told}")
    else:
        if not number:
            yield Reject(name, "read", "has columns and no row")


def count(path: Path) -> int:
    """How many rows a file says that it has; 1 for one that cannot be read, which is told where it is read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows) or 1
    except (pa.ArrowException, OSError):
        return 1


def no_text_column(name: str, columns: list[str]) -> Reject:
    """What is said of a table without a text."""
    return Reject(name, "parse", f"has no text column: call it text (found: {', '.join(columns)[:80]})")


def cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The texts, numbers and dates of a row as texts; lists, bytes and empty cells are left out."""
    return {
        key: value.isoformat() if isinstance(value, date) else str(value)
        for key, value in row.items()
        if isinstance(value, str | int | float | date) and not isinstance(value, bool)
    }
