"""The words: every rule table, loaded once and checked. Grammar lives in Python, words live in CSV."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from pipeline.lexicon.amounts import Amounts, load_amounts
from pipeline.lexicon.happenings import Happenings, load_happenings
from pipeline.lexicon.kinds import Kinds, load_kinds
from pipeline.lexicon.levels import full_places
from pipeline.lexicon.measure_words import MeasureWords, load_measure_words
from pipeline.lexicon.names import Names, load_names
from pipeline.lexicon.tables import Complaints, normal_forms, one_of, read_table, unique
from pipeline.lexicon.times import Times, load_times
from pipeline.normalise import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Region

REGION_COLUMNS = ("surface", "region", "example", "source")
FUSED_COLUMNS = ("word", "head", "tail", "example", "source")
DECISION_COLUMNS = ("left", "right", "judgement", "note")
RULES = Path(__file__).parent.parent / "rules"
_FUSED = 4  # code points of two words that a dictionary has as one


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement on two names (decisions.csv): it always wins."""

    left: str
    right: str
    judgement: Literal["same", "different"]
    note: str
    place: str


@dataclass(frozen=True)
class Lexicon:
    """All tables of ``pipeline/rules``, ready for look-ups."""

    amounts: Amounts
    measure_words: MeasureWords
    times: Times
    names: Names
    kinds: Kinds
    happenings: Happenings
    regions: list[tuple[str, Region]]  # words that tell where an article was written, in their own script
    decisions: list[Decision]

    @cached_property
    def known_keys(self) -> dict[str, str]:
        """The key of every unambiguous listed surface -> the name it stands for."""
        listed = [
            surface
            for surface in self.names.surfaces.values()
            if not surface.ambiguous and not surface.name.place.startswith("home_bodies.csv")
        ]
        normal = normal_forms([surface.text for surface in listed])
        return {folded(text): surface.name.name for text, surface in zip(normal, listed, strict=True)}

    @cached_property
    def full_places(self) -> dict[str, frozenset[str]]:
        """The short name of a place -> its full names, where the gazetteer knows one place: 广东 -> 广东省."""
        return full_places(self.names)


@cache
def load(folder: Path = RULES) -> Lexicon:
    """The lexicon of ``folder``. Raises RuleError with file, line and the mend where a table is bad."""
    with _no_collection():
        lexicon, complaints = check(folder)
    complaints.raise_if_any()
    return lexicon


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector, which would look through half a million living objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _regions(folder: Path, complaints: Complaints) -> list[tuple[str, Region]]:
    rows = read_table(folder / "regions.csv", REGION_COLUMNS, complaints, required=REGION_COLUMNS)
    rows = unique(rows, "surface", complaints, key=lambda row: row["surface"] + row["region"])
    return [
        (row["surface"], cast("Region", row["region"]))
        for row in rows
        if one_of(row, "region", ("CN", "TW", "HK", "SG", "MO"), complaints)
    ]


def _decisions(folder: Path, complaints: Complaints) -> list[Decision]:
    rows = read_table(
        folder / "decisions.csv", DECISION_COLUMNS, complaints, required=("left", "right", "judgement")
    )
    return [
        Decision(
            row["left"],
            row["right"],
            cast("Literal['same', 'different']", row["judgement"]),
            row["note"],
            row.place,
        )
        for row in rows
        if one_of(row, "judgement", ("same", "different"), complaints)
    ]


def _check_fused_words(folder: Path, complaints: Complaints) -> None:
    """Words that the segmenter cuts in two (``pipeline.segment`` reads them itself): four characters, each once."""
    rows = read_table(folder / "fused_words.csv", FUSED_COLUMNS, complaints, required=FUSED_COLUMNS)
    for row in unique(rows, "word", complaints, key=lambda row: row["word"]):
        if len(row["word"]) != _FUSED:
            complaints.add(row.place, f"'{row['word']}' is not of four characters: remove it")


def check(folder: Path = RULES) -> tuple[Lexicon, Complaints]:
    """The lexicon with everything that is wrong with its tables."""
    complaints = Complaints()
    _check_fused_words(folder, complaints)
    lexicon = Lexicon(
        amounts=load_amounts(folder, complaints),
        measure_words=load_measure_words(folder, complaints),
        times=load_times(folder, complaints),
        names=load_names(folder, complaints),
        kinds=load_kinds(folder, complaints),
        happenings=load_happenings(folder, complaints),
        regions=_regions(folder, complaints),
        decisions=_decisions(folder, complaints),
    )
    return lexicon, complaints
