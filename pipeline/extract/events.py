"""Dated events: a clause with a trigger and a date resolved to at least a year.

Actor, trigger, object and place come from one clause; what comes from outside it (the date or the actor of the
clause before, in the same sentence) makes the basis ``inherited``. A date never travels past a sentence here.
Triggers inside names, titles, dates and numbers make no event.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Argument, DateMention, EntityMention, EventMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.context import Context
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import DateBasis, NumberMention, Status

_CLAUSE = re.compile(r"[，,；;：:。！？!?\n]+")
_YEAR = re.compile(r"-?[0-9]{2,4}")
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
# what keeps a name before the verb from being its actor: 在上海, 对中国, 与美国
_OBLIQUE = re.compile(
    r"(?:在|于|对|向|与|和|同|从|由于|因|据|给|为|经|至|到|赴|往|距|离|随着|关于|针对|按照|根据|包括|除|自)$"
)
_FUTURE_NEXT = re.compile(
    r"(?:于|在|会|要|继续|正式|首次|再|再次|进一步|陆续|全面|共同|分别|不|[0-9]|今|明|下|本|年|月|从|自|由|对|向|与|和|同|为|把|被)"
)
_RELATIVE = re.compile(r"(?:了)?的(?!是|同时)")
_BOILERPLATE = re.compile(
    r"(?:特别声明|免责声明|版权所有|未经授权|责任编辑|发布者|来源:|Copyright|©|转载|投稿邮箱|举报电话|本平台)"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int


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
        self.context = context
        self.norm = context.norm
        self.entities = entities
        self.entity_starts = [mention.start for mention in entities]
        self.dates = [
            mention for mention in dates if mention.type in {"DATE", "TIME"} and _YEAR.match(mention.edtf)
        ]
        self.date_starts = [mention.start for mention in self.dates]
        self.taken = bytearray(len(context.norm) + 1)
        spans = [(m.start, m.end) for group in (entities, dates, numbers) for m in group]
        for start, end in spans:
            self.taken[start:end] = b"\x01" * (end - start)
        self.cues = context.lexicon.happenings.cues

    def all(self) -> list[EventMention]:
        triggers: dict[int, list[tuple[int, int, Trigger]]] = {}
        for start, end, trigger in self.context.lexicon.happenings.find(self.norm):
            if start >= self.context.article.body_start and self._is_trigger(start, end):
                triggers.setdefault(self.context.sentence_at(start), []).append((start, end, trigger))
        events: list[EventMention] = []
        for index in sorted(triggers):
            events += self._sentence(index, triggers[index])
        return events

    def _is_trigger(self, start: int, end: int) -> bool:
        if self.taken.find(1, start, end) >= 0:
            return False
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        if first is None or last is None:
            return True
        if end - start == 1:
            return first.start == start and first.end == end
        if first.start < start and first.end < end:
            return False
        inside = first.start < start or last.end > end
        return not (inside and ((last.end > end and last.start > start) or first.tag[0] == "n"))

    # -- one sentence --------------------------------------------------------------------------------------

    def _sentence(self, index: int, triggers: list[tuple[int, int, Trigger]]) -> list[EventMention]:
        sentence = self.context.sentence(index)
        dates = self.dates[
            bisect_left(self.date_starts, sentence.start) : bisect_left(self.date_starts, sentence.end)
        ]
        if not dates or _BOILERPLATE.search(self.norm, sentence.start, sentence.end):
            return []
        events: list[EventMention] = []
        speaker: Argument | None = None
        subject: Argument | None = None
        for clause in self._clauses(sentence.start, sentence.end):
            inside = [entry for entry in triggers if clause.start <= entry[0] < clause.end]
            subject = self._subject(clause, inside[0][0] if inside else clause.end) or subject
            main = False
            for start, end, trigger in inside:
                relative = bool(_RELATIVE.match(self.norm, end))
                if main or (trigger.noun and len(inside) > 1):
                    continue
                date, inherited = self._date(dates, clause, start)
                if date is None:
                    continue
                if not relative:
                    main = True
                if trigger.roles == "speech":
                    speaker = self._subject(clause, start) or subject
                event = self._event(
                    clause,
                    start,
                    end,
                    trigger,
                    date,
                    subject,
                    speaker,
                    inherited=inherited,
                    relative=relative,
                )
                events.append(event)
        return events

    def _clauses(self, start: int, end: int) -> Iterable[_Clause]:
        place = start
        for match in _CLAUSE.finditer(self.norm, start, end):
            at = match.start()
            if self.taken[at] or (self.norm[at] in ",:" and self.norm[at - 1 : at].isdigit()):
                continue
            if at > place:
                yield _Clause(place, at)
            place = match.end()
        if place < end:
            yield _Clause(place, end)

    def _date(
        self, dates: list[DateMention], clause: _Clause, trigger: int
    ) -> tuple[DateMention | None, bool]:
        """The nearest date before the trigger in its clause, else the one behind it there, else the one before."""
        own = [date for date in dates if clause.start <= date.start < clause.end]
        before = [date for date in own if date.end <= trigger]
        if before:
            return before[-1], False
        if own:
            return own[0], False
        earlier = [date for date in dates if date.end <= clause.start]
        return (earlier[-1], True) if earlier else (None, False)

    def _between(self, start: int, end: int) -> Sequence[EntityMention]:
        return self.entities[
            bisect_left(self.entity_starts, start) : bisect_right(self.entity_starts, end - 1)
        ]

    def _subject(self, clause: _Clause, trigger: int) -> Argument | None:
        """The last name before the trigger that no preposition governs and that stands for a doer."""
        for mention in reversed(self._between(clause.start, trigger)):
            before = self.norm[max(clause.start, mention.start - 3) : mention.start]
            following = self.norm[mention.end : mention.end + 1]
            if mention.label not in _ACTORS or _OBLIQUE.search(before) or following == "的":
                continue
            return Argument(mention.mention_id, mention.text)
        return None

    # -- one event ----------------------------------------------------------------------------------------

    def _event(  # noqa: PLR0913  (an event has as many parts)
        self, clause: _Clause, start: int, end: int, trigger: Trigger, date: DateMention,
        subject: Argument | None, speaker: Argument | None, *, inherited: bool, relative: bool,
    ) -> EventMention:  # fmt: skip
        context = self.context
        actors, objects = self._arguments(clause, start, end, trigger, subject, relative=relative)
        basis: DateBasis = "inherited" if inherited else date.basis
        attributed = speaker if speaker is not None and trigger.roles != "speech" else None
        return EventMention(
            mention_id=context.mention_id("event", start, end, trigger.type),
            start=clause.start,
            end=clause.end,
            trigger=context.raw(start, end),
            trigger_start=start,
            trigger_end=end,
            date=date.edtf.split("T")[0] if "/" not in date.edtf else date.edtf,
            basis=basis,
            date_mention_id=date.mention_id,
            status=self._status(clause, start, date),
            type=trigger.type,
            actors=actors,
            objects=objects,
            location=self._location(clause, start),
            attributed_to=attributed,
            rule=f"event({trigger.place})",
            sentence=context.sentence_at(start),
        )

    def _arguments(
        self,
        clause: _Clause,
        start: int,
        end: int,
        trigger: Trigger,
        subject: Argument | None,
        *,
        relative: bool,
    ) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
        before = self._subject(clause, start) or subject
        behind = [
            Argument(mention.mention_id, mention.text)
            for mention in self._between(end, clause.end)
            if not _OBLIQUE.search(self.norm[max(end, mention.start - 2) : mention.start])
        ][:2]
        if relative:  # 在上海举行的世界人工智能大会: the head of the relative clause is the object
            return (), tuple(behind[:1])
        if trigger.roles in {"object", "passive"}:
            return (), (before,) if before else tuple(behind[:1])
        passive = re.search(r"(?:被|遭|获|由)(?P<by>[^，。]{0,12})$", self.norm[clause.start : start])
        if passive and trigger.roles == "actor-object":
            doers = [
                m for m in self._between(clause.start + passive.start("by"), start) if m.label in _ACTORS
            ]
            patients = list(self._between(clause.start, clause.start + passive.start()))
            return (
                tuple(Argument(m.mention_id, m.text) for m in doers[:1]),
                tuple(Argument(m.mention_id, m.text) for m in patients[-1:]),
            )
        return ((before,) if before else ()), tuple(behind)

    def _location(self, clause: _Clause, trigger: int) -> Argument | None:
        for mention in reversed(self._between(clause.start, trigger)):
            if mention.label in _PLACES and self.norm[mention.start - 1 : mention.start] in {"在", "于"}:
                return Argument(mention.mention_id, mention.text)
        return None

    def _status(self, clause: _Clause, trigger: int, date: DateMention) -> Status:
        """The cue nearest before the trigger in its clause; a date after publication is planned at least."""
        window = self.norm[clause.start : trigger]
        for end in range(len(window), 0, -1):
            found = self.cues.before(window, end)
            if found is None or self.taken[clause.start + found[1]]:
                continue
            cue, at = found
            if cue.surface == "将" and not self._future_marker(window, at, end):
                continue
            if len(cue.surface) == 1 and cue.surface not in "将未若拟没" and len(window) - end > 2:
                continue
            return cue.status
        published = self.context.article.published[:10]
        if len(published) == 10 and date.earliest and date.earliest[:10] > published:
            return "planned"
        return "occurred"

    def _future_marker(self, window: str, at: int, end: int) -> bool:
        """将于 and 将公布 speak of the future; 将深度求索列入 moves the object before the verb."""
        rest = window[end:]
        return (
            len(rest) <= 2
            or bool(_FUTURE_NEXT.match(rest))
            or window[max(0, at - 1) : at] in {"即", "也", "都", "均", "还", "仍"}
        )
