"""The unit, classifier or currency behind a number, and whether it is one: not the 分 of 5分之一."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.extract.numerals import scan
from pipeline.lexicon.amounts import Unit

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.numerals import Numeral

# 块 and 毛 are money where a price is told: 三块五, 20块, 五毛钱; 三块石碑 are stones
_PRICE = re.compile(r"[钱0-9一二三四五六七八九]|(?=[，。、！？\s]|$)")
# 集成电路产量2018亿块: pieces, where what is made stands before
_MADE_IN_PIECES = re.compile(
    r"(?:集成电路|积体电路|芯片|晶片|硅片|晶圆|面板|电池|模块|模组|主板|硬盘|砖|瓷砖|玻璃|电路板)"
    r"(?:的)?(?:总?产量|生产量|总?销量|出货量|库存|进口量?|出口量?|产能)?(?:共|合计|约|达到?|为|超过?|近|逾|突破)*$"
)
_PIECES_REACH = 16
# 每股5分, 每股派息60分: a hundredth of the currency; 胜一场得3分 is a score
_PER_SHARE = re.compile(
    r"每(?:股|份|单位)(?:派发?|派息|盈利|股息|收益|盈余|亏损|净资产值?|分红|红利|各?付)*(?:约|为|达|近|逾)?$"
)
_DIVIDEND = re.compile(r"[^，,。；;0-9]{0,6}(?:股息|派息|中期息|末期息|特别息|红利)")  # 15分|资本回馈股息
_WORD_TAGS = frozenset("nvaijlz")  # first letters of jieba's tags for nouns, verbs, adjectives and idioms
# 曾七度|夺冠, 三度|来华: so many times; 气温七度, 升了两度 are degrees
_DEGREES = re.compile(r"[温热冷凉暖烧度角转旋偏斜纬经倾震升降零弧跌涨差达][^，。；]{0,6}$")
_TIMES_BEHIND = re.compile(
    r"夺冠|登顶|折桂|捧杯|卫冕|蝉联|获奖|获得|荣获|赢得|夺得|入围|入选|当选|连任|出战|出征|参选|参赛|晋级|交锋|交手|对决|来[华访到]|访[华问]|赴[华美日京]|到访|踏[上足]|推迟|延[期后]|修改|修订|改[名期]|流标|流拍|失败|落选|折戟|中断|叫停|停牌|破产|重启|被|遭|获|入狱|更名|易主|拒绝|否决|驳回|表示|要求|提出|致函|上调|下调|调整|刷新|打破|创下"
)
_BURNT = re.compile(r"烧|灼|烫|冻|近视|房室")  # 三度烧伤
# 国企指数跌8点: of an index; no hour
_POINTS = re.compile(
    r"(?<!晚)(?<!由)(?:[升涨跌挫扬泻]|上升|下跌|上涨|回落|下挫|反弹|微[升跌])(?:了|约|近|逾|超过)?$"
)
_MODELS = frozenset("款版型")  # 2013款 tells the year of a model
_YEARS = range(1900, 2100)


class UnitReader:
    """Reads units of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts

    def behind(self, at: int, numeral: Numeral, *, ordinal: bool = False) -> tuple[Unit | None, int]:
        """The longest unit behind ``at``, after at most one space, and where it ends."""
        norm, units = self.norm, self.amounts.units
        start = at + (norm[at : at + 1] == " ")
        places = (start, start + 1) if norm[start : start + 1] == "个" else (start,)
        for place in places:
            found = units.at(norm, place)
            # 20个比特币, 100个大气压: the unit behind 个; 3个人 are 3个
            if found is None or (place > start and _counted_by_ge(found[0])):
                continue
            unit, end = found
            if len(unit.surface) > 1 and unit.not_before and norm.startswith(unit.not_before, end):
                unit, end = units.get(norm[place]) or unit, place + 1  # 20台|套装设备
            if place == start and unit.surface == "个" and self._measure_follows(end):
                continue
            if unit.surface == "度" and self._counts_times(end, numeral):
                unit = units.get("次") or unit
            priced = self._price(unit, end, numeral)
            if priced is None:
                continue
            unit = priced
            if self._fits(unit, place, end, numeral, ordinal=ordinal):
                return unit, end
        return None, at

    def _measure_follows(self, at: int) -> bool:
        found = self.amounts.units.at(self.norm, at)
        return found is not None and not _counted_by_ge(found[0]) and len(found[0].surface) > 1

    def _counts_times(self, end: int, numeral: Numeral) -> bool:
        """七度夺冠: so many times, where a deed follows and nothing before tells of degrees."""
        few = not numeral.arabic and not numeral.decimal and 2 <= numeral.low <= 20
        before = self.norm[max(0, numeral.start - 8) : numeral.start]
        if not few or _DEGREES.search(before) or _BURNT.match(self.norm, end):
            return False
        verb = self.context.token_at(end)
        return _TIMES_BEHIND.match(self.norm, end) is not None or (
            verb is not None and verb.start == end and verb.tag == "v" and len(verb.word) > 1
        )

    def _price(self, unit: Unit, end: int, numeral: Numeral) -> Unit | None:
        """块 as money or as a classifier; 毛 where it is money; 分 of a share as money."""
        if unit.surface == "毛" and not numeral.arabic and not _PRICE.match(self.norm, end):
            return None  # 三毛与沙漠
        if unit.surface == "分" and (
            _PER_SHARE.search(self.norm, max(0, numeral.start - 10), numeral.start)
            or _DIVIDEND.match(self.norm, end)
        ):
            return Unit("分", "*", "currency", "money", Decimal("0.01"), unit.place)
        money = self.amounts.prices.get(unit.surface)
        if money is None or _MADE_IN_PIECES.search(
            self.norm, max(0, numeral.start - _PIECES_REACH), numeral.start
        ):
            return unit
        following = self.norm[end : end + 1]
        priced = not following or _PRICE.match(following) or scan(self.norm, end) is not None
        return money if priced and (numeral.arabic or numeral.low >= 2) else unit

    def _fits(self, unit: Unit, start: int, end: int, numeral: Numeral, *, ordinal: bool) -> bool:
        """Not the first characters of another word: 10度假村, 5million, 3点 (a clock time), 2013道奇."""
        norm, surface = self.norm, unit.surface
        following = norm[end : end + 1]
        last = surface[-1]
        if last.isascii() and last.isalnum() and following.isascii() and following.isalnum():
            return False
        if unit.not_before and norm.startswith(unit.not_before, end):
            return False
        if surface == "点" and numeral.low < 24 and not numeral.decimal:
            return _POINTS.search(norm, max(0, numeral.start - 10), numeral.start) is not None
        if surface == "两" and numeral.low == 2 and norm[numeral.start : numeral.end] == "两":
            return False
        if unit.kind != "classifier":
            return True
        if unit.dimension == "ordinal":
            return ordinal
        if ordinal:
            return True
        if numeral.arabic:
            year = numeral.low in _YEARS and numeral.low % 100 != 0
            exact = numeral.scale == 1
            return not (
                exact
                and (
                    (year and surface in _MODELS)
                    or ((year or numeral.decimal) and self._begins_word(start, end))
                )
            )
        token = self.context.token_at(start)
        # 两面派, 三部曲: the segmenter sees one longer word that begins before the classifier
        return token is None or token.start >= start or token.end <= end or token.tag[0] not in _WORD_TAGS

    def _begins_word(self, start: int, end: int) -> bool:
        """群 of 2012群星璀璨, 支 of 1.2031支撑: a longer word, where years and decimals stand before a count."""
        token = self.context.token_at(start)
        return token is not None and token.start == start and token.end > end


def _counted_by_ge(unit: Unit) -> bool:
    """13个篮板 are 13个; 3个百分点 are 3百分点."""
    return unit.kind == "classifier" or unit.dimension == "score"
