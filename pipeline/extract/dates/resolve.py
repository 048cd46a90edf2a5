"""From the fields of a time point to EDTF: against publication and the text, never the clock."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars, forms
from pipeline.extract.dates.away import days_after_month
from pipeline.extract.dates.calendars import Moment, shift_month
from pipeline.extract.dates.feasts import Feasts
from pipeline.extract.dates.in_year import in_year, without_year, years
from pipeline.extract.dates.inference import year_and_month
from pipeline.extract.dates.timeline import NOTHING, TO_PUBLICATION, TO_TEXT, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline
    from pipeline.model import DateBasis

# what a decade or century is divided into: first and last year
_DECADE_PARTS = {"early": (0, 2), "mid": (4, 6), "late": (7, 9)}
_CENTURY_PARTS = {
    "early": (0, 9), "mid": (40, 60), "late": (90, 99), "first-half": (0, 49), "second-half": (50, 99),
}  # fmt: skip
# 第二财季……截至7月27日: a fiscal quarter ends where the text says
_QUARTER_ENDS = re.compile(
    r"截[至止](?:于)? ?(?:[12][0-9]{3}年)?(?P<m>1[0-2]|[1-9])月(?:3[01]|[12][0-9]|[1-9])日"
)

# 本季合并毛利率, 本季每股盈余: what a quarter that is over has
_RESULT = re.compile(
    r"度?的?(?:合并|单季)?(?:本期)?(?:毛利|营业|税[前后]|净利|纯益|每股|EPS|获利|营收|盈余|归母|归属)"
)
_NEAR_BY = 40  # code points behind a quarter
_DAYS, _YEAR = 20, 366  # around publication, among which the day in 今(13)日 is looked for
_JUST_OVER = 100  # days before publication: reports come out within the next quarter
_OF_ANOTHER = re.compile(r"(?:^|[，；。\n])[就正恰]?[在于](?![^，；。]*[0-9])[^，；。]{3,}的$")
_IN_FORCE = ("生效", "施行", "实施", "执行")  # 生效当日


class Resolver:
    """Resolves the time points of one article."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.feasts = Feasts(timeline)

    def point(
        self,
        f: Fields,
        *,
        future: bool,
        paragraph: int,
        before: str,
        since: int = 0,
        sentence: str = "",
        said: bool = False,
        happened: Callable[[int], bool] | None = None,
    ) -> Resolved:
        """The meaning of a time point.

        Args:
            f: the time point as written.
            future: its clause speaks of what is to come.
            paragraph: the index of its paragraph.
            before: the characters before it.
            since: where its sentence begins.
            sentence: the sentence that it stands in.
            said: what follows tells who spoke or published then (3日宣布).
            happened: whether the sentence of an earlier date tells of what this one is told from (发射当天).
        """
        fixed = self._fixed(f, sentence)
        if fixed is not None:
            return fixed
        if not f.has_date:
            return self._clock_alone(f, paragraph)
        if f.week_shift is not None or (f.weekday is not None and f.nth_weekday is None):
            return self._weekday(f, future=future, paragraph=paragraph)
        if f.day_shift is not None:
            return self._day_shift(f, paragraph, before, happened)
        year, month, basis = year_and_month(
            f, self.timeline, future=future, paragraph=paragraph, before=before, since=since, said=said
        )
        if f.quarter_shift is not None:
            before_it = self._quarter_before(f, paragraph) if f.quarter_shift == -1 and not future else None
            if before_it is not None:
                return before_it
            own = not future and _RESULT.match(sentence, f.end - since) is not None
            return (self._quarter_told(f, paragraph) if own else None) or self._quarter_shift(f)
        if f.lunar or f.festival:
            return self.feasts.day(f, year, basis, future=future, paragraph=paragraph)
        if year is None:
            return without_year(f, month)
        return in_year(f, year, month, basis)

    def _fixed(self, f: Fields, sentence: str) -> Resolved | None:
        """What needs no inference: 十四五, 90年代, 第二财季."""
        if f.period:
            first, last = (calendars.parse_moment(end) for end in f.period.split("/"))
            return forms.between(first, last, "explicit") if first and last else NOTHING
        if f.century is not None or f.century_shift is not None or f.decade is not None:
            return self._decade(f)
        return self._fiscal_quarter(sentence) if f.fiscal_quarter else None

    # -- weeks and days -----------------------------------------------------------------------------------

    def _weekday(self, f: Fields, *, future: bool, paragraph: int) -> Resolved:
        published = self.timeline.day
        if published is None:
            return NOTHING
        if f.week_shift is not None:
            return self._in_week(f, published)
        told = self.timeline.told[-1] if self.timeline.told else None
        weekday = (f.weekday or 1) - 1
        # 8月13日（周三）: the weekday repeats the date that stands before it
        if told and told.paragraph == paragraph and f.start - told.place <= 12 and told.moment.day:
            day = told.moment.first()
            if day.weekday() == weekday:
                return forms.at_clock(f, Moment.of(day), TO_TEXT)
        ahead = (weekday - published.weekday()) % 7
        day = published + dt.timedelta(days=ahead if future or ahead == 0 else ahead - 7)
        if f.weekend:
            return forms.between(Moment.of(day), Moment.of(day + dt.timedelta(days=1)), TO_PUBLICATION)
        return forms.at_clock(f, Moment.of(day), TO_PUBLICATION)

    def _in_week(self, f: Fields, published: dt.date) -> Resolved:
        """上周, 上周五, 本周末."""
        monday = calendars.shift_day(published, 7 * (f.week_shift or 0) - published.weekday())
        if monday is None:
            return NOTHING
        if f.weekday is None:
            return forms.week(monday, TO_PUBLICATION)
        day = Moment.of(monday + dt.timedelta(days=f.weekday - 1))
        if f.weekend:
            return forms.between(day, Moment.of(monday + dt.timedelta(days=6)), TO_PUBLICATION)
        return forms.at_clock(f, day, TO_PUBLICATION)

    def _day_shift(
        self, f: Fields, paragraph: int, before: str, happened: Callable[[int], bool] | None
    ) -> Resolved:
        shift, anchor = f.day_shift or 0, self.timeline.day
        basis: DateBasis = TO_PUBLICATION
        if f.from_text:
            told = self.timeline.day_of(happened, f.start, paragraph) if happened is not None else None
            if told is None and not shift and _OF_ANOTHER.search(before):
                return NOTHING  # 在甲国公布名单的|同一天: the day of what stands before it, which the text need not tell
            told = told or self.timeline.same_day(f.start, paragraph, effect=before.endswith(_IN_FORCE))
            if told is not None:
                anchor, basis = told.first(), TO_TEXT
            elif not shift and not self.timeline.near(f.start, paragraph) and self.timeline.news is not None:
                anchor, basis = self.timeline.news.first(), TO_TEXT  # 当日 far behind the day of the story
            elif shift or self.timeline.near(f.start, paragraph):
                # 7月举行，同日宣布: a day of what is only dated to a month
                return days_after_month(self.timeline, f.start, paragraph, shift) or NOTHING
        if anchor is None:
            return NOTHING
        day = calendars.shift_day(anchor, shift)
        other = day is not None and (day.day != f.day or f.month not in {None, day.month})
        if f.anchored_day and f.day is not None and day is not None and other:
            # 今(13)日 in a text published on the 14th: the day told wins over the publication date
            reach = _YEAR if f.month else _DAYS  # 今（10/27）日 tells the month as well
            around = (calendars.shift_day(anchor, by) for by in range(-reach, reach))
            near = [found for found in around if found is not None and found.day == f.day]
            near = [found for found in near if f.month in {None, found.month}]
            day = min(near, key=lambda found: abs((found - anchor).days)) if near else day
        return forms.at_clock(f, Moment.of(day), basis) if day else NOTHING

    def _clock_alone(self, f: Fields, paragraph: int) -> Resolved:
        """A clock time by itself belongs to the day told last in the paragraph, else to the news day.

        A part of a day (晚上) without a clock may be any day's: it takes one that was told just before, or none.
        """
        if f.hour is None:
            told = self.timeline.same_day(f.start, paragraph) or self.timeline.only_day()
            if told is None or not self.timeline.goes_on(told, f.start, paragraph):
                return NOTHING
            return forms.at_clock(f, told, TO_TEXT)
        day, basis = self.timeline.clock_day(f.start, paragraph)
        if day is not None:
            f.hour = self.timeline.afternoon(f.hour, f.start, paragraph) if not f.daypart else f.hour
            return forms.at_clock(f, day, basis)
        clock = forms.clock_text(f)
        return Resolved(f"T{clock}" if clock else "", basis="none")

    # -- quarters -----------------------------------------------------------------------------------------

    def _quarter_told(self, f: Fields, paragraph: int) -> Resolved | None:
        """第三季 of 第三季营收1420亿元，本季毛利率46.5%: the quarter just over whose results are told."""
        near = self.timeline.near(f.start, paragraph) if f.quarter_shift == 0 else []
        published = self.timeline.published
        told = next((one for one in near if one.span is not None and one.paragraph == paragraph), None)
        if told is None or told.span is None or published is None or told.how.compared:
            return None
        first, last = told.span
        quarter = (
            first.month and last.month and (last.year, last.month) == shift_month(first.year, first.month, 2)
        )
        over = 0 < (published.first() - last.last()).days <= _JUST_OVER
        return forms.months(first.year, first.month or 1, 3, TO_TEXT, f.part) if quarter and over else None

    def _quarter_before(self, f: Fields, paragraph: int) -> Resolved | None:
        """第二季 of 第三季扩张2%，上一季则微跌: the quarter before the one that is told just before."""
        told = next(iter(self.timeline.near(f.start, paragraph)), None)
        if told is None or told.span is None or told.how.compared or told.paragraph != paragraph:
            return None
        first, last = told.span
        if f.start - told.place > _NEAR_BY or first.month is None or last.month is None:
            return None
        published = self.timeline.published
        ahead = published is not None and last.last() > published.last()
        if ahead or (last.year, last.month) != shift_month(first.year, first.month, 2):
            return None
        return forms.months(*shift_month(first.year, first.month, -3), 3, TO_TEXT, f.part)

    def _quarter_shift(self, f: Fields) -> Resolved:
        published = self.timeline.published
        if published is None or published.month is None:
            return NOTHING
        quarter = (published.month - 1) // 3
        year, month = shift_month(published.year, quarter * 3 + 1, 3 * (f.quarter_shift or 0))
        return forms.months(year, month, 3, TO_PUBLICATION, f.part)

    def _fiscal_quarter(self, sentence: str) -> Resolved:
        """A fiscal quarter is the company's own: three months up to the end that its sentence tells, or nothing."""
        match = _QUARTER_ENDS.search(sentence)
        published = self.timeline.published
        if match is None or published is None or published.month is None:
            return NOTHING
        month = int(match["m"])
        year = published.year - (month > published.month)
        first = Moment(*shift_month(year, month, -2))
        return forms.between(first, Moment(year, month), TO_TEXT)

    # -- decades and centuries ----------------------------------------------------------------------------

    def _decade(self, f: Fields) -> Resolved:
        basis: DateBasis = "explicit"
        century, published = f.century, self.timeline.published
        if f.century_shift is not None:
            if published is None:
                return NOTHING
            century, basis = (published.year - 1) // 100 + 1 + f.century_shift, TO_PUBLICATION
        if century is None:  # 90年代
            around = published.year if published else 2000
            base = around // 100 * 100
            century = (base if base + (f.decade or 0) <= around + 5 else base - 100) // 100 + 1
            basis = "year-inferred"
        start = (century - 1) * 100
        if century < 1:  # 公元前3世纪 is the hundred years from -299
            return Resolved(f"-{-century:02d}XX", basis=basis)
        if f.last_decade is not None:
            return years(start + (f.decade or 0), start + f.last_decade + 9, basis)
        if f.decade is not None:
            start += f.decade
            if f.part in _DECADE_PARTS:
                first, last = _DECADE_PARTS[f.part]
                return years(start + first, start + last, basis)
            return forms.years(f"{start // 10:03d}X", start, start + 9, basis)
        if f.part in _CENTURY_PARTS:
            first, last = _CENTURY_PARTS[f.part]
            return years(start + first, start + last, basis)
        return forms.years(f"{start // 100:02d}XX", start, start + 99, basis)
