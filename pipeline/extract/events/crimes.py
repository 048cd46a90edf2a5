"""Verbs that name a crime or how a charge went, and tell no event: 以诈骗、|开设赌场等罪判处, 罪名|成立."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause

# 以欺骗手段|取得财产案: a crime by its name
_BY_TRICK = re.compile(r"以[^，；。的]{1,8}手段$")
_CRIME = re.compile(r"[^，；。的]{1,8}[罪案]")
# 两项罪名不|成立: told by 裁定, 被判
_CONVICTED = re.compile(r"(?:罪名?|指控|控罪|表证)[^，；。的]{0,8}$")
# 以诈骗、|开设赌场等罪判处: what for
_CHARGED_WITH = re.compile(r"(?<![可所予加])(?:以|因|涉嫌)(?![色军])(?:[^，；。0-9]{2,40}、)?$")
# 被控于去年8月6日|携有武器: the day of the deed, and not of the charge
_DEED_ON = re.compile(
    r"[于在](?=[^，；。]{0,4}(?:[0-9〇一二三四五六七八九十]|去年|前年|上[个月周]|今年|本[月周]|昨|前))"
)
# 被捕|男女涉嫌…: who they are
_WHO_WERE = re.compile(
    r"(?:[一二三四五六七八九十两]?[男女]|人士|男[女子]|女子|人[员士]?(?=[均都涉被中现已还将正仍皆分，、]))"
)
_ACCUSED = frozenset({"被控", "被指", "被指控", "遭控", "被诉"})
_CHARGES = re.compile(
    r"(?:(?!判处|判决|[拘逮]捕|起诉)[^，；。的了0-9被遭控]){0,40}?等?[0-9一二两三四五六七八九十数多]*[项宗]?(?<!犯)罪(?![成行名])"
)


def names_crime(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """Whether the verb stands in the name of a crime that somebody is charged with, or says whether a charge held."""
    start, end = candidate.start, candidate.end
    if candidate.surface in _ACCUSED and _DEED_ON.match(norm, end):
        return True
    if candidate.surface == "被捕" and _WHO_WERE.match(norm, end):
        return True
    if candidate.surface == "成立":
        return _CONVICTED.search(norm, clause.start, start) is not None
    if norm[start - 1] == "段":
        return bool(_CRIME.match(norm, end) and _BY_TRICK.search(norm, clause.start, start))
    return bool(
        "罪" in norm[end : clause.end]
        and _CHARGES.match(norm, end, clause.end)
        and _CHARGED_WITH.search(norm, clause.start, start)
    )
