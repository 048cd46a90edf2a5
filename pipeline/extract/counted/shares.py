"""The measure of a percentage that is a share: 研发投入占营收比重, 国防费占国内生产总值比重, 占罪案比重."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.compounds import NEUTRAL, NOMINAL
from pipeline.extract.counted.endings import Head
from pipeline.extract.counted.outlooks import is_foreseen
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.carried import CarriedHeads
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_SHARE = re.compile(r"占(?:据|到|了|其|当地|整体)*")
_WHOLE = re.compile(
    r"占(?:了|据|到|全部|整体|全国|当地|该|其)?(?P<whole>[\u4e00-\u9fff]{2,8}?)(?:总数|总量|总额)?的?(?:约|近|逾|超过|达|为|不足|不到)*$"
)
_LEVEL_OF_SHARE = re.compile(
    r"[至到为](?:仅|只|约|近|逾|超过)*占[^，；。增升涨降跌减]*$"
)  # 下降到仅占客运总量的
# 女性占60%: the part alone
_PART = re.compile(
    r"(?:则|也|亦|均|都|共|仅|只|就|更|约|大约|已)*占(?:了|约|近|逾|超过|有|到|据|仅|达|整体|全部)*$"
)
_SHORTEST = 2  # code points of a noun
IS_SHARE = re.compile(r"占.+比重$")
# a clause that begins with the share itself: 研发投入309亿元，占营收的8.3%
_SHARE_ALONE = re.compile(r"(?:分别|合计|仅|只|约|大约|已|也|则|同期|共)*占")


class ShareReader:
    """Reads the shares of one article; ``carried`` tells the measure of the number before, of which it may be a share."""

    def __init__(self, context: Context, compounds: Compounds, carried: CarriedHeads) -> None:
        self._context = context
        self._norm = context.norm
        self._compounds = compounds
        self._carried = carried

    def alone(self, start: int) -> bool:
        """研发投入309亿元，|占营收的8.3%: whether the clause that begins at ``start`` begins with the share itself."""
        return _SHARE_ALONE.match(self._norm, start) is not None

    def named(self, number: NumberMention, head: Head, start: int) -> str:
        """占营收比重, with the part where the clause before has told it: 研发投入占营收比重."""
        words = self._norm[start : number.start].rpartition("占")[0]
        at = start + len(words)
        if head.start < at and self._norm[head.start - 1] in "满逾的":
            return ""  # 满70岁的居民占三成
        if head.start < at and "以" in self._norm[head.start + 1 : at]:
            return ""  # 病例以65岁以上占63%: the share is theirs
        if head.start < at and not head.behind:  # 65岁以上人口占19.7%: of a whole that nobody tells
            return f"{'预计' if is_foreseen(words) else ''}{head.name}占比"
        whole = f"占{head.name.removeprefix('占')}比重"
        before = self._carried.before(number, start) if self.alone(start) else None
        if before is not None and before.dimension == "ratio":
            before = self._carried.amount(number)  # 营收80亿元，增速加快2个百分点，占全省营收的7%
        part = "" if before is None or before.name in head.name else before.name
        if not part and not self.alone(start) and self._norm[at : at + 1] == "占":
            part, _ = self._compounds.narrowed(at, start, bare=False)  # 军费开支占GDP2%
        return f"{'预计' if is_foreseen(words) else ''}{part}{whole}"

    def of_whole(self, number: NumberMention, head: Head, start: int) -> Head:
        """国防费占国内生产总值比重 of 国防费占国内生产总值的比重: the part and the whole; any other head as it is."""
        if not head.name.endswith("占比") or self._norm[head.start - 1 : head.start] != "占":
            return head
        part, begin = self._compounds.narrowed(head.start - 1, start, bare=False)
        before = self._carried.before(number, start) if not part and self.alone(start) else None
        if before is not None and before.dimension != "ratio":
            part = before.name  # 劳动年龄人口8.9亿人，占总人口的比重为64.3%
        known = self._context.lexicon.amounts.measures.get(head.name[:-2])
        name = f"{part}占{known.value if known is not None else head.name[:-2]}比重"
        return head._replace(name=name, start=begin if part else head.start)

    def of_things(self, number: NumberMention, start: int, *, part: bool) -> Head | None:
        """占罪案比重 of 占整体罪案44%: a share of things that no table lists; None where it is none.

        ``part``: whether 女性占60% is to be read too, of which the whole is not told.
        """
        found = _WHOLE.search(self._norm, start, number.start)
        words = () if found is None else self._context.tokens_in(found.start("whole"), found.end("whole"))
        if found is None:
            return self._of_part(number, start) if part else None
        if any(token.tag not in NOMINAL for token in words):
            return None
        before = self._carried.before(number, start) if self.alone(start) else None
        told = "" if before is None or before.dimension == "ratio" else before.name
        return Head(f"{told}占{found['whole']}比重", found.start(), "ratio")

    def _of_part(self, number: NumberMention, start: int) -> Head | None:
        """女性占比 of 女性占60%: things that are a part of what was told before; None where no noun is right before 占."""
        found = _PART.search(self._norm, start, number.start)
        if found is None or found.start() <= start:
            return None
        at = found.start()
        token = self._context.token_at(at - 1)
        if token is None or token.end != at or token.tag[:1] not in "nljb" or len(token.word) < _SHORTEST:
            return None
        if token.word in NEUTRAL or self._compounds.mention_at(at - 1) is not None:
            return None
        part, begin = self._compounds.narrowed(at, start, bare=True)
        narrower = self._norm[begin - 1 : begin] in {"的", "之"}  # 满65岁的公民占近两成
        return Head(f"{part}占比", begin, "ratio") if part and not narrower else None


def tells_share(words: str) -> bool:
    """Whether the words before a percentage tell a share."""
    return _SHARE.search(words) is not None


def falls_to_share(words: str) -> bool:
    """下降到|仅占客运总量的: whether a verb of change leads to the share, so that the figure is the share itself."""
    return tells_share(words) and _LEVEL_OF_SHARE.search(words) is not None


def owner(norm: str, number: NumberMention, measure: str, compounds: Compounds) -> str:
    """The mention of 俄罗斯 in 美国占全球军费的37%、俄罗斯占4.5%; empty where no name stands right before 占."""
    if norm[number.start - 1 : number.start] != "占" or IS_SHARE.search(measure) is None:
        return ""
    name = compounds.mention_at(number.start - 2)
    told = isinstance(name, EntityMention) and name.end == number.start - 1 and name.label in {"GPE", "ORG"}
    return name.mention_id if told and name is not None else ""
