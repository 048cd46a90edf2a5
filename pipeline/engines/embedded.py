"""The engine of one machine: worker processes that may die, hang or be killed without costing a run more than one article.

Articles go out in chunks of a file each and results come back in files. A chunk whose worker died is tried once more;
one that kills two workers runs one article a process, and the guilty article becomes a row of ``rejects``.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections import deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.engines import worker
from pipeline.engines.here import Here
from pipeline.engines.scratch import scratch
from pipeline.model import PipelineError, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from pipeline.engines.work import Work

_CHUNK_ARTICLES, _CHUNK_BYTES = 64, 1 << 18  # one chunk: about half a second of work
_AHEAD = 3  # chunks that wait for each worker
_DEAD_POOLS = 3
_TRIES = 2  # workers that a chunk may kill before its articles run alone
TIMEOUT = 60.0  # seconds for one article: 900,000 characters where a busy machine reads 16,000 a second


class InProcess(Here):
    """No workers: everything here and now. A bug raises, a crash is a crash: for tests and short scripts."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def start(self) -> None:
        """Nothing to begin."""

    def extract(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | Reject]]:
        """One after the other."""
        from pipeline.engines.codec import decode_article, encode_found

        extract = self._work.ready()
        for article_id, line in articles:
            yield article_id, encode_found(extract(decode_article(line)))

    def stop(self) -> None:
        """Nothing to end."""


@dataclass(slots=True)
class _Chunk:
    """Articles that go to one worker together: their ids, the file of their lines and the file of results."""

    ids: list[str]
    source: Path
    target: Path
    tries: int = 0

    def begun(self) -> bool:
        """Whether a worker has begun it since it was last asked."""
        mark = Path(f"{self.target}.begun")
        there = mark.exists()
        mark.unlink(missing_ok=True)
        return there

    def results(self) -> Iterator[tuple[str, bytes | Reject]]:
        """What the worker wrote, article by article; the files are removed."""
        with self.target.open("rb") as lines:
            for article_id, line in zip(self.ids, lines, strict=True):
                yield article_id, _result(article_id, line.rstrip(b"\n"))
        for path in (self.source, self.target, Path(f"{self.target}.begun"), Path(f"{self.target}.new")):
            path.unlink(missing_ok=True)


def _result(article_id: str, line: bytes) -> bytes | Reject:
    return line[1:] if line[:1] == b"F" else Reject(article_id, "extract", orjson.loads(line[1:]))


class Workers(Here):
    """``jobs`` processes that share one lexicon; ``seconds`` is what an article may take."""

    def __init__(self, work: Work, *, jobs: int, seconds: float = TIMEOUT) -> None:
        self._work = work
        self._jobs = max(1, jobs)
        self._seconds = seconds
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["pipeline.engines.preload"])
        self._pool: ProcessPoolExecutor | None = None
        self._folder: Path | None = None

    def start(self) -> None:
        """Start the workers; they load while the caller goes on."""
        self._folder = scratch()
        with _this_package_first():
            forkserver.ensure_running()

    def _new_pool(self) -> ProcessPoolExecutor:
        self._end_pool()
        self._pool = ProcessPoolExecutor(
            self._jobs, mp_context=self._context, initializer=worker.begin, initargs=(self._work,)
        )
        return self._pool

    def _end_pool(self) -> None:
        if self._pool is not None:
            _end(self._pool)
        self._pool = None

    def stop(self) -> None:
        """Kill the workers and remove their files."""
        self._end_pool()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def together(self, work: Sequence[Callable[[], object]]) -> None:
        """Each piece in a process of its own, ``jobs`` at a time; here where that process dies."""
        pool = ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=worker.begin_beside)
        try:
            under_way: list[Future[object]] = []
            with suppress(BrokenProcessPool):  # the first has died before the next was handed over
                under_way.extend(pool.submit(piece) for piece in work)
            for piece, done in zip_longest(work, under_way):
                try:
                    if done is None:
                        piece()
                    else:
                        done.result()
                except BrokenProcessPool:
                    piece()
        finally:
            _end(pool)

    # -- the map -----------------------------------------------------------------------------------------

    def extract(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | Reject]]:
        """Chunk after chunk as they are done. Only so many are on their way at once, however many articles there are."""
        chunks = self._chunks(articles)
        waiting: deque[_Chunk] = deque()
        running: dict[Future[None], _Chunk] = {}
        exhausted = False
        dead = 0  # pools that broke one after the other before any article had begun
        while True:
            while not exhausted and len(waiting) + len(running) < self._jobs * _AHEAD:
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    waiting.append(chunk)
            while waiting:
                self._submit(waiting.popleft(), running)
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                broken = isinstance(future.exception(), BrokenProcessPool) or broken
            if broken:  # all that was under way is lost, but for what stands whole in a file
                lost = list(running.values())
                running.clear()
                self._new_pool()
                begun = [chunk.begun() for chunk in lost]
                dead = 0 if any(begun) else dead + 1
                if dead > _DEAD_POOLS:
                    raise PipelineError("the worker processes end before they begin: is there enough memory?")
                for chunk, was_begun in zip(lost, begun, strict=True):
                    chunk.tries += was_begun
                    if chunk.target.exists():
                        yield from chunk.results()
                    elif chunk.tries < _TRIES:
                        waiting.append(chunk)
                    else:
                        yield from self._one_by_one(chunk)
                continue
            for future in done:
                future.result()  # anything else that a worker raised is a bug of ours: it raises here
                yield from running.pop(future).results()

    def _submit(self, chunk: _Chunk, running: dict[Future[None], _Chunk]) -> None:
        pool = self._pool or self._new_pool()
        source, target = str(chunk.source), str(chunk.target)
        try:
            running[pool.submit(worker.run_file, source, target, self._seconds)] = chunk
        except BrokenProcessPool:  # a worker died between two submissions: nothing of this chunk has begun
            if running:
                future: Future[None] = _failed()
                running[future] = chunk
            else:
                running[self._new_pool().submit(worker.run_file, source, target, self._seconds)] = chunk

    def _chunks(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[_Chunk]:
        held: list[tuple[str, bytes]] = []
        size = number = 0
        for article in articles:
            held.append(article)
            size += len(article[1])
            if len(held) >= _CHUNK_ARTICLES or size >= _CHUNK_BYTES:
                number += 1
                yield self._chunk(f"{number}", held)
                held, size = [], 0
        if held:
            yield self._chunk(f"{number + 1}", held)

    def _chunk(self, name: str, articles: list[tuple[str, bytes]]) -> _Chunk:
        if self._folder is None:
            raise RuntimeError("start() comes first")
        source = self._folder / f"{name}.in"
        source.write_bytes(b"".join(line + b"\n" for _, line in articles))
        return _Chunk([article_id for article_id, _ in articles], source, self._folder / f"{name}.out")

    # -- a chunk that kills its workers ------------------------------------------------------------------

    def _one_by_one(self, chunk: _Chunk) -> Iterator[tuple[str, bytes | Reject]]:
        """Each article in a process of its own: the one that dies there is the guilty one."""
        lines = chunk.source.read_bytes().splitlines()
        for article_id, line in zip(chunk.ids, lines, strict=True):
            alone = self._chunk("alone", [(article_id, line)])
            process: Any = self._context.Process(
                target=_alone, args=(self._work, str(alone.source), str(alone.target), self._seconds)
            )
            process.start()
            process.join(self._seconds * worker.HARD + 30)
            if process.is_alive():
                process.kill()
                process.join()
            if process.exitcode == worker.BROKEN:
                raise PipelineError(Path(f"{alone.target}.why").read_text(encoding="utf-8"))
            if alone.target.exists():
                yield from alone.results()
            else:
                yield (
                    article_id,
                    Reject(article_id, "extract", worker.why_ended(process.exitcode, self._seconds)),
                )


def _end(pool: ProcessPoolExecutor) -> None:
    """Kill the processes of a pool, whatever they do."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


@contextmanager
def _this_package_first() -> Iterator[None]:
    """The server that workers are forked from looks for modules as a fresh Python does: it is told where ours are."""
    before = os.environ.get("PYTHONPATH")
    ours = str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join([ours, before] if before else [ours])
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _alone(work: Work, source: str, target: str, seconds: float) -> None:
    with worker.blameless(target):
        worker.begin(work)
        worker.run_file(source, target, seconds)


def _failed() -> Future[None]:
    from concurrent.futures import Future

    future: Future[None] = Future()
    future.set_exception(BrokenProcessPool("not begun"))
    return future
