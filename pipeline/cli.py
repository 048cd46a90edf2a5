"""The command line: options and messages, no logic.

Status: 0 done, 1 done but with --strict something was not read, or a rule table is bad (check), 2 not done: one line
says why.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from pipeline.segment import Segmenter

app = typer.Typer(
    name="zh-extract",
    help="Names, numbers and dated events out of Chinese articles, one row per thing, with its sources.",
    epilog="Start with: zh-extract extract corpus outputs",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Corpus = Annotated[Path, typer.Argument(help="Folder of articles, or one file.")]
Outputs = Annotated[Path, typer.Argument(help="Folder for the tables; it is replaced whole.")]
Patterns = Annotated[
    Path | None,
    typer.Option(
        "--patterns",
        help="Your own names as spaCy patterns, a line of JSON each (SpanRuler format).",
        show_default=False,
    ),
]


def _segmenter(name: str) -> Segmenter:
    from pipeline.segment import SEGMENTERS

    if name not in SEGMENTERS:
        raise typer.BadParameter(f"choose one of {', '.join(SEGMENTERS)}", param_hint="--segmenter")
    return name


Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Processes that extract.", show_default="one a core"),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.01, help="Seconds an article may take before it is rejected.")
]
Cache = Annotated[
    bool,
    typer.Option("--cache/--no-cache", help="Keep what was found in each article for the next run."),
]
SegmenterName = Annotated[str, typer.Option("--segmenter", help="rjieba (fast) or jieba (the reference).")]


@app.command()
def extract(
    corpus: Corpus = Path("corpus"),
    outputs: Outputs = Path("outputs"),
    strict: Annotated[
        bool,
        typer.Option("--strict", help="End with status 1 where a file was not read or read with a loss."),
    ] = False,
    segmenter: SegmenterName = "rjieba",
    patterns: Patterns = None,
    jobs: Jobs = None,
    timeout: Timeout = 60.0,
    cache: Cache = True,
) -> None:
    """Read CORPUS and write every table into OUTPUTS.

    Example: zh-extract extract corpus outputs --strict
    """
    from pipeline.messages import progress_bar, show_summary
    from pipeline.run import cache_of, cores, run

    warnings.formatwarning = lambda message, *_, **__: f"zh-extract: {message}\n"
    words = _segmenter(segmenter)
    kept = cache_of(outputs) if cache else None
    with progress_bar() as advance:
        summary = run(
            corpus, outputs, segmenter=words, patterns=patterns, progress=advance,
            jobs=jobs or cores(), timeout=timeout, cache=kept,
        )  # fmt: skip
    show_summary(summary, outputs)
    if strict and summary.rejects:
        raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="An article.")],
    sentence: Annotated[str, typer.Option("--sentence", help="Only sentences that hold this text.")] = "",
    segmenter: SegmenterName = "rjieba",
    patterns: Patterns = None,
) -> None:
    """Show each sentence with its mentions, the rule that made each, and the rules that lost.

    Example: zh-extract explain corpus/tw-tsmc-q2.txt --sentence 毛利率
    """
    from pipeline.explain import explain_file

    for line in explain_file(file, only=sentence, segmenter=_segmenter(segmenter), patterns=patterns):
        typer.echo(line)


@app.command()
def check() -> None:
    """Check every rule table; print every bad row with file, line and the mend.

    Example: zh-extract check
    """
    from pipeline.lexicon import check as check_tables

    _, complaints = check_tables()
    for line in complaints.lines:
        typer.echo(line)
    if complaints.lines:
        raise typer.Exit(1)
    typer.echo("all rule tables are good")


@app.command()
def evaluate(
    corpus: Corpus = Path("corpus"),
    gold: Annotated[Path, typer.Argument(help="Folder of gold files, one NAME.jsonl an article.")] = Path(
        "tests/gold"
    ),
    outputs: Outputs = Path("outputs"),
    errors: Annotated[int, typer.Option("--errors", help="Print so many errors of each layer.")] = 0,
) -> None:
    """Extract CORPUS and compare it with GOLD: precision, recall and F1 per layer, also in OUTPUTS/evaluation.md.

    Example: zh-extract evaluate corpus tests/gold outputs --errors 20
    """
    from pipeline.evaluate import evaluate_corpus

    for line in evaluate_corpus(corpus, gold, outputs, errors=errors):
        typer.echo(line)


def main() -> None:
    """Run the command line. A PipelineError is a clear line and status 2; a bug raises."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character shows ? for it
            stream.reconfigure(errors="replace")
    try:
        app()
    except PipelineError as error:
        print(f"zh-extract: {error}", file=sys.stderr)  # noqa: T201  (the one place where an error is told)
        sys.exit(2)
