"""Whose a number is and what it measures: cases/measured.csv (the shipped articles), cases/news_numbers.csv (news style).

    【467億美元;輝達;营收】        subject and measure, `|` between those that are as good
    【0.4%;?中国;消费价格降幅】     ? may as well be left empty; * anything will do
    【12家;;】                  neither: an empty cell is right, a filled one is wrong

Numbers were annotated by reading; names and measures are called as the tables call them. Precision is over all filled
cells, recall over those that are due.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases_format import CASES

from pipeline.read import regions
from pipeline.run import run
from pipeline.write.stored import rows as stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Extract

CORPUS = Path(__file__).parent.parent / "corpus"
PUBLISHED = "2025-11-05"  # of the texts in news style
_MARK = re.compile(r"【([^;】]*);([^;】]*);([^】]*)】")


@dataclass
class Score:
    """Cells of one kind against what was read."""

    right: int = 0
    filled: int = 0
    due: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, place: str, got: set[str], wanted: str) -> None:
        """``got`` are the names of what the cell holds, empty where it is."""
        if wanted == "*":
            return
        may_be = set(wanted.removeprefix("?").split("|")) - {""}
        right = bool(got & may_be)
        self.filled += bool(got)
        self.right += right
        if may_be and not wanted.startswith("?"):
            self.due += 1
            self.found += right
        if got and not right:
            self.wrong.append(f"{place}: {'/'.join(sorted(got))} for {wanted or 'none'}")

    @property
    def precision(self) -> float:
        return self.right / self.filled

    @property
    def recall(self) -> float:
        return self.found / self.due


def table(name: str) -> Iterator[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def in_the_shipped_articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Score, Score]:
    outputs = tmp_path_factory.mktemp("measured")
    run(CORPUS, outputs)
    names = {
        row["entity_id"]: {row["name"], *row["aliases"]} | {s.split(" ")[-1] for s in row["surfaces"]}
        for row in stored(outputs, "entities")
    }
    found = {(row["article_id"], row["start"]): row for row in stored(outputs, "number_mentions")}
    subjects, measures = Score(), Score()
    for case in table("measured.csv"):
        place = f"{case['article']}:{case['start']} {case['number']}"
        row = found[case["article"], int(case["start"])]
        assert row["text"] == case["number"], place
        subjects.add(place, names.get(row["subject_id"], set()), case["subject"])
        measures.add(place, {row["measure"]} - {""}, case["measure"])
    return subjects, measures


@pytest.fixture(scope="module")
def in_news_style(run_on: Extract) -> tuple[Score, Score]:
    subjects, measures = Score(), Score()
    for case in table("news_numbers.csv"):
        text = _MARK.sub(r"\1", case["text"])
        region = "TW" if regions.script(text) == "Hant" else "CN"
        extraction = run_on(text, published=PUBLISHED, region=region)
        names = {m.mention_id: {m.text, m.known} - {""} for m in extraction.entities}
        found = {mention.start: mention for mention in extraction.numbers}
        shift = 0
        for mark in _MARK.finditer(case["text"]):
            number, subject, measure = mark.groups()
            mention = found.get(mark.start() - shift)
            shift += len(mark[0]) - len(number)
            assert mention is not None, f"{number} in {text}"
            assert mention.text == number
            subjects.add(f"{number} in {text[:20]}", names.get(mention.subject, set()), subject)
            measures.add(f"{number} in {text[:20]}", {mention.measure} - {""}, measure)
    return subjects, measures


def test_subjects_in_the_shipped_articles(in_the_shipped_articles: tuple[Score, Score]) -> None:
    score, _ = in_the_shipped_articles
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.88


def test_measures_in_the_shipped_articles(in_the_shipped_articles: tuple[Score, Score]) -> None:
    _, score = in_the_shipped_articles
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.94


def test_subjects_in_news_style(in_news_style: tuple[Score, Score]) -> None:
    score, _ = in_news_style
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.85  # most of the missed ones are names that were not found: 苹果, 京东


def test_measures_in_news_style(in_news_style: tuple[Score, Score]) -> None:
    _, score = in_news_style
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.95


def test_enough_numbers_are_annotated() -> None:
    told = sum(len(_MARK.findall(case["text"])) for case in table("news_numbers.csv"))
    assert told + sum(1 for _ in table("measured.csv")) >= 150
