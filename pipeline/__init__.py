"""Names, numbers and dated events out of Chinese articles: one row per thing, with its sources.

The verbs, in the order data flows::

    from pathlib import Path
    from pipeline import extract, load_lexicon, normalise, read, resolve, segment, write

    lexicon = load_lexicon()
    articles = [item for item in read(Path("corpus"), lexicon) if isinstance(item, Article)]
    extractions = [extract(segment(article), lexicon) for article in articles]
    resolution = resolve(extractions, lexicon)
    write(Path("outputs"), extractions, resolution, rejects=[])

``normalise`` is called by ``segment`` and may be called by itself. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from pipeline.extract import extract
from pipeline.lexicon import load as load_lexicon
from pipeline.model import Article, ArticleError, PipelineError, Reject, RuleError
from pipeline.normalise import normalise
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.segment import segment
from pipeline.write import write

__all__ = [
    "Article",
    "ArticleError",
    "PipelineError",
    "Reject",
    "RuleError",
    "extract",
    "load_lexicon",
    "normalise",
    "read",
    "resolve",
    "segment",
    "write",
]
