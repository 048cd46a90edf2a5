"""Every row of the tables of numbers and dates has an example, and that row is what reads it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.lexicon.measure_words import Kin
    from pipeline.model import DateMention, NumberMention

RULES = Path(__file__).parent.parent / "pipeline" / "rules"
PUBLISHED = "2025-08-11"


def rows(name: str, wanted: Callable[[dict[str, str]], bool] = lambda _: True) -> list[Any]:
    with (RULES / name).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return [
            pytest.param(f"{name}:{reader.line_num}", row, id=f"{reader.line_num}-{row['surface']}")
            for row in reader
            if wanted(row)
        ]


def numbers_of(run_on: Extract, row: dict[str, str]) -> tuple[NumberMention, ...]:
    return run_on(row["example"], published=PUBLISHED).numbers


def dates_of(run_on: Extract, row: dict[str, str]) -> tuple[DateMention, ...]:
    return run_on(row["example"], published=PUBLISHED).dates


def places(text: str, surface: str) -> list[int]:
    """Where ``surface`` stands in the normalised ``text``."""
    surface = normalise(surface)
    return [at for at in range(len(text)) if text.startswith(surface, at)]


@pytest.mark.parametrize(
    ("place", "row"), [*rows("units.csv"), *rows("classifiers.csv"), *rows("currencies.csv")]
)
def test_the_row_reads_the_number_of_its_example(place: str, row: dict[str, str], run_on: Extract) -> None:
    found = numbers_of(run_on, row)
    assert any(
        place in mention.rule.replace(")", ",").split(",")[0] or f"{place}," in f"{mention.rule[:-1]},"
        for mention in found
    ), [(mention.text, mention.rule) for mention in found]


@pytest.mark.parametrize(
    ("place", "row"),
    [
        *rows("units.csv", lambda row: bool(row["not_before"])),
        *rows("classifiers.csv", lambda row: bool(row["not_before"])),
    ],
)
def test_no_unit_where_it_begins_another_word(place: str, row: dict[str, str], run_on: Extract) -> None:
    for following in row["not_before"].split("|"):
        found = run_on(f"其中3{row['surface']}{following}。").numbers
        assert not any(place in mention.rule for mention in found), following


@pytest.mark.parametrize(("place", "row"), rows("modifiers.csv"))
def test_the_cue_bounds_the_number_of_its_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    text, amounts = normalise(row["example"]), lexicon.amounts
    found = [mention for mention in numbers_of(run_on, row) if mention.modifier == row["modifier"]]
    surface = normalise(row["surface"])
    if row["place"] == "before":
        cues = [amounts.modifiers_before.before(text, at + len(surface)) for at in places(text, surface)]
    else:
        cues = [amounts.modifiers_after.at(text, at) for at in places(text, surface)]
    assert found, row
    assert place in {cue[0].place for cue in cues if cue is not None}


@pytest.mark.parametrize(("place", "row"), rows("changes.csv"))
def test_the_verb_tells_the_change_of_its_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    assert row["change"] in {mention.change for mention in numbers_of(run_on, row)}
    found = [lexicon.amounts.changes.before(text, at + len(surface)) for at in places(text, surface)]
    assert place in {cue[0].place for cue in found if cue is not None}


@pytest.mark.parametrize(("place", "row"), rows("not_numbers.csv"))
def test_the_phrase_is_no_number(place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    text, surface = normalise(row["example"]), normalise(row["surface"])
    at = text.index(surface)
    assert not [m.text for m in numbers_of(run_on, row) if m.start < at + len(surface) and at < m.end]
    found = lexicon.amounts.not_numbers.at(text, at)
    assert found == (place, at + len(surface))


_BY_RULE = {
    "day", "year", "month", "week", "quarter", "same-day", "same-month", "same-year", "vague", "vague-duration", "plan",
    "period", "era", "set", "loose", "season-now", "season-last",
}  # fmt: skip
_BESIDE = {"tense", "lasting"}  # they stand before the time expression


@pytest.mark.parametrize(("place", "row"), rows("dates.csv", lambda row: row["kind"] not in _BESIDE))
def test_the_row_reads_the_time_of_its_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    text, surface, found = normalise(row["example"]), normalise(row["surface"]), dates_of(run_on, row)
    if row["kind"] in _BY_RULE:
        assert any(f"({place})" in mention.rule for mention in found), [(m.text, m.rule) for m in found]
        return
    words = lexicon.times.kinds[row["kind"]]
    used = [
        at
        for at in places(text, surface)
        for mention in found
        if mention.start <= at and at + len(surface) <= mention.end
    ]
    assert used, [(m.text, m.rule) for m in found]
    assert any((hit := words.at(text, at)) is not None and hit[0].place == place for at in used)


@pytest.mark.parametrize(("place", "row"), rows("dates.csv", lambda row: row["kind"] == "lasting"))
def test_the_word_makes_a_length_of_days(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    found = [mention for mention in dates_of(run_on, row) if mention.type == "DURATION"]
    assert found, row
    text, surface = normalise(row["example"]), normalise(row["surface"])
    hit = lexicon.times.before("lasting", text, text.index(surface) + len(surface))
    assert hit is not None
    assert hit[0].place == place


@pytest.mark.parametrize(("place", "row"), rows("dates.csv", lambda row: row["kind"] == "tense"))
def test_the_word_tells_of_what_is_to_come(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    found = dates_of(run_on, row)
    assert any(mention.latest >= PUBLISHED for mention in found), row
    match = lexicon.times.future.search(normalise(row["example"]))
    assert match is not None
    word = lexicon.times.kinds["tense"].get(match.group())
    assert word is not None
    assert word.place == place


@pytest.mark.parametrize(
    ("place", "row"), rows("dates.csv", lambda row: bool(row["not_before"]) and row["kind"] in _BY_RULE)
)
def test_no_time_where_it_begins_another_word(place: str, row: dict[str, str], run_on: Extract) -> None:
    for following in row["not_before"].split("|"):
        found = run_on(f"关于{row['surface']}{following}。", published=PUBLISHED).dates
        assert not any(f"({place})" in mention.rule for mention in found), following


@pytest.mark.parametrize(("place", "row"), rows("measures.csv"))
def test_the_head_is_the_measure_of_its_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    told = [mention.measure for mention in numbers_of(run_on, row)]
    assert any(normalise(row["measure"]) in measure for measure in told), told
    text, surface = normalise(row["example"]), normalise(row["surface"])
    found = [lexicon.amounts.measures.get(text[at : at + len(surface)]) for at in places(text, surface)]
    assert place in {cue.place for cue in found if cue is not None}


@pytest.mark.parametrize(("place", "row"), rows("measure_words.csv"))
def test_the_word_is_found_in_the_measure_of_its_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    told = [mention.measure for mention in numbers_of(run_on, row)]
    (word,) = (word for word in lexicon.measure_words.rows if word.place == place)
    assert any(word.pattern.search(measure) for measure in told), told


@pytest.mark.parametrize(("place", "row"), rows("measure_words.csv"))
def test_no_shorter_word_of_its_kind_is_found_in_it(
    place: str, row: dict[str, str], lexicon: Lexicon
) -> None:
    (word,) = (word for word in lexicon.measure_words.rows if word.place == place)
    where = {"inside": f"-{word.surface}-", "end": f"-{word.surface}", "start": f"{word.surface}-"}
    found = [
        other.place
        for other in lexicon.measure_words.rows
        if other is not word and other.kin & word.kin and other.pattern.search(where[row["place"]])
    ]
    assert not found, f"{place}: remove the kin that it shares with {found}"


@pytest.mark.parametrize(
    ("measure", "kin"),
    [
        ("汇率", "report"),  # not_behind
        ("利率", "report"),
        ("率先", "report"),  # not at its end
        ("人次数", "period"),
        ("汽车出口", "place"),  # not at its start
        ("原出口", "place"),
        ("投票率", "result"),
    ],
)
def test_the_word_stands_where_its_row_says(measure: str, kin: Kin, lexicon: Lexicon) -> None:
    assert not lexicon.measure_words.tell(measure, kin)
