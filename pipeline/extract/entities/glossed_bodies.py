"""Bodies that the article glosses: 联合劳工党（Unity Labour Party）, 美国全球战略（American Global Strategies）.

The last word of the Latin name says that a body is meant; the Chinese one before the bracket is whole words up to what
is none of a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_GLOSS = re.compile(
    r"[(（](?:英语：?|英文：?)?[A-Z][A-Za-z&.,'’ -]{1,60}? (?:Party|University|College|Institute|Foundation|Association|Company|Corporation|Bank|Council|"
    r"Commission|Committee|Agency|Hospital|Press|Club|Union|Federation|Society|Alliance|Strategies|Partners|Research|Capital|Securities|Hospice|"
    r"Ltd|Limited|Inc|Records|Pictures|Airlines|Airways|Motors|Technologies|Systems|Labs|Organization|Organisation|Ministry|Authority)\.?(?:[,，;；] ?[A-Z]{2,8})?[)）]"
)
# 半导体工业协会(SIA): the end of a body's name and its initials
_INITIALS = re.compile(
    r"(?:协会|联合会|理事会|委员会|基金会|研究院|研究所|联盟|学会|总署|署|局|组织) ?[(（][A-Z]{3,6}[)）]"
)
_ARMS = re.compile(
    r"[(（][A-Z][A-Za-z0-9-]{2,20}[)）](?:自杀)?(?:无人机|飞弹|导弹|战机|战车|坦克|火箭|卫星|榴弹炮|潜舰|潜艇|护卫舰|驱逐舰|直升机|防空系统)"
)
_ROLE = re.compile(r".{0,4}?(?:在野|反对|执政)党(?=.{3})")  # 最大在野党|工人党
_LONGEST, _SHORTEST = 14, 3
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·]+")
_FUNCTION = frozenset(IN_NO_NAME + "及而但并并且也又还都就则已曾将我他她它你们")
_BODIES = ("ORG", "FAC")


def find(board: Board) -> None:
    """Every such gloss whose Chinese name is no body yet, or only the end of one."""
    if "(" not in board.norm:
        return
    _arms(board)
    body = board.context.article.body_start
    ends = [match.start() for match in _GLOSS.finditer(board.norm, body)]
    ends += [
        match.start() + len(match.group().partition("(")[0].rstrip())
        for match in _INITIALS.finditer(board.norm, body)
    ]
    for end in sorted(set(ends)):
        start = _start(board, end)
        role = _ROLE.match(board.norm, start, end)
        start = role.end() if role is not None else start
        if end - start < _SHORTEST or is_word(board.norm[start:end]):
            continue
        there = board.ending_at(end, _BODIES)
        if there is not None and (there.start <= start or there.known is not None):
            continue  # 旧金山|亚太经合组织（APEC）
        pieces = board.touching(start, end)
        if any(one.start < start or one.end > end or (one.label == "PERSON" and one.known) for one in pieces):
            continue
        board.add(Found(start, end, "ORG", "glossed-body", ORDINARY))


def _arms(board: Board) -> None:
    """伊朗制|见证者（Shahed）无人机: what a drone, a missile or a ship is called, by its Latin name before its kind."""
    for match in _ARMS.finditer(board.norm, board.context.article.body_start):
        end = match.start()
        index = board.context.token_index(end - 1)
        token = board.context.tokens[index]
        start = token.start
        letters = board.names.transliteration_dotted
        while (
            index > 0
            and letters.issuperset(board.norm[start:end])
            and end - start < _LONGEST
            and letters.issuperset(board.context.tokens[index - 1].word)
            and board.context.tokens[index - 1].tag[0] in "nxzg"
        ):
            index, start = index - 1, board.context.tokens[index - 1].start
        if (
            token.end == end
            and end - start > 1
            and _WORD.fullmatch(board.norm[start:end])
            and not board.covered(start, end)
        ):
            board.add(Found(start, end, "PRODUCT", "glossed-arms", ORDINARY))


def _start(board: Board, end: int) -> int:
    """Where the name begins, read to the left word by word."""
    tokens = board.context.tokens
    index, start = board.context.token_index(end - 1), end
    while index >= 0 and end - tokens[index].start <= _LONGEST and _belongs(board, tokens[index]):
        start, index = tokens[index].start, index - 1
    return start


def _belongs(board: Board, token: Token) -> bool:
    if (
        not _WORD.fullmatch(token.word)
        or token.word in _FUNCTION
        or (token.word in board.names.outside and token.word != "联合")
    ):
        return False
    if token.tag[0] in "pcudrmyt" or (
        token.tag == "v" and token.word != "联合" and token.word not in board.names.inside
    ):
        return False
    return board.names.before.get(token.word) is None
