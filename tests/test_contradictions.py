"""Where public test suites read a number or a time otherwise than this project, and why: tests/cases/contradictions.csv.

The texts are items of Recognizers-Text (MIT), JioNLP (Apache 2.0) and Duckling (BSD), by suite and number. ``suite`` is
the value there, ``ours`` what is read here, ``reason`` the convention that differs.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from decimal import Decimal

    from conftest import Extract

    from pipeline.model import DateMention, NumberMention

CASES = Path(__file__).parent / "cases" / "contradictions.csv"


def rows() -> list[Any]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["item"]) for row in csv.DictReader(file)]


def told(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def number(mention: NumberMention) -> str:
    value = told(mention.low) + (f"..{told(mention.high)}" if mention.high != mention.low else "")
    return " ".join(part for part in (mention.text, "=", value, mention.unit, mention.modifier) if part)


def date(mention: DateMention) -> str:
    return f"{mention.text} = {mention.edtf}".strip()


@pytest.mark.parametrize("row", rows())
def test_the_item_is_read_by_this_projects_conventions(row: dict[str, str], run_on: Extract) -> None:
    found = run_on(row["text"], published=row["published"])
    read = [date(m) for m in found.dates] if row["layer"] == "date" else [number(m) for m in found.numbers]
    assert "; ".join(read) == row["ours"]
    assert row["reason"]
    assert json.loads(row["suite"])
