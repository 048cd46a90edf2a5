"""From mentions to one row per thing in the world: entities, number claims, events, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.order import in_order
from pipeline.resolve.claim_rows import each_claim, make_numbers
from pipeline.resolve.copies import find_copies
from pipeline.resolve.digest import digest
from pipeline.resolve.entities import resolve_entities
from pipeline.resolve.entity_rows import Entity, each_entity
from pipeline.resolve.event_rows import each_event, make_events
from pipeline.resolve.events import Event
from pipeline.resolve.links import COLUMNS, Link, each_link
from pipeline.resolve.mentions import ids_along, tell_mentions
from pipeline.resolve.numbers import Claim
from pipeline.resolve.resolved import Ids, Resolved
from pipeline.sql import Duck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction
    from pipeline.order import Extractions
    from pipeline.sql import Tables

__all__ = [
    "Claim",
    "Entity",
    "Event",
    "Ids",
    "Link",
    "OnDisk",
    "Resolution",
    "Resolved",
    "resolve",
    "resolve_on_disk",
]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the mentions of a corpus are mentions of: ids by mention, and the things by id. A ``Resolved`` in memory."""

    entities: dict[str, Entity]
    claims: dict[str, Claim]
    events: dict[str, Event]
    links: list[Link]
    copies: dict[str, str]  # article_id -> the article it copies
    entity_of: dict[str, str]  # mention_id -> entity_id
    claim_of: dict[str, str]
    event_of: dict[str, str]

    def along(self, extractions: Iterable[Extraction]) -> Iterator[tuple[Extraction, Ids]]:
        """The extractions, each with the ids of its mentions (and of all others)."""
        for extraction in extractions:
            copy_of = self.copies.get(extraction.article.article_id, "")
            yield extraction, Ids(self.entity_of, self.claim_of, self.event_of, copy_of)

    def each_entity(self) -> Iterator[Entity]:
        """Those of most articles first."""
        yield from sorted(
            self.entities.values(), key=lambda e: (-len(e.articles), -e.n_mentions, e.entity_id)
        )

    def each_claim(self) -> Iterator[tuple[Claim, str]]:
        """By publication and place, each with the name of its subject."""
        for claim in sorted(self.claims.values(), key=lambda c: (c.order, c.number_id)):
            entity = self.entities.get(claim.subject_id)
            yield claim, entity.name if entity else ""

    def each_event(self) -> Iterator[Event]:
        """By date."""
        yield from sorted(self.events.values(), key=lambda e: (e.date_start or e.date, e.date, e.event_id))

    def each_link(self) -> Iterator[Link]:
        """By kind and id, each id once."""
        seen: set[str] = set()
        for link in sorted(self.links, key=lambda found: (found.kind, found.link_id)):
            if link.link_id not in seen:
                seen.add(link.link_id)
                yield link

    def conflicts(self) -> tuple[int, int]:
        """How many claims are in conflict, and how many events another article contradicts."""
        claims = sum(claim.verdict == "conflict" for claim in self.claims.values())
        return claims, sum(bool(event.conflict) for event in self.events.values())


def resolve(extractions: Iterable[Extraction], lexicon: Lexicon) -> Resolution:
    """Resolve all mentions of a corpus. The result does not depend on the order of the extractions.

    The whole resolution comes into memory; ``resolve_on_disk`` keeps it where it was made.
    """
    ordered = in_order(extractions)
    with Duck() as tables:
        return resolve_on_disk(ordered, lexicon, tables).loaded(ordered)


def resolve_on_disk(extractions: Extractions, lexicon: Lexicon, tables: Tables) -> OnDisk:
    """The same in ``tables``: memory holds the distinct names of a corpus, not its mentions."""
    tables.create("links", COLUMNS)
    digest(extractions, lexicon, tables)
    resolve_entities(tables, lexicon)
    copies = find_copies(extractions, tables)
    count = tell_mentions(tables, extractions, lexicon)
    make_numbers(tables, lexicon)
    make_events(tables, count, copies)
    return OnDisk(tables, copies)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A ``Resolved`` in tables, for as long as these are open."""

    tables: Tables
    copies: dict[str, str]  # article_id -> the article it copies

    def along(self, extractions: Iterable[Extraction]) -> Iterator[tuple[Extraction, Ids]]:
        """The extractions by ``article_id``, each with the ids of its mentions."""
        return ids_along(self.tables, extractions, self.copies)

    def each_entity(self) -> Iterator[Entity]:
        """Those of most articles first."""
        return each_entity(self.tables)

    def each_claim(self) -> Iterator[tuple[Claim, str]]:
        """By publication and place, each with the name of its subject."""
        return each_claim(self.tables)

    def each_event(self) -> Iterator[Event]:
        """By date."""
        return each_event(self.tables)

    def each_link(self) -> Iterator[Link]:
        """By kind and id, each id once."""
        return each_link(self.tables)

    def conflicts(self) -> tuple[int, int]:
        """How many claims are in conflict, and how many events another article contradicts."""
        ((claims,),) = self.tables.rows("SELECT count(*) FROM numbers WHERE verdict = 'conflict'")
        ((events,),) = self.tables.rows("SELECT count(*) FROM events WHERE conflict")
        return claims, events

    def loaded(self, extractions: Iterable[Extraction]) -> Resolution:
        """All of it in memory."""
        entity_of: dict[str, str] = {}
        claim_of: dict[str, str] = {}
        event_of: dict[str, str] = {}
        for _, ids in self.along(extractions):
            entity_of.update(ids.entity_of)
            claim_of.update(ids.claim_of)
            event_of.update(ids.event_of)
        return Resolution(
            {entity.entity_id: entity for entity in self.each_entity()},
            {claim.number_id: claim for claim, _ in self.each_claim()},
            {event.event_id: event for event in self.each_event()},
            list(self.each_link()),
            self.copies,
            entity_of,
            claim_of,
            event_of,
        )
