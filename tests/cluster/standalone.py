"""One cluster for the session: a master and two workers as processes of their own, on the loopback address alone."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
FLAGS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


@dataclass
class Cluster:
    """The processes of the cluster; a worker that a test kills is replaced by ``add_worker``."""

    folder: Path
    port: int
    home: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"spark://{HOST}:{self.port}"

    def start(self, name: str, *words: str) -> None:
        """Start the class that ``words`` begin with; its output goes to NAME.log."""
        environment = {
            **os.environ,
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": "512m",
            "SPARK_DAEMON_JAVA_OPTS": f"{FLAGS} -Dspark.ui.enabled=false -Dspark.master.rest.enabled=false -Djava.net.preferIPv4Stack=true",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
            "PYSPARK_PYTHON": sys.executable,
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{words[0]}", *words[1:]],
                env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True,
            )  # fmt: skip

    def add_worker(self, name: str) -> None:
        """One worker of one core, and wait until the master knows it."""
        before = self.known()
        work = self.folder / name
        self.start(
            name,
            "worker.Worker",
            "--host",
            HOST,
            "--cores",
            "1",
            "--memory",
            "2g",
            "--work-dir",
            str(work),
            self.url,
        )
        self.wait(lambda: self.known() > before, f"{name} did not register")

    def known(self) -> int:
        return (
            (self.folder / "master.log")
            .read_text(encoding="utf-8", errors="replace")
            .count("Registering worker")
        )

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Until it is so; a process that has ended, or two minutes, are too much."""
        deadline = time.monotonic() + 120
        while not until():
            ended = [name for name, process in self.processes.items() if process.poll() is not None]
            assert not ended, f"{what}: {ended} ended, see {self.folder}"
            assert time.monotonic() < deadline, what
            time.sleep(0.2)

    def kill(self, name: str) -> None:
        """kill -9 of a whole worker: its executors are of its group."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster that lives as long as the block."""
    import pyspark

    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    made = Cluster(folder, port, Path(pyspark.__file__).parent)
    os.environ["SPARK_LOCAL_IP"] = HOST
    try:
        made.start("master", "master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
        made.wait(lambda: b"ALIVE" in (made.folder / "master.log").read_bytes(), "no master")
        made.add_worker("one")
        made.add_worker("two")
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.fail("PySpark is not installed: .venv/bin/pip install 'pyspark[sql]>=4.0'")
    if shutil.which("java") is None:
        pytest.fail("Java 17 is not installed (Debian: openjdk-17-jre-headless)")
    with running(tmp_path_factory.mktemp("cluster")) as made:
        yield made
