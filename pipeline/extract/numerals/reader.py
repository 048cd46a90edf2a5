"""One left-to-right reading of a numeral: what may carry it on, and what it is worth in the end."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numerals.characters import (
    ALL_DIGITS,
    ARABIC,
    BIG,
    DIGITS,
    EXACT,
    FUZZY,
    SMALL,
    TENS,
    Numeral,
)

if TYPE_CHECKING:
    from pipeline.extract.numerals.characters import Value
    from pipeline.model import Modifier

LONGEST = 400  # code points: longer runs are no numbers, and a bound keeps exact arithmetic cheap

_SPACE = re.compile(r" {0,3}")
# 兆瓦, 千克, 百帕: a prefix of a unit, not a scale (see units.csv)
_MEGA_UNIT = re.compile(r"兆(?=[瓦赫字欧帕比伏焦位Bb])")
_KILO_UNIT = re.compile(r"(?:千(?=[克瓦卡伏焦帕赫]|字节|欧姆)|百(?=帕))")
_KILOMETRE = re.compile(r"千(?=米|公里)")
# what two or three of may be: 两三年, 三四个, 七、八岁; a date (一二年) has been read by then
_COUNTED = frozenset("个名位人天年周日岁次倍小分秒公米块元条件种项台辆场层家")
_AFTER_LIANG = frozenset("百千万亿兆")
_AFTER_ZERO = frozenset({*ALL_DIGITS, *SMALL, *TENS, *FUZZY})
# 多 and 余 after a number that begin a word of their own: 30多样性, 100多亏, 10余额
_NOT_AFTER_MORE = {"多": frozenset("样亏边哈伦"), "余": frozenset("额震地温姚")}
# what 来 (about so many) stands before: 十来个, 30来平米; not 来自, 来华
_AFTER_LAI = frozenset("个名位人年天岁家次万亿元块斤吨辆户间")
_UNIT_AFTER_LAI = re.compile(r" ?(?:平米|平方|公里|公斤|分钟|小时|米(?!兰))")
# what 参 is a digit before (参佰, 参拾): elsewhere it is the 参 of 参加
_AFTER_SAN = frozenset("拾佰仟万亿")


class Reader:
    """One left-to-right reading of a numeral. Values are (low, high) pairs; high may be None."""

    __slots__ = (
        "after_zero", "arabic", "at", "big", "coefficient", "current", "decimal", "digits", "done", "modifier",
        "run", "scale", "section", "small_unit", "stack", "text", "unit_seen",
    )  # fmt: skip

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.stack: list[tuple[Value, Value | None, int]] = []  # finished 万/亿/兆 groups, descending
        self.section: tuple[Value, Value | None] = (0, 0)  # within 十百千
        self.current: tuple[Value, Value | None] | None = None  # a digit that awaits its unit
        self.small_unit = 10**9  # the last 十百千 of this section
        self.run = 0  # digits in a row without a unit
        self.arabic = False
        self.after_zero = False
        self.unit_seen = 0  # the last unit or scale read
        self.modifier: Modifier = ""
        self.decimal = False
        self.digits = 0
        self.scale = self.big = 1
        self.coefficient: Value = 0
        self.done = 0

    # -- what a numeral is made of ------------------------------------------------------------------

    def read(self) -> bool:
        """Read on as far as it goes; whether anything was read."""
        text = self.text
        limit = min(len(text), self.at + LONGEST)
        while self.at < limit:
            char = text[self.at]
            if char.isascii() and char.isdigit():
                ok = self._arabic()
            elif char in ALL_DIGITS:
                ok = self._digit(ALL_DIGITS[char])
            elif char in SMALL:
                ok = self._small(SMALL[char])
            elif char in BIG:
                ok = self._big(BIG[char])
            elif char in TENS:
                ok = self._tens(TENS[char])
            elif char in FUZZY:
                ok = self._fuzzy(char)
            elif char in "多余来":
                ok = self._more(char)
            elif char == "点":
                ok = self._point()
            elif char == "、":
                ok = self._listed_serial()
            else:
                ok = char == " " and self._space()
            if not ok:
                break
        return self.done > 0

    def _advance(self, count: int = 1) -> bool:
        self.at += count
        self.done = self.at
        return True

    def _arabic(self) -> bool:
        if self.current is not None:
            return False
        match = ARABIC.match(self.text, self.at, self.at + LONGEST)
        if match is None:
            return False
        digits = match.group().replace(",", "").replace("·", ".")
        value: Value = int(digits) if digits.isdigit() else Decimal(digits)
        if self.unit_seen and not self._scale_follows(match.end()) and not self._tail_fits(value):
            return False
        self.current = (value, value)
        self.arabic = True
        self.run = len(digits)
        self.decimal = self.decimal or "." in digits
        return self._advance(match.end() - match.start())

    def _scale_follows(self, at: int) -> bool:
        """3兆7,515亿: a further Arabic number belongs to this numeral where a smaller scale follows it."""
        space = _SPACE.match(self.text, at)
        at = space.end() if space else at
        char = self.text[at : at + 1]
        unit = SMALL.get(char) or BIG.get(char) or 0
        return 0 < unit < self.unit_seen

    def _tail_fits(self, value: Value) -> bool:
        """1万5, 3万4000, 1千零20: digits after a scale, smaller than it and glued to it."""
        glued = self.text[self.at - 1] != " "
        return glued and isinstance(value, int) and 0 < value < self.unit_seen

    def _digit(self, digit: int) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        char = self.text[self.at]
        if char == "两" and self.done and following not in _AFTER_LIANG and not self._or_two(following):
            return False  # 三十两, 二两: the unit of weight
        formal = self.done and self.text[self.at - 1] in "拾佰仟"
        if char == "参" and following not in _AFTER_SAN and not formal:
            return False  # 70亿参数
        if digit == 0 and self.current is None and (self.unit_seen or following in SMALL):
            self.after_zero = True
            self.at += 1
            if not self.unit_seen and following in SMALL:  # 零十: read as 十
                return True
            return bool(following) and (following in _AFTER_ZERO or following.isdigit())
        if self.current is None:
            self.current = (digit, digit)
            self.run = 1
            return self._advance()
        if self.arabic:
            return False
        if self._serial(digit, following):
            return self._advance()
        if self.unit_seen:  # 三百五六: the second digit starts something else
            return False
        low, high = self.current
        if high is None or self.run >= 30:
            return False
        self.current = (low * 10 + digit, high * 10 + digit)
        self.run += 1
        self.digits = self.run
        return self._advance()

    def _or_two(self, following: str) -> bool:
        """一两年, 三两天: two with the digit before it, and no weight."""
        return (
            self.current in {(1, 1), (3, 3)}
            and self.run == 1
            and not self.unit_seen
            and following in _COUNTED
        )

    def _serial(self, digit: int, following: str) -> bool:
        """三四十, 八九亿, 十五六万, 三五个: two neighbouring digits are a range (三五 is one by custom)."""
        if self.current is None or self.run != 1 or self.current[0] != self.current[1]:
            return False
        first = self.current[0]
        near = digit == first + 1 or (first, digit) in {(3, 5), (3, 2)}
        counted = following in SMALL or following in BIG or self.unit_seen == 10 or following in _COUNTED
        if not near or first == 0 or not counted:
            return False
        if following in SMALL and SMALL[following] >= self.small_unit:
            return False
        self.current = (min(first, digit), max(first, digit))
        self.run = 2
        return True

    def _listed_serial(self) -> bool:
        """七、八年, 三、四十人: two neighbouring digits with a mark between are one range."""
        second = ALL_DIGITS.get(self.text[self.at + 1 : self.at + 2])
        following = self.text[self.at + 2 : self.at + 3]
        if second is None or self.arabic or not self._serial(second, following):
            return False
        return self._advance(2)

    def _small(self, unit: int) -> bool:
        text, at = self.text, self.at
        if self.digits > 1 and not self.unit_seen:  # 二〇二五十: no number
            return False
        if unit == 100 and text.startswith(("分点", "分比"), at + 1):  # 0.2|百分点
            return False
        kilo = _KILO_UNIT.match(text, at) or (_KILOMETRE.match(text, at) if self.arabic else None)
        if kilo and self.current is not None:
            return False
        if unit >= self.small_unit or (self.current is None and self.section != (0, 0) and not self.after_zero
                                       and unit != 10):  # fmt: skip
            return False
        if self.current is None and self.stack and not self.after_zero and unit != 10:
            return False
        low, high = self.current if self.current is not None else (1, 1)
        if self.arabic and self.current is not None and unit == 10:
            return False
        self.section = (
            _sum(self.section[0], _product(low, unit)),
            _plus(self.section[1], _times(high, unit)),
        )
        self.coefficient, self.scale, self.big = low, unit, 1
        self.current, self.after_zero, self.run = None, False, 0
        self.small_unit = self.unit_seen = unit
        return self._advance()

    def _big(self, unit: int) -> bool:
        if unit == 10**12 and _MEGA_UNIT.match(self.text, self.at):
            return False
        if self.digits > 1 and not self.unit_seen and not self.arabic and self.digits > 4:
            return False
        if not self.done and unit == 10**4 and self.text[self.at + 1 : self.at + 2] == "亿":  # 万亿
            self.current = (1, 1)
        if self.section != (0, 0):
            self._settle_tail()
        low = _sum(self.section[0], self.current[0] if self.current else 0)
        high = _plus(self.section[1], self.current[1] if self.current else 0)
        if low == 0 and not (self.stack and self.stack[-1][2] <= unit and self.unit_seen >= 10**4):
            return False
        if low == 0 and self.unit_seen > unit:
            return False
        fresh = not self.stack
        while self.stack and self.stack[-1][2] <= unit:
            below = self.stack.pop()
            low, high = _sum(low, below[0]), _plus(high, below[1])
        self.stack.append((_product(low, unit), _times(high, unit), unit))
        if self.unit_seen in BIG.values() and self.section == (0, 0) and self.current is None:
            self.scale *= unit
        elif fresh and self.current is not None and self.section == (0, 0):
            self.coefficient, self.scale = low, unit
        elif self.current is None and self.scale in SMALL.values() and low == self.coefficient * self.scale:
            self.scale *= unit
        else:
            self.coefficient, self.scale = low, unit
        self.big = self.big * unit if self.unit_seen in BIG.values() and self.section == (0, 0) else unit
        self.section, self.current = (0, 0), None
        self.small_unit, self.unit_seen = 10**9, unit
        self.after_zero, self.run = False, 0
        return self._advance()

    def _tens(self, value: int) -> bool:
        if self.current is not None or self.small_unit <= 10:
            return False
        self.section = (self.section[0] + value, _plus(self.section[1], value))
        self.small_unit = self.unit_seen = 10
        self.after_zero = False
        return self._advance()

    def _fuzzy(self, char: str) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        before_unit = following in SMALL or following in BIG
        after_ten = char == "几" and self.unit_seen == 10 and self.current is None
        after_zero = char == "几" and self.after_zero and before_unit  # 一百零几万
        if self.current is not None or not (after_ten or after_zero or (before_unit and not self.unit_seen)):
            return False
        if after_ten or after_zero:
            self.current = (0, None)  # 二十几: from 20, no stated end
        else:
            self.current = (1, None)
        self.modifier = "approx"
        self.run = 1
        return self._advance()

    def _more(self, char: str) -> bool:
        """30多万, 十余万, 500多亿, 十来个: more than the number that stands before."""
        if self.modifier or not (self.unit_seen or self.arabic) or (self.current and not self.arabic):
            return False
        round_number = self.unit_seen > 1 or (self.current is not None and self.current[0] % 10 == 0)
        if not round_number:
            return False
        rest = self.text[self.at + 1 : self.at + 3].lstrip(" ")[:1]
        if char == "来" and not (
            rest in BIG or rest in _AFTER_LAI or _UNIT_AFTER_LAI.match(self.text, self.at + 1)
        ):
            return False
        if char in "多余" and rest in _NOT_AFTER_MORE[char]:
            return False
        self.modifier = "approx" if char == "来" else "gt"
        self._advance()
        return rest in BIG

    def _point(self) -> bool:
        """三点五, 零点77, 五十五点五七九: decimals are read digit by digit."""
        if self.arabic or self.decimal or (self.current is None and not self.section[0] and not self.stack):
            return False
        place = self.at + 1
        digits = ""
        while place < len(self.text) and len(digits) < 30:
            char = self.text[place]
            if char.isascii() and char.isdigit():
                digits += char
            elif char in DIGITS and char != "两":
                digits += str(DIGITS[char])
            elif char == " " and digits == "":
                pass
            else:
                break
            place += 1
        if not digits or self.text[place : place + 1] in {"十", "分", "刻", "整", "半"}:
            return False
        whole = self._finish()[0]
        value = EXACT.add(Decimal(whole), Decimal(f"0.{digits}"))
        self.stack, self.section = [], (0, 0)
        self.current = (value, value)
        self.small_unit, self.unit_seen, self.digits = 10**9, 0, 0
        self.decimal = True
        self.at = self.done = place
        return self.text[place : place + 1] in BIG or self.text[place : place + 1] in "百千 "

    def _space(self) -> bool:
        """A space inside a numeral: 1.81 兆, 3 兆 7,515 亿, 三千 九百; never between two plain numbers."""
        following = self.text[self.at : self.at + 4].lstrip(" ")[:1]
        scale = following in SMALL or following in BIG
        chinese = following in ALL_DIGITS and self.unit_seen > 0 and not self.arabic
        more = following in "余多" and self.unit_seen > 0
        arabic = following.isdigit() and following.isascii() and self.unit_seen >= 1000
        point = following == "点" and not self.arabic and (self.unit_seen > 0 or self.current is not None)
        if not following or not (point or scale or chinese or arabic or more or following in FUZZY):
            return False
        while self.text[self.at] == " ":
            self.at += 1
        return True

    # -- the value -----------------------------------------------------------------------------------

    def _settle_tail(self) -> None:
        """一万三, 两千四百五, 1万5, 百二万: a last single digit counts tenths of the unit before it."""
        if self.current is None or self.unit_seen <= 10 or self.after_zero or not self._is_tail():
            return
        low, high = self.current
        tenth = self.unit_seen // 10
        self.current = (_product(low, tenth), _times(high, tenth))

    def _finish(self) -> tuple[Value, Value | None]:
        self._settle_tail()
        low, high = self.section
        if self.current is not None:
            low, high = _sum(low, self.current[0]), _plus(high, self.current[1])
        for group_low, group_high, _unit in self.stack:
            low, high = _sum(low, group_low), _plus(high, group_high)
        return low, high

    def _is_tail(self) -> bool:
        return self.current is not None and self.run == 1 and self.current[0] < 10 and not self.decimal

    def numeral(self, start: int) -> Numeral | None:
        """What was read from ``start`` on, with its value."""
        if self.done <= start:
            return None
        if self.current is None and self.section == (0, 0) and not self.stack:
            return None
        low, high = self._finish()
        if self.decimal and self.unit_seen:  # 3.5万 is the integer 35000
            low, high = _whole(low), None if high is None else _whole(high)
        if self.scale == 1 or self.current is not None:
            self.coefficient, self.scale = low, 1
        return Numeral(
            start=start,
            end=self.done,
            low=low,
            high=high,
            modifier=self.modifier,
            coefficient=self.coefficient,
            scale=self.scale,
            arabic=self.arabic,
            digits=self.digits,
            decimal=self.decimal,
            big=self.big if self.scale > 1 else 1,
        )


def _whole(value: Value) -> Value:
    return int(value) if value == int(value) else value


def _plus(a: Value | None, b: Value | None) -> Value | None:
    return None if a is None or b is None else _sum(a, b)


def _sum(a: Value, b: Value) -> Value:
    return a + b if isinstance(a, int) and isinstance(b, int) else EXACT.add(Decimal(a), Decimal(b))


def _times(a: Value | None, b: int) -> Value | None:
    return None if a is None else _product(a, b)


def _product(a: Value, b: int) -> Value:
    return a * b if isinstance(a, int) else EXACT.multiply(a, Decimal(b))
