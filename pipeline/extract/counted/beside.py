"""The name right beside a figure: 46岁的|陈冬, whose attribute the figure is, or 苹果公司|5860万部, which is listed with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import EntityMention, NumberMention

_ATTRIBUTE = re.compile(r"(?:\([^()]{1,12}\))?的")
#: 三星出货6140万部、|苹果公司|5860万部; 自由党|为31%; 传音|(2920万部)
RIGHT_BEHIND = re.compile(r"[」』”]?(?:则|也|亦|各)?(?:为|是|有|达到?|以)?(?:约|近|逾|超过)?\(?")
_QUOTED = frozenset("“「『")
_FURTHEST_NAME = 10  # code points between a figure and the name behind it: 的美国前总统 is 6
_FURTHEST_NOUN = 12  # code points behind the name within which a noun may have the figure


class BesideReader:
    """Reads the names beside the numbers of one article."""

    def __init__(
        self,
        context: Context,
        names: Sequence[EntityMention],
        noun_leads: Callable[[EntityMention, int], bool],
    ) -> None:
        """``names`` in the order of the text; ``noun_leads`` tells whether one only narrows the noun behind it."""
        self.norm = context.norm
        self._names = names
        self._starts = [mention.start for mention in names]
        self._noun_leads = noun_leads
        self._owners = Owners(context.lexicon.measure_words)

    def behind(self, number: NumberMention, measure: Measure) -> EntityMention | None:
        """46岁的|陈冬, 负债逾2.5万亿元的|中国恒大: the name that a figure stands before as its attribute."""
        behind = _ATTRIBUTE.match(self.norm, number.end)
        if not measure.name or behind is None:
            return None
        if measure.name != "年龄" and measure.start >= number.start:
            return None
        at = bisect_left(self._starts, behind.end())
        name = self._names[at] if at < len(self._names) else None
        if name is None or name.start - behind.end() > _FURTHEST_NAME:
            return None
        if not self._owners.may_have(name, measure.name):
            return None
        if self._noun_leads(name, name.end + _FURTHEST_NOUN):
            return None  # 年支出941万元的无锡|网友
        if self.norm[name.end : name.end + 1] in _QUOTED:
            return None  # 净资产超过10亿美元的俄罗斯|“寡头”
        between = self.norm[behind.end() : name.start]
        return name if between == "" or (name.title != "" and between.endswith(name.title)) else None

    def listed(self, number: NumberMention, clause_start: int) -> EntityMention | None:
        """苹果公司 of 三星出货6140万部、苹果公司5860万部: the name that a listed figure stands right behind."""
        at = bisect_left(self._starts, number.start) - 1
        name = self._names[at] if at >= 0 and self._names[at].start >= clause_start else None
        if name is None or RIGHT_BEHIND.fullmatch(self.norm, name.end, number.start) is None:
            return None
        return name
