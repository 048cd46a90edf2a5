"""tables.xlsx: one sheet a table, for people who open one file.

Numbers are numbers that read in 万 and 亿, days are true dates, an id leads to the rows it stands for. No cell is
ever a formula, or a link by accident; what a sheet cannot hold is said in the cell and on the last sheet. The same
tables give the same bytes. Memory does not grow with the rows: they are written as they are read.

XlsxWriter makes the workbook without its rows, which are half a million cells in a few hundred articles:
``sheet_rows`` writes those into the sheets that it has left empty.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.write.columns import TABLES
from pipeline.write.columns_zh import TABLES_ZH, about_zh
from pipeline.write.sheet_links import Links, letter
from pipeline.write.sheet_rows import CELL, SheetRows, head_row, text_row
from pipeline.write.sheet_styles import STYLES, Style
from pipeline.write.stored import count, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

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
_LINKS = 65_000  # a sheet: Excel gives up at 65,530
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same bytes on every run
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_LINKED = {
    "article_id", "duplicate_of", "articles", "entity_id", "number_id", "event_id", "subject_id", "actor_ids", "object_ids",
}  # fmt: skip
_AT_ONCE = 256  # rows that are packed together
_LARGE = 1 << 28  # bytes of a table's JSONL: its sheet may be longer than a zip file of the old kind can hold
_ROWS_OF_FRAME = re.compile(r"<sheetData/>|<sheetData>.*?</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
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


class _Sheet(NamedTuple):
    """A sheet of the workbook: its name, its table, and how many rows it holds below the header."""

    name: str
    table: str
    size: int


def write_workbook(folder: Path, *, most_rows: int = _ROWS, most_links: int = _LINKS) -> list[str]:
    """Write tables.xlsx from the JSONL tables in ``folder``; returns what it had to leave out, in words.

    A table of more than ``most_rows`` rows goes on in ``NAME (2)``; a sheet has at most ``most_links`` links.
    """
    links = Links(folder, most_rows=most_rows)
    sheets = {table: _sheets(table, count(folder, table), most_rows) for table in ORDER}
    every = [sheet for those in sheets.values() for sheet in those]
    frame = _frame(every)
    styles = _styles(frame, len(every) + 1)
    notes: list[str] = []
    number = 0
    with closing(frame), zipfile.ZipFile(folder / "tables.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        for name in frame.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                _put(book, name, [frame.read(name).decode()])
        for table, those in sheets.items():
            maker = _maker(table, styles, links)
            found = links.ordered(table) or rows(folder, table)
            for sheet in those:
                number += 1
                maker.begin(most_links)
                xml = _sheet_xml(frame, number, sheet, maker, islice(found, sheet.size), styles)
                large = (folder / f"{table}.jsonl").stat().st_size > _LARGE
                _put(book, f"xl/worksheets/sheet{number}.xml", xml, large=large)
            notes += _notes(table, those, maker, most_rows, most_links)
        _put(
            book, f"xl/worksheets/sheet{number + 1}.xml", _about_xml(frame, number + 1, every, notes, styles)
        )
    return notes


def _sheets(table: str, size: int, most_rows: int) -> list[_Sheet]:
    """The sheets that a table of so many rows needs."""
    starts = range(0, size, most_rows) or [0]
    return [
        _Sheet(table if not start else f"{table} ({at})", table, min(most_rows, size - start))
        for at, start in enumerate(starts, start=1)
    ]


def _maker(table: str, styles: dict[Style, str], links: Links) -> SheetRows:
    targets = {
        column.name: target
        for column in TABLES[table]
        if column.name in _LINKED and (target := links.target(table, column.name)) is not None
    }
    return SheetRows(table, TABLES[table], styles, targets)


def _notes(
    table: str, sheets: list[_Sheet], maker: SheetRows, most_rows: int, most_links: int
) -> Iterator[str]:
    """What of a table the workbook leaves out."""
    if len(sheets) > 1:
        yield f"{table}: {len(sheets)} sheets, a sheet holds {most_rows:,} rows"
    if maker.cut:
        yield f"{table}: {maker.cut} cell(s) cut to {CELL:,} characters; whole in {table}.csv"
    if maker.left <= 0:
        yield f"{table}: the first {most_links:,} links are set, then plain text"


# -- the workbook without its rows -----------------------------------------------------------------------


def _frame(sheets: list[_Sheet]) -> zipfile.ZipFile:
    """All sheets with their columns, comments and filters; the last one holds a cell of every style, in their order."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties(
            {"title": "zh-extract tables", "comments": "made by zh-extract extract", "created": _CREATED}
        )
        for sheet in sheets:
            _set_up(book.add_worksheet(sheet.name), sheet)
        about = book.add_worksheet("about")
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 18)
        about.set_column(2, 3, 80)
        for place, style in enumerate(STYLES):
            about.write_blank(0, place, None, book.add_format(style.look()))
    return zipfile.ZipFile(made)


def _set_up(page: Any, sheet: _Sheet) -> None:
    columns = TABLES[sheet.table]
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.autofilter(0, 0, sheet.size, len(columns) - 1)
    for place, column in enumerate(columns):
        page.set_column(place, place, WIDTHS.get(column.name, _DEFAULT_WIDTH))
        note = f"{column.about}\n{about_zh(sheet.table, column.name)}"
        page.write_comment(0, place, note, {"x_scale": 2, "author": "zh-extract"})


def _styles(frame: zipfile.ZipFile, last: int) -> dict[Style, str]:
    """What a cell says of its style, by the style."""
    told = re.findall(r'<c r="[A-Z]+1"( s="\d+")/>', _page(frame, last))
    return dict(zip(STYLES, told, strict=True))


def _page(frame: zipfile.ZipFile, number: int) -> str:
    return frame.read(f"xl/worksheets/sheet{number}.xml").decode()


# -- its rows --------------------------------------------------------------------------------------------


def _sheet_xml(
    frame: zipfile.ZipFile,
    number: int,
    sheet: _Sheet,
    maker: SheetRows,
    found: Iterable[dict[str, Any]],
    styles: dict[Style, str],
) -> Iterator[str]:
    """A sheet with its rows, and behind them its links, where the schema has them: before the margins of the page."""
    columns = TABLES[sheet.table]
    before, behind = _around(frame, number, len(columns), sheet.size + 1)
    filters, margins, rest = behind.partition("<pageMargins ")
    yield f"{before}<sheetData>{head_row(columns, styles[Style('head')])}"
    yield from maker.xml(found, 2)
    yield f"</sheetData>{filters}"
    if maker.links:
        yield "<hyperlinks>"
        yield from maker.links
        yield "</hyperlinks>"
    yield margins + rest


def _around(frame: zipfile.ZipFile, number: int, width: int, height: int) -> tuple[str, str]:
    """What stands before and behind the rows of a sheet of that size."""
    before, behind = _ROWS_OF_FRAME.split(_page(frame, number))
    return _DIMENSION.sub(f'<dimension ref="A1:{letter(width)}{height}"/>', before), behind


def _about_xml(
    frame: zipfile.ZipFile, number: int, sheets: list[_Sheet], notes: list[str], styles: dict[Style, str]
) -> Iterator[str]:
    """The last sheet: what is on the others, what was left out, and what every column means."""
    lines: list[tuple[str, ...]] = [("sheet 工作表", "rows 行", "what it holds", "内容")]
    lines += [(name, f"{size}", ABOUT[table], TABLES_ZH[table]) for name, table, size in sheets]
    lines += [(), ("left out 未尽之处", "", "", "")] if notes else []
    lines += [("", "", note, "") for note in notes]
    lines += [(), ("table 表", "column 列", "what it means", "含义")]
    lines += [
        (table, column.name, column.about, about_zh(table, column.name))
        for table in ORDER
        for column in TABLES[table]
    ]
    before, behind = _around(frame, number, len(lines[0]), len(lines))
    yield f"{before}<sheetData>"
    for at, line in enumerate(lines, start=1):
        head = bool(line) and (at == 1 or not lines[at - 2])
        if line:
            yield text_row(at, line, styles[Style("head")] if head else "")
    yield f"</sheetData>{behind}"


def _put(book: zipfile.ZipFile, name: str, parts: Iterable[str], *, large: bool = False) -> None:
    """One file of the workbook, packed as it comes."""
    entry = zipfile.ZipInfo(name, _ZIPPED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    waiting = iter(parts)
    with ThreadPoolExecutor(1) as packer, book.open(entry, "w", force_zip64=large) as file:
        packed: Future[int] | None = None
        while some := list(islice(waiting, _AT_ONCE)):
            data = "".join(some).encode()
            if packed is not None:
                packed.result()
            packed = packer.submit(
                file.write, data
            )  # packing leaves Python to others: the next rows are made meanwhile
        if packed is not None:
            packed.result()
