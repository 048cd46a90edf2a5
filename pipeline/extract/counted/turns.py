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

# ，机械则: no 原则, 否则, 再则
_OTHER_TOPIC = re.compile(r"[，,][^，,。；;0-9]{0,10}[^，,。；;0-9原规法准守细通总否再]则(?!是?因|主因)")
_THAN = frozenset("较比")
_SIZES = ("面积", "年龄", "长度", "高度", "身高", "体重")
_SO_LARGE = re.compile(r"(?:或|及|含)?(?:以[上下])?的?[\u4e00-\u9fff]{2,8}[，,]")


def away(norm: str, head: Head, end: int, between: str) -> bool:
    """Whether what stands ``between`` a figure of ``head`` that ends at ``end`` and the next is of another thing."""
    if "则" in between and _OTHER_TOPIC.search(between):
        return True
    if head.name.startswith("对") and "，对" in between:
        return True
    return head.name.endswith(_SIZES) and not head.behind and _SO_LARGE.match(norm, end) is not None


def compared(norm: str, head: Head, before: int) -> bool:
    """较招股价71.5元|升68%: whether ``head`` is only compared with, in the figure that ends at ``before`` behind it."""
    return before > head.start and norm[head.start - 1] in _THAN
