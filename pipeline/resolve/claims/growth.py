"""Growth that an article tells beside the figures it is reckoned from: over a year, and compound over several.

2024年营收100亿元，2025年营收135亿元，同比增长53%          135 / 100 is 35.0 %          conflict
从2022年的100亿元增至2030年的1166亿元，年均复合增长率35.9%   (1166 / 100)^(1/8) is 35.9 %  holds
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalise import normalise
from pipeline.resolve.claims.sums import COMPOUND, Sum, quotient, unless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Extraction, NumberMention

_DURATION = re.compile(r"P(\d{1,2})Y")
_PERIOD = re.compile(r"(\d{4})((?:-\d{2})?)(?:/(\d{4})(-\d{2}))?")
_YEARLY = "同比增幅", "同比降幅"
_LONGEST = 40  # years


def check(extraction: Extraction) -> Iterator[Sum]:
    """Every growth of the article that its own figures contradict."""
    yield from _over_a_year(extraction.numbers)
    by_sentence: dict[int, list[NumberMention]] = {}
    for mention in extraction.numbers:
        if mention.low is not None and mention.label != "ORDINAL":
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for numbers in by_sentence.values():
        if len(numbers) >= 3:
            yield from _compound(numbers, extraction)


def _over_a_year(numbers: Sequence[NumberMention]) -> Iterator[Sum]:
    """Figures of one subject, measure and unit a year apart, and the 同比 of that measure."""
    rates = [
        n for n in numbers if n.label == "PERCENT" and n.subject and n.measure.endswith(_YEARLY) and n.as_of
    ]
    if not rates:
        return
    levels: dict[tuple[str, str, str], list[NumberMention]] = {}
    for mention in numbers:
        if mention.subject and mention.low is not None and mention.label != "PERCENT":
            levels.setdefault((mention.measure, mention.unit, mention.as_of), []).append(mention)
    for rate in rates:
        measure, before = rate.measure[: -len(_YEARLY[0])], _year_before(rate.as_of)
        for (name, unit, as_of), now in list(levels.items()):
            then = levels.get((name, unit, before), []) if (name, as_of) == (measure, rate.as_of) else []
            if len(now) == len(then) == 1 and before:  # where two are told it is open which is meant
                falls = rate.measure.endswith(_YEARLY[1])
                yield from unless(
                    _change(quotient(now[0], then[0], Decimal(100)), falls=falls),
                    rate,
                    (rate, now[0], then[0]),
                    (f"from {then[0].text} to {now[0].text} is", "%"),
                )


def _change(found: tuple[Decimal, Decimal] | None, *, falls: bool) -> tuple[Decimal, Decimal] | None:
    if found is None:
        return None
    low, high = found[0] - 100, found[1] - 100
    return (-high, -low) if falls else (low, high)


def _year_before(as_of: str) -> str:
    """The same period a year before, empty for another form."""
    match = _PERIOD.fullmatch(as_of)
    if match is None:
        return ""
    year, month, last_year, last_month = match.groups()
    start = f"{int(year) - 1}{month}"
    return start if last_year is None else f"{start}/{int(last_year) - 1}{last_month}"


def _compound(numbers: Sequence[NumberMention], extraction: Extraction) -> Iterator[Sum]:
    """A and B of different years and the yearly growth between them."""
    text = extraction.article.text
    for a, b, rate in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if (a.unit, a.label) != (b.unit, b.label) or a.label == "PERCENT" or rate.unit != "%":
            continue
        if not COMPOUND.search(normalise(text[max(b.end, rate.start - 24) : rate.start])):
            continue
        years = _years(a, b, rate, extraction)
        ratio = quotient(b, a, Decimal(1))
        if years is None or ratio is None or ratio[0] <= 0:
            continue
        low, high = (_root(end, years) for end in ratio)
        if high < 0:
            low, high = -high, -low
        yield from unless(
            (low, high),
            rate,
            (rate, a, b),
            (f"from {a.text} to {b.text} in {years} years is", "% a year"),
        )


def _root(ratio: Decimal, years: int) -> Decimal:
    """The yearly growth in percent that gives ``ratio`` after so many years."""
    return (ratio ** (Decimal(1) / years) - 1) * 100


def _years(a: NumberMention, b: NumberMention, rate: NumberMention, extraction: Extraction) -> int | None:
    """How many years lie between two figures: their own years, else the one duration that the sentence tells."""
    left, right = _PERIOD.match(a.as_of), _PERIOD.match(b.as_of)
    if left and right and left[1] != right[1]:
        years = abs(int(right[1]) - int(left[1]))
        return years if years <= _LONGEST else None
    told = [
        int(match[1])
        for date in extraction.dates
        if date.sentence == rate.sentence and (match := _DURATION.fullmatch(date.edtf))
    ]
    return told[0] if len(told) == 1 and 1 < told[0] <= _LONGEST else None
