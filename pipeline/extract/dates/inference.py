"""The year and month that a text leaves out.

A year is inferred in this order: the year of a date told just before in the same paragraph, then the year of
publication, moved by one where the month would lie far in the future of a text that speaks of the past.
Without either, the year stays unknown (XXXX-07-26).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import Moment
from pipeline.extract.dates.month_inference import OF_THIS_NEWS, is_recent, month_of
from pipeline.extract.dates.shifted import part_of_told, shifted_month, shifted_year
from pipeline.extract.dates.timeline import TO_TEXT

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline, Told
    from pipeline.model import DateBasis

_COMPARED = re.compile(r"(?:与|和|较|比|同|对比|相比|不及|超过|高于|低于)$")
_THAN = re.compile(r"[比较]$")
# days ahead of publication beyond which a month without a year belongs to the year before: 12月28日 in a text of
# 3 January; news says 去年9月 for the September before a March, so half a year ahead is still this year
_FAR_AHEAD = 240
_SOON = 31  # days ahead of publication
_LAST_MONTHS = 100  # days before publication
_JUST_BEFORE = 60  # code points
# the year before 的 says which person or body it is
_WHOSE = re.compile(
    r"年(?:[^，。；、的\n]{0,4})?(?:创[办立]|成立|建立|出任|担任|接任|加入|签署|推出|赢得|获得|荣获|发布|发行|收购|上市|当选|入职|退休|退役)[^，。；、的\n]{0,12}的[^，。；、的\n年]{2,12}，?$"
)
_CLAUSE = re.compile(r"[^，；,;]*")
_SINCE_THEN = re.compile(
    r"(?:继|自从?|从|比|较|与|和|同|距离?)(?:在|于)?[^，；。]{2,10}日$"
)  # 继去年6月8日|首航后
_LATELY = 31  # days before publication that may be those of the news itself
_MONTHS, _NEXT = re.compile(r"月[、和与及]$"), 5  # 6月、8月和|10月; code points
_SAME_PHRASE = 30  # code points: 2022年底…上半年 further apart than this speak of different years
_BY_QUARTER = re.compile(r"分季度?(?:来?看|而言)?")  # 分季度看，|一季度增长6.4%: of the year told


def year_and_month(
    f: Fields, timeline: Timeline, *, future: bool, paragraph: int, before: str, since: int, said: bool
) -> tuple[int | None, int | None, DateBasis]:
    """The year and month of ``f``, told or inferred, and on what basis; None where they stay unknown.

    ``since`` is where its sentence begins: what an earlier one announced does not go on in what has happened. ``said``: what
    follows tells who spoke or published then.
    """
    month = f.month
    if f.year is not None:
        told = full_year(f.year, timeline) if f.short_year else f.year
        return told, month, "year-inferred" if f.short_year else "explicit"
    if f.year_shift is not None:
        ended = None if future or f.rule != "part-of-year" else part_of_told(f, timeline, paragraph, since)
        if ended is not None:
            return ended, month, TO_TEXT
        shifted, basis = shifted_year(f, timeline, paragraph, since)
        if f.month_shift is not None and timeline.published is not None:
            month = timeline.published.month
        return shifted, month, basis
    if f.month_shift is not None:
        return shifted_month(f, timeline, paragraph, since)
    if month is None and f.day is not None:  # 26日: the month is inferred as well
        moment = month_of(f, f.day, timeline, future=future, paragraph=paragraph, since=since, said=said)
        return (moment.year, moment.month, "year-inferred") if moment else (None, None, "none")
    year = _year_of(f, timeline, future=future, paragraph=paragraph, before=before, since=since)
    return year, month, "year-inferred" if year else "none"


def full_year(short: int, timeline: Timeline) -> int:
    """25年 is 2025, 97年 is 1997: within 80 years before and 20 after publication (or 2000 without one)."""
    around = timeline.published.year if timeline.published else 2000
    century = around // 100 * 100
    return next(year for year in (century + short + by for by in (100, 0, -100)) if year <= around + 20)


def _year_of(
    f: Fields, timeline: Timeline, *, future: bool, paragraph: int, before: str, since: int
) -> int | None:
    month = 7 if f.half == 2 else f.month or (f.quarter or 1) * 3 - 2
    told = _year_told(f, timeline, paragraph, before)
    published = timeline.published
    than = _year_of_list(f, timeline, before) or _than(f, timeline, before)
    if than is not None:
        return than
    since = max(since, f.start - (len(before) - before.rfind("；") - 1)) if "；" in before else since
    ahead_year = _goes_on_ahead(f, timeline, before)
    if ahead_year is not None:
        return ahead_year
    if (
        told is not None
        and published is not None
        and not future
        and told.place < since
        and timeline.is_ahead(told.moment)
        and 0 <= (published.last() - Moment(published.year, month).first()).days <= OF_THIS_NEWS
    ):
        told = None
    if told is not None and told.place < since and _is_fresh_day(f, month, told, timeline):
        told = None
    if told is not None and published is not None:
        first, last = told.span or (told.moment, told.moment)
        covers = first.year <= published.year <= last.year  # 2024—2025年度……3月中旬
        if covers or (future and last.year < published.year):
            told = None
    if told is not None and told.moment.month is None and published is not None and _WHOSE.search(before):
        told = None  # 2016年创办公司的李强|3月5日辞职
    if told is not None and (published is None or told.moment.year != published.year):
        again = _told_again(f, timeline, told)
        if again is not None:
            return again
        year = told.moment.year
        which = "，" not in before[told.place - f.start :]  # 2024年8月接替2月逝世的父亲
        earlier = told.moment.month is not None and told.moment.month - month >= 6 and not which
        if earlier and (published is None or Moment(year + 1, month).first() <= published.last()):
            return year + 1
        return year
    if published is None or published.month is None:
        return None if published is None else published.year
    year = published.year
    exact = Moment(year, month, f.day)
    ahead = ((exact if exact.valid else Moment(year, month)).first() - published.last()).days
    if future:
        return year + 1 if ahead < -180 else year
    come = f.ever_since and f.month is not None and ahead > 0
    come = come or _goes_on_in_that_month(f, timeline, before)
    if come or (ahead > _SOON and _is_of_last_year(f, month, timeline, paragraph, before)):
        return year - 1
    return year - 1 if (f.month or f.quarter or f.half) and ahead > _FAR_AHEAD else year


def _is_fresh_day(f: Fields, month: int, told: Told, timeline: Timeline) -> bool:
    """大陆2024年成为最大市场。|10月15日|公布业绩: a day of the last months behind a year that a sentence tells in passing."""
    if f.day is None or f.lunar or told.how.leads or told.span is not None or told.moment.month is not None:
        return False
    if timeline.day is None or (told.moment.year < timeline.day.year - 1 and not told.how.which):
        return False
    exact = Moment(timeline.day.year, month, f.day)
    if not exact.valid:
        return False
    return 0 <= (timeline.day - exact.first()).days <= _LAST_MONTHS


def _is_of_last_year(f: Fields, month: int, timeline: Timeline, paragraph: int, before: str) -> bool:
    if f.day is None:
        return _goes_on_in_last_year(f, timeline, paragraph, before)
    return _story_of_last_year(f, month, timeline, paragraph)


def _goes_on_in_last_year(f: Fields, timeline: Timeline, paragraph: int, before: str) -> bool:
    """去年2月开庭审理；|9月|宣判: what stands just before tells of the year before publication."""
    told = timeline.told[-1] if timeline.told else None
    if told is None or timeline.published is None or told.paragraph != paragraph:
        return False
    ends = (told.span[1] if told.span else told.moment).month
    if told.how.which or told.how.compared or ends is None or (f.month or 12) <= ends:
        return False
    if "的" in before[told.place - f.start :]:
        return False
    return f.start - told.place <= _JUST_BEFORE and told.moment.year == timeline.published.year - 1


def _goes_on_in_that_month(f: Fields, timeline: Timeline, before: str) -> bool:
    """去年6月8日出院，但他|6月16日|溜走: a later day of the month that its sentence has told, and no day of this news."""
    told = timeline.told[-1] if timeline.told and f.day is not None and not f.lunar else None
    day = timeline.day
    if told is None or day is None or told.how.which or told.how.compared or told.span is not None:
        return False
    one, apart = told.moment, f.start - told.place
    if one.day is None or (one.year, one.month) != (day.year - 1, f.month) or one.day >= (f.day or 0):
        return False
    exact = Moment(day.year, f.month, f.day)
    told_in = before[len(before) - apart :] if apart <= min(len(before), _JUST_BEFORE) else ""
    since = bool(_SINCE_THEN.search(before[: len(before) - apart]))
    if not told_in or since or "今年" in told_in or not exact.valid:
        return False
    return (day - exact.first()).days > _LATELY


def _year_of_list(f: Fields, timeline: Timeline, before: str) -> int | None:
    """6月、8月和|10月: the year of the month before."""
    told = timeline.told[-1] if timeline.told and f.month is not None and f.day is None else None
    if told is None or told.moment.month is None or _MONTHS.search(before) is None:
        return None
    if f.start - told.place > _NEXT:
        return None
    return told.moment.year if told.moment.month < (f.month or 0) else None


def _story_of_last_year(f: Fields, month: int, timeline: Timeline, paragraph: int) -> bool:
    """2020年8月19日昏厥。|9月2日|发现, published in January 2021: the day of a story that the paragraph before has begun."""
    told = timeline.told[-1] if timeline.told else None
    if told is None or timeline.published is None or f.lunar or told.how.compared or told.span is not None:
        return False
    if not f.done and told.paragraph == paragraph:
        return False  # 去年5月台风登陆。12月31日前须完成整改
    one = told.moment
    if told.paragraph < paragraph - 1 or one.day is None or one.year != timeline.published.year - 1:
        return False
    return (one.month or 12, one.day) <= (month, f.day or 0)


def _goes_on_ahead(f: Fields, timeline: Timeline, before: str) -> int | None:
    """The year of what is to come, where its sentence goes on to a later day: 明年2月3日举行听证会，3月投票.

    Not of 明年1月交付的客机7月首飞, where the date told before only says which.
    """
    told = timeline.told[-1] if timeline.told else None
    published = timeline.published
    if told is None or published is None or f.month is None or told.moment.month is None:
        return None
    apart = f.start - told.place
    if apart > len(before) or told.moment.year <= published.year or told.span is not None:
        return None
    later = (f.month, f.day or 31) > (told.moment.month, told.moment.day or 0)
    between = _CLAUSE.match(before, len(before) - apart)
    which = between is not None and "的" in between.group()
    return None if which or not later else told.moment.year


def _than(f: Fields, timeline: Timeline, before: str) -> int | None:
    """The year of 3月 in 2024年11月26日获得78亿元，比3月的85亿元少: of the last March before what its sentence tells."""
    if f.month is None or not _THAN.search(before):
        return None
    told = next((one for one in reversed(timeline.told[-4:]) if not one.how.compared), None)
    published = timeline.published
    if told is None or published is None or f.start - told.place > len(before) or not told.explicit:
        return None
    moment = told.moment
    if moment.month is None or moment.year >= published.year or f.month == moment.month:
        return None
    return moment.year - (f.month > moment.month)


def _year_told(f: Fields, timeline: Timeline, paragraph: int, before: str) -> Told | None:
    """The date told last, where its year goes on: 2024年9月开工，12月完工."""
    told = next((one for one in reversed(timeline.told[-3:]) if not one.how.compared), None)
    if told is None or not told.explicit or _COMPARED.search(before):
        return None
    parts = f.half or f.quarter or f.first_months
    if parts and f.start - told.place > _SAME_PHRASE and not _BY_QUARTER.search(before):
        return None
    unpublished = timeline.published is None and told.paragraph >= paragraph - 2
    return told if told.paragraph == paragraph or unpublished else None


def _told_again(f: Fields, timeline: Timeline, last: Told) -> int | None:
    """2025 of 2025年8月15日会面，为2019年以来首次。…8月15日启程: the day of this news, told with its year before another year was."""
    if f.month is None or f.day is None or timeline.day is None:
        return None
    days = [one.moment for one in timeline.top if one.place < last.place]
    same = [day for day in days if (day.month, day.day) == (f.month, f.day) and is_recent(day, timeline)]
    return same[-1].year if same else None
