"""Laws without book-title marks, by the article that is quoted: 劳动合同法第三十九条, 食品安全卫生管理法第15条."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.found import Found
from pipeline.extract.overlap import ORDINARY

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board
    from pipeline.model import Token

_ARTICLE = re.compile(r"第[0-9一二三四五六七八九十百千零〇]{1,6}条")
_ENDING = re.compile(r"(?:法|法典|条例|细则|附例|公约|宪章)$")
_LONGEST, _SHORTEST = 24, 2  # code points; 消费者权益保护法实施条例 has 12
_HAN = re.compile(r"[\u4e00-\u9fff]+(?:\([\u4e00-\u9fff]+\))?")
_NO_LAW = frozenset(
    "法 本法 该法 新法 此法 依法 违法 合法 非法 条例 本条例 该条例 细则 公约 该公约 本公约 办法 方法 立法 司法 执法 法典 该细则".split()
)
_OUTSIDE = frozenset(
    "依该 依此 依本 依据 根据 按照 依照 违反 触犯 涉嫌 涉及 适用 援引 引用 符合 修改 修正 修订 规定 审查 审议 实施 施行 抵触 即 参照 现行 执行 遵守 落实 贯彻 对照 援用 引述 参考 提及 构成 有违 涉犯 所犯 依循 遵循 公布 颁布 通过 出台 制定 完善 严格".split()
)
_AGAINST = re.compile(
    r"(?:(?:抵触|触犯|违反)了?(?P<law>[\u4e00-\u9fff]{3,16}?(?:法令|条例)|(?:(?![和与及])[\u4e00-\u9fff]){2,12}?(?:(?<![办方想看做说手疗写用司立执宪合非违玩语律国际然打枪教技])法(?=等[0-9一二三四五六七八九十]|罪|第|规定|[，。、])))|(?:援引|根据|依据|按照)(?P<basis>[\u4e00-\u9fff]{3,16}?法令))"
)
_NOT_NAMED = re.compile(
    r"^[本该此其这那各旧新]|有关|相关|上述|多[项条]|[两三几]项|任何|当地|本地|现行|规定|的|多次|严重|涉嫌|以及|或"
)
_RULES = frozenset({"条例", "细则"})
_ORDINARY = re.compile(r"[本该此其新旧现]")


def find(board: Board) -> None:
    """Every quoted article, and the law that stands right before it."""
    norm = board.norm
    if any(word in norm for word in ("法令", "条例", "违反", "触犯")):
        _by_its_verb(board)
    if "条" not in norm:
        return
    for match in _ARTICLE.finditer(norm, board.context.article.body_start):
        end = match.start()
        if norm[end - 1 : end] not in {"法", "典", "例", "则", "约", "章"} or board.covered(end - 1, end):
            continue
        start = _listed(board, _start(board, end), end)
        text = norm[start:end]
        if len(text) >= _SHORTEST and _ENDING.search(text) and text not in _NO_LAW and _HAN.fullmatch(text):
            listed = board.names.surfaces.get(text)
            known = listed.name if listed is not None and listed.name.label == "LAW" else None
            board.add(Found(start, end, "LAW", "quoted-law", ORDINARY, known))


def _listed(board: Board, start: int, end: int) -> int:
    """基本法 of 特首会据|基本法: where a law that a table has begins, if what stands before it is no place or body."""
    for place in range(start + 1, end - _SHORTEST):
        listed = board.names.surfaces.get(board.norm[place:end])
        if listed is not None and listed.name.label == "LAW":
            whose = board.starting_at(start)
            return place if whose is None or whose.end != place else start
    return start


def _by_its_verb(board: Board) -> None:
    """抵触防止贪污法令, 违反公安条例: all that stands between the verb and the end of the law's name is its name."""
    norm = board.norm
    for match in _AGAINST.finditer(norm, board.context.article.body_start):
        start, end = match.span("law" if match["law"] else "basis")
        listed = board.names.surfaces.get(norm[start:end])
        told = listed is not None or board.ending_at(end, ("LAW",)) is not None
        if not told and not _NOT_NAMED.search(norm[start:end]) and not board.covered(end - 1, end):
            board.add(Found(start, end, "LAW", "law-by-its-verb", ORDINARY))


def _start(board: Board, end: int) -> int:
    """How far the name goes to the left: over nouns and verbs that are fields of law (管理, 处罚), not over 依据."""
    tokens = board.context.tokens
    index, start = board.context.token_index(end - 1), end
    while index >= 0 and end - tokens[index].start <= _LONGEST and _belongs(board, tokens[index], end):
        start = tokens[index].start
        index -= 1
    return start


def _belongs(board: Board, token: Token, end: int) -> bool:
    if token.word == "实施":  # 道路交通安全法|实施|条例
        return board.norm[token.end : end] in _RULES and board.norm[token.start - 1 : token.start] == "法"
    if token.word[-2:] in _OUTSIDE or not _HAN.fullmatch(token.word) or _ORDINARY.match(token.word):
        return False
    if len(token.word) == 1:
        return token.tag[0] in "ngjk"
    return token.tag[0] in "nvjbsl" or token.tag in {"an", "i", "x"}
