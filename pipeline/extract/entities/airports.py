"""Airports, stadiums and dams with a foreign name that no table has: 苏凡纳布|国际机场, 戈西吉|大坝."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_HEADS = (
    "国际机场|机场|火车站|体育场|体育馆|竞技场|空军基地|海军基地|核电站|水电站|大坝|水坝|监狱|难民营|口岸"
)
_SHORTEST, _LONGEST = 3, 8  # code points of such a name
_BUILDING = re.compile(rf"(?:{_HEADS})(?![集管公])")


@cache
def _pattern(letters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(letters))}]+$")


def find(board: Board) -> None:
    """The characters of transliterations before such a building, from the first word that begins with them."""
    norm = board.norm
    letters = _pattern(board.names.transliteration_dotted)
    for match in _BUILDING.finditer(norm, board.context.article.body_start):
        at = match.start()
        run = letters.search(norm, max(0, at - _LONGEST), at)
        if (
            run is None
            or board.ending_at(at) is not None
            or board.ending_at(match.end(), ("FAC",)) is not None
        ):
            continue
        start = _first_word(board, run.start(), at)
        if at - start < _SHORTEST:
            continue
        pieces = board.touching(start, match.end())
        if any(one.known is not None or one.start < start or one.end > match.end() for one in pieces):
            continue
        for one in pieces:
            board.drop(one)
        board.add(Found(start, match.end(), "FAC", "foreign-building", ORDINARY))


def _first_word(board: Board, start: int, at: int) -> int:
    """Where the first word of the run begins that is a name or no word; ``at`` where an ordinary word is among them."""
    tokens = board.context.tokens
    index = board.context.token_index(start)
    if tokens[index].start < start:
        start, index = tokens[index].end, index + 1
    while start < at and tokens[index].tag[0] in "pcudvfrm" and len(tokens[index].word) == 1:
        start, index = tokens[index].end, index + 1
    while index < len(tokens) and tokens[index].start < at:
        word = tokens[index]
        if len(word.word) > 1 and is_word(word.word) and word.tag not in {"nr", "nrt", "nrfg", "ns", "nz"}:
            return at if not {"nr", "nrt"} & {tokens[index - 1].tag} or word.start == start else start
        index += 1
    return start
