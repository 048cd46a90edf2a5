"""Numbers: a numeral with its unit, currency, bounds and frame becomes one exact claim.

    42-48%                 one range, 42 to 48, %              近10倍          10 倍, approx
    每秒数百万次            from 1000000, 次/秒, approx          新台币9337.9亿元  933790000000 TWD
    三成五                 35 %                                第三代          3, ORDINAL

The span is the number, its scale, unit or classifier and currency, with 多/余/几 inside and a per-time frame
glued to it; 近, 约, 超过 stay outside and become ``modifier``. Every pattern works on normalised text.

    readings      one numeral with what stands right beside it, by way of
                  standing (does it count at all?), units, money, shares (%, 成, fractions)
    ranges        two numbers that are one
    shared        a unit that stands once behind several numbers
    words         numbers that a word tells: 一半, 翻番, 数倍
    surroundings  frames and bounds
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract import codes, counted
from pipeline.extract.counted import contributions
from pipeline.extract.numbers import words
from pipeline.extract.numbers.amount import plain
from pipeline.extract.numbers.ranges import RangeReader
from pipeline.extract.numbers.readings import QuantityReader
from pipeline.extract.numbers.shared import shared
from pipeline.extract.numbers.surroundings import Surroundings
from pipeline.extract.numerals import START, Numeral, scan
from pipeline.extract.overlap import ORDINARY, SURE, Candidate
from pipeline.model import NumberMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.numbers.amount import Amount

# 一人死亡, 一名男子受伤: a count and no article
_CASUALTY = re.compile(r"[^，。；]{0,6}?(?:死|伤|亡|遇难|失踪|获救|被捕|落网|丧生|罹难|确诊|弃权|反对|缺席)")

_PART_OF_CODE = re.compile(r"-[0-9]{1,3}(?![0-9%])|/[0-9]")  # 25-20, 15/320


def find(context: Context) -> Iterator[Candidate]:
    """Every number of the document as a candidate; codes, articles (一个) and idioms are left out."""
    finder = _Finder(context)
    for amount in shared(context.norm, finder.counted()):
        yield finder.candidate(amount)
    for amount in words.find(finder.quantities, context.article.body_start):
        yield finder.candidate(amount)


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.quantities = QuantityReader(context)
        self.ranges = RangeReader(self.quantities)
        self.surroundings = Surroundings(context)
        self.codes = codes.spans(context.norm, context.article.body_start)

    def counted(self) -> Iterator[Amount]:
        """The numbers that a numeral tells, from left to right."""
        norm, place, ahead = self.norm, self.context.article.body_start, 0
        while (match := START.search(norm, place)) is not None:
            at = match.start()
            while ahead < len(self.codes) and self.codes[ahead][1] <= at:
                ahead += 1
            if ahead < len(self.codes) and self.codes[ahead][0] <= at:
                place = self.codes[ahead][1]
                continue
            amount, place = self._read(at)
            if amount is not None:
                yield amount

    def _read(self, at: int) -> tuple[Amount | None, int]:
        """The number that starts at ``at`` or nothing, and where to go on."""
        part = self.quantities.part_of(at)
        if part is not None:
            part = self.ranges.extend(part)
            return part, part.end
        numeral = scan(self.norm, at)
        if numeral is None:
            return None, at + 1
        numeral = self._leading_point(numeral)
        if not self.quantities.standing.may_start(numeral):
            return None, self._past_code(numeral)
        amount = self.quantities.read(numeral)
        if amount is None:
            return None, numeral.end
        amount = self.ranges.extend(amount)
        if amount.label == "CARDINAL" and not amount.unit:
            if amount.numeral.arabic and _PART_OF_CODE.match(self.norm, amount.end):
                return None, self._past_code(numeral)
            self.quantities.money.bare(amount)
        if self.quantities.standing.is_phase(amount):
            return None, max(amount.numeral.end, at + 1)
        if (amount.weak or amount.article) and not self._real_count(amount):
            return None, max(amount.numeral.end, at + 1)
        return amount, max(amount.end, at + 1)

    def _leading_point(self, numeral: Numeral) -> Numeral:
        """.77 is 0.77 where nothing that could end before the point does."""
        norm, start = self.norm, numeral.start
        digits = norm[start : numeral.end]
        if norm[start - 1 : start] != "." or not digits.isdigit() or not digits.isascii():
            return numeral
        before = norm[start - 2 : start - 1] if start > 1 else ""
        if before and before.isascii() and (before.isalnum() or before in ".)]/"):
            return numeral
        value = Decimal(f"0.{digits}")
        return replace(numeral, start=start - 1, low=value, high=value, coefficient=value, decimal=True)

    def _past_code(self, numeral: Numeral) -> int:
        """Past a numeral that is part of a code or name, with the digits and letters glued to it."""
        norm, at = self.norm, numeral.end
        if numeral.arabic:
            while at < len(norm) and norm[at].isascii() and (norm[at].isalnum() or norm[at] in "-/."):
                at += 1
        return at

    def _real_count(self, amount: Amount) -> bool:
        """一个, 一名, 一种 are articles; 一人死亡 is a count."""
        if (
            amount.article
            and amount.unit in {"人", "名", "位", "票"}
            and _CASUALTY.match(self.norm, amount.end)
        ):
            return True
        body = self.context.article.body_start
        if len(self.norm) - body > amount.end - amount.start + 4:
            return False
        rest = self.norm[body : amount.start] + self.norm[amount.end :]
        return not rest.strip(" 。")

    def candidate(self, amount: Amount) -> Candidate:
        """The mention that ``amount`` makes, with what stands around it."""
        context = self.context
        self.surroundings.complete(amount)
        start, end = amount.start, amount.end
        named = amount.label == "MONEY" and "A" <= self.norm[start] <= "z"  # USD 500, RM50: no Latin name
        named = named or (amount.label == "PERCENT" and "A" <= self.norm[start - 1 : start] <= "z")  # GDP2%
        return Candidate(
            "number",
            NumberMention(
                mention_id=context.mention_id("number", start, end, amount.label),
                start=start,
                end=end,
                text=context.raw(start, end),
                label=amount.label,
                low=plain(amount.low),
                high=plain(amount.high),
                unit=amount.unit,
                modifier=amount.modifier,
                change="increase"
                if amount.rule == "doubling"
                else contributions.told(context, amount.unit, start) or counted.change(context, start, end),
                rule=amount.rule,
                sentence=context.sentence_at(start),
            ),
            SURE if named else ORDINARY,
        )
