"""The date a number holds for: the one of its clause, else the one told last before it in the sentence."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.told_aside import is_aside, is_over, names_one
from pipeline.gates import lasts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import DateMention, EntityMention, NumberMention

# 比去年多, 较2024年国庆假期, 与去年同期相比: what is compared with is not what is told
_COMPARED = re.compile(r"(?:比|较|较之|距离?|对比|相较于?|相对于?|优于|高于|低于|超过)$")
_COMPARED_BEHIND = re.compile(r".{0,6}?(?:相比|比较|持平|相当|而言|的[0-9])")
_YEAR_AGO = re.compile(r"(?:去|上)年同(?:期|季|月)")
_FROM = re.compile(r"[由从自]$")
_ABOUT = re.compile(r"的?(?:将近|大约|约|近|逾|超过)$")
_THEN_TO = re.compile(
    r".{0,8}?(?:[0-9.]+|百分之[零一二三四五六七八九十点]+|[〇零一二三四五六七八九十点]+(?=[%个]))[^，,。；]{0,12}?[，,]?[^，,。；]{0,3}?[升降增减涨跌调改提缩扩成下攀修][^，,。；]{0,3}?[至到为]"
)
# 是2018年3283起的近五倍, 为去年全年的两倍: with what the figure is compared
_SO_MANY_TIMES = re.compile(r"[^，,。；]{0,14}?的(?:约|近|逾|超过|将近)?[0-9.一二两三四五六七八九十百]+倍")
_IS = re.compile(r"[是为达约]$|(?:相当|等)于$")
_WITH = re.compile(r"[与和同跟]$")
# of a year that nobody tells, or of no other time than now
_OTHER_TIME = re.compile(r"全年|整年|年化|财年|如今|现在|目前|现时|当前|此前|过去|迄今")
_DONE = re.compile(r"已|累计|截[至止]|了|目前")
# what may stand before the measure behind a semicolon: ；其中各项贷款余额
_LEAD = re.compile(
    r"(?:其中|实现|录得|此外|同时|期间|期内|而|另|其|各项|该行|该?公司|该?集团|全[国省市县区港])*"
)
_STOPS = frozenset("；;")
_HOLIDAYS = re.compile(
    r"(?:中秋|国庆|春节)?节?[0-9一二三四五六七八九]{0,2}[天日]?(?:假期|长假|黄金周|小长假|档(?!案))"
)
_TIMES = "倍"
_COMPARED_LASTS = lasts(_COMPARED, _IS, _FROM, _WITH)
_OF_CONTRACT = re.compile(
    r"份?(?:期货|合约|(?:交割|交货)(?=价|月|合约|的|期货|原油|黄金))"
)  # 2月|交割价: which contract, not when
_DAY = len("2025-05-28")
_UNITS_OF_TIME = frozenset("年月日天季度")
# 3日公布最新民调, 9日发布数据: when figures were published, and not what they hold for
_PUBLISHED = re.compile(
    r"[)）]?(?:晚间?|上午|下午|傍晚)?(?:公布|发布|发表|披露)(?:的|了|最新|一项)*(?:[，,：:]|[^，,。；0-9]{0,8}(?:民调|民意调查|调查|统计|数据))"
)
# 5月28日公布财报, 5月28日：公司公布第一财季业绩; not 上半年交出成绩单
_REPORTED = re.compile(
    r"[)）]?[：:]?[\u4e00-\u9fff]{0,10}?(?:公布|发布|发表|披露|交出|公告)[^，,。；]{0,14}?"
    r"(?:业绩(?:公告|快报|预告|报告)?|财报|年度?报告?|半?年报|季报|中报|财务报告|成绩单)(?=[，,。；：:]|显示)"
)
# 8月预测的2.31%, 10月概估数: when somebody reckoned, and not what it holds for
_RECKONED = re.compile(r"[底中初旬]{0,2}(?:所|时|的)?(?:预测|概估|初估)(?:数|值|的|为|是)")
_ON_A_DAY = re.compile(r"死亡|受伤|失踪|撤离|确诊|病例|股价|收盘价|汇率|中间价")
_UP_TO_NOW = re.compile(r"(?:以来|(?:起|开始)?[^，,。；]{0,6}?(?:至今|迄今)|[起来](?:已|连续|累计))")
_UNTIL = re.compile(r"(?:截[至止]|[至到])$")
_NEXT_CLAUSE = 6  # code points between the two dates: ，我国
_TOLL = re.compile(r"死亡人数|受伤人数|失踪人数|撤离人数|住院人数")
_HAPPENED = re.compile(
    r"[^，,。；]{0,12}?发生(?:[^，,。；]{0,24}?已|的[^，,。；]{2,24}(?:死亡|遇难|罹难|受伤|失踪)人数)"
)
_YESTERDAY = re.compile(r"昨(?=[收报跌涨升公宣发披开闭成派])")


class TimeReader:
    """Reads the dates that the numbers of one article hold for."""

    def __init__(
        self, context: Context, dates: Sequence[DateMention], numbers: Sequence[NumberMention]
    ) -> None:
        """``dates`` and ``numbers`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._words = context.lexicon.measure_words
        self._number_starts = [number.start for number in numbers]
        known = [
            d
            for d in dates
            if d.type in {"DATE", "TIME"}
            and d.edtf
            and not self._of_holidays(d)
            and not _OF_CONTRACT.match(self.norm, d.end)
        ]
        self._telling = {
            d.mention_id
            for d in known
            if _PUBLISHED.match(self.norm, d.end) or ("月" in d.text and _RECKONED.match(self.norm, d.end))
        }
        self._reported = {
            d.mention_id for d in known if len(d.edtf) == _DAY and _REPORTED.match(self.norm, d.end)
        }
        self._telling |= self._reported
        self._by_end = {date.end: date for date in known}
        self.told = [date for date in known if not self._compared(date)]
        self._told = {date.mention_id for date in self.told}
        self._starts = [mention.start for mention in self.told]

    def read(
        self, number: NumberMention, measure: Measure, clause_start: int, owner: EntityMention | None = None
    ) -> DateMention | None:
        """The date, None where the sentence tells none before the number.

        A semicolon is passed only by a clause that begins with its measure, or with ``owner`` and its measure: 第二季营收
        9338亿元；净利润3983亿元, 10月比亚迪销量44万辆；上汽销量45万辆.
        """
        compared = self._compared_with(number)
        if compared is not None:
            return compared
        inside = [
            date
            for date in self._between(clause_start, number.start)
            if not is_aside(self.context, date, number)
        ]
        if self._telling and not _ON_A_DAY.search(measure.name):
            inside = [date for date in inside if date.mention_id not in self._telling]
        if inside and _TOLL.search(measure.name):
            inside = [date for date in inside if not self._of_the_deed(date, number.start)]
        if inside:
            return self._until(inside[-1]) or self._of_day(inside[-1], number)
        if _OTHER_TIME.search(self.norm, clause_start, number.start):
            return None
        sentence = self.context.sentence(number.sentence)
        begin = sentence.start
        lead = _LEAD.match(self.norm, clause_start)
        leads = lead.end() if lead else clause_start
        if owner is not None and owner.start == leads:
            leads = owner.end
        if not (measure.name and measure.start - leads <= 1):
            begin = max(begin, *(self.norm.rfind(stop, begin, clause_start) + 1 for stop in _STOPS))
        earlier = [
            date
            for date in self._of_segment(self._between(begin, clause_start), begin, clause_start)
            if not is_aside(self.context, date, number)
            and not is_over(self.context, date, number, clause_start)
        ]
        if self._telling and not _ON_A_DAY.search(measure.name):
            last = max(
                (at for at, date in enumerate(earlier) if date.mention_id in self._reported), default=-1
            )
            earlier = [date for date in earlier[last + 1 :] if date.mention_id not in self._telling]
        if earlier and _TOLL.search(measure.name):
            earlier = [date for date in earlier if not self._of_the_deed(date, number.start)]
        if (
            number.change or "同比" in self.norm[clause_start : number.start]
        ):  # 去年同期亏损18亿元，同比减少79%
            earlier = [date for date in earlier if not self.is_year_ago(date)]
        while earlier and self.is_year_ago(earlier[-1]) and self._aside(earlier[-1], sentence.start):
            earlier.pop()  # 营收120亿元，上年同期为100亿元，研发投入18亿元
        while earlier and self.norm.startswith("曾", earlier[-1].end):
            earlier.pop()  # 该厂去年|曾遭罚30万元，员工共145人
        if len(earlier) > 1 and self._words.tell(measure.name, "stock") and not self._closes(earlier[-1]):
            earlier = [date for date in earlier if self._closes(date)] or earlier
        return (self._until(earlier[-1]) or self._of_day(earlier[-1], number)) if earlier else None

    def _of_day(self, date: DateMention, number: NumberMention) -> DateMention:
        """9月24日 of 9月24日，今年第18号台风登陆，风力13级: the day behind which the year only says which storm."""
        at = bisect_left(self._starts, date.start) - 1
        if at < 0 or number.start == date.end or not names_one(self.context, date):
            return date
        before = self.told[at]
        same = before.sentence == date.sentence and before.edtf.startswith(date.edtf)
        return before if same else date

    def up_to_now(self, date: DateMention) -> str:
        """2020/2024-02-19 for 2020年以来 and 自1901年起颁发迄今, told on that day; empty for 今年以来."""
        published = self.context.article.published[:10]
        if not date.edtf[:4].isdigit() or any(mark in date.edtf for mark in "/T~") or not published:
            return ""
        if _UP_TO_NOW.match(self.norm, date.end) is None or date.edtf[:4] == published[:4] == date.edtf:
            return ""
        return f"{date.edtf}/{published}" if date.edtf < published else ""

    def _of_segment(self, dates: list[DateMention], begin: int, clause_start: int) -> list[DateMention]:
        """The date that leads what stands before a semicolon: 10月1日至7日出游5亿人次，2019年为7亿人次；收入38亿元."""
        if len(dates) < 2 or self.norm[clause_start - 1] not in _STOPS:
            return dates
        since = max(begin, *(self.norm.rfind(stop, begin, clause_start - 1) + 1 for stop in _STOPS))
        inside = [date for date in dates if date.start >= since]
        before = len(inside) > 1 and inside[-1].edtf[:4] < inside[0].edtf[:4]
        return inside[:1] if before and self._aside(inside[-1], inside[0].start) else dates

    def _closes(self, date: DateMention) -> bool:
        """Whether something is told as it stood on that day: 截至6月30日."""
        return _UNTIL.search(self.norm, max(0, date.start - 2), date.start) is not None

    def _until(self, date: DateMention) -> DateMention | None:
        """9月6日 of 截至9月6日，今年累计通报2986起: the day up to which the year is told."""
        at = bisect_left(self._starts, date.start) - 1
        until = self.told[at] if at >= 0 and date.edtf.isdigit() else None
        if until is None or until.sentence != date.sentence or not until.edtf.startswith(date.edtf):
            return None
        return until if self._closes(until) and date.start - until.end <= _NEXT_CLAUSE else None

    def _of_the_deed(self, date: DateMention, end: int) -> bool:
        """3日说，9月30日发生在宿务省的地震已造成74人死亡: when it happened, and not when so many were counted."""
        return _HAPPENED.match(self.norm, date.end, end) is not None

    def _aside(self, date: DateMention, start: int) -> bool:
        """Whether a figure stands before the date in its sentence, with which that of the date is compared."""
        return bisect_left(self._number_starts, start) < bisect_left(self._number_starts, date.start)

    def yesterday(self, number: NumberMention) -> str:
        """The day before publication, where 昨 stands alone before a verb in the sentence: 股价昨收报18.64元."""
        begin = self.context.sentence(number.sentence).start
        if "昨" not in self.norm[begin : number.start] or self._between(begin, number.start):
            return ""
        if _YESTERDAY.search(self.norm, begin, number.start) is None:
            return ""
        try:
            published = dt.date.fromisoformat(self.context.article.published[:10])
        except ValueError:  # no day is known
            return ""
        return str(published - dt.timedelta(days=1))

    def goes_on(self, number: NumberMention, before: NumberMention, clause_start: int) -> str:
        """The time of the figure that this one goes on with in its sentence: 净利润72亿元，同比增长5.8%."""
        if before.sentence != number.sentence or _OTHER_TIME.search(self.norm, clause_start, number.start):
            return ""
        return "" if self._between(before.end, number.start) else before.as_of

    def _of_holidays(self, date: DateMention) -> bool:
        """国庆中秋8天假期 and 国庆档 are no single day."""
        return _HOLIDAYS.match(self.norm, date.end) is not None and date.text[-1:] not in _UNITS_OF_TIME

    def is_year_ago(self, date: DateMention) -> bool:
        """Whether it is 去年同期."""
        return _YEAR_AGO.match(self.norm, date.start) is not None

    def is_compared(self, date: DateMention) -> bool:
        """Whether something else is told and compared with that time."""
        return date.mention_id not in self._told

    def is_to_come(self, date: DateMention, number: NumberMention, clause_start: int) -> bool:
        """Whether the time had not passed when the article was published: what is told of it is a forecast."""
        published = self.context.article.published[:10]
        if len(published) < 10 or not date.earliest:
            return False
        if date.earliest[:10] > published:
            return True
        done = _DONE.search(self.norm, clause_start, number.start)
        if "明" in date.text:
            return True  # 今明两年
        months = len(date.edtf.partition("/")[2]) >= len("YYYY-MM")
        return months and date.latest[:10] > published and done is None

    def _compared_with(self, number: NumberMention) -> DateMention | None:
        """第一季 of 低于第一季的0.8%: the date that a figure stands right behind; what is so many times as much is of another."""
        if number.unit == _TIMES:
            return None
        end = number.start - (self.norm[number.start - 1 : number.start] == "的")
        about = _ABOUT.search(self.norm, max(0, end - 3), end)
        end = about.start() if about is not None else end  # 从2015年|将近70%下降至61%
        return self._by_end.get(end - (self.norm[end - 1 : end] == ")"))

    def _between(self, start: int, end: int) -> list[DateMention]:
        found = self.told[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def _compared(self, date: DateMention) -> bool:
        before = self.norm[max(0, date.start - 3) : date.start]
        if before.endswith("(") and (glossed := self._by_end.get(date.start - 1)) is not None:
            return self._compared(glossed)  # 比前一年(2016年)
        if before[-1:] not in _COMPARED_LASTS:
            return False
        if _COMPARED.search(before) or (
            _IS.search(before) and _SO_MANY_TIMES.match(self.norm, date.end, date.end + 24)
        ):
            return True
        if _FROM.search(before) and _THEN_TO.match(self.norm, date.end, date.end + 30):
            return True  # 由去年同期的53%升至57%
        return bool(_WITH.search(before) and _COMPARED_BEHIND.match(self.norm, date.end, date.end + 10))
