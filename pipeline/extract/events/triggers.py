"""The candidates of a clause and the place of each in it: two verbs that stand as one, verbs inside an object.

Chinese puts the main verb behind its subject and what depends on it behind the verb, so the first candidate that
stands in no other place (``verb_places``) is the main one (``main_verbs``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import (
    AND_ALSO,
    GOVERNING,
    STATE_VERB,
    TAGGED_VERB,
    Candidate,
)
from pipeline.extract.events.clauses import Clause
from pipeline.extract.events.doers_behind import doer_behind, own_object
from pipeline.extract.events.joined_verbs import joined as joined_verbs
from pipeline.extract.events.serial_verbs import goes_on
from pipeline.extract.events.verb_nouns import is_noun, mishap_at
from pipeline.extract.events.verb_places import RELATIVE, RELATIVE_WHERE, place_of
from pipeline.lexicon.happenings import ARISES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.mentions import Mentions
    from pipeline.model import DateMention

_MOVES = frozenset({"rise", "fall", "reach"})
_TELLS = frozenset({"publish", "release", "reveal", "say", "announce", "forecast", "cause"})
# 申请|失业救济人数|减少, 逮捕|人数|增加
_MEASURED_NOUN = re.compile(
    r"[^，；。了的将把令使让致由对在与后时前为]{0,8}(?:人数|件数|金额|总额|数量|比例|比率|指数|[^，；。]率|[^，；。]量)(?:同比|环比|大幅|小幅|已经?|均|也|再次?|首次|又|将)?"
)
_HELD = frozenset({"hold", "open", "close", "end"})
_CEREMONY = re.compile(
    r"(?:(?!出席|参加|参与|见证|主持)[^，；。了并]){0,10}(?:仪式|典礼|大会|活动|发布会|启动会|推介会)(?:(?!随后|之后|然后)[^，；。了并]){0,20}"
)
_MEETING_ON = re.compile(r"(?<=[会式礼坛])[上中](?![^，；。]{0,6}[会式礼坛][上中])")
_GOES = frozenset({"visit", "leave"})
_CARRY_OUT = frozenset("进行 展开 开展 实施".split())
# 进行了男女双打|比赛: a helper with what is held behind it
_HOLDS = re.compile(
    r"了?[^，；。的将把]{0,12}(?:比赛|[预初复半总]?决?赛|对决|大战|演习|军演|演练|手术|试验|测试|实验|仪式|演出|公演|彩排)$"
)
_VISIT = 8  # code points of how long and how: 三天正式|访问
_TRADED = frozenset({"buy", "deliver"})  # 对进口钢材|征收关税
_GAP = 4  # code points of a noun inside an object: 价格, 有限公司
_LONG_GAP = 8
_FAR = 24  # code points of what happened: 大客车与货车相撞事故
_PLAN = re.compile(
    r"(?:方案|计划|工程|项目|政策|措施|条例|法案|协议|报告|合同|名单|规定|机制|制度)$"
)  # 战争后重建|方案
_AS_WELL = re.compile(rf"以及|{AND_ALSO}")
# 去年签署的协议|及今年公布的报告
_AND_THE = re.compile(r"(?<=[\u4e00-\u9fff》」”])(?:以及|[及和与])(?=[0-9今去前昨本上])")


def placed(
    page: Mentions, clause: Clause, found: Sequence[Candidate], dates: Sequence[DateMention]
) -> list[Candidate]:
    """The candidates of a clause with the place of each in it; verbs that stand as one (主持召开) are one."""
    context = page.context
    for candidate in found:
        if candidate.surface in _CARRY_OUT and _HOLDS.match(context.norm, candidate.end, clause.end):
            candidate.trigger = replace(candidate.trigger, type="hold")
            candidate.listed = True
    found = [
        c for c in found if c.surface != "开展" or not any(o.listed and o.start < c.start for o in found)
    ]
    joined = joined_verbs(context.norm, found, context.lexicon.happenings.helpers)

    def dated(place: int, since: int = 0) -> bool:
        """Whether a date of the sentence stands before ``place`` (and behind ``since``)."""
        return any(since <= date.start and date.end <= place for date in dates)

    later, last, act = clause.end, True, clause.end
    behind: Candidate | None = None
    for at in range(len(joined) - 1, -1, -1):
        candidate = joined[at]
        candidate.place = place_of(
            context, clause, candidate, later, dated, last=last, taken=page.taken, act=act
        )
        if (
            candidate.place == "main"
            and last
            and at
            and not goes_on(context.norm, joined[at - 1], candidate)
            and _in_object(context, clause, joined[at - 1], candidate)
        ):
            candidate.place = "nominal"
        if candidate.place == "main" and behind is not None:
            if behind.place == "relative" and _opens_relative(
                context, candidate, behind, told=last and dated(candidate.start, clause.start)
            ):
                candidate.place = "prepositional"
            elif (
                (at and _in_mishap(context, joined[at - 1], candidate))
                or (behind.listed and _of_measured(context.norm, candidate, behind))
                or any(_names_ceremony(context.norm, candidate, one) for one in joined[at + 1 :])
            ):
                candidate.place = "nominal"
        if candidate.place == "main":
            candidate.doer = doer_behind(page, clause, candidate, later)
            candidate.place = "relative" if candidate.doer is not None else "main"
            candidate.of = own_object(page, clause, candidate) if candidate.doer is None else None
        later, behind = candidate.start, candidate
        last = last and candidate.place != "main"
        act = act if candidate.place == "nominal" else candidate.start
    for one, other in pairwise(joined):
        if one.place == "relative" and other.place == "main" and _in_mishap(context, one, other):
            other.place = "nominal"  # 发生在郊区的客车|冲入河中事故
    for candidate in joined:
        if candidate.surface == "开展":
            _carried_out(candidate, joined)
    return joined


def _carried_out(candidate: Candidate, joined: Sequence[Candidate]) -> None:
    """开展抓捕行动: it tells what happened where no verb behind it does."""
    if candidate.place == "helper" and not any(
        one.place == "main" and one.trigger is not STATE_VERB for one in joined
    ):
        candidate.place = "main"


def _in_mishap(context: Context, before: Candidate, candidate: Candidate) -> bool:
    """发生的客机|碰撞|起火事故: a verb inside what happened."""
    if before.surface not in ARISES:
        return False
    where = RELATIVE_WHERE.match(context.norm, before.end)  # 发生在郊区的|客机坠毁事故
    at = before.end + context.norm.startswith("的", before.end) if where is None else where.end()
    if at == before.end:
        return False
    ends = mishap_at(context, at, at + _FAR)
    return ends is not None and candidate.end <= ends


def _names_ceremony(norm: str, candidate: Candidate, behind: Candidate) -> bool:
    """开通|首发仪式在广场举行: what the ceremony is for that a later verb holds or ends."""
    if candidate.trigger.type in _TELLS or candidate.trigger.roles == "speech":
        return False  # 宣布|大会结束
    held = behind.place == "main" and behind.listed and behind.trigger.type in _HELD
    return held and _CEREMONY.fullmatch(norm, candidate.end, behind.start) is not None


def _in_object(context: Context, clause: Clause, before: Candidate, candidate: Candidate) -> bool:
    """达成价格|承诺|协议: a verb between two nouns that are the object of the listed verb before it."""
    gap = candidate.start - before.end
    if (
        not 2 <= gap <= _LONG_GAP
        or not 2 <= clause.end - candidate.end <= _GAP
        or not before.listed
        or before.trigger.roles != "actor-object"
        or (before.trigger.type in GOVERNING and before.surface != "达成")
        or before.surface in context.lexicon.happenings.helpers
        or context.norm.startswith("按", before.end)  # 出口按年|增长
        or (candidate.trigger.type == "sanction" and before.trigger.type in _TRADED)
    ):
        return False
    nouns = is_noun(context, before.end, candidate.start) or (
        _PLAN.match(context.norm, candidate.end, clause.end) is not None
        and all(token.tag[:1] in "nfmjs" for token in context.tokens_in(before.end, candidate.start))
    )
    return nouns and is_noun(context, candidate.end, clause.end)


def _opens_relative(context: Context, candidate: Candidate, behind: Candidate, *, told: bool) -> bool:
    """完成|交接的舰艇抵港, 进行|三天访问的总理: a verb whose object is the verb before 的; not 起诉|涉案的官员 (``told``)."""
    if behind.start == candidate.end:
        return behind.trigger is TAGGED_VERB and not told
    near = behind.start - candidate.end <= _VISIT
    between = context.norm[candidate.end : behind.start]
    return near and candidate.surface in _CARRY_OUT and "的" not in between


def _of_measured(norm: str, candidate: Candidate, following: Candidate) -> bool:
    """申请失业救济人数减少: a verb inside the noun of what rises or falls."""
    return (
        candidate.place == "main"
        and following.place == "main"
        and following.trigger.type in _MOVES
        and candidate.trigger.type not in _TELLS
        and _MEASURED_NOUN.fullmatch(norm, candidate.end, following.start) is not None
    )


def head_behind(norm: str, candidate: Candidate, placed_: Sequence[Candidate], clause: Clause) -> int | None:
    """Where the noun begins that a relative clause behind a verb tells of: 出席李强召开的|座谈会; None without one."""
    for other in placed_:
        if other.start >= candidate.end and other.place == "relative" and candidate.place == "main":
            relative = RELATIVE.match(norm, other.end, clause.end)
            return relative.end() if relative else None
    return None


def part_of(
    norm: str,
    candidate: Candidate,
    placed_: Sequence[Candidate],
    clause: Clause,
    dates: Sequence[DateMention],
) -> tuple[Clause, int]:
    """1988年访华|以及总统1996年访问印度: the part of a clause that a verb stands in, and where its objects end."""
    start, end = clause.start, clause.end
    relative = [c for c in placed_ if c.place == "relative"] if candidate.place == "relative" else []
    for one, other in pairwise(relative):
        joint = (
            _AND_THE.search(norm, one.end, other.start) if one is candidate or other is candidate else None
        )
        if joint and any(date.start == joint.end() for date in dates):
            start, end = (start, joint.start()) if one is candidate else (joint.end(), end)
    for one, other in pairwise(placed_):
        goes = one is candidate and one.trigger.type in _GOES and one.place == other.place == "main"
        if goes and other.listed and other.start > one.end + 1:
            end = other.start  # 抵达会场|出席仪式
        if one is candidate and one.place == other.place == "main" and goes_on(norm, one, other):
            end = other.start  # 击败乙队|晋级四强
        both = one.place == other.place == "main" and one.listed and other.listed
        joint = _AS_WELL.search(norm, one.end, other.start) if both else None
        if joint and any(joint.end() <= date.start and date.end <= other.start for date in dates):
            if one is candidate:
                end = joint.start()
            elif other is candidate:
                start = joint.end()
    return (clause if start == clause.start else Clause(start, clause.end, clause.mark)), end


def head_ends(norm: str, candidate: Candidate, placed_: Sequence[Candidate]) -> int | None:
    """Where the verb begins that a relative clause with its noun only frames: 结束的会议上|成立了协会; None without one."""
    if candidate.place != "relative":
        return None
    for other in placed_:
        if other.start > candidate.end and other.place == "main" and not other.trigger.noun:
            meeting = _MEETING_ON.search(norm, candidate.end, other.start)
            if meeting is not None:
                return meeting.start()  # 当日举行的记者会|上进一步介绍
            framed = norm[other.start - 1] in "上中里内时后"
            return other.start if framed or other.listed else None  # 审议通过的方案|变更为另一案
    return None
