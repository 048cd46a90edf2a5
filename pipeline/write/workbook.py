"""tables.xlsx: one sheet a table, for people who open one file.

No cell is ever a formula or a link by accident; the same tables give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: the order that people read in
ORDER = (
    "events", "numbers", "entities", "articles", "links", "rejects", "event_mentions", "number_mentions", "date_mentions",
    "entity_mentions",
)  # fmt: skip
_WIDTHS = {
    "sentence": 60,
    "text": 24,
    "name": 24,
    "title": 40,
    "reason": 50,
    "articles": 36,
    "aliases": 30,
    "rule": 30,
}
_ROWS = 1_048_575  # below the header, Excel's limit
_CELL = 32_000  # UTF-16 units; Excel's limit is 32,767
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same bytes on every run
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_NUMBER = 15  # digits that a spreadsheet keeps


def write_workbook(folder: Path) -> None:
    """Write tables.xlsx from the JSONL tables in ``folder``; a table too long for one sheet goes on in ``name (2)``."""
    import xlsxwriter

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    with xlsxwriter.Workbook(str(folder / "tables.xlsx"), options) as book:
        book.set_properties({"title": "Tables", "created": _CREATED})
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1}),
            "conflict": book.add_format({"bg_color": "#FBE3D6"}),
            "number": book.add_format({"num_format": "#,##0.########"}),
        }
        for table in ORDER:
            _sheets(book, table, folder / f"{table}.jsonl", formats)


def _sheets(book: Any, table: str, path: Path, formats: dict[str, Any]) -> None:
    columns = TABLES[table]
    sheet: Any = None
    at = number = 0
    for row in _rows(path):
        if sheet is None or at > _ROWS:
            if sheet is not None:
                sheet.autofilter(0, 0, at - 1, len(columns) - 1)
            number += 1
            sheet = _sheet(book, table if number == 1 else f"{table} ({number})", table, formats)
            at = 1
        conflict = row.get("verdict") == "conflict" or bool(row.get("conflict"))
        for place, column in enumerate(columns):
            _cell(sheet, at, place, row.get(column.name), column.kind, formats, conflict=conflict)
        at += 1
    if sheet is None:
        sheet, at = _sheet(book, table, table, formats), 1
    sheet.autofilter(0, 0, max(at - 1, 0), len(columns) - 1)


def _sheet(book: Any, name: str, table: str, formats: dict[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(TABLES[table]):
        sheet.set_column(place, place, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, place, column.name, formats["head"])
    return sheet


def _cell(
    sheet: Any, row: int, place: int, value: Any, kind: str, formats: dict[str, Any], *, conflict: bool
) -> None:
    style = formats["conflict"] if conflict else None
    if value is None or value == "":
        if conflict:
            sheet.write_blank(row, place, None, style)
        return
    if kind in {"integer", "number"} and not isinstance(value, str):
        if len(str(value).replace("-", "").replace(".", "")) <= _LONGEST_NUMBER:
            sheet.write_number(
                row, place, float(value), style or (formats["number"] if kind == "number" else None)
            )
            return
        value = f"{Decimal(str(value)):f}"
    text = "|".join(value) if isinstance(value, list) else str(value)
    text = _CONTROLS.sub("\ufffd", text)
    if len(text.encode("utf-16-le")) // 2 > _CELL:
        text = text[: _CELL // 2] + " … (cut: the whole text is in the CSV)"
    sheet.write_string(row, place, text, style)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as lines:
        for line in lines:
            yield orjson.loads(line)
