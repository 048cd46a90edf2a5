"""Numbers and dates beside other parsers: the same articles, one run, speed and accuracy side by side.

    python -m pip install -e .[bench]      the other parsers; one that is not there is said to be missing
    python benchmarks/expressions.py       the tables of benchmarks/README.md

Accuracy is told on the project's own articles (corpus/, tests/gold) in two ways, as conventions on spans differ:
*exact* is the same span and the same value, *value* an overlapping span with the same value. Values of dates are
compared as first and last day, so that a tool that knows no EDTF loses nothing. A span that the gold calls optional
is neither credited nor punished.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import parsers

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
LENGTHS = (4_000, 64_000, 1_000_000)
_SLOWEST = 60.0  # seconds that a parser may take for one length; longer texts are left out then


class Article(NamedTuple):
    """A text with its gold."""

    text: str
    published: str
    region: str
    numbers: list[dict[str, Any]]
    dates: list[dict[str, Any]]


def gold_articles() -> list[Article]:
    """The articles of corpus/ that tests/gold annotates."""
    from pipeline.lexicon import load
    from pipeline.model import Reject
    from pipeline.read import read

    gold = {}
    for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            row = json.loads(line)
            gold[row["article"]] = row
    found = []
    for article in read(ROOT / "corpus", load()):
        if not isinstance(article, Reject) and article.article_id in gold:
            row, body = gold[article.article_id], article.body_start  # head lines are told apart, not parsed
            found.append(
                Article(
                    article.text[body:],
                    article.published,
                    article.region,
                    [_moved(g, body) for g in row["quantities"]],
                    [_moved(g, body) for g in row["times"]],
                )
            )
    return found


def _moved(gold: dict[str, Any], by: int) -> dict[str, Any]:
    return {**gold, "start": gold["start"] - by, "end": gold["end"] - by}


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 0.0


def score(articles: Iterable[Article], tool: parsers.Tool, layer: str) -> tuple[float, float, int]:
    """F1 by exact span and value, F1 by value where spans overlap, and how many mentions were found."""
    exact = loose = found = wanted = 0
    for article in articles:
        gold = article.numbers if layer == "numbers" else article.dates
        read = tool.numbers if layer == "numbers" else tool.dates
        same = parsers.same_number if layer == "numbers" else parsers.same_date
        optional = [(g["start"], g["end"]) for g in gold if g["optional"]]
        told = [g for g in gold if not g["optional"]]
        wanted += len(told)
        used: set[int] = set()
        for mention in read(article.text, article.published, article.region) if read else []:
            if any(start < mention.end and mention.start < end for start, end in optional):
                continue
            found += 1
            for i, g in enumerate(told):
                if i in used or not (g["start"] < mention.end and mention.start < g["end"]):
                    continue
                if same(mention, g):
                    used.add(i)
                    loose += 1
                    exact += (g["start"], g["end"]) == (mention.start, mention.end)
                    break
    return f1(exact, found, wanted), f1(loose, found, wanted), found


def seconds(tool: parsers.Tool, texts: Iterable[tuple[str, str, str]]) -> float:
    """The processor time for reading numbers and dates of all texts: what else the machine does is not counted."""
    begin = time.process_time()
    for text in texts:
        tool.both(*text)
    return time.process_time() - begin


def accuracy_table(articles: list[Article], tools: list[parsers.Tool]) -> None:
    """One row a parser: F1 of numbers and dates, and characters a second."""
    size = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {size} characters, {sum(sum(not n['optional'] for n in a.numbers) for a in articles)}"
          f" numbers, {sum(sum(not n['optional'] for n in a.dates) for a in articles)} dates\n")  # fmt: skip
    print("| parser | numbers exact | numbers value | dates exact | dates value | characters a second |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for tool in tools:
        if tool.missing:
            print(f"| {tool.name} | {tool.missing} | | | | |")
            continue
        tool.both(articles[0].text[:200], articles[0].published, articles[0].region)  # tables are loaded once
        cells = []
        for layer in ("numbers", "dates"):
            if getattr(tool, layer) is None:
                cells += ["-", "-"]
                continue
            exact, value, _ = score(articles, tool, layer)
            cells += [f"{exact:.3f}", f"{value:.3f}"]
        took = seconds(tool, [(a.text, a.published, a.region) for a in articles])
        print(f"| {tool.name} | {' | '.join(cells)} | {size / took:,.0f} |")


def conversion_table(articles: list[Article]) -> None:
    """Parsers that convert a numeral and find none: how many of the gold's Chinese numerals they read right."""
    wanted = [
        (text, g["low"])
        for article in articles
        for g in article.numbers
        if (text := parsers.chinese_part(str(g["text"]), str(g.get("unit") or "")))
        and g.get("low") is not None
        and g.get("low") == g.get("high")
    ]
    print(
        f"\n{len(wanted)} numerals of the gold that hold a Chinese digit or scale, given without their units\n"
    )
    print("| converter | right | of |")
    print("| --- | ---: | ---: |")
    for name, convert in parsers.CONVERTERS.items():
        try:
            right = sum(parsers.near(convert(text), low) for text, low in wanted)
        except ImportError:
            print(f"| {name} | not installed | |")
            continue
        print(f"| {name} | {right} | {len(wanted)} |")


def length_table(articles: list[Article], tools: list[parsers.Tool]) -> None:
    """Seconds for longer and longer texts, and what a thousand characters cost: flat where the cost is linear."""
    whole = "\n".join(article.text for article in articles)
    print("\n| parser | " + " | ".join(f"{length:,} characters" for length in LENGTHS) + " |")
    print("| --- |" + " ---: |" * len(LENGTHS))
    for tool in tools:
        if tool.missing:
            continue
        cells: list[str] = []
        last, before = 0.0, 1
        for length in LENGTHS:
            text = (whole * (length // len(whole) + 1))[:length]
            if last * length / before > _SLOWEST:
                cells.append(f"not run: over {_SLOWEST:.0f} s")
                continue
            last, before = seconds(tool, [(text, "2025-08-11", "CN")]), length
            cells.append(f"{last:.2f} s ({1e6 * last / length:.1f} ms for 1,000)")
        print(f"| {tool.name} | {' | '.join(cells)} |")


def main() -> None:
    """Print the tables."""
    sys.path.insert(0, str(ROOT))
    articles = gold_articles()
    tools = parsers.tools()
    accuracy_table(articles, tools)
    conversion_table(articles)
    length_table(articles, tools)


if __name__ == "__main__":
    main()
