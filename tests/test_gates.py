"""Gates let through whatever the patterns that they stand before can match."""

from __future__ import annotations

import re

import pytest

from pipeline.extract.numerals import FIRSTS
from pipeline.extract.numerals.reader import Reader
from pipeline.gates import either, firsts, lasts, led


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("年初|月底", "年月"),
        ("(?:上|下)?半年", "上下半"),
        ("(?<!百)[二三](?=月)", "二三"),
        ("(?P<a>[0-2])?(第)", "012第"),
        ("(?:去)*+年", "去年"),
        ("(?=[今明])[今昨]年", "今昨"),
    ],
)
def test_firsts(pattern: str, chars: str) -> None:
    assert firsts(re.compile(pattern)) == set(chars)


@pytest.mark.parametrize("pattern", ["(?:年)?", "[^年]", ".年", r"\d年", "[一-龥]年", "(?=年)", "(?i:a)b"])
def test_no_firsts_where_anything_may_come(pattern: str) -> None:
    with pytest.raises(ValueError, match="anything"):
        firsts(re.compile(pattern))


def test_lasts() -> None:
    assert lasts(re.compile("(?:已|曾)经?$"), re.compile("[上下]$|月(?=底)$")) == set("已曾经上下月\n")


@pytest.mark.parametrize("pattern", ["已经?", "已.{0,4}$", "(?:已$|曾)", "(?:已)?$"])
def test_no_lasts_where_anything_may_come(pattern: str) -> None:
    with pytest.raises(ValueError, match="any"):
        lasts(re.compile(pattern))


def test_led_finds_the_same() -> None:
    pattern = re.compile("(?<!去)(?P<when>年)底|[-月](?P<part>[初]) # 月初", re.VERBOSE)
    text = "今年底，去年底，9月初，-初，月底"
    assert [m.groupdict() | {"at": m.span()} for m in led(pattern).finditer(text)] == [
        m.groupdict() | {"at": m.span()} for m in pattern.finditer(text)
    ]


def test_either_is_all_of_them() -> None:
    both = either(re.compile("(?P<when>年)(初|底)"), re.compile("(?<=去)(?P<when>年)"))
    assert [bool(both.match(text, 1)) for text in ("去年", "今年", "今年初")] == [True, False, True]


def test_either_keeps_references() -> None:
    both = either(re.compile("(?P<day>[0-9])日"), re.compile(r"(?P<day>[0-9])(-|/)[0-9]\2"))
    assert [bool(both.match(text)) for text in ("3日", "1-2-", "1/2/", "1-2/")] == [True, True, True, False]


def test_either_refuses_other_flags() -> None:
    with pytest.raises(ValueError, match="flags"):
        either(re.compile("a"), re.compile("b", re.MULTILINE))


def test_no_numeral_starts_with_another_character() -> None:
    others = [char for char in map(chr, range(0x20, 0xA000)) if char not in FIRSTS]
    rests = ("十万", "三百", "5万", " 3", "、八年")
    assert not [char for char in others for rest in rests if Reader(char + rest, 0).read()]


@pytest.mark.parametrize("pattern", [r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", r"(a)\\1"])
def test_either_takes_no_reference_that_is_unclear(pattern: str) -> None:
    with pytest.raises(ValueError, match="may refer"):
        either(re.compile("b"), re.compile(pattern))


def test_no_lasts_where_each_line_ends() -> None:
    with pytest.raises(ValueError, match="end anywhere"):
        lasts(re.compile("已$", re.MULTILINE))
