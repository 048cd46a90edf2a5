"""The disaster that a toll counts: its kind, its day and each place that names it.

花莲马太鞍溪23日溃决。光复乡有14人死亡    water, 2025-09-23, 花莲 and 马太鞍溪

Articles say of different things that a toll is theirs: of the county, the town, the river, or of nothing. Where two tell of a
disaster of one kind on one day and share a place of it, equal tolls are one figure. Unequal ones prove nothing, unless they are
of one hour and said of no place: one may be a part of the other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.resolve.claims.verdicts import is_toll
from pipeline.resolve.hazards import hazard_of, told_from
from pipeline.resolve.told_differently import level_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.model import EntityMention, EventMention, Extraction, NumberMention

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DAY = 10  # YYYY-MM-DD
_RECENT = dt.timedelta(days=60)  # before publication: what is told of after it is of that disaster
_FEWEST = 3  # of one or two dead there are several at any place


class Scene(NamedTuple):
    """A disaster as one article tells of it."""

    kind: str
    day: str  # YYYY-MM-DD
    places: frozenset[str]  # entity ids
    sentence: int
    recent: bool


def tolls_of(extraction: Extraction, entity_of: Mapping[str, str]) -> dict[str, list[str]]:
    """The tolls of an article, by mention_id, each with the keys of its disaster: ``kind|day|entity_id``, one a place."""
    tolls = [number for number in extraction.numbers if is_toll(number.measure)]
    scenes = list(_scenes(extraction, entity_of)) if tolls else []
    recent = [scene for scene in scenes if scene.recent]
    labels = {name.mention_id: name.label for name in extraction.entities}
    found: dict[str, list[str]] = {}
    for toll in tolls:
        scene = _last_told(toll, scenes)
        if scene is None or scene.sentence != toll.sentence:  # one of long ago has its own sentence alone
            scene = _last_told(toll, recent)
        if (
            scene is not None
            and (toll.low or 0) >= _FEWEST
            and labels.get(toll.subject, "GPE") in _PLACES
            and (not toll.as_of or toll.as_of[:_DAY] >= scene.day[: len(toll.as_of)])
        ):
            found[toll.mention_id] = [f"{scene.kind}|{scene.day}|{place}" for place in sorted(scene.places)]
    return found


def _last_told(toll: NumberMention, scenes: Sequence[Scene]) -> Scene | None:
    """The last one up to the sentence of the toll."""
    at = bisect_right(scenes, toll.sentence, key=attrgetter("sentence"))
    return scenes[at - 1] if at else None


def _scenes(extraction: Extraction, entity_of: Mapping[str, str]) -> Iterator[Scene]:
    """Every telling of a disaster, in the order of the text; told again it is of the day that was told first."""
    first: dict[tuple[str, str], Scene] = {}
    starts = [name.start for name in extraction.entities]
    for event in sorted(extraction.events, key=attrgetter("sentence")):
        kind = hazard_of(extraction, event)
        if (
            kind in {"", "aftershock"}
            or event.status not in {"occurred", "ongoing"}
            or len(event.date) < _DAY
            or "/" in event.date
        ):
            continue
        begin = told_from(extraction, event)
        before = extraction.entities[bisect_left(starts, begin) : bisect_left(starts, event.trigger_start)]
        places = frozenset(
            entity_of[name.mention_id]
            for name in before
            if name.mention_id in entity_of and (_tells_where(name, kind) or _at_works(name, event))
        )
        if not places:
            continue
        day = event.date[:_DAY]
        again = next((first[kind, place] for place in sorted(places) if (kind, place) in first), None)
        if again is not None:
            day, places = again.day, places | again.places
        scene = Scene(kind, day, places, event.sentence, _is_recent(day, extraction.article.published))
        for place in places:
            first.setdefault((kind, place), scene)
        yield scene


def _tells_where(name: EntityMention, kind: str) -> bool:
    """Whether it is a place that a disaster is known by; a whole country or province is that of an earthquake alone."""
    if name.label not in _PLACES or kind == "quake":
        return name.label in _PLACES
    return level_of(name.label, name.text, country="CLDR:" in name.rule) not in {"country", "wide"}


def _at_works(name: EntityMention, event: EventMention) -> bool:
    """恒彩涂料有限公司发生爆燃: a body that something befell is a place of it."""
    return event.type == "disaster" and any(one.mention_id == name.mention_id for one in event.actors)


def _is_recent(day: str, published: str) -> bool:
    if len(published) < _DAY:
        return True
    try:
        return dt.date.fromisoformat(published[:_DAY]) - dt.date.fromisoformat(day) <= _RECENT
    except ValueError:
        return False
