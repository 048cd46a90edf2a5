"""Which of the verbs that may be the predicate of a clause it is, and where its subject ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import GOVERNING, STATE_VERB, TAGGED_VERB
from pipeline.extract.events.verb_nouns import is_noun
from pipeline.gates import lasts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateMention

# states that say which one is meant, where 的 follows
_SAY_WHICH = frozenset("位于 来自 源自 属于 患有 拥有 设有 备有 含有 包含 涉嫌 名为 具有 负有 居住".split())
_COUNTED = re.compile(
    r"[,，]?(?:在?(?:其|他|她|自己)|(?:有|共有)?)(?:[这该那某另]?(?:[0-9一二三四五六七八九十百两几多余]+[名位个家座所间群批艘架辆])?)?"
)
# 位于河西路8号一|家具厂失火: what stands there, with no 的 before it
_ONE_THERE = re.compile(r"[^，；。、的一]{2,20}一[栋家座所间幢处艘辆]?[\u4e00-\u9fff]{2,8}")
_BREAKS_OUT = frozenset("爆炸 发生 发生爆炸".split())
_SUSPECTED = frozenset({"涉嫌", "涉"})
_CHARGED = re.compile(r"(?:被|遭)[^，；。]{0,10}?[以因](?![上下来及前后此而])[^，；。]{2,14}$")
_CHARGE_LENGTH = 24
_PUNISHED = frozenset({"arrest", "judge", "sue", "sanction"})
_OVER_WHAT = re.compile(r"(?<![原起])因(?![此而应素为])[^，；。被遭]{2,16}$")
# 后|因财务造假风波|退出董事会: a reason that is a noun, and does nothing
_FOR_REASON = re.compile(
    r"(?<![原起])因(?![此而应素为])[^，；。被遭的]{1,14}(?:风波|丑闻|事件|案件?|问题|原因|争议|危机|故障|指控|关系|纠纷|疑虑|传闻|压力)$"
    r"|(?<![可所予加难足])以(?![上下来后前及色军方警])[^，；。被遭]{1,24}(?:为由|为名|为理由)(?:向[^，；。的]{1,8})?$"  # 公司|以对方未能履约为由终止合同
)
_WITHOUT = re.compile(
    r"未[经获][^，；。]{0,6}(?:批准|许可|同意|授权|审批|允许|准许|申请|通知|报备|协商)(?:便|就|而|即|擅自)?$"
)
_BECAUSE = re.compile(r"(?<![原起])因(?![此而应素为])[^，；。]{2,30}而$")
_BECAUSE_LASTS = lasts(_BECAUSE)
_REASON_LENGTH = 36
# what somebody was moved or asked to do by another
_ASKING = frozenset({"邀请", "要求", "请求"})
_AT_WISH = re.compile(r"(?<=..)(?<![响供效反适对相回感])应(?![该当对用急])[^，；。]{1,24}$")
_UNDERWENT = re.compile(
    r"(?<=..)(?:[深备]受|受到|(?<![接感遭忍享承蒙经授])受(?![伤害灾贿审理访骗雇聘]))[^，；。的]{1,16}$"
)
_BY_WHOM = re.compile(r"(?:被|遭到?|获)[^，；。的]{0,8}$")  # 被警方|拘捕


def main_of(
    context: Context, placed_: Sequence[Candidate], clause: Clause, dates: Sequence[DateMention]
) -> Candidate | None:
    """The first verb in no other place; one behind the date before one that stands before it (出生人口2022年下降)."""
    mains = [candidate for candidate in placed_ if candidate.place == "main"]
    verbs = [candidate for candidate in mains if not candidate.trigger.noun] or mains
    if not verbs:
        return None
    while len(verbs) > 1 and _says_where(context, clause, verbs[0], verbs[1], dates):
        verbs = verbs[1:]
    first = _suffered(context.norm, verbs)
    if (
        first.trigger is TAGGED_VERB
        and len(verbs) > 1
        and verbs[1].listed
        and verbs[1].trigger.roles != "speech"
    ):
        first = verbs[1] if is_noun(context, first.end, verbs[1].start) else first  # 解决|机构|设立专家组
    if first.trigger is STATE_VERB or first.trigger.type in GOVERNING:
        return first
    if first.listed and any(clause.start <= date.start and date.end <= first.start for date in dates):
        return first  # 上周四公布9月份逆差下降
    if first.listed and context.norm.startswith("了", first.end):
        return first
    for date in dates:
        if first.end <= date.start < clause.end:
            return next((c for c in verbs if c.start >= date.end and c.listed), first)
    return first


def subject_before(norm: str, placed_: Sequence[Candidate], main: Candidate) -> int:
    """Where the subject of the main verb ends: before 涉嫌 of 男子涉嫌藏毒被捕, 被 of 男子被警方以藏毒罪拘捕."""
    for candidate in placed_:
        if candidate.start < main.start and norm[candidate.start : candidate.end] in _SUSPECTED:
            return candidate.start
    without = _WITHOUT.search(norm, max(0, main.start - _REASON_LENGTH), main.start)
    if without is not None:
        return without.start()  # 抗议者|未经批准举行游行
    begin = max(0, main.start - _REASON_LENGTH)
    underwent = _UNDERWENT.search(norm, begin, main.start)
    if underwent is None and main.surface in _ASKING:
        underwent = _AT_WISH.search(norm, begin, main.start)
    if underwent is not None and not main.trigger.noun:
        return underwent.start()  # 作家|受到故乡的事件启发
    reason = _FOR_REASON.search(norm, begin, main.start)
    if reason is not None:
        return reason.start()
    because = None
    if norm[main.start - 1] in _BECAUSE_LASTS:
        because = _BECAUSE.search(norm, begin, main.start)
    if because is not None and "，" not in because.group():
        return because.start()  # 两名部长|因失去领导地位而|辞职
    if norm[main.start] in "被遭获" or main.trigger.type in _PUNISHED:
        over = _OVER_WHAT.search(norm, max(0, main.start - _CHARGE_LENGTH), main.start)
        if over is not None:
            return over.start()  # 男子|因贩卖毒品被捕
    charged = _CHARGED.search(norm, max(0, main.start - _CHARGE_LENGTH), main.start)
    return main.start if charged is None else charged.start()


def _suffered(norm: str, verbs: Sequence[Candidate]) -> Candidate:
    """The first verb; 被捕 of 涉嫌藏毒被捕, where what somebody is suspected of is no more than the reason."""
    if norm[verbs[0].start : verbs[0].end] in _SUSPECTED:
        for verb in verbs[1:]:
            if verb.listed and (
                norm[verb.start] in "被遭获" or _BY_WHOM.search(norm, verbs[0].end, verb.start)
            ):
                return verb
    return verbs[0]


def _says_where(
    context: Context, clause: Clause, verb: Candidate, following: Candidate, dates: Sequence[DateMention]
) -> bool:
    """位于苏州的|生产基地去年9月已开工: a state that opens the clause says which thing the next verb tells of."""
    if verb.trigger is not STATE_VERB:
        return False
    of = context.norm.find("的", verb.end, following.start)
    if of < 0:
        one = following.trigger.type == "disaster" or following.surface in _BREAKS_OUT
        if (
            verb.surface != "位于"
            or not one
            or _ONE_THERE.fullmatch(context.norm, verb.end, following.start) is None
        ):
            return False
    if verb.surface in _SAY_WHICH and following.listed:  # 一名来自台中的|男子溺水
        before = context.norm[clause.start : verb.start]
        for date in dates:
            if clause.start <= date.start and date.end <= verb.start:
                before = context.norm[date.end : verb.start]
        return _COUNTED.fullmatch(before) is not None
    return verb.start == clause.start and any(
        of < date.start and date.end <= following.start for date in dates
    )
