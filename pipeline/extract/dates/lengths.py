"""A length of time as told, and how it is written in ISO 8601: 72小时 PT72H, 三年半 P3Y6M, 6.5小时 PT6.5H."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pipeline.extract.numerals import Value

#: years, quarters, months, weeks, days, working days, hours, minutes, seconds, centuries
Unit: TypeAlias = Literal["Y", "Q", "M", "W", "D", "WD", "H", "MIN", "S", "C"]
Relation: TypeAlias = Literal["", "ago", "later", "past", "future", "within"]

CLOCK_UNITS: frozenset[Unit] = frozenset({"H", "MIN", "S"})
_TIMES = {"C": 100, "Q": 3}
_LETTERS = {"C": "Y", "Q": "M", "WD": "D", "MIN": "M"}
#: half of a unit, where a smaller one tells it in whole numbers: 三年半 is P3Y6M, 半小时 PT30M
HALVES: dict[Unit, tuple[int, Unit]] = {"C": (50, "Y"), "Y": (6, "M"), "H": (30, "MIN"), "MIN": (30, "S")}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "C": 1200}
_DAYS = {"W": 7, "D": 1}
_SECONDS = {"H": 3600, "MIN": 60, "S": 1}


@dataclass(frozen=True, slots=True)
class Length:
    """A length as told: ``low``/``high`` of its largest unit (high None: no upper end), smaller parts in ``rest``."""

    start: int
    end: int
    low: Value
    high: Value | None
    unit: Unit
    rest: tuple[tuple[Value, Unit], ...] = ()
    relation: Relation = ""
    more: bool = False  # 两年多, 十余天
    high_unit: Unit | None = None  # 13天—8周

    def iso(self) -> str:
        """The ISO 8601 duration, or two of them with a slash for a range."""
        first = _iso(((self.low, self.unit), *self.rest))
        if self.high is None or (self.high == self.low and self.high_unit is None):
            return first
        return f"{first}/{_iso(((self.high, self.high_unit or self.unit),))}"

    @property
    def by_clock(self) -> bool:
        """Whether it is told in hours, minutes or seconds."""
        return self.unit in CLOCK_UNITS

    @property
    def loose(self) -> bool:
        """Whether it is told as about so much: 十多年, 两三天."""
        return self.more or self.high is None or self.low != self.high

    def months(self) -> int | None:
        """Whole months, where it is told in months and larger units: 3年半 is 42."""
        parts = [(self.low, self.unit), *self.rest]
        if any(unit not in _MONTHS for _, unit in parts):
            return None
        total = sum(value * _MONTHS[unit] for value, unit in parts)
        return int(total) if total == int(total) else None

    def days(self) -> float | None:
        """Days, with months of 30 days where only part of one is told: 两个半月 is 75."""
        if self.unit in _DAYS:
            return float(self.low) * _DAYS[self.unit]
        return float(self.low) * 30 if self.unit == "M" else None

    def seconds(self) -> float | None:
        """Seconds, where it is told by the clock."""
        parts = [(self.low, self.unit), *self.rest]
        if any(unit not in _SECONDS for _, unit in parts):
            return None
        return sum(float(value) * _SECONDS[unit] for value, unit in parts)


def _iso(parts: tuple[tuple[Value, Unit], ...]) -> str:
    date, time = "", ""
    for value, unit in parts:
        number = Decimal(value) * _TIMES.get(unit, 1)
        text = f"{number.normalize():f}{_LETTERS.get(unit, unit)}"
        date, time = (date, time + text) if unit in CLOCK_UNITS else (date + text, time)
    return "P" + date + ("T" + time if time else "")
