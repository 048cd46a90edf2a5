"""Who has another name in the report, and who signs it: 芳芸（化名）, 网友“草原骑士”, （王玲玲邹宝坤边美宁）, 记者蔡早勤汤华明."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.entities import standing
from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY, SURE
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_NOT_REAL = re.compile(r"[(（](?:均为|皆为|均)?化名[)）,，;；、]")
_NAME = re.compile(rf"(?![叫名姓])(?:(?![{IN_NO_NAME}])[\u4e00-\u9fff]){{2,4}}")
_LEFT = re.compile(r"(?:[，。；：、“”\n\s(（]|[的叫名是和与及对被让把给在向为]|[她他]是)$")
_NO_NICK = re.compile(r"(?:公司|集团|发布|[日晚早时]报|网|电视台|市民|群众|讨论|评论|党)$")
_LENGTHS = (3, 2, 4)
# 网友“草原骑士”表示, 博主“大漠叔叔”
_CALLED = re.compile(
    r"(?:网友|网名(?:叫|为|是)?|昵称(?:叫|为|是)?|博主|微博用户|UP主|up主)[“「](?P<who>[^“”「」，。！？；：、\n]{2,10})[”」]"
)
_ACTS = re.compile(
    r"[,，]?(?:则|也|还|曾|就|便|均|都|在(?=微博|网|论坛|帖|评论|朋友|[^，。]{1,8}(?:发|说|表示|留言))|于|称|说|认为|表示|留言|评论|发[帖文布]|爆料|回应|回复|建议|调侃|质疑|写道|指出|吐槽|感叹|呼吁|提出|反映|告诉|介绍|透露|的(?:微博|帖子|网友|博文|评论|留言|文章|说法|账号))"
)
# the head of a report or its end: nothing but names
_SIGNED = re.compile(
    r"(?:记者|通讯员|实习生|摄影|文/图|图/文|图文|文图)(?P<who>[\u4e00-\u9fff]{4,9})(?=[)）】\n]|记者|通讯员|实习生|摄影|报道|文/|图/|$)"
)
_END = re.compile(r"[(（](?P<who>[\u4e00-\u9fff]{5,9})[)）](?=\s*$)", re.MULTILINE)
_LIKELY, _SURNAME, _COMPOUND = -3.0, -1.0, 14.0
# points that each name must have behind 记者, in a bracket that ends a paragraph, at the head of several paragraphs
_BEHIND_REPORTER, _ENDING, _TALKING = -2.0, 3.0, -2.0
_TURN = re.compile(r"^[ 　]*(?P<who>[\u4e00-\u9fff]{2,4})[：:](?=.)", re.MULTILINE)
_TWO = 2
_SHORT_MALUS, _RARE = 2.0, -2.0  # of a given name of one character; of a character that no table of names has
_NO_END = frozenset("的了在等和与及从于向被对")


def find(board: Board) -> None:
    """Names in such places, whatever their characters."""
    norm, body = board.norm, board.context.article.body_start
    if board.says("化名"):
        for match in _NOT_REAL.finditer(norm, body):
            _not_real(board, match.start())
    if board.says("网友") or board.says("网名") or board.says("昵称") or board.says("博主"):
        for match in _CALLED.finditer(norm, body):
            start, end = match.span("who")
            if _ACTS.match(norm, end + 1) and not _is_remark(board, start, end):
                _write(board, start, end, "online-name")
    for pattern, least in ((_SIGNED, _BEHIND_REPORTER), (_END, _ENDING)):
        for match in pattern.finditer(norm, body):
            _signed(board, *match.span("who"), least)
    _talking(board)


def _talking(board: Board) -> None:
    """金石开：… 主持人：… 金石开：…: who talks in an interview stands at the head of several paragraphs."""
    turns = list(_TURN.finditer(board.norm, board.context.article.body_start))
    told = Counter(turn["who"] for turn in turns)
    for turn in turns:
        start, end = turn.span("who")
        if told[turn["who"]] < _TWO or len(told) < _TWO or board.covered(start, end):
            continue
        token = board.context.token_at(start)
        word = (
            token is not None and token.end >= end and is_word(token.word) and not token.tag.startswith("nr")
        )
        points = _points(board, start, end)
        if not word and points is not None and points >= _TALKING:
            board.add(Found(start, end, "PERSON", "speaker", ORDINARY))


def _not_real(board: Board, end: int) -> None:
    """女子叫|芳芸（化名）: from a title, a boundary or the like to the bracket."""
    norm = board.norm
    for length in _LENGTHS:
        start = end - length
        if start < 0 or not _NAME.fullmatch(norm, start, end):
            continue
        if norm[start + 1 : end] in board.names.after:
            return  # 王先生（化名）
        token = board.context.token_at(start)
        titled = token is not None and token.start == start
        titled = titled and board.names.before.before(norm, start) is not None
        if titled or _LEFT.search(norm, max(0, start - 2), start):
            _write(board, start, end, "hidden-name")
            return


def _is_remark(board: Board, start: int, end: int) -> bool:
    """网友“炸锅”了, 网友“神评”: one ordinary word that is no name."""
    if _NO_NICK.search(board.norm, start, end):
        return True
    token = board.context.token_at(start)
    return token is not None and token.end >= end and token.tag[0] in "vad" and is_word(token.word)


def _write(board: Board, start: int, end: int, rule: str) -> None:
    inside = board.touching(start, end)
    if any(one.known is not None and one.label != "PERSON" and len(one) >= end - start for one in inside):
        return
    for one in inside:
        if one.known is None or one.start >= start:
            board.drop(one)
    board.add(Found(start, end, "PERSON", rule, ORDINARY))


def _signed(board: Board, start: int, end: int, least: float) -> None:
    """王玲玲|邹宝坤|边美宁: the likeliest way to cut it into names of two to four characters that begin with a surname."""
    norm = board.norm
    if standing.BOUNDARY.search(norm, start, end) or any(
        one.label != "PERSON" and one.known is not None and len(one) > 1 for one in board.touching(start, end)
    ):
        return
    ways = _ways(board, start, end, least)
    if not ways:
        return
    best = max(ways, key=lambda way: way[0])[1]
    for one in board.touching(start, end):
        board.drop(one)
    for first, last in zip((start, *best), (*best, end), strict=True):
        board.add(Found(first, last, "PERSON", "byline-name", SURE, title="记者"))


def _ways(board: Board, start: int, end: int, least: float) -> list[tuple[float, tuple[int, ...]]]:
    """Every way to cut the range into names, with its points; the cuts alone."""
    if start == end:
        return [(0.0, ())]
    ways: list[tuple[float, tuple[int, ...]]] = []
    for length in (2, 3, 4):
        stop = start + length
        points = _points(board, start, stop) if stop <= end else None
        if points is None or points < least:
            continue
        for more, cuts in _ways(board, stop, end, least):
            ways.append((points + more, (stop, *cuts) if stop < end else cuts))
    return ways


def _points(board: Board, start: int, end: int) -> float | None:
    """Points of a name by its characters; None where it is none."""
    chars, norm = board.names.characters, board.norm
    if norm[start : start + 2] in board.names.compound_surnames:
        return _COMPOUND if end - start > _TWO else None
    first = chars.get(norm[start])
    if end - start > _TWO + 1 or norm[end - 1] in _NO_END:
        return None
    if first is None or first.surname is None or first.surname < _SURNAME:
        return None
    given = [chars.get(char) for char in norm[start + 1 : end]]
    if len(given) == 1:
        points = (given[0].single if given[0] is not None else _LIKELY) - _SHORT_MALUS
    else:
        one, two = given
        points = (one.first if one is not None else _RARE) + (two.second if two is not None else _RARE)
    return first.surname + points if points > _LIKELY - _SHORT_MALUS else None
