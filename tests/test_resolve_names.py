"""Two names are one thing, or are not: real extraction and resolution on two small articles (or one that has both)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.resolve import resolve

if TYPE_CHECKING:
    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction

CASES = Path(__file__).parent / "cases" / "resolve.csv"
#: where a row gives no sentence of its own: by label, for Simplified and for Traditional regions
SENTENCES = {
    "PERSON": ("{}周五在会上表示，此事仍在研究。", "{}週五在會上表示，此事仍在研究。"),
    "ORG": ("{}周五宣布了新的计划。", "{}週五宣布了新的計畫。"),
    "GPE": ("代表团周五抵达{}。", "代表團週五抵達{}。"),
    "LOC": ("考察队周五抵达{}。", "考察隊週五抵達{}。"),
    "FAC": ("游客周五参观了{}。", "遊客週五參觀了{}。"),
    "NORP": ("{}的代表也在场。", "{}的代表也在場。"),
    "PRODUCT": ("记者试用了{}，感觉不错。", "記者試用了{}，感覺不錯。"),
    "EVENT": ("各国媒体关注{}。", "各國媒體關注{}。"),
    "LAW": ("会议讨论了{}。", "會議討論了{}。"),
    "WORK_OF_ART": ("他正在读{}。", "他正在讀{}。"),
}


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [{**row, "line": str(line)} for line, row in enumerate(csv.DictReader(file), start=2)]


def parameters() -> list[Any]:
    return [pytest.param(row, id=f"{row['line']}-{row['left']}-{row['right']}") for row in rows()]


def sentence(row: dict[str, str], side: str) -> str:
    given = row[f"{side}_context"]
    traditional = row[f"{side}_region"] in {"TW", "HK", "MO"}
    return given or SENTENCES[row["label"]][traditional].format(row[side])


def articles(row: dict[str, str], run_on: Extract) -> tuple[Extraction, Extraction]:
    """Two extractions; the same twice where the left sentence has both names and the right none of its own."""
    left = run_on(sentence(row, "left"), region=row["left_region"], published="2025-06-01", article_id="left")
    if row["left_context"] and not row["right_context"] and row["right"] in row["left_context"]:
        return left, left
    text = sentence(row, "right")
    return left, run_on(text, region=row["right_region"], published="2025-06-02", article_id="right")


def mention_id(found: Extraction, name: str, *, last: bool) -> str:
    ids = [mention.mention_id for mention in found.entities if mention.text == name]
    assert ids, f"{name} is not found in: {found.article.text} -> {[m.text for m in found.entities]}"
    return ids[-1 if last else 0]


@pytest.mark.parametrize("row", parameters())
def test_same_or_different(row: dict[str, str], run_on: Extract, lexicon: Lexicon) -> None:
    left, right = articles(row, run_on)
    resolution = resolve([left] if left is right else [left, right], lexicon)
    ids = [
        resolution.entity_of[mention_id(found, row[side], last=side == "right")]
        for found, side in ((left, "left"), (right, "right"))
    ]
    same = ids[0] == ids[1]
    told = [(link.left, link.right, link.reason) for link in resolution.links]
    assert same == (row["judgement"] == "same"), f"resolve.csv:{row['line']}: {told}"


def test_the_cases_are_many_and_balanced() -> None:
    judgements = [row["judgement"] for row in rows()]
    assert set(judgements) == {"same", "different"}
    assert len(judgements) >= 300
    assert 0.45 <= judgements.count("different") / len(judgements) <= 0.55
    pairs = [
        (row["left"], row["left_region"], row["left_context"], row["right"], row["right_context"])
        for row in rows()
    ]
    assert len(set(pairs)) == len(pairs)
    assert all(row["category"] and row["note"] for row in rows())
