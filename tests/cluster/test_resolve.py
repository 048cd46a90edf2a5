"""Resolution by the executors: the same tables as by DuckDB on this machine, whatever dies, and a name in every article."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from corpus_run import CORPUS, corpus_outputs
from faults import in_the_middle
from killing import KILLS, fault
from standalone import command, memory
from test_places import as_doubles
from test_swap import digests

from benchmarks.recombined import SHORT, recombine
from pipeline.engines import spark, spark_articles
from pipeline.engines.spark_parts import BY_ARTICLE
from pipeline.engines.spark_tables import SparkTables
from pipeline.engines.work import Work
from pipeline.resolve.clusters import Clusters
from pipeline.resolve.entity_rows import make_entities
from pipeline.resolve.names import shared_nodes
from pipeline.run import run
from pipeline.write.columns import TABLES
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
        def map_groups(self, query: str, keys: int, work: Any, into: str) -> int:
            return super().map_groups(
                query, keys, in_the_middle(mark, work) if into == "entities" else work, into
            )

    monkeypatch.setattr(spark, "SparkTables", Dying)
    with fault(cluster, mark, happen) as happened:
        run(some[0], tmp_path / "out", master=cluster.url)
    assert happened.is_set()
    assert engines[0].tried_again > 0
    assert digests(tmp_path / "out") == some[1]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_parts_that_executors_write_hold_the_rows_of_the_tables_in_their_order(
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    monkeypatch.setattr(spark_articles, "PART", 5)
    outputs = corpus_outputs()
    summary = run(CORPUS, tmp_path.as_uri(), master=cluster.url, form=form)
    for table in TABLES:
        parts = sorted((tmp_path / table).glob("part-*"))
        assert len(parts) >= (3 if table in BY_ARTICLE else 1)
        if form == "parquet":
            found = [row for part in parts for row in pq.read_table(part).to_pylist()]
            assert found == [as_doubles(row) for row in rows(outputs, table)]
        else:
            head, *lines = (outputs / f"{table}.csv").read_bytes()[3:].splitlines(keepends=True)
            told = [part.read_bytes().splitlines(keepends=True) for part in parts]
            assert all(first == head for first, *_ in told)
            assert [line for _, *rest in told for line in rest] == lines
        assert summary.counts[table] == len(list(rows(outputs, table)))


MENTIONED = 50_000  # articles of one name, and as many of a thousand others
PYTHON, EXECUTOR = 400e6, 1.6e9  # bytes that no process of a worker may exceed; its Java heap has 1 GB


@contextmanager
def most_memory(cluster: Cluster) -> Iterator[dict[str, int]]:
    """The largest Python and the largest executor, in bytes, as seen five times a second."""
    over = threading.Event()
    most = {"pyspark.daemon": 0, "CoarseGrainedExecutorBackend": 0}

    def look() -> None:
        while not over.wait(0.2):
            for pid in cluster.members():
                for word in ("pyspark.daemon", "CoarseGrainedExecutorBackend"):
                    if word in command(pid):
                        most[word] = max(most[word], memory(pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def test_a_name_in_every_article_is_one_row_and_no_worker_holds_its_mentions(
    cluster: Cluster, tmp_path: Path
) -> None:
    engine = spark.Spark(Work(), master=cluster.url, seconds=60)
    engine.start()
    row = """SELECT 'a' || lpad(CAST(id AS STRING), 7, '0') AS article_id, '2025-07-18' AS published, {name} AS base,
             0L AS seq, 0L AS start, {name} AS surface, 'CN' AS region, 'ORG' AS label, '' AS known, 2L AS n, {name} AS node,
             '' AS who, false AS moved, false AS own FROM range({count})"""
    everywhere = row.format(name="'台积电'", count=MENTIONED)
    elsewhere = row.format(name="'第' || CAST(id % 1000 AS STRING) || '公司'", count=MENTIONED)
    try:
        with engine.tables(tmp_path, MENTIONED) as tables, most_memory(cluster) as most:
            tables.make("placed", f"{everywhere} UNION ALL {elsewhere}")
            tables.create("attached", {"node": "string", "target": "string"})
            nodes = shared_nodes(tables)
            make_entities(tables, nodes, Clusters(nodes))
            ((first, articles, mentions), *others) = tables.rows(
                "SELECT name, n_articles, n_mentions FROM entities ORDER BY n_articles DESC, name"
            )
    finally:
        engine.stop()
    assert (first, articles, mentions) == ("台积电", MENTIONED, 2 * MENTIONED)
    assert [(n, m) for _, n, m in others] == [(MENTIONED // 1000, 2 * MENTIONED // 1000)] * 1000
    assert 0 < most["pyspark.daemon"] < PYTHON
    assert 0 < most["CoarseGrainedExecutorBackend"] < EXECUTOR
