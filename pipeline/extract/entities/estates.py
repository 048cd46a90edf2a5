"""Housing estates of Hong Kong and their blocks: 沙田|新田围邨|丰围楼."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_ESTATE = re.compile(r"邨(?![内屋民])")
_BLOCK = re.compile(
    rf"(?:(?![{IN_NO_NAME}第附及])[\u4e00-\u9fff]){{1,3}}[楼阁苑座](?![上下宇市梯盘主价层面])"
)
_STEM = re.compile(rf"(?:(?![{IN_NO_NAME}及屋旧公廉租条全某几数往经])[\u4e00-\u9fff]){{2,3}}")
_TOWER = re.compile(
    rf"(?:(?![{IN_NO_NAME}及内组入倒楼台亭阁])[\u4e00-\u9fff]){{2}}(?:阁(?![下员揆臣老楼府])|(?<!屋)苑(?![地囿里区]))"
)
_LED_IN = frozenset("及和与由到在至于的从往")
_SHORTEST, _LONGEST = 2, 3  # code points before 邨


def find(board: Board) -> None:
    """Every 邨 in an article of Hong Kong, and the block that is told right behind it."""
    norm = board.norm
    if board.context.article.region != "HK":
        return
    _towers(board)
    if "邨" not in norm:
        return
    for match in _ESTATE.finditer(norm, board.context.article.body_start + _SHORTEST):
        end = match.end()
        estate = board.ending_at(end, PLACES)
        if estate is None:
            start = _start(board, match.start())
            if start is None:
                continue
            board.add(Found(start, end, "FAC", "estate", ORDINARY))
        block = _BLOCK.match(norm, end)
        if block is not None and not board.covered(*block.span()):
            board.add(Found(*block.span(), "FAC", "block", ORDINARY))


def _towers(board: Board) -> None:
    """宏昌阁, 宏泰阁: a block by two characters, which the segmenter has as no word."""
    norm = board.norm
    for match in _TOWER.finditer(norm, board.context.article.body_start):
        start, end = match.span()
        if is_word(match.group()) or is_word(norm[start + 1 : end]) or board.covered(end - 1, end):
            continue
        before = board.context.token_at(start - 1) if start else None
        glued = (
            before is not None
            and before.end > start
            and norm[start - 1] not in _LED_IN
            and board.ending_at(start, PLACES) is None  # 宏福苑|宏昌阁
        )
        pieces = board.touching(start, end)
        if glued or any(one.known is not None or one.start < start for one in pieces):
            continue
        for one in pieces:
            board.drop(one)
        board.add(Found(start, end, "FAC", "block", ORDINARY))


def _start(board: Board, at: int) -> int | None:
    """The word that the name begins with: three characters, or two behind a district that has a station."""
    for length in (_LONGEST, _SHORTEST):
        start = at - length
        token = board.context.token_at(start)
        if token is None or token.start != start or board.covered(start, at):
            continue
        if _STEM.fullmatch(board.norm, start, at) is None or _is_district(board, start, at):
            continue
        return start
    return None


def _is_district(board: Board, start: int, at: int) -> bool:
    """大围 of 大围|新翠邨: a district with a station of that name."""
    return at - start > _SHORTEST and board.norm[start : start + _SHORTEST] + "站" in board.names.surfaces
