"""Articles that a cluster reads itself: all files below a URL, by the same reader as on one machine.

An executor gets whole files and gives articles; the driver sees them in the order of their names and passes over those
that are one, as ``pipeline.read`` does. So the ids, the articles and the rejects are those of the same folder on a disk.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.engines.codec import decode_article, encode_article
from pipeline.lexicon import load
from pipeline.model import ArticleError, PipelineError, Reject
from pipeline.read import Item, distinct, item
from pipeline.read.files import MAX_FILE, is_passed_over, raw_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.model import Article

_SCHEMA = "place string, number long, identity binary, line binary"
_FILES = 16  # of a batch that crosses to Python
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(?://[^/]*)?")
_JARS = {"s3a": "org.apache.hadoop:hadoop-aws", "abfss": "org.apache.hadoop:hadoop-azure", "gs": "com.google.cloud.bigdataoss:gcs-connector"}  # fmt: skip


def articles(session: Any, url: str) -> Iterator[Article | Reject]:
    """All articles below ``url`` in the order of their names. Raises ArticleError where nothing is there."""
    root = _path(url).rstrip("/")

    def inside(path: str) -> str:
        name = _path(path)
        return name.rsplit("/", 1)[-1] if name == root else name.removeprefix(root + "/")

    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _FILES)
    with told(url):
        files = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(url)
        listed = files.select("path", "length").toArrow().to_pylist()
    names = {row["path"]: inside(row["path"]) for row in listed}
    large = {row["path"] for row in listed if row["length"] > MAX_FILE}

    def found() -> Iterator[Item | Reject]:
        for path in sorted(large):
            yield Reject(
                names[path], "read", f"has more than {MAX_FILE} bytes: split it, or write lines of JSON"
            )
        wanted = files.where(files.length <= MAX_FILE).select("path", "content")
        rows = wanted.mapInArrow(_reader(root), _SCHEMA).orderBy("place", "number")
        with told(url):
            for row in rows.toLocalIterator(prefetchPartitions=True):
                yield _decoded(bytes(row["identity"]), bytes(row["line"]))

    return distinct(found())


class told:  # noqa: N801  (a context manager reads as a verb)
    """What Spark raises about a place as one line."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        if not isinstance(error, PySparkException | Py4JError):
            return
        text = " ".join(str(error).split())
        if "PATH_NOT_FOUND" in text:
            raise ArticleError(
                f"{self._url}: there is no such folder or file: give the folder that holds your articles"
            ) from error
        scheme = self._url.partition("://")[0]
        if "No FileSystem for scheme" in text or re.search(
            r"ClassNotFoundException: Class \S*FileSystem", text
        ):
            package = _JARS.get(scheme, "GROUP:NAME")
            raise PipelineError(
                f"{self._url}: this Spark has no file system for {scheme}: "
                f"set PYSPARK_SUBMIT_ARGS='--packages {package}:VERSION pyspark-shell', or add its jar to the cluster"
            ) from error
        why = text.partition("Exception: ")[2] or text
        raise PipelineError(f"{self._url}: the cluster cannot use it ({why[:200]})") from error


def _path(url: str) -> str:
    """A URL without scheme and host: file:/a/b and file:///a/b are /a/b."""
    return _SCHEME.sub("", url)


def _reader(root: str) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What an executor's Python does with its files."""

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        schema = pa.schema(
            [("place", pa.string()), ("number", pa.int64()), ("identity", pa.binary()), ("line", pa.binary())]
        )
        for batch in batches:
            for path, content in zip(batch.column(0), batch.column(1), strict=True):
                name = _path(path.as_py())
                name = name.rsplit("/", 1)[-1] if name == root else name.removeprefix(root + "/")
                rows = list(_rows(name, content.as_py()))
                yield pa.RecordBatch.from_pylist(rows, schema=schema)

    return read


def _rows(name: str, content: bytes) -> Iterator[dict[str, Any]]:
    """The articles of a file as lines, with what they are sorted by: folders before what only begins like them."""
    last = name.rsplit("/", 1)[-1]
    if is_passed_over(last):
        return
    lexicon = load()
    with tempfile.TemporaryDirectory(prefix="zh-extract-file-") as folder:
        path = Path(folder) / f"file{''.join(Path(last).suffixes[-2:])}"
        path.write_bytes(content)
        for number, raw in enumerate(raw_articles(path, name)):
            one = raw if isinstance(raw, Reject) else item(raw, lexicon)
            identity = b"" if isinstance(one, Reject) else one.identity
            yield {
                "place": name.replace("/", "\0"),
                "number": number,
                "identity": identity,
                "line": _encoded(one),
            }


def _encoded(one: Item | Reject) -> bytes:
    if isinstance(one, Reject):
        return b"R" + orjson.dumps(_said(one))
    return b"A" + orjson.dumps([_said(note) for note in one.notes]) + b"\n" + encode_article(one.article)


def _decoded(identity: bytes, line: bytes) -> Item | Reject:
    if line[:1] == b"R":
        return Reject(*orjson.loads(line[1:]))
    notes, _, article = line[1:].partition(b"\n")
    return Item(identity, decode_article(article), tuple(Reject(*note) for note in orjson.loads(notes)))


def _said(reject: Reject) -> tuple[str, str, str, bool]:
    return reject.path, reject.stage, reject.reason, reject.lost
