"""The verb of change before a number: 增长近10倍, 跌破0.7元, 由3%降至2%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.gates import lasts

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import Change

_REACH = 9  # code points between a verb of change and its number: 同比大幅下降了约 is 8
# 增加1.6万人或|0.14%, 跌210点，或|2.9%: the same move once more
_OR_RATE = re.compile(r"(?<![0-9.,])[0-9][0-9.,万亿千百 ]*[\u4e00-\u9fff]{1,4}[，,]?或约?$")
_OR_REACH = 24
_THAN_REACH = 20  # 比去年同期大约高出 is 8
_STOP = re.compile(r"[，,。；;：:！？!?\n、（(]")
_VERB_TAILS = frozenset({"到", "至", "了", "为", "成", "超", "逾", "近", "约", "达", "过"})  # 降到, 跌逾
# 比去年同期多5%, 较上年低2个百分点: more or less than it was at another time
_THAN_BEFORE = re.compile(
    r"[比较](?:[今去上前]一?年|前一年|上一?个?[季月周]|前一?[日天周月季]|一年前|第?[一二三四首]季度?|[12][0-9]{3}年|(?<![0-9])[0-9]{1,2}月|上半年|下半年|同期|(?:春节|国庆|中秋|五一|元旦|清明|端午)?(?:黄金周|小?长?假期?)|春节|国庆|疫情?前|平日|往年)[^，,。；0-9]{0,8}?(?P<how>[多少高低快慢])(?:了|出)?(?:约|近|逾)?$"
)
_WHICH_MOST = re.compile(
    r"(?<=幅)最[大小高低多少深细][的]?[为是][\u4e00-\u9fff]{2}"
)  # of whom the change was
_RECORDED = re.compile(r"(?:录得|取得|实现|出现|保持|获得|呈现|维持)(?:了|约|近|逾|高达|超过)*$")
_AS_NOUN = re.compile(
    r"(?:[、和与及]{1,2}[0-9.]{1,6}%){0,4}的?(?:强劲|显著|明显|按年|按月|同比|年度|较大|大幅|轻微|温和|稳健|快速|高速|的)*(?:(?P<up>增长|升幅|增幅|涨幅|成长|上升)|跌幅|下跌|降幅|减幅|下降|衰退|萎缩)(?!率|[至到点])"
)
_OR_RATE_LASTS, _THAN_LASTS = lasts(_OR_RATE), lasts(_THAN_BEFORE)
_NO_CHANGE = frozenset(
    {"公升", "起降", "升降", "涨跌", "增减", "加减", "进退"}
)  # a unit, and up and down in one word


def change(context: Context, start: int, until: int) -> Change:
    """Increase or decrease, where a verb of change (changes.csv) stands before the number in its clause.

    Or its noun behind a rate that was recorded: 录得27%的强劲增长.
    """
    norm = context.norm
    if norm[until - 1] == "%" and _RECORDED.search(norm, max(0, start - _REACH), start):
        behind = _AS_NOUN.match(norm, until)
        if behind is not None:
            return "increase" if behind["up"] else "decrease"
    rate = None
    if norm[start - 1 : start] in _OR_RATE_LASTS:
        rate = _OR_RATE.search(norm, max(0, start - _OR_REACH), start)
    if rate is not None and rate.start() > 0:
        start = rate.start()
    than = None
    if norm[start - 1 : start] in _THAN_LASTS:
        than = _THAN_BEFORE.search(norm, max(0, start - _THAN_REACH), start)
    if than is not None:
        return "increase" if than["how"] in "多高快" else "decrease"
    window_start = max(0, start - _REACH)
    window = norm[window_start:start]
    stops = list(_STOP.finditer(window))
    if stops:
        window = window[stops[-1].end() :]
    amounts = context.lexicon.amounts
    window_start = start - len(window)
    lasts = amounts.changes.lasts
    for end in range(len(window), 0, -1):
        if window[end - 1] not in lasts:
            continue
        if any(char == "%" or char.isdigit() for char in window[end:]):
            return ""
        found = amounts.changes.before(window, end)
        if found is not None and (
            (found[0].surface == "增加" and window[end : end + 1] == "值") or _WHICH_MOST.match(window, end)
        ):
            return ""  # 增加值, 跌幅|最大为面积100平方米的单位
        if found is not None and _is_verb(context, found[0].surface, window_start + found[1]):
            return amounts.change(found[0])
    return ""


def _is_verb(context: Context, surface: str, at: int) -> bool:
    """No part of another word: 减 of 减班休息人数, 升 of 升学率 and 公升, 降 of 起降."""
    if len(surface) > 1:
        return True
    token = context.token_at(at)
    if token is None:
        return True
    if len(token.word) == len("周升") and token.word[0] in "年季月周日" and token.end == at + 1:
        return True  # 按|周升, which the segmenter takes for a name
    if token.start < at and (token.word in _NO_CHANGE or token.tag[0] in "nqmr"):
        return False
    return token.end == at + 1 or token.word[at + 1 - token.start :] in _VERB_TAILS
