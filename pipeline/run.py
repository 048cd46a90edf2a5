"""The whole flow on one page: read -> segment (normalise) -> extract -> resolve -> write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article, ArticleError, Reject
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.segment import segment
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
    progress: Callable[[Article], None] | None = None,
) -> Summary:
    """Read every article of ``corpus`` and write the tables into ``outputs``, whole or not at all.

    Raises RuleError before anything is read where a rule table is bad, ArticleError where there is nothing to read.
    """
    lexicon = load()
    extractions: list[Extraction] = []
    rejects: list[Reject] = []
    for item in read(corpus, lexicon):
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        extractions.append(extract(segment(item, segmenter=segmenter), lexicon))
        if progress is not None:
            progress(item)
    if not extractions:
        reasons = (
            f"; {len(rejects)} file(s) could not be read, the first: {rejects[0].path}: {rejects[0].reason}"
            if rejects
            else ""
        )
        raise ArticleError(
            f"{corpus}: holds no article: put .txt, .md, .html, .jsonl or .csv files there{reasons}"
        )
    resolution = resolve(extractions, lexicon)
    counts = write(outputs, extractions, resolution, rejects, settings={"segmenter": segmenter})
    return Summary(counts, tuple(rejects))
