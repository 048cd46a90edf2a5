"""The project's own corpus, run once for all tests that look at what a run leaves."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from pipeline.run import run

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = Path(__file__).parent / "gold"


def shipped_articles() -> list[str]:
    """The articles of ``corpus/`` that the project brings, which are those with gold; a reader may have added others."""
    return [json.loads(path.read_bytes())["article"] for path in sorted(GOLD.glob("*.jsonl"))]


@cache
def corpus_outputs() -> Path:
    """The outputs of ``corpus/``; read them, do not write into them."""
    folder = Path(tempfile.mkdtemp(prefix="zh-extract-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run(CORPUS, folder / "outputs")
    return folder / "outputs"
