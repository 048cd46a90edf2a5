"""What disaster a sentence tells of, and where, as one word that two articles may share.

13日17时，筠连县发生车祸，造成3人死亡。    crash|e0123456789ab
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.resolve.hazards import hazard_of
from pipeline.resolve.told_differently import level_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Extraction

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WIDE = frozenset({"country", "wide"})  # there are many accidents in one of them at an hour


def struck_of(extraction: Extraction, entity_of: Mapping[str, str]) -> dict[int, str]:
    """The sentences that tell of a disaster in a town or finer place, each with its kinds and places."""
    kinds: dict[int, set[str]] = defaultdict(set)
    for event in extraction.events:
        kinds[event.sentence].add(hazard_of(extraction, event))
    places: dict[int, set[str]] = defaultdict(set)
    for name in extraction.entities:
        fine = level_of(name.label, name.text, country="CLDR:" in name.rule) not in _WIDE
        if name.label in _PLACES and name.mention_id in entity_of and fine:
            places[name.sentence].add(entity_of[name.mention_id])
    return {
        sentence: "|".join((*sorted(filter(None, told)), *sorted(places[sentence])))
        for sentence, told in kinds.items()
        if any(told) and places[sentence]
    }
