"""An event mention with what it is compared by: its arguments as resolved entities, its dates, its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon.happenings import ARISES
from pipeline.resolve.nodes import normalised as normalise

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.model import EntityLabel, EventMention
    from pipeline.resolve.claims.intervals import Interval

# types that are told of one happening in turns: 发布, 推出, 公布
_CLASSES = {"launch": "publish", "release": "publish", "leave": "suspend", "evacuate": "transfer"}
_TALKS = re.compile(r"(?:会[谈晤面]|會[談晤面]|峰会|峰會)$")
_ACCIDENT = re.compile(r"(?<=..)(?:事故|事件|灾害|灾难|险情|意外)$")
_FIRE = re.compile(r"大火|火警|火情|(?<=级)火$|级火$")


class Place(NamedTuple):
    """Where something happened, as a resolved entity."""

    entity_id: str
    text: str
    label: EntityLabel
    country: bool


class After(NamedTuple):
    """The event of the same article that a relative date counts from, and how many days later it is."""

    mention_id: str
    days: int
    words: str  # as written: 三天后


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with its resolved arguments, its dates and where it was told."""

    mention: EventMention
    article: str
    published: str
    outlet: str
    sentence: str
    clause: str  # as it stands in the article
    actors: tuple[str, ...]  # entity ids
    objects: tuple[str, ...]
    titles: frozenset[str]  # entity ids of works and laws among the objects
    earliest: str
    latest: str
    figures: frozenset[tuple[str, Decimal]]  # unit and value of the numbers in the clause
    people: bool  # the actors are persons
    topic: frozenset[str]  # entity ids of the people, bodies, products and happenings that its article names
    actor_labels: frozenset[EntityLabel] = frozenset()
    unique: frozenset[str] = (
        frozenset()
    )  # entity ids of objects that undergo a thing once: people, titles, happenings
    products: tuple[str, ...] = ()  # normalised texts of actors that are products
    place: Place | None = None
    places: frozenset[str] = frozenset()  # entity ids of the places in its sentence
    hazard: str = ""  # the kind of disaster (``pipeline.resolve.hazards``)
    befell: frozenset[str] = frozenset()  # entity ids of the places that a disaster is told of
    goals: tuple[Place, ...] = ()  # where a journey goes
    clock: str = ""  # the time of day that its date tells
    after: After | None = None  # what its date counts from, where that is told coarsely
    said: frozenset[str] = frozenset()  # what an announcement says, as pairs of characters
    people_told: tuple[tuple[Interval, str], ...] = ()  # how many people, as a claim and as written
    struck: str = ""  # the disaster that its sentence tells of (``pipeline.resolve.struck``)

    @property
    def kind(self) -> str:
        """The class of its trigger; 举行|会谈 is that of 会谈, and of a theft all are one."""
        if self.mention.type == "hold" and any(_TALKS.search(a.text) for a in self.mention.objects):
            return "meet"
        if self.hazard == "theft":
            return "attack"  # 失窃, 遭遇盗窃
        return _CLASSES.get(self.mention.type, self.mention.type)

    @property
    def trigger(self) -> str:
        """Its trigger in one script; 坍塌 of 发生坍塌事故."""
        told, objects = normalise(self.mention.trigger), self.mention.objects
        if self.mention.type in {"disaster", "attack"} and told in ARISES and objects:
            return _FIRE.sub("火灾", _ACCIDENT.sub("", normalise(objects[0].text))[-2:])
        return told

    @property
    def names(self) -> frozenset[str]:
        """All entities that take part."""
        return frozenset((*self.actors, *self.objects))

    @property
    def bare(self) -> frozenset[str]:
        """The words that stand where no name stands, in one script."""
        arguments = (*self.mention.actors, *self.mention.objects)
        return frozenset(normalise(a.text) for a in arguments if not a.mention_id)
