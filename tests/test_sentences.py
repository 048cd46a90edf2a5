"""Sentences: tests/cases/sentences.csv, a bar where a sentence ends (⏎ is a line end, ␍ a carriage return)."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentences import split

CASES = Path(__file__).parent / "cases" / "sentences.csv"


def rows() -> list[tuple[int, dict[str, str]]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))


def marked(cell: str) -> str:
    return cell.replace("⏎", "\n").replace("␍", "\r").replace("\\|", "\x00")


def barred(text: str) -> str:
    """``text`` in the notation of the cases."""
    ends = {end for _, end in split(text)}
    return "".join("|" * (place in ends) + char for place, char in enumerate(text)) + "|" * (
        len(text) in ends
    )


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{n}-{row['sentences'][:20]}") for n, row in rows()])
def test_a_sentence_ends_at_the_bars(row: dict[str, str]) -> None:
    parts = marked(row["sentences"]).split("|")
    text = "".join(parts).replace("\x00", "|")
    expected = [part.strip().replace("\x00", "|") for part in parts if part.strip()]
    assert [text[start:end] for start, end in split(text)] == expected, barred(text)


def test_there_are_cases_enough() -> None:
    assert len(rows()) >= 80


TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            list("。！？!?.…⋯\n「」『』“”‘’\"'（）()《》【】[]*，,、；： \t　\r\u2028\x85１2aZ说說道的—")
        ),
        st.sampled_from(["……", "今天下雨", "U.S. ", "Inc. ", "5.2%", "他说", "https://a.b/c?d=1", "\r\n"]),
        st.characters(),
    ),
    max_size=60,
).map("".join)


@given(TEXT)
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    place = 0
    for start, end in split(text):
        assert place <= start < end <= len(text)
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()


@given(TEXT, TEXT)
def test_lines_are_split_apart(left: str, right: str) -> None:
    shift = len(left) + 1
    together = split(left + "\n" + right)
    assert together == split(left) + [(start + shift, end + shift) for start, end in split(right)]


def test_a_long_sentence_is_cut_at_a_comma_and_never_inside_a_number() -> None:
    text = "今天下雨，共1,200人，" * 600
    spans = split(text)
    assert all(end - start <= 2000 for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(text[start:end].endswith("，") for start, end in spans)
    assert [end - start for start, end in split("字" * 4500)] == [2000, 2000, 500]


@pytest.mark.parametrize(
    "piece", ["。", "「。", "“好。", "（！", '"。', "…", "……", ". ", "a. ", "*。", "。」", "《？", "\n ", "Yahoo!", "?!", "’。"]
)  # fmt: skip
def test_cost_is_linear(piece: str) -> None:
    """Eight times the text may cost twenty times the time, not sixty-four: the best of three."""

    def cost(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            split(text)
            best = min(best, time.process_time() - start)
        return best

    short = piece * (12_000 // len(piece))
    assert cost(short * 8) <= 20 * max(cost(short), 0.002)
