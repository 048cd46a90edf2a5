"""People listed behind the place that each stands for: 基隆市|童子瑋、宜蘭縣|林國漳、新北市|蘇巧慧及台東縣|陳瑩等10人.

Three such in a row vouch for one another; a name is what stands between its place and the next mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?P<joint>[、和与及]|等|[，。；])")
_JOINTS = frozenset("、和与及")
_LEVELS = "市县区省州"
_FEWEST = 3


def find(board: Board) -> None:
    """Every run of three or more."""
    run: list[tuple[int, int]] = []
    reach = -1  # where the next place of the run begins
    for place in sorted((one for one in board.found if one.label == "GPE"), key=lambda one: one.start):
        if board.norm[place.end - 1] not in _LEVELS:
            continue
        if place.start != reach:
            _add(board, run)
            run = []
        match = _NAME.match(board.norm, place.end)
        if match is None or board.norm[place.end] not in board.names.surname_starts:
            reach = -1
            continue
        run.append(match.span("name"))
        reach = match.end() if match["joint"] in _JOINTS else -1
    _add(board, run)


def _add(board: Board, run: list[tuple[int, int]]) -> None:
    if len(run) < _FEWEST or not all(_may_be(board, start, end) for start, end in run):
        return
    for start, end in run:
        inside = board.touching(start, end)
        if any(one.known is not None or one.start < start or one.end > end for one in inside):
            continue
        for one in inside:
            board.drop(one)
        board.add(Found(start, end, "PERSON", "listed-person", ORDINARY))


def _may_be(board: Board, start: int, end: int) -> bool:
    """No word (高校) and no town (文山): one of them tells that the list is of other things."""
    text = board.norm[start:end]
    listed = board.names.surfaces.get(text) or board.names.words.get(text)
    if listed is not None and listed.name.label != "PERSON":
        return False
    inside = board.touching(start, end)
    person = len(inside) == 1 and (inside[0].start, inside[0].end) == (
        start,
        end,
    )  # 刘建国 is in the dictionary
    return (person or not is_word(text)) and all(one.label == "PERSON" for one in inside)
