"""How often an article tells a name of two characters, and what stands behind it each time: 徐恩|曾 every time is 徐恩曾."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SHORT = 2
_OFTEN = 2  # times that make a habit


class Again:
    """What follows each pair of characters that begins like a name; read in one pass over the text."""

    def __init__(self, norm: str, starts: AbstractSet[str]) -> None:
        self._behind: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._further: defaultdict[str, set[str]] = defaultdict(set)
        for place, char in enumerate(norm):
            if char in starts:
                pair = norm[place : place + _SHORT]
                self._behind[pair][norm[place + _SHORT : place + _SHORT + 1]] += 1
                self._further[norm[place : place + _SHORT + 1]].add(
                    norm[place + _SHORT + 1 : place + _SHORT + 2]
                )

    def always(self, name: str) -> bool:
        """Whether the first two characters of ``name`` never stand without its third, more than once and in several places."""
        behind = self._behind.get(name[:_SHORT])
        if behind is None or len(behind) > 1 or behind[name[_SHORT]] < _OFTEN:
            return False
        return len(self._further[name]) > 1

    def alone(self, pair: str, following: str) -> bool:
        """Whether the article has ``pair`` with something else behind it as well."""
        behind = self._behind.get(pair)
        return behind is not None and sum(behind.values()) > behind[following]
