"""Resolution by the executors: the same tables as by DuckDB on this machine, whatever dies, and a name in every article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from corpus_run import CORPUS, corpus_outputs
from faults import in_the_middle
from killing import KILLS, fault
from test_swap import digests

from benchmarks.recombined import SHORT, recombine
from pipeline.engines import spark
from pipeline.engines.spark_tables import SparkTables
from pipeline.run import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from standalone import Cluster

    from pipeline.engines.spark import Spark


@pytest.fixture(autouse=True)
def _executors_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "LARGE", 0)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A corpus with a few hundred names and the tables that this machine makes of it."""
    folder = tmp_path_factory.mktemp("some")
    recombine(folder / "in", 300, sentences=SHORT)
    run(folder / "in", folder / "out", jobs=2)
    return folder / "in", digests(folder / "out")


def test_the_projects_corpus_is_resolved_as_on_this_machine(
    cluster: Cluster, tmp_path: Path, engines: list[Spark]
) -> None:
    run(CORPUS, tmp_path / "out", master=cluster.url)
    assert digests(tmp_path / "out") == digests(corpus_outputs())
    assert engines[0].tried_again == 0


@pytest.mark.parametrize("happen", KILLS)
def test_what_is_killed_in_the_middle_is_resolved_again(
    cluster: Cluster,
    tmp_path: Path,
    engines: list[Spark],
    some: tuple[Path, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    happen: Callable[[Cluster, int], None],
) -> None:
    mark = tmp_path / "mark"

    class Dying(SparkTables):
        def map_groups(self, query: str, keys: int, work: Any, into: str) -> None:
            super().map_groups(query, keys, in_the_middle(mark, work) if into == "entities" else work, into)

    monkeypatch.setattr(spark, "SparkTables", Dying)
    with fault(cluster, mark, happen) as happened:
        run(some[0], tmp_path / "out", master=cluster.url)
    assert happened.is_set()
    assert engines[0].tried_again > 0
    assert digests(tmp_path / "out") == some[1]
