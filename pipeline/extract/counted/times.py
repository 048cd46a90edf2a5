"""The date a number holds for: the one of its clause, else the one told last before it in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

# 比去年多, 较2024年国庆假期, 与去年同期相比: what is compared with is not what is told
_COMPARED = re.compile(r"(?:比|较|较之|对比|相较于?|优于|高于|低于|超过)$")
_COMPARED_BEHIND = re.compile(r".{0,6}?(?:相比|比较|而言|的[0-9])")
_WITH = re.compile(r"[与和同跟]$")
_SPAN_OF_YEAR = re.compile(r"全年|整年|年化|本财年|全财年|财年")  # of a year that nobody tells
_STOPS = frozenset("；;")


class TimeReader:
    """Reads the dates that the numbers of one article hold for."""

    def __init__(self, context: Context, dates: Sequence[DateMention]) -> None:
        self.context = context
        self.norm = context.norm
        self.told = [d for d in dates if d.type in {"DATE", "TIME"} and d.edtf and not self._compared(d)]
        self._starts = [mention.start for mention in self.told]

    def read(self, number: NumberMention, clause_start: int) -> str:
        """EDTF, empty where the sentence tells no date before the number."""
        inside = self._between(clause_start, number.start)
        if inside:
            return inside[-1].edtf
        if _SPAN_OF_YEAR.search(self.norm, clause_start, number.start):
            return ""
        sentence = self.context.sentence(number.sentence)
        begin = max((self.norm.rfind(stop, sentence.start, clause_start) + 1 for stop in _STOPS), default=0)
        earlier = self._between(max(begin, sentence.start), clause_start)
        return earlier[-1].edtf if earlier else ""

    def _between(self, start: int, end: int) -> list[DateMention]:
        found = self.told[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def _compared(self, date: DateMention) -> bool:
        before = self.norm[max(0, date.start - 3) : date.start]
        if _COMPARED.search(before):
            return True
        return bool(_WITH.search(before) and _COMPARED_BEHIND.match(self.norm, date.end, date.end + 10))
