"""An article as a ``Doc``.

``doc.text`` is the text of the article as it stands, so offsets are those of every table. A token's ``text`` is as
written, its ``norm_`` in Simplified characters and lower case, its ``tag_`` that of jieba. No model is downloaded.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.model import Extraction
from pipeline.segment import segment, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from pipeline.model import Document


@cache
def vocab() -> Vocab:
    """The vocabulary of a blank Chinese pipeline."""
    import spacy

    return spacy.blank("zh").vocab


def to_doc(found: Document | Extraction) -> Doc:
    """A ``Doc`` of the whole article; of an extraction with its mentions.

    ``doc.spans`` holds "entities" (labels of OntoNotes 5), "numbers", "dates" (types of TIMEX3) and "events" (clauses, by
    the type of their trigger), every span with its mention's id as ``span.id_``. ``doc.ents`` holds the first three.
    A token is cut where a mention begins or ends inside it: characters are the truth.
    """
    if not isinstance(found, Extraction):
        return doc_of(found if found.written is None else segment(found.written, close_up=False), ())
    layers = (found.entities, found.numbers, found.dates, found.events)
    doc = doc_of(
        segment(found.article, close_up=False),
        {place for layer in layers for m in layer for place in (m.start, m.end)},
    )

    def spans(layer: Iterable[tuple[Any, str]]) -> list[Any]:
        return [doc.char_span(m.start, m.end, label=label, span_id=m.mention_id) for m, label in layer]

    doc.spans["entities"] = spans((m, m.label) for m in found.entities)
    doc.spans["numbers"] = spans((m, m.label) for m in found.numbers)
    doc.spans["dates"] = spans((m, m.type) for m in found.dates)
    doc.spans["events"] = spans((m, m.type) for m in found.events)
    times = spans((m, "TIME" if m.type == "TIME" else "DATE") for m in found.dates)
    doc.set_ents([*doc.spans["entities"], *doc.spans["numbers"], *times])
    return doc


def doc_of(document: Document, cuts: Iterable[int]) -> Doc:
    """The tokens of a document, head lines too, cut at ``cuts`` and where sentences begin."""
    from spacy.tokens import Doc

    body = document.article.body_start
    words = [*tokens(document.norm[:body]), *document.tokens]
    first = {sentence.start for sentence in document.sentences}
    inside = {*cuts, *first}
    places: list[tuple[int, int, str]] = []
    for start, end, _, tag in words:
        bounds = [start, *sorted(cut for cut in range(start + 1, end) if cut in inside), end]
        places += [(a, b, tag) for a, b in pairwise(bounds)]
    doc = Doc(
        vocab(),
        words=[document.article.text[start:end] for start, end, _ in places],
        spaces=[False] * len(places),
        tags=[tag for _, _, tag in places],
        sent_starts=[not index or place[0] in first for index, place in enumerate(places)],
    )
    for token, (start, end, _) in zip(doc, places, strict=True):
        token.norm_ = document.low[start:end]
    doc.user_data["article_id"] = document.article.article_id
    return doc
