"""The characters that numerals are written with, and the shape of a numeral that has been read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pipeline.model import Modifier

Value: TypeAlias = int | Decimal

#: exact arithmetic for any numeral that is read: the usual context rounds to 28 digits
EXACT = Context(prec=1500)

DIGITS: dict[str, int] = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
FORMAL: dict[str, int] = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    "参": 3, "弐": 2, "弍": 2, "叄": 3, "倆": 2, "俩": 2, "仨": 3,
}  # fmt: skip
TENS: dict[str, int] = {"廿": 20, "卅": 30, "卌": 40}
SMALL: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG: dict[str, int] = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FUZZY = "几数"
ALL_DIGITS: dict[str, int] = DIGITS | FORMAL

#: every character that a Chinese numeral may start with (几 and 数 need a scale behind them)
FIRST_CHINESE = "".join({*ALL_DIGITS, *TENS, *SMALL, *FUZZY, "万"})
#: where a numeral may start: one look-up a character, in C
START = re.compile(rf"[0-9{FIRST_CHINESE}]")
# 1,234,567.8 or 12345.6 or 3e8 or 2·5万; no group after more than three digits (2010,2011), no second point (1.2.3)
ARABIC = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++|·[0-9]++(?= ?[%‰万亿倍元点度吨米个美摄升]))?(?:[eE][+-]?[0-9]{1,2}(?![A-Za-z0-9]))?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in normalised text. ``high`` is None where it has no upper end (数百)."""

    start: int
    end: int
    low: Value
    high: Value | None
    modifier: Modifier = ""
    coefficient: Value = 0  # the value without its trailing scales: 30 of 30万
    scale: int = 1  # the trailing scales: 10000 of 30万
    arabic: bool = False  # written with 0-9 only (a scale may follow)
    digits: int = 0  # how many digits a positional numeral has (二〇二五: 4), 0 for others
    decimal: bool = False
    big: int = 1  # the 万/亿/兆 part of ``scale``
