"""What a rate leaves out or is reckoned by, which makes another rate of it: 扣除留抵退税因素后增长4.1%, 按可比口径增长5.9%.

收入3151亿元，扣除退税因素后增长4.1%，按自然口径下降6.6%     扣除退税因素后收入增幅, 按自然口径收入降幅
收入2.1万元，扣除价格因素，实际增长5.2%                   扣除价格因素后收入增幅
"""

from __future__ import annotations

import re

_LEFT_OUT = r"(?:扣除|剔除|撇除|撇开|排除|不计|不含|若?不包括)"
_HOW = re.compile(
    rf"(?P<out>{_LEFT_OUT}[^，,。；0-9]{{1,14}}?)(?:之后|以后|后|外|(?<=因素|影响|变动|效应)则?)|(?P<by>[按以][^，,。；0-9]{{1,8}}?(?:口径|不变价格?|可比价格?|固定汇率))(?:计算|统计|计)?"
)
_BY = re.compile(
    r"[按以](?:可比口径|同口径|可比价格?|不变价格?|固定汇率|现价|美元|人民币)(?:计算|统计|计价?)?|同口径|可比口径"
)
_UNCOUNTED = re.compile(
    r"(?:不计|不含|未计|未含)[^，,。；0-9]{1,8}?(?:费用|[费税]|成本)(?![率额])"
)  # 不计手续费赚7640元
_CLAUSE = re.compile(rf"(?P<out>{_LEFT_OUT}[^，,。；0-9]{{1,14}}?(?:因素|影响))(?:之?后|外)?[，,]")
_TOLD = re.compile(rf"^(?:{_LEFT_OUT}.{{1,14}}?后|[按以].{{1,8}}?(?:口径|不变价格?|可比价格?|固定汇率))")
_LONGEST = 24  # code points of a clause that tells what is left out


def behind(norm: str, start: int, end: int) -> int:
    """Where such words end that begin at ``start``; ``start`` for none."""
    found = _HOW.match(norm, start, end) or _BY.match(norm, start, end)
    return start if found is None else found.end()


def within(norm: str, start: int, end: int) -> tuple[int, int]:
    """Where the last of such words between ``start`` and ``end`` begin and end: 增加值|按可比价格计算|同比增长6%, 不计手续费|赚7640元."""
    found = list(_BY.finditer(norm, start, end)) or list(_UNCOUNTED.finditer(norm, start, end))
    return found[-1].span() if found else (end, end)


def told(norm: str, sentence: int, start: int, end: int) -> str:
    """The words that make another rate of the figure at ``end``, whose clause begins at ``start``; empty for none."""
    found = _HOW.match(norm, start, end)
    if found is None:
        before = norm[max(sentence, start - _LONGEST) : start]
        clause = list(_CLAUSE.finditer(before))
        if not clause or clause[-1].end() != len(before):
            return ""
        return f"{clause[-1]['out']}后"
    return f"{found['out']}后" if found["out"] else found["by"]


def without(measure: str) -> str:
    """The measure as it is told with nothing left out."""
    return _TOLD.sub("", measure)
