"""The ways in which listed names are written, gathered over names.csv, the countries of CLDR and the gazetteer.

The first table that has a surface keeps it: hand-made before derived.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from pipeline.lexicon.tables import Complaints, normal_forms, one_of, read_table, shown, unique, values
from pipeline.model import ENTITY_LABELS
from pipeline.normalise import lower

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from pipeline.lexicon.tables import Row
    from pipeline.model import EntityLabel, Region

NAME_COLUMNS = ("name", "label", "cn", "tw", "hk", "sg", "latin", "ambiguous", "example", "source")
COUNTRY_COLUMNS = ("code", "name", "short", "aliases", "example", "source")
PLACE_COLUMNS = ("surface", "label", "source")
#: the source of a row that is a club: where sport is spoken of, its city or its common word stands for it
CLUBS = "clubs of leagues; common usage"
#: the source of a row that is a town of those regions: where an article is from there or speaks of them, its common word stands for it
TOWNS: dict[str, Region] = {
    "towns of Malaysia and Singapore; common usage": "SG",
    "towns of Hong Kong; common usage": "HK",
}
_WRITTEN = slice(NAME_COLUMNS.index("cn"), NAME_COLUMNS.index("latin") + 1)  # the cells that hold surfaces
_OTHER_TABLES = {
    "japanese_names.csv",
    "name_characters.csv",
    "not_people.csv",
    "not_places.csv",
    "transliteration.csv",
}


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


class Short(NamedTuple):
    """A country or province in one character: 中, 美, 沪."""

    char: str
    name: Name


class Surfaces:
    """Gathers surfaces, table by table."""

    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.found: dict[str, Surface] = {}
        self.words: dict[str, Surface] = {}
        self.shorts: dict[str, Short] = {}
        self.by_name: dict[str, Name] = {}
        self.not_places: frozenset[str] = frozenset()
        self.clubs: set[str] = set()
        self.towns: dict[str, Region] = {}

    def names(self, folder: Path) -> None:
        """The hand-made table."""
        required = ("name", "label", "example", "source")
        rows = read_table(folder / "names.csv", NAME_COLUMNS, self.complaints, required=required)
        rows = unique(rows, "name", self.complaints)
        pending: list[tuple[str, Name, str]] = []
        unsure: list[tuple[str, str]] = []
        every = {row["label"]: tuple(row["label"].split("/")) for row in rows}
        good = {told for told, labels in every.items() if set(labels) <= set(ENTITY_LABELS)}
        for row in rows:
            told, label = row.cells[0], row.cells[1]
            if label not in good:
                self.complaints.add(row.place, f"label is '{label}': use {', '.join(ENTITY_LABELS)}")
                continue
            labels = cast("tuple[EntityLabel, ...]", every[label])
            name = Name(told, labels[0], labels, row.place)
            self.by_name[told] = name
            if row["source"] == CLUBS:
                self.clubs.add(told)
            elif row["source"] in TOWNS:
                self.towns[told] = TOWNS[row["source"]]
            surfaces = [told, *(text for cell in row.cells[_WRITTEN] if cell for text in values(cell))]
            shown(row, surfaces, self.complaints)
            pending += [(surface, name, row.place) for surface in dict.fromkeys(surfaces)]
            if row["ambiguous"]:
                unsure += [(surface, row.place) for surface in row.many("ambiguous")]
        normal = normal_forms([surface for surface, _ in unsure])
        self._add(pending, {(surface, place) for surface, (_, place) in zip(normal, unsure, strict=True)})

    def _add(
        self,
        pending: list[tuple[str, Name, str]],
        unsure: AbstractSet[tuple[str, str]] = frozenset(),
    ) -> None:
        normal = normal_forms([entry[0] for entry in pending])
        places = {place for _, place in unsure}
        lowered = lower("\n".join(normal)).split("\n") if normal else []
        for (_, name, place), surface, low in zip(pending, normal, lowered, strict=True):
            ambiguous = place in places and (surface, place) in unsure
            latin = surface.isascii()
            if len(surface) < 2 and not latin:
                self.complaints.add(place, f"'{surface}' is a single character: remove it")
                continue
            key = surface if low == surface else low
            found = self.found.get(key)
            if found is None or (found.ambiguous and not ambiguous):
                self.found[key] = Surface(surface, name, ambiguous, latin=latin)
            elif (
                found.name is not name
                and not (ambiguous or found.ambiguous)
                and found.name.place[:6] == place[:6]
            ):
                self.complaints.add(
                    place,
                    f"'{surface}' is already a surface of {found.name.place}: remove one of them, or mark it ambiguous in both "
                    "where they are two things",
                )

    def countries(self, folder: Path) -> None:
        """Countries by CLDR in three locales, with the aliases and one-character forms of countries.csv."""
        from babel import Locale

        locales = [Locale.parse(tag) for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK")]
        pending: list[tuple[str, Name, str]] = []
        made: dict[str, Name] = {}
        for code, display in locales[0].territories.items():
            if code.isdigit() or code in {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}:
                continue
            plain = {"HK": "香港", "MO": "澳门", "TW": "台湾"}.get(code, display)
            name = self.by_name.get(plain) or Name(plain, "GPE", ("GPE",), f"CLDR:{code}")
            made[code] = self.by_name.setdefault(plain, name)
            surfaces = {plain, *(locale.territories.get(code, plain) for locale in locales)}
            pending += [
                (surface, name, f"CLDR:{code}")
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
            pending += [(surface, name, row.place) for surface in row.many("aliases")]
            if row["short"]:
                self.shorts[row["short"]] = Short(row["short"], name)
        self._add(pending)

    def gazetteer(self, folder: Path) -> None:
        """Places of two characters, and all reviewed dictionary words, count only where the segmenter sees them."""
        folder = folder / "gazetteer"
        rows = read_table(folder / "not_places.csv", ("surface", "source"), self.complaints)
        self.not_places = frozenset(row["surface"] for row in rows)
        for path in sorted(folder.glob("*.csv")):
            if path.name not in _OTHER_TABLES:
                self._gazetteer(path)

    def _gazetteer(self, path: Path) -> None:
        """One table of places, or of words."""
        rows = read_table(path, PLACE_COLUMNS, self.complaints, required=PLACE_COLUMNS)
        places = {row.cells[0] for row in rows}
        only_words = path.name != "places.csv"
        for row in rows:
            surface, told, _ = row.cells
            listed = self.found.get(surface)
            if surface in self.words or (listed is not None and not listed.ambiguous):
                continue
            of_any_country = surface.endswith("党")  # 民主党 is no more Singapore's than America's
            if listed is not None and told in listed.name.labels and not of_any_country:
                self.words[surface] = Surface(surface, listed.name, word=True)
                continue
            if told not in ENTITY_LABELS:
                one_of(row, "label", ENTITY_LABELS, self.complaints)
                continue
            name = self.by_name.get(surface) or Name(surface, told, (told,), f"gazetteer/{row.place}")
            if only_words or len(surface) == 2:
                self.words[surface] = Surface(surface, name, self._is_small(row, places), word=True)
            else:
                self.found[surface] = Surface(surface, name)

    def _is_small(self, row: Row, places: set[str]) -> bool:
        """Whether it is the short form of a county or of a common noun, which needs more than its characters."""
        surface, _, source = row.cells
        return source.endswith("short form") and (
            surface in self.not_places
            or (surface + "市" not in places and any(surface + level in places for level in "县区旗"))
        )
