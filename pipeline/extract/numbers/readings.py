"""One numeral and what stands right beside it: sign, unit, currency, percent sign, fraction, ordinal.

A reading is an ``Amount`` or None. Bounds (约), ranges (至) and frames (每秒) are the business of the package.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.extract.numbers.amount import Amount, scaled
from pipeline.extract.numbers.money import MoneyReader
from pipeline.extract.numbers.shares import ShareReader
from pipeline.extract.numbers.standing import Standing
from pipeline.extract.numbers.units import UnitReader
from pipeline.extract.numerals import FORMAL, Numeral, scan

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.lexicon.amounts import Unit

_MORE = re.compile(r" ?(?:多|余(?!震))(?= ?[^\s样亏边]) ?")  # 3000余公里, 100 多家
_POWER = re.compile(r"\^(?P<exponent>[+-]?[0-9]{1,2})(?![0-9.A-Za-z^])")  # 10^24
_HALF_MORE = re.compile(r"半(?![个数导径夜天年月决路])")  # 一吨半, 三倍半
_SUFFIX = re.compile(r"(?P<letter>[kKwWM])(?![A-Za-z0-9])")
_SUFFIXES = {"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4, "M": 10**6}
_AFTER_SUFFIX = frozenset({"", "左右", "上下", "以上", "以下"})
_TURNS = re.compile(r"转[0-9.]{1,4}公里")  # 每小时11|转8公里, of a storm
_CONTEXT_BEFORE = re.compile(
    r"(?:长度|上下文|窗口|词元|输入|输出)(?:达到?|为|是|至|扩展到|提升至|支持)?$"
)  # 上下文长度256K
_ONE_METRE = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九]{1,2})(?![0-9.%十百千万亿点])")  # the 75 of 1米75
_FORMAL_WORDS = frozenset({*FORMAL, "拾", "佰", "仟"} - set("零俩仨"))
# units of one character that are part of a phrase behind 一: 一点, 一级, 一度, 一方
_VAGUE_UNITS = frozenset("点分级度星方环码里")
# what a fraction may be of: 二分之一米, 四分之三杯; 三分之一席位 is told of a whole
_DIVISIBLE = frozenset({"length", "area", "volume", "mass", "container"})
_BELOW_ZERO = frozenset({"度", "摄氏度", "℃", "°C"})
# a minus belongs to the number where one of these, or a verb, stands before it; behind a name it is a hyphen
_BEFORE_MINUS = "(，,、:：为是至到达在于约比\n\t^“"
_SIGNS = frozenset("负-")
_BEFORE_SIGNED = _SIGNS | {" "}  # a sign, or a space behind one
_NOT_NEGATIVE = frozenset("胜平抱肩辜欺自正")  # 胜负3, 肩负2项, 自负5成, 正负3%

# 第三、 and 第一、二、 inside a clause; at its start 第一、 may begin an item of a list
_PLACES = re.compile(
    r"(?<=[\u4e00-\u9fff])第(?:(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、和与及])*(?P<last>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、和与及]$"
)
_PLACES_REACH = 16  # code points before a number in which they are looked for
_JOINED = frozenset("、和与及")


class QuantityReader:
    """Readings of the numerals of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.times = context.lexicon.times
        self.money = MoneyReader(context)
        self.units = UnitReader(context)
        self.shares = ShareReader(context.norm)
        self.standing = Standing(context, self.money)

    def read(self, numeral: Numeral, *, signed: bool = True) -> Amount | None:
        """The numeral with what stands behind and before it; not ``signed`` where a hyphen before it is a dash."""
        norm = self.norm
        before = norm[numeral.start - 1 : numeral.start]
        ordinal = before == "第"
        start, sign = numeral.start - ordinal, 1
        if signed and before in _BEFORE_SIGNED:
            start, sign = self._sign(numeral)
        fraction = self.shares.fraction(numeral, start, sign)
        if fraction is not None:
            return self._of_unit(fraction)
        low, high = numeral.low, numeral.high
        if sign < 0:
            low, high = -(low if high is None else high), -low
        amount = Amount(start, numeral.end, low, high, numeral, modifier=numeral.modifier)
        if ordinal or (
            norm[numeral.start - 1 : numeral.start] in _JOINED and self._goes_on_counting(numeral)
        ):
            return self._ordinal(amount)
        power = _POWER.match(norm, numeral.end) if numeral.arabic else None
        if power and numeral.scale == 1 and amount.exact and numeral.low:
            amount.end = power.end()
            amount.low = amount.high = sign * Fraction(numeral.low) ** int(power["exponent"])
            return self._with_unit(amount)
        if self.times.unit_behind.match(norm, numeral.end):  # dates and durations
            return None
        return self.shares.percent(amount) or self.shares.tenths(amount) or self._with_unit(amount)

    def _goes_on_counting(self, numeral: Numeral) -> bool:
        """上午第三、|四节课: the place behind the one that is told with 第."""
        if self.norm[numeral.start] == "两":
            return False
        before = _PLACES.search(self.norm, max(0, numeral.start - _PLACES_REACH), numeral.start)
        last = scan(before["last"], 0) if before else None
        return last is not None and numeral.low == numeral.high == last.low + 1

    def part_of(self, at: int) -> Amount | None:
        """百分之五十五 and its like, which begin with the whole."""
        return self.shares.part_of(at) if self.norm[at] in "百千万十佰仟" else None

    # -- before the number --------------------------------------------------------------------------------

    def _sign(self, numeral: Numeral) -> tuple[int, int]:
        """A minus belongs to a number where nothing that could be a range or a name stands before it."""
        norm, start = self.norm, numeral.start
        at = start - 1
        while at >= 0 and norm[at] == " " and start - at < 3:
            at -= 1
        if at < 0 or norm[at] not in _SIGNS:
            return start, 1
        before = norm[max(0, at - 2) : at].rstrip(" ")[-1:]
        if norm[at] == "负":
            return (start, 1) if before in _NOT_NEGATIVE else (at, -1)
        if numeral.arabic and (not before or before in _BEFORE_MINUS or self._measured(numeral, before)):
            return at, -1
        return start, 1

    def _measured(self, numeral: Numeral, before: str) -> bool:
        """气温-5℃, 净利-3亿元: behind a Chinese word a minus is one where a unit follows; 东风-41 is a name."""
        if not "\u4e00" <= before <= "\u9fff":
            return False
        end = numeral.end
        return self.norm[end : end + 1] == "%" or self.units.behind(end, numeral)[0] is not None

    # -- behind the number --------------------------------------------------------------------------------

    def _with_unit(self, amount: Amount) -> Amount | None:
        norm, numeral = self.norm, amount.numeral
        more = _MORE.match(norm, amount.end)
        if more and not numeral.modifier and numeral.low and numeral.low % 10 == 0:
            amount.end, amount.modifier = more.end(), "gt"
        scaled_again = norm[amount.end : amount.end + 1] == "个" and norm[
            amount.end + 1 : amount.end + 2
        ] in {"亿", "万"}
        if scaled_again:
            amount.scale(10**8 if norm[amount.end + 1] == "亿" else 10**4)  # 两个亿
            amount.end += 2
        unit, unit_end = self.units.behind(amount.end, numeral)
        before = self.money.before(amount.start)
        if before is not None and (unit is None or unit.kind != "currency" or unit.unit == "*"):
            behind = unit if unit is not None and unit.kind == "currency" else None
            amount.start = before[1]
            amount.end = unit_end if behind is not None else amount.end
            return self.money.read(amount, before[0], behind)
        if unit is None:
            if scaled_again:
                return amount
            if more is not None:
                amount.end = numeral.end
            if norm[amount.end : amount.end + 1] == "转" and _TURNS.match(norm, amount.end):
                return amount.name("QUANTITY", "公里", "quantity(turns)")
            return self._bare(amount)
        amount.end = unit_end
        if unit.kind == "currency":
            return self.money.read(amount, unit, unit)
        if unit.surface == "分" and (cents := self.money.cents(amount)) is not None:
            return cents
        return self._quantity(amount, unit)

    def _quantity(self, amount: Amount, unit: Unit) -> Amount:
        word = self.norm[amount.numeral.start : amount.numeral.end]
        amount.name("QUANTITY", unit.unit, f"quantity({unit.place})")
        if unit.kind == "unit":
            self._tail(amount, unit)
            if unit.surface in _BELOW_ZERO and self.norm[amount.start - 2 : amount.start] == "零下":
                amount.start -= 2
                amount.scale(-1)
        amount.article = word == "一" and (unit.kind == "classifier" or unit.surface in _VAGUE_UNITS)
        formal = len(word) == 1 and word in _FORMAL_WORDS  # 登陆部队, 拾起, 参加
        amount.weak = formal
        return amount

    def _tail(self, amount: Amount, unit: Unit) -> None:
        """What a unit may have behind it: 一吨半, 三公里多, 1米75."""
        norm, end = self.norm, amount.end
        half = _HALF_MORE.match(norm, end)
        following = norm[end : end + 1]
        if half and amount.exact:
            amount.end = half.end()
            amount.add(Decimal("0.5"))
        elif (
            following
            and following in "多余"
            and norm[end + 1 : end + 2] not in {"样", "次", "重", "元", "个", "震"}
        ):
            amount.end, amount.modifier = end + 1, amount.modifier or "gt"
        elif unit.surface == "米" and amount.exact and amount.numeral.low < 10 and not amount.numeral.decimal:
            tail = _ONE_METRE.match(norm, end)
            rest = scan(norm, end) if tail else None
            if tail and rest is not None and self.units.behind(tail.end(), rest)[0] is None:
                amount.end = tail.end()
                amount.add(scaled(rest.low, Decimal(1).scaleb(-(tail.end() - end))))

    def _of_unit(self, fraction: Amount) -> Amount:
        """三分之一 as it is, 二分之一米 with its unit."""
        unit, end = self.units.behind(fraction.end, fraction.numeral)
        if unit is not None and unit.dimension in _DIVISIBLE:
            fraction.end = end
            return fraction.name("QUANTITY", unit.unit, f"fraction({unit.place})")
        return fraction

    def _ordinal(self, amount: Amount) -> Amount | None:
        """第三, 第三代, 第79届, 第18号: with its classifier; a quarter (第三季度) is a date."""
        if (
            self.times.unit_behind.match(self.norm, amount.end)
            and self.norm[amount.end : amount.end + 1] != "号"
        ):
            return None
        unit, end = self.units.behind(amount.end, amount.numeral, ordinal=True)
        if unit is None or unit.kind != "classifier":
            return amount.name("ORDINAL", "", "ordinal")
        amount.end = end
        return amount.name("ORDINAL", unit.unit, f"ordinal({unit.place})")

    # -- numbers with nothing behind them -----------------------------------------------------------------

    def _bare(self, amount: Amount) -> Amount | None:
        """3300万(活跃用户) is a number, the 一 of running text is none, 4K and 90后 are names."""
        norm, numeral, end = self.norm, amount.numeral, amount.end
        if norm[end : end + 1] == "号":  # 3号墓
            return None
        if not numeral.arabic:
            amount.weak = not self.standing.chinese_alone(amount)
        else:
            suffix = _SUFFIX.match(norm, end)
            screen = suffix is not None and suffix["letter"] in "kK" and numeral.low in {2, 4, 8}  # 4K
            if (
                suffix
                and not screen
                and (
                    norm[suffix.end() : suffix.end() + 2] in _AFTER_SUFFIX
                    or (
                        suffix["letter"] in "kK"
                        and _CONTEXT_BEFORE.search(norm, max(0, amount.start - 8), amount.start)
                    )
                )
            ):
                amount.scale(_SUFFIXES[suffix["letter"]])
                amount.end, amount.rule = suffix.end(), "suffix"
                return amount
            following = norm[end : end + 1]
            if following.isascii() and following.isalpha():  # 5G, 3D, 4K
                return None
            if numeral.scale == 1 and not self.standing.arabic_alone(amount):
                return None
        return amount
