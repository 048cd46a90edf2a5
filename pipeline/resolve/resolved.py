"""What the tables are written from: things in the order of their tables, and the ids of one article's mentions at a time.

Nothing here holds all mentions of a corpus: who writes a mention table walks through the articles with ``along``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.model import Extraction
    from pipeline.resolve.entities import Entity
    from pipeline.resolve.events import Event
    from pipeline.resolve.links import Link
    from pipeline.resolve.numbers import Claim


@dataclass(frozen=True, slots=True)
class Ids:
    """What the mentions of one article are mentions of: mention_id -> id. ``copy_of`` is the article that it copies."""

    entity_of: Mapping[str, str]
    claim_of: Mapping[str, str]
    event_of: Mapping[str, str]
    copy_of: str = ""


class Resolved(Protocol):
    """A resolved corpus, in memory or on disk. Every call starts anew, and gives one thing after the other."""

    def along(self, extractions: Iterable[Extraction]) -> Iterator[tuple[Extraction, Ids]]:
        """The extractions of the corpus by ``article_id``, each with the ids of its mentions."""

    def each_entity(self) -> Iterator[Entity]:
        """Rows of ``entities``: those of most articles first."""

    def each_claim(self) -> Iterator[tuple[Claim, str]]:
        """Rows of ``numbers`` by publication and place, each with the name of its subject."""

    def each_event(self) -> Iterator[Event]:
        """Rows of ``events`` by date."""

    def each_link(self) -> Iterator[Link]:
        """Rows of ``links`` by kind and id, each id once."""

    def conflicts(self) -> tuple[int, int]:
        """How many claims are in conflict, and how many events another article contradicts."""
