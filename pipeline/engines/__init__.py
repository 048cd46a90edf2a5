"""Engines: where articles are read, extracted and written. The same work on this machine or on a cluster; the same tables.

``embedded`` works in processes of this machine, ``spark`` on a cluster. Both give every article, whole or as a row of
``rejects``, to one store; what is resolved from there does not know which engine it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pipeline.model import Article, Extraction, Reject
    from pipeline.resolve import Resolved
    from pipeline.sql import Tables


class Engine(Protocol):
    """Where one run is done: reading, the map from encoded articles to what was found in each, writing.

    The map keeps no order and may give the same article twice; it loses none: each comes back as the line that
    ``codec.encode_found`` wrote or as a Reject.
    """

    def start(self) -> None:
        """Begin to load what the work needs, while the caller still reads."""

    def extract(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | Reject]]:
        """For every pair of id and encoded article the id and what became of it."""

    def read(self, corpus: Path | str) -> Iterator[Article | Reject]:
        """The articles of a folder, a file or, on a cluster, of what is below a URL."""

    def rest(self) -> None:
        """All articles are extracted: let go of what only the map needs."""

    def tables(self, scratch: Path, articles: int) -> AbstractContextManager[Tables]:
        """Where so many articles are resolved; ``scratch`` is a folder of the run for what does not fit into memory."""

    def check(self, outputs: Path | str, kind: str) -> None:
        """Raise PipelineError where tables cannot be written there, as far as it can be told before the work."""

    def write(
        self,
        outputs: Path | str,
        kind: str,
        extractions: Iterable[Extraction],
        resolution: Resolved,
        rejects: Sequence[Reject],
        settings: Mapping[str, str],
    ) -> dict[str, int]:
        """All tables, whole or not at all; returns the rows of each, and how many conflicts."""

    def stop(self) -> None:
        """End all processes and remove what they left; it may be called twice."""
