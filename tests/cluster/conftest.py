"""What the tests of the cluster share: the engines that runs make, and where executors find what misbehaves."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from standalone import Cluster, running

from pipeline.engines.spark import Spark

flow = importlib.import_module("pipeline.run")  # ``pipeline.run`` is its function

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engines import Engine
    from pipeline.engines.work import Work


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One cluster for all tests."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.fail("PySpark is not installed: .venv/bin/pip install 'pyspark[connect]>=4.1'")
    if shutil.which("java") is None:
        pytest.fail("Java 17 is not installed (Debian: openjdk-17-jre-headless)")
    with running(tmp_path_factory.mktemp("cluster")) as made:
        yield made


#: a test has little data: to compile every query, and to plan it anew from what was seen, would be most of its time
_SMALL = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.sql.adaptive.enabled": "false"}  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def _small() -> None:
    words = [word for key, value in _SMALL.items() for word in ("--conf", f"{key}={value}")]
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", " ".join([*words, "pyspark-shell"]))


@pytest.fixture(autouse=True)
def _where_faults_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


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
