"""The articles of a run with their texts and mentions, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Article, PipelineError
from pipeline.sentences import split
from pipeline.write.stored import Groups, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.write.stored import (
        ArticleRow,
        DateMentionRow,
        EntityMentionRow,
        EventMentionRow,
        NumberMentionRow,
    )


class Told(NamedTuple):
    """An article and all that was found in it."""

    article: ArticleRow
    text: str
    body_start: int
    names: list[EntityMentionRow]
    numbers: list[NumberMentionRow]
    dates: list[DateMentionRow]
    events: list[EventMentionRow]

    def sentences(self) -> list[tuple[int, int]]:
        """Half-open code-point ranges of the sentences, as the run cut them."""
        return [
            (start + self.body_start, end + self.body_start)
            for start, end in split(self.text[self.body_start :])
        ]


def told(outputs: Path, corpus: Path | None) -> Iterator[Told]:
    """Every article in the order of its table. Texts come from beside the tables (pages) and from ``corpus``."""
    texts = _Texts(corpus)
    groups = [Groups(outputs, f"{noun}_mentions") for noun in ("entity", "number", "date", "event")]
    articles: Iterable[ArticleRow] = rows(outputs, "articles")
    for article in articles:
        text, body_start = texts.of(article, outputs)
        names, numbers, dates, events = (group.of(article["article_id"]) for group in groups)
        yield Told(article, text, body_start, names, numbers, dates, events)


class _Texts:
    """The texts of a corpus, read once when the first is asked for."""

    def __init__(self, corpus: Path | None) -> None:
        self._corpus = corpus
        self._articles: dict[str, Article] | None = None

    def of(self, row: ArticleRow, outputs: Path) -> tuple[str, int]:
        """The text of an article and where its body starts."""
        if row["text_file"]:
            return (outputs / row["text_file"]).read_bytes().decode("utf-8"), 0
        if self._corpus is None:
            raise PipelineError("this format holds the articles' texts: say where they are with --corpus")
        if self._articles is None:
            self._articles = _read(self._corpus)
        article = self._articles.get(row["article_id"])
        again = f"run zh-extract extract {self._corpus} {outputs} again"
        if article is None:
            raise PipelineError(f"{self._corpus}: {row['article_id']} is not there: {again}")
        if article.sha256 != row["sha256"]:
            raise PipelineError(f"{self._corpus}: {row['article_id']} has changed since the run: {again}")
        return article.text, article.body_start


def _read(corpus: Path) -> dict[str, Article]:
    from pipeline.lexicon import load
    from pipeline.read import read

    return {item.article_id: item for item in read(corpus, load()) if isinstance(item, Article)}
