"""What resolution says of two names or mentions: joined, kept apart or proposed, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Judgement
    from pipeline.sql import Row, Tables, Type

COLUMNS: dict[str, Type] = {
    "kind": "string", "link_id": "string", "stage": "int", "left_name": "string", "right_name": "string", "score": "float",
    "reason": "string", "judgement": "string",
}  # fmt: skip
# of links with one id the first: that of the first stage, then by its reason
_EACH = """
    SELECT kind, left_name, right_name, score, reason, judgement FROM (
        SELECT *, row_number() OVER (PARTITION BY link_id ORDER BY stage, reason, score DESC) AS place
        FROM links
    ) AS numbered WHERE place = 1 ORDER BY kind, link_id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """Two names or mentions that were joined, kept apart or proposed, with the reason. ``score`` is 0 to 100."""

    kind: str
    left: str
    right: str
    score: float | None
    reason: str
    judgement: Judgement

    @property
    def link_id(self) -> str:
        """Derived from the pair, so that a rerun gives the same."""
        return content_id("l", self.kind, self.left, self.right, self.judgement)


def link_rows(links: Iterable[Link], stage: int = 0) -> Iterator[Row]:
    """Rows of the table ``links``; those of a lower ``stage`` come before others of the same id."""
    for one in links:
        yield one.kind, one.link_id, stage, one.left, one.right, one.score, one.reason, one.judgement


def each_link(tables: Tables) -> Iterator[Link]:
    """All links by kind and id, each id once."""
    return (Link(*row) for row in tables.rows(_EACH))
