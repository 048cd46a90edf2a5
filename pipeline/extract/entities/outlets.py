"""Websites and agencies that no table lists, where a report says whose it is: 浙江在线|杭州4月25日讯, 株洲网|讯, (来源：大河网)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_END = re.compile(r"网|在线")
# behind it the head of a report: 株洲网讯, 浙江在线杭州4月25日讯, 中国台湾网 李小明）
_BEHIND = re.compile(
    r"(?:讯(?![息问])|(?:[\u4e00-\u9fff]{2,4})?[0-9]{1,2}月[0-9]{1,2}日(?:讯|电|消息)|[ 　]?(?:记者|通讯员)|[)）]| [\u4e00-\u9fff]{2,4}[)）])"
)
_BEFORE = re.compile(r"(?:^|[\n(（【]|来源[：:] ?|稿源[：:] ?)$")
_NAME = re.compile(rf"(?:(?![{IN_NO_NAME}])[\u4e00-\u9fff]){{2,6}}")
_LONGEST = 6  # code points before 网
_NO_SITE = re.compile(
    r"(?:官|互联|外|内|联|上|电|路|管|渔|铁丝|域|球|法|天|触|情报|关系|交通|供热|因特|万维|社交)网$"
)
_PIECES = frozenset({"GPE", "LOC", "PERSON"})


def find(board: Board) -> None:
    """Every name from the beginning of a line or a bracket to 网 or 在线, with the head of a report behind it."""
    norm = board.norm
    for match in _END.finditer(norm, board.context.article.body_start):
        end = match.end()
        if not _BEHIND.match(norm, end) or board.ending_at(end, ("ORG", "PRODUCT")) is not None:
            continue
        start = match.start()
        while start > 0 and end - start < _LONGEST + 2 and "\u4e00" <= norm[start - 1] <= "\u9fff":
            start -= 1
        if start < match.start() and _BEFORE.search(norm, max(0, start - 4), start):
            _write(board, start, end)
            continue
        source = norm.rfind("源:", max(0, end - _LONGEST - 4), end)
        if source >= 0:
            _write(board, source + 2, end)


def _write(board: Board, start: int, end: int) -> None:
    stem = end - (2 if board.norm.endswith("在线", start, end) else 1)
    if not _NAME.fullmatch(board.norm, start, stem) or _NO_SITE.search(board.norm, start, end):
        return
    inside = board.touching(start, end)
    if any(one.label not in _PIECES or one.start < start or one.end > end for one in inside):
        return
    for one in inside:
        board.drop(one)
    board.add(Found(start, end, "ORG", "outlet", ORDINARY))
