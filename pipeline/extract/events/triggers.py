"""Which verb of a clause tells what happened: candidates, the place of each in the clause, the main one.

Chinese puts the main verb behind its subject and what depends on it behind the verb, so the first candidate that
stands in no other place is the main one. The other places: before 的 (a relative clause), before 时 or 后 (an
adverbial), inside a noun (死亡人数), behind a preposition (因涉嫌), or a verb that only colours the next (预计完成).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.extract.events.clauses import Clause, frame
from pipeline.lexicon.happenings import Trigger
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention

    Dated: TypeAlias = Callable[..., bool]

Place: TypeAlias = Literal["main", "relative", "adverbial", "nominal", "prepositional", "helper"]

_RELATIVE = re.compile(r"(?:了|过)?的(?!话|同时|时候|是)")
# 上任当天签署, 三读时删减, 散庭后对记者说; at the end of a clause it is a clause of its own
_ADVERBIAL = re.compile(
    r"(?:了|完)?[^，；。]{0,14}?(?:(?<!小)时(?![间代刻装事段期])|(?:以|之)?后(?![续期来者台备方果勤])|(?:以|之)?前(?!往|进|瞻|后|者|景|期|途|提|总统|总理|首相|主席|部长|市长|议员|董事|高官|官员|局长|院长|夫|妻|女友|男友|员工|首席|警|将军|防长|外长)"
    r"|以来|(?:的)?当[天日晚时]|之际|期间|的?[前次]一[天日]|的同时|至今|为止)"
)
_ONE_OF_THESE = re.compile(
    r"(?:的|此次|这次|本次|该次|今次|上次|每次|这场|这项|此项|该项|此番|一场|一项|各项|有关|相关)$"
)
# heads that make a noun of any verb before them: 搜寻引擎, 参选者, 发射中心
_HEADS = re.compile(
    r"(?:引擎|人数|人员|病例|个案|中心|程序|呈请|期(?!间|货)|日(?!本|内|前|期|元)|率(?!领|先|队|团)|者|商(?!家|场|品|店|户|业)|员(?!工)|信号(?=[^，]*[发改])|仪式|分数线|(?<=调[研查])机构)"
)
# 出货量, 占比达, 收购方: of one character, where a word ends with it (not 捧回队史, 开通网络)
_HEAD = re.compile(r"[额量价方权队网链]|比(?=[达为约超高低升降提从近逾增减0-9]|$)")
# 的投资达到: an amount, no act
_NOT_YET = re.compile(r"未经?$|尚待$|有待$")  # 未经审计的报告
# 从去年开始, 自9月起: since when, not what
_SINCE = re.compile(r"(?:[且但而]|就是|都是|也)?(?:从|自从?|打)[^，；。]{1,12}?(?:左右|前后)?(?:就|便|即)?$")
# 投资同比增长: told by the verb behind it
_AMOUNT_MOVES = re.compile(
    r"(?:投资|投入|支出|产出|收入|进口|出口|贷款|消费|销售|融资|生产)(?:同比|环比|总体|整体|则|仍|继续|持续|大幅|小幅|明显|连续|首次|较|比)[^，；。]{0,8}(?:增|升|涨|降|跌|减|回落|下滑|下行|放缓)"
    r"|(?:投资|投入|支出|产出|收入|进口|出口|贷款|消费|销售|融资|生产)(?:再|又)?(?:创|刷新)[^，；。]{0,6}(?:高|低|纪录|记录)"
)
_AMOUNTS = re.compile(r"(?:投资|投入|支出|产出|收入|进口|出口)")
# heads that make a noun of a verb that takes no object, or of one with another verb behind: 死亡总数, 出口管制措施收紧
_LOOSE_HEADS = re.compile(
    r"(?:(?<=合并)(?:营收|净利|纯益|收入|财报|报表)|人(?![民口员类们间工力物])|人士|人群|场所|费用?|总?额|总量|方(?!面|式)|权(?!重)|令(?!人)"
    r"|信号|规模|地[点区]|现场|原因|成本|需求|能力|压力|风险|产业|行业|市场|业务|部门|厂[商房家]?|站(?!上|在)|方式|资格|席位|名额|金额|价格?"
    r"|标准|情况|活动|经费|预测|幅度|趋势|速度|技术|学校|设备|设施|材料|工具|车辆|飞机|专家|对象|目标|比例|水平|指数|记录|纪录|体系|系统|平台|领域|途径"
    r"|窗口|队(?!长)|师(?!生)|家(?![园属庭])|股|型|性|力(?!挺|争)|经验|渠道|物资|预期|收入|支出|利润|战(?![略胜争事役])|赛(?!出)|版|机(?!会|构)|路线|计划|范围|面积|条件"
    r"|数量|日期|收益|增速|占比|热潮|热情|力度|之[意举嫌势]|手段|政策|工作(?!了)|工程|项目|案件?|事件|事故)"
)
# 看望受伤群众: who they are, not what happened
_HURT = re.compile(
    r"(?:群众|民众|居民|村民|市民|人员|员工|职工|官兵|战士|士兵|消防员|警员|民警|旅客|乘客|学生|儿童|工人|平民)"
)
# 向中国出口H20须先取得许可: what it takes, not what was done
_MUST_FIRST = re.compile(r"[^，；。了]{0,10}?(?:必?须|需)(?:先|经|事先|获|取得|得到)")
_IS_SO_MUCH = re.compile(
    r"(?:仅|只|共|约|总共)?(?:为|是|达|占|超|[0-9])"
)  # 发行数量为488款: an amount of issues
_MOVES = frozenset({"rise", "fall", "reach"})
_TELLS = frozenset({"publish", "release", "reveal", "say", "announce", "forecast", "cause"})
# 申请|失业救济人数|减少, 逮捕|人数|增加
_MEASURED_NOUN = re.compile(
    r"[^，；。了的将把令使让致由对在与后时前为]{0,8}(?:人数|件数|金额|总额|数量|比例|比率|指数|[^，；。]率|[^，；。]量)(?:同比|环比|大幅|小幅|已经?|均|也|再次?|首次|又|将)?"
)
_LIVING = re.compile(r"(?:人士|人群|部门|厂商|专家|师|家|学校|队)")
_PREPOSITION = re.compile(
    r"(?:(?<![所可足难予加得])以(?![来后前及上下内外色])|(?<![原起])因(?!此|而)|由于|为了|随着|按照?|根据|依据?|依照|针对|关于|对于|鉴于|除了?|就(?!任|职|此|会|要|将|已|是))[^，；。]{0,14}$"
)
_OPENERS = frozenset("主持 发射 宣誓 竞选 公开 点火 率队 率团 集体 合资 出资 投资 集资 携手 联手".split())
_SUFFERED = frozenset({"遭", "遭到", "受到", "得到", "获得"})
HOW_IT_WENT = re.compile(
    r"(?:取得|获得)了?(?:圆满|重大|巨大|完全|初步|阶段性|突破性|积极)?(?:成功|进展|突破|成效|成就|胜利)"
)
_GAP = 4  # code points of a noun inside an object: 价格, 有限公司
_FORECAST = frozenset({"forecast"})
# a listed verb that governs what is said, ordered or agreed: its complement is no event of its own
GOVERNING = frozenset({"announce", "say", "propose", "agree", "forecast", "approve", "refuse", "oppose", "support", "ban"})  # fmt: skip
STATE = "state"  # the type of a verb that tells of no happening; what depends on it is none either
STATE_VERB = Trigger("", STATE, "actor-object", noun=False, place="no_triggers.csv")
TAGGED_VERB = Trigger("", "other", "actor-object", noun=False, place="a verb by its tag")


@dataclass(slots=True)
class Candidate:
    """A verb or event noun that may be the trigger. ``listed`` tells that triggers.csv has it."""

    start: int
    end: int
    trigger: Trigger
    surface: str
    listed: bool
    place: Place = "main"


def placed(
    context: Context, clause: Clause, found: Sequence[Candidate], dates: Sequence[DateMention]
) -> list[Candidate]:
    """The candidates of a clause with the place of each in it; verbs that stand as one (主持召开) are one."""
    joined = _joined(context.norm, found, context.lexicon.happenings.helpers)

    def dated(place: int, since: int = 0) -> bool:
        """Whether a date of the sentence stands before ``place`` (and behind ``since``)."""
        return any(since <= date.start and date.end <= place for date in dates)

    later, last = clause.end, True
    behind: Candidate | None = None
    for at in range(len(joined) - 1, -1, -1):
        candidate = joined[at]
        candidate.place = _place(context, clause, candidate, later, dated, last=last)
        if (
            candidate.place == "main"
            and last
            and at
            and _in_object(context, clause, joined[at - 1], candidate)
        ):
            candidate.place = "nominal"
        if candidate.place == "main" and behind is not None:
            if behind.start == candidate.end and behind.place == "relative" and behind.trigger is TAGGED_VERB:
                candidate.place = "prepositional"  # 完成|交接的
            elif behind.listed and _of_measured(context.norm, candidate, behind):
                candidate.place = "nominal"
        later, behind = candidate.start, candidate
        last = last and candidate.place != "main"
    return joined


def _in_object(context: Context, clause: Clause, before: Candidate, candidate: Candidate) -> bool:
    """达成价格|承诺|协议: a verb between two nouns that are the object of the listed verb before it."""
    gap = candidate.start - before.end
    if (
        not 2 <= gap <= _GAP
        or not 2 <= clause.end - candidate.end <= _GAP
        or not before.listed
        or before.trigger.roles != "actor-object"
        or (before.trigger.type in GOVERNING and before.surface != "达成")
        or before.surface in context.lexicon.happenings.helpers
    ):
        return False
    first, last = context.token_at(before.end), context.token_at(candidate.end)
    return (
        all(
            token is not None and token.tag[:1] == "n" and token.tag != "nr" and token.start == at
            for token, at in ((first, before.end), (last, candidate.end))
        )
        and last is not None
        and last.end == clause.end
        and first is not None
        and first.end == candidate.start
    )


def _of_measured(norm: str, candidate: Candidate, following: Candidate) -> bool:
    """申请失业救济人数减少: a verb inside the noun of what rises or falls."""
    return (
        candidate.place == "main"
        and following.place == "main"
        and following.trigger.type in _MOVES
        and candidate.trigger.type not in _TELLS
        and _MEASURED_NOUN.fullmatch(norm, candidate.end, following.start) is not None
    )


def _joined(norm: str, found: Sequence[Candidate], helpers: frozenset[str]) -> list[Candidate]:
    """主持召开, 点火升空: of two verbs side by side the listed one, else the first."""
    joined: list[Candidate] = []
    for candidate in found:
        before = joined[-1] if joined else None
        if HOW_IT_WENT.match(norm, candidate.start):
            if before is not None and before.listed and before.end == candidate.start:
                continue  # 发射取得成功: how it went
            candidate.trigger = replace(candidate.trigger, type="other")
        if (
            before is None
            or before.end != candidate.start
            or before.surface in helpers
            or before.trigger is STATE_VERB
        ):
            joined.append(candidate)
        elif before.surface in _OPENERS or (candidate.listed and not before.listed):
            joined[-1] = candidate
        elif not before.listed and not candidate.listed and candidate.surface not in helpers:
            continue  # 发展壮大
        else:
            joined.append(candidate)
    return joined


def _place(
    context: Context, clause: Clause, candidate: Candidate, later: int, dated: Dated, *, last: bool
) -> Place:
    norm, start, end = context.norm, candidate.start, candidate.end
    framed = frame(norm, clause)
    relative = _RELATIVE.match(norm, end, clause.end)
    if relative and _NOT_YET.search(norm, clause.start, start):
        return "nominal"
    if relative:  # 堰塞湖是7月21日形成的: with nothing behind 的 it is the predicate
        return (
            "main"
            if relative.end() == clause.end and _CLEFT.search(norm, clause.start, start)
            else "relative"
        )
    helps = candidate.surface in context.lexicon.happenings.helpers or candidate.trigger.type in _FORECAST
    if (helps or candidate.trigger.type in GOVERNING) and not last and dated(later, end) and not dated(start):
        return "helper"  # 提议2026年举行, 预计明年完成: the date is that of the next verb
    if candidate.surface in _SUFFERED and not last:
        return "helper"  # 遭军方扣押, 受到处罚
    if helps:
        between = dated(later, end)
        if not last and (
            between
            or candidate.trigger.type not in GOVERNING
            or not (candidate.listed and dated(start) and later - end > 1)
        ):
            return "helper"
    elif not candidate.trigger.noun and not _complete(norm, clause.start, start):
        takes_object = candidate.listed and candidate.trigger.roles in {"actor-object", "object"}
        head = _LOOSE_HEADS.match(norm, end, clause.end)
        loose = head and not (
            takes_object
            and (last or _LIVING.match(norm, end, clause.end))
            and not _IS_SO_MUCH.match(norm, head.end(), clause.end)
        )
        if _HEADS.match(norm, end, clause.end) or _ends_noun(context, start, end, clause.end) or loose:
            return "nominal"
    if (
        _is_amount(norm, clause.start, start, end)
        or _says_since_when(norm, clause, candidate, dated)
        or (candidate.trigger.type in {"injure", "die"} and _HURT.match(norm, end))
        or _MUST_FIRST.match(norm, end)
    ):
        return "nominal"
    if candidate.trigger.noun and _DURING.match(norm, end) and _IN.search(norm, clause.start, start):
        return "prepositional"
    if candidate.surface in _REPORTED and _HEARD.search(norm, clause.start, start):
        return "nominal"
    if _DURING.match(norm, end) and (
        (norm[start - 1] == "在" and start > clause.start)
        or (not last and norm[end] == "中" and _IN.search(norm, clause.start, start))
    ):
        return "prepositional"  # 在走访中得知, 在首度试飞中坠毁
    if _ONE_OF_THESE.search(norm, clause.start, start) or (framed is not None and framed < start):
        return "nominal"
    if candidate.surface == "通过" and start == clause.start and not _PASSED.match(norm, end, clause.end):
        return "prepositional"  # 通过一年多的运作
    adverbial = _ADVERBIAL.match(norm, end, clause.end if last else later)
    whose = adverbial.end() if adverbial and norm.startswith("了", end) else None  # 公布了两周前的调查
    if adverbial and not dated(
        whose or adverbial.end() - 1, end
    ):  # 发布国庆期间的数据: the date is in its object
        return "adverbial"
    if not last and (
        _PREPOSITION.search(norm, clause.start, start)
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
    ):
        return "prepositional"
    return "main"


def _ends_noun(context: Context, start: int, at: int, stop: int) -> bool:
    """Whether the character behind a verb makes a noun of it: a word ends with it, it begins no longer one."""
    if not _HEAD.match(context.norm, at, stop):
        return False
    token = context.token_at(at)
    if token is None:
        return True
    guessed = not is_word(token.word) or token.tag.startswith("nr")  # 占|比达
    return (token.end == at + 1 or guessed) and (token.start == at or token.start <= start)


def _says_since_when(norm: str, clause: Clause, candidate: Candidate, dated: Dated) -> bool:
    """从3月25日开始: with nothing else before it, it dates what follows and tells nothing itself."""
    if candidate.trigger.type != "start" or not norm.startswith("开始", candidate.start):
        return False
    return bool(_SINCE.match(norm, clause.start, candidate.start)) and dated(candidate.start, clause.start)


def _is_amount(norm: str, since: int, start: int, end: int) -> bool:
    """总投资, 上海的投资达到: what is invested, told by what stands behind it."""
    before = norm[max(since, start - 1) : start]
    return (
        before == "总"
        or _AMOUNT_MOVES.match(norm, start) is not None
        or (before == "的" and bool(_AMOUNTS.match(norm, start)) and not norm.startswith("了", end))
    )


_AS_WELL = re.compile(r"以及|(?<![合兼吞归])并(?![购列发没未不非])")
# 公安局接群众|报警: told to it, not by it
_REPORTED, _HEARD = (
    frozenset("报警 报案 举报 求助 求救 投诉".split()),
    re.compile(r"接(?:到|获|报)?[^，；。了]{0,6}$"),
)
# 在2020年大选中赢得: where it happened, not what
_IN, _DURING = re.compile(r"[在于][^，；。]{0,12}$"), re.compile(r"(?:中(?!国)|上|里|期间)")
_DATED_BEFORE = re.compile(r"(?:[日月年天晚午]|已经?|[会院上获]|[0-9]票|三读|表决|审议|一致|正式)$")
# what is passed, where no subject stands before the verb
_PASSED = re.compile(
    r"了|《|[^，；。]*(?:法|案|条例|决议|决定|预算|协议|协定|方案|规划|章程|报告|议程|声明|提名|任命|审[核批查议]|考[试核]|测试|验收|认证|听证|三读|一读|二读|表决)"
)
_MOVED = re.compile(r"(?<![一两几])把[^，；。]{1,14}$")  # 把教育投资比重增至7%: a noun of the object
_CLEFT = re.compile(r"是(?!否)")
_ADVERB = re.compile(r"(?:已经?|将|曾|再次?|又|首次|正式|一度|共|没有?|未|并|才)$")


def _complete(norm: str, start: int, at: int) -> bool:
    """已发射, 首次公布: an adverb right before it makes it a verb."""
    return bool(_ADVERB.search(norm, max(start, at - 3), at))


def head_behind(norm: str, candidate: Candidate, placed_: Sequence[Candidate], clause: Clause) -> int | None:
    """Where the noun begins that a relative clause behind a verb tells of: 出席李强召开的|座谈会; None without one."""
    for other in placed_:
        if other.start >= candidate.end and other.place == "relative" and candidate.place == "main":
            relative = _RELATIVE.match(norm, other.end, clause.end)
            return relative.end() if relative else None
    return None


def part_of(
    norm: str,
    candidate: Candidate,
    placed_: Sequence[Candidate],
    clause: Clause,
    dates: Sequence[DateMention],
) -> tuple[Clause, int]:
    """1988年访华|以及总统1996年访问印度: the part of a clause that a verb stands in, and where its objects end."""
    start, end = clause.start, clause.end
    for one, other in pairwise(placed_):
        both = one.place == other.place == "main" and one.listed and other.listed
        joint = _AS_WELL.search(norm, one.end, other.start) if both else None
        if joint and any(joint.end() <= date.start and date.end <= other.start for date in dates):
            if one is candidate:
                end = joint.start()
            elif other is candidate:
                start = joint.end()
    return (clause if start == clause.start else Clause(start, clause.end, clause.mark)), end


def head_ends(norm: str, candidate: Candidate, placed_: Sequence[Candidate]) -> int | None:
    """Where the verb begins that a relative clause with its noun only frames: 结束的会议上|成立了协会; None without one."""
    if candidate.place != "relative":
        return None
    for other in placed_:
        if other.start > candidate.end and other.place == "main" and norm[other.start - 1] in "上中里内时后":
            return other.start
    return None


def _is_noun(context: Context, start: int, end: int) -> bool:
    """Whether one word stands there, and it is a noun or a count: 机构, 两轮."""
    token = context.token_at(start)
    return token is not None and (token.start, token.end) == (start, end) and token.tag in {"n", "m"}


def main_of(
    context: Context, placed_: Sequence[Candidate], clause: Clause, dates: Sequence[DateMention]
) -> Candidate | None:
    """The first verb in no other place; one behind the date before one that stands before it (出生人口2022年下降)."""
    mains = [candidate for candidate in placed_ if candidate.place == "main"]
    verbs = [candidate for candidate in mains if not candidate.trigger.noun] or mains
    if not verbs:
        return None
    first = verbs[0]
    if (
        first.trigger is TAGGED_VERB
        and len(verbs) > 1
        and verbs[1].listed
        and verbs[1].trigger.roles != "speech"
    ):
        first = verbs[1] if _is_noun(context, first.end, verbs[1].start) else first  # 解决|机构|设立专家组
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
