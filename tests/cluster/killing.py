"""What can die of a cluster, killed at a known moment: when a process has said that it is in the middle of its work."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standalone import Cluster, kill, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def kill_python(cluster: Cluster, pid: int) -> None:
    del cluster
    kill(pid)


def kill_executor(cluster: Cluster, pid: int) -> None:
    kill(next(one for one in cluster.executors() if session(one) == session(pid)))


def kill_node(cluster: Cluster, pid: int) -> None:
    cluster.kill(cluster.owner(pid))


@contextmanager
def fault(cluster: Cluster, mark: Path, happen: Callable[[Cluster, int], None]) -> Iterator[threading.Event]:
    """Let it happen to the process that has written its id into ``mark``; a worker that is gone comes back afterwards."""
    over, happened = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            if mark.exists() and (pid := mark.read_text(encoding="ascii")):
                happen(cluster, int(pid))
                happened.set()
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield happened
    finally:
        over.set()
        watcher.join()
        for name in {"one", "two"} - cluster.processes.keys():
            cluster.add_worker(name)


KILLS = [kill_python, kill_executor, kill_node]
