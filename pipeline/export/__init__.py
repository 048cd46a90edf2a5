"""The tables of a run in the formats of others: one module a format, each told which OUTPUTS and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Callable


class Format(NamedTuple):
    """A format: where it goes when nothing else is said, what it is, and whether it needs the articles' texts."""

    target: str
    about: str
    texts: bool


FORMATS = {
    "spacy": Format("articles.spacy", "spaCy DocBin: names as ents, numbers, times and triggers as span groups", texts=True),
    "conll": Format("articles.conll", "CoNLL-2003, one character a line, OntoNotes labels in IOB2", texts=True),
    "brat": Format("brat", "folder of brat standoff files: names, numbers, times, events with arguments", texts=True),
    "label-studio": Format("label-studio.json", "Label Studio tasks with predictions, and its labelling interface", texts=True),
    "parquet": Format("tables-parquet", "folder of Parquet files, one a table (needs pyarrow)", texts=False),
    "sqlite": Format("tables.sqlite", "SQLite database, one table each, with keys; opens in Datasette", texts=False),
}  # fmt: skip


def export(name: str, outputs: Path, *, corpus: Path | None = None, target: Path | None = None) -> Path:
    """Write the tables in ``outputs`` in the format ``name`` to ``target``; returns where.

    Formats that carry the texts read them from ``corpus`` and refuse an article that has changed since the run.
    Raises PipelineError where the format is unknown, the tables are not there, or ``target`` cannot be written.
    """
    if name not in FORMATS:
        raise PipelineError(f"{name}: is no export format: choose one of {', '.join(FORMATS)}")
    if not (outputs / "articles.jsonl").exists():
        raise PipelineError(f"{outputs}: holds no tables: run zh-extract extract CORPUS {outputs} first")
    place = target or Path(FORMATS[name].target)
    try:
        _writer(name)(outputs, corpus, place)
    except OSError as error:
        raise PipelineError(
            f"{place}: cannot be written ({error.strerror}): choose another place with --to"
        ) from error
    return place


def _writer(name: str) -> Callable[[Path, Path | None, Path], None]:
    """The function that writes a format; its library is loaded only here."""
    from pipeline.export import brat, conll, docbin, label_studio, parquet, sqlite

    return {
        "spacy": docbin.write, "conll": conll.write, "brat": brat.write, "label-studio": label_studio.write,
        "parquet": parquet.write, "sqlite": sqlite.write,
    }[name]  # fmt: skip
