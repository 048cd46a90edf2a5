"""Rows of a table as the XML of a sheet: what a library would write cell by cell, written a row at a time.

SpreadsheetML, ECMA-376 part 1, 18.3: texts are inline strings, days are numbers with a style, an empty cell is not
written. Memory does not grow with the rows, but for the links of a sheet, which stand behind them.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.write.cells import FORMULA, one_line
from pipeline.write.sheet_links import letter
from pipeline.write.sheet_styles import SMALL, Style, scale
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.write.columns import Column

    Target = Callable[[Any], str]
    Write = Callable[
        [Any, bool], tuple[str, bool]
    ]  # a value, in a row with a conflict: its cell, whether it is cut

CELL = 32_767  # UTF-16 units, Excel's limit
_DIGITS = 15  # significant ones that a spreadsheet keeps
_DAYS = {
    "published", "first_published", "last_published", "date", "date_start", "date_end", "as_of", "edtf", "earliest", "latest",
}  # fmt: skip
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel takes 1900 for a leap year, so that days before are one off
_DAY_ZERO = dt.date(1899, 12, 30)
_SHORT = (
    300  # code points of a text whose cell is remembered: a sentence stands in the row of every mention in it
)
_REMEMBERED = 1_024  # cells of a column
_ESCAPE = re.compile(r"(_x[0-9a-fA-F]{4}_)")  # what a reader would take for an escaped character
_MARKUP = re.compile('[&<>"]')


class _Text(NamedTuple):
    """A text made ready: the end of its cell, what it shows, whether it is cut and whether it looks like a formula."""

    xml: str
    shown: str
    cut: bool
    quoted: bool


class _Column:
    """One column: what it writes, and the cells that it wrote not long ago, without their places."""

    __slots__ = ("begin", "ends", "letter", "linked", "listed", "name", "target", "write")

    def __init__(self, place: int, column: Column, write: Write, target: Target | None) -> None:
        self.letter = letter(place)
        self.begin = f'<c r="{self.letter}'
        self.name = column.name
        self.listed = column.kind == "list"
        self.write = write
        self.target = target
        self.ends: tuple[dict[Any, str], ...] = {}, {}  # of rows with a conflict the second
        self.linked: tuple[dict[Any, _Linked], ...] = {}, {}


class _Linked(NamedTuple):
    """The end of a cell without and with its link, and the end of the link; empty where there is none."""

    plain: str
    linked: str
    link: str


class SheetRows:
    """The rows of one table as XML. ``styles`` are attributes of a cell (`` s="5"``) by their style."""

    def __init__(
        self, table: str, columns: Sequence[Column], styles: dict[Style, str], targets: dict[str, Target]
    ) -> None:
        self.cut = 0  # cells that were cut
        self.left = 0  # links that the sheet may still have
        self.links: list[str] = []  # of the sheet under way
        self._table = table
        self._styles = styles
        self._looks = {
            name: (styles[Style(name)], styles[Style(name, conflict=True)]) for name in ("plain", "day")
        }
        self._texts = {
            style[1:]: styles.get(style, "")
            for style in map(Style._make, product(["text"], *[(False, True)] * 3))
        }
        self._columns = [
            _Column(place, column, self._writer(column), targets.get(column.name))
            for place, column in enumerate(columns, start=1)
        ]
        self._blank = styles[Style("text", conflict=True)]

    def _writer(self, column: Column) -> Write:
        if column.kind in {"integer", "number"}:
            return self._number
        return self._day if column.name in _DAYS else self._text

    def begin(self, most_links: int) -> None:
        """A sheet begins."""
        self.left = most_links
        self.links = []

    def xml(self, found: Iterable[dict[str, Any]], first: int) -> Iterator[str]:
        """One row after the other; the first stands at ``first``, counted from 1."""
        for at, row in enumerate(found, start=first):
            conflict = row.get("verdict") == "conflict" or bool(row.get("conflict"))
            plain = self._looks["plain"][conflict]
            cells = [f'<row r="{at}">']
            for column in self._columns:
                value = row[column.name]
                if not value and value != 0:
                    if conflict:
                        cells.append(f'{column.begin}{at}"{self._blank}/>')
                elif type(value) is int and -SMALL < value < SMALL:
                    cells.append(f'{column.begin}{at}"{plain}><v>{value}</v></c>')
                elif column.target is not None:
                    cells.append(f'{column.begin}{at}"{self._linked(column, at, value, conflict)}')
                else:
                    text = "|".join(value) if column.listed else value
                    end = column.ends[conflict].get(text) or self._end(column, text, conflict)
                    cells.append(f'{column.begin}{at}"{end}')
            cells.append("</row>")
            yield "".join(cells)

    def _end(self, column: _Column, value: Any, conflict: bool) -> str:  # noqa: FBT001  (as the writers)
        """The end of a cell, which is remembered where it is short."""
        end, cut = column.write(value, conflict)
        if cut:
            self.cut += 1
        elif not isinstance(value, str) or len(value) <= _SHORT:
            _keep(column.ends[conflict], value, end)
        return end

    def _linked(self, column: _Column, at: int, value: str | list[str], conflict: bool) -> str:  # noqa: FBT001
        """The end of a cell that may lead somewhere; its link is noted."""
        key = tuple(value) if isinstance(value, list) else value
        known = column.linked[conflict].get(key)
        if known is None:
            text = "|".join(value) if isinstance(value, list) else value
            found = _ready(self._table, text)
            there = column.target(value) if column.target is not None else ""
            link = f'" location="{there}" display="{_attribute(found.shown)}"/>' if there else ""
            known = _Linked(self._styled(found, conflict, False), self._styled(found, conflict, True), link)  # noqa: FBT003
            if found.cut:
                self.cut += 1
            elif len(text) <= _SHORT:
                _keep(column.linked[conflict], key, known)
        if not known.link or self.left <= 0:
            return known.plain
        self.left -= 1
        self.links.append(f'<hyperlink ref="{column.letter}{at}{known.link}')
        return known.linked

    def _number(self, value: Decimal | int, conflict: bool) -> tuple[str, bool]:  # noqa: FBT001  (one of three writers)
        """A number, or its digits as text where a spreadsheet would lose some of them."""
        exact = Decimal(value)
        if len(exact.normalize().as_tuple().digits) <= _DIGITS:
            style = self._styles[Style(scale(exact), conflict)]
            return f"{style}><v>{float(exact):.16G}</v></c>", False
        return f"{self._styles[Style('digits', conflict)]}{_ready('', plain(exact)).xml}", False

    def _day(self, value: str, conflict: bool) -> tuple[str, bool]:  # noqa: FBT001
        number = _day_number(value)
        if number is None:
            return self._text(value, conflict)
        return f"{self._looks['day'][conflict]}><v>{number}</v></c>", False

    def _text(self, value: str, conflict: bool) -> tuple[str, bool]:  # noqa: FBT001
        found = _ready(self._table, value)
        return self._styled(found, conflict, linked=False), found.cut

    def _styled(self, found: _Text, conflict: bool, linked: bool) -> str:  # noqa: FBT001
        return f"{self._texts[conflict, found.quoted, linked]}{found.xml}"


def _keep(known: dict[Any, Any], key: Any, value: Any) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


def head_row(columns: Sequence[Column], style: str) -> str:
    """The names of the columns."""
    return text_row(1, [column.name for column in columns], style)


def text_row(at: int, cells: Iterable[str], style: str = "") -> str:
    """A row of texts, in which whole numbers are numbers; an empty text is a cell too."""
    made = [
        f'<c r="{letter(place)}{at}"><v>{cell}</v></c>'
        if cell.isdigit()
        else f'<c r="{letter(place)}{at}"{style}{_ready("", cell).xml}'
        for place, cell in enumerate(cells, start=1)
    ]
    return f'<row r="{at}">{"".join(made)}</row>'


def _ready(table: str, value: str) -> _Text:
    text = one_line(value)
    shown = _shortened(text, table)
    kept = _attribute_free(_ESCAPE.sub(r"_x005F\1", shown) if "_x" in shown else shown)
    space = ' xml:space="preserve"' if kept != kept.strip() else ""
    xml = f' t="inlineStr"><is><t{space}>{kept}</t></is></c>'
    return _Text(xml, shown, shown is not text, text[:1] in FORMULA)


def _attribute_free(text: str) -> str:
    """Text between tags."""
    if _MARKUP.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    """Text between quotation marks; there are no line ends in it."""
    return _attribute_free(text).replace('"', "&quot;")


def _day_number(value: str) -> int | None:
    """A day as a spreadsheet counts, where the value is one and a spreadsheet's calendar has it."""
    if len(value) != 10:  # 2025-07-23; fromisoformat takes 20250723 and 2025-W30-3 too
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return (day - _DAY_ZERO).days if day >= _FIRST_DAY and value[4] == value[7] == "-" else None


def _shortened(text: str, table: str) -> str:
    """The text as far as a cell holds it, with a word where it was cut."""
    if len(text) <= CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL:
        return text
    note = f" … [cut: {len(text):,} characters, whole in {table}.csv]"
    return units[: 2 * (CELL - len(note))].decode("utf-16-le", "ignore") + note
