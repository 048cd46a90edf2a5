"""Spark Connect: the session is a server's, which has the executors; this process only sends it what is to be done."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from corpus_run import CORPUS, corpus_outputs
from killing import fault, kill_executor
from standalone import FLAGS, HOST, LOOPBACK, Cluster, free_port, listened
from test_engines import FAULTS, corpus_of, rejected
from test_swap import digests

from pipeline.engines import spark
from pipeline.model import PipelineError
from pipeline.run import run
from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.engines.spark import Spark

_SMALL = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.sql.adaptive.enabled": "false"}  # fmt: skip


@pytest.fixture(scope="module")
def server(cluster: Cluster) -> Iterator[str]:
    """A server with the executors of both workers; what ``--master`` takes."""
    port = free_port()
    settings = {
        "spark.connect.grpc.binding.address": HOST, "spark.connect.grpc.binding.port": port, "spark.ui.enabled": "false",
        "spark.driver.host": HOST, "spark.driver.bindAddress": HOST,
        "spark.driver.extraJavaOptions": FLAGS, "spark.executor.extraJavaOptions": FLAGS, **_SMALL,
    }  # fmt: skip
    words = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    service = "org.apache.spark.sql.connect.service.SparkConnectServer"
    cluster.start(
        "connect",
        "SparkSubmit",
        "--master",
        cluster.url,
        "--class",
        service,
        *words,
        "spark-internal",
        heap="1g",
    )
    try:
        cluster.wait(lambda: answers(port), "no server of Spark Connect")
        yield f"sc://{HOST}:{port}"
    finally:
        cluster.kill("connect")


def answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex((HOST, port)) == 0


def test_a_server_gives_the_same_tables_and_only_loopback_is_listened_at(
    cluster: Cluster, server: str, tmp_path: Path, engines: list[Spark]
) -> None:
    run(CORPUS, tmp_path / "out", master=server)
    assert digests(tmp_path / "out") == digests(corpus_outputs())
    assert len(engines[0].places) == 2
    listening = [line for pid in cluster.members() for line in listened(pid)]
    assert len(listening) >= 5
    assert not [line for line in listening if line.split(":")[0] not in LOOPBACK]


def test_executors_of_a_server_resolve_and_write_the_same_parts(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "LARGE", 0)
    run(CORPUS.resolve().as_uri(), (tmp_path / "parts").as_uri(), master=server, form="jsonl")
    for table in TABLES:
        lines = [part.read_bytes() for part in sorted((tmp_path / "parts" / table).glob("part-*"))]
        assert b"".join(lines) == (corpus_outputs() / f"{table}.jsonl").read_bytes()


def test_what_crashes_or_dies_at_a_server_is_done_again(
    cluster: Cluster, server: str, tmp_path: Path, engines: list[Spark]
) -> None:
    mark = tmp_path / "mark"
    mark.touch()
    corpus = corpus_of(tmp_path / "in", good=60, bad={3: "崩", 40: f"候 {mark} "})
    run(corpus, tmp_path / "here", jobs=1, more=FAULTS)
    mark.unlink()
    with fault(cluster, mark, kill_executor) as happened:
        run(corpus, tmp_path / "out", master=server, more=FAULTS)
    assert happened.is_set()
    assert engines[0].redone > 0
    assert "SIGSEGV" in rejected(tmp_path / "out")["a003.txt"]
    assert digests(tmp_path / "out") == digests(tmp_path / "here")


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "ANSWER", 1)
    place = f"sc://{HOST}:{free_port()}"
    with pytest.raises(
        PipelineError, match=rf"{place}: no Spark session can be opened there \(nothing answers"
    ) as error:
        run(CORPUS, tmp_path / "out", master=place)
    assert "\n" not in str(error.value)
