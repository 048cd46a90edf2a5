"""Latin names in a list with one that is known: 投资者有Aspex、Eastspring、易方达; Talkie和海螺AI两款应用."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.latin import COMMON
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import EntityLabel

_NAME = r"[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: [A-Z][A-Za-z]+){0,2}"
_BEFORE = re.compile(rf"(?<![A-Za-z0-9 .-]){_NAME}(?=[、和与及])")
_AFTER = re.compile(rf"(?<=[、和与及]){_NAME}(?![A-Za-z0-9 .-])")
# what the sentence has to speak of, for the one and for the other
_FIRMS = re.compile(
    r"投资者|投资方|投资机构|基石|领投|跟投|参投|等(?:公司|企业|机构|厂商|客户|品牌)(?!的?(?:高管|股东|代表|负责人|CEO))|[两三四五六七八九十0-9]家(?:公司|企业|机构|厂商)"
)
_PRODUCTS = re.compile(r"[两三四五六七八九十0-9]款|等(?:应用|产品|模型|平台|软件|工具|游戏|App|APP)")
_STOPS = "，。；！？\n"


def find(board: Board) -> None:
    """Each such name to the left and to the right of a known one."""
    norm, body = board.norm, board.context.article.body_start
    names = [
        (match.start(), match.end())
        for pattern in (_BEFORE, _AFTER)
        for match in pattern.finditer(norm, body)
    ]
    for start, end in sorted(set(names), reverse=True):
        _beside(board, start, end)
    for start, end in sorted(set(names)):
        _beside(board, start, end)


def _beside(board: Board, start: int, end: int) -> None:
    norm = board.norm
    if board.covered(start, end) or norm[start:end].split(" ")[0].lower() in COMMON:
        return
    label = _label(board, start, end)
    if label is not None:
        board.add(Found(start, end, label, "sibling", ORDINARY))


def _label(board: Board, start: int, end: int) -> EntityLabel | None:
    """The label of the one beside it that a table has, or that this rule made, where the sentence counts such things."""
    norm = board.norm
    left = board.ending_at(start - 1, ("ORG", "PRODUCT")) if norm[start - 1 : start] in _JOINTS else None
    right = board.starting_at(end + 1, ("ORG", "PRODUCT")) if norm[end : end + 1] in _JOINTS else None
    for one in (left, right):
        if one is None or (one.known is None and one.rule != "sibling"):
            continue
        cue = _FIRMS if one.label == "ORG" else _PRODUCTS
        begin = max(norm.rfind(stop, 0, start) for stop in _STOPS) + 1
        close = min((at for at in (norm.find(stop, end) for stop in _STOPS) if at >= 0), default=len(norm))
        if cue.search(norm, begin, close):
            return one.label
    return None


_JOINTS = frozenset("、和与及")
