"""The same event in several articles: event mentions become events.

Two mentions are one event where their dates are compatible (2025-07 and 2025-07-23), their triggers are of one class
and actor and object agree as resolved entities (``same_event.compare``). Another title, another named object or actor, a
denial, or a plan beside what is done keeps whole clusters apart. The best date wins; what contradicts it stands in
``conflict``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.normalise import normalise
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.links import Link
from pipeline.resolve.same_event import Told, compare, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def resolve_events(
    extractions: Iterable[Extraction],
    entity_of: dict[str, str],
    copies: dict[str, str],
) -> tuple[dict[str, Event], dict[str, str], list[Link]]:
    """Events by id, the event of every mention, and the joins and conflicts between articles with their reasons.

    A copied article (``copies``) raises neither the number of articles nor that of sources.
    """
    told = {one.mention.mention_id: one for extraction in extractions for one in _told(extraction, entity_of)}
    clusters, conflicts, links = _clustered(told)
    events: dict[str, Event] = {}
    ids: dict[str, str] = {}
    for members in clusters.members().values():
        event = _event([told[member] for member in members], copies)
        event.conflict = "; ".join(sorted({text for member in members for text in conflicts.get(member, ())}))
        events[event.event_id] = event
        ids.update(dict.fromkeys(members, event.event_id))
    return events, ids, links


def _told(extraction: Extraction, entity_of: dict[str, str]) -> Iterator[Told]:
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


def _clustered(told: dict[str, Told]) -> tuple[Clusters, dict[str, list[str]], list[Link]]:
    """Mentions that tell of one event; what must stay apart is declared first, and holds for whole clusters."""
    clusters = Clusters(told)
    joins: list[tuple[int, str, str, str]] = []
    disputed: list[tuple[str, str, str]] = []
    conflicts: dict[str, list[str]] = defaultdict(list)
    links: list[Link] = []
    for left, right in _pairs(told):
        verdict = compare(told[left], told[right])
        if verdict.answer == "apart":
            clusters.keep_apart(left, right)
        elif verdict.answer == "same":
            joins.append((-likeness(told[left], told[right]), left, right, verdict.reason))
        elif verdict.answer == "conflict":
            disputed.append((left, right, verdict.reason))
    for _, left, right, reason in sorted(joins):
        if clusters.join(left, right) and told[left].article != told[right].article:
            links.append(Link("event", left, right, None, reason, "joined"))
    members = clusters.members()
    for left, right, reason in disputed:
        theirs = [{told[m].article for m in members[clusters.find(one)]} for one in (left, right)]
        if told[right].article in theirs[0] or told[left].article in theirs[1]:
            continue  # each article tells of the other's event too: there are two
        for one, other in ((left, right), (right, left)):
            conflicts[one].append(f"{told[other].mention.date} in {told[other].article}")
        links.append(Link("event", left, right, None, reason, "proposed"))
    return clusters, conflicts, links


def _pairs(told: dict[str, Told]) -> Iterator[tuple[str, str]]:
    """Pairs worth a comparison: they share a name, or trigger and words, in the same quarter of a year."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, one in told.items():
        months = {one.earliest[:7], one.latest[:7], _next_month(one.latest[:7])}
        for what in (*one.names, normalise(one.mention.trigger)):
            for month in months:
                blocks[what, month].add(key)
    seen = {
        (left, right)
        for block in blocks.values()
        if len(block) <= _LARGEST_BLOCK
        for left, right in combinations(sorted(block), 2)
    }
    yield from sorted(seen)


def _next_month(month: str) -> str:
    if len(month) != 7 or not month[:4].isdigit():
        return month
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04d}-01" if number == 12 else f"{year:04d}-{number + 1:02d}"


_FINER = {"day": 0, "interval": 1, "month": 2, "year": 3, "decade": 4}
_LARGEST_BLOCK = 400  # mentions that share one word and one month: beyond it the word tells nothing
_SETTLED = ("occurred", "ongoing")


def _event(group: list[Told], copies: dict[str, str]) -> Event:
    """One row: the facts of the first mention, the date of the most precise one."""
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
