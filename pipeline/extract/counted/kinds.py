"""What grew of its kind, where the clause names the kind alone: goods of a measure told before, and trades.

珠宝的销货价值上升57%；其次为服装，上升40%       服装销货价值增幅
第二季GDP增长4%，制造业增长5.7%              制造业增幅
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.compounds import NEUTRAL, NOMINAL
from pipeline.extract.counted.endings import Head, dimension_of
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_LEAD = re.compile(r"(?:其次(?:为|是)?|其中|当中|另外|此外|至于|不过|而|但|，|,)*")
_MOVED = re.compile(
    r"(?P<kind>[\u4e00-\u9fff、]{2,20}?)(?P<aside>方面)?[，,]?(?:分别|则|也|亦|均|都|同样|更)*"
    r"(?P<since>同比|环比|按年|按月|按季|年|月|季)?(?:分别|大幅|小幅|显著|明显|微|略|大|强劲|实际|名义|仍|再)*"
    r"(?:上升|下跌|下降|上涨|增长|成长|增加|减少|萎缩|收缩|衰退|扩张|下滑|回升|回落|[升跌涨降增减])(?:了|约|近|逾|超过|达)*"
)
_TRADE = re.compile(r"(?:业|产业|行业|部门|经济活动)$")
_OF_TRADES = re.compile(r"GDP|生产总值|生产毛额|经济(?:同比|按年|按季|环比|年)?[增成]长|经济(?:萎缩|收缩)|增加值|工业生产")
_NO_KIND = re.compile(r"[率数值额量度价比以及后前时中的]$|股|指数|平均|整体|总体|累计|连续|行业$|企业$|就业$|失业$|毕业$|专业$|作业$|营业$|创业$|开业$|停业$")
_REACH = 160  # code points behind the figure that told the measure


class KindReader:
    """Reads the kinds of one article, told its numbers in their order."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._context = context
        self._norm = context.norm
        self._amounts = context.lexicon.amounts
        self._compounds = compounds
        self._base: tuple[str, str, int] | None = None  # the measure, its dimension, where it was told last
        self._of_trades: bool | None = None

    def note(self, number: NumberMention, measure: str) -> None:
        """Take down the measure of a number, where it tells of a kind and grew: 珠宝|销货价值增幅."""
        grown = re.fullmatch(r"(?P<name>.+?)(?:同比|环比)?[增降]幅", measure)
        if grown is None:
            if measure:
                self._base = None
            return
        found = self._amounts.measures.before(grown["name"], len(grown["name"]))
        if found is None or found[1] < 2:
            if self._base is None or not grown["name"].endswith(self._base[0]):
                self._base = None
            return
        cue = found[0]
        self._base = (cue.value, self._amounts.dimensions[cue.surface], number.end)

    def read(self, number: NumberMention, start: int) -> Head | None:
        """The head of ``number``, whose clause begins at ``start``; None where no kind stands there."""
        if number.label != "PERCENT" or number.change == "":
            return None
        begin = self._begin(start)
        lead = _LEAD.match(self._norm, begin)
        at = lead.end() if lead is not None else begin
        moved = _MOVED.fullmatch(self._compounds.undated(at, number.start))
        if moved is None or _NO_KIND.search(moved["kind"]) or not self._is_noun(at, moved["kind"]):
            return None
        kind = moved["kind"]
        if self._base is not None and number.end - self._base[2] <= _REACH:
            name, dimension, _ = self._base
            if self._norm.find("\n", self._base[2], number.start) < 0:
                self._base = (name, dimension, number.end)
                return Head(f"{kind}{name}", at, dimension)
        if _TRADE.search(kind) and self._tells_of_trades():
            return Head(kind, at, "money")
        return None

    def _begin(self, start: int) -> int:
        """The clause, or the one before where it is the kind alone: 其次为服装，|上升40%."""
        before = self._norm[start - 1 : start] in {"，", ","} and self._context.clause(max(0, start - 2))[0]
        short = before and start - before <= len("其次为其他未分类耐用消费品，")
        return before if before and short and self._compounds.number_before(start) <= before else start

    def _is_noun(self, at: int, kind: str) -> bool:
        """Whether nouns stand there, joined by 、 or 及, and no name or measure."""
        at = self._norm.find(kind, at, at + 60)
        if at < 0 or kind in NEUTRAL:
            return False
        last = ""
        for token in self._context.tokens_in(at, at + len(kind)):
            if isinstance(self._compounds.mention_at(token.start), EntityMention):
                return False
            joint = token.word in {"、", "和", "与", "及"}
            if not joint and token.tag not in NOMINAL and token.tag[:1] not in "nvabr":
                return False
            last = token.word
        return dimension_of(last) is None and self._amounts.measures.get(last) is None

    def _tells_of_trades(self) -> bool:
        if self._of_trades is None:
            self._of_trades = _OF_TRADES.search(self._norm) is not None
        return self._of_trades
