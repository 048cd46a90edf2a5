"""What resolution knows of an article: rows of distinct names, what it tells of them, and who its people are.

    articles   article_id, published
    names      one row a distinct name, way of writing and label of an article, with its mentions counted
    tellings   that a name of the article means what another one means
    people     an unlisted person of the article, and what is told of him

A digest is made of one article alone. Everything after it works on distinct names and never sees a mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise import normalise_key
from pipeline.resolve import namesakes
from pipeline.resolve.lines import encode
from pipeline.resolve.nodes import PERSON, node_of
from pipeline.resolve.told import tellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.model import EntityMention, Extraction
    from pipeline.order import Extractions
    from pipeline.sql import Row, Tables, Type

COLUMNS: dict[str, dict[str, Type]] = {
    "articles": {"article_id": "string", "published": "string"},
    "names": {
        "article_id": "string", "published": "string", "base": "string", "seq": "int", "start": "int", "surface": "string",
        "region": "string", "label": "string", "known": "string", "n": "int",
    },
    "tellings": {
        "article_id": "string", "seq": "int", "name": "string", "target": "string", "reason": "string", "local": "bool",
        "listed": "bool",
    },
    "people": {"base": "string", "published": "string", "article_id": "string", "profile_line": "line"},
}  # fmt: skip


def digest(extractions: Extractions, lexicon: Lexicon, tables: Tables) -> None:
    """The digests of all articles, as the four tables."""
    for table, columns in COLUMNS.items():
        tables.create(table, columns)
    torn = torn_surfaces(lexicon)
    tables.map_articles(
        extractions, lambda _, extraction, __: digest_of(extraction, lexicon, torn), tuple(COLUMNS)
    )


def digest_of(
    extraction: Extraction, lexicon: Lexicon, torn: set[tuple[str, str]]
) -> Iterator[tuple[str, Row]]:
    """The rows of one article, each with its table. Order of publication: an article without a date comes last."""
    article, bases = extraction.article, bases_of(extraction, torn)
    order = article.published or "9999"
    yield "articles", (article.article_id, article.published)
    counted: dict[tuple[str, str, str], list[int]] = {}
    known: dict[str, str] = {}
    for seq, (mention, base) in enumerate(zip(extraction.entities, bases, strict=True)):
        known.setdefault(base, mention.known if base[0] == "=" else "")  # torn from its row, it has none
        row = counted.setdefault((base, mention.text, mention.label), [seq, mention.start, 0])
        row[1] = min(row[1], mention.start)
        row[2] += 1
    for (base, text, label), (seq, start, n) in counted.items():
        yield "names", (
            article.article_id, article.published, base, seq, start, text, article.region, label, known[base], n,
        )  # fmt: skip
    local: set[str] = set()
    for seq, told in enumerate(tellings(extraction, bases, lexicon.names)):
        if told.local:
            local.add(told.name)
        yield (
            "tellings",
            (article.article_id, seq, told.name, told.target, told.reason, told.local, told.listed),
        )
    around: list[tuple[EntityMention, str]] | None = None
    for base in dict.fromkeys(bases):
        if not base.endswith(PERSON) or base[0] == "=" or base in local:
            continue
        if around is None:
            around = [
                (m, b) for m, b in zip(extraction.entities, bases, strict=True) if m.label in {"ORG", "GPE"}
            ]
        mentions = [m for m, b in zip(extraction.entities, bases, strict=True) if b == base]
        profile = namesakes.profile_of(extraction, mentions, around, lexicon)
        yield "people", (base, order, article.article_id, encode(profile))


def bases_of(extraction: Extraction, torn: set[tuple[str, str]]) -> Sequence[str]:
    """The node of each mention by its key; a surface that decisions.csv tears from its row has its own."""
    return [
        node_of(normalise_key(mention.text), mention.label)
        if torn and mention.known and (normalise_key(mention.text), mention.known) in torn
        else node_of(mention.key, mention.label)
        for mention in extraction.entities
    ]


def torn_surfaces(lexicon: Lexicon) -> set[tuple[str, str]]:
    """Surfaces (key, row) that a person judged to be something else than the row that lists them."""
    torn: set[tuple[str, str]] = set()
    different = [decision for decision in lexicon.decisions if decision.judgement == "different"]
    if not different:
        return torn
    rows = lexicon.known_keys
    for decision in different:
        left, right = normalise_key(decision.left), normalise_key(decision.right)
        row = rows.get(left)
        if row is not None and row == rows.get(right):
            torn.add((left if right == normalise_key(row) else right, row))
    return torn
