"""The words that dates are read by (dates.csv): 昨天, 次年, 上午, 中秋节, 康熙, 近年来."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.lexicon.tables import Complaints, Phrases, normal_forms, one_of, read_table, unique

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("surface", "kind", "value", "example", "source")
KINDS = (
    "day", "year", "month", "week", "quarter", "same-day", "same-month", "same-year", "daypart", "vague",
    "vague-duration", "festival", "season", "season-now", "season-last", "plan", "period", "era", "set",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of dates.csv: ``value`` is read according to ``kind`` (see rules/README.md)."""

    surface: str
    kind: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Times:
    """dates.csv by kind, and the characters that a time expression may start with."""

    kinds: dict[str, Phrases[TimeWord]]
    first: str

    def at(self, kind: str, text: str, start: int) -> tuple[TimeWord, int] | None:
        """The longest word of ``kind`` that starts at ``start``, and where it ends."""
        return self.kinds[kind].at(text, start)


def load_times(folder: Path, complaints: Complaints) -> Times:
    """Read dates.csv; what is wrong with it goes to ``complaints``."""
    rows = read_table(
        folder / "dates.csv", COLUMNS, complaints, required=("surface", "kind", "example", "source")
    )
    rows = unique(rows, "surface", complaints)
    entries: dict[str, list[tuple[str, TimeWord]]] = {kind: [] for kind in KINDS}
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "kind", KINDS, complaints):
            entries[row["kind"]].append((surface, TimeWord(surface, row["kind"], row["value"], row.place)))
    first = {surface[0] for found in entries.values() for surface, _ in found}
    return Times({kind: Phrases(found) for kind, found in entries.items()}, "".join(sorted(first)))
