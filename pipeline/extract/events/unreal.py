"""What a verb tells only as feared, asked or called for, and so as no event: 防止事故|发生, 被问是否|参选, 反|戒严公投."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause

# 防止类似事故再次|发生: what shall not come about
_PREVENTED = re.compile(
    r"(?:防止|避免|防范|杜绝|以免(?![费息税租签])|严防(?!死守)|[慎谨]防|预防(?![中控与及和医接工]))(?!了)[^，；。了0-9今昨明]{0,12}$"
)
_SO_THAT = re.compile(r"(?:的|而|$|[，。；])")
# 今天被问|处理预算案是否拖到深夜: a question, and no answer
_ASKED_ABOUT = re.compile(r"被(?:媒体|记者|议员|外界|立委)?(?:追|询|提|诘)?问(?!责|题|罪|讯)[^，；。]*$")
# 针对检察院|补充侦查的证据，: the matter that the next clause deals with
_MATTER = re.compile(r"(?:针对|关于|对于|围绕)[^0-9昨今]*$")
_OF_IT = re.compile(r"[^，；。了]{0,8}的[\u4e00-\u9fff]{1,8}(?<!传言)(?<!传闻)(?<!消息)(?<!说法)")
# 反|戒严公投, 反|收购行动: against what
_FAR = 60  # code points: the longest that says who is dealt with
_DEALT_WITH = re.compile(
    r"(?:对|针对)(?!于|外|此|手|华|内|方|面|阵|决)(?P<whose>[^，；。]{4,50}?的)[^，；。、的]{1,12}?(?:进行|实施|开展|予以|给予|采取)"
)
_MISHAPS = frozenset({"disaster", "die", "injure", "attack", "damage"})
_AGAINST = re.compile(r"(?:公投|运动|大?游行|抗争|联盟|示威|集会|行动|阵线)")


def is_prevented(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """防止类似事故再次|发生, 以免疫情|扩散: what is told so that it does not come about."""
    behind = _SO_THAT.match(norm, candidate.end, clause.end)
    return behind is not None and _PREVENTED.search(norm, clause.start, candidate.start) is not None


def _dealt_with(norm: str, start: int, end: int) -> bool:
    """对从境内|运送赃款、向集团寄钱的人进行打击: what those do who are dealt with."""
    since = max(norm.rfind(mark, max(0, start - _FAR), start) for mark in "，；。")
    dealt = _DEALT_WITH.match(norm, since + 1, end + _FAR) if since >= 0 else None
    return dealt is not None and start < dealt.end("whose")


def is_asked(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """被问是否|参选: what somebody is asked; 反|戒严公投: what somebody is against. What he then says is told."""
    start, end = candidate.start, candidate.end
    if norm[clause.start] in "针关对围" and _MATTER.match(norm[clause.start : start]):
        return _OF_IT.fullmatch(norm, end, clause.end) is not None
    if _dealt_with(norm, start, end):
        return True
    if norm[start - 1] == "防" and candidate.trigger.type in _MISHAPS:
        return True  # 防|溺水教育
    if norm[start - 1] == "反" and _AGAINST.match(norm, end):
        return True
    return candidate.trigger.roles != "speech" and _ASKED_ABOUT.search(norm, clause.start, start) is not None
