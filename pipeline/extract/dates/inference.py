"""The year and month that a text leaves out.

A year is inferred in this order: the year of a date told just before in the same paragraph, then the year of
publication, moved by one where the month would lie far in the future of a text that speaks of the past.
Without either, the year stays unknown (XXXX-07-26).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import Moment, shift_month
from pipeline.extract.dates.timeline import TO_PUBLICATION, TO_TEXT

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline, Told
    from pipeline.model import DateBasis

_COMPARED = re.compile(r"(?:与|和|较|比|同|对比|相比|不及|超过|高于|低于)$")
# days ahead of publication beyond which a month without a year belongs to the year before: 12月28日 in a text of
# 3 January; news says 去年9月 for the September before a March, so half a year ahead is still this year
_FAR_AHEAD = 240
_FRESH = 2  # days before publication of which a paper writes the day alone
_YEAR = 366
_WEEK = 7  # days before publication
_OF_THIS_NEWS = 180  # days before publication of what an article of today goes on from
_CLAUSE = re.compile(r"[^，；,;]*")
_NEXT_MONTH = 31  # days ahead beyond which a new paragraph does not go on with the day alone
_SAME_PHRASE = 30  # code points: 2022年底…上半年 further apart than this speak of different years


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
        shifted, basis = _shifted_year(f, timeline, paragraph, since)
        if f.month_shift is not None and timeline.published is not None:
            month = timeline.published.month
        return shifted, month, basis
    if f.month_shift is not None:
        return _shifted_month(f, timeline, paragraph, since)
    if month is None and f.day is not None:  # 26日: the month is inferred as well
        moment = _month_of(f, f.day, timeline, future=future, paragraph=paragraph, since=since, said=said)
        return (moment.year, moment.month, "year-inferred") if moment else (None, None, "none")
    year = _year_of(f, timeline, future=future, paragraph=paragraph, before=before, since=since)
    return year, month, "year-inferred" if year else "none"


def full_year(short: int, timeline: Timeline) -> int:
    """25年 is 2025, 97年 is 1997: within 80 years before and 20 after publication (or 2000 without one)."""
    around = timeline.published.year if timeline.published else 2000
    century = around // 100 * 100
    return next(year for year in (century + short + by for by in (100, 0, -100)) if year <= around + 20)


def _shifted_year(f: Fields, timeline: Timeline, paragraph: int, since: int) -> tuple[int | None, DateBasis]:
    shift = f.year_shift or 0
    if f.from_text and f.rule.startswith("year("):
        told = _compared_with(f, timeline, paragraph, since)
        if told is not None:
            return told.year + shift, TO_TEXT
    elif f.from_text:
        anchor = None
        if shift < 0:  # 去年6084万人次，较前一年升12%，与前一年相若: twice the year before 去年
            near = [told for told in timeline.near(f.start, paragraph) if not told.compared]
            anchor = near[0].moment if near else None
        anchor = anchor or timeline.last(f.start, paragraph, "year")
        return (None, "none") if anchor is None else (anchor.year + shift, TO_TEXT)
    if timeline.published is None:
        return None, "none"
    return timeline.published.year + shift, TO_PUBLICATION


def _shifted_month(
    f: Fields, timeline: Timeline, paragraph: int, since: int
) -> tuple[int | None, int | None, DateBasis]:
    told = None
    if f.from_text and f.rule.startswith("month("):  # 8月失业率升至3.5%，较|上月|升
        told = _compared_with(f, timeline, paragraph, since)
        told = None if told is None or told.month is None or told.day else told
        anchor = told or timeline.published
    else:
        told = timeline.last(f.start, paragraph, "month") if f.from_text else None
        anchor = told or (
            None if f.from_text and f.month_shift else timeline.published
        )  # 当月 may be this month
    if anchor is None or anchor.month is None:
        return None, None, "none"
    year, month = shift_month(anchor.year, anchor.month, f.month_shift or 0)
    return year, month, TO_TEXT if told else TO_PUBLICATION


def _compared_with(f: Fields, timeline: Timeline, paragraph: int, since: int) -> Moment | None:
    """2018年末 of 2018年末总人口…，比|上年末|增加: what is told of when something before it is compared with it.

    It is told in the same sentence, or not long before publication.
    """
    near = [told for told in timeline.near(f.start, paragraph) if not told.compared and told.span is None]
    if not near or near[0].paragraph != paragraph:
        return None
    published = timeline.published
    recent = published is None or (published.first() - near[0].moment.first()).days <= _YEAR
    return near[0].moment if near[0].place >= since or recent else None


def _year_of(
    f: Fields, timeline: Timeline, *, future: bool, paragraph: int, before: str, since: int
) -> int | None:
    month = 7 if f.half == 2 else f.month or (f.quarter or 1) * 3 - 2
    told = _year_told(f, timeline, paragraph, before)
    published = timeline.published
    ahead_year = _goes_on_ahead(f, timeline, before)
    if ahead_year is not None:
        return ahead_year
    if (
        told is not None
        and published is not None
        and not future
        and told.place < since
        and timeline.is_ahead(told.moment)
        and 0 <= (published.last() - Moment(published.year, month).first()).days <= _OF_THIS_NEWS
    ):
        told = None
    if told is not None and published is not None:
        first, last = told.span or (told.moment, told.moment)
        covers = first.year <= published.year <= last.year  # 2024—2025年度……3月中旬
        if covers or (future and last.year < published.year):
            told = None
    if told is not None and (published is None or told.moment.year != published.year):
        again = _told_again(f, timeline, told)
        if again is not None:
            return again
        year = told.moment.year
        earlier = told.moment.month is not None and told.moment.month - month >= 6
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
    return year - 1 if (f.month or f.quarter or f.half) and ahead > _FAR_AHEAD else year


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


def _year_told(f: Fields, timeline: Timeline, paragraph: int, before: str) -> Told | None:
    """The date told last, where its year goes on: 2024年9月开工，12月完工."""
    told = timeline.told[-1] if timeline.told else None
    if told is None or not told.explicit or _COMPARED.search(before):
        return None
    if (f.half or f.quarter or f.first_months) and f.start - told.place > _SAME_PHRASE:
        return None
    unpublished = timeline.published is None and told.paragraph >= paragraph - 2
    return told if told.paragraph == paragraph or unpublished else None


def _told_again(f: Fields, timeline: Timeline, last: Told) -> int | None:
    """2025 of 2025年8月15日会面，为2019年以来首次。…8月15日启程: the day of this news, told with its year before another year was."""
    if f.month is None or f.day is None or timeline.day is None:
        return None
    days = [one.moment for one in timeline.top if one.place < last.place]
    same = [day for day in days if (day.month, day.day) == (f.month, f.day) and _is_recent(day, timeline)]
    return same[-1].year if same else None


def _is_news(day: int, place: int, timeline: Timeline, *, paragraph: int, since: int, said: bool) -> bool:
    """29日 in an article of the 29th: its own day, though the paragraph before told of another month.

    So is 3日 in a sentence behind 8月7日, and one behind 3月销量: what goes on does not go back. Behind what happened years ago
    it is where a new paragraph tells who speaks, on a day that the article has told as one of this news.
    """
    published = timeline.day
    if published is None or not -1 <= published.day - day <= (_WEEK if said else _FRESH):
        return False
    near = [told for told in timeline.near(place, paragraph) if told.moment.month]
    if (
        near
        and near[0].moment.day is None
        and published.day == day
        and any(told.moment.day and told.moment.first() == published for told in timeline.top)
    ):
        return True  # 今发表年报。去年六月……二十七日被判刑, on the 27th
    recent = near and (published - near[0].moment.first()).days <= _OF_THIS_NEWS  # 1945年8月6日……11日 goes on
    if not recent:
        return (
            said
            and bool(near)
            and near[0].paragraph != paragraph
            and any(told.moment.day == day and _is_recent(told.moment, timeline) for told in timeline.top)
        )
    if published.day - day > _FRESH:
        return False
    last = near[0]
    back = last.place < since and (last.moment.day is None or last.moment.day > day)
    return back or all(told.paragraph != paragraph for told in near)


def _month_told(
    day: int, place: int, timeline: Timeline, *, paragraph: int, since: int, done: bool
) -> Moment | None:
    """The month told last.

    What is over (``done``) has none to come, and no later sentence goes on from when a law will be in force. One that an
    earlier sentence announced, or told of without a day, is not that of a day of this week: 明年3月完工。15日公布,
    8月宣布优惠。12日表示.
    """
    this_week = timeline.day is not None and 0 <= timeline.day.day - day < _WEEK
    for told in timeline.near(place, paragraph):
        if not told.moment.month:
            continue
        ahead = timeline.is_ahead(told.moment)
        if ahead and told.paragraph != paragraph and timeline.day is not None:
            done = (
                done or (told.moment.first() - timeline.day).days > _NEXT_MONTH
            )  # 明年5月投票。…19日举行记者会
        if (done and ahead) or (told.effect and told.place < since):
            continue
        other = ahead or (told.moment.day is None and _is_recent(told.moment, timeline))
        if not (this_week and told.place < since and other):
            return told.moment
    return None


def _is_recent(moment: Moment, timeline: Timeline) -> bool:
    """A month that an article of today goes on from; what happened in a year of history goes on there."""
    day = timeline.day
    return day is not None and 0 <= (day - moment.first()).days <= _OF_THIS_NEWS


def _has_passed(anchor: Moment, day: int, timeline: Timeline) -> bool:
    """Whether that day of the month told last, one of the year before publication, cannot be what is to come."""
    published = timeline.day
    if (
        published is None
        or anchor.month is None
        or (anchor.year, anchor.month) == (published.year, published.month)
    ):
        return False
    moment = Moment(anchor.year, anchor.month, day)
    return moment.valid and 0 < (published - moment.first()).days <= _YEAR


def _month_of(
    f: Fields, day: int, timeline: Timeline, *, future: bool, paragraph: int, since: int, said: bool
) -> Moment | None:
    """The month of a day that is told alone."""
    place = f.start
    anchor = (
        timeline.last(place, paragraph, "month")
        if future
        else _month_told(day, place, timeline, paragraph=paragraph, since=since, done=f.done)
    )
    if future and anchor is not None and _has_passed(anchor, day, timeline):
        anchor = None  # 去年12月请辞。预计22日公告
    if (
        anchor is not None
        and anchor.month is not None
        and not _is_news(day, place, timeline, paragraph=paragraph, since=since, said=said)
    ):
        moment = Moment(anchor.year, anchor.month)
        # 7月23日……26日 goes on; 7月30日……2日 has passed into the next month
        if anchor.day is not None and anchor.day - day > 15:
            following = shift_month(anchor.year, anchor.month, 1)
            if timeline.day is None or dt.date(*following, min(day, 28)) <= timeline.day:
                moment = Moment(*following)
        if future or moment.month is None or Moment(moment.year, moment.month, day).valid:
            return moment
        return Moment(*shift_month(moment.year, moment.month, -1))  # 9月1日电……31日
    published = timeline.published
    if published is None or published.month is None:
        return None
    moment = Moment(published.year, published.month)
    if not Moment(moment.year, moment.month, day).valid:  # 29日 told in a February of 28 days
        return Moment(*shift_month(moment.year, published.month, 1 if future else -1))
    if published.day is None or day <= published.day + 1 or future:
        return moment
    earlier = Moment(*shift_month(moment.year, published.month, -1))
    return (
        earlier
        if Moment(earlier.year, earlier.month, day).valid
        else Moment(*shift_month(earlier.year, earlier.month or 1, -1))
    )
