"""One left-to-right reading of a numeral: what may carry it on."""

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
)
from pipeline.extract.numerals.worth import Worth, plus

if TYPE_CHECKING:
    from pipeline.extract.numerals.characters import Value

LONGEST = 400  # code points: longer runs are no numbers, and a bound keeps exact arithmetic cheap

_SPELT = re.compile(r"[〇○零一二三四五六七八九]{3,4}(?![〇○零一二三四五六七八九十百千万亿兆年])")
_SPELT_GROUP = re.compile(r"[〇○零一二三四五六七八九]{3,4}(?=[万亿])")  # of 一兆一一二三亿
_SPACE = re.compile(r" {0,3}")
# 兆瓦, 千克, 百帕: a prefix of a unit, not a scale (see units.csv)
_MEGA_UNIT = re.compile(r"兆(?=[瓦赫字欧帕比伏焦位Bb]|峰瓦)")
_KILO_UNIT = re.compile(r"(?:千(?=[克瓦卡伏焦帕赫]|字节|欧姆|兆峰?瓦)|百(?=帕))")
_KILOMETRE = re.compile(r"千(?=米|公里)")
# what two or three of may be: 两三年, 三四个, 七、八岁; a date (一二年) has been read by then
_COUNTED = frozenset("个名位人天年周日岁次倍小分秒公米块元条件种项台辆场层家")
_MOVED = frozenset("升贬")  # 新台币升九点八分: no time of day
_AFTER_LIANG = frozenset("百千万亿兆")
_AFTER_ZERO = frozenset({*ALL_DIGITS, *SMALL, *TENS, *FUZZY})
# 多 and 余 after a number that begin a word of their own: 30多样性, 100多亏, 10余额
_NOT_AFTER_MORE = {"多": frozenset("样亏边哈伦"), "余": frozenset("额震地温姚")}
# what 来 (about so many) stands before: 十来个, 30来平米; not 来自, 来华
_AFTER_LAI = frozenset("个名位人年天岁家次万亿元块斤吨辆户间")
_UNIT_AFTER_LAI = re.compile(r" ?(?:平米|平方|公里|公斤|分钟|小时|米(?!兰))")
# what 参 is a digit before (参佰, 参拾): elsewhere it is the 参 of 参加
_AFTER_SAN = frozenset("拾佰仟万亿")


class Reader(Worth):
    """One left-to-right reading of a numeral; what it is worth so far is told to ``Worth``."""

    __slots__ = ()

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
        if self.unit_seen >= 10**4 and self.current is None and self.section == (0, 0) and not self.arabic:
            spelt = (_SPELT if self.unit_seen == 10**4 else _SPELT_GROUP).match(self.text, self.at)
            if spelt is not None and BIG.get(self.text[spelt.end() : spelt.end() + 1], 0) < self.unit_seen:
                # 十万四三四八, as Taiwan's papers write 104348
                value = int("".join(str(DIGITS[char]) for char in spelt.group()))
                self.current, self.run, self.digits = (value, value), len(spelt.group()), len(spelt.group())
                return self._advance(len(spelt.group()))
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
        if self.arabic and self.current is not None and unit == 10:
            return False
        self.take_small(unit)
        return self._advance()

    def _big(self, unit: int) -> bool:
        if unit == 10**12 and _MEGA_UNIT.match(self.text, self.at):
            return False
        if self.digits > 1 and not self.unit_seen and not self.arabic and self.digits > 4:
            return False
        if not self.done and unit == 10**4 and self.text[self.at + 1 : self.at + 2] == "亿":  # 万亿
            self.current = (1, 1)
        return self.take_big(unit) and self._advance()

    def _tens(self, value: int) -> bool:
        if self.current is not None or self.small_unit <= 10:
            return False
        self.section = (self.section[0] + value, plus(self.section[1], value))
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
        following = self.text[place : place + 1]
        moved = following == "分" and not _MOVED.isdisjoint(self.text[max(0, self.at - 3) : self.at])
        if not digits or (following in {"十", "分", "刻", "整", "半"} and not moved):
            return False
        whole = self.finish()[0]
        self.take_decimal(EXACT.add(Decimal(whole), Decimal(f"0.{digits}")))
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
