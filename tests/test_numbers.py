from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cases_format import Case, load_cases

if TYPE_CHECKING:
    from conftest import Extract

    from pipeline.model import NumberMention


def shown(mention: NumberMention) -> str:
    low = "" if mention.low is None else f"{mention.low:f}"
    high = "" if mention.high is None else f"{mention.high:f}"
    value = low if low == high else f"{low}..{high}"
    ordinal = "#" if mention.label == "ORDINAL" else ""
    return " ".join(
        part for part in (ordinal + value, mention.unit, mention.modifier, mention.change) if part
    )


@pytest.mark.parametrize("case", load_cases("numbers.csv"))
def test_every_number_of_the_case_and_no_other(case: Case, run_on: Extract) -> None:
    found = run_on(case.text, published=case.cells["published"], region=case.cells["region"] or "CN").numbers
    assert [mention.text for mention in found] == case.marked, case.place
    assert [shown(mention) for mention in found] == list(case.values), case.place
