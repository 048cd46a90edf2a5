"""What a told value allows: an interval from its rounding and its modifier, in exact decimals.

600亿     595亿 to 605亿      rounded to two digits at least
9337.9亿  9337.85 to 9337.95亿
14人      14                 a count that is written out is exact
近10倍    9 to 10            约10倍 is 9.5 to 10.5
逾2万     from 2万 on         不到300 is below 300
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.model import Modifier

_ABOUT = Decimal("0.05")  # 约, 左右: so much to either side
_NEARLY = Decimal("0.1")  # 近, 接近: so much below (近10倍 is 9 to 10)
_ROUNDED = Decimal("0.01")  # no rounding is taken to be coarser: 1000 is 990 to 1010
_TIMES = Decimal(10)  # 数百 goes up to the next order of magnitude
_PLAUSIBLE = Decimal("1.5")  # 逾2万 is told of 2万 to 3万; it excludes 3.5万 no more than it means it


class Interval(NamedTuple):
    """A closed interval; None is no bound. ``told`` is the value as it stands."""

    low: Decimal | None
    high: Decimal | None
    told: Decimal

    def holds(self, other: Interval) -> bool:
        """Whether ``other`` lies inside."""
        above = self.low is None or (other.low is not None and self.low <= other.low)
        below = self.high is None or (other.high is not None and other.high <= self.high)
        return above and below

    def apart(self, other: Interval) -> bool:
        """Whether no value satisfies both; rounded values whose ends touch are apart (9338 and 9339)."""
        for a, b in ((self, other), (other, self)):
            if a.high is None or b.low is None or a.high < b.low:
                if a.high is not None and b.low is not None:
                    return True
                continue
            open_ends = a.low is None and b.high is None  # 不到300 and 超过300
            rounded = a.told != b.told and a.low != a.high and b.low != b.high
            if a.high == b.low and (open_ends or rounded):
                return True
        return False

    def plausible(self, other: Interval) -> bool:
        """Whether an open end may mean the other's value: 逾2万 and 2.3万, not 逾2万 and 90万."""
        for a, b in ((self, other), (other, self)):
            if a.high is None and b.told > a.told * _PLAUSIBLE:
                return False
            if a.low is None and b.told * _PLAUSIBLE < a.told:
                return False
        return True


def interval(
    low: Decimal | None,
    high: Decimal | None,
    modifier: Modifier,
    *,
    nearly: bool = False,
    counted: bool = False,
    half: Decimal | None = None,
) -> Interval | None:
    """The interval of a value; None where it tells none.

    Args:
        low: as told; None where only an upper end is.
        high: as told; None for 数百.
        modifier: of the claim.
        nearly: an ``approx`` that stays below (近, 接近).
        counted: a number of things, which is exact where it is written out (14人, 40个).
        half: half of the last digit where the value does not show it: 六成 is told in tens of percent.
    """
    if low is None and high is None:
        return None
    if low is not None and high is None:
        return Interval(low, low * _TIMES, low)
    if high is not None and (low is None or low != high):
        return Interval(low, high, high if low is None else (low + high) / 2)
    value = low if low is not None else Decimal(0)
    slack = _slack(value, counted=counted) if half is None else half
    width = abs(value)
    match modifier:
        case "approx" if nearly:
            return Interval(value - max(width * _NEARLY, half or 0), value, value)
        case "approx":
            slack = max(slack, width * _ABOUT)
            return Interval(value - slack, value + slack, value)
        case "gt" | "ge":
            return Interval(value, None, value)
        case "lt" | "le":
            return Interval(None, value, value)
    return Interval(value - slack, value + slack, value)


def _slack(value: Decimal, *, counted: bool) -> Decimal:
    """Half of the last digit that is told, of two digits at least; nothing for a count that is written out."""
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or (counted and (exponent == 0 or abs(value) < 100)):
        return Decimal(0)
    if exponent > 0 and len(value.normalize().as_tuple().digits) < 2:
        exponent -= 1
    half = Decimal(1).scaleb(min(exponent, 0) if abs(value) < 100 else exponent) / 2
    return min(half, abs(value) * _ROUNDED) if abs(value) >= 100 else half
