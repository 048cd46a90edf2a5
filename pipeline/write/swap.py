"""Whole or not at all: tables are written into a folder beside OUTPUTS and the two are exchanged at the end.

Where the system can exchange two folders in one step (Linux, macOS), a run killed at any moment leaves the last good
tables or the new ones. Elsewhere two renames are needed; a run that finds the traces of one killed between them
puts the last good tables back first.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = (
    "run.json"  # a folder with it holds our tables and may be exchanged; it names every file that a run wrote
)
_BESIDE = {"evaluation.md"}  # what other commands put there: no reason to refuse the folder
_AT_FDCWD, _EXCHANGE = -100, 2
_RENAME_SWAP = 2  # macOS


@contextmanager
def whole(outputs: Path) -> Iterator[Path]:
    """A fresh folder to write into; it takes the place of ``outputs`` when the block ends without an exception.

    Files in ``outputs`` that no run has written (a reader's notes) are carried over. Raises PipelineError where
    ``outputs`` is a file, cannot be written or is a folder of something else; it is untouched then.
    """
    given, outputs = outputs, outputs.resolve()  # a link to a folder stays a link
    if not outputs.name:
        raise PipelineError(f"{given}: is the root of the file system: choose another OUTPUTS")
    fresh = outputs.with_name(f".{outputs.name}.new-{os.getpid()}")
    try:
        _recover(outputs)
        _refuse(outputs, given)
        outputs.parent.mkdir(parents=True, exist_ok=True)
        _sweep(outputs)
        fresh.mkdir()
    except OSError as error:
        raise PipelineError(
            f"{given}: cannot be written ({error.strerror}): choose another OUTPUTS"
        ) from error
    try:
        yield fresh
        _carry_over(outputs, fresh)
        _put_in_place(fresh, outputs)
    except OSError as error:
        raise PipelineError(
            f"{given}: cannot be written ({error.strerror or error}): the last good tables are untouched"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse(outputs: Path, given: Path) -> None:
    if not outputs.exists():
        return
    if not outputs.is_dir():
        raise PipelineError(f"{given}: is not a folder: choose another OUTPUTS")
    if (outputs / _MARK).exists():
        return
    held = sorted(
        path.name for path in outputs.iterdir() if not path.name.startswith(".") and path.name not in _BESIDE
    )
    if held:
        raise PipelineError(
            f"{given}: holds {held[0]} and no tables of ours: choose an empty or new folder, so that nothing is lost"
        )


def _old(outputs: Path) -> Path:
    return outputs.with_name(f".{outputs.name}.old")


def _recover(outputs: Path) -> None:
    """A run was killed between two renames: the last good tables go back to their place."""
    old = _old(outputs)
    if old.exists() and not outputs.exists():
        old.rename(outputs)


def _sweep(outputs: Path) -> None:
    """Remove what killed runs left behind; a folder whose process still lives is let alone."""
    prefix = f".{outputs.name}.new-"
    for path in outputs.parent.iterdir():
        pid = path.name.removeprefix(prefix)
        ours = path.name.startswith(prefix) and pid.isdigit()
        # in a container every run may have the id of the one before
        if ours and (int(pid) == os.getpid() or not alive(int(pid))):
            shutil.rmtree(path, ignore_errors=True)
    if outputs.exists():
        shutil.rmtree(_old(outputs), ignore_errors=True)


def alive(pid: int) -> bool:
    """Whether a process of that id lives, whosever it is."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it lives and is somebody else's
        return True
    return True


def _carry_over(outputs: Path, fresh: Path) -> None:
    """Copy what no run has written; folders are looked into, so that a note beside texts/a.txt stays too."""
    if not outputs.exists():
        return
    ours = _written(outputs)
    for folder, folders, files in os.walk(outputs):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        for name in [*files, *linked]:
            path = Path(folder, name)
            inside = path.relative_to(outputs)
            target = fresh / inside
            if inside.as_posix() in ours or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)


def _written(outputs: Path) -> frozenset[str]:
    """The files that the last run says it wrote; none where it does not say."""
    try:
        run: Any = json.loads((outputs / _MARK).read_bytes())
        return frozenset(run["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def _put_in_place(fresh: Path, outputs: Path) -> None:
    if not outputs.exists():
        fresh.rename(outputs)
        return
    if _exchange(fresh, outputs):
        return
    old = _old(outputs)
    shutil.rmtree(old, ignore_errors=True)
    outputs.rename(old)
    fresh.rename(outputs)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(a), os.fsencode(b), _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False
