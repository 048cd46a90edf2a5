"""How the cells of a sheet look: every style that the workbook has, and the one that a number reads best in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

SMALL = 1_000_000  # whole numbers below it are shown as they are
_BEYOND_FORMATS = Decimal("1e25")  # a spreadsheet shows fifteen digits, and decimal arithmetic here has 28
_BLUE, _CONFLICT, _HEAD = "#1F5FA8", "#FBE3D6", "#E8EDF3"


class Style(NamedTuple):
    """How a cell looks: a name of LOOKS, and what else it may be."""

    name: str
    conflict: bool = False
    quoted: bool = False
    linked: bool = False

    def look(self) -> dict[str, Any]:
        """The properties of the format, in XlsxWriter's words."""
        look: dict[str, Any] = dict(LOOKS[self.name])
        if self.conflict:
            look["bg_color"] = _CONFLICT
        if self.quoted:
            look["quote_prefix"] = True
        if self.linked:
            look |= {"font_color": _BLUE, "underline": 1}
        return look


_RIGHT: dict[str, Any] = {"align": "right", "indent": 1}
LOOKS: dict[str, dict[str, Any]] = {
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
#: every style that a cell may have but that of plain text, which needs none
STYLES = (
    Style("head"),
    *(Style(name, conflict) for conflict in (False, True) for name in LOOKS if name not in {"head", "text"}),
    *(
        Style("text", conflict, quoted, linked)
        for conflict in (False, True)
        for quoted in (False, True)
        for linked in (False, True)
        if conflict or quoted or linked
    ),
)


def scale(value: Decimal) -> str:
    """The format that a number reads best in without losing a digit that the article told."""
    size = abs(value)
    if size >= _BEYOND_FORMATS:
        return "plain"
    if size >= 100_000_000:
        return "亿" if size % 1_000_000 == 0 else "亿 to the thousand"
    if size >= SMALL:
        return "万" if size % 1_000 == 0 else "万 to the unit"
    return "fine" if 0 < size < Decimal("0.0001") else "plain"
