"""What something adds to the growth of a whole: 消费拉动经济增长3.1个百分点 is neither the growth nor its change.

拉低经济增长0.01个百分点 takes away, though 增长 stands before the number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import Change

_ADDS = re.compile(
    r"(?:(?P<up>贡献|拉动|推动|带动|推升|拉升|拉高)|拉低|拖累|压低|拖低)(?:了|(?!下))(?:(?!率)[^，,。；0-9]){0,14}?"
    r"(?:(?:同比|整体|全年|全[国省市])*(?:[增成]长率?|上[涨升]|增速|涨幅|经济|GDP|CPI|PPI))(?:约|近|逾|超过?|了)*$"
)
_UNITS = frozenset({"百分点", "基点"})
_REACH = 30  # code points before a figure: 拉动规模以上工业增加值同比增长约


def told(context: Context, unit: str, start: int) -> Change:
    """Whether a figure in points that begins at ``start`` adds to a whole or takes away from it; empty where it does neither."""
    if unit not in _UNITS:
        return ""
    since = max(context.clause(start)[0], start - _REACH)
    adds = _ADDS.search(context.norm, since, start)
    if adds is None:
        return ""
    return "increase" if adds["up"] else "decrease"
