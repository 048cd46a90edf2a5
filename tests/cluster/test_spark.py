"""The tables of a real cluster of separate processes are those of this machine, whatever dies on the way."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpus_run import CORPUS, corpus_outputs
from standalone import Cluster, cluster
from test_engines import FAULTS, corpus_of, rejected
from test_swap import digests

from benchmarks.recombined import recombine
from pipeline.engines.spark import Spark
from pipeline.model import PipelineError
from pipeline.run import run

flow = sys.modules["pipeline.run"]  # the module; ``pipeline.run`` is its function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.engines import Engine
    from pipeline.engines.work import Work

__all__ = ["cluster"]  # the fixture

ARTICLES = 600  # three tasks and more; benchmarks/cluster.py goes on to 20,000


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Spark]:
    """The engines that runs make, so that a test can ask what they saw."""
    made: list[Spark] = []

    inner = flow._engine  # noqa: SLF001  (the one place where an engine is chosen)

    def engine(work: Work, *, jobs: int, seconds: float, master: str) -> Engine:
        if not master:
            embedded: Engine = inner(work, jobs=jobs, seconds=seconds, master=master)
            return embedded
        made.append(Spark(work, master=master, seconds=seconds))
        return made[-1]

    monkeypatch.setattr("pipeline.run._engine", engine)
    return made


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A recombined corpus and the tables that this machine makes of it."""
    folder = tmp_path_factory.mktemp("many")
    recombine(folder / "in", ARTICLES)
    run(folder / "in", folder / "out", jobs=2)
    return folder / "in", digests(folder / "out")


def processes(word: str) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word.encode() in path.read_bytes():
                yield int(path.parent.name)
        except OSError:
            continue


def under(folder: Path, word: str) -> list[int]:
    """The processes with ``word`` in their command that work below ``folder``: those of this cluster, no others."""
    found = []
    for pid in processes(word):
        try:
            if Path(f"/proc/{pid}/cwd").resolve().is_relative_to(folder):
                found.append(pid)
        except OSError:
            continue
    return found


def test_the_projects_corpus_gives_the_same_tables(
    cluster: Cluster, tmp_path: Path, engines: list[Spark]
) -> None:
    run(CORPUS, tmp_path / "out", master=cluster.url)
    assert digests(tmp_path / "out") == digests(corpus_outputs())
    assert len(engines) == 1


def test_two_executors_work_and_the_tables_are_the_same(
    cluster: Cluster, tmp_path: Path, engines: list[Spark], many: tuple[Path, dict[str, str]]
) -> None:
    run(many[0], tmp_path / "out", master=cluster.url)
    assert digests(tmp_path / "out") == many[1]
    assert len(engines[0].places) == 2
    assert engines[0].attempts == 0


def test_articles_that_crash_or_hang_end_in_rejects(
    cluster: Cluster, tmp_path: Path, engines: list[Spark], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))  # where faults.py is
    corpus = corpus_of(tmp_path / "in", good=20, bad={3: "崩", 12: "聋", 15: "挂"})
    summary = run(corpus, tmp_path / "out", master=cluster.url, timeout=5, more=FAULTS)
    found = rejected(tmp_path / "out")
    assert sorted(found) == ["a003.txt", "a012.txt", "a015.txt"]
    assert "SIGSEGV" in found["a003.txt"]
    assert "took longer than 5 s" in found["a012.txt"]
    assert "took longer than 5 s" in found["a015.txt"]
    assert summary.counts["articles"] == 20
    assert engines[0].attempts > 0


def kill_python(cluster: Cluster) -> bool:
    workers = under(cluster.folder, "pyspark.daemon")
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    return bool(workers)


def kill_executor(cluster: Cluster) -> bool:
    executors = under(cluster.folder, "CoarseGrainedExecutorBackend")
    if executors:
        os.kill(executors[0], signal.SIGKILL)
    return bool(executors)


def kill_node(cluster: Cluster) -> bool:
    if not under(cluster.folder, "pyspark.daemon"):
        return False
    cluster.kill("two")
    for pid in under(cluster.folder / "two", "CoarseGrainedExecutorBackend"):
        os.kill(pid, signal.SIGKILL)
    return True


@pytest.mark.parametrize("kill", [kill_python, kill_executor, kill_node])
def test_what_is_killed_is_done_again(
    cluster: Cluster,
    tmp_path: Path,
    engines: list[Spark],
    many: tuple[Path, dict[str, str]],
    kill: Callable[[Cluster], bool],
) -> None:
    killed = threading.Event()

    def watch() -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not killed.is_set():
            if under(cluster.folder, "pyspark.daemon"):
                time.sleep(1)  # in the middle of its first articles
                if kill(cluster):
                    killed.set()
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        run(many[0], tmp_path / "out", master=cluster.url)
    finally:
        watcher.join(timeout=130)
        if "two" not in cluster.processes:
            cluster.add_worker("two")
    assert killed.is_set()
    assert digests(tmp_path / "out") == many[1]
    assert engines[0].attempts > 0


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no Spark session can be opened there"):
        run(CORPUS, tmp_path / "out", master="nonsense")


def test_nothing_listens_off_loopback(cluster: Cluster) -> None:
    """The master, the workers and what they started: every listening socket of theirs is on the loopback address."""
    inodes = set()
    for pid in [process.pid for process in cluster.processes.values()] + under(cluster.folder, "java"):
        for link in Path(f"/proc/{pid}/fd").glob("*"):
            try:
                target = str(link.readlink())
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    listening = []
    for table, loopback in (
        ("tcp", ("0100007F",)),
        ("tcp6", ("00000000000000000000000001000000", "0000000000000000FFFF00000100007F")),
    ):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                listening.append(fields[1])
                assert fields[1].split(":")[0] in loopback, line
    assert listening
