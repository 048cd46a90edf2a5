"""Whole or not at all: tables are written into a folder beside OUTPUTS and the two are exchanged at the end.

Where the system can exchange two folders in one step (Linux, macOS), a run killed at any moment leaves the last good
tables or the new ones. Elsewhere two renames are needed; a run that finds the traces of one killed between them
puts the last good tables back first.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = "run.json"  # a folder with it holds our tables and may be exchanged
_OURS = (".csv", ".jsonl", ".xlsx", ".html", ".json", ".md")
_AT_FDCWD, _EXCHANGE = -100, 2
_RENAME_SWAP = 2  # macOS


@contextmanager
def whole(outputs: Path) -> Iterator[Path]:
    """A fresh folder to write into; it takes the place of ``outputs`` when the block ends without an exception.

    Files in ``outputs`` that no run has written (a reader's notes) are carried over. Raises PipelineError where
    ``outputs`` is a file, cannot be written or is a folder of something else.
    """
    _recover(outputs)
    _refuse(outputs)
    fresh = outputs.with_name(f".{outputs.name}.new-{os.getpid()}")
    try:
        outputs.parent.mkdir(parents=True, exist_ok=True)
        _sweep(outputs)
        fresh.mkdir()
    except OSError as error:
        raise PipelineError(
            f"{outputs}: cannot be written ({error.strerror}): choose another OUTPUTS"
        ) from error
    try:
        yield fresh
        _carry_over(outputs, fresh)
        _put_in_place(fresh, outputs)
    except OSError as error:
        raise PipelineError(
            f"{outputs}: {error.strerror or error}: the last good tables are untouched"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse(outputs: Path) -> None:
    if outputs.is_symlink() or (outputs.exists() and not outputs.is_dir()):
        raise PipelineError(f"{outputs}: is not a folder: choose another OUTPUTS")
    if not outputs.exists() or (outputs / _MARK).exists():
        return
    held = [path.name for path in outputs.iterdir() if not path.name.startswith(".")]
    if any(name != "evaluation.md" for name in held):
        raise PipelineError(
            f"{outputs}: holds {held[0]} and no tables of ours: choose an empty or new folder, so that nothing is lost"
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
    for path in outputs.parent.glob(f".{outputs.name}.new-*"):
        pid = path.name.rpartition("-")[2]
        if not (pid.isdigit() and _alive(int(pid))):
            shutil.rmtree(path, ignore_errors=True)
    if outputs.exists():
        shutil.rmtree(_old(outputs), ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _carry_over(outputs: Path, fresh: Path) -> None:
    if not outputs.exists():
        return
    for path in outputs.iterdir():
        if path.name in {"texts", "report_files"} or (path.suffix in _OURS and path.name != "evaluation.md"):
            continue
        target = fresh / path.name
        if not target.exists():
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, target)


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
