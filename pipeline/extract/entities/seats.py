"""Constituencies of Malaysia by the seat: 伊党|马江|国会议员, 彭亨州|丹那拉打区|州议员, 波德申|国会议席."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.home_bodies import speaks_of_malaysia
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_SEAT = re.compile(r"区?(?:国会|州)(?:议员|议席|选区|补选)|国州议席|国席|州席|补选")
_SHORTEST, _LONGEST = 2, 5  # code points: 峇都, 武吉牛汝莪
_BOUNDARY = frozenset("，。；：、\n(“「兼暨和及与从把入括在于")
_NEVER = frozenset("的了是在和与及或各该本某每全多名位个前现原新老女男任届次等其他她从由将把为向对")
_WON = ("赢得", "夺得", "失去", "拿下", "守住", "保住", "竞逐", "角逐", "攻打", "上阵", "竞选")
_COUNTS = frozenset("一二三四五六七八九十百两半数余多少几")  # 三分之一|州席, 半数|国席
_BODIES = ("ORG", "GPE", "PERSON")
_PROPER = frozenset({"ns", "nr", "nrt", "nrfg", "nz"})


def find(board: Board) -> None:
    """What stands between a boundary, a party or a state and the seat is a place, unless the dictionary has it as a word."""
    if board.context.article.region != "SG" and not speaks_of_malaysia(board.norm):
        return
    for match in _SEAT.finditer(board.norm, board.context.article.body_start):
        end = match.start()
        start = _stem(board, end)
        if start < end:
            for one in board.touching(start, end):
                board.drop(one)  # 宜州 of 德彬丁宜|州议员
            board.add(Found(start, end, "GPE", "seat", ORDINARY))


def _stem(board: Board, end: int) -> int:
    """Where the place that ends at ``end`` begins; ``end`` where there is none."""
    norm = board.norm
    for start in range(end - _SHORTEST, max(-1, end - _LONGEST - 1), -1):
        if norm[start] in _NEVER or norm[start + 1] in _NEVER:
            return end
        if board.covered(start, end) and not (_runs_into(board, start, end) or _is_guess(board, start, end)):
            return end
        won = norm.endswith(_WON, 0, start)
        if start == 0 or won or norm[start - 1] in _BOUNDARY or board.ending_at(start, _BODIES) is not None:
            counted = norm[end - 1] in _COUNTS or not norm[start:end].isalpha()
            return start if not counted and _is_no_word(board, start, end) else end
    return end


def _runs_into(board: Board, start: int, end: int) -> bool:
    """Whether only a place that ends with the 州 of 州议员 is there: 宜州 of 德彬丁宜|州议员."""
    return all(
        one.label == "GPE" and start < one.start and one.end == end + 1 and board.norm[end] == "州"
        for one in board.touching(start, end)
    )


def _is_guess(board: Board, start: int, end: int) -> bool:
    """晏斗 of 晏斗|补选: what only looks like a person."""
    return all(
        (one.start, one.end, one.label) == (start, end, "PERSON") and one.known is None
        for one in board.touching(start, end)
    )


def _is_no_word(board: Board, start: int, end: int) -> bool:
    """执政党, 资深, 女性: a word of the dictionary is no name; 丹|那|拉|打区 is one."""
    tokens = board.context.tokens
    first, last = board.context.token_index(start), board.context.token_index(end - 1)
    return all(
        token.tag in _PROPER or len(token.word) == 1 or not is_word(token.word)
        for token in tokens[first : last + 1]
    )
