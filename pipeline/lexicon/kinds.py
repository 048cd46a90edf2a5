"""Kinds of things that names in marks stand beside (kinds.csv), and series that are numbered (series.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pipeline.lexicon.tables import Complaints, Phrases, normal_forms, one_of, read_table, unique
from pipeline.model import ENTITY_LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import EntityLabel

KIND_COLUMNS = ("surface", "label", "side", "example", "source")
SERIES_COLUMNS = ("surface", "form", "short", "example", "source")


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun like 操作系统 that says what the name in marks beside it is."""

    label: EntityLabel
    place: str  # kinds.csv:2
    marks: bool = True  # whether what stands in marks beside it is one; else a Latin name alone


@dataclass(frozen=True, slots=True)
class Series:
    """神舟, numbered (form ``number``: 二十号), 歼 with its model (``model``: -20)."""

    surface: str
    form: str
    short: str  # 神 of 神二十, where the article has told the full name
    place: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """``before``: kinds that stand before the marks; ``after``: behind them; ``series`` by their names."""

    before: Phrases[Kind]
    after: Phrases[Kind]
    series: Phrases[Series]


def load_kinds(folder: Path, complaints: Complaints) -> Kinds:
    """Read kinds.csv and series.csv of ``folder``."""
    before: list[tuple[str, Kind]] = []
    after: list[tuple[str, Kind]] = []
    rows = read_table(folder / "kinds.csv", KIND_COLUMNS, complaints, required=KIND_COLUMNS)
    rows = unique(rows, "surface", complaints)
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        good = one_of(row, "label", ENTITY_LABELS, complaints)
        if good and one_of(row, "side", ("before", "after", "both", "latin"), complaints):
            kind = Kind(cast("EntityLabel", row["label"]), row.place, row["side"] != "latin")
            if row["side"] != "after":
                before.append((surface, kind))
            if row["side"] in {"after", "both"}:
                after.append((surface, kind))
    series: list[tuple[str, Series]] = []
    rows = read_table(
        folder / "series.csv", SERIES_COLUMNS, complaints, required=("surface", "form", "example", "source")
    )
    rows = unique(rows, "surface", complaints)
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "form", ("number", "model"), complaints):
            series.append((surface, Series(surface, row["form"], row["short"], row.place)))
    return Kinds(Phrases(before), Phrases(after), Phrases(series))
