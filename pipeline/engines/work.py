"""What is done with one article, wherever it is done, and what the result depends on."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.segment import segment
from pipeline.spacy import load_patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.extract import Extractor
    from pipeline.model import Article, Extraction
    from pipeline.segment import Segmenter

_PACKAGE = Path(__file__).parent.parent
#: code and tables that an extraction depends on; resolution and the tables are made anew in every run
_STAGES = (
    "calendars",
    "extract",
    "lexicon",
    "model",
    "normalise",
    "scripts",
    "segment",
    "sentences",
    "spacing",
    "spacy",
    "rules",
    "engines/codec",
)
_LIBRARIES = ("ahocorasick-rs", "babel", "borax", "jieba", "opencc", "python-dateutil", "rjieba", "spacy")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """How articles are extracted. ``more`` names further extractors as ``module:function``, found in every process."""

    segmenter: Segmenter = "rjieba"
    patterns: Path | None = None
    more: tuple[str, ...] = ()

    def ready(self) -> Callable[[Article], Extraction]:
        """The function from an article to its extraction, with everything loaded. Raises RuleError for a bad table."""
        from pipeline.extract import extract  # hundreds of patterns, that only who extracts compiles

        lexicon = load()
        more: list[Extractor] = [*load_patterns(self.patterns), *map(_named, self.more)]
        segmenter = self.segmenter
        return lambda article: extract(segment(article, segmenter=segmenter), lexicon, more=more)

    def fingerprint(self) -> str:
        """A hash of all that the result depends on besides the article: code, tables, libraries and settings."""
        told = [self.segmenter, patterns_hash(self.patterns), *self.more, *map(_source, self.more)]
        return hashlib.blake2b("\x1f".join([_code(), *told]).encode(), digest_size=16).hexdigest()


def patterns_hash(patterns: Path | None) -> str:
    """The name of a file of patterns with the SHA-256 of its bytes; empty for none."""
    return f"{patterns.name} {hashlib.sha256(patterns.read_bytes()).hexdigest()}" if patterns else ""


def _named(name: str) -> Extractor:
    module, _, function = name.partition(":")
    found: Extractor = getattr(import_module(module), function)
    return found


def _source(name: str) -> str:
    file = getattr(import_module(name.partition(":")[0]), "__file__", None)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else ""


@cache
def _code() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in _files():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\0".encode())
    digest.update("{}.{}".format(*sys.version_info[:2]).encode())
    return digest.hexdigest()


def _files() -> Iterable[Path]:
    for stage in _STAGES:
        path = _PACKAGE / stage
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in {".py", ".csv", ".jsonl"})
        else:
            yield from filter(Path.exists, (path.with_suffix(".py"), path.with_suffix(".csv")))
