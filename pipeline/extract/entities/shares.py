"""Companies by the code of their share: 华灿光电(300323), 泡泡玛特(09992), 大千生态(603955.SH)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY
from pipeline.gates import led
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_CODE = led(
    re.compile(
        r"(?<=[\u4e00-\u9fff])(?<![编代型序]号)(?<!代码)\((?:[03689][0-9]{5}|0[0-9]{4}|(?P<short>0[0-9]{2,3}|(?!19|20)[1-9][0-9]{3}"
        r"|(?:19|20)[0-9]{2}(?=\)[、及和与][\u4e00-\u9fff]{2,6}\((?!19|20)[0-9]{4}\))))"
        r"(?:\.(?:S[HZ]|HK|BJ|TW))?\)(?![0-9])"
    )
)
_NO_FIRM = re.compile(
    r"(?:[专热]线|电话|[年季月日学周]报|会议|统计|分机|邮编|传真|编号|时间|学年|年度)$"
)  # 专线(0800)
_SHORT_CODES = frozenset({"TW", "HK"})  # regions whose shares have four digits
_LONGEST, _SHORTEST, _USUAL = 6, 2, 4  # code points of a company's short name
_SHORTEST_TOLD = 3
_JOINED, _AMONG = frozenset("及与和"), frozenset("、及与和")
# verbs that tell of a company right behind them
_TELL = frozenset(
    "发现 包括 收购 入股 例如 指出 看好 增持 减持 推荐 关注 涉及 以及 还有 来自 显示 透露 买入 沽出 拖累 带动 控股 参股 并购 打破 创下 超越 击败".split()
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_BEFORE = re.compile(r"[、，。；：\s“(有和与及]")


_WARNED = re.compile(
    r"(?<![A-Za-z0-9*])\*?S?ST(?![段股类后个被的之板涨风摘车系大企公指变退戴概])[\u4e00-\u9fff]{2}(?![\u4e00-\u9fff]{1,2}[（(])"
)  # ST绝味, *ST康美: a share with a warning


def find(board: Board) -> None:
    """Names of shares with a warning; the words right before a code: as far as a boundary, or four characters of whole words."""
    norm = board.norm
    if "ST" in norm:
        for match in _WARNED.finditer(norm, board.context.article.body_start):
            board.add(Found(*match.span(), "ORG", "share-name", ORDINARY))
    if "(" not in norm:
        return
    for match in _CODE.finditer(norm, board.context.article.body_start):
        end = match.start()
        if match["short"] and board.context.article.region not in _SHORT_CODES:
            continue
        if _NO_FIRM.search(norm, max(0, end - 4), end):
            continue
        if board.covered(end - 1, end) and board.ending_at(end, ("ORG",)) is not None:
            continue
        start = _start(board, end, among=norm[match.end() : match.end() + 1] in _AMONG)
        if start is None:
            continue
        for one in board.touching(start, end):
            if one.label == "PERSON" and one.known is None:
                board.drop(one)  # 华灿 of 华灿光电
        board.add(Found(start, end, "ORG", "share-code", ORDINARY))


def _start(board: Board, end: int, *, among: bool) -> int | None:
    """Where the name of a company that ends at ``end`` begins; ``among``: another follows."""
    norm, tokens = board.norm, board.context.tokens
    starts: list[int] = []
    index = board.context.token_index(end - 1)
    while index >= 0 and end - tokens[index].start <= _LONGEST + 1 and _HAN.fullmatch(tokens[index].word):
        token = tokens[index]
        index -= 1
        if token.word in _TELL:  # 发现|银诺医药
            return (
                starts[-1]
                if starts and end - starts[-1] >= (_SHORTEST if among else _SHORTEST_TOLD)
                else None
            )
        glued = token.word[0] in _JOINED and len(token.word) > 2 and not is_word(token.word)
        if glued:
            return token.start + 1  # 及|佳鑫国际资源
        if end - token.start <= _LONGEST:
            starts.append(token.start)
    for start in starts:
        if end - start >= _SHORTEST and _BEFORE.match(norm[start - 1 : start] or "，"):
            return start
    return next((start for start in starts if end - start == _USUAL), None)
