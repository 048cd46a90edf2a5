"""What runs in a worker process: a file of articles in, a file of results out, nothing but paths through the pipe.

An article has two limits. At the soft one an alarm interrupts it and it becomes a reject; the hard one, for an article
that hangs where no signal is heard (a library in C), ends the process, and the engine finds out which article it was.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from pipeline.engines.codec import decode_article, encode_found
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from pipeline.engines.work import Work
    from pipeline.model import Article, Extraction

HARD = 1.5  # the hard limit, as a multiple of the soft one, plus a second
_HARD_STATUS = 1  # what faulthandler ends a process with
BROKEN = 70  # EX_SOFTWARE of sysexits.h: a process for one article failed, and not by the article
_extract: Callable[[Article], Extraction] | None = None
_loaded: Work | None = None


class TooLongError(BaseException):
    """The soft limit. No ``except Exception`` on the way may swallow it."""


def begin(work: Work) -> None:
    """Make a worker ready: it leaves Ctrl-C to the parent, dies with it, and has its tables loaded."""
    global _extract  # noqa: PLW0603  (a worker process is made for one piece of work)
    begin_beside()
    _extract = work.ready()


def begin_beside() -> None:
    """What every process of ours does first: it leaves Ctrl-C to the parent and dies with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def begin_once(work: Work) -> None:
    """Load the tables where they are not loaded yet: a worker that is not ours is kept for many tasks."""
    global _extract, _loaded
    if _loaded != work:
        _extract, _loaded = work.ready(), work


def _die_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def run_file(source: str, target: str, seconds: float) -> None:
    """Extract every article of ``source``, a line each; ``target`` appears only when it is whole.

    A line of the target is ``F`` and what was found, or ``R`` and the reason of a reject, in the order of the source.
    """
    Path(target + ".begun").touch()
    fresh = Path(target + ".new")
    with Path(source).open("rb") as lines, fresh.open("wb") as results:
        for line in lines:
            results.write(one(line, seconds) + b"\n")
    fresh.replace(target)


def one(line: bytes, seconds: float) -> bytes:
    """The result of one encoded article."""
    if _extract is None:
        raise RuntimeError("begin() comes first")
    try:
        with _limits(seconds):
            return b"F" + encode_found(_extract(decode_article(line)))
    except TooLongError:
        return b"R" + orjson.dumps(too_long(seconds))
    except Exception as error:  # noqa: BLE001  (one article must not end a run; the reason says that it is a bug)
        told = f"raised {type(error).__name__}: {' '.join(str(error).split())[:200]}: a bug, please report it"
        return b"R" + orjson.dumps(told.encode("utf-8", "replace").decode("utf-8"))


def too_long(seconds: float) -> str:
    """Why an article was given up."""
    return f"took longer than {seconds:g} s: split it or give it more time with --timeout"


@contextmanager
def blameless(target: str) -> Iterator[None]:
    """What fails in here is not the article's fault: it is told in ``target`` + ".why", and the status is ``BROKEN``."""
    try:
        yield
    except Exception as error:
        told = str(error) if isinstance(error, PipelineError) else f"{type(error).__name__}: {error}"
        Path(f"{target}.why").write_text(told, encoding="utf-8", errors="replace")
        raise SystemExit(BROKEN) from error


def why_ended(code: int | None, seconds: float) -> str:
    """Why an article that ran in a process of its own left no result."""
    if code == _HARD_STATUS:
        return too_long(seconds)
    if code is None or code >= 0:
        return f"ended the program that reads it (status {code}): please report it with the article"
    if code == -signal.SIGKILL:
        return "its process was ended from outside or out of memory"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    return f"crashed the program that reads it ({name}): please report it with the article"


@contextmanager
def _limits(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds * HARD + 1, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)
