"""What the clauses of a sentence hand on: their dates, their subject, who speaks, and what is only supposed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.events import dating
from pipeline.extract.events.date_of import relative_of
from pipeline.extract.events.no_events import meddled_in
from pipeline.extract.events.status import across, is_compared
from pipeline.extract.events.topic import Topic
from pipeline.gates import either, firsts, led
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.mentions import Mentions
    from pipeline.model import Argument, DateMention, EventMention

_BY_NOW = re.compile(r"(?:但|而|且)?(?:至今|迄今|目前|如今|现在|现时|当前)")  # and so does what follows
# 要承受风险，战胜灾害: nor does what ought to be done
_OUGHT = re.compile(
    r"(?:我们|大家|各级|也|还|更|都|就|又|一定|首先|其次|尤其)*(?:要(?!求|么|是|闻|员)|必须|需要|应当|应该)"
)


# 经公司申请，股票停牌: at whose request, and no words of theirs
AT_REQUEST = re.compile(
    r"(?:经(?![济过理营常历典纪费验贸])[^，；。]{1,24}(?:申请|批准|同意|许可|核准|授权|要求|审理|审议|审查|复讯|讯问)"
    r"|应(?![该当对用急])[^，；。]{1,60}(?:邀请|要求|请求|之邀)|经过[^，；。]{1,12})$"
)
ANY = "any"
_HYPOTHETICAL = led(re.compile(r"(?:如果|(?<!圣)若(?!干)|倘若|假如|一旦|要是|万一|除非|只要|假设)"))
# 若以美元计算，营收年增40%; 若不包括这笔开支，净利14亿元: how it is reckoned, and no condition
_RECKONED = re.compile(
    r"(?:若|如果|倘若)(?:[以按][^，；。,]{1,10}(?:(?<!统)计算?价?|口径|来看|而言)|(?:不?包括|不?计[入及]?|不?含|扣除|剔除|撇除)[^，；。,]{2,16})[，,]"
)
_WILL = re.compile(
    r"(?:将|拟|规划|计划)(?:会)?(?:围绕|根据|按照|依照|以|通过|从|在|与|和|继续|着力|重点|进一步|依法|向)"
)
_DONE_BY_NOW = re.compile(r"了|已|曾|目前|此前")
_ASKS = frozenset(
    "要求 呼吁 敦促 促请 吁请 号召 请求 责成 指示 勒令 责令 下令 命令 建议 提议 主张 倡议".split()
)
_OTHERWISE = re.compile(
    r"(?:被|遭|获|并(?=[且已将于在]{0,2}(?:宣布|表示|指出|强调|公布|发表|发布|称|说|警告|签署|决定|承诺|重申|透露))|但|而|又|也|还|随后|之后|接着|同时|此外|另|据|因)"
)

_STOPS = frozenset("；;。")
_BEFORE = re.compile(r"(?:此前|在此之前|早前|先前)")
_REASON = re.compile(r"(?:因为|由于|指(?![出数导挥示定引控标称望责纹南派认明向正]))")
# 记者从海事局了解到，一艘货轮沉没
_REPORTER = re.compile(r"(?:本报|本社|本台)?记者[^，；。]{0,20}(?:了解到|获悉|得悉|获知|看到|注意到)$")
# 新华社杭州6月1日电(李明)记者从海事局获悉，一艘货轮沉没
_REPORTED_FROM = re.compile(rf"[^，；。]{{4,40}}(?:电|讯|消息)(?:\([^()]{{2,30}}\))? ?{_REPORTER.pattern}")
# 受本币升值影响，年减8%: what weighed on it
_INFLUENCED = re.compile(
    r"(?:但|而|并|则|主要|仍)?(?:受|因|随着?|在|加以|再加上|加上)[^，；。]{2,24}(?:影响|冲击|拖累|带动|推动|提振|刺激|激励|挹注)下?$"
)
# 经调查及翻查录像后，将他拘捕: what came before
_AFTER_CHECKS = re.compile(r"(?:其后|随后|全案|本案|此案|案件)?经过?(?![济纪营销理贸费])[^，；。]{2,20}后$")
_YEAR, _WITHIN = re.compile(r"[0-9]{4}"), re.compile(r"(?:期间|[上里时前后]|中(?!国)|以来|之后|决赛|比赛)")
_LEVEL = re.compile(r"(?:[高低]位|最[高低]点?)$")
# 依选罢法第90条规定: what follows holds for every case
_BY_RULE = re.compile(
    r"[另又再并且]?(?:依|依照|依据|根据|按|按照)(?!计划|预定)[^，；。：]{0,24}(?:规定|条文|条例)$"
)
# 按照商务部1月9日公布的协议，企业将投资越南: when it was made known, not when it is done
_BY_PACT = re.compile(
    r"[另又再并且]?(?:依|依照|依据|根据|按|按照)[^，；。：]{2,40}(?:公布|公告|颁布|发布|签署|签订|达成|通过|印发|出台)的[^，；。：的]{0,12}"
    r"(?:协议|协定|条约|备忘录|[法草议]案|法令|办法|条例|规划|计划|路线图|方案)》?$"
)
_ALWAYS = re.compile(r"即[为视可]|才[能算可]|方[能可]|[应须]|不得|得再|可[以由]|者(?:[，、即应]|$)")
# what a clause begins with that means something for the next, each asked for at once
_LEAVES_FIRSTS, _PACT_FIRSTS = firsts(_BY_NOW, _OUGHT, _BY_RULE), firsts(_BY_PACT)
_ASIDE = either(_REPORTER, _INFLUENCED, _AFTER_CHECKS)
_ASIDE_FIRSTS = firsts(_ASIDE, _BEFORE, _REASON)
_DESCRIBED = re.compile(r"[^，；。]{0,8}(?:[员者人生兵警]|司机|男子|女子)(?:姓|名叫)")
_SUFFERS, _SENT = frozenset("被遭"), frozenset("派赶")
_THERE_IS = re.compile(
    r"(?:证实|确认|透露|承认|公布|通报)，?有[^，；。]{0,16}(?:人[员士]?|男子|女子|公民|员工|职员|学生|居民|旅客|游客)(?![权民事])"
)
_RESULT = re.compile(r"(?:导致|致使|以致|造成)[^，；。]{2,20}(?=$|，)")
_BEFORE_DEED = re.compile(r"[^，；。]{2,30}?(?<![目日此眼当空史提年月天])(?:之|以)?前")


@dataclass(slots=True)
class Handed:
    """What the clauses of a sentence hand on."""

    topic: Topic = field(default_factory=Topic)
    subject: tuple[Argument, ...] = ()
    speaker: Argument | None = None
    near: bool = False  # the clause before holds nothing but a date
    quiet: bool = False  # what is said or ordered has a time of its own
    hypothetical: bool = False
    by_rule: bool = False  # 依规定: the clauses behind it tell what a law says
    forecast: bool = False  # a verb of forecast governs what follows
    alone: bool = False  # the clause before is nothing but the name of the subject
    intended: str = ""  # the date of what is intended, or that something is (ANY): 今天将会见甲，傍晚返回
    asked: bool = False  # 要求总统解散议会: what is asked for goes on
    foreseen: bool = False  # one stood before: 预计营收介于…, 毛利率回落到…


def leave(
    page: Mentions,
    clause: Clause,
    own: list[DateMention],
    main: Candidate | None,
    told: Handed,
    placed: list[Candidate],
    made: Sequence[EventMention],
    *,
    hypothetical: bool,
) -> None:
    """What the dates and conditions of a clause mean for the next."""
    for one in placed:
        if (
            one.trigger.type == "forecast"
            and one.place != "nominal"
            and not is_compared(page.norm, clause.start, one.start)
        ):
            told.foreseen = True
    pact = (
        bool(own)
        and page.norm[clause.start] in _PACT_FIRSTS
        and _BY_PACT.match(page.norm, clause.start, clause.end)
    )
    for date in () if pact else own:
        if _dates_name(page, date) or meddled_in(page.norm, clause, date):
            continue  # 2024年|诺贝尔文学奖由韩江摘下，她已出版…
        named = (
            main is not None
            and dating.is_named_in_object(page.norm, date, main.start, own, told.topic)
            and not any(c.start > date.start and c.place == "main" for c in placed)
        )
        used = main is not None and any(
            event.date_mention_id == date.mention_id and event.trigger_start == main.start for event in made
        )
        rel = relative_of(page, date, placed) if main is not None and not used else None
        if rel is not None and all(
            e.trigger_start == rel.start for e in made if e.date_mention_id == date.mention_id
        ):
            continue  # 明年1月交货的原油下跌, 今早重启昨天中断的谈判
        told.topic.take(date, page.norm, clause.start, named=named, used=used)
    goes_on = clause.mark not in _STOPS
    told.by_rule = told.by_rule and not own and goes_on
    if page.norm[clause.start] in _LEAVES_FIRSTS:
        if _BY_NOW.match(page.norm, clause.start) or (not own and _OUGHT.match(page.norm, clause.start)):
            told.quiet = True
        told.by_rule = told.by_rule or _BY_RULE.match(page.norm, clause.start, clause.end) is not None
    told.near = (bool(own) or told.near) and main is None
    told.hypothetical = hypothetical or (told.hypothetical and goes_on)
    if own:
        told.quiet = _comes_before(page.norm, clause, own[-1])


def _comes_before(norm: str, clause: Clause, date: DateMention) -> bool:
    """10月1日停职前，已转移文件; 8日重燃战火以来，首次会晤: what the next clauses tell was of another day that nobody knows."""
    if norm.endswith("以来", date.end, clause.end) and not norm.startswith("以来", date.end):
        return True
    return norm[clause.end - 1] == "前" and _BEFORE_DEED.fullmatch(norm, date.end, clause.end) is not None


def ends_in_speech(placed: list[Candidate]) -> bool:
    """Whether the last verb of a clause is one of speech."""
    return bool(placed) and (
        placed[-1].trigger.roles == "speech" or placed[-1].trigger.type in {"forecast", "say"}
    )


def supposes(page: Mentions, clause: Clause, at: int) -> bool:
    """如果 before what the clause comes to at ``at``; none of 若斯潘 and 主要是."""
    for cue in _HYPOTHETICAL.finditer(page.norm, clause.start, at):
        if page.taken[cue.start()] or across(page.context, *cue.span()):
            continue
        if not _RECKONED.match(page.norm, cue.start()):
            return True
    return False


def _dates_name(page: Mentions, date: DateMention) -> bool:
    """Whether a year only says which happening or work is meant: 2024年|诺贝尔文学奖, but 2008年|北京奥运会上."""
    name = page.name_at(date.end) if _YEAR.fullmatch(date.edtf) else None
    named = name is not None and name.start == date.end and name.label in {"EVENT", "WORK_OF_ART", "LAW"}
    return name is not None and named and _WITHIN.match(page.norm, name.end) is None


def still_intended(norm: str, clause: Clause, told: Handed, *, own: bool) -> str:
    """The day for which the clause before intends something, where a clause without a subject of its own goes on with it."""
    if not told.intended or own or clause.mark not in {"，", ",", "、"}:
        return ""
    if norm.startswith(("但", "然而", "不过", "却", "最终", "结果"), clause.start):
        return ""  # 原计划任命甲，但最后改变想法
    return "" if _DONE_BY_NOW.search(norm, clause.start, clause.end) else told.intended


def intends(norm: str, clause: Clause, told: Handed, made: Sequence[EventMention], *, own: bool) -> str:
    """What a clause leaves to the next: the day that it intends something for, or ANY where it comes to no deed."""
    if made:
        return made[-1].date[:10] if made[-1].status == "planned" else ""
    may = (
        norm.find("将", clause.start, clause.end) >= 0
        or norm.find("拟", clause.start, clause.end) >= 0
        or norm.find("划", clause.start, clause.end) >= 0
    )
    if may and _WILL.search(norm, clause.start, clause.end):
        return ANY
    return "" if own else told.intended


def by_rule(norm: str, clause: Clause, told: Handed, *, own: bool) -> bool:
    """即为通过 of 依选罢法规定，同意票较多，即为通过: what a law says of any case, unless it has a date of its own."""
    return told.by_rule and not own and _ALWAYS.search(norm, clause.start, clause.end) is not None


def asks_on(norm: str, clause: Clause, told: Handed, *, own: bool) -> bool:
    """Whether a clause without a subject goes on with what the one before asks for: 要求总统解散议会，|重新举行选举."""
    told.asked = (
        told.asked and not own and _OTHERWISE.match(norm, clause.start) is None and clause.mark in {"，", ","}
    )
    return told.asked


def asks(placed: Sequence[Candidate], main: Candidate | None) -> bool:
    """Whether the predicate of a clause asks or orders somebody to do what a verb behind it says."""
    return main is not None and main.surface in _ASKS and any(c.start > main.end for c in placed)


def in_passing(norm: str, clause: Clause, here: tuple[Argument, ...]) -> bool:
    """因为门牌重复，重新核对后下修; 此前士兵遇袭，随后宣布停火; 低位跌215点，收报…: whose subject the next clause has not."""
    if here and not here[0].mention_id and _LEVEL.search(normalise(here[0].text)):
        return True
    if not clause.mark and _REPORTED_FROM.match(norm, clause.start, clause.end):
        return True
    if norm[clause.start] not in _ASIDE_FIRSTS:
        return False
    earlier = clause.mark and _BEFORE.match(norm, clause.start)  # what begins a sentence goes on
    return bool(earlier or _ASIDE.match(norm, clause.start, clause.end) or _REASON.match(norm, clause.start))


def describes(norm: str, clause: Clause) -> bool:
    """殉职消防员姓何，他于…; 证实有职员违规，被拘留; 导致管道受损，派员到场: what follows is of somebody not told of before."""
    behind = norm[clause.end + 1 : clause.end + 2]
    if behind in _SUFFERS and _THERE_IS.search(norm, clause.start, clause.end):
        return True
    if behind in _SENT and _RESULT.match(norm, clause.start, clause.end):
        return True
    return _DESCRIBED.match(norm, clause.start, clause.end) is not None
