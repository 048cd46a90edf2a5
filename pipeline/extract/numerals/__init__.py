"""The grammar of numerals: Arabic, Chinese, formal and mixed, as exact values.

``scan(text, at)`` reads the longest numeral of *normalised* text that starts at ``at`` and returns its
value as a range, because 十几, 三四十 and 数百万 are ranges already. Every character is looked at a bounded
number of times, so cost is linear in the length of the numeral.

    1.81兆        1810000000000            一万三          13000 (the last digit counts tenths of the last unit)
    3千5百        3500                     五亿零六        500000006 (零 says: it does not)
    二〇二五      2025                     三四十          30 to 40
    三点五万      35000                    数百万          from 1000000, no upper end
    叁佰万        3000000                  500多亿         50000000000, more than that
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.extract.numerals.characters import (
    ALL_DIGITS,
    ARABIC,
    BIG,
    DIGITS,
    EXACT,
    FIRST_CHINESE,
    FORMAL,
    FUZZY,
    SMALL,
    START,
    TENS,
    Numeral,
    Value,
)
from pipeline.extract.numerals.reader import LONGEST, Reader

__all__ = [
    "ALL_DIGITS", "DIGITS", "EXACT", "FIRSTS", "FIRST_CHINESE", "FORMAL", "START", "Numeral", "Value", "scan",
]  # fmt: skip

#: every character that a numeral may start with, as ``Reader.read`` goes on with it
FIRSTS = frozenset({*"0123456789 ", *ALL_DIGITS, *TENS, *SMALL, *BIG, *FUZZY})
# what may carry on a numeral: behind Arabic digits, and behind a first Chinese digit
_AFTER_ARABIC = frozenset({*SMALL, *BIG, *"多余来 "})
_AFTER_DIGIT = frozenset({*ALL_DIGITS, *SMALL, *BIG, *TENS, *"点、 0123456789"})


def scan(text: str, at: int) -> Numeral | None:
    """The longest numeral of normalised ``text`` that starts at ``at``, or None.

    A sign is read by the caller: whether 负 or - belongs to a number is a matter of what stands before it.
    """
    char = text[at : at + 1]
    if "0" <= char <= "9":
        match = ARABIC.match(text, at, at + LONGEST)
        if match is not None and text[match.end() : match.end() + 1] not in _AFTER_ARABIC:
            return _arabic(match.group(), at, match.end())
    elif char in ALL_DIGITS and text[at + 1 : at + 2] not in _AFTER_DIGIT and char != "参":
        value = ALL_DIGITS[char]
        return Numeral(at, at + 1, value, value, coefficient=value)
    elif char not in FIRSTS:
        return None
    reader = Reader(text, at)
    reader.read()
    return reader.numeral(at)


def _arabic(digits: str, start: int, end: int) -> Numeral:
    """A run of Arabic digits that nothing carries on: most numbers of an article."""
    digits = digits.replace(",", "").replace("·", ".")
    value: Value = int(digits) if digits.isdigit() else Decimal(digits)
    if not digits.isdigit() and "e" in digits.lower() and value == int(value):  # 1.5e8
        value = int(value)
    return Numeral(start, end, value, value, coefficient=value, arabic=True, decimal="." in digits)
