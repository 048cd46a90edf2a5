"""The articles of a run with their texts and mentions, one after the other."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pipeline.export.sqlite_disk import disk_told
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
    groups = [Groups(outputs, f"{noun}_mentions") for noun in ("entity", "number", "date", "event")]
    articles: Iterable[ArticleRow] = rows(outputs, "articles")
    with closing(_Texts(corpus)) as texts:
        for article in articles:
            text, body_start = texts.of(article, outputs)
            names, numbers, dates, events = (group.of(article["article_id"]) for group in groups)
            yield Told(article, text, body_start, names, numbers, dates, events)


class _Texts:
    """The texts of a corpus, read when the first is asked for: the table has another order, so they wait on disk."""

    def __init__(self, corpus: Path | None) -> None:
        self._corpus = corpus
        self._database: sqlite3.Connection | None = None

    def close(self) -> None:
        """Remove the texts from disk."""
        if self._database is not None:
            self._database.close()

    def of(self, row: ArticleRow, outputs: Path) -> tuple[str, int]:
        """The text of an article and where its body starts."""
        if row["text_file"]:
            return (outputs / row["text_file"]).read_bytes().decode("utf-8"), 0
        if self._corpus is None:
            raise PipelineError("this format holds the articles' texts: say where they are with --corpus")
        # extracting what is there would put other tables in the place of these
        mend = f"say with --corpus where the articles are that {outputs} was made from"
        if self._database is None:
            if not self._corpus.exists():
                raise PipelineError(f"{self._corpus}: there is no such folder or file: {mend}")
            self._database = _read(self._corpus)
        found = self._database.execute(
            "SELECT sha256, body_start, text FROM articles WHERE article_id = ?", [row["article_id"]]
        ).fetchone()
        if found is None:
            raise PipelineError(f"{self._corpus}: {row['article_id']} is not there: {mend}")
        sha256, body_start, text = found
        if sha256 != row["sha256"]:
            raise PipelineError(f"{self._corpus}: {row['article_id']} has changed since the run: {mend}")
        return text, body_start


def _read(corpus: Path) -> sqlite3.Connection:
    """All articles in a database that is removed when it is closed; SQLite keeps one without a name on disk."""
    from pipeline.lexicon import load
    from pipeline.read import read

    database = sqlite3.connect("")
    with _room_for(corpus):
        database.execute(
            "CREATE TABLE articles (article_id TEXT PRIMARY KEY, sha256 TEXT, body_start INT, text TEXT)"
        )
    for one in read(corpus, load()):
        if isinstance(one, Article):
            with _room_for(corpus):
                database.execute(
                    "INSERT INTO articles VALUES (?, ?, ?, ?)",
                    [one.article_id, one.sha256, one.body_start, one.text],
                )
    return database


@contextmanager
def _room_for(corpus: Path) -> Iterator[None]:
    try:
        with disk_told():
            yield
    except OSError as error:
        raise PipelineError(
            f"{corpus}: its texts wait in a temporary file that cannot be written ({error.strerror}): "
            "make room there or set TMPDIR"
        ) from error
