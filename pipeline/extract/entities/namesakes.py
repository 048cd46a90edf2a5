"""People whose name a table has as a town: 辛普森和|斯图尔特 beside another foreign person, and then everywhere in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.overlap import GUESS

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board, Found

_SHORTEST = 3  # code points of a town that may be a person
_JOINTS = frozenset("和与及、")
_WHERE = frozenset("在到于往至赴去从抵离")


def find(board: Board) -> None:
    """Towns of the gazetteer in the characters of foreign names that stand in a list with a foreign person."""
    towns = [one for one in board.found if one.label == "GPE" and _may_be_a_person(board, one)]
    people = {board.norm[one.start : one.end] for one in towns if _beside_a_person(board, one)}
    for one in towns:
        if board.norm[one.start : one.end] in people:
            board.replace(one, replace(one, label="PERSON", rule="namesake", rank=GUESS, known=None))


def _may_be_a_person(board: Board, found: Found) -> bool:
    if found.known is None or not found.known.place.startswith("gazetteer/") or len(found) < _SHORTEST:
        return False
    return board.names.transliteration_dotted.issuperset(board.norm[found.start : found.end])


def _beside_a_person(board: Board, found: Found) -> bool:
    """和 or 、 and a foreign person on one side, and no place on the other."""
    norm = board.norm
    if norm[found.start - 1 : found.start] in _WHERE:
        return False
    left = board.ending_at(found.start - 1) if norm[found.start - 1 : found.start] in _JOINTS else None
    right = board.starting_at(found.end + 1) if norm[found.end : found.end + 1] in _JOINTS else None
    beside = [one for one in (left, right) if one is not None]
    return bool(beside) and all(
        one.label == "PERSON"
        and board.names.transliteration_dotted.issuperset(norm[one.start : one.end].replace("·", ""))
        for one in beside
    )
