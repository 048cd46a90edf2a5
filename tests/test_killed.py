"""kill -9 at thirty random moments of a run: the old tables or the new ones, and the next run goes as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_swap import digests, traces

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
MOMENTS = 30
#: loads everything once and starts a run in a forked child, in a process group of its own, for every line it reads
SERVER = """
import os, sys
from pathlib import Path
import duckdb, jinja2, pyarrow.parquet, rapidfuzz, xlsxwriter
from pipeline.engines.work import Work
from pipeline.model import Article
from pipeline.run import run
Work().ready()(Article("", "今天，中国队在北京以3比1获胜。", ""))
for line in sys.stdin:
    corpus, outputs, cache = map(Path, line.rstrip("\\n").split("\\t"))
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        run(corpus, outputs, cache=cache)
        os._exit(0)
    try:
        os.setpgid(child, child)
    except PermissionError:
        pass  # the child was faster
    print(child, flush=True)
    sys.stdin.readline()  # its id is not given away before it was killed
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Runs:
    """Whole runs, one after the other, that may be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def _ask(self, line: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def run(self, corpus: Path, outputs: Path, *, seconds: float | None = None) -> int:
        """The status of a run into ``outputs``, killed with its whole group after so many seconds."""
        cache = outputs.with_name(f".{outputs.name}.cache")
        child = self._ask(f"{corpus}\t{outputs}\t{cache}")
        if seconds is not None:
            time.sleep(seconds)
            os.killpg(child, signal.SIGKILL)
        return self._ask("")


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)},
    ) as process:  # fmt: skip
        yield Runs(process)
        assert process.stdin
        process.stdin.close()


def test_thirty_random_moments(runs: Runs, small_corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text(
        "published: 2025-01-02\n\n昨天，某国议会通过了1200亿元的预算。", encoding="utf-8"
    )
    corpora = small_corpus, other
    good = []
    for name, corpus in zip("ab", corpora, strict=True):
        start = time.monotonic()
        assert runs.run(corpus, tmp_path / name) == 0
        whole = time.monotonic() - start
        good.append(digests(tmp_path / name))
    outputs = tmp_path / "out"
    assert runs.run(small_corpus, outputs) == 0
    rng = random.Random(7)
    killed = at = 0  # which corpus the tables are of
    for moment in range(MOMENTS):
        killed += runs.run(corpora[1 - at], outputs, seconds=rng.random() * whole) != 0
        assert digests(outputs) in good, moment
        at = rng.randrange(2)
        assert runs.run(corpora[at], outputs) == 0, moment  # what was left behind harms no run
        assert digests(outputs) == good[at], moment
        assert traces(outputs) == [".a.cache", ".b.cache", ".out.cache"], moment
    assert killed >= MOMENTS // 2
    assert list(Path(tmp_path / "scratch").iterdir()) == []
