"""What all tests share: one lexicon for the session, and a document from a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from pipeline.extract import extract
from pipeline.lexicon import load
from pipeline.model import Article
from pipeline.segment import segment

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction


class Extract(Protocol):
    def __call__(
        self, text: str, *, published: str = "", region: str = "CN", article_id: str = "case"
    ) -> Extraction: ...


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="session")
def run_on(lexicon: Lexicon) -> Extract:
    def run(text: str, *, published: str = "", region: str = "CN", article_id: str = "case") -> Extraction:
        article = Article(article_id, text, "case.txt", published=published, region=region)  # type: ignore[arg-type]
        return extract(segment(article), lexicon)

    return run
