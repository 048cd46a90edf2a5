"""The chambers of a parliament told alone: 法案在参议院过关. The state that the article speaks of tells whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import parties
from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_CHAMBER = re.compile(r"[参众](?:议院(?![长士])|院(?!长|士|落|子|校|系|线|委会))")
# 参议院|商务、科学与交通委员会: its committees whose name holds a list
_COMMITTEE = re.compile(
    r"(?:(?!委员会|议[长员]|领袖|党|[参众]议?院|周[一二三四五六日]|[与和及]|通过|表决|投票)[\u4e00-\u9fff]){2,5}(?:、[\u4e00-\u9fff]{2,6}){0,3}[、与和及暨](?:(?!委员会|两|[参众]议?院|[一二三四五六七八九]个)[\u4e00-\u9fff]){2,8}(?:特别)?委员会"
)
_FULL = {"参院": "参议院", "众院": "众议院"}
_WHOSE = ("GPE", "ORG", "LOC")


def find(board: Board) -> None:
    """Every chamber that no country stands before, with its committee."""
    norm = board.norm
    if "院" not in norm or ("参" not in norm and "众" not in norm):
        return
    state: str | None = None
    for match in _CHAMBER.finditer(norm, board.context.article.body_start):
        start, end = match.span()
        text = _FULL.get(match.group(), match.group())
        short = text != match.group()
        if board.ending_at(start, _WHOSE) is not None or board.straddles(start, end):
            continue
        if short and not _is_word(board, start):
            continue
        committee = _COMMITTEE.match(norm, end)
        if committee is not None:
            board.add(Found(start, committee.end(), "ORG", "committee-of-chamber", ORDINARY))
        if board.covered(start, end):
            continue
        state = parties.state(board) if state is None else state
        listed = board.names.surfaces.get(state + text) if state else None
        known = listed.name if listed is not None and listed.name.label == "ORG" else None
        board.add(Found(start, end, "ORG", "chamber", ORDINARY, known))


def _is_word(board: Board, start: int) -> bool:
    """参院 and 众院 are a chamber where the segmenter cuts there and the article speaks of one: not 民众|院里."""
    token = board.context.token_at(start)
    cut = token is not None and token.start == start
    return cut and (board.says("议院") or board.says("国会") or board.says("议员"))
