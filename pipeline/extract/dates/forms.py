"""The forms that a resolved date has: a month, an interval, a week, a clock time with its zone, a decade."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars
from pipeline.extract.dates.calendars import Moment, interval, shift_month
from pipeline.extract.dates.clock import hour_of_day
from pipeline.extract.dates.timeline import NOTHING, Resolved

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.model import DateBasis

# the days of 上旬, 中旬, 下旬, 上中旬 and 中下旬; 31 stands for the last day
_TENS = {
    "first-ten": (1, 10), "middle-ten": (11, 20), "last-ten": (21, 31), "first-twenty": (1, 20), "last-twenty": (11, 31),
}  # fmt: skip


def period(moment: Moment, basis: DateBasis) -> Resolved:
    """A year, a month or a day as a whole; nothing beyond the years 1 to 9999."""
    if not moment.valid:
        return NOTHING
    return Resolved(moment.edtf(), moment.first().isoformat(), moment.last().isoformat(), basis, moment)


def between(first: Moment, last: Moment, basis: DateBasis) -> Resolved:
    """From the first day of ``first`` to the last of ``last``; nothing beyond the years 1 to 9999."""
    if not (first.valid and last.valid):
        return NOTHING
    edtf = interval(first.edtf(), last.edtf())
    return Resolved(edtf, first.first().isoformat(), last.last().isoformat(), basis, first)


def week(monday: dt.date, basis: DateBasis) -> Resolved:
    """Monday to Sunday."""
    sunday = calendars.shift_day(monday, 6) or monday
    return between(Moment.of(monday), Moment.of(sunday), basis)


def months(year: int, month: int, count: int, basis: DateBasis, part: str) -> Resolved:
    """A quarter or half-year as the interval of its months; its end or beginning (三季度末) as one month."""
    if part:
        offset = {"early": 0, "mid": count // 2, "late": count - 1}[part]
        return period(Moment(*shift_month(year, month, offset)), basis)
    first, last = Moment(year, month), Moment(*shift_month(year, month, count - 1))
    if not (first.valid and last.valid):
        return NOTHING
    edtf = interval(first.edtf(), last.edtf())
    return Resolved(edtf, first.first().isoformat(), last.last().isoformat(), basis, Moment(year))


def part_of_month(moment: Moment, part: str, basis: DateBasis) -> Resolved:
    """上旬 and its like as days; 月底 as the month, about, with the days that it may mean."""
    last = moment.last().day
    if part in _TENS:
        first, last_moment = (Moment(moment.year, moment.month, min(day, last)) for day in _TENS[part])
        return between(first, last_moment, basis)
    first_day, last_day = {"early": (1, 5), "mid": (11, 20), "late": (last - 4, last)}[part]
    begin = Moment(moment.year, moment.month, first_day).first()
    latest = begin.replace(day=last_day).isoformat()
    return Resolved(moment.edtf() + "~", begin.isoformat(), latest, basis, moment)


def season(year: int, number: int, basis: DateBasis) -> Resolved:
    """春天 as EDTF writes it (2025-21), with the months of the north."""
    first, last = calendars.SEASONS[number]
    end = Moment(year + (last < first), last)
    earliest, latest = Moment(year, first).first().isoformat(), end.last().isoformat()
    return Resolved(f"{year:04d}-{number}", earliest, latest, basis, Moment(year))


def years(edtf: str, first: int, last: int, basis: DateBasis) -> Resolved:
    """A decade or century with unspecified digits: 199X, 20XX. The first century has no year 0 among its days."""
    if last < 1:
        return Resolved(edtf, basis=basis)
    first = max(1, first)
    return Resolved(edtf, Moment(first).first().isoformat(), Moment(last).last().isoformat(), basis)


def before_christ(year: int, basis: DateBasis) -> Resolved:
    """公元前221年: EDTF counts a year 0, so that it is -0220; such days are beyond ISO dates."""
    return Resolved(f"-{-year:04d}" if year else "0000", basis=basis)


def at_clock(f: Fields, day: Moment, basis: DateBasis) -> Resolved:
    """A day, with the time of day where one is told. ``earliest`` carries the zone that the text names."""
    date = day.first()
    clock = clock_text(f)
    if not clock:
        return Resolved(day.edtf(), date.isoformat(), date.isoformat(), basis, day)
    if clock.startswith("24"):
        following = calendars.shift_day(date, 1)
        if following is None:
            return NOTHING
        date, clock = following, "00" + clock[2:]
    stamp = f"{date.isoformat()}T{clock}"
    full = stamp if ":" in clock else f"{stamp}:00"
    zoned = full + calendars.utc_offset(f.zone, date)
    return Resolved(stamp, zoned, zoned, basis, Moment.of(date), dt.datetime.fromisoformat(full))


def clock_text(f: Fields) -> str:
    """HH, HH:MM or HH:MM:SS as far as it is told, on a clock of 24 hours."""
    hour = hour_of_day(f)
    if hour is None:
        return ""
    if f.minute is None:
        return f"{hour:02d}"
    text = f"{hour:02d}:{f.minute:02d}"
    return text if f.second is None else f"{text}:{f.second:02d}"
