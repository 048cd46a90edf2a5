"""Who did it, to what, and where, from the words of one clause: names first, bare nouns where no name stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import GOVERNING
from pipeline.extract.events.moved_objects import DOERS, OVER, SPEAKER, MovedObjects, rules_on
from pipeline.extract.events.own_acts import BROUGHT, burns
from pipeline.extract.events.roles import Roles, of_relative
from pipeline.extract.events.whole_names import ATTRIBUTE, PEOPLE, PLACES
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import EntityMention

_MEASURED = re.compile(ATTRIBUTE.pattern[:-2] + r"|投资|名单|结果|方案|法案|草案|协定|条例|信号|报告|数据)$")
# what is held, and holds nothing itself
_HELD = re.compile(
    r"(?:[会會赛賽展节節]|仪式|儀式|典礼|典禮|活动|活動|选举|選舉|论坛|論壇|演出|讲座|講座|事件|事故)$"
)
_WARE = re.compile(
    r"(?:版|版本|新车|车型|手机|手機|新品|产品|產品|机型|機型|专辑|專輯|新书|新書|游戏|遊戲|车|車|药|藥|新药|新藥|疫苗)$"
)
_JUDGES = re.compile(r"(?:法官|裁判官|审判长|庭长)$")
_SIDES = re.compile(
    r"(?:国|新闻办|国新办|外事?办|台办|[众参两]院|议院|国会|双方|各方|两岸|两党|朝野|三方|民众|市民|学生|球迷|团体|居民|当地|本地|各地|全省|全市)$"
)
_COURT = re.compile(r"(?:法院|[地高中]院|法庭|法官)$")
_TIMES = frozenset({"start", "end", "close"})
# what begins and ends of a body or place
_LASTS = re.compile(
    r"(?:任期|会期|工作|行动|任务|工程|仪式|活动|会议|谈判|磋商|会谈|访问|演习|选举|公投|投票|调查|审理|聆讯|计划|项目|学期|假期|赛季|比赛|战争|战事|冲突|罢工|合约|合同)$"
)
_CALLS = frozenset("访问 考察 参访 视察".split())
_SENTENCES = frozenset("宣判 判处 判决 改判 审理 裁定 裁决".split())
_CASE = re.compile(r"(?:案|案件|被告|被告人)$")
_BEGIN_OR_END = frozenset({"start", "launch", "hold", "end", "close"})
_OF_PRICES = frozenset({"rise", "fall", "trade", "reach", "report"})
_TRADED = frozenset({"出口", "进口"})
_APPEARS = frozenset({"open", "complete", "finance", "launch", "publish", "release"})
_GOES = frozenset({"visit", "leave"})
# what a thing cannot do of itself
_MADE_PUBLIC = frozenset({"publish", "release", "launch", "produce"})
_WORKS = frozenset({"WORK_OF_ART", "LAW"})
_OF_MIND = frozenset(
    "meet sign vote approve propose announce appoint arrest sanction build complete support oppose agree investigate join say".split()
)
_EMERGES = frozenset("传出 爆出 曝出 传来".split())  # 10月2日又|传出审查: nobody told of before
_WILLED = frozenset({"publish", "announce", "pass", "approve", "sign", "vote", "appoint"})


class Arguments(MovedObjects):
    """The arguments of triggers."""

    def roles(
        self,
        clause: Clause,
        candidate: Candidate,
        subject: tuple[Argument, ...],
        told: Told,
        *,
        stop: int,
        head: int | None = None,
        until: int | None = None,
        own: bool = True,
    ) -> Roles:
        """Actors and objects of a trigger, whose own or inherited subject is given.

        ``own`` tells that the clause names its subject. ``until`` is where the verb behind a relative clause begins, whose object is none of it: 结束的会议上|成立了协会.
        ``head`` is where the noun begins that a relative clause behind the trigger tells of: 出席李强召开的|座谈会.
        """
        start, end = candidate.start, candidate.end
        subject = self._able(clause, candidate, subject, own=own)
        if candidate.place == "relative":
            return of_relative(self, clause, candidate, told, stop if until is None else until)
        if candidate.place == "adverbial":  # 会见传媒|时致歉
            over = OVER.search(self.norm, end, stop)
            stop = over.start() if over and not self.taken[over.start()] else stop
        behind = (self.behind(head, stop) if head else ()) or self.behind(
            end, stop, whither=candidate.trigger.type in _GOES, content=candidate.trigger.type in GOVERNING
        )
        if candidate.trigger.type in _APPEARS and len(behind) == 1 and self._appears(behind[0]):
            behind = ()  # 挂牌|开业
        if candidate.surface in _CALLS and not behind:
            behind = self.called_on(clause.start, start)
        moved = self.moved(clause, start)
        passive = self.passive(clause, start, candidate, told)
        if passive is not None:
            doers, patients, named = passive
            subject = tuple(argument for argument in subject if argument not in doers)
            return Roles(doers, patients if named or not subject else subject)
        if candidate.trigger.type == "found" and not behind:
            return Roles((), subject)  # 恒大1996年创立
        if (
            candidate.surface in _SENTENCES
            and not (own and rules_on(self.norm, candidate.surface, end, stop))
            and self._stands_trial(subject, clause, start)
        ):
            return Roles((), subject)  # 陈国强昨天在法院公开宣判
        if candidate.trigger.roles == "passive":
            court = candidate.trigger.type == "judge" and self._sits(subject, clause, start)
            return Roles(subject, behind) if court else Roles((), subject)  # 高等法院今日判刑
        if candidate.trigger.roles == "object":
            if not own and not behind and BROUGHT.search(self.norm, clause.start, start):
                return Roles()  # 台风过境，造成|土石流: no object is what brought it
            if behind and self.between(end, stop) and not subject:
                return Roles((), behind)
            if not own and not behind:
                subject = self._taken_up(candidate.trigger, subject)
            return self._happening(subject, behind, arises=candidate.surface in ARISES)
        if self._suffers(
            subject, candidate, behind
        ):  # 死亡人数增加, 消费税调高, 名单公布: nobody is said to do it
            return Roles((), (*subject, *moved, *behind)[:3])
        return Roles(subject, (*moved, *behind)[:3])

    def _sits(self, subject: tuple[Argument, ...], clause: Clause, trigger: int) -> bool:
        """Whether a subject judges: a court, or 裁判官|苏文隆."""
        if not subject or _COURT.search(subject[-1].text):
            return bool(subject)
        named = [m for m in self.between(clause.start, trigger) if m.mention_id == subject[-1].mention_id]
        return any(_JUDGES.search(self.norm, max(0, m.start - 4), m.start) for m in named)

    def _able(
        self, clause: Clause, candidate: Candidate, subject: tuple[Argument, ...], *, own: bool
    ) -> tuple[Argument, ...]:
        """Of a subject what can do it: no person is traded, no typhoon signs, and no province comes to an end."""
        kind = candidate.trigger.type
        figure = kind in _OF_PRICES or candidate.surface in _TRADED
        if not own and figure and (self._people_alone(subject) or any(map(self.is_public, subject))):
            return ()  # 张国清抵达现场。…股价急挫，收报1.86港元
        if not own and candidate.trigger.roles == "actor-object" and burns(subject):
            return ()
        if not own and candidate.surface == "确认" and self.norm[candidate.start - 1] == "已":
            return ()  # 截至13日，已确认10人遇难
        if not own and candidate.surface in _EMERGES:
            return ()
        if not own:
            subject = tuple(a for a in subject if self._label(a) != "LOC" and self._may_win(kind, a))
        if kind in _OF_MIND:
            return tuple(a for a in subject if self._label(a) not in _WORKS | {"EVENT"})
        if own and kind in _TIMES and len(subject) == 1 and self._label(subject[0]) in {"GPE", "LOC", "ORG"}:
            return self._what_of(clause.start, candidate.start, subject[0]) or subject
        return subject

    def _may_win(self, kind: str, one: Argument) -> bool:
        """改判涉及三场赛事，9月4日|击败新加坡: a noun of the clause before wins nothing unless it is people or a team."""
        noun = normalise(one.text)
        return kind != "win" or bool(one.mention_id or PEOPLE.search(noun) or SPEAKER.search(noun))

    def _what_of(self, start: int, trigger: int, owner: Argument) -> tuple[Argument, ...]:
        """任期 of 立法会任期今天届满, 救援工作 of 甘肃救援工作结束: the noun behind a name, which may begin or end."""
        named = [m for m in self.between(start, trigger) if m.mention_id == owner.mention_id]
        end = named[-1].end if named else trigger
        bare = self.bare(end, trigger)
        if bare is None or not self.norm.startswith(normalise(bare.text), end):
            return ()
        return (bare,) if _LASTS.search(normalise(bare.text)) else ()

    def _stands_trial(self, subject: tuple[Argument, ...], clause: Clause, trigger: int) -> bool:
        """Whether a subject is who or what is judged: a person who is no judge, or 受贿案."""
        if not subject or self._sits(subject, clause, trigger):
            return False
        one = subject[-1]
        return self._label(one) == "PERSON" or _CASE.search(normalise(one.text)) is not None

    def _appears(self, argument: Argument) -> bool:
        act = self.context.lexicon.happenings.triggers.get(normalise(argument.text))
        return act is not None and not act.noun and act.type in _APPEARS

    def _people_alone(self, subject: tuple[Argument, ...]) -> bool:
        return bool(subject) and all(self._label(argument) == "PERSON" for argument in subject)

    def _suffers(
        self, subject: tuple[Argument, ...], candidate: Candidate, behind: tuple[Argument, ...]
    ) -> bool:
        """Whether the subject is what something was done to: 名单公布, 新制公布后, 大选投票."""
        if not subject or any(argument.mention_id for argument in subject):
            works = candidate.trigger.type in _MADE_PUBLIC and not behind
            return works and all(self._label(argument) in _WORKS for argument in subject)
        noun = normalise(subject[0].text)
        people = SPEAKER.search(noun) or PEOPLE.search(noun) or noun[0].isdigit()
        willed = candidate.trigger.type in _WILLED and not behind and not people
        put_out = candidate.trigger.type == "rescue" and burns(subject[:1])
        held = candidate.trigger.type == "hold" and not behind and _HELD.search(noun)  # 主席选举|登场
        return bool(willed or put_out or held or _MEASURED.search(noun))

    def _happening(
        self, subject: tuple[Argument, ...], behind: tuple[Argument, ...], *, arises: bool
    ) -> Roles:
        """大会举行: what is held is no doer; 中华队举行游行: who holds it is."""
        labels = _WORKS | ({"EVENT", ""} if behind else {"EVENT", "PRODUCT", ""})
        if behind and arises:
            return Roles(subject, behind)  # 煤矿发生透水事故
        held = [a for a in subject if self._label(a) in labels and not (behind and self._is_body(a))]
        doers = tuple(a for a in subject if a not in held)
        if doers and behind:
            return Roles(doers, behind)
        if not behind:  # 命令生效: no person takes effect
            subject = tuple(a for a in subject if self._label(a) != "PERSON")
        return Roles((), subject or behind)

    def _taken_up(self, trigger: Trigger, subject: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Of the subject of the clause before what can be held or take effect: 欧盟宣布征税，次日生效 is not said of 欧盟."""
        if trigger.type not in _BEGIN_OR_END:
            return subject
        return tuple(a for a in subject if self._label(a) not in DOERS - {"PRODUCT"})

    def _is_body(self, argument: Argument) -> bool:
        """市图书馆, 主办方: words for who may hold something, and for nothing that is held."""
        text = normalise(argument.text)
        body = SPEAKER.search(text) or _SIDES.search(text)
        return not argument.mention_id and bool(body) and not _HELD.search(text)

    def is_ware(self, argument: Argument) -> bool:
        """新车, 《…》繁体中文版: what comes to market, and no company."""
        return self._label(argument) in {"WORK_OF_ART", "PRODUCT"} or _WARE.search(argument.text) is not None

    def _label(self, argument: Argument) -> str:
        if not argument.mention_id:
            return ""
        return self.labels.get(argument.mention_id, "")

    def can_speak(self, argument: Argument) -> bool:
        """Whether words can be attributed to it: a person, a body, or a noun for one; no 环境, 数据 or 结果."""
        if argument.mention_id:
            return self._label(argument) in {"PERSON", "ORG"}
        return bool(SPEAKER.search(normalise(argument.text)))

    def location(self, clause: Clause, trigger: int, kind: str) -> Argument | None:
        """The place that 在 or 于 names before the verb, 从 where something is launched; of a chain the last."""
        marks = {"在", "于", "从", "自"} if kind == "launch" else {"在", "于"}
        found: EntityMention | None = None
        for mention in self.between(clause.start, trigger):
            if mention.label not in PLACES:
                continue
            before = self.norm[max(clause.start, mention.start - 1) : mention.start]
            if before in marks or (found is not None and found.end == mention.start):
                found = mention
        return Argument(found.mention_id, found.text) if found is not None else None
