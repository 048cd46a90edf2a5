"""The joins of one component of event mentions: the likest pairs first, and none that brings two together that are kept apart.

Of mentions a, b, c, d that are told alike, in the order of their ids, a-b, a-c and a-d are given and stand for the other
pairs too, which would come later. Where a-b and a-c joined, b-c tells nothing new; where one of them joined and the other
was refused, so is b-c, as what is kept apart stays so. Only where both were refused must b-c be tried: in its turn.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from pipeline.resolve.clusters import Clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.sql import Row

    Turn = tuple[int, int, int]


class _Pair(NamedTuple):
    """A pair that waits for its turn; its reason is that of the pair ``told_by`` and ``right``."""

    turn: Turn
    left: int
    right: int
    told_by: int


class Joins:
    """What joins in one component."""

    def __init__(self) -> None:
        self._clusters: Clusters[int] = Clusters(())
        self._refused: dict[int, list[tuple[int, int, int]]] = defaultdict(
            list
        )  # by the first that is told alike
        self._waiting: list[_Pair] = []

    def keep_apart(self, left: int, right: int) -> None:
        """Two that no later join may bring together."""
        self._clusters.add(left)
        self._clusters.add(right)
        self._clusters.keep_apart(left, right)

    def join(self, pair: _Pair, stands_for: int) -> Iterator[Row]:
        """The next pair in its turn; ``stands_for`` is the article of the right one of two that are told alike, else -1."""
        self._clusters.add(pair.left)
        self._clusters.add(pair.right)
        while self._waiting and self._waiting[0].turn < pair.turn:
            yield from self._joined(heappop(self._waiting))
        if stands_for >= 0 and self._clusters.apart(pair.left, pair.right):
            self._refuse(pair, stands_for)
        else:
            yield from self._joined(pair)

    def rest(self) -> Iterator[Row]:
        """What still waits when all pairs were given."""
        while self._waiting:
            yield from self._joined(heappop(self._waiting))

    def _joined(self, pair: _Pair) -> Iterator[Row]:
        """Of two that are one by now, nothing more is to be told."""
        clusters = self._clusters
        if clusters.find(pair.left) != clusters.find(pair.right) and clusters.join(pair.left, pair.right):
            yield pair.left, pair.right, pair.told_by

    def _refuse(self, pair: _Pair, article: int) -> None:
        likeness, _, right_turn = pair.turn
        refused = self._refused[pair.left]
        for other_turn, other, its_article in refused:
            if its_article != article:
                heappush(
                    self._waiting, _Pair((likeness, other_turn, right_turn), other, pair.right, pair.left)
                )
        refused.append((right_turn, pair.right, article))


def joined(group: Iterable[Row]) -> Iterator[Row]:
    """Rows left_at, right_at, told_by of one component.

    Its rows are component, left_at, right_at, the turns of both (numbers for their ids), whether they are
    the same (1; else 0), likeness, stands_for (the number of the right one's article, or -1): first what keeps apart, then
    what is the same, by likeness and turns.
    """
    joins = Joins()
    for _, left, right, left_turn, right_turn, same, likeness, stands_for in group:
        if same:
            yield from joins.join(_Pair((-likeness, left_turn, right_turn), left, right, left), stands_for)
        else:
            joins.keep_apart(left, right)
    yield from joins.rest()
