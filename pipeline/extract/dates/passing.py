"""How a date is told: in passing (自2019年成立以来, 引用1952年制定的法律), as what something is compared with, or as the day of the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.timeline import Manner

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.dates.fields import Fields

_FROM = re.compile(r"[从自]")
_EVER_SINCE = re.compile(r"[^，。；]{0,12}(?:以来|至今|到现在)")
# 1952年|制定的《货品供应法》, 1998年|创立的公司: which one
_WHICH = re.compile(
    r"[^，。；、的\n]{0,4}?(?:制[定订]|颁布|订立|通过|成立|创[办立建]|[建设]立|出台|实施|生效|施行|签[署订]|出版|建成|落成|启用|发行|上市|注册|诞生|出生|发现|[兴修]建|开业|开通|投产)的(?=[\u4e00-\u9fff《“])"
)
_COMPARED = re.compile(r"[比较]$")  # 比第一季: 去年同期 is not that of it
# 自明年1月1日起施行: from when it is in force
_IN_FORCE = re.compile(
    r"(?:零时|0时)?(?:起|开始)?(?:正式|全面|分步|依法|在全国|，)*(?:施行|实施|生效|执行|适用)"
)
_OPENING = re.compile(r"[\s“「]*(?:早|而|但|其中)?(?:在|于|到|至|自|从|直到|截至)?")


def manner(context: Context, date: Fields) -> Manner:
    """How ``date`` is told where it stands."""
    norm = context.norm
    return Manner(
        since=in_passing(norm, date),
        compared=_COMPARED.search(norm, max(0, date.start - 2), date.start) is not None,
        effect=_IN_FORCE.match(norm, date.end) is not None,
        leads=opens(context, date),
        part=bool(date.part) and date.month is None,
        which=says_which(norm, date),
    )


def in_passing(norm: str, year: Fields) -> bool:
    """Whether a year only tells since when (从|2019年|首次参加以来) or which one is meant (1952年|制定的法律)."""
    if norm.startswith(("的《", "以来首"), year.end):
        return True  # 2018年|以来首位访华的国务卿
    if year.month is not None:
        return False
    return _WHICH.match(norm, year.end) is not None or (
        _FROM.match(norm, year.start - 1) is not None and _EVER_SINCE.match(norm, year.end) is not None
    )


def says_which(norm: str, date: Fields) -> bool:
    """27日|的半决赛, 2003年5月6日|成立的公司: the date only says which."""
    return norm.startswith("的", date.end) or _WHICH.match(norm, date.end) is not None


def opens(context: Context, year: Fields) -> bool:
    """Whether a date opens its sentence, as one does that goes on with its story."""
    sentence = context.sentence(context.sentence_at(year.start))
    return _OPENING.fullmatch(context.norm, sentence.start, year.start) is not None
