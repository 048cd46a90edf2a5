"""The same event in several articles: event mentions become events.

Two mentions are one event where their dates are compatible (2025-07 and 2025-07-23), their triggers are of one class
and actor and object agree as resolved entities (``same_event.compare``). Another title, another named object or actor, a
denial, or a plan beside what is done keeps whole clusters apart. The best date wins; what contradicts it stands in
``conflict``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.normalise import normalise
from pipeline.resolve.claims.intervals import interval
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.links import Link
from pipeline.resolve.same_event import Place, Told, compare, likeness
from pipeline.resolve.sharpened import counted_from, sharpened, sharpest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Argument, DateBasis, EntityMention, Extraction, NumberMention, Status
    from pipeline.resolve.claims.intervals import Interval
    from pipeline.resolve.same_event import Verdict
    from pipeline.resolve.told_differently import Difference


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
    sharper = dict(sharpened(told, clusters))
    links += [one.link for one in sharper.values()]
    events: dict[str, Event] = {}
    ids: dict[str, str] = {}
    for members in clusters.members().values():
        group = [told[member] for member in members]
        event = _event(group, copies)
        day = sharpest(group, sharper)
        if day and event.precision != "day":
            event.date = event.date_start = event.date_end = day
            event.precision, event.basis = "day", "relative-to-text"
        event.conflict = "; ".join(sorted({text for member in members for text in conflicts.get(member, ())}))
        events[event.event_id] = event
        ids.update(dict.fromkeys(members, event.event_id))
    return events, ids, links


def _told(extraction: Extraction, entity_of: dict[str, str]) -> Iterator[Told]:
    article = extraction.article
    dates = {date.mention_id: date for date in extraction.dates}
    entities = {entity.mention_id: entity for entity in extraction.entities}
    labels = {key: entity.label for key, entity in entities.items()}
    starts = [number.start for number in extraction.numbers]
    after = counted_from(extraction)
    places: dict[int, set[str]] = defaultdict(set)
    for entity in extraction.entities:
        if entity.label in _PLACES and entity.mention_id in entity_of:
            places[entity.sentence].add(entity_of[entity.mention_id])
    topic = frozenset(
        entity_of[entity.mention_id]
        for entity in extraction.entities
        if entity.label in {"PERSON", "ORG", "PRODUCT", "EVENT", "FAC"} and entity.mention_id in entity_of
    )
    for mention in extraction.events:
        sentence, date = extraction.sentences[mention.sentence], dates[mention.date_mention_id]
        told_here = list(_numbers_in(extraction, starts, mention.start, mention.end))
        place = entities.get(mention.location.mention_id) if mention.location else None
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
            figures=frozenset((n.unit, n.low) for n in told_here if n.low is not None),
            people=any(labels.get(a.mention_id) == "PERSON" for a in mention.actors),
            topic=topic,
            actor_labels=frozenset(labels[a.mention_id] for a in mention.actors if a.mention_id in labels),
            unique=frozenset(entity_of[key] for key in named if _is_unique(entities[key])),
            products=tuple(
                normalise(a.text) for a in mention.actors if labels.get(a.mention_id) == "PRODUCT"
            ),
            place=None
            if place is None or place.mention_id not in entity_of
            else Place(entity_of[place.mention_id], place.text, place.label, "CLDR:" in place.rule),
            places=frozenset(places[mention.sentence]),
            after=after.get(date.mention_id),
            clock=date.edtf.partition("T")[2],
            people_told=tuple(_people(told_here)),
        )


def _numbers_in(extraction: Extraction, starts: list[int], start: int, end: int) -> Iterator[NumberMention]:
    """The numbers that begin in a range; ``starts`` are the places of all."""
    at = bisect_left(starts, start)
    while at < len(starts) and starts[at] < end:
        yield extraction.numbers[at]
        at += 1


def _is_unique(entity: EntityMention) -> bool:
    """Whether a thing is done to it but once a day: a person, a happening, a text with a title of its own."""
    if entity.label in {"WORK_OF_ART", "LAW"}:
        return len(entity.text.strip("《》")) >= _TITLE
    return entity.label in {"PERSON", "EVENT"}


def _people(numbers: Iterable[NumberMention]) -> Iterator[tuple[Interval, str]]:
    for number in numbers:
        told = interval(number.low, number.high, number.modifier, counted=True)
        if number.unit in {"人", "名", "位"} and told is not None:
            yield told, number.text


def _clustered(told: dict[str, Told]) -> tuple[Clusters, dict[str, list[str]], list[Link]]:
    """Mentions that tell of one event; what must stay apart is declared first, and holds for whole clusters."""
    clusters = Clusters(told)
    joins: list[tuple[int, str, str, str]] = []
    disputed: list[tuple[str, str, Verdict]] = []
    elsewhere: list[tuple[str, str, Difference]] = []
    conflicts: dict[str, list[str]] = defaultdict(list)
    links: list[Link] = []
    for left, right in _pairs(told):
        verdict = compare(told[left], told[right])
        if verdict.answer == "apart":
            clusters.keep_apart(left, right)
        elif verdict.answer == "same":
            joins.append((-likeness(told[left], told[right]), left, right, verdict.reason))
            if verdict.difference is not None:
                elsewhere.append((left, right, verdict.difference))
        elif verdict.answer == "conflict":
            disputed.append((left, right, verdict))
            if verdict.difference is not None:
                clusters.keep_apart(left, right)
    for _, left, right, reason in sorted(joins):
        if clusters.join(left, right) and told[left].article != told[right].article:
            links.append(Link("event", left, right, None, reason, "joined"))
    members = clusters.members()
    for left, right, difference in elsewhere:
        if clusters.find(left) == clusters.find(right):
            conflicts[left].append(f"{difference.left} in {told[left].article}")
            conflicts[right].append(f"{difference.right} in {told[right].article}")
    for left, right, verdict in disputed:
        theirs = [{told[m].article for m in members[clusters.find(one)]} for one in (left, right)]
        apart = clusters.find(left) != clusters.find(right)  # a coarse date may have joined the two
        if apart and (told[right].article in theirs[0] or told[left].article in theirs[1]):
            continue  # each article tells of the other's event too: there are two
        said = verdict.difference
        for one, other, theirs_said in (
            (left, right, said.right if said else told[right].mention.date),
            (right, left, said.left if said else told[left].mention.date),
        ):
            conflicts[one].append(f"{theirs_said} in {told[other].article}")
        links.append(Link("event", left, right, None, verdict.reason, "proposed"))
    return clusters, conflicts, links


def _pairs(told: dict[str, Told]) -> Iterator[tuple[str, str]]:
    """Pairs worth a comparison: they share a name, a place or the trigger, in the same quarter of a year."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, one in told.items():
        months = {one.earliest[:7], one.latest[:7], _next_month(one.latest[:7])}
        where = [one.place.entity_id] if one.place is not None and one.place.label != "GPE" else []
        for what in (*one.names, *where, normalise(one.mention.trigger)):
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


_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TITLE = 5  # characters of a title that can be of one text only: not 《公告》
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
