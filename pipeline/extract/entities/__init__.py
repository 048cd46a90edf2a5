"""Names: what the tables list, and what an article says of itself.

The rules run in the order of ``RULES``; each reads what those before it found. What stays where two overlap is
decided in ``pipeline.extract.overlap``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.entities import (
    airports,
    ambiguous,
    bare,
    branches,
    brands,
    bylines,
    chambers,
    clubs,
    continued,
    countries,
    defined,
    dotted,
    estates,
    foreign,
    glossed,
    glossed_bodies,
    going,
    hidden,
    japanese,
    kinds,
    latin,
    laws,
    legal_forms,
    listed,
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
    repeats,
    roads,
    rulers,
    schools,
    seats,
    shares,
    ships,
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


def find(context: Context) -> Iterator[Candidate]:
    """Every name of the document as a candidate."""
    board = Board(context)
    works.find(board)
    kinds.find(board)
    laws.find(board)
    pending = storms.find(board, listed.find(board))
    latin.find(board)
    models.find(board, pending)
    outlets.find(board)
    bylines.find(board)
    countries.find(board)
    mainland.find(board)
    chambers.find(board)
    going.find(board)
    dotted.find(board)
    foreign.find(board)
    japanese.find(board)
    people.find(board)
    hidden.find(board)
    foreign.mend(board)
    titled.find(board)
    bare.find(board)
    namesakes.find(board)
    rulers.find(board)
    numbered.find(board)
    ships.find(board)
    seats.find(board)
    airports.find(board)
    places.find(board)
    villages.find(board)
    glossed.find(board)
    schools.find(board)
    roads.find(board)
    estates.find(board)
    organisations.find(board)
    continued.find(board)
    legal_forms.find(board)
    branches.find(board)
    glossed_bodies.find(board)
    national.find(board)
    brands.find(board)
    shares.find(board)
    makers.find(board)
    clubs.find(board, pending)
    ambiguous.confirm(board, pending)
    parties.find(board, pending)
    defined.find(board)
    surnames.later(board)
    surnames.settle(board)
    repeats.find(board)
    yield from board.candidates()
