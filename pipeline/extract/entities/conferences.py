"""Conferences of firms with a Latin name, congresses by their number: Create大会, Hot Chips 2025|大会, 第22届|全国代表大会."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.latin import COMMON
from pipeline.extract.overlap import ORDINARY, SURE

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_WORDS = r"[A-Z][A-Za-z]+(?:[ /][A-Z][A-Za-z/]*){0,2}"
_CONFERENCE = re.compile(
    rf"(?<![A-Za-z0-9 ]){_WORDS}(?P<year> ?20[0-9]{{2}})?(?P<field>[\u4e00-\u9fff]{{0,3}})(?:大会|峰会)(?![员堂主厅])"
)
_FIELDS = frozenset(
    {"", "开发者", "技术", "创新者", "全球", "伙伴", "原动力", "用户", "生态", "云", "产品", "年度"}
)
_CONGRESS = re.compile(
    r"第 ?[0-9一二三四五六七八九十]{1,4} ?[届次](?P<name>(?:全国|会员|党员|全省|全市)代表大会)(?![上中]?代表|常)"
)


def find(board: Board) -> None:
    """Every such name; a year ends it, so that the conference itself stays outside."""
    norm, body = board.norm, board.context.article.body_start
    if "大会" not in norm and "峰会" not in norm:
        return
    for match in _CONFERENCE.finditer(norm, body):
        start, end = match.span()
        latin = re.match(_WORDS, match.group())
        text = latin.group() if latin is not None else ""
        if text.lower() in COMMON or match["field"] not in _FIELDS:
            continue
        known = board.starting_at(start, ("EVENT",))
        if known is not None and known.known is not None:
            continue  # WWDC|大会
        named = board.starting_at(start, ("PERSON", "GPE", "LOC"))
        if named is not None and named.end == start + len(text):
            continue  # Sam Altman|大会, London|峰会: whose and where, and not which
        maker = board.starting_at(start, ("ORG",))
        if maker is not None and not match["field"] and not match["year"] and maker.end == start + len(text):
            continue  # Meta|大会: of a firm, and which one is not said
        end = match.end("year") if match["year"] else end
        board.add(Found(start, end, "EVENT", "conference", ORDINARY if match["year"] else SURE))
    for match in _CONGRESS.finditer(norm, body):
        whose = board.ending_at(match.start(), ("ORG",))
        if whose is None:
            board.add(Found(*match.span("name"), "EVENT", "conference", ORDINARY))
        else:  # 越南共产党|第十三次全国代表大会
            board.add(Found(whose.start, match.end(), "EVENT", "conference", ORDINARY))
