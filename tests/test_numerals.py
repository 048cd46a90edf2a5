from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cases_format import Case, load_cases

from pipeline.extract.numerals import START, scan
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.numerals import Numeral


def shown(numeral: Numeral) -> str:
    low = f"{numeral.low}"
    value = low if numeral.high == numeral.low else f"{low}..{'' if numeral.high is None else numeral.high}"
    return f"{value} {numeral.modifier}".strip()


@pytest.mark.parametrize("case", load_cases("numerals.csv"))
def test_the_longest_numeral_of_the_case(case: Case) -> None:
    text = normalise(case.text)
    if not case.spans:
        assert [scan(text, at) for at in range(len(text)) if START.match(text, at)].count(None) == len(
            START.findall(text)
        ), case.place
        return
    (start, end), (value,) = case.spans[0], case.values
    numeral = scan(text, start)
    assert numeral is not None, case.place
    assert case.text[start : numeral.end] == case.text[start:end], case.place
    assert shown(numeral) == value, case.place
