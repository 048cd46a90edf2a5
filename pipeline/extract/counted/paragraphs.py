"""What a paragraph goes on with: 当季毛利率为58.6% is of the company that was told just before.

台积电二季度营收9338亿元。当季毛利率为58.6%。    subject 台积电

Only results of a company (营收, 毛利率) are carried, only into a sentence that opens with its period or with its measure,
and only where no other company has been named since.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.roles import OFFICE, OWN_RESULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import EntityMention, NumberMention

_CHANGED = re.compile(r"(?:同比|环比)?[增降]幅$")
# what may stand before the measure where a sentence opens with it; dates are not looked at
_OPENING = re.compile(
    r"(?:(?:得益于|受益于|受惠于|由于|随着)[^，,。；]{2,30}[，,]|以及[^，,。；]{2,24}[，,]|不过|尽管|虽然|但是?|[^，,。；]{2,4}方面[，,]|分[^，,。]{1,4}看[，,]|(?:财报|年报|季报|中报|半年报|业绩|公告|报告|招股(?:说明)?书|申请文件)(?:数据)?显示|截[至止]|止|其中|当季度?|本季度?|该季度?|单季|季内|期内|报告期内|上半年|下半年|全年|同期|累计|共计?|合计|此外|同时|预计|预期|预估|估计|换算成美元|折合美元|以美元计|合并|综合|公司|集团|实现|的|总|每股|宣派|拟派发?|派发?|派付|[，,])*+"
)
# a list or a clause that tells whose results follow: - **5月28日**：公司公布第一财季业绩，营收441亿美元
_RESULTS_TOLD = re.compile(
    r"[-*\s:：·]*(?:该)?公司(?:昨|今|昨天|今天|随后)?(?:公布|发布|披露|公告)(?:了)?第?[^，,。]{0,6}(?:业绩|财报|季报|年报|成绩单)[，,：:]"
)
# who tells so has results of its own: 小米昨公布，第二季纯利108.3亿元
_PUBLISHES = re.compile(r"(?:\([^()]{1,12}\))?[^，,。；]{0,4}(?:公布|公告|披露|宣布|发布)[，,：:]?$")
# what a company earns or sells somewhere: 客运业务收入, 门店销量
_BUSINESS = re.compile(r"(?:业务|客运|市场|门店|分部)[^，]{0,4}(?:收入|营收|利润|销量|销售额|交付量)")
# bodies that publish the figures of others
_NO_COMPANY = re.compile(
    r"[局部委署厅院所会处]$|中心|机构|证券|咨询|研究|交易所|协会|联合会|政府|央行|人民银行|金管会"
)
# the papers of a company that the sentence before has named
_PAPERS = re.compile(
    r"[ \u3000]*(?:根?据)?(?:其|该|公司)?(?:招股(?:说明)?书|申请文件|公告|财报|年报|半年报|季报)(?:数据)?(?:显示|披露|称)?[，,：]"
)
# 第三季净利同比下降2%, 上半年营收100亿元: an article that begins so is a report too
_EARNS = re.compile(
    r"(?:第?[一二三四1-4首]季度?|[上下]半年|全年|中期|[前首][两二三六九2369]个?[月季]度?)[^，,。；]{0,8}(?:净利|纯利|盈利|溢利|营收|营业收入|净亏损)"
)
_LEADS = 24  # code points from the beginning of a sentence within which it names whom it is about
_NAME_TAGS = frozenset("nr nrt nrfg ns nt".split())
_ACHIEVES = frozenset({"实现", "完成", "取得"})
_A_PART = re.compile(
    r"业务|板块|分部|产品|服务|市场|渠道|项目|工程|海外|国内|境外|境内|季度?|年|月|累计|合计|[线部区店网品]$"
)
_EXPECTS = re.compile(r"(?:预计|预期|预估|预测)")
_TELLS_OWN = re.compile(r"[^，,。；]{0,4}(?:公布|公告|披露|宣布|发布|表示|指出?|称)")
_ANALYSTS = re.compile(
    r"银行|证券|高盛|摩根|花旗|瑞银|大和|野村|里昂|中金|汇丰|麦格理|巴克莱|美银|投资|资本|基金|信评|评级|穆迪|标普|惠誉|调研|数据|国际"
)
# of whom the next sentence may go on to tell
_OTHERS = re.compile(
    r"行业|市场(?!预期|预估|预测|普遍)|业界|同业|同行|板块|对手|机构|协会|全国|全球|我国|产业|供应商|客户(?!存款|贷款|总|数|资产|余额)|子公司"
)


class ParagraphReader:
    """Carries companies from sentence to sentence; asked for the numbers of one article in their order."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        compounds: Compounds,
    ) -> None:
        self.context = context
        self.norm = context.norm
        self._words = context.lexicon.measure_words
        self._names = sorted(entities, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._names]
        self._by_id = {mention.mention_id: mention for mention in entities}
        self._compounds = compounds
        first = next((mention for mention in self._names if mention.label == "ORG"), None)
        self._leading = "" if first is None else _name(first)
        lead = 0 if first is None else min(first.sentence + 1, len(context.document.sentences) - 1)
        until = 0 if first is None else context.sentence(lead).end
        results = first and (
            OWN_RESULTS.search(self.norm, 0, until)
            or (_EARNS.search(self.norm, first.end, until) and not _NO_COMPANY.search(_name(first)))
        )
        self._reports = bool(results)  # whether the article begins with the results of a company
        self._numbers: list[NumberMention] = []
        self._companies: set[str] = set()  # those with a figure so far
        self._company_last: EntityMention | None = None
        self._last: tuple[NumberMention, EntityMention] | None = None  # the last figure with a subject
        self._carried: tuple[int, str] = (
            -1,
            "",
        )  # sentence and measure of the last figure that was carried into

    def subject(self, number: NumberMention, measure: Measure, clause_start: int) -> str:
        """The mention_id of the company whose result this is, empty where none is told for certain."""
        name = measure.name.removeprefix("预计")
        start = self.context.sentence(number.sentence).start
        if self._words.tell(name, "place"):
            return self._of_land(number, measure, start, clause_start)
        plain = _CHANGED.sub("", name)
        if _OTHERS.search(name) or not (self._words.tell(plain, "result") or self._in_report(plain)):
            return ""
        if self._named(start, number.start):
            return self._expecting(number, measure, start, clause_start)
        if not self._goes_on(number, measure, start, clause_start):
            return ""
        narrowed = self.context.lexicon.amounts.measures.get(plain) is None
        if narrowed and self._of_another(measure, number):
            self._last = None
            return ""
        company = self._company(number, start)
        if company is None:
            return ""
        self._carried = number.sentence, _CHANGED.sub("", name)
        return company.mention_id

    def _of_another(self, measure: Measure, number: NumberMention) -> bool:
        """德赛|电池营收, 蓝海电池|实现营收: the measure is led by a name that nobody knows; 汽车业务实现营收 is no name."""
        if measure.start >= number.start:
            return False
        tokens = self.context.tokens_in(measure.start, number.start)
        if any(token.tag in _NAME_TAGS for token in tokens):
            return True
        achieves = next((at for at, token in enumerate(tokens) if token.word in _ACHIEVES), 0)
        return achieves > 0 and _A_PART.search(tokens[achieves - 1].word) is None

    def _in_report(self, measure: str) -> bool:
        """客户存款总额 and 成本收入比: what a report on the results of one company tells of it, and of no other."""
        if self._companies and self._companies != {self._leading}:
            return False
        return self._reports and self._words.tell(measure, "report")

    def of_report(self, owner: EntityMention, measure: str) -> EntityMention | None:
        """港铁 of 香港客运业务收入 in its report: a place that narrows a result is no owner of it."""
        if owner.label != "GPE" or not self._reports or self._companies != {self._leading}:
            return None
        return self._company_last if _BUSINESS.search(measure) else None

    def _of_land(self, number: NumberMention, measure: Measure, start: int, clause_start: int) -> str:
        """浙江生产总值45004亿元。其中，第一产业增加值1118亿元: statistics of the place that the sentence before told of."""
        if (
            self._last is None
            or self._last[1].label != "GPE"
            or not self._words.tell(self._last[0].measure, "place")
        ):
            return ""
        told, place = self._last
        near = number.sentence - told.sentence <= 1 and self.norm.find("\n", told.end, start) < 0
        if not near or self._named(told.end, number.start) or measure.start >= number.start:
            return ""
        return place.mention_id if self._opens(max(start, clause_start), measure.start) else ""

    def _expecting(self, number: NumberMention, measure: Measure, start: int, clause_start: int) -> str:
        """英伟达预计营收540亿美元; 輝達執行長黃仁勳表示，營收預估為540億美元: the outlook of the company that is told of."""
        inside = self._names[bisect_left(self._starts, start) : bisect_left(self._starts, number.start)]
        owners = {_name(mention) for mention in inside if mention.label == "ORG"}
        if len(owners) != 1 or any(mention.label not in {"ORG", "PERSON"} for mention in inside):
            return ""
        company = next(mention for mention in inside if mention.label == "ORG")
        if self._publishes(company, measure, clause_start):
            return company.mention_id
        own = self._reports and _name(company) == self._leading
        own = own or self._alone(company, number.start)
        if not (own or _name(company) in self._companies) or _OTHERS.search(self.norm, start, number.start):
            return ""
        if company.start >= clause_start:
            tells = _EXPECTS.match(self.norm, company.end) or _TELLS_OWN.match(self.norm, company.end)
            return (
                company.mention_id
                if tells and self._opens(tells.end(), max(measure.start, tells.end()))
                else ""
            )
        return company.mention_id if self._opens(clause_start, measure.start) else ""

    def _alone(self, company: EntityMention, end: int) -> bool:
        """Whether no other company is named before ``end``, so that what this one tells is its own; banks tell of others."""
        if _NO_COMPANY.search(_name(company)) or _ANALYSTS.search(_name(company)):
            return False
        return all(_name(mention) == _name(company) for mention in self._between(0, end))

    def _publishes(self, company: EntityMention, measure: Measure, clause_start: int) -> bool:
        """小米昨公布，第二季纯利108.3亿元: a company that publishes results tells of its own."""
        return (
            company.end < clause_start
            and _NO_COMPANY.search(_name(company)) is None
            and _PUBLISHES.match(self._compounds.undated(company.end, clause_start)) is not None
            and self._opens(clause_start, measure.start)
        )

    def of_before(self, number: NumberMention, measure: Measure, clause_start: int) -> str:
        """The subject of the number that this one goes on with, where no name stands between: 营收467亿美元，年增56%、季增6%.

        A share goes on with the number before its clause: 筹集52亿美元，占美国企业763亿美元的7%.
        """
        until = clause_start if "占" in measure.name else number.start
        ended = (told for told in reversed(self._numbers) if told.end <= until)
        before = next((told for told in ended if told.measure or told.subject), None)
        if before is None or before.sentence != number.sentence or self._named(before.end, until):
            return ""
        return before.subject

    def named(self, mention_id: str) -> EntityMention | None:
        """The mention of that id, None for the empty one."""
        return self._by_id.get(mention_id)

    def note(self, number: NumberMention) -> None:
        """Take down whose figure was told."""
        self._numbers.append(number)
        owner = self._by_id.get(number.subject)
        if owner is not None:
            self._last = number, owner
            if owner.label == "ORG":
                self._companies.add(_name(owner))
                self._company_last = owner

    def _goes_on(self, number: NumberMention, measure: Measure, start: int, clause_start: int) -> bool:
        """Whether the sentence opens with period or measure, or its clause does behind one that did."""
        told = _RESULTS_TOLD.match(self._compounds.undated(start, clause_start))
        if told and self._opens(clause_start, measure.start):
            return True
        carried = self._carried[1] if self._carried[0] == number.sentence else self._same_sentence(number)
        if not carried:
            return measure.start < number.start and self._opens(start, measure.start)
        if measure.start >= number.start:  # 环比增长17.8%: the measure is that of the figure before
            return bool(_CHANGED.search(measure.name)) and carried in measure.name
        return self._opens(clause_start, measure.start)

    def _same_sentence(self, number: NumberMention) -> str:
        """The measure of the last figure, where it was a company's in the sentence of ``number`` and none is named since."""
        if self._last is None or self._last[0].sentence != number.sentence or self._last[1].label != "ORG":
            return ""
        told = self._last[0]
        return "" if self._named(told.end, number.start) else _CHANGED.sub("", told.measure)

    def _opens(self, start: int, end: int) -> bool:
        return _OPENING.fullmatch(self._compounds.undated(start, end).strip()) is not None

    def _company(self, number: NumberMention, start: int) -> EntityMention | None:
        """The company of the sentence before, or the only one of the article; no other is named since its figure."""
        if self._last is None or self._last[1].label != "ORG":
            return self._announced(number, start)
        told, company = self._last
        if OFFICE.search(_name(company)):
            return None
        paragraph = self.norm.rfind("\n", 0, start) + 1
        near = told.start >= paragraph and number.sentence - told.sentence <= 1
        alone = self._companies == {self._leading} == {_name(company)}
        others = {_name(mention) for mention in self._between(company.start, start)} - {_name(company)}
        if _PAPERS.match(self.norm, start):
            others = {name for name in others if _NO_COMPANY.search(name) is None}
        if others or _OTHERS.search(self.norm, told.end, start):
            return None
        return company if near or alone else None

    def _announced(self, number: NumberMention, start: int) -> EntityMention | None:
        """小米集团发布第二季度业绩。财报显示，营收1159.6亿元: the one body of the sentence before, whose results it told of."""
        if number.sentence == 0:
            return None
        before = self.context.sentence(number.sentence - 1).start
        bodies = self._between(before, start)
        papers = _PAPERS.match(self.norm, start)
        if papers is not None:  # 某公司向港交所递交申请。招股书显示，
            bodies = [body for body in bodies if _NO_COMPANY.search(_name(body)) is None]
            if not bodies or any(body.start > before + _LEADS for body in bodies[:1]):
                return None
        if len({_name(body) for body in bodies}) != 1 or _NO_COMPANY.search(_name(bodies[0])):
            return None
        results = papers or OWN_RESULTS.search(self.norm, bodies[-1].end, start)
        return bodies[-1] if results and not _OTHERS.search(self.norm, bodies[-1].end, start) else None

    def _between(self, start: int, end: int) -> list[EntityMention]:
        inside = self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in inside if mention.label == "ORG"]

    def _named(self, start: int, end: int) -> bool:
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)


def _name(mention: EntityMention) -> str:
    return mention.known or mention.text
