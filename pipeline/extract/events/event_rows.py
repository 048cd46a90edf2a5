"""One event as a row: what its trigger, its arguments and its date make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.noun_phrases import HERE
from pipeline.extract.events.whole_names import PLACES
from pipeline.lexicon.happenings import ARISES
from pipeline.model import Argument, EventMention
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.arguments import Arguments
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.roles import Roles
    from pipeline.model import DateBasis, DateMention, Status

# 提出|清盘呈请: the noun behind a verb of any kind says that somebody goes to court
_TURNED_DOWN = frozenset({"refuse", "end", "approve", "vote", "judge"})
_BEGINS, _STRIKE = frozenset({"发动", "发起", "举行", "展开"}), re.compile(r"罢[工课市]$")
_FILED = re.compile(r"(?:了|过)?[^，；。的]{0,6}?(?:呈请|诉讼|起诉书|诉状|上诉|申诉|仲裁)(?=[，；。、]|$)")

_MATCH = re.compile(r"[赛賽]$")
_HERE = HERE | {"当地", "全国", "全省", "全市", "全县"}
_EVERYWHERE = frozenset("全国 全省 全市 全县 全区 全港 全台 全岛 全城 全境 全球 各地 全国各地".split())
_LIKE_IT = re.compile(r"(?:多起|一起|一宗)?(?:类似|这样|同样|此类|这类)")
_MOVES = frozenset({"rise", "fall", "reach", "report"})
_WHO = frozenset({"ORG", "PERSON"})
_OF_NATURE = re.compile(r"(?:地震|强震|余震|海啸|龙卷风|泥石流|山洪)$")
# between a place and what happened there: 中部28日, 沿海又
_PART = re.compile(
    r"(?:[东南西北中]{1,2}部|境内|沿海|近海|外海|附近|一带|地区|山区)(?:[0-9年月日时分许左右凌晨早晚上午下中间夜深]|突然|又|再次|接连|先后)*"
)


def event_of(
    page: Arguments,
    clause: Clause,
    candidate: Candidate,
    when: tuple[DateMention, DateBasis, Status],
    roles: Roles,
    speaker: Argument | None,
) -> EventMention:
    """The row of one event; ``when`` is its date, how it came to it and its status."""
    date, basis, state = when
    context, trigger = page.context, candidate.trigger
    start, end = candidate.start, candidate.end
    kind, where = _type(page, candidate, roles), page.location(clause, start, trigger.type)
    actors = roles.actors
    if (
        candidate.surface in ARISES
        and actors
        and all(page.labels.get(a.mention_id) in PLACES for a in actors)
    ):
        where, actors = where or roles.actors[-1], ()  # 凉山|发生地震: where it was, and nobody's deed
    elif candidate.surface in ARISES and len(actors) == 1 and normalise(actors[0].text) in _HERE:
        where, actors = where or actors[0], ()  # 本港|发生火警
    elif candidate.surface in ARISES and any(_OF_NATURE.search(normalise(a.text)) for a in roles.objects):
        actors = tuple(
            a for a in actors if page.labels.get(a.mention_id) not in _WHO
        )  # 地震台网测定：发生地震
        where = where or _region(page, clause, start)
    elif candidate.surface in ARISES and not actors and where is None:
        where = _region(page, clause, start)
    elif len(actors) == 1 and not roles.objects and normalise(actors[0].text) in _EVERYWHERE:
        where, actors = where or actors[0], ()  # 全国|停课
    if candidate.surface in ARISES and roles.objects and _LIKE_IT.match(normalise(roles.objects[0].text)):
        actors = ()  # 甲公司是重要企业，因2022年曾|发生类似案例
    said = {speaker.mention_id} if speaker is not None and speaker.mention_id else set()
    if kind in _MOVES and any(
        a.mention_id in said and page.labels.get(a.mention_id) == "PERSON" for a in actors
    ):
        actors = ()  # 黄仁昭说，升值让营收|减少一成: nothing of his
    if kind == "cause" and actors and all(page.labels.get(a.mention_id) in PLACES for a in actors):
        where, actors = where or actors[-1], ()  # 西北部|因暴雨引发山洪
    if kind == "hold" and actors and _MATCH.search(roles.objects[0].text if roles.objects else ""):
        here = {name.mention_id for name in page.between(clause.start, start)}
        told_before = all(
            page.labels.get(a.mention_id) == "PERSON" and a.mention_id not in here for a in actors
        )
        actors = () if told_before else actors  # 陈伟获胜。当日早些时候进行了|男双决赛
    # 将成为“北星”首次发射: what somebody became is not the one who became it
    objects = roles.objects
    if actors and objects:
        doers = {actor.text for actor in actors}
        objects = tuple([o for o in objects if not o.mention_id or o.text not in doers])
    struck = kind == "disaster" and trigger.noun and len(objects) == 1 and not actors
    if struck and where is None and page.labels.get(objects[0].mention_id) in {"GPE", "LOC"}:
        where, objects = objects[0], ()  # 吉隆坡|爆炸
    return EventMention(
        mention_id=context.mention_id("event", start, end, trigger.type),
        start=clause.start,
        end=clause.end,
        trigger=context.raw(start, end),
        trigger_start=start,
        trigger_end=end,
        date=_day(date.edtf),
        basis=basis,
        date_mention_id=date.mention_id,
        status=state,
        type=kind,
        actors=actors,
        objects=objects,
        location=where,
        attributed_to=speaker if speaker is not None and trigger.roles != "speech" else None,
        rule=f"event({trigger.place})",
        sentence=context.sentence_at(start),
    )


_GRADE = re.compile(r"第?[0-9一二三四五六七八九十]{1,2}[级等](?!主任|教授|检察|法官|警|士官|上将|巡视|调研)")
_FIGHT = re.compile(
    r"(?:冲突|战斗|战事|战争|内战|械斗|斗殴|暴动|攻击|恐袭|交火|枪战|枪击|袭击|空袭|骚乱|叛乱|兵变|政变)(?:[事案]件|案)?$|"
    r"(?:盗?窃|失窃|[抢打行]劫|[抢劫命]|凶杀|谋杀|杀人|伤人|砍人|绑架|劫持|纵火|爆窃)案(?:件)?$"
)  # 发生|边境冲突, 发生|盗窃案

_COMES_UP = frozenset({"形成", "生成"})
_WEATHER = re.compile(
    r"(?:湖|风|风暴|气旋|低压|洪水|洪峰|龙卷|海啸|泥石流|灾害?)(?:[“「『][^”」』]*[”」』])?$"
)


def _day(edtf: str) -> str:
    """The day or days of a date, without the time of day: 2024-01-13T08/2024-01-13T16 is one day."""
    ends = [end.split("T")[0] for end in edtf.split("/")]
    return ends[0] if len(set(ends)) == 1 else "/".join(ends)


def _region(page: Arguments, clause: Clause, at: int) -> Argument | None:
    """缅甸 of 缅甸中部28日|发生强震: the place whose part or coast it is said of."""
    names = [name for name in page.between(clause.start, at) if name.end <= at]
    if not names or names[-1].label not in PLACES or not _PART.fullmatch(page.norm, names[-1].end, at):
        return None
    return Argument(names[-1].mention_id, names[-1].text)


def _type(page: Arguments, candidate: Candidate, roles: Roles) -> str:
    """That of the trigger, but for 提出呈请 and for what is said to have happened: 发生坍塌."""
    if candidate.trigger.type not in _TURNED_DOWN and _FILED.match(page.norm, candidate.end):
        return "sue"
    if candidate.surface in _BEGINS and roles.objects and _STRIKE.search(normalise(roles.objects[0].text)):
        return "suspend"  # 发动|罢工
    if (
        candidate.trigger.type == "appoint"
        and roles.objects
        and _GRADE.match(normalise(roles.objects[0].text))
        and not any(page.labels.get(actor.mention_id) == "PERSON" for actor in roles.actors)
    ):
        return "rise"  # 火警|升为|三级
    if candidate.surface == "上市" and any(page.is_ware(one) for one in roles.actors + roles.objects):
        return "release"
    happening = page.context.lexicon.happenings
    if candidate.surface in ARISES and roles.objects:
        told = normalise(roles.objects[0].text)
        if happening.is_disaster(told):
            return "disaster"
        if _FIGHT.search(told):
            return "attack"
    if candidate.surface in ARISES and candidate.trigger.type == "hold":
        return "other"  # 发生|争执: nobody holds it
    if candidate.surface in _COMES_UP:
        storms = (
            page.labels.get(one.mention_id) == "EVENT" or _WEATHER.search(normalise(one.text))
            for one in roles.actors + roles.objects
        )
        return candidate.trigger.type if any(storms) else "other"  # 形成|共识
    return candidate.trigger.type
