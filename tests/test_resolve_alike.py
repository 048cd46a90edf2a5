"""What is told alike is compared once: the answers, and what joins, are those of all pairs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article
from pipeline.read import read
from pipeline.resolve.beside import Beside, beside
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.event_joins import joined
from pipeline.resolve.event_pairs import alike
from pipeline.resolve.events import told_of
from pipeline.resolve.same_event import compare, likeness
from pipeline.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.resolve.told_event import Told

CORPUS = Path(__file__).parent.parent / "corpus"


class _Unread:
    """What a comparison must not look at."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"a comparison read .{name} of what it must not see")

    def __eq__(self, other: object) -> bool:
        raise AssertionError("a comparison looked at what it must not see")

    __hash__ = None  # type: ignore[assignment]


@cache
def told() -> list[Told]:
    """The event mentions of the project's articles, each name an entity by its text."""
    found: list[Told] = []
    for article in read(CORPUS, load()):
        if isinstance(article, Article):
            extraction = extract(segment(article), load())
            found += told_of(extraction, {one.mention_id: one.text for one in extraction.entities})
    return found


def stripped(one: Told) -> Told:
    """The same mention with nothing left that ``alike`` leaves out."""
    unread: Any = _Unread()
    arguments: dict[str, Any] = {
        side: tuple(replace(a, mention_id="x" if a.mention_id else "") for a in getattr(one.mention, side))
        for side in ("actors", "objects")
    }
    mention = replace(
        one.mention, mention_id=unread, start=unread, end=unread, trigger_start=unread, trigger_end=unread, basis=unread,
        date_mention_id=unread, location=unread, attributed_to=unread, rule=unread, sentence=unread, **arguments,
    )  # fmt: skip
    return replace(
        one, mention=mention, article=unread, published=unread, outlet=unread, sentence=unread, topic=unread, after=unread
    )  # fmt: skip


def test_a_comparison_sees_nothing_but_what_is_told_and_how_the_articles_stand() -> None:
    assert len(told()) > 100
    answers = set()
    for one, other in combinations(told(), 2):
        if one.kind != other.kind and one.trigger != other.trigger:
            continue
        how = beside((one.article, other.article), (one.published, other.published), (one.topic, other.topic))
        verdict = compare(one, other, how)
        answers.add(verdict.answer)
        assert compare(stripped(one), stripped(other), how) == verdict
        assert likeness(stripped(one), stripped(other)) == likeness(one, other)
    assert answers == {"same", "apart", "conflict", "other"}


def test_alike_is_what_nobody_can_tell_apart() -> None:
    one = told()[0]
    assert alike(one) == alike(replace(one, article="other", published="2020-01-01", topic=frozenset("x")))
    assert alike(one) != alike(replace(one, clause="别的"))
    assert len({alike(each) for each in told()}) > len(told()) / 2


def test_of_what_is_told_alike_in_two_articles_nothing_else_is_asked() -> None:
    for one, earlier, topics in product(told(), ("one", "other", ""), (0, 3)):
        how = Beside(abroad=True, earlier=earlier, day="", topics=topics)  # type: ignore[arg-type]
        assert compare(one, one, how).reason == f"the same words: {one.clause}"


def test_beside_tells_which_was_first_and_how_much_they_share() -> None:
    assert beside(("a", "b"), ("2025-07-01", "2025-07-02T08:00"), (frozenset("xyzw"), frozenset("xyzwv"))) == (
        True, "one", "", 3,
    )  # fmt: skip
    assert beside(("a", "a"), ("2025-07-01", "2025-07-01"), (frozenset("x"), frozenset())) == (
        False, "", "2025-07-01", 0,
    )  # fmt: skip
    assert beside(("a", "b"), ("", "2025-07-01"), (frozenset(), frozenset())).earlier == ""


def all_pairs(
    articles: Sequence[int], apart: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> set[frozenset[int]]:
    """What joins when every pair is tried."""
    clusters: Clusters[int] = Clusters(range(len(articles) + 3))
    for left, right in apart:
        clusters.keep_apart(left, right)
    told_alike = [
        pair for pair in combinations(range(len(articles)), 2) if articles[pair[0]] != articles[pair[1]]
    ]
    for left, right in sorted({*told_alike, *others}):
        clusters.join(left, right)
    return {frozenset(members) for members in clusters.members().values() if len(members) > 1}


def rows(
    articles: Sequence[int], apart: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[Any, ...]]:
    """The pairs that ``event_pairs`` keeps: of what is told alike those of the first, and those that it cannot stand for."""
    for left, right in apart:
        yield 0, left, right, left, right, 0, 0, -1
    kept = dict.fromkeys(others, -1)
    for left, right in combinations(range(len(articles)), 2):
        if articles[left] != articles[right] and (
            left == 0 or articles[0] in {articles[left], articles[right]}
        ):
            kept[left, right] = articles[right] if left == 0 else -1
    for (left, right), stands_for in sorted(kept.items()):
        yield 0, left, right, left, right, 1, 2, stands_for


_PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])


@given(
    articles=st.lists(st.integers(0, 4), min_size=2, max_size=7),
    apart=st.lists(_PAIRS, max_size=8),
    others=st.lists(_PAIRS, max_size=8),
)
def test_pairs_of_the_first_stand_for_all(
    articles: list[int], apart: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    size = len(articles) + 3
    apart, others = ([pair for pair in pairs if pair[1] < size] for pairs in (apart, others))
    others = [pair for pair in others if pair[1] >= len(articles)]  # of what is not told alike
    clusters: Clusters[int] = Clusters(range(size))
    for left, right, told_by in joined(iter(rows(articles, apart, others))):
        assert clusters.find(left) != clusters.find(right)
        assert told_by == left or articles[told_by] not in {articles[left], articles[right]}
        clusters.join(left, right)
    made = {frozenset(members) for members in clusters.members().values() if len(members) > 1}
    assert made == all_pairs(articles, apart, others)
