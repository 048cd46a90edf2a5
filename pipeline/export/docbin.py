"""spaCy: a DocBin with one Doc an article, in the characters that ``spacy.blank("zh")`` cuts by default.

``doc.ents`` are the names (``kb_id_`` is the entity, ``id_`` the mention); ``doc.spans`` holds ``numbers``, ``dates`` and
``events`` (the triggers). ``doc.user_data["article"]`` is the article's row, ``doc.user_data["mentions"]`` the row of every
mention by its id. Train from it with ``spacy train``, or read it with ``DocBin().from_disk(...).get_docs(nlp.vocab)``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.export.articles import Told, told
from pipeline.export.places import fresh_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Span


def write(outputs: Path, corpus: Path | None, target: Path) -> None:
    """Write all articles into one DocBin."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("zh")
    found = DocBin(store_user_data=True)
    with fresh_file(target, "spacy") as fresh:
        for article in told(outputs, corpus):
            found.add(make_doc(nlp, article))
        fresh.write_bytes(found.to_bytes())


def make_doc(nlp: Language, article: Told) -> Doc:
    """One article as a Doc whose text is the raw text."""
    doc = nlp.make_doc(article.text)
    _sentences(doc, article)
    doc.ents = tuple(
        _apart(
            _span(doc, m["start"], m["end"], m["label"], m["mention_id"], m["entity_id"])
            for m in article.names
        )
    )
    doc.spans["numbers"] = [
        _span(doc, m["start"], m["end"], m["label"], m["mention_id"]) for m in article.numbers
    ]
    doc.spans["dates"] = [_span(doc, m["start"], m["end"], m["type"], m["mention_id"]) for m in article.dates]
    doc.spans["events"] = [
        _span(doc, m["trigger_start"], m["trigger_end"], m["type"], m["mention_id"]) for m in article.events
    ]
    doc.user_data["article"] = _plain(dict(article.article))
    doc.user_data["mentions"] = {
        row["mention_id"]: _plain(dict(row))
        for row in (*article.names, *article.numbers, *article.dates, *article.events)
    }
    return doc


def _sentences(doc: Doc, article: Told) -> None:
    starts = {start for start, _ in article.sentences()}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0


def _span(doc: Doc, start: int, end: int, label: str, mention_id: str, entity_id: str = "") -> Span:
    """A mention as a Span. Characters are tokens, so every mention has one; white space at its ends may be drawn in."""
    span = doc.char_span(
        start, end, label=label, kb_id=entity_id, span_id=mention_id, alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"{mention_id}: {start}..{end} is no part of the text")
    return span


def _apart(spans: Iterable[Span]) -> list[Span]:
    """``doc.ents`` takes no overlap: of two names the longer stays."""
    from spacy.util import filter_spans

    return filter_spans(spans)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row in what msgpack can hold: exact numbers as text."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()}
