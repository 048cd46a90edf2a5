"""Calendar arithmetic: months that end, lunar dates, festivals, ISO and EDTF forms. No text, no clock.

EDTF is ISO 8601-2:2019 as the Library of Congress describes it; lunar dates are converted by borax.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from functools import cache

from pipeline.calendars import Moment as Moment  # noqa: PLC0414  (re-exported: reading needs it too)
from pipeline.calendars import parse_moment as parse_moment  # noqa: PLC0414  (as above)

_WEEK = 7  # days
_WEEKDAYS = {"MON": 0, "TUE": 1, "WED": 2, "THU": 3, "FRI": 4, "SAT": 5, "SUN": 6}
#: EDTF season codes and their months in the north
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months later (or earlier)."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_day(date: dt.date, by: int) -> dt.date | None:
    """The day ``by`` days later, None beyond the calendar's ends (years 1 to 9999)."""
    try:
        return date + dt.timedelta(days=by)
    except OverflowError:
        return None


def shift_working_days(date: dt.date, by: int) -> dt.date | None:
    """The day ``by`` working days later (or earlier): weekends are passed over, holidays are not known."""
    step = 1 if by > 0 else -1
    day: dt.date | None = date
    for _ in range(abs(by)):
        day = shift_day(day, step) if day else None
        while day is not None and day.weekday() > 4:
            day = shift_day(day, step)
    return day


def utc_offset(zone: str, date: dt.date) -> str:
    """The offset of a row of dates.csv on that day: +08:00, or -05:00 US with the hour of summer time added."""
    offset, _, rule = zone.partition(" ")
    if rule and _summer_time(rule, date):
        hours = int(offset[:3]) + 1
        return f"{hours:+03d}{offset[3:]}"
    return offset


def _summer_time(rule: str, date: dt.date) -> bool:
    """US: second Sunday of March to first of November (since 2007); EU: last of March to last of October."""
    if rule == "US":
        return nth_weekday(date.year, 3, 6, 2) <= date < nth_weekday(date.year, 11, 6, 1)
    return nth_weekday(date.year, 3, 6, -1) <= date < nth_weekday(date.year, 10, 6, -1)


def same_day_months_later(date: dt.date, months: int) -> dt.date | None:
    """The same day ``months`` later; the last day of a shorter month."""
    year, month = shift_month(date.year, date.month, months)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, min(date.day, monthrange(year, month)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The ``nth`` (1 = first, -1 = last) ``weekday`` (0 = Monday) of a month."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year, month, monthrange(year, month)[1])
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def week_of_month(year: int, month: int, nth: int) -> dt.date:
    """Monday of the ``nth`` week of a month: the first week is the one with the month's first Monday."""
    return nth_weekday(year, month, 0, 1) + dt.timedelta(days=7 * (nth - 1))


def week_of_year(year: int, nth: int) -> dt.date:
    """Monday of ISO week ``nth``."""
    return dt.date.fromisocalendar(year, nth, 1)


@cache
def lunar(year: int, month: int, day: int, *, leap: bool = False) -> dt.date | None:
    """The solar day of a lunar one, None where the lunar year has no such day or lies outside 1900-2100."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        solar: dt.date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError, OverflowError):
        return None
    return dt.date(solar.year, solar.month, solar.day)


@cache
def festival(code: str, year: int, region: str = "") -> dt.date | None:
    """The day of a festival in ``year``; ``code`` is the value of its row in dates.csv.

    01-01, 05-SUN-2 (second Sunday of May), easter-2, L08-15 (lunar), L12-EVE (last lunar day),
    term-qingming (solar term); a region's own day stands before the common one (TW:10-10 10-01).
    """
    chosen = ""
    for part in code.split():
        where, _, day = part.rpartition(":")
        if where == region and where:
            chosen = day
            break
        if not where:
            chosen = day
    if chosen.startswith("L12-EVE"):
        new_year = lunar(year, 1, 1)
        back = 2 if chosen.endswith("-1") else 1
        return new_year - dt.timedelta(days=back) if new_year else None
    if chosen.startswith("L"):
        month, day = chosen[1:].split("-")
        return lunar(year, int(month), int(day))
    if chosen.startswith("easter"):
        from dateutil.easter import easter

        sunday: dt.date = easter(year)
        return sunday + dt.timedelta(days=int(chosen.removeprefix("easter") or 0))
    if chosen.startswith("term-"):
        return solar_term(year, chosen.removeprefix("term-"))
    month, *rest = chosen.split("-")
    if len(rest) == 2:
        return nth_weekday(year, int(month), _WEEKDAYS[rest[0]], int(rest[1]))
    return dt.date(year, int(month), int(rest[0])) if rest else None


# Day of a solar term: [Y x 0.2422 + C] - [Y / 4], Y the last two digits of the year; C for 1900s and 2000s.
# The well-known almanac formula; right for all years but a few that the almanacs list.
_TERMS = {
    "lichun": (2, 4.6295, 3.87), "chunfen": (3, 21.4155, 20.646), "qingming": (4, 5.59, 4.81),
    "xiazhi": (6, 22.2, 21.37), "liqiu": (8, 8.35, 7.5), "qiufen": (9, 23.822, 23.042),
    "lidong": (11, 8.218, 7.438), "dongzhi": (12, 22.6, 21.94),
}  # fmt: skip


def solar_term(year: int, name: str) -> dt.date | None:
    """The day of a solar term in 1901-2099, None outside."""
    if not 1901 <= year <= 2099:
        return None
    month, old, new = _TERMS[name]
    in_century = year % 100
    base = (in_century - 1) // 4 if month <= 2 else in_century // 4
    return dt.date(year, month, int(in_century * 0.2422 + (new if year >= 2000 else old)) - base)


def interval(first: str, last: str) -> str:
    """An EDTF interval; one date where both ends are the same."""
    return first if first == last else f"{first}/{last}"


def is_weekday(edtf: str, weekday: int) -> bool:
    """Whether the day is that day of the week, 1 for Monday."""
    return len(edtf) == 10 and edtf[:4].isdigit() and dt.date.fromisoformat(edtf).isoweekday() == weekday


def is_week(edtf: str) -> bool:
    """Whether an interval has seven days at most; one of months has no such days."""
    return 0 < days_of(edtf) <= _WEEK


def days_of(edtf: str) -> int:
    """How many days an interval of days has; 0 for all else."""
    first, _, last = edtf.partition("/")
    try:
        return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days + 1
    except ValueError:
        return 0


def month_before(day: dt.date) -> int:
    """How many days the month before that of ``day`` has."""
    return (day.replace(day=1) - dt.timedelta(days=1)).day
