"""The head of a figure whose clause tells none: that of the figure before, or one told for a list of names.

零售总额3.97万亿元，同比增长3.4%             零售总额
三星出货6140万部、苹果公司5860万部           出货量 of both
政党支持度方面，民进党33.2%、国民党24.8%      支持度 of both
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted import reckoned, turns
from pipeline.extract.counted.endings import Head, allowed, fits
from pipeline.extract.counted.heads import LIGHT, SKIPPED, VERBAL
from pipeline.extract.counted.listed_heads import Last, ListedHeads, other_things

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.extract.counted.head_words import HeadWords
    from pipeline.model import NumberMention

_UP_TO = frozenset(
    {"至", "到", "，至", ",至", "，达到", "，达", "，为", "达到", ",达", ",为", "达", "为", "报"}
)
_STOPS = frozenset("；;")
# 比去年多1100亿元，增幅3.8%; 比去年同期的1万起减少73%: a difference leaves the measure that it is told of
_BY_HOW_MUCH = re.compile(
    r"(?:[比较][^，]{0,12}[多少高低]|[多少高低]了)(?:出|达|约|近|逾)*$|(?:比|较|[高低]于)[^，]{0,12}的(?:约|近|逾)?$"
)
# a clause that tells the same of another time
_GLOSS = re.compile(r"^ ?\([^()，。；]{1,24}\) ?")
# 高于市场预期的|10亿至11亿元: what a figure is compared with
_THAN_HOW_MUCH = re.compile(
    r"(?:则|也|均|皆|并)?(?:[高低优好强]于|超[越过出]|胜过|不及|不如|逊于|落后于?|符合)[^，；。]{0,14}(?:预期|预估|预测|目标|财测|指引|区间)[^，；。]{0,4}"
)
_A_DAY = re.compile(
    r"[，,]?(?:即|也就是)?(?:平均每[日天]|每[日天]平均|日均)(?:约|近|逾|达|为)*"
)  # 45万人次，平均每日6万人次
_ON_AVERAGE = re.compile(r"[，,](?:平均)?(?:约|近|逾|达|为)*")
_AGAIN = re.compile(
    r"(?:(?:这个|该|这一|此)数字?(?:已经?|曾|一度|仍|也)?(?:超过|达到?|升至|降至|变为|为|是|增至|接近)?|[只仅还尚]剩下?|仅余|(?:[去上]年|前一年)同[期季月](?:则|仅|只)?(?:为|是)?)(?:约|近|逾)?$"
)
# ，上升至|1月至3月的|3654100人, where a date stands between
_MOVED_TO = re.compile(
    r"[，,]?(?:[则再并]|已)?(?:上升|下降|下跌|下滑|回升|回落|攀升|提[升高]|[上下]调|调[高低升降]|扩大|缩小|增[加长]|成长|减少|[升降增减涨跌])[至到为]了?的?(?:约|近|逾)?"
)
# ，并将在|2023年|突破5000亿美元
_REACHES = re.compile(
    r"[，,]?(?:并|而|且|预[计期测]|有望|料|可望|将|会|已|在|于|到|进一步|首次|继续)*(?:突破|超过|达到?|升至|增至|攀升至|扩大[至到])(?:约|近|逾)?"
)
_BESIDE = frozenset("、和与及")  # 年增46.7%、34.3%
# 对美国出口年增65%，对欧洲年减10%: the same trade with others
_WITH_WHOM = re.compile(r"对.+?(?=(?:出口|进口|贸易额|顺差|逆差|(?:直接)?投资)$)")
_WITH_OTHERS = re.compile(
    r"(?:[则也亦各均仅仍]|分别|合计)*(?:[年月]|同比|环比|按年)?(?:增长?|减少?|成长|衰退|下降|下滑|上升|萎缩)(?:了|逾|约|近|达)*$"
)
# 收入增长5%，创下176亿元的新高
_SET = re.compile(
    r"[，,]?(?:再|并|更|也|亦|续|均|同时)*(?:创下?|创出|写下|改写|刷新|缔造)(?:了|为)?(?:约|近|逾)?"
)
_RECORD = re.compile(r"的?[^，,。；0-9]{0,8}?(?:新高|新低|纪录|记录|次高)")
# 跌1153点，收报7176点: where an index stood, of which the points before were told
_STOOD = re.compile(
    r"[，,]?(?:终场|最终|收盘|收市|盘中|一度|曾|最后)*以?(?:[低高]见|最[低高]见?|见|收报|报收|收市报|收[在于至]?|报)(?:约|近|逾)?"
)


class CarriedHeads(ListedHeads):
    """Carries the heads of one article, told its numbers in their order."""

    def __init__(self, context: Context, compounds: Compounds, words: HeadWords) -> None:
        super().__init__(context, compounds, words)
        self._last: Last | None = None

    def note(self, number: NumberMention, head: Head | None, start: int) -> None:
        """Take down the head of a number whose clause begins at ``start``, None where it has none."""
        if head is not None and self._last is not None and self._is_compared(number, head):
            self._last = self._last._replace(end=number.end)  # 收报120.6元，较|招股价71.59元|升68%
            return
        if head is not None:
            self._last = self._of_label[number.label] = Last(
                number.sentence, number.end, head, number.label, number.unit
            )
        elif not (
            _BY_HOW_MUCH.search(self.norm, start, number.start)
            or _THAN_HOW_MUCH.fullmatch(self.norm, start, number.start)
            or self._in_other_money(number)
            or (number.label == "PERCENT" and self.norm[self._end : number.start] in _BESIDE)
        ):
            self._last = None

    def _is_compared(self, number: NumberMention, head: Head) -> bool:
        """招股价 of 收报120.6元，较招股价71.59元升68%: with what the figure before is compared."""
        last = self._last
        return (
            last is not None
            and last.sentence == number.sentence
            and (number.label, last.label) == ("MONEY", "MONEY")
            and turns.compared(self.norm, head, number.end)
        )

    def _in_other_money(self, number: NumberMention) -> bool:
        """营收270亿美元，超越目标，约8100亿元新台币，增加20.5%: the same in another currency."""
        last = self._last
        return (
            last is not None
            and last.sentence == number.sentence
            and (number.label, last.label) == ("MONEY", "MONEY")
            and last.unit != number.unit
            and self.norm[number.start - 1] in "，,约"
        )

    def passed(self, number: NumberMention) -> None:
        """Take down where a number ends, whatever was told of it."""
        self._end = number.end

    def before(self, number: NumberMention, start: int) -> Head | None:
        """The head of the number before in the sentence, where no semicolon stands between."""
        last = self._last
        if last is None or last.sentence != number.sentence:
            return None
        between = self.norm[last.end : max(start, last.end)]
        other = _STOPS & set(between) or turns.away(self.norm, last.head, last.end, between)
        return None if other else last.head

    def amount(self, number: NumberMention) -> Head | None:
        """The head of the last amount of money in the sentence."""
        last = self._of_label.get("MONEY")
        return last.head if last is not None and last.sentence == number.sentence else None

    def read(self, number: NumberMention, start: int) -> Head | None:
        """零售总额3.97万亿元，同比增长3.4%: a clause with no noun of its own goes on with the measure before it."""
        listed = self._listed_with(number)
        if listed is not None:
            return listed
        index = self._index(number, start)
        if index is not None:
            return index
        head = self.before(number, start)
        if head is None or self._last is None or not allowed(number, head):
            return None
        at = max(start, self._last.end)
        again = number.label == self._last.label
        if again and number.label == "QUANTITY" and other_things(number.unit, self._last.unit):
            return None  # 增开380张病床，并增聘150名护士
        others = self._a_day(number, at, head) or self._with_others(number, start, head)
        if others is not None:
            return others
        up_to = _GLOSS.sub("", self.norm[at : number.start]) in _UP_TO
        if head.dimension == "ratio" and number.label == "PERCENT" and up_to:
            return head  # 利率下调50个基点至16.5%, 下降20个基点(basis points)至58.6%
        if up_to and fits(number, head.dimension):
            return head  # 营收增长5%，至6603亿元
        if (
            fits(number, head.dimension)
            and _SET.fullmatch(self.norm, at, number.start)
            and _RECORD.match(self.norm, number.end)
        ):
            return head
        if again and number.unit == self._last.unit:
            words = self.compounds.undated(at, number.start)
            moved = _MOVED_TO.fullmatch(words) or (number.label == "MONEY" and _REACHES.fullmatch(words))
            if (moved and number.change == "") or turns.then(self.norm, words, at, number):
                return head
        if number.change == "":  # 如今只剩50%; 这个数字超过4000亿
            return head if again and _AGAIN.search(self.norm[at : number.start]) else None
        if (number.label == "CARDINAL" and not again) or "分别" in self.norm[at : number.start]:
            return None
        return head if self.bare(at, number) else None

    def _a_day(self, number: NumberMention, at: int, head: Head) -> Head | None:
        """日均客流量 of 客流量45万人次，平均每日6.4万人次."""
        last = self._last
        if last is None or number.label != last.label or number.unit.removesuffix("/天") != last.unit:
            return None
        daily = number.unit != last.unit
        told = (_ON_AVERAGE if daily else _A_DAY).fullmatch(self.norm, at, number.start)
        return None if told is None else head._replace(name=f"日均{head.name}")

    def _with_others(self, number: NumberMention, start: int, head: Head) -> Head | None:
        """对欧洲出口 of 对美国出口年增65%，对欧洲年减10%."""
        whom = _WITH_WHOM.match(head.name) if number.label == "PERCENT" and number.change else None
        grew = None if whom is None else _WITH_OTHERS.search(self.norm, start, number.start)
        if whom is None or grew is None:
            return None
        partner, begin = self.compounds.partner(grew.start(), start)
        return (
            head._replace(name=partner + head.name[whom.end() :]) if partner and begin - start <= 1 else None
        )

    def _index(self, number: NumberMention, start: int) -> Head | None:
        """恒生指数 of 恒生指数跌153点，跌幅0.6%，收报24377点: the index of the points before."""
        last = self._of_label.get("QUANTITY") if number.unit == "点" and number.change == "" else None
        rate = self._of_label.get("PERCENT") if number.unit == "点" and number.change == "" else None
        if rate is not None and (last is None or rate.end > last.end) and rate.head.name.endswith("指数"):
            last = rate  # 类股指数涨1.9%，收1539点
        if last is None or last.sentence != number.sentence or last.unit not in {"点", "%"}:
            return None
        words = self.compounds.undated(max(start, self._end), number.start)
        return last.head if _STOOD.fullmatch(words) else None

    def bare(self, start: int, number: NumberMention) -> bool:
        """Whether no noun stands between ``start`` and the number: 同比大幅增长, 按可比口径增长."""
        start = reckoned.behind(self.norm, start, number.start)
        return all(
            (t.tag[:1] in LIGHT and t.tag != "eng")
            or t.word in SKIPPED
            or len(t.word) == 1
            or VERBAL.fullmatch(t.word)
            for t in self.context.tokens_in(start, number.start)
            if not self.compounds.dated_at(t.start)
        )
