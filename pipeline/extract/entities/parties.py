"""Parties whose name several states have: 人民党 of an article on Thailand, 民主党 of one on Korea.

A table lists them with their state; the state that the article speaks of most tells which is meant, and a party that no
table has is kept apart by it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.entities import towns
from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import GUESS
from pipeline.normalise import normalise_key

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Name, Surface

_PARTY = re.compile(
    r"(?:人民|民主|共和|自由|社会|社民|进步|前进|改革|公民|国民|劳动|劳工|保守|左翼|新民主|社会民主|民族|统一|正义|公正|救国|工)党"
)
_GOES_ON = re.compile(r"[员内人派务羽争政章产纲规校]")
_BEFORE = re.compile(r"[各多该本这两个名位任何新老大小]$")


# 印第安那州|共和党籍参议员: who sits for a state, and for which party
_MEMBER = re.compile(r"党(?:籍|人(?![民士才])|(?:联邦|州)?[参众]?议[员长]|州长|选民|选举人)")


def is_of_member(board: Board, place: Found, end: int) -> bool:
    """Whether a part of a country and the party of one of its members stand side by side: two names, and no branch."""
    return _MEMBER.match(board.norm, end - 1) is not None and not towns.is_country(place)


def find(board: Board, pending: list[tuple[int, int, Surface]]) -> None:
    """Those of the ambiguous surfaces that are such a party and have not been told otherwise."""
    norm = board.norm
    open_ones = [
        (start, end)
        for start, end, surface in pending
        if _PARTY.fullmatch(surface.text)
        and not board.covered(start, end)
        and (norm.startswith("籍", end) or not board.straddles(start, end))  # 民主|党籍
    ]
    if not open_ones:
        return
    whose = state(board)
    known = {text: _known(board, text, whose) for text in {norm[start:end] for start, end in open_ones}}
    for start, end in open_ones:
        if _GOES_ON.match(norm, end) or _BEFORE.search(norm, max(0, start - 1), start):
            continue
        name = known[norm[start:end]]
        rule = f"party({name.place})" if name is not None else "party"
        key = normalise_key(whose + norm[start:end]) if name is None and whose else ""
        board.add(Found(start, end, "ORG", rule, GUESS, name, alias_of=key))


def _known(board: Board, text: str, state: str) -> Name | None:
    """泰国人民党, named in full elsewhere in the article; else the party of that name of the state."""
    told = {
        one.known.name: one.known
        for one in board.found
        if one.known is not None and one.label == "ORG" and one.known.name.endswith(text)
    }
    if len(told) == 1:
        return next(iter(told.values()))
    listed = board.names.surfaces.get(state + text) if state else None
    return listed.name if listed is not None and listed.name.label == "ORG" else None


def state(board: Board) -> str:
    """The foreign state that the article names most."""
    states = Counter(
        found.known.name for found in board.found if found.known is not None and towns.is_country(found)
    )
    for home in ("中国", "台湾", "香港", "澳门"):
        states.pop(home, None)
    return states.most_common(1)[0][0] if states else ""
