"""What the articles of two event mentions have to do with each other: all that a comparison knows of them.

The rest of a comparison looks at what is told alone, and many articles tell literally the same: reprints, and sentences that
one paper takes from another. What is told alike is compared once (``pipeline.resolve.event_pairs``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    Side: TypeAlias = Literal["one", "other", ""]

ON_TOPIC = 3  # entities, countries apart, that two articles on one topic share at least


class Beside(NamedTuple):
    """How two mentions stand to each other by their articles."""

    abroad: bool  # told in two articles
    earlier: Side  # whose article was published on an earlier day; empty where that is not known or none was
    day: str  # that both were published on, where it is one
    topics: int  # names that both articles are about, counted up to ON_TOPIC


def beside(
    articles: tuple[str, str], published: tuple[str, str], topics: tuple[AbstractSet[str], AbstractSet[str]]
) -> Beside:
    """Of two articles their ids, dates of publication and entity ids of what they are about."""
    one, other = published[0][:10], published[1][:10]
    earlier: Side = "" if not (one and other) or one == other else "one" if one < other else "other"
    return Beside(
        articles[0] != articles[1],
        earlier,
        one if one == other else "",
        min(len(topics[0] & topics[1]), ON_TOPIC),
    )
