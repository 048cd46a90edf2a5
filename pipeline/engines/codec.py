"""Articles and what was found in them as lines of JSON, and back: what crosses between processes and lies on disk.

No pickle: a damaged or foreign file is no program. ``decode(*encode(x)) == x`` for every extraction; the losers, which
only ``explain`` shows, are left out.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

import orjson

from pipeline.model import (
    Argument,
    Article,
    DateMention,
    EntityMention,
    EventMention,
    Extraction,
    NumberMention,
    Sentence,
)

_ARTICLE = attrgetter(*(field.name for field in fields(Article)))
_ENTITY = attrgetter(*(field.name for field in fields(EntityMention)))
_NUMBER = attrgetter(*(field.name for field in fields(NumberMention)))
_DATE = attrgetter(*(field.name for field in fields(DateMention)))
_EVENT = attrgetter(*(field.name for field in fields(EventMention)))
_AMOUNTS = [place for place, field in enumerate(fields(NumberMention)) if field.name in {"low", "high"}]
_LISTS = [place for place, field in enumerate(fields(EventMention)) if field.name in {"actors", "objects"}]
_SINGLES = [
    place for place, field in enumerate(fields(EventMention)) if field.name in {"location", "attributed_to"}
]


def encode_article(article: Article) -> bytes:
    """One line without a line end."""
    return orjson.dumps(_ARTICLE(article))


def decode_article(line: bytes) -> Article:
    """The article that ``encode_article`` wrote."""
    return Article(*orjson.loads(line))


def encode_found(extraction: Extraction) -> bytes:
    """Sentences and mentions, without the article: one line without a line end."""
    return orjson.dumps(
        [
            [tuple(sentence) for sentence in extraction.sentences],
            [_ENTITY(mention) for mention in extraction.entities],
            [_NUMBER(mention) for mention in extraction.numbers],
            [_DATE(mention) for mention in extraction.dates],
            [_event(mention) for mention in extraction.events],
        ],
        default=_plain,
    )


def events_in(line: bytes) -> int:
    """How many event mentions a line of ``encode_found`` has."""
    return len(orjson.loads(line)[-1])


def decode_found(article: Article, line: bytes) -> Extraction:
    """The extraction of ``article`` that ``encode_found`` wrote."""
    sentences, entities, numbers, dates, events = orjson.loads(line)
    for row in numbers:
        for place in _AMOUNTS:
            if row[place] is not None:
                row[place] = Decimal(row[place])
    for row in events:
        for place in _LISTS:
            row[place] = tuple(Argument(*argument) for argument in row[place])
        for place in _SINGLES:
            row[place] = Argument(*row[place]) if row[place] else None
    return Extraction(
        article,
        tuple(Sentence(*row) for row in sentences),
        tuple(EntityMention(*row) for row in entities),
        tuple(NumberMention(*row) for row in numbers),
        tuple(DateMention(*row) for row in dates),
        tuple(EventMention(*row) for row in events),
    )


def _event(mention: EventMention) -> list[Any]:
    row = list(_EVENT(mention))
    for place in _LISTS:
        row[place] = [(argument.mention_id, argument.text) for argument in row[place]]
    for place in _SINGLES:
        row[place] = row[place] and (row[place].mention_id, row[place].text)
    return row


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of a mention")
