"""The same event in several articles: event mentions become events.

Two mentions are one event where their dates are compatible (2025-07 and 2025-07-23), their triggers are of one class
and actor and object agree as resolved entities (``same_event.compare``). Another title, another named object or actor, a
denial, or a plan beside what is done keeps whole clusters apart. The best date wins; what contradicts it stands in
``conflict``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.resolve.nodes import normalised as normalise
from pipeline.resolve.same_event import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.model import Argument, DateBasis, Extraction, Status


@dataclass(slots=True)
class Event:
    """One dated event across articles; the facts are those of its most precise, then first, mention."""

    event_id: str
    date: str
    date_start: str
    date_end: str
    precision: str
    basis: DateBasis
    status: Status
    type: str
    trigger: str
    actor_ids: list[str]
    actors: list[str]
    object_ids: list[str]
    objects: list[str]
    location: str
    attributed_to: str
    sentence: str
    n_mentions: int = 0
    n_sources: int = 0
    first_published: str = ""
    last_published: str = ""
    conflict: str = ""
    articles: list[str] = field(default_factory=list)


def told_of(extraction: Extraction, entity_of: Mapping[str, str]) -> Iterator[Told]:
    """The event mentions of one article; ``entity_of`` its names' entity ids."""
    article = extraction.article
    dates = {date.mention_id: date for date in extraction.dates}
    labels = {entity.mention_id: entity.label for entity in extraction.entities}
    topic = frozenset(
        entity_of[entity.mention_id]
        for entity in extraction.entities
        if entity.label in {"PERSON", "ORG", "PRODUCT", "EVENT", "FAC"} and entity.mention_id in entity_of
    )
    for mention in extraction.events:
        sentence, date = extraction.sentences[mention.sentence], dates[mention.date_mention_id]
        named = [a.mention_id for a in mention.objects if a.mention_id in entity_of]
        yield Told(
            mention=mention,
            article=article.article_id,
            published=article.published,
            outlet=article.source or article.article_id,
            sentence=article.text[sentence.start : sentence.end],
            clause=article.text[mention.start : mention.end],
            actors=tuple(entity_of[a.mention_id] for a in mention.actors if a.mention_id in entity_of),
            objects=tuple(entity_of[key] for key in named),
            titles=frozenset(entity_of[key] for key in named if labels.get(key) in {"WORK_OF_ART", "LAW"}),
            earliest=date.earliest[:10],
            latest=date.latest[:10],
            figures=frozenset(
                (number.unit, number.low)
                for number in extraction.numbers
                if mention.start <= number.start < mention.end and number.low is not None
            ),
            people=any(labels.get(a.mention_id) == "PERSON" for a in mention.actors),
            topic=topic,
        )


def blocks_of(told: Told) -> set[tuple[str, str]]:
    """Where it is compared: with mentions that share a name, or the trigger, in the same quarter of a year."""
    months = {told.earliest[:7], told.latest[:7], _next_month(told.latest[:7])}
    return {(what, month) for what in (*told.names, normalise(told.mention.trigger)) for month in months}


def _next_month(month: str) -> str:
    if len(month) != 7 or not month[:4].isdigit():
        return month
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04d}-01" if number == 12 else f"{year:04d}-{number + 1:02d}"


_FINER = {"day": 0, "interval": 1, "month": 2, "year": 3, "decade": 4}
LARGEST_BLOCK = 400  # mentions that share one word and one month: beyond it the word tells nothing
_SETTLED = ("occurred", "ongoing")


def event_of(group: list[Told], copies: Mapping[str, str]) -> Event:
    """One row of the mentions of one event: the facts of the first, the date of the most precise.

    A copied article (``copies``) raises neither the number of articles nor that of sources.
    """
    group.sort(key=lambda told: (told.published or "9999", told.article, told.mention.trigger_start))
    first = group[0]
    best = min(
        group, key=lambda told: (_FINER[precision(told.mention.date)], told.mention.basis == "inherited")
    )
    sharper = best if _FINER[precision(best.mention.date)] < _FINER[precision(first.mention.date)] else first
    fullest = max(group, key=lambda told: (bool(told.actors) + bool(told.objects), told is first))
    settled = [told.mention.status for told in group if told.mention.status in _SETTLED]
    mention, shown = first.mention, fullest.mention
    originals = sorted({copies.get(told.article, told.article) for told in group})
    published = sorted({told.published for told in group if told.published})
    return Event(
        event_id=content_id("v", min(told.mention.mention_id for told in group)),
        date=sharper.mention.date,
        date_start=sharper.earliest,
        date_end=sharper.latest,
        precision=precision(sharper.mention.date),
        basis=sharper.mention.basis if sharper is first else "relative-to-text",
        status=settled[0] if settled else group[-1].mention.status,
        type=mention.type,
        trigger=mention.trigger,
        actor_ids=list(fullest.actors),
        actors=_texts(shown.actors),
        object_ids=list(fullest.objects),
        objects=_texts(shown.objects),
        location=next((told.mention.location.text for told in group if told.mention.location), ""),
        attributed_to=mention.attributed_to.text if mention.attributed_to else "",
        sentence=first.sentence,
        n_mentions=len(group),
        n_sources=len({told.outlet for told in group if told.article not in copies}) or 1,
        first_published=published[0] if published else "",
        last_published=published[-1] if published else "",
        articles=originals,
    )


def _texts(arguments: tuple[Argument, ...]) -> list[str]:
    return [argument.text for argument in arguments]


def precision(edtf: str) -> str:
    """day, month, year, decade or interval, by the form of an EDTF date."""
    if "/" in edtf:
        return "interval"
    if "X" in edtf:
        return "decade"
    return {0: "year", 1: "month"}.get(edtf.rstrip("~").count("-"), "day")
