"""One paragraph after the other: what stands in a clause, with what the text before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events import clauses, dating, triggers, words
from pipeline.extract.events.antecedents import Told, main_company, main_team
from pipeline.extract.events.candidates import GOVERNING, Candidate
from pipeline.extract.events.carried import Carried
from pipeline.extract.events.clause_subjects import ClauseSubjects
from pipeline.extract.events.tagged import tagged
from pipeline.extract.events.when import Handed, happened
from pipeline.extract.events.whole_names import PLACES
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument, EventMention
from pipeline.normalise import normalise
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.arguments import Roles
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateBasis, DateMention, EntityMention, NumberMention, Status

_YEAR = re.compile(r"-?[0-9]{4}(?!.*X)")  # a decade is no date of an event
_BY_NOW = re.compile(r"(?:但|而|且)?(?:至今|迄今|目前|如今|现在|现时|当前)")  # and so does what follows
# 要承受风险，战胜灾害: nor does what ought to be done
_OUGHT = re.compile(
    r"(?:我们|大家|各级|也|还|更|都|就|又|一定|首先|其次|尤其)*(?:要(?!求|么|是|闻|员)|必须|需要|应当|应该)"
)
# 提出|清盘呈请: the noun behind a verb of any kind says that somebody goes to court
_FILED = re.compile(r"(?:了|过)?[^，；。的]{0,6}?(?:呈请|诉讼|起诉书|诉状|上诉|申诉|仲裁)(?=[，；。、]|$)")
_REASON = re.compile(r"(?:因为|由于)")
_NEW_SECTION = re.compile(r"\n\s*\n")
_HYPOTHETICAL = re.compile(r"(?:如果|若(?!干)|倘若|假如|一旦|要是|万一|除非|只要|假设)")


def _ends_in_speech(placed: list[Candidate]) -> bool:
    return bool(placed) and (
        placed[-1].trigger.roles == "speech" or placed[-1].trigger.type in {"forecast", "say"}
    )


def find(
    context: Context,
    entities: Sequence[EntityMention],
    dates: Sequence[DateMention],
    numbers: Sequence[NumberMention],
) -> list[EventMention]:
    """The dated events of a document, in the order of the text, from its chosen mentions."""
    return _Finder(context, entities, dates, numbers).all()


class _Finder:
    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context, self.norm = context, context.norm
        usable = [m for m in dates if m.type in {"DATE", "TIME"} and _YEAR.match(m.edtf)]
        self.page = ClauseSubjects(context, entities, usable, numbers)
        self.page.vague = [m for m in dates if m.type == "DATE" and not m.edtf]
        for mention in dates:
            self.page.taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        self.told = Told(main_company(entities))
        team = main_team(entities)
        if team is not None:
            self.told.team, self.told.one_team = Argument(team.mention_id, team.text), True
        self.carried = Carried()
        self.carried.find_headings(context, usable)
        self.events: list[EventMention] = []
        self.places = tuple({m.text for m in entities if m.label in PLACES})

    def all(self) -> list[EventMention]:
        if not self.page.dates:
            return self.events
        listed = words.listed(self.page)
        last = (
            self.context.sentence_at(self.page.dates[-1].start) + 1
        )  # a heading dates the sentence below it
        for index, sentence in enumerate(self.context.document.sentences[: last + 1]):
            if not clauses.is_boilerplate(self.norm, sentence.start, sentence.end):
                self._sentence(index, listed.get(index, []))
        return self.events

    # -- one sentence --------------------------------------------------------------------------------------

    def _sentence(self, index: int, listed: list[Candidate]) -> None:
        sentence = self.context.sentence(index)
        low, high = (bisect_left(self.page.date_starts, at) for at in (sentence.start, sentence.end))
        dates = [d for d in self.page.dates[low:high] if not dating.is_dateline(self.norm, sentence.start, d)]
        shut = clauses.closed_off(self.norm, sentence.start, sentence.end)
        for start, end in clauses.quoted(self.norm, sentence.start, sentence.end):
            banner = self.norm[end + 1 : end + 2] == "的"  # “一定夺冠”的标语
            if banner or not any(start <= date.start < end for date in dates):
                shut[start - sentence.start : end - sentence.start] = b"\x01" * (end - start)
        told = Handed()
        gap = self.norm[self.context.sentence(index - 1).end - 1 : sentence.start] if index else "\n"
        self.told.begin(index, paragraph="\n" in gap)
        heading = self.carried.begin(index, paragraph="\n" in gap)
        told.topic.go_on(None if dates else heading)
        if index and _NEW_SECTION.search(self.norm[self.context.sentence(index - 1).end : sentence.start]):
            self.told.topic = ()
        if self.norm[sentence.start] == "#":  # a heading says what its section is about
            named = [
                m for m in self.page.between(sentence.start, sentence.end) if m.label in {"ORG", "PERSON"}
            ]
            self.told.heading = ()
            if len(named) == 1:
                self.told.heading = (Argument(named[0].mention_id, named[0].text),)
                self.told.take(named[0], speaks=False)
            return
        if dates and dates[0].type == "TIME" and "T" in dates[0].edtf and "/" not in dates[0].edtf:
            told.topic.go_on(dates[0])
        made = len(self.events)
        for clause in clauses.clauses(self.context, sentence.start, sentence.end, self.page.taken):
            found = [c for c in self._candidates(clause, listed) if not shut[c.start - sentence.start]]
            self._clause(clause, triggers.placed(self.page, clause, found, dates), dates, told)
        self.told.topic = tuple(a for a in told.subject if a.mention_id) or self.told.topic
        self.carried.end(self.events[made:], dates)

    def _clause(
        self, clause: Clause, placed: list[Candidate], dates: list[DateMention], told: Handed
    ) -> None:
        own = dating.usable(self.context, clause, dates)
        told.topic.go_on(self.carried.goes_on(self.norm, clause))
        if dating.spans_until(self.context, clause, dates):
            told.quiet = True
        main = triggers.main_of(self.context, placed, clause, own)
        at = (
            triggers.subject_before(self.norm, placed, main)
            if main
            else self.page.predicate(clause, relative=any(c.place == "relative" for c in placed))
        )
        here, mention = self.page.clause_subject(clause, placed, main, at, self.told, told.subject)
        before = told.subject
        told.subject = () if self.told.unclear else here or told.subject
        hypothetical = any(
            not self.page.taken[cue.start()] for cue in _HYPOTHETICAL.finditer(self.norm, clause.start, at)
        )  # none of 若斯潘
        made = len(self.events)
        for candidate in placed:
            when = happened(self.page, clause, candidate, placed, main, own, told, hypothetical=hypothetical)
            if when is None:
                continue
            date, basis, state = when
            subject = self.page.counted_people(candidate) or told.subject
            if candidate.place == "adverbial":
                subject = self.page.subject(clause, candidate.start, self.told, subject)[0] or subject
            part, stop = triggers.part_of(self.norm, candidate, placed, clause, dates)
            if part.start > clause.start:
                subject = self.page.subject(part, candidate.start, self.told, subject)[0] or subject
            head = triggers.head_behind(self.norm, candidate, placed, clause)
            until = triggers.head_ends(self.norm, candidate, placed)
            roles = self.page.roles(
                part, candidate, subject, self.told, stop=stop, head=head, until=until, own=bool(here)
            )
            if not candidate.listed and not _vouched(candidate, roles, self.places if date in own else ()):
                continue
            if candidate.trigger.type == "appoint" and mention is not None:
                self.told.hold(mention, self.page.title_at(candidate.end))
            self._add(clause, candidate, date, basis, state, roles, told.speaker)
        if not here and len(self.events) == made:
            told.subject = self.page.heavy(clause) or told.subject
        if _REASON.match(self.norm, clause.start):
            told.subject = before  # 因为门牌重复，重新核对后下修: who, the reason does not say
        self._leave(clause, own, main, told, placed, self.events[made:], hypothetical=hypothetical)
        speaks = (main is not None and main.trigger.roles == "speech") or _ends_in_speech(placed)
        self.told.take(mention, speaks=speaks)
        self._remember(clause, at)
        self._hears(clause, placed, own, here, told)

    def _remember(self, clause: Clause, at: int) -> None:
        """Take down the names of a clause that comes to what it tells at ``at``."""
        names = self.page.between(clause.start, clause.end)
        for name in names:
            self.told.see(name, self.page.title_of(name))
            self.page.kind_of(name, self.told)
        self.told.gather([name for name in names if not self.page.gives_title(name)], self.norm)
        people = [(m.start - clause.start, m.end - clause.start) for m in names if m.label == "PERSON"]
        self.told.hear_of(self.norm[clause.start : clause.end], people, at - clause.start)

    def _leave(
        self,
        clause: Clause,
        own: list[DateMention],
        main: Candidate | None,
        told: Handed,
        placed: list[Candidate],
        made: Sequence[EventMention],
        *,
        hypothetical: bool,
    ) -> None:
        """What the dates and conditions of a clause mean for the next."""
        told.foreseen = told.foreseen or any(one.trigger.type == "forecast" for one in placed)
        for date in own:
            named = (
                main is not None
                and dating.is_named_in_object(self.norm, date, main.start, own)
                and not any(c.start > date.start and c.place == "main" for c in placed)
            )
            used = main is not None and any(
                event.date_mention_id == date.mention_id and event.trigger_start == main.start
                for event in made
            )
            told.topic.take(date, self.norm, clause.start, named=named, used=used)
        if _BY_NOW.match(self.norm, clause.start) or (not own and _OUGHT.match(self.norm, clause.start)):
            told.quiet = True
        told.near = (bool(own) and main is None) or (told.near and main is None)
        told.hypothetical = hypothetical or (told.hypothetical and clause.mark not in set("；;。"))
        if own:
            told.quiet = False

    def _hears(
        self,
        clause: Clause,
        placed: list[Candidate],
        own: list[DateMention],
        here: tuple[Argument, ...],
        told: Handed,
    ) -> None:
        """A clause that ends with a verb of speech or order hands its speaker to what is said, but not its date."""
        last = next((c for c in reversed(placed) if c.place in {"main", "helper"}), None)
        if last is None or not (last.trigger.roles == "speech" or last.trigger.type in GOVERNING):
            return
        rest = self.norm[last.end : clause.end]
        names = self.page.between(last.end, clause.end)
        if len(rest) - sum(m.end - m.start for m in names) > 2:
            return
        if last.trigger.roles == "speech" or not rest:
            speaker = (here or told.subject or (None,))[0]
            told.speaker = speaker if speaker is not None and self.page.can_speak(speaker) else None
            if last.trigger.type == "announce" and speaker is not None and speaker.mention_id:
                self.told.topic = (speaker,)  # 特斯拉宣布，将于9月12日召开股东大会
        told.quiet = told.quiet or bool(own) or told.near
        told.forecast = told.forecast or last.trigger.type == "forecast"
        told.subject = ()

    def _candidates(self, clause: Clause, listed: list[Candidate]) -> list[Candidate]:
        mine = [c for c in listed if clause.start <= c.start and c.end <= clause.end]
        others = [
            c
            for c in tagged(self.context, clause.start, clause.end, self.page.taken)
            if not any(m.start < c.end and c.start < m.end for m in mine)
        ]
        return sorted([*mine, *others], key=lambda c: c.start)

    # -- one event -----------------------------------------------------------------------------------------

    def _add(
        self, clause: Clause, candidate: Candidate, date: DateMention, basis: DateBasis, state: Status,
        roles: Roles, speaker: Argument | None,
    ) -> None:  # fmt: skip
        context, trigger = self.context, candidate.trigger
        start, end = candidate.start, candidate.end
        self.events.append(
            EventMention(
                mention_id=context.mention_id("event", start, end, trigger.type),
                start=clause.start,
                end=clause.end,
                trigger=context.raw(start, end),
                trigger_start=start,
                trigger_end=end,
                date=date.edtf.split("T")[0] if "/" not in date.edtf else date.edtf,
                basis=basis,
                date_mention_id=date.mention_id,
                status=state,
                type=self._type(candidate, roles),
                actors=roles.actors,
                objects=roles.objects,
                location=self.page.location(clause, start, trigger.type),
                attributed_to=speaker if speaker is not None and trigger.roles != "speech" else None,
                rule=f"event({trigger.place})",
                sentence=context.sentence_at(start),
            )
        )

    def _type(self, candidate: Candidate, roles: Roles) -> str:
        """That of the trigger, but for 提出呈请 and for what is said to have happened: 发生坍塌."""
        if _FILED.match(self.norm, candidate.end):
            return "sue"
        happening = self.context.lexicon.happenings
        if (
            candidate.surface in ARISES
            and roles.objects
            and happening.is_disaster(normalise(roles.objects[0].text))
        ):
            return "disaster"
        return candidate.trigger.type


def _vouched(candidate: Candidate, roles: Roles, places: tuple[str, ...]) -> bool:
    """A verb that no table lists tells an event where a named actor does it (日本|经济 too), and the dictionary has it."""
    named = any(actor.mention_id or actor.text.startswith(places) for actor in roles.actors)
    return named and is_word(candidate.surface)
