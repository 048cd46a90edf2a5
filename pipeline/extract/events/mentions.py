"""The names, dates and numbers of a document, by place: what every part of the reading of events asks for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, EntityMention, NumberMention


_BESIDE = 3  # code points between a verb and its figure: 达近26亿元


class Mentions:
    """The chosen mentions of a document. ``taken`` tells for each code point whether one of them covers it."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context, self.norm = context, context.norm
        self.helpers = context.lexicon.happenings.helpers
        self._title_lasts = context.lexicon.names.before.lasts
        self.entities, self.dates, self.numbers = entities, dates, numbers
        self.entity_starts, self.date_starts, self.number_starts = (
            [mention.start for mention in group] for group in (entities, dates, numbers)
        )
        self.labels = {mention.mention_id: mention.label for mention in entities}
        self.vague: list[DateMention] = []  # 近日: times of their own that the text does not tell
        self.taken = bytearray(len(context.norm) + 1)
        for start, end in ((m.start, m.end) for group in (entities, dates, numbers) for m in group):
            self.taken[start:end] = b"\x01" * (end - start)

    def between(self, start: int, end: int) -> Sequence[EntityMention]:
        """The names that begin in a range."""
        first = bisect_left(self.entity_starts, start)
        return self.entities[first : bisect_left(self.entity_starts, end, first)]

    def figure(self, start: int, end: int) -> bool:
        """Whether a number begins in a range."""
        at = bisect_left(self.number_starts, start)
        return at < len(self.numbers) and self.number_starts[at] < end

    def name_at(self, place: int) -> EntityMention | None:
        """The name that covers a place."""
        at = bisect_right(self.entity_starts, place) - 1
        return self.entities[at] if at >= 0 and self.entities[at].end > place else None

    def number_at(self, place: int) -> NumberMention | None:
        """The number that covers a place."""
        at = bisect_right(self.number_starts, place) - 1
        return self.numbers[at] if at >= 0 and self.numbers[at].end > place else None

    def period_of_figure(self, verb: int) -> DateMention | None:
        """The quarter or half-year that the figure right behind a verb holds for, told in a sentence before it in its paragraph.

        第三季营收达1002亿元。净利达26亿元: what the number has as its period.
        """
        at = bisect_left(self.number_starts, verb)
        number = self.numbers[at] if at < len(self.numbers) else None
        if number is None or number.start - verb > _BESIDE or "/" not in number.as_of:
            return None
        place = bisect_left(self.date_starts, verb) - 1
        while place >= 0 and "\n" not in self.norm[self.dates[place].end : verb]:
            if self.dates[place].edtf == number.as_of:
                return self.dates[place]
            place -= 1
        return None

    def dated(self, place: int) -> bool:
        """Whether a date covers a place."""
        at = bisect_right(self.date_starts, place) - 1
        return at >= 0 and self.dates[at].end > place
