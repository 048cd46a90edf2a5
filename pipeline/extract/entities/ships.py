"""Ships: 海军|济南舰, 康定舰 after a town or person, 货轮|长赐号 behind its kind, 马尔瓦号(BRP Miguel Malvar) by its prefix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.entities.towns import is_country
from pipeline.extract.overlap import ORDINARY, SURE
from pipeline.normalise import normalise_key

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_CALLED_AFTER = ("GPE", "LOC", "PERSON")
_WATERS = frozenset("湖河江山岭峡")  # 太湖舰, 太行山舰; 欧洲舰 is any ship of Europe
# 舰队, 舰艇, 舰长: what makes another word of 舰
_ANOTHER_WORD = frozenset("队艇船载炮长员只机群桥身体员型级岛")
_NAME = rf"(?P<name>(?:(?![{IN_NO_NAME}第靠停撞驶开前])[\u4e00-\u9fff·]){{2,6}}?(?<![型编番代信序称口挂账帐讯字旗舷符众警呼名军频门绰专书微一二三四五六七八九十])号)"
# 货轮|长赐号; no 货轮靠泊三号, no 潜艇型号
_BY_KIND = re.compile(
    rf"(?:[防卫逐陆给战军洋潜]舰|航母|母舰|潜艇|[货油邮客渡游]轮|货柜轮|[货客]船|货柜船|集装箱船|散货船|科考船|海警船|巡逻[船艇]|帆船|游艇){_NAME}(?![码召称线楼门令])"
)
# what navies and coast guards write before the name of a ship
_BY_PREFIX = re.compile(
    rf"(?:(?<=[舰艇船轮母])|(?<![\u4e00-\u9fff])){_NAME}(?=[(（](?:BRP|USS|USNS|USCGC|HMS|HMAS|HMCS|HMNZS|JS|ROKS|INS|FS|KRI|RSS|KD|HTMS|TCG|FGS|ITS|PNS|BNS)[ .])"
)


def find(board: Board) -> None:
    """Ships of every kind; the state that a ship belongs to gives it no name."""
    norm = board.norm
    patterns = [_BY_KIND] if "号" in norm else []
    patterns += [_BY_PREFIX] if "号(" in norm or "号 (" in norm or "号（" in norm else []
    for pattern in patterns:
        for match in pattern.finditer(norm, board.context.article.body_start):
            start, end = match.span("name")
            if not board.crosses(start, end) and board.ending_at(end, ("PRODUCT",)) is None:
                board.add(Found(start, end, "PRODUCT", "ship", ORDINARY))
                _called_again(board, start, end - 1)
    _after_places(board)


def _called_again(board: Board, start: int, end: int) -> None:
    """马尔瓦舰 behind 马尔瓦号."""
    short, key = board.norm[start:end] + "舰", normalise_key(board.norm[start : end + 1])
    at = board.norm.find(short, end) if end - start > 1 else -1
    while at >= 0:
        if not board.covered(at, at + len(short)):
            board.add(Found(at, at + len(short), "PRODUCT", "ship", ORDINARY, alias_of=key))
        at = board.norm.find(short, at + len(short))


def _after_places(board: Board) -> None:
    """A town, province or person of a table right before 舰."""
    norm = board.norm
    at = norm.find("舰", board.context.article.body_start)
    while at >= 0:
        found = board.ending_at(at, _CALLED_AFTER)
        named = found is not None and found.known is not None and len(found) > 1 and not is_country(found)
        if found is not None and found.label == "LOC" and norm[at - 1] not in _WATERS:
            named = False
        if found is not None and named and norm[at + 1 : at + 2] not in _ANOTHER_WORD:
            board.add(Found(found.start, at + 1, "PRODUCT", "ship", SURE))
        at = norm.find("舰", at + 1)
