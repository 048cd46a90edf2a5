"""A number while it is being read, and exact arithmetic on its value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.numerals import EXACT

if TYPE_CHECKING:
    from pipeline.extract.numerals import Numeral
    from pipeline.model import Modifier, NumberLabel

Exact: TypeAlias = int | Decimal | Fraction


@dataclass(slots=True)
class Amount:
    """A number as read so far: normalised-text range, exact value, unit and the rule that read it.

    ``low`` and ``high`` are None where nothing is told: 数倍 has neither, 数百 no upper end.
    """

    start: int
    end: int
    low: Exact | None
    high: Exact | None
    numeral: Numeral
    label: NumberLabel = "CARDINAL"
    unit: str = ""
    modifier: Modifier = ""
    rule: str = "numeral"
    weak: bool = False  # needs a reason to be a number: 四, 五里
    article: bool = False  # 一个, 一种: may be no more than an indefinite article

    def scale(self, factor: Decimal | int) -> None:
        """Multiply the value."""
        self.low = None if self.low is None else scaled(self.low, factor)
        self.high = None if self.high is None else scaled(self.high, factor)

    def add(self, value: Exact) -> None:
        """Add to the value: 半 of 一吨半, 角 behind 元."""
        self.low = None if self.low is None else added(self.low, value)
        self.high = None if self.high is None else added(self.high, value)

    def name(self, label: NumberLabel, unit: str, rule: str) -> Amount:
        """Say what it is, once that is known."""
        self.label, self.unit, self.rule = label, unit, rule
        return self

    @property
    def exact(self) -> bool:
        """Whether it tells one value and no range."""
        return self.low is not None and self.low == self.high


def scaled(value: Exact, factor: Decimal | int) -> Exact:
    """``value`` times ``factor``, exact; an integer where it is one."""
    if factor == 1:
        return value
    if isinstance(value, Fraction):
        return value * Fraction(factor)
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    product = EXACT.multiply(Decimal(value), Decimal(factor))
    return int(product) if product == product.to_integral_value() else product


def added(a: Exact, b: Exact) -> Exact:
    """The exact sum."""
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        return Fraction(a) + Fraction(b)
    return a + b if isinstance(a, int) and isinstance(b, int) else EXACT.add(Decimal(a), Decimal(b))


def plain(value: Exact | None) -> Decimal | None:
    """A decimal without trailing zeros; a fraction that has no finite one to 15 significant digits."""
    if value is None:
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Fraction):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        value = quotient if len(quotient.as_tuple().digits) <= 15 else Decimal(f"{quotient:.15g}")
    return Decimal(int(value)) if value == value.to_integral_value() else EXACT.normalize(value)
