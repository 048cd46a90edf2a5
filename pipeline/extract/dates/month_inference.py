"""The month of a day that is told alone: 26日 goes on from the month told before, or is of the month of publication."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import Moment, month_before, shift_month

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline, Told

_FRESH = 2  # days before publication of which a paper writes the day alone
_APART = 8  # code points from a month to a day that does not go on from it
_YEAR = 366
_WEEK = 7  # days before publication
#: days before publication of what an article of today goes on from
OF_THIS_NEWS = 180
_NEXT_MONTH = 31  # days ahead beyond which a new paragraph does not go on with the day alone


def _is_news(day: int, place: int, timeline: Timeline, *, paragraph: int, since: int, said: bool) -> bool:
    """29日 in an article of the 29th: its own day, though the paragraph before told of another month.

    So is 3日 in a sentence behind 8月7日, and one behind 3月销量: what goes on does not go back. Behind what happened years ago
    it is where the article has come back to the news.
    """
    published = timeline.day
    if published is None:
        return False
    near = [told for told in timeline.near(place, paragraph) if told.moment.month]
    in_month = -1 <= published.day - day <= (_WEEK if said else _FRESH)
    if (
        near
        and near[0].moment.day is None
        and published.day == day
        and any(told.moment.day and told.moment.first() == published for told in timeline.top)
    ):
        return True  # 今发表年报。去年六月……二十七日被判刑, on the 27th
    recent = near and (published - near[0].moment.first()).days <= OF_THIS_NEWS  # 1945年8月6日……11日 goes on
    if not recent:
        back = bool(near) and near[0].place < since
        return back and _has_come_back(day, near[0], timeline, place=place, paragraph=paragraph, said=said)
    if not in_month:
        return False
    if published.day - day > _FRESH:
        return False
    last = near[0]
    back = last.place < since and (last.moment.day is None or last.moment.day > day)
    return back or all(told.paragraph != paragraph for told in near)


def _has_come_back(
    day: int, last: Told, timeline: Timeline, *, place: int, paragraph: int, said: bool
) -> bool:
    """Whether an article has come back to the news from ``last``, years ago: 公司1998年5月6日成立，去年营收20亿元。公司12日公告.

    It has where it told of this year or the last one since; or where a new sentence tells who spoke, or a new paragraph what
    happened, on a day just before publication, but not on an anniversary, where the month of history is that of publication;
    or where a new paragraph tells who spoke on a day of the week before that the article has told as one of this news.
    """
    published = timeline.day
    if published is None:
        return False
    since = [told for told in timeline.near(place, paragraph) if told.place > last.place]
    ago = published.day - day
    ago += month_before(published) if ago < -1 else 0  # 31日 in an article of the 1st
    if (
        ago <= _WEEK
        and last.moment.month != published.month
        and any(told.moment.year >= published.year - 1 for told in since)
    ):
        return True
    elsewhere = last.paragraph != paragraph
    of_news = any(t.moment.day == day and is_recent(t.moment, timeline) for t in timeline.top)
    if said and elsewhere and of_news and ago <= _WEEK:
        return True
    return ago <= _FRESH and last.moment.month != published.month and (said or elsewhere)


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
        if (done and ahead) or (told.how.effect and told.place < since):
            continue
        other = ahead or (told.moment.day is None and is_recent(told.moment, timeline))
        if told.moment.day is None and place - told.place > _APART and _is_today(told.moment, day, timeline):
            continue  # 今年4月实施管制后，9日发布公告, on the 9th
        if not (this_week and told.place < since and other):
            return told.moment
    return None


def _is_today(month: Moment, day: int, timeline: Timeline) -> bool:
    """Whether a day alone is that of publication, behind a month of the year before."""
    published = timeline.day
    return published is not None and published.day == day and 0 < (published - month.first()).days < _YEAR


def _day_again(month: Moment, day: int, place: int, timeline: Timeline, paragraph: int) -> Moment | None:
    """12月29日 of 12月29日坠毁，客机于2009年8月出厂，29日起飞: the day of the story, behind a month before it that was no part of it."""
    for told in timeline.near(place, paragraph):
        if told.moment.day == day and told.moment.month and told.moment.first() > month.last():
            return None if timeline.is_ahead(told.moment) else told.moment
    return None


def is_recent(moment: Moment, timeline: Timeline) -> bool:
    """A month that an article of today goes on from; what happened in a year of history goes on there."""
    day = timeline.day
    return day is not None and 0 <= (day - moment.first()).days <= OF_THIS_NEWS


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


def month_of(
    f: Fields, day: int, timeline: Timeline, *, future: bool, paragraph: int, since: int, said: bool
) -> Moment | None:
    """The month of a day that is told alone."""
    place = f.start
    anchor = (
        timeline.last(place, paragraph, "month")
        if future
        else _month_told(day, place, timeline, paragraph=paragraph, since=since, done=f.done)
    )
    if future and anchor is not None and anchor.day != day and _has_passed(anchor, day, timeline):
        anchor = None  # 去年12月请辞。预计22日公告
    if anchor is not None and anchor.day is None:
        anchor = _day_again(anchor, day, place, timeline, paragraph) or anchor
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
