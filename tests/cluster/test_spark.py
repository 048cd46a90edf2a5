"""The tables of a real cluster of separate processes are those of this machine, whatever dies on the way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpus_run import CORPUS, corpus_outputs
from killing import KILLS, fault
from standalone import HOST, LOOPBACK, Cluster, command, listened, stat
from test_engines import FAULTS, corpus_of, rejected
from test_swap import digests

from benchmarks.recombined import SHORT, recombine
from pipeline.engines.codec import encode_article
from pipeline.engines.spark import Spark, with_tries
from pipeline.engines.work import Work
from pipeline.model import Article, PipelineError
from pipeline.run import run

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = 2_000  # of a paragraph each: ten tasks; benchmarks/cluster.py goes on to 20,000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A recombined corpus and the tables that this machine makes of it."""
    folder = tmp_path_factory.mktemp("many")
    recombine(folder / "in", ARTICLES, sentences=SHORT)
    run(folder / "in", folder / "out", jobs=2)
    return folder / "in", digests(folder / "out")


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
    assert engines[0].redone == 0


def test_articles_that_crash_or_hang_end_in_rejects(
    cluster: Cluster, tmp_path: Path, engines: list[Spark]
) -> None:
    corpus = corpus_of(tmp_path / "in", good=20, bad={3: "崩", 12: "聋", 15: "挂"})
    summary = run(corpus, tmp_path / "out", master=cluster.url, timeout=5, more=FAULTS)
    found = rejected(tmp_path / "out")
    assert sorted(found) == ["a003.txt", "a012.txt", "a015.txt"]
    assert "SIGSEGV" in found["a003.txt"]
    assert "took longer than 5 s" in found["a012.txt"]
    assert "took longer than 5 s" in found["a015.txt"]
    assert summary.counts["articles"] == 20
    assert engines[0].redone > 0


@pytest.mark.parametrize(
    ("master", "opened"),
    [
        ("local", "local[1,4]"),
        ("local[2]", "local[2,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2,1]", "local[2,1]"),
        ("spark://h:7077", "spark://h:7077"),
    ],
)
def test_a_task_is_tried_again_on_one_machine_too(master: str, opened: str) -> None:
    assert with_tries(master) == opened


def test_an_article_that_crashes_a_session_of_one_machine_ends_in_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", HOST)
    corpus = corpus_of(tmp_path / "in", good=3, bad={1: "崩"})
    run(corpus, tmp_path / "out", master="local[2]", more=FAULTS)
    assert list(rejected(tmp_path / "out")) == ["a001.txt"]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, str]]:
    """A corpus with an article that waits to be killed, its mark, and the tables that this machine makes of it."""
    folder = tmp_path_factory.mktemp("waiting")
    mark = folder / "mark"
    corpus = corpus_of(folder / "in", good=300, bad={170: f"候 {mark} "})
    mark.touch()
    run(corpus, folder / "out", more=FAULTS)
    return corpus, mark, digests(folder / "out")


@pytest.mark.parametrize("happen", KILLS)
def test_what_is_killed_is_done_again(
    cluster: Cluster,
    tmp_path: Path,
    engines: list[Spark],
    waiting: tuple[Path, Path, dict[str, str]],
    happen: Callable[[Cluster, int], None],
) -> None:
    corpus, mark, tables = waiting
    mark.unlink()
    with fault(cluster, mark, happen) as happened:
        run(corpus, tmp_path / "out", master=cluster.url, more=FAULTS)
    assert happened.is_set()
    assert engines[0].redone > 0
    assert digests(tmp_path / "out") == tables


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no Spark session can be opened there"):
        run(CORPUS, tmp_path / "out", master="nonsense")


def test_nothing_listens_off_loopback(cluster: Cluster) -> None:
    """The master, the workers, their executors and the driver: every listening socket is on the loopback address."""
    engine = Spark(Work(), master=cluster.url, seconds=60)
    engine.start()
    try:
        article = encode_article(Article("a.txt", "台积电今天公布财报。", "a.txt"))
        assert [name for name, _ in engine.extract([("a.txt", article)])] == ["a.txt"]
        drivers = [
            pid for pid, parent in parents() if parent == os.getpid() and "SparkSubmit" in command(pid)
        ]
        assert len(cluster.executors()) == 2
        assert drivers
        listening = [line for pid in [*cluster.members(), *drivers] for line in listened(pid)]
    finally:
        engine.stop()
    assert len(listening) >= 5
    assert not [line for line in listening if line.split(":")[0] not in LOOPBACK]


def parents() -> list[tuple[int, int]]:
    pids = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat")]
    return [(pid, int(fields[1])) for pid in pids if (fields := stat(pid))]
