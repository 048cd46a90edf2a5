"""CSV for spreadsheets and JSONL for programs, written row by row.

CSV: UTF-8 with BOM, CRLF, minimal quoting, newlines in a cell as one space, other controls as U+FFFD, lists joined with |
(a bar inside an item is ¦), and an apostrophe before a text that a spreadsheet would run as a formula. JSONL: UTF-8
without BOM, values exactly as found, null for what is not known.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.write.columns import Column
    from pipeline.write.rows import Cell, Row

_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_NEWLINES = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def plain(number: Decimal | float) -> str:
    """A number without exponent or trailing zeros: 1810000000000, 0.5, 42."""
    decimal = number if isinstance(number, Decimal) else Decimal(str(number))
    text = f"{decimal:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def csv_cell(value: Cell, column: Column) -> str:
    """A cell as CSV shows it."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = "|".join(item.replace("|", "¦") for item in value)
    if not isinstance(value, str):
        return plain(value) if isinstance(value, Decimal | float) else str(value)
    text = _CONTROLS.sub("\ufffd", _NEWLINES.sub(" ", value))
    return "'" + text if value[:1] in _FORMULA and column.kind in {"string", "list"} else text


def json_cell(value: Cell) -> Any:
    """A cell as JSONL holds it: exact numbers, lists, null for what is not known."""
    return orjson.Fragment(plain(value)) if isinstance(value, Decimal | float) else value


def write_table(folder: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write NAME.csv and NAME.jsonl into ``folder``; returns the number of rows. Memory does not grow with them."""
    count = 0
    with (
        (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as table,
        (folder / f"{name}.jsonl").open("wb") as lines,
    ):
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([csv_cell(row[column.name], column) for column in columns])
            lines.write(orjson.dumps({column.name: json_cell(row[column.name]) for column in columns}))
            lines.write(b"\n")
            count += 1
    return count
