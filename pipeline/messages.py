"""What the command line says: a progress bar where there is a terminal, the closing summary, and in which language.

Every message is written in English where it arises and passes ``told`` on its way out.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from pipeline.messages_zh import in_chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.model import Article
    from pipeline.run import Summary

LANGUAGES: dict[str, Callable[[str], str]] = {"en": str, "zh": in_chinese}
_language: ContextVar[str] = ContextVar("language", default="en")
_TABLES = "entities entity_mentions numbers number_mentions date_mentions events event_mentions links".split()
_REJECTS_SHOWN = 20


def speak(language: str) -> None:
    """Say everything from here on in one of ``LANGUAGES``."""
    _language.set(language)


def told(text: str) -> str:
    """``text`` in the language that was chosen; English where it has no translation."""
    return LANGUAGES[_language.get()](text)


@contextmanager
def progress_bar(corpus: Path | str) -> Iterator[Callable[[Article], None] | None]:
    """On a terminal a bar with articles per second and the time left; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.read.files import count

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}", markup=False),
        TimeRemainingColumn(),
    )
    total = None if isinstance(corpus, str) else count(corpus)  # a URL is counted by nobody here
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(told("articles"), total=total, speed="")

        def advance(article: Article) -> None:
            del article
            progress.advance(task)
            bar = progress.tasks[0]
            if (
                bar.total is not None and bar.completed > bar.total
            ):  # the count was a guess (cells with line ends)
                progress.update(task, total=bar.completed)
            if bar.speed:
                progress.update(task, speed=told(f"{bar.speed:.0f} articles/s"))

        yield advance


def show_summary(summary: Summary, outputs: Path | str, *, parts: bool = False) -> None:
    """Articles, rows per table, conflicts, what was rejected and why, the files to open."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
    counts = summary.counts

    def say(line: str) -> None:
        console.print(told(line))

    say(f"{counts['articles']} of {counts['articles_in']} articles read -> {outputs}")
    console.print("  " + ", ".join(f"{counts[table]} {table}" for table in _TABLES))
    say(f"  {counts['number_conflicts']} numbers and {counts['event_conflicts']} events told differently")
    for reject in summary.rejects[:_REJECTS_SHOWN]:
        word = "not read" if reject.lost else "read with a loss"
        say(f"  {word}: {' '.join(reject.path.split())}: {reject.reason}")
    if len(summary.rejects) > _REJECTS_SHOWN:
        say(f"  … and {len(summary.rejects) - _REJECTS_SHOWN} more in rejects.csv")
    if parts or isinstance(outputs, str):
        say(f"  each table is a folder of parts: {outputs}/events and so on")
        return
    say(f"  open {outputs / 'tables.xlsx'}, {outputs / 'report.html'} or {outputs / 'events.csv'}")


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal, as wide as it is; tab-separated lines where the output goes to a file."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    Console().print(table)
