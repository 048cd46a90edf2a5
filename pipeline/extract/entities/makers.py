"""Companies that look like people: 金表商西普尼, 芯片制造商海思达. Who makes things stands before no person's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

# no 开发商, 供应商 or 零售商, which people are called too
_MAKER = re.compile(r"(?:(?:制造|生产|代工|[金钟]表|制药|芯片|设备|车)商|厂商|品牌)")
# 自主品牌陈曼|的作品: who is told of as a person is one
_OF_A_PERSON = re.compile(r"说|坦言|告诉|先生|女士|的(?:作品|父亲|母亲|丈夫|妻子|儿子|女儿)")
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
        if any(
            norm.startswith(text, at) and _OF_A_PERSON.match(norm, at + len(text)) is None for at in behind
        ):
            board.replace(one, Found(one.start, one.end, "ORG", "maker", ORDINARY))
