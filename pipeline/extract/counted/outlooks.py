"""What stands before a measure whose figure is none of what was: 预计营收, 目标产量, 原预计营收, 原目标; 累计, 日均."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.counted.endings import Head
    from pipeline.model import NumberMention

_AHEAD = ("预计", "目标")
_NO_MORE = "原"  # 由53亿元削减到42亿元: what was expected or held until then
# what makes another measure of the same head: 累计确诊, 日均客流量, 新增贷款
_PREFIXES = re.compile(
    r"累计|场均|日均|月均|年均|人均|每人(?=国内生产|GDP|国民|可支配|平均|[年月])|户均|平均|单日|单周|单月|最高|最低|(?<!幅)最大(?!值)|最多|最少|新增(?![至到])|净增"
)
_AT_MOST = re.compile(
    r"最[多少](?:[不可]|不[能得会可应])?(?:超过|低于|高于|少于|达到?|约|为)*$"
)  # a modifier of the number
_FORECAST = re.compile(
    r"预计|预期(?!信[贷用]|损失|减值|寿命)|预[估测](?!数据|数字|数值)|预料|有望|可望|上看|上望|料将|将(?=[达增升降落为介在有维是])|预告|展望|财测"
)
_FORESEEN_NOUN = re.compile(r"(?:财测|目标|预测值?|展望)[，,]$")  # 公布第四季|财测目标，|第三季净利45亿元
_ESTIMATED = re.compile(
    r"(?<!修订)(?<!临时)(?<!初步)估计(?![，,])"
)  # before the head; 蓄水量估计超过9100万吨 and 据警方估计，有3人被困 are no forecasts
_DECIDED = re.compile(
    r"(?:预算|岁出|岁入)(?:增幅|降幅|增加额|减少额)?$"
)  # told beforehand, and no expectation
_TARGET = re.compile(
    r"目标|(?:计划|规划)(?![这那该此等已，,。；;、]|波及|影响|涉及|覆盖|惠及|包括|公布|发布|出炉|启动|实施)|拟(?!派|分配|分红|每股)|力争|将(?=投资|斥资|投入)"
)
_AVERAGED = ("日均", "人均", "平均")
_BOUNDS = frozenset({"最少", "最多"})
_FORMERLY = re.compile(r"(?:由|从)(?:原来|原先|此前|先前|过去|最初)?的?(?:逾|近|约)?$")
_AFTERWARDS = re.compile(r"[增升降减调涨跌变改提缩扩削修回上下][^，。；]{0,5}[至到为]")
_WORDS_BEFORE = 5  # code points before a clause that may tell it


def is_ahead(measure: str) -> bool:
    """Whether it is expected or aimed at."""
    return measure.startswith(_AHEAD)


def is_actual(measure: str) -> bool:
    """Whether it is neither expected nor aimed at, and no longer what it was before."""
    return not measure.startswith((*_AHEAD, _NO_MORE))


def is_foreseen(words: str) -> bool:
    """Whether the words before a figure tell that it is expected."""
    return _FORECAST.search(words) is not None


def forecast(name: str) -> str:
    """预计营收 of 营收, where it is not yet told as an expectation or aim."""
    decided = not is_actual(name) or _DECIDED.search(name) is not None
    return name if decided else f"预计{name}"


def prefix_of(norm: str, number: NumberMention, head: Head, since: int, start: int) -> str:
    """预计, 目标, 累计, 日均: another claim than the figure itself, in a clause at ``start`` of a sentence at ``since``."""
    begin = max(start - _WORDS_BEFORE, since)
    told_before = "" if head.behind or _FORESEEN_NOUN.search(norm, begin, start) else norm[begin:start]
    words = told_before + norm[start : number.start]
    expected = _FORECAST.search(words) or _ESTIMATED.search(norm, begin, head.start)
    told = _PREFIXES.findall(_AT_MOST.sub("", norm[start : number.start]))
    if _FORMERLY.search(words) and _AFTERWARDS.search(norm, number.end, number.end + 14):
        return "原预计" if expected else "原"  # 由53亿元削减到42亿元
    if told and head.name == "收盘价" and told[-1] in {"最高", "最低"}:
        told = []  # 压到当日最低的1865元收盘
    if told and told[-1] in _BOUNDS and number.modifier in {"ge", "le"}:
        told = told[:-1]  # 最少造成94人死亡
    if head.name.endswith("汇率"):
        return ""  # 预估，以1美元兑29元计算
    if head.name.startswith(_AVERAGED):
        told = []  # 平均每日 is 日均
    outlook = "预计" if expected else "目标" if _TARGET.search(words) else ""
    return outlook + (told[-1].replace("每人", "人均") if told else "")
