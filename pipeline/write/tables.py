"""CSV for spreadsheets and JSONL for programs, written row by row.

CSV: UTF-8 with BOM, CRLF, minimal quoting, newlines in a cell as one space, other controls as U+FFFD, lists joined with |
(a bar inside an item is ¦), and an apostrophe before a text that a spreadsheet would run as a formula. JSONL: UTF-8
without BOM, values exactly as found, null for what is not known.
"""

from __future__ import annotations

import csv
import re
from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from pipeline.write.columns import Column, Kind
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
    return _csv_cell(column.kind)(value)


def _csv_cell(kind: Kind) -> Callable[[Any], str]:
    """What makes cells of one kind of column."""
    return _text_cell if kind == "string" else _list_cell if kind == "list" else _number_cell


def _text_cell(value: str | None) -> str:
    if value is None:
        return ""
    if not value.isprintable():  # nearly all are
        text = _CONTROLS.sub("\ufffd", _NEWLINES.sub(" ", value))
        return "'" + text if value[0] in _FORMULA else text
    return "'" + value if value[:1] in _FORMULA else value


def _list_cell(value: list[str] | None) -> str:
    return _text_cell("|".join(item.replace("|", "¦") for item in value)) if value else ""


def _number_cell(value: Decimal | float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else plain(value)


def json_cell(value: Cell) -> Any:
    """A cell as JSONL holds it: exact numbers, lists, null for what is not known."""
    return orjson.Fragment(plain(value)) if isinstance(value, Decimal | float) else value


class TableWriter:
    """NAME.csv and NAME.jsonl in ``folder`` under way. Memory does not grow with the rows."""

    def __init__(self, folder: Path, name: str, columns: Sequence[Column]) -> None:
        self.count = 0
        self._name = name
        self._columns = [column.name for column in columns]
        self._numbers = [column.name for column in columns if column.kind == "number"]
        self._texts = [place for place, column in enumerate(columns) if column.kind == "string"]
        self._others = [
            (place, _csv_cell(column.kind))
            for place, column in enumerate(columns)
            if column.kind in {"list", "number"}
        ]
        self._paths = folder / f"{name}.csv", folder / f"{name}.jsonl"

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            table = opened.enter_context(self._paths[0].open("w", encoding="utf-8", newline=""))
            self._lines = opened.enter_context(self._paths[1].open("wb"))
            table.write("\ufeff")
            self._rows = csv.writer(table, lineterminator="\r\n")
            self._rows.writerow(self._columns)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def write(self, rows: Iterable[Row]) -> None:
        """Further rows, whose keys are the columns in their order."""
        columns, numbers, texts, others = self._columns, self._numbers, self._texts, self._others
        for row in rows:
            if list(row) != columns:
                raise ValueError(f"{self._name}: a row of {list(row)}, and the columns are {columns}")
            cells: list[Any] = list(row.values())
            for place in texts:
                text = cells[place]
                if text and (text[0] in _FORMULA or not text.isprintable()):
                    cells[place] = _text_cell(text)
            for place, cell in others:
                cells[place] = cell(cells[place])
            self._rows.writerow(cells)
            if numbers:
                row |= {column: json_cell(row[column]) for column in numbers}
            self._lines.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            self.count += 1


def write_table(folder: Path, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write NAME.csv and NAME.jsonl into ``folder``; returns the number of rows."""
    with TableWriter(folder, name, columns) as table:
        table.write(rows)
    return table.count
