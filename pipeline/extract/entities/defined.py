"""What an encyclopaedia defines in its first words: 贝纳斯科（Beinasco）是意大利的市镇, 达拖错是西藏的湖泊.

The noun that ends the definition tells what the name is of; a name that was guessed from its characters gives way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import EntityLabel

_HEADS: dict[str, EntityLabel] = {}


def _heads(label: EntityLabel, words: str) -> None:
    _HEADS.update(dict.fromkeys(words.split(), label))


_heads("GPE", "市镇 城镇 城市 小镇 乡镇 村庄 村落 自治市 首府 行政区 镇 村 县 郡 乡")
_heads(
    "LOC", "河流 支流 湖泊 山峰 山脉 火山 岛屿 小岛 环礁 海湾 海峡 半岛 峡谷 盆地 沙漠 冰川 瀑布 水库 小行星"
)
_heads(
    "FAC",
    "车站 铁路车站 地铁站 捷运站 机场 城门 教堂 城堡 体育场 运动场 足球场 主题公园 公园 大厦 大楼 摩天大楼 建筑物 寺院 寺庙 佛寺 神社 "
    "大桥 桥梁 隧道 高速公路 铁路线 运河 码头 屋苑 公共屋邨 商场 购物中心 广场 博物馆建筑",
)
_heads(
    "ORG",
    "大学 公立大学 私立大学 公司 企业 政党 乐团 乐队 组合 学校 中学 小学 医院 银行 俱乐部 足球俱乐部 球会 足球会 球队 报纸 杂志 电视台 广播电台 "
    "出版社 唱片公司 航空公司 游戏开发商",
)
_heads(
    "PERSON",
    "演员 男演员 女演员 歌手 女歌手 男歌手 作家 政治家 政治人物 运动员 足球运动员 篮球运动员 导演 球员 足球员 作曲家 画家 音乐家 诗人 物理学家 数学家 "
    "化学家 科学家 企业家 将领 军事家 哲学家 主持人 声优 漫画家 小说家 艺人 棒球选手 历史学家 经济学家 传教士 武将",
)
_DEFINITION = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,12})(?:\([^()\n]{0,80}\))?，?"
    r"是(?P<what>[^，。；：！？、\n]{2,40}?)(?P<head>"
    + "|".join(sorted(_HEADS, key=len, reverse=True))
    + r")(?=[，。；(\n]|之一|$)"
)
# 的市镇, 下辖的一个镇, 西北部一市镇; not 法国最美小镇 of a sentence that praises
_LINK = re.compile(r"(?:的|[一1](?:个|座|条|处)?|下辖|所辖)$")
_NO_NAME = re.compile(rf"[{IN_NO_NAME}他她它我你这那该此其本也都就又还可能会所以因如但仍已经曾却才则]")
_PROPER = frozenset({"nr", "ns", "nz", "nrt", "nrfg"})
_FARTHEST = 100  # code points to 是, over a bracket
_OF_A_STATE = frozenset({"PERSON", "ORG"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})


def find(board: Board) -> None:
    """The first words of every sentence, where a definition follows."""
    for sentence in board.context.document.sentences:
        if board.norm.find("是", sentence.start + 2, min(sentence.start + _FARTHEST, sentence.end)) < 0:
            continue
        match = _DEFINITION.match(board.norm, sentence.start, sentence.end)
        if match is None:
            continue
        label = _HEADS[match["head"]]
        told = (
            label in _OF_A_STATE and board.ending_at(match.start("head"), ("GPE",)) is not None
        )  # 美国|演员
        if not told and not _LINK.search(match["what"]):
            continue
        start, end = match.span("name")
        if _NO_NAME.search(match["name"]) or _is_ordinary(board, start, end):
            continue
        pieces = board.touching(start, end)
        if any((one.start, one.end) == (start, end) and _agrees(one, label) for one in pieces):
            continue
        if any(one.start < start or one.end > end or _is_sure(one) for one in pieces):
            continue
        for one in pieces:
            board.drop(one)
        board.add(Found(start, end, label, "defined", ORDINARY))


def _agrees(found: Found, label: EntityLabel) -> bool:
    """A place is one whatever its kind; what a table has is what it is there."""
    return found.label == label or {found.label, label} <= _NAMED or found.known is not None


def _is_sure(found: Found) -> bool:
    """A name with a title, or a person or body of a table, is what it says it is."""
    return bool(found.title) or (found.known is not None and found.label not in _NAMED)


def _is_ordinary(board: Board, start: int, end: int) -> bool:
    """古城, 上海城隍: words of the dictionary that are no names, or a place and such a word."""
    tokens = board.context.tokens
    words = tokens[board.context.token_index(start) : board.context.token_index(end - 1) + 1]
    return all(is_word(word.word) and word.tag not in _PROPER for word in words)
