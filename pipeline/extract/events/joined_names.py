"""Names before a verb: which of them are joined, and which a preposition governs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import frame
from pipeline.extract.events.whole_names import PLACES, WholeNames
from pipeline.model import Argument
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT", "FAC", "LOC", "WORK_OF_ART", "LAW"})
_WITH = re.compile(r"(?:与|和|同|跟|及|、|暨|/)$")
_ADVERB = re.compile(
    r"将会?|会(?!议|场|谈)|已经?|曾经?|也|亦|再次?|拟|可能|预计|预定|计划|正式|首次|先后|随后|就此|当面"
)
TOGETHER = frozenset("与同跟和")
_GONE_TO = frozenset("访来赴抵离驻留")
_LISTING = frozenset("、和与及暨")
_WITH_WHOM = re.compile(r"[与同跟](?=[^，；。、与同跟的]{2,16}的$)")
_WITH_THEM = frozenset("与同跟")
_APPOSITION = 12  # code points of the nouns between 的 or 与 and the name
_FROM = re.compile(r"来自|出身|毕业|就读|任职|任教|效力|旅居|现居")
_MODIFIER = 20  # code points of 与 and what it says of a person
#: tags of the words that may stand between what joins two people and the second
NOUN_TAGS = frozenset("n nt nz ns nr nrt nrfg ng vn an b j l eng".split())
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
_BRACKETS = (("(", ")"), ("【", "】"))
_BOTH, _BOTH_STATES = 2, re.compile(r"两国|双方|双边|两军")
_LEVELS = frozenset("市省县州区镇乡国")
ADVERBS_REACH = 4  # code points between a subject and its verb in a reason: 已经|辞任
_TITLE = 12  # code points of a title between a place or body and a person


_WHENCE = re.compile(
    r"(?:来自|毕业[于自]|出生[于在]|生于|就读于?|任职于?|任教于?|效力于?|定居|旅居|现居)[^，；。的]{1,14}的$"
)
_SINCE_WHEN = re.compile(r"[自从在于][0-9去今昨上本]{1,4}[0-9年月日天周晚]{0,10}$")

_IS_ONE = re.compile(r"(?:是|为|系)(?:一|[^，；。]{0,3}唯一)[个座家种名位]")
# 对|甲公司|旗下|乙公司: what the preposition governs goes on
_ITS_OWN = re.compile(r"[、和与及的]*|(?:旗下|名下|辖下|下属|所属)的?")


class JoinedNames(WholeNames):
    """Names with those that they are joined to, and those that stand free before a verb."""

    def joined(self, names: Sequence[EntityMention]) -> list[EntityMention]:
        """The last name with those that it is joined to; 恒大|创办人许家印 are not."""
        if not names:
            return []
        joined = [names[-1]]
        edge = self.past_modifier(0, self._begins(names[-1]))
        for mention in reversed(names[:-1]):
            if mention.start >= edge:
                continue  # 美国 of 与美国总统特朗普
            if not (self.joins(mention.end, edge) or self._with_office(mention, joined[0], edge)):
                break
            joined.insert(0, mention)
            edge = self._begins(mention)
        return joined

    def past_modifier(self, start: int, at: int) -> int:
        """Where 世界排名第八的 begins in 与|世界排名第八的|李强交手; the place itself where no such words stand before it."""
        if self.norm[at - 1 : at] != "的":
            return self._past_nouns(start, at)
        found = _WITH_WHOM.search(self.norm, max(start, at - _MODIFIER), at)
        token = self.context.token_at(found.start()) if found is not None else None
        if found is None or token is None or token.end - token.start > 1 or self.taken[found.start()]:
            return at
        whence = _FROM.match(self.norm, found.end(), at) is not None  # 与|来自高雄的|张强
        return at if self.between(found.end(), at) and not whence else found.end()

    def _past_nouns(self, start: int, at: int) -> int:
        """Where 国际品牌 begins in 与|国际品牌“晨光”合作; the place itself where no preposition stands before such nouns."""
        begins = self.apposition(start, at)
        token = self.context.token_at(begins - 1) if start < begins < at else None
        with_them = token is not None and token.word in _WITH_THEM and not self.taken[token.start]
        return begins if with_them else at

    def apposition(self, start: int, at: int) -> int:
        """Where the nouns begin that stand right before a name: 的|选手|王芳."""
        index = self.context.token_index(at) - 1
        least = max(start, at - _APPOSITION)
        while index >= 0 and self.context.tokens[index].start >= least:
            token = self.context.tokens[index]
            if token.end != at or token.tag not in NOUN_TAGS:
                break
            at, index = token.start, index - 1
        return at

    def _with_office(self, left: EntityMention, right: EntityMention, edge: int) -> bool:
        """卓荣泰、|教育|部长郑英耀: two people, and behind what joins them nothing but nouns that say who the second is."""
        start = left.end + 1
        if left.label != "PERSON" or right.label != "PERSON" or not 0 < edge - start <= _TITLE:
            return False
        if self.norm[left.end] not in _LISTING:
            return False
        index = self.context.token_index(start)
        run = [token for token in self.context.tokens[index : index + _TITLE] if token.start < edge]
        return all(t.start >= start and (t.tag in NOUN_TAGS or t.word == "长") for t in run)  # 学务|长

    def two_states(self, names: Sequence[EntityMention]) -> tuple[Argument, ...]:
        """中荷|双方政府部门, 泰柬|两国: both of two states that are told by a character each."""
        pair = names[-2:]
        short = len(pair) == _BOTH and all(name.label == "GPE" and len(name.text) == 1 for name in pair)
        if not short or pair[0].end != pair[1].start or not _BOTH_STATES.match(self.norm, pair[1].end):
            return ()
        return tuple(Argument(name.mention_id, name.text) for name in pair)

    def gives_title(self, name: EntityMention) -> bool:
        """越南 of 越南外长黎怀中: whose a title is."""
        behind = self.between(name.end, name.end + _TITLE)
        return len(behind) > 0 and behind[0].label == "PERSON" and self._begins(behind[0]) == name.start

    def _begins(self, name: EntityMention) -> int:
        """Where a person begins with the title before the name, and with the place or body that gave it."""
        title = self.title_of(name) if name.label == "PERSON" else ""
        if not title:
            return name.start
        start = name.start - len(title)
        of = self.name_at(start - 1) if start else None
        ends = of is not None and (of.end == start or (of.end == start + 1 and self.norm[start] in _LEVELS))
        return of.start if of is not None and ends and of.label in {"GPE", "ORG"} else start  # 台南|市|长

    def joins(self, start: int, end: int) -> bool:
        """甲与乙, 甲昨日与乙, 甲将于8月20日在上海与乙: with nothing but when, where and how before what joins them."""
        if end - start > 1 and self.norm[end - 1] in TOGETHER:
            start = self._past_when_and_where(start, end - 1)
        return bool(_WITH.fullmatch(self.norm[start:end].strip()))

    def _past_when_and_where(self, start: int, end: int) -> int:
        """The first place from ``start`` on that belongs to no date, no place behind 在 and no adverb."""
        at = start
        while at < end:
            behind = at + (self.norm[at] in "在于")
            where = self.name_at(behind) if behind > at else None
            adverb = _ADVERB.match(self.norm, at, end)
            if self.dated(behind):
                at = behind + 1
            elif where is not None and where.start == behind and where.label in PLACES:
                at = where.end
            elif adverb is not None:
                at = adverb.end()
            else:
                break
        return at

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
            if free and self._stands_for(free[-1].end, mention.start):
                continue  # 沈奕|代表|天津队
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
        """大马|籍骑士, 台湾|时间昨晨, 访|港: from where, by whose clock, or where to."""
        if self.norm.startswith(("籍", "时间"), place.end):
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

    def _within_word(self, mention: EntityMention) -> bool:
        """科学 of 科学家: no body."""
        token = self.context.token_at(mention.end - 1)
        longer = token is not None and token.start == mention.start and token.end == mention.end + 1
        return (
            longer
            and token is not None
            and token.tag == "n"
            and mention.label == "ORG"
            and is_word(token.word)
        )

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
        at = self.past_modifier(start, at)
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
