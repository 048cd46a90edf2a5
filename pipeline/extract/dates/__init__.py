"""Dates, times, durations and sets: found on normalised text, resolved in the order they are told.

    7月23日 … 三天后   2025-07-23 … 2025-07-26        2022年底     2022-12        近五年   P5Y
    2024年7月-2025年7月  2024-07/2025-07               上半年       2025-01/2025-06  每周三   XXXX-WXX-3

Prepositions (于, 到, 截至) stay outside the span. Nothing inside 《》 is a date.

    finder         every expression from left to right, each resolved by what was told before it
    starts         where a time expression may start; today: 今 and 昨 alone
    points         what is written: fields, by way of written, years, months, lunar, relative, clock
    look_alikes    what looks like a date and is none
    told_lengths   lengths of time where they stand; length_reader: how they are read; sets: repeated times; ranges: two points that are one interval
    timeline       what was told before; inference, month_inference, resolve, away: from fields and lengths to EDTF
    calendars      arithmetic; forms: how EDTF writes it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.overlap import Candidate


def find(context: Context) -> Iterator[Candidate]:
    """Every time expression of the document as a candidate, resolved in the order of the text."""
    yield from Finder(context).all()
