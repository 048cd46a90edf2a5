"""Tables as Arrow sees them, for Parquet: lists are lists; ``low`` and ``high`` are doubles, exact to 15 digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.write.columns import Column


def schema(columns: Iterable[Column]) -> Any:
    """The Arrow schema of a table, each column with its description."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(c.name, kinds[c.kind], metadata={"description": c.about}) for c in columns])


def by_column(rows: Sequence[Mapping[str, Any]], columns: Iterable[Column]) -> dict[str, list[Any]]:
    """Rows of a table as its columns."""
    return {column.name: [_value(row[column.name], column) for row in rows] for column in columns}


def _value(value: Any, column: Column) -> Any:
    return float(value) if column.kind == "number" and value is not None else value
