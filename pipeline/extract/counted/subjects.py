"""Whose number it is: the name of the clause that no preposition governs and that does not merely tell of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.heads import VERBAL
from pipeline.extract.counted.owners import is_land_measure, may_have, may_inherit
from pipeline.extract.counted.roles import OWN_RESULTS, Roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import DateMention, EntityMention, NumberMention, Token

_OWNERS = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "EVENT", "FAC", "WORK_OF_ART"})
_THE_COMPANY = re.compile(r"(?:该|这家)?(?:公司|集团|企业)")
# a noun between name and measure that has the figure itself: 深圳……中航物业总公司投资两千万元
_DATELINE = re.compile(r"[^()【】，。]{0,6}(?<!通)[讯电][)】〕]")  # (新加坡讯)海星集团第二季净利…
_ANOTHER_OWNER = re.compile(r"公司|集团|银行|[局院校]$|大学|机构|企业家")
_PLACE_ALONE = re.compile(r"[在于][^，,。；0-9]{1,10}")
_MARKET = re.compile(r"(?:港|美|台|沪|深|[ABH])股")  # 宁德时代|港股|收报502.5港元: where it is listed
_AND = frozenset("、和与及")
_GOVERNED = re.compile(r"(?:[在从自由因较比就]|(?<![面针应])对)$")
_NAMING = frozenset({"纳米", "奈米"})  # 7纳米 is the name of a process
_ATTRIBUTE = re.compile(r"(?:\([^()]{1,12}\))?的")
_FORECAST = re.compile(
    r"(?:预测|预期|预估|目标).*[上下]?[调修]"
)  # who revises an outlook has not its figures
_FURTHEST_NAME = 10  # code points between a figure and the name behind it: 的美国前总统 is 6
# a clause that begins so has a subject of its own
_ANOTHER_SUBJECT = re.compile(
    r"(?:其间|期间|目前|同时)?(?:当地|本地|该地|全球|全国|全省|世界|各地|各国|外界|双方|两者|对方|对手|后者|同业|业界|市场|其他|其它|其余)"
)
# 行政院通过总预算案，岁出编列3兆元: what is decided upon has the figures
_LONGEST_SCOPE = 12  # code points; what is longer is a clause of its own
# behind the name of a company or person these have the figures, not the name
_NARROWED = re.compile(
    r"的?(?:指数|总裁|董事长|首席|CEO|创办人|创始人|发言人|分析师|股东|客户|子公司|供应商|概念股|员工|主席|记者|经销商|对手|竞争者)"
)
_NOUNS = frozenset({"n", "nz", "nt", "nr", "ns", "nrt", "nrfg", "j", "eng", "nl"})
_ROLES = frozenset(
    "同比 环比 按年 按月 按季 应用 公司 集团 全球 世界 项目 平台 模型 服务 通报 时 期间 方面 当中 其中 一共 合计 总共 共 通报 累计 单日 全年 全国 全省 全市 全县 全区 全乡 全镇 全村 全州 全港 全台 全境 中心 附近 全部 本身 旗下 去年 今年 收报 收盘 开盘 规模 里氏 芮氏".split()
)


class SubjectReader:
    """Reads the subjects of the numbers of one article."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context = context
        self.norm = context.norm
        entities = [m for m in entities if m.label != "GPE" or context.norm[m.end : m.end + 1] != "股"]
        self.all_names = entities
        self._name_starts = [mention.start for mention in entities]
        self.roles = Roles(context, entities)
        self.names = [mention for mention in entities if mention.label in _OWNERS]
        self._starts = [mention.start for mention in self.names]
        spans = sorted([(m.start, m.end) for m in entities] + [(m.start, m.end) for m in dates])
        self._number_ends = {number.end for number in numbers}
        self._span_starts = [start for start, _ in spans]
        self._span_ends = [end for _, end in spans]

    def read(self, number: NumberMention, measure: Measure, clause_start: int) -> tuple[str, Measure]:
        """The mention_id of the name, empty where none is told or more than one could be meant; and the measure.

        What stands between the two narrows the measure: 中国|企业的|市场份额, 英伟达|在中国的|市场份额.
        """
        behind = self._behind(number, measure)
        if behind is not None:
            return behind.mention_id, measure
        share = self.norm.rfind("占", clause_start, number.start) if "占" in measure.name else -1
        until = number.start if share < 0 else share  # 占美国的资金763亿美元的7% is nothing of America's
        outlook = number.label == "PERCENT" and _FORECAST.search(self.norm, clause_start, number.start)
        if number.unit in _NAMING or (outlook and not measure.name):
            return "", measure
        before = _last_places(self._candidates(clause_start, until, measure.name))
        limit = min(measure.start, until)
        if before:
            near = [m for m in before if m.end <= limit and not self._verb_between(m.end, limit)]
            chosen = before[0] if len(before) == 1 else near[-1] if near else None
            if chosen is None or chosen.end > limit or not self._may_own(chosen, measure, number):
                return "", measure
            scope = self._place_before(clause_start) + self._scope(chosen.end, limit)
            if (
                scope
                and not _MARKET.fullmatch(scope)
                and (
                    not measure.name
                    or measure.counted
                    or _ANOTHER_OWNER.search(scope)
                    or len(scope) > _LONGEST_SCOPE
                )
            ):
                return "", measure
            return chosen.mention_id, self._within(measure, scope, share, number.start)
        if self.names[bisect_left(self._starts, clause_start) : bisect_left(self._starts, until)]:
            return self._of_company(number, measure, clause_start, limit)
        if number.label == "ORDINAL" or self._noun_between(clause_start, limit):
            return "", measure
        if _ANOTHER_SUBJECT.match(self.norm, clause_start, limit):
            return "", measure
        found = self._from_before(number, measure, clause_start)
        if found is not None and not may_inherit(found, measure.name):
            return "", measure
        if found is None and measure.name:
            found = self._company(number, clause_start)
        if found is None or not may_have(found, measure.name):
            return "", self._within(measure, "", share, number.start) if share >= 0 else measure
        return found.mention_id, self._within(measure, "", share, number.start)

    def _within(self, measure: Measure, scope: str, share: int, end: int) -> Measure:
        """The measure as narrowed by what stands between it and its subject; behind 占 by the names there."""
        if not measure.name or (measure.goes_on and share < 0):
            return measure
        if share < 0:
            return measure._replace(name=scope + measure.name)
        whole = self._scope(share, measure.start) if share < measure.start < end else ""
        part, _, rest = measure.name.partition("占")
        part = part or ("" if whole == scope else scope.removesuffix(whole))
        return measure._replace(name=f"{part}占{whole}{rest}")

    def _behind(self, number: NumberMention, measure: Measure) -> EntityMention | None:
        """46岁的|陈冬, 负债逾2.5万亿元的|中国恒大: the name that a figure stands before as its attribute."""
        behind = _ATTRIBUTE.match(self.norm, number.end)
        if not measure.name or behind is None:
            return None
        if measure.name != "年龄" and measure.start >= number.start:
            return None
        at = bisect_left(self._starts, behind.end())
        name = self.names[at] if at < len(self.names) else None
        if name is None or name.start - behind.end() > _FURTHEST_NAME or not may_have(name, measure.name):
            return None
        between = self.norm[behind.end() : name.start]
        return name if between == "" or (name.title != "" and between.endswith(name.title)) else None

    def _of_company(
        self, number: NumberMention, measure: Measure, clause_start: int, limit: int
    ) -> tuple[str, Measure]:
        """公司|在美国的|投资: the names of the clause are governed or only tell; its subject may be the company."""
        company = self._company(number, clause_start) if measure.name else None
        scope = self._scope(clause_start, limit)
        if company is None or len(scope) > _LONGEST_SCOPE:
            return "", measure._replace(
                name=f"{self._beside(clause_start, limit)}{measure.name}"
            ) if measure.name else measure
        return company.mention_id, measure._replace(name=scope + measure.name)

    def _beside(self, clause_start: int, limit: int) -> str:
        """美国 of 其中对美国出口80亿美元: a name right before the head narrows it, whosever the figure is."""
        at = bisect_left(self._starts, limit) - 1
        name = self.names[at] if at >= 0 and self.names[at].start >= clause_start else None
        if name is None or name.label not in {"GPE", "NORP"} or name.end != limit:
            return ""
        return name.known or name.text

    def _place_before(self, clause_start: int) -> str:
        """中国 of 在中国，英伟达营收171亿美元: a clause of a preposition alone narrows the one behind it."""
        if clause_start < 2 or self.norm[clause_start - 1] not in "，,":
            return ""
        start = self.context.clause(clause_start - 2)[0]
        narrows = _PLACE_ALONE.fullmatch(self.norm, start, clause_start - 1)
        return self._scope(start, clause_start - 1) if narrows else ""

    def _scope(self, start: int, end: int) -> str:
        """The nouns and names between ``start`` and ``end``."""
        words: list[tuple[int, str]] = [
            (token.start, token.word)
            for token in self._tokens(start, end)
            if token.tag in _NOUNS
            and token.start not in self._number_ends
            and self._is_noun(token.start, token.word)
        ]
        names = self.all_names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]
        words += [(m.start, m.known or m.text) for m in names if m.end <= end and not self.roles.alias(m)]
        return "".join(word for _, word in sorted(words))

    def _candidates(self, start: int, end: int, measure: str = "") -> list[EntityMention]:
        lands = is_land_measure(measure)  # 刚果（金）通报512例死亡 of its own
        inside = self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [
            m
            for m in inside
            if m.end <= end
            and not (
                _DATELINE.match(self.norm, m.end)
                or self.roles.alias(m)
                or self.roles.governed(m, start)
                or (self.roles.tells(m, end) and not (lands and m.label == "GPE"))
            )
        ]

    def _from_before(
        self, number: NumberMention, measure: Measure, clause_start: int
    ) -> EntityMention | None:
        """恒大停牌前报0.163元，跌20.87%: the one name of the clause before that has any.

        A semicolon is passed only by a clause that begins with its measure: 营收9338亿元；净利润3983亿元.
        """
        sentence = self.context.sentence(number.sentence)
        end = clause_start
        while end > sentence.start + 1:
            if self.norm[end - 1] in "；;" and not measure.name:
                return None
            start = self.context.clause(end - 2)[0]
            if start >= end:
                return None
            found = _last_places(self._candidates(start, end - 1))
            if found:
                own = len(found) == 1 or OWN_RESULTS.search(self.norm, found[0].end, end)
                return found[0] if own and not self._noun_leads(found[0], end - 1) else None
            if self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
                return None
            if _ANOTHER_SUBJECT.match(self.norm, start, end) or self._noun_between(
                start, min(start + 4, end - 1)
            ):
                return None  # that clause had a subject of its own
            end = start
        return None

    def _company(self, number: NumberMention, clause_start: int) -> EntityMention | None:
        """公司营收467亿美元: the company that the paragraph named last, as nobody's object and as no mere teller."""
        if not _THE_COMPANY.match(self.norm, clause_start, number.start):
            return None
        paragraph = self.norm.rfind("\n", 0, clause_start) + 1
        at = bisect_left(self._starts, clause_start) - 1
        while at >= 0 and self.names[at].start >= paragraph:
            name = self.names[at]
            start, end = self.context.clause(name.start)
            if (
                name.label == "ORG"
                and not self.roles.governed(name, start)
                and not self.roles.tells(name, end)
            ):
                return name
            at -= 1
        return None

    def _may_own(self, name: EntityMention, measure: Measure, number: NumberMention) -> bool:
        """Not one of several (蔡旭哲、宋令东和王浩泽三名), not in apposition, and no person for what a company has."""
        behind = self.norm[name.end : name.end + 1]
        listed = self.norm[name.start - 1 : name.start] in _AND or (behind in _AND and behind != "")
        return not listed and may_have(name, measure.name) and not self._apposition(name, number, measure)

    def _apposition(self, name: EntityMention, number: NumberMention, measure: Measure) -> bool:
        """中美|两国, H20、MI308|两款; 在97个议席中: not of the name alone, or not of it at all."""
        governed = (not measure.name or measure.counted) and _GOVERNED.search(
            self.norm, max(0, number.start - 2), number.start
        )
        apart = name.end == number.start and number.label == "QUANTITY"
        if apart and name.label == "GPE" and is_land_measure(measure.name):
            apart = False  # 造成花莲县|14人死亡
        return bool(governed) or apart

    def _noun_leads(self, name: EntityMention, end: int) -> bool:
        """Whether the name only narrows a noun right behind it: 香港的恒生指数, 台积电总裁."""
        if name.label not in {"GPE", "NORP"}:
            return bool(_NARROWED.match(self.norm, name.end))
        at = name.end + (self.norm[name.end : name.end + 1] == "的")
        token = self.context.token_at(at)
        return (
            token is not None
            and token.start == at < end
            and token.tag in _NOUNS
            and self._is_noun(at, token.word)
        )

    def _noun_between(self, start: int, end: int) -> bool:
        return any(
            token.tag in _NOUNS and self._is_noun(token.start, token.word)
            for token in self._tokens(start, end)
        )

    def _verb_between(self, start: int, end: int) -> bool:
        return any(token.tag == "v" for token in self._tokens(start, end))

    def _is_noun(self, place: int, word: str) -> bool:
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

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens = self.context.tokens
        index = self.context.token_index(start)
        found = []
        while index < len(tokens) and tokens[index].end <= end:
            if tokens[index].start >= start:
                found.append(tokens[index])
            index += 1
        return found


def _last_places(names: list[EntityMention]) -> list[EntityMention]:
    """日本|石川县 is one place: the last of a chain."""
    return [
        name
        for at, name in enumerate(names)
        if not (
            at + 1 < len(names)
            and name.end == names[at + 1].start
            and name.label == names[at + 1].label == "GPE"
        )
    ]
