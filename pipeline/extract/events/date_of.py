"""The date of one candidate: that of its own place in the clause, else what the text before hands on, else none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events import dating
from pipeline.extract.events.candidates import GOVERNING
from pipeline.extract.events.noun_frames import DEALT_WITH
from pipeline.extract.events.topic import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.extract.events.mentions import Mentions
    from pipeline.extract.events.noun_frames import NounFrames
    from pipeline.extract.events.topic import Topic
    from pipeline.model import DateBasis, DateMention

# 在上海举行的大会: the relative clause tells of it, with the date of the clause
_HELD = frozenset({"hold", "open"})
_FRAMED = re.compile(r"的[^，；。]{1,16}?(?:上|中(?!国|共|央|华|方)|里|期间|时|当天)")
# 以军今天发动的空袭造成24人死亡: what came of it is of the same day
_TO_WHOM = frozenset("对向把将")
_CAUSED = re.compile(r"的[^，；。的]{1,10}(?:已经?|共|至少)?(?:造成|导致|引发|酿成|致使)")
_PUT_OFF, _NEW_DAY = frozenset("押后 推迟 延期 顺延 延后 延长 展延".split()), {"至", "到"}
_ONCE_SET = re.compile(r"原[定订拟](?:[于在])?$|原计划$")  # 原定8月3日举行的|音乐会取消
_AFTER_SO_LONG = re.compile(
    r"[0-9一二三四五六七八九十两半几数多]+个?(?:年|月|周|星期|天|小时)(?:之?后)?(?:便|就|即(?![使便])|才)"
)
_THEN = frozenset({"当时", "當時"})
_BY_THEN = frozenset("升至 增至 上升至 攀升至 达到 达 超过 突破 降至 减至 增加到".split())
_ALREADY = re.compile(r"已经?$")
_REVISES = frozenset(
    "调高 调降 调升 上修 下修 上调 下调".split()
)  # an act of the day, and no figure of the period
_NEAR = 6  # code points between a date and the verb of its relative clause
_NO_VERB = frozenset({"nominal", "prepositional"})  # 在2020年大选中赢得的: the date before it is not its own
# what the clause says is of another time than the text before it
_ELSEWHEN = re.compile(
    r"(?:目前|现在|如今|当前|现时|其间|(?<![会赛坛展节])期间|此前|先前|此后|后来|其后|之前|原本|每[年月天日](?!的)|历来|至今|下一?次(?!数)|上一次|近年|未来|今后|日后|长期|不久|即将|尽快|届时|早日|有时|时常|经常|常常|往往|平时|通常|每逢|总是|择[日期]|另行(?:通知|公布|公告|宣布|安排|择))"
)
_SO_LONG_APART = re.compile(
    r"[，；。][\u4e00-\u9fff]{2,8}(?<!前)[前后](?:约|近|仅|不到)?[0-9一二三四五六七八九十两几数]+(?:天|日|周|星期|个?月|年|小时)[，,]"
)
_THIS_TIME = re.compile(
    r"[，；](?:(?:但|而|不过|然而)(?:此次|这次)|(?:但|而|不过|然而)?(?:今次|本次|这一次|今年|如今|现在|另一[只个家项种座款](?:则)?[是为]))"
)
_TRADED = frozenset({"buy", "sell", "produce", "deliver"})
_MEANWHILE = re.compile(r"[期其]间")
# 公司成立于2008年，主要|生产涂料: what it is for
_HABIT, _MAKES = re.compile(r"(?:主要|专门|专业|主营)$"), frozenset({"produce", "sell", "deliver", "provide"})
_NOW = re.compile(r"如今|目前|至今|现已|现为|(?<!发)现在(?!内)")
_SUM = re.compile(
    r"的(?:资金|金额|总额|收入|数量|规模|人数|总数|票数|票房|贷款|投资)(?:仅|只|达到?|为|约|共|有|超过|逾|近|合计)*"
)
_YEAR = re.compile(r"-?[0-9]{4}(?!.*X)")  # a decade is no date of an event
_CASE_NAME = re.compile(r"[”」][\u4e00-\u9fff]{0,14}?(?:专案|案|事故|事件|惨案|行动|地震|火灾|爆炸)")


def may_date(norm: str, date: DateMention) -> bool:
    """Whether a time may be that of an event: a year at least, and none that a case is called by (“2019.2.23”网络诈骗案)."""
    if date.type not in {"DATE", "TIME"} or _YEAR.match(date.edtf) is None:
        return False
    return norm[date.start - 1 : date.start] not in {"“", "「"} or _CASE_NAME.match(norm, date.end) is None


def date_of(
    page: NounFrames,
    clause: Clause,
    candidate: Candidate,
    placed: Sequence[Candidate],
    own: Sequence[DateMention],
    topic: Topic,
    *,
    quiet: bool,
    near: bool = False,
) -> tuple[DateMention | None, DateBasis]:
    """The date that a candidate takes, and how it came to it.

    ``placed`` are all candidates of the clause, ``own`` the dates of it that can date an event; ``quiet`` tells that
    what is said or ordered has a time of its own, ``near`` that the clause before holds nothing but the date.
    """
    if not own and topic.last is None:
        return None, "none"  # most clauses: no date in the sentence so far
    held = candidate.place == "relative" and candidate.trigger.type in _HELD
    if candidate.place == "relative" and (
        page.towards(clause.start, candidate.start)
        or _is_measured(candidate, placed)
        or any(_says_whose(page.norm, date, candidate) for date in own)
    ):
        return None, "none"  # 法院16日对|被捕的商人罚款
    since = clause.start
    if candidate.place in {"relative", "adverbial"} and not held:
        since = max(
            (c.end for c in placed if c.end <= candidate.start and c.place not in _NO_VERB),
            default=clause.start,
        )
    within = any(
        c.start > candidate.start and c.place == "relative" and c.trigger.type not in _HELD for c in placed
    )
    said = candidate.trigger.roles == "speech"  # 认为他在九年后所做的记录
    until = candidate.end if within or said or candidate.place == "relative" else clause.end
    until = _before_next(candidate, placed, own, until)
    if candidate.surface in _PUT_OFF and page.norm[candidate.end : candidate.end + 1] in _NEW_DAY:
        until = candidate.end  # 押后|至9月12日: the new day, not that on which it was put off
    found = dating.own(page.context, own, (candidate.start, candidate.end), since, until)
    if found is not None and "/" in found.edtf and page.norm[found.start - 1] == "(":
        found = found if candidate.trigger.type in STATISTICS else None  # 第二季度财报(1月1日至3月30日)|公布
    if found is not None and _NOW.search(page.norm, found.end, candidate.start):
        return None, "none"  # 当年的办公室|如今已成为展馆
    if found is not None and not _spent(page, found, candidate, placed):
        return found, found.basis
    if candidate.trigger.type == "join" and any(
        c.start > candidate.end and c.place == "relative" for c in placed
    ):
        for date in own:
            if date.start == candidate.end:  # 参加|7月22日开打的公开赛
                return date, date.basis
    if candidate.place == "adverbial":
        return (topic.last, "inherited") if near and topic.last is not None else (None, "none")
    if held and _framed(page, candidate) and any(_follows(candidate, c) for c in placed):
        return None, "none"  # 6月25日，甲和乙在海牙|举行的峰会期间会晤
    if candidate.place == "relative" and not held and not _counts_sum(page, candidate, clause):
        return None, "none"
    return _inherited(page, clause, candidate, topic, quiet=quiet, near=near)


def _follows(candidate: Candidate, other: Candidate) -> bool:
    """Whether another verb behind one is what its clause tells."""
    return other.place == "main" and other.listed and other.start > candidate.end


def _inherited(
    page: NounFrames,
    clause: Clause,
    candidate: Candidate,
    topic: Topic,
    *,
    quiet: bool,
    near: bool,
) -> tuple[DateMention | None, DateBasis]:
    """What the text before a clause hands on, where the clause says nothing of another time."""
    published = page.context.article.published[:10]
    then = page.norm.find("届时", clause.start, candidate.start) >= 0
    if then and topic.last is not None and topic.last.earliest[:10] > published:
        return topic.last, "inherited"  # 大会9月5日开幕，届时将公布名单
    done = _ALREADY.search(page.norm, clause.start, candidate.start) is not None
    if done and published and topic.last is not None and topic.last.earliest[:10] > published:
        return None, "none"  # 下周接棒的总理，|已选出副手
    if _AFTER_SO_LONG.search(page.norm, clause.start, candidate.start):
        return None, "none"  # 9月5日上任，任期仅三个月便下台
    if any(clause.start <= d.start < candidate.start and d.text not in _THEN for d in page.vague):
        return None, "none"  # 近日, 日前: a time of its own that the text does not tell
    if topic.last is not None and _SO_LONG_APART.search(page.norm, topic.last.end, candidate.start):
        return None, "none"  # 10月30日签署；卸任前六天，下令
    if _is_this_time(page, candidate, topic):
        return None, "none"
    span = topic.last is not None and "/" in topic.last.edtf
    if span and not quiet and _MEANWHILE.match(page.norm, clause.start, candidate.start):
        return topic.last, "inherited"  # 自29日起迄今，出动飞机，|期间共侦获三艘
    if candidate.trigger.type in _MAKES and _HABIT.search(page.norm, clause.start, candidate.start):
        return None, "none"
    by_then = candidate.surface in _BY_THEN and _ALREADY.search(page.norm, clause.start, candidate.start)
    if quiet and by_then and page.figure(candidate.end, candidate.end + _NEAR):
        return topic.last, "inherited"  # 17日宣布，死亡人数已升至77人
    if quiet or _ELSEWHEN.search(page.norm, clause.start, candidate.start):
        return None, "none"
    figure = page.figure(candidate.end, clause.end)
    if near and span and candidate.trigger.roles != "speech":
        return topic.last, "inherited"  # 晚间指出，自29日起迄今，|出动飞机
    if candidate.surface in _REVISES:
        day = dating.inherited(topic, "", figure=False)  # 18日举行第四季会议，并|调高预测
        return (None, "none") if day is None or "/" in day.edtf else (day, "inherited")
    return dating.inherited(topic, candidate.trigger.type, figure=figure), "inherited"


def _is_this_time(page: NounFrames, candidate: Candidate, topic: Topic) -> bool:
    """那次是2020年补选，但此次竞争激烈，|预估…: 此次 behind another year leads back to the news."""
    published = page.context.article.published
    if topic.last is None or not published or topic.last.edtf[:4] >= published[:4]:
        return False
    return _THIS_TIME.search(page.norm, topic.last.end, candidate.start) is not None


def _before_next(
    candidate: Candidate, placed: Sequence[Candidate], own: Sequence[DateMention], until: int
) -> int:
    """How far a date behind a verb may stand: in 宣布|将从明年起举办论坛 it is that of what is announced."""
    if candidate.trigger.type not in GOVERNING or candidate.place != "main":
        return until
    following = min((c.start for c in placed if c.start > candidate.end and c.place == "main"), default=until)
    return candidate.end if any(candidate.end <= date.start < following < until for date in own) else until


def _spent(page: NounFrames, date: DateMention, candidate: Candidate, placed: Sequence[Candidate]) -> bool:
    """去年5月接任以来首次上阵: the date is that of the verb before 以来, not of the one behind."""
    if any(c.doer is not None and date.end <= c.start < candidate.start for c in placed):
        return True  # 2015年创办公司的李强|表示
    if (
        candidate.place == "main"
        and candidate.trigger.roles != "speech"
        and _which(page, date, candidate, placed)
    ):
        return True
    between = [c for c in placed if date.end <= c.start < candidate.start and c.place == "adverbial"]
    return bool(between) and "以来" in page.norm[between[-1].end : candidate.start]


def _which(page: NounFrames, date: DateMention, candidate: Candidate, placed: Sequence[Candidate]) -> bool:
    """1990年建成的|工厂起火, 作于1890年的|油画曝光: the date says which one, not when."""
    if page.norm.startswith("的", date.end) and page.norm[date.start - 1] == "于":
        return candidate.start > date.end
    if page.norm[date.start - 1] in "把将":  # 将2023年3月回购的|股份注销
        following = next((c for c in placed if c.start >= date.end and c.place not in _NO_VERB), None)
        if following is not None and following.place == "relative" and following.start - date.end <= _NEAR:
            return candidate.start > following.start
    if _ONCE_SET.search(page.norm, max(0, date.start - 4), date.start):
        following = next((c for c in placed if c.start >= date.end and c.place not in _NO_VERB), None)
        return following is not None and following.place == "relative" and following.start < candidate.start
    which = relative_of(page, date, placed)
    return which is not None and which.start < candidate.start


def _is_measured(candidate: Candidate, placed: Sequence[Candidate]) -> bool:
    """2035年|进口的电力将达到7千兆瓦: the verb behind tells how much it is in that year."""
    following = next((c for c in placed if c.start > candidate.end and c.place == "main"), None)
    traded = candidate.place == "relative" and candidate.trigger.type in _TRADED
    return traded and following is not None and following.trigger.type == "reach"


def _says_whose(norm: str, date: DateMention, candidate: Candidate) -> bool:
    """5日针对议员|提出的法案进行表决: who moved it says which one, and not on that day."""
    if date.end > candidate.start:
        return False
    dealt = DEALT_WITH.match(norm, date.end)
    return dealt is not None and candidate.end <= dealt.end("whose")


def relative_of(page: Mentions, date: DateMention, placed: Sequence[Candidate]) -> Candidate | None:
    """The verb before 的 that a date right before it belongs to alone; not 16日进行的|试飞中坠毁."""
    following = next((c for c in placed if c.start >= date.end and c.place not in _NO_VERB), None)
    if following is None or following.place != "relative" or following.trigger.type in _HELD:
        return None
    if (page.norm[following.start - 1] in _TO_WHOM and following.start > date.end) or _is_measured(
        following, placed
    ):
        return None  # 16日对|偷排的商家罚款
    if _says_whose(page.norm, date, following):
        return None
    near = following.start - date.end <= _NEAR
    caused = _CAUSED.match(page.norm, following.end) is not None
    return following if near and not caused and not _framed(page, following) else None


def _framed(page: Mentions, candidate: Candidate) -> bool:
    """16日进行的|试飞中: what the verb of a relative clause tells is a time or place itself; the 里 of 克里米亚半岛 is none."""
    found = _FRAMED.match(page.norm, candidate.end)
    return found is not None and page.name_at(found.end() - 1) is None


def _counts_sum(page: NounFrames, candidate: Candidate, clause: Clause) -> bool:
    """筹集的资金仅52亿美元: a figure told by the verb of a relative clause."""
    sums = _SUM.match(page.norm, candidate.end, clause.end)
    return sums is not None and page.figure(sums.end(), sums.end() + 2)
