"""What 他, 公司 and 大会 take up again: the names that the text has told of, and how long each may be meant.

他 means who was the last subject, in the same sentence or the one before of the paragraph, as long as nobody else was
told of since. 公司 means the one company that was a subject in the paragraph, else the main company of the article.
三人 and 两者 mean the last names that were joined, if there are as many, 这艘飞船 and 当地 the last thing or place of the
paragraph if it stood alone, 法官 the one person who was called so. What is not certain is left open.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention

_NO_COMPANY = re.compile(
    r"(?:[部委局署院会厅办处党社报队府]|办公室|政府|当局|警方|法院|大学|学院|学校|医院|白宫|交易所|[联港深上]交所|联盟|组织|电视台|电台|时报|日报|新闻|通讯社|联合国)$"
)
SOMEBODY = re.compile(
    r"(?:分析师|分析员|分析人士|专家|官员|发言人|人士|负责人|经济学家|教授|学者|研究员|律师|经理|总监|主管|高管|董事长|顾问|代表|议员|医生|教练|队友|同事)"
)
_INFORMS = re.compile(
    r"(?: ?[aA][pP][pP]|平台|网站?|官网|系统|专业版|的|企业|工商|股权|司法|公开|注册|登记)*(?:数据|信息|资料|记录|查询|档案|页面|结果)*(?:(?P<shows>显示|可见|表明)|(?=[，,]))"
)
_SOME = re.compile(r"(?<![是为])(?:[一某另有]|有一|另一)[位名][^，。；]{1,14}")
_MEETINGS = ("会", "會", "会议", "會議", "峰会", "峰會", "论坛", "論壇")
# 总统阿利耶夫|和亚美尼亚总理|帕希尼扬
_AND_WITH_TITLE = re.compile(
    r"(?:以及|[、和与及暨])[\u4e00-\u9fff]{0,8}?(?:总统|总理|首相|主席|部长|外长|防长|国王|领导人|领袖|国务卿|大臣|秘书长|总裁|执行长|市长|州长)"
)
_JOINED = frozenset({"、", "和", "与", "及", "以及", "跟", "同", "暨"})
# titles that many bear: the next one who is called so may be another
_MANY = re.compile(
    r"(?:记者|专家|学者|教授|议员|代表|发言人|分析师|律师|医生|员|者|人|手|士|家|师|生|长子|先生|女士|小姐)$"
)
_OFTEN, _MUCH_OFTENER = (
    3,
    2,
)  # mentions of a main company or team, and how often another may be named beside it


@dataclass(slots=True)
class Told:
    """The names that the text has told of.

    ``topic`` is the subject told of last; ``unclear`` tells that the pronoun asked for last means nobody for certain.
    """

    main: EntityMention | None = None
    person: Argument | None = None
    team: Argument | None = None
    one_team: bool = False  # ``team`` is the one that the article is about
    court: Argument | None = None
    meeting: Argument | None = None
    it: Argument | None = None
    people: tuple[Argument, ...] = ()
    topic: tuple[Argument, ...] = ()
    heading: tuple[Argument, ...] = ()
    kinds: dict[str, Argument] = field(default_factory=dict)  # 飞船, after 神舟二十号载人飞船
    unclear: bool = False
    _bodies: dict[str, tuple[Argument, bool]] = field(default_factory=dict)  # of the paragraph
    _joined: tuple[EntityMention, ...] = ()  # the last names that were joined: 嫦娥五号和嫦娥六号
    _subjects: list[tuple[str, Argument]] = field(default_factory=list)  # of the clauses of the sentence
    _persons: list[EntityMention] = field(default_factory=list)  # of this sentence and the one before
    _last: dict[str, tuple[int, EntityMention | None]] = field(
        default_factory=dict
    )  # label -> sentence, the name
    _holders: dict[str, dict[str, Argument]] = field(default_factory=dict)  # title -> person -> name
    _levels: dict[str, dict[str, EntityMention]] = field(default_factory=dict)  # 省 -> the provinces named
    _chain: tuple[Argument, int] | None = None  # whom 他 meant last, and in which sentence
    _now: int = 0
    _since: int = 0  # the sentence in which ``person`` was last the subject

    def begin(self, sentence: int, *, paragraph: bool) -> None:
        """Come to the next sentence: who is told of two sentences or a paragraph before is no longer 他."""
        self._now = sentence
        if paragraph or sentence - self._since > 1:
            self.person = None
        if paragraph:
            self._chain = None
        self._subjects.clear()
        self._persons = [one for one in self._persons if one.sentence == sentence - 1 and not paragraph]
        if paragraph:
            self._bodies.clear()
            self._last.clear()
            if [a for a in self.people if a not in self.topic]:
                self.people = ()

    def take(self, mention: EntityMention | None, *, speaks: bool) -> None:
        """Remember a subject; who only speaks (``speaks``) is not what 它 means."""
        if mention is None:
            return
        argument = Argument(mention.mention_id, mention.text)
        self._subjects.append((mention.known or mention.key, argument))
        if mention.label == "PERSON":
            self.person, self._since, self._chain = argument, self._now, None
        elif mention.label == "ORG":
            self._bodies[mention.known or mention.key] = (argument, is_company(mention))
            if mention.text.endswith(("队", "隊")) and not self.one_team:
                self.team = argument
        if mention.label in {"ORG", "PRODUCT", "EVENT", "FAC"} and not speaks:
            self.it = argument

    def see(self, mention: EntityMention, title: str = "") -> None:
        """Remember a name wherever it stands, with the title that stands before a person.

        Another person than the subject leaves open who 他 is, and one more than those that were joined who 三人 are.
        """
        if mention.label == "PERSON":
            self._see_person(mention, title)
        sentence, last = self._last.get(mention.label, (-1, None))
        key = mention.known or mention.key
        alone = sentence < self._now or (last is not None and key == (last.known or last.key))
        self._last[mention.label] = self._now, mention if alone else None
        if mention.label == "GPE":
            self._levels.setdefault(normalise(mention.text[-1]), {})[key] = mention
        if mention.label == "EVENT" and mention.text.endswith(_MEETINGS):
            self.meeting = Argument(mention.mention_id, mention.text)
        elif mention.label == "ORG" and mention.text.endswith(("法院", "高院", "法庭")):
            self.court = Argument(mention.mention_id, mention.text)

    def _see_person(self, mention: EntityMention, title: str) -> None:
        if self.person is not None:
            one, other = normalise(mention.text), normalise(self.person.text)
            if one not in other and other not in one:
                self.person = None
        self._persons.append(mention)
        if self._joined and self._joined[0].label == "PERSON":
            keys = {one.known or one.key for one in self._joined}
            if (mention.known or mention.key) not in keys:
                self._joined = ()
        self.hold(mention, title)

    def hold(self, mention: EntityMention, title: str) -> None:
        """Remember that a person bears a title."""
        if len(title) > 1 and not _MANY.search(title):
            known = mention.known or mention.key
            self._holders.setdefault(title, {})[known] = Argument(mention.mention_id, mention.text)

    def gather(self, names: Sequence[EntityMention], norm: str) -> None:
        """Remember the last names of a clause that are joined: A和B, A、B和C, 中美."""
        run: list[EntityMention] = []
        for name in names:
            between = norm[run[-1].end : name.start].strip() if run else ""
            near = between in _JOINED or (not between and bool(run) and len(run[-1].text) == 1)
            near = near or (name.label == "PERSON" and _AND_WITH_TITLE.fullmatch(between) is not None)
            if run and near and name.label == run[-1].label:
                run.append(name)
            else:
                run = [name]
            if len(run) > 1:
                self._joined = tuple(run)

    def they(self, count: int, label: str) -> tuple[Argument, ...]:
        """``count`` names of one kind that are told of as one (0: any number); empty where they may be others."""
        if self.people and count in {0, len(self.people)}:
            return self.people
        joined = self._joined if not label or (self._joined and self._joined[0].label == label) else ()
        found: tuple[Argument, ...] = ()
        if joined and count in {0, len(joined)}:
            found = tuple(Argument(one.mention_id, one.text) for one in joined)
        elif label == "PERSON":
            found = self._all_of(count)
        elif count == len(dict(self._subjects[-count:])) and not label:
            found = tuple(argument for _, argument in self._subjects[-count:])
        if found and label == "PERSON":
            self.people = found
        return found

    def _all_of(self, count: int) -> tuple[Argument, ...]:
        """The persons of this sentence and the one before, if they are as many."""
        named = {one.known or one.key: Argument(one.mention_id, one.text) for one in self._persons}
        return tuple(named.values()) if len(named) == count else ()

    def pair(self) -> tuple[Argument, Argument] | None:
        """The two that 前者 and 后者 tell apart."""
        if len(self._joined) != 2:
            return None
        one, other = (Argument(name.mention_id, name.text) for name in self._joined)
        return one, other

    def thing(self, label: str) -> Argument | None:
        """The last name of a kind in the paragraph, if the sentence that named it named no other."""
        _, last = self._last.get(label, (-1, None))
        return None if last is None else Argument(last.mention_id, last.text)

    def place(self) -> Argument | None:
        """What 当地 is: the last country, city or province of the paragraph; of a chain (广东阳江) it may be either."""
        return self.thing("GPE")

    def level(self, level: str) -> Argument | None:
        """What 全省 is: the one place of the article so far that is written with 省."""
        named = list(self._levels.get(level, {}).values())
        return Argument(named[0].mention_id, named[0].text) if len(named) == 1 else None

    def holder(self, words: str) -> Argument | None:
        """The one person who bears the title that the words end with: 法官, 这位总理."""
        for length in range(min(6, len(words)), 1, -1):
            named = self._holders.get(words[-length:])
            if named and (length == len(words) or words[0] in "这那"):
                return next(iter(named.values())) if len(named) == 1 else None
        return None

    def hear_of(self, clause: str, names: Sequence[tuple[int, int]], subject: int) -> None:
        """Somebody without a name comes into the text: 一名分析师.

        ``names`` is where people are named in the clause, ``subject`` where its predicate begins, both from its start.
        """
        if self.person is None and self._chain is None:
            return
        for pattern, stop in ((SOMEBODY, subject), (_SOME, len(clause))):
            for match in pattern.finditer(clause, 0, stop):
                if not any(start <= match.end() and match.start() <= end for start, end in names):
                    self.person = self._chain = None

    def he(self) -> Argument | None:
        """Who 他 is; None where that is not certain. 他会见乙。他又…: the subject goes on where 他 was it before."""
        one = self.person
        if one is None and self._chain is not None and self._now - self._chain[1] <= 1:
            one = self._chain[0]
        if one is not None:
            self._since, self._chain = self._now, (one, self._now)
        return one

    def body(self, *, company: bool, before: int) -> Argument | None:
        """What 公司 (``company``) or 该局 is at a place of the text; None where two may be meant."""
        here = {key: one for key, (one, is_one) in self._bodies.items() if is_one or not company}
        main = self.main if company and self.main is not None and self.main.start < before else None
        if len(here) == 1:
            ((key, only),) = here.items()
            return only if main is None or key == (main.known or main.key) else None
        if main is not None:
            return Argument(main.mention_id, main.text)
        return None


def is_company(mention: EntityMention) -> bool:
    """Whether an organisation may be called 公司: no ministry, court, school, newspaper or team."""
    return mention.label == "ORG" and not (
        no_company(mention.text) or no_company(mention.known or mention.key)
    )


@lru_cache(maxsize=1 << 12)
def no_company(name: str) -> bool:
    """Whether a body by its name is a ministry, a court, a school, a paper: none that 公司 may mean."""
    return _NO_COMPANY.search(normalise(name)) is not None


def informs(mention: EntityMention, norm: str) -> bool:
    """天眼查|显示, 企查查|数据显示, 据|天眼查: who only keeps the record is not the company that it is of."""
    told = _INFORMS.match(norm, mention.end) if mention.label in {"ORG", "PRODUCT"} else None
    return told is not None and (bool(told["shows"]) or norm[mention.start - 1 : mention.start] == "据")


def main_company(entities: Sequence[EntityMention], norm: str) -> EntityMention | None:
    """The first mention of the company that an article is about: the only one, or one named far oftener than any other."""
    mentions = [mention for mention in entities if is_company(mention) and not informs(mention, norm)]
    counted = Counter(mention.known or mention.key for mention in mentions).most_common(2)
    if not counted:
        return None
    key, often = counted[0]
    if len(counted) > 1 and (often < _OFTEN or often < _MUCH_OFTENER * counted[1][1]):
        return None
    return next(mention for mention in mentions if (mention.known or mention.key) == key)


def main_team(entities: Sequence[EntityMention]) -> EntityMention | None:
    """The first mention of the team that an article is about: the one named first, and oftener than any other."""
    teams = [one for one in entities if one.label == "ORG" and one.text.endswith(("队", "隊"))]
    counted = Counter(mention.known or mention.key for mention in teams).most_common(2)
    first = next(iter(teams), None)
    if first is None or (first.known or first.key) != counted[0][0]:
        return None
    return first if len(counted) == 1 or counted[0][1] > counted[1][1] else None
