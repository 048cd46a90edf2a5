"""Sums that one sentence tells: a share, a multiple, a growth, parts of a whole. What does not add up is a conflict.

52亿美元，占763亿美元的7%             52 / 763 = 6.8 %        holds
由53亿美元削减到42亿美元，减幅约21%    (53 - 42) / 53 = 20.8 %  holds
1091项是93项的8倍                    1091 / 93 = 11.7         conflict
共33人，其中男20人、女18人            20 + 18 > 33             conflict
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise import normalise
from pipeline.resolve.claims.intervals import interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Extraction, NumberMention
    from pipeline.resolve.claims.intervals import Interval

_SHARE = re.compile(r"[，,]?(?:约|大约|仅|只|已)?占(?:了|到|其)?[^，,。；0-9]{0,16}$")
_OF = re.compile(r"^的(?:约|近|逾|大约)?$")
_IS = re.compile(r"^[，,]?[^，,。；]{0,10}(?:是|为|相当于)[^，,。；]{0,14}$")
_FROM = re.compile(r"(?:由|从)[^，,。；0-9]{0,10}$")
_TO = re.compile(r"^[^，,。；]{0,8}[增升降减调涨跌扩缩削提][^，,。；]{0,5}[至到为][^，,。；0-9]{0,4}$")
_CHANGE = re.compile(
    r"^[，,]?[^，,。；0-9]{0,6}(?:增长|增加|增幅|上升|上涨|升幅|涨幅|下降|减少|减幅|降幅|下跌|跌幅|年增|年减)[^，,。；0-9]{0,4}$"
)
#: growth a year over several: another sum (growth.py)
COMPOUND = re.compile(r"(?:年均|年复合|复合年|复合|年化|平均每年|每年平均)[^，,。；;0-9]{0,12}$")
_WHOLE = re.compile(r"(?:共有?|总共|合计|一共|总数为?)[^，,。；0-9]{0,6}$")
_PARTS = re.compile(r"^[^，,。；]{0,8}[，,。](?:其中|包括|当中)")
# a sentence that goes on reckoning with the figures of the one before
_GOES_ON = re.compile(r"(?:其中|当中|包括|前者|这(?:一数字)?[是比占]|占|两者)")
_OPENING = 8
_FORMER = re.compile(r"前者(?:约|大约)?(?:是|为|相当于)后者的(?:约|近|逾)?$")
_WEAK = Decimal("0.02")  # what both roundings together may still be off by


class Sum(NamedTuple):
    """A sum that does not hold: the mentions it is made of and the sum itself."""

    mentions: tuple[NumberMention, ...]
    reason: str


def check(extraction: Extraction) -> Iterator[Sum]:
    """Every sum of the article's sentences that does not hold."""
    text = extraction.article.text
    for numbers in _together(extraction):
        if len(numbers) < 3:
            continue
        start, end = numbers[0].start, numbers[-1].end
        begin = max(0, start - 20)
        norm = normalise(text[begin : end + 12])
        sentence = _Sentence(norm, begin, numbers)
        yield from sentence.ratios()
        yield from sentence.growths()
        yield from sentence.parts()


def _together(extraction: Extraction) -> Iterator[list[NumberMention]]:
    """The numbers of each sentence, with those of a next one of the paragraph that goes on with it (其中男20人)."""
    text, last = extraction.article.text, -1
    group: list[NumberMention] = []
    for mention in extraction.numbers:
        if mention.low is None or mention.label == "ORDINAL":
            continue
        if group and mention.sentence != last:
            start = extraction.sentences[mention.sentence].start
            between = text[group[-1].end : start]
            opening = normalise(text[start : start + _OPENING])
            if mention.sentence != last + 1 or "\n" in between or not _GOES_ON.match(opening):
                yield group
                group = []
        last = mention.sentence
        group.append(mention)
    if group:
        yield group


class _Sentence:
    def __init__(self, norm: str, begin: int, numbers: Sequence[NumberMention]) -> None:
        self.norm, self.begin, self.numbers = norm, begin, numbers

    def _between(self, a: NumberMention, b: NumberMention) -> str:
        return self.norm[a.end - self.begin : b.start - self.begin]

    def _before(self, a: NumberMention) -> str:
        return self.norm[max(0, a.start - self.begin - 16) : a.start - self.begin]

    def _threes(self) -> Iterator[tuple[NumberMention, NumberMention, NumberMention]]:
        for a, b, c in zip(self.numbers, self.numbers[1:], self.numbers[2:], strict=False):
            if (a.unit, a.label) == (b.unit, b.label) and a.label != "PERCENT":
                yield a, b, c

    def ratios(self) -> Iterator[Sum]:
        """A，占B的p%; A是B的n倍."""
        for a, b, c in self._threes():
            if c.unit == "倍" and _FORMER.search(self._between(b, c)):
                yield from unless(
                    quotient(a, b, Decimal(1)),
                    c,
                    (a, b, c),
                    (f"{a.text} / {b.text} =", "times"),
                )
                continue
            if not _OF.match(self._between(b, c)):
                continue
            link = self._between(a, b)
            if c.unit == "%" and _SHARE.search(link):
                factor, shown = Decimal(100), "%"
            elif c.unit == "倍" and _IS.match(link):
                factor, shown = Decimal(1), "times"
            else:
                continue
            yield from unless(
                quotient(a, b, factor),
                c,
                (a, b, c),
                (f"{a.text} / {b.text} =", shown),
            )

    def growths(self) -> Iterator[Sum]:
        """由A增至B，增长p%."""
        for a, b, c in self._threes():
            if c.unit != "%" or not (_FROM.search(self._before(a)) and _TO.match(self._between(a, b))):
                continue
            link = self._between(b, c)
            if not _CHANGE.match(link) or COMPOUND.search(link):
                continue
            change = quotient(b, a, Decimal(100))
            if change is None:
                continue
            low, high = change[0] - 100, change[1] - 100
            if high < 0:
                low, high = -high, -low
            yield from unless((low, high), c, (a, b, c), (f"from {a.text} to {b.text} is", "%"))

    def parts(self) -> Iterator[Sum]:
        """共N人，其中A人、B人: the parts together are no more than the whole."""
        for at, whole in enumerate(self.numbers[:-2]):
            if not (
                _WHOLE.search(self._before(whole))
                and _PARTS.match(self._between(whole, self.numbers[at + 1]))
            ):
                continue
            limit = value(whole)
            parts: list[NumberMention] = []
            last = whole
            for part in self.numbers[at + 1 :]:
                between = self._between(last, part)
                stop = re.search(r"[。；;]", between)
                if (part.unit, part.label) != (whole.unit, whole.label) or (stop and parts):
                    break
                if parts and limit is not None and _total(parts) == limit.low == limit.high:
                    break  # 其中4人不治，3人送院，2人危殆: what follows are parts of these
                parts.append(part)
                last = part
            if len(parts) < 2 or whole.modifier in {"gt", "ge", "approx"}:
                continue
            total = _total(parts)
            if limit is not None and limit.high is not None and total > limit.high * (1 + _WEAK):
                told = " + ".join(part.text for part in parts)
                yield Sum((whole, *parts), f"{told} = {total:f}, more than {whole.text}")


def _total(parts: Sequence[NumberMention]) -> Decimal:
    return sum((part.low for part in parts if part.low is not None), Decimal(0))


def value(mention: NumberMention) -> Interval | None:
    """What a told number allows."""
    counted = mention.label in {"QUANTITY", "CARDINAL"} and mention.unit != "倍"  # 11.7 is told as 12倍
    return interval(mention.low, mention.high, mention.modifier, counted=counted)


def quotient(a: NumberMention, b: NumberMention, factor: Decimal) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest that ``a / b * factor`` may be; None where one of them has an open end."""
    top, bottom = value(a), value(b)
    if top is None or bottom is None or None in (*top[:2], *bottom[:2]):
        return None
    if not bottom.low or bottom.low <= 0 or not bottom.high or top.low is None or top.high is None:
        return None
    return top.low * factor / bottom.high, top.high * factor / bottom.low


def unless(
    found: tuple[Decimal, Decimal] | None,
    told: NumberMention,
    mentions: tuple[NumberMention, ...],
    shown: tuple[str, str],
) -> Iterator[Sum]:
    """The sum as a conflict where the told value lies outside of what the parts allow.

    ``shown`` is what the reason says before and behind the value that comes out.
    """
    stated = value(told)
    if found is None or stated is None:
        return
    low, high = found
    slack = max(abs(high) * _WEAK, Decimal("0.5") if told.unit == "%" else Decimal("0.05"))
    above = stated.low is not None and stated.low > high + slack
    below = stated.high is not None and stated.high < low - slack
    if above or below:
        middle = (low + high) / 2
        yield Sum(mentions, f"{shown[0]} {middle:.1f} {shown[1]}, told as {told.text}")
