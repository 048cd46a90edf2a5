"""The comparison with gold annotations: what counts as right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.evaluate import evaluate_corpus
from pipeline.evaluate_actors import Actors

if TYPE_CHECKING:
    from pathlib import Path

# 白宫和商务部7月23日发布…; 美國商務部 is of the gold alone
GOLD = [
    {"start": 0, "end": 2, "text": "白宫", "id": "白宫"},
    {"start": 3, "end": 6, "text": "商务部", "id": "美国商务部"},
]
FOUND = [
    {"start": 0, "end": 2, "text": "白宫", "entity_id": "e1"},
    {"start": 3, "end": 6, "text": "商务部", "entity_id": "e2"},
    {"start": 30, "end": 32, "text": "中国", "entity_id": "e3"},
]


@pytest.mark.parametrize(
    ("told", "ids", "wanted", "right"),
    [
        (["白宫"], ["e1"], ["白宫"], True),
        (["商务部"], ["e2"], ["美国商务部"], True),
        (["白宫", "商务部"], ["e1", "e2"], ["白宫", "美国商务部"], True),
        (["白宫"], ["e1"], ["白宫", "美国商务部"], False),  # one is missed
        (["白宫", "商务部"], ["e1", "e2"], ["白宫"], False),  # one is too many
        (["商务部"], ["e2"], ["商务部的官员"], False),  # a name, and not that of the gold
        (["部門"], [], ["各部门"], True),
        (["環保團體"], [], ["各部门"], False),
        ([], [], [], True),
        ([], [], ["白宫"], False),
        (["白宫"], ["e1"], [], False),
        (["中国"], ["e3"], ["中国航天员"], True),  # the gold has no such name: the words decide
    ],
)
def test_actors_are_right_where_all_are_told_and_nobody_else(
    *, told: list[str], ids: list[str], wanted: list[str], right: bool
) -> None:
    row = {"actors": told, "actor_ids": ids}
    assert Actors(GOLD, FOUND).right(row, wanted) is right


def test_the_actors_of_events_that_are_right_are_counted(tmp_path: Path) -> None:
    corpus, gold, text = (
        tmp_path / "corpus",
        tmp_path / "gold",
        "英伟达2025年8月6日收购微软。苹果2025年8月7日停牌。\n",
    )
    corpus.mkdir()
    gold.mkdir()
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    events = [
        {"date": date, "trigger": trigger, "actors": [actor], "start": text.index(trigger)}
        for date, trigger, actor in (("2025-08-06", "收购", "英伟达"), ("2025-08-07", "停牌", "微软"))
    ]
    line = {"article": "a.txt", "entities": [], "quantities": [], "times": [], "events": events}
    (gold / "a.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    told = list(evaluate_corpus(corpus, gold, tmp_path / "out", errors=9))
    assert "| events | 1.000 | 1.000 | 1.000 | 2 | 2 | 2 |" in told
    assert "| events (actors right) | 0.500 | 0.500 | 0.500 | 1 | 2 | 2 |" in told
    assert "events (actors right): a.txt 17 停牌 ['苹果'] ['微软']" in told
