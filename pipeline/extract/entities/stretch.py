"""A foreign name that lacks a character on either side: 兰|弗朗克, 伊斯拉|特, 奥登|西亚, where what stands beyond is its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_LONGEST = 10
_MOST = 2  # characters that a name may lack on one side
_LEAST = 4  # code points of a name that has got them
_FUNCTION = frozenset(
    "和与及对在由向从跟被把比让请叫给为是有的了说称于至到等将也都则就又还以因同所即且或而但并其该这那"
)
# 前|马里总统, 东|帝汶: words before a name; 威廉|城堡: what ends a place
_NO_PIECE = frozenset("新老小大前原中内外上下东西南北城堡山岛州河镇县海路")


def stretched(board: Board, start: int, end: int) -> tuple[int, int]:
    """The range with the characters of transliterations beside it, up to a boundary, a title or a verb."""
    if end - start < 2 or end - start >= _LONGEST:
        return start, end
    first, last = _to_the_left(board, start), _to_the_right(board, end)
    return (first, last) if last - first >= _LEAST else (start, end)


def _to_the_left(board: Board, start: int) -> int:
    """兰 of 兰|弗朗克在: loose characters up to a boundary or a title."""
    if board.names.before.before(board.norm, start) is not None:
        return start  # 法定代表人|肖明福
    inside = board.names.transliteration_inside + board.names.transliteration
    place = start
    while place > 0 and start - place < _MOST:
        if not _is_loose(board, place - 1) or board.norm[place - 1] not in inside:
            break
        if board.norm[place - 1] in _NO_PIECE:
            break
        place -= 1
    while place < start and not _begins(board, place):
        place += 1
    return place


def _begins(board: Board, place: int) -> bool:
    before = board.norm[place - 1 : place]
    if not before or standing.BOUNDARY.match(before) or before in _FUNCTION:
        return True
    return board.names.before.before(board.norm, place) is not None


def _to_the_right(board: Board, end: int) -> int:
    """特 of 伊斯拉|特，: one loose character before a boundary, a particle or a verb."""
    norm = board.norm
    more = norm[end : end + 1]
    if not more or more not in board.names.transliteration or more in _NO_PIECE or not _is_loose(board, end):
        return end
    beyond = norm[end + 1 : end + 2]
    token = board.context.token_at(end + 1)
    over = not beyond or standing.BOUNDARY.match(beyond) or beyond in _FUNCTION
    acts = token is not None and token.start == end + 1 and token.tag in {"v", "d", "p", "ad", "vd"}
    return end + 1 if over or acts else end


def _is_loose(board: Board, place: int) -> bool:
    """One character by itself that no name holds."""
    token = board.context.token_at(place)
    if token is None or board.covered(place, place + 1) or board.norm[place] in _FUNCTION:
        return False
    return len(token.word) == 1 or not is_word(token.word)
