"""Where a sentence turns to another thing between two figures, so that the second is none of the measure of the first.

出口下滑13%，…，机械则受设备需求推升，年增11%       of machines
对美国出口增30%，对欧洲出口创新高，增54.5%         of trade with others
面积100平方米以上的单位，按月跌0.8%              of what is so large
收报120.6元，较招股价71.5元升68%               of what closed
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.counted.endings import Head
    from pipeline.model import NumberMention

# ，机械则: no 原则, 否则, 再则
_OTHER_TOPIC = re.compile(r"[，,][^，,。；;0-9]{0,10}[^，,。；;0-9原规法准守细通总否再]则(?!是?因|主因)")
_THAN = frozenset("较比")
_CLOSES = frozenset("，,。；;")
# 净利润29.5亿元，较去年同期的30.3亿元下滑2%: the same of the year before
_A_YEAR_AGO = re.compile(r"(?:较|比|低于|高于|[少多]于)?(?:去年|上年)同[期季月](?:的|为|是)?(?:约|近|逾)?$")
_THEN = re.compile(r"(?:则|也|又|再)?(?:为|是|达)?(?:约|近|逾)?")
# 首季资本支出100亿元，第2季96亿元，合计上半年|196亿元
_ANOTHER = re.compile(r"[，,、]?(?:而|则|共|合计|总计|累计|约|近|逾|为|达|是)*")
# 发行价12.5元，首日大涨80%: what was set once moves no more
_FIXED = frozenset("发行价 招股价 发售价 认购价 行使价 转股价 要约价 定价 每股价格 目标每股价格".split())
_SIZES = ("面积", "年龄", "长度", "高度", "身高", "体重")
_SO_LARGE = re.compile(r"(?:或|及|含)?(?:以[上下])?的?[\u4e00-\u9fff]{2,8}[，,]")


def away(norm: str, head: Head, end: int, between: str) -> bool:
    """Whether what stands ``between`` a figure of ``head`` that ends at ``end`` and the next is of another thing."""
    if "则" in between and _OTHER_TOPIC.search(between):
        return True
    if head.name in _FIXED or (head.name.startswith("对") and "，对" in between):
        return True
    return head.name.endswith(_SIZES) and not head.behind and _SO_LARGE.match(norm, end) is not None


def compared(norm: str, head: Head, before: int) -> bool:
    """较招股价71.5元|升68%: whether ``head`` is only compared with, in the figure that ends at ``before`` behind it."""
    return before > head.start and norm[head.start - 1] in _THAN


def then(norm: str, words: str, at: int, number: NumberMention) -> bool:
    """Whether a figure is the same of another time: 较去年同期的|30亿元; 首季资本支出100亿美元，第二季|96亿美元.

    ``words`` are those from ``at`` to the figure without their dates, which tell nothing else.
    """
    if _A_YEAR_AGO.search(norm, at, number.start):
        return True
    if len(words) == number.start - at:
        return False  # no date among them
    if norm[number.end : number.end + 1] not in _CLOSES:
        return False
    if number.change == "" and _ANOTHER.fullmatch(words):
        return True
    return norm[at - 1 : at] in {"，", ","} and _THEN.fullmatch(words) is not None
