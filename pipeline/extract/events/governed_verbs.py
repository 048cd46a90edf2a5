"""Verbs that a preposition takes in: 在走访中|得知, 因|涉嫌, 为|迎接奥运会; or the object of the next verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import GOVERNING, STATE
from pipeline.gates import firsts, lasts
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause

# 以疫情|为由|宣布: the reason is told in full, and the verb behind it is what happened
_PREPOSITION = re.compile(
    r"(?:(?<![所可足难予加得])以(?![来后前及上下内外色]|[0-9一二三四五六七八九十百]+(?:票|[:比]))|(?<![原起])因(?!此|而)|由于|为了|随着|按照?|根据|依(?!法)据?|依照|针对|关于|对于|鉴于|除了?|给(?!予)|就(?!任|职|此|会|要|将|已|是))(?:(?!为由|为名|理由|缘故)[^，；。]){0,14}$"
)
# 因受贿和滥用职权被|判处死缓: what for, and what it came to
_SUFFERS = re.compile(r"(?:因|由于)[^，；。被遭]{2,14}(?:被|遭到?)[^，；。的]{0,8}$")
# 对其受贿所得财物|予以追缴: what is done to it comes behind
_TOWARDS = re.compile(r"(?<![反面针相应绝])对[^，；。]{0,16}$")
_DONE_TO = re.compile(r"[^，；。了]{0,14}?(?:予以|进行|加以|给予|实施|作出|做出|采取)")
# 在2020年大选中赢得: where it happened, not what
_IN, _DURING = re.compile(r"[在于][^，；。]{0,12}$"), re.compile(r"(?:中(?!国)|上|里|期间)")
_DATED_BEFORE = re.compile(r"(?:[日月年天晚午]|已经?|[会院上获]|[0-9高全]票|三读|表决|审议|一致|正式)$")
# 负责调查该案的检察官起诉: what the noun behind 的 does is told, and by what it is known is not
_OF_WHOM = re.compile(r"[^，；。了并和与及后]{1,16}的[^，；。的了并和与及后]{2,}")
# 在庆州|出席会议的总裁宣布, 由总统|担任主席的委员会成立, 负责|执行该法的办公室
_BY_WHERE = re.compile(r"(?:在|由)[^，；。的]{1,14}|[^，；。的]{0,6}负责")
# 就预算案|发表演说: on what
_SPEAKS = frozenset("发表 作出 做出 展开 进行 举行 交换 达成 提出 召开".split())
_ON_WHAT = re.compile(r"(?:就(?!任|职|此)|针对|关于|围绕)[^，；。]{2,14}$")
_THEN = re.compile(r"[^，；。]{0,10}?(?:后|时|之前|的)")  # 就合作|达成协议后离开: when, or which
_MOVED = re.compile(r"(?<![一两几])把[^，；。]{1,14}$")  # 把教育投资比重增至7%: a noun of the object
# 在未能|达成一致的遗憾中落幕: in what mood it closed
_IN_DENIAL = re.compile(r"[在以于][^，；。]{0,4}(?:未能|没能|没有|未|无法)[^，；。]{0,4}$")
_OF_WHICH = re.compile(r"[^，；。]{0,10}的[^，；。的]{1,8}")
_ALL = re.compile(r"(?<![反面针相应绝])对(?:所有|全部|部分|大量|各类|某些|一些|非法|违规|违法)$")
# 将半导体定性为|决定胜负的领域: what it is taken for
_TAKEN_FOR = re.compile(r"(?:定性|视|界定|定义|定位|看作|[描形]容|列|认定|评价?|称|形容|归结)为$")
_DURING_FIRSTS, _ALL_LASTS = firsts(_DURING), lasts(_ALL)


def says_where(
    context: Context, clause: Clause, candidate: Candidate, taken: bytearray, *, last: bool
) -> bool:
    """在2020年大选中赢得, 在走访中得知, 在首度试飞中坠毁: in the course of what, not what happened; not 入股|中芯国际."""
    norm, start, end = context.norm, candidate.start, candidate.end
    during = _DURING.match(norm, end) if norm[end : end + 1] in _DURING_FIRSTS else None
    if start == clause.start or during is None or taken[end]:
        return False
    token = context.token_at(end)
    if token is not None and token.start == end and token.end > during.end() and is_word(token.word):
        return False
    if norm[start - 1] == "在":
        return True
    framed = candidate.trigger.noun or (not last and norm[end] == "中")
    return framed and _IN.search(norm, clause.start, start) is not None


def says_what_for(context: Context, clause: Clause, start: int, *, last: bool) -> bool:
    """为|迎接奥运会, 对|收藏艺术品的欲望, 对所有|进口卡车征税: what for, or towards what, by the preposition before a verb."""
    before = context.norm[start - 1]
    if before == "为" and _TAKEN_FOR.search(context.norm, clause.start, start):
        return True
    if before in _ALL_LASTS and _ALL.search(context.norm, clause.start, start):
        return True
    if start - 1 <= clause.start or before not in ("对" if last else "对为"):
        return False
    token = context.token_at(start - 1)
    return token is not None and (token.start, token.end) == (start - 1, start)


def depends(norm: str, clause: Clause, candidate: Candidate, later: int) -> bool:
    """Whether a preposition, or the object of the next verb, takes in a verb that is not the last."""
    start, end = candidate.start, candidate.end
    return bool(
        (not candidate.listed and norm[start - 1] in "与和" and "的" in norm[end : clause.end])
        or (
            _PREPOSITION.search(norm, clause.start, start)
            and not (
                candidate.surface in _SPEAKS
                and _ON_WHAT.search(norm, clause.start, start)
                and not _THEN.match(norm, end)
            )
            and not (candidate.listed and _SUFFERS.search(norm, clause.start, start))
        )
        or (_TOWARDS.search(norm, clause.start, start) and _DONE_TO.match(norm, end, clause.end))
        or (later > end and _MOVED.search(norm, clause.start, start))
        or (_IN_DENIAL.search(norm, clause.start, start) and _OF_WHICH.fullmatch(norm, end, later))
        or (
            not candidate.listed
            and candidate.trigger.type != STATE
            and "的" in norm[end:later]
            and norm[later - 1 : later] != "的"
        )
        or (
            candidate.surface == "通过"
            and norm[end : end + 1] not in {"了", "《"}
            and not _DATED_BEFORE.search(norm, clause.start, start)
        )
        or (
            (start == clause.start or _BY_WHERE.fullmatch(norm, clause.start, start) is not None)
            and candidate.listed
            and candidate.trigger.type not in GOVERNING
            and candidate.trigger.roles == "actor-object"
            and _OF_WHOM.fullmatch(norm, end, later) is not None
        )
    )
