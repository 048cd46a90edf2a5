"""Which kind of owner may have which measure: no company has an inflation rate, no person a revenue.

A subject that is no more than near a number is worse than none, so that a name must be one of a kind that has such figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted import reckoned

if TYPE_CHECKING:
    from pipeline.lexicon.measure_words import MeasureWords
    from pipeline.model import EntityMention

_LIKE_A_LAND = re.compile(r"盟$|欧元区|联合体|经合组织|集团军")
_REVENUE = re.compile(r"^((?:原|预计|目标|累计)*)收入((?:同比|环比)?[增降]幅|增加额|减少额)?$")
# 当地共出动|救援人员, 拖累|恒生指数; not 派出所, 动员能力, 带动系数
_MARSHALLED = re.compile(
    r"^.{0,5}?(?:出动|派出(?!所|机构)|调集|拖累|带动|拉动|推升)(?!率|系数|效应|作用)(?=..)"
)
_OF_THE_DISASTER = re.compile(
    r"^(?:该|本次|此次|这次)?(?:起)?(?:[^，；。]{0,6}?(?:坠[谷崖河毁机楼]|相撞|追尾|翻[车覆]|坍塌|爆炸|沉没|沉船|踩踏))?(?:事故|灾害|灾难|地震|火灾|坍塌|爆炸|车祸)(?=(?:死亡|受伤|失踪|遇难|罹难)人数|震源|最大震度)"
)
_MOVED = re.compile(r"撤离人数[\u4e00-\u9fff]{2,8}(?:人员|群众|居民)$")  # 转移|危险区人员205.9万人
_FROM_JANUARY = re.compile(r"(\d{4})-01/\1-\d\d")
_CHANGE = re.compile(r"(?:同比|环比)?(?:增幅|降幅|增加额|减少额)$")
_DRAGS = re.compile(r"(?:拖累|带动|拉动|推升)(?!率|系数|效应|作用)")
_INDEX = re.compile(r"类股?指数|股价?指数|综合指数")  # 电子类股指数
_OF_A_SHARE = re.compile(r"股价(?!指数)|收盘价|发售价|每股|发售股份")
_OLD = frozenset({"年龄", "身高", "体重"})


class Owners:
    """Which names may have which measures, by the words of measure_words.csv."""

    def __init__(self, words: MeasureWords) -> None:
        self._words = words

    def of_a_land(self, measure: str) -> bool:
        """Whether states and towns have such figures, and the office that tells them has not: 死亡人数, 通胀率."""
        return measure != "" and self._words.tell(measure, "land")

    def of_a_place(self, measure: str) -> bool:
        """Whether it is a statistic that places have: 出口额, 零售总额."""
        return self._words.tell(measure, "place")

    def of_a_disaster(self, measure: str) -> bool:
        """Whether it is a toll or a figure of an earthquake: 死亡人数, 震级."""
        return self.of_a_land(measure) or measure.endswith(("震级", "震源深度", "最大震度"))

    def may_have(self, name: EntityMention, measure: str) -> bool:
        """Whether the thing that is named can have such a figure; any can where no measure is told."""
        if not measure:
            return True
        if "双边" in measure or (measure.startswith(name.text) and name.label == "GPE"):
            return False  # of both sides; 韩国|游客 are no figure of Korea's
        if measure in _OLD:
            return name.label == "PERSON" or measure != "年龄"
        if name.label == "PERSON":  # other figures in a clause with a person are those of a company or place
            return not self.of_a_land(measure) and self._words.tell(measure, "person")
        if name.label == "GPE" and (measure.endswith("得票率") or _OF_A_SHARE.search(measure)):
            return (
                False  # 新加坡大选: parties and candidates have votes; 香港上市的公司: so do companies shares
            )
        if name.label == "ORG" and self.of_a_land(measure):
            return _LIKE_A_LAND.search(name.known or name.text) is not None
        return True

    def may_inherit(self, name: EntityMention, measure: str) -> bool:
        """Whether a clause behind the one that names it may go on with its figures."""
        if not measure or _INDEX.search(measure):
            return False
        return name.label != "EVENT" or self._words.tell(measure, "disaster")


def named_for(name: EntityMention, measure: str) -> str:
    """收入 of a company is its 营收; that of a person or a town is not."""
    return _REVENUE.sub(r"\g<1>营收\g<2>", measure) if name.label == "ORG" else measure


_SUMMED = frozenset({"累计死亡人数", "累计受伤人数", "累计失踪人数", "累计撤离人数"})


def plain(measure: str) -> str:
    """救援人员 of 当地共出动救援人员, and 死亡人数 of 事故死亡人数: neither the act nor the disaster tells two measures apart."""
    measure = _MOVED.sub("撤离人数", measure)
    told = _OF_THE_DISASTER.sub("", _MARSHALLED.sub("", measure)).removeprefix("重罚")  # 重罚罚款
    return told.removeprefix("累计") if told in _SUMMED else told  # a toll is always one of all so far


def since_january(measure: str, when: str) -> str:
    """营收 of 累计前三季营收: what is added up from January on is that of the months."""
    return measure.removeprefix("累计") if _FROM_JANUARY.fullmatch(when) else measure


def carried_on(measure: str, before: str) -> str:
    """美国出口降幅 for 出口降幅 behind 美国出口: a change is that of the whole measure it goes on with."""
    change = _CHANGE.search(measure)
    base = measure[: change.start()] if change else measure
    whole = reckoned.without(_CHANGE.sub("", before))
    new = whole.removeprefix("同比").removeprefix("环比").startswith(("新增", "减少", "最高", "最低"))
    if (
        whole == "招股价"
        or not change
        or new
        or not base
        or "占" in measure + before
        or whole == base
        or not whole.endswith(base)
    ):
        return measure
    return whole + change.group()


def drags(measure: str) -> bool:
    """拖累恒生指数: the figure is of what is moved, and not of who moves it."""
    return _DRAGS.search(measure) is not None
