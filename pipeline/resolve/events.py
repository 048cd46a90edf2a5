"""The same event in several articles: event mentions become events.

Two mentions are one event where their dates are compatible (2025-07 and 2025-07-23), their trigger types agree and
they share an actor or object as a resolved entity, while no other named object sets them apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Argument, DateBasis, EventMention, Extraction, Status


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


@dataclass(slots=True)
class _Told:
    """A mention with its resolved arguments and where it was told."""

    mention: EventMention
    article: str
    published: str
    outlet: str
    sentence: str
    actors: list[str]
    objects: list[str]


def resolve_events(
    extractions: Iterable[Extraction], entity_of: dict[str, str], copies: dict[str, str]
) -> tuple[dict[str, Event], dict[str, str]]:
    """Events by id and the event of every mention. A copied article (``copies``) raises no count of articles."""
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    dates: dict[str, tuple[str, str]] = {}
    for extraction in extractions:
        article = extraction.article
        for date in extraction.dates:
            dates[date.mention_id] = (date.earliest, date.latest)
        for mention in extraction.events:
            sentence = extraction.sentences[mention.sentence]
            told = _Told(
                mention, article.article_id, article.published, article.source or article.article_id,
                article.text[sentence.start : sentence.end],
                [entity_of[a.mention_id] for a in mention.actors if a.mention_id in entity_of],
                [entity_of[a.mention_id] for a in mention.objects if a.mention_id in entity_of],
            )  # fmt: skip
            groups[_key(told)].append(told)
    events: dict[str, Event] = {}
    ids: dict[str, str] = {}
    for key, group in groups.items():
        event = _event(key, group, dates, copies)
        events[event.event_id] = event
        for told in group:
            ids[told.mention.mention_id] = event.event_id
    return events, ids


def _key(told: _Told) -> tuple[str, ...]:
    """What two mentions must share. Without a resolved actor or object a mention is an event of its own."""
    mention = told.mention
    if not (told.actors or told.objects):
        return ("alone", mention.mention_id)
    negated = "negated" if mention.status == "negated" else ""
    return (mention.date, mention.type, negated, *sorted(told.actors)[:1], "|", *sorted(told.objects)[:1])


def _event(
    key: tuple[str, ...], group: list[_Told], dates: dict[str, tuple[str, str]], copies: dict[str, str]
) -> Event:
    group.sort(key=lambda told: (told.published or "9999", told.article, told.mention.trigger_start))
    first = group[0]
    mention = first.mention
    start, end = dates.get(mention.date_mention_id, ("", ""))
    originals = sorted({copies.get(told.article, told.article) for told in group})
    published = sorted({told.published for told in group if told.published})
    return Event(
        event_id=content_id("v", *key),
        date=mention.date,
        date_start=start[:10],
        date_end=end[:10],
        precision=precision(mention.date),
        basis=mention.basis,
        status=mention.status,
        type=mention.type,
        trigger=mention.trigger,
        actor_ids=first.actors,
        actors=_texts(mention.actors),
        object_ids=first.objects,
        objects=_texts(mention.objects),
        location=mention.location.text if mention.location else "",
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
