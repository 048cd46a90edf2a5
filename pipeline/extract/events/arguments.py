"""Who did it, to what, and where: names of the clause first, bare nouns where no name stands.

The subject stands before the verb: the last name that no preposition governs, else the noun that ends there. A clause
without one takes that of the clause before it; 公司, 他 and the like take the last subject of that kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import frame
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.triggers import Candidate
    from pipeline.model import DateMention, EntityMention, NumberMention

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT", "FAC", "LOC"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DOERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# what keeps a name before the verb from being its subject: 在上海, 对中国, 从酒泉; 与 and 和 join two names
_OBLIQUE = re.compile(
    r"(?:在|于|对|向|从|由于|因|据|给|为|经|至|到|赴|往|距|离|随着|关于|针对|按照?|根据|除|自|比|较|以|把|将|获|乘坐?|搭乘?|驾驶?|就|透过|通过|抵达?)$"
)
_WITH = re.compile(r"(?:与|和|同|跟|及|、|暨)$")
_BY = re.compile(r"(?:被|遭|获|由|受到?)")
_OBJECT_MARK = re.compile(r"(?:把|将)")
_STAND_IN = re.compile(
    r"(?P<body>(?:该|本)?(?:公司|集团|企业|机构|基金会|银行)|该[院会局部行所党司署社校报店厂])|(?P<team>球队|该队)"
    r"|(?P<court>法院|法庭|该院)|(?P<meeting>(?:本届|本次|这次)?(?:大会|会议|峰会|论坛))|(?P<who>他(?!们)|她(?!们)|(?:这|那)[位名][^，、]{0,10}?(?=[0-9一二三四五六七八九十]{1,2}[月日时]|[今昨前星周上]|[^，、]{0,10}$))|(?P<they>他们|她们|[两三四五六]人(?![民口员])|双方|两者)|(?P<it>它)"
)
_PREPOSITIONS = frozenset(
    "在 于 对 向 从 由于 因 因为 据 给 为 至 到 赴 往 距 距离 离 随着 关于 针对 按 按照 根据 除 自 比 较 以 把 将 被 遭 由 就 透过 通过 经 用".split()
)
_ADVERBS = frozenset(
    "同告 亦 全部 同比 环比 一度 双双 分别 陆续 通宵 连夜 依法 整整 正式 事前 事后 集体 公开 率先 首度 首次 逐步 逐户 实际 逆势 当地 现场 紧急 免费 临时 同时 收市 收盘 一并 合计 累计 总共 期间 当时 年 月 日 时 分".split()
)
_ATTRIBUTE = re.compile(
    r"(?:股价|市值|营收|收入|利润|净利|纯益|毛利率?|利益率|率|额|价格?|跌幅|涨幅|增幅|幅度|强度|身价|预算|支出|开支|成本|产量|销量|产能|份额|占比|规模|连接数|人数|数字|数量|总数|负债|债务|资产|缺口|余额|盈余|税|关税|费用?|率|薪资|工资|利率|面积|水位)$"
)
_MEASURED = re.compile(_ATTRIBUTE.pattern[:-2] + r"|名单|结果|方案|法案|草案|协定|条例|信号|报告|数据)$")
_WHERE = re.compile(
    r"(?:开幕式|闭幕式|现场|会议)?(?:上(?![月周年午个半])|中(?!国)|里|内|期间)(?![\u4e00-\u9fff]?的)"
)
_NO_DOER = re.compile(r"[战戰赛賽場场“”「」『』（(]$|^[“”「『]")
_MODALS = frozenset("会 要 能 可 将 须 应 想 来 去 得".split())
_PHYSICAL = re.compile(r"(?:水位|人数|面积|强度|数字|数量|总数|金额)$")
_PEOPLE = re.compile(r"(?:专家|队|人员|员|者|人|民|生|厂商|企业|公司|业者|居民|家属|学者|选手|球员|代表)$")
_HEADS_COUNTED = frozenset(
    {"人", "名", "户", "位", "国", "家", "艘", "架", "辆", "个", "所", "座", "棵", "条"}
)
_LAST_NOUN = re.compile(r"n|l|i|j|eng|vn|an|x")
_OBJECT_CHARS = 16  # code points: the words behind a verb that a table still shows in a cell


@dataclass(slots=True)
class Told:
    """The names that the text has told of: what 公司, 他, 大会 take up again. ``topic``: the subject told of last."""

    body: Argument | None = None
    person: Argument | None = None
    team: Argument | None = None
    court: Argument | None = None
    meeting: Argument | None = None
    it: Argument | None = None
    people: tuple[Argument, ...] = ()
    topic: tuple[Argument, ...] = ()
    heading: tuple[Argument, ...] = ()

    def take(self, mention: EntityMention | None, *, speaks: bool) -> None:
        """Remember a subject; who only speaks (``speaks``) is not what 它 means."""
        if mention is None:
            return
        argument = Argument(mention.mention_id, mention.text)
        if mention.label == "PERSON":
            self.person = argument
        elif mention.label == "ORG":
            self.body = argument
            if mention.text.endswith(("队", "隊")):
                self.team = argument
        if mention.label in {"ORG", "PRODUCT", "EVENT", "FAC"} and not speaks:
            self.it = argument

    def see(self, mention: EntityMention) -> None:
        """Remember a name wherever it stands."""
        if mention.label == "EVENT" and mention.text.endswith(
            ("会", "會", "会议", "會議", "峰会", "峰會", "论坛", "論壇")
        ):
            self.meeting = Argument(mention.mention_id, mention.text)
        elif mention.label == "ORG" and mention.text.endswith(("法院", "高院", "法庭")):
            self.court = Argument(mention.mention_id, mention.text)


@dataclass(frozen=True, slots=True)
class Roles:
    """The arguments of one event."""

    actors: tuple[Argument, ...] = ()
    objects: tuple[Argument, ...] = ()
    inherited: bool = False  # the subject stands in an earlier clause


class Arguments:
    """Reads the arguments of triggers from the names, numbers and tokens of a document."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context, self.norm = context, context.norm
        self.entities = entities
        self.entity_starts = [mention.start for mention in entities]
        self.dates = dates
        self.date_starts = [mention.start for mention in dates]
        self.numbers = numbers
        self.number_starts = [mention.start for mention in numbers]

    def between(self, start: int, end: int) -> Sequence[EntityMention]:
        """The names that begin in a range."""
        return self.entities[
            bisect_left(self.entity_starts, start) : bisect_right(self.entity_starts, end - 1)
        ]

    # -- the subject ---------------------------------------------------------------------------------------

    def subject(
        self, clause: Clause, trigger: int, told: Told, before: tuple[Argument, ...] = ()
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject of a verb at ``trigger``: names that are joined all count; with the first name, where it is one.

        ``before`` is the subject of the clause before: 股价下跌，市值蒸发 tells of the same company twice.
        """
        free = self._free(clause, trigger)
        stand_in = self._stand_in(clause, trigger, told)
        if stand_in is not None and (not free or stand_in[1] >= free[-1].end):
            return stand_in[0], None
        bare = self._bare(free[-1].end if free else clause.start, trigger)
        if free:
            last = free[-1]
            if bare is not None and self._of_place(last, bare, trigger):
                return (bare,), None
            joined = [last]
            for mention in reversed(free[:-1]):
                if not self._joins(mention.end, joined[0].start):
                    break
                joined.insert(0, mention)
            if len(joined) > 1:
                told.people = tuple(Argument(m.mention_id, m.text) for m in joined)
            return tuple(Argument(m.mention_id, m.text) for m in joined), last
        if bare is not None and _ATTRIBUTE.search(normalise(bare.text)):
            if before and before[0].mention_id:
                return before, None
            if told.body is not None and not _PHYSICAL.search(normalise(bare.text)):
                return (told.body,), None
        if bare is None and not before and not self._words_before(clause.start, trigger):
            return told.topic or told.heading, None
        return ((bare,) if bare else ()), None

    def _of_place(self, name: EntityMention, bare: Argument, trigger: int) -> bool:
        """花莲的搜救队, 马太鞍溪上游的堰塞湖: the noun is the subject, the place only says which."""
        between = self.norm[name.end : trigger]
        if name.label in _PLACES:
            return bool(re.match(r"[上下中]?[游部段]?的|[上下]游", between)) or (
                len(name.text) == 1 and _PEOPLE.search(normalise(bare.text)) is not None
            )
        return name.label == "EVENT" and between[:1] == "的"

    def _words_before(self, start: int, trigger: int) -> bool:
        """Whether anything but dates, figures and adverbs stands before the verb."""
        tokens = self.context.tokens
        index = self.context.token_index(start)
        while index < len(tokens) and tokens[index].end <= trigger:
            token = tokens[index]
            index += 1
            if token.start < start or self._dated(token.start) or self._number_at(token.start) is not None:
                continue
            if (
                token.tag[:1] in {"n", "v", "r"}
                and not self._in_phrase(start, token.start)
                and token.word not in _ADVERBS
            ):
                return token.word not in self.context.lexicon.happenings.helpers
        return False

    def _joins(self, start: int, end: int) -> bool:
        return bool(_WITH.fullmatch(self.norm[start:end].strip()))

    def _free(self, clause: Clause, trigger: int) -> list[EntityMention]:
        """The names before a verb that no preposition governs and that stand in no brackets."""
        start, framed = clause.start, frame(self.norm, clause)
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in _ACTORS]
        free: list[EntityMention] = []
        for mention in names:
            if self._bracketed(mention, start) or self._governed(start, mention, names):
                continue
            if (framed is not None and framed < mention.start) or _WHERE.match(
                self.norm, mention.end, trigger
            ):
                continue
            free.append(mention)
        return free

    def _bracketed(self, mention: EntityMention, start: int) -> bool:
        opened = self.norm.rfind("(", start, mention.start)
        return opened >= 0 and self.norm.find(")", opened, mention.start) < 0

    def _governed(self, start: int, mention: EntityMention, names: Sequence[EntityMention]) -> bool:
        """Whether a preposition governs a name, or the chain of names that it ends (在广东省阳江市)."""
        at = mention.start
        for other in reversed(names):
            if other.end <= at and not self.norm[other.end : at].strip("、和与及的"):
                at = other.start
        if self._in_phrase(start, at):
            return True
        with_ = re.search(r"(?:与|同|跟|和)$", self.norm[max(start, at - 1) : at])
        return with_ is not None and not any(
            other.end == with_.start() + max(start, at - 1) for other in names
        )

    def _in_phrase(self, start: int, at: int) -> bool:
        """Whether a preposition stands before ``at`` with nothing but attributes between: 在北京的电话会议上."""
        if _OBLIQUE.search(self.norm[max(start, at - 4) : at]):
            return True
        index = self.context.token_index(at - 1) if at > start else -1
        tokens = self.context.tokens
        while index >= 0 and tokens[index].start >= start:
            token = tokens[index]
            if token.word in _PREPOSITIONS or (
                token.tag == "p" and token.word not in {"与", "同", "跟", "为"}
            ):
                return True
            if (
                token.word not in self.context.lexicon.happenings.words
                and token.tag[:1] not in {"n", "m", "q", "u", "r", "b", "a", "t", "l", "e", "j", "c"}
                or token.word in {"了", "过"}
            ):
                return False
            index -= 1
        return False

    def _stand_in(self, clause: Clause, trigger: int, told: Told) -> tuple[tuple[Argument, ...], int] | None:
        for match in _STAND_IN.finditer(self.norm, clause.start, trigger):
            token = self.context.token_at(match.start())
            if token is not None and token.start != match.start():
                continue
            if self._in_phrase(clause.start, match.start()):
                continue
            before = self.norm[clause.start : match.start()]
            if (
                match.lastgroup not in {"who", "it"}
                and before
                and before[-1] not in "年月日时前后午晚度，但而并且，"
            ):
                continue
            if match.lastgroup == "they":
                return told.people, match.end()
            known = {
                "body": told.body, "team": told.team, "court": told.court, "meeting": told.meeting, "who": told.person, "it": told.it,
            }[match.lastgroup or "who"]  # fmt: skip
            if known is not None:
                return (known,), match.end()
        return None

    def _bare(self, start: int, trigger: int) -> Argument | None:
        """The noun, or the people counted, that stand before a verb and its adverbs: 湖水水位骤降, 已有14人死亡."""
        tokens = self.context.tokens
        index = self.context.token_index(trigger - 1) if trigger > start else -1
        while index >= 0 and tokens[index].start >= start:
            token = tokens[index]
            if (
                token.end > trigger
                or token.word in self.context.lexicon.happenings.helpers
                or token.word in _MODALS
            ):
                index -= 1
                continue
            number = self._number_at(token.start)
            if number is not None:
                if (
                    number.unit in _HEADS_COUNTED
                    and number.start >= start
                    and not self._in_phrase(start, number.start)
                ):
                    return Argument("", self.context.raw(number.start, number.end))
                index = self.context.token_index(number.start) - 1
                continue
            if self._dated(token.start):
                index -= 1
                continue
            named = self._name_at(token.start)
            if token.word == "是" or named is not None:  # a name that is free would have been taken
                index = index - 1 if named is None else self.context.token_index(named.start) - 1
                if (
                    named is not None
                    and index >= 0
                    and tokens[index].word in _PREPOSITIONS | {"与", "同", "跟", "和"}
                ):
                    index -= 1
                continue
            if token.word in {"的", "，"} or token.tag[:1] == "x":
                return None
            noun = token.word in self.context.lexicon.happenings.words
            if token.tag == "v" and not noun:
                if not self._in_phrase(start, token.start):
                    return None
                while index >= 0 and tokens[index].start >= start and tokens[index].word not in _PREPOSITIONS:
                    index -= 1
                index -= 1
                continue
            if not (noun or _LAST_NOUN.match(token.tag)) or token.word in _ADVERBS:
                index -= 1
                continue
            first = index
            while (
                first > 0
                and tokens[first - 1].start >= start
                and (_LAST_NOUN.match(tokens[first - 1].tag) or tokens[first - 1].tag[:1] in "ab")
                and tokens[first - 1].word.strip("*- ")
                and tokens[first - 1].word not in _ADVERBS
                and tokens[first - 1].word not in self.context.lexicon.happenings.helpers
                and not self._dated(tokens[first - 1].start)
            ):
                first -= 1
            if (
                tokens[index].end - tokens[first].start == 1
                and first
                and tokens[first - 1].tag[:1] == "v"
                and tokens[first - 1].start >= start
            ):
                first -= 1  # 搜救队: a verb makes the noun behind it
            if self._in_phrase(start, tokens[first].start) or (
                tokens[first].start > start and self.norm[tokens[first].start - 1] in "与同跟以"
            ):
                index = first - 1
                while (
                    index >= 0
                    and tokens[index].start >= start
                    and tokens[index].word not in _PREPOSITIONS
                    and tokens[index].word not in set("与同跟以")
                ):
                    index -= 1
                index -= 1
                continue
            text = self.context.raw(tokens[first].start, tokens[index].end)
            return (
                Argument("", text) if 1 < len(text) <= _OBJECT_CHARS and not _NO_DOER.search(text) else None
            )
        return None

    def _name_at(self, place: int) -> EntityMention | None:
        at = bisect_right(self.entity_starts, place) - 1
        return self.entities[at] if at >= 0 and self.entities[at].end > place else None

    def _dated(self, place: int) -> bool:
        at = bisect_right(self.date_starts, place) - 1
        return at >= 0 and self.dates[at].end > place

    def _number_at(self, place: int) -> NumberMention | None:
        at = bisect_right(self.number_starts, place) - 1
        return self.numbers[at] if at >= 0 and self.numbers[at].end > place else None

    # -- all of one event ----------------------------------------------------------------------------------

    def roles(
        self, clause: Clause, candidate: Candidate, subject: tuple[Argument, ...], *, stop: int
    ) -> Roles:
        """Actors and objects of a trigger, whose own or inherited subject is given."""
        start, end = candidate.start, candidate.end
        if candidate.place == "relative":
            return self._relative(clause, candidate, stop)
        behind = self.behind(end, stop)
        moved = self._moved(clause, start)
        passive = self._passive(clause, start, candidate)
        if passive is not None:
            doers, patients = passive
            return Roles(doers, patients or subject)
        if candidate.trigger.type == "found" and not behind:
            return Roles((), subject)  # 恒大1996年创立
        if candidate.trigger.roles == "object" or (candidate.trigger.roles == "passive"):
            if candidate.trigger.roles == "passive":
                return Roles((), subject)
            if behind and self.names_first(end, stop) and not subject:
                return Roles((), behind)
            return self._happening(subject, behind)
        if (
            subject
            and not any(argument.mention_id for argument in subject)
            and _MEASURED.search(normalise(subject[0].text))
        ):
            return Roles(
                (), (*subject, *moved, *behind)[:3]
            )  # 死亡人数增加, 消费税调高, 名单公布: nobody is said to do it
        return Roles(subject, (*moved, *behind)[:3])

    def _happening(self, subject: tuple[Argument, ...], behind: tuple[Argument, ...]) -> Roles:
        """大会举行: what is held is no doer; 中华队举行游行: who holds it is."""
        held = [a for a in subject if self._label(a) in {"EVENT", "LAW", "WORK_OF_ART", "PRODUCT", ""}]
        doers = tuple(a for a in subject if a not in held)
        if doers and behind:
            return Roles(doers, behind)
        return Roles((), subject or behind)

    def _label(self, argument: Argument) -> str:
        if not argument.mention_id:
            return ""
        return next((m.label for m in self.entities if m.mention_id == argument.mention_id), "")

    def names_first(self, start: int, stop: int) -> bool:
        """Whether a name stands in a range."""
        return bool(self.between(start, stop))

    def behind(self, end: int, stop: int) -> tuple[Argument, ...]:
        """The objects behind a verb: names that no preposition governs, else the words that follow."""
        found = [
            Argument(mention.mention_id, mention.text)
            for mention in self.between(end, stop)
            if not re.search(
                r"(?:在|于|对|向|从|自|比|较)$", self.norm[max(end, mention.start - 2) : mention.start]
            )
        ][:2]
        if found:
            return tuple(found)
        text = re.sub(r"^(?:了|过|着|完|出)+", "", self.norm[end:stop])
        offset = stop - len(text)
        head = re.match(r"[^，,；;。：:（）()！？!?「」“”\s]+", text)
        if head is None or not 2 <= len(head.group()) <= _OBJECT_CHARS:
            return ()
        return (Argument("", self.context.raw(offset, offset + len(head.group()))),)

    def _moved(self, clause: Clause, trigger: int) -> tuple[Argument, ...]:
        """The object that 把 or 将 moved before the verb."""
        return tuple(
            Argument(m.mention_id, m.text)
            for m in self.between(clause.start, trigger)
            if m.end <= trigger and _OBJECT_MARK.fullmatch(self.norm[m.start - 1 : m.start])
        )[:2]

    def _passive(
        self, clause: Clause, trigger: int, candidate: Candidate
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...]] | None:
        """(doers, patients) where 被, 遭, 获 or 由 stands before the verb or the verb itself is one of suffering."""
        matches = [m for m in _BY.finditer(self.norm, clause.start, trigger) if trigger - m.end() <= 24]
        matches = [m for m in matches if self._is_word(m.start(), m.end())]
        if not matches or candidate.trigger.roles not in {"actor-object", "object"}:
            return None
        by = matches[-1]
        doers = tuple(
            Argument(m.mention_id, m.text)
            for m in self.between(by.end(), trigger)
            if m.label in _DOERS and m.end <= trigger
        )
        if not doers and trigger - by.end() >= 2:
            bare = self._bare(by.end(), trigger)
            doers = (bare,) if bare else ()
        if by.group() == "由" and not doers:
            return None
        patients = tuple(
            Argument(m.mention_id, m.text)
            for m in self.between(clause.start, by.start())
            if not self._governed(clause.start, m, self.between(clause.start, by.start()))
        )
        if not patients:
            bare = self._bare(clause.start, by.start())
            patients = (bare,) if bare else ()
        return doers[:2], patients[-2:]

    def _is_word(self, start: int, end: int) -> bool:
        token = self.context.token_at(start)
        return token is None or ((token.start == start or self._dated(start - 1)) and token.end <= end + 1)

    def _relative(self, clause: Clause, candidate: Candidate, stop: int) -> Roles:
        """在上海举行的大会, 李强主持召开的座谈会: the head behind 的 is the object, a name right before the verb did it."""
        head = re.match(r"(?:了|过)?的", self.norm[candidate.end : stop])
        behind = self.behind(candidate.end + (head.end() if head else 0), stop)[:1]
        names = [m for m in self.between(clause.start, candidate.start) if m.end <= candidate.start]
        near = [
            m
            for m in names
            if not (
                candidate.trigger.type in {"hold", "open"}
                and re.search("[在于]", self.norm[m.end : candidate.start])
            )
            and m.label in _DOERS
            and not self._governed(clause.start, m, names)
        ]
        actors = tuple(Argument(m.mention_id, m.text) for m in near[-1:])
        return Roles(
            actors
            if candidate.trigger.roles != "object" or actors and self._label(actors[0]) == "PERSON"
            else (),
            behind,
        )

    def location(self, clause: Clause, trigger: int) -> Argument | None:
        """The place that 在 or 于 names before the verb; of a chain of places the last."""
        found: EntityMention | None = None
        for mention in self.between(clause.start, trigger):
            if mention.label not in _PLACES:
                continue
            before = self.norm[max(clause.start, mention.start - 1) : mention.start]
            if before in {"在", "于"} or (found is not None and found.end == mention.start):
                found = mention
        return Argument(found.mention_id, found.text) if found is not None else None
