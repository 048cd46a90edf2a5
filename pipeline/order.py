"""Extractions in the order of their articles, from a list or from disk: what resolution and the tables walk through.

Both walk through a corpus several times and hold one article at a time, so that a corpus may be larger than memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from pipeline.model import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Article


@runtime_checkable
class Extractions(Protocol):
    """Extractions by ``article_id``, one after the other, as often as one asks."""

    def __iter__(self) -> Iterator[Extraction]: ...

    def articles(self) -> Iterator[Article]:
        """The articles alone, in the same order."""


class Place(NamedTuple):
    """Where an article stands in its corpus: how many articles, and how many event mentions, come before it."""

    articles: int
    events: int


def bare(article: Article) -> Extraction:
    """An article without its mentions, for who asks for none."""
    return Extraction(article, (), (), (), (), ())


class Listed:
    """Extractions that are in memory."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self._extractions = sorted(extractions, key=lambda extraction: extraction.article.article_id)

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self._extractions)

    def articles(self) -> Iterator[Article]:
        """The articles alone, in the same order."""
        return (extraction.article for extraction in self._extractions)


def in_order(extractions: Iterable[Extraction]) -> Extractions:
    """``extractions`` as they are where they know their order, else sorted in memory."""
    return extractions if isinstance(extractions, Extractions) else Listed(extractions)
