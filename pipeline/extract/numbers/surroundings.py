"""What a number has around it: a frame (每秒), a bound (约, 以上), and 上 of 上百倍."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.numbers.amount import Amount
    from pipeline.lexicon.amounts import Cue
    from pipeline.model import Modifier

_PER = re.compile(r"(?<!平)每一?(?P<unit>秒|分钟|小时|天|日|周|月|季度?|年|个月|钟头)$")
_PER_AFTER = re.compile(r"(?:/|每)(?P<unit>秒|分钟|分|小时|时|天|日|周|月|年)(?![\u4e00-\u9fff]?[0-9])")
_TURNS_TO = re.compile(r"每(?P<unit>小时)[0-9.]{1,4}(?:公里)?转$")  # 每小时11转|8公里, of a storm
_TIME_NAMES = {"钟头": "小时", "时": "小时", "日": "天", "个月": "月", "季度": "季", "分": "分钟"}
_CHANGED_ABOUT = re.compile(r"[年季月]?[增减升降涨跌扬挫][近约逾超]")  # 年增近四成
_FILLERS = " 了是有达到在每的为至"  # between a bound and its number: 超过了80, 至少是3, 约为5%
# at least, and a verb that goes with what is counted: 至少造成35人死亡
_AT_LEAST = re.compile(
    r"(?P<cue>至少|最少|起码|最多|至多)(?:已经?|要|将|会|还)?(?:发生|造成|导致|致使?|出现|损失|需要?|耗资|耗费|投入|夺走|影响|包括|拥有)(?:了|过)?$"
)
_INCLUDING = re.compile(r"\((?:不?含)(?:本数)?\)")  # 6岁（含）以下
_ROUND = frozenset({"百", "千", "万", "亿", "十万", "百万", "千万", "百亿", "千亿", "万亿"})
# 不得超过, 未能突破, 不会低于: the other side of the bound, with the bound itself
_DENIED = re.compile(
    r"(?:(?<!有)(?!(?<=会)不会|(?<=能)不能|(?<=可)不可|(?<=该)不该)[不未没无莫勿](?:得|能|会|可|可能|应|应该|宜|许|允许|准|曾|有|再|法|敢|想)?|从来?没)$"
)
_MOST = frozenset({"最高", "最多", "最低", "最少"})
_OF_ALL = re.compile(r"(?:历来|历史|历年|历届|史上|队史|全[队场年国港台球]|单季|年内|同期|生涯|个人)$")
_OTHER_SIDE: dict[Modifier, Modifier] = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}
# words of the segmenter's dictionary that end in a cue: 年均约, 已超, 高达
_WITH_CUE = frozenset(
    {"已超", "已近", "均超", "达约", "年约", "总约", "有约", "为约", "已逾", "共约", "合约", "仅约"}
)

_ESTIMATE = re.compile(
    r"(?:临时|修订|初步|最新)$|[值量额数]的$"
)  # 的临时估计为: a noun, and no word of the figure
_OF_TRADE = frozenset("买卖出入")
_TREATY = re.compile(r"(?<!折)合$|[条契公违缔盟]$")  # 买卖合约5714份; 折合约5亿元 is about so much


class Surroundings:
    """Frames and bounds of the numbers of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts

    def complete(self, amount: Amount) -> None:
        """Take in the frame that is part of the span, and read the bound that is not."""
        self._take_over(amount)
        self._frame(amount)
        amount.modifier = amount.modifier or self._modifier(amount)

    def _take_over(self, amount: Amount) -> None:
        """上百倍, 上亿元: at least so many; not the 上 of 船上百余人 or 网上千种."""
        norm, numeral = self.norm, amount.numeral
        start = amount.start - 1
        if (
            numeral.arabic
            or norm[start : start + 1] != "上"
            or norm[numeral.start : numeral.end] not in _ROUND
        ):
            return
        token = self.context.token_at(start)
        inside = (
            token is not None and token.start < start and (token.tag[0] in "ns" or norm[start - 1] in "以之")
        )
        if not inside:
            amount.start, amount.modifier = start, "ge"

    def _frame(self, amount: Amount) -> None:
        """每秒数百万次 -> 次/秒, 120公里每小时 -> 公里/小时: the frame is part of the span."""
        if amount.label != "QUANTITY" or not amount.unit or "/" in amount.unit:
            return
        found = _PER.search(self.norm, max(0, amount.start - 4), amount.start)
        if found:
            amount.start = found.start()
        elif amount.unit == "公里" and self.norm[amount.start - 1 : amount.start] == "转":
            found = _TURNS_TO.search(self.norm, max(0, amount.start - 14), amount.start)
        else:
            found = _PER_AFTER.match(self.norm, amount.end)
            amount.end = amount.end if found is None else found.end()
        if found is None:
            return
        amount.unit = f"{amount.unit}/{_TIME_NAMES.get(found['unit'], found['unit'])}"

    def _modifier(self, amount: Amount) -> Modifier:
        """A bound or an approximation on either side (modifiers.csv)."""
        norm, start = self.norm, amount.start
        nearest = start
        while nearest > 0 and start - nearest < 3 and norm[nearest - 1] in _FILLERS:
            nearest -= 1
        verb = self.amounts.changes.before(norm, nearest)
        if verb is not None:  # 几乎增至9700万
            nearest = verb[1]
        lasts = self.amounts.modifiers_before.lasts
        for end in range(start, nearest - 1, -1):
            if norm[end - 1 : end] not in lasts:
                continue
            found = self.amounts.modifiers_before.before(norm, end)
            if found is not None and self._is_word(found[0], found[1], amount):
                if found[0].surface in _MOST and (
                    norm[end : end + 1] == "的" or _OF_ALL.search(norm, max(0, found[1] - 4), found[1])
                ):
                    continue  # 提升至最高的4级, 全队最高30分: which one, and no bound
                bound = self.amounts.modifier(found[0])
                denied = bound in _OTHER_SIDE and _DENIED.search(norm, max(0, found[1] - 3), found[1])
                return _OTHER_SIDE[bound] if denied else bound
        at_least = _AT_LEAST.search(norm, max(0, start - 10), start)
        cue = at_least and self.amounts.modifiers_before.get(at_least["cue"])
        if cue:
            return self.amounts.modifier(cue)
        including = _INCLUDING.match(norm, amount.end)
        end = including.end() if including else amount.end + (norm[amount.end : amount.end + 1] == " ")
        after = self.amounts.modifiers_after.at(norm, end)
        return self.amounts.modifier(after[0]) if after is not None else ""

    def _is_word(self, cue: Cue, start: int, amount: Amount) -> bool:
        """A cue of one character inside another word is none: 签约30亿, 附近3家, 通过12项; nor is 去过3次."""
        if cue.least and (amount.low is None or amount.low < cue.least):
            return False
        if cue.surface == "估计" and _ESTIMATE.search(self.norm, max(0, start - 4), start):
            return False
        if cue.surface == "超" and self.norm[start - 1 : start] in _OF_TRADE:
            return False  # 投信卖超五十六亿元
        if cue.surface == "约" and _TREATY.search(self.norm, max(0, start - 2), start):
            return False
        token = self.context.token_at(start)
        return (
            len(cue.surface) > 1
            or token is None
            or token.start == start
            or token.word in _WITH_CUE
            or _CHANGED_ABOUT.fullmatch(token.word) is not None
        )
