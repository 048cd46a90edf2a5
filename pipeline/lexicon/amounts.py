"""The tables that numbers are read by: units, classifiers, currencies, modifiers, changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from pipeline.lexicon.tables import Complaints, Phrases, Row, decimal_cell, normal_forms, one_of, unique
from pipeline.lexicon.tables import read_table as _read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from pipeline.model import Change, Modifier, Region

UNIT_COLUMNS = ("surface", "unit", "dimension", "factor", "ucum", "not_before", "example", "source")
CLASSIFIER_COLUMNS = ("surface", "kind", "not_before", "example", "source")
CURRENCY_COLUMNS = ("surface", "code", "place", "factor", "example", "source")
MODIFIER_COLUMNS = ("surface", "place", "modifier", "least", "example", "source")
CHANGE_COLUMNS = ("surface", "change", "example", "source")
MEASURE_COLUMNS = ("surface", "measure", "dimension", "example", "source")
MEASURE_DIMENSIONS = ("money", "ratio", "count")
NOT_NUMBER_COLUMNS = ("surface", "example", "source")

CLASSIFIER_KINDS = ("count", "people", "event", "container", "group", "sum", "ordinal")
#: what a bare 元 or 亿 is counted in, by the region of the article
REGION_CURRENCY: dict[Region, str] = {"CN": "CNY", "TW": "TWD", "HK": "HKD", "SG": "SGD", "MO": "MOP", "": "CNY"}  # fmt: skip

#: units in which people are counted, right before what is told of them: 14人死亡, 3名受伤
OF_PEOPLE = frozenset("人名位")

UnitKind: TypeAlias = Literal["unit", "classifier", "currency"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands behind a number. ``factor`` turns it into the base unit of ``dimension``."""

    surface: str
    unit: str
    kind: UnitKind
    dimension: str  # of a classifier: its kind
    factor: Decimal | None
    place: str  # of the row: units.csv:12
    not_before: tuple[str, ...] = ()  # what makes another word of it: 度 before 假, 级 before 别


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase beside a number that says how it is meant."""

    surface: str
    value: str
    place: str
    least: int = 0  # it counts before numbers of at least this value: 过 in 票房过10亿, not in 去过3次


@dataclass(frozen=True, slots=True)
class Amounts:
    """Everything that number rules look up."""

    units: Phrases[Unit]  # behind a number: units, classifiers and currencies
    prices: Phrases[Unit]  # currencies whose name is a classifier too (块)
    currency_before: Phrases[Unit]
    modifiers_before: Phrases[Cue]
    modifiers_after: Phrases[Cue]
    changes: Phrases[Cue]
    not_numbers: Phrases[str]
    measures: Phrases[Cue]  # head nouns of what is measured, to their normalised form
    dimensions: dict[str, str]  # surface of a measure -> money, ratio or count
    money_heads: frozenset[str]  # those measures that are told in money: 营收, 预算
    currencies: re.Pattern[str]  # their Chinese names: 新台币, 日元
    purses: re.Pattern[str]  # currencies whose amounts are told in 元 afterwards: 新台币, 港币, 人民币

    def unit(self, surface: str) -> Unit | None:
        """The unit of that exact normalised surface."""
        return self.units.get(surface)

    @staticmethod
    def modifier(cue: Cue) -> Modifier:
        """The value of a row of modifiers.csv."""
        return cast("Modifier", cue.value)

    @staticmethod
    def change(cue: Cue) -> Change:
        """The value of a row of changes.csv."""
        return cast("Change", cue.value)


def load_amounts(folder: Path, complaints: Complaints) -> Amounts:
    """Read the tables of ``folder``; what is wrong with them goes to ``complaints``."""
    behind: list[tuple[str, Unit]] = []
    before: list[tuple[str, Unit]] = []
    for row, surface in _table(folder, "units.csv", UNIT_COLUMNS, complaints, ("unit", "dimension")):
        factor = decimal_cell(row, "factor", complaints)
        unit = Unit(
            surface, row["unit"], "unit", row["dimension"], factor, row.place, tuple(row.many("not_before"))
        )
        behind.append((surface, unit))
    defined = {surface: unit.place for surface, unit in behind}
    for row, surface in _table(folder, "classifiers.csv", CLASSIFIER_COLUMNS, complaints, ("kind",)):
        one_of(row, "kind", CLASSIFIER_KINDS, complaints)
        if surface in defined:
            complaints.add(
                row.place, f"'{surface}' is already defined at {defined[surface]}: remove one of them"
            )
        unit = Unit(
            surface, surface, "classifier", row["kind"], None, row.place, tuple(row.many("not_before"))
        )
        behind.append((surface, unit))
    for row, surface in _table(
        folder, "currencies.csv", CURRENCY_COLUMNS, complaints, ("code", "place", "factor")
    ):
        one_of(row, "place", ("before", "after", "both"), complaints)
        factor = decimal_cell(row, "factor", complaints)
        unit = Unit(surface, row["code"], "currency", "money", factor, row.place)
        if row["place"] != "before":
            behind.append((surface, unit))
        if row["place"] != "after":
            before.append((surface, unit))
    classifiers = {surface for surface, unit in behind if unit.kind == "classifier"}
    behind += _cldr_currencies(known={surface for surface, _ in behind})
    cues: dict[str, list[tuple[str, Cue]]] = {"before": [], "after": []}
    for row, surface in _table(folder, "modifiers.csv", MODIFIER_COLUMNS, complaints, ("place", "modifier")):
        one_of(row, "place", ("before", "after"), complaints)
        one_of(row, "modifier", ("approx", "gt", "ge", "lt", "le"), complaints)
        least = int(decimal_cell(row, "least", complaints) or 0)
        cues.setdefault(row["place"], []).append((surface, Cue(surface, row["modifier"], row.place, least)))
    changes: list[tuple[str, Cue]] = []
    for row, surface in _table(folder, "changes.csv", CHANGE_COLUMNS, complaints, ("change",)):
        one_of(row, "change", ("increase", "decrease"), complaints)
        changes.append((surface, Cue(surface, row["change"], row.place)))
    no = [(s, r.place) for r, s in _table(folder, "not_numbers.csv", NOT_NUMBER_COLUMNS, complaints, ())]
    measures: list[tuple[str, Cue]] = []
    dimensions: dict[str, str] = {}
    for row, surface in _table(folder, "measures.csv", MEASURE_COLUMNS, complaints, ("measure", "dimension")):
        one_of(row, "dimension", MEASURE_DIMENSIONS, complaints)
        measures.append((surface, Cue(surface, row["measure"], row.place)))
        dimensions[surface] = row["dimension"]
    return Amounts(
        units=Phrases(behind),
        prices=Phrases((s, u) for s, u in behind if u.kind == "currency" and s in classifiers),
        currency_before=Phrases(before),
        modifiers_before=Phrases(cues["before"]),
        modifiers_after=Phrases(cues["after"]),
        changes=Phrases(changes),
        not_numbers=Phrases(no),
        measures=Phrases(measures),
        dimensions=dimensions,
        money_heads=frozenset(surface for surface, kind in dimensions.items() if kind == "money"),
        currencies=re.compile("|".join(_currency_names([*before, *behind]))),
        purses=re.compile("|".join(re.escape(surface) for surface, _ in before if surface.endswith("币"))),
    )


def _currency_names(units: Sequence[tuple[str, Unit]]) -> list[str]:
    """The Chinese names of whole currencies, the longest first: 新台币 before 台币, and no 元, 美分 or 元新台币."""
    names = {
        surface
        for surface, unit in units
        if unit.kind == "currency"
        and len(unit.unit) == len("ISO")
        and unit.factor == 1
        and len(surface) > 1
        and surface[0] not in "元块"
        and _is_chinese(surface)
    }
    return [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _table(
    folder: Path, name: str, columns: Sequence[str], complaints: Complaints, required: Sequence[str]
) -> list[tuple[Row, str]]:
    """The rows of a table with their surface as it reads in normalised text."""
    rows = _read(folder / name, columns, complaints, required=("surface", "example", "source", *required))
    surfaces = dict(
        zip((row.place for row in rows), normal_forms([row["surface"] for row in rows]), strict=True)
    )
    kept = unique(
        rows,
        "surface",
        complaints,
        key=lambda row: surfaces[row.place] + (row["place"] if "place" in row.at else ""),
    )
    return [(row, surfaces[row.place]) for row in kept]


def _cldr_currencies(known: set[str]) -> list[tuple[str, Unit]]:
    """Current currencies by their CLDR names in Simplified, Traditional and Hong Kong Chinese.

    Source: Unicode CLDR through Babel (Unicode licence; Babel: BSD).
    """
    from babel.core import Locale, get_global  # babel.numbers would import what shows dates

    names: dict[str, str] = {}
    current = {code for code in get_global("all_currencies") if not code.startswith("X")}
    for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK"):
        for code, name in Locale.parse(tag).currencies.items():
            if code in current and "(" not in name and "（" not in name and len(name) > 1:
                names.setdefault(name, code)
    surfaces = list(names)
    found: list[tuple[str, Unit]] = []
    for surface, normal in zip(surfaces, normal_forms(surfaces), strict=True):
        if normal not in known:
            known.add(normal)
            code = names[surface]
            found.append((normal, Unit(normal, code, "currency", "money", None, f"CLDR:{code}")))
    return found
