"""Whether what stands before 6日 tells that it lasts so long: 历时6日, 延长6日, but not 县长6日, 北约6日, 卢旺达6日."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.lexicon.times import Times

_LENGTHS = frozenset("第近每达满了前后长连续共约逾过")  # 停工3日 has a word of the table, 前3日 one of these
# nouns that end so: who heads something, pacts and parties, places
_NOUN = re.compile(
    r"(?:[县市省区镇乡村州部局厅校院队所处组署司行站会社船机团师旅事书员议首家酋店科股舰馆庭次厂台道里外防财谋班察]长|"
    r"[北纽里]约|[条签合公契和]约|[中国]共|大连|陆续|附近|(?:旺|干|慕|伟|辉|加|华|格|里|吉)达)$"
)


def is_lasting(times: Times, text: str, at: int) -> bool:
    """Whether a word before ``at`` tells a length (dates.csv), and no noun ends with it."""
    return times.before("lasting", text, at) is not None and not _is_noun(text, at)


def begins_length(text: str, at: int) -> bool:
    """Whether the character before ``at`` makes days a length; not 到了26日."""
    if text.endswith("到了", 0, at) and not text.endswith("达到了", 0, at):
        return False
    return at > 0 and text[at - 1] in _LENGTHS and not _is_noun(text, at)


def _is_noun(text: str, at: int) -> bool:
    return _NOUN.search(text, max(0, at - 2), at) is not None
