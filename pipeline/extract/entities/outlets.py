"""Websites and agencies that no table lists, where a report says whose it is: 浙江在线|杭州4月25日讯, 株洲网|讯, (来源：大河网)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

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
# 据TechCrunch报道, 据智东西报道; nobody in 据当地媒体报道, 据此前报道, 据目击者报道
_REPORTED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=另)|(?<=又))据[“「]?(?P<who>[A-Z][A-Za-z0-9.&'-]+(?: [A-Za-z0-9.&'-]+){0,3}|(?:(?![和与及或等的对在由])[\u4e00-\u9fff0-9A-Za-z]){2,8}?)[”」]?"
    r"(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|今[天日]|昨[天日])?报[道导]"
)
_NOBODY = re.compile(
    r"媒|报[道导]|[此之先早日]前|近日|公开|相关|有关|最新|[本该贵各]报|综合|当地|官方|记者|初步|多家|多个|[0-9]|其他|新闻稿|通稿|网友|[者方员]$|人士$|电台$|电视台$|报纸$|杂志$|新闻$|网[站络]|[警军检院署局部]$|[国州省市县台港澳]$"
)
_SECTIONS = re.compile(r"新闻|中文网|财经|科技|体育|客户端|时尚|汽车|视频")
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
    reported = "报道" in norm or "报导" in norm
    for match in _REPORTED.finditer(norm, board.context.article.body_start) if reported else ():
        _reports(board, *match.span("who"))


def _reports(board: Board, start: int, end: int) -> None:
    """Who 据 and 报道 stand around, if it is nobody's common noun; 腾讯|新闻 is one name."""
    if board.ending_at(end) is not None or board.crosses(start, end):
        return
    firm = board.starting_at(start, ("ORG",))
    section = firm is not None and _SECTIONS.fullmatch(board.norm, firm.end, end) is not None
    told = board.context.tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    if not section and all(len(token.word) > 1 and is_word(token.word) for token in told):
        return  # 国外, 坊间, 早些时候
    plain = _NOBODY.search(board.norm, start, end) is None and not board.touching(start, end)
    if section or plain:
        board.add(Found(start, end, "ORG", "outlet", ORDINARY))


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
