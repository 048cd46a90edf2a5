"""Why a sentence has the mentions it has: every rule that fired, and those that lost an overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import ArticleError, Reject
from pipeline.read import read
from pipeline.segment import segment
from pipeline.spacy import load_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Extraction, Sentence
    from pipeline.segment import Segmenter

_MARKS = {"entity": ("【", "】"), "number": ("〔", "〕"), "date": ("〈", "〉")}


def explain_file(
    file: Path, *, only: str = "", segmenter: Segmenter = "rjieba", patterns: Path | None = None
) -> Iterator[str]:
    """Lines for a terminal: each sentence with its mentions marked, their rules, and the losers with the reason.

    Names stand in 【】, numbers in 〔〕, times in 〈〉. Raises ArticleError where the file cannot be read, or where no sentence
    holds ``only``.
    """
    lexicon = load()
    more = load_patterns(patterns)
    found = False
    for item in read(file, lexicon):
        if isinstance(item, Reject):
            if item.lost:
                raise ArticleError(f"{item.path}: {item.reason}")
            yield f"{item.path}: {item.reason}"
            continue
        extraction = extract(segment(item, segmenter=segmenter), lexicon, more=more)
        article = extraction.article
        yield f"{article.article_id}  published {article.published or '?'} ({article.published_basis or 'not told'})  {article.script} {article.region}"
        for index, sentence in enumerate(extraction.sentences):
            if only and only not in article.text[sentence.start : sentence.end]:
                continue
            found = True
            yield from explain_sentence(extraction, index, sentence)
    if only and not found:
        raise ArticleError(f"{file}: no sentence holds '{only}'")


def explain_sentence(extraction: Extraction, index: int, sentence: Sentence) -> Iterator[str]:
    """One sentence with what was found in it."""
    text = extraction.article.text
    marks: list[tuple[int, int, str]] = []
    lines: list[tuple[int, str]] = []
    for name in extraction.entities:
        if name.sentence == index:
            marks.append((name.start, name.end, "entity"))
            lines.append((name.start, f"  name    {name.text}  {name.label}  {name.rule}  key {name.key}"))
    for number in extraction.numbers:
        if number.sentence == index:
            marks.append((number.start, number.end, "number"))
            high = (
                ""
                if number.high == number.low
                else f"..{'' if number.high is None else format(number.high, 'f')}"
            )
            low = "" if number.low is None else format(number.low, "f")
            told = " ".join(filter(None, (number.modifier, number.change, number.measure, number.as_of)))
            lines.append(
                (
                    number.start,
                    f"  number  {number.text}  {number.label} {low}{high} {number.unit}  {told}  {number.rule}",
                )
            )
    for date in extraction.dates:
        if date.sentence == index:
            marks.append((date.start, date.end, "date"))
            lines.append(
                (
                    date.start,
                    f"  time    {date.text}  {date.type} {date.edtf or '-'}  {date.basis}  {date.rule}",
                )
            )
    for event in extraction.events:
        if event.sentence == index:
            actors = "、".join(argument.text for argument in event.actors) or "-"
            objects = "、".join(argument.text for argument in event.objects) or "-"
            lines.append(
                (
                    event.trigger_start,
                    f"  event   {event.date}  {actors} {event.trigger} {objects}  {event.status}  {event.basis}  {event.rule}",
                )
            )
    yield ""
    yield _marked(text, sentence, marks)
    yield from (line for _, line in sorted(lines))
    for loser in extraction.losers:
        if sentence.start <= loser.start < sentence.end:
            yield f"  lost    {loser.text}  {loser.layer}  {loser.rule}  <- {loser.reason}"


def _marked(text: str, sentence: Sentence, marks: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    place = sentence.start
    for start, end, kind in sorted(marks):
        opening, closing = _MARKS[kind]
        parts += [text[place:start], opening, text[start:end], closing]
        place = end
    parts.append(text[place : sentence.end])
    return "".join(parts).replace("\n", " ")
