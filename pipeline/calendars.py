"""A point of time as precise as it is known, and its EDTF form: what reading and extracting both need. No clock.

EDTF is ISO 8601-2:2019 as the Library of Congress describes it.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time as precise as it is known: the first unknown field and all after it are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def valid(self) -> bool:
        """Whether such a day exists (29 February 2019 does not)."""
        if not 1 <= self.year <= 9999:
            return False
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year, self.month)[1]

    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last(self) -> dt.date:
        """The last day."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def edtf(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @classmethod
    def of(cls, date: dt.date) -> Moment:
        """A moment of day precision."""
        return cls(date.year, date.month, date.day)


def parse_moment(edtf: str) -> Moment | None:
    """The moment that an EDTF date of day, month or year precision tells; None for anything else."""
    parts = edtf.split("T", maxsplit=1)[0].rstrip("~?%").split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return None
    moment = Moment(*(int(part) for part in parts))
    return moment if moment.valid else None
