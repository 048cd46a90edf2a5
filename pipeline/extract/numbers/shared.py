"""A unit or scale that stands once, behind the last of several numbers: 分别为96、83和112个, 分别提高0.2和2.7个百分点.

Without 分别 only what cannot be a number of its own shares a unit: 0.2和2.7个百分点, 61.65亿及47.45亿美元.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.extract.numbers.amount import Amount

_JOINED = re.compile(r" ?(?:[、和与及]|以及) ?")
_HANDED = re.compile(r"(?:分别|各自)[^，。；0-9]{0,10}$")
_REACH = 14  # code points before the first number: 分别同比大幅提高了约 is 9
_OF_RATES = frozenset({"百分点", "基点", "%"})
_HUNDRED_MILLION = 10**8  # 亿: 关注人数达300万、200万元 are two things
_LARGE = 10**4  # 万; 十 and 百 belong to their own number
_APART = 20  # 3.2和4.5亿元 are of one size, 3500和1.2亿元 are not
_MOST = 8  # numbers of which a unit may be told once


def shared(norm: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """``amounts`` in their order, each with the unit and scale that the last of its row tells."""
    row: list[Amount] = []
    for amount in amounts:
        if row and not (len(row) < _MOST and _JOINED.fullmatch(norm, row[-1].end, amount.start)):
            yield from row
            row = []
        if _is_bare(amount):
            row.append(amount)
            continue
        if row and amount.unit and amount.numeral.arabic and amount.exact:
            _hand_out(norm, row, amount)
        yield from row
        row = []
        yield amount
    yield from row


def _is_bare(amount: Amount) -> bool:
    return amount.label == "CARDINAL" and not amount.unit and amount.numeral.arabic and amount.exact


def _hand_out(norm: str, row: list[Amount], last: Amount) -> None:
    """Give the numbers of ``row`` the unit of ``last``, where it is theirs too."""
    first = row[0].start
    handed = _HANDED.search(norm, max(0, first - _REACH), first) is not None
    points = last.unit in _OF_RATES and all(one.numeral.decimal for one in row)
    sums = last.label == "MONEY" and all(one.numeral.scale >= _HUNDRED_MILLION for one in row)
    if not (handed or points or sums) or last.label not in {"MONEY", "QUANTITY", "PERCENT"}:
        return
    scale = last.numeral.scale
    if scale >= _LARGE:
        if any(one.numeral.scale not in {1, scale} or not _of_one_size(one, last) for one in row):
            return
        for one in row:
            if one.numeral.scale == 1:
                one.scale(scale)
    for one in row:
        one.name(last.label, last.unit, f"shared {last.rule}")


def _of_one_size(one: Amount, last: Amount) -> bool:
    """Whether the number before the scale is about as large as that of ``last``."""
    low, high = sorted((abs(Decimal(one.numeral.coefficient)), abs(Decimal(last.numeral.coefficient))))
    return low > 0 and high / low < _APART
