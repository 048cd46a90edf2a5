"""From a document to its mentions: one registry of extractors, one policy for overlaps.

An extractor is a pure function of a document and the lexicon that proposes candidates; ``EXTRACTORS`` is the list of
them. ``extract`` runs them, lets ``overlap.choose`` decide, and reads events and what is counted from what stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract import codes, counted, dates, entities, events, numbers
from pipeline.extract.context import Context
from pipeline.extract.overlap import Candidate, choose
from pipeline.model import DateMention, EntityMention, Extraction, NumberMention
from pipeline.spacing import as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Document

    Extractor: TypeAlias = Callable[[Context], Iterator[Candidate]]

#: name -> extractor; the order breaks ties (see overlap)
EXTRACTORS: dict[str, Extractor] = {
    "dates": dates.find,
    "entities": entities.find,
    "numbers": numbers.find,
}


def extract(document: Document, lexicon: Lexicon, *, more: Iterable[Extractor] = ()) -> Extraction:
    """All mentions of one document. ``extraction.article.text[m.start:m.end] == m.text`` for each of them.

    ``more`` are further extractors of names, numbers or dates, such as a user's own patterns (``pipeline.spacy``).
    """
    context = Context(document, lexicon)
    candidates = [candidate for find in (*EXTRACTORS.values(), *more) for candidate in find(context)]
    chosen, losers = choose(candidates)
    names = tuple(mention for mention in chosen if isinstance(mention, EntityMention))
    times = tuple(mention for mention in chosen if isinstance(mention, DateMention))
    companies = {name.end for name in names if name.label == "ORG"}
    ends = {name.end for name in names}
    told = [
        mention
        for mention in chosen
        if isinstance(mention, NumberMention)
        and not codes.ticker(context.norm, mention.start, mention.end, companies, ends)
    ]
    amounts = counted.attach(context, told, names, times)
    found = Extraction(
        article=document.article,
        sentences=document.sentences,
        entities=names,
        numbers=amounts,
        dates=times,
        events=tuple(events.find(context, names, times, amounts)),
        losers=tuple(losers),
    )
    return found if document.written is None else as_written(found, document.written, document.places)
