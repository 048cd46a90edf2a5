"""Streets that no table lists: 西屯區|公益路, 塘尾道近亞皆老街, 在文化路二段, with a place or a preposition before them.

道 ends a street's name in Hong Kong only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import PLACES, Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

# 在…路上, 街头, 道理, 路线: what goes on makes another word
_ENDING = re.compile(
    r"(?:大道|巷(?![子战道内里尾弄陌人])|[路街](?![上途线程面况人由径透头坊道边灯网市舞区演易])|道(?![路理德歉具教士])(?!东西))(?:[东西南北中](?=[0-9一二三四五六七八九十，。、的近与和及往一发])){0,1}"
)
_STREET_TAGS = frozenset({"n", "ns", "nr", "nz", "nt", "vn", "v", "j", "a"})
_LONGEST, _SHORTEST = 4, 2  # code points before the ending; 黄兴中路 has 3
_STEM = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NO_STEM = re.compile(rf"[{IN_NO_NAME}全某几数第个我他她也都就里内外很之条段沿近往等上下过]")
_BEFORE = re.compile(r"[在于沿近与和及至到经往、，。；：（(\n]$")
_BEHIND = re.compile(
    r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?:号|段|巷|弄)|交界|交叉|路口|口(?=[，。、的发附])|近(?!年|日|期|来)|附近|一带|沿线|发生|天桥|往(?=[\u4e00-\u9fff]{2,4}方向)|现场"
)
_NEXT = re.compile(r"[与和及、](?=[\u4e00-\u9fff]{2,4}[路街巷道])")
_SITUATED = re.compile(r"(?:位于|坐落于|坐落在|地处|家住|行至|途经|行经)$")


# 人民|南路, 中山|三路: a word and a side or a number; no 三路公交
_SIDED = re.compile(
    r"(?:[东西南北中]|一(?=路(?:[，。、；）)号的与和及到至段口]|附近|$))|(?<!兵分)[二三四五六七八九十])路(?!并进|齐发|北上|南下|大军|由器|[程线过军公汽车人大兵纵上途头面灯段边旁])"
)
# 建设|大道, 解放|大街: where something is or goes
_BROAD = re.compile(r"(?:大道|大街)(?![上小理])")
_NO_STREET = frozenset(
    "阳光 康庄 金光 林荫 商业 步行 繁华 宽阔 发展 创新 致富 成功 幸福 复兴 小康 光明 希望 主要 城市 城区 农村 景观 绿化 交通 快速 中央 附近 周边 沿街 "
    "道路 公路 铁路 马路 高速 陆路 水路 旅游 改革 开放 文明 康复 强国 人生 数字 信息 互联 网络 绿色 生态 健康 环城 中间 西南 东南 西北 东北 市区 县城 临街 主干 东西 南北".split()
)
# 裕廊东|24街, 后港|4道, 勿洛|北3道, 马西岭|巷: as Singapore names its streets
_OF_TOWN = re.compile(
    r"(?:[东西南北中]?[0-9]{1,3})?(?:道(?![歉谢别路理贺])|径|巷(?![弄子口尾战])|[路街](?![上途线程面况人由径透头口坊道边灯网市舞区演易]))"
)
_TOWNS = (*PLACES, "ORG")  # 海军部|路
_WORD = 2  # code points of such a word


def _worded(board: Board) -> None:
    """人民南路, 在建设大道: an ordinary word before what ends a street's name."""
    norm, body = board.norm, board.context.article.body_start + _WORD
    for match in _SIDED.finditer(norm, body):
        _worded_street(board, *match.span(), free=False)
    for match in _BROAD.finditer(norm, body):
        _worded_street(board, *match.span(), free=True)


def _worded_street(board: Board, at: int, end: int, *, free: bool) -> None:
    start = at - _WORD
    token = board.context.token_at(start)
    if token is None or (token.start, token.end) != (start, at) or token.word in _NO_STREET:
        return
    if token.tag not in _STREET_TAGS or board.straddles(start, end) or _NO_STEM.search(token.word):
        return
    inside = board.touching(start, end)
    if any(one.start < start or one.end > at for one in inside):
        return
    told = _BEHIND.match(norm := board.norm, end) is not None or board.ending_at(start, PLACES) is not None
    if free and not told and not _BEFORE.search(norm[max(0, start - 1) : start] or "，"):
        return
    suffix = board.names.suffixes.at(norm, at)
    rule = f"road({suffix[0].place})" if suffix is not None and suffix[1] == end else "road"
    board.add(Found(start, end, "FAC", rule, ORDINARY))


def _of_towns(board: Board) -> None:
    """裕廊东24街, 马西岭巷: a town and its street, which is a place of its own."""
    for match in _OF_TOWN.finditer(board.norm, board.context.article.body_start):
        beside = match.start() + (board.norm[match.start()] in "东西南北中")  # 裕廊东|24街, 勿洛|北3道
        town = board.ending_at(match.start(), _TOWNS) or board.ending_at(beside, _TOWNS)
        if town is not None and "countries.csv" not in town.rule and "CLDR" not in town.rule:
            board.add(Found(town.start, match.end(), "FAC", "road", ORDINARY))


def find(board: Board) -> None:
    """Every ending with a name before it that has a place or a preposition on its left."""
    _worded(board)
    if board.context.article.region == "SG":
        _of_towns(board)
    hong_kong = board.context.article.region == "HK"
    norm = board.norm
    for match in _ENDING.finditer(norm, board.context.article.body_start):
        at, end = match.span()
        if norm[at] == "道" and not hong_kong:
            continue
        grown = board.ending_at(at, PLACES) if norm[at] == "道" else None
        if grown is not None and not board.covered(end - 1, end):
            board.add(Found(grown.start, end, "FAC", "road", ORDINARY))  # 清水湾|道
            continue
        if board.covered(end - 1, end) or is_word(norm[at - 1 : at + 1]):
            continue  # 公路, 渠道
        if _is_crossing(board, at):
            continue  # 西单|路口
        start = _start(board, at, end)
        if start is not None and _is_stem(board, start, at):
            district = board.ending_at(start, ("LOC",)) if norm[at] == "道" else None
            start = district.start if district is not None and len(district) > 1 else start  # 旺角塘尾道
            board.add(Found(start, end, "FAC", "road", ORDINARY))


def _is_crossing(board: Board, at: int) -> bool:
    """西单|路口: a quarter and its crossing, where the segmenter has both as words."""
    crossing, quarter = board.context.token_at(at), board.context.token_at(at - 1)
    whole = crossing is not None and crossing.start == at and crossing.word == "路口"
    return whole and quarter is not None and quarter.tag == "ns"


def _start(board: Board, at: int, end: int) -> int | None:
    """Where the name begins: behind a place, or behind a preposition if what follows speaks of a street."""
    norm = board.norm
    told = _BEHIND.match(norm, end) is not None or _NEXT.match(norm, end) is not None
    for start in range(at - _SHORTEST, max(0, at - _LONGEST) - 1, -1):
        if board.ending_at(start, PLACES) is not None:
            return start
        if told and _BEFORE.search(norm[start - 1 : start] or "，") and not _is_deed(board, start):
            return start
        if _SITUATED.search(norm, max(0, start - 3), start):
            return start
    return None


def _is_deed(board: Board, start: int) -> bool:
    """回家|路口: a verb, where no place stands before."""
    token = board.context.token_at(start)
    return token is not None and token.tag[0] == "v" and len(token.word) > 1


def _is_stem(board: Board, start: int, at: int) -> bool:
    if _STEM.fullmatch(board.norm, start, at) is None or _NO_STEM.search(board.norm, start, at):
        return False
    if board.covered(start, at):
        return False
    tokens = board.context.tokens
    inside = tokens[board.context.token_index(start) : board.context.token_index(at - 1) + 1]
    return inside[0].start >= start and all(_may_stand(token) for token in inside)


def _may_stand(token: Token) -> bool:
    if len(token.word) == 1:
        return token.tag[0] not in "pcudrm"
    return token.tag[0] in "nstjxzgaifbqv" or not is_word(token.word)
