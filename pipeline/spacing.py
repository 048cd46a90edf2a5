"""Spaces that a typesetter puts between Chinese and other characters: 死亡人數增至 161 人, 下午約 5 時 30 分, 使用 AI 技術.

They mean nothing, and a rule that knows them would have to know them everywhere: an article that has them is read without
them, and what was found is told by its place in the article as it stands. Articles that are written without keep every
space, as one there parts what it stands between.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import (
        Article,
        DateMention,
        EntityMention,
        EventMention,
        Extraction,
        Loser,
        NumberMention,
    )

    Ranged = TypeVar("Ranged", DateMention, EntityMention, EventMention, Loser, NumberMention)

_HAN, _OTHER, _SPACE = "\u4e00-\u9fff", "0-9A-Za-z０-９", " \u00a0\u2009\u200a\u202f"
# one that is parted on both sides: 增至 161 人, 中國 AI 企業
_SPACED = re.compile(
    rf"[{_HAN}][{_SPACE}][{_OTHER}](?:[^\n{_HAN}{_SPACE}]{{0,20}}[{_OTHER}%％‰℃])?[{_SPACE}][{_HAN}]"
)
_SPACES = re.compile(rf"(?<=[{_HAN}])[{_SPACE}](?=[{_OTHER}])|(?<=[{_OTHER}%％‰℃])[{_SPACE}](?=[{_HAN}])")


def closed_up(article: Article) -> tuple[Article, Sequence[int]]:
    """The article without the spaces, and where each of its characters stands as written; the same and () where none is set."""
    text = article.text
    if _SPACED.search(text, article.body_start) is None:
        return article, ()
    gone = [match.start() for match in _SPACES.finditer(text, article.body_start)]
    starts, ends = [0, *(place + 1 for place in gone)], [*gone, len(text)]
    places = [place for start, end in zip(starts, ends, strict=True) for place in range(start, end)]
    closed = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return replace(article, text=closed), places


def written_range(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where a range that is not empty stands as written."""
    return places[start], places[end - 1] + 1


def as_written(found: Extraction, written: Article, places: Sequence[int]) -> Extraction:
    """What was found in the article without spaces, by the places in ``written``; its texts and ids are of these already."""
    return replace(
        found,
        article=written,
        sentences=tuple(
            one._replace(start=places[one.start], end=places[one.end - 1] + 1) for one in found.sentences
        ),
        entities=tuple(_moved(found.entities, places)),
        numbers=tuple(_moved(found.numbers, places)),
        dates=tuple(_moved(found.dates, places)),
        events=tuple(_trigger_moved(found.events, places)),
        losers=tuple(_moved(found.losers, places)),
    )


def _moved(found: Iterable[Ranged], places: Sequence[int]) -> Iterable[Ranged]:
    for one in found:
        start, end = written_range(places, one.start, one.end)
        yield replace(one, start=start, end=end)


def _trigger_moved(found: Iterable[EventMention], places: Sequence[int]) -> Iterable[EventMention]:
    for one in _moved(found, places):
        start, end = written_range(places, one.trigger_start, one.trigger_end)
        yield replace(one, trigger_start=start, trigger_end=end)
