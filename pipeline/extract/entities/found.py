"""What the name rules share: the names found so far in one document, and what a rule may ask of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pipeline.extract.entities.again import Again
from pipeline.extract.overlap import ORDINARY, Candidate
from pipeline.model import EntityMention
from pipeline.normalise import normalise_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.extract.context import Context
    from pipeline.lexicon.names import Suffix
    from pipeline.lexicon.surfaces import Name
    from pipeline.model import EntityLabel, Token

#: tags of jieba that a proper name may have
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j", "eng"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_LISTED = frozenset({"PERSON", "ORG", "FAC", "PRODUCT"})
_GLOSS = re.compile(r"(?<=.)[(（][A-Za-z][A-Za-z .,&'’-]+[)）]$")  # 《货物供应法（Goods Availability Act）》


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a rule proposes: half-open range in normalised text, label and the rule's name."""

    start: int
    end: int
    label: EntityLabel
    rule: str
    rank: int = ORDINARY
    known: Name | None = None
    alias_of: str = ""
    title: str = ""

    def __len__(self) -> int:
        return self.end - self.start


class Board:
    """The names of one document while its rules run, each rule reading what those before it wrote."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.names = context.lexicon.names
        self._all: list[Found | None] = []  # None stands where one was taken back
        self._at: dict[int, int] = {}  # where each stands in it, by its identity
        self._gaps = False  # whether any was
        self._longest = 0
        self._says: dict[str, bool] = {}
        self.by_start: dict[int, list[Found]] = {}
        self.by_end: dict[int, list[Found]] = {}
        self._covered = bytearray(len(context.norm) + 1)

    @cached_property
    def heads(self) -> dict[int, tuple[Suffix, int]]:
        """The longest suffix that ends with each token, and where it starts, by the token's end."""
        suffixes, tokens, heads = self.names.suffixes, self.context.tokens, {}
        for index in self.context.ending(suffixes.lasts):
            end = tokens[index].end
            suffix = suffixes.before(self.norm, end)
            if suffix is not None:
                heads[end] = suffix
        return heads

    @cached_property
    def again(self) -> Again:
        """What stands behind each pair of characters that begins like a Chinese name."""
        return Again(self.norm, self.names.surname_starts)

    def says(self, text: str) -> bool:
        """Whether the article has that text anywhere; looked for once."""
        if text not in self._says:
            self._says[text] = text in self.norm
        return self._says[text]

    def add(self, found: Found) -> None:
        """Write a name down for the rules that follow; one that a table has is that table's."""
        if found.known is None and found.label in _LISTED:
            surface = self.names.surfaces.get(self.context.low[found.start : found.end])
            if (
                surface is not None
                and not surface.ambiguous
                and surface.name.label == found.label
                and not surface.name.place.startswith("home_bodies.csv")
            ):
                found = replace(found, known=surface.name)
        self._at[id(found)] = len(self._all)
        self._all.append(found)
        start, end = found.start, found.end
        self._longest = max(self._longest, end - start)
        self.by_start.setdefault(start, []).append(found)
        self.by_end.setdefault(end, []).append(found)
        self._covered[start:end] = b"\x01" * (end - start)

    @property
    def found(self) -> list[Found]:
        """All names in the order they were found."""
        if self._gaps:
            self._all = [one for one in self._all if one is not None]
            self._at = {id(one): at for at, one in enumerate(self._all)}
            self._gaps = False
        return cast("list[Found]", self._all.copy())

    def touching(self, start: int, end: int) -> list[Found]:
        """All names that touch the range."""
        names = self.by_start
        places = range(max(0, start + 1 - self._longest), end)
        return [one for place in places if place in names for one in names[place] if one.end > start]

    def drop(self, found: Found) -> None:
        """Take a name back."""
        self._all[self._at.pop(id(found))] = None
        self._gaps = True
        for names in (self.by_start[found.start], self.by_end[found.end]):
            names.remove(found)
        self._covered[found.start : found.end] = bytes(len(found))
        for other in self.touching(found.start, found.end):
            self._covered[other.start : other.end] = b"\x01" * len(other)

    def replace(self, found: Found, better: Found) -> None:
        """Put ``better``, of the same range, where ``found`` stands."""
        at = self._at[id(better)] = self._at.pop(id(found))
        self._all[at] = better
        for names in (self.by_start[found.start], self.by_end[found.end]):
            names[names.index(found)] = better

    def covered(self, start: int, end: int) -> bool:
        """Whether any name found so far touches the range."""
        return self._covered.find(1, start, end) >= 0

    def starting_at(self, start: int, labels: Collection[str] | None = None) -> Found | None:
        """The longest name that starts at ``start``."""
        found = self.by_start.get(start)
        return _longest(found, labels) if found else None

    def ending_at(self, end: int, labels: Collection[str] | None = None) -> Found | None:
        """The longest name that ends at ``end``."""
        found = self.by_end.get(end)
        return _longest(found, labels) if found else None

    def straddles(self, start: int, end: int) -> bool:
        """Whether the segmenter sees a word that lies half inside the range: 上海外|运 for 海外."""
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        if first is None or last is None:
            return False
        return (first.start < start and first.end < end) or (last.end > end and last.start > start)

    def crosses(self, start: int, end: int) -> bool:
        """Whether a listed name lies half inside the range: 任教于温州 and 温州大学."""
        for place in range(start + 1, end):
            for one in self.by_start.get(place, ()):
                if one.end > end and one.known is not None and len(one) > 2:
                    return True
            for one in self.by_end.get(place, ()):
                if one.start < start and one.known is not None and len(one) > 2:
                    return True
        return False

    def cut_on_both_sides(self, start: int, end: int) -> bool:
        """Whether one word of the segmenter runs into the range and another out of it, or one word over both ends."""
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        return first is not None and last is not None and first.start < start and last.end > end

    def letters_before(self, end: int, token: Token) -> int:
        """Where the characters of transliterations begin that end at ``end`` in ``token``: 库 of 及库, one word to the segmenter."""
        start = end
        while start > token.start and self.norm[start - 1] in self.names.transliteration_dotted:
            start -= 1
        return start

    def candidates(self) -> Iterable[Candidate]:
        """All names as candidates, in the order they were found."""
        for order, found in enumerate(self.found):
            yield Candidate("entity", self._mention(found), found.rank, min(order, 10**6))

    def _mention(self, found: Found) -> EntityMention:
        context = self.context
        text = context.raw(found.start, found.end)
        if found.known is not None:
            key = "=" + found.known.name
        else:
            words = context.norm[found.start : found.end].strip("《》〈〉「」“” ")
            key = normalise_key(_GLOSS.sub("", words) if words[-1:] in {")", "）"} else words)
        return EntityMention(
            mention_id=context.mention_id("entity", found.start, found.end, found.label),
            start=found.start,
            end=found.end,
            text=text,
            label=found.label,
            key=key,
            rule=found.rule,
            sentence=context.sentence_at(found.start),
            known=found.known.name if found.known else "",
            alias_of=found.alias_of,
            title=found.title,
        )


def _longest(found: Iterable[Found], labels: Collection[str] | None) -> Found | None:
    best: Found | None = None
    for one in found:
        if (labels is None or one.label in labels) and (
            best is None or one.end - one.start > best.end - best.start
        ):
            best = one
    return best


__all__ = ["NAME_TAGS", "PLACES", "Board", "Found", "replace"]
