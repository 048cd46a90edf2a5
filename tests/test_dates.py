from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cases_format import Case, load_cases

if TYPE_CHECKING:
    from conftest import Extract


@pytest.mark.parametrize("case", load_cases("dates.csv"))
def test_every_time_of_the_case_and_no_other(case: Case, run_on: Extract) -> None:
    found = run_on(case.text, published=case.cells["published"], region=case.cells["region"] or "CN").dates
    assert [mention.text for mention in found] == case.marked, case.place
    assert [mention.edtf or "-" for mention in found] == list(case.values), case.place
