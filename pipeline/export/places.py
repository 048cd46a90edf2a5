"""Where an export goes: written beside its place and put there whole, and never over what a person has made there."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.model import PipelineError
from pipeline.write.swap import exchanged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: the SHA-256 of every file as it was written: what differs was made by somebody else. It lies in an exported folder, and
#: beside an exported file with that file's name before it
WRITTEN = ".zh-extract.json"
_OF_NOBODY = {
    WRITTEN,
    ".DS_Store",
    "Thumbs.db",
    ".stats_cache",
}  # file managers' and brat's: made again by them


@contextmanager
def fresh_file(target: Path, kind: str) -> Iterator[Path]:
    """A file to write that takes the place of ``target`` when the block ends without an exception.

    ``target`` must be new or as an export of the format ``kind`` left it: anything else is refused with a PipelineError
    and stays as it is.
    """
    if target.is_dir():
        raise PipelineError(f"{target}: is a folder: give a file")
    given, target = target, target.resolve()  # a link to a file stays a link
    if target.exists() and not _is_ours(target, kind):
        raise PipelineError(
            f"{given}: is not as an export of this format wrote it: choose a new file with --to, or move this one away"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        yield fresh
        told = {"format": kind, "files": {target.name: _digest(fresh)}}
        fresh.replace(target)
        record_of(target).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    finally:
        fresh.unlink(missing_ok=True)


def record_of(file: Path) -> Path:
    """Where it stands what an export wrote into ``file``."""
    return file.with_name(f".{file.name}{WRITTEN}")


def _is_ours(file: Path, kind: str) -> bool:
    """Whether an export of the format ``kind`` wrote ``file`` and nobody has changed it since."""
    try:
        told = json.loads(record_of(file).read_bytes())
        return (told["format"], told["files"][file.name]) == (kind, _digest(file))
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A folder to write that takes the place of ``target`` when the block ends without an exception.

    ``target`` must be new, empty or as an export left it: with a file that no export wrote, or one that was changed
    since, it is refused with a PipelineError and stays as it is.
    """
    if target.exists() and not target.is_dir():
        raise PipelineError(f"{target}: is a file: give a folder")
    target = target.resolve()  # a link to a folder stays a link
    made = _made_by_a_person(target) if target.exists() else ""
    if made:
        raise PipelineError(
            f"{target}: {made} is not as an export wrote it: choose a new folder with --to, or move this one away"
        )
    with exchanged(target) as fresh:
        yield fresh
        written = {path.relative_to(fresh).as_posix(): _digest(path) for path in _files(fresh)}
        (fresh / WRITTEN).write_text(json.dumps({"files": written}, indent=1) + "\n", encoding="utf-8")


def _made_by_a_person(folder: Path) -> str:
    """The first file that an export did not write or that differs from what it wrote; empty where there is none."""
    try:
        written: dict[str, str] = dict(json.loads((folder / WRITTEN).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):  # not ours: one look is enough, it may be large
        return min((path.name for path in folder.iterdir() if path.name not in _OF_NOBODY), default="")
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.name in _OF_NOBODY:
            continue
        if path.is_symlink() or not path.is_file() or written.get(name) != _digest(path):
            return name
    return ""


def _files(folder: Path) -> list[Path]:
    """All below ``folder`` that is no folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
