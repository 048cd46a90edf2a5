"""A time expression as a candidate for the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.overlap import ORDINARY, Candidate
from pipeline.model import DateMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.dates.timeline import Resolved
    from pipeline.model import DateType


def mention(
    context: Context,
    start: int,
    end: int,
    kind: DateType,
    resolved: Resolved,
    rule: str,
    *,
    rank: int = ORDINARY,
) -> Candidate:
    """The range in normalised text as a mention of that type, with what it was resolved to."""
    return Candidate(
        "date",
        DateMention(
            mention_id=context.mention_id("date", start, end, kind),
            start=start,
            end=end,
            text=context.raw(start, end),
            type=kind,
            edtf=resolved.edtf,
            earliest=resolved.earliest,
            latest=resolved.latest,
            basis=resolved.basis,
            rule=f"date.{rule}",
            sentence=context.sentence_at(start),
        ),
        rank,
    )
