"""From entities back to the articles: what each one's figures and events say, once its names are known.

mention_ids    for each article the ids of its names and figures, in their order: what the mention tables are written with
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.resolve import claim_rows, event_pairs, event_rows
from pipeline.resolve.claims.scenes import tolls_of
from pipeline.resolve.digest import bases_of, torn_surfaces
from pipeline.resolve.events import blocks_of, told_of
from pipeline.resolve.links import link_rows
from pipeline.resolve.numbers import claims_of, wrong_sums
from pipeline.resolve.resolved import Ids
from pipeline.sql import ByArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction
    from pipeline.order import Extractions, Place
    from pipeline.sql import Row, Tables, Type

_IDS: dict[str, Type] = {"article_id": "string", "names": "string", "figures": "string"}
_ENTITY_IDS = "SELECT article_id, base, entity_id FROM entity_ids ORDER BY article_id"
#: rows that ``ids_of`` reads: of each article its names and figures, then its events
MENTIONED = """
    SELECT article_id, 0 AS place, names AS one, figures AS other FROM mention_ids
    UNION ALL SELECT article_id, 1 + seq, event_id, '' FROM event_ids ORDER BY article_id, place
"""


def tell_mentions(tables: Tables, extractions: Extractions, lexicon: Lexicon) -> int:
    """Make ``mention_ids``, ``claim_mentions``, ``claim_scenes``, ``told`` and ``event_blocks``; returns how many events were told."""
    tables.create("mention_ids", _IDS)
    tables.create("claim_mentions", claim_rows.MENTIONS)
    tables.create("claim_scenes", claim_rows.SCENES)
    tables.create("told", event_rows.TOLD)
    tables.create("event_blocks", event_pairs.BLOCKS)
    torn = torn_surfaces(lexicon)
    tables.map_articles(
        extractions,
        lambda place, extraction, ids: _mentioned(place, extraction, ids, torn),
        ("mention_ids", "claim_mentions", "claim_scenes", "told", "event_blocks", "links"),
        beside=_ENTITY_IDS,
    )
    ((count,),) = tables.rows("SELECT count(*) FROM told")
    return int(count)


def _mentioned(
    place: Place, extraction: Extraction, ids: list[Row], torn: set[tuple[str, str]]
) -> Iterator[tuple[str, Row]]:
    """What the names, figures and events of one article say; ``ids`` has the entity of each of its names."""
    article_id = extraction.article.article_id
    known = {base: entity_id for _, base, entity_id in ids}
    bases = bases_of(extraction, torn)
    entity_of = {
        mention.mention_id: known[base] for mention, base in zip(extraction.entities, bases, strict=True)
    }
    claim_of: dict[str, str] = {}
    tolls = tolls_of(extraction, entity_of)
    for seq, (number, claim) in enumerate(claims_of(extraction, entity_of)):
        claim_of[number.mention_id] = claim.number_id
        yield "claim_mentions", claim_rows.claim_row(seq, claim)
        for scene in tolls.get(number.mention_id, ()):
            yield "claim_scenes", (scene, claim.measure, claim.number_id)
    for stage, link in enumerate(
        wrong_sums(extraction, claim_of), start=2
    ):  # of two reasons the first is told
        for row in link_rows([link], stage=stage):
            yield "links", row
    yield "mention_ids", (article_id, " ".join(entity_of.values()), " ".join(claim_of.values()))
    for seq, told in enumerate(told_of(extraction, entity_of)):
        at = place.events + seq
        yield "told", event_rows.told_row(at, seq, told)
        for what, month in blocks_of(told):
            yield "event_blocks", (month, what, at)


def ids_along(
    tables: Tables, extractions: Iterable[Extraction], copies: Mapping[str, str]
) -> Iterator[tuple[Extraction, Ids]]:
    """The extractions by ``article_id``, each with the ids of its mentions."""
    told = ByArticle(tables.rows("SELECT article_id, names, figures FROM mention_ids ORDER BY article_id"))
    happened = ByArticle(tables.rows("SELECT article_id, event_id FROM event_ids ORDER BY article_id, seq"))
    for extraction in extractions:
        article_id = extraction.article.article_id
        ((_, names, figures),) = told.of(article_id)
        events = [event_id for _, event_id in happened.of(article_id)]
        yield extraction, _ids(extraction, names, figures, events, copies)


def ids_of(extraction: Extraction, rows: list[Row], copies: Mapping[str, str]) -> Ids:
    """The ids of one article's mentions out of its rows of ``MENTIONED``."""
    (_, _, names, figures), *events = rows
    return _ids(extraction, names, figures, [event_id for _, _, event_id, _ in events], copies)


def _ids(
    extraction: Extraction, names: str, figures: str, events: list[str], copies: Mapping[str, str]
) -> Ids:
    return Ids(
        dict(zip((mention.mention_id for mention in extraction.entities), names.split(), strict=True)),
        dict(zip((mention.mention_id for mention in extraction.numbers), figures.split(), strict=True)),
        dict(zip((mention.mention_id for mention in extraction.events), events, strict=True)),
        copies.get(extraction.article.article_id, ""),
    )
