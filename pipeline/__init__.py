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

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_VERBS = frozenset("extract normalise read resolve segment write".split())
_HOMES = {
    "load_lexicon": ("pipeline.lexicon", "load"),
    **{verb: (f"pipeline.{verb}", verb) for verb in _VERBS},
}


class _Package(ModuleType):
    """The package imports a verb when it is asked for; ``pipeline.extract`` is the function, its module has its name."""

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        module, attribute = _HOMES.get(name, ("pipeline.model", name))
        value = getattr(import_module(module), attribute)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        if not (
            name in _VERBS and isinstance(value, ModuleType)
        ):  # what an import of the module would put here
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
