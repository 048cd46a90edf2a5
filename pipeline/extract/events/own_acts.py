"""Whose act it is: 海关表示，共检获… is of who speaks, 观察团预计本月提交… of who plans it, and a fire brings out no fire engines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.antecedents import SOMEBODY
from pipeline.extract.events.moved_objects import SPEAKER
from pipeline.extract.events.whole_names import PARTIES
from pipeline.normalise import normalise
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.events.arguments import Arguments
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.handed import Handed
    from pipeline.extract.events.roles import Roles
    from pipeline.model import Argument

_FIRE = re.compile(r"(?:火势|大火|山火|明火|火警|火灾|火情|火焰)$")
#: 台风过境，造成|土石流: what stands before a disaster that something brought
BROUGHT = re.compile(r"(?:造成|引发|引致|导致|酿成|触发)[^，；。]{0,8}$")
# what a body reports of its own work
_OF_BODIES = frozenset(
    "锁定 发现 搜获 搜出 检走 带走 带返 控告 落案 接获 接到 接报 收到 检获 查获 缴获 起获 破获 侦破 拘捕 逮捕 派出 调派 出动 录得 抽查 抽检 疏散 撤离 安置 救出 转移 立案 受理 启动".split()
)
# what is done on purpose
_WILLED = frozenset(
    "propose publish release hold meet sign visit leave launch announce join appoint vote open transfer pass".split()
)
_WILL = re.compile(r"(?:并)?(?:将会?|拟|计划|定于)[于在]?(?=[0-9本下今明后])")
_FORESEES = re.compile(r"预[计期](?![的值数])")
_BODY = re.compile(SPEAKER.pattern + r"|[^\W_][团组队]$")
_GOVERNED = re.compile(r"[在于向与和同对赴到往为给从由]$")


def by_speaker(page: Arguments, clause: Clause, main: Candidate | None, told: Handed) -> tuple[Argument, ...]:
    """入境处 of 入境处表示，截至昨日共接获4宗求助: who has just spoken, of the work of such a body or of what it will do."""
    speaker = told.speaker
    if main is None or speaker is None or told.subject:
        return ()
    plans = main.trigger.type in _WILLED and _WILL.match(page.norm, clause.start) is not None
    if plans and page.labels.get(speaker.mention_id) == "ORG":
        return (speaker,)  # 外交部表示，将于9月5日召开会议
    if main.surface not in _OF_BODIES:
        return ()
    body = page.labels.get(speaker.mention_id) == "ORG" or normalise(speaker.text).endswith(
        ("警方", "海关", "部门")
    )
    return (speaker,) if body else ()


def burns(subject: tuple[Argument, ...]) -> bool:
    """Whether all that a verb is said of is a fire: 明火."""
    return len(subject) == 1 and _FIRE.search(normalise(subject[0].text)) is not None


def plans_itself(page: Arguments, clause: Clause, candidate: Candidate, roles: Roles) -> bool:
    """观察团预计于本月16日提交报告: who expects it is who will do it, and does it on purpose."""
    if candidate.trigger.type not in _WILLED or len(roles.actors) != 1:
        return False
    if candidate.trigger.type in {"hold", "open"} and not roles.objects:  # 一般性辩论预计下周登场
        return False
    cues = list(_FORESEES.finditer(page.norm, clause.start, candidate.start))
    actor = roles.actors[0]
    noun = normalise(actor.text)
    if not cues or page.norm.find(noun, clause.start, cues[-1].start()) < 0 or SOMEBODY.search(noun):
        return False
    others = (name for name in page.between(cues[-1].end(), candidate.start) if name.label in PARTIES)
    if any(_GOVERNED.search(page.norm, cues[-1].end(), name.start) is None for name in others):
        return False
    return page.labels.get(actor.mention_id) in PARTIES or _BODY.search(noun) is not None


def vouched(candidate: Candidate, roles: Roles, places: tuple[str, ...]) -> bool:
    """A verb that no table lists tells an event where a named actor does it (日本|经济 too), and the dictionary has it."""
    if candidate.listed:
        return candidate.trigger.type != "cause" or bool(roles.objects)  # 造成7人不适
    if candidate.place == "relative":
        return False  # 两国高层交往的|序幕: which one it is
    named = any(actor.mention_id or actor.text.startswith(places) for actor in roles.actors)
    return named and is_word(candidate.surface)
