"""Things that are counted while something is done to them: the deed is measured, and no stock of them.

交付49.7万辆汽车       交付量
出口汽车500万辆       汽车出口量
售出门票10万张        门票销量
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import NumberMention

_DONE_TO = {
    "交付": "交付量", "销售": "销量", "售出": "销量", "卖出": "销量", "生产": "产量", "产出": "产量", "出口": "出口量", "进口": "进口量",
}  # fmt: skip
_DONE = re.compile(rf"(?P<word>{'|'.join(_DONE_TO)})(?:了|出|约|近|逾|超过|共|合计|累计|总共)*$")
_SOLD = frozenset({"交付", "销售", "售出", "卖出"})
_CARS = frozenset({"汽车", "新车", "车"})  # all that a maker of cars sells
_NOT_MADE = frozenset("名位人户座家")  # 生产12名员工: who works there


def told_by(norm: str, number: NumberMention, start: int, things: str) -> str:
    """The measure of a count of ``things`` in the clause from ``start``; empty where nothing is done to them."""
    if number.label != "QUANTITY" or norm[number.end - 1] in _NOT_MADE:
        return ""
    at = number.start - len(things)
    at = at if at >= start and norm.startswith(things, at) else number.start
    match = _DONE.search(norm, start, at)
    if match is None:
        return ""
    word = match["word"]
    return ("" if word in _SOLD and things in _CARS else things) + _DONE_TO[word]
