"""What moved in places of a wider figure that the sentence before, or the clause before, has told: 其中，上海上涨5.6%.

一线城市住宅价格同比下降0.7%。其中，上海上涨5.6%，北京和广州分别下降2.6%和4.1%     住宅价格同比增幅 of each

Only behind 其中, in the paragraph of the wider figure, and only where the clause has nothing but places and the move.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_AMONG = re.compile(r"\s*(?:其中|当中)(?:[，,:：]|(?=[\u4e00-\u9fff]))")
_CHANGED = re.compile(r"(?P<name>.+?)(?P<since>同比|环比)?[增降]幅")
_MOVED = re.compile(
    r"(?:分别|则|也|亦|均|都|略|微|大幅|小幅|同比|环比|按年|按月)*(?:上涨|下跌|上升|下降|增长|回升|回落|下滑|[涨跌升降增减])(?:了|约|近|逾|超过?|达)*"
)
_BY_PERIODS = re.compile(r"(?:分季度?|分月份?|分年度?|逐季|逐月)来?看[，,]")
_JOINTS = frozenset("、和与及")
_MOST_PLACES = 12  # of a list


class AmongReader:
    """Reads such figures of one article, told its numbers in their order."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._context = context
        self._norm = context.norm
        self._compounds = compounds
        self._whole: tuple[str, int, int] | None = None  # the rate, its sentence, where it was told
        self._part = -1  # the sentence whose places are told

    def note(self, number: NumberMention, measure: str) -> None:
        """Take down a rate that may be told of places next."""
        start = self._context.sentence(number.sentence).start
        if _BY_PERIODS.match(self._norm, start) or self._part == number.sentence or number.label != "PERCENT":
            return
        told = _CHANGED.fullmatch(measure)
        if told is None:
            self._whole = None
        else:
            self._whole = told["name"] + (told["since"] or ""), number.sentence, number.end

    def read(self, number: NumberMention, start: int) -> Head | None:
        """The head of ``number``, whose clause begins at ``start``; None where it is no such part."""
        if self._whole is None or number.label != "PERCENT" or not number.change:
            return None
        name, sentence, told = self._whole
        if number.sentence - sentence > 1 or self._norm.find("\n", told, number.start) >= 0:
            return None
        first = self._context.sentence(number.sentence).start
        if _BY_PERIODS.match(self._norm, first) and number.sentence != sentence:
            return self._of_period(number, max(first, start), name)
        among = _AMONG.match(self._norm, max(first, told))
        if self._part != number.sentence and (among is None or number.sentence == sentence):
            return None
        at = self._past_places(among.end() if among is not None and among.end() > start else start)
        if at < 0 or _MOVED.fullmatch(self._norm, at, number.start) is None:
            return None
        self._part = number.sentence
        return Head(name, number.start, "money")

    def _of_period(self, number: NumberMention, start: int, name: str) -> Head | None:
        """分季度看，一季度增长6%，二季度增长7%: the same of each quarter."""
        words = _BY_PERIODS.sub("", self._compounds.undated(start, number.start))
        name = name.removesuffix("同比").removesuffix("环比")
        return Head(name, number.start, "money") if _MOVED.fullmatch(words) else None

    def _past_places(self, at: int) -> int:
        """Where the places end that are listed from ``at`` on; -1 where there are none."""
        for _ in range(_MOST_PLACES):
            name = self._compounds.mention_at(at)
            if not isinstance(name, EntityMention) or name.start != at or name.label != "GPE":
                return -1
            if self._norm[name.end : name.end + 1] not in _JOINTS:
                return name.end
            at = name.end + 1
        return -1
