"""Whether a candidate in its place in the clause tells of an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.according import ACCORDING
from pipeline.extract.events.candidates import STATE, Candidate
from pipeline.extract.events.handed import AT_REQUEST
from pipeline.extract.events.second_acts import beside_main
from pipeline.extract.events.status import is_general
from pipeline.extract.events.words import MARKED

if TYPE_CHECKING:
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.mentions import Mentions

_HARM = frozenset({"die", "injure", "disaster"})
_DONE = re.compile(r"了(?!解)")
_COST = re.compile(
    r"的[^，；。的]{1,10}(?:已经?|共|至少)*(?:造成|导致|夺走|致)[^，；。的]{0,12}$"
)  # 8日的强震已造成60人|遇难
_NEW_DATE = re.compile(
    r" ?(?:[0-9]{4} ?年|[0-9]{1,2} ?[月日]|[一二三四五六七八九十]{1,3}[月日]|明[年天日]|[下本这]?(?:周|星期|礼拜)[一二三四五六日天末]|下[周月年个季]|后[天年]|今[年天日晚]|年底|[翌次]日?)"
)
_IS = re.compile(r"(?<![但还就只正都也可要算总不于])是(?!否)")
# 则是|5月底下达: a day right behind it is when
_COPULA = re.compile(
    r"(?:也|都|均|正|就|则|又|便|仍|而)?(?:是|为)(?!了|此|期|(?:[0-9]{4}年)?[0-9]{1,2}[月日])"
)
_DEMANDS = re.compile(r"(?:并|且|同时|还|亦|随即)?(?:要求|敦促|促请|责成|介绍|通报|谈到|谈及)")
_DEMANDED_BY = re.compile(
    r"规定|条例|新规|规则|法案|法律|草案|协议|协定|方案|办法|指引|指南|通知|令|公约|标准|法》|新[制政]|细则|政策|制度|合[约同]|决议|制裁|生效|上路|实施|落地|施行|[，；][^，；]*(?:[称说]|表示|指出|认为|强调)"
)
_HAVING = frozenset({"拥有", "占据"})
# how it may be done, or what for
_HOW = re.compile(
    r"才[会能可]|方能|何时|几时|何地|用于|用以|用来|是为了|如何|怎样|怎么|是否|能否|有利于|有助于|便于|以利|旨在|哪些|为什么|为何"
)
_COUNTED_BY = re.compile(r"截[至止]")
_DECIDES = frozenset("决定 讨论 商讨 研究 考虑 审视".split())
# 讨论是否|停课, 被问到会否有球队来港|比赛
_IF_IT_IS = re.compile(
    r"(?:是否|能否|应否|会否(?![认定决]))[^，；。]{0,6}$|问[到及]?[^，；。]{0,16}[会是能可]否(?![认定决])[^，；。]{0,24}$"
)
_TO_BE = re.compile(r"(?<![期等招优善接看亟对虐交款厚薄苛亏相])待$")
_WHETHER = re.compile(r"是否|应否|能否|该不该")  # 决定|是否罢工
_ASKS = re.compile(r"哪些|什么|为何|吗$|呢$|是否|能否")
# 登陆|后，, 会见总理|之后，
_OVER = re.compile(r"(?:了|完)?[^，；。后]{0,10}[之以]?(?<![最然背幕落])后$")
_AFTER_WHAT = re.compile(
    r"[^，；。]{0,2}(?:在|经|自从|继|于)(?![\u4e00-\u9fff]{1,6}(?:省|市|县|州|区|镇|港|站|机场|附近))"
)
_CAME_TO = re.compile(r"因(?!为)[^，；。]{2,16}[被遭获](?:[警检法军校][方院]|当局)?$")
_FIGURES = frozenset({"rise", "fall", "reach", "report"})
# 以利|2026年预算的推动: what for
_THAN = re.compile(r"[较比](?:上|前|去)(?:个?月|年|季度?|年同期)?(?:同期|末)?(?:大幅|小幅|微幅|明显|略)?")
_PURPOSE = re.compile(r"以(?:利于?|便于?|免|期|防|求)(?![色])")
# 致力达成协议|以使双方停战: what for
_SO_THAT = re.compile(r"(?<=..)(?<![加予所可足难])以(?:使|便|期|求|利于?)[^，；。0-9]{0,12}$")
_MEANS = re.compile(r"(?:将|也|都|会)?(?:有利于|有助于|意味着)")
_REASON = re.compile(
    r"(?:但|而|且)?(?:均|都|也|亦|正是)?因(?!此|而|应)|(?:主要|部分)?(?:得益于|受益于|归功于|归因于|缘于|源于)|(?:因为?|由于|为了?|以便|以免|以防|好让|务求|旨在|按(?![年季月周])照?|依|比|较)"
)


def tells(
    page: Mentions, clause: Clause, candidate: Candidate, main: Candidate | None, *, own: bool, near: bool
) -> bool:
    """Whether a candidate in its place is an event. ``near``: the clause before holds nothing but the date."""
    norm, start, place = page.norm, candidate.start, candidate.place
    if place in {"nominal", "prepositional", "helper"} or _is_open(norm, clause, candidate):
        return False
    if (
        not own
        and candidate.end == clause.end
        and (ACCORDING.match(norm, clause.start) or AT_REQUEST.match(norm, clause.start, clause.end))
    ):
        return False  # 另据发布会通报, 经法院审理, 经过搜救
    if place == "adverbial":
        return (
            candidate.listed
            and candidate.trigger.type != "trade"
            and (
                (own and _right_behind_date(page, start))
                or ((own or near) and main is None and _is_over(page, clause, candidate, near=near))
            )
        )
    if place == "relative":
        if not own and _REASON.match(norm, clause.start, start):
            return False  # 以防可能发生的短路
        return candidate.trigger.type not in {STATE, "reach", "report"} or not own
    if candidate.trigger.type == STATE or (
        not candidate.trigger.noun and main is not None and main.trigger.type == STATE
    ):
        return False
    if candidate.surface in page.context.lexicon.happenings.helpers and not candidate.listed:
        return False
    if candidate.trigger.noun and _only_dated(page, clause, candidate):
        return False
    if candidate.trigger.noun and candidate is not main:
        return own and _right_behind_date(page, start, gap=1)
    if candidate is not main:
        return main is not None and beside_main(page, clause, candidate, main, own=own)
    if (
        _COPULA.match(norm, clause.start, start)
        or _PURPOSE.match(norm, clause.start, start)
        or _SO_THAT.search(norm, clause.start, start)
        or (norm[clause.end : clause.end + 1] in {"?", "？"} and _ASKS.search(norm, clause.start, clause.end))
    ):
        return False
    if _counts_or_deems(norm, clause, candidate, own=own):
        return False
    if own:
        return (
            not _attributive(page, clause, candidate)
            or (candidate.trigger.type in _FIGURES and _of_period(page, candidate))
            or _evident(page, clause, candidate)
            or (candidate.trigger.type in _HARM and _COST.search(norm, clause.start, start) is not None)
        )
    return (
        near or _demands(page, clause, candidate)
        if candidate.trigger.roles == "speech"
        else _tells_with_date_of_others(page, clause, candidate, near=near)
    )


def _is_open(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """决定|是否罢工, 是否|停课: what is not decided; 延至|下午4时: a clock and no new day."""
    if candidate.surface == "延至":
        return _NEW_DATE.match(norm, candidate.end) is None
    if _TO_BE.search(norm, clause.start, candidate.start):
        return True  # 身分待|确认
    if candidate.surface in _DECIDES and _WHETHER.match(norm, candidate.end):
        return True
    return _IF_IT_IS.search(norm, clause.start, candidate.start) is not None


def _demands(page: Mentions, clause: Clause, candidate: Candidate) -> bool:
    """7月31日约谈英伟达，|要求公司说明: an act that goes on with one, of its day; not what a law demands."""
    if _DEMANDS.fullmatch(page.norm, clause.start, candidate.end) is None:
        return False
    at = bisect_left(page.date_starts, clause.start) - 1
    if at < 0 or page.dates[at].sentence != page.context.sentence_at(clause.start):
        return False
    before = page.norm[page.dates[at].end : clause.start]
    if page.dates[at].edtf.count("-") != 2:
        return False
    return not before.startswith("的") and _DEMANDED_BY.search(before) is None


def _tells_with_date_of_others(page: Mentions, clause: Clause, candidate: Candidate, *, near: bool) -> bool:
    """Whether a predicate without a date of its own tells what happened on that of the text before it."""
    norm, start = page.norm, candidate.start
    if candidate.surface == "适用":
        return False  # 8月1日生效，分阶段适用
    if candidate.surface in _HAVING and not page.figure(candidate.end, clause.end):
        return False  # 拥有多条产品线: a state, with no figure that tells when
    if not candidate.listed and not near and not _evident(page, clause, candidate):
        return False
    if _IS.search(norm, clause.start, start) and not norm.startswith("的", candidate.end):
        return False  # 这是他第三次进入太空
    if _HOW.search(norm, clause.start, start) or _MEANS.match(norm, candidate.end):
        return False
    if candidate.trigger.type in _FIGURES and _THAN.match(norm, clause.start, start):
        return page.figure(candidate.end, candidate.end + 3)  # 较上月|下降0.4个百分点
    return not is_general(page.context, clause.start, start) and not _is_reason(norm, clause.start, start)


def _is_reason(norm: str, start: int, verb: int) -> bool:
    """因腿部骨折; not 因腿部骨折被|送往医院, where the verb is what came of it."""
    return _REASON.match(norm, start, verb) is not None and _CAME_TO.match(norm, start, verb) is None


def _attributive(page: Mentions, clause: Clause, candidate: Candidate) -> bool:
    """2025年的出口管制措施: a date before 的 that no preposition governs says which, not when."""
    at = bisect_left(page.date_starts, candidate.start) - 1
    date = page.dates[at]
    return (
        clause.start <= date.start
        and page.norm.startswith("的", date.end)
        and not re.search(r"[在于]", page.norm[clause.start : date.start])
    )


def _of_period(page: Mentions, candidate: Candidate) -> bool:
    """今年第一季的就业人数减少: a quarter or month before 的 is that of the figure; a year may only say which."""
    return "-" in page.dates[bisect_left(page.date_starts, candidate.start) - 1].edtf


def _right_behind_date(page: Mentions, start: int, *, gap: int = 3) -> bool:
    """3月1日上任当天, 4月28日大停电: with a word between at most."""
    at = bisect_left(page.date_starts, start) - 1
    return at >= 0 and 0 <= start - page.dates[at].end <= gap


def _is_over(page: Mentions, clause: Clause, candidate: Candidate, *, near: bool) -> bool:
    """今天下午1时自台东登陆后，: a clause that ends with 后, and its date stands before the verb, not in 在…后."""
    if candidate.trigger.noun or not _OVER.match(page.norm, candidate.end, clause.end):
        return False
    if near:
        return True  # 去年12月，政府下台后，
    at = bisect_left(page.date_starts, candidate.start) - 1
    between = page.norm[page.dates[at].end : candidate.start] if at >= 0 else ""
    return page.dates[at].start >= clause.start and _AFTER_WHAT.match(between) is None


def _counts_or_deems(norm: str, clause: Clause, candidate: Candidate, *, own: bool) -> bool:
    """截至21日已造成13死21伤 is when it was counted, 2011年被认为是丰收年 what it is taken for."""
    if own and candidate.trigger.type == "cause" and _COUNTED_BY.search(norm, clause.start, candidate.start):
        return True
    return candidate.trigger.roles == "speech" and norm[candidate.start - 1] == "被"


def _only_dated(page: Mentions, clause: Clause, candidate: Candidate) -> bool:
    """这起车祸于今早7点多，在…发生: a noun with nothing but its date behind it is the subject of the next clause."""
    if page.norm[candidate.end : candidate.end + 1] not in {"于", "在"}:
        return False
    at = bisect_left(page.date_starts, candidate.end)
    date = page.dates[at] if at < len(page.dates) else None
    return date is not None and date.start == candidate.end + 1 and clause.end - date.end <= 1


def _evident(page: Mentions, clause: Clause, candidate: Candidate) -> bool:
    """A verb that no table lists takes a date from outside its clause only where 了 or an adverb marks it, or a figure follows."""
    norm, start, end = page.norm, candidate.start, candidate.end
    return bool(
        _DONE.match(norm, end)
        or MARKED.search(norm, clause.start, start)
        or (start == clause.start and page.taken[end])
        or page.figure(end, end + 3)
    )
