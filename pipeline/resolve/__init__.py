"""From mentions to one row per thing in the world: entities, number claims, events, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.resolve.copies import find_copies
from pipeline.resolve.entities import Entity, Link, node_of, resolve_entities
from pipeline.resolve.events import Event, resolve_events
from pipeline.resolve.numbers import Claim, resolve_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the mentions of a corpus are mentions of: ids by mention, and the things by id."""

    entities: dict[str, Entity]
    claims: dict[str, Claim]
    events: dict[str, Event]
    links: list[Link]
    copies: dict[str, str]  # article_id -> the article it copies
    entity_of: dict[str, str]  # mention_id -> entity_id
    claim_of: dict[str, str]
    event_of: dict[str, str]


def resolve(extractions: Sequence[Extraction], lexicon: Lexicon) -> Resolution:
    """Resolve all mentions of a corpus. The result does not depend on the order of the extractions."""
    ordered = sorted(extractions, key=lambda extraction: extraction.article.article_id)
    entities, ids, links = resolve_entities(ordered, lexicon)
    entity_of = {
        mention.mention_id: ids[node_of(mention.key, mention.label)]
        for extraction in ordered
        for mention in extraction.entities
    }
    copies = find_copies(extraction.article for extraction in ordered)
    claims, claim_of, compared = resolve_numbers(ordered, entity_of)
    events, event_of, told = resolve_events(ordered, entity_of, copies)
    return Resolution(
        entities, claims, events, links + compared + told, copies, entity_of, claim_of, event_of
    )
