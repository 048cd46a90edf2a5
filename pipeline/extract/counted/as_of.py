"""As of when a number holds: a date of its sentence, the time of the figure it goes on with, or a period told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.counted.article_period import ArticlePeriod
from pipeline.extract.counted.ballots import BallotReader
from pipeline.extract.counted.outlooks import forecast, is_ahead
from pipeline.extract.counted.periods import PeriodReader, closing
from pipeline.extract.counted.times import TimeReader
from pipeline.extract.counted.told_aside import goes_on_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import DateMention, EntityMention, NumberMention

_BEFORE = 12  # numbers before that may tell the period


class AsOfReader:
    """Reads the time of the numbers of one article, asked for them in their order."""

    def __init__(
        self,
        context: Context,
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
        entities: Sequence[EntityMention],
    ) -> None:
        self.norm = context.norm
        self._times = TimeReader(context, dates, numbers)
        self._periods = PeriodReader(
            context, dates, self._times.told, {one.mention_id: one.known or one.text for one in entities}
        )
        self._articles = ArticlePeriod(context, dates)
        self._ballots = BallotReader(context, dates)
        self._compared: set[str] = set()  # numbers with which others are compared: 去年同期的53%

    def _listed(self, number: NumberMention, before: NumberMention) -> bool:
        """风电1.98亿千瓦、光伏|1.90亿千瓦: a figure of a list, told of the same time as the one before it."""
        apart = self.norm[before.end : number.start].lstrip(")")
        return apart.startswith("、") and (number.label, number.unit) == (before.label, before.unit)

    def read(
        self,
        number: NumberMention,
        measure: Measure,
        owner: EntityMention | None,
        done: Sequence[NumberMention],
        clause_start: int,
    ) -> tuple[str, str]:
        """The time of a figure of ``owner`` in EDTF, empty where none is told, and the name of the measure: what is to come is expected.

        ``done`` are the numbers before, with what they count.
        """
        date, name = self._times.read(number, measure, clause_start, owner), measure.name
        subject = "" if owner is None else owner.mention_id
        if date is not None and (self._times.is_compared(date) or self._times.is_year_ago(date)):
            self._compared.add(number.mention_id)
        if (
            date is not None
            and name
            and not measure.counted
            and self._times.is_to_come(date, number, clause_start)
        ):
            if not is_ahead(name) and self._periods.quarter(number, clause_start):
                date = None  # 本季毛利率为58.6% of a quarter that was told as over
            else:
                name = forecast(name)
        done = [told for told in done[-_BEFORE:] if told.mention_id not in self._compared]
        if date is not None:
            when = (
                self._periods.year_before(date)
                or self._periods.shifted(date, done)
                or closing(self.norm, date)
                or self._times.up_to_now(date)
                or date.edtf
            )
            if number.mention_id not in self._compared:
                self._articles.note(name, when)
            return when, name
        if goes_on_later(self.norm, clause_start):
            return "", name
        when = self._periods.quarter(number, clause_start)
        if not when and done and (measure.goes_on or self._listed(number, done[-1])):
            when = self._times.goes_on(number, done[-1], clause_start)
        when = when or self._periods.reported(number) or self._periods.same(number, done)
        if when:
            self._articles.note(name, when)
        return (
            when
            or self._times.yesterday(number)
            or self._periods.period(number, name, subject, done)
            or self._periods.whole_year(number, name, clause_start)
            or self._periods.year_told(number, name)
            or self._articles.read(number, name)
            or self._ballots.read(number, name)
        ), name
