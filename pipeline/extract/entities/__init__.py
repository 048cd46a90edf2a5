"""Names: what the tables list, and what an article says of itself.

The rules run in the order of ``find``; each reads what those before it found. What stays where two overlap is
decided in ``pipeline.extract.overlap``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.entities import (
    aircraft,
    airports,
    ambiguous,
    bare,
    branches,
    brands,
    bylines,
    chambers,
    clubs,
    conferences,
    continued,
    counted_places,
    countries,
    defined,
    dotted,
    estates,
    foreign,
    funds,
    glossed,
    glossed_again,
    glossed_bodies,
    going,
    hidden,
    holders,
    japanese,
    kinds,
    latin,
    laws,
    legal_forms,
    listed,
    listed_people,
    mainland,
    makers,
    models,
    namesakes,
    national,
    numbered,
    organisations,
    outlets,
    parties,
    people,
    places,
    quoted,
    repeats,
    roads,
    rulers,
    schools,
    seats,
    shares,
    ships,
    siblings,
    storms,
    surnames,
    titled,
    villages,
    works,
)
from pipeline.extract.entities.found import Board

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.overlap import Candidate


_ON_SIGHT = (works.find, kinds.find, laws.find, quoted.find)
_SIMPLE = (outlets.find, bylines.find, countries.find, mainland.find, chambers.find, going.find)
_PEOPLE = (
    dotted.find,
    foreign.find,
    japanese.find,
    people.find,
    hidden.find,
    foreign.mend,
    titled.find,
    bare.find,
    namesakes.find,
    rulers.find,
)
_PLACES = (
    numbered.find,
    ships.find,
    seats.find,
    airports.find,
    places.find,
    villages.find,
    counted_places.find,
    listed_people.find,
)
_BODIES = (
    glossed.find,
    schools.find,
    roads.find,
    estates.find,
    organisations.find,
    continued.find,
    legal_forms.find,
    branches.find,
    glossed_bodies.find,
    glossed_again.find,
    national.find,
    brands.find,
    holders.find,
    shares.find,
    makers.find,
)
_LAST = (defined.find, surnames.later, surnames.settle)


def find(context: Context) -> Iterator[Candidate]:
    """Every name of the document as a candidate."""
    board = Board(context)
    for rule in _ON_SIGHT:
        rule(board)
    pending = storms.find(board, listed.find(board))
    latin.find(board)
    models.find(board, pending)
    aircraft.find(board)
    conferences.find(board)
    for rule in (*_SIMPLE, *_PEOPLE, *_PLACES, *_BODIES):
        rule(board)
    clubs.find(board, pending)
    ambiguous.confirm(board, pending)
    funds.find(board)
    siblings.find(board)
    parties.find(board, pending)
    for rule in _LAST:
        rule(board)
    repeats.find(board)
    yield from board.candidates()
