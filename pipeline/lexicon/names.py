"""The words that names are found by: names.csv, countries.csv, the gazetteer, titles, suffixes, name characters.

All literal names of all tables are searched in one pass by an Aho-Corasick automaton over normalised text in
lower case; the longest name that starts leftmost wins there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pipeline.lexicon.tables import Complaints, Phrases, Row, normal_forms, one_of, read_table, unique
from pipeline.model import ENTITY_LABELS
from pipeline.normalise import lower

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import EntityLabel, Region

NAME_COLUMNS = ("name", "label", "cn", "tw", "hk", "sg", "latin", "ambiguous", "example", "source")
COUNTRY_COLUMNS = ("code", "name", "short", "aliases", "example", "source")
PLACE_COLUMNS = ("surface", "label", "source")
TRANSLITERATION_COLUMNS = ("surface", "kind", "source")
CHARACTER_COLUMNS = ("surface", "surname", "first", "second", "single", "source")
JAPANESE_COLUMNS = ("surface", "part", "source")
TITLE_COLUMNS = ("surface", "place", "example", "source")
SUFFIX_COLUMNS = ("surface", "label", "strength", "alone", "example", "source")
PART_COLUMNS = ("surface", "part", "example", "source")
HOME_COLUMNS = ("surface", "region", "name", "example", "source")
WORD_COLUMNS = ("surface", "example", "source")
REGION_COLUMNS = ("cn", "tw", "hk", "sg", "latin")


class Name(NamedTuple):
    """A thing in the world as a row of a table knows it. ``name`` is what it is displayed and joined by."""

    name: str
    label: EntityLabel
    labels: tuple[EntityLabel, ...]
    place: str  # names.csv:12


class Surface(NamedTuple):
    """One way to write a name. ``ambiguous``: it needs more than its characters; ``word``: the segmenter must see it."""

    text: str
    name: Name
    ambiguous: bool = False
    word: bool = False
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Short:
    """A country or province in one character: 中, 美, 沪."""

    char: str
    name: Name


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
    foreign_parts: frozenset[str]  # 特朗普 and 唐纳德 of 唐纳德·特朗普
    by_name: dict[str, Name]
    outside: frozenset[str]  # nouns that stand before an organisation's name and are none of it: 智库, 外援
    not_heads: frozenset[str]  # common nouns that end like a body: 格局, 内部, 平台
    generic: frozenset[str]  # fields of business that make no name of 美国…公司
    inside: frozenset[str]  # verbs that stand within one: 管理, 审查
    clubs: set[str]  # names of teams: where sport is spoken of, their ambiguous surfaces count
    home: dict[tuple[str, Region], Name]  # 外交部 in a text from Taiwan is Taiwan's (home_bodies.csv)
    home_surfaces: frozenset[str]
    not_places: frozenset[str]  # common nouns that end like a place: 大城市, 港口, 高速铁路
    not_people: frozenset[str]  # words that the segmenter takes for names: 智慧, 高峰, 封锁
    _patterns: list[str] = field(default_factory=list)
    _automaton: Any = None

    @cached_property
    def surname_starts(self) -> frozenset[str]:
        """The first characters of all surnames."""
        single = {char for char, scores in self.characters.items() if scores.surname is not None}
        return frozenset(single | {surname[0] for surname in self.compound_surnames})

    @cached_property
    def japanese_starts(self) -> tuple[int, frozenset[str]]:
        """The length of the longest Japanese surname, and the first two characters of all."""
        surnames = self.japanese_surnames
        return max(map(len, surnames), default=0), frozenset(surname[:2] for surname in surnames)

    def add_home_surfaces(self) -> None:
        """Bodies without their state are found everywhere; what they stand for depends on the region."""
        for surface in self.home_surfaces:
            listed = self.surfaces.get(surface)
            name = next(name for (found, _), name in self.home.items() if found == surface)
            self.surfaces[surface] = Surface(surface, listed.name if listed else name, ambiguous=False)

    def find(self, low: str) -> Iterator[tuple[int, list[tuple[int, Surface]]]]:
        """All listed names in ``low`` (normalised, lower case): start, and each end with its surface, longest first."""
        if self._automaton is None:
            import ahocorasick_rs

            self._patterns = list(self.surfaces)
            self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)
        patterns, surfaces = self._patterns, self.surfaces
        starts: dict[int, list[tuple[int, Surface]]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            starts.setdefault(start, []).append((end, surfaces[patterns[pattern]]))
        for start in sorted(starts):
            yield start, starts[start][::-1]  # matches come in the order of their ends


def load_names(folder: Path, complaints: Complaints) -> Names:
    """Read the tables of ``folder`` that names are found by."""
    builder = _Builder(complaints)
    builder.names(folder)
    builder.countries(folder)
    builder.gazetteer(folder)
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
            name = builder.by_name.get(row["name"]) or Name(row["name"], "ORG", ("ORG",), row.place)
            home[surface, cast("Region", row["region"])] = builder.by_name.setdefault(row["name"], name)
    parts = [
        (row, surface)
        for row, surface in _rows(folder / "name_parts.csv", PART_COLUMNS, complaints)
        if one_of(row, "part", ("inside", "outside", "not-head", "generic"), complaints)
    ]
    speech = [(surface, row.place) for row, surface in _rows(folder / "speech.csv", WORD_COLUMNS, complaints)]
    names = Names(
        surfaces=builder.surfaces,
        words=builder.words,
        shorts=builder.shorts,
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
        foreign_parts=frozenset(
            part
            for text, surface in builder.surfaces.items()
            if "·" in text and surface.name.label == "PERSON"
            for part in text.split("·")
            if len(part) > 1
        ),
        by_name=builder.by_name,
        outside=frozenset(s for row, s in parts if row["part"] == "outside"),
        not_heads=frozenset(s for row, s in parts if row["part"] == "not-head"),
        generic=frozenset(s for row, s in parts if row["part"] == "generic"),
        inside=frozenset(s for row, s in parts if row["part"] == "inside"),
        clubs=builder.clubs,
        home=home,
        home_surfaces=frozenset(surface for surface, _ in home),
        not_places=builder.not_places,
        not_people=frozenset(s for _, s in _rows(folder / "not_people.csv", WORD_COLUMNS, complaints))
        | {
            row["surface"]
            for row in read_table(folder / "gazetteer" / "not_people.csv", ("surface", "source"), complaints)
        },
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


class _Builder:
    """Gathers surfaces over the tables. The first table that has a surface keeps it: hand-made before derived."""

    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.surfaces: dict[str, Surface] = {}
        self.words: dict[str, Surface] = {}
        self.shorts: dict[str, Short] = {}
        self.by_name: dict[str, Name] = {}
        self.not_places: frozenset[str] = frozenset()
        self.clubs: set[str] = set()

    def names(self, folder: Path) -> None:
        required = ("name", "label", "example", "source")
        rows = read_table(folder / "names.csv", NAME_COLUMNS, self.complaints, required=required)
        rows = unique(rows, "name", self.complaints)
        pending: list[tuple[str, Name, bool, str]] = []
        unsure: list[tuple[str, str]] = []
        every = {row["label"]: tuple(row["label"].split("/")) for row in rows}
        good = {told for told, labels in every.items() if set(labels) <= set(ENTITY_LABELS)}
        for row in rows:
            if row["label"] not in good:
                self.complaints.add(row.place, f"label is '{row['label']}': use {', '.join(ENTITY_LABELS)}")
                continue
            labels = cast("tuple[EntityLabel, ...]", every[row["label"]])
            name = Name(row["name"], labels[0], labels, row.place)
            self.by_name[name.name] = name
            if row["source"] == "league list":
                self.clubs.add(name.name)
            surfaces = [row["name"]]
            for column in REGION_COLUMNS:
                surfaces += row.many(column)
            pending += [(surface, name, False, row.place) for surface in dict.fromkeys(surfaces)]
            if row["ambiguous"]:
                unsure += [(surface, row.place) for surface in row.many("ambiguous")]
        normal = normal_forms([surface for surface, _ in unsure])
        self._add(pending, {(surface, place) for surface, (_, place) in zip(normal, unsure, strict=True)})

    def _add(
        self,
        pending: list[tuple[str, Name, bool, str]],
        unsure: set[tuple[str, str]] = frozenset(),  # type: ignore[assignment]
    ) -> None:
        normal = normal_forms([entry[0] for entry in pending])
        places = {place for _, place in unsure}
        lowered = lower("\n".join(normal)).split("\n") if normal else []
        for (_, name, flag, place), surface, low in zip(pending, normal, lowered, strict=True):
            ambiguous = flag or (place in places and (surface, place) in unsure)
            if len(surface) < 2 and not surface.isascii():
                self.complaints.add(place, f"'{surface}' is a single character: remove it")
                continue
            latin = surface.isascii()
            found = self.surfaces.get(low)
            if found is None or (found.ambiguous and not ambiguous):
                both = found is not None and found.ambiguous and ambiguous
                self.surfaces[low] = Surface(surface, name, ambiguous or both, latin=latin)
            elif (
                found.name is not name
                and not (ambiguous or found.ambiguous)
                and found.name.place[:6] == place[:6]
            ):
                self.complaints.add(
                    place,
                    f"'{surface}' is already a surface of {found.name.place}: mark it ambiguous in both",
                )

    def countries(self, folder: Path) -> None:
        """Countries by CLDR in three locales, with the aliases and one-character forms of countries.csv."""
        from babel import Locale

        locales = [Locale.parse(tag) for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK")]
        pending: list[tuple[str, Name, bool, str]] = []
        made: dict[str, Name] = {}
        for code, display in locales[0].territories.items():
            if code.isdigit() or code in {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}:
                continue
            plain = {"HK": "香港", "MO": "澳门", "TW": "台湾"}.get(code, display)
            name = self.by_name.get(plain) or Name(plain, "GPE", ("GPE",), f"CLDR:{code}")
            made[code] = self.by_name.setdefault(plain, name)
            surfaces = {plain, *(locale.territories.get(code, plain) for locale in locales)}
            pending += [
                (surface, name, False, f"CLDR:{code}")
                for surface in sorted(surfaces)
                if re.fullmatch(r"[\u4e00-\u9fff·]{2,}", surface)
            ]
        rows = read_table(
            folder / "countries.csv", COUNTRY_COLUMNS, self.complaints, required=("code", "example")
        )
        for row in rows:
            name = (
                made.get(row["code"])
                or self.by_name.get(row["name"])
                or Name(row["name"], "GPE", ("GPE",), row.place)
            )
            self.by_name.setdefault(name.name, name)
            if not name.name:
                self.complaints.add(
                    row.place, f"'{row['code']}' is no ISO 3166 code that CLDR knows: give a name"
                )
                continue
            pending += [(surface, name, False, row.place) for surface in row.many("aliases")]
            if row["short"]:
                self.shorts[row["short"]] = Short(row["short"], name)
        self._add(pending)

    def gazetteer(self, folder: Path) -> None:
        """Places of two characters, and all reviewed dictionary words, count only where the segmenter sees them."""
        path = folder / "gazetteer" / "not_places.csv"
        self.not_places = frozenset(
            row["surface"] for row in read_table(path, ("surface", "source"), self.complaints)
        )

        for path in sorted((folder / "gazetteer").glob("*.csv")):
            if path.name in {
                "japanese_names.csv",
                "name_characters.csv",
                "not_people.csv",
                "not_places.csv",
                "transliteration.csv",
            }:
                continue
            rows = read_table(path, PLACE_COLUMNS, self.complaints, required=PLACE_COLUMNS)
            places = {row["surface"] for row in rows}
            for row in rows:
                surface = row["surface"]
                small = row["source"].endswith("short form") and (
                    surface in self.not_places
                    or (surface + "市" not in places and any(surface + level in places for level in "县区旗"))
                )
                listed = self.surfaces.get(surface)
                if surface in self.words or (listed is not None and not listed.ambiguous):
                    continue
                if listed is not None and row["label"] in listed.name.labels:
                    self.words[surface] = Surface(surface, listed.name, word=True)
                    continue
                if not one_of(row, "label", ENTITY_LABELS, self.complaints):
                    continue
                label = cast("EntityLabel", row["label"])
                name = self.by_name.get(surface) or Name(surface, label, (label,), f"gazetteer/{row.place}")
                if len(surface) == 2 or path.name != "places.csv":
                    self.words[surface] = Surface(surface, name, ambiguous=small, word=True)
                else:
                    self.surfaces[surface] = Surface(surface, name)
