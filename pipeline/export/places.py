"""Where an export goes: written beside its place and put there whole."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.model import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def fresh_file(target: Path) -> Iterator[Path]:
    """A file to write that takes the place of ``target`` when the block ends without an exception."""
    if target.is_dir():
        raise PipelineError(f"{target}: is a folder: give a file")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        yield fresh
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def fresh_folder(target: Path, mark: str) -> Iterator[Path]:
    """A folder to write that takes the place of ``target``, which must be new, empty or hold ``mark`` from an earlier time."""
    if target.exists() and not target.is_dir():
        raise PipelineError(f"{target}: is a file: give a folder")
    if target.exists() and any(target.iterdir()) and not (target / mark).exists():
        raise PipelineError(f"{target}: holds something else: choose an empty or new folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
