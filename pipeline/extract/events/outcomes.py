"""What became of an act that a verb names: it failed (收购对手|失败), it nearly happened (险些|造成3人死亡), nobody did it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import Argument

_NEARLY = re.compile(r"(?:险些|(?<![误时落反])差一?点儿?|险[酿致]|几乎(?=酿成|造成|导致|被))[^，；。]{0,10}$")
# acts that are none where they fail; a launch, a coup or an attack that failed did take place
_COMES_OFF = frozenset("acquire buy merge sell win pass sign finance rescue agree".split())
_OFFICES = frozenset("连任 当选 组阁 续任 蝉联 停火 停战 复出 晋级 脱困".split())
_FAILED = re.compile(
    r"[^，；。的了]{0,14}?(?P<how>(?:宣告|终告|最终|以|计划|行动)?(?:失败|未果|无果|无望|不成|落空|告吹|泡汤|受挫))(?:告终|收场|而[回归])?$"
)
_ATTEMPTED = re.compile(r"[^，；。的了]{0,8}?(?P<how>未遂|不遂|无期)$")
_COUPS = frozenset({"政变"})
_PEOPLE = "(?:人员|民众|居民|乘客|旅客|游客|市民|村民|平民|学生|员工|工人|船员|警员|士兵|途人|住户)"
_NOBODY = re.compile(
    r"(?:无人(?!机)|没有?人|未有人|无一?人?|[暂尚并]无(?:重大|任何)?"
    rf"|(?:没有?|未有|无)(?:任何)?{_PEOPLE})(?:因此|在此?事[件故]中|被|受)?$"
)
_NONE = re.compile("(?:所幸|幸好|幸而|幸)?(?:没有?|未有|[暂尚并]?无)(?:任何)?(?:一?人|人员|一)")
# 未能达成协议的|遗憾中落幕, 因未能一致而|取消: what closes the words that a negation holds for
_GOVERNS = frozenset("对向就把将为与和同跟由在从按因给让被遭")
_FAR = 24  # code points: the longest that a denial is followed
_CLOSES = re.compile(r"的|而(?!且)")


def nearly(norm: str, clause: Clause, start: int) -> bool:
    """险些造成三人|死亡, 差点被|撞倒: what has not come about."""
    return _NEARLY.search(norm, clause.start, start) is not None


def fails(norm: str, clause: Clause, candidate: Candidate) -> int | None:
    """Where 失败 begins in 收购对手失败, 无望 in 夺冠无望; None where nothing says that it failed."""
    if candidate.surface in _COUPS or candidate.place in {"relative", "adverbial"}:
        return None
    tried = _ATTEMPTED.match(norm, candidate.end, clause.end)
    if tried is None and (candidate.trigger.type in _COMES_OFF or candidate.surface in _OFFICES):
        tried = _FAILED.match(norm, candidate.end, clause.end)
    return None if tried is None else tried.start("how")


def nobody(norm: str, clause: Clause, start: int) -> bool:
    """无人|受伤, 没有人|被捕, 幸未有民众|受伤."""
    return _NOBODY.search(norm, clause.start, start) is not None


def somebody(subject: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """A subject without 无人, 没有人员 and the like."""
    return tuple(argument for argument in subject if not _NONE.fullmatch(normalise(argument.text)))


def denied_within(context: Context, start: int, trigger: int) -> bool:
    """Whether a denial that ends at ``start`` holds for a verb before 的 or 而 alone: 未能达成协议的|遗憾中落幕."""
    norm, trigger = context.norm, min(trigger, start + _FAR)
    if norm[start] in _GOVERNS:
        return False  # 没有对侵权的公司|提告
    for mark in _CLOSES.finditer(norm, start, trigger):
        for token in context.tokens_in(start, mark.start()):
            if token.tag == "v" and token.end - token.start > 1:
                return True
    return False
