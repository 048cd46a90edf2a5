"""Who did what to whom: the actors and objects of one event, and those that a relative clause gives its noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.according import BASIS
from pipeline.extract.events.moved_objects import DOERS, SPEAKER
from pipeline.extract.events.verb_nouns import mishap_at
from pipeline.extract.events.verb_places import HAPPENS, RELATIVE_WHERE
from pipeline.extract.events.whole_names import PEOPLE
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.passives import Passives
    from pipeline.model import EntityMention

_BY = re.compile(BASIS)
_HEAD = re.compile(r"(?:了|过)?的")
_HELD, _ENDED, _GOES = (
    frozenset({"hold", "open"}),
    frozenset({"end", "close"}),
    frozenset({"visit", "leave"}),
)
_DOES = frozenset({"die", "resign", "elect", "appoint"})  # what the noun behind 的 did or underwent itself
_IN_FORCE = frozenset({"生效", "实施", "施行", "上路", "启用"})  # 推出明年起|生效的框架: nobody does it
_MORE_SAID = re.compile(r"[0-9]|有|包括|[上里中](?=.)")  # 抵达的|邮轮上有3人
_LIVING = frozenset({"PERSON", "ORG", "NORP"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The actors and objects of one event."""

    actors: tuple[Argument, ...] = ()
    objects: tuple[Argument, ...] = ()


_AT_DATE = re.compile(r"在[0-9今昨本上][^，；。的]{0,10}$")
_WHERE = frozenset("在于到从自赴往至")  # 在北京2014年成立的公司


def of_relative(page: Passives, clause: Clause, candidate: Candidate, told: Told, stop: int) -> Roles:
    """在上海举行的大会, 李强主持召开的座谈会: the head behind 的 is the object, a name right before the verb did it.

    The head did it where the object stands before 的 (创办青禾公司的|李强), where the verb takes none (2月逝世的|父亲) and where
    somebody goes or comes (今天抵达的|代表团).
    """
    if candidate.doer is not None:
        of = page.norm.rfind("的", candidate.end, candidate.doer.start)
        goes = candidate.trigger.type in _GOES
        return Roles((page.whole(candidate.doer),), page.behind(candidate.end, of, whither=goes))
    behind = _head(page, clause, candidate, stop)
    if candidate.trigger.type in _ENDED:
        return Roles((), behind)  # 记者在今天结束的会议上
    if candidate.trigger.roles == "actor" and candidate.trigger.type in _DOES and behind:
        return Roles(behind, ())
    if candidate.trigger.type in _GOES and behind and _goes(page, behind[0]):
        return Roles(behind, ())
    actors = () if candidate.surface in _IN_FORCE else _before(page, clause, candidate, told)
    person = bool(actors) and page.labels.get(actors[0].mention_id) == "PERSON"
    return Roles(actors if candidate.trigger.roles != "object" or person else (), behind)


def _head(page: Passives, clause: Clause, candidate: Candidate, stop: int) -> tuple[Argument, ...]:
    """The noun behind 的."""
    head = _HEAD.match(page.norm, candidate.end, stop)
    if head is None and candidate.surface in HAPPENS:
        head = RELATIVE_WHERE.match(page.norm, candidate.end, stop)
    at = head.end() if head else candidate.end
    mishap = mishap_at(page.context, at, clause.end) if candidate.surface in ARISES else None
    if mishap is not None and not page.between(at, mishap):
        return (Argument("", page.context.raw(at, mishap)),)
    return page.behind(at, stop, content=True, head_noun=True)[:1]


def _goes(page: Passives, head: Argument) -> bool:
    """代表团 of 今天抵达的代表团, and no 城市 of 去年访问的城市."""
    if head.mention_id:
        return page.labels.get(head.mention_id) in _LIVING
    told = normalise(head.text)
    return _MORE_SAID.search(told) is None and (PEOPLE.search(told) is not None or told.endswith("团"))


def _before_date(page: Passives, candidate: Candidate) -> EntityMention | None:
    """俄国 of 要求甲国将俄国2014年|兼并的半岛归还: who stands before the date of a relative clause did it."""
    at = candidate.start
    while at and page.dated(at - 1):
        at -= 1
    name = page.name_at(at - 1) if 0 < at < candidate.start else None
    if name is None or name.end != at or name.label not in DOERS or page.norm[name.start - 1] in _WHERE:
        return None
    return None if candidate.trigger.type in _HELD or page.norm[candidate.start] in "被遭获受" else name


def _before(page: Passives, clause: Clause, candidate: Candidate, told: Told) -> tuple[Argument, ...]:
    """Who stands right before the verb: 李强 of 李强主持召开的座谈会, 公司 of 公司4月给出的预测."""
    first = _before_date(page, candidate)
    if first is not None:
        return (page.whole(first),)
    names = [m for m in page.between(clause.start, candidate.start) if m.end <= candidate.start]
    near = [
        m
        for m in names
        if not (candidate.trigger.type in _HELD and re.search("[在于]", page.norm[m.end : candidate.start]))
        and m.label in DOERS
        and not page.governed(clause.start, m, names)
        and "是" not in page.norm[m.end : candidate.start]  # R1的底座是去年发布的
    ]
    if not near and names and _BY.match(page.norm, clause.start):
        near = [m for m in names[-1:] if m.label in DOERS]  # 据|统计厅2日公布的数据
    bare = page.bare(clause.start, candidate.start)
    if (
        candidate.trigger.type in _HELD
        and bare is not None
        and _AT_DATE.search(page.norm, clause.start, candidate.start)
    ):
        bare = None  # 发言人在27日|召开的发布会上
    if near and not (bare is not None and page.of_place(near[-1], bare, candidate.start)):
        bare = None  # 法国|一家机构发表的调查 has the place before
    if bare is None or "是" in page.norm[clause.start : candidate.start]:  # 公司4月给出的
        return tuple(page.whole(m) for m in near[-1:])
    stands_for = page.stands_for(bare.text, told, candidate.start)
    people = SPEAKER.search(normalise(bare.text))
    return (stands_for,) if stands_for else (bare,) if people else ()
