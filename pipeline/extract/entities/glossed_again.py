"""Firms by a Latin name in brackets that no table has: 分拆出芯上微装（AMIES） … ，芯上微装占市场九成.

Where the name begins is told by another place of the article, where it begins a clause and does what firms do; or by its
last word: 算能科技（Sophgo）, 知识工程实验室（KEG）.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.coined import is_loose
from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_GLOSS = re.compile(
    r"(?<=[\u4e00-\u9fff])[」”]? ?[(（](?P<latin>[A-Z][A-Za-z]{2,14}(?: [A-Z][A-Za-z]+)?)[)）]"
)
# what a firm's name ends in, and no kind of thing does
_LABORATORY = ("实验室", "研究室", "工作室")
_FIRM = re.compile(r"(?:科技|半导体|微电子|医药|制药|汽车|证券|光电|软件|实验室|研究室|工作室)$")
_CLAUSE = re.compile(r"(?:^|[，。；：、\n“「])$")
_DOES = re.compile(
    r"(?:占[^，。]{0,8}(?:市场|份额)|宣布|公布|发布|推出|表示|称|成立于|上市|旗下|估值|完成[^，。]{0,8}融资|获[^，。]{0,8}(?:融资|投资|订单)|专注|是一家|的(?:股价|股东|订单|客户|营收))"
)
_STEM = re.compile(rf"(?:(?![{IN_NO_NAME}及等了说称])[\u4e00-\u9fff]){{3,8}}")
_ALSO_NOUNS = frozenset("知识 计算 通信 控制 制造 仿真 感知 认知".split())  # verbs to the dictionary
_SHORTEST, _LONGEST = 3, 8


def find(board: Board) -> None:
    """Every such gloss before which no name stands yet."""
    norm = board.norm
    if "(" not in norm:
        return
    for match in _GLOSS.finditer(norm, board.context.article.body_start):
        end = match.start()
        if board.covered(end - 1, end) or board.starting_at(match.start("latin"), ("PERSON",)) is not None:
            continue
        start = _by_its_end(board, end) if _FIRM.search(norm, max(0, end - 4), end) else None
        if start is None:
            start = _told_again(board, end)
        if start is not None and not board.covered(start, end):
            board.add(Found(start, end, "ORG", "glossed-again", ORDINARY))


def _told_again(board: Board, end: int) -> int | None:
    """The longest run before the bracket that begins a clause elsewhere and acts there; a coined one, no term of the dictionary."""
    norm = board.norm
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        start = end - length
        if start < 0 or _STEM.fullmatch(norm, start, end) is None:
            continue
        text = norm[start:end]
        at = norm.find(text)
        while at >= 0:
            acts = at != start and _DOES.match(norm, at + length) is not None
            if acts and is_loose(board, at, at + length) and _CLAUSE.search(norm, max(0, at - 1), at):
                return start
            at = norm.find(text, at + length)
    return None


def _by_its_end(board: Board, end: int) -> int | None:
    """算能|科技 by a brand that no dictionary has, 知识|工程|实验室 by nouns, up to what is none."""
    tokens, names, triggers = board.context.tokens, board.names, board.context.lexicon.happenings.triggers
    index = board.context.token_index(end - 1)
    laboratory = tokens[index].word in _LABORATORY
    start = None
    for place in range(index - 1, max(-1, index - 4), -1):
        token = tokens[place]
        brand = not is_word(token.word)
        noun = (
            (token.tag[0] in "nxj" or token.tag == "vn" or token.word in _ALSO_NOUNS)
            and token.word not in triggers
            and token.word not in names.speech
        )
        if not (brand or noun or token.word in names.inside) or token.word in names.outside:
            break
        if _STEM_WORD.fullmatch(token.word) is None or board.covered(token.start, token.end):
            break
        start = token.start if brand or laboratory else start
        if brand:
            break
    return start


_STEM_WORD = re.compile(rf"(?:(?![{IN_NO_NAME}及等])[\u4e00-\u9fff]){{2,4}}")
