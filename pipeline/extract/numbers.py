"""Numbers: a numeral with its unit, currency, bounds and frame becomes one exact claim.

    42-48%                 one range, 42 to 48, %              近10倍          10 倍, approx
    每秒数百万次            from 1000000, 次/秒, approx          新台币9337.9亿元  933790000000 TWD
    三成五                 35 %                                第三代          3, ORDINAL

The span is the number, its scale, unit or classifier and currency, with 多/余/几 inside and a per-time frame
glued to it; 近, 约, 超过 stay outside and become ``modifier``. Every pattern works on normalised text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract import codes, counted
from pipeline.extract.numerals import START, Numeral, Value, scan
from pipeline.extract.overlap import Candidate
from pipeline.extract.quantities import Amount, QuantityReader, plain, scaled
from pipeline.model import NumberMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context
    from pipeline.model import Modifier, NumberLabel

_RANGE = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?")  # 3至5万, 42-48%, 10亿—20亿元
_BETWEEN = re.compile(r" ?(?:与|和|及) ?")  # 20和30之间
_BETWEEN_END = re.compile(r" ?(?:之间|间(?![隔谍接]))")
_PER = re.compile(r"每一?(?P<unit>秒|分钟|小时|天|日|周|月|季度?|年|个月|钟头)$")
_PER_AFTER = re.compile(r"(?:/|每)(?P<unit>秒|分钟|分|小时|时|天|日|周|月|年)(?![\u4e00-\u9fff]?[0-9])")
_TIME_NAMES = {"钟头": "小时", "时": "小时", "日": "天", "个月": "月", "季度": "季", "分": "分钟"}
# 翻一番 is twice as much, 翻两番 four times; 翻3倍 is read as 3倍
_DOUBLING = re.compile(r"翻了?(?P<n>[一两二三四五六1-6])番")
_HALF = re.compile(r"(?:一半|半数)(?![导径决])|(?<=打)对折|半[成折](?![为功立本])")
# 一人死亡, 一名男子受伤: a count and no article
_CASUALTY = re.compile(r"[^，。；]{0,6}?(?:死|伤|亡|遇难|失踪|获救|被捕|落网|丧生|罹难|确诊|弃权|反对|缺席)")
_FILLERS = " 了是有达到在每的为至"  # between a bound and its number: 超过了80, 至少是3, 约为5%


def find(context: Context) -> Iterator[Candidate]:
    """Every number of the document as a candidate; codes, articles (一个) and idioms are left out."""
    finder = _Finder(context)
    yield from finder.counted_numbers()
    yield from finder.worded_numbers()


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts
        self.quantities = QuantityReader(context)
        self.codes = codes.spans(context.norm, context.article.body_start)

    def counted_numbers(self) -> Iterator[Candidate]:
        norm, place = self.norm, self.context.article.body_start
        ahead = 0
        while (match := START.search(norm, place)) is not None:
            at = match.start()
            while ahead < len(self.codes) and self.codes[ahead][1] <= at:
                ahead += 1
            if ahead < len(self.codes) and self.codes[ahead][0] <= at:
                place = self.codes[ahead][1]
                continue
            amount, place = self._read(at)
            if amount is not None:
                yield self._candidate(amount)

    def _read(self, at: int) -> tuple[Amount | None, int]:
        """The number that starts at ``at`` or nothing, and where to go on."""
        part = self.quantities.part_of(at)
        if part is not None:
            part = self._ranged(part)
            return part, part.end
        numeral = scan(self.norm, at)
        if numeral is None:
            return None, at + 1
        numeral = self._leading_point(numeral)
        if not self.quantities.may_start(numeral):
            return None, self._past_code(numeral)
        amount = self.quantities.read(numeral)
        if amount is None:
            return None, numeral.end
        amount = self._ranged(amount)
        if (amount.weak or amount.article) and not self._real_count(amount):
            return None, max(amount.numeral.end, at + 1)
        return amount, max(amount.end, at + 1)

    def _leading_point(self, numeral: Numeral) -> Numeral:
        """.77 is 0.77 where nothing that could end before the point does."""
        norm, start = self.norm, numeral.start
        digits = norm[start : numeral.end]
        if norm[start - 1 : start] != "." or not digits.isdigit() or not digits.isascii():
            return numeral
        before = norm[start - 2 : start - 1]
        if before and not before.isspace() and before not in "-(":
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
            not amount.weak
            and amount.unit in {"人", "名", "位", "票"}
            and _CASUALTY.match(self.norm, amount.end)
        ):
            return True
        rest = self.norm[self.context.article.body_start : amount.start] + self.norm[amount.end :]
        return len(rest) < 4 and not rest.strip(" 。")

    # -- ranges -------------------------------------------------------------------------------------------

    def _ranged(self, amount: Amount) -> Amount:
        """3至5万, 42-48%, 10亿到20亿元, 在20和30之间: two numbers become one."""
        for pattern in (_RANGE, _BETWEEN):
            match = pattern.match(self.norm, amount.end)
            if match is None or amount.high is None or amount.label == "ORDINAL":
                continue
            second = self._second(match.end())
            if second is None:
                continue
            if pattern is _BETWEEN and not _BETWEEN_END.match(self.norm, second.end):
                if second.unit != "间":
                    continue
                second = replace(second, unit="", label="CARDINAL", end=second.end - 1)
            joined = _join(amount, second)
            if joined is not None:
                return joined
        return amount

    def _second(self, at: int) -> Amount | None:
        part = self.quantities.part_of(at)
        if part is not None:
            return part
        currency = self.amounts.currency_before.at(self.norm, at)
        start = START.match(self.norm, currency[1] if currency else at)
        numeral = scan(self.norm, start.start()) if start else None
        if numeral is None or self.norm[numeral.end : numeral.end + 1] in {"-", "/"}:
            return None
        return self.quantities.read(numeral)

    # -- numbers told by words ----------------------------------------------------------------------------

    def worded_numbers(self) -> Iterator[Candidate]:
        """翻一番 (2 倍), 翻两番 (4 倍), 一半, 打对折: numbers without a numeral and unit of the ordinary kind."""
        body = self.context.article.body_start
        for match in _DOUBLING.finditer(self.norm, body):
            numeral = scan(match["n"], 0)
            if numeral is not None and isinstance(numeral.low, int):
                yield self._worded(match, 2**numeral.low, "倍", "QUANTITY", "doubling")
        for match in _HALF.finditer(self.norm, body):
            percent = {"对折": 50, "半折": 50, "半成": 5}.get(match.group())
            if percent:
                yield self._worded(match, percent, "%", "PERCENT", "half-price")
            else:
                yield self._worded(match, Decimal("0.5"), "", "CARDINAL", "half")

    def _worded(
        self, match: re.Match[str], value: Value, unit: str, label: NumberLabel, rule: str
    ) -> Candidate:
        start, end = match.span()
        return self._candidate(
            Amount(start, end, value, value, label, unit, "", rule, Numeral(start, end, value, value))
        )

    # -- what stands around it ----------------------------------------------------------------------------

    def _candidate(self, amount: Amount) -> Candidate:
        context = self.context
        amount = self._framed(amount)
        start, end = amount.start, amount.end
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
                modifier=amount.modifier or self._modifier(amount),
                change=counted.change(context, start),
                rule=amount.rule,
                sentence=context.sentence_at(start),
            ),
        )

    def _framed(self, amount: Amount) -> Amount:
        """每秒数百万次 -> 次/秒, 120公里每小时 -> 公里/小时: the frame is part of the span."""
        if amount.label != "QUANTITY" or not amount.unit:
            return amount
        before = _PER.search(self.norm, max(0, amount.start - 4), amount.start)
        if before and self.norm[before.start() - 1 : before.start()] != "平":
            per = before["unit"]
            return replace(amount, start=before.start(), unit=f"{amount.unit}/{_TIME_NAMES.get(per, per)}")
        after = _PER_AFTER.match(self.norm, amount.end)
        if after:
            per = after["unit"]
            return replace(amount, end=after.end(), unit=f"{amount.unit}/{_TIME_NAMES.get(per, per)}")
        return amount

    def _modifier(self, amount: Amount) -> Modifier:
        """A bound or an approximation on either side (modifiers.csv)."""
        norm, start = self.norm, amount.start
        nearest = start
        while nearest > 0 and start - nearest < 3 and norm[nearest - 1] in _FILLERS:
            nearest -= 1
        for end in range(start, nearest - 1, -1):
            found = self.amounts.modifiers_before.before(norm, end)
            if found is not None and self._is_word(found[0].surface, found[1]):
                return self.amounts.modifier(found[0])
        after = self.amounts.modifiers_after.at(norm, amount.end + (norm[amount.end : amount.end + 1] == " "))
        return self.amounts.modifier(after[0]) if after is not None else ""

    def _is_word(self, surface: str, start: int) -> bool:
        """A cue of one character inside another word is none: 签约30亿, 附近3家, 通过12项."""
        token = self.context.token_at(start)
        return len(surface) > 1 or token is None or token.start == start or token.word in _WITH_CUE


# words of the segmenter's dictionary that end in a cue: 年均约, 已超, 高达
_WITH_CUE = frozenset(
    {"已超", "已近", "均超", "达约", "年约", "总约", "有约", "为约", "已逾", "共约", "合约"}
)


def _join(first: Amount, second: Amount) -> Amount | None:
    """One range of two readings where their units allow it and the second is not the smaller one."""
    bare = first.label == "CARDINAL" and not first.unit
    high = second.high
    if high is None or not (bare or first.unit == second.unit):
        return None
    low = first.low
    if bare and first.numeral.big == 1 and second.numeral.high:
        turned = (plain(high) or Decimal(0)) / (plain(second.numeral.high) or Decimal(1))
        whole = second.numeral.scale if first.numeral.scale == 1 else 1
        for scale in (whole, second.numeral.big, 1):  # 两到三千, 十八至三十万, 5-20%
            candidate = scaled(first.low, turned * scale)
            if candidate < high or scale == 1:
                low = candidate
                break
    if low > high or (low == high and bare):
        return None
    return replace(
        second,
        start=first.start,
        low=low,
        label=second.label if bare else first.label,
        modifier=second.modifier or first.modifier,
        rule=f"range {second.rule}",
        weak=False,
        article=False,
    )
