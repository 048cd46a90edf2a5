"""Options that commands share, with their help, and what their values may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.segment import Segmenter

Corpus = Annotated[Path, typer.Argument(help="Folder of articles, or one file.")]
OUTPUTS_HELP = "Folder for the tables: those of the last run are replaced, any other file is kept"
Outputs = Annotated[Path, typer.Argument(help=f"{OUTPUTS_HELP}.")]
Patterns = Annotated[
    Path | None,
    typer.Option(
        "--patterns",
        help="Your own names as spaCy patterns, a line of JSON each (SpanRuler format).",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Processes that extract.", show_default="one a core"),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.01, help="Seconds an article may take before it is rejected.")
]
Engine = Annotated[
    str, typer.Option("--engine", help="embedded (this machine) or spark (a cluster, see --master).")
]
Master = Annotated[
    str,
    typer.Option("--master", help="URL of the cluster: local[*], spark://HOST:7077 or sc://HOST."),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        help="With --engine spark: parquet, jsonl or csv, a folder of parts a table in place of the files of every run.",
        show_default="parquet for a URL",
    ),
]
Cache = Annotated[
    bool,
    typer.Option("--cache/--no-cache", help="Keep what was found in each article for the next run."),
]
SegmenterName = Annotated[str, typer.Option("--segmenter", help="rjieba (fast) or jieba (the reference).")]


def segmenter_name(name: str) -> Segmenter:
    """``name`` where it is a segmenter; a usage error elsewhere."""
    from pipeline.messages import told
    from pipeline.segment import SEGMENTERS

    if name not in SEGMENTERS:
        raise typer.BadParameter(told(f"choose one of {', '.join(SEGMENTERS)}"), param_hint="--segmenter")
    return name


def master_of(engine: str, master: str) -> str:
    """The cluster that ``engine`` runs on, empty for this machine; a usage error for any other engine."""
    from pipeline.messages import told

    if engine not in {"embedded", "spark"}:
        raise typer.BadParameter(told("choose one of embedded, spark"), param_hint="--engine")
    return master if engine == "spark" else ""


def form_of(form: str) -> str:
    """``form`` where parts of tables can be written in it; a usage error elsewhere."""
    from pipeline.messages import told

    if form not in {"", "parquet", "jsonl", "csv"}:
        raise typer.BadParameter(told("choose one of parquet, jsonl, csv"), param_hint="--format")
    return form
