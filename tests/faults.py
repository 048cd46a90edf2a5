"""Extractors that misbehave at a mark in an article: what a bug in a library would do to a worker. Tests name them."""

from __future__ import annotations

import errno
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.overlap import Candidate


def at_marks(context: Context) -> Iterator[Candidate]:
    """坏：… in an article says what happens: 崩 a crash, 挂 a loop, 聋 a sleep that hears no signal, 错 an exception."""
    text = context.norm
    if "坏:崩" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "坏:挂" in text:
        while True:
            pass
    if "坏:聋" in text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    if "坏:错" in text:
        raise LookupError("a table of a library")
    if "坏:一次" in text:  # the first process that meets it dies; the next one does not
        mark = Path(text.partition("坏:一次 ")[2].split()[0])
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)
    if (
        "坏:候" in text
    ):  # the first process that meets it says who it is and waits for its end; later ones go on
        wait_for_the_end(Path(text.partition("坏:候 ")[2].split()[0]))
    yield from ()


def wait_for_the_end(mark: Path) -> None:
    """The first process that comes here writes its id into ``mark`` and waits to be killed; all others go on."""
    try:
        with mark.open("x", encoding="ascii") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        return
    time.sleep(40)


def in_the_middle(mark: Path, work: Callable[[Any], Iterable[Any]]) -> Callable[[Any], Iterable[Any]]:
    """``work`` on groups of rows, whose first process waits to be killed when it has done some."""
    done = 0

    def counted(group: Any) -> Iterable[Any]:
        nonlocal done
        done += 1
        if done == 20:
            wait_for_the_end(mark)
        return work(group)

    return counted


def note_after_a_death(mark: Path, note: Path) -> None:
    """Write ``note``; the first process that comes here dies before it does."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        note.write_text(str(os.getpid()), encoding="ascii")
        return
    os.kill(os.getpid(), signal.SIGKILL)


def full_disk(path: Path) -> None:
    """What the system says where a file cannot be written."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
