"""The extractors as components of anyone's spaCy pipeline: ``nlp.add_pipe("zh_names")``, ``"zh_numbers"``, ``"zh_dates"``.

Each fills ``doc.spans`` under its own name and, where no other entity stands, ``doc.ents``. They read ``doc.text`` and
need no tagger, parser or model before them; one extraction serves all three. What a span means stands in extension
attributes::

    nlp = spacy.blank("zh")
    nlp.add_pipe("zh_numbers", config={"region": "TW"})
    nlp.add_pipe("zh_dates", config={"published": "2025-07-17"})
    doc = nlp("台積電第2季營收新台幣9,337億9千萬元。")
    for span in doc.spans["zh_numbers"]:
        span.text, span._.zh_low, span._.zh_unit

``doc._.zh_published`` and ``doc._.zh_region`` of a Doc win over the component's configuration, so that ``nlp.pipe`` can
take articles of many days. Registered by the entry point group ``spacy_factories``: nothing has to be imported.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from pipeline.model import DateMention, EntityMention, Extraction, NumberMention

_DOC = ("zh_published", "zh_region")
_SPAN = (
    "zh_start", "zh_end", "zh_rule",  # every span: code points in doc.text
    "zh_name",  # names: the usual name
    "zh_low", "zh_high", "zh_unit", "zh_modifier", "zh_change", "zh_measure",  # numbers: base units
    "zh_edtf", "zh_earliest", "zh_latest", "zh_basis",  # times
)  # fmt: skip
_CONFIG = {"published": "", "region": "", "ents": True}


def make_component(
    name: str, spans_of: Callable[[Doc, Extraction], Iterable[Span]], options: dict[str, Any]
) -> Any:
    """A component that puts the spans into ``doc.spans[name]`` and, with ``ents``, into ``doc.ents``."""
    _register()

    def component(doc: Doc) -> Doc:
        found = list(spans_of(doc, _extraction_of(doc, options["published"], options["region"])))
        doc.spans[name] = found
        if options["ents"]:
            doc.ents = tuple(_beside(doc.ents, found))
        return doc

    return component


@Language.factory("zh_names", default_config=_CONFIG, assigns=["doc.spans", "doc.ents"])
def make_names(nlp: Language, name: str, published: str, region: str, *, ents: bool) -> Any:
    """People, places, organisations and the other OntoNotes names."""
    del nlp
    return make_component(name, _names, {"published": published, "region": region, "ents": ents})


@Language.factory("zh_numbers", default_config=_CONFIG, assigns=["doc.spans", "doc.ents"])
def make_numbers(nlp: Language, name: str, published: str, region: str, *, ents: bool) -> Any:
    """Money, percentages, quantities, cardinals and ordinals with their values."""
    del nlp
    return make_component(name, _numbers, {"published": published, "region": region, "ents": ents})


@Language.factory("zh_dates", default_config=_CONFIG, assigns=["doc.spans", "doc.ents"])
def make_dates(nlp: Language, name: str, published: str, region: str, *, ents: bool) -> Any:
    """Dates, times, durations and sets, resolved against the publication date and the text."""
    del nlp
    return make_component(name, _dates, {"published": published, "region": region, "ents": ents})


def _register() -> None:
    for attribute in _DOC:
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, default="")
    for attribute in _SPAN:
        if not Span.has_extension(attribute):
            Span.set_extension(attribute, default=None)


def _extraction_of(doc: Doc, published: str, region: str) -> Extraction:
    return _extract(doc.text, doc._.zh_published or published, doc._.zh_region or region)


@lru_cache(maxsize=8)
def _extract(text: str, published: str, region: str) -> Extraction:
    """The extraction of a text; the last few are kept for the components that follow."""
    from pipeline.extract import extract
    from pipeline.lexicon import load
    from pipeline.model import Article
    from pipeline.read import regions
    from pipeline.segment import segment

    lexicon = load()
    script = regions.script(text)
    known: Any = region or regions.region(text, script, lexicon)
    return extract(
        segment(Article("doc", text, "", published=published, script=script, region=known)), lexicon
    )


def _names(doc: Doc, extraction: Extraction) -> Iterator[Span]:
    for mention in extraction.entities:
        usual = mention.known or mention.text
        yield from _span(doc, mention, mention.label, kb_id=mention.known, zh_name=usual)


def _numbers(doc: Doc, extraction: Extraction) -> Iterator[Span]:
    for mention in extraction.numbers:
        yield from _span(
            doc, mention, mention.label, zh_low=_number(mention.low), zh_high=_number(mention.high), zh_unit=mention.unit,
            zh_modifier=mention.modifier, zh_change=mention.change, zh_measure=mention.measure,
        )  # fmt: skip


def _dates(doc: Doc, extraction: Extraction) -> Iterator[Span]:
    for mention in extraction.dates:
        yield from _span(
            doc, mention, mention.type, zh_edtf=mention.edtf, zh_earliest=mention.earliest, zh_latest=mention.latest,
            zh_basis=mention.basis,
        )  # fmt: skip


def _span(
    doc: Doc,
    mention: EntityMention | NumberMention | DateMention,
    label: str,
    *,
    kb_id: str = "",
    **told: Any,
) -> Iterator[Span]:
    """A mention as a Span: where a token reaches over its ends the span does too, and zh_start, zh_end stay exact."""
    span = doc.char_span(
        mention.start,
        mention.end,
        label=label,
        kb_id=kb_id,
        span_id=mention.mention_id,
        alignment_mode="expand",
    )
    if span is None:  # a mention always lies inside the text
        raise ValueError(f"{mention.mention_id}: {mention.start}..{mention.end} is no part of the text")
    told |= {"zh_start": mention.start, "zh_end": mention.end, "zh_rule": mention.rule}
    for attribute, value in told.items():
        span._.set(attribute, value)
    yield span


def _number(value: Decimal | None) -> int | float | None:
    """What ``doc.to_bytes`` can hold: an int where the value is whole, else a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _beside(present: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    """The entities there are, and of the new ones those that overlap none of them."""
    kept = list(present)
    taken = {token.i for span in kept for token in span}
    for span in found:
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return sorted(kept, key=lambda span: span.start)
