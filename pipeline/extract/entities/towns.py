"""Counties and towns that stand without their level: 云南|瑞丽, 玉里、枋寮."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.lexicon.surfaces import Name

_LEVELS = ("市", "县", "区", "旗")
_COUNTY_TAGS = frozenset({"ns", "nr"})
_NAMED = frozenset({"ns", "nr", "nz", "nt", "nrt"})
_COUNTY = 2  # code points of most counties' names without their level


def find(board: Board) -> None:
    """First the counties behind their province or where one goes, then the towns in a list, then those of bylines."""
    _counties(board)
    _before_bodies(board)
    _reached(board)
    _taiwanese(board)
    _told_in_full(board)
    _shortened(board)
    _towns(board)
    _bylines(board)


def is_country(found: Found) -> bool:
    """A country of CLDR."""
    return found.label == "GPE" and found.known is not None and found.known.place.startswith("CLDR")


def _counties(board: Board) -> None:
    """云南|瑞丽: a county without its level right behind a province or city that has a county of that name."""
    norm, surfaces = board.norm, board.names.surfaces
    for found in board.found:
        if found.label != "GPE" or found.known is None or is_country(found) or len(found) < 2:
            continue
        token = board.context.token_at(found.end)
        if token is None or token.start != found.end or not 2 <= len(token.word) <= 3:
            continue
        if token.word in board.names.not_places or norm[token.end : token.end + 1] in _LEVELS:
            continue
        if board.covered(token.start, token.end):
            continue
        listed = next(
            (surfaces[token.word + level] for level in _LEVELS if token.word + level in surfaces), None
        )
        if listed is not None and listed.name.label == "GPE" and token.tag in {"ns", "nr"}:
            board.add(Found(token.start, token.end, "GPE", f"county({listed.name.place})", known=listed.name))


_GOING = re.compile(r"(?:来自|位于|前往|抵达|来到|回到|赶到|赶赴|运往|走进|[在赴抵])$")
_FROM_THERE = re.compile(
    r"人(?![民口士均类事大工员才数气流群马物体文心道])|籍(?=[人男女学商华]|[\u4e00-\u9fff]{1,3}(?:人|员))"
)
_OVER = re.compile(
    r"[，。；、：\n）)]|召开|举行|举办|启动|开幕|闭幕|考察|调研|采访|看到|成立|签约|开工|落户|投资"
)


def _reached(board: Board) -> None:
    """寿光人, 在平泉召开: a county without its level that one comes from or goes to."""
    norm, surfaces = board.norm, board.names.surfaces
    body = board.context.article.body_start
    for index, tag in enumerate(board.context.tags):
        if tag not in _COUNTY_TAGS:
            continue
        token = board.context.tokens[index]
        if token.end - token.start != _COUNTY or token.start < body:
            continue
        gone = _OVER.match(norm, token.end) and _GOING.search(norm, max(0, token.start - 2), token.start)
        if not gone and not _FROM_THERE.match(norm, token.end):
            continue
        listed = next(
            (surfaces[token.word + level] for level in "市县" if token.word + level in surfaces), None
        )
        if listed is None or listed.name.label != "GPE" or token.word in board.names.not_places:
            continue
        if not board.covered(token.start, token.end):
            board.add(Found(token.start, token.end, "GPE", f"county({listed.name.place})", known=listed.name))


# 苓雅|分局, 新兴|消防分队, 前镇|渔港: bodies and places that are named after the district they are in
_LOCAL_HEAD = re.compile(
    r"(?:警)?分局|(?:消防)?分队|派出所|地检署|地院|渔港|区公所|地政|户政事务所|国小|国中|高中|警方|夜市|火车站|交流道|果菜市场|消防队|法院|人民法院|检察院|人民检察院|公安局|刑警|交警|特警|税务局|市场监管局"
)
_NO_DISTRICTS = frozenset("公安 城关 城区 城中 新区 高新 交通 铁路 工商 税务 中心 保安 特区 农安".split())
_OPEN = re.compile(r"[，。；：、\s（(「由据向在到至及与和的局府]|^$")


def _before_bodies(board: Board) -> None:
    """苓雅|分局: a district without its level before a body of its own."""
    norm, surfaces = board.norm, board.names.surfaces
    for match in _LOCAL_HEAD.finditer(norm, board.context.article.body_start + _COUNTY):
        end = match.start()
        start = end - _COUNTY
        text = norm[start:end]
        if board.covered(start, end) or text in board.names.not_places or text in _NO_DISTRICTS:
            continue
        listed = next((surfaces[text + level] for level in _TOWN_LEVELS if text + level in surfaces), None)
        if listed is None or listed.name.label != "GPE":
            continue
        token = board.context.token_at(start)
        free = _OPEN.match(norm[start - 1 : start] or "，") or board.ending_at(start, ("GPE",)) is not None
        if free or (token is not None and token.start == start):
            board.add(Found(start, end, "GPE", f"county({listed.name.place})", known=listed.name))


_IN_TAIWAN = re.compile(r"(?:位于|来自|前往|抵达|途经|行经|[在赴抵往从])(?=[\u4e00-\u9fff]{3})")
_PLAIN_TAGS = frozenset("vamdilbcprut")
# townships that are ordinary words
_WORDS = frozenset(
    "树林 淡水 太平 三重 和平 仁爱 信义 成功 光复 水上 田中 后里 石门 关西 北门 大树 大同 东山 新市 新城 桥头 大内 口湖 花坛 梅山 万里 金山 双溪 中山 中正 中区 东区 西区 "
    "南区 北区 大安 大里 新化 文山 南化 长治 民生 永安 安定 平和 山上 龙井 中路 口里 家中 国中 水中 大会 现场".split()
)


def _taiwanese(board: Board) -> None:
    """在|板桥逮捕: a district or township without its level, where an article of Taiwan says that something happens there."""
    if board.context.article.region != "TW":
        return
    norm, surfaces = board.norm, board.names.surfaces
    for match in _IN_TAIWAN.finditer(norm, board.context.article.body_start):
        start, end = match.end(), match.end() + _COUNTY
        text = norm[start:end]
        listed = next((surfaces[text + level] for level in "区镇乡市" if text + level in surfaces), None)
        if listed is None or listed.name.label != "GPE" or text in board.names.not_places:
            continue
        first, behind = board.context.token_at(start), board.context.token_at(end)
        if first is None or behind is None or behind.start != end or board.covered(start, end):
            continue
        whole = (first.start, first.end) == (start, end)
        plain = text in _WORDS or (whole and first.tag[0] in _PLAIN_TAGS and first.tag not in _NAMED)
        happens = behind.tag[0] == "v" or behind.word in board.context.lexicon.happenings.triggers
        if not plain and first.start in {start, start - 1} and (happens or _OVER.match(norm, end)):
            board.add(Found(start, end, "GPE", f"town({listed.name.place})", known=listed.name))


def _told_in_full(board: Board) -> None:
    """金华 where the article names 金华市: a proper name to the segmenter, and no word."""
    norm = board.norm
    told: dict[str, Name] = {}
    for found in board.found:
        if found.label != "GPE" or len(found) != _COUNTY + 1 or norm[found.end - 1] not in _LARGE_LEVELS:
            continue
        if found.known is not None and found.known.place.startswith("gazetteer/"):
            told.setdefault(norm[found.start : found.end - 1], found.known)
    for text, known in told.items():
        for index in board.context.places.get(text, ()):
            token = board.context.tokens[index]
            if token.tag in _PROPER_TAGS and not board.covered(token.start, token.end):
                board.add(Found(token.start, token.end, "GPE", f"town({known.place})", ORDINARY, known))


_BYLINE = re.compile(r"[/／] ?(?P<place>[\u4e00-\u9fff]{2,3})(?:报导|报道)")
_LARGE_LEVELS = frozenset("市县区旗州")
_PROPER_TAGS = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg"})
_BESIDE = frozenset("、至到")
_SMALL_LEVELS = frozenset("乡镇")
# （光复130公顷、凤林1.5公顷: two characters before a figure, in brackets or a list
_IN_FIGURES = re.compile(
    r"(?<=[、（(；;])(?P<town>[\u4e00-\u9fff]{2})(?=[0-9][0-9.,]*(?:公顷|户|人|间|栋|件|处|公尺|毫米|亿|万|元))"
)
_TOWN_LEVELS = "镇乡县区市"
_BEFORE_TOWN = re.compile(r"[，。；：、\n从自在由]")
_AFTER_TOWN = re.compile(r"[，。；、\n等两三四五站]")


def _bylines(board: Board) -> None:
    """记者张三／台中报导: where the report was written, whatever the segmenter makes of 台|中|报导."""
    names = board.names
    for match in _BYLINE.finditer(board.norm, board.context.article.body_start):
        start, end = match.span("place")
        listed = names.words.get(match["place"]) or names.surfaces.get(match["place"])
        if listed is not None and listed.name.label == "GPE" and not board.covered(start, end):
            board.add(Found(start, end, "GPE", f"byline({listed.name.place})", known=listed.name))


def _towns(board: Board) -> None:
    """玉里、枋寮: a town without its level in a list with another place."""
    norm = board.norm
    for found in board.found:
        if found.label != "GPE":
            continue
        if norm[found.start - 1 : found.start] in _BESIDE:
            for length in (2, 3):
                start = found.start - 1 - length
                if start >= 0 and (
                    _BEFORE_TOWN.match(norm[start - 1 : start] or "\n") or _is_prefecture(board, start, found)
                ):
                    _town(board, start, found.start - 1)
        if norm[found.end : found.end + 1] in _BESIDE:
            for length in (2, 3):
                end = found.end + 1 + length
                if _AFTER_TOWN.match(norm, end):
                    _town(board, found.end + 1, end)


def _is_prefecture(board: Board, start: int, beside: Found) -> bool:
    """恢复进口|宫城、福岛: a prefecture of Japan that the segmenter cuts off, beside another."""
    listed = board.names.surfaces.get(board.norm[start : beside.start - 1] + "县")
    if listed is None or not _prefecture(listed.name) or beside.known is None:
        return False
    token = board.context.token_at(start)
    return token is not None and token.start == start and _prefecture(beside.known)


def _prefecture(name: Name) -> bool:
    """福岛县, and no county of China."""
    return name.name.endswith("县") and name.place.startswith("names.csv")


def _shortened(board: Board) -> None:
    """光复130公顷、凤林1.5公顷 where the article names 光复乡: towns without their level, and what a list of figures has beside them."""
    norm, body = board.norm, board.context.article.body_start
    told: dict[str, Found] = {}
    for found in board.found:
        if found.label == "GPE" and len(found) == _COUNTY + 1 and norm[found.end - 1] in _SMALL_LEVELS:
            told.setdefault(norm[found.start : found.end - 1], found)
    if not told:
        return
    for match in _IN_FIGURES.finditer(norm, body):
        start, end = match.span("town")
        text = match["town"]
        known = told[text].known if text in told else None
        listed = next(
            (
                board.names.surfaces.get(text + level)
                for level in "乡镇"
                if text + level in board.names.surfaces
            ),
            None,
        )
        if text not in told and (listed is None or listed.name.label != "GPE"):
            continue
        pieces = board.touching(start, end)
        if any(one.known is not None or (one.start, one.end) != (start, end) for one in pieces):
            continue
        for one in pieces:
            board.drop(one)
        name = known or (listed.name if listed is not None and text not in told else None)
        board.add(Found(start, end, "GPE", "short-town", ORDINARY, name))


def _town(board: Board, start: int, end: int) -> None:
    text, surfaces = board.norm[start:end], board.names.surfaces
    if board.covered(start, end) or text in board.names.not_places:
        return
    listed = next((surfaces[text + level] for level in _TOWN_LEVELS if text + level in surfaces), None)
    if listed is not None and listed.name.label == "GPE":
        board.add(Found(start, end, "GPE", f"town({listed.name.place})", known=listed.name))
