"""The command line: options and messages, no logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.model import PipelineError

app = typer.Typer(
    name="zh-extract",
    help="Names, numbers and dated events out of Chinese articles, one row per thing, with its sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Corpus = Annotated[Path, typer.Argument(help="Folder of articles, or one file.")]
Outputs = Annotated[Path, typer.Argument(help="Folder for the tables; it is replaced whole.")]
SegmenterOption = Annotated[str, typer.Option("--segmenter", help="rjieba (fast) or jieba (the reference).")]


@app.command("extract")
def extract_command(
    corpus: Corpus = Path("corpus"),
    outputs: Outputs = Path("outputs"),
    strict: Annotated[
        bool,
        typer.Option("--strict", help="End with status 1 where a file was not read or read with a loss."),
    ] = False,
    segmenter: SegmenterOption = "rjieba",
) -> None:
    """Read CORPUS and write every table into OUTPUTS.

    Example: zh-extract extract corpus outputs
    """
    from pipeline.messages import progress_bar, show_summary
    from pipeline.run import run
    from pipeline.segment import SEGMENTERS

    if segmenter not in SEGMENTERS:
        raise typer.BadParameter(f"choose one of {', '.join(SEGMENTERS)}", param_hint="--segmenter")
    with progress_bar() as advance:
        summary = run(corpus, outputs, segmenter=segmenter, progress=advance)
    show_summary(summary, outputs)
    if strict and summary.rejects:
        raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="An article.")],
    sentence: Annotated[str, typer.Option("--sentence", help="Only sentences that hold this text.")] = "",
) -> None:
    """Show each sentence with its mentions, the rule that made each, and the rules that lost.

    Example: zh-extract explain corpus/tw-tsmc-q2.txt --sentence 毛利率
    """
    from pipeline.explain import explain_file

    for line in explain_file(file, only=sentence):
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
    """Run the command line. A PipelineError is one clear line and status 2; a bug raises."""
    try:
        app()
    except PipelineError as error:
        print(f"zh-extract: {error}", file=sys.stderr)  # noqa: T201  (the one place where an error is told)
        sys.exit(2)
