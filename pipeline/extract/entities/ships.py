"""Warships that are called after a town or a person: 海军|济南舰, 戚继光舰, 康定舰."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.towns import is_country
from pipeline.extract.overlap import SURE

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_CALLED_AFTER = ("GPE", "LOC", "PERSON")
_WATERS = frozenset("湖河江山岭峡")  # 太湖舰, 太行山舰; 欧洲舰 is any ship of Europe
# 舰队, 舰艇, 舰长: what makes another word of 舰
_ANOTHER_WORD = frozenset("队艇船载炮长员只机群桥身体员型级岛")


def find(board: Board) -> None:
    """A town, province or person of a table right before 舰; the state that a ship belongs to gives it no name."""
    norm = board.norm
    at = norm.find("舰", board.context.article.body_start)
    while at >= 0:
        found = board.ending_at(at, _CALLED_AFTER)
        named = found is not None and found.known is not None and len(found) > 1 and not is_country(found)
        if found is not None and found.label == "LOC" and norm[at - 1] not in _WATERS:
            named = False
        if found is not None and named and norm[at + 1 : at + 2] not in _ANOTHER_WORD:
            board.add(Found(found.start, at + 1, "PRODUCT", "ship", SURE))
        at = norm.find("舰", at + 1)
