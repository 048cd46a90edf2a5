"""The head of a figure that the clause before it tells: 销售额的修订估计，较去年同月升2%; 客流明显回升，同比增长12%.

电子业成长率，从第一季的11%下滑至4.4%       成长率
双边贸易额快速扩大，由2004年的900亿元增至6万亿元   双边贸易额

Only the first figure of a sentence whose own clause has no noun, and only where the clause before tells no cause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import allowed, fits
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.carried import CarriedHeads
    from pipeline.extract.counted.endings import Head
    from pipeline.extract.counted.heads import HeadFinder
    from pipeline.model import NumberMention

_REASON = re.compile(
    r"因|由于|受|得益|带动|拉动|推动|推升|拖累|影响|随着|归功|缘于|源于|如果|若|假设|一旦|为了|除|尽管|虽|预[计期测估]|目标|计划|扣除|剔除"
)
_SINCE = re.compile(r"(?:也|则|已|亦)?[从由自]")
_ASPECT = re.compile(r"(?P<what>[^，,。；0-9]{2,14})方面[，,]")
_LEVEL = re.compile(r"(?:[至到为达]|突破|超过|共|录得)(?:约|近|逾)?$")
# 总人口进一步增加，达592万人
_GREW = re.compile(r"[增扩][加长大多至]|[上回攀下]升|升|[下减][降少跌滑]|回落")
_THE_MOST = re.compile(r"(?:最[高多大低少长快]|居首|居冠|领先|排?第一|首位)[，,]$")  # 失业率最高，为5.2%
_UP_TO = re.compile(r"(?:已|目前|现)?(?:达到?|[增升降减][到至])(?:了|约|近|逾|超过)*")
_LONGEST = 40  # code points of the clause before


class TopicReader:
    """Finds such heads in one article."""

    def __init__(self, context: Context, heads: HeadFinder, carried: CarriedHeads) -> None:
        self._context = context
        self._norm = context.norm
        self._heads = heads
        self._carried = carried

    def read(self, number: NumberMention, start: int, before: NumberMention | None) -> Head | None:
        """The head for ``number``, whose clause begins at ``start`` and before which ``before`` stands; None for none."""
        sentence = self._context.sentence(number.sentence).start
        topic = self._aspect(number, start, sentence, before)
        if topic is not None:
            return topic
        if start - 1 <= sentence or self._norm[start - 1] not in "，," or number.label == "ORDINAL":
            return None
        begin = self._context.clause(start - 2)[0]
        begin = max(begin, sentence)
        if start - begin > _LONGEST or (before is not None and before.end > begin and before.unit != "岁"):
            return None
        the_most = _THE_MOST.search(self._norm, begin, start) is not None
        level = (fits(number, "money") or the_most) and _LEVEL.search(
            self._norm, start, number.start
        ) is not None
        grown = (
            number.label == "QUANTITY"
            and _UP_TO.fullmatch(self._heads.compounds.undated(start, number.start)) is not None
            and _GREW.search(self._norm, begin, start) is not None
        )
        moved = bool(number.change) or level or grown or _SINCE.match(self._norm, start) is not None
        if not moved or not self._carried.bare(start, number) or _REASON.search(self._norm, begin, start):
            return None
        head = self._heads.told_last(
            begin,
            start - 1,
            any_rate=the_most or number.unit == "百分点" or _SINCE.match(self._norm, start) is not None,
        )
        if head is None or not allowed(number, head):
            return None
        return head

    def _aspect(
        self, number: NumberMention, start: int, sentence: int, before: NumberMention | None
    ) -> Head | None:
        """对外直接投资 of 对外直接投资方面，…，去年反弹至261亿元: what the sentence says that it is about."""
        told = _ASPECT.match(self._norm, sentence, start)
        if told is None or (before is not None and before.end > sentence):
            return None
        level = (
            _SINCE.match(self._norm, start) or number.change or _LEVEL.search(self._norm, start, number.start)
        )
        if not level or not self._carried.bare(self._past_name(start), number):
            return None
        head = self._heads.told_last(sentence, told.end("what"), any_rate=True)
        if head is None or not allowed(number, head):
            return None
        return head._replace(start=number.start) if self._past_name(start) > start else head

    def _past_name(self, start: int) -> int:
        """Where a name ends that a clause begins with: 失业率方面，|新城|上半年为5.2%."""
        name = self._heads.compounds.mention_at(start)
        return name.end if isinstance(name, EntityMention) and name.start == start else start
