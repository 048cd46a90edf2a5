"""Reading a rule table: a CSV that a person can edit in a spreadsheet, checked row by row.

Every complaint is place, what is wrong, what to do: ``units.csv:3: '元' is already defined at units.csv:2``.
All complaints of a table are gathered, so that one look mends them all.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline.model import RuleError
from pipeline.normalise import map_width, simplify
from pipeline.scripts import scripts_of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

T = TypeVar("T")


@dataclass(slots=True)  # not frozen: sixty thousand of them are made at every start
class Row:
    """One line of a table: ``place`` is what a mention's ``rule`` names (``units.csv:12``)."""

    place: str
    cells: list[str]
    at: dict[str, int]  # where each column stands in ``cells``: one for all rows of a table

    def __getitem__(self, column: str) -> str:
        return self.cells[self.at[column]]

    def many(self, column: str) -> list[str]:
        """The `|`-separated values of a cell."""
        return values(self.cells[self.at[column]])


def values(cell: str) -> list[str]:
    """What stands between the `|` of a cell."""
    if "|" not in cell:
        return [cell] if cell else []
    return [value.strip() for value in cell.split("|") if value.strip()]


class Complaints:
    """What is wrong with the tables, gathered over all of them."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, place: str, what: str) -> None:
        """Note a bad place, what is wrong and the mend."""
        self.lines.append(f"{place}: {what}")

    def raise_if_any(self) -> None:
        """Raise RuleError with the first twenty lines."""
        if self.lines:
            more = f"\n… and {len(self.lines) - 20} more: zh-extract check" if len(self.lines) > 20 else ""
            raise RuleError("\n".join(self.lines[:20]) + more)


def read_table(
    path: Path, columns: Sequence[str], complaints: Complaints, *, required: Iterable[str] = ()
) -> list[Row]:
    """The rows of ``path``, whose header must be ``columns``; bad rows are complained of and left out."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        complaints.add(name, f"cannot be read ({error.strerror}): restore it from the repository")
        return []
    except UnicodeDecodeError as error:
        complaints.add(
            f"{name}: byte {error.start}",
            'is not UTF-8: save it again (Excel: Save As, "CSV UTF-8"; WPS: 另存为, CSV UTF-8)',
        )
        return []
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if [cell.strip() for cell in header] != list(columns):
        complaints.add(f"{name}:1", f"the header is {','.join(header)}: it must be {','.join(columns)}")
        return []
    rows: list[Row] = []
    at = {column: index for index, column in enumerate(columns)}
    must = sorted(at[column] for column in set(required))
    width = len(columns)
    for raw in reader:
        cells = list(map(str.strip, raw))
        if not any(cells):
            continue
        place = f"{name}:{reader.line_num}"
        if len(cells) != width:
            complaints.add(
                place, f"has {len(cells)} cells, not {width}: put quotes around a cell with a comma"
            )
            continue
        for index in must:
            if not cells[index]:
                empty = [columns[index] for index in must if not cells[index]]
                complaints.add(place, f"{' and '.join(empty)} may not be empty: fill it in")
                break
        else:
            rows.append(Row(place, cells, at))
    return rows


def decimal_cell(row: Row, column: str, complaints: Complaints) -> Decimal | None:
    """The cell as an exact decimal, None where it is empty or bad."""
    if not row[column]:
        return None
    try:
        return Decimal(row[column])
    except InvalidOperation:
        complaints.add(
            row.place, f"{column} '{row[column]}' is not a number: write it with digits and a point"
        )
        return None


def one_of(row: Row, column: str, allowed: Iterable[str], complaints: Complaints) -> bool:
    """Whether the cell holds an allowed value; complains where it does not."""
    allowed = list(allowed)
    if row[column] in allowed:
        return True
    shown = ", ".join(value or "(empty)" for value in allowed)
    complaints.add(row.place, f"{column} is '{row[column]}': it must be one of {shown}")
    return False


def shown(row: Row, surfaces: Iterable[str], complaints: Complaints) -> bool:
    """Whether the example of a row holds one of its surfaces, as written or in the other script; complains where not."""
    surfaces, example = list(surfaces), row["example"]
    if any(surface in example for surface in surfaces):
        return True
    *normal, text = (one.casefold() for one in normal_forms([*surfaces, example]))
    if any(surface in text for surface in normal):
        return True
    complaints.add(row.place, f"the example lacks '{surfaces[0]}': write a sentence that holds it")
    return False


def unique(
    rows: Iterable[Row], column: str, complaints: Complaints, *, key: Callable[[Row], str] | None = None
) -> list[Row]:
    """The rows whose ``column`` was not defined before; complains of the others."""
    first: dict[str, str] = {}
    kept: list[Row] = []
    for row in rows:
        value = key(row) if key else row[column]
        if value in first:
            complaints.add(
                row.place, f"'{row[column]}' is already defined at {first[value]}: remove one of them"
            )
            continue
        first[value] = row.place
        kept.append(row)
    return kept


def normal_forms(surfaces: Sequence[str]) -> list[str]:
    """Surfaces of any script as they read in normalised text. One conversion a script for all of them."""
    result = map_width("\n".join(surfaces)).split("\n") if surfaces else []
    scripts = scripts_of_each(result, "Hans")
    mapped = list(result)
    for script in ("Hans", "Hant"):
        places = [i for i, found in enumerate(scripts) if found == script]
        if not places:
            continue
        converted = simplify("\n".join(mapped[i] for i in places), script).split("\n")
        for i, surface in zip(places, converted, strict=True):
            result[i] = surface
    return [raw if raw == normal else normal for raw, normal in zip(surfaces, result, strict=True)]


class Phrases(Generic[T]):
    """A small table of literal phrases: the longest that starts at, or ends before, a place of a text.

    Lengths are kept under the two characters that a phrase begins or ends with, so that most places of a text are
    answered by one look-up.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[str, T] = {}
        starts: dict[str, set[int]] = {}
        ends: dict[str, set[int]] = {}
        for surface, value in entries:
            self._values.setdefault(surface, value)
            starts.setdefault(surface[:2], set()).add(len(surface))
            ends.setdefault(surface[-2:], set()).add(len(surface))
        self._starts = {key: sorted(lengths, reverse=True) for key, lengths in starts.items()}
        self._ends = {key: sorted(lengths, reverse=True) for key, lengths in ends.items()}
        # a look in front of a look: ``text[at] in phrases.firsts`` costs no call
        self.firsts = frozenset(surface[0] for surface in self._values)
        self.lasts = frozenset(surface[-1] for surface in self._values)

    def __contains__(self, surface: object) -> bool:
        return surface in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, surface: str) -> T | None:
        """The value of that exact phrase."""
        return self._values.get(surface)

    def surfaces(self) -> list[str]:
        """All phrases, in the order of their table."""
        return list(self._values)

    def items(self) -> Iterable[tuple[str, T]]:
        """All phrases with their values."""
        return self._values.items()

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The longest phrase that starts at ``start``: its value and where it ends."""
        two = text[start : start + 2]
        if two in self._starts:
            for length in self._starts[two]:
                phrase = text[start : start + length]
                if phrase in self._values:
                    return self._values[phrase], start + len(phrase)  # shorter at the end of the text
        first = two[:1]
        return (self._values[first], start + 1) if first in self._values else None

    def search(self, text: str, start: int) -> tuple[T, int, int] | None:
        """The first place at or behind ``start`` where a phrase starts: the longest there, its start and end."""
        for match in self._first.finditer(text, start):
            found = self.at(text, match.start())
            if found is not None:
                return found[0], match.start(), found[1]
        return None

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(''.join(sorted(self.firsts)))}]" if self.firsts else r"(?!)")

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The longest phrase that ends at ``end``: its value and where it starts."""
        if end <= 0 or text[end - 1] not in self.lasts:
            return None
        two = text[end - 2 : end] if end > 1 else ""
        if two in self._ends:
            for length in self._ends[two]:
                if length <= end and text[end - length : end] in self._values:
                    return self._values[text[end - length : end]], end - length
        last = text[end - 1]
        return (self._values[last], end - 1) if last in self._values else None
