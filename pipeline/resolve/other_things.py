"""What tells two events apart that are told with one verb of one day: where a journey goes, which model is shown, what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise import normalise
from pipeline.resolve.told_differently import level_of

if TYPE_CHECKING:
    from pipeline.resolve.told_event import Told

_FEWEST, _SHARED = (
    6,
    0.15,
)  # pairs of characters behind 宣布, and the share of them that two reports of one have in common
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def goals_differ(one: Told, other: Told) -> bool:
    """Whether two journeys go to two places of one level: 巴黎 and 柏林; 法国 and 巴黎 may be one."""
    left, right = _goals(one), _goals(other)
    return any(places.isdisjoint(right.get(level, places)) for level, places in left.items())


def _goals(told: Told) -> dict[str, set[str]]:
    """The entity ids of the places that a journey goes to, by their level."""
    found: dict[str, set[str]] = {}
    for goal in told.goals:
        found.setdefault(level_of(goal.label, goal.text, country=goal.country), set()).add(goal.entity_id)
    return found


def models_differ(one: Told, other: Told) -> bool:
    """Whether the objects of two events are written with other Latin words: Mate XTs and Mate TV, but not Mate XTs and Mate."""
    left, right = _latin_words(one), _latin_words(other)
    return bool(left and right) and not _holds(left, right) and not _holds(right, left)


def _latin_words(told: Told) -> frozenset[str]:
    texts = (normalise(argument.text) for argument in told.mention.objects)
    return frozenset(word for text in texts for word in _LATIN.findall(text))


def _holds(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each word of ``one`` is one of ``other``, or the beginning of one."""
    return all(any(a.startswith(b) or b.startswith(a) for b in other) for a in one)


def contents_differ(one: Told, other: Told) -> bool:
    """Whether what two announcements say has next to no words in common: 宣布进入哀悼期, 宣布划为受灾地区."""
    fewer = min(len(one.said), len(other.said))
    return fewer >= _FEWEST and len(one.said & other.said) < _SHARED * fewer
