"""One event that two articles tell differently: another actor, object, place or number of people, all else equal.

Precision first. What two may do on one day (buy shares, publish figures) is two events; only where the rest leaves no
second one is it a contradiction: a titled text is passed once, a person is appointed or arrested once, a team plays
once a day, a toll at one hour is one number. Both reports keep what they say, and each shows the other's in ``conflict``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.resolve.beside import ON_TOPIC
from pipeline.resolve.nodes import normalised as normalise

if TYPE_CHECKING:
    from pipeline.resolve.beside import Beside
    from pipeline.resolve.told_event import Told

# kinds that what they are done to undergoes once a day
_ONCE = frozenset("pass approve sign publish hold open found appoint elect arrest judge".split())
_POSTS = frozenset({"appoint", "elect"})  # 任命甲为局长, 任命乙为局长
_MATCHES = frozenset({"win", "lose"})
_TOLLS = frozenset({"die", "injure", "transfer", "arrest", "rescue"})  # 3人, 5人
_HELD = frozenset({"hold", "open", "close", "sign", "meet"})  # in one place
_TEAM = re.compile(r"队$")
_POST = 3  # code points behind an appointed person that tell the post: 为局长
# wider than a city: a province, state or region (the provinces of China by their short names)
_WIDE = re.compile(
    r"(?:省|自治区|.{2}州|邦|大区)$|^(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    r"|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)$"
)


class Difference(NamedTuple):
    """What the two reports say of one thing."""

    what: str
    left: str
    right: str


def another(one: Told, other: Told, beside: Beside) -> Difference | None:
    """What two reports of one day contradict each other in, where they cannot be two events; None elsewhere."""
    if (
        not beside.abroad
        or one.mention.date != other.mention.date
        or one.earliest != one.latest
        or not _settled(one, other)
    ):
        return None
    return _actor(one, other) or _object(one, other) or _toll(one, other, beside)


def another_place(one: Told, other: Told, beside: Beside) -> Difference | None:
    """The places of one event that is joined: two cities or two halls, and no city in a province."""
    left, right = one.place, other.place
    if left is None or right is None or one.kind not in _HELD or not beside.abroad:
        return None
    if left.entity_id in other.places or right.entity_id in one.places:
        return None
    if level_of(left.label, left.text, country=left.country) != level_of(
        right.label, right.text, country=right.country
    ):
        return None
    return Difference("place", left.text, right.text)


def another_count(one: Told, other: Told, beside: Beside) -> Difference | None:
    """How many people one announcement is of that is joined: 裁员300人 and 裁员500人, in the same words and of one day."""
    if one.kind != "announce" or not beside.abroad or one.mention.date != other.mention.date:
        return None
    if one.earliest != one.latest or not _settled(one, other) or not set(one.actors) & set(other.actors):
        return None
    if len(one.people_told) != 1 or len(other.people_told) != 1 or one.places != other.places:
        return None
    (left, text), (right, other_text) = one.people_told[0], other.people_told[0]
    told = _without(one, text)
    if not left.apart(right) or not told or told != _without(other, other_text):
        return None
    return Difference("figure", text, other_text)


def _without(told: Told, count: str) -> frozenset[str]:
    """What an event is done to, in words, but for a count: 裁员 of 裁员300人."""
    return frozenset(filter(None, (words.replace(normalise(count), "") for words in told.bare)))


def _settled(one: Told, other: Told) -> bool:
    """Whether both tell of what has happened or goes on, in one way."""
    return one.mention.status == other.mention.status and one.mention.status in {"occurred", "ongoing"}


def _actor(one: Told, other: Told) -> Difference | None:
    """大会 or 安理会 passed one resolution: the same unique object, and actors of one kind that share none."""
    if one.kind not in _ONCE or not one.unique & other.unique:
        return None
    left, right = _actors(one), _actors(other)
    if not (one.actors and other.actors and one.actor_labels & other.actor_labels):
        return None
    if set(one.actors) & other.names or any(a in b or b in a for a in left for b in right):
        return None  # 商务部 and 美国商务部
    return Difference("actor", "、".join(left), "、".join(right))


def _object(one: Told, other: Told) -> Difference | None:
    """任命甲为局长 and 任命乙为局长; a team that beats two on one day."""
    alone = bool(one.objects and other.objects) and one.objects[1:] == other.objects[1:]
    alone = alone and one.objects[0] not in other.names and other.objects[0] not in one.names
    if not (alone and one.trigger == other.trigger and set(one.actors) & set(other.actors)):
        return None
    left, right = (
        next(normalise(a.text) for a in told.mention.objects if a.mention_id) for told in (one, other)
    )
    if left in right or right in left:
        return None
    teams = one.kind in _MATCHES and _TEAM.search(left) and _TEAM.search(right)
    if teams or (one.kind in _POSTS and _post(one, left) and _post(one, left) == _post(other, right)):
        return Difference("object", left, right)
    return None


def _post(told: Told, person: str) -> str:
    """What stands behind an appointed person in the clause: 为局长."""
    rest = normalise(told.clause).rpartition(person)[2]
    return rest if len(rest) >= _POST else ""


def _toll(one: Told, other: Told, beside: Beside) -> Difference | None:
    """3人 and 5人 dead at one hour, in articles on one thing and of one place, or of one disaster."""
    if one.kind not in _TOLLS or one.kind != other.kind or one.clock != other.clock:
        return None
    if len(one.people_told) != 1 or len(other.people_told) != 1:
        return None
    if beside.topics < ON_TOPIC and not _one_disaster(one, other, beside):
        return None
    if one.places and other.places and not one.places & other.places:
        return None
    (left, text), (right, other_text) = one.people_told[0], other.people_told[0]
    if one.trigger != other.trigger or not left.apart(right):
        return None
    return Difference("figure", text, other_text)


def _one_disaster(one: Told, other: Told, beside: Beside) -> bool:
    """筠连县发生车祸 at one hour, in articles of one day: on another day the toll may have grown."""
    return bool(one.struck and one.clock and beside.day) and one.struck == other.struck


def _actors(told: Told) -> list[str]:
    return [normalise(a.text) for a in told.mention.actors if a.mention_id]


def level_of(label: str, text: str, *, country: bool) -> str:
    """Places of one level exclude each other: a country, a province, a city, a hall."""
    if label != "GPE":
        return label
    return "country" if country else "wide" if _WIDE.search(normalise(text)) else "city"
