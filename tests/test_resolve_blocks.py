"""Resolution is cut into blocks: how the blocks are split, and in what order they are worked on, changes nothing."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import sql
from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article, PipelineError
from pipeline.order import in_order
from pipeline.read import read
from pipeline.resolve import Resolution, resolve, resolve_on_disk
from pipeline.resolve.clusters import components
from pipeline.resolve.lines import decode, encode
from pipeline.segment import segment
from pipeline.sql import Duck, groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.model import Extraction
    from pipeline.order import Extractions, Place
    from pipeline.sql import OnArticle, Row

CORPUS = Path(__file__).parent.parent / "corpus"
TOLD_TWICE = (
    ("a", "2025-07-17", "台积电昨日宣布投资1000亿美元。台积电2025年第二季度营收为9338亿元新台币。作者：张伟，北京大学教授。"),
    ("b", "2025-07-18", "台積電7月16日宣布投資1000億美元。台積電2025年第二季營收新台幣9,337.9億元。（台積電股份有限公司）"),
    ("c", "2025-07-18", "据报道，台积电7月17日宣布投资1000亿美元，台积电2025年第二季度营收为9512亿元新台币。华为副总裁张伟表示欢迎。"),
    ("d", "2025-07-19", "东亚港口联合会（EAPU）发布报告。东亚港口协会不同意。EAPU说，吞吐量增长12%。"),
    ("e", "", "台积电昨日宣布投资1000亿美元。台积电2025年第二季度营收为9338亿元新台币。作者：张伟，北京大学教授。"),
)  # fmt: skip


class Split(Duck):
    """Tables that work on articles and blocks in any order, on blocks in buckets too, and add rows in any order."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self._rng = rng

    def add(self, table: str, rows: Iterable[Row]) -> int:
        mixed = list(rows)
        self._rng.shuffle(mixed)
        return super().add(table, mixed)

    def map_groups(
        self, query: str, keys: int, work: Callable[[Iterator[Row]], Iterable[Row]], into: str
    ) -> int:
        blocks = list(groups(self.rows(query), keys))
        self._rng.shuffle(blocks)
        buckets = _cut(blocks, self._rng)
        return sum(
            self.add(into, [row for block in bucket for row in work(iter(block))]) for bucket in buckets
        )

    def map_articles(
        self,
        extractions: Extractions,
        work: OnArticle,
        into: Sequence[str],
        *,
        beside: str = "",
        whole: bool = True,
    ) -> None:
        made: list[tuple[Place, Extraction, list[Row]]] = []

        def later(place: Place, extraction: Extraction, rows: list[Row]) -> Iterator[tuple[str, Row]]:
            made.append((place, extraction, rows))
            yield from ()

        super().map_articles(extractions, later, into, beside=beside, whole=whole)
        self._rng.shuffle(made)
        rows = [found for told in made for found in work(*told)]
        for table in into:
            self.add(table, [row for name, row in rows if name == table])


def _cut(blocks: list[list[Row]], rng: random.Random) -> list[list[list[Row]]]:
    """Blocks in up to five buckets."""
    buckets: list[list[list[Row]]] = [[] for _ in range(rng.randint(1, 5))]
    for block in blocks:
        rng.choice(buckets).append(block)
    return buckets


@cache
def found() -> list[Extraction]:
    """Articles that tell of the same in their own words, and three of the project's."""
    lexicon = load()
    articles = [Article(name, text, name, published=day, region="CN") for name, day, text in TOLD_TWICE]
    articles += [one for one in read(CORPUS, lexicon) if isinstance(one, Article)][:3]
    return [extract(segment(article), lexicon) for article in articles]


@cache
def whole() -> Resolution:
    return resolve(found(), load())


def test_the_articles_have_blocks_to_split() -> None:
    resolution = whole()
    assert any(len(entity.articles) > 3 for entity in resolution.entities.values())
    assert {"joined", "different"} <= {link.judgement for link in resolution.links}
    assert any(claim.verdict != "single" for claim in resolution.claims.values())
    assert any(event.n_mentions > 1 for event in resolution.events.values())
    assert resolution.copies == {"e": "a"}


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_any_split_into_whole_blocks_gives_the_same(seed: int) -> None:
    ordered = in_order(found())
    with Split(random.Random(seed)) as tables:
        assert resolve_on_disk(ordered, load(), tables).loaded(ordered) == whole()


def test_on_disk_and_in_memory_tell_the_same() -> None:
    ordered = in_order(found())
    with Duck() as tables:
        on_disk = resolve_on_disk(ordered, load(), tables)
        assert list(on_disk.each_entity()) == list(whole().each_entity())
        assert list(on_disk.each_claim()) == list(whole().each_claim())
        assert list(on_disk.each_event()) == list(whole().each_event())
        assert list(on_disk.each_link()) == list(whole().each_link())
        assert on_disk.conflicts() == whole().conflicts()
        for (one, ids), (other, all_ids) in zip(on_disk.along(ordered), whole().along(ordered), strict=True):
            assert one is other
            assert ids.copy_of == all_ids.copy_of
            assert ids.entity_of.items() <= all_ids.entity_of.items()
            assert set(ids.claim_of) == {mention.mention_id for mention in one.numbers}
            assert ids.event_of.items() <= all_ids.event_of.items()


def test_pairs_that_are_ordered_in_many_passes_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "_SORTED", 2)
    ordered = in_order(found())
    with Duck() as tables:
        assert tables.passes(9) > 1
        on_disk = resolve_on_disk(ordered, load(), tables)
        assert list(on_disk.each_event()) == list(whole().each_event())
        assert list(on_disk.each_link()) == list(whole().each_link())


def test_a_line_gives_the_thing_back() -> None:
    things = [*whole().entities.values(), *whole().claims.values(), *whole().events.values()]
    assert things
    for thing in things:
        assert decode(type(thing), encode(thing)) == thing


@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 5), st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=3_000))
        )
    )
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_rows_come_back_as_they_were_added(rows: list[tuple[int, str | None]]) -> None:
    with Duck() as tables:
        tables.create("things", {"place": "int", "key": "int", "text": "string", "line": "line"})
        told = [(place, key, text, text) for place, (key, text) in enumerate(rows)]
        assert tables.add("things", told) == len(rows)
        assert list(tables.rows("SELECT place, key, text, line FROM things ORDER BY place")) == told
        tables.create("counts", {"key": "int", "n": "int"})
        tables.map_groups("SELECT key, line FROM things ORDER BY key", 1, _count, "counts")
        counted: dict[int, int] = dict(tables.rows("SELECT key, n FROM counts"))
        assert counted == {key: sum(one == key for one, _ in rows) for key, _ in rows}


def _count(group: Iterator[Row]) -> Iterator[Row]:
    rows = list(group)
    yield rows[0][0], len(rows)


def test_a_statement_that_needs_more_memory_gets_it_and_gives_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = "SELECT current_setting('memory_limit')"
    monkeypatch.setattr(sql, "_MEMORY", 8)
    with Duck() as tables:
        tables.create("things", {"place": "int", "text": "string"})
        tables.add("things", ((place, "x" * 200) for place in range(60_000)))
        before = list(tables.rows(limit))
        rows = tables.rows("SELECT place FROM things ORDER BY text, place DESC")
        found = [next(rows)[0]]
        under_way = list(tables.rows(limit))
        found += [place for (place,) in rows]
        after = list(tables.rows(limit))
    assert found == list(range(59_999, -1, -1))
    assert before == after != under_way


def test_a_commit_that_fails_ends_the_run_and_writes_no_other_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB 2.0 that is given a batch again after its commit had failed writes rows of other batches in its place."""
    monkeypatch.setattr(sql, "_MEMORY", 2)
    with Duck() as tables:
        tables.create("things", {"place": "int", "text": "string"})
        with pytest.raises(PipelineError, match="give fewer articles at once"):
            tables.add("things", ((place, "x" * 200) for place in range(20_000)))


@given(edges=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_components_are_what_edges_connect(edges: list[tuple[int, int]]) -> None:
    found = components(edges, 10)
    assert all(found[left] == found[right] for left, right in edges)
    assert list(components(edges[::-1], 10)) == list(found)
    groups_of = {place: {other for other in range(10) if found[other] == place} for place in set(found)}
    for place, group in groups_of.items():
        assert place == min(group)
        reached = {place}
        while more := {b for edge in edges for a, b in (edge, edge[::-1]) if a in reached} - reached:
            reached |= more
        assert reached == group
