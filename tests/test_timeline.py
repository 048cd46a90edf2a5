"""zh-extract timeline: dated events in order from the tables of a run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from corpus_run import corpus_outputs
from made_tables import make_tables

from pipeline.evaluate import compare
from pipeline.model import PipelineError
from pipeline.timeline import COLUMNS, ids_of, timeline

if TYPE_CHECKING:
    from pathlib import Path


def test_events_come_in_order_with_their_sources() -> None:
    rows = timeline(corpus_outputs())
    assert [len(row) for row in rows] == [len(COLUMNS)] * len(rows)
    assert all(row[4] for row in rows)
    years = [row[0][:4] for row in rows]
    assert years == sorted(years)


def test_an_entity_is_found_by_any_of_its_names() -> None:
    by_name = {tuple(timeline(corpus_outputs(), entity=name)) for name in ("英伟达", "輝達", "nvidia")}
    assert len(by_name) == 1
    assert 0 < len(next(iter(by_name))) < len(timeline(corpus_outputs()))


def test_a_place_is_found_where_something_happened() -> None:
    rows = timeline(corpus_outputs(), entity="海陵岛")
    assert any("@海陵岛" in row[3] for row in rows)


@pytest.mark.parametrize(("since", "until"), [("2025-07", ""), ("", "2024"), ("2025-07-17", "2025-07")])
def test_from_and_to_are_inclusive(since: str, until: str) -> None:
    rows = timeline(corpus_outputs(), since=since, until=until)
    assert rows
    for date, *_ in rows:
        start, end = date.split("/")[0], date.split("/")[-1]
        assert end >= since[: len(end)]
        assert not until or start[: len(until)] <= until


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="run zh-extract extract"):
        timeline(tmp_path)
    with pytest.raises(PipelineError, match="names nothing"):
        timeline(corpus_outputs(), entity="没有这个名字")


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2025年7月", "", "--from 2025年7月: is no date: write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("", "2025-13", "--to 2025-13: is no date"),
        ("2025-7", "", "--from 2025-7: is no date"),
        ("2025-0", "", "--from 2025-0: is no date"),
        ("", "2025-02-30", "--to 2025-02-30: is no date"),
        ("２０２５", "", "--from ２０２５: is no date"),
        ("2025-07", "2024", "--from 2025-07: is later than --to 2024: change one of them"),
        ("2025-07-02", "2025-07-01", "--from 2025-07-02: is later than --to 2025-07-01"),
    ],
)
def test_dates_that_cannot_be_are_told(since: str, until: str, told: str) -> None:
    with pytest.raises(PipelineError, match=re.escape(told)):
        timeline(corpus_outputs(), since=since, until=until)


def test_a_month_to_its_own_year_is_no_contradiction() -> None:
    assert timeline(corpus_outputs(), since="2025-07", until="2025")


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\u0085", "\x0b", "\x1c"])
def test_a_line_separator_in_a_cell_ends_no_row(char: str, tmp_path: Path) -> None:
    """JSONL ends a row at a line feed alone; these stand in titles and names that were copied from a page."""
    event = {
        "event_id": "v1",
        "date": "2025-07-18",
        "trigger": "公布",
        "actors": ["某社"],
        "actor_ids": ["e1"],
    }
    make_tables(
        tmp_path,
        articles=[{"article_id": "a.txt", "title": f"上{char}下", "source": f"河滨{char}财经"}],
        events=[{**event, "date_start": "2025-07-18", "date_end": "2025-07-18", "articles": ["a.txt"]}],
        entities=[{"entity_id": "e1", "name": "某社", "aliases": [f"某{char}社"]}],
        date_mentions=[{"mention_id": "d1", "article_id": "a.txt", "sentence": f"七月{char}十八日"}],
    )
    assert timeline(tmp_path, entity="某社") == [("2025-07-18", "", "某社", "公布", f"河滨{char}财经", "")]
    assert ids_of(tmp_path, f"某{char}社") == {"e1"}
    assert compare([], {}, tmp_path)["dates"].found == 0
