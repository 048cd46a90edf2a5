"""Lengths that are points or cover time: 三天后, 两年前, 10分钟后, 近五年, 去年同期, 前一周."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars, forms
from pipeline.extract.dates.calendars import Moment, shift_month
from pipeline.extract.dates.timeline import NOTHING, TO_PUBLICATION, TO_TEXT, Resolved

if TYPE_CHECKING:
    from pipeline.extract.dates.lengths import Length
    from pipeline.extract.dates.timeline import Timeline, Told
    from pipeline.model import DateBasis

_JUST_BEFORE = 30  # code points
_QUARTER = 3  # months
_WITHIN = 14  # days: what is told to be later by more may lie in another month
_PRECISION = {"Y": "year", "C": "year", "M": "month", "Q": "month"}  # others count from a day


class Distances:
    """Resolves lengths of one article from what it has told."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline

    def length(
        self,
        length: Length,
        paragraph: int,
        *,
        clause_start: bool,
        future: bool,
        origin: Moment | None = None,
    ) -> Resolved:
        """A duration, with the time it covers where it is anchored; 三天后 (of ``origin``) and 两年前 are points."""
        if origin is not None:
            return _point_away(length, 1, origin, TO_TEXT)
        if length.relation in {"ago", "later"}:
            return self._away(length, paragraph, clause_start=clause_start, future=future)
        plain = Resolved(length.iso())
        published = self.timeline.day
        if length.relation in {"past", "future"} and published is not None and length.high is not None:
            return self._covered(length, published, plain)
        return plain

    def _covered(self, length: Length, published: dt.date, plain: Resolved) -> Resolved:
        """近五年: the five years up to publication."""
        sign = -1 if length.relation == "past" else 1
        other = (
            None
            if length.by_clock
            else _moved(published, replace(length, low=length.high or length.low), sign)
        )
        first = published if sign < 0 else calendars.shift_day(published, 1)
        if other is None or first is None or other == published:
            return plain
        earliest, latest = (other, published) if sign < 0 else (first, other)
        return Resolved(plain.edtf, earliest.isoformat(), latest.isoformat(), TO_PUBLICATION)

    # -- points -------------------------------------------------------------------------------------------

    def _away(self, length: Length, paragraph: int, *, clause_start: bool, future: bool) -> Resolved:
        """三天后 of the day told just before, 两年前 of publication."""
        sign = -1 if length.relation == "ago" else 1
        told = self._counted_from(length, paragraph) if sign > 0 else self._led_by(length, paragraph)
        if sign > 0 and told is None and not future:
            days = None if length.unit == "WD" else length.days()
            coarse = days_after_month(self.timeline, length.start, paragraph, int(days or 0))
            if coarse is not None:
                return coarse
            if self._told_before(length, paragraph):
                return NOTHING
        anchor = told or self.timeline.published
        if anchor is None:
            return NOTHING
        if sign > 0 and told is None and not (clause_start or future):
            return NOTHING  # 事发20个月后: counts from something that no date tells
        if length.by_clock:
            return self._hours_away(length, sign, told)
        return _point_away(length, sign, anchor, TO_TEXT if told else TO_PUBLICATION)

    def _led_by(self, length: Length, paragraph: int) -> Moment | None:
        """8月31日 of 8月31日，公司披露，5天前接到通知: the day that leads the sentence, of which it tells what was before."""
        near = self.timeline.near(length.start, paragraph)[:1]
        if length.unit not in {"D", "W"} or not near or near[0].span is not None:
            return None
        published = self.timeline.published
        ahead = published is not None and near[0].moment.first() > published.last()
        led = near[0].how.leads and not near[0].how.which and near[0].paragraph == paragraph
        led = led and near[0].moment.day is not None and not ahead
        return near[0].moment if led and length.start - near[0].place <= _JUST_BEFORE else None

    def _told_before(self, length: Length, paragraph: int) -> bool:
        """1990年3月两人结婚，三星期后病倒: counted from what is told too coarsely, years before publication."""
        near, published = self.timeline.near(length.start, paragraph)[:1], self.timeline.published
        return bool(
            near
            and published is not None
            and near[0].paragraph == paragraph
            and near[0].moment.year < published.year
        )

    def _counted_from(self, length: Length, paragraph: int) -> Moment | None:
        """What 三天后 counts from: the date told just before in the paragraph, announced ones too, else the story's."""
        precision = _PRECISION.get(length.unit, "day")
        for told in self.timeline.near(length.start, paragraph)[:1]:
            moment = told.moment if told.span is None else told.span[1]
            fine = precision == "year" or (moment.month and (precision == "month" or moment.day))
            if told.paragraph == paragraph and fine:
                return moment
            last = self.timeline.last(length.start, paragraph, precision)
            if told.paragraph == paragraph and last is not None and last.year < moment.year:
                return (
                    None  # 2014年3月8日失踪。2018年找到线索，但3个月后结束: of no month that was told before
                )
        return self.timeline.last(length.start, paragraph, precision)

    def _hours_away(self, length: Length, sign: int, told: Moment | None) -> Resolved:
        """10分钟后 of the clock time told just before, else of publication; 24小时后 of a day is the next day."""
        seconds = length.seconds()
        if seconds is None:
            return NOTHING
        clock = next(
            (t.clock for t in reversed(self.timeline.told[-3:]) if t.clock and t.moment == told), None
        )
        if told is not None and clock is None:
            days, rest = divmod(seconds, 86_400)
            day = (
                calendars.shift_day(told.first(), sign * int(days))
                if days and not rest and days < 10**7
                else None
            )
            return NOTHING if day is None else forms.period(Moment.of(day), TO_TEXT)
        anchor = clock or self.timeline.published_at
        if anchor is None:
            return NOTHING
        try:
            moment = anchor + sign * dt.timedelta(seconds=seconds)
        except OverflowError:
            return NOTHING
        stamp = moment.isoformat(timespec="seconds")
        if clock is None:
            return Resolved(stamp, stamp, stamp, TO_PUBLICATION, Moment.of(moment.date()), moment)
        stamp = stamp.removesuffix(":00")
        return Resolved(stamp + "~", stamp, stamp, TO_TEXT, Moment.of(moment.date()), moment)

    # -- periods told from another ------------------------------------------------------------------------

    def same_period(
        self,
        shift: int,
        place: int,
        paragraph: int,
        year: int | None,
        *,
        unit: str = "",
        ahead: Told | None = None,
    ) -> Resolved:
        """去年同期: the period told last, so many years away; the year alone where no period was told.

        ``unit`` is 月 or 季 for 去年同月 and 去年同季, whose period is as long; ``ahead`` is what is told behind 相比.
        """
        near = [told for told in self.timeline.near(place, paragraph) if not told.how.compared]
        told = ahead or next((one for one in near if _as_long(one, unit)), None)
        if told is None or (told.span is None and told.moment.month is None):
            published = self.timeline.published
            base = year if year is not None else published.year + shift if published else None
            return forms.period(Moment(base), TO_PUBLICATION) if base else NOTHING
        first, last = told.span or (told.moment, told.moment)
        if unit == "月":
            first = last = Moment(first.year, first.month)
        move = (year - first.year) if year is not None else shift
        first, last = replace(first, year=first.year + move), replace(last, year=last.year + move)
        return forms.between(first, last, TO_TEXT) if first.valid and last.valid else NOTHING

    def period_before(self, unit: str, place: int, paragraph: int) -> Resolved | None:
        """前一周 of a week told before, 前一季 of a quarter: the period of the same length right before it."""
        near = self.timeline.near(place, paragraph)
        told = near[0] if near else None
        if told is None or told.span is None:
            return None
        first, last = told.span
        if unit == "周" and first.day and last.day and (last.first() - first.first()).days == 6:
            monday = calendars.shift_day(first.first(), -7)
            return None if monday is None else forms.week(monday, TO_TEXT)
        months = {"季": 3, "季度": 3, "个季度": 3}.get(unit)
        if months and first.month and not first.day:
            return forms.months(*shift_month(first.year, first.month, -months), months, TO_TEXT, "")
        return None


def _as_long(told: Told, unit: str) -> bool:
    """Whether what was told may be the month of 同月 or the quarter of 同季; anything for 同期."""
    if not unit:
        return True
    if unit == "月":
        return told.span is None and told.moment.month is not None
    if told.span is None or told.span[0].month is None or told.span[1].month is None:
        return False
    first, last = told.span
    return first.year == last.year and (last.month or 0) - (first.month or 0) == _QUARTER - 1


def days_after_month(timeline: Timeline, place: int, paragraph: int, days: int) -> Resolved | None:
    """三天后 of what 7月 was told of: about that month, from three days after its first to three after its last day."""
    near = timeline.near(place, paragraph)
    told = near[0] if near else None
    if told is None or told.paragraph != paragraph or told.span is not None or not 0 < days <= _WITHIN:
        return None
    month = told.moment
    first, last = (calendars.shift_day(day, days) for day in (month.first(), month.last()))
    if month.day is not None or first is None or last is None:
        return None
    edtf = forms.period(month, TO_TEXT).edtf
    return Resolved(f"{edtf}~", first.isoformat(), last.isoformat(), TO_TEXT, month)


def _point_away(length: Length, sign: int, anchor: Moment, basis: DateBasis) -> Resolved:
    """As precise as the length is told: 两年前 a year, 三个月前 a month, 10天前 a day."""
    months = length.months()
    if length.unit in {"Y", "C"} and not length.rest and months is not None:
        moment = Moment(anchor.year + sign * months // 12)
        if not moment.valid:
            return NOTHING
        resolved = forms.period(moment, basis)
    elif months is not None:
        if anchor.month is None:
            return NOTHING
        moment = Moment(*shift_month(anchor.year, anchor.month, sign * months))
        if not moment.valid:
            return NOTHING
        resolved = forms.period(moment, basis)
    else:
        day = _moved(anchor.first(), length, sign) if anchor.day is not None else None
        if day is None:
            return NOTHING
        resolved = forms.period(Moment.of(day), basis)
        if length.unit == "M" and length.low > 1:  # 两个半月前: the month, about
            resolved = forms.period(Moment(day.year, day.month), basis)
    if not (length.loose or length.unit == "WD" or (length.unit == "M" and months is None)):
        return resolved
    return replace(resolved, edtf=f"{resolved.edtf}~")


def _moved(day: dt.date, length: Length, sign: int) -> dt.date | None:
    """``day`` moved by the length; None beyond the calendar."""
    if length.unit == "WD":
        return calendars.shift_working_days(day, sign * int(length.low)) if length.low < 10**4 else None
    months = length.months()
    if months is not None:
        return calendars.same_day_months_later(day, sign * months) if abs(months) < 10**6 else None
    days = length.days()
    return calendars.shift_day(day, sign * int(days)) if days is not None and days < 10**7 else None
