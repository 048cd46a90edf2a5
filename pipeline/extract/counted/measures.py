"""The measure of a number: its head noun in normal form, with what makes another claim of it.

营收同比增长38.6%                营收同比增幅
预计营收100亿元                  预计营收
零售总额3.97万亿元，同比增长3.4%     零售总额同比增幅: the clause goes on with the measure before it
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted import reckoned
from pipeline.extract.counted.among import AmongReader
from pipeline.extract.counted.carried import CarriedHeads
from pipeline.extract.counted.endings import Head
from pipeline.extract.counted.heads import CHANGING, HeadFinder
from pipeline.extract.counted.kinds import KindReader
from pipeline.extract.counted.outlooks import forecast, is_foreseen, prefix_of
from pipeline.extract.counted.repeated import Repeated
from pipeline.extract.counted.shares import IS_SHARE, ShareReader, falls_to_share, tells_share
from pipeline.extract.counted.topics import TopicReader
from pipeline.gates import led

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, EntityMention, NumberMention

_PLANS = ("规划", "计划")
# a head that tells the change itself
_OWN_CHANGE = {"increase": re.compile(r"新增|净增|增"), "decrease": re.compile(r"裁|减")}
_LEVELS = re.compile(r"指数$|水位|[气水体]温|温度|时速|速度|高度|深度|长度")  # nothing is added to them
_REVISED = re.compile(r"[上下][调修]|调[高低升降]")
_PRICES = re.compile(r"(?:[租薪佣酬]金|价|价格|费用?|票价|工资|薪资?|关税)$")  # 租金下调9.8%
_RATES_OF_GROWTH = frozenset({"增长率", "增速", "增幅", "同比增速"})
_GROWTH = re.compile(r"增速|[增成]长率|年增率")
_MOVES = re.compile(r"[升降增减涨跌调落扩缩收高低]")
_YEARLY = led(
    re.compile(r"同比|(?<![比较][0-9]{4})年增|年减|年升|年跌|按年|[较比][去上]年同[期月季]|[较比]一年前")
)
_QUARTERLY = led(
    re.compile(
        r"环比|(?<![同0-9一二三四五六七八九十个本当上该])[季月][增减]|按季|按月|按周|较上[季月周]|比上[季月周个]"
    )
)
_FRACTION = re.compile(r"分之|/")
_LEVEL = re.compile(r"[至到为达成破超逾]|上调|下调|调[高低]")
_REACHING = re.compile(r"[至到为达](?:约|近|逾|大约)?$")  # a level: 扩大为3个百分点
_MORE_THAN = re.compile(
    r"(?:(?<!增)多|(?<!减)少|(?<![提升走])高出?|(?<![降调走])低|[快慢]|超出|多出|相差|差距|差)(?:了|达)?$"
)
_TELLS_NOTHING = re.compile(r"(?:预计|累计)?(?:人数|金额|数量)(?:(?:同比|环比)?[增降]幅|增加额|减少额)?")
# 与去年全年仅差17亿元: how far one is from another
_APART = re.compile(r"[与和同离距][^，,。；]{1,14}?(?:相差|差距|差)(?:了|约|近|逾|达|仅|为)*$")
_COMPARED = re.compile(r"比|较")
_IN_DOLLARS = re.compile(r"(?:换算成?|折合成?|折算成?|折成|[以按])美元(?:计|计算|计价)?[，,]")
_REASON = re.compile(r"因|由于|受益|得益|带动|拉动|推动|推升|拖累|受[^，]{1,8}影响|随着|归功|缘于|源于|系")
_BUT = re.compile(r"但|而(?!且)|不过|然而|其中|反观")
_SHORTEST_CLAUSE = 6  # code points: 净利润由降转升 is 7


_TOLLS = {"死": "死亡人数", "伤": "受伤人数"}  # 造成3死5伤: the unit tells


class Measure(NamedTuple):
    """``name`` is empty where none is told; ``start`` is where its words begin (the number itself for none).

    ``counted``: it is the noun behind a count (20家券商) and no figure of its own. ``goes_on``: its words are those of
    the number before in the sentence (营收467亿美元，年增56%), so that it is a figure of the same owner.
    """

    name: str
    start: int
    counted: bool = False
    goes_on: bool = False


class MeasureReader:
    """Reads the measures of one article, in the order of its numbers."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context = context
        self.norm = context.norm
        self._heads = HeadFinder(context, entities, dates, numbers)
        self.compounds = self._heads.compounds
        self._carried = CarriedHeads(context, self.compounds)
        self._topics = TopicReader(context, self._heads, self._carried)
        self._kinds = KindReader(context, self.compounds)
        self._among = AmongReader(context, self.compounds)
        self._shares = ShareReader(context, self.compounds, self._carried)
        self._repeated = Repeated(context, self.compounds)
        self._told: tuple[NumberMention, Measure] | None = None  # the last number, and its measure

    def read(self, number: NumberMention, start: int, end: int) -> Measure:
        """The measure of ``number``, whose clause runs from ``start`` to ``end``."""
        again = self._repeated.read(number)
        measure = Measure(again, number.start, goes_on=True) if again else self._read(number, start, end)
        self._carried.passed(number)
        self._kinds.note(number, measure.name)
        self._among.note(number, measure.name)
        self._repeated.note(number, measure.name, counted=measure.counted)
        self._told = number, measure
        return measure

    def _read(self, number: NumberMention, start: int, end: int) -> Measure:
        if number.unit in _TOLLS:
            return Measure(_TOLLS[number.unit], number.start)
        head, goes_on = (None, False) if number.label == "ORDINAL" else self._head_of(number, start, end)
        if head is None and (listed := self._repeated.share(number)):
            return Measure(listed, number.start - 1)
        if head is None and number.label == "PERCENT" and not number.change:
            of_things = self._shares.of_things(number, start)
            if of_things is not None:
                return Measure(of_things.name, of_things.start, goes_on=self._shares.alone(start))
        name = "" if head is None or self._is_part(number, head) else self._name(number, head, start)
        if goes_on and name and self._told is not None and self._told[1].name.startswith("预计"):
            name = forecast(name)  # 收入将增长19%，达到4330亿美元
        # 债务占GDP的26.5%，较去年增加2%: nothing of GDP; 进口316亿美元，为历年第2高，年增8%
        points = number.unit in {"百分点", "基点"} and not name  # 快于全市生产总值1.9个百分点
        if not IS_SHARE.search(name) and number.label != "ORDINAL" and not points:
            self._carried.note(number, head, start)
        if _TELLS_NOTHING.fullmatch(name):
            name = ""  # 8月人数升至12.1万人: of whom the clause does not tell
        if head is None or not name or (head.behind and name.endswith("票") and number.unit != "票"):
            return Measure("", number.start)  # 数十万名|反对脱欧的抗议者
        share = IS_SHARE.search(name) is not None and self._shares.alone(start)
        return Measure(name, min(head.start, number.start), head.behind, goes_on or share)

    def _head_of(self, number: NumberMention, start: int, end: int) -> tuple[Head | None, bool]:
        """The head, and whether it is that of the number before."""
        head = self._heads.find(number, start, end)
        if head is None:
            base = self._carried.read(number, start)
            if base is not None and (passed := self._passed_over(number, start)) is not None:
                return passed._replace(start=number.start), False
            if base is None:
                before = None if self._told is None else self._told[0]
                topic = self._topics.read(number, start, before)
                topic = topic or self._among.read(number, start)
                return (topic, False) if topic is not None else self._kinds.read(number, start)
        elif head.name == "同比增幅" and (told := self._carried.before(number, start)) is not None:
            base = (
                told if number.label == "PERCENT" and told.dimension != "ratio" else None
            )  # CPI为109.87，年增率1.46%
            if base is None:
                return head, False
            return Head(f"{base.name}{head.name}", number.start, "ratio"), True
        elif head.name in CHANGING:  # 岁出3兆元，增幅3.8%
            base = self._carried.before(number, start) if number.label == "PERCENT" else None
            if base is None or base.dimension == "ratio":
                return head if number.label == "PERCENT" and head.name != "幅度" else None, False
        elif head.name in _RATES_OF_GROWTH and (number.unit == "百分点" or head.start - start <= 1):
            base = self._carried.before(number, start)  # 利润增长6.6%，增速加快3.6个百分点
            if base is None or base.dimension == "ratio":
                return head, False
            return head._replace(name=f"{base.name}{head.name}", start=number.start), True
        else:
            grows = number.label == "PERCENT" and self._in_dollars(head, number)
            return head._replace(name=f"美元{head.name}") if grows else head, False
        if number.unit in {"百分点", "基点"} and base.dimension != "ratio":
            return None, False  # GDP增长5.2%，比上年快0.3个百分点: of the growth, which is no rate of GDP
        name = "股价" if base.name == "收盘价" else reckoned.without(base.name)
        if number.label == "PERCENT":
            since = self.context.sentence(number.sentence).start
            name = reckoned.told(self.norm, since, start, number.start) + name
        if self._in_dollars(base, number) and not name.startswith("美元"):
            name = f"美元{name}"
        return base._replace(name=name, start=number.start, behind=False), True

    def _is_part(self, number: NumberMention, head: Head) -> bool:
        """达选举人总数四分之一: what stands before a fraction is the whole, and not what is counted."""
        fraction = number.label == "CARDINAL" and _FRACTION.search(self.norm, number.start, number.end)
        return bool(fraction) and head.dimension != "ratio" and not head.behind

    def _passed_over(self, number: NumberMention, start: int) -> Head | None:
        """造船业利润 of 全省利润降2%，但造船业利润由降转升，同比增长1%: a measure told since the figure before, without a figure."""
        if self._told is None or number.change == "" or self._told[0].sentence != number.sentence:
            return None
        since = self._told[0].end + 1
        if _REASON.search(self.norm, since, start) or not _BUT.search(self.norm, since, start):
            return None  # 营收100亿元，费用控制得当，同比增长8%: the growth of 营收
        return self._heads.told_between(since, start - 1) if start - since > _SHORTEST_CLAUSE else None

    def _in_dollars(self, head: Head, number: NumberMention) -> bool:
        """换算成美元，营收环比增长17.8%: growth that is not that in the home currency."""
        sentence = self.context.sentence(number.sentence).start
        return head.dimension == "money" and bool(_IN_DOLLARS.search(self.norm, sentence, number.start))

    # -- the name -----------------------------------------------------------------------------------------

    def _name(self, number: NumberMention, head: Head, start: int) -> str:
        words = self.norm[start : number.start]
        than = _COMPARED.search(words) and _MORE_THAN.search(words.rstrip("约近逾超"))
        rate = number.label == "PERCENT" or number.unit in {"百分点", "基点"}
        if _APART.search(words) or (than and not (rate and number.change)):
            return ""  # 比去年多120人
        head = self._shares.of_whole(number, head, start)
        prefix = prefix_of(self.norm, number, head, self.context.sentence(number.sentence).start, start)
        if (
            (prefix and prefix in head.name)
            or (prefix == "预计" and "预期" in head.name)
            or (prefix == "目标" and head.name.startswith(_PLANS))
        ):
            prefix = ""
        step = _is_step(number, words) or head.name.endswith("误差")  # 抽样误差为正负3个百分点
        if number.unit in {"百分点", "基点"} and not step:
            return ""
        if number.label == "PERCENT" and head.dimension != "ratio":
            told = self._rate(number, head, start)
            if told is not None:
                return told if told == "" or IS_SHARE.search(told) else prefix + told
        changed = bool(number.change) and number.unit != "倍"
        if changed and not (number.label == "PERCENT" and head.dimension != "ratio"):
            step = number.label not in {"PERCENT", "CARDINAL"} and head.dimension == "ratio"
            changed = step or not _LEVEL.search(words[-10:].split("%")[-1])  # 升至5%: the rate itself
        points = number.unit in {"百分点", "基点"}
        if changed and not points and self._only_in_head(words):
            changed = False  # 投资增速维持在-7.7%
        if not changed or head.name.endswith(("幅", "幅度")):
            return prefix + head.name
        if number.label != "PERCENT" and number.unit not in {"百分点", "基点"}:
            told = prefix.removeprefix("预计").removeprefix("目标") + head.name
            if _OWN_CHANGE[number.change].match(told):
                return prefix + head.name  # 新增产值150亿元, 裁员1.5万人
            if number.label == "MONEY":  # 营收增加5亿元: neither 营收 nor its rate
                return f"{prefix}{head.name}{_since(words)}{'增加额' if number.change == 'increase' else '减少额'}"
            if _LEVELS.search(head.name):
                return f"{prefix}{head.name}{'增幅' if number.change == 'increase' else '降幅'}"
            if head.dimension == "ratio" or "新增" in head.name:
                return prefix + head.name  # 总生育率跌至0.97, 城镇新增就业57万人
            verb = "新增" if number.change == "increase" else "减少"  # 增聘120名员工
            return f"{prefix.removesuffix('新增').removesuffix('净增')}{_since(words)}{verb}{head.name}"
        return f"{prefix}{head.name}{_since(words)}{'增幅' if number.change == 'increase' else '降幅'}"

    def _only_in_head(self, words: str) -> bool:
        """Whether a rate of growth is what tells the change, and no verb behind it."""
        rates = list(_GROWTH.finditer(words))
        return bool(rates) and _MOVES.search(words, rates[-1].end()) is None

    def _rate(self, number: NumberMention, head: Head, start: int) -> str | None:
        """What a percentage of no rate is: a share, a tax rate, nothing; None where it is a change."""
        words = self.norm[start : number.start]
        taxed = head.name.endswith("税") and (not number.change or _LEVEL.search(words[-10:]) is not None)
        if taxed and not tells_share(words):
            return f"{head.name}税率"  # 加征10%的关税
        if _REVISED.search(words) and not _PRICES.search(head.name):
            return ""  # 经济增长预测由1%下调至0.5%: neither a share nor a change
        if number.change and not falls_to_share(words):
            return None
        return self._shares.named(number, head, start) if tells_share(words) else ""


def _is_step(number: NumberMention, words: str) -> bool:
    """Points are the change of a rate: neither a rate nor the change of a forecast."""
    revised = _REVISED.search(words) and is_foreseen(words)
    return bool(number.change) and not _REACHING.search(words) and not revised


def _since(words: str) -> str:
    """What a change is told against: 同比 the year before, 环比 the period before; the word nearest to the number."""
    yearly = max((match.end() for match in _YEARLY.finditer(words)), default=0)
    quarterly = max((match.end() for match in _QUARTERLY.finditer(words)), default=0)
    return "" if yearly == quarterly else "同比" if yearly > quarterly else "环比"
