"""From mentions and resolved things to rows: dictionaries in the order of the public columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipeline.model import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from pipeline.model import Argument, Extraction, Reject
    from pipeline.resolve import Ids, Resolved

Cell: TypeAlias = "str | int | Decimal | float | list[str] | None"
Row: TypeAlias = "dict[str, Cell]"


_LONGEST_NAME = 60  # code points of a file's name: 240 bytes at most, and file systems take 255


def article_rows(extraction: Extraction, ids: Ids) -> Iterator[tuple[str, Iterable[Row]]]:
    """The tables that have rows by article, each with those of this one."""
    for table, rows in _PER_ARTICLE.items():
        yield table, rows(extraction, ids)


def thing_rows(resolution: Resolved, rejects: Sequence[Reject]) -> Iterator[tuple[str, Iterable[Row]]]:
    """The other tables, each with all of its rows."""
    yield "entities", _entities(resolution)
    yield "numbers", _numbers(resolution)
    yield "events", _events(resolution)
    yield "links", _links(resolution)
    yield "rejects", _rejects(rejects)


def text_file(article_id: str) -> str:
    """Where the extracted text of a page is kept beside the tables; no part of an id can leave the folder."""
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in article_id.replace("/", "__"))
    if plain == article_id and len(plain) <= _LONGEST_NAME:
        return f"texts/{plain}.txt"
    return f"texts/{plain[:_LONGEST_NAME]}-{content_id('t', article_id)[1:]}.txt"  # a/b and a_b are two files


def _sentence(extraction: Extraction, index: int) -> str:
    sentence = extraction.sentences[index]
    return extraction.article.text[sentence.start : sentence.end]


def _articles(extraction: Extraction, ids: Ids) -> Iterable[Row]:
    article = extraction.article
    yield {
        "article_id": article.article_id,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "script": article.script,
        "region": article.region,
        "source": article.source,
        "path": article.path,
        "sha256": article.sha256,
        "encoding": article.encoding,
        "chars": len(article.text),
        "duplicate_of": ids.copy_of,
        "n_entities": len(extraction.entities),
        "n_numbers": len(extraction.numbers),
        "n_dates": len(extraction.dates),
        "n_events": len(extraction.events),
        "text_file": text_file(article.article_id) if article.extracted else "",
    }


def _entity_mentions(extraction: Extraction, ids: Ids) -> Iterable[Row]:
    for mention in extraction.entities:
        yield {
            "mention_id": mention.mention_id,
            "article_id": extraction.article.article_id,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "label": mention.label,
            "entity_id": ids.entity_of[mention.mention_id],
            "rule": mention.rule,
            "sentence": _sentence(extraction, mention.sentence),
        }


def _number_mentions(extraction: Extraction, ids: Ids) -> Iterable[Row]:
    for mention in extraction.numbers:
        yield {
            "mention_id": mention.mention_id,
            "article_id": extraction.article.article_id,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "label": mention.label,
            "low": mention.low,
            "high": mention.high,
            "unit": mention.unit,
            "modifier": mention.modifier,
            "change": mention.change,
            "subject_id": ids.entity_of.get(mention.subject, ""),
            "measure": mention.measure,
            "as_of": mention.as_of,
            "number_id": ids.claim_of[mention.mention_id],
            "rule": mention.rule,
            "sentence": _sentence(extraction, mention.sentence),
            "attributed_to": mention.attributed_to,
        }


def _date_mentions(extraction: Extraction, ids: Ids) -> Iterable[Row]:
    del ids
    for mention in extraction.dates:
        yield {
            "mention_id": mention.mention_id,
            "article_id": extraction.article.article_id,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type,
            "edtf": mention.edtf,
            "earliest": mention.earliest,
            "latest": mention.latest,
            "basis": mention.basis,
            "rule": mention.rule,
            "sentence": _sentence(extraction, mention.sentence),
        }


def _event_mentions(extraction: Extraction, ids: Ids) -> Iterable[Row]:
    for mention in extraction.events:
        yield {
            "mention_id": mention.mention_id,
            "article_id": extraction.article.article_id,
            "start": mention.start,
            "end": mention.end,
            "trigger": mention.trigger,
            "trigger_start": mention.trigger_start,
            "trigger_end": mention.trigger_end,
            "date": mention.date,
            "basis": mention.basis,
            "date_mention_id": mention.date_mention_id,
            "status": mention.status,
            "type": mention.type,
            "actor_ids": _ids(mention.actors, ids),
            "actors": [argument.text for argument in mention.actors],
            "object_ids": _ids(mention.objects, ids),
            "objects": [argument.text for argument in mention.objects],
            "location": mention.location.text if mention.location else "",
            "attributed_to": mention.attributed_to.text if mention.attributed_to else "",
            "event_id": ids.event_of[mention.mention_id],
            "rule": mention.rule,
            "sentence": _sentence(extraction, mention.sentence),
        }


def _ids(arguments: Iterable[Argument], ids: Ids) -> list[str]:
    return [ids.entity_of[a.mention_id] for a in arguments if a.mention_id in ids.entity_of]


_PER_ARTICLE = {
    "articles": _articles,
    "entity_mentions": _entity_mentions,
    "number_mentions": _number_mentions,
    "date_mentions": _date_mentions,
    "event_mentions": _event_mentions,
}


def _entities(resolution: Resolved) -> Iterator[Row]:
    for entity in resolution.each_entity():
        yield {
            "entity_id": entity.entity_id,
            "name": entity.name,
            "label": entity.label,
            "aliases": entity.aliases,
            "n_mentions": entity.n_mentions,
            "n_articles": len(entity.articles),
            "articles": entity.articles,
            "first_published": entity.first_published,
            "last_published": entity.last_published,
            "surfaces": [
                f"{region} {text}".strip() for region, texts in entity.surfaces.items() for text in texts
            ],
        }


def _numbers(resolution: Resolved) -> Iterator[Row]:
    for claim, subject in resolution.each_claim():
        yield {
            "number_id": claim.number_id,
            "label": claim.label,
            "subject_id": claim.subject_id,
            "subject": subject,
            "measure": claim.measure,
            "low": claim.low,
            "high": claim.high,
            "unit": claim.unit,
            "modifier": claim.modifier,
            "as_of": claim.as_of,
            "verdict": claim.verdict,
            "compared_with": sorted(set(claim.compared_with)),
            "n_mentions": claim.n_mentions,
            "n_articles": len(claim.articles),
            "articles": claim.articles,
            "text": claim.text,
            "sentence": claim.sentence,
            "attributed_to": claim.attributed_to,
        }


def _events(resolution: Resolved) -> Iterator[Row]:
    for event in resolution.each_event():
        yield {
            "event_id": event.event_id,
            "date": event.date,
            "date_start": event.date_start,
            "date_end": event.date_end,
            "precision": event.precision,
            "basis": event.basis,
            "status": event.status,
            "type": event.type,
            "trigger": event.trigger,
            "actor_ids": event.actor_ids,
            "actors": event.actors,
            "object_ids": event.object_ids,
            "objects": event.objects,
            "location": event.location,
            "attributed_to": event.attributed_to,
            "n_mentions": event.n_mentions,
            "n_articles": len(event.articles),
            "n_sources": event.n_sources,
            "first_published": event.first_published,
            "last_published": event.last_published,
            "conflict": event.conflict,
            "articles": event.articles,
            "sentence": event.sentence,
        }


def _links(resolution: Resolved) -> Iterator[Row]:
    for link in resolution.each_link():
        yield {
            "link_id": link.link_id,
            "kind": link.kind,
            "left": link.left,
            "right": link.right,
            "score": link.score,
            "reason": link.reason,
            "judgement": link.judgement,
        }


def _rejects(rejects: Sequence[Reject]) -> Iterator[Row]:
    for reject in sorted(rejects, key=lambda r: (r.path, r.stage, r.reason)):
        yield {"path": reject.path, "stage": reject.stage, "reason": reject.reason}
