"""Parts of a whole: percent, 成 and 折, 百分之五, exact fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.extract.numbers.amount import Amount
from pipeline.extract.numerals import ALL_DIGITS, scan
from pipeline.gates import firsts

if TYPE_CHECKING:
    from pipeline.extract.numerals import Numeral, Value

_FRACTION = re.compile(r" ?分 {0,2}之 ?(?=[0-9负一二三四五六七八九十百千万两零壹贰叁肆伍])")
_SHORT_FRACTION = re.compile(r"分(?=[一二三四五六七八九])")  # 一又十分一
_PART = re.compile(r"(?P<base>百万万|百万|十万|万万|[百千万佰仟] ?) ?分 ?之 {0,2}")
_WHOLES = {"百": 10**2, "佰": 10**2, "千": 10**3, "仟": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6,
           "万万": 10**8, "百万万": 10**10}  # fmt: skip
_AND = re.compile(r" ?又 ?")
_SLASH = re.compile(r" ?(?P<top>[0-9]{1,4})/(?P<bottom>[0-9]{1,4})(?![0-9/年月日号.])")
# with what a fraction goes on behind its first numeral: 三分之一, 3又5分之2, 1/2
_GOES_ON = firsts(_FRACTION, _AND, re.compile("/"))
_PERCENT = re.compile(r" ?(?:%|‰|巴仙|pc(?![A-Za-z]))")  # 巴仙 in Singapore and Malaysia
_POINTS = re.compile(r" {0,3}(?:个 ?)?百 ?分 ?点| ?pct点?| ?个点(?![子评])")
# 三成, 三成五, 一成多; not the 成 of 成为, 成功, 成本
_TENTH = re.compile(
    r"成(?:(?P<digits>(?<=[0-9]成)[0-9]{1,2}(?=[的，。；、,;)）\s至到]|左右|以上|$)|(?<=[1-9]成)[1-9](?=[，。、；,;)的至到来由比民受企选住学家客用观球股]|以[上下]|左右|$))|(?P<tail> ?[一二三四五六七八九半](?P<last>[一二三四五六七八九])?(?![十百千万亿个成]))|(?P<more>[多余])|"
    r"(?![为功立本员果交长绩人都品分就熟型因套器像天群]))"
)
_DISCOUNT = re.compile(r" ?折(?![射叠磨腾线断中回返旧价])")
_PERCENT_FIRSTS, _TENTHS_FIRSTS = firsts(_PERCENT, _POINTS), firsts(_TENTH, _DISCOUNT)
_KILO = re.compile(r" ?[kK](?![A-Za-z])")


class ShareReader:
    """Reads parts of a whole from one normalised text."""

    def __init__(self, norm: str) -> None:
        self.norm = norm

    def part_of(self, at: int) -> Amount | None:
        """百分之五十五, 千分之2.4, 万分之三: parts of a hundred, a thousand, ten thousand, in percent."""
        part = _PART.match(self.norm, at)
        if part is None:
            return None
        minus = self.norm[part.end() : part.end() + 1] in {"负", "-"}
        numeral = scan(self.norm, part.end() + minus)
        if numeral is None:
            return None
        factor = Decimal(-100 if minus else 100) / _WHOLES[part["base"].strip()]
        end = numeral.end
        thousand = _KILO.match(self.norm, end)
        if thousand:
            factor, end = factor * 1000, thousand.end()
        start = part.start()
        if self.norm[start - 1 : start] == "负":
            start, factor = start - 1, -factor
        amount = Amount(start, end, numeral.low, numeral.high, numeral, modifier=numeral.modifier)
        amount.scale(factor)
        return amount.name("PERCENT", "%", "percent-of")

    def percent(self, amount: Amount) -> Amount | None:
        """%, ‰ and 个百分点, which is a unit of its own."""
        if self.norm[amount.end : amount.end + 1] not in _PERCENT_FIRSTS:
            return None
        match = _PERCENT.match(self.norm, amount.end)
        if match:
            amount.end = match.end()
            if match.group().strip() == "‰":
                amount.scale(Decimal("0.1"))
            return amount.name("PERCENT", "%", "percent")
        match = _POINTS.match(self.norm, amount.end)
        if match:
            amount.end = match.end()
            return amount.name("QUANTITY", "百分点", "percentage-point")
        return None

    def tenths(self, amount: Amount) -> Amount | None:
        """三成, 七成六, 7成4, 一成多, 九折, 八点五折, 三八折, in percent."""
        norm, low = self.norm, amount.low
        if norm[amount.end : amount.end + 1] not in _TENTHS_FIRSTS:
            return None
        if low is None or amount.high is None or norm[amount.start - 1 : amount.start] in {"-", "."}:
            return None
        at = amount.end + (norm[amount.end : amount.end + 1] == " ")
        match = _TENTH.match(norm, at)
        if match and 0 < low <= 10:
            amount.scale(10)
            if match["digits"]:
                amount.add(Decimal(match["digits"]).scaleb(1 - len(match["digits"])))  # 3成51 is 35.1
            if match["tail"]:
                tail = match["tail"].strip()[0]
                amount.add(5 if tail == "半" else ALL_DIGITS[tail])
            if match["last"]:
                amount.add(Decimal(ALL_DIGITS[match["last"]]).scaleb(-1))  # 五成八六 is 58.6
            if match["more"]:
                amount.modifier = "gt"
            amount.end = match.end()
            return amount.name("PERCENT", "%", "tenths")
        match = _DISCOUNT.match(norm, at)
        if match and 0 < low < 100:
            amount.scale(10 if low < 10 else 1)
            amount.end = match.end()
            return amount.name("PERCENT", "%", "discount")
        return None

    def fraction(self, numeral: Numeral, start: int, sign: int) -> Amount | None:
        """三分之一, 3又5分之2, 1/2: exact fractions. ``start`` is where the sign stands."""
        norm = self.norm
        if norm[numeral.end : numeral.end + 1] not in _GOES_ON:
            return None
        whole: Value = 0
        bottom = numeral
        joint = _AND.match(norm, numeral.end)
        if joint:
            following = scan(norm, joint.end())
            if following is None:
                return None
            whole, bottom = numeral.low, following
        split = _FRACTION.match(norm, bottom.end) or (
            _SHORT_FRACTION.match(norm, bottom.end) if joint else None
        )
        if split is None:
            return self._slashed(numeral, bottom if joint else None, start, sign)
        minus = norm[split.end() : split.end() + 1] == "负"
        top = scan(norm, split.end() + minus)
        if top is None or not bottom.low:
            return None
        share = Fraction(top.low) / Fraction(bottom.low)
        value = sign * (Fraction(whole) + (-share if minus else share))
        return Amount(start, top.end, value, value, numeral, rule="fraction")

    def _slashed(self, numeral: Numeral, top: Numeral | None, start: int, sign: int) -> Amount | None:
        """1/2, 2/3, 1 4/3, 3又1/2: the denominators of every day, so that 7/26 and 24/7 stay what they are."""
        norm = self.norm
        if not numeral.arabic or numeral.decimal:
            return None
        whole: Value = 0
        slash = _SLASH.match(norm, top.start if top else numeral.start)
        if top is not None or (slash is None and norm[numeral.end : numeral.end + 1] == " "):
            slash = slash or _SLASH.match(norm, numeral.end)
            whole = numeral.low
        if slash is None or not 1 < int(slash["bottom"]) <= (100 if slash["top"] == "1" else 10):
            return None
        if norm[start - 1 : start] in {"/", "-"}:
            return None
        value = sign * (Fraction(whole) + Fraction(int(slash["top"]), int(slash["bottom"])))
        return Amount(start, slash.end(), value, value, numeral, rule="fraction")
