"""Companies that no table lists, by a brand and a field of business: 海康达科技, 启程资本, 蓝思生物.

The field is a suffix that makes no name of a place (suffixes.csv: weak, none) or a branch (name_parts.csv: generic). The brand is
a word that no dictionary has, or a word and a character more; a word of the dictionary only where shares or results are
spoken of. A ticker in brackets ends the name of a company whatever its field: 江城重工(600123).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Board, Found
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import Token

_HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")
_SHARES = re.compile(
    r"(?:持股|股价|收报|收涨|收跌|涨停|跌停|领投|跟投|参投|(?:早盘|盘中|午后)?[大下]?[涨跌](?:超|逾|近|幅)?[0-9])"
)
_COMPANY = re.compile(
    r"(?:宣布|发布|公告|披露|公布|推出|回应|完成.{0,6}融资|获.{0,6}融资|总裁|董事长|CEO|创始人|联合创始人|首席|董秘|股份|旗下|称|表示|上市|净利|营收|市值)"
)
_BEGINS = re.compile(r"(?:^|[，。；：、“\n(]|[由向与和及获在]|[厂商]|龙头|巨头)$")
# what no brand is made of: 的, 两, 新, 国产
_NO_BRAND = frozenset(
    "的了是在有和与或及从由以被把将对向为于至到等两三几各多每本该此其新旧大小国省市县我他她这那全年月日"
)
_NOT_FIRST = frozenset(
    "国内 国外 境内 境外 海外 旗下 当地 本地 本土 市场 企业 公司 厂商 龙头 巨头 品牌 行业".split()
)
# 江城重工(600123), 恒丰电子(0123), 星河科技(2345); (2019) is a year
_TICKER = re.compile(r"\((?:[03689][0-9]{5}|0[0-9]{3,4}|(?!19|20)[1-9][0-9]{3})(?:\.[A-Z]{2,3})?\)")
_RESULTS = re.compile(
    r"[^，。；]{0,6}(?:公布|发布|披露|公告)[^，。；]{0,14}(?:业绩|财报|季报|年报|季度报告|年度报告)"
)
_NOMINAL = frozenset("nbja")
_SHORTEST, _LONGEST = 3, 6  # code points of a name that a ticker ends
_LOOSE_TAGS = frozenset({"v", "a", "n", "g", "x", "j", "q", "z", "b", "vg", "ng", "ag", "zg"})


def find(board: Board) -> None:
    """Every word that is a field of business, with what stands before it."""
    names = board.names
    for index, token in enumerate(board.context.tokens):
        if index == 0 or len(token.word) < 2 or token.start <= board.context.article.body_start:
            continue
        if token.word in names.generic:
            label = "generic"
        else:
            suffix = names.suffixes.get(token.word)
            if suffix is None or suffix.label != "ORG" or suffix.strong or suffix.alone != "none":
                continue
            label = suffix.place
        start = _brand(board, index)
        if start is not None:
            board.add(Found(start, token.end, "ORG", f"brand({label})", ORDINARY))
    for match in _TICKER.finditer(board.norm):
        start = _listed(board, match.start())
        if start is not None:
            board.add(Found(start, match.start(), "ORG", "ticker", ORDINARY))


def _listed(board: Board, end: int) -> int | None:
    """Where the name of a listed company begins that its ticker ends: 江城重工(600123)."""
    tokens, index = board.context.tokens, board.context.token_index(end - 1)
    start = end
    while (
        index >= 0
        and tokens[index].end == start
        and (tokens[index].tag[:1] in _NOMINAL or tokens[index].tag == "vn")
    ):
        if end - tokens[index].start > _LONGEST or not _HAN.fullmatch(tokens[index].word):
            return None
        start = tokens[index].start
        index -= 1
    name = board.norm[start:end]
    if end - start < _SHORTEST or _NO_BRAND & set(name[:2]):
        return None
    if any(one.label != "GPE" or one.start < start or one.end == end for one in board.touching(start, end)):
        return None
    return start if _BEGINS.search(board.norm, max(0, start - 1), start) else None


def _brand(board: Board, index: int) -> int | None:
    """Where the brand before the field begins."""
    norm, tokens = board.norm, board.context.tokens
    field, last = tokens[index], tokens[index - 1]
    shares = _SHARES.match(norm, field.end) is not None
    if not shares and _COMPANY.match(norm, field.end) is None:
        return None
    if len(last.word) == 1 and index > 1 and last.tag in _LOOSE_TAGS:
        first: Token = tokens[index - 2]
        brand = norm[first.start : field.start]
        fits = len(first.word) == 2 and first.tag[0] in "nav" and not is_word(brand)
    else:
        first, brand = last, last.word
        results = _RESULTS.match(norm, field.end) is not None  # 星河科技公布第三季业绩
        known = (shares or results) and len(brand) == 2 and field.word not in board.names.generic
        fits = 2 <= len(brand) <= 4 and (known or not is_word(brand))
        if fits and not known and index > 1 and _is_first_half(tokens[index - 2], brand):
            first = tokens[index - 2]
            brand = norm[first.start : field.start]
    if not fits or not _HAN.fullmatch(brand) or _NO_BRAND & set(brand):
        return None
    if not _BEGINS.search(norm, max(0, first.start - 1), first.start):
        return None
    for one in board.touching(first.start, field.end):
        guessed = one.label == "PERSON" or (
            one.label == "ORG" and one.start >= first.start and one.end <= field.end
        )
        if one.known is not None or one.title or not guessed:
            return None
    return first.start


def _is_first_half(token: Token, rest: str) -> bool:
    """东方|宏芯: a word of two characters before one of two that no dictionary has."""
    return (
        len(token.word) == 2
        and len(rest) == 2
        and token.tag in {"s", "ns", "nz", "nr"}
        and token.word not in _NOT_FIRST
        and _HAN.fullmatch(token.word) is not None
    )
