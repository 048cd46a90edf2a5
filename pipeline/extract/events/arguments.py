"""Who did it, to what, and where, from the words of one clause: names first, bare nouns where no name stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.argument_kinds import AS_BEFORE, GOES_ON, WILLED, ArgumentKinds
from pipeline.extract.events.candidates import GOVERNING
from pipeline.extract.events.moved_objects import OVER, rules_on
from pipeline.extract.events.outcomes import somebody
from pipeline.extract.events.own_acts import BROUGHT
from pipeline.extract.events.roles import Roles, of_relative
from pipeline.extract.events.whole_names import ATTRIBUTE, PLACES
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_CALLS = frozenset("访问 考察 参访 视察".split())
_SENTENCES = frozenset("宣判 判处 判决 改判 审理 裁定 裁决".split())
_AND_SAYS = re.compile(r"(?:称(?![号职谓])|说(?![法明服])|表示|指出|写道|宣称|透露)")
# what these govern may be a verb alone: 宣布|破产, 停止|供电
_TAKE_VERBS = GOVERNING | frozenset(
    "start end suspend resume restrict plan hold acquire meet cause judge vote".split()
)
_TOWARDS = frozenset({"sanction", "investigate", "sue"})
_WHO_WAS_THERE = re.compile(
    r"在[^，；。的]{4,20}的(?P<who>[\u4e00-\u9fff]{0,3}(?:男子|女子|司机|学生|工人|老[翁妇]|妇[人女]|少[年女]|青年|草案|决议|协议|法案|方案))"
)
_WILL_MOVE = re.compile(
    r"(?:了)?[将把](?![军领士帅近来])[^，；。的]{2,12}?(?:重新|正式)?(?:列入|纳入|列为|移出|定为|指定|驱逐)"
)
_PRESSES = frozenset("施压 开火 宣战 动武 提告".split())
_WITH_WHOM = frozenset({"meet", "sign", "merge"})
_GOES = frozenset({"visit", "leave"})
_FIGURES = frozenset({"rise", "fall", "reach", "report"})
_MEASURED = re.compile(ATTRIBUTE.pattern[:-2] + r"|量|数|值|增速|业绩|票房|库存|库容|气温|风力|人口)$")
_OFTEN = frozenset({"hold", "meet", "win", "lose", "visit"})
_SO_OFTEN = re.compile(r"(?:[0-9]+[多余]?|[一二两三四五六七八九十百多数几好]+)(?:次|回|遍|趟|度)|无数")
_OWNED = re.compile(r"(?:该|本)?(?:公司|集团|企业|机构|平台|品牌)的?")  # 公司|营收
_FIGURE_OF = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,6}?)(?:为|达到?|约|近|逾|超过?|仅|共|合计|录得|只有)*")
_NEAR = 14  # code points between what a figure is of and the figure
_MOVES_HIM = re.compile(r"[将把][其他她它]们?[\u4e00-\u9fff]{0,4}$")
_EVERY_DAY = re.compile(r"每[年月周][^，；。]{0,8}[日天节]被")


class Arguments(ArgumentKinds):
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
        start, named = candidate.start, subject
        subject = self._able(clause, candidate, somebody(subject), own=own)
        subject = subject if own else self._with_partner(clause, candidate, subject)
        if candidate.place == "relative":
            return of_relative(self, clause, candidate, told, stop if until is None else until)
        stop = min(stop, candidate.of or stop)
        behind, end, stop = self._told_behind(clause, candidate, head, stop)
        moved = self.moved(clause, start)
        passive = self.passive(clause, start, candidate, told)
        if passive is not None:
            doers, patients, sure = passive
            another = not own and candidate.trigger.type != "meet" and self._is_another(clause, subject)
            subject = () if another else subject
            subject = tuple(argument for argument in subject if argument not in doers)
            told_of = sure or not subject or (bool(patients) and not own)
            return Roles(doers, patients if told_of else subject)
        if candidate.trigger.type == "found" and not behind:
            return Roles((), subject)  # 恒大1996年创立
        if (
            candidate.surface in _SENTENCES
            and not (own and rules_on(self.norm, candidate.surface, end, stop))
            and self._stands_trial(subject, clause, start)
        ):
            return Roles((), subject)  # 陈国强昨天在法院公开宣判
        if candidate.surface in _SENTENCES and not own and behind and not self._sits(subject, clause, start):
            return Roles((), behind)  # 已有45名高官获刑，2016年宣判24人
        if candidate.trigger.type in WILLED and not behind and self._works_alone(named):
            return Roles((), named)  # 《空污法》三读通过
        if candidate.trigger.roles == "passive":
            if moved or _MOVES_HIM.search(self.norm, clause.start, start):
                return Roles(subject, moved)  # 警方将嫌犯刑拘
            court = candidate.trigger.type == "judge" and self._sits(subject, clause, start)
            return Roles(subject, behind) if court else Roles((), subject)  # 高等法院今日判刑
        if candidate.trigger.roles == "object":
            return self._undergone(clause, candidate, subject, behind, (end, stop), own=own)
        if self._suffers(
            subject, candidate, behind
        ):  # 死亡人数增加, 消费税调高, 名单公布: nobody is said to do it
            return Roles((), (*subject, *moved, *behind)[:3])
        at_whom = candidate.trigger.type in _TOWARDS or candidate.surface in _PRESSES
        towards = self.towards_whom(clause.start, start) if at_whom else ()
        measure = self._measure(clause, candidate, subject) if subject and not moved else ()
        return Roles(subject, (*measure, *moved, *towards, *behind)[:3])

    def _is_another(self, clause: Clause, subject: tuple[Argument, ...]) -> bool:
        """卓荣泰指示成立协调所，由|赖建信坐镇; 每年的4月24日被定为…: what the clause before told of does not suffer it."""
        if self.norm[clause.start] == "由":
            return any(self.labels.get(one.mention_id) == "PERSON" for one in subject)
        return _EVERY_DAY.match(self.norm, clause.start, clause.end) is not None

    def _measure(
        self, clause: Clause, candidate: Candidate, subject: tuple[Argument, ...]
    ) -> tuple[Argument, ...]:
        """营收 of 公司|营收增至4亿元: what of the subject it is that grows, where the subject is whose it is."""
        if candidate.trigger.type not in _FIGURES:
            return ()
        names = [name for name in self.between(clause.start, candidate.start) if name.end <= candidate.start]
        noun = self.bare(names[-1].end if names else clause.start, candidate.start)
        of = _MEASURED.search(normalise(noun.text)) if noun is not None else None
        if noun is None and subject:
            return self._told_before(clause, subject)
        if noun is None or of is None:
            return ()
        own = _OWNED.match(normalise(noun.text))
        text = noun.text if own is None else noun.text[own.end() :]
        told = any(text in one.text for one in subject)
        return () if told or len(text) < len("营收") else (Argument("", text),)

    def _told_before(self, clause: Clause, subject: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """营收 of 公司营收4亿元，|下降一成: what the figure is of that ends the clause before, where the subject is whose it is."""
        comma = clause.start - 1
        figure = self.number_at(comma - 1) if self.norm[comma : comma + 1] in {"，", ","} else None
        if figure is None or figure.end != comma:
            return ()
        start = max(self.context.clause(figure.start)[0], figure.start - _NEAR)
        start = max(start, self.taken.rfind(1, start, figure.start) + 1)
        for one in subject:
            whose = normalise(one.text)  # 第二产业|增加值
            start += len(whose) if self.norm.startswith(whose, start) else 0
        what = _FIGURE_OF.fullmatch(self.norm, start, figure.start)
        if what is None or _MEASURED.search(what["what"]) is None:
            return ()
        return (Argument("", self.context.raw(*what.span("what"))),)

    def _with_partner(
        self, clause: Clause, candidate: Candidate, subject: tuple[Argument, ...]
    ) -> tuple[Argument, ...]:
        """李强抵达东京，次日与|石破茂|会谈: who was told of before and whom 与 governs meet, sign and merge."""
        if not subject or candidate.trigger.type not in _WITH_WHOM:
            return subject
        return (*subject, *(a for a in self.partner(clause.start, candidate.start) if a not in subject))

    def _noun_at(self, at: int, stop: int) -> bool:
        """Whether a noun, or what is counted, stands right behind a verb."""
        token = self.context.token_at(at) if at < stop else None
        return token is not None and token.start == at and token.tag[0] in "nmbj" and not self.dated(at)

    def _undergone(
        self,
        clause: Clause,
        candidate: Candidate,
        subject: tuple[Argument, ...],
        behind: tuple[Argument, ...],
        there: tuple[int, int],
        *,
        own: bool,
    ) -> Roles:
        """Of a verb that tells what was held or came about; ``there`` is where its objects may stand."""
        arose = self._arose(candidate.start) if candidate.surface in ARISES and not behind else ()
        if arose:
            return Roles((), arose)
        if not own and not behind and BROUGHT.search(self.norm, clause.start, candidate.start):
            return Roles()  # 台风过境，造成|土石流: no object is what brought it
        if behind and self.between(*there) and not subject:
            return Roles((), behind)
        if not own and not behind:
            subject = self._taken_up(candidate.trigger, subject)
        if not behind and candidate.trigger.type == "hold" and self._noun_at(*there):
            holders = tuple(a for a in subject if self.holds(a))
            if holders:
                return Roles(holders, ())  # 王芳举行|… : what is too long to tell
        return self._happening(subject, behind, arises=candidate.surface in ARISES)

    def _told_behind(
        self, clause: Clause, candidate: Candidate, head: int | None, stop: int
    ) -> tuple[tuple[Argument, ...], int, int]:
        """The objects behind a verb, where they may begin, and where they end."""
        end = candidate.end
        if candidate.place == "adverbial":  # 会见传媒|时致歉
            over = OVER.search(self.norm, end, stop)
            stop = over.start() if over and not self.taken[over.start()] else stop
        if self.norm.startswith(("是在", "是于"), candidate.end):
            return (), candidate.end, stop  # 上一次会面|是在今年6月
        end = self._past_twin(candidate, stop)
        stop = end if _AND_SAYS.match(self.norm, end, stop) else stop  # 发文|称甲去世是假新闻
        behind = (self.behind(head, stop) if head else ()) or self.behind(
            end, stop, whither=candidate.trigger.type in _GOES, content=candidate.trigger.type in GOVERNING
        )
        kind = candidate.trigger.type
        if GOES_ON.match(self.norm, candidate.end, stop):
            behind = ()  # 开票|仍在进行
        if kind == "resume" and AS_BEFORE.match(self.norm, candidate.end, stop):
            behind = ()  # 交通恢复|正常
        if kind == "announce" and behind and _WILL_MOVE.match(self.norm, end, stop):
            behind = ()  # 宣布|将甲国列入名单
        if kind not in _TAKE_VERBS and len(behind) == 1 and self._is_act(behind[0]):
            behind = ()  # 挂牌|开业, 自杀|身亡
        if len(behind) == 1 and kind in _OFTEN and _SO_OFTEN.fullmatch(normalise(behind[0].text)):
            behind = ()  # 已连续举办|8次, 获奖|无数
        if kind == "say" and behind and behind[0].mention_id and not self._named_last(end, stop):
            behind = ()  # 表示|以色列发动空袭
        if candidate.surface in _CALLS and not behind:
            behind = self.called_on(clause.start, candidate.start)
        return behind, end, stop

    def _arose(self, start: int) -> tuple[Argument, ...]:
        """攻击 of 这起攻击发生在周日: a verb that is the noun of what happened."""
        token = self.context.token_at(start - 1) if start else None
        known = self.context.lexicon.happenings.triggers.get(token.word) if token is not None else None
        if token is None or known is None or known.type not in {"attack", "disaster"}:
            return ()
        return (Argument("", self.context.raw(token.start, token.end)),)

    def location(self, clause: Clause, trigger: int, kind: str) -> Argument | None:
        """The place that 在 or 于 names before the verb, 从 where something is launched; of a chain the last."""
        marks = {"在", "于", "从", "自"} if kind == "launch" else {"在", "于"}
        found: EntityMention | None = None
        whose = _WHO_WAS_THERE.search(self.norm, clause.start, trigger)
        for mention in self.between(clause.start, trigger):
            if mention.label not in PLACES or self.norm.startswith("时间", mention.end):
                continue  # 在|瑞典|时间6日揭晓
            if whose is not None and mention.start < whose.start("who"):
                continue  # 在海军部路开车的|男子被控
            before = self.norm[max(clause.start, mention.start - 1) : mention.start]
            if before in marks or (found is not None and found.end == mention.start):
                found = mention
        return Argument(found.mention_id, found.text) if found is not None else None
