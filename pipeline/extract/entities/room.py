"""Whether a Chinese name has room where it would stand: what other names may be inside it, and which keep it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.fitting import BEHIND_PERSON

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

FULL = 3  # characters of most names
_REPORTERS = re.compile(r"记者 ?(?:[\u4e00-\u9fff]{2,4} ){0,3}$")  # 记者 李明 朱|东阳
_BYLINE = 20
_LIKELY_GIVEN = 1.0
_PLACE_ENDS = frozenset("省市县区镇乡村州岛港湾军队方人")


def is_free(board: Board, start: int, end: int) -> bool:
    """Whether no other name is there; 李铁 of a table does not stop 李铁辰."""
    if not board.covered(start, end):
        return True
    if end - start > 1 and (holds_a_town(board, start, end) or begins_like_a_town(board, start, end)):
        return True
    known = board.starting_at(start)
    if known is not None and board.norm[known.end : known.end + 1] in BEHIND_PERSON:
        return False  # 乔石|任
    if known is None or known.label != "PERSON" or known.end - known.start != 2:
        return False
    return end <= known.end or not board.covered(known.end, end)


def holds_a_town(board: Board, start: int, end: int) -> bool:
    """记者朱|东阳, 议员李|保罗: behind a byline or a title the town or the first name is a given name."""
    inside = board.touching(start, end)
    if (
        end - start != FULL
        or not inside
        or not all(
            one.label in {"GPE", "LOC", "PERSON"}
            and len(one) == 2
            and one.start == start + 1
            and one.end == end
            for one in inside
        )
    ):
        return False
    listed = board.norm[start - 1 : start] == "、" and board.context.token_at(start + 1) is not None
    reports = board.norm[start - 1 : start] == " " and _REPORTERS.search(
        board.norm, max(0, start - _BYLINE), start
    )
    return board.names.before.before(board.norm, start) is not None or listed or bool(reports)


def given_like_a_town(board: Board, start: int, end: int) -> bool:
    """李|永春, 蔡|朝阳: one town of the gazetteer in the characters of a given name, behind what the segmenter has as a surname."""
    inside = board.touching(start, end)
    if end - start != FULL or len(inside) != 1 or inside[0].label != "GPE":
        return False
    town, listed, surname = inside[0], inside[0].known, board.context.token_at(start)
    if listed is None or (town.start, town.end) != (start + 1, end):
        return False
    if not listed.place.startswith("gazetteer/"):
        return False
    if surname is None or surname.end != town.start or not surname.tag.startswith("nr"):
        return False
    first, second = (board.names.characters.get(char) for char in board.norm[town.start : end])
    return first is not None and second is not None and first.first + second.second > _LIKELY_GIVEN


def begins_like_a_town(board: Board, start: int, end: int) -> bool:
    """副县长|黄海|瀚: behind a title a surname and the first character of a given name look like a sea."""
    inside = board.touching(start, end)
    alone = len(inside) == 1 and inside[0].label in {"GPE", "LOC"} and inside[0].start == start
    if end - start != FULL or end > len(board.norm) or not alone or inside[0].end != end - 1:
        return False
    if board.norm[end - 1] in _PLACE_ENDS:
        return False
    return board.names.before.before(board.norm, start) is not None
