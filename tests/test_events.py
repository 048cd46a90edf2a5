"""Dated events: the marked words are the triggers, in order; a value is date, status and what else is asked of it.

    2025-07-23 occurred actor=白宫 object=行动计划 at=华盛顿 by=发言人

``actor``, ``object``, ``at`` and ``by`` (who is quoted) ask that one of them holds that text or lies in it, with ``-``
that there is none; ``type`` asks for the type of the event.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cases_format import Case, load_cases

from pipeline.normalise import normalise

if TYPE_CHECKING:
    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Argument, EventMention

PUBLISHED = "2025-08-11"
RULES = Path(__file__).parent.parent / "pipeline" / "rules"


def texts_of(event: EventMention, what: str) -> list[str]:
    arguments: dict[str, tuple[Argument | None, ...]] = {
        "actor": event.actors, "object": event.objects, "at": (event.location,), "by": (event.attributed_to,),
    }  # fmt: skip
    return [argument.text for argument in arguments[what] if argument is not None]


@pytest.mark.parametrize("case", load_cases("events.csv"))
def test_the_marked_triggers_and_no_others(case: Case, run_on: Extract) -> None:
    found = run_on(case.text, published=PUBLISHED).events
    assert [e.trigger for e in found] == case.marked, [(e.date, e.trigger, e.status) for e in found]
    for event, (start, _), value in zip(found, case.spans, case.values, strict=True):
        date, status, *asked = value.split()
        assert (event.trigger_start, event.date, event.status) == (start, date, status)
        for wanted in asked:
            what, _, text = wanted.partition("=")
            if what == "type":
                assert event.type == text
                continue
            texts = texts_of(event, what)
            assert any(text in one or one in text for one in texts) if text != "-" else not texts, (
                wanted,
                texts,
            )


def test_a_third_of_the_cases_are_negative() -> None:
    with (Path(__file__).parent / "cases" / "events.csv").open(encoding="utf-8", newline="") as file:
        origins = [row["origin"] for row in csv.DictReader(file)]
    assert origins.count("negative") * 3 >= len(origins)


def rows(name: str) -> list[Any]:
    with (RULES / name).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return [
            pytest.param(f"{name}:{reader.line_num}", row, id=f"{reader.line_num}-{row['surface']}")
            for row in reader
        ]


@pytest.mark.parametrize(("place", "row"), rows("triggers.csv"))
def test_the_row_makes_the_event_of_its_example(place: str, row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["example"], published=PUBLISHED).events
    assert f"event({place})" in {event.rule for event in found}, [(e.trigger, e.rule) for e in found]


@pytest.mark.parametrize(("place", "row"), rows("trigger_kinds.csv"))
def test_the_words_behind_tell_the_kind_of_the_example(
    place: str, row: dict[str, str], run_on: Extract, lexicon: Lexicon
) -> None:
    found = run_on(row["example"], published=PUBLISHED).events
    types = {event.type for event in found if event.trigger == row["surface"]}
    assert types == {row["type"]}
    behind = normalise(row["example"]).partition(row["surface"])[2]
    fitting = [kind for kind in lexicon.happenings.other_kinds[row["surface"]] if kind.behind.match(behind)]
    assert fitting[0].place == place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("研究所7月23日获得两项专利。", "acquire"),
        ("部队7月23日进入边境城市。", "visit"),
        ("球队7月23日进入体育馆，决赛随后开始。", "visit"),  # in another clause
        ("工会7月23日接受新方案。", "agree"),
        ("商务部7月23日把企业列入制裁名单。", "sanction"),
        ("选民7月23日投下手中的一票。", "vote"),
        ("台风7月23日登陆广东。", "disaster"),
    ],
)
def test_without_those_words_a_trigger_tells_its_own_kind(text: str, kind: str, run_on: Extract) -> None:
    assert kind in {event.type for event in run_on(text, published=PUBLISHED).events}


@pytest.mark.parametrize(("place", "row"), rows("no_triggers.csv"))
def test_the_word_makes_no_event_of_its_example(place: str, row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["example"], published=PUBLISHED).events
    triggers = {normalise(event.trigger) for event in found}
    assert normalise(row["surface"]) not in triggers, place
    assert row["place"] != "state" or not triggers, (place, triggers)


@pytest.mark.parametrize(("place", "row"), rows("cues.csv"))
def test_the_cue_tells_the_status_of_its_example(place: str, row: dict[str, str], run_on: Extract) -> None:
    statuses = {event.status for event in run_on(row["example"], published=PUBLISHED).events}
    assert row["status"] in statuses, (place, statuses)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # from the sentence before: only where the clause says that it goes on there, and within the paragraph
        ("总统8月6日抵达北京。随后，他会见了李强。", ["2025-08-06 抵达", "2025-08-06 会见"]),
        ("总统8月6日抵达北京。会上，双方签署了协议。", ["2025-08-06 抵达", "2025-08-06 签署"]),
        ("总统8月6日抵达北京。他会见了李强。", ["2025-08-06 抵达"]),
        ("总统8月6日抵达北京。随后几天，他会见了李强。", ["2025-08-06 抵达"]),
        ("总统8月抵达北京。随后，他会见了李强。", ["2025-08 抵达"]),
        ("总统将于9月6日抵达北京。随后，他会见了李强。", ["2025-09-06 抵达"]),
        ("总统8月6日抵达北京。\n随后，他会见了李强。", ["2025-08-06 抵达"]),
        # from a heading that is a date: the first sentence of the paragraph below it
        ("## 2025年7月23日\n\n白宫发布行动计划。总统出席了仪式。\n\n商务部公布细则。\n", ["2025-07-23 发布"]),
        ("- **7月23日**\n白宫发布行动计划。\n", ["2025-07-23 发布"]),
        (
            "2025年7月23日\n白宫发布行动计划。\n2025年7月26日\n李强出席大会。\n",
            ["2025-07-23 发布", "2025-07-26 出席"],
        ),
        ("2025年7月23日\n白宫发布行动计划。\n", []),  # one line alone is when it was written
        ("## 2025年7月23日\n\n白宫7月24日发布行动计划。\n", ["2025-07-24 发布"]),
        ("## 2025年7月23日的计划\n\n白宫发布行动计划。\n", []),
    ],
)
def test_a_date_from_outside_the_sentence_is_inherited(text: str, events: list[str], run_on: Extract) -> None:
    found = run_on(text, published=PUBLISHED).events
    assert [f"{event.date} {event.trigger}" for event in found] == events
    assert all(event.basis == "inherited" for event in found if event.trigger in {"会见", "签署", "出席"})


@pytest.mark.parametrize(
    ("between", "whom"),
    [("", ["特斯拉"]), ("天气很好。\n\n路上没有人。\n\n", [])],
)
def test_it_is_nothing_that_was_told_of_far_from_any_date(
    between: str, whom: list[str], run_on: Extract
) -> None:
    (approved,) = run_on(f"特斯拉生产汽车。\n\n{between}它8月1日获得批准。", published=PUBLISHED).events
    assert [one.text for one in approved.objects] == whom
