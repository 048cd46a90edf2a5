"""What belongs to which: 台积电和联电营收分别为9338亿元和587亿元 tells two figures of two owners, in their order.

中国和美国GDP分别增长5%和2.8%           5% of 中国, 2.8% of 美国
激光业务、检测业务分别收入20亿元和13亿元     激光业务收入, 检测业务收入
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.counted import abreast
from pipeline.extract.counted.endings import dimension_of
from pipeline.extract.counted.pair import Pair
from pipeline.extract.counted.since import told_against_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, EntityMention, NumberMention

_VERBS = ("同比", "环比", "均", "都", "将", "预计", "也", "已")  # that may stand before 分别
_YEARS = re.compile(r"[12][0-9]{3}/[12][0-9]{3}")
_TIMES_APART = re.compile(r"[、，和与及以]{1,2}")
_EACH = "分别"
_EACH_GREW = re.compile(r"各(?=(?:[年月]|同比|环比)?[增减升降涨跌成衰])")  # 对东盟、日本各年增46.7%、34.3%
_AND = re.compile(r"[、和与及同]")
_COMMA = re.compile("、")
# joined, and no dates: not 7月和8月销量分别为
_TWO_OF_THEM = re.compile(
    r"[\u4e00-\u9fff](?<![月年日季期度])[、和与及][“「《]?(?![上下今去前同])[\u4e00-\u9fff]"
)
_BARE = re.compile(r"[则也]?(?:为|是|达到?)?(?:约|近|逾|超过)?")
# 新界东、九龙分别跌0.15%及0.35%
_MOVED = re.compile(
    r"[则也]?(?:同比|环比|按年|按月|按周)?(?:上升|下跌|上涨|下降|增长|增加|减少|回升|回落|[升跌涨降增减])(?:了|约|近|逾)?"
)
_DATED = re.compile(r"[年月季日期]|公司|集团|其中")
_NUMBERS_APART = re.compile(r"[左右上下]{0,2}[、和与及,，]? ?(?:约|近|逾)?")
# 汽车产销分别完成335万辆和332万辆
_MADE_AND = re.compile(r"(?P<both>产销量?)(?:累计|合计|为|约|完成|达|各)*")
_BOTH = re.compile(r"(?P<goods>(?:新能源|乘用|商用|摩托)?汽?车)?产销量?$")
_MADE_AND_SOLD = ("产量", "销量")
_GREW = re.compile(
    r"(?P<since>同比|环比)?分别(?:(?P<up>增长|增加|上升|上涨|增)|下降|减少|下跌|降|减)(?:了|约|近|逾)?"
)
_TRADE = re.compile(r"(?:业|行业|产业)$")
_LONGEST = 8  # code points of a noun that narrows a measure: 检测设备业务 is 6
_LONGEST_JOINED = 12
_OWNERS = frozenset({"ORG", "GPE", "PERSON", "PRODUCT"})


class PairReader:
    """Reads the figures that 分别 hands out."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        numbers: Sequence[NumberMention],
        dates: Sequence[DateMention],
    ) -> None:
        self.context, self.norm = context, context.norm
        self._dates = sorted(
            (date for date in dates if date.edtf and date.type == "DATE"), key=lambda date: date.start
        )
        self._date_starts = [date.start for date in self._dates]
        self._names = [mention for mention in entities if mention.label in _OWNERS]
        self._starts = [mention.start for mention in self._names]
        self._amounts = context.lexicon.amounts
        self._numbers = numbers
        self._number_starts = [number.start for number in numbers]

    def read(self, number: NumberMention, start: int, end: int) -> Pair | None:
        """What ``number``, whose clause runs from ``start`` to ``end``, belongs to; None where nothing is handed out."""
        at, behind = self._each(start, number.start)
        made = _MADE_AND.search(self.norm, start, number.start) if at < 0 else None
        if made is not None:
            at, behind = made.end("both"), made.end()  # 累计产销1293万辆和1275万辆
        if at < 0:
            return None
        run = self._run(behind, end)
        if len(run) < 2 or number not in run:
            return None
        index = run.index(number)
        if at == start and abreast.joined_before(self.context, start):
            return Pair(None, "", first=False, lost=True)
        inside = self._handed(start, at, len(run))
        if len(inside) == len(run) and self._joined(inside):
            if self.norm[inside[0].start - 1] == "对":  # 对美国、东盟出口分别年增55.3%、38.2%
                whom = [one.known or one.text for one in inside]
                return Pair(None, "", index == 0, f"对{whom[index]}", f"对{'和'.join(whom)}")
            between = behind, run[0].start
            bare = any(words.fullmatch(self.norm, *between) for words in (_BARE, _MOVED))
            return Pair(inside[index], "", index == 0, bare=bare)
        both = _BOTH.search(self.norm, start, at)
        if both is not None and len(run) == len(_MADE_AND_SOLD):
            return Pair(None, "", index == 0, whole=f"{both['goods'] or ''}{_MADE_AND_SOLD[index]}")
        measures = self._measures(start, at, len(run))
        if len(measures) == len(run):
            return Pair(None, "", index == 0, measures[index], measures[-1])
        if (trade := self._trade(inside, number, run, at)) is not None:
            return trade
        nouns = [] if inside else self._nouns(start, at, len(run))
        if not nouns:  # the measure that was read is that of the last alone
            lost = not inside and _TWO_OF_THEM.search(self.norm, start, at) is not None
            return Pair(None, "", first=False, lost=True) if lost else None
        cue = self._amounts.measures.before(nouns[-1], len(nouns[-1]))
        if cue is None or cue[1] == 0:
            # 服务业用电量: where the measure begins is told by no table
            return Pair(None, nouns[index], index == 0, lost=dimension_of(nouns[-1]) is not None)
        *others, last = nouns
        others = [noun.removesuffix(last[cue[1] :]) for noun in others]
        stem = last[: cue[1]].removesuffix("的")
        return Pair(None, [*others, stem][index], index == 0, last=_AND.split(stem)[-1])

    def _handed(self, start: int, at: int, figures: int) -> Sequence[EntityMention]:
        """The names before 分别 at ``at``; of 中国对美国、东盟出口 those with whom trade is done, where they are as many as figures."""
        inside = self._names[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
        whom = inside[-figures:]
        partners = len(inside) > figures and self.norm[whom[0].start - 1] == "对"
        return whom if partners and not _AND.search(self.norm, inside[0].end, whom[0].start) else inside

    def _trade(
        self, inside: Sequence[EntityMention], number: NumberMention, run: Sequence[NumberMention], at: int
    ) -> Pair | None:
        """制造业增幅 of 新加坡|制造业、建筑业分别增长3.5%、2.3%: trades of the one place that stands before them."""
        if len(inside) != 1 or inside[0].label != "GPE" or number.label != "PERCENT" or not run[0].change:
            return None
        trades = self._nouns(inside[0].end, at, len(run))
        if not trades or not all(_TRADE.search(noun) for noun in trades):
            return None
        index = run.index(number)
        grown = "增幅" if run[0].change == "increase" else "降幅"
        return Pair(inside[0], "", index == 0, whole=f"{trades[index]}{grown}")

    def again(self, number: NumberMention, start: int, end: int, done: Sequence[NumberMention]) -> str:
        """汽车产量同比增幅 of 同比分别增长12.1%和8.8%, behind as many figures: what was told before, each in its order."""
        if number.label != "PERCENT":
            return ""
        at, behind = self._each(start, number.start)
        run = self._run(start if at < 0 else behind, end)
        if len(run) < 2 or number not in run:
            return ""
        if at < 0 or self.norm.find("增率", start, run[0].start) >= 0:
            return abreast.rate(self.norm, number, run, start, done)
        grown = _GREW.fullmatch(self.norm, start, run[0].start)
        index = run.index(number)
        before = (
            done[len(done) - index - len(run) : len(done) - index] if len(done) >= index + len(run) else ()
        )
        if grown is None or len({(one.label, one.unit, one.sentence) for one in before}) != 1:
            return ""
        base = before[index]
        if not base.measure or base.label == "PERCENT" or base.sentence != number.sentence:
            return ""
        return f"{base.measure}{grown['since'] or ''}{'增幅' if grown['up'] else '降幅'}"

    def goes_on(self, number: NumberMention, start: int, end: int, done: Sequence[NumberMention]) -> str:
        """营收 of the third of 营收分别为4亿元、7亿元和13亿元: the measure of the figure before in the run."""
        place = self._place(number, start, end)
        if place is None or place[0] == 0 or not done or done[-1].end < start:
            return ""
        before = done[-1]
        second = told_against_each(self.norm[start : number.start])
        if second:
            return before.measure.replace("同比", "+").replace("环比", "+").replace("+", second)
        return before.measure if (before.label, before.unit) == (number.label, number.unit) else ""

    def time(self, number: NumberMention, start: int, end: int) -> str:
        """2024 of the second of 2023年至2025年 or 2023年、2024年和2025年营收分别为4亿元、7亿元和13亿元; empty where there are not as many."""
        place = self._place(number, start, end)
        if place is None:
            return ""
        index, count = place
        since = self.context.sentence(number.sentence).start
        told = self._dates[
            bisect_left(self._date_starts, since) : bisect_left(self._date_starts, number.start)
        ]
        years = [date for date in told if _YEARS.fullmatch(date.edtf)]
        if len(years) == len(told) == 1:
            first, last = map(int, years[0].edtf.split("/"))
            return str(first + index) if last - first + 1 == count else ""
        listed = len(told) == count and all(
            _TIMES_APART.fullmatch(self.norm, one.end, other.start) for one, other in pairwise(told)
        )
        return told[index].edtf if listed else ""

    def _place(self, number: NumberMention, start: int, end: int) -> tuple[int, int] | None:
        """Which figure of how many behind 分别 it is."""
        at, behind = self._each(start, number.start)
        run = self._run(behind, end) if at >= 0 else []
        return (run.index(number), len(run)) if len(run) > 1 and number in run else None

    def _each(self, start: int, end: int) -> tuple[int, int]:
        """Where the last 分别 or 各 from ``start`` to ``end`` begins and ends; -1 for none."""
        at = self.norm.rfind(_EACH, start, end)
        if at >= 0:
            return at, at + len(_EACH)
        at = self.norm.rfind("各", start, end)
        return (at, at + 1) if at >= 0 and _EACH_GREW.match(self.norm, at) else (-1, -1)

    def _run(self, start: int, end: int) -> list[NumberMention]:
        """The figures of one kind that stand side by side behind 分别."""
        run: list[NumberMention] = []
        for number in self._numbers[bisect_left(self._number_starts, start) :]:
            if number.start >= end or (run and number.label != run[0].label):
                break
            if run and not _NUMBERS_APART.fullmatch(self.norm, run[-1].end, number.start):
                break
            run.append(number)
        return run

    def _joined(self, names: Sequence[EntityMention]) -> bool:
        return all(_AND.fullmatch(self.norm, one.end, other.start) for one, other in pairwise(names))

    def _measures(self, start: int, end: int, figures: int) -> list[str]:
        """营收 and 净利润 of 去年营收和净利润: what stands joined before 分别, where a table has each as a measure."""
        words = self._nouns_of(start, end)
        joints = _AND.findall(words)
        nouns = _AND.split(words)
        more = len(nouns) - figures
        if more > 0 and joints[more - 1] != "、":
            nouns = nouns[more:]  # 洪涝和|地质灾害死亡人数、经济损失: the first is told of both
        found = []
        for place, noun in enumerate(nouns):
            cue = self._amounts.measures.before(noun, len(noun))
            if cue is None or (place and cue[1]):
                if dimension_of(noun) is None or not 3 < len(noun) <= _LONGEST_JOINED:
                    return []
                found.append(noun)
                continue
            narrowed = self._narrowed(noun[: cue[1]], start) if cue[1] else ""
            found.append(narrowed + cue[0].value)
        return found if len(found) > 1 else []

    def _nouns_of(self, start: int, end: int) -> str:
        """What stands before 分别 behind the last comma, without verbs: 其中，|出口、进口|将."""
        words = self.norm[max(start, self.norm.rfind(",", start, end) + 1) : end]
        for verb in _VERBS:
            words = words.removesuffix(verb)
        return words

    def _narrowed(self, words: str, start: int) -> str:
        """农作物 of 农作物受灾面积: nouns that narrow the first measure; empty for a date, a name or a clause."""
        if _DATED.search(words) or len(words) > _LONGEST:
            return ""
        at = self.norm.find(words, start)
        named = bisect_left(self._starts, at) < bisect_left(self._starts, at + len(words))
        tokens = self.context.tokens_in(at, at + len(words))
        nominal = all(token.tag in {"n", "l", "vn", "j", "b"} for token in tokens)
        return words if tokens and nominal and not named else ""

    def _nouns(self, start: int, end: int, figures: int) -> list[str]:
        """As many nouns as there are figures: 批发和零售业、住宿和餐饮业 are two and no four."""
        words = self._nouns_of(start, end)
        for joint in (_AND, _COMMA):
            nouns = [noun.strip() for noun in joint.split(words)]
            if len(nouns) == figures and all(self._is_noun(noun, start) for noun in nouns):
                return nouns
        return []

    def _is_noun(self, words: str, start: int) -> bool:
        """Whether words end with a noun that the segmenter knows and are no clause."""
        joined = _AND.search(words) is not None  # 住宿和餐饮业增加值
        if not 2 <= len(words) <= (_LONGEST_JOINED if joined or "的" in words else _LONGEST):
            return False
        at = self.norm.find(words, start)
        tokens, index = self.context.tokens, self.context.token_index(at)
        tags = []
        while index < len(tokens) and tokens[index].start < at + len(words):
            tags.append(tokens[index].tag)
            index += 1
        return (
            bool(tags)
            and tags[-1][0] == "n"
            and all(tag[0] in "nvajblq" or tag == "uj" or (joined and tag == "c") for tag in tags)
        )
