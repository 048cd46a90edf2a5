"""Whose number it is: the name of the clause that no preposition governs and that does not merely tell of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.anaphors import Anaphor, AnaphorReader
from pipeline.extract.counted.beside import BesideReader
from pipeline.extract.counted.owner_names import OwnerNames, company_of_place, last_places, players
from pipeline.extract.counted.owners import Owners
from pipeline.extract.counted.roles import OWN_RESULTS, Roles
from pipeline.extract.counted.scopes import ScopeReader
from pipeline.extract.counted.tolls import TOLLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.model import DateMention, EntityMention, NumberMention

# a noun between name and measure that has the figure itself: 深圳……中航物业总公司投资两千万元
_ANOTHER_OWNER = re.compile(r"公司|集团|银行|[局院校]$|大学|机构|企业家")
_MARKET = re.compile(r"(?:港|美|台|沪|深|[ABH])股")  # 宁德时代|港股|收报502.5港元: where it is listed
_SCENES = frozenset({"GPE", "LOC", "FAC"})
_AND = frozenset("、和与及")
_JOINTS = frozenset("、和及")
_GOVERNED = re.compile(r"(?:联合|会同|携手|[在从自由因较比就]|(?<![面针应])对)(?:近|约|逾|超过)?$")
_NAMING = frozenset({"纳米", "奈米"})  # 7纳米 is the name of a process
_CAUSES = re.compile(r"造成|导致|酿成?|夺走|[0-9][人名户]、")
_FORECAST = re.compile(
    r"(?:预测|预期|预估|目标).*[上下]?[调修]"
)  # who revises an outlook has not its figures
_PLAYED = frozenset("得分 篮板 助攻 进球 抢断 盖帽 封盖 失误 三分球".split())
_MOST_CLAUSES = 40  # before a figure that are looked at for its subject
_BEATS = re.compile(r"击败|战胜|力克|大胜|险胜|完胜|逆转|逼平|战平|不敌|负于|输给|击退|横扫|淘汰")
# a clause that begins so has a subject of its own
_ANOTHER_SUBJECT = re.compile(
    r"(?:其间|期间|目前|同时)?(?:当地|本地|该地|全球|全国|全省|世界|各地|各国|外界|双方|两者|对方|对手|后者|同业|业界|市场|警[方察]|检方|控方|军方|当局|消防(?:处|员|部门)?|法[院庭]|海关|院方|校方|其他|其它|其余|加上|影响|波及|连同|加计|若[加连])"
)
#: 美国成为最大出超来源，达1501亿美元: not what it has itself
BECOMES = re.compile(
    r"[成作]为[^，。；]{0,12}(?:来源国?|来源地|(?:最大|第[一二三四五]大|首选|主要)的?(?:[\u4e00-\u9fff]{0,3})(?:市场|目的地)|贸易伙伴|贸易对象|出口市场|出口目的地)[，,]"
)
_PART_OF = re.compile(
    r"(?<![0-9一二三四五六七八九十百千.])[0-9一二三四五六七八九十百千]+[^，。；0-9]{0,8}中的$"
)
_OUT_OF = re.compile(r"[^，。；的]{0,6}(?:中|当中|里)(?!央|国|小)")  # 在|93席|国会中抢下十席: nobody's
_LONGEST_SCOPE = 12  # code points; what is longer is a clause of its own


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
        self.roles = Roles(context, entities)
        self._owners = Owners(context.lexicon.measure_words)
        self._may_have, self._of_a_land = self._owners.may_have, self._owners.of_a_land
        self._places = {m.known or m.text for m in entities if m.label == "LOC"}
        self.scopes = ScopeReader(context, entities, dates, numbers, self.roles)
        self._named = OwnerNames(context, entities, numbers, self._owners, self.roles, self.scopes)
        self.anaphors = AnaphorReader(context, self._named.names, dates, self.roles)
        self._beside_it = BesideReader(context, self._named.names, self._named.noun_leads)

    def read(self, number: NumberMention, measure: Measure, clause_start: int) -> tuple[str, Measure]:
        """The mention_id of the name, empty where none is told or more than one could be meant; and the measure.

        What stands between the two narrows the measure: 中国|企业的|市场份额, 英伟达|在中国的|市场份额.
        """
        behind = self._beside_it.behind(number, measure)
        if behind is not None:
            return behind.mention_id, measure
        listed = self._beside_it.listed(number, clause_start) if measure.goes_on else None
        if listed is not None and self._may_have(listed, measure.name):
            return listed.mention_id, measure
        share = self.norm.rfind("占", clause_start, number.start) if "占" in measure.name else -1
        until = number.start if share < 0 else share  # 占美国的资金763亿美元的7% is nothing of America's
        outlook = number.label == "PERCENT" and _FORECAST.search(self.norm, clause_start, number.start)
        whole = _OUT_OF.match(self.norm, number.end) and self.norm[number.start - 1] in "在于从"
        if number.unit in _NAMING or (outlook and not measure.name) or whole:
            return "", measure
        until = self._before_whole(number, clause_start, until)
        before = last_places(self._named.candidates(clause_start, until, measure.name), self.norm)
        if measure.name in _PLAYED:
            before = players(before)
        limit = min(measure.start, until)
        if before:
            chosen = before[0] if len(before) == 1 else self._nearest(before, limit)
            if chosen is None or chosen.end > limit or not self._may_own(chosen, measure, number):
                return "", measure
            return self._of_chosen(chosen, number, measure, clause_start, limit, share)
        inside = self._named.inside(clause_start, until)
        if inside and not (self._of_a_land(measure.name) and self._named.all_tell(inside, until)):
            return self._of_company(number, measure, clause_start, limit)
        anaphor = self.anaphors.read(clause_start, until) if measure.name else None
        if anaphor is not None:
            return self._of_anaphor(anaphor, measure, limit)
        if number.label == "ORDINAL" or self.scopes.noun_between(clause_start, limit):
            return "", measure
        if _ANOTHER_SUBJECT.match(self.norm, clause_start, limit):
            return "", measure
        found = self._from_before(number, measure, clause_start)
        if found is not None and not self._owners.may_inherit(found, measure.name):
            return "", measure
        if found is None or not self._may_have(found, measure.name):
            return "", self._within(measure, "", share, number.start) if share >= 0 else measure
        return found.mention_id, self._within(measure, "", share, number.start)

    def _of_chosen(
        self,
        chosen: EntityMention,
        number: NumberMention,
        measure: Measure,
        clause_start: int,
        limit: int,
        share: int,
    ) -> tuple[str, Measure]:
        """The name that was chosen, and the measure as what stands between the two narrows it."""
        begin = self._behind_cause(chosen.end, limit, measure)
        scope = self.scopes.place_before(clause_start) + self.scopes.between(begin, limit)
        if self._owners.of_a_disaster(measure.name) and self._scene(scope):
            scope = ""  # 花莲县|地震|造成14人死亡, 菲律宾|棉兰老岛|发生规模6.8强震
        if chosen.label == "PERSON" and measure.name in _PLAYED:
            scope = ""  # 普尔为勇士队|得到32分
        if measure.name == "降雨量" and measure.start >= number.start:
            scope = ""  # 西山州|局地出现大暴雨，130至161毫米: the unit tells
        if not self._may_narrow(scope, measure):
            return "", measure
        if scope and share < 0:
            scope = self.scopes.place_before(clause_start) + self.scopes.narrowing(begin, limit)
        return chosen.mention_id, self._within(measure, scope, share, number.start)

    def _before_whole(self, number: NumberMention, clause_start: int, until: int) -> int:
        """Where 国会 begins in 赢得|国会|93席中的83席: who owns the whole has not the part; else ``until``."""
        part = _PART_OF.search(self.norm, clause_start, number.start)
        if part is None:
            return until
        return next((name.start for name in self._named.names if name.end == part.start()), until)

    def _behind_cause(self, start: int, end: int, measure: Measure) -> int:
        """Where the words begin that may narrow a toll: 花莲县因山洪造成|学生死亡人数14人、受伤32人, of each behind the one before."""
        if not self._owners.of_a_disaster(measure.name):
            return start
        for cause in _CAUSES.finditer(self.norm, start, end):
            start = cause.end()
        return start

    def _scene(self, scope: str) -> bool:
        """Whether what stands between place and toll is the disaster, or where in that place it was."""
        return self.context.lexicon.happenings.names_disaster(scope) or scope in self._places

    def _nearest(self, names: Sequence[EntityMention], limit: int) -> EntityMention | None:
        """The last name before ``limit``, None where a verb stands between: then none of the others is nearer."""
        near = next((name for name in reversed(names) if name.end <= limit), None)
        if near is None or self.scopes.verb_between(near.end, limit):
            return None
        return near

    def _within(self, measure: Measure, scope: str, share: int, end: int) -> Measure:
        """The measure as narrowed by what stands between it and its subject; behind 占 by the names there."""
        if not measure.name or (measure.goes_on and share < 0):
            return measure
        if share < 0:
            return measure._replace(name=scope + measure.name)
        whole = self.scopes.between(share, measure.start) if share < measure.start < end else ""
        part, _, rest = measure.name.partition("占")
        part = part or ("" if whole == scope else scope.removesuffix(whole))
        return measure._replace(name=f"{part}占{whole}{rest}")

    @staticmethod
    def _may_narrow(scope: str, measure: Measure) -> bool:
        """Whether what stands between a name and a measure narrows it, and has not the figure itself."""
        if not scope or _MARKET.fullmatch(scope):
            return True
        if measure.name.startswith("场均"):
            return False  # 波士顿塞尔提克的塔图姆场均27.2分: of a player nobody has found
        other = measure.counted or _ANOTHER_OWNER.search(scope) or len(scope) > _LONGEST_SCOPE
        return bool(measure.name) and not other

    def _of_anaphor(self, anaphor: Anaphor, measure: Measure, limit: int) -> tuple[str, Measure]:
        """该行资产总额, 全省流感病例: of the name that the word stands for."""
        scope = self.scopes.between(anaphor.end, limit)
        name = anaphor.name
        if name is None or not self._may_have(name, measure.name) or not self._may_narrow(scope, measure):
            return "", measure
        return name.mention_id, measure._replace(name=f"{scope}{measure.name}")

    def _of_company(
        self, number: NumberMention, measure: Measure, clause_start: int, limit: int
    ) -> tuple[str, Measure]:
        """公司|在美国的|投资: the names of the clause are governed or only tell; its subject may be the company."""
        anaphor = self.anaphors.read(clause_start, number.start) if measure.name else None
        company = None if anaphor is None else anaphor.name
        scope = self.scopes.between(clause_start, limit)
        if company is None or len(scope) > _LONGEST_SCOPE:
            if measure.name in TOLLS:
                return "", measure
            return "", measure._replace(
                name=f"{self._named.beside(clause_start, limit)}{measure.name}"
            ) if measure.name else measure
        return company.mention_id, measure._replace(name=scope + measure.name)

    def _from_before(
        self, number: NumberMention, measure: Measure, clause_start: int
    ) -> EntityMention | None:
        """恒大停牌前报0.163元，跌20.87%: the one name of the clause before that has any.

        A semicolon is passed only by a clause that begins with its measure: 营收9338亿元；净利润3983亿元.
        """
        own = measure.name in TOLLS or self._owners.of_a_place(measure.name)  # 新加坡公布，第二季出口额
        told = measure.name if own else ""
        for start, end in self._clauses_before(number.sentence, clause_start):
            if self.norm[end - 1] in "；;" and not measure.name:
                return None
            found = last_places(self._named.candidates(start, end - 1, told), self.norm)
            if len(found) == 2 and _BEATS.search(self.norm, found[0].end, found[1].start):
                found = found[:1]  # 江州队3比1击败|海东队，总积分升至58分
            if len(found) > 1:  # 中国|电动车龙头|比亚迪公布财报
                found = [name for name in found if not self._named.noun_leads(name, end - 1)] or found
            if found:
                if self._named.of_a_list(found[-1]):
                    return None
                found = self._as_one(found, measure)
                if self._of_a_land(measure.name) and self.norm[found[-1].end : found[-1].end + 1] in _AND:
                    return None  # 土耳其和叙利亚发生地震，造成5000人死亡
                if self._named.of_several(found[-1], end) or self._joined(found[-1]):
                    return None
                alone = len(found) == 1 or OWN_RESULTS.search(self.norm, found[0].end, end)
                return found[0] if alone and not self._named.noun_leads(found[0], end - 1) else None
            inside = self._named.inside(start, end)
            if inside and not (self._of_a_land(measure.name) and self._named.all_tell(inside, end)):
                return None
            if inside:
                continue
            anaphor = self.anaphors.read(start, end - 1)
            if anaphor is not None:
                return anaphor.name
            if _ANOTHER_SUBJECT.match(self.norm, start, end) or self.scopes.noun_leads(start, end - 1):
                return None  # that clause had a subject of its own
        return None

    def _joined(self, name: EntityMention) -> bool:
        """甲机器人和|一家科技公司拿下项目: it has not done alone what its clause tells, though nobody else is named."""
        behind = self.norm[name.end : name.end + 1]
        return behind in _JOINTS and not self._named.begins(name.end + 1)

    def _clauses_before(self, sentence: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the clauses of a sentence before ``end`` begin and end, the nearest first."""
        first = self.context.sentence(sentence).start
        for _ in range(_MOST_CLAUSES):
            if end <= first + 1:
                return
            start = self.context.clause(end - 2)[0]
            if start >= end:
                return
            yield start, end
            end = start

    def _as_one(self, names: list[EntityMention], measure: Measure) -> list[EntityMention]:
        """The last of names that lead to one: 西安市地铁15号线|航天东路站|坍塌，造成3人死亡; 新加坡最大银行|星展集团."""
        company = company_of_place(names, self.norm)
        if company is not None:
            return [company]
        return names[-1:] if self._of_a_land(measure.name) and self._is_scene(names) else names

    def _is_scene(self, names: Sequence[EntityMention]) -> bool:
        """Whether places lead from the larger to the one where it happened; 土耳其和叙利亚 are two."""
        if len(names) < 2 or names[-1].label != "FAC" or any(name.label not in _SCENES for name in names):
            return False
        return not _AND & set(self.norm[names[0].end : names[-1].start])

    def _may_own(self, name: EntityMention, measure: Measure, number: NumberMention) -> bool:
        """Not one of several (蔡旭哲、宋令东和王浩泽三名), not in apposition, and no person for what a company has."""
        behind = self.norm[name.end : name.end + 1]
        told = self.norm[name.start - 1 : name.start] in _AND and not (
            self._named.toll_before(name, measure) or self._named.figure_before(name)
        )
        listed = told or (behind in _AND and behind != "") or self._named.of_several(name, number.start)
        return (
            not listed and self._may_have(name, measure.name) and not self._apposition(name, number, measure)
        )

    def _apposition(self, name: EntityMention, number: NumberMention, measure: Measure) -> bool:
        """中美|两国, H20、MI308|两款; 在97个议席中: not of the name alone, or not of it at all."""
        governed = (not measure.name or measure.counted) and _GOVERNED.search(
            self.norm, max(0, number.start - 4), number.start
        )
        apart = name.end == number.start and number.label == "QUANTITY"
        if apart and name.label == "GPE" and self._of_a_land(measure.name):
            apart = False  # 造成花莲县|14人死亡
        return bool(governed) or apart
