"""Engines: where articles are extracted. The same map, on this machine or on a cluster; the same tables.

``embedded`` works in processes of this machine, ``spark`` on a cluster. Both give every article, whole or as a row of
``rejects``, to one store; resolution and the tables are made from there and do not know which engine it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Reject


class Engine(Protocol):
    """The map of one run: from encoded articles to what was found in each.

    An engine keeps no order and may give the same article twice; it loses none: each comes back as the line that
    ``codec.encode_found`` wrote or as a Reject.
    """

    def start(self) -> None:
        """Begin to load what the work needs, while the caller still reads."""

    def extract(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | Reject]]:
        """For every pair of id and encoded article the id and what became of it."""

    def stop(self) -> None:
        """End all processes and remove what they left; it may be called twice."""
