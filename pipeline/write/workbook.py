"""tables.xlsx: one sheet a table, for people who open one file.

Numbers are numbers that read in 万 and 亿, days are true dates, an id leads to the rows it stands for. No cell is
ever a formula, or a link by accident; what a sheet cannot hold is said in the cell and on the last sheet. The same
tables give the same bytes. Memory does not grow with the rows: they are written as they are read.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.write.cells import FORMULA, one_line
from pipeline.write.columns import TABLES
from pipeline.write.columns_zh import TABLES_ZH, about_zh
from pipeline.write.sheet_links import Links
from pipeline.write.stored import rows
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.write.columns import Column

#: the order that people read in
ORDER = (
    "events", "numbers", "entities", "articles", "event_mentions", "number_mentions", "date_mentions",
    "entity_mentions", "links", "rejects",
)  # fmt: skip
#: widths in characters of the default font, a Chinese character takes two
WIDTHS = {
    "sentence": 90, "title": 44, "reason": 50, "conflict": 40, "name": 26, "aliases": 32, "articles": 34,
    "compared_with": 18, "text": 22, "rule": 30, "actors": 22, "objects": 26, "location": 16, "attributed_to": 18,
    "article_id": 26, "path": 26, "duplicate_of": 22, "source": 18, "left": 24, "right": 24, "measure": 14,
    "subject": 20, "edtf": 20, "earliest": 17, "latest": 17, "published_basis": 15, "label": 13, "chars": 8,
    "start": 7, "end": 7, "trigger_start": 12, "trigger_end": 11, "region": 8, "script": 8, "unit": 10, "modifier": 10,
    "low": 16, "high": 16, "encoding": 10, "basis": 22, "as_of": 17, "date": 17,
}  # fmt: skip
_DEFAULT_WIDTH = 14
_ROWS = 1_048_575  # below the header, Excel's limit
_CELL = 32_767  # UTF-16 units, Excel's limit
_LINKS = 65_000  # a sheet: Excel gives up at 65,530
_DIGITS = 15  # significant ones that a spreadsheet keeps
_DAYS = {
    "published", "first_published", "last_published", "date", "date_start", "date_end", "as_of", "edtf", "earliest", "latest",
}  # fmt: skip
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel takes 1900 for a leap year, so that days before are one off
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same bytes on every run
_LINKED = {
    "article_id", "duplicate_of", "articles", "entity_id", "number_id", "event_id", "subject_id", "actor_ids", "object_ids",
}  # fmt: skip
_BEYOND_FORMATS = Decimal("1e25")  # a spreadsheet shows fifteen digits, and decimal arithmetic here has 28
_BLUE, _CONFLICT, _HEAD = "#1F5FA8", "#FBE3D6", "#E8EDF3"


def write_workbook(folder: Path, *, most_rows: int = _ROWS, most_links: int = _LINKS) -> list[str]:
    """Write tables.xlsx from the JSONL tables in ``folder``; returns what it had to leave out, in words.

    A table of more than ``most_rows`` rows goes on in ``NAME (2)``; a sheet has at most ``most_links`` links.
    """
    import xlsxwriter

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with _disk_errors(), xlsxwriter.Workbook(str(folder / "tables.xlsx"), options) as book:
        book.set_properties(
            {"title": "zh-extract tables", "comments": "made by zh-extract extract", "created": _CREATED}
        )
        links = Links(folder, most_rows=most_rows)
        writer = _Writer(book, links, most_rows, most_links)
        for table in ORDER:
            writer.write(table, links.ordered(table) or rows(folder, table))
        writer.write_about()
    return writer.notes


@contextmanager
def _disk_errors() -> Iterator[None]:
    """A full disk is an OSError, whatever the library makes of it."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
    except FileCreateError as error:
        raise OSError(getattr(error.args[0], "errno", None), f"tables.xlsx: {error}") from error


@dataclass(slots=True)
class _Writer:
    """One workbook under way."""

    book: Any
    links: Links
    most_rows: int
    most_links: int
    notes: list[str] = field(default_factory=list)
    _styles: dict[tuple[str, bool, bool, bool], Any] = field(default_factory=dict)
    _sizes: list[tuple[str, str, int]] = field(default_factory=list)  # sheet, table, rows
    _left: int = 0  # links that the sheet may still have
    _cut: int = 0  # cells of the table that were cut

    def write(self, table: str, found: Iterable[dict[str, Any]]) -> None:
        """One table on as many sheets as it needs."""
        columns = TABLES[table]
        sheet, name, at, number = self._sheet(table, 1), table, 0, 1
        self._cut = 0
        for row in found:
            if at == self.most_rows:
                self._close(sheet, name, table, at)
                number += 1
                name = f"{table} ({number})"
                sheet, at = self._sheet(table, number), 0
            at += 1
            self._row(sheet, at, table, columns, row)
        self._close(sheet, name, table, at)
        if number > 1:
            self.notes.append(f"{table}: {number} sheets, a sheet holds {self.most_rows:,} rows")
        if self._cut:
            self.notes.append(
                f"{table}: {self._cut} cell(s) cut to {_CELL:,} characters; whole in {table}.csv"
            )
        if self._left <= 0:
            self.notes.append(f"{table}: the first {self.most_links:,} links are set, then plain text")

    def _sheet(self, table: str, number: int) -> Any:
        sheet = self.book.add_worksheet(table if number == 1 else f"{table} ({number})")
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        head = self._style("head")
        for place, column in enumerate(TABLES[table]):
            sheet.set_column(place, place, WIDTHS.get(column.name, _DEFAULT_WIDTH))
            sheet.write_string(0, place, column.name, head)
            note = f"{column.about}\n{about_zh(table, column.name)}"
            sheet.write_comment(0, place, note, {"x_scale": 2, "author": "zh-extract"})
        self._left = self.most_links
        return sheet

    def _close(self, sheet: Any, name: str, table: str, size: int) -> None:
        sheet.autofilter(0, 0, size, len(TABLES[table]) - 1)
        self._sizes.append((name, table, size))

    def _row(self, sheet: Any, at: int, table: str, columns: tuple[Column, ...], row: dict[str, Any]) -> None:
        conflict = row.get("verdict") == "conflict" or bool(row.get("conflict"))
        for place, column in enumerate(columns):
            value = row[column.name]
            if not value and value != 0:
                if conflict:
                    sheet.write_blank(at, place, None, self._style("text", conflict=True))
            elif column.kind in {"integer", "number"}:
                self._number(sheet, at, place, value, conflict=conflict)
            elif column.name in _DAYS and (day := _day(value)):
                sheet.write_datetime(at, place, day, self._style("day", conflict=conflict))
            else:
                linked = column.name in _LINKED and self._left > 0
                target = self.links.target(table, column.name, row) if linked else ""
                self._text(sheet, at, place, value, target, table=table, conflict=conflict)

    def _number(self, sheet: Any, at: int, place: int, value: Decimal | int, *, conflict: bool) -> None:
        """A number, or its digits as text where a spreadsheet would lose some of them."""
        if isinstance(value, int) and -1_000_000 < value < 1_000_000:
            sheet.write_number(at, place, value, self._style("plain", conflict=conflict))
            return
        exact = Decimal(value)
        if len(exact.normalize().as_tuple().digits) <= _DIGITS:
            sheet.write_number(at, place, float(exact), self._style(_scale(exact), conflict=conflict))
        else:
            sheet.write_string(at, place, plain(exact), self._style("digits", conflict=conflict))

    def _text(
        self,
        sheet: Any,
        at: int,
        place: int,
        value: str | list[str],
        target: str,
        *,
        table: str,
        conflict: bool,
    ) -> None:
        text = one_line("|".join(value) if isinstance(value, list) else value)
        short = _shortened(text, table)
        self._cut += short is not text
        quoted = text[0] in FORMULA  # a reader who edits the cell gets no formula either
        if target:
            self._left -= 1
            style = self._style("text", conflict=conflict, quoted=quoted, linked=True)
            sheet.write_url(at, place, f"internal:{target}", style, short)
        elif conflict or quoted:
            sheet.write_string(at, place, short, self._style("text", conflict=conflict, quoted=quoted))
        else:
            sheet.write_string(at, place, short)

    def _style(self, name: str, *, conflict: bool = False, quoted: bool = False, linked: bool = False) -> Any:
        """A cell format, made once."""
        key = (name, conflict, quoted, linked)
        if key not in self._styles:
            look: dict[str, Any] = dict(_LOOKS[name])
            if conflict:
                look["bg_color"] = _CONFLICT
            if quoted:
                look["quote_prefix"] = True
            if linked:
                look |= {"font_color": _BLUE, "underline": 1}
            self._styles[key] = self.book.add_format(look)
        return self._styles[key]

    def write_about(self) -> None:
        """The last sheet: what is on the others, what was left out, and what every column means."""
        sheet = self.book.add_worksheet("about")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 3, 80)
        lines: list[tuple[str, ...]] = [("sheet 工作表", "rows 行", "what it holds", "内容")]
        lines += [(name, f"{size}", ABOUT[table], TABLES_ZH[table]) for name, table, size in self._sizes]
        lines += [(), ("left out 未尽之处", "", "", "")] if self.notes else []
        lines += [("", "", note, "") for note in self.notes]
        lines += [(), ("table 表", "column 列", "what it means", "含义")]
        lines += [
            (table, column.name, column.about, about_zh(table, column.name))
            for table in ORDER
            for column in TABLES[table]
        ]
        for at, line in enumerate(lines):
            head = bool(line) and (not at or not lines[at - 1])
            for place, cell in enumerate(line):
                if cell.isdigit():
                    sheet.write_number(at, place, int(cell))
                else:
                    sheet.write_string(at, place, cell, *([self._style("head")] if head else []))


_RIGHT: dict[str, Any] = {"align": "right", "indent": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bg_color": _HEAD, "bottom": 1, "valign": "top"},
    "text": {},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "digits": {**_RIGHT, "num_format": "@"},
    "plain": _RIGHT,
    "fine": {**_RIGHT, "num_format": "0.0#########"},
    # A point before the last digits of what is left after dropping thousands: 933790000000 shows as 9337.90亿 and
    # 862500000 as 8.62500亿, 18300000 as 1830.0万 and 2165230 as 216.5230万; the cell keeps the full value
    "亿": {**_RIGHT, "num_format": '0\\.00,,"亿"'},
    "亿 to the thousand": {**_RIGHT, "num_format": '0\\.00000,"亿"'},
    "万": {**_RIGHT, "num_format": '0\\.0,"万"'},
    "万 to the unit": {**_RIGHT, "num_format": '0\\.0000"万"'},
}
#: what a table holds, in a few words
ABOUT = {
    "events": "dated events, across articles",
    "numbers": "number claims, across articles",
    "entities": "people, places, organisations and other names, across articles",
    "articles": "the articles that were read",
    "event_mentions": "every mention of an event",
    "number_mentions": "every mention of a number",
    "date_mentions": "every time expression",
    "entity_mentions": "every mention of a name",
    "links": "what was joined or is proposed, and why",
    "rejects": "files not read, or read with a loss",
}


def _scale(value: Decimal) -> str:
    """The format that a number reads best in without losing a digit that the article told."""
    size = abs(value)
    if size >= _BEYOND_FORMATS:
        return "plain"
    if size >= 100_000_000:
        return "亿" if size % 1_000_000 == 0 else "亿 to the thousand"
    if size >= 1_000_000:
        return "万" if size % 1_000 == 0 else "万 to the unit"
    return "fine" if 0 < size < Decimal("0.0001") else "plain"


def _day(value: str) -> dt.date | None:
    """The day, where the value is one and a spreadsheet's calendar has it."""
    if len(value) != 10:  # 2025-07-23; fromisoformat takes 20250723 and 2025-W30-3 too
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY and value[4] == value[7] == "-" else None


def _shortened(text: str, table: str) -> str:
    """The text as far as a cell holds it, with a word where it was cut."""
    if len(text) <= _CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CELL:
        return text
    note = f" … [cut: {len(text):,} characters, whole in {table}.csv]"
    return units[: 2 * (_CELL - len(note))].decode("utf-16-le", "ignore") + note
