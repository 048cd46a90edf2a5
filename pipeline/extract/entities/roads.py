"""Roads of Hong Kong by their district: 旺角塘尾道, 观塘开源道. 道 ends too many words for an ending of every place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGIONS = frozenset({"HK", "MO"})
_RUNS_ON = frozenset("路德理具歉别教士贺破白出")  # 道路, 道德, 道歉
_STEM = re.compile(r"[\u4e00-\u9fff]{2,3}")
_NO_STEM = frozenset("的有一在是和与及了各多条每这那两三行人单双内外上下大小")
_LENGTHS = (2, 3)


def find(board: Board) -> None:
    """Two or three characters and 道 right behind a district; the district is part of the name, as in 深水埗鸭寮街."""
    if board.context.article.region not in _REGIONS:
        return
    norm = board.norm
    at = norm.find("道", board.context.article.body_start)
    while at >= 0:
        if norm[at + 1 : at + 2] not in _RUNS_ON and not _ends_a_word(board, at):
            for district, stem in _districts(board, at):
                if _STEM.fullmatch(stem) and not _NO_STEM & set(stem):
                    board.add(Found(district.start, at + 1, "FAC", "road", ORDINARY))
                    break
        at = norm.find("道", at + 1)


def _districts(board: Board, at: int) -> Iterator[tuple[Found, str]]:
    for length in _LENGTHS:
        district = board.ending_at(at - length, PLACES)
        if district is not None and len(district) > 1:
            yield district, board.norm[at - length : at]


def _ends_a_word(board: Board, at: int) -> bool:
    """知道, 街道, 行人隧道: a word of the dictionary, and no road that it has."""
    token = board.context.token_at(at)
    if token is None or token.end > at + 1:
        return token is not None
    return len(token.word) > 1 and is_word(token.word) and token.tag != "ns"
