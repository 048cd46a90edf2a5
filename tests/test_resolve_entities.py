"""Clusters: what joins, what blocks, what stays when an article comes in. Pairs of names are in cases/resolve.csv."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import Decision
from pipeline.resolve import resolve
from pipeline.resolve.clusters import Clusters

if TYPE_CHECKING:
    from conftest import Extract

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction
    from pipeline.resolve import Resolution
    from pipeline.resolve.links import Link

NODES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12)


# ---------------------------------------------------------------- union under cannot-link


@given(apart=PAIRS, joins=PAIRS)
def test_no_chain_of_joins_brings_two_together_that_are_apart(
    apart: list[tuple[str, str]], joins: list[tuple[str, str]]
) -> None:
    clusters = Clusters(NODES)
    for a, b in apart:
        clusters.keep_apart(a, b)
    for a, b in joins:
        assert clusters.join(a, b) == (clusters.find(a) == clusters.find(b))
    for a, b in apart:
        assert a == b or clusters.find(a) != clusters.find(b)
        assert a == b or clusters.apart(a, b)


def test_a_bad_pair_does_not_chain_two_clusters() -> None:
    clusters = Clusters(NODES)
    clusters.join("a", "b")
    clusters.join("c", "d")
    clusters.keep_apart("a", "d")
    assert not clusters.join("b", "c")
    assert clusters.members()["a"] == ["a", "b"]


# ---------------------------------------------------------------- small corpora


def entity_named(resolution: Resolution, found: Extraction, text: str) -> str:
    [entity_id] = {resolution.entity_of[m.mention_id] for m in found.entities if m.text == text}
    return entity_id


def links(resolution: Resolution) -> list[tuple[str, str, str]]:
    return [(link.left, link.right, link.judgement) for link in resolution.links if link.kind == "entity"]


def link_of(resolution: Resolution, left: str) -> Link:
    [link] = [link for link in resolution.links if link.left == left]
    return link


def judged(lexicon: Lexicon, left: str, right: str, judgement: Literal["same", "different"]) -> Lexicon:
    return replace(lexicon, decisions=[Decision(left, right, judgement, "a test", "decisions.csv:2")])


@pytest.fixture
def harbours(run_on: Extract) -> list[Extraction]:
    texts = {
        "a": "东亚港口联合会（EAPU）周五在厦门成立。",
        "b": "东亚海洋保护联盟（EAPU）周五发表报告。",
        "c": "东亚港口联合会周五公布了吞吐量。",
    }
    return [
        run_on(text, article_id=name, published=f"2025-06-0{n}")
        for n, (name, text) in enumerate(texts.items(), 1)
    ]


def test_an_abbreviation_of_two_bodies_is_each_articles_own(
    harbours: list[Extraction], lexicon: Lexicon
) -> None:
    a, b, c = harbours
    resolution = resolve(harbours, lexicon)
    ports = entity_named(resolution, a, "东亚港口联合会")
    assert entity_named(resolution, a, "EAPU") == ports == entity_named(resolution, c, "东亚港口联合会")
    assert entity_named(resolution, b, "EAPU") == entity_named(resolution, b, "东亚海洋保护联盟") != ports


def test_a_cluster_keeps_each_surface_by_region_and_its_dates(run_on: Extract, lexicon: Lexicon) -> None:
    found = [
        run_on("輝達週五宣布新計畫。", region="TW", published="2025-06-03", article_id="tw"),
        run_on("英伟达周五宣布新计划。英伟达说明年实施。", published="2025-06-01", article_id="cn"),
        run_on("英偉達週五宣布新計劃。", region="HK", published="2025-06-02", article_id="hk"),
    ]
    resolution = resolve(found, lexicon)
    entity = resolution.entities[entity_named(resolution, found[0], "輝達")]
    assert entity.surfaces == {"CN": ["英伟达"], "HK": ["英偉達"], "TW": ["輝達"]}
    assert (entity.name, entity.n_mentions, entity.articles) == ("英伟达", 4, ["cn", "hk", "tw"])
    assert (entity.first_published, entity.last_published) == ("2025-06-01", "2025-06-03")


def test_labels_are_settled_by_cluster_and_kept_by_mention(run_on: Extract, lexicon: Lexicon) -> None:
    found = run_on("记者用DeepSeek写稿。DeepSeek公司周五宣布新计划，DeepSeek表示明年实施。")
    labels = [m.label for m in found.entities if m.text.startswith("DeepSeek")]
    resolution = resolve([found], lexicon)
    entity = resolution.entities[entity_named(resolution, found, "DeepSeek")]
    assert entity.label == max(sorted(set(labels)), key=labels.count)
    assert entity.n_mentions == len(labels) == 3


def test_two_people_of_one_name_are_apart_with_the_reason(run_on: Extract, lexicon: Lexicon) -> None:
    found = [
        run_on("复旦大学教授刘志远说，数据可靠。", published="2025-06-01", article_id="a"),
        run_on("北京市公安局民警刘志远说，案件告破。", published="2025-06-02", article_id="b"),
        run_on("刘志远说，还需一年。", published="2025-06-03", article_id="c"),
    ]
    resolution = resolve(found, lexicon)
    assert len({entity_named(resolution, one, "刘志远") for one in found}) == 3
    reasons = sorted(link.reason for link in resolution.links if link.left == "刘志远")
    assert reasons == [
        "c does not tell which of 2 people of that name it means",
        "two people of one name: 复旦大学 and 北京市公安局 (a, b)",
    ]
    assert ("刘志远", "刘志远（北京市公安局）", "different") in links(resolution)


def test_a_person_joins_namesakes_again(run_on: Extract, lexicon: Lexicon) -> None:
    found = [
        run_on("复旦大学教授刘志远说，数据可靠。", published="2025-06-01", article_id="a"),
        run_on("北京市公安局民警刘志远说，案件告破。", published="2025-06-02", article_id="b"),
    ]
    told = judged(lexicon, "刘志远", "刘志远（北京市公安局）", "same")
    resolution = resolve(found, told)
    assert entity_named(resolution, found[0], "刘志远") == entity_named(resolution, found[1], "刘志远")


# ---------------------------------------------------------------- a person's word


def test_different_tears_two_surfaces_of_one_row(run_on: Extract, lexicon: Lexicon) -> None:
    found = run_on("英伟达周五宣布新计划。辉达说明年实施。")
    resolution = resolve([found], lexicon)
    assert entity_named(resolution, found, "英伟达") == entity_named(resolution, found, "辉达")
    torn = resolve([found], judged(lexicon, "英伟达", "輝達", "different"))
    assert entity_named(torn, found, "英伟达") != entity_named(torn, found, "辉达")
    assert ("英伟达", "辉达", "different") in links(torn)


def test_different_blocks_what_a_text_tells(run_on: Extract, lexicon: Lexicon) -> None:
    found = run_on("东亚港口联合会（EAPU）周五在厦门成立。")
    blocked = resolve([found], judged(lexicon, "东亚港口联合会", "EAPU", "different"))
    assert entity_named(blocked, found, "EAPU") != entity_named(blocked, found, "东亚港口联合会")
    assert "kept apart" in " ".join(link.reason for link in blocked.links)


def test_same_joins_what_nothing_else_does(run_on: Extract, lexicon: Lexicon) -> None:
    found = run_on("台积电周五宣布新计划。联发科周五宣布新计划。")
    resolution = resolve([found], judged(lexicon, "台積電", "聯發科", "same"))
    assert entity_named(resolution, found, "台积电") == entity_named(resolution, found, "联发科")
    assert link_of(resolution, "台积电").reason == "decisions.csv:2: a test"


# ---------------------------------------------------------------- proposals


def test_likeness_proposes_and_never_joins(run_on: Extract, lexicon: Lexicon) -> None:
    found = run_on("中原青禾航运有限公司周五公布年报。中原青禾航空有限公司周五公布年报。")
    resolution = resolve([found], lexicon)
    assert links(resolution) == [("中原青禾航空有限公司", "中原青禾航运有限公司", "proposed")]
    assert link_of(resolution, "中原青禾航空有限公司").score == 90.0
    assert len({resolution.entity_of[m.mention_id] for m in found.entities}) == 2


def test_the_province_may_be_left_out(run_on: Extract, lexicon: Lexicon) -> None:
    told = ("广东佛山涂料有限公司周五停产。", "佛山涂料有限公司周五公布年报。")
    found = [run_on(text, article_id=f"{number}.txt") for number, text in enumerate(told)]
    assert [judgement for _, _, judgement in links(resolve(found, lexicon))] == ["proposed"]


@pytest.mark.parametrize(
    "text",
    [
        "广东青禾涂料有限公司周五停产。广西青禾涂料有限公司周五停产。",  # in two provinces
        "湖南青禾涂料有限公司周五停产。河南青禾涂料有限公司周五停产。",
        "神舟十九号周五发射。神舟二十号周五发射。",  # both are listed
        "青禾第一医院周五开业。青禾第二医院周五开业。",  # a number tells them apart
        "教授刘志远说，数据可靠。教授刘志强说，数据可靠。",  # short personal names
    ],
)
def test_what_tells_two_things_apart_is_not_proposed(text: str, run_on: Extract, lexicon: Lexicon) -> None:
    assert links(resolve([run_on(text)], lexicon)) == []


# ---------------------------------------------------------------- a further article


ARTICLES = {
    "1": ("CN", "青禾航运有限公司（QHS）周五公布年报。局长王建军说，QHS很好。王局长在阳江市。"),
    "2": ("TW", "陽江的青禾航運有限公司週五公布年報。輝達執行長黃仁勳週五抵達臺北。"),
    "3": ("HK", "英偉達週五公布業績。東亞港口聯合會（EAPU）週五成立。"),
    "4": ("CN", "约翰·哈特曼说，数据可靠。哈特曼在复旦大学。"),
    "5": ("CN", "复旦大学教授刘志远说，数据可靠。《长安》周五上映。"),
    "6": ("SG", "北京市公安局民警刘志远说，案件告破。东亚港口联盟（EAPU）周五成立。"),
}


@pytest.mark.parametrize("added", ARTICLES)
def test_a_further_article_changes_only_what_it_touches(
    added: str, run_on: Extract, lexicon: Lexicon
) -> None:
    found = {
        name: run_on(text, region=region, published=f"2025-06-0{name}", article_id=name)
        for name, (region, text) in ARTICLES.items()
    }
    before = resolve([one for name, one in found.items() if name != added], lexicon)
    after = resolve(list(found.values()), lexicon)
    touched = {entity_id for entity_id, entity in after.entities.items() if added in entity.articles}
    surfaces = {m.text for m in found[added].entities}
    for mention_id, entity_id in before.entity_of.items():
        entity = before.entities[entity_id]
        if after.entity_of[mention_id] not in touched and not surfaces & {entity.name, *entity.aliases}:
            assert after.entities[entity_id] == entity
    for entity_id in set(after.entities) - set(before.entities) - touched:  # a namesake of an earlier article
        assert after.entities[entity_id].name in surfaces
    if added == max(ARTICLES):  # the newest: ids of what was there stay, whatever it tells
        assert set(before.entities) <= set(after.entities)
