"""What the command line shows: a progress bar where there is a terminal, and the closing summary."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.model import Article
    from pipeline.run import Summary


@contextmanager
def progress_bar() -> Iterator[Callable[[Article], None] | None]:
    """A counter of articles on a terminal; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None)

        def advance(article: Article) -> None:
            progress.update(task, advance=1, description=article.article_id[-40:])

        yield advance


def show_summary(summary: Summary, outputs: Path) -> None:
    """Articles, rows per table, what was rejected and why, the files to open."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
    counts = summary.counts
    console.print(f"{counts['articles']} of {counts['articles_in']} articles read -> {outputs}")
    tables = (
        "entities",
        "entity_mentions",
        "numbers",
        "number_mentions",
        "date_mentions",
        "events",
        "event_mentions",
        "links",
    )
    console.print("  " + ", ".join(f"{counts[table]} {table}" for table in tables))
    for reject in summary.rejects[:20]:
        word = "not read" if reject.lost else "read with a loss"
        console.print(f"  {word}: {' '.join(reject.path.split())}: {reject.reason}")
    if len(summary.rejects) > 20:
        console.print(f"  … and {len(summary.rejects) - 20} more in rejects.csv")
    console.print(f"  open {outputs / 'tables.xlsx'}, {outputs / 'report.html'} or {outputs / 'events.csv'}")
