"""When a candidate happened, and whether it did: its date, how it came to it, and its status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import Clause
from pipeline.extract.events.date_of import date_of
from pipeline.extract.events.handed import ANY
from pipeline.extract.events.outcomes import fails
from pipeline.extract.events.status import is_past, status
from pipeline.extract.events.telling import tells
from pipeline.gates import led

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.handed import Handed
    from pipeline.extract.events.noun_frames import NounFrames
    from pipeline.extract.events.rumours import Rumours
    from pipeline.model import DateBasis, DateMention, Status

# 羁押已逾300天: since then, not on that day
_FOR_SO_LONG = re.compile(
    r"(?:了|至今)?(?:已经?|至今|长达|达)(?:逾|超过?|近|有|达|长达)?[0-9一二三四五六七八九十百两半几多余]+个?(?:天|日|周|月|年|小时|星期)"
)
_ONCE_SET = re.compile(
    r"(?:原[定订拟先]|(?:原|本)?计划|预[计期料定]|料将?|有望|可望|若|如果|要求|须|应|争取|定)[于在]?$"
)  # 原定|去年9月举行的选举
_AMOUNTS_TO = frozenset({"达", "达到", "长达", "超过"})
_A_TIME = re.compile(
    r"[约近逾]?[0-9一二三四五六七八九十百两半几多余]+个?(?:年|天|月|周|星期|小时|分钟)(?![期度产终])"
)
_WISHED = led(re.compile(r"[原本]希望|(?<![新有])希望(?![小工集号之])|期许|期盼|[原本]想|原先?打算"))
_FIGURES = frozenset({"rise", "fall", "reach", "report"})
_NO_INTENTION = _FIGURES | {"trade", "say"}
_SO_LONG_AFTER = re.compile(r"[0-9一二三四五六七八九十两半]+个?[年月周天](?:之|以)?后$")
_MAY = re.compile(r"[^，；。]{0,6}?(?:可(?!望|能)以?|才能|方能|便能|即可|有资格)[^，；。]{0,6}$")
_ESTIMATES, _ABOUT = re.compile(r"估[计算]"), 24  # code points before a clause; what is foreseen is not over
_ONCE = re.compile(r"曾|已")  # 若落空，公司曾在2024年罢工; 若错过就要再等，他昨晚已到场


def as_told(
    when: tuple[DateMention, DateBasis, Status], candidate: Candidate, rumours: Rumours, intended: str
) -> tuple[DateMention, DateBasis, Status] | None:
    """What rumours and intentions make of when a verb happened; None where the date is that of a rumour."""
    date, basis, state = when
    rumour = rumours.at(candidate)
    if rumour is not None:
        return date, basis, rumour.status
    if rumours.dates(date, candidate, inherited=basis == "inherited"):
        return None
    figure = candidate.trigger.type in _NO_INTENTION
    if state == "occurred" and intended in {ANY, date.edtf[:10]} and not figure:
        return date, basis, "planned"
    return when


def happened(
    page: NounFrames,
    clause: Clause,
    candidate: Candidate,
    placed: Sequence[Candidate],
    main: Candidate | None,
    own: Sequence[DateMention],
    told: Handed,
    *,
    hypothetical: bool,
) -> tuple[DateMention, DateBasis, Status] | None:
    """The date of a candidate, how it came to it and its status; None where it tells of no dated event."""
    date, basis = date_of(page, clause, candidate, placed, own, told.topic, quiet=told.quiet, near=told.near)
    if date is None and told.topic.last is None and candidate.trigger.type in _FIGURES:
        date, basis = page.period_of_figure(candidate.end), "inherited"
    if date is None or not tells(page, clause, candidate, main, own=date in own, near=told.near):
        return None
    if _is_said(candidate, placed, date, own) or _is_open_then(
        page.norm, candidate, date, page.context.article.published[:4]
    ):
        return None
    if candidate.surface in _AMOUNTS_TO and _A_TIME.match(page.norm, candidate.end):
        return None  # 已相隔|达六十年
    if basis == "inherited" and _FOR_SO_LONG.match(page.norm, candidate.end):
        return None
    since = clause
    if (
        candidate.place == "relative"
        and date.end <= candidate.start
        and is_past(page.context, date)
        and _ONCE_SET.search(page.norm, 0, date.start) is None
    ):
        since = Clause(max(date.start, clause.start), clause.end)  # 拟将|2023年3月回购的股份注销
    state = status(page.context, since, (candidate.start, candidate.end), date, page.taken)
    state = "negated" if fails(page.norm, clause, candidate) is not None else state
    past = date in own and is_past(page.context, date)  # 若落地将是第二次罢工，公司曾在2024年罢工
    if state in {"occurred", "planned", "ongoing", "negated" if hypothetical else ""} and (
        hypothetical
        or (told.hypothetical and not (past and _ONCE.search(page.norm, clause.start, candidate.start)))
    ):
        state = "hypothetical" if hypothetical else "predicted"
    if state == "occurred" and _WISHED.search(page.norm, clause.start, candidate.start):
        return None  # 他原希望筹组政府
    if (
        basis == "inherited"
        and state == "planned"
        and candidate.trigger.type in _FIGURES
        and not told.forecast
    ):
        return None  # 明年3月投产，总投资|达76亿: what it is worth now
    goes_on = page.norm.startswith(("并", "且", "而后", "随后"), clause.start)  # 预计今日掠过，并于今日登陆
    foretold = told.forecast or (goes_on and told.foreseen)
    foreseen = told.foreseen and basis == "inherited" and candidate.trigger.type in _FIGURES
    over = (
        (
            basis != "inherited"
            or (told.near and _ESTIMATES.search(page.norm, clause.start - _ABOUT, clause.start))
        )
        and not goes_on
        and is_past(page.context, date)
    )  # 气象台预计有雨，省府昨天要求防汛; 该局估计，上周，新增1万起病例
    if (foretold or foreseen) and state in {"occurred", "planned"} and not over:
        state = "predicted"
    if (
        basis == "inherited"
        and (
            state == "hypothetical"
            or (
                (state == "planned" or (state == "predicted" and candidate.trigger.type not in _FIGURES))
                and not told.near
                and is_past(page.context, date)
            )  # 昨天宣布退赛，将缺席亚洲赛事
            or told.topic.withholds(date, candidate.trigger, state, page.norm[clause.start : candidate.start])
        )
    ):
        return None
    return date, basis, state


def _is_open_then(norm: str, candidate: Candidate, date: DateMention, published: str) -> bool:
    """居住5年，5年后可以|申请定居: what anybody may do after so long is no event of the day so long from now."""
    so_long = _SO_LONG_AFTER.search(norm, date.start, date.end) is not None and date.edtf >= published
    return so_long and date.end <= candidate.start and _MAY.match(norm, date.end, candidate.start) is not None


def _is_said(
    candidate: Candidate, placed: Sequence[Candidate], date: DateMention, own: Sequence[DateMention]
) -> bool:
    """奥尔特曼称其达到…: what is said has a time of its own, and none is told behind the verb of speech."""
    said = [
        c
        for c in placed
        if c.end <= candidate.start and c.trigger.roles == "speech" and c.place in {"main", "helper"}
    ]
    return bool(said) and not (date in own and date.start >= said[-1].end)
