"""What one of several figures belongs to that 分别 hands out: its owner, what narrows its measure, or a measure of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention, NumberMention

_CHANGE = re.compile(r"(?:同比|环比)?[增降]幅$")


class Pair(NamedTuple):
    """What a figure belongs to: a name, a noun that narrows its measure, or a measure of its own.

    ``first`` tells whether it is the first of them, ``last`` is the measure of the last, which the segmenter's reading of
    the clause gives to all.
    """

    name: EntityMention | None
    noun: str
    first: bool
    measure: str = ""
    last: str = ""
    whole: str = ""  # 汽车产量 of 汽车产销分别完成335万辆和332万辆
    lost: bool = False  # 东部和西部地区投资分别增长5%和6%: it is not told for certain
    bare: bool = False  # 华为、苹果分别为1050万部和1010万部: names and figures, and nothing else

    def measured(self, told: str) -> str:
        """The measure of this figure, where that of the first was read as ``told``: 营收增幅 of 净利润增幅."""
        if self.whole or self.lost:
            return self.whole
        if not self.measure:
            if self.last and told.startswith(self.last):  # 设备、仪表行业利润: 利润 of each
                return self.noun + told.removeprefix(self.last)
            return f"{self.noun}{told}" if told else ""
        base = _CHANGE.sub("", told)
        if base and self.last.endswith(base):  # 倒塌房屋|数量降幅
            return self.measure + told.removeprefix(base)
        return told.replace(self.last, self.measure) if self.last in told else ""

    def before(self, number: NumberMention, done: Sequence[NumberMention]) -> str:
        """The measure of the figure before in the sentence, where it is that of a bare pair: vivo出货1180万部，…分别为."""
        last = done[-1] if done else None
        if not self.bare or last is None or last.sentence != number.sentence:
            return ""
        if (last.label, last.unit) != (number.label, number.unit):
            return ""
        if not number.change:
            return last.measure
        change = _CHANGE.search(last.measure)  # 港岛楼价升0.54%，新界东、九龙分别跌0.15%及0.35%
        since = "" if change is None else change.group()[:-2]
        up = "增幅" if number.change == "increase" else "降幅"
        return "" if change is None else f"{last.measure[: change.start()]}{since}{up}"
