"""The measure of a figure that tells once more what the one before told: in other money, of another time, of another name.

净收入4.251亿元（合5830万美元）              净收入 of both
毛利率为25%，而2022年第三季度为33%           毛利率 of both
美国占全球军费的37%、俄罗斯占4.5%            占全球军费比重 of both
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.outlooks import is_actual
from pipeline.extract.counted.shares import IS_SHARE
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

# 50亿美元(约合360亿元): the same in another currency
_EQUAL_TO = re.compile(r"[,，]?\(?(?:约|大约)?(?:折合|相当于|等于|约合|合)(?:约|为|成)?|\((?:约|折)")
# ，高于8月的2.7%; (低于去年同期的5.4亿元): the same at the time that stands between
_THAN_THEN = re.compile(
    r"[,，(]?(?:[略稍远均仍也]|小幅|显著|明显|大幅)*(?:[高低多少]于|不及|超过)的?(?:约|近|逾)?"
)
_LISTED = re.compile(r"[、，,；;]?(?:而|和|及|与)?")
_IN_BRACKETS = re.compile(r"^\([^()]*\)")  # 4.251亿元(合5830万美元)
# ，而|2022年第三季度|为33%
_AND_THEN = re.compile(r"[,，；;](?:而|但|相比)?(?:则|仅|只|只有)?(?:为|是)(?:约|近|逾)?")
# ，比第一季的2.7%要高出许多; ，与上年同期的15亿元相比
_COMPARED_THEN = re.compile(r"[,，](?:也|则|亦|均|都)?(?:[比较与和同跟]|相较于?)的?(?:约|近|逾)?")
_BY_FAR = re.compile(
    r"相比|比较|对比|持平|相当|(?:要|略|稍|明显|显著|大幅|均|都|更|有所|已)*(?:[高低多少快慢好差]|成长|增长|改善|扩大|缩小|回升|下降|上升|下跌|减少|增加|上涨|放缓|加快|收窄|回落)"
)
_THEN_IN_BRACKETS = re.compile(r"\([:：为]?(?:约|近|逾)?")  # 100亿元(去年同期：80亿元)
_THEN = re.compile(r"[月年季期]")


class _Told(NamedTuple):
    number: NumberMention
    measure: str
    counted: bool  # the noun behind a count, and no figure of its own


class Repeated:
    """Reads such figures of one article, told its numbers in their order."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._norm = context.norm
        self._compounds = compounds
        self._told: _Told | None = None

    def note(self, number: NumberMention, measure: str, *, counted: bool) -> None:
        """Take down a number and its measure; what brackets tell in other money is passed over."""
        told = self._told
        aside = (
            told is not None
            and (told.number.label, number.label) == ("MONEY", "MONEY")
            and told.number.unit != number.unit
            and told.measure == measure
            and self._norm[number.end : number.end + 1] == ")"
        )
        if not aside:
            self._told = _Told(number, measure, counted)

    def read(self, number: NumberMention) -> str:
        """The measure of the figure before, where ``number`` tells it in other money or of another time; else empty."""
        told = self._told
        if told is None or not told.measure:
            return ""
        if number.label == "MONEY" == told.number.label and number.unit != told.number.unit:
            same = _EQUAL_TO.fullmatch(self._norm, told.number.end, number.start)
            return told.measure if same else ""
        if told.number.sentence != number.sentence or number.change:
            return ""
        if told.counted and not _BY_FAR.match(self._norm, number.end):
            return ""
        same_unit = (told.number.label, told.number.unit) == (number.label, number.unit)
        name = told.measure.removeprefix("累计") if number.label == "QUANTITY" else told.measure
        return name if same_unit and is_actual(told.measure) and self._then(told.number, number) else ""

    def _then(self, before: NumberMention, number: NumberMention) -> bool:
        """通胀率为2.8%，高于8月的2.7%: whether one is told of another time than the other."""
        if _THEN.search(self._norm, before.end, number.start) is None:
            return False
        words = self._compounds.undated(before.end, number.start)
        if len(words) == number.start - before.end:
            return False
        if _THEN_IN_BRACKETS.fullmatch(words):
            return True
        words = _IN_BRACKETS.sub("", words)
        if _AND_THEN.fullmatch(words) or _THAN_THEN.fullmatch(words):
            return True
        return bool(_COMPARED_THEN.fullmatch(words) and _BY_FAR.match(self._norm, number.end))

    def share(self, number: NumberMention) -> str:
        """占全球军费比重 of 美国占全球军费的37%、俄罗斯占4.5%: a name and its share of the same whole; else empty."""
        told = self._told
        if told is None or told.number.sentence != number.sentence or number.label != "PERCENT":
            return ""
        whole = IS_SHARE.search(told.measure)
        if whole is None or self._norm[number.start - 1] != "占":
            return ""
        name = self._compounds.mention_at(number.start - 2)
        if not isinstance(name, EntityMention) or name.end != number.start - 1:
            return ""
        return whole.group() if _LISTED.fullmatch(self._norm, told.number.end, name.start) else ""
