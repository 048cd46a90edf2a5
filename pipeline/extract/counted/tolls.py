"""What is no toll of its own, though it tells of dead or injured people: a part of one, a state of some of them, or cases.

33人受伤，其中两名伤者是外国人      two of the 33
罹难者包括10名外籍工人             ten of them
有12名伤者命危                   how twelve of them are
40人死亡，另有4人在医院死亡        four more
467宗失踪求助                    calls
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import NumberMention

_TOLLS = ("死亡人数", "受伤人数", "失踪人数")
#: measures of people whom something befell
TOLLS = frozenset({*_TOLLS, "住院人数", "受困人数", "撤离人数", "流离失所人数"}) | {
    f"{how}人数"
    for how in (
        "危殆",
        "危重",
        "命危",
        "严重",
        "稳定",
        "送院",
        "送医",
        "出院",
        "留院",
        "获救",
        "被困",
        "重伤",
        "轻伤",
    )
}
_CASES = frozenset("宗起件")
_INCLUDES = re.compile(r"(?:包括|包含|涵盖|当中有|其中有?)(?:了|一共|至少|约)?$")
_HOW_THEY_ARE = re.compile(
    r"(?:死者|伤者|伤患|罹难者|遇难者)(?:命危|危殆|情况|伤势|留医|出院|为|是|均|都|皆|来自|中|年|身[份分]|仍)"
)
# 40人当场死亡，另有4人在医院死亡: more of the same
_AND_MORE = re.compile(r"(?:另外?有?|还有|再有)(?:至少|约)?$")
_OF_THE_SAME = {
    "死亡人数": re.compile(r"死亡|身亡|遇难|罹难|丧生|不治|人死"),
    "受伤人数": re.compile(r"受伤|[轻重]伤|人伤"),
    "失踪人数": re.compile(r"失踪|失联|下落不明"),
}
_AROUND = 8  # code points before a number


def is_part(
    norm: str, before: NumberMention | None, number: NumberMention, measure: str, subject: str
) -> bool:
    """Whether a number that reads as a toll is none of its own; 其中密云区28人, with a ``subject`` of its own, is one."""
    if not measure.endswith(_TOLLS):
        return False
    if number.unit in _CASES or _HOW_THEY_ARE.match(norm, number.end):
        return True
    if _INCLUDES.search(norm, max(0, number.start - _AROUND), number.start):
        return True
    if before is None or before.sentence != number.sentence:
        return False
    more = _AND_MORE.search(norm, max(0, number.start - _AROUND), number.start)
    if more is not None and _OF_THE_SAME[measure[-4:]].search(norm, before.start, more.start()):
        return True
    if before.measure != measure:
        return False
    return norm.find("其中", before.end, number.start) >= 0 and subject in {"", before.subject}
