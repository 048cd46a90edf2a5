"""How fast, as ratios within one interleaved run, for `make bench` and benchmarks/README.md.

Beside jieba.posseg on the same text, two processes beside one, twice the text beside once. Times are those of the
processor, the least of several rounds, so that a busy machine changes them little.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.recombined import CORPUS, recombine  # noqa: E402  (runs from a checkout without an installation)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"
HOSTILE = {
    "one character": "的", "digits": "1", "Chinese numerals": "三", "opening brackets": "（", "quotation marks": "“",
    "dots of names": "阿·", "years": "2025年", "percent signs": "5%", "commas": "，", "surnames": "王", "Latin": "Ab ",
    "suffixes": "公司", "full stops": "。", "spaces": " ", "names and figures": "美国5万人、",
}  # fmt: skip


class Line(NamedTuple):
    """A line of the table: what, the target, what was measured."""

    what: str
    target: str
    measured: str


def least(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """The least processor time of each job over so many interleaved rounds."""
    best = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for place, job in enumerate(jobs):
            start = time.process_time()
            job()
            best[place] = min(best[place], time.process_time() - start)
    return best


def beside_jieba(rounds: int) -> Iterator[Line]:
    """Extraction, stage by stage, as shares of jieba.posseg's time on the same text."""
    import logging

    import jieba
    import jieba.posseg

    from pipeline.engines.codec import decode_found, encode_found
    from pipeline.extract import extract
    from pipeline.lexicon import load
    from pipeline.model import Article
    from pipeline.read import read
    from pipeline.segment import segment

    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.lcut("今天")
    lexicon = load()
    articles = [item for item in read(CORPUS, lexicon) if isinstance(item, Article)]
    documents = [segment(article) for article in articles]
    found = [extract(document, lexicon) for document in documents]
    raw = [article.text for article in articles if article.script == "Hans"]
    chars = sum(len(document.norm) for document in documents)
    gc.collect()
    gc.freeze()  # as a worker does when it has loaded
    peer, peer_hans, segmented, extracted, both, crossed, readings = least(
        rounds,
        lambda: [jieba.posseg.lcut(document.norm) for document in documents],
        lambda: [jieba.posseg.lcut(text) for text in raw],
        lambda: [segment(article) for article in articles],
        lambda: [extract(document, lexicon) for document in documents],
        lambda: [extract(segment(article), lexicon) for article in articles],
        lambda: [decode_found(one.article, encode_found(one)) for one in found],
        lambda: list(read(CORPUS, lexicon)),
    )
    yield Line("jieba.posseg, normalised text", "", f"{chars / peer / 1000:.0f} thousand characters a second")
    yield Line(
        "jieba.posseg, the Simplified articles as written",
        "",
        f"{sum(map(len, raw)) / peer_hans / 1000:.0f} thousand",
    )
    yield Line(
        "**extraction / jieba.posseg on the same normalised text**", "≤ 0.25", f"**{both / peer:.2f}**"
    )
    yield Line("· sentences, normal form, tokens", "", f"{segmented / peer:.3f}")
    yield Line("· mentions of all four kinds", "", f"{extracted / peer:.3f}")
    yield Line("· reading (decoding, dates, regions)", "", f"{readings / peer:.3f}")
    yield Line("· lines to disk and back", "", f"{crossed / peer:.3f}")


def start() -> Iterator[Line]:
    """A fresh process until it can extract, and until it has shown its help."""
    ready = (
        "import time\nstart = time.process_time()\nfrom pipeline.run import run\nfrom pipeline.extract import extract\n"
        "from pipeline.lexicon import load\nlist(load().names.find('x'))\nprint(time.process_time() - start)"
    )
    told = [float(python("-c", ready)) for _ in range(3)]
    yield Line("start: import, tables, automaton", "≤ 1.5 s", f"{min(told):.2f} s of processor time")
    help_ = "import time, sys\nsys.argv = ['x', '--help']\nfrom pipeline.cli import main\ntry:\n    main()\nexcept SystemExit:\n    print('\\n', time.process_time())"  # fmt: skip
    told = [float(python("-c", help_).split()[-1]) for _ in range(3)]
    yield Line("`--help`", "≤ 0.5 s", f"{min(told):.2f} s of processor time")


def python(*words: str) -> str:
    """What a Python of its own prints."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(  # noqa: S603  (our own code)
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def linear(rounds: int) -> Iterator[Line]:
    """time(2n) / time(n) for texts that repeat one thing, and for twice the articles."""
    from pipeline.extract import extract
    from pipeline.lexicon import load
    from pipeline.model import Article
    from pipeline.segment import segment

    lexicon = load()
    gc.collect()
    gc.freeze()  # the collector would look through the lexicon again and again, the more the longer a text takes
    worst, what = 0.0, ""
    for name, piece in HOSTILE.items():
        texts = [(piece * 40_000)[:size] for size in (15_000, 30_000)]
        once, twice = least(
            rounds,
            *(
                lambda text=text: extract(segment(Article("x", text, "x", region="CN")), lexicon)
                for text in texts
            ),
        )
        if twice / once > worst:
            worst, what = twice / once, name
    yield Line(
        f"time(2n)/time(n), the worst of {len(HOSTILE)} repeated texts", "≤ 2.5", f"{worst:.2f} ({what})"
    )


_RUN = """
import resource, sys, time
from pathlib import Path
from pipeline.run import run
if __name__ == "__main__":
    corpus, outputs, jobs, cache = sys.argv[1:]
    import pipeline.engines.here
    flow, here = sys.modules["pipeline.run"], sys.modules["pipeline.engines.here"]
    at = {}
    def timed(where, name):
        inner = getattr(where, name)
        def call(*words, **more):
            begin = time.perf_counter()
            try:
                return inner(*words, **more)
            finally:
                at[name] = at.get(name, 0) + time.perf_counter() - begin
        setattr(where, name, call)
    def most():
        # on Linux ru_maxrss is that of the process it was forked from, too: VmHWM is its own
        if Path("/proc/self/status").exists():
            return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name in ("load", "_extract", "resolve_on_disk"):
        timed(flow, name)
    resolving = flow.resolve_on_disk
    def resolve_on_disk(*words, **more):
        at["extracted"] = most()  # what reading and extraction took
        return resolving(*words, **more)
    flow.resolve_on_disk = resolve_on_disk
    timed(here.Here, "write")
    begin = time.perf_counter()
    run(Path(corpus), Path(outputs), jobs=int(jobs), cache=Path(cache) if cache else None)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(time.perf_counter() - begin, own.ru_utime + own.ru_stime, most(), at["extracted"],
          others.ru_maxrss / 1024, at["load"], at["_extract"], at["resolve_on_disk"], at["write"])
"""


class Run(NamedTuple):
    """Wall seconds, own processor seconds, peak MB of the run, of its extraction and of a worker, and wall seconds of the stages."""

    wall: float
    processor: float
    memory: float
    extracting: float
    worker: float
    load: float
    extract: float
    resolve: float
    write: float


def whole(corpus: Path, outputs: Path, *, jobs: int, cache: Path | None = None) -> Run:
    """A whole run in a process of its own."""
    script = corpus.parent / "run_it.py"
    script.write_text(_RUN, encoding="utf-8")
    return Run(
        *map(float, python(str(script), str(corpus), str(outputs), str(jobs), str(cache or "")).split())
    )


def runs(folder: Path, sizes: tuple[int, int]) -> Iterator[Line]:
    """Whole runs: two processes beside one, memory as a corpus grows, one article more."""
    small, large = sizes
    for size in sizes:
        recombine(folder / str(size), size)
    one = whole(folder / str(small), folder / "o1", jobs=1)
    two = whole(folder / str(small), folder / "o2", jobs=2)
    yield Line(
        f"two processes beside one, {small:,} articles, extraction alone",
        "≥ 1.7 ×",
        f"{one.extract / two.extract:.2f} ×",
    )
    yield Line("peak memory of the run (workers are not counted here)", "≤ 250 MB", f"{two.memory:.0f} MB")
    yield Line(
        f"{small:,} articles, one process: reading and extraction, resolution, tables", "",
        f"{one.extract:.1f} s, {one.resolve:.1f} s, {one.write:.1f} s",
    )  # fmt: skip
    more = whole(folder / str(large), folder / "o3", jobs=2, cache=folder / "cache")
    yield Line(
        f"memory of extraction, {large:,} articles over {small:,}", "< 20 MB for 10,000 over 1,000",
        f"{more.extracting - two.extracting:+.0f} MB, of a worker {more.worker - two.worker:+.0f} MB",
    )  # fmt: skip
    yield Line(
        f"memory of the run with resolution and tables, {large:,} articles over {small:,}", "",
        f"{more.memory - two.memory:+.0f} MB",
    )  # fmt: skip
    rate = (more.extract / large) / (two.extract / small)
    yield Line(f"time per article, {large:,} beside {small:,}", "about 1", f"{rate:.2f}")
    with (folder / str(large) / "more.jsonl").open("w", encoding="utf-8") as file:
        file.write(
            '{"id": "new", "published": "2025-07-18", "region": "CN", "text": "台积电昨日宣布投资1000亿美元。"}\n'
        )
    again = whole(folder / str(large), folder / "o3", jobs=2, cache=folder / "cache")
    yield Line(
        f"one article more in {large:,}: extraction / that of the full run",
        "≤ 5 %",
        f"{again.extract / more.extract:.1%}",
    )
    yield Line(
        f"one article more in {large:,}: whole run / full run", "≤ 5 %", f"{again.wall / more.wall:.0%}"
    )


def rows(count: int) -> Iterator[Line]:
    """Memory that the tables, workbook and page of so many mentions take, in a process of its own."""
    told = python(str(ROOT / "benchmarks" / "many_mentions.py"), str(count))
    match = re.search(r"(\d+) rows, (-?\d+) MB, ([\d.]+) s", told)
    if match is None:
        raise ValueError(told)
    yield Line(
        f"memory that writing {int(match[1]):,} mention rows adds",
        "≤ 100 MB for 1,000,000",
        f"{match[2]} MB, in {match[3]} s of processor time",
    )


def names(count: int) -> Iterator[Line]:
    """Resolution of so many distinct names, one mention each."""
    from pipeline.lexicon import load
    from pipeline.model import Article, EntityMention, Extraction, Sentence
    from pipeline.order import in_order
    from pipeline.resolve import resolve_on_disk
    from pipeline.sql import Duck

    lexicon = load()
    characters = "华东信达海通天宏盛科正大明安泰中远利和新瑞丰恒金龙泽润康林" * 2
    heads = ("公司", "集团", "银行", "大学", "医院", "研究所", "委员会", "基金会")
    extractions = []
    made = 0
    while made < count:
        text, mentions = "", []
        for _ in range(50):
            number = made * 7919
            name = "".join(characters[(number >> shift) % len(characters)] for shift in (0, 4, 9, 13, 17))
            name += heads[made % len(heads)] + str(made // 400_000 or "")
            mentions.append(
                EntityMention(f"e{made}", len(text), len(text) + len(name), name, "ORG", name, "made", 0)
            )
            text += name
            made += 1
        article = Article(f"a{made}", text, "x", published="2025-07-18", region="CN")
        extractions.append(Extraction(article, (Sentence(0, len(text), "Hans"),), tuple(mentions)))
    distinct = len({mention.key for one in extractions for mention in one.entities})
    start = time.process_time()
    with Duck() as tables:
        resolve_on_disk(in_order(extractions), lexicon, tables)
    yield Line(
        f"resolution of {distinct:,} distinct names",
        "≤ 15 s for 100,000",
        f"{time.process_time() - start:.1f} s",
    )


def save(lines: list[Line]) -> None:
    """Put the table where README.md has its place."""
    table = "\n".join(
        [
            "| what | target | measured |",
            "| --- | --- | --- |",
            *(f"| {' | '.join(line)} |" for line in lines),
        ]
    )
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    README.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Print the table; with --save also write it into README.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--articles", type=int, nargs=2, default=(1_000, 10_000), metavar=("FEW", "MANY"))
    options.add_argument("--names", type=int, default=100_000)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--save", action="store_true", help="write the table into benchmarks/README.md")
    given = options.parse_args()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="zh-extract-bench-") as folder:
        steps = (
            start(), beside_jieba(given.rounds), linear(2), names(given.names), rows(given.rows),
            runs(Path(folder), tuple(given.articles)),
        )  # fmt: skip
        for step in steps:
            for line in step:
                print(f"{line.what:75} {line.target:30} {line.measured}", flush=True)
                lines.append(line)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"(this benchmark itself: {peak:.0f} MB)")
    if given.save:
        save(lines)


if __name__ == "__main__":
    main()
