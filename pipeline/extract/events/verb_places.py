"""The place of a verb in its clause: whether it is its predicate, or in what else it stands.

The other places: before 的 (a relative clause), before 时 or 后 (an adverbial), inside a noun (死亡人数), behind a
preposition (因涉嫌), or a verb that only colours the next (预计完成).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.events.candidates import GOVERNING
from pipeline.extract.events.clauses import frame
from pipeline.extract.events.governed_verbs import depends, says_what_for, says_where
from pipeline.extract.events.no_events import is_nth, tells_nothing
from pipeline.extract.events.no_predicates import is_no_predicate
from pipeline.extract.events.unreal import is_prevented
from pipeline.extract.events.verb_nouns import (
    AS_EXPECTED,
    INSIDE_NOUNS,
    before_head,
    in_noun,
    is_noun,
)
from pipeline.extract.routes import is_route
from pipeline.gates import firsts, lasts
from pipeline.lexicon.happenings import ARISES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate, Place
    from pipeline.extract.events.clauses import Clause

    Dated: TypeAlias = Callable[..., bool]

RELATIVE = re.compile(r"(?:了|过|在[案逃押建])?的(?!话|同时|时候|是)")
# 6日|发生在边境地区的|地震: where it was stands before 的
RELATIVE_WHERE = re.compile(r"[在于][^，；。的]{2,16}的(?!话|同时|时候|是)")
HAPPENS = ARISES | {"举行", "召开", "举办"}
# 上任当天签署, 三读时删减, 散庭后对记者说; at the end of a clause it is a clause of its own
_ADVERBIAL = re.compile(
    r"(?:了|完)?[^，；。]{0,26}?(?:(?<![小瞬临准短长实及即限届])时(?![间代刻装事段期])|(?:以|之)?(?<![最前然幕背落])后(?![续期来者台备方果勤])|(?:以|之)?(?<![名位])前(?![0-9一二三四五六七八九十]+[名位强甲席]|[锋卫场轮沿线肢额庭腰臂夫妻]|[女男]友|国脚|队[长友员]|球员|教练|特首|官员|高管|雇[主员]|员工|同事|选手|将领|外长|防长|财长|首富|老[板师]|往|进|瞻|后|者|景|期|途|提|总统|总理|首相|主席|部长|市长|议员|董事|高官|官员|局长|院长|夫|妻|女友|男友|员工|首席|警|将军|防长|外长|[\u4e00-\u9fff]{1,4}(?:市长|县长|省长|州长|总统|总理|首相|部长|主席|议长|董事长|书记|局长))"
    r"|的?过程[中里]|以来(?!最|罕见|[^，；。]{0,6}规模)|(?:的)?当[天日晚时]|之际|期间|的?[前次]一[天日]|的同时|至今|为止)"
)
# 受股市下跌的|影响, 出任主席的|做法: what may be, or how, and nothing that is told
_ABSTRACT = re.compile(
    r"(?:影响|冲击|拖累|推动|带动|提振|刺激|鼓舞|背景下|情况下|前提下|条件下|形势下|过程中?|可能性?(?!会)|风险|[机概几]率|潜势|隐忧|疑虑|机会|能力|权利|权力|做法|方式|原因|意愿|必要|理由|趋势|势头|资格|年份)"
)
# 两市的快速|回落: an adjective between 的 and the last word makes a noun of it
_OF_KIND = re.compile(r"的[\u4e00-\u9fff]{2}$")
_ONE_OF_THESE = re.compile(
    r"(?:的|这一|那一|此一|此次|这次|本次|该次|今次|上次|每次|这场|这项|此项|该项|此番|这波|该波|这轮|该轮|这起|该起|这宗|该宗|上述|一系列|一连串|多起|多轮|一场|一项|各项|有关|相关)$"
)
# 进行了约两小时的|会谈
_HELD = re.compile(r"进行了?[^，；。的]{1,12}的(?:闭门|首次|正式)?$")
_NOT_YET = re.compile(r"未经?$|(?<![期等招优善接看亟对])待$")  # 未经审计的报告
_ALREADY = re.compile(r"已经?$")
_ASKED_FOR = re.compile(
    r"(?:要求|呼吁|敦促|旨在|寻求)(?![^，；。]*[0-9今昨])[^，；。的]{0,12}$"
)  # 要求实现|停火的草案
_AGAINST = re.compile(r"(?:针对|根据|按照|依据|依照)[^，；。]{1,14}$")
_COMPARED = frozenset("同比 环比 按年 按月 按季".split())  # 第三季经济预计|按年增长
_SUFFERED = frozenset({"遭", "遭到", "受到", "得到", "获得"})
# 率领|内阁辞职, 率领|代表团访问东京: what they do together
_LEADS = frozenset({"率领", "带领"})
_ALL_GO = ("辞职", "请辞", "总辞", "访问", "出访", "访华", "出席", "抵达", "前往", "参加")
_FORECAST = frozenset({"forecast"})
# what is passed, where no subject stands before the verb
_PASSED = re.compile(
    r"了|《|[^，；。]*(?:法|案|条例|决议|决定|预算|协议|协定|方案|规划|章程|报告|议程|声明|提名|任命|审[核批查议]|考[试核]|测试|验收|认证|听证|三读|一读|二读|表决)"
)
# 通过|社交媒体宣布: by what means something was said
_BY_MEANS = re.compile(
    r"[^，；。的0-9]{0,8}(?:媒体|平台|微博|微信|脸书|推特|电话|电邮|邮件|短信|视频|视讯|网络|网站|官网|直播|连线|律师|发言人|渠道|管道|方式|途径)"
    r"[^，；。]{0,10}?(?:宣布|发布|发表|发文|发声|公布|公开|表示|透露|回应|证实|道歉|致歉|呼吁|告诉|说明|谴责|斥责|指责|批评|警告|否认|敦促|促请|澄清|反驳|强调|重申|[称说])"
)
# 通过|电视、报纸了解到, 通过|网络，: what somebody learnt it from
_BY_MEDIUM = re.compile(
    r"[^，；。的0-9]{0,6}(?:电视|报纸|报章|广播|媒体|网络|互联网|微博|微信|脸书|电话|邮件|短信|网站|平台|中介|朋友圈|社交软件)(?:(?=[、，,])|$|等?[^，；。、]{0,6}?(?:了解|得知|获悉|看到|知道|联系|结识|认识|发现|查询|报名|购买|预约|申请|寻找|招募|征集|募集|筹集|求助))"
)
_OF_BOTH = re.compile(r"的[\u4e00-\u9fff]{2}(?:及|和|与|、|以及)$")  # 草案的协商及|处理
# 出席星期四晚位于体育场的大会|时说: where the words were said
_THEN_SAID = re.compile(
    r"[^，；。]{0,40}?[时后](?:还|也|就此)?(?:说|表示|指出|称|强调|宣布|透露|警告|坦言|直言|呼吁|承认|否认|批评|证实|回应|谈到|提到|重申|介绍|解释)"
)
# 刚|上任|就宣布, 一|到任|便裁员
_JUST, _AS_SOON = (
    re.compile(r"(?:刚刚?|一|甫)$"),
    re.compile(r"(?:就(?![职任近业读医学地])|便(?![利民衣饭])|即(?![将使刻]))"),
)
# 备受|关注的案件开庭, 李明|涉嫌|受贿案开庭: which case
_NOTED = re.compile(r"[\u4e00-\u9fff]{2,4}的(?=[^，；。])")
_WHICH = dict.fromkeys("备受 深受 颇受 广受 饱受".split(), _NOTED) | {
    "涉嫌": re.compile(r"[^，；。的]{1,10}?案件?(?![情值底例件中后被遭获])(?=[^，；。])")
}
_ATTENDS = frozenset({"join", "visit", "meet"})
_CLEFT = re.compile(r"是(?!否)")
_ALREADY_LASTS, _OF_THESE_LASTS = lasts(_ALREADY), lasts(_ONE_OF_THESE)
_RELATIVE_FIRSTS = firsts(RELATIVE)

_WHOEVER = re.compile(
    r"(?:^|[，；])(?:任何|凡是?)[^，；。]{0,8}$"
)  # 任何被|列入名单的企业: a rule, and nobody


def _of_no_deed(norm: str, clause: Clause, candidate: Candidate, end: int) -> bool:
    """未经审计的报告, and what only says which of many it is: 发生的第17次地震."""
    start = candidate.start
    unsure = (
        _NOT_YET.search(norm, clause.start, start)
        or _ABSTRACT.match(norm, end)
        or _WHOEVER.search(norm[clause.start : start])
        or _ASKED_FOR.search(norm, clause.start, start)
    )
    return unsure is not None or is_nth(norm, clause, candidate) or is_prevented(norm, clause, candidate)


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
    before, after = norm[start - 1], norm[end : end + 1]
    if (candidate.surface in INSIDE_NOUNS and in_noun(norm, start, end)) or (
        candidate.trigger.type in _FORECAST and before in AS_EXPECTED
    ):
        return "nominal"
    which = _WHICH.get(candidate.surface)
    told = which is not None or after in _RELATIVE_FIRSTS
    relative = (which or RELATIVE).match(norm, end, clause.end) if told else None
    if relative is None and candidate.surface in HAPPENS and not last and all(taken[clause.start : start]):
        relative = RELATIVE_WHERE.match(norm, end, clause.end)
    if relative and _of_no_deed(norm, clause, candidate, relative.end()):
        return "nominal"
    if relative:  # 堰塞湖是7月21日形成的: with nothing behind 的 it is the predicate
        return (
            "main"
            if relative.end() == clause.end and _CLEFT.search(norm, clause.start, start)
            else "relative"
        )
    if tells_nothing(norm, clause, candidate) or is_route(norm, start):
        return "nominal"  # 从厦门|开往金门的客轮撞上防波堤
    helps = candidate.surface in context.lexicon.happenings.helpers or candidate.trigger.type in _FORECAST
    already = before in _ALREADY_LASTS and _ALREADY.search(norm, clause.start, start)  # 已|拍板18日召开
    since = clause.start if already else 0
    suffers = last and candidate.surface == "遭" and later < clause.end  # 遭法院|停职后
    if suffers or (not last and _helps_next(norm, candidate, later, dated, since, helps=helps)):
        return "helper"
    if not helps and before_head(context, clause, candidate, last=last):
        return "nominal"
    if is_no_predicate(context, clause, candidate, later, dated, last=last, taken=taken):
        return "nominal"
    if (
        (candidate.surface in {"赴", "抵"} and not last)  # 赴台中|视察
        or says_where(context, clause, candidate, taken, last=last)
        or says_what_for(context, clause, start, last=last)
    ):
        return "prepositional"
    closes = end == clause.end or is_noun(context, end, clause.end)  # 的临时部署|站点
    of_kind = last and closes and _of_kind(context, clause, start)
    of_kind = of_kind and not _HELD.search(norm, clause.start, start)  # 进行为期两天的正式|访问
    one_of_these = (
        before in _OF_THESE_LASTS
        and _ONE_OF_THESE.search(norm, clause.start, start)
        and not _HELD.search(norm, clause.start, start)
    )
    framed = None if of_kind or one_of_these else frame(norm, clause)
    if of_kind or one_of_these or (framed is not None and framed < start):
        return "nominal"
    if candidate.surface == "通过" and _by_means(norm, clause, candidate):
        return "prepositional"  # 通过一年多的运作, 李明5日通过微博宣布
    if _is_adverbial(norm, clause, candidate, clause.end if last else act, dated, taken):
        return "adverbial"
    if last or (candidate.listed and taken[start - 1] and _AGAINST.search(norm, clause.start, start)):
        return "main"  # 针对河北|启动应急响应
    return "prepositional" if depends(norm, clause, candidate, later) else "main"


def _by_means(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """通过一年多的运作, 李明5日|通过微博宣布, 从朋友那里或|通过报纸、电视了解到: what is not passed."""
    start, end = candidate.start, candidate.end
    if _BY_MEDIUM.match(norm, end, clause.end):
        return True
    by_what = start == clause.start or _BY_MEANS.match(norm, end, clause.end) is not None
    return by_what and _PASSED.match(norm, end, clause.end) is None


def _is_adverbial(
    norm: str, clause: Clause, candidate: Candidate, stop: int, dated: Dated, taken: bytearray
) -> bool:
    """发布前, 出席星期四的大会时说; none of 发布国庆期间的数据 and 公布了两周前的调查, where the date is in the object."""
    end = candidate.end
    if _AS_SOON.match(norm, end) and _JUST.search(norm, clause.start, candidate.start):
        return True
    if (candidate.trigger.type in _ATTENDS or candidate.surface == "接受") and _THEN_SAID.match(
        norm, end, clause.end
    ):
        return True
    adverbial = _ADVERBIAL.match(norm, end, stop)
    if adverbial is not None and candidate.surface == "成为" and adverbial.group().endswith("后"):
        return False  # 成为|十八大后河南首名落马官员
    if adverbial is None or (norm[adverbial.end() - 1] == "时" and taken[adverbial.end() - 1]):
        return False  # 得票最多的候选人1月6日晚7时许|承认
    return not dated(adverbial.end() if norm.startswith("了", end) else adverbial.end() - 1, end)


def _of_kind(context: Context, clause: Clause, start: int) -> bool:
    """两市的快速|回落, 草案的协商及|处理."""
    if _OF_BOTH.search(context.norm, clause.start, start):
        return True
    if _OF_KIND.search(context.norm, clause.start, start) is None:
        return False
    token = context.token_at(start - 1)
    return token is not None and token.start == start - 2 and token.tag in {"a", "ad", "an", "d", "z", "b"}


def _helps_next(
    norm: str, candidate: Candidate, later: int, dated: Dated, since: int, *, helps: bool
) -> bool:
    """Whether a verb that is not the last only colours the next one."""
    start, end = candidate.start, candidate.end
    between = dated(later, end)
    if (helps or candidate.trigger.type in GOVERNING) and between and not dated(start, since):
        return True  # 提议2026年举行, 预计明年完成: the date is that of the next verb
    if candidate.surface in _SUFFERED or (candidate.surface in _LEADS and norm.startswith(_ALL_GO, later)):
        return True  # 遭军方扣押, 受到处罚
    if candidate.trigger.type == "announce" and norm.startswith(("被", "遭"), end):
        return True  # 官宣|被调查
    apart = later - end > 1 and norm[end:later] not in _COMPARED
    told = candidate.trigger.type in GOVERNING and candidate.listed and dated(start) and apart
    return helps and (between or not told)
