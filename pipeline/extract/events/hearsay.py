"""What a clause that ends in a verb of speech or order hands on: who speaks, and that what is said has its own time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.according import ACCORDING
from pipeline.extract.events.candidates import GOVERNING
from pipeline.extract.events.clauses import Clause
from pipeline.extract.events.handed import AT_REQUEST
from pipeline.extract.events.status import is_compared
from pipeline.gates import firsts
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.arguments import Arguments
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.handed import Handed
    from pipeline.model import DateMention

_DOCUMENT = re.compile(
    r"(?:招股[书章]|说明书|起诉书|判决书|裁定书|通报|公报|公告|财报|[年季月]报|文件|资料|数据|统计|民调|问卷|名单|记录|纪录|材料|档案|账目|网站|官网|信息)$"
)
_TELLS = re.compile(r"(?:报道|报导|消息|通报|介绍|透露|统计|披露|公布|预测|估计|表示|指出|称|说)+$")
_GETS = frozenset("接获 接到 接报 收到 获得 取得".split())
_INVITED = re.compile(r"(?:受|应|获)[^，；。]{1,20}(?:邀请|委托|指派|委派|之托|之邀|推荐|提名)$")
# 从周日发布的影片可见，: what is seen there has a time of its own
_SEEN = re.compile(r"从[^，；。]{4,30}(?:可见|看到|显示|可知|得知|看出|观察到)$")
_TAKE_ACTS = frozenset(
    {"refuse", "oppose", "support", "ban"}
)  # 拒绝|合作: what they govern is in their own clause
_TELLER_FIRSTS = firsts(_SEEN, ACCORDING, AT_REQUEST)


def _source(page: Arguments, start: int, end: int) -> Argument | None:
    """警方 of 据警方通报, 新华社 of 据新华社8月2日报道; None where nobody is named."""
    verb = _TELLS.search(page.norm, start, end)
    if verb is None:
        return None
    names = [m for m in page.between(start, verb.start()) if m.end <= verb.start()]
    bare = page.bare(names[-1].end if names else start, verb.start())
    if bare is not None:
        return bare if page.can_speak(bare) else None
    if not names or names[-1].label not in {"PERSON", "ORG"}:
        return None
    return Argument(names[-1].mention_id, names[-1].text)


def hears(
    page: Arguments,
    known: Told,
    clause: Clause,
    placed: list[Candidate],
    own: list[DateMention],
    here: tuple[Argument, ...],
    told: Handed,
) -> None:
    """A clause that ends with a verb of speech or order hands its speaker to what is said, but not its date."""
    begins = page.norm[clause.start] in _TELLER_FIRSTS
    if begins and _SEEN.match(page.norm, clause.start, clause.end):
        told.subject, told.quiet = (), True
        return
    according = ACCORDING.match(page.norm, clause.start, clause.end) if begins else None
    if according is not None and _TELLS.search(page.norm, according.end(), clause.end):
        told.speaker, told.subject = _source(page, according.end(), clause.end), ()
        if told.speaker is not None and told.speaker not in known.topic:
            known.topic = ()
        told.quiet = told.quiet or bool(own) or told.near
        return
    last = None
    for candidate in placed:
        if candidate.place in {"main", "helper"}:
            last = candidate
    if last is not None and any(c.end == last.start and c.surface in _GETS for c in placed):
        return  # 接获|通报
    asked = begins and AT_REQUEST.match(page.norm, clause.start, clause.end) is not None
    if asked or _INVITED.search(page.norm, clause.start, clause.end):
        return
    if last is None or not (last.trigger.roles == "speech" or last.trigger.type in GOVERNING):
        return
    rest = page.norm[last.end : clause.end]
    names = page.between(last.end, clause.end)
    if last.trigger.roles == "speech" and len(names) == 1 and names[0].start == last.end:
        dated = sum(1 for at in range(names[0].end, clause.end) if page.dated(at))
        if dated and clause.end - names[0].end - dated <= 1:
            told.subject = (Argument(names[0].mention_id, names[0].text),)
            return  # 军方昨称朝鲜今晨7时，|从东岸发射了导弹
    if len(rest) - sum(m.end - m.start for m in names) > 2 or (rest and last.trigger.type in _TAKE_ACTS):
        return
    if last.trigger.roles == "speech" or not rest:
        speaker = (here or told.subject or (None,))[0]
        told.speaker = speaker if speaker is not None and page.can_speak(speaker) else None
        if last.trigger.type == "announce" and speaker is not None and speaker.mention_id:
            known.topic = (speaker,)  # 特斯拉宣布，将于9月12日召开股东大会
    told.quiet = told.quiet or bool(own) or told.near
    foretold = last.trigger.type == "forecast" and not is_compared(page.norm, clause.start, last.start)
    told.forecast = told.forecast or foretold
    told.subject = ()


def says_here(
    page: Arguments,
    known: Told,
    clause: Clause,
    placed: list[Candidate],
    here: tuple[Argument, ...],
    told: Handed,
) -> Argument | None:
    """王小明|称日产汽车关闭工厂: who says in one clause what another did; else who the sentence has named for it."""
    verb = next((c for c in placed if c.place == "helper" and c.trigger.roles == "speech"), None)
    if verb is None or not here:
        return told.speaker
    unclear = known.unclear
    said = page.subject(Clause(clause.start, verb.end, ""), verb.start, known)[0]
    known.unclear = unclear
    inside = page.norm.find(normalise(here[0].text), verb.end, clause.end) >= 0
    named = inside and len(said) == 1 and said[0] != here[0] and page.can_speak(said[0])
    return said[0] if named else told.speaker


def is_document(noun: str) -> bool:
    """招股书, 起诉书, 年报, in normalised words: what is written tells of somebody and does nothing itself."""
    return _DOCUMENT.search(noun) is not None
