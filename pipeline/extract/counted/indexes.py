"""Levels and moves of stock indexes, whose names the segmenter often cuts: 沪|指跌0.3%, 道|指收涨300点, 台股收在23358点.

恒指收报24377点        恒生指数
科指跌1.2%            恒生科技指数降幅, as the change of the index
台股11日下跌41点        台湾加权指数降幅
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.lexicon.amounts import Cue
    from pipeline.lexicon.tables import Phrases
    from pipeline.model import NumberMention

_MARKETS = {"台股": "台湾加权指数", "集中市场": "台湾加权指数"}  # told of by the name of its market
_ALONE = r"(?<![\u4e00-\u9fffA-Za-z0-9])指数"  # of the index that was told last in the paragraph
_ENDS = ("指数", "成指")  # of the measures of measures.csv that are indexes
_REACH = 30  # code points between an index and its figure: 今日午后一度跌逾
_REACH_BEFORE = 40  # between an index and a clause behind its own
_MOVES = re.compile(
    r"(?:[今昨当本上][日天周晚午早]?|早盘|早段|午盘|午后|尾盘|盘中|终场|开盘|收盘|收市|开市|一度|最终|曾|则|也|亦|均|再|仅|全日|全天|全周|累计|连续|急|大|重|暴|劲|飙|狂|微|小|幅|低|高|反弹|回升|回落|收|开|报|跌|涨|升|挫|扬|泻|下|上|破|失守|站稳?|见|以|于|在|至|到|约|近|逾|超过?|多达|了|达|[跌升涨]幅|[0-9]{1,2}日|\([0-9]{1,2}日?\))*+"
)
_INDEX = re.compile(
    r"(?:预计)?(?:恒生|国企指|上证|深证|创业板指|道琼斯|纳斯达克指|标普|海峡时报|台湾加权|日经)"
)


@lru_cache(maxsize=4)
def _names_of(measures: Phrases[Cue]) -> re.Pattern[str]:
    """Every name of an index in measures.csv, the longest first, and those of markets."""
    names = {surface for surface, cue in measures.items() if cue.value.endswith(_ENDS)}
    longest = sorted({*names, *_MARKETS}, key=lambda name: (-len(name), name))
    return re.compile(rf"{'|'.join(map(re.escape, longest))}|{_ALONE}")


def is_index(measure: str) -> bool:
    """Whether a measure is a stock index or its change: nobody's who is named beside it."""
    return _INDEX.match(measure) is not None and measure.rstrip("增降幅").endswith(_ENDS)


class IndexReader:
    """Reads the stock indexes of one article."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._context = context
        self._norm = context.norm
        self._measures = context.lexicon.amounts.measures
        self._compounds = compounds
        self._last: tuple[int, str] | None = None  # where the last index was told, and which

    def told_by(self, number: NumberMention, start: int) -> Head | None:
        """The index whose points or move the figure tells, in the clause from ``start``; None for none."""
        if number.unit != "点" and not (number.label == "PERCENT" and number.change):
            return None
        last = None
        for found in self._names.finditer(self._norm, max(start, number.start - _REACH), number.start):
            last = found
        if last is None and number.unit == "点":
            last = self._before(number, start)
            moves = self._compounds.undated(start, number.start)
        else:
            moves = "" if last is None else self._compounds.undated(last.end(), number.start)
        if last is None or not _MOVES.fullmatch(moves):
            return None
        cue = self._measures.get(last.group())
        name = _MARKETS.get(last.group(), "") if cue is None else cue.value
        if not name:  # 恒生指数曾高见17028点。指数收报16587点
            paragraph = self._norm.rfind("\n", 0, number.start)
            name = "" if self._last is None or self._last[0] < paragraph else self._last[1]
        if not name:
            return None
        self._last = number.start, name
        return Head(name, min(number.start, max(start, last.start())), "count")

    def _before(self, number: NumberMention, start: int) -> re.Match[str] | None:
        """台股 of 台股低开高走，盘势明显回档，终场大跌513点: the only index of the sentence, where no figure stands between."""
        begin = max(self._context.sentence(number.sentence).start, start - _REACH_BEFORE)
        found = list(self._names.finditer(self._norm, begin, start))
        names = {self._measures.get(match.group()) or match.group() for match in found}
        between = bool(found) and self._compounds.number_before(start) <= found[-1].end()
        return found[-1] if len(names) == 1 and between else None

    @property
    def _names(self) -> re.Pattern[str]:
        return _names_of(self._measures)
