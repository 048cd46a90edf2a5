"""The script of a text, told by the characters that only one script has.

``scripts.csv`` holds them: the characters that OpenCC's ``t2s`` changes, and those that its ``s2t`` changes, without those that
both change or that Traditional text writes too (皇后, 里程, 茶几). ``tools/build_scripts.py`` makes the table anew.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Script

_TABLE = Path(__file__).with_name("scripts.csv")


@cache
def script_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only Traditional text has, and those that only Simplified text has."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        found = {row["script"]: frozenset(row["characters"]) for row in csv.DictReader(table)}
    return found["Hant"], found["Hans"]


@cache
def _script_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One character of Traditional text alone, one of Simplified text alone: findall counts them in C."""
    hant, hans = script_characters()
    return re.compile(f"[{''.join(sorted(hant))}]"), re.compile(f"[{''.join(sorted(hans))}]")


def script_of(text: str, default: Script = "") -> Script:
    """Hant or Hans, by the characters that only one of the scripts has; ``default`` where none or as many."""
    hant, hans = _script_patterns()
    balance = len(hant.findall(text)) - len(hans.findall(text))
    return "Hant" if balance > 0 else "Hans" if balance < 0 else default


def scripts_of_each(texts: Iterable[str], default: Script) -> list[Script]:
    """``script_of`` of each text; one without a character of Traditional text alone is not looked at twice."""
    hant, _ = script_characters()
    if default != "Hans":
        return [script_of(text, default) for text in texts]
    return ["Hans" if hant.isdisjoint(text) else script_of(text, default) for text in texts]


def scripts_of(text: str, spans: Iterable[tuple[int, int]], default: Script) -> list[Script]:
    """The script of every span. Most texts hold characters of one script alone: then no span is looked at."""
    hant, hans = _script_patterns()
    found: list[Script] = []
    if hant.search(text):
        found.append("Hant")
    if hans.search(text):
        found.append("Hans")
    if not found or found == [default]:
        return [default for _ in spans]
    return [script_of(text[start:end], default) for start, end in spans]
