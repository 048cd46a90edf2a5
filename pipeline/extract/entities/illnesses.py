"""Illnesses that look like people: 基孔肯雅热|病例, 克罗恩|病, 吉兰-巴雷|综合征."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_ILLNESS = re.compile(r"病(?![逝倒重危故情床房假退])|氏?综合[征症]|热(?:病|患者|疫)")
_SPOKEN_OF = ("病例", "病毒", "疫情", "感染", "传染", "疫苗", "患者")


def is_illness(board: Board, start: int, end: int) -> bool:
    """A fever where the article speaks of an illness, or whoever an illness is called after; none behind a title."""
    if _ILLNESS.match(board.norm, end):
        return True
    fever = board.norm[end - 1] == "热" and board.names.before.before(board.norm, start) is None
    return fever and any(board.says(word) for word in _SPOKEN_OF)
