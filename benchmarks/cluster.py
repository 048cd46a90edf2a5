"""This machine with one and two processes against a cluster of two workers, whole runs, by the number of articles.

`make bench-cluster` starts a master and two workers of one core each on the loopback address, as the tests do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "cluster")]

from standalone import running  # noqa: E402  (the path is made above)

from benchmarks.recombined import recombine  # noqa: E402  (as above)
from pipeline.run import run  # noqa: E402  (as above)

TICKS = os.sysconf("SC_CLK_TCK")


def processor(root: int) -> float:
    """Processor seconds of this process, the groups below it and what they have waited for."""
    seconds = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) in GROUPS or int(stat.parent.name) == root:
            seconds += sum(map(int, fields[11:15])) / TICKS
    return seconds


GROUPS: set[int] = set()


def main() -> None:
    """Print a line for every size and way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, nargs="+", default=[200, 2_000, 20_000])
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="zh-extract-cluster-") as name, running(Path(name)) as cluster:
        folder = Path(name)
        GROUPS.update({os.getsid(0), *(os.getsid(process.pid) for process in cluster.processes.values())})
        print("| articles | characters | way | wall s | processor s |\n| --- | --- | --- | --- | --- |")
        for count in given.articles:
            chars = recombine(folder / f"in{count}", count)
            for way, more in (
                ("1 process", {"jobs": 1}),
                ("2 processes", {"jobs": 2}),
                ("cluster", {"master": cluster.url}),
            ):
                wall, used = time.perf_counter(), processor(os.getpid())
                run(folder / f"in{count}", folder / "out", **more)  # type: ignore[arg-type]
                wall, used = time.perf_counter() - wall, processor(os.getpid()) - used
                print(f"| {count:,} | {chars:,} | {way} | {wall:.1f} | {used:.1f} |", flush=True)


if __name__ == "__main__":
    main()
