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

DEEDS = {
    "交付": "交付量", "销售": "销量", "售出": "销量", "卖出": "销量", "生产": "产量", "产出": "产量", "出口": "出口量", "进口": "进口量",
    "接种": "接种量",
}  # fmt: skip
_DEALT = {"成交": "成交量", "网签": "网签量", "出货": "出货量", "交易": "交易量"}
_GLUED = 4  # code points of a noun and a verb
_DONE = re.compile(rf"(?P<word>{'|'.join(DEEDS)})(?:了|出|约|近|逾|超过|共|合计|累计|总共)*$")
TRADED = re.compile(r"(?P<verb>出口|进口)(?P<goods>[\u4e00-\u9fff]{2,8})$")
_SOLD = frozenset({"交付", "销售", "售出", "卖出"})
_CARS = frozenset({"汽车", "新车", "车"})  # all that a maker of cars sells
# what goods are counted and weighed in; 起, 家, 个 and 种 count incidents, firms and kinds
GOODS = frozenset(
    "辆 台 部 架 艘 张 件 套 只 支 枚 颗 瓶 盒 箱 桶 本 册 头 匹 羽 吨 公斤 千克 斤 克 立方米 升 桶 剂 块 片 米 平方米 千瓦时 度".split()
)
_NO_GOODS = re.compile(r"(?:国家|地区|企业|公司|网点|门店|事故|人员|员工|基地|线)$")
BUILT = frozenset("房屋 民房 农房 住房 住宅 建筑 建筑物 车辆 汽车 桥梁 道路".split())
_DAMAGED = re.compile(
    r"(?:被|遭|不同程度|严重|已|全部|部分|因此)*(?P<how>倒塌|坍塌|损坏|受损|损毁|毁坏|烧毁|冲毁|被毁|进水|受淹|被淹)"
)
DAMAGED_BEFORE = re.compile(r"(?P<how>倒塌|坍塌|损坏|受损|损毁|毁坏|烧毁|冲毁|受淹)(?:了)?$")


def told_by(norm: str, number: NumberMention, start: int, things: str) -> tuple[str, int] | None:
    """The measure of a count of ``things`` in the clause from ``start``, and where its words begin; None for no deed."""
    if number.label != "QUANTITY" or number.unit not in GOODS or _NO_GOODS.search(things):
        return None
    at = number.start - len(things)
    at = at if at >= start and norm.startswith(things, at) else number.start
    match = _DONE.search(norm, start, at)
    if match is None:
        return None
    word = match["word"]
    kind = "" if word in _SOLD and things in _CARS else things
    return kind + DEEDS[word], match.start()


def dealt(word: str) -> str:
    """成交量 of 住宅成交4126套: the measure of a verb that stands right before a count of goods; empty for any other."""
    told = _DEALT.get(word) or DEEDS.get(word, "")
    if told or len(word) < _GLUED:
        return told
    deed = DEEDS.get(word[-2:], "")  # 汽车出口61万辆 is one word to the segmenter
    return word[:-2] + deed if deed else ""


def without_deed(words: str) -> str:
    """新能源 of 出口新能源, which narrows 汽车 in 出口新能源汽车42万辆."""
    deed = next((word for word in DEEDS if words.startswith(word)), "")
    return words.removeprefix(deed)


def damaged(norm: str, things: str, end: int) -> str:
    """倒塌房屋 of 2.5万间房屋|倒塌, where ``things`` end at ``end``."""
    damage = _DAMAGED.match(norm, end) if things in BUILT else None
    return things if damage is None else f"{damage['how']}{things}"
