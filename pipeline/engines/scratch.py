"""Folders for the length of a run, in the system's place for temporary files (``TMPDIR``)."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from pipeline.write.swap import alive

_OURS = re.compile(r"zh-extract-run-(\d+)-\w+")


def scratch() -> Path:
    """A fresh folder that names this process; those of processes that were killed are removed first."""
    for path in Path(tempfile.gettempdir()).glob("zh-extract-run-*"):
        match = _OURS.fullmatch(path.name)
        if match and not alive(int(match[1])):
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"zh-extract-run-{os.getpid()}-"))
