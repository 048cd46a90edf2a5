"""The public tables: names, columns and their order. A change here is a change of the contract with every reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["string", "integer", "number", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind decides how CSV, JSONL and the workbook write it."""

    name: str
    kind: Kind
    about: str


def _columns(*rows: str) -> tuple[Column, ...]:
    columns = []
    for row in rows:
        name, kind, about = row.split(":", 2)
        assert kind in {"string", "integer", "number", "list"}, row  # noqa: S101  (a slip of the pen here)
        columns.append(Column(name, kind, about.strip()))  # type: ignore[arg-type]
    return tuple(columns)


TABLES: dict[str, tuple[Column, ...]] = {
    "articles": _columns(
        "article_id:string: the file's path inside the corpus; FILE#ID for a line of JSONL or CSV",
        "title:string: from a head line, field or page",
        "published:string: publication date (EDTF), empty where the article does not tell",
        "published_basis:string: head, field, meta, label, dateline, text or filename",
        "script:string: Hans or Hant",
        "region:string: CN, TW, HK, SG, MO or empty",
        "source:string: outlet",
        "path:string: file inside the corpus",
        "sha256:string: of the file's bytes; of the row for a line of JSONL or CSV",
        "encoding:string: what the file was decoded from",
        "chars:integer: length of the text in code points",
        "duplicate_of:string: the article that this one copies",
        "n_entities:integer: mentions of names",
        "n_numbers:integer: mentions of numbers",
        "n_dates:integer: mentions of times",
        "n_events:integer: mentions of events",
        "text_file:string: for a page, the extracted text that offsets count in, beside the tables",
    ),
    "entities": _columns(
        "entity_id:string: e and 12 hexadecimal digits",
        "name:string: the usual name",
        "label:string: OntoNotes 5 label of most mentions",
        "aliases:list: the other surfaces found",
        "n_mentions:integer: in all articles",
        "n_articles:integer: articles that name it",
        "articles:list: their ids, by publication date",
        "first_published:string: date of the first of them",
        "last_published:string: date of the last of them",
        "surfaces:list: each surface with the region of its articles: TW 輝達",
    ),
    "entity_mentions": _columns(
        "mention_id:string: e and 12 hexadecimal digits",
        "article_id:string: where it stands",
        "start:integer: half-open code-point offsets into the article",
        "end:integer: as above",
        "text:string: as written",
        "label:string: OntoNotes 5",
        "entity_id:string: the thing that is named",
        "rule:string: the rule, with file and line of a table row",
        "sentence:string: the sentence as written",
    ),
    "numbers": _columns(
        "number_id:string: n and 12 hexadecimal digits",
        "label:string: MONEY, PERCENT, QUANTITY, CARDINAL or ORDINAL",
        "subject_id:string: entity that the number belongs to",
        "subject:string: its name",
        "measure:string: what is measured or counted",
        "low:number: lower end in base units",
        "high:number: upper end, empty where there is none",
        "unit:string: ISO 4217, % or the unit or classifier in Simplified characters",
        "modifier:string: approx, gt, ge, lt, le or empty",
        "as_of:string: the time of the claim (EDTF)",
        "verdict:string: single (compared with none), same, refines, conflict or series",
        "compared_with:list: ids of the claims that the verdict is about",
        "n_mentions:integer: in all articles",
        "n_articles:integer: articles that make the claim",
        "articles:list: their ids",
        "text:string: the first mention as written",
        "sentence:string: its sentence",
        "attributed_to:list: who says so",
    ),
    "number_mentions": _columns(
        "mention_id:string: n and 12 hexadecimal digits",
        "article_id:string: where it stands",
        "start:integer: half-open code-point offsets into the article",
        "end:integer: as above",
        "text:string: as written",
        "label:string: MONEY, PERCENT, QUANTITY, CARDINAL or ORDINAL",
        "low:number: lower end in base units",
        "high:number: upper end, empty where there is none",
        "unit:string: ISO 4217, % or the unit or classifier in Simplified characters",
        "modifier:string: approx, gt, ge, lt, le or empty",
        "change:string: increase, decrease or empty",
        "subject_id:string: entity that the number belongs to",
        "measure:string: what is measured or counted",
        "as_of:string: the time of the claim (EDTF)",
        "number_id:string: the claim",
        "rule:string: the rule, with file and line of a table row",
        "sentence:string: the sentence as written",
        "attributed_to:string: who says so",
    ),
    "date_mentions": _columns(
        "mention_id:string: d and 12 hexadecimal digits",
        "article_id:string: where it stands",
        "start:integer: half-open code-point offsets into the article",
        "end:integer: as above",
        "text:string: as written",
        "type:string: TIMEX3 type DATE, TIME, DURATION or SET",
        "edtf:string: EDTF, or an ISO 8601 duration",
        "earliest:string: first day or moment that it may mean",
        "latest:string: last one, inclusive",
        "basis:string: explicit, year-inferred, relative-to-publication, relative-to-text, inherited or none",
        "rule:string: the rule, with file and line of a table row",
        "sentence:string: the sentence as written",
    ),
    "events": _columns(
        "event_id:string: v and 12 hexadecimal digits",
        "date:string: EDTF",
        "date_start:string: first day",
        "date_end:string: last day",
        "precision:string: day, month, year, decade or interval",
        "basis:string: how the date is known",
        "status:string: occurred, ongoing, planned, predicted, proposed, hypothetical or negated",
        "type:string: type of the trigger (triggers.csv)",
        "trigger:string: verb or event noun as written",
        "actor_ids:list: entities that did it",
        "actors:list: as written",
        "object_ids:list: entities that it was done to",
        "objects:list: as written",
        "location:string: where, as written",
        "attributed_to:string: who says so",
        "n_mentions:integer: in all articles",
        "n_articles:integer: articles that tell it, copies not counted",
        "n_sources:integer: outlets that tell it, copies not counted",
        "first_published:string: date of the first article",
        "last_published:string: date of the last article",
        "conflict:string: what the articles tell differently",
        "articles:list: their ids",
        "sentence:string: the sentence of the first mention",
    ),
    "event_mentions": _columns(
        "mention_id:string: v and 12 hexadecimal digits",
        "article_id:string: where it stands",
        "start:integer: half-open code-point offsets of the clause",
        "end:integer: as above",
        "trigger:string: as written",
        "trigger_start:integer: offsets of the trigger",
        "trigger_end:integer: as above",
        "date:string: EDTF",
        "basis:string: how the date is known; inherited where it comes from outside the clause",
        "date_mention_id:string: the time expression",
        "status:string: occurred, ongoing, planned, predicted, proposed, hypothetical or negated",
        "type:string: type of the trigger",
        "actor_ids:list: entities that did it",
        "actors:list: as written",
        "object_ids:list: entities that it was done to",
        "objects:list: as written",
        "location:string: where, as written",
        "attributed_to:string: who says so",
        "event_id:string: the event",
        "rule:string: the rule, with file and line of a table row",
        "sentence:string: the sentence as written",
    ),
    "links": _columns(
        "link_id:string: l and 12 hexadecimal digits",
        "kind:string: entity, number-same, number-refines, number-series, number-conflict, event or event-date",
        "left:string: name or id",
        "right:string: name or id",
        "score:number: of a similarity, empty for others",
        "reason:string: why the two were joined, kept apart or proposed",
        "judgement:string: joined, proposed, same or different",
    ),
    "rejects": _columns(
        "path:string: the file, or FILE#LINE",
        "stage:string: read, decode, parse, extract or duplicate",
        "reason:string: what is wrong",
    ),
}
