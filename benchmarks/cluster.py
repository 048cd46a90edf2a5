"""This machine with one and two processes against a cluster of two workers, by the number of articles.

`make bench-cluster` starts a master and two workers of one core each on the loopback address, as the tests do. Extraction is
timed until the last article is in the store, with the start of the session and of the workers; then the run is left, but for
small corpora, whose tables are made too. Times of processors are those of this process, of all that it started and of the
cluster; what other programs use at the same time lengthens the wall time alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "cluster")]

from standalone import Cluster, alive, memory, running, session, stat  # noqa: E402  (the path is made above)

from benchmarks.recombined import SHORT, recombine  # noqa: E402  (as above)
from pipeline.lexicon import load  # noqa: E402  (as above)
from pipeline.run import run  # noqa: E402  (as above)

if TYPE_CHECKING:
    from pipeline.model import Article

TICKS = os.sysconf("SC_CLK_TCK")


class Enough(Exception):  # noqa: N818  (no error: the last article is there)
    """Extraction is done."""


class Clock:
    """Wall and processor seconds of extraction; the tables are made only where they are wanted."""

    def __init__(self, cluster: Cluster, count: int, *, tables: bool) -> None:
        self._cluster = cluster
        self._rest = count
        self._tables = tables
        self._wall, self._used = time.perf_counter(), processor(cluster)
        self.most = 0
        self.extraction = (0.0, 0.0)

    def told(self, article: Article) -> None:
        """One article is done."""
        del article
        self._rest -= 1
        if self._rest % 100 == 0:
            self.most = max(self.most, *(memory(pid) for pid in ours(self._cluster)))
        if not self._rest:
            self.extraction = self.now()
            if not self._tables:
                raise Enough

    def now(self) -> tuple[float, float]:
        """Wall and processor seconds until now."""
        return time.perf_counter() - self._wall, processor(self._cluster) - self._used


def ours(cluster: Cluster) -> list[int]:
    """This process, all that it started, and the cluster."""
    parents = {pid: int(fields[1]) for pid in alive() if (fields := stat(pid))}
    sessions = {one.pid for one in cluster.processes.values()}
    found = []
    for pid in parents:
        line = pid
        while line and line != os.getpid():
            line = parents.get(line, 0)
        if line or session(pid) in sessions:
            found.append(pid)
    return found


def processor(cluster: Cluster) -> float:
    """Processor seconds so far, of children that have ended too."""
    return sum(sum(map(int, stat(pid)[11:15])) for pid in ours(cluster)) / TICKS


def measured(corpus: Path, outputs: Path, clock: Clock, **way: Any) -> tuple[float, float] | None:
    """A run, left after extraction where the clock says so: then None, else its wall and processor seconds."""
    try:
        run(corpus, outputs, progress=clock.told, **way)
    except Enough:
        return None
    return clock.now()


def main() -> None:
    """Print a line for every size and way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, nargs="+", default=[200, 2_000, 20_000])
    options.add_argument(
        "--tables", type=int, default=2_000, help="make the tables of corpora up to this size"
    )
    options.add_argument(
        "--long", action="store_true", help="articles of 300 to 1,000 characters, not of a paragraph"
    )
    given = options.parse_args()
    load()
    with tempfile.TemporaryDirectory(prefix="zh-extract-cluster-") as name, running(Path(name)) as cluster:
        folder = Path(name)
        print(
            "| articles | characters | way | extraction: wall s | processor s | largest process MB | whole run: wall s | processor s |"
        )
        print("| --: | --: | --- | --: | --: | --: | --: | --: |")
        for count in given.articles:
            corpus = folder / f"in{count}"
            chars = recombine(corpus, count, **({} if given.long else {"sentences": SHORT}))
            for way, more in (
                ("1 process", {"jobs": 1}),
                ("2 processes", {"jobs": 2}),
                ("cluster of 2", {"master": cluster.url}),
            ):
                clock = Clock(cluster, count, tables=count <= given.tables)
                whole = measured(corpus, folder / "out", clock, **more)
                told = f"{whole[0]:.0f} | {whole[1]:.0f}" if whole else "not made | "
                extraction = f"{clock.extraction[0]:.1f} | {clock.extraction[1]:.1f} | {clock.most / 1e6:.0f}"
                print(f"| {count:,} | {chars:,} | {way} | {extraction} | {told} |", flush=True)


if __name__ == "__main__":
    main()
