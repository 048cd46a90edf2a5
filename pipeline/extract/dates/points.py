"""The grammar of time points: from characters to fields. Nothing is resolved here.

``point(at)`` reads the longest time expression of normalised text that starts at ``at``:

    2025年7月26日  今年1月  7月23日  26日  上周五  1月底  第三季度  2025Q3  上半年  前三季度  20世纪90年代末
    民国114年  康熙三年五月  农历八月十五  去年中秋节  8月的最后一个星期一  昨晚8时35分  今(13)日  2025-07-26

The parts are read by ``years``, ``months``, ``lunar``, ``relative``, ``clock`` and ``written``: small steps, each
of which reads something at ``fields.end``, sets it and moves on, or leaves all as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates import written
from pipeline.extract.dates.clock import Clock
from pipeline.extract.dates.fields import PARTS, Fields
from pipeline.extract.dates.lunar import LunarReader
from pipeline.extract.dates.months import MonthReader
from pipeline.extract.dates.relative import OTHER_FIRSTS, PAREN_DAY_FIRSTS, WEEKDAY_FIRSTS, RelativeReader
from pipeline.extract.dates.years import YearReader

if TYPE_CHECKING:
    from pipeline.lexicon.times import Times

_LONE_PART = re.compile(r"年(初|底|末|中|尾)(?![国央])|月(初|底|末|中)")
_NOT_BEFORE_YEAR_PART = frozenset("0123456789〇零一二三四五六七八九十今去明前后当同次翌每全半")
_PLAN_TAIL = re.compile(r"(?P<span>期间|时期|规划期间)|(?:末|初|以来|(?:规划|计划|期|时)|(?=[”’」』\"]))")
_PERIOD_TAIL = re.compile(r"期间|时期")
_GAP = re.compile(r"[ ]?的?")
_OTHER_STATES = frozenset({"SG", "TW"})  # whose papers tell of other foundings


class PointReader:
    """Reads time points of one text. ``region`` decides whether 114年 is a year of the Republic."""

    def __init__(self, text: str, times: Times, region: str, surnames: frozenset[str]) -> None:
        self.text = text
        self.times = times
        self.years = YearReader(text, times, region)
        self.months = MonthReader(text, times, region)
        self.lunar = LunarReader(text, self.years)
        self.relative = RelativeReader(text, times, region, surnames)
        self.clock = Clock(text, times)

    def point(self, at: int, *, by_clock: bool = False) -> Fields | None:
        """The longest time point that starts at ``at``; with ``by_clock`` a bare 4时 is one too."""
        fields = Fields(at, at)
        kinds = self.times.kinds_at(self.text, at)
        if "zone" in kinds:
            self.clock.zone(fields)
            kinds = self.times.kinds_at(self.text, fields.end)
        begin = fields.end
        told = written.read(self.text, fields) or self._spoken(fields, kinds)
        if not told and not (by_clock and self.clock.clock_time(fields, sure=True)):
            return None
        self.clock.after_day(fields)
        return fields if fields.end > begin else None

    def _spoken(self, f: Fields, kinds: frozenset[str]) -> bool:
        """What is told in words; ``kinds`` are those of the words of the table that may start there."""
        char = self.text[f.end : f.end + 1]
        digit = "0" <= char <= "9"  # begins no word: 26日
        if not digit and (
            (char in PAREN_DAY_FIRSTS and self.relative.paren_day(f)) or (kinds and self._fixed(f))
        ):
            return True
        started = self.years.century(f) or self.years.year(f, era="era" in kinds)
        started = started or (not digit and bool(kinds or char in OTHER_FIRSTS) and self.relative.read(f))
        if started and (f.period or f.rule in {"century", "decade"}):
            return True
        if self.lunar.read(f):
            return True
        if not started or f.has_year:
            if not self._below_year(f, started=started):
                return False
        elif f.month_shift is not None or f.rule == "month":
            self.months.below_month(f)
        elif f.week_shift is not None:
            self.relative.weekday_after(f)
        elif f.quarter_shift is not None:
            self.months.quarter_end(f)
        return f.end > f.start and bool(f.rule)

    def _below_year(self, f: Fields, *, started: bool) -> bool:
        at = f.end
        if started and (gap := _GAP.match(self.text, at)):
            f.end = gap.end()
        if self.months.below_year(f) or (started and self.months.nth_of(f)):
            return True
        f.end = at
        return started or self._alone(f)

    def _fixed(self, f: Fields) -> bool:
        """十四五期间, “十四五”规划, 抗战时期: intervals that are known."""
        for kind, pattern in (("plan", _PLAN_TAIL), ("period", _PERIOD_TAIL)):
            found = self.times.at(kind, self.text, f.end)
            if found is None:
                continue
            word, end = found
            tail = pattern.match(self.text, end)
            if tail is None and kind == "plan":
                continue
            if self.years.region in _OTHER_STATES and self.text.startswith("建国", f.end):
                continue  # 建国初期 of Singapore
            if tail and (kind == "period" or tail["span"]):
                end = tail.end()
            f.period, f.end, f.rule = word.value, end, f"{kind}({word.place})"
            return True
        return False

    def _alone(self, f: Fields) -> bool:
        """What tells a time without year, month or day: 年初, 周三, 上午; 中秋节 is read with what stands below a year."""
        text, at = self.text, f.end
        match = _LONE_PART.match(text, at)
        if match and match[1]:
            if text[at - 1 : at] not in _NOT_BEFORE_YEAR_PART:
                f.year_shift, f.part, f.end, f.rule = 0, PARTS[match[1]], match.end(), "part-of-year"
                return True
        elif match and text[at - 1 : at] in {"", "，", "。", " ", "在", "于", "至", "到"}:
            f.month_shift, f.part, f.end, f.rule = 0, PARTS[match[2]], match.end(), "part-of-month"
            return True
        if text[at : at + 1] in WEEKDAY_FIRSTS and self.relative.weekday(f):
            return True
        if self.clock.daypart(f, alone=True) or self.clock.clock_time(f):
            f.rule = f.rule or "clock"
            return True
        return False
