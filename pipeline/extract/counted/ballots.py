"""The day of an election, which its results hold for: 10月26日举行国会选举。某党获得40.8%的选票.

Only ballots, seats and turnout, and only where the sentence of the figure tells no date.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

_RESULTS = frozenset({"得票率", "得票", "席位", "投票率", "众议院席位", "参议院席位"})
_VOTES = re.compile(
    r"[，,]?[^，,。；]{0,14}?(?:举行|进行|完成|登场)?[^，,。；]{0,10}?(?:选举|大选|投票|公投|罢免)"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = re.compile(r"上[届次回一]|去年|全部|总共|改选|共有|原有|[0-9]年前|此前|曾|民调|调查")


class BallotReader:
    """Reads the day of the one election that an article tells of."""

    def __init__(self, context: Context, dates: Sequence[DateMention]) -> None:
        """``dates`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._dates = dates

    def read(self, number: NumberMention, measure: str) -> str:
        """The day in EDTF; empty where the measure is none of an election, or the article tells of two or none."""
        if measure not in _RESULTS or self._day is None:
            return ""
        start = self.context.sentence(number.sentence).start
        return "" if _TIMES.search(self.norm, start, number.start) else self._day

    @cached_property
    def _day(self) -> str | None:
        """The one day on which the article says that it was voted."""
        days = {
            date.edtf
            for date in self._dates
            if _DAY.fullmatch(date.edtf) and _VOTES.match(self.norm, date.end)
        }
        return days.pop() if len(days) == 1 else None
