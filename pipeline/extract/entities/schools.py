"""Schools by the two characters before their level, as a list tells them: 大安国小、文昌国小及外埔国小.

The segmenter cuts such a name anywhere (大|安国|小); what stands before it must be a boundary, a conjunction, a town or the
end of a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities import towns
from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

# 国小 of 某国小镇 and 国小学生 is none
_SCHOOL = re.compile(
    rf"(?:(?![{IN_NO_NAME}及据就也都不等名个所间校家位普完私公立市县省区级全乡镇村初民附属高她他它你我们自时刚升读念上入考进后前])[\u4e00-\u9fff]){{2}}"
    r"(?:国小(?![学镇型规])|国中(?![学部期央等国])|高中(?![生毕阶教三])|高商|高工|高职(?![院称位]))"
)
# 和平国小|校长, 仁爱国小|、: what stands behind a school whose name is a word
_PEOPLE = re.compile(r"校长|主任|老师|教师|师生|学生|校园|家长|、[\u4e00-\u9fff]{2}[国高]")
_ELEMENTARY = ("国小", "国中")
# 衡水|二中, 邯郸|一中; no court 一中院
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}中|附中|附小|实小)(?![院心间华国期层旬年立文共等央原])"
)
_NAME = 2  # code points of the name before the level
_BEFORE = frozenset("，、。；：！？（(「“《\n 及和与在由到从赴于")
#: what tells a kind of school and no name
KINDS = frozenset(
    "国立 公立 官立 公营 资助 津贴 官津 直资 私立 县立 市立 普通 综合 重点 城市 农村 偏乡 小型 大型 各国 全国 我国 外国 中国 美国 英国 德国 法国 泰国 韩国 希望 乡村 山村 城区 城镇 乡镇 "
    "镇区 郊区 城乡 示范 职业 高级 初级 完全 中心 实验 附属 附近 公办 民办 寄宿 民族 回民 女子 男子 子弟 国际 双语 外语 华文 英文 艺术 体育 音乐 特殊 聋哑 "
    "盲人 当地 本地 各地 全市 全省 全县 全区 部分 义务 贫困 偏远 山区 牧区 灾区 库区 村办 村级 独立 技术 工业 农业 商业 师范 幼儿 少年 业余 网络 优质 名牌 "
    "知名 母校 学校 全体 现代 传统 农场 林场 矿区 部队 军区 社区 街道 教会 华人 华侨 市区 县城 村庄 乡下 家乡 故乡 老家 小镇 海外 沿海 内地 大陆 政府 "
    "官方 军事 贵族 精英 名校 目标 样板 试点 特色 品牌 宗教 佛教 基督教 天主教 男校 女校 男女 日本 印度 苏联 俄国 本校 全校 邻近 对口 薄弱 项目 工厂 企业 公司 单位 机关 "
    "城郊 县区 省级 市级 县级 区级 乡级 国家".split()
)


def find(board: Board) -> None:
    """Every school of such a form that stands free."""
    norm = board.norm
    numbered(board)
    if "国小" not in norm and "国中" not in norm and "高" not in norm:
        return
    place = board.context.article.body_start
    while (match := _SCHOOL.search(norm, place)) is not None:
        start, end = match.span()
        place = end if _write(board, start, end) else start + 1


def numbered(board: Board) -> None:
    """衡水|二中: a middle school by its number, behind its town."""
    norm = board.norm
    for match in _NUMBERED.finditer(norm, board.context.article.body_start):
        start, end = match.span()
        town = board.ending_at(start, ("GPE",))
        if town is None or len(town) < _NAME or towns.is_country(town) or board.straddles(town.start, end):
            continue
        if any(one.start < start < one.end for one in board.touching(start, end)) or board.covered(
            start, end
        ):
            continue
        board.add(Found(town.start, end, "ORG", "school", ORDINARY))


def is_listed(board: Board, end: int) -> bool:
    """Whether such a school ends there."""
    found = board.ending_at(end, ("ORG",))
    return found is not None and found.rule == "school"


def _write(board: Board, start: int, end: int) -> bool:
    name = board.norm[start : start + _NAME]
    plain = is_word(name) and not _is_place(board, name) and _PEOPLE.match(board.norm, end) is None
    plain = plain and not board.norm.endswith(_ELEMENTARY, start, end)
    if name in KINDS or plain or not _stands_free(board, start):
        return False
    pieces = board.touching(start, end)
    if any(
        one.start < start or one.end > end or one.known is not None for one in pieces if one.label == "ORG"
    ):
        return False
    for one in pieces:
        if one.start < start or one.end > end:
            return False
    for one in pieces:
        board.drop(one)
    board.add(Found(start, end, "ORG", "school", ORDINARY))
    return True


def _is_place(board: Board, name: str) -> bool:
    """外埔, 德化: a word that a table has as a place."""
    listed = board.names.words.get(name) or board.names.surfaces.get(name)
    return listed is not None and listed.name.label in {"GPE", "LOC"}


def _stands_free(board: Board, start: int) -> bool:
    if start == 0 or board.norm[start - 1] in _BEFORE:
        return True
    if board.ending_at(start, ("GPE",)) is not None:
        return False  # 台中市|大安国小 is one name
    token = board.context.token_at(start)
    before = board.context.token_at(start - 1)
    if token is None or before is None or token.start != start:
        return False
    return len(before.word) > 1 and is_word(before.word) and before.tag[0] in "vp"
