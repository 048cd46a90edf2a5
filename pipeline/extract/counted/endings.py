"""The head of a measure, and what the endings of nouns tell of their figures: money, a ratio or a count.

覆盖率          ratio
零售总额        money
客流量          count
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.gates import lasts

if TYPE_CHECKING:
    from pipeline.model import NumberMention

# endings of measures: what their figures are, money, ratio or count
_ENDINGS = (
    (re.compile(r"(?:率|比重|比例|份额|占比|(?<![小大])[涨跌增降升减]?(?<![小大])幅度?|程度|息率|(?<=.)百分比|阈值|(?:意|信任|支持|认同)度)$"), "ratio"),
    (re.compile(r"(?:额|(?<![评代讨还计提降加涨跌减调])价|价格|费用?|[租奖罚佣押薪现本酬税]金|产值|市值|薪资?|月薪|年薪|时薪|工资|票房|补贴|补偿|赔偿|余额|存款|贷款|(?<![免保含完退避逃漏纳征缴扣减加报补])税|税收|开支|支出|造价|成交|身家|身价|总值)$"), "money"),
    (re.compile(r"(?:[^数力质重大]量|总量|数量|数目|重量|人数|户数|次数|件数|例数|家数|里程|总数|人次|年龄|身高|体重|长度|高度|深度|宽度|速度|时速|气温|温度|指数|得分|评分|订单|库存|寿命|规模|面积|缺口|死者|伤者|死伤)$"), "count"),
)  # fmt: skip
_LASTS = lasts(*(pattern for pattern, _ in _ENDINGS))
_OF_RATES = frozenset({"百分点", "基点", "倍", "厘"})


class Head(NamedTuple):
    """``name`` is normalised; ``dimension`` is money, ratio or count; ``behind`` the number and not before it."""

    name: str
    start: int
    dimension: str
    behind: bool = False


def dimension_of(word: str) -> str | None:
    """What the figures of a noun with the ending of a measure are; None for any other noun."""
    if word[-1:] in _LASTS:
        for pattern, kind in _ENDINGS:
            if pattern.search(word):
                return kind
    return None


_OF_PEOPLE = (
    "住客",
    "乘客",
    "访客",
    "旅客",
    "游客",
    "观众",
    "居民",
    "学生",
    "考生",
    "患者",
    "会员",
    "租户",
    "学员",
    "病人",
)


def _is_of_people(number: NumberMention) -> bool:
    return number.label in {"PERCENT", "CARDINAL"} or number.unit in {
        "人",
        "人次",
        "名",
        "位",
        "户",
        "倍",
        "百分点",
    }


def allowed(number: NumberMention, head: Head) -> bool:
    """Money is told of money; 40个 is no 营收; a percentage is a rate, a share of it or its change."""
    if head.name.endswith(_OF_PEOPLE) and not _is_of_people(number):
        return False  # 乘客步行500米
    return fits(number, head.dimension) or number.label == "PERCENT" or number.unit in _OF_RATES


def fits(number: NumberMention, dimension: str) -> bool:
    """Whether figures of that dimension are written as ``number`` is."""
    if number.label == "MONEY":
        return dimension == "money"
    if number.label == "PERCENT":
        return dimension == "ratio"
    if number.label == "CARDINAL" and number.unit == "" and dimension == "ratio":
        return number.low is not None and number.low != number.low.to_integral_value()  # 总生育率0.97
    if dimension == "money":
        return False
    return dimension == "count" or number.unit in _OF_RATES
