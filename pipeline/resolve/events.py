"""The same event in several articles: event mentions become events.

Two mentions are one event where their dates are compatible (2025-07 and 2025-07-23), their triggers are of one class
and actor and object agree as resolved entities (``same_event.compare``). Another title, another named object or actor, a
denial, or a plan beside what is done keeps whole clusters apart. The best date wins; what contradicts it stands in
``conflict``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import content_id
from pipeline.resolve.claims.intervals import interval
from pipeline.resolve.hazards import hazard_of
from pipeline.resolve.nodes import normalised as normalise
from pipeline.resolve.sharpened import counted_from
from pipeline.resolve.struck import struck_of
from pipeline.resolve.told_differently import level_of
from pipeline.resolve.told_event import Place, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import (
        Argument,
        DateBasis,
        EntityMention,
        EventMention,
        Extraction,
        NumberMention,
        Status,
    )
    from pipeline.resolve.claims.intervals import Interval

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BEFALLS = frozenset({"disaster", "attack"})
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_WIDE_SPREAD = frozenset({"quake", "water"})  # a town has one of them a day
# what a thief goes into, of a body that is named by it
_HOUSES = frozenset("宫宮馆館院店行楼樓城厦廈场場校学學寺庙廟站厂廠仓倉库庫会會")
_TITLE = 5  # characters of a title that can be of one text only: not 《公告》
_FINER = {"day": 0, "interval": 1, "month": 2, "year": 3, "decade": 4}
LARGEST_BLOCK = 400  # mentions that share one word and one month: beyond it the word tells nothing
_SETTLED = ("occurred", "ongoing")


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
    entities = {entity.mention_id: entity for entity in extraction.entities}
    labels = {key: entity.label for key, entity in entities.items()}
    starts = [number.start for number in extraction.numbers]
    after, struck = counted_from(extraction), struck_of(extraction, entity_of)
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
        scene = _scene(extraction, mention)
        place = entities.get(mention.location.mention_id) if mention.location else scene
        doers = [a for a in mention.actors if scene is None or labels.get(a.mention_id) not in _PLACES]
        named = [a.mention_id for a in mention.objects if a.mention_id in entity_of]
        yield Told(
            mention=mention,
            article=article.article_id,
            published=article.published,
            outlet=article.source or article.article_id,
            sentence=article.text[sentence.start : sentence.end],
            clause=article.text[mention.start : mention.end],
            actors=tuple(entity_of[a.mention_id] for a in doers if a.mention_id in entity_of),
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
            hazard=(hazard := hazard_of(extraction, mention) if mention.type in _BEFALLS else ""),
            befell=_befell(extraction.entities, mention, hazard, entity_of) if hazard else frozenset(),
            goals=tuple(
                Place(entity_of[key], entities[key].text, "GPE", "CLDR:" in entities[key].rule)
                for key in (named if mention.type == "visit" else ())
                if labels.get(key) == "GPE"
            ),
            after=after.get(date.mention_id),
            said=_said(extraction, mention),
            clock=date.edtf.partition("T")[2],
            people_told=tuple(_people(told_here)),
            struck=struck.get(mention.sentence, ""),
        )


def _said(extraction: Extraction, mention: EventMention) -> frozenset[str]:
    """The pairs of characters behind an announcement, to the end of its sentence."""
    if mention.type != "announce":
        return frozenset()
    behind = extraction.article.text[mention.trigger_end : extraction.sentences[mention.sentence].end]
    return frozenset(_PAIR.findall(normalise(behind)))


def _scene(extraction: Extraction, mention: EventMention) -> EntityMention | None:
    """Where a disaster befell: 东路站 of 东路站工地坍塌 and 东路站发生坍塌 does nothing."""
    if mention.type != "disaster":
        return None
    keys = {actor.mention_id for actor in mention.actors}
    texts = [actor.text for actor in mention.actors if not actor.mention_id]
    found = [
        entity
        for entity in extraction.entities
        if entity.label in _PLACES
        and entity.sentence == mention.sentence
        and entity.end <= mention.trigger_start
        and (entity.mention_id in keys or any(text.startswith(entity.text) for text in texts))
    ]
    return min(found, key=lambda entity: (entity.label != "FAC", -entity.start), default=None)


def _befell(
    entities: Sequence[EntityMention], mention: EventMention, hazard: str, entity_of: Mapping[str, str]
) -> frozenset[str]:
    """What stands before a disaster in its clause and tells it from others of its day: a river, a site, of a theft also behind it.

    Of a flood or earthquake it is the town too, of an earthquake a whole land where nothing finer is told. A body that something befell is a place of it: 恒彩涂料有限公司发生爆燃.
    """
    actors = {actor.mention_id for actor in mention.actors} if mention.type == "disaster" else set()
    if hazard == "theft":
        actors = {named.mention_id for named in (*mention.actors, *mention.objects)}
    until = mention.end if hazard == "theft" else mention.trigger_start  # 闯入|博物馆
    first, last = (bisect_left(entities, at, key=_start) for at in (mention.start, until))
    told = [entity for entity in entities[first:last] if entity.mention_id in entity_of]
    fine = frozenset(
        entity_of[entity.mention_id]
        for entity in told
        if (entity.label in {"LOC", "FAC"} and not (hazard == "theft" and _is_open(entity)))
        or (entity.label == "ORG" and entity.mention_id in actors)
        or (hazard == "theft" and entity.label == "ORG" and entity.text[-1] in _HOUSES)
        or (entity.label == "GPE" and hazard in _WIDE_SPREAD and _level(entity) not in {"country", "wide"})
    )
    if fine or hazard != "quake":
        return fine
    return frozenset(entity_of[entity.mention_id] for entity in told if entity.label == "GPE")


def _is_open(entity: EntityMention) -> bool:
    """A street, a district or a coast: no house that thieves go into."""
    return entity.label == "LOC" or entity.text[-1] not in _HOUSES


def _level(entity: EntityMention) -> str:
    return level_of(entity.label, entity.text, country="CLDR:" in entity.rule)


def _start(entity: EntityMention) -> int:
    return entity.start


def blocks_of(told: Told) -> set[tuple[str, str]]:
    """Where it is compared: with mentions that share a name, a place or the trigger, and a month or the one behind it."""
    months = {told.earliest[:7], told.latest[:7], _next_month(told.latest[:7])}
    where = [told.place.entity_id] if told.place is not None and told.place.label != "GPE" else []
    words = (*told.names, *where, *told.befell, told.trigger)
    return {(what, month) for what in words for month in months}


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
        if number.unit in OF_PEOPLE and told is not None:
            yield told, number.text


def _next_month(month: str) -> str:
    if len(month) != 7 or not month[:4].isdigit():
        return month
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04d}-01" if number == 12 else f"{year:04d}-{number + 1:02d}"


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
