"""Companies that look like people: 金表商西普尼, 芯片制造商海思达. Who makes or sells things stands before no person's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

# no 开发商, 地产商 or 军火商, which people are called too
_MAKER = re.compile(r"(?:(?:制造|生产|供应|零售|运营|承建|服务|代工|[金钟]表|制药|芯片|设备|车)商|厂商|品牌)")
_GUESSED = frozenset({"foreign-name", "chinese-name", "transliteration-word"})


def find(board: Board) -> None:
    """Make companies of untitled names that a maker stands before anywhere in the article."""
    people = [
        one
        for one in board.found
        if one.label == "PERSON" and one.known is None and not one.title and one.rule in _GUESSED
    ]
    if not people:
        return
    norm = board.norm
    behind = [match.end() for match in _MAKER.finditer(norm)]
    for one in people:
        text = norm[one.start : one.end]
        if any(norm.startswith(text, at) for at in behind):
            board.replace(one, Found(one.start, one.end, "ORG", "maker", ORDINARY))
