"""What a change is told against: 同比 of 较去年同期增长8%, 环比 of 按月回升2%."""

from __future__ import annotations

import re

_YEARLY = re.compile(
    r"同比|(?<![比较][0-9]{4})年增|年减|年升|年跌|年降|按年|[较比][去上]年同[期月季]|[较比]一年前"
)
_QUARTERLY = re.compile(
    r"环比|(?<![同0-9一二三四五六七八九十个本当上该])[季月][增减]|按季|按月|按周|较上[季月周]|比上[季月周个]"
)

# 按年及按季分别增长38.65%及11.26%: the first is told against the year before
_EACH = re.compile(r"(?P<first>按年|同比|按季|环比|按月)[及和与、](?P<second>按年|同比|按季|环比|按月)分别")


def since(words: str) -> str:
    """What a change is told against: 同比 the year before, 环比 the period before; the word nearest to the number."""
    each = _EACH.search(words)
    if each is not None:
        words = each["first"]
    yearly = max((match.end() for match in _YEARLY.finditer(words)), default=0)
    quarterly = max((match.end() for match in _QUARTERLY.finditer(words)), default=0)
    return "" if yearly == quarterly else "同比" if yearly > quarterly else "环比"


def told_against_each(words: str) -> str:
    """环比 of 按年及按季分别增长38.65%及: what the second of two rates is told against; empty where each has not its own."""
    each = _EACH.search(words)
    return since(each["second"]) if each is not None else ""
