"""Tropical storms by the name they were given: 台风莫兰蒂, 超强台风“桦加沙”, 飓风米尔顿, and the bare name further on.

The names are rows of names.csv (台风桦加沙 with 桦加沙 as its ambiguous short form). Most are plants, animals and people
too, so the short form counts only behind its kind, in front of it, or in an article that has told the storm so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import SURE
from pipeline.gates import one_of
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.lexicon.surfaces import Name, Surface

_KIND = re.compile(r"(?:超强台风|强台风|台风|强热带风暴|热带风暴|热带低压|热带气旋|气旋风暴|飓风|气旋)")
_OPEN, _CLOSE = "“「『\"'‘", "”」』\"'’"
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")
_PAST = re.compile(r"(?:[0-9]{4}年的?|[0-9]日的)$")  # 2018年山竹, 7月20日的韦帕
_STRUCK = re.compile(r"(?:当年|袭港|来袭|襲港|登陆|过后|期间|吹袭|直扑|肆虐|逼近)")
_LONG = 3  # characters
_KINDS = ("台风", "飓风")  # how the names in the table begin


def find(board: Board, pending: list[tuple[int, int, Surface]]) -> list[tuple[int, int, Surface]]:
    """The kind and the name beside it are one name; a name in marks stands alone, as the marks close it.

    ``pending`` are the ambiguous listed names of the article; those that are no storms are given back.
    """
    told: dict[str, Found] = {}
    norm, body = board.norm, board.context.article.body_start
    for kind in _KIND.finditer(norm, body):
        found = _beside(board, kind.start(), kind.end())
        if found is not None:
            board.add(found)
            name = norm[found.start : found.end]
            told[_KIND.sub("", name)] = found
    storms = [one for one in pending if one[2].name.name.startswith(_KINDS)]
    if told:
        _again(board, told, storms)
    return [one for one in pending if one not in storms]


def _beside(board: Board, start: int, end: int) -> Found | None:
    """The storm whose kind stands at ``start`` to ``end``."""
    norm = board.norm
    if norm[end : end + 1] in _OPEN and (stop := _closed(norm, end + 1)):
        return Found(end + 1, stop, "EVENT", "storm", SURE, _listed(board, norm[end + 1 : stop]))
    length = _longest(board, end)
    if length and not board.straddles(end, end + length):
        return Found(start, end + length, "EVENT", "storm", SURE, _listed(board, norm[end : end + length]))
    if first := _before(board, start):
        return Found(first, end, "EVENT", "storm", SURE, _listed(board, norm[first:start]))
    return None


def _again(board: Board, told: dict[str, Found], storms: list[tuple[int, int, Surface]]) -> None:
    """桦加沙 alone, once the article has told what it is; in marks any other storm that the table has: “山竹”."""
    norm = board.norm
    places = _places(norm, board.context.article.body_start, told)
    for name, found in told.items():
        for start in places.get(name, ()):
            end = start + len(name)
            if (_marked(norm, start, end) or not is_word(name)) and not _covered(board, start, end):
                board.add(Found(start, end, "EVENT", "storm-again", SURE, found.known))
    known = {found.known.name for found in told.values() if found.known is not None}
    for start, end, surface in storms:
        again = surface.name.name in known and not is_word(surface.text)
        again = again or bool(_PAST.search(norm, max(0, start - 7), start) or _STRUCK.match(norm, end))
        if (again or _marked(norm, start, end)) and not _covered(board, start, end):
            board.add(Found(start, end, "EVENT", "storm-again", SURE, surface.name))


def _places(norm: str, start: int, names: Iterable[str]) -> dict[str, list[int]]:
    """Where each name stands, in one walk through the text: an article may tell of many storms."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[:2], []).append(name)
    found: dict[str, list[int]] = {}
    for match in one_of(frozenset(first[0] for first in by_first)).finditer(norm, start):
        place = match.start()
        for name in (*by_first.get(norm[place : place + 2], ()), *by_first.get(norm[place], ())):
            if norm.startswith(name, place):
                before = found.setdefault(name, [])
                if not before or before[-1] + len(name) <= place:
                    before.append(place)
    return found


def _marked(norm: str, start: int, end: int) -> bool:
    return norm[start - 1 : start] in _OPEN and norm[end : end + 1] in _CLOSE


def _covered(board: Board, start: int, end: int) -> bool:
    found = board.starting_at(start, ("EVENT",))
    other = board.ending_at(end, ("EVENT",))
    return (found is not None and found.end >= end) or (other is not None and other.start <= start)


def _closed(norm: str, start: int) -> int:
    """Where the name in marks ends; 0 where no mark follows it."""
    match = _NAME.match(norm, start)
    return match.end() if match and norm[match.end() : match.end() + 1] in _CLOSE else 0


def _longest(board: Board, start: int) -> int:
    """Code points of the longest listed storm that begins at ``start``."""
    norm = board.norm
    return next((n for n in range(6, 1, -1) if _listed(board, norm[start : start + n]) is not None), 0)


def _before(board: Board, end: int) -> int:
    """Where a listed name in front of its kind begins: 山竹|台风; three characters are no chance: 受|桦加沙|台风影响."""
    norm = board.norm
    starts = (end - n for n in range(6, 1, -1) if end >= n)
    listed = (at for at in starts if _listed(board, norm[at:end]) is not None)
    return next((at for at in listed if end - at >= _LONG or not board.straddles(at, end)), 0)


def _listed(board: Board, text: str) -> Name | None:
    surface = board.names.surfaces.get(text)
    if surface is not None and surface.name.name.startswith(_KINDS):
        return surface.name
    return board.names.by_name.get(f"台风{text}")  # 狮子山 is a country in Hong Kong, and a storm
