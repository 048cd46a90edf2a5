"""Every row of the tables of names has an example, and that row is what reads it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.lexicon import check
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Region

RULES = Path(__file__).parent.parent / "pipeline" / "rules"


def table(name: str) -> list[tuple[str, dict[str, str]]]:
    with (RULES / name).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return [(f"{name}:{reader.line_num}", row) for row in reader]


def rows(name: str) -> list[Any]:
    return [pytest.param(place, row, id=f"{place}-{row['surface']}") for place, row in table(name)]


def examples(name: str) -> list[Any]:
    """The rows alone, for tests that need no place."""
    return [pytest.param(row, id=f"{place}-{row['surface']}") for place, row in table(name)]


def region_of(row: dict[str, str]) -> Region:
    """Where the example was written: the first region whose surface stands in it."""
    regions: dict[str, Region] = {"tw": "TW", "hk": "HK", "sg": "SG"}
    for column, region in regions.items():
        if any(surface and surface in row["example"] for surface in row[column].split("|")):
            return region
    return "CN"


@pytest.fixture(scope="module")
def surfaces_of(lexicon: Lexicon) -> dict[str, list[tuple[str, bool]]]:
    """The surfaces of each listed name, and whether they need more than their characters."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for surface in lexicon.names.surfaces.values():
        found.setdefault(surface.name.name, []).append((surface.text.lower(), surface.ambiguous))
    return found


def test_every_name_is_found_in_its_example_or_within_a_longer_one(
    run_on: Extract, surfaces_of: dict[str, list[tuple[str, bool]]]
) -> None:
    """An ambiguous surface needs context that a short example may lack: there it has to stand, and no more."""
    missing: list[str] = []
    for place, row in table("names.csv"):
        low = normalise(row["example"]).lower()
        standing = [(text, ambiguous) for text, ambiguous in surfaces_of.get(row["name"], ()) if text in low]
        if not standing:
            missing.append(f"{place}: {row['name']} is not in its example")
            continue
        if all(ambiguous for _, ambiguous in standing):
            continue
        found = run_on(row["example"], region=region_of(row))
        if any(mention.known == row["name"] for mention in found.entities):
            continue
        texts = [mention.text for mention in found.entities]  # 双十一 is a day, 十二五规划期间 a time
        texts += [date.text for date in found.dates] + [number.text for number in found.numbers]
        longer = [normalise(text).lower() for text in texts]
        if not any(text in name for text, ambiguous in standing if not ambiguous for name in longer):
            missing.append(f"{place}: {row['name']} in {row['example']} {[m.text for m in found.entities]}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(("place", "row"), [*rows("suffixes.csv"), *rows("kinds.csv"), *rows("series.csv")])
def test_the_row_makes_a_name_of_its_example(place: str, row: dict[str, str], run_on: Extract) -> None:
    """The very row: a name that another table lists as a whole would show nothing."""
    found = run_on(row["example"]).entities
    assert any(f"({place})" in mention.rule for mention in found), [(m.text, m.rule) for m in found]


@pytest.mark.parametrize(("place", "row"), rows("titles.csv"))
def test_the_title_stands_in_its_example(place: str, row: dict[str, str], lexicon: Lexicon) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    at = text.index(surface)
    ways = []
    if row["place"] != "after":
        ways.append(lexicon.names.before.before(text, at + len(surface)) == (place, at))
    if row["place"] != "before":
        ways.append(lexicon.names.after.at(text, at) == (place, at + len(surface)))
    assert any(ways)


@pytest.mark.parametrize("row", examples("titles.csv"))
def test_a_person_stands_beside_the_title(row: dict[str, str], run_on: Extract) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    begin = text.index(surface)
    people = [mention for mention in run_on(row["example"]).entities if mention.label == "PERSON"]
    behind = row["place"] != "after" and any(mention.start == begin + len(surface) for mention in people)
    before = row["place"] != "before" and any(mention.end == begin for mention in people)
    assert behind or before, [(mention.text, mention.rule) for mention in people]


@pytest.mark.parametrize(("place", "row"), rows("speech.csv"))
def test_a_person_speaks(place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    assert lexicon.names.speech.get(surface) == place
    assert surface in text
    people = [mention for mention in run_on(row["example"]).entities if mention.label == "PERSON"]
    assert any(mention.end == text.index(surface) for mention in people), [mention.text for mention in people]


@pytest.mark.parametrize("row", examples("home_bodies.csv"))
def test_the_body_is_that_of_its_region(row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["example"], region=row["region"]).entities
    assert any(mention.known == row["name"] for mention in found), [(m.text, m.known) for m in found]


@pytest.mark.parametrize("row", examples("not_people.csv"))
def test_the_word_is_no_person(row: dict[str, str], run_on: Extract) -> None:
    found = [mention.text for mention in run_on(row["example"]).entities if mention.label == "PERSON"]
    assert normalise(row["surface"]) not in [normalise(text) for text in found]
    assert normalise(row["surface"]) in normalise(row["example"])


@pytest.mark.parametrize("row", examples("name_parts.csv"))
def test_the_part_keeps_its_place(row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    assert surface in text
    found = [
        mention for mention in run_on(row["example"]).entities if mention.label in {"ORG", "FAC", "EVENT"}
    ]
    names = [normalise(mention.text) for mention in found if not mention.known]
    if row["part"] == "outside":  # no name begins with it, or holds it before its head
        assert not [name for name in names if surface in name[: -len(surface)]], names
    elif row["part"] == "not-head":
        assert not [name for name in names if name.endswith(surface)], names
    else:
        kept = lexicon.names.inside if row["part"] == "inside" else lexicon.names.generic
        assert surface in kept


def test_no_part_takes_back_what_a_strong_suffix_gives() -> None:
    strong = {row["surface"] for _, row in table("suffixes.csv") if row["strength"] == "strong"}
    assert not strong & {row["surface"] for _, row in table("name_parts.csv") if row["part"] == "not-head"}


def test_countries_in_one_character_and_by_their_other_names(run_on: Extract) -> None:
    """CLDR has the usual names: a row is there for its character, its other names, or a place that CLDR has not."""
    missing = []
    for place, row in table("countries.csv"):
        found = run_on(row["example"]).entities
        written = {
            normalise(word) for word in (row["short"], *row["aliases"].split("|"), row["name"]) if word
        }
        if not any(normalise(m.text) in written and m.known and m.label in {"GPE", "LOC"} for m in found):
            missing.append(f"{place}: {row['example']} {[m.text for m in found]}")
    assert not missing, "\n".join(missing)


def test_regions_are_told_by_their_words(lexicon: Lexicon) -> None:
    told = {(surface, region) for surface, region in lexicon.regions}
    for place, row in table("regions.csv"):
        assert (row["surface"], row["region"]) in told, place
        assert row["surface"] in row["example"], place


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("triggers.csv", "甲乙丙,opn,object,verb,大桥7月1日甲乙丙,x", "type is 'opn': it must be one of acquire, agree,"),
        ("triggers.csv", "甲乙丙,open,object,verb,大桥7月1日开通,x", "the example lacks '甲乙丙': write a sentence that holds it"),
        ("names.csv", "甲乙丙集团,ORG,,,,,,,某公司发布新芯片,x", "the example lacks '甲乙丙集团': write a sentence"),
        ("names.csv", "寒武紀測試,ORG,,,,,Jiabing|寒武纪,,寒武纪发布新芯片,x", "remove one of them, or mark it ambiguous in both"),
        ("trigger_kinds.csv", "进入,wni,甲乙丙,,3,他进入甲乙丙,x", "type is 'wni': it must be one of other, acquire"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_line(table: str, row: str, complaint: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    with (folder / table).open("a", encoding="utf-8", newline="") as file:
        file.write(f"{row}\n")
    line = len((folder / table).read_bytes().splitlines())
    _, complaints = check(folder)
    [told] = complaints.lines
    assert told.startswith(f"{table}:{line}: ")
    assert complaint in told
