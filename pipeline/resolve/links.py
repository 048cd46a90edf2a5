"""What resolution says of two names or mentions: joined, kept apart or proposed, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import content_id

if TYPE_CHECKING:
    from pipeline.model import Judgement


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
