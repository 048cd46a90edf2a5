"""Goods that got dearer or cheaper, where an article tells of consumer prices and the clause names no price.

10月CPI年增1.46%，其中肉类涨6.2%，蔬菜则下跌9.8%      肉类价格, 蔬菜价格
食物类年增2.93%                                食物类, as the statistics name it
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import NumberMention

_TOPICS = ("CPI", "物价", "消费价格", "消费者价格")
# 其中肉类涨, 蔬菜则下跌, 食物类年增; no numbers, no names of companies
_MOVED = re.compile(
    r"(?:其中|当中|另外|此外|同期|而|[，,、；;])*(?P<goods>[\u4e00-\u9fff]{2,8}?)(?P<kind>类)?(?:的?价格)?(?:分别|则|也|亦|均|都)?"
    r"(?:同比|环比|按年|按月|平均|年|月)?(?:大幅|小幅|大|微|略|续|再|显著|明显)?"
    r"(?:上涨|下跌|上升|下降|回升|回落|[涨跌增减升降])(?:了|约|近|逾|达|超过)*"
)
_NO_GOODS = re.compile(
    r"依[序次]|[则各]|扣除|不含|剔除|涨幅|跌幅|增幅|[率数值额量度价比以及后前]$|^(?:[较比与和]|整体|总体|累计|连续|年均|月均)|股|指数|平均|分别"
)


@lru_cache(maxsize=4)
def _tells_of_prices(norm: str) -> bool:
    return any(topic in norm for topic in _TOPICS)


def told_by(context: Context, number: NumberMention, start: int, before: int) -> Head | None:
    """The goods whose price moved by ``number``; ``start`` is that of its clause, ``before`` the end of the figure before."""
    norm = context.norm
    if number.label != "PERCENT" or not number.change:
        return None
    begin = max(start, before)
    moved = _MOVED.fullmatch(norm, begin, number.start)
    if moved is None or _NO_GOODS.search(moved["goods"]) or not _tells_of_prices(norm):
        return None
    at = moved.start("goods")
    first = context.token_at(at)
    if first is None or first.start != at or first.tag[:1] not in "nvbjl":
        return None
    return Head(f"{moved['goods']}{'类' if moved['kind'] else '价格'}", at, "money")
