"""Names before a verb: which of them are joined, and which a preposition governs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.whole_names import PLACES, WholeNames
from pipeline.model import Argument
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention

_WITH = re.compile(r"(?:与|和|同|跟|及|、|暨|/|联合|联手|携手)$")
_ADVERB = re.compile(
    r"将会?|会(?!议|场|谈)|已经?|曾经?|也|亦|再次?|拟|可能|预计|预定|计划|正式|首次|先后|随后|就此|当面"
)
TOGETHER = frozenset("与同跟和")
_LATIN = re.compile(r"\([A-Za-z .'-]+\)")  # 在阿拉斯加州(Alaska)|与普京
_JOINING = ("联合", "联手", "携手")  # 美国联合|日本签署
_LISTING = frozenset("、和与及暨")
_WITH_WHOM = re.compile(r"[与同跟](?=[^，；。、与同跟的]{2,16}的$)")
_WITH_THEM = frozenset("与同跟")
_APPOSITION = 12  # code points of the nouns between 的 or 与 and the name
_FROM = re.compile(r"来自|出身|毕业|就读|任职|任教|效力|旅居|现居")
_MODIFIER = 20  # code points of 与 and what it says of a person
#: tags of the words that may stand between what joins two people and the second
NOUN_TAGS = frozenset("n nt nz ns nr nrt nrfg ng vn an b j l eng".split())
_BOTH, _BOTH_STATES = 2, re.compile(r"两国|双方|双边|两军")
_LEVELS = frozenset("市省县州区镇乡国")
ADVERBS_REACH = 4  # code points between a subject and its verb in a reason: 已经|辞任
_TITLE = 12  # code points of a title between a place or body and a person

# 外贸与|发展部长: two fields of one office
_FIELDS = (
    r"(?:外贸|贸易|经济|财政|能源|科[技学]|技术|文化|体育|教育|卫生|环境|农业|渔业|工业|商业|交通|通[信讯]|住房|城市|内政|司法|社会|劳工|"
    r"就业|移民|创新|资源|旅游|安全|国防|外交|福利|家庭|青年|妇女|食品|水利|土地|投资|产业|数字|信息|数码|人力|发展|合作|保护|事务)"
)
_FIELD = re.compile(rf"(?:时任|前任?|原|候任|现任)?{_FIELDS}(?:[与和及暨]|以及){_FIELDS}{{0,2}}$")
_FIELD_LENGTH = 12
_MINISTERS = frozenset("部长 大臣 局长 署长 厅长 司长 专员 部長 局長 署長 廳長 司長 專員".split())


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
        field = _FIELD.search(self.norm, max(0, start - _FIELD_LENGTH), start)
        start = field.start() if field is not None and title[-2:] in _MINISTERS else start
        of = self.name_at(start - 1) if start else None
        ends = of is not None and (of.end == start or (of.end == start + 1 and self.norm[start] in _LEVELS))
        return of.start if of is not None and ends and of.label in {"GPE", "ORG"} else start  # 台南|市|长

    def joins(self, start: int, end: int) -> bool:
        """甲与乙, 甲昨日与乙, 甲将于8月20日在上海与乙: with nothing but when, where and how before what joins them."""
        if end - start > 1 and self.norm[end - 1] in TOGETHER:
            start = self._past_when_and_where(start, end - 1)
        elif self.norm.endswith(_JOINING, start, end):
            start = self._past_when_and_where(start, end - len(_JOINING[0]))
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
            elif adverb is not None or (adverb := _LATIN.match(self.norm, at, end)) is not None:
                at = adverb.end()
            else:
                break
        return at

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
