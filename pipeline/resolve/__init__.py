"""From mentions to one row per thing in the world: entities, number claims, events, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.order import in_order
from pipeline.resolve.copies import find_copies
from pipeline.resolve.entities import Entity, Link, resolve_entities
from pipeline.resolve.events import Event, resolve_events
from pipeline.resolve.numbers import Claim, resolve_numbers
from pipeline.resolve.resolved import Ids, Resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction

__all__ = ["Claim", "Entity", "Event", "Ids", "Link", "Resolution", "Resolved", "resolve"]


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
        """How many claims are in conflict, and how many events are told with another date."""
        claims = sum(claim.verdict == "conflict" for claim in self.claims.values())
        return claims, sum(bool(event.conflict) for event in self.events.values())


def resolve(extractions: Iterable[Extraction], lexicon: Lexicon) -> Resolution:
    """Resolve all mentions of a corpus. The result does not depend on the order of the extractions."""
    ordered = in_order(extractions)
    in_memory = list(ordered)
    entities, entity_of, links = resolve_entities(in_memory, lexicon)
    copies = find_copies(ordered.articles())
    claims, claim_of, compared = resolve_numbers(in_memory, entity_of, lexicon)
    events, event_of, told = resolve_events(in_memory, entity_of, copies)
    links += [*compared, *told]
    return Resolution(entities, claims, events, links, copies, entity_of, claim_of, event_of)
