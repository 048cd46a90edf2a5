"""Names that marks and what stands beside them make sure: “数字综合方案”（Digital Omnibus）, 「强化防卫特别条例」草案, 成立「秩序指挥部」."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import EntityLabel

_QUOTED = re.compile(r"[“「『](?P<name>[\u4e00-\u9fffA-Za-z0-9·]{4,24})[”」』]")
_GLOSSED = re.compile(r" ?[(（](?P<latin>[A-Z][A-Za-z0-9 .&'’-]{2,48})[,，)）]")
_INITIALS = re.compile(r" ?[(（][A-Z]{2,6}[,，)）]")  # 操作系统（OS）: a term
_BILL = re.compile(r"(?:部分条文)?(?:修正)?草案|法案")
_FOUNDS = re.compile(
    r"(?<![未不])(?<!没有)(?<!禁止)(?<!要求)(?<!建议)(?:成立|设立|组建|组成|筹组|筹建|创立|创办|新设)(?:了|的|名为|名叫)*(?:[一1]个)?$"
)
_SHORTEST_GROUP = 6  # code points
# 业主委员会, 空壳公司: what there are many of
_MANY = re.compile(r"空壳|犯罪|诈骗|影子|业主|家长|私人|志愿者|家庭|养老|应急|致富|稳健|神奇")
_FUND_OF = re.compile(r"费基金|[专产发扶救慈公]")  # 隧道费基金, 产业基金
# by what the name ends with: what a Latin gloss leaves no doubt of, and what somebody sets up
_HEADS: tuple[tuple[EntityLabel, re.Pattern[str]], ...] = (
    ("LAW", re.compile(r"(?:方案|计划|战略|法案|条例|倡议|公约|(?<![方办想看做说手疗写用])法)$")),
    (
        "ORG",
        re.compile(
            r"(?:联盟|组织|公司|委员会|协会|基金会|集团|指挥部|研究院|研究所|办公室|理事会|组|专班|实验室|联合会)$"
        ),
    ),
    ("EVENT", re.compile(r"(?:行动|论坛|峰会)$")),
)


def find(board: Board) -> None:
    """Every name in marks that a gloss, 草案 or a verb of founding vouches for."""
    norm = board.norm
    if not any(mark in norm for mark in "“「『"):
        return
    for match in _QUOTED.finditer(norm, board.context.article.body_start):
        start, end = match.span("name")
        label = _label(board, start, end, match.end())
        if label is not None and not board.crosses(start, end):
            board.add(Found(start, end, label, "quoted", ORDINARY))


def _label(board: Board, start: int, end: int, behind: int) -> EntityLabel | None:
    norm = board.norm
    fund = norm.endswith("基金", start, end) and end - start >= _SHORTEST_GROUP
    if fund and not _MANY.search(norm, start, end) and _FUND_OF.search(norm, start, end):
        return "ORG"  # 「专营巴士豁免隧道费基金」
    head = next((label for label, words in _HEADS if words.search(norm, start, end)), None)
    if head is None:
        return None
    if _GLOSSED.match(norm, behind) and not _INITIALS.match(norm, behind):
        return None if _MANY.search(norm, start, end) else head
    if head == "LAW":
        return "LAW" if norm[end - 1] in "法例" and _BILL.match(norm, behind) else None
    founded = head == "ORG" and _FOUNDS.search(norm, max(0, start - 10), start - 1)
    few = norm[end - 1] == "组" and end - start < _SHORTEST_GROUP  # “三人小组”
    return "ORG" if founded and not few and not _MANY.search(norm, start, end) else None
