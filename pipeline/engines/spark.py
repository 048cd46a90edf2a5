"""The engine of a cluster: articles go to Apache Spark's executors, what was found in them comes back to one store.

Spark tries a failed task four times and then gives the whole job up. So a task that is tried again (``attemptNumber()``
above 0) runs every article in a process of its own, as the engine of one machine does: the article that crashes or hangs
ends as a row of ``rejects``, and the task succeeds.

The executors need this package and its dependencies in their Python; ``PYSPARK_PYTHON`` says which that is.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.engines import spark_files, spark_parts, worker
from pipeline.engines.spark_tables import SparkTables
from pipeline.lexicon import load
from pipeline.model import PipelineError, Reject
from pipeline.read import read
from pipeline.sql import Duck
from pipeline.write import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    import pandas as pd

    from pipeline.engines.work import Work
    from pipeline.model import Article, Extraction
    from pipeline.resolve import Resolved
    from pipeline.sql import Tables

_SCHEMA = "article_id string, result binary, again boolean, place string"
_ROWS = 100  # articles of a task at most: a second or two of work is lost where one dies
LARGE = 100_000  # articles from which on executors resolve: a start of 50 small jobs costs a minute or two
ANSWER = 20  # seconds in which a server of Spark Connect says something
_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


class Spark:
    """A session on ``master`` (``local[*]``, ``spark://host:7077``, or ``sc://host`` for Spark Connect)."""

    def __init__(self, work: Work, *, master: str, seconds: float) -> None:
        self._work = work
        self._master = master
        self._remote = master.startswith(
            "sc://"
        )  # Connect: a server has the session, and there is no SparkContext here
        self._seconds = seconds
        self._session: Any = None
        self._cores = 1
        self.tried_again = (
            0  # tasks that failed or were lost, and stages whose results were: all of them were done again
        )
        self.redone = 0  # articles that came from a task that was tried again
        self.places: set[str] = set()  # the executors that did work

    def start(self) -> None:
        """Open the session. Raises PipelineError where PySpark or the cluster is not there."""
        try:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise PipelineError(
                "--engine spark: needs PySpark and Java 17: .venv/bin/pip install 'pyspark[connect]>=4.1'"
            ) from None
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder: Any = SparkSession.builder.appName("zh-extract")
        builder = builder.remote(self._master) if self._remote else builder.master(with_tries(self._master))
        for key, value in self._settings().items():
            builder = builder.config(key, value)
        try:
            if self._remote:
                _answers(self._master)
            self._session = builder.getOrCreate()
            self._look()
        except (PySparkException, Py4JError, RuntimeError, OSError) as error:
            told = " ".join(str(getattr(error, "java_exception", error)).split())[:200]
            raise PipelineError(f"{self._master}: no Spark session can be opened there ({told})") from error

    def _look(self) -> None:
        """How many cores there are, and so many buckets that each has two, unless somebody chose."""
        if self._remote:
            from pyspark.sql.functions import spark_partition_id

            # a server does not tell its cores; a range without a number of partitions has one for each
            self._cores = self._session.range(1_000_000).select(spark_partition_id()).distinct().count()
        else:
            self._session.sparkContext.setLogLevel("OFF")
            self._cores = self._session.sparkContext.defaultParallelism
        if self._session.conf.get("spark.sql.shuffle.partitions") == "200":
            self._session.conf.set("spark.sql.shuffle.partitions", max(4, 2 * self._cores))

    def _settings(self) -> dict[str, str]:
        # a batch that goes out is a partition: no shuffle between the driver and the work
        session = {"spark.sql.execution.arrow.localRelationThreshold": "0"}
        if self._remote:  # all else is the server's own
            return session
        settings = {
            **session,
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(_search_path()),
            "spark.driver.extraJavaOptions": _JAVA,
            "spark.executor.extraJavaOptions": _JAVA,
        }
        if address := os.environ.get("SPARK_LOCAL_IP"):
            settings |= {"spark.driver.host": address, "spark.driver.bindAddress": address}
        return settings

    def extract(self, articles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | Reject]]:
        """One job for all that is given, a task for 100 articles or, of fewer, for a quarter of a core's share."""
        import pyarrow as pa
        from pyspark.errors import PySparkException

        rows = list(articles)
        if not rows:
            return
        table = pa.table(
            {
                "article_id": pa.array([row[0] for row in rows], pa.string()),
                "article": pa.array([row[1] for row in rows], pa.binary()),
            }
        )
        try:
            frame = self._frame(table)
            found = frame.mapInPandas(_mapper(self._work, self._seconds), _SCHEMA).toArrow()
        except PySparkException as error:
            told = " ".join(str(error).split())[:300]
            raise PipelineError(f"{self._master}: the cluster gave the job up ({told})") from error
        for row in found.to_pylist():
            self.redone += row["again"]
            self.places.add(row["place"])
            line: bytes = row["result"]
            if line[:1] == b"F":
                yield row["article_id"], line[1:]
            else:
                yield row["article_id"], Reject(row["article_id"], "extract", orjson.loads(line[1:]))

    def _frame(self, table: Any) -> Any:
        """A table on the cluster, in partitions of some rows."""
        rows = max(1, min(_ROWS, -(-len(table) // (4 * self._cores))))
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows)
        frame = self._session.createDataFrame(table)
        return frame.repartition(-(-len(table) // rows)) if self._remote else frame

    def read(self, corpus: Path | str) -> Iterator[Article | Reject]:
        """A folder of the driver as everywhere; what is below a URL is read by the executors."""
        if isinstance(corpus, Path):
            return read(corpus, load())
        return spark_files.articles(self._session, corpus)

    def rest(self) -> None:
        """The session stays: it may have tables to write."""

    def tables(self, scratch: Path, articles: int) -> AbstractContextManager[Tables]:
        """Many articles are resolved by the executors; a few sooner by DuckDB here."""
        if articles < LARGE:
            return Duck(scratch, articles)
        return SparkTables(self._session, master=self._master, remote=self._remote)

    def check(self, outputs: Path | str, kind: str) -> None:
        """Raise PipelineError where tables at a URL would replace something else, before any work is done."""
        if isinstance(outputs, str):
            if kind == "tables":
                raise PipelineError(f"{outputs}: is a URL: say --format parquet, jsonl or csv")
            spark_parts.check(self._session, outputs.rstrip("/"))

    def write(
        self,
        outputs: Path | str,
        kind: str,
        extractions: Iterable[Extraction],
        resolution: Resolved,
        rejects: Sequence[Reject],
        settings: Mapping[str, str],
    ) -> dict[str, int]:
        """The files of every run in a folder, or parts of ``kind`` in a folder or below a URL."""
        if kind == "tables" and isinstance(outputs, Path):
            return write(outputs, extractions, resolution, rejects, settings=settings)
        return spark_parts.write(self._session, outputs, kind, extractions, resolution, rejects, settings)

    def stop(self) -> None:
        """Close the session."""
        if self._session is not None:
            if not self._remote:  # a server keeps its counts
                self.tried_again = _tried_again(self._session.sparkContext)
            self._session.stop()
            self._session = None
            if self._remote:  # or the next session of this process would be one of Connect too
                os.environ.pop("SPARK_CONNECT_MODE_ENABLED", None)


def with_tries(master: str) -> str:
    """``local[2]`` as ``local[2,4]``: on this machine Spark would give up a job with the first task that fails."""
    found = re.fullmatch(r"local(?:\[(\d+|\*)\])?", master)
    return f"local[{found[1] or 1},4]" if found else master


def _answers(url: str) -> None:
    """Raise OSError where no server of Spark Connect answers: a session would try again for ten minutes."""
    import grpc
    from pyspark.sql.connect.client import DefaultChannelBuilder

    channel = DefaultChannelBuilder(url).toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=ANSWER)
    except grpc.FutureTimeoutError:
        raise OSError(f"nothing answers within {ANSWER} s") from None
    finally:
        channel.close()


def _tried_again(context: Any) -> int:
    """How many tasks and stages of this session were done more than once."""
    tracker = context.statusTracker()
    jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup()]
    stages = {stage: tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds}
    return sum(stage.numFailedTasks + stage.currentAttemptId for stage in stages.values() if stage)


def _search_path() -> list[str]:
    """Where executors of this machine look for modules: where this package is, then as this process was told."""
    told = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return [
        str(Path(__file__).resolve().parents[2]),
        *(str(Path(place).resolve()) for place in told if place),
    ]


def _mapper(work: Work, seconds: float) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """What an executor's Python does with its batches."""

    def extract(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd
        from pyspark import TaskContext

        from pipeline.engines import worker

        context = TaskContext.get()
        attempt = context.attemptNumber() if context is not None else 0
        place = os.environ.get("SPARK_EXECUTOR_DIRS") or str(os.getppid())
        worker.begin_once(work)
        for batch in batches:
            lines = [bytes(line) for line in batch["article"]]
            results = [alone(line, seconds) if attempt else worker.one(line, seconds) for line in lines]
            yield pd.DataFrame(
                {"article_id": batch["article_id"], "result": results, "again": attempt > 0, "place": place}
            )

    return extract


def alone(line: bytes, seconds: float) -> bytes:
    """The result of one article in a child process, whatever becomes of the child."""
    with tempfile.TemporaryDirectory(prefix="zh-extract-alone-") as folder:
        target = Path(folder) / "result"
        process = multiprocessing.get_context("fork").Process(target=_write_one, args=(line, seconds, target))
        process.start()
        process.join(seconds * worker.HARD + 30)
        if process.is_alive():
            process.kill()
            process.join()
        if target.exists():
            return target.read_bytes()
        return b"R" + orjson.dumps(worker.why_ended(process.exitcode, seconds))


def _write_one(line: bytes, seconds: float, target: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fresh = target.with_suffix(".new")
    with worker.blameless(str(target)):
        fresh.write_bytes(worker.one(line, seconds))
        fresh.replace(target)
