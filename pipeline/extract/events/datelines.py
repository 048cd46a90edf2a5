"""The day that a report was written or brings its news, and not one of what it tells: 新华社北京7月23日电, 【2025年9月24日】, 7月16日消息."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import DateMention

_DATELINE_BEFORE = re.compile(
    r"(?:^|\n)[\W_]*(?:date|published|updated|发[布表]日期|日期|时间)?[\W_]*$|【[^】]*$|】[\W_]*$|(?:社|网|报|台|综合|讯|记者)[\u4e00-\u9fff]{0,6}$",
    re.IGNORECASE,
)
_DATELINE_BEHIND = re.compile(
    r"\)?(?:】|(?:报道|报导|消息)[\s:，,]|[电讯]\b|[电讯](?=[\s:,，(]|$)| +(?=[\u4e00-\u9fff]))"
)
_PLACE_ALONE = re.compile(r"[^\w]*\([\u4e00-\u9fffA-Za-z·]{2,10}")
_AGENCY = re.compile(r"(?:社|网|报|台|讯|综合)[^，。；]{0,8}$")
_WIRE = re.compile(
    r"\)?(?:(?:电|讯|专电|消息)(?=[\s():：,，】/题据记]|$)|电(?![影力视子话价商厂站缆池动网竞])|(?:综合)?(?:外电)?(?:报道|报导))"
)


def is_news_line(norm: str, start: int, date: DateMention) -> bool:
    """北京时间7月16日凌晨消息，: the day of the news, where nobody is named who brings it."""
    return date.start - start <= 1 and norm.startswith(("消息,", "消息，"), date.end)


def is_dateline(norm: str, start: int, date: DateMention) -> bool:
    """【2025年9月24日】, 新华社北京7月23日电: when it was written, not when it happened."""
    before = norm[start : date.start]
    if date.start - start > 24:
        return False
    if _PLACE_ALONE.fullmatch(before) and norm.startswith(("讯)", "电)", "专电)", "综合电)"), date.end):
        return True  # (新加坡2日讯)
    if _AGENCY.search(before) and _WIRE.match(norm, date.end):
        return True
    return bool(_DATELINE_BEFORE.search(before) and _DATELINE_BEHIND.match(norm, date.end))
