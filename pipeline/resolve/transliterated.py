"""One foreign person whom each region writes in its own characters: 阿尔塞, 阿塞尔 and 阿尔斯 are all Luis Arce."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.normalise import normalise_key
from pipeline.resolve.namesakes import Profile, differ

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.lexicon.names import Names

# two Latin words or more: Luis Arce; N. Sreenivasan is none
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-Za-zÀ-ÿ.'’-]+)* [A-ZÀ-Þa-z][A-Za-zà-ÿ'’-]+")
_LISTED = "="
_PARTS = re.compile(r"[·‧・•．]")


@dataclass(slots=True)
class Glossed:
    """A name that some article glosses in Latin letters: how it is written, and what the articles tell of the person."""

    written: set[str] = field(default_factory=set)
    profile: Profile = field(default_factory=Profile)


def is_one_person(latin: str, targets: Mapping[str, Glossed], names: Names) -> bool:
    """Whether the Latin name as written, which glosses each of the targets (by key) in some article, is one person's.

    Every target must be written in the characters of transliterations, which Chinese people's names seldom are (Li Wei may
    be 李伟 or 李维), and share one character of the surname with another target, so that two people called John Smith as
    约翰·史密斯 and 约翰·哈曼 stay two. So do people of another state or walk of life.
    """
    if _FULL_NAME.fullmatch(latin) is None or any(target.startswith(_LISTED) for target in targets):
        return False
    if any(_differ(one, other) for one, other in combinations(targets.values(), 2)):
        return False
    letters = [_surname(one) for _, one in sorted(targets.items())]
    if not all(one and one <= names.transliteration_dotted for one in letters):
        return False
    reached, rest = letters[0], letters[1:]
    while near := [one for one in rest if one & reached]:
        reached = reached.union(*near)
        rest = [one for one in rest if one not in near]
    return not rest


def _differ(one: Glossed, other: Glossed) -> bool:
    """Another state or another walk of life; the names of organisations are each region's own, and tell nothing here."""
    left, right = one.profile, other.profile
    return bool(
        differ(Profile(walks=left.walks), Profile(walks=right.walks))
        or differ(Profile(states=left.states), Profile(states=right.states))
    )


def _surname(one: Glossed) -> set[str]:
    """The characters of the last part: 席尔瓦 of 玛丽亚·席尔瓦."""
    return {char for written in one.written for char in normalise_key(_PARTS.split(written)[-1])}
