"""The notation of tests/cases/*.csv: every mention of the text stands in 【】, its value in ``values``.

    text                               values
    占地【三万平方米】、全长【12.5公里】   30000 平方米; 12.5 公里
    增长近【10倍】                       10 倍 approx
    【每秒数百万次】                      1000000.. 次/秒 approx
    一带一路                            (nothing: a negative case)

A case whose ``origin`` is known-failure runs as a strict xfail: an accidental fix is noticed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
ORIGINS = ("wild", "synthetic", "negative", "contract", "known-failure")


@dataclass(frozen=True, slots=True)
class Case:
    """One row: the plain text, the marked spans, the expected values in order."""

    place: str
    text: str
    spans: tuple[tuple[int, int], ...]
    values: tuple[str, ...]
    cells: dict[str, str]

    @property
    def marked(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text without marks, and the half-open spans of what stood in them."""
    text, spans, opened = "", [], -1
    for char in marked:
        if char == "【":
            opened = len(text)
        elif char == "】":
            spans.append((opened, len(text)))
        else:
            text += char
    return text, tuple(spans)


def load_cases(name: str) -> list[Any]:
    """The rows of a case file as pytest parameters."""
    parameters = []
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            text, spans = unmark(row["text"])
            values = tuple(value.strip() for value in row["values"].split(";") if value.strip())
            assert row["origin"] in ORIGINS, f"{name}:{line}: origin must be one of {', '.join(ORIGINS)}"
            assert len(values) == len(spans), f"{name}:{line}: {len(spans)} marks but {len(values)} values"
            negative, known = row["origin"] == "negative", row["origin"] == "known-failure"
            assert known or negative != bool(spans), (
                f"{name}:{line}: a negative case, and no other, has no marks"
            )
            case = Case(f"{name}:{line}", text, spans, values, row)
            marks = (
                [pytest.mark.xfail(strict=True, reason=row["note"])]
                if row["origin"] == "known-failure"
                else []
            )
            parameters.append(pytest.param(case, id=f"{line}-{text[:24]}", marks=marks))
    return parameters
