"""One paragraph after the other: what stands in a clause, with what the text before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.events import clauses, dating, triggers
from pipeline.extract.events.arguments import Arguments, Roles, Told
from pipeline.extract.events.status import is_general, status
from pipeline.extract.events.triggers import GOVERNING, STATE, Candidate
from pipeline.model import Argument, EventMention
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import DateBasis, DateMention, EntityMention, NumberMention, Status

_YEAR = re.compile(r"-?[0-9]{4}(?!.*X)")  # a decade is no date of an event
_CONTENT = re.compile(r"[^，；。]{0,6}?(?:将|会|拟)")
_HELD = frozenset(
    {"hold", "open"}
)  # 在上海举行的大会: the relative clause tells of it, with the date of the clause
# what the clause says is of another time than the text before it
_ELSEWHEN = re.compile(
    r"(?:目前|现在|如今|当前|现时|其间|期间|此前|先前|此后|之前|原本|每[年月天日]|历来|至今|近年|未来|今后|日后|长期)"
)
_NEW_SECTION = re.compile(r"\n\s*\n")
_EQUALS = re.compile(r"(?<=[\u4e00-\u9fff])(?:为|是|约)")
_SUM = re.compile(
    r"的(?:资金|金额|总额|收入|数量|规模|人数|总数|票数|票房|贷款|投资)(?:仅|只|达到?|为|约|共|有|超过|逾|近|合计)*"
)
_DONE = re.compile(r"了(?!解)")
_IS = re.compile(r"(?<![但还就只正都也可要算总不])是(?!否)")
_MARKED = re.compile(
    r"(?:能|曾|终于|遭|获|已经?|又|再次?|才|也|并|均|都|共|随即|随后|接着|先后|陆续|正式|首次|一度|双双|暂时|将|会|被|没有?|未|大为?|分别|全部)$"
)
_COPULA = re.compile(r"(?:也|都|均|正|就|则|又|便|仍|而)?(?:是|为)(?!了|此|期)")
_REASON = re.compile(r"(?:因为?|由于|为了?|以便|以免|好让|务求|旨在|按照?|依|比|较)")
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
        self.dates = [m for m in dates if m.type in {"DATE", "TIME"} and _YEAR.match(m.edtf)]
        self.date_starts = [mention.start for mention in self.dates]
        self.numbers = numbers
        self.number_starts = [mention.start for mention in numbers]
        self.arguments = Arguments(context, entities, dates, numbers)
        self.taken = bytearray(len(context.norm) + 1)
        for start, end in ((m.start, m.end) for group in (entities, dates, numbers) for m in group):
            self.taken[start:end] = b"\x01" * (end - start)
        self.told = Told()
        self.events: list[EventMention] = []

    def all(self) -> list[EventMention]:
        listed: dict[int, list[Candidate]] = {}
        for start, end, trigger in self.context.lexicon.happenings.find(self.norm):
            if start < self.context.article.body_start or not self._is_word(start, end, trigger):
                continue
            mine = listed.setdefault(self.context.sentence_at(start), [])
            longer = [c for c in mine if c.start < end and start < c.end and c.end - c.start >= end - start]
            if not longer:
                mine[:] = [c for c in mine if c.end <= start or end <= c.start]
                mine.append(Candidate(start, end, trigger, trigger.surface, listed=True))
        for index, sentence in enumerate(self.context.document.sentences):
            if not clauses.is_boilerplate(self.norm, sentence.start, sentence.end):
                self._sentence(index, listed.get(index, []))
        return self.events

    def _is_word(self, start: int, end: int, trigger: Trigger) -> bool:
        """Whether a listed word is one in its text: no part of a name or number, not across the words around it."""
        if self.taken.find(1, start, end) >= 0:
            return False
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        if first is None or last is None:
            return True
        begins = first.start == start or bool(start and self.taken[start - 1])  # 宋令东出舱, 17日袭港
        ends = last.end == end or bool(self.taken[end])  # 约谈英伟达: the name that begins here ends the word
        if end - start == 1:
            return (begins and ends) or (ends and self._counted(end))
        if begins and ends:
            return True
        if self.norm[end : end + 1] in {"称", "说"} and last.end == end and first.tag[0] == "n":
            return True  # 公司公告称
        if not (is_word(first.word) and is_word(last.word)) and (first.tag[0] != "n" or len(first.word) > 2):
            return True  # 郑重宣布 that the segmenter has guessed to be one word
        if first.start == start and first is last and (trigger.roles == "speech" or self._dated_or_marked(start)):
            rest = first.word[end - start :]
            return (len(rest) > 1 and is_word(rest)) or (trigger.noun and rest in {"案", "事件"})  # 7日降低利率
        if first.tag[0] == "n" or (first.start < start and last.end > end):
            return False
        return first is last or (first.start == start and last.end <= end)  # 逆势上涨, 清撤完毕

    def _counted(self, end: int) -> bool:
        """A verb of one character with its figure behind it: 达2.4亿, 跌逾两成."""
        about = self.norm[end : end + 1] in {"至", "逾", "破", "近", "约"}
        return self._figure(end, end + 1) or (about and self._figure(end + 1, end + 2))

    def _dated_or_marked(self, start: int) -> bool:
        return bool(start and self.taken[start - 1]) or bool(_MARKED.search(self.norm, max(0, start - 3), start))

    # -- one sentence --------------------------------------------------------------------------------------

    def _sentence(self, index: int, listed: list[Candidate]) -> None:
        sentence = self.context.sentence(index)
        low, high = (bisect_left(self.date_starts, at) for at in (sentence.start, sentence.end))
        dates = [d for d in self.dates[low:high] if not dating.is_dateline(self.norm, sentence.start, d)]
        shut = clauses.closed_off(self.norm, sentence.start, sentence.end)
        for start, end in clauses.quoted(self.norm, sentence.start, sentence.end):
            named = self.norm[end + 1 : end + 2] == "的"  # “一定夺冠”的标语
            if named or not any(start <= date.start < end for date in dates):
                shut[start - sentence.start : end - sentence.start] = b"\x01" * (end - start)
        told = _Sentence()
        if index and _NEW_SECTION.search(self.norm[self.context.sentence(index - 1).end : sentence.start]):
            self.told.topic = ()
        if self.norm[sentence.start] == "#":  # a heading says what its section is about
            named = [
                m
                for m in self.arguments.between(sentence.start, sentence.end)
                if m.label in {"ORG", "PERSON"}
            ]
            self.told.heading = ()
            if len(named) == 1:
                self.told.heading = (Argument(named[0].mention_id, named[0].text),)
                self.told.take(named[0], speaks=False)
            return
        for clause in clauses.clauses(self.context, sentence.start, sentence.end, self.taken):
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
        here, mention = self.arguments.subject(clause, at, self.told, told.subject)
        if main and not here and placed[0] is not main and placed[0].place == "adverbial":
            here, mention = self.arguments.subject(clause, placed[0].start, self.told, told.subject)
        told.subject = here or told.subject
        hypothetical = bool(_HYPOTHETICAL.search(self.norm, clause.start, at))
        for candidate in placed:
            date, basis = self._date(clause, candidate, placed, own, told)
            if date is None or not self._tells(clause, candidate, main, own=date in own, near=told.near):
                continue
            state = status(self.context, clause, (candidate.start, candidate.end), date, self.taken)
            if state in {"occurred", "planned", "ongoing"} and (hypothetical or told.hypothetical):
                state = "hypothetical" if hypothetical else "predicted"
            if told.forecast and state in {"occurred", "planned"}:
                state = "predicted"
            if state == "hypothetical" and basis == "inherited":
                continue
            subject = told.subject
            if candidate.place == "adverbial":
                subject = self.arguments.subject(clause, candidate.start, self.told, subject)[0] or subject
            roles = self.arguments.roles(clause, candidate, subject, stop=clause.end)
            self._add(clause, candidate, date, basis, state, roles, told.speaker)
        for date in own:
            told.topic.take(date, self.norm)
        told.near = bool(own) and main is None or told.near and main is None
        told.hypothetical = hypothetical or (told.hypothetical and clause.mark not in set("；;。"))
        if own:
            told.quiet = False
        self.told.take(
            mention, speaks=main is not None and main.trigger.roles in {"speech"} or _ends_in_speech(placed)
        )
        for name in self.arguments.between(clause.start, clause.end):
            self.told.see(name)
        self._hears(clause, placed, own, here, told)

    def _predicate(self, clause: Clause, placed: list[Candidate]) -> int:
        """Where a clause without a trigger comes to what it tells: 营收为300.7亿美元, 净利润264亿美元, 他们将等来飞船."""
        if any(candidate.place == "relative" for candidate in placed):
            return clause.end
        told = _EQUALS.search(self.norm, clause.start, clause.end)
        ends = [told.start()] if told else []
        figure = bisect_left(self.number_starts, clause.start)
        if figure < len(self.numbers) and clause.start < self.numbers[figure].start < clause.end:
            ends.append(self.numbers[figure].start)
        index = self.context.token_index(clause.start)
        while index < len(self.context.tokens) and self.context.tokens[index].start < clause.end:
            token = self.context.tokens[index]
            index += 1
            if token.start > clause.start and token.tag == "v" and not self.taken[token.start]:
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
        names = self.arguments.between(last.end, clause.end)
        if len(rest) - sum(m.end - m.start for m in names) > 2:
            return
        if last.trigger.roles == "speech" or not rest:
            told.speaker = (here or told.subject or (None,))[0]
        told.quiet = told.quiet or bool(own) or told.near
        told.forecast = told.forecast or last.trigger.type == "forecast"
        told.subject = ()

    def _candidates(self, clause: Clause, listed: list[Candidate]) -> list[Candidate]:
        mine = [c for c in listed if clause.start <= c.start and c.end <= clause.end]
        others = [
            c
            for c in triggers.tagged(self.context, clause.start, clause.end, self.taken)
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
        figure = self._figure(candidate.end, clause.end)
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
        return sums is not None and self._figure(sums.end(), sums.end() + 2)

    def _figure(self, start: int, end: int) -> bool:
        low, high = (bisect_left(self.number_starts, at) for at in (start, end))
        return high > low

    def _tells(
        self, clause: Clause, candidate: Candidate, main: Candidate | None, *, own: bool, near: bool
    ) -> bool:
        """Whether a candidate in its place is an event. ``near``: the clause before holds nothing but the date."""
        norm, start, place = self.norm, candidate.start, candidate.place
        if place in {"nominal", "prepositional", "helper"}:
            return False
        if place == "adverbial":
            return (
                candidate.listed
                and candidate.trigger.type != "trade"
                and own
                and self._right_behind_date(start)
            )
        if place == "relative":
            return candidate.trigger.type not in {STATE, "reach", "report"} or not own
        if candidate.trigger.type == STATE or (
            not candidate.trigger.noun and main is not None and main.trigger.type == STATE
        ):
            return False
        if candidate.surface in self.context.lexicon.happenings.helpers and not candidate.listed:
            return False
        if candidate.trigger.noun and candidate is not main:
            return own and self._right_behind_date(start, gap=1)
        if candidate is not main:
            return main is not None and (
                (
                    candidate.listed
                    and main.trigger.type == "announce"
                    and bool(_CONTENT.match(norm, main.end, start))
                )
                or (
                    own
                    and _DONE.match(norm, candidate.end) is not None
                    and main.trigger.type not in GOVERNING
                )
            )
        if _COPULA.match(norm, clause.start, start):
            return False
        if own:
            return not self._attributive(clause, candidate) or self._evident(clause, candidate)
        if candidate.trigger.roles == "speech":
            return near
        if not candidate.listed and not near and not self._evident(clause, candidate):
            return False
        if _IS.search(norm, clause.start, start) and not norm.startswith("的", candidate.end):
            return False  # 这是他第三次进入太空
        return not is_general(self.context, clause.start, start) and not _REASON.match(
            norm, clause.start, start
        )

    def _attributive(self, clause: Clause, candidate: Candidate) -> bool:
        """2025年的出口管制措施: a date before 的 that no preposition governs says which, not when."""
        at = bisect_left(self.date_starts, candidate.start) - 1
        date = self.dates[at]
        return (
            clause.start <= date.start
            and self.norm.startswith("的", date.end)
            and not re.search(r"[在于]", self.norm[clause.start : date.start])
        )

    def _right_behind_date(self, start: int, *, gap: int = 3) -> bool:
        """3月1日上任当天, 4月28日大停电: with a word between at most."""
        at = bisect_left(self.date_starts, start) - 1
        return at >= 0 and 0 <= start - self.dates[at].end <= gap

    def _evident(self, clause: Clause, candidate: Candidate) -> bool:
        """A verb that no table lists takes a date from outside its clause only where 了 or an adverb marks it, or a figure follows."""
        norm, start, end = self.norm, candidate.start, candidate.end
        return bool(
            _DONE.match(norm, end)
            or _MARKED.search(norm, clause.start, start)
            or (start == clause.start and self.taken[end])
            or self._figure(end, end + 3)
        )

    # -- one event -----------------------------------------------------------------------------------------

    def _add(  # noqa: PLR0913  (an event has as many parts)
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
                location=self.arguments.location(clause, start),
                attributed_to=speaker if speaker is not None and trigger.roles != "speech" else None,
                rule=f"event({trigger.place})",
                sentence=context.sentence_at(start),
            )
        )
