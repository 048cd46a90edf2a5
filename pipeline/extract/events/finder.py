"""One paragraph after the other: what stands in a clause, with what the text before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.events import clauses, dating, triggers, words
from pipeline.extract.events.antecedents import Told, main_company
from pipeline.extract.events.arguments import Arguments, Roles
from pipeline.extract.events.status import status
from pipeline.extract.events.telling import tells
from pipeline.extract.events.triggers import GOVERNING, Candidate
from pipeline.model import Argument, EventMention
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateBasis, DateMention, EntityMention, NumberMention, Status

_YEAR = re.compile(r"-?[0-9]{4}(?!.*X)")  # a decade is no date of an event
_HELD = frozenset(
    {"hold", "open"}
)  # 在上海举行的大会: the relative clause tells of it, with the date of the clause
# what the clause says is of another time than the text before it
_ELSEWHEN = re.compile(
    r"(?:目前|现在|如今|当前|现时|其间|期间|此前|先前|此后|之前|原本|每[年月天日]|历来|至今|近年|未来|今后|日后|长期)"
)
_BY_NOW = re.compile(r"(?:但|而|且)?(?:至今|迄今|目前|如今|现在|现时|当前)")  # and so does what follows
_NEW_SECTION = re.compile(r"\n\s*\n")
_EQUALS = re.compile(r"(?<=[\u4e00-\u9fff])(?:为|是|约)")
_SUM = re.compile(
    r"的(?:资金|金额|总额|收入|数量|规模|人数|总数|票数|票房|贷款|投资)(?:仅|只|达到?|为|约|共|有|超过|逾|近|合计)*"
)
_HYPOTHETICAL = re.compile(r"(?:如果|若(?!干)|倘若|假如|一旦|要是|万一|除非|只要|假设)")


@dataclass(slots=True)
class _Sentence:
    """What the clauses of a sentence hand on."""

    topic: dating.Topic = field(default_factory=dating.Topic)
    subject: tuple[Argument, ...] = ()
    speaker: Argument | None = None
    near: bool = False  # the clause before holds nothing but a date
    quiet: bool = False  # what is said or ordered has a time of its own
    hypothetical: bool = False
    forecast: bool = False  # a verb of forecast governs what follows


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
        self.vague = [m for m in dates if m.type == "DATE" and not m.edtf]
        usable = [m for m in dates if m.type in {"DATE", "TIME"} and _YEAR.match(m.edtf)]
        self.page = Arguments(context, entities, usable, numbers)
        for mention in dates:
            self.page.taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        self.told = Told(main_company(entities))
        self.events: list[EventMention] = []

    def all(self) -> list[EventMention]:
        listed = words.listed(self.page)
        for index, sentence in enumerate(self.context.document.sentences):
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
        told = _Sentence()
        gap = self.norm[self.context.sentence(index - 1).end - 1 : sentence.start] if index else "\n"
        self.told.begin(index, paragraph="\n" in gap)
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
        for clause in clauses.clauses(self.context, sentence.start, sentence.end, self.page.taken):
            found = [c for c in self._candidates(clause, listed) if not shut[c.start - sentence.start]]
            self._clause(clause, triggers.placed(self.context, clause, found, dates), dates, told)
        self.told.topic = tuple(a for a in told.subject if a.mention_id) or self.told.topic

    def _clause(
        self, clause: Clause, placed: list[Candidate], dates: list[DateMention], told: _Sentence
    ) -> None:
        own = dating.usable(self.context, clause, dates)
        if dating.spans_until(self.context, clause, dates):
            told.quiet = True
        main = triggers.main_of(placed, clause, own)
        at = main.start if main else self._predicate(clause, placed)
        here, mention = self.page.subject(clause, at, self.told, told.subject)
        if main and not here and placed[0] is not main and placed[0].place == "adverbial":
            here, mention = self.page.subject(clause, placed[0].start, self.told, told.subject)
        told.subject = () if self.told.unclear else here or told.subject
        hypothetical = bool(_HYPOTHETICAL.search(self.norm, clause.start, at))
        for candidate in placed:
            date, basis = self._date(clause, candidate, placed, own, told)
            if date is None or not tells(self.page, clause, candidate, main, own=date in own, near=told.near):
                continue
            state = status(self.context, clause, (candidate.start, candidate.end), date, self.page.taken)
            if state in {"occurred", "planned", "ongoing"} and (hypothetical or told.hypothetical):
                state = "hypothetical" if hypothetical else "predicted"
            if told.forecast and state in {"occurred", "planned"}:
                state = "predicted"
            if basis == "inherited" and (
                state == "hypothetical" or told.topic.withholds(date, candidate.trigger, state)
            ):
                continue
            subject = told.subject
            if candidate.place == "adverbial":
                subject = self.page.subject(clause, candidate.start, self.told, subject)[0] or subject
            roles = self.page.roles(clause, candidate, subject, stop=clause.end)
            if not candidate.listed and not _vouched(candidate, roles):
                continue
            self._add(clause, candidate, date, basis, state, roles, told.speaker)
        for date in own:
            told.topic.take(date, self.norm, clause.start)
        if _BY_NOW.match(self.norm, clause.start):
            told.quiet = True
        told.near = (bool(own) and main is None) or (told.near and main is None)
        told.hypothetical = hypothetical or (told.hypothetical and clause.mark not in set("；;。"))
        if own:
            told.quiet = False
        self.told.take(
            mention, speaks=(main is not None and main.trigger.roles == "speech") or _ends_in_speech(placed)
        )
        names = self.page.between(clause.start, clause.end)
        for name in names:
            self.told.see(name)
            self.page.kind_of(name, self.told)
        people = [(m.start - clause.start, m.end - clause.start) for m in names if m.label == "PERSON"]
        self.told.hear_of(self.norm[clause.start : clause.end], people, at - clause.start)
        self._hears(clause, placed, own, here, told)

    def _predicate(self, clause: Clause, placed: list[Candidate]) -> int:
        """Where a clause without a trigger comes to what it tells: 营收为300.7亿美元, 净利润264亿美元, 他们将等来飞船."""
        if any(candidate.place == "relative" for candidate in placed):
            return clause.end
        told = _EQUALS.search(self.norm, clause.start, clause.end)
        ends = [told.start()] if told else []
        figure = bisect_left(self.page.number_starts, clause.start)
        if figure < len(self.page.numbers) and clause.start < self.page.numbers[figure].start < clause.end:
            ends.append(self.page.numbers[figure].start)
        index = self.context.token_index(clause.start)
        while index < len(self.context.tokens) and self.context.tokens[index].start < clause.end:
            token = self.context.tokens[index]
            index += 1
            if token.start > clause.start and token.tag == "v" and not self.page.taken[token.start]:
                ends.append(token.start)
                break
        return min([*ends, clause.end])

    def _hears(
        self,
        clause: Clause,
        placed: list[Candidate],
        own: list[DateMention],
        here: tuple[Argument, ...],
        told: _Sentence,
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
        told.quiet = told.quiet or bool(own) or told.near
        told.forecast = told.forecast or last.trigger.type == "forecast"
        told.subject = ()

    def _candidates(self, clause: Clause, listed: list[Candidate]) -> list[Candidate]:
        mine = [c for c in listed if clause.start <= c.start and c.end <= clause.end]
        others = [
            c
            for c in triggers.tagged(self.context, clause.start, clause.end, self.page.taken)
            if not any(m.start < c.end and c.start < m.end for m in mine)
        ]
        return sorted([*mine, *others], key=lambda c: c.start)

    def _date(
        self,
        clause: Clause,
        candidate: Candidate,
        placed: list[Candidate],
        own: list[DateMention],
        told: _Sentence,
    ) -> tuple[DateMention | None, DateBasis]:
        since, held = clause.start, candidate.place == "relative" and candidate.trigger.type in _HELD
        if candidate.place in {"relative", "adverbial"}:
            earlier = [c.end for c in placed if c.end <= candidate.start]
            since = earlier[-1] if earlier and not held else clause.start
        until = next(
            (c.start for c in placed if c.start > candidate.start and c.place == "relative"), clause.end
        )
        if candidate.place == "relative":
            until = candidate.end
        found = dating.own(self.context, own, (candidate.start, candidate.end), since, until)
        if found is not None and not self._spent(found, candidate, placed):
            return found, found.basis
        if candidate.place == "adverbial":
            return None, "none"
        figure = self.page.figure(candidate.end, clause.end)
        if candidate.place == "relative" and not held and not self._counts_sum(candidate, clause):
            return None, "none"
        if any(clause.start <= date.start < candidate.start for date in self.vague):
            return None, "none"  # 近日, 日前: a time of its own that the text does not tell
        if told.quiet or _ELSEWHEN.search(self.norm, clause.start, candidate.start):
            return None, "none"
        return dating.inherited(told.topic, candidate.trigger.type, figure=figure), "inherited"

    def _spent(self, date: DateMention, candidate: Candidate, placed: list[Candidate]) -> bool:
        """去年5月接任以来首次上阵: the date is that of the verb before 以来, not of the one behind."""
        between = [c for c in placed if date.end <= c.start < candidate.start and c.place == "adverbial"]
        return bool(between) and "以来" in self.norm[between[-1].end : candidate.start]

    def _counts_sum(self, candidate: Candidate, clause: Clause) -> bool:
        """筹集的资金仅52亿美元: a figure told by the verb of a relative clause."""
        sums = _SUM.match(self.norm, candidate.end, clause.end)
        return sums is not None and self.page.figure(sums.end(), sums.end() + 2)

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
                type=trigger.type,
                actors=roles.actors,
                objects=roles.objects,
                location=self.page.location(clause, start),
                attributed_to=speaker if speaker is not None and trigger.roles != "speech" else None,
                rule=f"event({trigger.place})",
                sentence=context.sentence_at(start),
            )
        )


def _vouched(candidate: Candidate, roles: Roles) -> bool:
    """A verb that no table lists tells an event where a named actor does it, and the dictionary has it."""
    return is_word(candidate.surface) and any(actor.mention_id for actor in roles.actors)
