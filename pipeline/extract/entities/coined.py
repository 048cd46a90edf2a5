"""Coined words that companies and schools are named with: 科利华|集团, 瑞穗|实业银行, 日新|中学."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.names import Suffix
    from pipeline.model import Token

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FUNCTION = frozenset(IN_NO_NAME + "及按据经就也都不很更最某多三四五六七八九十第次个名家位所拨转设拟")
_PROPER = frozenset({"nr", "nrt", "ns", "nt", "nz", "x", "eng"})
_SCHOOL_NAME = 2
_GIVEN = frozenset({"nr", "nrfg"})
_FORMS = ("有限公司", "集团", "公司")  # 华锐|精密|工具|股份有限公司, 科利华|集团, 北辰|置业|公司
_NUMERALS = frozenset("一二两三四五六七八九十百千几数多余各")
_CLASSIFIERS = frozenset("只家支个位名条项款座间所股")


def is_counted(board: Board, token: Token) -> bool:
    """49|只子|基金, 三|家分|公司: a number, and its classifier glued to the noun."""
    before = board.norm[token.start - 1 : token.start]
    return token.word[0] in _CLASSIFIERS and (before.isdigit() or before in _NUMERALS)


def begins_a_firm(token: Token, suffix: Suffix, at: int, *, generic: bool) -> bool:
    """科利华|集团, 瑞穗|实业银行, 同仁社|通运|股份有限公司: a coined word, or a personal name of the dictionary."""
    if token.word[0] == "投":
        return False  # 投硬|科技
    coined = len(token.word) > 1 and (token.tag in _GIVEN or is_coined(token.word))
    if suffix.surface == "银行" and token.tag[0] == "n" and coined and _HAN.fullmatch(token.word):
        return token.end == at and not _FUNCTION & set(token.word)  # 瑞穗|实业银行
    if suffix.alone != "none" or len(suffix.surface) == 1:
        return False
    if (
        suffix.surface.endswith(_FORMS)
        and coined
        and token.tag[0] in "nx"
        and not _FUNCTION & set(token.word)
    ):
        return generic or not suffix.surface.endswith("公司") or suffix.surface.endswith("有限公司")
    if not generic:
        return False
    if token.end == at and token.tag in _GIVEN and len(token.word) == _SCHOOL_NAME:
        return not _FUNCTION & set(token.word)
    return (suffix.strong or token.end == at) and is_coined(token.word)


def names_a_school(token: Token) -> bool:
    """日新|中学, 恒毅|小学: two characters that no dictionary has, or has as a name."""
    if len(token.word) != _SCHOOL_NAME or not _HAN.fullmatch(token.word) or _FUNCTION & set(token.word):
        return False
    if token.tag in _PROPER or not is_word(token.word):
        return True
    return token.tag == "n"  # 莲花|小学


def is_coined(word: str) -> bool:
    """华隆, 澳际: two to four characters that no dictionary has; before a company's head they are its name."""
    if len(word) > 4 or not _HAN.fullmatch(word) or _FUNCTION & set(word):
        return False
    return not is_word(word)


def is_loose(board: Board, start: int, end: int) -> bool:
    """芯上|微装, 中|昊|芯英: loose characters and words that no dictionary has, cut where the name begins and ends; no term of words."""
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    if inside[0].start != start or inside[-1].end != end:
        return False
    return all(len(token.word) == 1 or not is_word(token.word) for token in inside)


def says_who(board: Board, start: int, end: int) -> bool:
    """岳泰 of 宁波岳泰科技: a word that no dictionary has, or has as a name; not 研发智能 of 上海研发智能汽车."""
    if start >= end:
        return True
    tokens = board.context.tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return any(
        token.tag in _PROPER or not is_word(token.word) or board.starting_at(token.start) is not None
        for token in tokens
    )
