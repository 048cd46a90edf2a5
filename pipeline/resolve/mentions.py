"""From entities back to the articles: what each one's figures and events say, once its names are known.

mention_ids    for each article the ids of its names and figures, in their order: what the mention tables are written with
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.resolve import claim_rows, event_pairs, event_rows
from pipeline.resolve.digest import bases_of, torn_surfaces
from pipeline.resolve.events import blocks_of, told_of
from pipeline.resolve.lines import encode
from pipeline.resolve.links import link_rows
from pipeline.resolve.numbers import claims_of, wrong_sums
from pipeline.resolve.resolved import Ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction
    from pipeline.sql import Row, Tables, Type

_IDS: dict[str, Type] = {"article_id": "string", "names": "string", "figures": "string"}
_TOGETHER = 256  # articles whose rows are added together


def tell_mentions(tables: Tables, extractions: Iterable[Extraction], lexicon: Lexicon) -> int:
    """Make ``mention_ids``, ``claim_mentions``, ``told`` and ``event_blocks``; returns how many events were told."""
    tables.create("mention_ids", _IDS)
    tables.create("claim_mentions", claim_rows.MENTIONS)
    tables.create("told", event_rows.TOLD)
    tables.create("event_blocks", event_pairs.BLOCKS)
    rows: dict[str, list[Row]] = {
        name: [] for name in ("mention_ids", "claim_mentions", "told", "event_blocks", "links")
    }
    at = 0
    for count, (extraction, entity_of) in enumerate(_named(tables, extractions, lexicon), start=1):
        article_id = extraction.article.article_id
        claim_of: dict[str, str] = {}
        for seq, (number, claim) in enumerate(claims_of(extraction, entity_of)):
            claim_of[number.mention_id] = claim.number_id
            rows["claim_mentions"].append((claim.number_id, article_id, seq, encode(claim)))
        for place, link in enumerate(wrong_sums(extraction, claim_of)):  # of two reasons the first is told
            rows["links"] += link_rows([link], stage=2 + place)
        rows["mention_ids"].append((article_id, " ".join(entity_of.values()), " ".join(claim_of.values())))
        for seq, told in enumerate(told_of(extraction, entity_of)):
            rows["told"].append(event_rows.told_row(at, seq, told))
            rows["event_blocks"] += [(month, what, at) for what, month in blocks_of(told)]
            at += 1
        if count % _TOGETHER == 0:
            _add(tables, rows)
    _add(tables, rows)
    return at


def _add(tables: Tables, rows: dict[str, list[Row]]) -> None:
    for table, batch in rows.items():
        tables.add(table, batch)
        batch.clear()


def _named(
    tables: Tables, extractions: Iterable[Extraction], lexicon: Lexicon
) -> Iterator[tuple[Extraction, dict[str, str]]]:
    """Each article with the entity ids of its mentions."""
    torn = torn_surfaces(lexicon)
    query = "SELECT article_id, base, entity_id FROM entity_ids ORDER BY article_id"
    ids = _Beside(tables.rows(query))
    for extraction in extractions:
        entity_of = {base: entity_id for _, base, entity_id in ids.of(extraction.article.article_id)}
        bases = bases_of(extraction, torn)
        yield (
            extraction,
            {
                mention.mention_id: entity_of[base]
                for mention, base in zip(extraction.entities, bases, strict=True)
            },
        )


def ids_along(
    tables: Tables, extractions: Iterable[Extraction], copies: Mapping[str, str]
) -> Iterator[tuple[Extraction, Ids]]:
    """The extractions by ``article_id``, each with the ids of its mentions."""
    told = _Beside(tables.rows("SELECT article_id, names, figures FROM mention_ids ORDER BY article_id"))
    happened = _Beside(tables.rows("SELECT article_id, event_id FROM event_ids ORDER BY article_id, seq"))
    for extraction in extractions:
        article_id = extraction.article.article_id
        ((_, names, figures),) = told.of(article_id)
        events = [event_id for _, event_id in happened.of(article_id)]
        yield (
            extraction,
            Ids(
                dict(
                    zip((mention.mention_id for mention in extraction.entities), names.split(), strict=True)
                ),
                dict(
                    zip((mention.mention_id for mention in extraction.numbers), figures.split(), strict=True)
                ),
                dict(zip((mention.mention_id for mention in extraction.events), events, strict=True)),
                copies.get(article_id, ""),
            ),
        )


class _Beside:
    """Rows by article, read along with the articles."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[str, list[Row]] | None = None

    def of(self, article_id: str) -> list[Row]:
        """The rows of the next article that is asked for; articles are asked for in their order."""
        while self._next is None or self._next[0] < article_id:
            found = next(self._groups, None)
            if found is None:
                return []
            self._next = found[0], list(found[1])
        return self._next[1] if self._next[0] == article_id else []
