"""Everything that a run leaves: ten tables in CSV and JSONL, the workbook, the page, and their description."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipeline.order import in_order
from pipeline.write.columns import TABLES
from pipeline.write.package import write_datapackage, write_run
from pipeline.write.report import write_report
from pipeline.write.rows import article_rows, text_file, thing_rows
from pipeline.write.swap import whole
from pipeline.write.tables import TableWriter
from pipeline.write.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.model import Article, Extraction, Reject
    from pipeline.order import Extractions
    from pipeline.resolve import Resolved

    #: does pieces of work that do not depend on one another, and returns when all are done
    Together: TypeAlias = Callable[[Sequence[Callable[[], object]]], None]

RULES = Path(__file__).parent.parent / "rules"


def in_turn(work: Sequence[Callable[[], object]]) -> None:
    """One piece after the other: where there is no other process."""
    for piece in work:
        piece()


def write(
    outputs: Path,
    extractions: Iterable[Extraction],
    resolution: Resolved,
    rejects: Sequence[Reject],
    *,
    settings: Mapping[str, str] | None = None,
    together: Together = in_turn,
) -> dict[str, int]:
    """Write all tables into ``outputs``, whole or not at all; returns the rows of each table, and how many conflicts.

    ``together`` tells where the workbook and the page are made; the pieces of work that it gets can be pickled.

    Raises PipelineError where the folder cannot be written; the last good tables stay then.
    """
    ordered = in_order(extractions)
    with whole(outputs) as folder:
        with ExitStack() as opened:
            tables = {
                name: opened.enter_context(TableWriter(folder, name, columns))
                for name, columns in TABLES.items()
            }
            for extraction, ids in resolution.along(ordered):
                for name, rows in article_rows(extraction, ids):
                    tables[name].write(rows)
                _keep_text(folder, extraction.article)
            for name, rows in thing_rows(resolution, rejects):
                tables[name].write(rows)
        counts = {name: table.count for name, table in tables.items()}
        counts |= further_counts(counts["articles"], resolution, rejects)
        together([partial(write_workbook, folder), partial(_write_page, folder, ordered)])
        write_datapackage(folder)
        write_run(folder, RULES, counts, settings or {})
    return counts


def further_counts(articles: int, resolution: Resolved, rejects: Sequence[Reject]) -> dict[str, int]:
    """What a run counts beside rows: articles that were not read, and what is told differently."""
    lost = sum(reject.lost for reject in rejects)
    numbers, events = resolution.conflicts()
    return {
        "articles_in": articles + lost,
        "articles_rejected": lost,
        "number_conflicts": numbers,
        "event_conflicts": events,
    }


def _write_page(folder: Path, extractions: Extractions) -> None:
    write_report(folder, extractions.articles())


def _keep_text(folder: Path, article: Article) -> None:
    """The text that offsets count in, where it was taken out of a page."""
    if article.extracted:
        target = folder / text_file(article.article_id)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(article.text.encode("utf-8"))
