"""Rows as Arrow tables, from their bytes: ``pyarrow.array`` would import pandas, 50 MB, to see whether it is given a series."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Kind: TypeAlias = Literal["string", "bytes", "int", "float", "bool"]

_Value = TypeVar("_Value")
_LONGEST = (1 << 31) - 1  # bytes of a column: places in it are 32-bit


def arrow_table(columns: Mapping[str, Kind], rows: Sequence[Sequence[Any]]) -> Any:
    """A ``pyarrow.Table`` of ``rows``, whose cells stand in the order of ``columns``; None is a null.

    Raises OverflowError where a column of strings or bytes takes 2 GB or more: give fewer rows at once.
    """
    import pyarrow as pa

    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    kinds = {"string": pa.string(), "bytes": pa.binary(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}  # fmt: skip
    arrays = []
    for kind, values in zip(columns.values(), cells, strict=True):
        nulls = values.count(None)
        present = _bits([value is not None for value in values]) if nulls else None
        buffers = [present, *_BUFFERS[kind](values)]
        made = [None if one is None else pa.py_buffer(one) for one in buffers]
        arrays.append(pa.Array.from_buffers(kinds[kind], len(values), made, null_count=nulls))
    return pa.Table.from_arrays(arrays, names=list(columns))


def _bits(flags: Sequence[bool]) -> bytes:
    """One bit a flag, the first one lowest."""
    number = int("".join("01"[flag] for flag in reversed(flags)) or "0", 2)
    return number.to_bytes((len(flags) + 7) // 8, "little")


def _of_bytes(values: Sequence[bytes | None]) -> list[bytes]:
    return _packed([*_full(values, b"")])


def _of_strings(values: Sequence[str | None]) -> list[bytes]:
    return _packed([*map(str.encode, _full(values, ""))])


def _packed(values: Sequence[bytes]) -> list[bytes]:
    """Where each value begins and the last one ends, and all of them."""
    ends = list(accumulate(map(len, values), initial=0))
    if ends[-1] > _LONGEST:
        raise OverflowError(f"{ends[-1]} bytes in one column of {len(values)} rows")
    return [array("i", ends).tobytes(), b"".join(values)]


def _full(values: Sequence[_Value | None], nothing: _Value) -> Iterable[_Value]:
    """The values with something in the place of each null: it is never looked at."""
    if None in values:
        return [nothing if value is None else value for value in values]
    return cast("Sequence[_Value]", values)


_BUFFERS: Mapping[Kind, Any] = {
    "string": _of_strings,
    "bytes": _of_bytes,
    "int": lambda values: [array("q", _full(values, 0)).tobytes()],
    "float": lambda values: [array("d", _full(values, 0.0)).tobytes()],
    "bool": lambda values: [_bits([bool(value) for value in values])],
}
