"""Festivals and lunar dates: 春节, 中秋节, 大年初四, 农历八月十五, in the year that the text means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars, forms
from pipeline.extract.dates.calendars import Moment
from pipeline.extract.dates.timeline import NOTHING, TO_TEXT, Resolved

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline
    from pipeline.model import DateBasis

_BESIDE_A_FEAST = 45  # days: 2011年2月2日……大年初四; farther off it is that of the same year
_LONG_OVER = 210  # days: 春节 in an article of August
_COMING = 60  # days before a feast of which an article tells without a word of the future


class Feasts:
    """Resolves the festivals and lunar dates of one article."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline

    # -- festivals and lunar dates ------------------------------------------------------------------------

    def day(self, f: Fields, year: int | None, basis: DateBasis, *, future: bool, paragraph: int) -> Resolved:
        """Without a year the one nearest to publication that the tense allows, or to the day of a story long over."""
        published = self.timeline.published
        story = None if f.has_year or future else self._story_day(f, paragraph)
        if story is not None and not (f.lunar and f.day is None):
            around_it = (self._festive_day(f, story.year + by) for by in (-1, 0, 1))
            days = [day for day in around_it if day is not None]
            beside = [day for day in days if abs((day - story).days) <= _BESIDE_A_FEAST]
            chosen = next(
                (day for day in (*beside, *days) if beside or (day.year == story.year and day > story)), None
            )
            return NOTHING if chosen is None else forms.at_clock(f, Moment.of(chosen), TO_TEXT)
        if f.has_year:
            around: tuple[int, ...] = () if year is None else (year,)
        else:
            around = () if published is None else (published.year - 1, published.year, published.year + 1)
            basis = "year-inferred"
        found = [
            (candidate, self._festive_day(f, candidate)) for candidate in around if 1 <= candidate <= 9998
        ]
        days = [day for _, day in found if day is not None]
        if not days:
            return NOTHING
        today = self.timeline.day
        ahead = [day for day in days if today is not None and day >= today]
        if len(days) > 1 and today is not None:
            chosen = min(ahead) if future and ahead else self._feast_told(days, today)
        else:
            chosen = (
                days[0]
                if f.has_year
                else next((day for c, day in found if published and c == published.year and day), days[0])
            )
        if f.lunar and f.day is None:
            return self._lunar_month(f, next(c for c, day in found if day == chosen), basis)
        return forms.at_clock(f, Moment.of(chosen), basis)

    def _story_day(self, f: Fields, paragraph: int) -> dt.date | None:
        """2011年2月2日 of 2011年2月2日，也就是大年三十，…… 他买了大年初四的票: the day, years ago, that a paragraph goes on from."""
        near = [one for one in self.timeline.near(f.start, paragraph) if one.paragraph == paragraph]
        published = self.timeline.published
        if not near or published is None or not near[0].explicit or near[0].moment.day is None:
            return None
        year = near[0].moment.year
        leads = any(one.how.leads and not one.how.which and one.moment.year == year for one in near)
        return near[0].moment.first() if leads and 1 < year < published.year else None

    @staticmethod
    def _feast_told(days: Sequence[dt.date], today: dt.date) -> dt.date:
        """The nearest; that of the months before rather than one that is months away: 春节期间客流回升 in August."""
        nearest = min(days, key=lambda day: abs((day - today).days))
        over = [day for day in days if 0 <= (today - day).days <= _LONG_OVER]
        return max(over) if over and (nearest - today).days > _COMING else nearest

    def _festive_day(self, f: Fields, year: int) -> dt.date | None:
        if f.festival:
            return calendars.festival(f.festival, year, self.timeline.region)
        return calendars.lunar(year, f.month or 1, f.day or 1, leap=f.leap)

    def _lunar_month(self, f: Fields, year: int, basis: DateBasis) -> Resolved:
        first = calendars.lunar(year, f.month or 1, 1, leap=f.leap)
        last = calendars.lunar(year, f.month or 1, 30, leap=f.leap) or calendars.lunar(
            year, f.month or 1, 29, leap=f.leap
        )
        return forms.between(Moment.of(first), Moment.of(last), basis) if first and last else NOTHING
