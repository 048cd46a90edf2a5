"""The one period of an article that tells of one: 10月CPI, with its parts told paragraph by paragraph.

10月CPI年增1.46%。…
食物类涨2.93%，房租涨2.11%。        as_of 2025-10

Only statistics and results that name no time of their own, and only where all those before were told of one month,
quarter, half or year, and were at least two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.outlooks import is_actual
from pipeline.extract.counted.periods import ANOTHER_TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

_FEW = 2  # figures that tell a period for the article
_MONTHS = re.compile(r"\d{4}-\d\d|(\d{4})-\d\d/\1-\d\d")
_DAILY = re.compile(r"成交|股价|收盘|(?<!经理)(?<!价格)(?<!景气)(?<!信心)指数")  # told day by day
# 新台币每升值1%，毛利率下降0.4个百分点: a rule of thumb
_SUPPOSED = re.compile(r"每[^，。]{0,4}[升涨跌降增减贬]|若(?!干)|如果|一旦|假设")


class ArticlePeriod:
    """Keeps the period that the figures of one article were told of, given them in their order."""

    def __init__(self, context: Context, dates: Sequence[DateMention]) -> None:
        """``dates`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._words = context.lexicon.measure_words
        self._date_starts = [date.start for date in dates]
        self._periods: dict[str, int] = {}  # each with the figures that were told of it

    def note(self, measure: str, when: str) -> None:
        """Take down a figure that was told with its time."""
        if self._words.tell(measure, "period") and is_actual(measure):
            self._periods[when] = self._periods.get(when, 0) + 1

    def read(self, number: NumberMention, measure: str) -> str:
        """The period of the article in EDTF; empty where it has none, or the sentence tells another time."""
        if len(self._periods) != 1 or not self._words.tell(measure, "period") or not is_actual(measure):
            return ""
        [(period, figures)] = self._periods.items()
        start = self.context.sentence(number.sentence).start
        if _DAILY.search(measure) or _SUPPOSED.search(self.norm, start, number.start):
            return ""
        if (
            figures < _FEW
            or _MONTHS.fullmatch(period) is None
            or ("/" in period and self._words.tell(measure, "stock"))
        ):
            return ""
        if bisect_left(self._date_starts, start) < bisect_left(self._date_starts, number.start):
            return ""
        return "" if ANOTHER_TIME.search(self.norm, start, number.start) else period
