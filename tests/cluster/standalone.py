"""One cluster for the session: a master and two workers as processes of their own, on the loopback address alone."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
LOOPBACK = {
    "0100007F",
    "00000000000000000000000001000000",
    "0000000000000000FFFF00000100007F",
}  # as /proc writes it
_PR_SET_PDEATHSIG = 1
FLAGS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true"


@dataclass
class Cluster:
    """The processes of the cluster; a worker that a test kills is replaced by ``add_worker``."""

    folder: Path
    port: int
    home: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """What ``--master`` takes."""
        return f"spark://{HOST}:{self.port}"

    def start(self, name: str, *words: str, heap: str = "256m") -> None:
        """Start the class that ``words`` begin with, in a session of its own; its output goes to NAME.log."""
        environment = {
            **os.environ,
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": heap,
            "SPARK_DAEMON_JAVA_OPTS": f"{FLAGS} -Dspark.master.rest.enabled=false -Djava.io.tmpdir={self.folder}",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
            "PYSPARK_PYTHON": sys.executable,
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{words[0]}", *words[1:]],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder,
                start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip

    def add_worker(self, name: str) -> None:
        """One worker of one core and 2 GB, and wait until the master knows it."""
        before = self.known()
        words = ["--host", HOST, "--cores", "1", "--memory", "2g", "--webui-port", "0"]
        self.start(name, "worker.Worker", *words, "--work-dir", str(self.folder / name), self.url)
        self.wait(lambda: self.known() > before, f"{name} did not register")

    def known(self) -> int:
        """How many workers the master has registered so far."""
        log = (self.folder / "master.log").read_text(encoding="utf-8", errors="replace")
        return log.count("Registering worker")

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Until it is so; a process that has ended, or two minutes, are too much."""
        deadline = time.monotonic() + 120
        while not until():
            ended = [name for name, process in self.processes.items() if process.poll() is not None]
            assert not ended, f"{what}: {ended} ended, see {self.folder}"
            assert time.monotonic() < deadline, what
            time.sleep(0.2)

    def members(self, name: str = "") -> list[int]:
        """The ids of a process and of all that it has started (of all, without a name): executors and their Python."""
        sessions = [self.processes[name].pid] if name else [one.pid for one in self.processes.values()]
        return [pid for pid in alive() if session(pid) in sessions]

    def executors(self) -> list[int]:
        """The JVMs that do the work."""
        return [pid for pid in self.members() if "CoarseGrainedExecutorBackend" in command(pid)]

    def owner(self, pid: int) -> str:
        """The name of what has started a process."""
        return next(name for name, one in self.processes.items() if one.pid == session(pid))

    def kill(self, name: str) -> None:
        """kill -9 of a worker with everything that it has started, as if its machine had lost power."""
        for pid in self.members(name):
            kill(pid)
        self.processes.pop(name).wait()

    def stop(self) -> None:
        """End everything, by process id."""
        for name in reversed(self.processes.copy()):
            self.kill(name)


def _die_with_parent() -> None:
    """Linux ends the process with the one that started it, also where that is killed and cleans up nothing."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def alive() -> Iterator[int]:
    """The ids of all processes."""
    for path in Path("/proc").glob("[0-9]*"):
        if stat(int(path.name)):
            yield int(path.name)


def session(pid: int) -> int:
    """The id of the session of a process, 0 for one that has ended; whatever a Popen of ours starts is in its session."""
    fields = stat(pid)
    return int(fields[3]) if fields else 0


def stat(pid: int) -> list[str]:
    """What /proc says of a process from its state on; nothing for one that has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    fields = text.rpartition(")")[2].split()
    return [] if fields[0] == "Z" else fields


def memory(pid: int) -> int:
    """Resident memory in bytes."""
    fields = stat(pid)
    return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def command(pid: int) -> str:
    """The command line of a process; empty for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def kill(pid: int) -> None:
    """kill -9; one that has just ended is no error."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def listened(pid: int) -> list[str]:
    """The addresses, in hexadecimal, that a process listens at."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            inodes.add(str(link.readlink()))
        except OSError:
            continue
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                found.append(fields[1])
    return found


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster that lives as long as the block, in ``folder``; the driver, this process, keeps to the loopback address too."""
    import pyspark

    port = free_port()
    made = Cluster(folder, port, Path(pyspark.__file__).parent)
    (folder / "local").mkdir()
    told = {"SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(folder / "local")}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        made.start("master", "master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
        made.wait(lambda: b"ALIVE" in (made.folder / "master.log").read_bytes(), "no master")
        made.add_worker("one")
        made.add_worker("two")
        yield made
    finally:
        made.stop()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
