"""Rulers: a name with its number (查理三世, 格里高利五世) and emperors of China by their temple or era (汉宣帝, 道光帝)."""

from __future__ import annotations

import re

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY

_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}世(?![纪界代家袭间人]|英名)")
_LONGEST = 8  # code points of the name before the number
# 英王|乔治五世, 国王|查理三世: an office and no part of the name
_KING = re.compile(r"[\u4e00-\u9fff]?(?:国王|女王|教[宗皇]|王)(?=[\u4e00-\u9fff·]{2})")
_CUT = frozenset("由被把向对与和在到从教皇国王帝宗位任即君女第")
_DYNASTIES = "汉魏晋隋唐宋辽金元明清周秦梁陈齐"
_TEMPLES = "文武景昭宣元成哀平明章和安顺冲质桓灵献惠怀愍穆康废简孝恭炀高太代德宪敬懿僖真仁英神哲徽钦光宁理度世圣兴道仁熹毅睿中肃玄"
_ERAS = "洪武|建文|永乐|洪熙|宣德|正统|景泰|天顺|成化|弘治|正德|嘉靖|隆庆|万历|泰昌|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统"
# 汉宣帝, 魏孝文帝, 宋徽宗, 明成祖, 道光帝, 乾隆|皇帝
_HINT = re.compile("[帝宗祖]")
_EMPEROR = re.compile(
    rf"(?:[{_DYNASTIES}](?:[{_TEMPLES}]{{1,2}}帝|[{_TEMPLES}][宗祖])|(?:{_ERAS})(?:(?=皇帝)|帝(?!国)))(?![国王])"
)


def find(board: Board) -> None:
    """Numbers take in the foreign name before them; emperors stand by themselves."""
    if "世" in board.norm:
        _numbered(board)
    if _HINT.search(board.norm) is not None:
        _emperors(board)


def _numbered(board: Board) -> None:
    norm, body = board.norm, board.context.article.body_start
    for match in _NUMBER.finditer(norm, body):
        whole = _name_before(board, match.start())
        if whole is None:
            continue
        king = _KING.match(norm, whole, match.start())
        start = king.end() if king is not None else whole
        inside = board.touching(whole, match.end())
        if all(one.label == "PERSON" and one.end < match.end() and _yields(one, whole) for one in inside):
            for one in inside:
                board.drop(one)
            board.add(Found(start, match.end(), "PERSON", "regnal-number", ORDINARY))


def _emperors(board: Board) -> None:
    norm, body = board.norm, board.context.article.body_start
    for match in _EMPEROR.finditer(norm, body):
        token = board.context.token_at(match.start())
        if token is None or (token.start < match.start() and token.end < match.end()):
            continue
        for inner in board.touching(*match.span()):
            if inner.rule == "chinese-name" and match.start() <= inner.start and inner.end <= match.end():
                board.drop(inner)
        if not board.covered(*match.span()):
            board.add(Found(*match.span(), "PERSON", "emperor", ORDINARY))


def _yields(person: Found, start: int) -> bool:
    """What lies inside is taken in; 国王亨|利八世 was a guess."""
    return person.start >= start or (person.known is None and person.rule == "chinese-name")


def _name_before(board: Board, end: int) -> int | None:
    """Where the foreign name that ends before its number begins."""
    person = board.ending_at(end, ("PERSON",))
    if person is not None and board.norm[person.start] == "王" and person.known is None:
        return person.start + 1  # 英王|乔治五世
    if person is not None and set(board.norm[person.start : end]) <= {
        "·",
        *board.names.transliteration_dotted,
    }:
        return person.start
    start, tokens = end, board.context.tokens
    for index in range(board.context.token_index(end - 1), -1, -1):
        token = tokens[index]
        stop = token.start
        while stop < min(token.end, start) and board.norm[stop] in _CUT:
            stop += 1  # 教|宗博义
        word = board.norm[stop : min(token.end, start)]
        if not word or end - stop > _LONGEST or not set(word) <= board.names.transliteration_dotted:
            break
        if board.names.before.get(word) is not None or (len(word) == 1 and token.end == end):
            break
        start = stop
        if stop > token.start:
            break
    return start if end - start >= 2 and board.starting_at(start, ("GPE", "ORG")) is None else None
