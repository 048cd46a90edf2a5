from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cases_format import Case, load_cases

if TYPE_CHECKING:
    from conftest import Extract


@pytest.mark.parametrize("case", load_cases("entities.csv"))
def test_every_name_of_the_case_and_no_other(case: Case, run_on: Extract) -> None:
    found = run_on(case.text, published="2025-06-06", region=case.cells["region"]).entities
    assert [mention.text for mention in found] == case.marked, case.place
    assert [mention.label for mention in found] == list(case.values), case.place


def test_the_cases_are_many_and_a_third_are_negative() -> None:
    negative = [bool(case.values[0].cells["origin"] == "negative") for case in load_cases("entities.csv")]
    assert len(negative) >= 150
    assert sum(negative) * 3 >= len(negative)
