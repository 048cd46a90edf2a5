"""From mentions to one row per thing in the world: entities, number claims, events, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.order import in_order
from pipeline.resolve.copies import find_copies
from pipeline.resolve.entities import Entity, Link, resolve_entities
from pipeline.resolve.events import Event, resolve_events
from pipeline.resolve.numbers import Claim, resolve_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

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
