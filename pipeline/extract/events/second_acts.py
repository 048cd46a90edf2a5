"""Whether a verb that is not the main one of its clause tells of an event too: 关闭边境并|实施宵禁, 宣布将|收购工厂."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import AND_ALSO, GOVERNING
from pipeline.extract.events.serial_verbs import goes_on
from pipeline.extract.events.status import is_general

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.mentions import Mentions

_CONTENT = re.compile(
    r"[^，；。]{0,6}?(?:将|会|拟)|[^，；。]{0,4}?(?:(?:延期?|推迟|押后|改期|提前)[至到]|改[在为到]|[定订择]于)(?=[0-9今明后本下])"
)
# 宣布自8月1日起|停产: from which day on
_FROM_DAY = re.compile(r"了?[自从由于]?(?=[0-9今明后本下])[^，；。]{2,14}?起(?![诉草跑飞降落步源因])")
# 宣布自8月1日起停止|进口: which verb the one behind belongs to
_COLOURED = tuple("停止 暂停 终止 中止 恢复 取消 禁止 免除 限制 允许 准许".split())
_LED_TO = re.compile(r"(?:带领|率领|帮助|领军|领衔|[助率领])[^，；。的]{1,24}$")
_CONFIRMS, _HARM = frozenset({"确认", "证实"}), frozenset({"die", "injure", "disaster"})
_VICTIMS = 12  # code points of how many and who: 4名失联矿工不幸
_SAYS = frozenset({"say", "announce", "propose", "agree", "approve"})
_DONE = re.compile(r"了(?!解)")
_AND = re.compile(rf"以及|{AND_ALSO}|且")
_SAID = frozenset({"oppose", "propose", "refuse", "support", "announce"})
_RULES, _RULED = (
    frozenset({"裁定", "裁决", "判决"}),
    frozenset({"refuse", "end", "approve", "release"}),
)
# 裁定撤销职务违法: what is ruled of an act, and no act
_LAWFUL = re.compile(r"[^，；。]{0,16}(?:违[法宪约规反]|合[法宪]|无效|有效|不当|成立)(?=$|[，；。])")
# 讨论加征关税并|实施制裁, 否决加税并|补贴: 并 may join two things that are discussed or rejected
_SCOPES = frozenset("讨论 商讨 研究 考虑 审视 否决".split())
_STATEMENT = re.compile(
    r"了?(?:一[份则篇])?(?:书面|联合|严正|公开|紧急|正式|最新)?(?:声明|公告|通告|文告|新闻稿|社论|[贴帖]文|影片|视频|通报|公报)[，,]?(?:严正|强烈|严厉|公开|再次|紧急|同时|予以|一致)*"
)
_AND_DOES = re.compile(
    r"[^，；。的“「]{0,24}?(?<![合兼吞归])并且?(?![购发列联网行入轨非不未无没])(?:[于在](?=[0-9今昨前当])|[0-9]{1,2}月|[0-9]{1,2}日|已|立即|随即|同时|正式|成功|当场|一并|共同|继续|再次|再度|一举|最终)*"
)


def beside_main(page: Mentions, clause: Clause, candidate: Candidate, main: Candidate, *, own: bool) -> bool:
    """Whether a verb that is not the main one is an event of its own: what was announced, done, or told of its own time."""
    norm = page.norm
    if (
        candidate.trigger.type == "win"
        and candidate.listed
        and _LED_TO.search(norm, clause.start, candidate.start)
    ):
        return True  # 交出20分带领球队|击败对手
    if goes_on(norm, main, candidate) or _counts_victims(page, main, candidate):
        return True
    if _and_does(page, clause, main, candidate):
        return True
    if (
        candidate.listed
        and main.trigger.type == "announce"
        and (
            _CONTENT.match(norm, main.end, candidate.start)
            or (
                own
                and _FROM_DAY.match(norm, main.end, candidate.start)
                and not norm.endswith(_COLOURED, main.end, candidate.start)
            )
        )
    ):
        return True
    done = _DONE.match(norm, candidate.end) is not None and main.trigger.type not in GOVERNING
    return own and (
        done
        or _told_of_its_own_time(page, candidate, main, clause.end)
        or (candidate.listed and _is_content(page, candidate, main))
    )


def _and_does(page: Mentions, clause: Clause, main: Candidate, candidate: Candidate) -> bool:
    """关闭边境并|实施宵禁, 发布声明|谴责袭击: a second act that 并 joins to the first, or the words of a statement."""
    norm = page.norm
    if not (main.listed and candidate.listed) or candidate.trigger.noun or main.trigger.noun:
        return False
    if main.surface in _RULES and candidate.start == main.end and candidate.trigger.type in _RULED:
        return _LAWFUL.match(norm, candidate.end) is None  # 裁定|驳回上诉
    if main.trigger.type == "publish" and candidate.trigger.type in _SAID:
        return _STATEMENT.fullmatch(norm, main.end, candidate.start) is not None
    if (
        main.trigger.type in GOVERNING
        or main.trigger.roles == "speech"
        or candidate.trigger.roles == "speech"
    ):
        return False
    if main.surface in _SCOPES or _AND_DOES.fullmatch(norm, main.end, candidate.start) is None:
        return False
    return not is_general(page.context, clause.start, main.start)  # 有权查封并|没收


def _counts_victims(page: Mentions, main: Candidate, candidate: Candidate) -> bool:
    """确认10人|遇难: how many were hurt or are missing is what is confirmed."""
    if main.surface not in _CONFIRMS or candidate.trigger.type not in _HARM or not candidate.listed:
        return False
    return page.figure(main.end, candidate.start) and candidate.start - main.end <= _VICTIMS


def _told_of_its_own_time(page: Mentions, candidate: Candidate, main: Candidate, stop: int) -> bool:
    """上周四公布9月份逆差环比下降4%: a figure with its own date behind the verb that publishes it, or a second act with one."""
    at = bisect_left(page.date_starts, candidate.start) - 1
    if at < 0 or page.dates[at].start < main.end or not candidate.listed:
        return False
    if _AND.search(page.norm, main.end, page.dates[at].start):
        return True  # 1988年访华以及中国国家主席1996年访问印度
    return (
        candidate.trigger.type in {"rise", "fall", "reach", "report"}
        and main.trigger.type in {"publish", "announce", "reveal"}
        and page.figure(candidate.end, min(stop, candidate.end + 8))
    )


def _is_content(page: Mentions, candidate: Candidate, main: Candidate) -> bool:
    """日前称将在2026年|启动量产: what is said, ordered or agreed, with a date of its own."""
    if main.trigger.type not in _SAYS:
        return False
    at = bisect_left(page.date_starts, candidate.start) - 1
    return at >= 0 and page.dates[at].start >= main.end and _CONTENT.match(page.norm, main.end) is not None
