"""The fields of a time point in a year that is known, or in none: half-years, quarters, months, parts, weeks and days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars, forms
from pipeline.extract.dates.calendars import Moment
from pipeline.extract.dates.timeline import NOTHING, Resolved

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.model import DateBasis


def in_year(f: Fields, year: int, month: int | None, basis: DateBasis) -> Resolved:
    """Half-years, quarters, months, parts, weeks and days of a year that is known."""
    if not 1 <= year <= 9998:
        return forms.before_christ(year, basis) if year < 1 and month is None else NOTHING
    if f.half is not None:
        return forms.months(year, 1 if f.half == 1 else 7, 6, basis, f.part)
    if f.first_months is not None:
        return forms.months(year, 1, f.first_months, basis, "")
    if f.quarter is not None:
        return forms.months(year, f.quarter * 3 - 2, 3, basis, f.part)
    if f.season is not None:
        return forms.season(year, f.season, basis)
    if month is None:
        return _of_year(f, year, basis)
    moment = Moment(year, month)
    return _of_month(f, moment, basis) if moment.valid else NOTHING


def _of_year(f: Fields, year: int, basis: DateBasis) -> Resolved:
    """第30周, 第100天, 年底 of a year, or all of it."""
    if f.nth_week is not None:
        return (
            forms.week(calendars.week_of_year(year, f.nth_week), basis) if 1 <= f.nth_week <= 52 else NOTHING
        )
    if f.nth_day is not None:
        day = dt.date(year, 1, 1) + dt.timedelta(days=min(max(f.nth_day, 1), 365) - 1)
        return forms.at_clock(f, Moment.of(day), basis)
    if f.part:
        return forms.period(Moment(year, {"early": 1, "mid": 6, "late": 12}[f.part]), basis)
    return forms.period(Moment(year), basis)


def _of_month(f: Fields, moment: Moment, basis: DateBasis) -> Resolved:
    """第二个周五, 第一周, 最后五天, 上旬, 26日 of a month, or all of it."""
    year, month = moment.year, moment.month or 1
    if f.nth_weekday is not None and f.weekday is not None:
        return forms.at_clock(
            f, Moment.of(calendars.nth_weekday(year, month, f.weekday - 1, f.nth_weekday)), basis
        )
    if f.nth_week is not None:
        return (
            forms.week(calendars.week_of_month(year, month, f.nth_week), basis)
            if 1 <= f.nth_week <= 5
            else NOTHING
        )
    if f.days_at_start or f.days_at_end:
        last = moment.last().day
        count = min(f.days_at_start or f.days_at_end or 1, last)
        first_day = 1 if f.days_at_start else last - count + 1
        return forms.between(
            Moment(year, month, first_day), Moment(year, month, first_day + count - 1), basis
        )
    if f.part:
        return forms.part_of_month(moment, f.part, basis)
    day = f.nth_day if f.nth_day is not None else f.day
    if day is None:
        return forms.period(moment, basis)
    exact = Moment(year, month, day)
    return forms.at_clock(f, exact, basis) if exact.valid else NOTHING  # 2月30日: found, but no such day


def without_year(f: Fields, month: int | None) -> Resolved:
    """XXXX-07-26: EDTF for a day of an unknown year."""
    if month is None or f.part or f.quarter or f.half or f.first_months:
        return NOTHING
    edtf = f"XXXX-{month:02d}"
    if f.day is not None:
        if not Moment(2000, month, f.day).valid:
            return NOTHING
        edtf += f"-{f.day:02d}"
        clock = forms.clock_text(f)
        edtf += f"T{clock}" if clock else ""
    return Resolved(edtf, basis="none")


def years(first: int, last: int, basis: DateBasis) -> Resolved:
    """From one year to another; the first century begins with the year 1, as there is no year 0."""
    return forms.between(Moment(max(first, 1)), Moment(last), basis)
