"""Which names of a clause are free to be its subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import frame
from pipeline.extract.events.joined_names import ADVERBS_REACH, TOGETHER, JoinedNames
from pipeline.extract.events.whole_names import PLACES
from pipeline.extract.routes import on_route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT", "FAC", "LOC", "WORK_OF_ART", "LAW"})
_GONE_TO = frozenset("访来赴抵离驻留")
_WHERE = re.compile(
    r"(?:开幕式|闭幕式|现场|会议)?(?:上(?![月周年午个半游])|中(?![国午旬])|里|内(?![地部阁])|期间)(?![\u4e00-\u9fff]?的)"
)
# 就俄乌战争|进行会谈: what is talked about
_ABOUT_WHAT = re.compile(r"就(?![业任职读诊餐医此是要会已在将])")
_TALKS = re.compile(
    r"(?:等|的|有关|相关|问题|议题|事宜|情况|局势|一事|[一二两三四多]轮)*(?:进行|展开|举行|开展|交换|达成|发表|作出|做出|接受|提出)?"
    r"(?:了|过)?(?:会谈|磋商|谈判|讨论|对话|协商|沟通|会晤|通话|交流|辩论|表决|交换|发表|表示|达成|提出|回应|接受|作出)"
)
_SUCH_AS = re.compile(r"等[\u4e00-\u9fff]{1,8}的(?!是)")  # 巴黎|等大城市的票站
_CLOSES = re.compile(
    r"(?:会议|大会|论坛|峰会|仪式|典礼|活动|发布会|记者会|座谈会|研讨会)[上中]|(?<![小同即届临])时(?![任间代段期刻候常装事而])|期间"
)
_SINCE_EVENT = re.compile(r"(?:之后|以后|后|以来|期间|之前|前(?!往|进))")
_BUILDING = re.compile(r"[\u4e00-\u9fff]{0,2}?(?:公寓|大厦|商场|花园|住家|餐厅|夜市|巴刹|小区|社区)")
_IN = re.compile(r"在[^，；。的]{0,12}$")
_CITES = re.compile(r"(?:援引|引述|转引|引用)[^，；。]{0,14}$")
_FOR = re.compile(r"[他她们](?:[将曾已还也]|首次|再次|多次)*代表$")
_BRACKETS = (("(", ")"), ("【", "】"))
_WHENCE = re.compile(
    r"(?:来自|毕业[于自]|出生[于在]|生于|就读于?|任职于?|任教于?|效力于?|定居|旅居|现居)[^，；。的]{1,14}的$"
)
_SINCE_WHEN = re.compile(r"[自从在于][0-9去今昨上本]{1,4}[0-9年月日天周晚]{0,10}$")
_IS_ONE = re.compile(r"(?:是|为|系)(?:一|[^，；。]{0,3}唯一)[个座家种名位]")
# 对|甲公司|旗下|乙公司: what the preposition governs goes on
_ITS_OWN = re.compile(
    r"(?:\([A-Za-z .'-]*|[A-Za-z .'-]*\)|\([A-Za-z .'-]+\))?[、和与及的]*|(?:旗下|名下|辖下|下属|所属)的?"
)


class FreeNames(JoinedNames):
    """The names before a verb that no other word has taken up."""

    def free_names(self, clause: Clause, trigger: int) -> list[EntityMention]:
        """The names before a verb that no preposition governs and that stand in no brackets."""
        start = clause.start
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in _ACTORS]
        free: list[EntityMention] = []
        if not names:
            return free
        framed = frame(self.norm, clause)
        for mention in names:
            behind = self.norm[mention.end : mention.end + 1]
            if mention.label in PLACES and self._is_whence(mention):
                continue
            if self._bracketed(mention, start) or self._within_word(mention):
                continue
            if mention.label == "EVENT" and _SINCE_EVENT.match(self.norm, mention.end):
                continue  # 中共十八大|后
            if self.governed(start, mention, names):
                if self._of_reason(start, mention, trigger):
                    return [mention]  # 政局因李某|辞任总理而剧变
                continue
            if free and _IS_ONE.search(self.norm, free[-1].end, mention.start):
                continue  # 新加坡是一个|华人占主体的社会
            if self._talked_about(start, mention) or _SUCH_AS.match(self.norm, mention.end, trigger):
                continue
            if self.context.in_dateline(mention.end) or (
                behind in {"讯", "电"}
                and self.norm.startswith(("讯", "电(", "电 ("), mention.end)
                and (mention.start == start or self.norm[mention.end + 1] == "(")
            ):
                free.clear()  # 新华社|北京|6月20日电
                continue
            if self._represented(start, mention) or (free and self._stands_for(free[-1].end, mention.start)):
                continue  # 他代表|中国, 沈奕|代表|天津队
            if free and (
                self._in_course(free[-1].end, mention, trigger)
                or _CITES.search(self.norm, free[-1].end, mention.start)
            ):
                continue  # 路透社20日援引|军方|的话称
            if (framed is not None and framed < mention.start) or _WHERE.match(
                self.norm, mention.end, trigger
            ):
                continue
            free.append(mention)
        return free

    def _is_whence(self, place: EntityMention) -> bool:
        """大马|籍骑士, 台湾|时间昨晨, 访|港, 来往|厦门|与金门的客轮: from where, by whose clock, or where to."""
        if self.norm.startswith(("籍", "时间"), place.end) or on_route(self.norm, place.start, place.end):
            return True
        return len(place.text) == 1 and self.norm[place.start - 1] in _GONE_TO

    def _of_reason(self, start: int, name: EntityMention, trigger: int) -> bool:
        """政局因2月底李某|辞任总理而剧变: 因 takes in a clause whose subject the name is."""
        at = self.norm.rfind("因", start, name.start) + 1
        if not at or trigger - name.end > ADVERBS_REACH or "的" in self.norm[name.end : trigger]:
            return False
        dated = all(self.dated(place) for place in range(at, name.start))
        return dated and self.norm.find("而", trigger, self.context.clause(trigger)[1]) >= 0

    def _in_course(self, start: int, name: EntityMention, trigger: int) -> bool:
        """杨明在当日开幕的|全国政协|会议上经过通道时说: a name between 在 and what closes it."""
        at = self.norm.find("在", start, name.start)
        token = self.context.token_at(at) if at >= 0 else None
        if token is None or (token.start, token.end) != (at, at + 1) or self.taken[at]:
            return False
        return _CLOSES.search(self.norm, name.end, trigger) is not None

    def _represented(self, start: int, name: EntityMention) -> bool:
        """他代表|中国参赛: for whom somebody does it that no name tells."""
        return name.label in {"GPE", "ORG"} and _FOR.search(self.norm, start, name.start) is not None

    def _stands_for(self, start: int, end: int) -> bool:
        """沈奕|今年代表|天津队: nothing but a date and 代表 between two names."""
        at = end - len("代表")
        return (
            self.norm.startswith("代表", at) and at >= start and self.taken.count(1, start, at) == at - start
        )

    def _talked_about(self, start: int, name: EntityMention) -> bool:
        """与总统就结束|俄乌战争|进行会谈: 就 stands before the name, and a verb of talk right behind it."""
        at = self.norm.rfind("就", start, name.start) if name.start > start else -1
        if at < 0 or _ABOUT_WHAT.match(self.norm, at) is None or _TALKS.match(self.norm, name.end) is None:
            return False
        token = self.context.token_at(at)
        return token is not None and (token.start, token.end) == (at, at + 1)

    def _in_building(self, start: int, mention: EntityMention) -> bool:
        """在鹅唛|阿玛拉|公寓: a name that a building has its own from, behind 在."""
        inside = _BUILDING.match(self.norm, mention.end) and _IN.search(
            self.norm, max(start, mention.start - 14), mention.start
        )
        return bool(inside)

    def _bracketed(self, mention: EntityMention, start: int) -> bool:
        for opening, closing in _BRACKETS if mention.start > start else ():
            opened = self.norm.rfind(opening, start, mention.start)
            if opened >= 0 and self.norm.find(closing, opened, mention.start) < 0:
                return True
        return False

    def governed(self, start: int, mention: EntityMention, names: Sequence[EntityMention]) -> bool:
        """Whether a preposition governs a name, or the chain of names that it ends (在广东省阳江市)."""
        at = self._begins(mention)
        at -= at > start and self.norm[at - 1] in "《“「『"  # 在《|科学|》杂志, 与品牌“|晨光|”合作
        at = self.past_modifier(start, at) if at > start else at
        if mention.label == "PERSON" and self.norm[at - 1] == "的" and _WHENCE.search(self.norm, start, at):
            return False  # 来自北京的|王芳抵达上海
        for other in reversed(names):
            if other.end <= at and _ITS_OWN.fullmatch(self.norm, other.end, at):
                at = self._begins(other)
        if mention.label == "PERSON" and _SINCE_WHEN.search(self.norm, start, at) and self.dated(at - 1):
            return False  # 自2024年8月|宗馥莉接班后
        if at == start + len("自从") and self.norm.startswith("自从", start):
            return False  # 自从|军方2021年推翻政府以来
        if self.in_phrase(start, at) or self._in_building(start, mention):
            return True
        if at <= start or self.norm[at - 1] not in TOGETHER:
            return False
        return not any(
            other.end < at and self.joins(other.end, at) and not self.in_phrase(start, other.start)
            for other in names
        )
