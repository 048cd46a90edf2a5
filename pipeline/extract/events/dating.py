"""Which date a trigger takes: its own clause's, the sentence's, the heading's, or that of the sentence before.

A date that is compared with (比2020年), that says since when (2011年以来首次) or that belongs to what is named behind the
verb (公布114年第2季財報) dates no event of its own. What comes from outside the clause is ``inherited``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import days_of
from pipeline.extract.events.topic import A_YEAR, BEGUN, EVER_SINCE, STATISTICS, YEAR
from pipeline.gates import firsts, lasts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.topic import Topic
    from pipeline.model import DateMention

_COMPARED = re.compile(
    r"(?:[比较][^，；。]{0,8}[和与及、]|比起?|较|高于|低于|高出|不及|超过|相较于?|相比|对比|相对于?|同)$"
)
_AFTER_WHAT = re.compile(r"继(?!续|承|任)[^，；。]{0,16}$")
_AFTERWARDS = re.compile(r"[^，；。]{0,16}?(?:之后|以后|以来|后)")
_SINCE_FIRST = re.compile(
    r"(?:以来|之后|后)(?:的?[首第最头]|首)|以来(?:所|曾)?(?:遭遇|发生|出现|遇到|经历|录得|面对|见|有记录)过?的?[^，；。]{0,3}?(?:最|第|首)"
)  # 1939年以来|遭遇的最严重灾难
_ENDED_ON = re.compile(
    r"(?:闭会|闭幕|开幕|开会|结束|届满|到期|期满|举行|召开|开议)的$"
)  # 在闭会的|10月14日解散
_COMPARED_BEHIND = re.compile(r"(?:水平|同期)?(?:相比|比较|对比|的?同期)")
_GOVERNED = re.compile(r"(?:于|在|至|到|自|从|为|定在|排在|截至|起)$")
_SPAN_OF = re.compile(r"的[0-9一二三四五六七八九十两]+个?[年月周天日小]")
_KIND_OF = re.compile(
    r"(?:年?[款版型]|份?(?:期货|合约|(?:交割|交货)(?=价|月|合约|的|期货|原油|黄金))|级|届|赛季|年度报告|第[0-9一二三四五六七八九十]+号(?=(?:超?强)?(?:台风|热带)))"
)  # 2012年款, 2025年版: which one, not when
# 表决通过2036年奥运申办城市: which games, not when
_GAMES = re.compile(r"(?:夏季|冬季)?(?:奥运|冬奥|残奥|世界杯|亚运|世博|世锦赛|全运会)")
_IN_OBJECT = re.compile(
    r"(?:对|把|将|就|除|以|按|为|由|关于|针对|考虑到|鉴于)$"
)  # 对今年以来的问题: which problems, not when
_OF = re.compile(r"(?:以来|以后|之后|之前|前后|前|后|期间)?的")
_FROM_WHAT = re.compile(
    r"时?的?(?:预测|预估|预期|预计)(?=[^，；。]{0,4}[0-9])|[^，；。]{0,4}的|(?=[^，；。]{0,6}[0-9一二三四五六七八九十])[^，；。]{2,20}?(?:[降升增减涨跌]|下滑|回落|上升|下降|上涨|扩大|缩小|提高|增加|减少|攀升|飙升)[到至为]"
)
_PERIOD_OF = re.compile(r"(?:财报|季报|年报|业绩|季度?|财季|财年|半年度?|报告期)$")
_PUT_OFF = re.compile(r"[^，；。]{0,4}?(?:顺延|推迟|延长|延后|押后|改期|提前|展期|延)[到至]")
_SAME_DAY = re.compile(r"[当同即][天日晚夜]")
_SINCE_AGAIN = re.compile(
    r"(?:以来|以后|之后|后)(?:的)?(?:时隔|相隔|隔|再次|再度|又|首|第[一二三四五六七八九十0-9]+[次度])"
)
_SINCE_THEN = re.compile(r"[^，；。]{1,30}(?:以来|之后|以后|后)(?:的?[首第最头]|再次|再度)")
_COMPARED_LASTS, _OBJECT_LASTS = lasts(_COMPARED), lasts(_IN_OBJECT)
_COMPARED_FIRSTS, _KIND_FIRSTS = firsts(_COMPARED_BEHIND), firsts(_KIND_OF)
_CLOSES = re.compile(r"[^()，。；]{0,12}\)")
_DATED = re.compile(r"(?:[年月日天晚]|[周期][一二三四五六日天])$")  # 本周六(2月6日)
_LEVEL = re.compile(
    r"(?:[位点价线高低]|水平|纪录|记录|均值)$"
)  # whose date in brackets says which: 低点(9月20日)
_BASED_ON = re.compile(r"(?:依据?|根据|按照?|依照|援引|违反|触犯|适用|基于)$")
_EVERY = re.compile(r"(?:每[年月周天日晚]|(?<![适恰欣正又时喜相重遭])逢)[^，；。]{0,6}$")  # 每天由下午8时起
_LATER_ON = re.compile(r"(?:但|而|不过)?(?:(?:在?此?之后|其后|后来|此后)(?!的))")
_BY_NOW = re.compile(r"(?:但|而|不过)?(?:现|目前|如今|现时|现在)已")  # 2003年成立，现已注销
_SOON_AFTER = re.compile(r"(?:但|而|不过)?(?:随后|之后|其后|后来|此后|接着)(?!的)")
# 此前的8月20日, 更早的2019年: a day told by another, and no day of something
_THEN_OF = re.compile(
    r"(?:^|[在于至到])(?:(?:不久|此)?之前|此前|不久前|[更稍较]早|早前|先前|稍后|其后|之后|同年|过去|当年)的$"
)
_WHICH_DAY = re.compile(r"[后前]$|^(?:当年|同年|次年|翌年|隔年|前一年|后一年)$")
_GOES_ON_SINCE = re.compile(r"起(?=[\u4e00-\u9fff]{2})")
_FEW, _WEEK = 3, 7  # days
_BUDGET_OF = re.compile(
    r"(?:的|[^，；。的]{0,4}政府的?|国家)?(?:年度)?(?:总|施政|特别)?[预决]算"
)  # 封杀|今年度|总预算案
# 处理党团所提会期延至|7月31日|等案: what the motion asks for, and not when
_MOTION_TO = re.compile(r"所[提拟][^，；。]{0,14}[到至]$")
# 对|明年|经济做出展望: of what the outlook is
_TOWARDS = re.compile(r"(?<![反面针相应绝])对$")
_OUTLOOK = re.compile(r"的?[^，；。的了]{1,10}?(?:[做作]出|进行|发表|表示|提出|持|充满|感到|有)(?!的)")
_ON_WHAT = re.compile(r"(?:(?<![成造铸迁屈早快晚])就|围绕)$")
# 就|7月来看: in which respect
_SEEN = re.compile(r"[^，；。]{0,6}(?:来看|来说|而言)")
_AFTER_WHICH = re.compile(r"(?:之后|以后|以来|之前|以前|前后)的")
_CASE_NUMBER = re.compile(
    r" ?度?[^，；。、年月日第 ]{1,6}字 ?第 ?[0-9〇零一二三四五六七八九十百]+ ?号"
)  # 114年|宪判字第7号: which case, not when
_ABOUT = re.compile(r"(?:就|对于?|针对|围绕|关于|涉及?|涉嫌)在?$")


def _went_before(norm: str, before: str, date: DateMention) -> bool:
    """继2021年和2022年之后第三次夺冠, 2003年以来首次, 在2024年奥运会: an earlier time that the clause only looks back at."""
    after = _AFTER_WHAT.search(before) and _AFTERWARDS.match(norm, date.end)
    if BEGUN.search(before) and (_SINCE_THEN.match(norm, date.end) or _SINCE_AGAIN.match(norm, date.end)):
        return True  # 自2012年重新上台后首次失去多数, 自2016年9月之后时隔6年再次罢工
    return bool(after or _SINCE_FIRST.match(norm, date.end) or (before and _GAMES.match(norm, date.end)))


def _is_on(norm: str, before: str, date: DateMention) -> bool:
    """就|明年|预算案发表演说, 对|明年|经济做出展望: what it is on, and not when; 就|7月|来看 tells of July."""
    if before.endswith("对") and _TOWARDS.search(before) and _OUTLOOK.match(norm, date.end):
        return True
    return _ON_WHAT.search(before) is not None and _SEEN.match(norm, date.end) is None


def _from_what(norm: str, before: str, date: DateMention) -> bool:
    """从年初预计的25%上调, 由2027年8月2日顺延至…: which figure or day it is moved from, not when."""
    moved = before.endswith(("从", "由"))
    return moved and (_FROM_WHAT.match(norm, date.end) or _PUT_OFF.match(norm, date.end)) is not None


def _of_budget(norm: str, before: str, date: DateMention) -> bool:
    """封杀|今年度|总预算案: the year that a budget is for, and not when."""
    return date.text.endswith("年度") and before != "" and _BUDGET_OF.match(norm, date.end) is not None


def usable(context: Context, clause: Clause, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a clause that can date an event in it."""
    norm = context.norm
    kept: list[DateMention] = []
    for date in dates:
        if not clause.start <= date.start < clause.end:
            continue
        before, after = norm[clause.start : date.start], norm[date.end : date.end + 1]
        last = before[-1:]
        if "(" in before and _in_brackets(norm, clause.start, before, date, kept):
            continue
        if _EVERY.search(before) or _MOTION_TO.search(before):
            continue
        if (last in _COMPARED_LASTS and _COMPARED.search(before)) or (
            after in _COMPARED_FIRSTS and _COMPARED_BEHIND.match(norm, date.end)
        ):
            continue
        if last in _OBJECT_LASTS and _IN_OBJECT.search(before) and _OF.match(norm, date.end):
            continue
        of = before.endswith("的") and date.basis != "relative-to-text" and not _ENDED_ON.search(before)
        of = of and not _told_again(before, date, kept)
        # 依据1952年的《供应法》接管
        basis = after == "的" and norm.startswith("的《", date.end) and _BASED_ON.search(before)
        if of or basis or _says_which(norm, date):
            continue
        if after == "是" and not before.strip() and not _was_a_year(context, date):
            continue  # 2025年是他难忘的一年，
        if _from_what(norm, before, date) or _went_before(norm, before, date) or _is_on(norm, before, date):
            continue  # 就|明年|预算案发表演说
        if _AFTER_WHICH.match(norm, date.end):
            continue  # 2022年年中|之后的态势没有改变
        if _ABOUT.search(before) if kept else _of_budget(norm, before, date):
            continue  # 今日就|2019年底|的案件判刑
        if _SAME_DAY.match(norm, date.start) and date.edtf.count("-") != 2:
            continue
        if before.endswith("截至") and _SPAN_OF.match(norm, date.end):
            continue
        kept.append(date)
    return kept


def _says_which(norm: str, date: DateMention) -> bool:
    """2012年|款, 114年|宪判字第7号: which one it is, not when."""
    if norm[date.end : date.end + 1] in _KIND_FIRSTS and _KIND_OF.match(norm, date.end):
        return True
    return len(date.edtf) == YEAR and _CASE_NUMBER.match(norm, date.end) is not None


def _told_again(before: str, date: DateMention, kept: Sequence[DateMention]) -> bool:
    """此前的|8月20日, 两周后的|10月25日，: a day that says which day the words before it mean, and no day of something."""
    if not kept:
        return _THEN_OF.search(before) is not None
    apart = kept[-1].end == date.start - 1 and date.edtf.count("-") > 1
    return apart and _WHICH_DAY.search(kept[-1].text) is not None


def _was_a_year(context: Context, date: DateMention) -> bool:
    """Whether a clause that only tells what a year over was (2018年是他最辉煌的一年，) dates what follows it."""
    return (
        date.edtf[:YEAR] < context.article.published[:YEAR]
        and A_YEAR.match(context.norm, date.end) is not None
    )


def _in_brackets(norm: str, start: int, before: str, date: DateMention, kept: Sequence[DateMention]) -> bool:
    """突破支撑位(9月20日低点), 当地时间16日18时(北京时间17日7时): a date in brackets that only says which, or tells the day again."""
    opened = before.rfind("(")
    if opened <= 0 or ")" in before[opened:] or not _CLOSES.match(norm, date.end):
        return False
    if "/" in date.edtf and _PERIOD_OF.search(before, 0, opened):
        return False  # 第二季度财报(1月1日至3月30日): the days that it is of
    if not _DATED.search(before, 0, opened) and not _aside(norm, before[:opened], date):
        return True
    again = bool(kept) and kept[-1].end == start + opened
    return again and kept[-1].edtf[:10] != date.edtf[:10]


def is_named_in_object(
    norm: str, date: DateMention, verb: int, dates: Sequence[DateMention], topic: Topic
) -> bool:
    """Whether a date stands behind a verb that has one before it, with nothing that makes it the day of an act."""
    year = len(date.edtf) == YEAR and topic.last is not None  # 8月3日公布业绩，占|2024年全年的一半
    dated = year or any(other.end <= verb for other in dates)
    return dated and date.start > verb and _GOVERNED.search(norm, verb, date.start) is None


def _aside(norm: str, before: str, date: DateMention) -> bool:
    """行政院(11日)通过: a day alone in brackets dates the act, but for one behind a price or level, or of a year that is told."""
    alone = norm[date.start - 1] == "(" and norm.startswith(")", date.end)
    day = date.edtf.count("-") == 2 and "年" not in norm[date.start : date.end]
    return alone and day and not _LEVEL.search(before)


def own(
    context: Context, dates: Sequence[DateMention], trigger: tuple[int, int], since: int, until: int
) -> DateMention | None:
    """The date that the clause gives its trigger: the nearest before it (behind ``since``), else one right behind it.

    ``until`` is how far a date behind it may stand: 打破在2001年创下的纪录 is not of 2001.
    """
    start, end = trigger
    norm = context.norm
    before = [date for date in dates if since <= date.start and date.end <= start]
    if before:
        which = norm.startswith("是", before[-1].end) and A_YEAR.match(norm, before[-1].end)
        return None if which else before[-1]  # 2018年是公司|成立以来最难的一年，
    for date in dates:
        if BEGUN.search(norm, end, date.start) and EVER_SINCE.match(norm, date.end):
            continue  # 成为|自2018年5月|执政以来首位
        if norm[end : date.start] in {"自", "从"} and _GOES_ON_SINCE.match(norm, date.end):
            continue  # 被查明|自2002年|起长期占用林地: what was found out began then
        if (
            end <= date.start < until
            and _GOVERNED.search(norm[end - 1 : date.start])
            and date.start - end <= 12
            and not (date.start - end > 1 and norm[date.start - 1] in "到至")  # 一直担任首相|到1902年
        ):
            return date
    return None


def inherited(topic: Topic, kind: str, *, figure: bool) -> DateMention | None:
    """What the clause takes from the text before it: a figure belongs to the period that is told of, an act to the day."""
    if figure and kind in STATISTICS and topic.period is not None:
        return topic.period
    act = kind not in STATISTICS and not figure
    return topic.point if topic.point is not None and act else topic.last


def is_later(norm: str, clause: Clause, topic: Topic, published: str) -> bool:
    """2020年上任，之后支持度下滑; 13日至16日出访，随后宣布: what comes after a year, a month or several days has another date."""
    if topic.last is None:
        return False
    if "/" in topic.last.edtf:
        days = days_of(topic.last.edtf) if topic.last.basis.startswith("relative") else 0
        if 0 < days <= _FEW or days == _WEEK:
            return False  # 周末举行, 上周举行: and what came soon after
        return _SOON_AFTER.match(norm, clause.start) is not None
    coarse = topic.last.edtf.count("-") <= 1
    if (
        len(topic.last.edtf) == YEAR
        and topic.last.edtf < published[:YEAR]
        and _BY_NOW.match(norm, clause.start)
    ):
        return True
    return coarse and _LATER_ON.match(norm, clause.start) is not None


def spans_until(context: Context, clause: Clause, dates: Sequence[DateMention]) -> bool:
    """在截至7月27日的三个月里: the clause tells of a time that no date mention gives."""
    return any(
        clause.start <= d.start < clause.end
        and context.norm[clause.start : d.start].endswith("截至")
        and _SPAN_OF.match(context.norm, d.end)
        for d in dates
    )
