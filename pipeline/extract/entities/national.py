"""A country with its team, forces or party: 中国队, 巴西女排, 美军, 以色列国防军, 印度国大党."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_TEAM = re.compile(
    r"(?!球队)(?:国家|国家女子|国家男子|男子|女子|男|女|国奥|国青|青年|奥运)?(?:足|篮|排|曲|垒|棒|网|乒|羽|冰|手|水|橄榄)?球?"
    r"(?:队(?!伍|员|长|友|列|形)|男足|女足|男篮|女篮|女排|男排|女垒|国奥队|代表队)"
)
_FORCES = re.compile(
    r"(?:国防军|国民警卫队|自卫队|联军|陆军|海军|空军|海警|军队|军方|军(?![事人备官火工训衔费令演营医舰机校职服装]))"
)
_PARTY = re.compile(r"(?:国大党|工党|保守党|自民党|民主党|共和党|社民党|绿党|共产党|社会党|人民党)")


def find(board: Board) -> None:
    """What stands right behind a country or another place."""
    for found in list(board.found):
        if found.label == "GPE":
            _national(board, found)


def _national(board: Board, place: Found) -> None:
    """中国队, 巴西女排, 美军, 以色列国防军: a country with its team or forces is one body."""
    for pattern, rule in ((_TEAM, "national-team"), (_FORCES, "national-forces"), (_PARTY, "national-party")):
        match = pattern.match(board.norm, place.end)
        if match:
            board.add(Found(place.start, match.end(), "ORG", rule))
            return
