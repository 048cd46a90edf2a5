"""How often an article tells a name of two characters, and what stands behind it each time: 徐恩|曾 every time is 徐恩曾."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.gates import one_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SHORT = 2


class Again:
    """The two characters behind each pair that begins like a name; read in one pass over the text."""

    def __init__(self, norm: str, starts: AbstractSet[str]) -> None:
        self._behind: dict[str, list[str]] = {}
        self._sums: dict[str, tuple[AbstractSet[str], int]] = {}
        behind = self._behind
        for start in one_of(frozenset(starts)).finditer(norm):
            place = start.start()
            pair = norm[place : place + _SHORT]
            if pair in behind:
                behind[pair].append(norm[place + _SHORT : place + 2 * _SHORT])
            else:
                behind[pair] = [norm[place + _SHORT : place + 2 * _SHORT]]

    def always(self, name: str) -> bool:
        """Whether the first two characters of ``name`` never stand without its third, more than once and in several places."""
        thirds, twos = self._summed_up(name[:_SHORT])
        return thirds == {name[_SHORT]} and twos > 1

    def alone(self, pair: str, following: str) -> bool:
        """Whether the article has ``pair`` with something else behind it as well."""
        return not self._summed_up(pair)[0] <= {following}

    def _summed_up(self, pair: str) -> tuple[AbstractSet[str], int]:
        """The characters behind a pair, and how many twos of them there are; counted once."""
        if pair not in self._sums:
            behind = set(self._behind.get(pair, ()))
            self._sums[pair] = {two[:1] for two in behind}, len(behind)
        return self._sums[pair]
