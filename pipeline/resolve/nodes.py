"""Nodes: distinct names, each in the articles where it means one thing. Clusters are made of nodes, never of mentions.

Mostly a node is a key and serves all articles. It is an article's own (``local``) where the name proves nothing outside:
a surname alone, a given name, an abbreviation that another article uses for something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.normalise import map_width, normalise, simplify
from pipeline.scripts import script_of

if TYPE_CHECKING:
    from pipeline.model import EntityLabel

PERSON, WORK = "\x1eP", "\x1eW"
_WORKS = frozenset({"WORK_OF_ART", "LAW"})
_BRACKETS = '《》〈〉「」『』“”" '


@dataclass(slots=True)
class Node:
    """A distinct name: its surfaces, by region too, and its labels. ``who`` tells two people of one name apart."""

    name: str
    key: str
    known: str = ""
    local: str = ""  # the one article that it counts in
    who: str = ""
    surfaces: dict[str, int] = field(default_factory=dict)  # with their mentions
    regional: dict[str, set[str]] = field(default_factory=dict)  # region -> surfaces
    labels: dict[EntityLabel, int] = field(default_factory=dict)
    first: tuple[str, str, int] = ("~", "", 0)  # publication date, article and place of the first mention
    _plain: str = ""

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return PERSON in self.name

    @property
    def label(self) -> EntityLabel:
        """The label of most mentions."""
        if len(self.labels) == 1:
            return next(iter(self.labels))
        return min(self.labels, key=lambda label: (-self.labels[label], label))

    @property
    def plain(self) -> str:
        """The commonest surface in normalised characters, without brackets."""
        if not self._plain:
            self._plain = plain(self.commonest)
        return self._plain

    @property
    def commonest(self) -> str:
        """The surface of most mentions, the longer and then the first by code points of two."""
        if len(self.surfaces) == 1:
            return next(iter(self.surfaces))
        return min(self.surfaces, key=lambda text: (-self.surfaces[text], -len(text), text))

    @property
    def shown(self) -> str:
        """What ``links`` calls it: 张伟（北京市公安局） where there are two of one name."""
        name = self.known or (self.commonest if self.surfaces else self.key.removeprefix("="))
        return f"{name}（{self.who}）" if self.who else name


def node_of(key: str, label: str) -> str:
    """The node of a key: people, works and other things never share one (华盛顿 the man and the city, 《长安》 and 长安)."""
    if label == "PERSON":
        return key + PERSON
    return key + WORK if label in _WORKS and not key.startswith("=") else key


def local_node(node: str, article_id: str) -> str:
    """The node of a name that counts in one article only."""
    return f"{node}\x1f{article_id}"


@lru_cache(maxsize=1 << 14)
def normalised(text: str) -> str:
    """``normalise`` for words that are compared again and again."""
    return normalise(text)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Normalised characters without brackets: 「輝達」 -> 辉达. Dots, hyphens and capitals stay."""
    mapped = map_width(text).strip(_BRACKETS)
    return simplify(mapped, script_of(mapped, "Hans"))
