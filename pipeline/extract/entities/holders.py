"""Coined firms among those that hold, sell or buy shares: 天普控股、|天昕贸易|拟向|中昊芯英|转让股份.

A stem that no dictionary has before 贸易 or 投资, in a list or before a verb of shares; and four loose characters that
an article on shares tells three times or more, each time as a word of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.entities.coined import is_coined, is_loose
from pipeline.extract.entities.found import Found
from pipeline.extract.entities.grammar_words import IN_NO_NAME
from pipeline.extract.overlap import ORDINARY
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.entities.found import Board

_SHARES = ("股份", "股权", "持股", "增资", "控股股东")
_HOLDS = r"合计|持有|持股|减持|增持|受让|转让|承诺|所持|通过|拟(?!合)|向[\u4e00-\u9fff]{2,8}(?:转让|增资|收购|支付)"
_FIELD = re.compile(
    rf"(?:贸易|实业|置业|创投|资管)(?=[、和与及](?![色意欲])|[，,]|{_HOLDS})|(?:投资|资本|科技|智能|新材|医药|生物|电子|半导体|光电)(?={_HOLDS})"
)
_BEFORE = re.compile(r"(?:[、，。；：“(和与及向由被\n]|股东|一致行动人|公司|方)$")
_BOUND = "、，。；：和与及向由被通过(）)”\n"
_LOOSE = re.compile(
    rf"(?<=[{_BOUND}])(?P<firm>(?:(?![{IN_NO_NAME}及])[\u4e00-\u9fff]){{4}})(?=转让|增资|受让|合计|持有|减持|增持|拟|控制|[、，和与])"
)
# 跨境投资, 外商投资: kinds of business
_KINDS = frozenset(
    "跨境 长租 转口 离岸 境外 境内 股权 基建 固资 私募 公募 涉外 外商 房产 绿色 低碳 数智 高新 硬核 前沿 服装 纺织 化工 粮油 钢材 大宗 农副 进出口 信息 网络 芯片 消费".split()
)
_OFTEN = 3  # times that an article has to tell the name without a field
_LONGEST, _SHORTEST = 3, 2  # code points of a stem


def find(board: Board) -> None:
    """Both kinds, in an article that speaks of shares."""
    if not any(board.says(word) for word in _SHARES):
        return
    norm, body = board.norm, board.context.article.body_start
    for match in _FIELD.finditer(norm, body):
        for length in (_LONGEST, _SHORTEST):
            start = match.start() - length
            if (
                start >= body
                and _BEFORE.search(norm, start - 5, start)
                and _is_stem(board, start, match.start())
            ):
                _add(board, start, match.end())
                break
    for match in _LOOSE.finditer(norm, body):
        start, end = match.span("firm")
        if norm.count(match["firm"]) >= _OFTEN and is_loose(board, start, end):
            _add(board, start, end)


def _is_stem(board: Board, start: int, end: int) -> bool:
    text = board.norm[start:end]
    if text in _KINDS or not is_coined(text) or is_word(text[-2:]) or is_word(text[:2]):
        return False
    token = board.context.token_at(start)
    return token is not None and token.start == start and board.ending_at(end, ("GPE", "LOC")) is None


def _add(board: Board, start: int, end: int) -> None:
    inside = board.touching(start, end)
    if any(one.known is not None or one.title or one.end > end or one.start < start for one in inside):
        return
    for one in inside:
        board.drop(one)
    board.add(Found(start, end, "ORG", "holder", ORDINARY))
