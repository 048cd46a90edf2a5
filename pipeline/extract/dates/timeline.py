"""From fields to EDTF: against the article's publication date and the dates told before, never the clock.

A year is inferred in this order: the year of a date told just before in the same paragraph, then the year of
publication, moved by one where the month would lie far in the future of a text that speaks of the past.
Without either, the year stays unknown (XXXX-07-26).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars
from pipeline.extract.dates.calendars import Moment, interval, shift_month
from pipeline.model import DateBasis  # noqa: TC001  (annotates a module constant)

if TYPE_CHECKING:
    from pipeline.extract.dates.durations import Length
    from pipeline.extract.dates.fields import Fields
    from pipeline.model import Region

FUTURE = re.compile(
    r"将(?!军|领|士|帅|近)|预计|预期|预定|计划|拟|即将|有望|定于|择期|届时|料(?!理|酒)|会在|起生效|举行在即|下次|展望"
)
_COMPARED = re.compile(r"(?:与|和|较|比|同|对比|相比|不及|超过|高于|低于)$")
# days ahead of publication beyond which a month without a year belongs to the year before: 12月28日 in a text of
# 3 January; news says 去年9月 for the September before a March, so half a year ahead is still this year
_FAR_AHEAD = 240
_SAME_PHRASE = 30  # code points: 2022年底…上半年 further apart than this speak of different years
_NEAR_LAST = 300  # code points: how far 同日 and 三天后 look back, into the paragraph before at most


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time expression means. ``earliest``/``latest`` are ISO and inclusive; empty where not known."""

    edtf: str
    earliest: str = ""
    latest: str = ""
    basis: DateBasis = "none"
    moment: Moment | None = None  # what later expressions may refer to
    clock: dt.datetime | None = None  # the same with its time of day


NOTHING = Resolved("")


@dataclass(frozen=True, slots=True)
class Told:
    """A date told in the text: what 同日, 次年 and a bare month refer to."""

    moment: Moment
    place: int
    paragraph: int
    explicit: bool  # its year was told or follows from one that was
    clock: dt.datetime | None = None
    span: tuple[Moment, Moment] | None = None  # the ends of an interval told in months: 第二季度


class Timeline:
    """The dates of one article in the order they are told."""

    def __init__(self, published: str, region: Region) -> None:
        self.published = calendars.parse_moment(published) if published else None
        self.published_at = _time_of(published)
        self.region = region
        self.told: list[Told] = []

    # -- references ------------------------------------------------------------------------------------

    def note(self, resolved: Resolved, place: int, paragraph: int) -> None:
        """Remember a resolved date for what comes after it."""
        if resolved.moment is not None:
            explicit = resolved.basis in {"explicit", "relative-to-text"} or (
                bool(self.told) and self.told[-1].explicit and resolved.basis == "year-inferred"
            )
            self.told.append(
                Told(resolved.moment, place, paragraph, explicit, resolved.clock, _months_told(resolved))
            )

    def last(self, place: int, paragraph: int, precision: str) -> Moment | None:
        """The date told last with at least ``precision`` (year, month, day), in this paragraph or just before."""
        for told in reversed(self.told[-12:]):
            if told.paragraph < paragraph - 1 or place - told.place > _NEAR_LAST:
                return None
            moment = told.moment
            if precision == "day" and self.published is not None and moment.first() > self.published.last():
                continue  # 同日 does not speak of an announced date
            if precision == "year" or (moment.month and (precision == "month" or moment.day)):
                return moment
        return None

    def day_of_publication(self) -> dt.date | None:
        """The day of publication, None where it is not known to the day."""
        if self.published is None or self.published.day is None:
            return None
        return self.published.first()

    # -- points ----------------------------------------------------------------------------------------

    def point(self, f: Fields, *, future: bool, paragraph: int, before: str) -> Resolved:
        """The meaning of a time point. ``future``: its clause speaks of what is to come; ``before``: its left context."""
        if f.period:
            first, last = f.period.split("/")
            return self._between(Moment(int(first)), Moment(int(last)), "explicit")
        if f.fiscal:
            return self._between(Moment(f.fiscal[0]), Moment(f.fiscal[1]), "explicit")
        if f.century is not None or f.century_shift is not None or f.decade is not None:
            return self._decade(f)
        if not f.has_date:
            return self._clock_alone(f, paragraph)
        if f.week_shift is not None or (f.weekday is not None and f.nth_weekday is None):
            return self._weekday(f, future=future, paragraph=paragraph)
        if f.day_shift is not None:
            return self._day_shift(f, paragraph)
        year, month, basis = self._year_and_month(f, future=future, paragraph=paragraph, before=before)
        if f.quarter_shift is not None:
            return self._quarter_shift(f)
        if f.lunar or f.festival:
            return self._festive(f, year, basis, future=future)
        if year is None:
            return self._without_year(f, month)
        return self._in_year(f, year, month, basis)

    def _year_and_month(
        self, f: Fields, *, future: bool, paragraph: int, before: str
    ) -> tuple[int | None, int | None, DateBasis]:
        month = f.month
        basis: DateBasis
        if f.year is not None:
            told = self._full_year(f.year) if f.short_year else f.year
            return told, month, "year-inferred" if f.short_year else "explicit"
        if f.year_shift is not None:
            shifted, basis = self._shifted_year(f, paragraph)
            if f.month_shift is not None and self.published is not None:
                month = self.published.month
            return shifted, month, basis
        if f.month_shift is not None:
            anchor = self.last(f.start, paragraph, "month") if f.from_text else None
            basis = "relative-to-text" if anchor else "relative-to-publication"
            if anchor is None and self.published is not None and self.published.month:
                anchor = self.published
            if anchor is None or anchor.month is None:
                return None, None, "none"
            return *shift_month(anchor.year, anchor.month, f.month_shift), basis
        year = self._inferred_year(f, future=future, paragraph=paragraph, before=before)
        if month is None and f.day is not None:  # 26日: the month is inferred as well
            moment = self._inferred_month(f.day, f.start, future=future, paragraph=paragraph)
            return (moment.year, moment.month, "year-inferred") if moment else (None, None, "none")
        return year, month, "year-inferred" if year else "none"

    def _full_year(self, short: int) -> int:
        """25年 is 2025, 97年 is 1997: within 80 years before and 20 after publication (or 2000 without one)."""
        around = self.published.year if self.published else 2000
        century = around // 100 * 100
        candidates = [century + short + shift for shift in (-100, 0, 100)]
        return next(year for year in reversed(candidates) if year <= around + 20)

    def _shifted_year(self, f: Fields, paragraph: int) -> tuple[int | None, DateBasis]:
        shift = f.year_shift or 0
        if f.from_text:
            anchor = self.last(f.start, paragraph, "year")
            if anchor is not None:
                return anchor.year + shift, "relative-to-text"
        if self.published is None:
            return None, "none"
        return self.published.year + shift, "relative-to-publication"

    def _inferred_year(self, f: Fields, *, future: bool, paragraph: int, before: str) -> int | None:
        month = f.month or (f.quarter or 1) * 3 - 2
        if f.half == 2:
            month = 7
        told = self.told[-1] if self.told else None
        if told and (f.half or f.quarter or f.first_months) and f.start - told.place > _SAME_PHRASE:
            told = None
        near = told is not None and (
            told.paragraph == paragraph or (self.published is None and told.paragraph >= paragraph - 2)
        )
        if told and near and told.explicit and not _COMPARED.search(before):
            year = told.moment.year
            if self.published is None or year != self.published.year:
                earlier = told.moment.month is not None and told.moment.month - month >= 6
                if earlier and (
                    self.published is None or Moment(year + 1, month).first() <= self.published.last()
                ):
                    return year + 1
                return year
        if self.published is None:
            return None
        year = self.published.year
        if self.published.month is None:
            return year
        today = self.published.last()
        candidate = Moment(year, month, f.day if f.day and Moment(year, month, f.day).valid else None).first()
        ahead = (candidate - today).days
        if future:
            return year + 1 if ahead < -180 else year
        if f.month is not None or f.quarter or f.half:
            return year - 1 if ahead > _FAR_AHEAD else year
        return year

    def _inferred_month(self, day: int, place: int, *, future: bool, paragraph: int) -> Moment | None:
        anchor = self.last(place, paragraph, "month")
        if anchor is not None and anchor.month is not None:
            moment = Moment(anchor.year, anchor.month)
            # 7月23日……26日 goes on; 7月30日……2日 has passed into the next month
            if anchor.day is not None and anchor.day - day > 15:
                following = shift_month(anchor.year, anchor.month, 1)
                published = self.day_of_publication()
                if published is None or dt.date(*following, min(day, 28)) <= published:
                    moment = Moment(*following)
            return moment
        if self.published is None or self.published.month is None:
            return None
        moment = Moment(self.published.year, self.published.month)
        if not Moment(moment.year, moment.month, day).valid:  # 29日 told in a February of 28 days
            return Moment(*shift_month(moment.year, self.published.month, 1 if future else -1))
        if self.published.day is None or day <= self.published.day + 1 or future:
            return moment
        return Moment(*shift_month(moment.year, self.published.month, -1))

    def _in_year(self, f: Fields, year: int, month: int | None, basis: DateBasis) -> Resolved:  # noqa: C901, PLR0912
        """Half-years, quarters, months, parts, weeks and days of a year that is known."""
        if not 1 <= year <= 9999:
            return Resolved("", basis="none")
        if f.half is not None:
            return self._months(year, 1 if f.half == 1 else 7, 6, basis, f.part)
        if f.first_months is not None:
            return self._months(year, 1, f.first_months, basis, "")
        if f.quarter is not None:
            return self._months(year, f.quarter * 3 - 2, 3, basis, f.part)
        if f.season is not None:
            return self._season(year, f.season, basis)
        if month is None:
            if f.nth_week is not None:
                return (
                    self._week(calendars.week_of_year(year, f.nth_week), basis)
                    if 1 <= f.nth_week <= 53
                    else NOTHING
                )
            if f.nth_day is not None:
                day = dt.date(year, 1, 1) + dt.timedelta(days=min(f.nth_day, 366) - 1)
                return self._at_clock(f, Moment.of(day), basis)
            if f.part:
                month = {"early": 1, "mid": 6, "late": 12}[f.part]
                return self._month(Moment(year, month), basis)
            return self._month(Moment(year), basis)
        moment = Moment(year, month)
        if not moment.valid:
            return Resolved("", basis="none")
        if f.nth_weekday is not None and f.weekday is not None:
            return self._at_clock(
                f, Moment.of(calendars.nth_weekday(year, month, f.weekday - 1, f.nth_weekday)), basis
            )
        if f.nth_week is not None:
            return (
                self._week(calendars.week_of_month(year, month, f.nth_week), basis)
                if f.nth_week <= 6
                else NOTHING
            )
        if f.nth_day is not None:
            f.day = f.nth_day
        if f.days_at_start or f.days_at_end:
            last = moment.last()
            count = f.days_at_start or f.days_at_end or 1
            first = moment.first() if f.days_at_start else last - dt.timedelta(days=count - 1)
            last = first + dt.timedelta(days=count - 1)
            return self._between(Moment.of(first), Moment.of(last), basis)
        if f.part:
            return self._part_of_month(moment, f.part, basis)
        if f.day is None:
            return self._month(moment, basis)
        exact = Moment(year, month, f.day)
        if not exact.valid:  # 2月30日: found, but no such day
            return Resolved("", basis="none")
        return self._at_clock(f, exact, basis)

    def _without_year(self, f: Fields, month: int | None) -> Resolved:
        """XXXX-07-26: EDTF for a day of an unknown year."""
        if month is None or f.part or f.quarter or f.half or f.first_months:
            return NOTHING
        edtf = f"XXXX-{month:02d}"
        if f.day is not None:
            if not Moment(2000, month, f.day).valid:
                return NOTHING
            edtf += f"-{f.day:02d}"
        return Resolved(edtf, basis="none")

    # -- weeks, days, seasons ----------------------------------------------------------------------------

    def _weekday(self, f: Fields, *, future: bool, paragraph: int) -> Resolved:
        published = self.day_of_publication()
        if published is None:
            return NOTHING
        told = self.told[-1] if self.told else None
        monday = published - dt.timedelta(days=published.weekday())
        if f.week_shift is not None:
            moved = calendars.shift_day(monday, 7 * f.week_shift)
            if moved is None:
                return NOTHING
            monday = moved
            if f.weekend:
                saturday = monday + dt.timedelta(days=5)
                return self._between(
                    Moment.of(saturday), Moment.of(saturday + dt.timedelta(days=1)), "relative-to-publication"
                )
            if f.weekday is None:
                return self._week(monday, "relative-to-publication")
            return self._at_clock(
                f, Moment.of(monday + dt.timedelta(days=f.weekday - 1)), "relative-to-publication"
            )
        weekday = (f.weekday or 1) - 1
        # 8月13日（周三）: the weekday repeats the date that stands before it
        if told and told.paragraph == paragraph and f.start - told.place <= 12 and told.moment.day:
            day = told.moment.first()
            if day.weekday() == weekday:
                return self._at_clock(f, Moment.of(day), "relative-to-text")
        ahead = (weekday - published.weekday()) % 7
        day = published + dt.timedelta(days=ahead if future or ahead == 0 else ahead - 7)
        if f.weekend:
            return self._between(
                Moment.of(day), Moment.of(day + dt.timedelta(days=1)), "relative-to-publication"
            )
        return self._at_clock(f, Moment.of(day), "relative-to-publication")

    def _day_shift(self, f: Fields, paragraph: int) -> Resolved:
        basis: DateBasis = "relative-to-publication"
        anchor = self.day_of_publication()
        if f.from_text:
            told = self.last(f.start, paragraph, "day")
            if told is not None:
                anchor, basis = told.first(), "relative-to-text"
        if anchor is None:
            return NOTHING
        day = calendars.shift_day(anchor, f.day_shift or 0)
        if f.anchored_day and f.day is not None and day is not None and day.day != f.day:
            # 今(13)日 in a text published on the 14th: the day told wins over the publication date
            near = [
                anchor + dt.timedelta(days=by)
                for by in range(-20, 20)
                if (anchor + dt.timedelta(days=by)).day == f.day
            ]
            day = min(near, key=lambda d: abs((d - anchor).days)) if near else day
        return self._at_clock(f, Moment.of(day), basis) if day else NOTHING

    def _quarter_shift(self, f: Fields) -> Resolved:
        if self.published is None or self.published.month is None:
            return NOTHING
        quarter = (self.published.month - 1) // 3
        year, month = shift_month(self.published.year, quarter * 3 + 1, 3 * (f.quarter_shift or 0))
        return self._months(year, month, 3, "relative-to-publication", f.part)

    def _season(self, year: int, season: int, basis: DateBasis) -> Resolved:
        first, last = calendars.SEASONS[season]
        end = Moment(year + (last < first), last)
        return Resolved(
            f"{year:04d}-{season}",
            Moment(year, first).first().isoformat(),
            end.last().isoformat(),
            basis,
            Moment(year),
        )

    def _festive(self, f: Fields, year: int | None, basis: DateBasis, *, future: bool) -> Resolved:
        """Festivals and lunar dates; without a year the one nearest to publication that the tense allows."""
        years = [year] if f.has_year else self._festive_years()
        days: list[dt.date] = []
        for candidate in years:
            if candidate is None:
                continue
            if f.festival:
                day = calendars.festival(f.festival, candidate, self.region)
            elif f.day is None:
                month = self._lunar_month(f, candidate, basis if f.has_year else "year-inferred")
                if month.edtf and (f.has_year or self.published is None or candidate == self.published.year):
                    return month
                continue
            else:
                day = calendars.lunar(candidate, f.month or 1, f.day, leap=f.leap)
            if day is not None:
                days.append(day)
        if not days:
            return NOTHING
        published = self.day_of_publication()
        if len(days) > 1 and published is not None:
            ahead = [day for day in days if day >= published]
            behind = [day for day in days if day <= published + dt.timedelta(days=60)]
            days = [min(ahead)] if future and ahead else [max(behind)] if behind else days[-1:]
            basis = "year-inferred"
        elif not f.has_year:
            basis = "year-inferred"
        return self._at_clock(f, Moment.of(days[-1]), basis)

    def _festive_years(self) -> list[int | None]:
        if self.published is None:
            return []
        return [self.published.year - 1, self.published.year, self.published.year + 1]

    def _lunar_month(self, f: Fields, year: int, basis: DateBasis) -> Resolved:
        first = calendars.lunar(year, f.month or 1, 1, leap=f.leap)
        last = None
        for day in (30, 29):
            last = last or calendars.lunar(year, f.month or 1, day, leap=f.leap)
        return self._between(Moment.of(first), Moment.of(last), basis) if first and last else NOTHING

    # -- decades and centuries ---------------------------------------------------------------------------

    def _decade(self, f: Fields) -> Resolved:
        basis: DateBasis = "explicit"
        century = f.century
        if f.century_shift is not None:
            if self.published is None:
                return NOTHING
            century, basis = (self.published.year - 1) // 100 + 1 + f.century_shift, "relative-to-publication"
        if century is None:  # 90年代
            around = self.published.year if self.published else 2000
            base = around // 100 * 100
            century = (base if base + (f.decade or 0) <= around + 5 else base - 100) // 100 + 1
            basis = "year-inferred"
        start = (century - 1) * 100
        if f.decade is not None:
            start += f.decade
            if f.part in {"early", "mid", "late"}:
                first, last = {"early": (0, 2), "mid": (4, 6), "late": (7, 9)}[f.part]
                return self._between(Moment(start + first), Moment(start + last), basis)
            return self._years(f"{start // 10:03d}X", start, start + 9, basis)
        spans = {
            "early": (0, 9),
            "mid": (40, 60),
            "late": (90, 99),
            "first-half": (0, 49),
            "second-half": (50, 99),
        }
        if f.part in spans:
            first, last = spans[f.part]
            return self._between(Moment(start + first), Moment(start + last), basis)
        return self._years(f"{start // 100:02d}XX", start, start + 99, basis)

    def _years(self, edtf: str, first: int, last: int, basis: DateBasis) -> Resolved:
        if first < 1:
            return Resolved(edtf, basis=basis)
        return Resolved(edtf, Moment(first).first().isoformat(), Moment(last).last().isoformat(), basis)

    # -- forms -------------------------------------------------------------------------------------------

    def _between(self, first: Moment, last: Moment, basis: DateBasis) -> Resolved:
        edtf = interval(first.edtf(), last.edtf())
        return Resolved(edtf, first.first().isoformat(), last.last().isoformat(), basis, first)

    def _month(self, moment: Moment, basis: DateBasis) -> Resolved:
        return Resolved(moment.edtf(), moment.first().isoformat(), moment.last().isoformat(), basis, moment)

    def _months(self, year: int, month: int, count: int, basis: DateBasis, part: str) -> Resolved:
        if part:  # 一季度末, 上半年底
            offset = {"early": 0, "mid": count // 2, "late": count - 1}[part]
            return self._month(Moment(*shift_month(year, month, offset)), basis)
        first, last = Moment(year, month), Moment(*shift_month(year, month, count - 1))
        edtf = interval(first.edtf(), last.edtf())
        return Resolved(edtf, first.first().isoformat(), last.last().isoformat(), basis, Moment(year))

    def _part_of_month(self, moment: Moment, part: str, basis: DateBasis) -> Resolved:
        last = moment.last().day
        exact = {"first-ten": (1, 10), "middle-ten": (11, 20), "last-ten": (21, last)}
        if part in exact:
            first_day, last_day = exact[part]
            return self._between(
                Moment(moment.year, moment.month, first_day),
                Moment(moment.year, moment.month, last_day),
                basis,
            )
        first_day, last_day = {"early": (1, 5), "mid": (11, 20), "late": (last - 4, last)}[part]
        first = Moment(moment.year, moment.month, first_day).first()
        return Resolved(
            moment.edtf() + "~", first.isoformat(), first.replace(day=last_day).isoformat(), basis, moment
        )

    def _week(self, monday: dt.date, basis: DateBasis) -> Resolved:
        sunday = calendars.shift_day(monday, 6) or monday
        return self._between(Moment.of(monday), Moment.of(sunday), basis)

    def _clock_alone(self, f: Fields, paragraph: int) -> Resolved:
        """A time of day by itself belongs to the day told last in the paragraph; otherwise the day is unknown."""
        day = self.last(f.start, paragraph, "day")
        if day is not None:
            return self._at_clock(f, day, "relative-to-text")
        clock = _clock(f)
        return Resolved(f"T{clock}" if clock else "", basis="none")

    def _at_clock(self, f: Fields, day: Moment, basis: DateBasis) -> Resolved:
        date = day.first()
        if f.hour is None:
            return Resolved(day.edtf(), date.isoformat(), date.isoformat(), basis, day)
        clock = _clock(f)
        if clock.startswith("24"):
            following = calendars.shift_day(date, 1)
            if following is None:
                return NOTHING
            date, clock = following, "00" + clock[2:]
        stamp = f"{date.isoformat()}T{clock}"
        full = stamp if ":" in clock else f"{stamp}:00"
        return Resolved(stamp, full, full, basis, Moment.of(date), dt.datetime.fromisoformat(full))

    # -- lengths -----------------------------------------------------------------------------------------

    def length(self, length: Length, paragraph: int) -> Resolved:
        """A duration, with the time it covers where it is anchored; 三天后 and 两年前 are points."""
        if length.relation in {"ago", "later"}:
            return self._away(length, paragraph)
        covered = Resolved(length.iso(), basis="none")
        published = self.day_of_publication()
        if length.relation in {"past", "future"} and published is not None and length.high is not None:
            covered = self._covered(length, published, covered)
        return covered

    def _covered(self, length: Length, published: dt.date, plain: Resolved) -> Resolved:
        sign = -1 if length.relation == "past" else 1
        other = _moved(published, length, sign)
        if other is None or length.unit in {"H", "MIN", "S"}:
            return plain
        first, last = (other, published) if sign < 0 else (calendars.shift_day(published, 1), other)
        if first is None:
            return plain
        return Resolved(plain.edtf, first.isoformat(), last.isoformat(), "relative-to-publication")

    def _away(self, length: Length, paragraph: int) -> Resolved:
        """三天后 of the day told just before, 两年前 of publication."""
        sign = -1 if length.relation == "ago" else 1
        told = None
        if sign > 0:
            told = self.last(length.start, paragraph, _PRECISION[length.unit])
        basis: DateBasis = "relative-to-text" if told else "relative-to-publication"
        anchor = told or self.published
        if anchor is None or length.high is None:
            return NOTHING
        if length.unit in {"H", "MIN", "S"}:
            return self._hours_away(length, sign, told)
        return self._point_away(length, sign, anchor, basis)

    def _point_away(self, length: Length, sign: int, anchor: Moment, basis: DateBasis) -> Resolved:
        mark = "~" if length.more or length.low != length.high else ""
        if length.unit in {"Y", "C"} and length.low == int(length.low):
            year = anchor.year + sign * int(length.low) * (100 if length.unit == "C" else 1)
            if not 1 <= year <= 9999:
                return NOTHING
            resolved = self._month(Moment(year), basis)
        elif (length.unit in {"M", "Q"} or (length.unit == "Y" and anchor.month)) and length.low != Decimal(
            "0.5"
        ):
            if anchor.month is None:
                return NOTHING
            months = _months_of(length)
            moved = shift_month(anchor.year, anchor.month, sign * months)
            if not 1 <= moved[0] <= 9999:
                return NOTHING
            resolved = self._month(Moment(*moved), basis)
        else:
            if anchor.day is None:
                return NOTHING
            day = _moved(anchor.first(), length, sign)
            if day is None:
                return NOTHING
            resolved = Resolved(day.isoformat(), day.isoformat(), day.isoformat(), basis, Moment.of(day))
        if not mark or not resolved.edtf:
            return resolved
        return Resolved(resolved.edtf + mark, resolved.earliest, resolved.latest, basis, resolved.moment)

    def _hours_away(self, length: Length, sign: int, told: Moment | None) -> Resolved:
        """10分钟后 of the clock time told just before, else of publication; 24小时后 of a day is the next day."""
        seconds = float(length.low) * {"H": 3600, "MIN": 60, "S": 1}[length.unit]
        last = self.told[-1] if self.told and told == self.told[-1].moment else None
        anchor, basis = (
            (last.clock, _TO_TEXT) if last and last.clock else (self.published_at, _TO_PUBLICATION)
        )
        if told is not None and (last is None or last.clock is None):
            days, rest = divmod(seconds, 86_400)
            day = calendars.shift_day(told.first(), sign * int(days)) if days and not rest else None
            return (
                Resolved(day.isoformat(), day.isoformat(), day.isoformat(), _TO_TEXT, Moment.of(day))
                if day
                else NOTHING
            )
        if anchor is None:
            return NOTHING
        try:
            moment = anchor + sign * dt.timedelta(seconds=seconds)
        except OverflowError:
            return NOTHING
        stamp = (
            moment.isoformat(timespec="seconds").removesuffix(":00")
            if last
            else moment.isoformat(timespec="seconds")
        )
        return Resolved(stamp + ("~" if last else ""), stamp, stamp, basis, Moment.of(moment.date()), moment)

    def same_period(self, shift: int, place: int, paragraph: int, year: int | None) -> Resolved:
        """去年同期: the period told last, so many years away; the year alone where no period was told."""
        told = next(
            (
                t
                for t in reversed(self.told[-6:])
                if place - t.place <= _NEAR_LAST and t.paragraph >= paragraph - 1
            ),
            None,
        )
        if told is None or (told.span is None and told.moment.month is None):
            base = year if year is not None else self.published.year + shift if self.published else None
            return self._month(Moment(base), _TO_PUBLICATION) if base else NOTHING
        first, last = told.span or (told.moment, told.moment)
        move = (year - first.year) if year is not None else shift
        first, last = (
            Moment(first.year + move, first.month, first.day),
            Moment(last.year + move, last.month, last.day),
        )
        return self._between(first, last, _TO_TEXT) if first.valid and last.valid else NOTHING


_TO_TEXT: DateBasis = "relative-to-text"
_TO_PUBLICATION: DateBasis = "relative-to-publication"
_PRECISION = {
    "Y": "year", "C": "year", "M": "month", "Q": "month", "W": "day", "D": "day", "WD": "day",
    "H": "day", "MIN": "day", "S": "day",
}  # fmt: skip


def _months_told(resolved: Resolved) -> tuple[Moment, Moment] | None:
    """The ends of an interval of months, as 去年同期 needs them."""
    first, slash, last = resolved.edtf.partition("/")
    ends = calendars.parse_moment(first), calendars.parse_moment(last)
    return (ends[0], ends[1]) if slash and ends[0] and ends[1] else None


def _months_of(length: Length) -> int:
    return int(length.low * {"M": 1, "Q": 3, "Y": 12}[length.unit])


def _moved(day: dt.date, length: Length, sign: int) -> dt.date | None:
    """``day`` moved by the length; None beyond the calendar."""
    number = length.low if length.high is None else length.high
    if length.unit in {"Y", "M", "Q", "C"}:
        if length.unit == "M" and number != int(number):  # 半个月
            return calendars.shift_day(day, sign * int(number * 30))
        months = int(number * {"M": 1, "Q": 3, "Y": 12, "C": 1200}[length.unit])
        return calendars.same_day_months_later(day, sign * months) if abs(months) < 10**6 else None
    days = float(number) * {"W": 7, "D": 1, "WD": 1}.get(length.unit, 0)
    return calendars.shift_day(day, sign * int(days)) if days < 10**7 else None


def _clock(f: Fields) -> str:
    """HH, HH:MM or HH:MM:SS, with the afternoon told by the part of the day."""
    if f.hour is None:
        return ""
    hour = f.hour
    if f.daypart in _AFTERNOON and hour < 12:
        hour += 12
    elif f.daypart in _NIGHT and (hour in {12, 24}):
        hour = 24
    elif (f.daypart in _NIGHT and 5 <= hour < 12) or (f.daypart == "中午" and hour < 3):
        hour += 12
    if f.minute is None:
        return f"{hour:02d}"
    text = f"{hour:02d}:{f.minute:02d}"
    return text if f.second is None else f"{text}:{f.second:02d}"


_AFTERNOON = frozenset({"下午", "午后", "傍晚", "黄昏"})
_NIGHT = frozenset({"晚上", "晚间", "深夜", "午夜", "半夜", "夜间", "夜里", "入夜"})


def _time_of(published: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(published) if "T" in published else None
    except ValueError:
        return None
