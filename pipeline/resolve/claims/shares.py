"""Shares of one whole: together they are no more than all of it, and as much as the article says they are together.

亚洲占60%，欧洲占30%，美洲占25%              60 + 30 + 25 = 115 %        conflict
3纳米占24%，5纳米占36%，7纳米占14%，合计74%   24 + 36 + 14 = 74 %         holds
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalise import normalise
from pipeline.resolve.claims.sums import Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Extraction, NumberMention

_SHARE = re.compile(r"占(?:了|到|据|有)?(?P<of>[^，,。；;、0-9]{0,14}?)(?:的)?(?:约|近|逾|超过)?$")
_TOGETHER = re.compile(r"(?:合计|总计|共计|加起来|一共)(?:约|近|占|达|为|是)*$")
# shares that may overlap, or that are of a part
_OPEN = re.compile(r"其中|当中|里面|可多选|多选|受访|此外|另外|同时|分别")
_HALF = Decimal("0.5")  # of the last digit, for every share
_ALL = Decimal(100)
_FEWEST = 2


def check(extraction: Extraction) -> Iterator[Sum]:
    """Every row of shares in a sentence that adds up to more than all, or to another sum than is told."""
    text = extraction.article.text
    row: list[NumberMention] = []
    for mention in extraction.numbers:
        if mention.label != "PERCENT":
            continue
        words = normalise(text[max(0, mention.start - 24) : mention.start])
        if row and (mention.sentence != row[-1].sentence or not _exact(mention)):
            yield from _too_much(row)
            row = []
        between = normalise(text[row[-1].end : mention.start]) if row else ""
        if row and _TOGETHER.search(words):
            yield from _not_the_sum(row, mention)
            row = []
        elif (share := _SHARE.search(words)) and _exact(mention):
            if row and (share["of"] or _OPEN.search(between)):
                yield from _too_much(row)
                row = []
            if row or not _OPEN.search(words):
                row.append(mention)
        elif row:
            yield from _too_much(row)
            row = []
    yield from _too_much(row)


def _exact(mention: NumberMention) -> bool:
    return mention.low is not None and mention.low == mention.high and mention.modifier in {"", "approx"}


def _total(row: Sequence[NumberMention]) -> Decimal:
    return sum((mention.low for mention in row if mention.low is not None), Decimal(0))


def _too_much(row: Sequence[NumberMention]) -> Iterator[Sum]:
    if len(row) >= _FEWEST and _total(row) > _ALL + _HALF * len(row):
        yield Sum(tuple(row), f"{_told(row)} = {_total(row):f} %, more than all")


def _not_the_sum(row: Sequence[NumberMention], together: NumberMention) -> Iterator[Sum]:
    if len(row) < _FEWEST or together.low is None or together.modifier not in {"", "approx"}:
        return
    if abs(_total(row) - together.low) > _HALF * (len(row) + 1):
        yield Sum((together, *row), f"{_told(row)} = {_total(row):f} %, told as {together.text}")


def _told(row: Sequence[NumberMention]) -> str:
    return " + ".join(mention.text for mention in row)
