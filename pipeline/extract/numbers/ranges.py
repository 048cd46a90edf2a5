"""Two numbers that are one range: 3至5万, 42-48%, 10亿到20亿元, 七千到九千亿元, 在20和30之间."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numbers.amount import Amount, plain, scaled
from pipeline.extract.numerals import START, scan
from pipeline.gates import firsts

if TYPE_CHECKING:
    from pipeline.extract.numbers.amount import Exact
    from pipeline.extract.numbers.readings import QuantityReader

_RANGE = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?")  # 3至5万, 42-48%, 10亿—20亿元
_CHANGED = re.compile(r"(?:增加|减少|上升|下跌|下降|上涨|回升|回落|[增减升跌涨降])了?(?:大?约|近|逾)?$")
_STEPS = frozenset("级档位名")
_BY_STEPS = re.compile(r"[升跌降调跳进退](?:了|高|低|升|降)?$")  # 连升两级至五级
_FAR_APART = 10  # 增加3万人至20万人 may be either
_BETWEEN = re.compile(r" ?(?:与|和|及) ?")  # 20和30之间
_JOINT_FIRSTS = firsts(_RANGE, _BETWEEN)
_BETWEEN_END = re.compile(r" ?(?:之间|间(?![隔谍接]))")


class RangeReader:
    """Joins a number with the one behind it, where they are the ends of a range."""

    def __init__(self, quantities: QuantityReader) -> None:
        self.quantities = quantities
        self.norm = quantities.norm

    def extend(self, amount: Amount) -> Amount:
        """The range that begins with ``amount``, or ``amount`` itself."""
        if amount.label == "ORDINAL":
            return self._ordinals(amount) or amount
        if amount.high is None or self.norm[amount.end : amount.end + 1] not in _JOINT_FIRSTS:
            return amount
        match = _RANGE.match(self.norm, amount.end)
        if match is not None:
            second = self._second(match.end())
            joined = None if second is None or self._led_to(amount, second) else _join(amount, second)
            if joined is not None:
                return joined
        match = _BETWEEN.match(self.norm, amount.end)
        if match is not None:
            second = self._second(match.end())
            if second is not None and self._ends_between(second):
                return _join(amount, second) or amount
        return amount

    def _led_to(self, first: Amount, second: Amount) -> bool:
        """减少1500人至383万人: by how much something changed and what it came to, with a unit each and far apart; 升两级至五级."""
        if not first.unit or first.low is None or second.high is None:
            return False
        if first.unit in _STEPS and first.unit == second.unit:
            return _BY_STEPS.search(self.norm, max(0, first.start - 3), first.start) is not None
        if second.high < first.low * _FAR_APART:
            return False
        return _CHANGED.search(self.norm, max(0, first.start - 5), first.start) is not None

    def _ordinals(self, first: Amount) -> Amount | None:
        """第3至第5名, 第十和第十五之间, 第3至5条: places in a row."""
        for pattern in (_RANGE, _BETWEEN):
            match = pattern.match(self.norm, first.end)
            if match is None:
                continue
            at = match.end() + (self.norm[match.end() : match.end() + 1] == "第")
            numeral = scan(self.norm, at)
            second = None if numeral is None else self.quantities.read(numeral, signed=False)
            if second is None or second.high is None or first.low is None or second.high <= first.low:
                continue
            apart = first.unit not in {"", second.unit} or second.label not in {
                "ORDINAL",
                "QUANTITY",
                "CARDINAL",
            }
            if apart or (pattern is _BETWEEN and not self._ends_between(second)):
                continue
            second.start, second.low, second.weak, second.article = first.start, first.low, False, False
            return second.name("ORDINAL", second.unit, f"range {second.rule}")
        return None

    def _ends_between(self, second: Amount) -> bool:
        """之间 or 间 behind the second number; 间 has been read as a classifier."""
        if _BETWEEN_END.match(self.norm, second.end):
            return True
        if second.unit != "间":
            return False
        second.name("CARDINAL", "", second.rule)
        second.end -= 1
        return True

    def _second(self, at: int) -> Amount | None:
        norm, quantities = self.norm, self.quantities
        if at >= len(norm) or norm.startswith("零上", at):
            return None
        part = quantities.part_of(at)
        if part is not None:
            return part
        currency = quantities.money.amounts.currency_before.at(norm, at)
        below = norm[at] == "负"  # 负7%到|负5%
        start = START.match(norm, currency[1] if currency else at + below)
        numeral = scan(norm, start.start()) if start else None
        if numeral is None or norm[numeral.end : numeral.end + 1] in {"-", "/"}:
            return None
        return quantities.read(numeral, signed=below)


def _join(first: Amount, second: Amount) -> Amount | None:
    """One range of two readings where their units allow it and the second is not the smaller one."""
    bare = first.label == "CARDINAL" and not first.unit
    if first.low is not None and first.low < 0 and second.high == 0 and not second.unit:
        second.label, second.unit = first.label, first.unit  # 负0.5%至零
    if first.low is None or second.high is None or not (bare or first.unit == second.unit):
        return None
    low = _low_of(first, second) if bare else first.low
    if low > second.high or (low == second.high and bare):
        return None
    second.start, second.low = first.start, low
    second.label = second.label if bare else first.label
    second.modifier = second.modifier or first.modifier
    second.rule = f"range {second.rule}"
    second.weak = second.article = False
    return second


def _low_of(first: Amount, second: Amount) -> Exact:
    """The lower end with the scale that stands once: 两到三千, 七千到九千亿, 十八至三十万, 5-20%."""
    low, high = first.low, second.high
    if low is None or high is None or first.numeral.big > 1 or not second.numeral.high:
        return low or 0
    unit = (plain(high) or Decimal(0)) / (plain(second.numeral.high) or Decimal(1))  # 0.01 of 分, 1 of 元
    whole = second.numeral.scale if first.numeral.scale == 1 else second.numeral.big
    for scale in (whole, second.numeral.big):
        candidate = scaled(low, unit * scale)
        if candidate < high:
            return candidate
    return scaled(low, unit)
