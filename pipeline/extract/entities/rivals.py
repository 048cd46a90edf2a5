"""Which of the Chinese names that were proposed are written down: of two that overlap the one with more points.

A name that stands in a list with another needs fewer, and so does one that the article tells in several places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.room import FULL, holds_a_town
from pipeline.extract.overlap import GUESS, ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.entities.found import Board

#: points of a name that stands alone
THRESHOLD = 13.0
_MOST_ROUNDS = 40  # names that lean on one another in a list, the last on the first
_LISTING = frozenset("、和与及/")
_AGAIN_BONUS, _MOST_AGAIN = 1.0, 3.0  # for each further character that stands behind it
_PERSON = ("PERSON",)
#: of one that stands whatever a table has there
SURE_ABOVE = 24.0


class Rivals:
    """The proposed names of one article: points, start and end of each."""

    def __init__(self, board: Board, proposed: Iterable[tuple[float, int, int]]) -> None:
        self._board = board
        self._norm = board.norm
        self._names = board.names
        self._proposed = list(proposed)

    def settle(self) -> None:
        """Write down what was proposed, the best first; what stands in a list with a name needs fewer points."""
        norm = self._norm
        taken = bytearray(len(norm) + 1)
        self._told_again()
        weak: list[tuple[float, int, int]] = []
        for score, start, end in sorted(self._proposed, key=lambda p: (-p[0], p[1])):
            if taken.find(1, start, end) >= 0:
                continue
            town = self._board.covered(start, end) and norm[start - 1 : start] == "、"
            if score < THRESHOLD or (town and holds_a_town(self._board, start, end)):  # 潘建伟、陆|朝阳
                weak.append((score, start, end))
                continue
            self._write(taken, score, start, end)
        weak = [one for one in weak if _LISTING & {norm[one[1] - 1 : one[1]], norm[one[2] : one[2] + 1]}]
        for _ in range(_MOST_ROUNDS):
            left = []
            for one in weak:
                if taken.find(1, one[1], one[2]) >= 0:
                    continue
                if self._in_a_list(taken, one[1], one[2]):
                    self._write(taken, *one)
                else:
                    left.append(one)
            if len(left) == len(weak):
                break
            weak = left

    def _told_again(self) -> None:
        """诸雪 before 说, before 的 and before a comma is likelier a name than at one place; 全英文|授课 is not."""
        norm = self._norm
        followers: dict[str, set[str]] = {}
        for _, start, end in self._proposed:
            followers.setdefault(norm[start:end], set()).add(norm[end : end + 1])
        more = {
            text: min(_MOST_AGAIN, _AGAIN_BONUS * (len(after) - 1))
            for text, after in followers.items()
            if len(after) > 1 and text not in self._names.surfaces
        }
        if more:
            self._proposed = [
                (score + more.get(norm[start:end], 0.0), start, end) for score, start, end in self._proposed
            ]

    def _in_a_list(self, taken: bytearray, start: int, end: int) -> bool:
        """张弼、王运熙: beside a name, with nothing but 、 between."""
        for comma, beside in ((start - 1, start - 2), (end, end + 1)):
            if 0 <= beside < len(self._norm) and self._norm[comma] in _LISTING:
                if taken[beside]:
                    return True
                found = (
                    self._board.ending_at(comma, _PERSON)
                    if comma < start
                    else self._board.starting_at(beside, _PERSON)
                )
                if found is not None:
                    return True
        return False

    def _write(self, taken: bytearray, score: float, start: int, end: int) -> None:
        taken[start:end] = b"\x01" * (end - start)
        title = self._names.before.before(self._norm, start)
        word = self._norm[title[1] : start] if title else ""
        longer = self._board.starting_at(start, _PERSON)
        if longer is not None and longer.end >= end:
            return
        told = title is not None and end - start == FULL  # of 黄海|瀚, too
        told = told or self._norm.startswith("国庆", end - 2)  # 李|国庆|也在
        sure = score >= SURE_ABOVE or longer is not None or told or holds_a_town(self._board, start, end)
        rank = ORDINARY if sure else GUESS
        self._board.add(Found(start, end, "PERSON", "chinese-name", rank, title=word))
