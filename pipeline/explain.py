"""Why a sentence has the mentions it has: every rule that fired, and those that lost an overlap."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import ArticleError, Reject
from pipeline.read import read
from pipeline.segment import segment
from pipeline.spacy import load_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Extraction, Sentence
    from pipeline.segment import Segmenter

_MARKS = {"entity": ("【", "】"), "number": ("〔", "〕"), "date": ("〈", "〉")}


def explain_file(
    file: Path, *, only: str = "", segmenter: Segmenter = "rjieba", patterns: Path | None = None
) -> Iterator[str]:
    """Lines for a terminal: each sentence with its mentions marked, their rules, and the losers with the reason.

    ``file`` may be FILE#ID, as the tables name a line of JSONL or a row of CSV or Parquet. Names stand in 【】, numbers in 〔〕,
    times in 〈〉. Raises ArticleError where the file cannot be read or holds no such article, or where no sentence holds
    ``only``.
    """
    lexicon = load()
    more = load_patterns(patterns)
    found = any_read = False
    file, wanted = _file_and_id(file)
    if not file.exists():
        raise ArticleError(
            f"{file}: there is no such file: give an article, or FILE#ID for one of JSONL, CSV or Parquet"
        )
    for item in read(file, lexicon):
        if wanted and wanted != (item.path if isinstance(item, Reject) else item.article_id):
            continue
        any_read = True
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
    if not any_read and wanted:
        raise ArticleError(f"{file}: holds no article {wanted}: look for its id in articles.csv")
    if not any_read:
        raise ArticleError(
            f"{file}: holds no article: put .txt, .md, .html, .jsonl, .csv or .parquet files there"
        )
    if only and not found:
        raise ArticleError(f"{file}: no sentence holds '{only}'")


def _file_and_id(given: Path) -> tuple[Path, str]:
    """What is before and behind the # of FILE#ID, the latter as the article is called where the file is read alone."""
    told = str(given)
    for place, char in enumerate(told):
        if char == "#" and not given.exists() and Path(told[:place]).is_file():
            file = Path(told[:place])
            return file, file.name + told[place:]
    return given, ""


def explain_sentence(extraction: Extraction, index: int, sentence: Sentence) -> Iterator[str]:
    """One sentence with what was found in it."""
    text = extraction.article.text
    subjects = {name.mention_id: name.text for name in extraction.entities}
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
            of, says = subjects.get(number.subject, ""), number.attributed_to
            told = " ".join(
                filter(None, (number.modifier, number.change, of and f"of {of}", number.measure, number.as_of, says and f"says {says}"))
            )  # fmt: skip
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
