"""The whole flow on one page: read -> segment (normalise) -> extract -> resolve -> write."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article, ArticleError, PipelineError, Reject
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.segment import segment
from pipeline.spacy import load_patterns
from pipeline.write import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.model import Extraction
    from pipeline.segment import Segmenter


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: rows of each table, and the files that were not read or were read with a loss."""

    counts: dict[str, int]
    rejects: tuple[Reject, ...]


def run(
    corpus: Path,
    outputs: Path,
    *,
    segmenter: Segmenter = "rjieba",
    patterns: Path | None = None,
    progress: Callable[[Article], None] | None = None,
) -> Summary:
    """Read every article of ``corpus`` and write the tables into ``outputs``, whole or not at all.

    ``patterns`` is a user's file of spaCy patterns (``pipeline.spacy``). Raises RuleError before anything is read where a
    rule table is bad, ArticleError where there is nothing to read; ``outputs`` is as it was then.
    """
    _keep_apart(corpus, outputs)
    lexicon = load()
    more = load_patterns(patterns)
    extractions: list[Extraction] = []
    rejects: list[Reject] = []
    for item in read(corpus, lexicon):
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        extractions.append(extract(segment(item, segmenter=segmenter), lexicon, more=more))
        if progress is not None:
            progress(item)
    if not extractions:
        raise ArticleError(_nothing_read(corpus, rejects))
    resolution = resolve(extractions, lexicon)
    settings: dict[str, str] = {"segmenter": segmenter}
    if patterns is not None:
        settings["patterns"] = f"{patterns.name} {hashlib.sha256(patterns.read_bytes()).hexdigest()}"
    counts = write(outputs, extractions, resolution, rejects, settings=settings)
    return Summary(counts, tuple(rejects))


def _keep_apart(corpus: Path, outputs: Path) -> None:
    """Tables inside the corpus would be read as articles by the next run; articles inside OUTPUTS could be replaced."""
    articles, tables = corpus.resolve(), outputs.resolve()
    if tables == articles or articles in tables.parents or tables in articles.parents:
        raise PipelineError(
            f"{outputs}: and {corpus} lie one inside the other: choose an OUTPUTS beside the articles"
        )


def _nothing_read(corpus: Path, rejects: list[Reject]) -> str:
    lost = [reject for reject in rejects if reject.lost]
    if lost:
        first = " ".join(f"{lost[0].path}: {lost[0].reason}".split())
        return f"{corpus}: no article could be read from {len(lost)} file(s), the first is {first}"
    return f"{corpus}: holds no article: put .txt, .md, .html, .jsonl or .csv files there"
