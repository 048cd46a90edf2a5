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
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = (
    "run.json"  # a folder with it holds our tables and may be exchanged; it names every file that a run wrote
)
# what other commands, git and a Mac's file manager put into a folder that is else empty: no reason to refuse it
_BESIDE = {"evaluation.md", ".gitkeep", ".gitignore", ".DS_Store"}
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
    begun = False
    try:
        _recover(outputs)
        _refuse(outputs, given)
        with exchanged(outputs) as fresh:
            begun = True
            yield fresh
            _carry_over(outputs, fresh)
    except OSError as error:
        why = error.strerror or error
        if begun:
            raise PipelineError(f"{given}: {why}: the last good tables are untouched") from error
        raise PipelineError(f"{given}: cannot be written ({why}): choose another OUTPUTS") from error


@contextmanager
def exchanged(folder: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of ``folder``, whatever that holds, when the block ends without an exception.

    It appears when the block is entered; traces of killed runs are removed before. Raises OSError where the disk says no.
    """
    fresh = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    _recover(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    fresh.mkdir()
    try:
        yield fresh
        _put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse(outputs: Path, given: Path) -> None:
    if not outputs.exists():
        return
    if not outputs.is_dir():
        raise PipelineError(f"{given}: is not a folder: choose another OUTPUTS")
    if _is_home(outputs):
        raise PipelineError(f"{given}: is a home directory or holds one: choose a folder inside it")
    if _run(outputs) is not None:
        return
    held = sorted(path.name for path in outputs.iterdir() if path.name not in _BESIDE)
    if held:
        raise PipelineError(
            f"{given}: holds {held[0]} and no tables of ours: choose an empty or new folder, so that nothing is lost"
        )


def _is_home(folder: Path) -> bool:
    """Whether all that its user owns lies there: nobody means that by OUTPUTS."""
    try:
        home = Path.home().resolve()
    except (RuntimeError, OSError):  # a user without one
        return False
    return folder == home or folder in home.parents


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
    """Copy what no run has written, with its modes; a note beside texts/a.txt stays too, and so does an empty folder."""
    if not outputs.exists():
        return
    ours = frozenset(_run(outputs) or ())
    our_folders = {parent.as_posix() for name in ours for parent in PurePosixPath(name).parents}
    kept: list[Path] = []
    for folder, folders, files in os.walk(outputs, onerror=_raise):
        inside = Path(folder).relative_to(outputs)
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        if inside.as_posix() not in our_folders:
            kept.append(inside)
            (fresh / inside).mkdir(parents=True, exist_ok=True)
        for name in [*files, *linked]:
            target = fresh / inside / name
            if (inside / name).as_posix() in ours or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(folder, name), target, follow_symlinks=False)
    for inside in reversed(kept):  # last, and what lies inside first: a folder may be closed to writing
        shutil.copystat(outputs / inside, fresh / inside)
    shutil.copymode(outputs, fresh)


def _raise(error: OSError) -> None:
    """What cannot be looked into cannot be carried over."""
    raise error


def _run(outputs: Path) -> list[str] | None:
    """The files that the last run says it wrote; None where no run of ours says so."""
    try:
        run: Any = json.loads((outputs / _MARK).read_bytes())
        return [str(name) for name in run["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


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
