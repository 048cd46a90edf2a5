"""Parquet: one file a table, for pandas, DuckDB, Polars and Spark.

Lists are lists and numbers are numbers: ``low`` and ``high`` are doubles, exact to 15 digits; JSONL has all of them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.export.places import fresh_folder
from pipeline.model import PipelineError
from pipeline.write.arrow import by_column, schema
from pipeline.write.columns import TABLES
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.write.columns import Column

_BATCH = 20_000  # rows a group: what is in memory at a time


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write TABLE.parquet for every table."""
    del corpus
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise PipelineError("parquet: needs pyarrow: .venv/bin/pip install 'pyarrow>=18'") from None
    with fresh_folder(target) as folder:
        for table, columns in TABLES.items():
            shape = schema(columns)
            with pq.ParquetWriter(folder / f"{table}.parquet", shape, compression="zstd") as writer:
                for batch in _batches(outputs, table, columns):
                    writer.write_batch(pa.RecordBatch.from_pydict(batch, schema=shape))


def _batches(outputs: Path, table: str, columns: tuple[Column, ...]) -> Iterator[dict[str, list[Any]]]:
    """The rows of a table, column by column."""
    found = rows(outputs, table)
    while part := list(islice(found, _BATCH)):
        yield by_column(part, columns)
