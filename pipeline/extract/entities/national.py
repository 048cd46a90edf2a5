"""A country with its team, forces or party: 中国队, 巴西女排, 美军, 以色列国防军, 印度国大党."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import parties
from pipeline.extract.entities.found import Found

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_TEAM = re.compile(
    r"(?!球队)(?:国家|国家女子|国家男子|男子|女子|男|女|国奥|国青|青年|奥运)?(?:足|篮|排|曲|垒|棒|网|乒|羽|冰|手|水|橄榄)?球?"
    r"(?:队(?!伍|员|长|友|列|形)|男足|女足|男篮|女篮|女排|男排|女垒|国奥队|代表队)"
)
_TEAM_ENDS, _NO_TEAM = frozenset("队"), frozenset("伍员长")
_FORCES = re.compile(
    r"(?:国防军|国民警卫队|自卫队|联军|陆军|海军|空军|海警|军队|军(?!政府|方)(?![事人备官火工训衔费令演营医舰机校职服装]))"
)
_PARTY = re.compile(r"(?:国大党|工党|保守党|自民党|民主党|共和党|社民党|绿党|共产党|社会党|人民党)")


# 国民团结党, 正义与发展党: words that parties are named with, two or three of them
_WORDS = (
    "国民|人民|自由|民主|社会|统一|团结|进步|革新|保守|劳动|正义|公正|发展|未来|力量|联盟|共和|行动|繁荣|希望|复兴|祖国|联合|独立|公民|"
    "民族|人权|和平|平等|前进|改革|建国|土著|同心|红点|工人|农民|基督教|社会主义|伊斯兰|爱国|大众|救国|新"
)
_COINED_PARTY = re.compile(
    rf"(?:{_WORDS})(?:[与和]?(?:{_WORDS})){{1,2}}党(?![内员组委章籍团支]|派(?![人出员])|派人士|领导|中央)"
)


_UNITES = re.compile(r"团结|联合|改革|发展|统一|复兴|希望")  # verbs before a listed party too


def find(board: Board) -> None:
    """What stands right behind a country or another place; and parties by their words alone."""
    norm = board.norm
    if "党" in norm:
        for match in _COINED_PARTY.finditer(norm, board.context.article.body_start):
            start, end = match.span()
            unites = _UNITES.match(norm, start)
            if unites and norm[unites.end() : end] in board.names.surfaces:
                continue  # 团结|国民党
            country = board.ending_at(start, ("GPE",))  # 中国|民主正义党
            start = country.start if country is not None and len(country) > 1 else start
            board.add(Found(start, end, "ORG", "coined-party"))
    for found in list(board.found):
        if found.label == "GPE":
            _national(board, found)
    _teams_of_towns(board)


def _teams_of_towns(board: Board) -> None:
    """山西队, 大连队: the segmenter has the town and its team as one word."""
    for index in board.context.ending(_TEAM_ENDS):
        token = board.context.tokens[index]
        place = board.names.words.get(token.word[:-1])
        if (
            place is None
            or place.ambiguous
            or place.name.label != "GPE"
            or token.start < board.context.article.body_start
        ):
            continue
        if (
            not board.covered(token.start, token.end)
            and board.norm[token.end : token.end + 1] not in _NO_TEAM
        ):
            board.add(Found(token.start, token.end, "ORG", "national-team"))


def _national(board: Board, place: Found) -> None:
    """中国队, 巴西女排, 美军, 以色列国防军: a country with its team or forces is one body."""
    for pattern, rule in ((_TEAM, "national-team"), (_FORCES, "national-forces"), (_PARTY, "national-party")):
        match = pattern.match(board.norm, place.end)
        if match and not (
            len(place) > 1 and board.norm.startswith("军用", match.end() - 1)
        ):  # 德国|军用飞机, but 美军|用无人机
            if not parties.is_of_member(board, place, match.end()):
                board.add(Found(place.start, match.end(), "ORG", rule))
            return
