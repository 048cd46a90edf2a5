"""One foreign person whom each region writes in its own characters: 阿尔塞, 阿塞尔 and 阿尔斯 are all Luis Arce."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.resolve.nodes import PERSON

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pipeline.lexicon.names import Names

# two Latin words or more: Luis Arce; N. Sreenivasan is none
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-Za-zÀ-ÿ.'’-]+)* [A-ZÀ-Þa-z][A-Za-zà-ÿ'’-]+")
_LISTED = "="


def is_one_person(latin: str, targets: AbstractSet[str], names: Names) -> bool:
    """Whether the Latin name as written, which glosses each of the targets in some article, is one person's.

    Every target must be written in the characters of transliterations, which Chinese people's names seldom are (Li Wei may
    be 李伟 or 李维), and share one of them with another target, so that two people called John Smith as 史密斯 and
    约翰逊 stay two.
    """
    if _FULL_NAME.fullmatch(latin) is None:
        return False
    written = [target.removesuffix(PERSON) for target in sorted(targets)]
    if any(target.startswith(_LISTED) for target in written):
        return False
    letters = [set(target) - {"·", "-", " "} for target in written]
    if not all(one <= names.transliteration_dotted for one in letters):
        return False
    reached, rest = letters[0], letters[1:]
    while near := [one for one in rest if one & reached]:
        reached = reached.union(*near)
        rest = [one for one in rest if one not in near]
    return not rest
