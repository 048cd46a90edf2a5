"""Listed names of two characters that also arise where two words meet: 全市中|共有三万人, 修法中|原规划."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_HAN_BEFORE = r"(?<=[\u4e00-\u9fff])"
# behind a noun, 中共有 counts what there is among it; 中原规划, 中原订 tells what was planned
_APART = {
    "中共": re.compile(
        rf"{_HAN_BEFORE}中共(?:有|计)(?:约|近|逾|超过|多达)?[0-9一二三四五六七八九十两数百千]"
    ),
    "中原": re.compile(rf"{_HAN_BEFORE}中原(?:规划|计划|订|定|拟|预计|预定|本|先|有|来|应|属)"),
}
_PLACE_BEFORE = re.compile(r"[在到于入赴抵往逐鹿鼎]$")  # 逐鹿中原, 在中原


def two_places(board: Board, token: Token) -> list[Found]:
    """湖南|永州, 辽宁|大连: a province and what lies in it, where the segmenter has both as one word."""
    if token.tag != "ns" or not 4 <= len(token.word) <= 6:
        return []
    names = board.names
    for cut in (2, 3):
        first, rest = names.words.get(token.word[:cut]), token.word[cut:]
        second = names.words.get(rest) or names.surfaces.get(rest)
        if first is not None and second is not None and first.name.label == second.name.label == "GPE":
            middle = token.start + cut
            return [
                Found(token.start, middle, "GPE", f"word({first.name.place})", known=first.name),
                Found(middle, token.end, "GPE", f"word({second.name.place})", known=second.name),
            ]
    return []


def is_apart(board: Board, start: int, end: int) -> bool:
    """Whether the range, a listed name to the letter, is the end of one word and the beginning of another."""
    pattern = _APART.get(board.norm[start:end])
    if pattern is None or pattern.match(board.norm, start) is None:
        return False
    return _PLACE_BEFORE.search(board.norm, max(0, start - 1), start) is None
