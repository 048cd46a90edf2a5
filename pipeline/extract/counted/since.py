"""What a change is told against: 同比 of 较去年同期增长8%, 环比 of 按月回升2%."""

from __future__ import annotations

import re

_YEARLY = re.compile(
    r"同比|(?<![比较][0-9]{4})年增|年减|年升|年跌|年降|按年|[较比][去上]年同[期月季]|[较比]一年前"
)
_QUARTERLY = re.compile(
    r"环比|(?<![同0-9一二三四五六七八九十个本当上该])[季月][增减]|按季|按月|按周|较上[季月周]|比上[季月周个]"
)


def since(words: str) -> str:
    """What a change is told against: 同比 the year before, 环比 the period before; the word nearest to the number."""
    yearly = max((match.end() for match in _YEARLY.finditer(words)), default=0)
    quarterly = max((match.end() for match in _QUARTERLY.finditer(words)), default=0)
    return "" if yearly == quarterly else "同比" if yearly > quarterly else "环比"
