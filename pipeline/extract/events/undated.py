"""Sentences far from any date: nothing that they tell is dated, and nobody is told of so long before that 他 may mean him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import Clause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.carried import Carried
    from pipeline.extract.events.clause_subjects import ClauseSubjects

_REACH = 2  # sentences before one with a date whose subjects it may go on with


def far_from_dates(page: ClauseSubjects, lines: Iterable[int], last: int) -> set[int]:
    """The sentences up to ``last`` without a date that stand in another paragraph than the next one with a date.

    ``lines`` are those that are nothing but a date, and date the one below.
    """
    context = page.context
    sentences, norm = context.document.sentences, context.norm
    dated = {context.sentence_at(date.start) for date in page.dates}
    dated |= {context.sentence_at(number.start) for number in page.numbers if "/" in number.as_of}
    dated |= {line + 1 for line in lines}
    far: set[int] = set()
    following, paragraph = last, False
    for index in range(min(last, len(sentences) - 1), -1, -1):
        if index in dated:
            following, paragraph = index, False
        elif paragraph and following - index > _REACH:
            far.add(index)
        paragraph = paragraph or (
            index > 0 and "\n" in norm[sentences[index - 1].end - 1 : sentences[index].start]
        )
    return far


def pass_by(page: ClauseSubjects, told: Told, carried: Carried, index: int) -> None:
    """Take down whom a sentence far from any date names; nothing that it tells goes on."""
    context = page.context
    sentence = context.sentence(index)
    gap = context.norm[context.sentence(index - 1).end - 1 : sentence.start] if index else "\n"
    told.begin(index, paragraph="\n" in gap)
    carried.begin(index, paragraph="\n" in gap)
    page.take_down(told, Clause(sentence.start, sentence.end, ""), sentence.start)
    told.topic, told.it = (), None
    carried.end(context.norm, (), ())
