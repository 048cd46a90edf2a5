"""What a numeral is worth, in exact integers and decimals: digits, units within ten thousand, and groups of 万, 亿, 兆.

三千五      section 3000, a last digit that counts hundreds
3万4000     stack [30000], current 4000
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numerals.characters import BIG, EXACT, SMALL, Numeral

if TYPE_CHECKING:
    from pipeline.extract.numerals.characters import Value
    from pipeline.model import Modifier


class Worth:
    """The value of what was read so far. Values are (low, high) pairs; high may be None."""

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

    def take_small(self, unit: int) -> None:
        """十, 百 or 千 behind the digit that awaits it, or behind none: 十 is 10."""
        low, high = self.current if self.current is not None else (1, 1)
        self.section = (
            total(self.section[0], product(low, unit)),
            plus(self.section[1], times(high, unit)),
        )
        self.coefficient, self.scale, self.big = low, unit, 1
        self.current, self.after_zero, self.run = None, False, 0
        self.small_unit = self.unit_seen = unit

    def take_big(self, unit: int) -> bool:
        """万, 亿 or 兆 behind what stands before it; False where nothing does."""
        if self.section != (0, 0):
            self.settle_tail()
        low = total(self.section[0], self.current[0] if self.current else 0)
        high = plus(self.section[1], self.current[1] if self.current else 0)
        if low == 0 and not (self.stack and self.stack[-1][2] <= unit and self.unit_seen >= 10**4):
            return False
        if low == 0 and self.unit_seen > unit:
            return False
        fresh = not self.stack
        while self.stack and self.stack[-1][2] <= unit:
            below = self.stack.pop()
            low, high = total(low, below[0]), plus(high, below[1])
        self.stack.append((product(low, unit), times(high, unit), unit))
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
        return True

    def take_decimal(self, value: Decimal) -> None:
        """A whole number with its decimals, which stands for all that was read: 三点五."""
        self.stack, self.section = [], (0, 0)
        self.current = (value, value)
        self.small_unit, self.unit_seen, self.digits = 10**9, 0, 0
        self.decimal = True

    def settle_tail(self) -> None:
        """一万三, 两千四百五, 1万5, 百二万: a last single digit counts tenths of the unit before it."""
        if self.current is None or self.unit_seen <= 10 or self.after_zero or not self._is_tail():
            return
        low, high = self.current
        tenth = self.unit_seen // 10
        self.current = (product(low, tenth), times(high, tenth))

    def finish(self) -> tuple[Value, Value | None]:
        """The value of all that was read."""
        self.settle_tail()
        low, high = self.section
        if self.current is not None:
            low, high = total(low, self.current[0]), plus(high, self.current[1])
        for group_low, group_high, _unit in self.stack:
            low, high = total(low, group_low), plus(high, group_high)
        return low, high

    def _is_tail(self) -> bool:
        return self.current is not None and self.run == 1 and self.current[0] < 10 and not self.decimal

    def numeral(self, start: int) -> Numeral | None:
        """What was read from ``start`` on, with its value."""
        if self.done <= start:
            return None
        if self.current is None and self.section == (0, 0) and not self.stack:
            return None
        low, high = self.finish()
        if self.decimal and self.unit_seen:  # 3.5万 is the integer 35000
            low, high = whole(low), None if high is None else whole(high)
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


def whole(value: Value) -> Value:
    """3.0 as the integer that it is."""
    return int(value) if value == int(value) else value


def plus(a: Value | None, b: Value | None) -> Value | None:
    """Their sum, None where one is."""
    return None if a is None or b is None else total(a, b)


def total(a: Value, b: Value) -> Value:
    """Their sum, exact."""
    return a + b if isinstance(a, int) and isinstance(b, int) else EXACT.add(Decimal(a), Decimal(b))


def times(a: Value | None, b: int) -> Value | None:
    """Their product, None where the value is."""
    return None if a is None else product(a, b)


def product(a: Value, b: int) -> Value:
    """Their product, exact."""
    return a * b if isinstance(a, int) else EXACT.multiply(a, Decimal(b))
