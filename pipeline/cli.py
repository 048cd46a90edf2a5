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

from pipeline import options
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.review import Proposal

app = typer.Typer(
    name="zh-extract",
    help="Names, numbers and dated events out of Chinese articles, one row per thing, with its sources.",
    epilog="Start with: zh-extract extract corpus outputs",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def languages(
    lang: Annotated[
        str, typer.Option("--lang", envvar="ZH_EXTRACT_LANG", help="Language of the messages: en or zh.")
    ] = "en",
) -> None:
    """Names, numbers and dated events out of Chinese articles, one row per thing, with its sources."""
    from pipeline.messages import LANGUAGES, speak

    if lang not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--lang")
    speak(lang)


def _say(lines: Iterable[str]) -> None:
    from pipeline.messages import told

    for line in lines:
        typer.echo(told(line))


@app.command()
def extract(
    corpus: Annotated[
        str,
        typer.Argument(
            help="Folder of articles, or one file; on a cluster also a URL (s3a:// hdfs:// file://)."
        ),
    ] = "corpus",
    outputs: Annotated[
        str, typer.Argument(help=f"{options.OUTPUTS_HELP}; on a cluster also a URL.")
    ] = "outputs",
    strict: Annotated[
        bool,
        typer.Option("--strict", help="End with status 1 where a file was not read or read with a loss."),
    ] = False,
    segmenter: options.SegmenterName = "rjieba",
    patterns: options.Patterns = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = 60.0,
    engine: options.Engine = "embedded",
    master: options.Master = "local[*]",
    form: options.Form = "",
    cache: options.Cache = True,
) -> None:
    """Read CORPUS and write every table into OUTPUTS.

    Example: zh-extract extract corpus outputs --strict
    """
    from pipeline.messages import progress_bar, show_summary, told
    from pipeline.run import cache_of, cores, place_of, run

    warnings.formatwarning = lambda message, *_, **__: f"zh-extract: {told(str(message))}\n"
    words = options.segmenter_name(segmenter)
    articles, tables = place_of(corpus), place_of(outputs)
    with progress_bar(articles) as advance:
        summary = run(
            articles, tables, segmenter=words, patterns=patterns, progress=advance, form=options.form_of(form),
            jobs=jobs or cores(), timeout=timeout, cache=cache_of(tables) if cache else None, master=options.master_of(engine, master),
        )  # fmt: skip
    show_summary(summary, tables, parts=bool(form))
    if strict and summary.rejects:
        raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="An article, or FILE#ID for one of JSONL, CSV or Parquet.")],
    sentence: Annotated[str, typer.Option("--sentence", help="Only sentences that hold this text.")] = "",
    segmenter: options.SegmenterName = "rjieba",
    patterns: options.Patterns = None,
) -> None:
    """Show each sentence with its mentions, the rule that made each, and the rules that lost.

    Example: zh-extract explain corpus/tw-tsmc-q2.txt --sentence 毛利率
    """
    from pipeline.explain import explain_file

    _say(explain_file(file, only=sentence, segmenter=options.segmenter_name(segmenter), patterns=patterns))


@app.command()
def check(
    corpus: Annotated[
        Path | None,
        typer.Argument(
            help="Articles to look at too: what would be rejected, which date or name is not known."
        ),
    ] = None,
) -> None:
    """Check every rule table, and with CORPUS its articles; every bad row is told with file, line and the mend.

    Example: zh-extract check corpus
    """
    from pipeline.checkup import check_corpus
    from pipeline.lexicon import check as check_tables
    from pipeline.messages import progress_bar

    _, complaints = check_tables()
    _say(complaints.lines or ["all rule tables are good"])
    if complaints.lines:
        raise typer.Exit(1)
    if corpus is not None:
        with progress_bar(corpus) as advance:
            found = check_corpus(corpus, progress=advance)
        _say(found.lines())


@app.command()
def export(
    outputs: Annotated[Path, typer.Argument(help="Folder of tables that a run has written.")] = Path(
        "outputs"
    ),
    name: Annotated[
        str, typer.Option("--format", help="spacy, conll, brat, label-studio, parquet or sqlite.")
    ] = "sqlite",
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            help="File or folder to write, by default one named for the format; what no export of it wrote is never replaced.",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        Path, typer.Option("--corpus", help="The articles of that run, for formats that carry their texts.")
    ] = Path("corpus"),
) -> None:
    """Write the tables of a run in another format: for spaCy, CoNLL, brat, Label Studio, Parquet or SQLite (Datasette).

    Example: zh-extract export outputs --format conll --corpus corpus --to articles.conll
    """
    from pipeline.export import export as export_tables

    _say([f"wrote {export_tables(name, outputs, corpus=corpus, target=to)}"])


@app.command()
def timeline(
    outputs: Annotated[Path, typer.Argument(help="Folder of tables that a run has left.")] = Path("outputs"),
    entity: Annotated[str, typer.Option("--entity", help="Only events in which this takes part.")] = "",
    since: Annotated[str, typer.Option("--from", help="Not before: 2025, 2025-07 or 2025-07-23.")] = "",
    until: Annotated[str, typer.Option("--to", help="Not after, in the same forms.")] = "",
) -> None:
    """Show the dated events of OUTPUTS in order, each with its sources.

    Example: zh-extract timeline outputs --entity 台积电 --from 2025-07
    """
    from pipeline.messages import show_table
    from pipeline.timeline import COLUMNS
    from pipeline.timeline import timeline as events_of

    show_table(COLUMNS, events_of(outputs, entity=entity, since=since, until=until))


@app.command()
def claims(
    outputs: Annotated[Path, typer.Argument(help="Folder of tables that a run has written.")] = Path(
        "outputs"
    ),
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only claims that contradict another.")
    ] = False,
    entity: Annotated[str, typer.Option("--entity", help="Only claims about this name or alias.")] = "",
) -> None:
    """Show number claims about the same subject and measure side by side, each with its articles.

    Example: zh-extract claims outputs --conflicts
    """
    from pipeline.claims import show_claims

    show_claims(outputs, conflicts=conflicts, entity=entity)


@app.command()
def evaluate(
    corpus: options.Corpus = Path("corpus"),
    gold: Annotated[Path, typer.Argument(help="Folder of gold files, one NAME.jsonl an article.")] = Path(
        "tests/gold"
    ),
    outputs: options.Outputs = Path("outputs"),
    errors: Annotated[int, typer.Option("--errors", help="Print so many errors of each layer.")] = 0,
) -> None:
    """Extract CORPUS and compare it with GOLD: precision, recall and F1 per layer, also in OUTPUTS/evaluation.md.

    Example: zh-extract evaluate corpus tests/gold outputs --errors 20
    """
    from pipeline.evaluate import evaluate_corpus

    _say(evaluate_corpus(corpus, gold, outputs, errors=errors))


@app.command()
def review(
    outputs: Annotated[Path, typer.Argument(help="Folder of tables that a run has written.")] = Path(
        "outputs"
    ),
    listing: Annotated[bool, typer.Option("--list", help="List the proposals and ask nothing.")] = False,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="The table that answers go to.", show_default="decisions.csv"),
    ] = None,
) -> None:
    """Judge names that look alike: each pair with its sentences; answers go to decisions.csv and hold from the next run.

    Example: zh-extract review outputs --list
    """
    from pipeline.messages import told
    from pipeline.review import DECISIONS, open_proposals
    from pipeline.review import review as ask_all

    table = decisions or DECISIONS
    proposals = open_proposals(outputs, table)
    if listing or not proposals:
        _say([line for one in proposals for line in one.lines()] + [f"{len(proposals)} pairs to judge"])
        return

    def ask(proposal: Proposal) -> str:
        _say(proposal.lines())
        return str(
            typer.prompt(told("same s, different d, later Enter, stop q"), default="", show_default=False)
        )

    _say([f"{ask_all(proposals, ask, table)} judged, written to {table}"])


def main() -> None:
    """Run the command line. A PipelineError is a clear line and status 2; a bug raises."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character shows ? for it
            stream.reconfigure(errors="replace")
    try:
        app()
    except PipelineError as error:
        from pipeline.messages import told

        print(f"zh-extract: {told(str(error))}", file=sys.stderr)  # noqa: T201  (the one place where an error is told)
        sys.exit(2)
