"""Folders for the length of a run, in the system's place for temporary files (``TMPDIR``)."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_OURS = re.compile(r"zh-extract-run-(\d+)-\w+")


def scratch() -> Path:
    """A fresh folder that names this process; those of processes that were killed are removed first."""
    for path in Path(tempfile.gettempdir()).glob("zh-extract-run-*"):
        match = _OURS.fullmatch(path.name)
        if match and not _alive(int(match[1])):
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"zh-extract-run-{os.getpid()}-"))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it lives and is somebody else's
        return True
    return True
