"""Who reports from where, written in one: 记者苏木春|台中|20日电, 记者王云彬、马淑娟|大雅|报导, 记者林芳如|/台北报导."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import SURE

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_BYLINE = re.compile(
    r"记者(?P<who>(?:[\u4e00-\u9fff]{2,4}、){0,3}[\u4e00-\u9fff]{4,7}?)(?:[0-9]{1,2}日)?(?:即时|综合|专电|特稿|连线){0,2}(?:外电)?(?:报导|报道|电)(?=[)）】〕\]／/，。:：\s〉])"
)
# 记者林芳如/台北报导: what stands before the bar is names alone, whatever their last characters mean elsewhere
_BARRED = re.compile(r"(?:记者|编译)(?P<who>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){0,3})[/／]")
_PLACES = frozenset({"GPE", "LOC"})
_SHORTEST, _LONGEST = 2, 3  # code points of a person and of the place without its level


def find(board: Board) -> None:
    """The last name of a byline ends where a listed town or city begins; those before it end at 、."""
    norm = board.norm
    if "记者" in norm or "编译" in norm:
        _before_bars(board)
    if "记者" not in norm:
        return
    for match in _BYLINE.finditer(norm, board.context.article.body_start):
        start, end = match.span("who")
        last = norm.rfind("、", start, end) + 1 or start
        for length in (_SHORTEST, _LONGEST):
            place = end - length
            if (
                _SHORTEST <= place - last <= _LONGEST
                and _is_place(board, place, end)
                and _is_person(board, last)
            ):
                board.add(Found(last, place, "PERSON", "byline-name", SURE, title="记者"))
                if board.ending_at(end, _PLACES) is None:
                    listed = board.names.words.get(norm[place:end]) or board.names.surfaces[norm[place:end]]
                    board.add(Found(place, end, "GPE", f"byline({listed.name.place})", SURE, listed.name))
                break


def _before_bars(board: Board) -> None:
    """All names of 记者张三、李四/台北报导."""
    norm = board.norm
    for match in _BARRED.finditer(norm, board.context.article.body_start):
        start = match.start("who")
        for name in match["who"].split("、"):
            if _is_person(board, start) or (
                len(name) == _LONGEST and norm[start] in board.names.surname_starts
            ):
                board.add(Found(start, start + len(name), "PERSON", "byline-name", SURE, title="记者"))
            start += len(name) + 1


def _is_place(board: Board, start: int, end: int) -> bool:
    names, text = board.names, board.norm[start:end]
    listed = names.words.get(text) or names.surfaces.get(text)
    return listed is not None and listed.name.label in _PLACES


def _is_person(board: Board, start: int) -> bool:
    """Whether a Chinese surname begins there, and no place: 安徽|合肥, 于|浙江|杭州."""
    norm = board.norm
    first = start + 1 if norm[start] == "于" else start
    if any(_is_place(board, at, at + length) for at in {start, first} for length in (2, 3)):
        return False
    return norm[start] in board.names.surname_starts
