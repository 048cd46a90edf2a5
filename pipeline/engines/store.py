"""What was found in each article, kept on disk: a run's memory, and the next run's head start.

    FOLDER/manifest.json   the parts that count, with the BLAKE2 hash of each, and what they were made by
    FOLDER/part-*.parquet  rows of key, article_id, article, found; written once and never changed
    FOLDER/lock            held while a run uses the folder

A key is the hash of an article as it was read (its text, date, region …); code, tables and settings are one fingerprint
for the whole folder, and another fingerprint starts it anew. What a run needs and the folder has not is one anti-join in
DuckDB. Articles without a mention are kept too. A folder that is damaged in any way is thrown away with a warning: it
holds nothing that cannot be made again.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import warnings
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import orjson

from pipeline.arrow import arrow_table
from pipeline.engines.parts import Stored
from pipeline.engines.scratch import scratch
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

    from pipeline.arrow import Kind

    Row = tuple[bytes, str, bytes, bytes]

_FORMAT = 1
_WANTED: Mapping[str, Kind] = {"key": "bytes", "article_id": "string"}
_HELD: Mapping[str, Kind] = {**_WANTED, "article": "bytes", "found": "bytes"}
_GROUP = 64  # rows of a group: what is in memory at once when a part is read
_MOST_MEMORY = "64MB"  # of DuckDB; what it needs beyond that it keeps on disk
_DEAD_SHARE = 2  # a folder is packed anew when it holds so many times the rows that a run used


class CacheWarning(UserWarning):
    """A cache could not be used; the run goes on without it."""


def key_of(article: bytes) -> bytes:
    """The key of an encoded article: 16 bytes."""
    return hashlib.blake2b(article, digest_size=16).digest()


class Store:
    """Extractions on disk. Without a folder in a temporary one, which serves a single run."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self._kept = folder
        self._fingerprint = fingerprint

    def __enter__(self) -> Self:
        # Arrow's own allocator keeps what it has given back, 25 MB of a run; read when Arrow is imported, and where that has
        # been done before, by whom this library is used, Arrow stays as it is
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        import duckdb

        self.scratch = scratch()
        self._lock: int | None = None
        self._made: list[Path] = []  # folders that were not there before this run, the innermost first
        self._folder = self.scratch
        if self._kept is not None and self._locked(self._kept):
            self._folder = self._kept
        self._parts: dict[str, str] = self._opened()
        self._database: Any = duckdb.connect(
            config={
                "memory_limit": _MOST_MEMORY,
                "temp_directory": str(self.scratch / "spill"),
                "threads": 1,
            }
        )
        self._database.execute("CREATE TABLE wanted (key BLOB, article_id VARCHAR)")
        self._database.execute("CREATE TABLE held (key BLOB)")  # the keys of all parts, read once
        if self._parts:
            with _told(self._folder):
                self._database.execute("INSERT INTO held SELECT key FROM read_parquet(?)", [self._paths()])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        if error is not None and not self._parts:
            self._unmake()
        if self._lock is not None:
            os.close(self._lock)
        shutil.rmtree(self.scratch, ignore_errors=True)

    # -- opening -----------------------------------------------------------------------------------------

    def _locked(self, folder: Path) -> bool:
        """Whether the folder is ours until the run ends; another run that uses it now, or a full disk, is no error."""
        try:
            self._made = [place for place in (folder, *folder.parents) if not place.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(self._lock).st_nlink:  # a run that found nothing has just removed it
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        except OSError as error:
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None
            _warn(folder, f"cannot be used ({error.strerror}): this run goes without it")
            return False
        return True

    def _unmake(self) -> None:
        """A run that found nothing leaves no empty folder where there was none; what holds anything else stays."""
        if self._made and self._lock is not None:
            with suppress(OSError):
                (self._made[0] / "lock").unlink()
                for folder in self._made:
                    folder.rmdir()

    def _opened(self) -> dict[str, str]:
        """The parts that the manifest names, after a look at every one; what it does not name is removed."""
        try:
            parts = self._told()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _warn(self._folder, f"is damaged and is made anew ({error})")
            parts = {}
        for path in self._folder.glob("part-*"):
            if path.name not in parts:
                path.unlink(missing_ok=True)
        return parts

    def _told(self) -> dict[str, str]:
        manifest = self._folder / "manifest.json"
        if not manifest.exists():
            return {}
        told = orjson.loads(manifest.read_bytes())
        if (told["format"], told["fingerprint"]) != (_FORMAT, self._fingerprint):
            return {}
        parts = {str(name): str(digest) for name, digest in told["parts"].items()}
        bad = [name for name, digest in parts.items() if _digest(self._folder / name) != digest]
        if bad:
            raise ValueError(f"{bad[0]} is not as it was written")
        return parts

    # -- what is there and what is not ------------------------------------------------------------------

    def missing(self, rows: Sequence[tuple[bytes, str]]) -> set[bytes]:
        """Which of these keys (each with its article's id) no part holds."""
        self._database.register("asked", arrow_table(_WANTED, rows))
        found = self._database.execute("SELECT key FROM asked ANTI JOIN held USING (key)").fetchall()
        self._database.unregister("asked")
        return {row[0] for row in found}

    def want(self, rows: Iterable[tuple[bytes, str]]) -> None:
        """Note which keys, of which articles, belong to this run."""
        self._database.register("more", arrow_table(_WANTED, list(rows)))
        self._database.execute("INSERT INTO wanted SELECT key, article_id FROM more")
        self._database.unregister("more")

    def add(self, rows: Sequence[Row]) -> None:
        """Keep extractions (key, article_id, article, found) in a part of their own."""
        if not rows:
            return
        import pyarrow.parquet as pq

        table = arrow_table(_HELD, rows)
        with _told(self._folder):
            path = self._new_part()
            pq.write_table(table, path, row_group_size=_GROUP, compression="zstd")
            self._parts[path.name] = _digest(path)
            self._write_manifest()
        self._database.register("more", table)
        self._database.execute("INSERT INTO held SELECT key FROM more")
        self._database.unregister("more")

    def _new_part(self) -> Path:
        number = max((int(name[5:-8]) for name in self._parts), default=0) + 1
        return self._folder / f"part-{number:06}.parquet"

    def _write_manifest(self) -> None:
        """In one step, so that a run killed here leaves the manifest before or the one after."""
        told = {"format": _FORMAT, "fingerprint": self._fingerprint, "parts": self._parts}
        fresh = self._folder / "manifest.new"
        fresh.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
        fresh.replace(self._folder / "manifest.json")

    def _paths(self) -> list[str]:
        return [str(self._folder / name) for name in self._parts]

    # -- what the run is made of ------------------------------------------------------------------------

    def extractions(self) -> Stored:
        """Everything that was wanted, in the order of the articles."""
        with _told(self._folder):
            found = self._ordered()
            if self._has_dead(len(found)):
                self._pack(found)
                found = self._ordered()
        return found

    def _ordered(self) -> Stored:
        """Where each wanted row stands."""
        order, parts = self.scratch / "order.parquet", [Path(path) for path in self._paths()]
        if parts:
            places = ", ".join(f"({_literal(path.name)}, {place})" for place, path in enumerate(parts))
            self._database.execute(
                f"""
                COPY (
                    SELECT CAST(part.place AS BIGINT) AS part, place.row FROM (
                        SELECT DISTINCT ON (wanted.article_id) wanted.article_id, held.file_row_number AS row,
                               parse_filename(held.filename) AS name
                        FROM wanted JOIN read_parquet({_literal(list(map(str, parts)))}, filename = true, file_row_number = true)
                        AS held USING (key)
                    ) AS place JOIN (VALUES {places}) AS part (name, place) ON part.name = place.name
                    ORDER BY place.article_id
                ) TO {_literal(str(order))} (FORMAT parquet, ROW_GROUP_SIZE 16384)
                """  # noqa: S608  (quoted above)
            )
        count = self._database.execute("SELECT count(*) FROM wanted").fetchone()[0]
        return Stored(parts, order, count)

    def _has_dead(self, used: int) -> bool:
        """Whether append-only parts hold much that no run needs any more."""
        import pyarrow.parquet as pq

        held = sum(pq.ParquetFile(path).metadata.num_rows for path in self._paths())
        return self._folder != self.scratch and bool(used) and held > _DEAD_SHARE * used

    def _pack(self, found: Stored) -> None:
        """The rows of this run become the only part."""
        import pyarrow.parquet as pq

        old, path = self._paths(), self._new_part()
        rows = found.rows(*_HELD)
        first = arrow_table(_HELD, list(islice(rows, _GROUP)))
        with pq.ParquetWriter(path, first.schema, compression="zstd") as packed:
            packed.write_table(first)
            while more := list(islice(rows, _GROUP)):
                packed.write_table(arrow_table(_HELD, more))
        self._parts = {path.name: _digest(path)}
        self._write_manifest()
        for name in old:
            Path(name).unlink(missing_ok=True)


class _told:  # noqa: N801  (a context manager reads as a verb)
    """A disk that cannot be written is told as every other: where, what, what to do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import duckdb

        if isinstance(error, OSError | duckdb.IOException):
            what = getattr(error, "strerror", None) or str(error).splitlines()[0]
            raise PipelineError(
                f"{self._folder}: cannot be written ({what}): make room there or say --no-cache and set TMPDIR; "
                "the last good tables are untouched"
            ) from error


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _literal(value: str | list[str]) -> str:
    """A string, or a list of strings, as SQL writes it."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return "'" + value.replace("'", "''") + "'"


def _warn(folder: Path, what: str) -> None:
    warnings.warn(f"{folder}: {what}", CacheWarning, stacklevel=3)
