"""The words that names are found by: names.csv, countries.csv, the gazetteer, titles, suffixes, name characters.

All literal names of all tables are searched in one pass by an Aho-Corasick automaton over normalised text in
lower case; the longest name that starts leftmost wins there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pipeline.lexicon.surfaces import Name, Short, Surface, Surfaces
from pipeline.lexicon.tables import Complaints, Phrases, Row, normal_forms, one_of, read_table, unique
from pipeline.model import ENTITY_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import EntityLabel, Region

TRANSLITERATION_COLUMNS = ("surface", "kind", "source")
CHARACTER_COLUMNS = ("surface", "surname", "first", "second", "single", "source")
JAPANESE_COLUMNS = ("surface", "part", "source")
TITLE_COLUMNS = ("surface", "place", "example", "source")
SUFFIX_COLUMNS = ("surface", "label", "strength", "alone", "example", "source")
PART_COLUMNS = ("surface", "part", "example", "source")
HOME_COLUMNS = ("surface", "region", "name", "example", "source")
WORD_COLUMNS = ("surface", "example", "source")
_SHORT_SCHOOL = 2  # code points of 中大, which is a word as well (其中大部分)


@dataclass(frozen=True, slots=True)
class Suffix:
    """The head of an organisation's or place's name. ``strong``: it makes a name of any proper name before it."""

    surface: str
    label: EntityLabel
    strong: bool
    alone: str  # which place right before it makes a name: any (国会), city (大学) or none (公司)
    place: str


@dataclass(frozen=True, slots=True)
class CharacterScores:
    """log2 odds that a character stands in that place of a Chinese personal name, against ordinary words."""

    surname: float | None
    first: float
    second: float
    single: float


@dataclass
class Names:
    """Everything that name rules look up."""

    surfaces: dict[str, Surface]
    words: dict[str, Surface]  # names that count where the segmenter sees exactly that word
    shorts: dict[str, Short]
    before: Phrases[str]  # titles that stand before a person
    after: Phrases[str]
    speech: Phrases[str]
    suffixes: Phrases[Suffix]
    characters: dict[str, CharacterScores]
    compound_surnames: frozenset[str]
    japanese_surnames: frozenset[str]
    japanese_given: frozenset[str]  # characters of given names
    transliteration: str  # characters that foreign names are written with, and no ordinary words
    transliteration_inside: str  # those that may stand inside one
    transliteration_dotted: frozenset[str]  # and those that may stand beside a dot
    by_name: dict[str, Name]
    outside: frozenset[str]  # nouns that stand before an organisation's name and are none of it: 智库, 外援
    not_heads: frozenset[str]  # common nouns that end like a body: 格局, 内部, 平台
    generic: frozenset[str]  # fields of business that make no name of 美国…公司
    inside: frozenset[str]  # verbs that stand within one: 管理, 审查
    clubs: set[str]  # names of teams: where sport is spoken of, their ambiguous surfaces count
    towns: dict[str, Region]  # where that region is spoken of, their ambiguous surfaces count
    home: dict[tuple[str, Region], Name]  # 外交部 in a text from Taiwan is Taiwan's (home_bodies.csv)
    home_surfaces: frozenset[str]
    not_places: frozenset[str]  # common nouns that end like a place: 大城市, 港口, 高速铁路
    not_people: frozenset[str]  # words that the segmenter takes for names: 智慧, 高峰, 封锁
    _patterns: list[Surface] = field(default_factory=list)
    _automaton: Any = None

    @cached_property
    def surname_starts(self) -> frozenset[str]:
        """The first characters of all surnames."""
        single = {char for char, scores in self.characters.items() if scores.surname is not None}
        return frozenset(single | {surname[0] for surname in self.compound_surnames})

    @cached_property
    def business_fields(self) -> dict[str, str]:
        """Words that may be the field of business behind a brand, each with the row of its suffix or "generic"."""
        weak = (one for _, one in self.suffixes.items() if one.alone == "none" and not one.strong)
        fields = {one.surface: one.place for one in weak if one.label == "ORG"}
        return fields | dict.fromkeys(self.generic, "generic")

    @cached_property
    def foreign_parts(self) -> frozenset[str]:
        """唐纳德 and 特朗普 of 唐纳德·特朗普."""
        people = (text for text, one in self.surfaces.items() if "·" in text and one.name.label == "PERSON")
        return frozenset(part for text in people for part in text.split("·") if len(part) > 1)

    @cached_property
    def japanese_starts(self) -> tuple[int, frozenset[str]]:
        """The length of the longest Japanese surname, and the first two characters of all."""
        surnames = self.japanese_surnames
        return max(map(len, surnames), default=0), frozenset(surname[:2] for surname in surnames)

    @cached_property
    def japanese_firsts(self) -> frozenset[str]:
        """The first characters of all Japanese surnames."""
        return frozenset(surname[0] for surname in self.japanese_surnames)

    def add_home_surfaces(self) -> None:
        """Bodies without their state are found everywhere; what they stand for depends on the region."""
        for surface in self.home_surfaces:
            listed = self.surfaces.get(surface)
            if listed is None or listed.ambiguous:  # 国会 of no region that home_bodies.csv has is nobody's
                name = next(name for (found, _), name in self.home.items() if found == surface)
                self.surfaces[surface] = Surface(surface, name._replace(place="home_bodies.csv"))

    def at_home(self, surface: Surface, region: str) -> Surface:
        """中大 of an article: the school that the region calls so (home_bodies.csv)."""
        if not (surface.ambiguous and is_short_school(surface.text)):
            return surface
        name = self.home.get((surface.text, cast("Region", region)))
        return surface if name is None else surface._replace(name=name)

    def find(self, low: str) -> Iterator[tuple[int, list[tuple[int, Surface]]]]:
        """All listed names in ``low`` (normalised, lower case): start, and each end with its surface, longest first."""
        if self._automaton is None:
            import ahocorasick_rs

            self._patterns = list(self.surfaces.values())
            self._automaton = ahocorasick_rs.AhoCorasick(list(self.surfaces))
        surfaces = self._patterns
        starts: dict[int, list[tuple[int, Surface]]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start in starts:
                starts[start].append((end, surfaces[pattern]))
            else:
                starts[start] = [(end, surfaces[pattern])]
        for start in sorted(starts):
            yield start, starts[start][::-1]  # matches come in the order of their ends


def is_short_school(text: str) -> bool:
    """中大, 科大: a university in two characters."""
    return len(text) == _SHORT_SCHOOL and text[-1] == "大"


def load_names(folder: Path, complaints: Complaints) -> Names:
    """Read the tables of ``folder`` that names are found by."""
    listed = Surfaces(complaints)
    listed.names(folder)
    listed.countries(folder)
    listed.gazetteer(folder)
    characters = _characters(folder, complaints)
    path = folder / "gazetteer" / "transliteration.csv"
    foreign = [
        (row["surface"], row["kind"])
        for row in read_table(path, TRANSLITERATION_COLUMNS, complaints, required=TRANSLITERATION_COLUMNS)
    ]
    japanese = read_table(
        folder / "gazetteer" / "japanese_names.csv", JAPANESE_COLUMNS, complaints, required=JAPANESE_COLUMNS
    )
    titles = _rows(folder / "titles.csv", TITLE_COLUMNS, complaints)
    before, after = [], []
    for row, surface in titles:
        if not one_of(row, "place", ("before", "after", "both"), complaints):
            continue
        if row["place"] != "after":
            before.append((surface, row.place))
        if row["place"] != "before":
            after.append((surface, row.place))
    suffixes: list[tuple[str, Suffix]] = []
    for row, surface in _rows(folder / "suffixes.csv", SUFFIX_COLUMNS, complaints):
        if one_of(row, "label", ENTITY_LABELS, complaints) and one_of(
            row, "strength", ("strong", "weak"), complaints
        ):
            one_of(row, "alone", ("any", "city", "none"), complaints)
            label = cast("EntityLabel", row["label"])
            suffixes.append(
                (surface, Suffix(surface, label, row["strength"] == "strong", row["alone"], row.place))
            )
    home: dict[tuple[str, Region], Name] = {}
    path = folder / "home_bodies.csv"
    rows = read_table(path, HOME_COLUMNS, complaints, required=HOME_COLUMNS)
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "region", ("CN", "TW", "HK", "SG", "MO"), complaints):
            name = listed.by_name.get(row["name"]) or Name(row["name"], "ORG", ("ORG",), row.place)
            home[surface, cast("Region", row["region"])] = listed.by_name.setdefault(row["name"], name)
    parts = [
        (row, surface)
        for row, surface in _rows(folder / "name_parts.csv", PART_COLUMNS, complaints)
        if one_of(row, "part", ("inside", "outside", "not-head", "generic"), complaints)
    ]
    speech = [(surface, row.place) for row, surface in _rows(folder / "speech.csv", WORD_COLUMNS, complaints)]
    ordinary = folder / "gazetteer" / "not_people.csv"
    names = Names(
        surfaces=listed.found,
        words=listed.words,
        shorts=listed.shorts,
        before=Phrases(before),
        after=Phrases(after),
        speech=Phrases(speech),
        suffixes=Phrases(suffixes),
        characters={s: c for s, c in characters.items() if len(s) == 1},
        compound_surnames=frozenset(s for s in characters if len(s) > 1),
        japanese_surnames=frozenset(row["surface"] for row in japanese if row["part"] == "surname"),
        japanese_given=frozenset(row["surface"] for row in japanese if row["part"] == "given"),
        transliteration="".join(c for c, kind in foreign if kind == "core"),
        transliteration_inside="".join(c for c, kind in foreign if kind != "dotted"),
        transliteration_dotted=frozenset(c for c, _ in foreign),
        by_name=listed.by_name,
        outside=frozenset(s for row, s in parts if row["part"] == "outside"),
        not_heads=frozenset(s for row, s in parts if row["part"] == "not-head"),
        generic=frozenset(s for row, s in parts if row["part"] == "generic"),
        inside=frozenset(s for row, s in parts if row["part"] == "inside"),
        clubs=listed.clubs,
        towns=listed.towns,
        home=home,
        home_surfaces=frozenset(surface for surface, _ in home if not is_short_school(surface)),
        not_places=listed.not_places,
        not_people=frozenset(s for _, s in _rows(folder / "not_people.csv", WORD_COLUMNS, complaints))
        | {row["surface"] for row in read_table(ordinary, ("surface", "source"), complaints)},
    )
    names.add_home_surfaces()
    return names


def _rows(path: Path, columns: tuple[str, ...], complaints: Complaints) -> list[tuple[Row, str]]:
    rows = unique(
        read_table(path, columns, complaints, required=("surface", "source")), "surface", complaints
    )
    return list(zip(rows, normal_forms([row["surface"] for row in rows]), strict=True))


def _characters(folder: Path, complaints: Complaints) -> dict[str, CharacterScores]:
    path = folder / "gazetteer" / "name_characters.csv"
    scores: dict[str, CharacterScores] = {}
    for row in read_table(path, CHARACTER_COLUMNS, complaints, required=("surface", "source")):
        surname = row["surname"]
        numbers = [float(row[column] or -900) / 100 for column in ("first", "second", "single")]
        scores[row["surface"]] = CharacterScores(float(surname) / 100 if surname else None, *numbers)
    return scores
