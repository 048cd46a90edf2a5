"""Numbers that are told by a word and no numeral of the ordinary kind: 翻一番, 一半, 打对折, 数倍, 半米, 上亿元."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numbers.amount import Amount
from pipeline.extract.numerals import Numeral, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.numbers.readings import QuantityReader

# 翻一番 is twice as much, 翻两番 four times; 翻3倍 is read as 3倍
_DOUBLING = re.compile(r"翻了?(?P<n>[一两二三四五六1-6])番")
_HALF = re.compile(
    r"(?:(?<![说讲做干写读看听聊走吃拍念唱]到)(?<!做)一半|半数)(?![导径决])|(?<=打)对折|半[成折](?![为功立本])|半价"
)
_PERCENT = {"对折": 50, "半折": 50, "半价": 50, "半成": 5}
_SEVERAL_TIMES = re.compile(r"(?<![第一二三四五六七八九十百千])[数几好]倍")
# 半米, 半斤, 半公里: half of a physical unit (half of a time is a duration)
_HALF_UNIT = re.compile(r"(?<![一二两三四五六七八九十0-9个大过])半(?=[\u4e00-\u9fff])")
_PHYSICAL = frozenset({"length", "area", "volume", "mass"})
# a scale alone counts behind a bound: 近亿元, 过万人, 上亿次
_SCALE_ALONE = re.compile(
    r"(?<=[近超过逾约上破每达])(?P<scale>[万亿])(?P<more>[余多])?(?![一能分科达事物般兆])"
)
_SCALES = {"万": 10**4, "亿": 10**8}


def find(quantities: QuantityReader, body: int) -> Iterator[Amount]:
    """Every number from ``body`` on that a word tells."""
    norm = quantities.norm
    for match in _DOUBLING.finditer(norm, body):
        numeral = scan(match["n"], 0)
        if numeral is not None and isinstance(numeral.low, int):
            yield _worded(match.start(), match.end(), 2**numeral.low).name("QUANTITY", "倍", "doubling")
    for match in _HALF.finditer(norm, body):
        percent = _PERCENT.get(match.group())
        if percent:
            yield _worded(match.start(), match.end(), percent).name("PERCENT", "%", "half-price")
        else:
            yield _worded(match.start(), match.end(), Decimal("0.5")).name("CARDINAL", "", "half")
    for match in _SEVERAL_TIMES.finditer(norm, body):
        amount = _worded(match.start(), match.end(), 0).name("QUANTITY", "倍", "several-times")
        amount.low = amount.high = None
        amount.modifier = "approx"
        yield amount
    for match in _HALF_UNIT.finditer(norm, body):
        found = quantities.context.lexicon.amounts.units.at(norm, match.end())
        if (
            found is None
            or found[0].dimension not in _PHYSICAL
            or norm.startswith(found[0].not_before, found[1])
        ):
            continue
        unit, end = found
        yield _worded(match.start(), end, Decimal("0.5")).name("QUANTITY", unit.unit, f"half({unit.place})")
    yield from _scales_alone(quantities, body)


def _scales_alone(quantities: QuantityReader, body: int) -> Iterator[Amount]:
    """近亿元, 过万人, 上亿次."""
    for match in _SCALE_ALONE.finditer(quantities.norm, body):
        value = _SCALES[match["scale"]]
        numeral = Numeral(match.start(), match.end(), value, value, "gt" if match["more"] else "", value)
        if quantities.standing.may_start(numeral):
            amount = quantities.read(numeral)
            if amount is not None and amount.unit:
                yield amount


def _worded(start: int, end: int, value: int | Decimal) -> Amount:
    return Amount(start, end, value, value, Numeral(start, end, value, value))
