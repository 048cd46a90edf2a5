"""The whole flow on one page: read -> segment (normalise) -> extract -> resolve -> write."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.engines.codec import decode_article, encode_article
from pipeline.engines.embedded import TIMEOUT, InProcess, Workers
from pipeline.engines.store import Store, key_of
from pipeline.engines.work import Work, patterns_hash
from pipeline.lexicon import load
from pipeline.model import Article, ArticleError, PipelineError, Reject
from pipeline.resolve import resolve_on_disk
from pipeline.spacy import load_patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.engines import Engine
    from pipeline.segment import Segmenter

LONGEST = 1_000_000  # code points of an article, a thick book: a worker needs 250 MB for one
_BATCH = 500  # articles that are looked up, extracted and kept together
_BATCH_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: rows of each table, and the files that were not read or were read with a loss."""

    counts: dict[str, int]
    rejects: tuple[Reject, ...]
    kept: int = 0  # articles whose extraction was in the cache


def run(  # noqa: PLR0913  (keyword-only: each is an option of the command line)
    corpus: Path | str,
    outputs: Path | str,
    *,
    segmenter: Segmenter = "rjieba",
    patterns: Path | None = None,
    more: tuple[str, ...] = (),
    jobs: int = 0,
    timeout: float = TIMEOUT,
    cache: Path | None = None,
    master: str = "",
    form: str = "",
    progress: Callable[[Article], None] | None = None,
) -> Summary:
    """Read every article of ``corpus`` and write the tables into ``outputs``, whole or not at all.

    ``patterns`` is a user's file of spaCy patterns (``pipeline.spacy``), ``more`` names further extractors as
    ``module:function``. With ``jobs`` that many worker processes extract, and an article that crashes one or takes longer
    than ``timeout`` seconds is rejected; with 0 all is done in this process. ``cache`` is a folder that keeps extractions
    from run to run, ``master`` the URL of a Spark cluster that extracts in place of this machine. ``progress`` is called
    with every article that is done. The tables depend on none of these five.

    ``corpus`` and ``outputs`` may be URLs (text, not Paths) where a cluster reads and writes; ``form`` is then parquet,
    jsonl or csv: a folder a table with parts in it. Raises RuleError before anything is read where a rule table is bad,
    ArticleError where there is nothing to read; ``outputs`` is as it was then.
    """
    _keep_apart(corpus, outputs)
    load_patterns(patterns)
    work = Work(segmenter, patterns, more)
    engine = _engine(work, jobs=jobs, seconds=timeout, master=master)
    form = form or ("parquet" if isinstance(outputs, str) else "tables")
    with _stopping(engine):
        engine.start()
        engine.check(outputs, form)
        lexicon = load()
        rejects: list[Reject] = []
        with Store(cache, work.fingerprint()) as store:
            articles = within_limits(engine.read(corpus), rejects)
            kept = sum(_extract(batch, store, engine, rejects, progress) for batch in _batches(articles))
            engine.rest()
            extractions = store.extractions()
            if not len(extractions):
                raise ArticleError(nothing_read(corpus, rejects))
            settings: dict[str, str] = {"segmenter": segmenter}
            if patterns is not None:
                settings["patterns"] = patterns_hash(patterns)
            with engine.tables(store.scratch, len(extractions)) as tables:
                resolution = resolve_on_disk(extractions, lexicon, tables)
                counts = engine.write(outputs, form, extractions, resolution, rejects, settings)
    return Summary(counts, tuple(rejects), kept)


def place_of(words: str) -> Path | str:
    """What a person writes for a place: a URL stays text, everything else is a path of this machine."""
    return words if "://" in words else Path(words)


def cache_of(outputs: Path | str) -> Path | None:
    """Where the extractions of a corpus are kept from run to run: ``.NAME.cache`` beside OUTPUTS, nowhere for a URL."""
    if isinstance(outputs, str):
        return None
    place = outputs.resolve()
    return place.with_name(f".{place.name}.cache")


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _engine(work: Work, *, jobs: int, seconds: float, master: str) -> Engine:
    if master:
        from pipeline.engines.spark import Spark

        return Spark(work, master=master, seconds=seconds)
    return Workers(work, jobs=jobs, seconds=seconds) if jobs else InProcess(work)


@contextmanager
def _stopping(engine: Engine) -> Iterator[None]:
    """Whatever ends a run ends its workers; Ctrl-C is told as one line."""
    try:
        yield
    except KeyboardInterrupt:
        raise PipelineError("stopped: the last good tables are untouched; run again to go on") from None
    finally:
        engine.stop()


def within_limits(items: Iterable[Article | Reject], rejects: list[Reject]) -> Iterator[Article]:
    """The articles that a run extracts; all others join ``rejects``."""
    for item in items:
        if isinstance(item, Reject):
            rejects.append(item)
        elif len(item.text) > LONGEST:
            reason = f"has {len(item.text)} characters and may have {LONGEST}: split it"
            rejects.append(Reject(item.article_id, "read", reason))
        else:
            yield item


def _batches(articles: Iterable[Article]) -> Iterator[list[tuple[str, bytes]]]:
    """Articles as ids and lines, as many together as memory is meant for."""
    batch: list[tuple[str, bytes]] = []
    size = 0
    for article in articles:
        line = encode_article(article)
        batch.append((article.article_id, line))
        size += len(line)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _extract(
    batch: list[tuple[str, bytes]],
    store: Store,
    engine: Engine,
    rejects: list[Reject],
    progress: Callable[[Article], None] | None,
) -> int:
    """Bring one batch into the store; returns how many of its articles were there already."""
    keys = {article_id: key_of(line) for article_id, line in batch}
    missing = store.missing([(key, article_id) for article_id, key in keys.items()])
    lines = {article_id: line for article_id, line in batch if keys[article_id] in missing}
    failed: set[str] = set()
    found: list[tuple[bytes, str, bytes, bytes]] = []
    for article_id, result in engine.extract(lines.items()):
        if isinstance(result, Reject):
            failed.add(article_id)
            rejects.append(result)
        else:
            found.append((keys[article_id], article_id, lines[article_id], result))
        if progress is not None:
            progress(decode_article(lines[article_id]))
    store.add(sorted(found, key=lambda row: row[1]))
    store.want((key, article_id) for article_id, key in keys.items() if article_id not in failed)
    return len(batch) - len(lines)


def _keep_apart(corpus: Path | str, outputs: Path | str) -> None:
    """Tables inside the corpus would be read as articles by the next run; articles inside OUTPUTS could be replaced."""
    articles, tables = _absolute(corpus), _absolute(outputs)
    if tables == articles or articles in tables.parents or tables in articles.parents:
        raise PipelineError(
            f"{outputs}: and {corpus} lie one inside the other: choose an OUTPUTS beside the articles"
        )


def _absolute(place: Path | str) -> PurePath:
    """A path that two places are compared by: file:///a is /a, and s3a://bucket/a is below s3a:."""
    if isinstance(place, Path):
        return place.resolve()
    scheme, _, rest = place.partition("://")
    return Path("/" + rest.partition("/")[2]).resolve() if scheme == "file" else PurePath(f"{scheme}:", rest)


def nothing_read(corpus: Path | str, rejects: list[Reject]) -> str:
    """What a run says of a corpus of which it read no article."""
    lost = [reject for reject in rejects if reject.lost]
    if lost:
        first = " ".join(f"{lost[0].path}: {lost[0].reason}".split())
        return f"{corpus}: no article could be read from {len(lost)} file(s), the first is {first}"
    return f"{corpus}: holds no article: put .txt, .md, .html, .jsonl, .csv or .parquet files there"
