"""What stands between a name and a measure: nouns and names that narrow it, or that have the figure themselves.

中国企业的市场份额             企业 of 中国
英伟达在中国的市场份额          中国 of 英伟达
在中国，英伟达营收171亿美元      中国, told in a clause of its own
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.heads import VERBAL
from pipeline.extract.counted.roles import TELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.roles import Roles
    from pipeline.model import DateMention, EntityMention, NumberMention

_PLACE_ALONE = re.compile(r"[在于][^，,。；0-9]{1,10}")
#: tags of nouns
NOUNS = frozenset({"n", "nz", "nt", "nr", "ns", "nrt", "nrfg", "j", "eng", "nl"})
_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST = 200  # code points of a clause that are looked at for a noun
_FIRST = 4  # code points of a clause within which its subject begins
_PLANS = frozenset({"计划", "规划"})  # verbs too
# what is counted so is a body or person, with figures of its own: 佛山|9家|企业
_BODIES = frozenset("家 名 位 省 市 县 区 国 大 所".split())
_TOLD = re.compile(TELLS)
_OWN_BRANCHES = re.compile(r"[^，。]{0,4}?(?:店|分公司|子公司|分行|支行|网点|工厂|营业部|专柜|餐厅|基地)")
_OF_BODIES = re.compile(
    r"(?:[^，,。；0-9]{0,4})(?:企业|公司|国家|地区|城市|行业|部门|省|市|县|区|州|机构|银行)"
)
_ROLES = frozenset(
    "目标 本赛季 赛季 同比 环比 按年 按月 按季 应用 公司 集团 全球 世界 项目 平台 模型 服务 通报 报告 财政 时 期间 方面 当中 其中 一共 合计 总共 共 通报 累计 单日 全年 全国 全省 全市 全县 全区 全乡 全镇 全村 全州 全港 全台 全境 中心 附近 全部 本身 旗下 警方 军方 检方 当局 去年 今年 收报 收盘 开盘 规模 里氏 芮氏 信心".split()
)


class ScopeReader:
    """Reads what stands between the names and the measures of one article."""

    def __init__(
        self,
        context: Context,
        names: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
        roles: Roles,
    ) -> None:
        """``names`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._names = names
        self._name_starts = [mention.start for mention in names]
        self._roles = roles
        self._number_ends = {number.end for number in numbers}
        self._counts = {number.start: number for number in numbers if number.label == "QUANTITY"}
        spans = sorted([(m.start, m.end) for m in names] + [(m.start, m.end) for m in dates])
        self._span_starts = [start for start, _ in spans]
        self._span_ends = [end for _, end in spans]

    def place_before(self, clause_start: int) -> str:
        """中国 of 在中国，英伟达营收171亿美元: a clause of a preposition alone narrows the one behind it."""
        if clause_start < 2 or self.norm[clause_start - 1] not in "，,":
            return ""
        start = self.context.clause(clause_start - 2)[0]
        narrows = _PLACE_ALONE.fullmatch(self.norm, start, clause_start - 1)
        return self.between(start, clause_start - 1) if narrows else ""

    def between(self, start: int, end: int) -> str:
        """The nouns and names between ``start`` and ``end``; of a passive those behind it: 因虚开发票|被处罚金."""
        start = max(start, self.norm.rfind("被", start, end))
        if self.norm.find("(", start, end) >= 0:
            return "".join(self._nouns(one, other) for one, other in self._outside_brackets(start, end))
        return self._nouns(start, end)

    def narrowing(self, start: int, end: int) -> str:
        """Those of them that narrow a measure: of 财政厅会同水利厅|下达|水利资金 what stands behind the verb."""
        behind = start
        for token in self.context.tokens_in(start, end):
            if (token.tag == "v" and len(token.word) > 1) or _TOLD.fullmatch(token.word):
                behind = token.end
        return self.between(behind, end)

    def _outside_brackets(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places before, between and behind the brackets: 对东盟|(也称东协)|出口."""
        places = []
        for aside in _BRACKETED.finditer(self.norm, start, end):
            places.append((start, aside.start()))
            start = aside.end()
        return [*places, (start, end)]

    def _nouns(self, start: int, end: int) -> str:
        words: list[tuple[int, str]] = [
            (token.start, token.word)
            for token in self.context.tokens_in(start, end)
            if token.tag in NOUNS
            and token.start not in self._number_ends
            and not (token.word in _PLANS and self._verb_at(token.end))
            and self.is_noun(token.start, token.word)
        ]
        names = self._names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]
        words += [(m.start, m.known or m.text) for m in names if m.end <= end and not self._roles.alias(m)]
        return "".join(word for _, word in sorted(words))

    def _verb_at(self, place: int) -> bool:
        """Whether a verb begins there: 计划|增聘120名客户经理."""
        token = self.context.token_at(place)
        heads = self.context.lexicon.amounts.measures
        return token is not None and (token.tag == "v" or heads.get(token.word) is not None)

    def noun_between(self, start: int, end: int) -> bool:
        """Whether a noun that could be a subject stands there; what is too long to be read is taken to have one."""
        if end - start > _LONGEST:
            return True
        for token in self.context.tokens_in(start, end):
            if token.tag in NOUNS and self.is_noun(token.start, token.word):
                return True
        return False

    def noun_leads(self, start: int, end: int) -> bool:
        """Whether a clause begins with a noun that could be its subject: no measure, as 归母净利润 is."""
        if self.context.lexicon.amounts.measures.at(self.norm, start) is not None:
            return False
        return self.noun_between(start, min(start + _FIRST, end))

    def several_behind(self, name: EntityMention, end: int) -> bool:
        """佛山|9家企业|营收合计80亿元: bodies of a place are counted right behind it, and have the figures up to ``end``."""
        number = self._counts.get(name.end) or self._counts.get(name.end + 1)
        if number is None or number.end >= end:
            return False
        if name.label == "ORG" and _OWN_BRANCHES.match(self.norm, number.end, end):
            return False  # 永辉超市|300家门店|营收: its own
        if number.unit == "个":
            return _OF_BODIES.match(self.norm, number.end, end) is not None
        return number.unit in _BODIES

    def verb_between(self, start: int, end: int) -> bool:
        """Whether a verb stands there."""
        return any(token.tag == "v" for token in self.context.tokens_in(start, end))

    def is_noun(self, place: int, word: str) -> bool:
        """A noun that could be the subject itself: no part of a name or date, no word of time or sum."""
        at = bisect_left(self._span_starts, place + 1) - 1
        covered = at >= 0 and place < self._span_ends[at]
        heads = self.context.lexicon.amounts.measures
        return (
            not covered
            and word not in _ROLES
            and not VERBAL.fullmatch(word)
            and heads.get(word) is None
            and len(word) > 1
        )
