"""The place of a verb in its clause: whether it is its predicate, or in what else it stands.

The other places: before 的 (a relative clause), before 时 or 后 (an adverbial), inside a noun (死亡人数), behind a
preposition (因涉嫌), or a verb that only colours the next (预计完成).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.events.candidates import GOVERNING, STATE
from pipeline.extract.events.clauses import frame
from pipeline.extract.events.verb_nouns import (
    AS_EXPECTED,
    INSIDE_NOUNS,
    before_head,
    in_noun,
    is_amount,
    named_by,
    only_says_which,
)
from pipeline.lexicon.happenings import ARISES
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate, Place
    from pipeline.extract.events.clauses import Clause

    Dated: TypeAlias = Callable[..., bool]

RELATIVE = re.compile(r"(?:了|过)?的(?!话|同时|时候|是)")
# 6日|发生在边境地区的|地震: where it was stands before 的
RELATIVE_WHERE = re.compile(r"[在于][^，；。的]{2,16}的(?!话|同时|时候|是)")
HAPPENS = ARISES | {"举行", "召开", "举办"}
# 上任当天签署, 三读时删减, 散庭后对记者说; at the end of a clause it is a clause of its own
_ADVERBIAL = re.compile(
    r"(?:了|完)?[^，；。]{0,26}?(?:(?<![小瞬临准])时(?![间代刻装事段期])|(?:以|之)?(?<![最前然幕背落])后(?![续期来者台备方果勤])|(?:以|之)?前(?!往|进|瞻|后|者|景|期|途|提|总统|总理|首相|主席|部长|市长|议员|董事|高官|官员|局长|院长|夫|妻|女友|男友|员工|首席|警|将军|防长|外长|[\u4e00-\u9fff]{1,4}(?:市长|县长|省长|州长|总统|总理|首相|部长|主席|议长|董事长|书记|局长))"
    r"|以来|(?:的)?当[天日晚时]|之际|期间|的?[前次]一[天日]|的同时|至今|为止)"
)
# 受股市下跌的|影响, 出任主席的|做法: what may be, or how, and nothing that is told
_ABSTRACT = re.compile(
    r"(?:影响|冲击|拖累|推动|带动|提振|刺激|鼓舞|背景下|情况下|前提下|条件下|形势下|过程中?|可能性?(?!会)|风险|机会|能力|权利|权力|做法|方式|原因|意愿|必要|理由|趋势|势头|资格)"
)
# 两市的快速|回落: an adjective between 的 and the last word makes a noun of it
_OF_KIND = re.compile(r"的[\u4e00-\u9fff]{2}$")
_ONE_OF_THESE = re.compile(
    r"(?:的|此次|这次|本次|该次|今次|上次|每次|这场|这项|此项|该项|此番|一场|一项|各项|有关|相关)$"
)
# 的投资达到: an amount, no act
_NOT_YET = re.compile(r"未经?$|尚待$|有待$")  # 未经审计的报告
# 从去年开始, 自9月起: since when, not what
_SINCE = re.compile(r"(?:[且但而]|就是|都是|也)?(?:从|自从?|打)[^，；。]{1,12}?(?:左右|前后)?(?:就|便|即)?$")
# 赞成62票: what a vote came to
_VOTES = re.compile(r"(?:票|的)?(?:仅|只|共|为|有)?[0-9一二三四五六七八九十百两]+票")
_VOTED = re.compile(r"[0-9一二三四五六七八九十百两]票$")  # 12票|反对
_VOTING = frozenset({"赞成", "反对", "弃权", "支持", "同意"})
# 致力于|发行图书, 利用|担任局长之便, 以|公开照片相要挟: what for, or by what
_FOR_WHAT = re.compile(
    r"(?:致力于?|从事|旨在|专注于|用于|用来|利用|热衷于?|善于|擅长|习惯于?|乐于|敢于|勇于|忙于|便于|(?:用于|用来|用以|旨在)[^，；。]{1,12}|(?<![所可足难得予加处施报给])以)$"
)
# 看望受伤群众: who they are, not what happened
_HURT = re.compile(
    r"(?:群众|民众|居民|村民|市民|人员|员工|职工|官兵|战士|士兵|消防员|警员|民警|旅客|乘客|学生|儿童|工人|平民)"
)
# 向中国出口H20须先取得许可: what it takes, not what was done
_MUST_FIRST = re.compile(r"[^，；。了]{0,10}?(?:必?须|需)(?:先|经|事先|获|取得|得到)")
_PREPOSITION = re.compile(
    r"(?:(?<![所可足难予加得])以(?![来后前及上下内外色]|[0-9一二三四五六七八九十百]+(?:票|[:比]))|(?<![原起])因(?!此|而)|由于|为了|随着|按照?|根据|依据?|依照|针对|关于|对于|鉴于|除了?|给(?!予)|就(?!任|职|此|会|要|将|已|是))[^，；。]{0,14}$"
)
# 对其受贿所得财物|予以追缴: what is done to it comes behind
_TOWARDS = re.compile(r"(?<![反面针相应绝])对[^，；。]{0,16}$")
_DONE_TO = re.compile(r"[^，；。了]{0,14}?(?:予以|进行|加以|给予|实施|作出|做出|采取)")
_AGAINST = re.compile(r"(?:针对|根据|按照|依据|依照)[^，；。]{1,14}$")
_SUFFERED = frozenset({"遭", "遭到", "受到", "得到", "获得"})
_FORECAST = frozenset({"forecast"})
# 把增长预测上调至2%: a forecast that is revised
_FORESEEN = re.compile(r"[把将][^，；。]{0,20}(?:预测|预期|预估|目标)$")
_REVISED = re.compile(r"(?:再次?|进一步|大幅|小幅|由[^，；。]{1,10})?(?:[上下]调|[上下]修|调[高低升降])")
# 公安局接群众|报警: told to it, not by it
_REPORTED, _HEARD = (
    frozenset("报警 报案 举报 求助 求救 投诉".split()),
    re.compile(r"(?<![直间连承衔对])接(?![着连近触])(?:到|获|报)?[^，；。了]{0,6}$"),
)
# 在2020年大选中赢得: where it happened, not what
_IN, _DURING = re.compile(r"[在于][^，；。]{0,12}$"), re.compile(r"(?:中(?!国)|上|里|期间)")
_DATED_BEFORE = re.compile(r"(?:[日月年天晚午]|已经?|[会院上获]|[0-9]票|三读|表决|审议|一致|正式)$")
# what is passed, where no subject stands before the verb
_PASSED = re.compile(
    r"了|《|[^，；。]*(?:法|案|条例|决议|决定|预算|协议|协定|方案|规划|章程|报告|议程|声明|提名|任命|审[核批查议]|考[试核]|测试|验收|认证|听证|三读|一读|二读|表决)"
)
_ALMOST = re.compile(
    r"(?:接近|濒临|险些|差点儿?|几近|近乎)(?:就|要)?$"
)  # 接近达成协议: what has not come about
# 距他宣布内阁名单不到14小时: how long it has been
_LONG_SINCE = re.compile(r"距离?[^，；。]{0,12}")
# 负责调查该案的检察官起诉: what the noun behind 的 does is told, and by what it is known is not
_OF_WHOM = re.compile(r"[^，；。了并和与及后]{1,16}的[^，；。的了并和与及后]{2,}")
_MOVED = re.compile(r"(?<![一两几])把[^，；。]{1,14}$")  # 把教育投资比重增至7%: a noun of the object
_ALL = re.compile(r"(?<![反面针相应绝])对(?:所有|全部|部分|大量|各类|某些|一些|非法|违规|违法)$")
# 第一位|出任国家元首的社会党人: who is meant
_FIRST_WHO = re.compile(r"(?:第[一二三四五六七八九十两0-9]{1,3}|首|唯一一?|[一每某]|[这那该])[位名个]$")
_WHO = re.compile(r"[^，；。]{0,14}的[^，；。]{2,}")
# 超过|一半已被检控, but 超过|被视为对手的公司
_SHARE_OF = re.compile(
    r"(?:[一过]半|半数|[一二三四五六七八九]成|[0-9]+%)(?:的|[^，；。]{0,4}(?:已经?|都|均)?(?:被|遭|获))"
)
_OF_BOTH = re.compile(r"的[\u4e00-\u9fff]{2}(?:及|和|与|、|以及)$")  # 草案的协商及|处理
# 出席星期四晚位于体育场的大会|时说: where the words were said
_THEN_SAID = re.compile(r"[^，；。]{0,40}?[时后](?:还|也)?(?:说|表示|指出|称|强调|宣布|透露)")
_ATTENDS = frozenset({"join", "visit", "meet"})
# 席卷全国|超过三十个城市, 通过不信任|动议, 按他|要求
_SPREADS = re.compile(r"(?:席卷|遍及|遍布|覆盖|涉及|波及|横扫|蔓延|分布)[^，；。]{0,10}$")
_SO_MANY_OF = re.compile(r"了?[0-9一二三四五六七八九十百千两]+多?[个座]")
# 地震造成|超过700人死亡, 另有|超过三十人失踪: so many of whom the next word tells
_CAUSED = re.compile(r"(?:造成|导致|致使?|引发|[已另还仍约]有|令|使)[^，；。0-9]{0,6}$")
_SO_MANY_WHO = re.compile(
    r"[0-9一二三四五六七八九十百千万两]+(?:多|余)?[名位]?(?:[人者]|[户家]|平民|居民|民众)"
)
_OF_MOTION = re.compile(r"(?:通过|否决|提出|支持|反对|表决)[^，；。]{0,12}$")
_AS_ASKED = re.compile(r"(?:^|[^，；。]*[，；])?(?:按照?|应|依照?)[^，；。]{1,14}$")
_ASKED = frozenset({"要求", "建议", "邀请", "请求"})
_LEFT_TO = re.compile(r"(?:留待|以待|有待|尚待)[^，；。]{0,10}$")  # 留待今日院会|表决
_TERM = re.compile(r"(?:选举|改选|大选|补选)?期间")  # 换届选举|期间
_ELECTIONS = frozenset({"elect", "vote"})
_CLEFT = re.compile(r"是(?!否)")


def place_of(
    context: Context,
    clause: Clause,
    candidate: Candidate,
    later: int,
    dated: Dated,
    *,
    last: bool,
    taken: bytearray,
    act: int,
) -> Place:
    """The place of a candidate; ``later`` is where the next begins, ``last`` tells that none behind it is a predicate.

    ``act`` is where the next begins that is no part of a noun, ``taken`` marks the code points of names, numbers and dates.
    """
    norm, start, end = context.norm, candidate.start, candidate.end
    if (candidate.surface in INSIDE_NOUNS and in_noun(norm, start, end)) or (
        candidate.trigger.type in _FORECAST and norm[start - 1] in AS_EXPECTED
    ):
        return "nominal"
    relative = RELATIVE.match(norm, end, clause.end)
    if relative is None and candidate.surface in HAPPENS and not last and all(taken[clause.start : start]):
        relative = RELATIVE_WHERE.match(norm, end, clause.end)
    if relative and (_NOT_YET.search(norm, clause.start, start) or _ABSTRACT.match(norm, relative.end())):
        return "nominal"
    if relative:  # 堰塞湖是7月21日形成的: with nothing behind 的 it is the predicate
        return (
            "main"
            if relative.end() == clause.end and _CLEFT.search(norm, clause.start, start)
            else "relative"
        )
    if _tells_nothing(norm, clause, candidate):
        return "nominal"
    helps = candidate.surface in context.lexicon.happenings.helpers or candidate.trigger.type in _FORECAST
    if _helps_next(candidate, later, dated, helps=helps, last=last):
        return "helper"
    if not helps and before_head(context, clause, candidate, last=last):
        return "nominal"
    framed = frame(norm, clause)
    if (
        is_amount(norm, clause.start, start, end)
        or _says_since_when(norm, clause, candidate, dated)
        or (candidate.trigger.type in {"injure", "die"} and _HURT.match(norm, end))
        or _ALMOST.search(norm, clause.start, start)
        or named_by(norm, clause, candidate)
        or (
            candidate.surface in _VOTING
            and (_VOTES.match(norm, end) or _VOTED.search(norm, clause.start, start))
        )
        or _MUST_FIRST.match(norm, end)
        or (norm[clause.start] == "距" and _LONG_SINCE.fullmatch(norm, clause.start, start))
        or _FOR_WHAT.search(norm, clause.start, start)
        or only_says_which(context, clause, candidate)
        or (candidate.surface in _REPORTED and _HEARD.search(norm, clause.start, start))
    ):
        return "nominal"
    if _where(context, clause, candidate, taken, last=last) or _for(context, clause, start, last=last):
        return "prepositional"
    of_kind = last and end == clause.end and _of_kind(context, clause, start)
    if of_kind or _ONE_OF_THESE.search(norm, clause.start, start) or (framed is not None and framed < start):
        return "nominal"
    if candidate.surface == "通过" and start == clause.start and not _PASSED.match(norm, end, clause.end):
        return "prepositional"  # 通过一年多的运作
    if _is_adverbial(norm, clause, candidate, clause.end if last else act, dated):
        return "adverbial"
    if last or (candidate.listed and taken[start - 1] and _AGAINST.search(norm, clause.start, start)):
        return "main"  # 针对河北|启动应急响应
    return "prepositional" if _depends(norm, clause, candidate, later) else "main"


def _is_adverbial(norm: str, clause: Clause, candidate: Candidate, stop: int, dated: Dated) -> bool:
    """发布前, 出席星期四的大会时说; none of 发布国庆期间的数据 and 公布了两周前的调查, where the date is in the object."""
    end = candidate.end
    if candidate.trigger.type in _ATTENDS and _THEN_SAID.match(norm, end, clause.end):
        return True
    adverbial = _ADVERBIAL.match(norm, end, stop)
    if adverbial is None:
        return False
    return not dated(adverbial.end() if norm.startswith("了", end) else adverbial.end() - 1, end)


def _tells_nothing(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """第一位出任总统的女性, 超过一半已被检控, 换届选举期间, 留待院会表决: who, how many and when, but no event."""
    kind, start, end = candidate.trigger.type, candidate.start, candidate.end
    return bool(
        (_WHO.match(norm, end, clause.end) and _FIRST_WHO.search(norm, clause.start, start))
        or (kind == "reach" and _SHARE_OF.match(norm, end, clause.end))
        or (kind in _ELECTIONS and _TERM.match(norm, end))
        or (kind == "reach" and _SO_MANY_OF.match(norm, end) and _SPREADS.search(norm, clause.start, start))
        or (kind == "reach" and _SO_MANY_WHO.match(norm, end) and _CAUSED.search(norm, clause.start, start))
        or (candidate.surface == "动议" and _OF_MOTION.search(norm, clause.start, start))
        or (candidate.surface in _ASKED and end == clause.end and _AS_ASKED.match(norm, clause.start, start))
        or _LEFT_TO.search(norm, clause.start, start)
        or (_REVISED.match(norm, end) and _FORESEEN.search(norm, clause.start, end))
    )


def _of_kind(context: Context, clause: Clause, start: int) -> bool:
    """两市的快速|回落, 草案的协商及|处理."""
    if _OF_BOTH.search(context.norm, clause.start, start):
        return True
    if _OF_KIND.search(context.norm, clause.start, start) is None:
        return False
    token = context.token_at(start - 1)
    return token is not None and token.start == start - 2 and token.tag in {"a", "ad", "an", "d", "z", "b"}


def _helps_next(candidate: Candidate, later: int, dated: Dated, *, helps: bool, last: bool) -> bool:
    """Whether a verb only colours the next one."""
    if last:
        return False
    start, end = candidate.start, candidate.end
    between = dated(later, end)
    if (helps or candidate.trigger.type in GOVERNING) and between and not dated(start):
        return True  # 提议2026年举行, 预计明年完成: the date is that of the next verb
    if candidate.surface in _SUFFERED:
        return True  # 遭军方扣押, 受到处罚
    told = candidate.trigger.type in GOVERNING and candidate.listed and dated(start) and later - end > 1
    return helps and (between or not told)


def _where(context: Context, clause: Clause, candidate: Candidate, taken: bytearray, *, last: bool) -> bool:
    """在2020年大选中赢得, 在走访中得知, 在首度试飞中坠毁: in the course of what, not what happened; not 入股|中芯国际."""
    norm, start, end = context.norm, candidate.start, candidate.end
    during = _DURING.match(norm, end)
    if start == clause.start or during is None or taken[end]:
        return False
    token = context.token_at(end)
    if token is not None and token.start == end and token.end > during.end() and is_word(token.word):
        return False
    if norm[start - 1] == "在":
        return True
    framed = candidate.trigger.noun or (not last and norm[end] == "中")
    return framed and _IN.search(norm, clause.start, start) is not None


def _for(context: Context, clause: Clause, start: int, *, last: bool) -> bool:
    """为|迎接奥运会, 对|收藏艺术品的欲望, 对所有|进口卡车征税: what for, or towards what, by the preposition before a verb."""
    if _ALL.search(context.norm, clause.start, start):
        return True
    if start - 1 <= clause.start or context.norm[start - 1] not in ("对" if last else "对为"):
        return False
    token = context.token_at(start - 1)
    return token is not None and (token.start, token.end) == (start - 1, start)


def _depends(norm: str, clause: Clause, candidate: Candidate, later: int) -> bool:
    """Whether a preposition, or the object of the next verb, takes in a verb that is not the last."""
    start, end = candidate.start, candidate.end
    return bool(
        _PREPOSITION.search(norm, clause.start, start)
        or (_TOWARDS.search(norm, clause.start, start) and _DONE_TO.match(norm, end, clause.end))
        or _MOVED.search(norm, clause.start, start)
        or (
            not candidate.listed
            and candidate.trigger.type != STATE
            and "的" in norm[end:later]
            and norm[later - 1 : later] != "的"
        )
        or (
            candidate.surface == "通过"
            and norm[end : end + 1] not in {"了", "《"}
            and not _DATED_BEFORE.search(norm, clause.start, start)
        )
        or (
            start == clause.start
            and candidate.listed
            and candidate.trigger.type not in GOVERNING
            and candidate.trigger.roles == "actor-object"
            and _OF_WHOM.fullmatch(norm, end, later) is not None
        )
    )


def _says_since_when(norm: str, clause: Clause, candidate: Candidate, dated: Dated) -> bool:
    """从3月25日开始: with nothing else before it, it dates what follows and tells nothing itself."""
    if candidate.trigger.type != "start" or not norm.startswith("开始", candidate.start):
        return False
    return bool(_SINCE.match(norm, clause.start, candidate.start)) and dated(candidate.start, clause.start)
