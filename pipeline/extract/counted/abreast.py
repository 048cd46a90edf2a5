"""Rates that stand side by side behind as many amounts: 出口640亿美元、进口483亿美元，年增率达34.9%及22.6%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import NumberMention

# ，年增率达34.9%及22.6%: each is that of the figure before in its order
_EACH_GREW = re.compile(
    r"(?P<since>同比|环比|年|月|季)?(?:增[长率幅]{1,2}|成长率?|(?P<down>下降|减少|下跌))(?:分别|各)?(?:为|达到?|是)?(?:约|近|逾)?"
)
_AND = re.compile(r"[、和与及同]")
_SINCE = {"年": "同比", "月": "环比", "季": "环比"}


def rate(
    norm: str,
    number: NumberMention,
    run: Sequence[NumberMention],
    start: int,
    done: Sequence[NumberMention],
) -> str:
    """出口同比增幅 for the first of ``run``, which begins in the clause at ``start``; empty where the amounts do not fit.

    ``done`` are the numbers before ``number``, with their measures.
    """
    grew = _EACH_GREW.fullmatch(norm, start, run[0].start)
    index = run.index(number)
    if grew is None or len(done) < index + len(run):
        return ""
    before = done[len(done) - index - len(run) : len(done) - index]
    measures = [one.measure for one in before]
    alike = len({(one.label, one.unit, one.sentence) for one in before}) == 1
    if not alike or before[0].sentence != number.sentence or before[0].label == "PERCENT":
        return ""
    if "" in measures or len(set(measures)) < len(measures):
        return ""
    since = grew["since"] or ""
    return f"{measures[index]}{_SINCE.get(since, since)}{'降幅' if grew['down'] else '增幅'}"


def joined_before(context: Context, start: int) -> bool:
    """出口和进口仍保持增长，|分别增加4%和11%: the clause before ``start`` joins two measures, of which the last alone is read."""
    if start < 2 or context.norm[start - 1] not in "，,":
        return False
    words = context.norm[context.clause(start - 2)[0] : start - 1]
    measures = context.lexicon.amounts.measures
    for joint in _AND.finditer(words):
        if measures.before(words, joint.start()) and measures.at(words, joint.end()):
            return True
    return False
