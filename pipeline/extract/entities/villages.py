"""Towns and villages right behind the place that they lie in, or in a list of their like: 浉河区|董家河镇|睡仙桥村, 国庆村、茅家村.

The segmenter takes 河镇, 山村 and 国庆 for words. Between a county and 镇 there stands nothing but the town's name.
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
    from pipeline.model import Token

# 村委会, 乡镇企业, 村民: what stands there is another word
_ENDING = re.compile(
    r"(?:街道(?![上旁边两口])|社区(?!服务)|[镇乡村](?![民镇庄里级口头落长委域貌情干企办街上子]))"
)
_LONGEST, _SHORTEST = 5, 2  # code points before the ending; 董家河 has 3
_PLACE = ("GPE",)
_HIGHER = re.compile(r"(?:[市县区旗州盟镇乡]|街道|新区|开发区)$")
_STEM = re.compile(r"[\u4e00-\u9fff]{2,5}")
# what is no name before an ending: 全, 各, 美丽, 特色
_NO_STEM = re.compile(
    rf"[{IN_NO_NAME}及全某多几三数第个等我他她也都就里内外很最更之城沿]|"
    r"美丽|特色|贫困|示范|试点|行政|自然|农|传统|文明|偏远|边远|整|所有|重点|经济|旅游|产业|建设|振兴|发展|改造"
)
_ORDINARY = frozenset(
    "乡村 农村 城镇 集镇 小镇 古镇 重镇 名镇 强镇 家乡 故乡 老乡 下乡 返乡 水乡 侨乡 回乡 同乡 离乡 还乡 入乡 撤乡 渔村 全村 各村 "
    "本村 邻村 进村 驻村 入村 出村 村村 乡镇 街镇 市镇 村镇 制镇 假村 运村 中村 困村 范村 点村 政村 然村 名村 强村 富村 新村 古村 "
    "老村 旧村 他乡 异乡 思乡 之乡 本乡 两村 帮村 心村 型村 球村 队村 员村 动村 媒村 术村 家村".split()
)
_BEFORE_FIRST = re.compile(r"(?:^|[，。；：！？、\n]|下辖|包括|分别[是为]|辖有|来自|位于|前往|[辖括])$")
_LISTED_BEHIND = re.compile(r"[、和及与]|等(?:[0-9一二三四五六七八九十]|村|乡镇)")
# 小榄镇的农业, 明中乡，是…
_SUBJECT_BEHIND = re.compile(r"[，。的是位地]|党委|政府|下辖|辖区|境内|共有|总面积")
# where something is, or someone goes
_AT = re.compile(
    r"(?:位于|来自|前往|抵达|途经|来到|走进|走访|家住|住在|入驻|回到|离开|赶到|赶赴|距离|毗邻|邻近|靠近|路过|经过|葬于|生于|建于|发生于|牺牲于|在|赴|到)$"
)
# a kind of village or town
_KINDS = frozenset(
    "网红 度假 民俗 文化 影视 移民 自然 中心 建制 奥运 亚运 地球 城中 城郊 小康 富裕 旅游 生态 科技 电商 淘宝 淘金 艺术 画家 大学 世博 媒体 运动员 选手 文旅 明星 "
    "亿元 少数 民族 少数民族 回民 深山 高山 偏僻 边境 沿海 海边 山区 同一 周边 附近 邻近 相邻 隔壁 数字 智慧 温泉 葡萄酒 产业 工业 商业 整个 这个 那个 一个 革命 "
    "红色 长寿 空心 软弱 后进 先进 部分 大部分 外地 当地 本地".split()
)
_LANDSCAPES = frozenset("山渔林荒")
_CLAUSE = re.compile(r"(?:^|[，。；：！？\n])$")


def find(board: Board) -> None:
    """Each ending from left to right, so that a town may hold the village behind it."""
    norm = board.norm
    listed = -1  # where the last one of a list ended
    for match in _ENDING.finditer(norm, board.context.article.body_start):
        at, end = match.span()
        if norm[end - 2 : end] in _ORDINARY and not (norm[end - 2] in "家新" and _delimited(norm, at, end)):
            continue
        start = _behind_place(board, at)
        if start is None and len(match.group()) == 1:
            start = _in_list(norm, at, end, after=norm[listed : listed + 1] in set("、和及与") and listed)
            if start is None:
                start = _subject(norm, at, end)
                if start is not None and (is_word(norm[start:at]) or norm[start:at] in _KINDS):
                    start = None
                if match.group() == "村" and norm[at - 1 : at] in _LANDSCAPES:
                    start = None  # 穷山村
            if start is None:
                start = _reached(board, at)
        if start is None or not _is_stem(board, start, at):
            continue
        listed = end
        fused = board.starting_at(at, _PLACE) if norm[at] == "镇" else None
        if (
            fused is not None
            and fused.known is None
            and fused.end > end + 1
            and norm[fused.end - 1] in "村乡"
        ):
            board.drop(fused)  # 停弦渡镇|山洲村, of which the segmenter makes 镇山洲
            board.add(Found(end, fused.end, "GPE", "village", ORDINARY))
        if board.ending_at(end, _PLACE) is None or board.starting_at(start, _PLACE) is None:
            board.add(Found(start, end, "GPE", "village", ORDINARY))


def _delimited(norm: str, at: int, end: int) -> bool:
    return norm[at - 3 : at - 2] in {"、", "，"} and norm[end : end + 1] in {"、", "，", "。"}


def _behind_place(board: Board, at: int) -> int | None:
    """Where the nearest place ends that may hold a town or a village, with room for a name between."""
    for start in range(at - _SHORTEST, max(0, at - _LONGEST) - 1, -1):
        place = board.ending_at(start, _PLACE)
        if place is not None:
            return start if _HIGHER.search(board.norm, place.start, place.end) else None
    return None


def _in_list(norm: str, at: int, end: int, *, after: int | bool) -> int | None:
    """茅家村 of 国庆村、茅家村: behind one of its like, or first in the list with another behind it."""
    if after is not False and _SHORTEST - 1 <= at - after - 1 <= _LONGEST - 1:
        return after + 1
    behind = _LISTED_BEHIND.match(norm, end)
    if behind is None:
        return None
    sibling = _ENDING.search(norm, behind.end() + 1, behind.end() + _LONGEST)
    if sibling is None or sibling.group() != norm[at:end]:
        return None
    return _after(norm, at, _BEFORE_FIRST)


def _subject(norm: str, at: int, end: int) -> int | None:
    """小榄镇 at the head of a clause."""
    return _after(norm, at, _CLAUSE) if _SUBJECT_BEHIND.match(norm, end) else None


def _reached(board: Board, at: int) -> int | None:
    """家住|秦北村, 来到|双河村: two or three characters behind a word of being or going somewhere."""
    norm = board.norm
    for start in (at - _SHORTEST, at - _SHORTEST - 1):
        if start < 1 or _AT.search(norm, max(0, start - 3), start) is None:
            continue
        token = board.context.token_at(start)
        whole = token is not None and token.start == start
        return start if whole and norm[start:at] not in _KINDS and not board.covered(start, at) else None
    return None


def _after(norm: str, at: int, pattern: re.Pattern[str]) -> int | None:
    for start in range(at - _SHORTEST, at - _LONGEST, -1):
        if start >= 0 and pattern.search(norm, max(0, start - 4), start):
            return start
    return None


def _is_stem(board: Board, start: int, at: int) -> bool:
    """Whether the characters before the ending may be a name: no function words, no verb of two characters."""
    text = board.norm[start:at]
    if _STEM.fullmatch(text) is None and len(text) != 1:
        return False
    if _NO_STEM.search(text) or text in board.names.not_places:
        return False
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(start) : board.context.token_index(at - 1) + 1]
    return all(_may_stand(token) for token in inside) and not any(
        one.known is not None and one.label in {"ORG", "PERSON"} for one in board.touching(start, at)
    )


def _may_stand(token: Token) -> bool:
    if len(token.word) == 1:
        return token.tag[0] not in "pcudr"
    return token.tag[0] in "nstjxzgaif" or not is_word(token.word)
