"""The place of a verb in its clause: whether it is its predicate, or in what else it stands.

The other places: before 的 (a relative clause), before 时 or 后 (an adverbial), inside a noun (死亡人数), behind a
preposition (因涉嫌), or a verb that only colours the next (预计完成).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.events.candidates import GOVERNING, STATE
from pipeline.extract.events.clauses import frame
from pipeline.segment import is_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate, Place
    from pipeline.extract.events.clauses import Clause

    Dated: TypeAlias = Callable[..., bool]

RELATIVE = re.compile(r"(?:了|过)?的(?!话|同时|时候|是)")
# 上任当天签署, 三读时删减, 散庭后对记者说; at the end of a clause it is a clause of its own
_ADVERBIAL = re.compile(
    r"(?:了|完)?[^，；。]{0,14}?(?:(?<![小瞬临准])时(?![间代刻装事段期])|(?:以|之)?(?<![最前然幕背落])后(?![续期来者台备方果勤])|(?:以|之)?前(?!往|进|瞻|后|者|景|期|途|提|总统|总理|首相|主席|部长|市长|议员|董事|高官|官员|局长|院长|夫|妻|女友|男友|员工|首席|警|将军|防长|外长|[\u4e00-\u9fff]{1,4}(?:市长|县长|省长|州长|总统|总理|首相|部长|主席|议长|董事长|书记|局长))"
    r"|以来|(?:的)?当[天日晚时]|之际|期间|的?[前次]一[天日]|的同时|至今|为止)"
)
_ONE_OF_THESE = re.compile(
    r"(?:的|此次|这次|本次|该次|今次|上次|每次|这场|这项|此项|该项|此番|一场|一项|各项|有关|相关)$"
)
# heads that make a noun of any verb before them: 搜寻引擎, 参选者, 发射中心
_HEADS = re.compile(
    r"(?:(?<=移动)(?:互联网|通信|通讯|电话|支付|终端|办公|设备|应用|用户|网络|端)|引擎|人数|人员|病例|个案|中心|程序|呈请|期(?!间|货)|日(?!本|内|前|期|元)|率(?!领|先|队|团)|者|商(?!家|场|品|店|户|业)|员(?!工)|信号(?=[^，]*[发改])|仪式|分数线|(?<=调[研查])机构|数(?=[达为超增减])|(?<=发生|进展|执行|落实|完成)情况)"
)
# 出货量, 占比达, 收购方: of one character, where a word ends with it (not 捧回队史, 开通网络)
_HEAD = re.compile(r"[额量价方权队网链度式书函组]|值(?![得班日守])|比(?=[达为约超高低升降提从近逾增减0-9]|$)")
# 的投资达到: an amount, no act
_NOT_YET = re.compile(r"未经?$|尚待$|有待$")  # 未经审计的报告
_INSIDE_NOUNS = frozenset({"调整", "响应"})
_ADJUSTED = re.compile(r"后|净|纯|利润|盈利|溢利|毛利|亏损|每股|EBIT")
# 从去年开始, 自9月起: since when, not what
_SINCE = re.compile(r"(?:[且但而]|就是|都是|也)?(?:从|自从?|打)[^，；。]{1,12}?(?:左右|前后)?(?:就|便|即)?$")
# 投资同比增长: told by the verb behind it
_MOVED_AMOUNTS = "(?:投资|投入|支出|产出|收入|进口|出口|贷款|消费|销售|融资|生产)"
_AMOUNT_MOVES = re.compile(
    rf"{_MOVED_AMOUNTS}(?:(?:以|按)[^，；。]{{1,4}}计价?算?)?(?=增|升|涨|降|跌|减|回落|下滑|下行|放缓|下降|上升|上涨|下跌|同比|环比)(?:同比|环比)?[^，；。]{{0,8}}?(?:增|升|涨|降|跌|减|回落|下滑|下行|放缓)"
    rf"|{_MOVED_AMOUNTS}(?:同比|环比|总体|整体|则|仍|继续|持续|大幅|小幅|明显|连续|首次|较|比)[^，；。]{{0,8}}(?:增|升|涨|降|跌|减|回落|下滑|下行|放缓)"
    rf"|{_MOVED_AMOUNTS}(?:再|又)?(?:创|刷新)[^，；。]{{0,6}}(?:高|低|纪录|记录)"
)
# 出口竞争力, 进口需求: a noun of trade, where no figure follows it
_OF_TRADE = re.compile(
    r"(?:出口|进口)(?:竞争力|需求|管制|退税|贸易|导向|依存|结构|市场|企业|业务|订单|许可|配额|份额|增速|关税|商(?!品|量)|国(?!内|产))(?!.?[0-9])"
)
_AMOUNTS = re.compile(r"(?:投资|投入|支出|产出|收入|进口|出口)")
# heads that make a noun of a verb that takes no object, or of one with another verb behind: 死亡总数, 出口管制措施收紧
_LOOSE_HEADS = re.compile(
    r"(?:(?<=合并)(?:营收|净利|纯益|收入|财报|报表)|人(?![民口员类们间工力物])|人士|人群|场所|费用?|总?额|总量|方(?!面|式)|权(?!重)|令(?!人)"
    r"|信号|规模|地[点区]|现场|原因|成本|需求|能力|压力|风险|产业|行业|市场|业务|部门|厂[商房家]?|站(?!上|在)|方式|资格|席位|名额|金额|价格?"
    r"|标准|情况|活动|经费|预测|幅度|趋势|速度|技术|学校|设备|设施|材料|工具|车辆|飞机|专家|对象|目标|比例|水平|指数|记录|纪录|体系|系统|平台|领域|途径|结果(?!是)"
    r"|窗口|队(?!长)|师(?!生)|家(?![园属庭])|股|型|性|力(?!挺|争)|经验|渠道|物资|预期|收入|支出|利润|战(?![略胜争事役])|赛(?!出)|版|机(?!会|构)|路线|计划|范围|面积|条件"
    r"|数量|日期|收益|增速|占比|制度|机制|规则|热潮|热情|力度|之[意举嫌势]|手段|政策|工作(?!了)|工程|项目|案件?|事件|事故)"
)
# 三级应急|响应, 暴雨|预警: what is raised and ended
_ALERTS = frozenset({"响应", "预警", "警报", "警告"})
_MOST = re.compile(r"受$")  # 最受欢迎男歌手
_ALERT = re.compile(
    r"(?:应急|[一二三四五ⅠⅡⅢⅣIV]级|[橙红黄蓝]色|[暴豪]雨|台风|地震|洪水|高温|寒潮|山洪|海啸|防汛|防空)$"
)
# 赞成62票: what a vote came to
_VOTES = re.compile(r"(?:票|的)?(?:仅|只|共|为|有)?[0-9一二三四五六七八九十百两]+票")
_VOTING = frozenset({"赞成", "反对", "弃权", "支持", "同意"})
# what the noun behind a verb is, has or comes to: 并购重组|已有16起, 交付房源|有845户, so that the verb only says which
_IS_OR_HAS = frozenset(
    "是 有 已有 也有 共有 还有 仍有 都是 就是 均为 应属 属于 高达 多达 占 集中 位居 居".split()
)
_NOT_WHICH = GOVERNING | {"appoint"}  # what these govern may be a clause; 担任|有给职顾问
_SO_MUCH = re.compile(r"[约近逾]?[0-9]")
_SAYS_WHICH = 4  # words between the two at most
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
_IS_SO_MUCH = re.compile(
    r"(?:仅|只|共|约|总共)?(?:为|是|达|占|超|[0-9])"
)  # 发行数量为488款: an amount of issues
_LIVING = re.compile(r"(?:人士|人群|部门|厂商|专家|师|家|学校|队)")
_PREPOSITION = re.compile(
    r"(?:(?<![所可足难予加得])以(?![来后前及上下内外色])|(?<![原起])因(?!此|而)|由于|为了|随着|按照?|根据|依据?|依照|针对|关于|对于|鉴于|除了?|给(?!予)|就(?!任|职|此|会|要|将|已|是))[^，；。]{0,14}$"
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
_MOVED = re.compile(r"(?<![一两几])把[^，；。]{1,14}$")  # 把教育投资比重增至7%: a noun of the object
_CLEFT = re.compile(r"是(?!否)")
_ADVERB = re.compile(r"(?:已经?|将|曾|再次?|又|首次|正式|一度|共|没有?|未|并|才)$")


def _complete(norm: str, start: int, at: int) -> bool:
    """已发射, 首次公布: an adverb right before it makes it a verb."""
    return bool(_ADVERB.search(norm, max(start, at - 3), at))


def _in_noun(norm: str, start: int, end: int) -> bool:
    """经|调整|净利润, a line of accounts; 应急|响应."""
    if norm[start - 1 : start] == "经":
        return _ADJUSTED.match(norm, end) is not None
    return norm[start - 2 : start] == "应急"


def place_of(
    context: Context,
    clause: Clause,
    candidate: Candidate,
    later: int,
    dated: Dated,
    *,
    last: bool,
    taken: bytearray,
) -> Place:
    """The place of a candidate; ``later`` is where the next begins, ``last`` tells that none behind it is a predicate.

    ``taken`` marks the code points of names, numbers and dates.
    """
    norm, start, end = context.norm, candidate.start, candidate.end
    if candidate.surface in _INSIDE_NOUNS and _in_noun(norm, start, end):
        return "nominal"
    relative = RELATIVE.match(norm, end, clause.end)
    if relative and _NOT_YET.search(norm, clause.start, start):
        return "nominal"
    if relative:  # 堰塞湖是7月21日形成的: with nothing behind 的 it is the predicate
        return (
            "main"
            if relative.end() == clause.end and _CLEFT.search(norm, clause.start, start)
            else "relative"
        )
    if _REVISED.match(norm, end) and _FORESEEN.search(norm, clause.start, end):
        return "nominal"
    helps = candidate.surface in context.lexicon.happenings.helpers or candidate.trigger.type in _FORECAST
    if _helps_next(candidate, later, dated, helps=helps, last=last):
        return "helper"
    if not helps and _before_head(context, clause, candidate, last=last):
        return "nominal"
    framed = frame(norm, clause)
    if (
        _is_amount(norm, clause.start, start, end)
        or _says_since_when(norm, clause, candidate, dated)
        or (candidate.trigger.type in {"injure", "die"} and _HURT.match(norm, end))
        or _ALMOST.search(norm, clause.start, start)
        or _named_by(norm, clause, candidate)
        or (candidate.surface in _VOTING and _VOTES.match(norm, end))
        or _MUST_FIRST.match(norm, end)
        or _FOR_WHAT.search(norm, clause.start, start)
        or _only_says_which(context, clause, candidate)
        or (candidate.surface in _REPORTED and _HEARD.search(norm, clause.start, start))
    ):
        return "nominal"
    if _where(context, clause, candidate, taken, last=last) or _for(context, clause, start, last=last):
        return "prepositional"
    if _ONE_OF_THESE.search(norm, clause.start, start) or (framed is not None and framed < start):
        return "nominal"
    if candidate.surface == "通过" and start == clause.start and not _PASSED.match(norm, end, clause.end):
        return "prepositional"  # 通过一年多的运作
    adverbial = _ADVERBIAL.match(norm, end, clause.end if last else later)
    if adverbial:  # 发布国庆期间的数据, 公布了两周前的调查: the date is in its object
        until = adverbial.end() if norm.startswith("了", end) else adverbial.end() - 1
        if not dated(until, end):
            return "adverbial"
    if last or (candidate.listed and taken[start - 1] and _AGAINST.search(norm, clause.start, start)):
        return "main"  # 针对河北|启动应急响应
    return "prepositional" if _depends(norm, clause, candidate, later) else "main"


def _named_by(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """最受|欢迎, 三级应急|响应: a noun by what stands before it."""
    before = _ALERT if candidate.surface in _ALERTS else _MOST if candidate.surface == "欢迎" else None
    return before is not None and before.search(norm, clause.start, candidate.start) is not None


def _only_says_which(context: Context, clause: Clause, candidate: Candidate) -> bool:
    """交付|房源有845户: the noun behind the verb is the subject of what follows."""
    if candidate.trigger.roles == "speech" or candidate.trigger.type in _NOT_WHICH or candidate.trigger.noun:
        return False
    tokens, index = context.tokens, context.token_index(candidate.end)
    if context.norm.startswith(("了", "过", "着"), candidate.end):
        return False
    for token in tokens[index : index + _SAYS_WHICH]:
        if token.start < candidate.end:
            continue
        if token.start >= clause.end:
            return False
        if token.word in _IS_OR_HAS:  # 见到他|是在1937年 tells when
            return not (token.word == "是" and context.norm[token.end : token.end + 1] in {"在", "于"})
        if token.word in {"为", "约为"} and token.start > candidate.end + 1:
            return _SO_MUCH.match(context.norm, token.end) is not None  # 签约|总面积为150万
        if not (token.tag[:1] in "njbd" or token.tag == "vn"):
            return False
    return False


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


def _before_head(context: Context, clause: Clause, candidate: Candidate, *, last: bool) -> bool:
    """Whether the noun behind a verb makes a noun of it: 死亡|人数."""
    norm, start, end = context.norm, candidate.start, candidate.end
    if candidate.trigger.noun or _complete(norm, clause.start, start):
        return False
    if _HEADS.match(norm, end, clause.end) or _ends_noun(context, start, end, clause.end):
        return True
    head = _LOOSE_HEADS.match(norm, end, clause.end)
    takes_object = candidate.listed and candidate.trigger.roles in {"actor-object", "object"}
    return head is not None and not (
        takes_object
        and (last or _LIVING.match(norm, end, clause.end))
        and not _IS_SO_MUCH.match(norm, head.end(), clause.end)
    )


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
    """为|迎接奥运会, 对|收藏艺术品的欲望: what for, or towards what, by the preposition right before a verb."""
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
    )


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
        or _OF_TRADE.match(norm, start) is not None
        or _AMOUNT_MOVES.match(norm, start) is not None
        or (before == "的" and bool(_AMOUNTS.match(norm, start)) and not norm.startswith("了", end))
    )
