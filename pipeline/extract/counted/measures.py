"""The measure of a number: its head noun in normal form, with what makes another claim of it.

营收同比增长38.6%                营收同比增幅
预计营收100亿元                  预计营收
零售总额3.97万亿元，同比增长3.4%     零售总额同比增幅: the clause goes on with the measure before it
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.heads import LIGHT, SKIPPED, Head, HeadFinder, allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, EntityMention, NumberMention, Token

# what makes another measure of the same head: 累计确诊, 日均客流量, 新增贷款
_PREFIXES = re.compile(
    r"累计|日均|月均|年均|人均|户均|平均|单日|单周|单月|最高|最低|最大|最多|最少|新增|净增"
)
_FORECAST = re.compile(
    r"预计|预期|预估|预测|估计|预料|有望|可望|料将|将(?=[达增升降落为介在有维是])|预告|展望|财测"
)
_TARGET = re.compile(r"目标|计划|拟|力争|规划")
_PLANS = ("规划", "计划")
# a head that tells the change itself
_OWN_CHANGE = {"increase": re.compile(r"新增|净增|增"), "decrease": re.compile(r"裁|减")}
_REVISED = re.compile(r"[上下]调|调[高低升降]")
_FORMERLY = re.compile(r"(?:由|从)(?:原来|原先|此前|先前|过去|最初|年初)?的?(?:逾|近|约)?$")
_AFTERWARDS = re.compile(r"[增升降减调涨跌变改提缩扩削修回上下][^，。；]{0,5}[至到为]")
_YEARLY = re.compile(r"同比|年增|年减|年升|年跌|按年|较去年同期|较上年同期|比去年同期|比上年同期")
_QUARTERLY = re.compile(r"环比|季增|季减|月增|月减|按季|按月|较上[季月周]|比上[季月周个]")
_SHARE = re.compile(r"占(?:据|到|了|其|当地|整体)*")
_LEVEL = re.compile(r"[至到为达成破超逾]|上调|下调|调[高低]")
_MORE_THAN = re.compile(r"(?:多|少|高出?|低|超出|多出|相差|差距|差)(?:了|达)?$")
_COMPARED = re.compile(r"比|较")
_STOPS = frozenset("；;")


class Measure(NamedTuple):
    """``name`` is empty where none is told; ``start`` is where its words begin (the number itself for none).

    ``counted``: it is the noun behind a count (20家券商) and no figure of its own.
    """

    name: str
    start: int
    counted: bool = False


class MeasureReader:
    """Reads the measures of one article, in the order of its numbers."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
    ) -> None:
        self.context = context
        self.norm = context.norm
        self._heads = HeadFinder(context, entities, dates)
        self._last: tuple[int, int, Head] | None = None  # sentence, end of the number, head of its claim

    def read(self, number: NumberMention, start: int, end: int) -> Measure:
        """The measure of ``number``, whose clause runs from ``start`` to ``end``."""
        head = None if number.label == "ORDINAL" else self._head_of(number, start, end)
        self._last = None if head is None else (number.sentence, number.end, head)
        name = "" if head is None else self._name(number, head, start)
        if head is None or not name:
            return Measure("", number.start)
        return Measure(name, min(head.start, number.start), head.behind)

    def _head_of(self, number: NumberMention, start: int, end: int) -> Head | None:
        head = self._heads.find(number, start, end)
        if head is not None:
            return head
        carried = self._carried(number, start)
        return None if carried is None else carried._replace(start=number.start, behind=False)

    # -- a head told in the clause before -----------------------------------------------------------------

    def _carried(self, number: NumberMention, start: int) -> Head | None:
        """零售总额3.97万亿元，同比增长3.4%: a clause with no noun of its own goes on with the measure before it."""
        if self._last is None or number.change == "" or number.label not in {"PERCENT", "MONEY", "QUANTITY"}:
            return None
        sentence, end, head = self._last
        at = max(start, end)
        if sentence != number.sentence or _STOPS & set(self.norm[end:at]):
            return None
        words = self._tokens(at, number.start)
        bare = all(t.tag[:1] in LIGHT or t.word in SKIPPED or len(t.word) == 1 for t in words)
        return head if bare and allowed(number, head) else None

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens = self.context.tokens
        found = []
        index = self.context.token_index(start)
        while index < len(tokens) and tokens[index].start < end:
            if tokens[index].start >= start:
                found.append(tokens[index])
            index += 1
        return found

    # -- the name -----------------------------------------------------------------------------------------

    def _name(self, number: NumberMention, head: Head, start: int) -> str:
        words = self.norm[start : number.start]
        if _COMPARED.search(words) and _MORE_THAN.search(words.rstrip("约近逾超")):
            return ""  # 比去年多120人
        prefix = self._prefix(number, start)
        if head.name.startswith(prefix) or (prefix == "目标" and head.name.startswith(_PLANS)):
            prefix = ""
        if number.label == "PERCENT" and head.dimension != "ratio":
            if _REVISED.search(words):
                return ""  # 经济增长预测由1%下调至0.5%: neither a share nor a change
            if _SHARE.search(words) and not number.change:
                return f"{prefix}占{head.name.removeprefix('占')}比重"
            if not number.change:
                return ""
        changed = bool(number.change) and number.unit != "倍"
        if changed and not (number.label == "PERCENT" and head.dimension != "ratio"):
            changed = not _LEVEL.search(words[-10:].split("%")[-1])  # 升至5%: the rate itself
        if not changed or head.name.endswith(("幅", "幅度")):
            return prefix + head.name
        if number.label != "PERCENT" and number.unit != "百分点":
            told = prefix.removeprefix("预计").removeprefix("目标") + head.name
            if _OWN_CHANGE[number.change].match(told):
                return prefix + head.name  # 新增产值150亿元, 裁员1.5万人
            if number.label == "MONEY":  # 营收增加5亿元: neither 营收 nor its rate
                return f"{prefix}{head.name}{'增加额' if number.change == 'increase' else '减少额'}"
            verb = "新增" if number.change == "increase" else "减少"  # 增聘120名员工
            return f"{prefix.removesuffix('新增').removesuffix('净增')}{verb}{head.name}"
        return f"{prefix}{head.name}{_since(words)}{'增幅' if number.change == 'increase' else '降幅'}"

    @staticmethod
    def forecast(name: str) -> str:
        """预计营收 of 营收, where it is not yet told as an expectation or aim."""
        return name if name.startswith(("预计", "目标")) else f"预计{name}"

    def _prefix(self, number: NumberMention, start: int) -> str:
        """预计, 目标, 累计, 日均: another claim than the figure itself."""
        words = self.norm[max(start - 5, 0) : number.start] if start else self.norm[: number.start]
        told = _PREFIXES.findall(self.norm, start, number.start)
        if _FORMERLY.search(words) and _AFTERWARDS.search(self.norm, number.end, number.end + 14):
            return "原"  # 由53亿元削减到42亿元
        forecast = "预计" if _FORECAST.search(words) else "目标" if _TARGET.search(words) else ""
        return forecast + (told[-1] if told else "")


def _since(words: str) -> str:
    """What a change is told against: 同比 the year before, 环比 the period before; the word nearest to the number."""
    yearly = max((match.end() for match in _YEARLY.finditer(words)), default=0)
    quarterly = max((match.end() for match in _QUARTERLY.finditer(words)), default=0)
    return "" if yearly == quarterly else "同比" if yearly > quarterly else "环比"
