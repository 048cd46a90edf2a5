"""What a number or a line tells apart: 中铁十二局集团, 西安地铁15号线, 捷运板南线, and the stations that stand behind a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import SURE

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_CHINESE = "一二三四五六七八九十"
# the bureaus of the Chinese builders of railways, ports, dams and houses
_BUREAU = re.compile(
    rf"(?:中国铁建|中国电建|中国水利水电|中国水电|中铁建|中电建|中铁|中建|中交|中核|水利水电|水电)(?:第?[{_CHINESE}]{{1,3}}(?:航|公|工程)?|隧道|大桥|电气化)"
    r"局(?:集团)?(?:(?:股份)?有限(?:责任)?公司)?"
)
# the metallurgical builders: 中国二十二冶集团有限公司, 五矿二十三冶建设集团第四工程有限公司
_SMELTERS = re.compile(
    rf"(?:中国|五矿|上海|中冶集团)?[{_CHINESE}]{{1,3}}冶(?:建设)?集团(?:第?[{_CHINESE}]{{1,2}}(?:工程|建设|分))?"
    r"(?:(?:股份)?有限(?:责任)?公司|公司)?"
)
# 陆军第80集团军, 第七十四集团军
_ARMY = re.compile(rf"(?:陆军|空军)?第(?:[0-9]{{1,3}}|[{_CHINESE}]{{1,4}})集团军")
# 民盟广东省委会, 台盟中央委员会: the parties beside the Communist Party, and their branches
_PARTY_BRANCH = re.compile(
    r"(?<![农居村渔牧移选全公])(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:(?:(?![的在和与及、将])[\u4e00-\u9fff]){1,6}[省市区县州]委员?会|委员会)(?![员议])"
)
_RAILWAY = r"(?:城市轨道交通|轨道交通|有轨电车|地铁|捷运|轻轨|轨交)"
_NUMBERED_LINE = re.compile(rf"{_RAILWAY}(?:[0-9]{{1,2}}|[{_CHINESE}]{{1,3}})号线")
# Taipei, New Taipei, Taoyuan and Taichung name theirs
_NAMED_LINE = re.compile(
    r"捷运(?:板南|文湖|淡水信义|松山新店|中和新芦|环状|三莺|万大|民生汐止|安坑|淡海|机场|南北|东西|[蓝绿红橘棕黄])线(?![上下索路图网])"
)
_STATION = re.compile(
    r"(?:[一二三]期)?(?:工程)?(?!沿线|火车|客运|公交|换乘|终点|起点|始发|首末|枢纽|沿途|中途|途中|各|全|下一|车|地铁|高架|地下)"
    r"(?P<name>(?:(?!发生|[的在至到从与和及将因驶抵停设经列途共每日今昨明各沿])[\u4e00-\u9fff]){2,6}?站)(?![点长务员台内外前后])"
)
_PROVINCIAL = re.compile(
    r"(?<![0-9A-Za-z\u4e00-\u9fff])台[0-9]{1,2}[甲乙丙丁]?线|(?<=[在于由从与和至到近往沿经说])台[0-9]{1,2}[甲乙丙丁]?线"
)
_BODIES = (
    ("局", _BUREAU, "numbered-body"),
    ("冶", _SMELTERS, "numbered-body"),
    ("集团军", _ARMY, "numbered-body"),
    ("委", _PARTY_BRANCH, "party-branch"),
)
_BODY = ("ORG",)
_CITY = ("GPE",)
_WITHIN = frozenset("省区县镇乡")  # 雁塔区|地铁15号线 runs through it


def find(board: Board) -> None:
    """Bodies and lines by their form alone; a line takes in the city that stands before it."""
    norm, body = board.norm, board.context.article.body_start
    _bodies(board, norm, body)
    if "线" not in norm:
        return
    if board.context.article.region == "TW":
        for match in _PROVINCIAL.finditer(norm, body):
            board.add(Found(*match.span(), "FAC", "provincial-highway", SURE))
    for pattern in (_NUMBERED_LINE, _NAMED_LINE):
        for match in pattern.finditer(norm, body):
            start, end = match.span()
            board.add(Found(_with_city(board, start), end, "FAC", "rail-line", SURE))
            station = _STATION.match(norm, end)
            if station is not None:
                board.add(Found(*station.span("name"), "FAC", "station-of-line", SURE))


def _bodies(board: Board, norm: str, body: int) -> None:
    """What builds, fights or sits by number, and the branches of parties; each is looked for where its sign stands."""
    for sign, pattern, rule in _BODIES:
        if sign not in norm:
            continue
        for match in pattern.finditer(norm, body):
            if norm.startswith("市民", match.start() - 1) and not board.ending_at(match.start(), _CITY):
                continue  # 市民|建委员会
            if board.ending_at(match.start(), _BODY) is None:  # 解放军|第七十一集团军
                board.add(Found(*match.span(), "ORG", rule, SURE))


def _with_city(board: Board, start: int) -> int:
    """Where the city before a line begins, also where the segmenter has 北京地铁 as one word."""
    city = board.ending_at(start, _CITY)
    if city is not None:
        return start if board.norm[start - 1] in _WITHIN else city.start
    for length in (3, 2):
        text = board.norm[start - length : start] if start >= length else ""
        listed = board.names.surfaces.get(text) or board.names.words.get(text)
        if listed is not None and listed.name.label == "GPE":
            return start - length
    return start
