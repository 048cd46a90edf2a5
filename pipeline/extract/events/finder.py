"""One paragraph after the other: what stands in a clause, with what the text before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events import clauses, datelines, dating, main_verbs, rumours, triggers, words
from pipeline.extract.events.antecedents import Told, informs, main_company, main_team
from pipeline.extract.events.carried import Carried
from pipeline.extract.events.clause_subjects import ClauseSubjects
from pipeline.extract.events.date_of import may_date
from pipeline.extract.events.event_rows import event_of
from pipeline.extract.events.handed import (
    Handed,
    asks,
    asks_on,
    by_rule,
    describes,
    ends_in_speech,
    in_passing,
    intends,
    leave,
    still_intended,
    supposes,
)
from pipeline.extract.events.hearsay import hears, says_here
from pipeline.extract.events.outcomes import fails
from pipeline.extract.events.own_acts import by_speaker, plans_itself, vouched
from pipeline.extract.events.reported import report_of
from pipeline.extract.events.tagged import beside
from pipeline.extract.events.undated import far_from_dates, pass_by
from pipeline.extract.events.when import as_told, happened
from pipeline.extract.events.whole_names import PLACES
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument, EventMention
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.roles import Roles
    from pipeline.model import DateMention, EntityMention, NumberMention

_NEW_SECTION = re.compile(r"\n\s*\n")
_BRINGS = re.compile(r"[，,](?:并|也|已|从而|因而|进而)?(?:造成|导致|引发|引起|致使|酿成)")
_TOLLS = frozenset({"die", "injure", "damage", "disaster"})
_SO_MANY = re.compile(r"[0-9万亿千百][余多]?[\u4e00-\u9fff]{1,2}$")
_PEOPLE = re.compile(r"[0-9][0-9.,]*[万亿千百]?[余多]?人")
_MARKS = 3  # a clause in quotation marks has one at each end at most
_BENCH = re.compile(r"(?:法官|裁判官|审判长|庭长)$")
_KIN = re.compile(r"(?:父亲|母亲|丈夫|妻子|儿子|女儿|哥哥|弟弟|姐姐|妹妹|叔叔|祖父)，$")


def find(
    context: Context,
    entities: Sequence[EntityMention],
    dates: Sequence[DateMention],
    numbers: Sequence[NumberMention],
) -> list[EventMention]:
    """The dated events of a document, in the order of the text, from its chosen mentions."""
    return _Finder(clauses.in_full_width(context), entities, dates, numbers).all()


class _Finder:
    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context, self.norm = context, context.norm
        usable = [m for m in dates if may_date(self.norm, m)]
        self.page = ClauseSubjects(context, entities, usable, numbers)
        self.page.vague = [m for m in dates if m.type == "DATE" and not m.edtf]
        for mention in dates:
            self.page.taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        self.told = Told(main_company(entities, self.norm))
        team = main_team(entities)
        if team is not None:
            self.told.team, self.told.one_team = Argument(team.mention_id, team.text), True
        self.carried = Carried()
        self.carried.find_headings(context, usable)
        self.events: list[EventMention] = []
        self.places = tuple({m.text for m in entities if m.label in PLACES})
        self.rumours = rumours.Rumours(context)

    def all(self) -> list[EventMention]:
        if not self.page.dates:
            return self.events
        listed = words.listed(self.page)
        periods = [number.start for number in self.page.numbers if "/" in number.as_of]
        last = max(  # a heading dates the sentence below it, a quarter the figures of its paragraph
            self.context.sentence_at(self.page.dates[-1].start) + 1,
            self.context.sentence_at(periods[-1]) if periods else 0,
        )
        far = far_from_dates(self.page, self.carried.lines, last)
        for index, sentence in enumerate(self.context.document.sentences[: last + 1]):
            if clauses.is_boilerplate(self.norm, sentence.start, sentence.end):
                continue
            if index in far and self.carried.day is None and self.carried.ahead is None:
                pass_by(self.page, self.told, self.carried, index)
            else:
                self._sentence(index, listed.get(index, []))
        return self.events

    # -- one sentence --------------------------------------------------------------------------------------

    def _sentence(self, index: int, listed: list[Candidate]) -> None:
        sentence = self.context.sentence(index)
        low, high = (bisect_left(self.page.date_starts, at) for at in (sentence.start, sentence.end))
        lines = [d for d in self.page.dates[low:high] if datelines.is_dateline(self.norm, sentence.start, d)]
        dates = [d for d in self.page.dates[low:high] if d not in lines]
        self.events += filter(None, (report_of(self.page, sentence.start, line) for line in lines))
        shut = bytearray(brackets := clauses.closed_off(self.norm, sentence.start, sentence.end))
        for start, end in clauses.quoted(self.norm, sentence.start, sentence.end):
            banner = self.norm[end + 1 : end + 2] == "的"  # “一定夺冠”的标语
            if banner or not any(start <= date.start < end for date in dates):
                shut[start - sentence.start : end - sentence.start] = b"\x01" * (end - start)
        self.rumours.begin(index)
        told = Handed()
        gap = self.norm[self.context.sentence(index - 1).end - 1 : sentence.start] if index else "\n"
        self.told.begin(index, paragraph="\n" in gap)
        heading = self.carried.begin(index, paragraph="\n" in gap)
        told.topic.go_on(None if dates else heading)
        if index and _NEW_SECTION.search(self.norm[self.context.sentence(index - 1).end : sentence.start]):
            self.told.topic = ()
        if self.norm[sentence.start] == "#":  # a heading says what its section is about
            inside = self.page.between(sentence.start, sentence.end)
            named = [m for m in inside if m.label in {"ORG", "PERSON"}]
            alone = named if len(named) == 1 else []
            self.told.heading = tuple(Argument(one.mention_id, one.text) for one in alone)
            self.told.take(alone[0] if alone else None, speaks=False)
            return
        if low < high and datelines.is_news_line(self.norm, sentence.start, self.page.dates[low]):
            told.topic.go_on(self.page.dates[low])  # 北京时间7月16日消息，球队宣布
            told.near = True
        if dates and dates[0].type == "TIME" and "T" in dates[0].edtf and "/" not in dates[0].edtf:
            told.topic.go_on(dates[0])
        made = len(self.events)
        for clause in clauses.clauses(self.context, sentence.start, sentence.end, self.page.taken, brackets):
            found = beside(self.context, clause.start, clause.end, listed, self.page.taken)
            found = [c for c in found if not shut[c.start - sentence.start]]
            before = told.subject
            placed = triggers.placed(self.page, clause, found, dates) if found else found
            self._clause(clause, placed, dates, told)
            if (
                shut.count(1, clause.start - sentence.start, clause.end - sentence.start)
                > clause.end - clause.start - _MARKS
            ):
                told.subject = before or tuple(filter(None, [told.speaker]))  # 李明说，「局势很坏」，随后宣布
        self.told.topic = tuple(a for a in told.subject if a.mention_id) or self.told.topic
        self.carried.end(self.norm, self.events[made:], dates)

    def _clause(
        self, clause: Clause, placed: list[Candidate], dates: list[DateMention], told: Handed
    ) -> None:
        own = self._dates_of(clause, dates, told)
        main = main_verbs.main_of(self.context, placed, clause, own) if placed else None
        at = self._predicate(clause, placed, main)
        here, mention = self._subject(clause, placed, main, at, told)
        if told.alone and here and main is None and not own:
            here, mention = told.subject, None  # 麦考林有限公司，|中国领先的运营商，公布业绩
        told.alone = not placed and mention is not None and mention.end >= clause.end - 1
        before = told.subject
        told.subject = () if self.told.unclear else here or told.subject
        if self.told.unclear:
            self.told.topic = ()  # 他介绍，将公布名单: nor is it who was told of before
        hypothetical = supposes(self.page, clause, at)
        made = len(self.events)
        asked = told.asked and asks_on(self.norm, clause, told, own=bool(own or here))
        intended = still_intended(self.norm, clause, told, own=bool(here)) if told.intended else ""
        ruled = told.by_rule and by_rule(self.norm, clause, told, own=bool(own))
        for candidate in () if asked or ruled else placed:
            when = happened(self.page, clause, candidate, placed, main, own, told, hypothetical=hypothetical)
            when = when and as_told(when, candidate, self.rumours, intended)
            if when is None:
                continue
            roles = self._roles(clause, candidate, placed, dates, told, own=bool(here))
            if not vouched(candidate, roles, self.places if when[0] in own else ()):
                continue
            if not candidate.listed and not here and "的" in self.norm[candidate.end : clause.end]:
                continue  # 持有票据的债权人陈某，曾提出呈请
            if candidate.trigger.type == "appoint" and mention is not None:
                self.told.hold(mention, self.page.title_at(candidate.end))
            if when[2] == "predicted" and plans_itself(self.page, clause, candidate, roles):
                when = *when[:2], "planned"
            said_by = says_here(self.page, self.told, clause, placed, here, told)
            self.events.append(event_of(self.page, clause, candidate, when, roles, said_by))
        if len(self.events) > made:
            toll = self._is_toll(clause, here, made)  # 73间房屋倒塌，|转移8447人
            told.subject = before if toll else self._doing(told.subject, made, clause.end)
        elif not here:
            told.subject = self.page.heavy(clause) or told.subject
        told.subject = before if in_passing(self.norm, clause, here) else told.subject
        told.subject = self.page.causer(clause, at) or self.page.told_of(clause) or told.subject
        leave(self.page, clause, own, main, told, placed, self.events[made:], hypothetical=hypothetical)
        told.intended = intends(self.norm, clause, told, self.events[made:], own=bool(here))
        told.asked = asked or asks(placed, main)
        speaks = (main is not None and main.trigger.roles == "speech") or ends_in_speech(placed)
        self.told.take(mention, speaks=speaks)
        if mention is not None and _BENCH.search(self.page.title_of(mention)):
            self.told.person = None  # 法官说，被告有罪，他将服刑: no judge does
        if describes(self.norm, clause):
            self.told.person, self.told.topic, told.subject = None, (), ()
        self.page.take_down(self.told, clause, at)
        hears(self.page, self.told, clause, placed, own, here, told)

    def _dates_of(self, clause: Clause, dates: list[DateMention], told: Handed) -> list[DateMention]:
        """The dates of a clause that can date an event in it; and what its beginning says of other times."""
        own = dating.usable(self.context, clause, dates) if dates else []
        if told.topic.last is None:
            told.topic.go_on(self.carried.goes_on(self.norm, clause))
        later = not own and dating.is_later(self.norm, clause, told.topic, self.context.article.published)
        told.quiet = told.quiet or later or bool(dates and dating.spans_until(self.context, clause, dates))
        if clause.mark in {"；", ";"}:
            told.forecast = told.foreseen = False
        return own

    def _predicate(self, clause: Clause, placed: list[Candidate], main: Candidate | None) -> int:
        """Where a clause comes to what it tells."""
        if self.page.goes_on_with_acts(clause):
            return clause.start
        if main is not None:
            return main_verbs.subject_before(self.norm, placed, main)
        return self.page.predicate(clause, relative="relative" in [c.place for c in placed])

    def _is_toll(self, clause: Clause, here: tuple[Argument, ...], made: int) -> bool:
        """Whether a clause tells how many were hurt or broke: they do nothing in the next."""
        if not here or here[0].mention_id or any(e.type not in _TOLLS for e in self.events[made:]):
            return False
        who = normalise(here[0].text)
        at = self.norm.find(who, clause.start, clause.end)
        return _PEOPLE.fullmatch(who) is not None or (
            at > 0 and _SO_MANY.search(self.norm, clause.start, at) is not None
        )

    def _doing(self, subject: tuple[Argument, ...], made: int, end: int) -> tuple[Argument, ...]:
        """缅甸28日发生地震后，已监测到余震: where it was does nothing in the next clause; 捷运发生袭击，|引发恐慌: what arose does."""
        arose = self.events[-1]
        if arose.objects and _BRINGS.match(self.norm, end) and normalise(arose.trigger) in ARISES:
            return arose.objects
        return () if any(event.location in subject for event in self.events[made:]) else subject

    def _subject(
        self, clause: Clause, placed: list[Candidate], main: Candidate | None, at: int, told: Handed
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject that a clause names itself, with its first name; who only keeps the record is none."""
        if (checked := self.page.checked(clause)) is not None:
            return (checked,), None
        here, mention = self.page.clause_subject(clause, placed, main, at, self.told, told.subject)
        if not placed and here and _KIN.search(self.norm, max(0, clause.start - 3), clause.start):
            return told.subject, None  # 接替逝世的父亲，|创办人宗庆后，出任董事长
        if mention is None and (not here or here in (self.told.topic, self.told.heading)):
            here = by_speaker(self.page, clause, main, told) or here
        elif mention is not None and informs(mention, self.norm) and not any(map(self.page.is_public, here)):
            return (), None
        return here, mention

    def _roles(
        self,
        clause: Clause,
        candidate: Candidate,
        placed: list[Candidate],
        dates: list[DateMention],
        told: Handed,
        *,
        own: bool,
    ) -> Roles:
        """Who did what to whom; of what is rumoured, without the noun that it is told by: 发生爆炸|的消息."""
        part, stop = triggers.part_of(self.norm, candidate, placed, clause, dates)
        failed = fails(self.norm, clause, candidate)
        stop = stop if failed is None else min(stop, failed)
        subject = self.page.subject_of(clause, part, candidate, placed, self.told, told.subject)
        head = triggers.head_behind(self.norm, candidate, placed, clause)
        until = triggers.head_ends(self.norm, candidate, placed)
        rumour = self.rumours.at(candidate)
        if rumour is not None:
            relative = candidate.place == "relative"
            part, candidate = rumour.within(clause, candidate)
            stop = min(stop, part.end)
            if part.start > clause.start or relative:
                subject = self.page.subject(part, candidate.start, self.told)[0]
        return self.page.roles(
            part, candidate, subject, self.told, stop=stop, head=head, until=until, own=own
        )
