"""Verbs that tell who, how many or when, and no event: 第一位|出任总统的女性, 超过|一半已被检控, 换届|选举期间."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.crimes import names_crime
from pipeline.extract.events.status import is_compared
from pipeline.extract.events.unreal import is_asked, is_prevented
from pipeline.gates import either, firsts, lasts
from pipeline.lexicon.happenings import ARISES

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateMention

# 把增长预测上调至2%: a forecast that is revised
_FORESEEN = re.compile(r"[把将][^，；。]{0,20}(?:预测|预期|预估|目标)$")
_REVISED = re.compile(r"(?:再次?|进一步|大幅|小幅|由[^，；。]{1,10})?(?:[上下]调|[上下]修|调[高低升降])")
# 第一位|出任国家元首的社会党人: who is meant
_FIRST_WHO = re.compile(
    r"(?:第[一二三四五六七八九十两0-9]{1,3}|首|唯一一?|[一每某]|[这那该])[位名个栋幢座艘架辆间家]$"
)
_WHO = re.compile(r"[^，；。]{0,14}的(?:[^，；。]{2,}|$)")
# 超过|一半已被检控, but 超过|被视为对手的公司
_SHARE_OF = re.compile(
    r"(?:[一过]半|半数|[一二三四五六七八九]成|[0-9.]+%)(?:的|[^，；。]{0,4}(?:已经?|都|均)?(?:被|遭|获)|(?:受访|居民|民众|选民|网民|市民|员工|学生|女性|男性|年轻|家庭|用户|消费者|国民|企业|[港国]人)[^，；。]{3,})"
)
# 席卷全国|超过三十个城市, 通过不信任|动议, 按他|要求
_SPREADS = re.compile(r"(?:席卷|遍及|遍布|覆盖|涉及|波及|横扫|蔓延|分布)[^，；。]{0,10}$")
_SO_MANY_OF = re.compile(r"了?[0-9一二三四五六七八九十百千两]+多?[个座]")
# 地震造成|超过700人死亡, 另有|超过三十人失踪: so many of whom the next word tells
_CAUSED = re.compile(r"(?:造成|导致|致使?|引发|酿成|影响)[^，；。0-9]{0,6}$")
_THERE_ARE = re.compile(r"(?:[已另还仍约]有|令|使(?![用者得馆节]))[^，；。0-9]{0,6}$")
_AND_MORE = re.compile(r"[另还仍]有$")
_SUFFER = re.compile(
    r"[^，；。0-9]{0,4}?(?:死亡|丧生|遇难|罹难|身亡|失踪|失联|受伤|受困|被困|被捕|遇害|感染|无家可归|流离失所|[重轻]伤)"
)
_SO_MANY_WHO = re.compile(
    r"[0-9一二三四五六七八九十百千万两]+(?:多|余)?[名位]?(?:[人者]|[户家]|平民|居民|民众|旅客|乘客|学生|灾民)"
)
# ，|超过100家巨头在此设厂
_SO_MANY_FIRMS = re.compile(
    r"[0-9一二三四五六七八九十百千万两]+(?:多|余)?[家个所间座国][^，；。]{1,16}?(?:在[此当该这那本]|已|将|被|均|都|参与|参加|加入|设[立有]|表示|提出)"
)
# 死亡，|超过70万人被迫撤离: a clause of its own
_FORCED = re.compile(r"(?:已经?)?(?:被迫|遭|被|需|须|逃|撤|流离|无家|失去|受|死|伤|失踪|失联)")
# 从获利|来看: in which respect
_CONSIDERING = re.compile(r"(?:^|(?<=[，；。：、\n日月年]))从[^，；。]{0,12}$")
_CONSIDERED = re.compile(r"[^，；。]{0,6}(?:来看|来说|而言|看来)$")
_OF_MOTION = re.compile(r"(?:通过|否决|提出|支持|反对|表决)[^，；。]{0,12}$")
_AS_ASKED = re.compile(r"(?:[^，；。]*[，；])?(?:按照?|应|依照?)[^，；。]{1,14}$")
_ASKED = frozenset({"要求", "建议", "邀请", "请求"})
_LEFT_TO = re.compile(r"(?:留待|以待|有待|尚待)[^，；。]{0,10}$")  # 留待今日院会|表决
_TERM = re.compile(r"(?:选举|改选|大选|补选)?期间")  # 换届选举|期间
_STANDS = re.compile(
    r"(?:人数|候选人|参选人|选情|期间|得票|提名日|投票日|日期|日程|在即|前夕)"
)  # 民进党大选|候选人
_ELECTIONS = frozenset({"elect", "vote"})
_FINED = re.compile(
    r"(?:人民币|美元|欧元|港元)?[约共逾超近达]?[0-9一二三四五六七八九十百千万两]"
)  # 对商家|罚款20万元
_SO_MUCH_FINE = re.compile(r"(?:元的?|的)[^，；。的]{0,4}$")  # 对5亿欧元的反垄断|罚款提起上诉
_SESSION = frozenset("收盘 收市 开市 开盘".split())
# 边界线长|达约800公里: how long it is
_REACHES = frozenset({"达", "达到", "约达"})
_SO_LONG = re.compile(
    r"[近约逾超过]*[0-9,.一二三四五六七八九十百千万两几多余]+(?:公里|米|千米|公尺|英里|海里|公分|厘米|层楼?高?|吨|公斤)"
)
# 一场震级|达7.9的强震, 市值|达3万亿元的公司: which one
_SO_MUCH_OF = re.compile(
    r"[约近逾超过]*[0-9,.一二三四五六七八九十百千万亿兆两几多余]+[\u4e00-\u9fff%]{0,4}的"
    r"(?!历史|新?[高低纪记][位点录]?|水平|规模|目标|增[长幅速]|成长|[涨跌升降]幅|风力|强度|程度|门槛|关口|[上下]限|标准|峰值|速度|里程碑|成绩|要求"
    r"|平衡|产[能量]|市占|份额|比[例重]|条件|[人客车]?流)[^，；。]{2}"
)
_OF_QUAKES = re.compile(r" ?(?:感|震[央中级]|专家|学[家者]|台网|局|带|波)")  # 等地|震感强烈, 地震|震央位于
_MEASURED = frozenset("长高宽深重厚")  # 高达|90公尺的电塔
# 失联|部分由20人下修
_HARM = frozenset({"die", "injure", "disaster"})
_PART_OF_TOLL = re.compile(r"部分(?:[由从则亦也的]|[上下][修调]|[0-9])")
# 这是今年以来|发生的第17次六级以上|地震, 成为今年|登陆我国的最强台风: which one of many it is
_IS = re.compile(r"(?:是|系|成为)(?!否)")
_NTH = re.compile(r"的?第[0-9一二三四五六七八九十百]+[次起场宗]")
_MOST = re.compile(r"[^，；。的]{0,6}的最[强弱大小高低早晚快慢重]")
_FASTEST = re.compile(r"[最较][\u4e00-\u9fff]{1,3}的")  # 成长|最快速的经济体
# 资产调整|被冻结, 收购|遭否决: what was done to the deal
_DEALS = frozenset({"change", "acquire", "merge", "appoint", "invest"})
_UNDONE = re.compile(r"(?:已经?|最终|随后)?(?:被(?!动)|遭)(?=[\u4e00-\u9fff]{2})")
# 收盘|走低, 增长|有所放缓: how it closed and how growth goes is told by the verb behind
_CLOSED_AT = re.compile(
    r"[时后]?[\s,，]?(?:走[高低强弱]|[收报涨跌升降]|上[涨升扬]|下[跌挫滑]|大[涨跌]|回[升落])"
)
_MOVES = frozenset({"rise", "fall"})
_SLOWS = re.compile(
    r"(?:有所|明显|逐步|逐渐|持续|进一步|小幅|大幅|略有|显著)?(?:放缓|趋缓|减速|加快|提速|乏力|停滞|受阻)"
)
# 主要由税务支出|增加导致, 由于强劲的存款|增长，: a cause, told as a noun
_BY_WHAT = re.compile(r"(?:^|主要|[多均])[由因](?!于)[^，；。]{2,16}$")
_BROUGHT = re.compile(r"(?:所?导致|所致|引起|所?带动|所?推动|所?拉动|造成)(?=$|[，。；])")
_STRONG = re.compile(
    r"(?:强劲|稳健|快速|持续|显著|强大|旺盛|疲弱|疲软)的[\u4e00-\u9fff]{2,6}$|[两二三双]位数的?$"
)
_UNTIL = re.compile(r"(?:截至|截止)[^，；。]{0,20}$")
_CROWDS = frozenset({"集会", "群众集会", "游行"})  # 在劳动节集会|上说
_FIRST_WHO_LASTS, _CONSIDERED_LASTS = lasts(_FIRST_WHO), lasts(_CONSIDERED)
_REVISED_FIRSTS, _IS_OR_LEFT = firsts(_REVISED), either(_IS, _LEFT_TO)


_NAMED_SO = frozenset({"say", "acquire", "other", "announce", "hold", "trade"})
_AMOUNTS_TO = re.compile(r"(?:构成|形成|属于|涉及|不构成)[^，；。了]{0,8}$")  # 构成误导性|陈述
_BY_MEANS = re.compile(
    r"[^，；。]{2,30}?(?:等(?:多种|各种)?(?:方式|渠道|途径|手段|形式)(?!的)|(?:方式|渠道|途径|手段|形式)(?=[，；]))"
)  # 通过电邮等方式
# 上市申请|获上交所受理, 破产申请|被法院驳回: how a plea fared is told by the verb behind
_PLEAS = frozenset({"申请", "请求", "上诉", "抗诉"})
_PLEA_FARED = re.compile(
    r"(?:已经?|均|都|也|亦|双双|分别|相继|最终|正式|随后|再度|再次|又)*(?:未能?获|未被|获|得到|被|遭到?)[^，；。]{0,14}?"
    r"(?:受理|批准|获?批(?=$|[，；。])|通过|核准|驳回|拒绝|拒(?=$|[，；。])|接纳|接受|同意|否决|准许|许可|放行|退回|注册生效)"
)
# 干预2016年总统|选举: an election that somebody meddled in is not told
_MEDDLED = re.compile(r"(?:干预|干涉|介入|操纵|操控|左右)了?[^，；。]{0,14}$")
_MAY_ARISE = re.compile(
    r"(?:(?!引发|引起|造成|导致|增加|带来|产生|暴露)[^，；。]){0,16}的?(?:可能性|概率|几率|机率|风险)(?=[较极很]?[高大小低]|上升|增加|$|[，；。])"
)  # 发生|山洪灾害可能性较大
# 失事|客机上, 失联|渔船已找到: which one it is
_STRANDED = frozenset("失事 失联 坠毁 沉没 坠海 遇险".split())
_VEHICLE = re.compile(r"(?:客机|飞机|航班|直升机|战机|军机|货轮|渔船|船只|船舶|客轮|潜艇|航空器|机组|列车)")
# 这起攻击|发生在周日, 冲突|再度爆发
_AROSE = re.compile(
    r"发生(?=在|于|时|后|前|的|地)|(?:再度|再次|再|又|持续|全面|突然|骤然|一度)*(?:爆发|升级|降温|平息)"
)
_STRIFE, _IN_WHICH = (
    frozenset({"attack", "disaster"}),
    re.compile(r"中(?=[阵死丧受遇罹身牺被失殉获幸])"),
)  # 冲突|中阵亡的
_ELECTION = re.compile(r"[^，；。的]{0,6}(?:选举|大选|公投)")
_SUSPENDED = re.compile(r"缓[期刑][^，；。]{0,4}$")  # 死刑缓期二年|执行
_CASE_OF = re.compile(r"一?案(?![发值情底件子])")  # 部长受贿|一案: the case is named by the deed
_BRIBES = frozenset({"acquire", "cause", "other", "buy", "sell"})
# 直至法院有|裁决: what has not come about yet
_UNTIL_THEN = re.compile(r"(?:直至|直到)(?![^，；。]*(?:[才今昨0-9]|[周月日]|星期|礼拜))[^，；。]*$")
# 有长浪|发生的机率, 有|发生豪雨的可能: what may come about
_THERE_IS = re.compile(r"(?:有|无|存在|降低|减少|增加|提高|升高)[^，；。0-9]{0,12}$")
_MAY_BE = re.compile(r"[^，；。的]{0,8}的(?:机率|概率|几率|可能|风险|危险|隐患|隐忧|疑虑|潜势|机会)")
# 经五次|发射延宕: what came before all that is told
_AFTER_SO_MANY = re.compile(r"(?:历?经|几经|屡经)过?[^，；。]{0,8}[次度轮波番]")
# 列车|运作十分畅顺: how something goes
_RUNS = frozenset("运作 运行 运转 营运 运营".split())
_RUNS_HOW = re.compile(
    r"(?:情况|状况)?(?:仍|均|都|也|亦|皆|尚|大致|整体|总体|基本|已)*(?:十分|非常|相当|较为?|良好|正常|畅顺|顺畅|顺利|平稳|稳定|安全|有序)"
)
_HAS = re.compile(r"有[^，；。]{0,12}$")  # 有逃亡、反复|实施之虞


def tells_nothing(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """第一位出任总统的女性, 超过一半已被检控, 换届选举期间, 留待院会表决: who, how many and when, but no event."""
    kind, start, end = candidate.trigger.type, candidate.start, candidate.end
    is_or_left = _IS_OR_LEFT.search(norm, clause.start, start) is not None
    return bool(
        (
            norm[start - 1] in _FIRST_WHO_LASTS
            and _WHO.match(norm, end, clause.end)
            and _FIRST_WHO.search(norm, clause.start, start)
        )
        or (is_or_left and is_nth(norm, clause, candidate))
        or (kind in _DEALS and _UNDONE.match(norm, end))
        or (kind == "reach" and _SHARE_OF.match(norm, end, clause.end))
        or (candidate.surface in ARISES and _MAY_ARISE.match(norm, end, clause.end))
        or ("之虞" in norm[end : clause.end] and _HAS.search(norm, max(0, start - 14), start) is not None)
        or (kind in _ELECTIONS and _names_election(norm, clause, candidate))
        or names_crime(norm, clause, candidate)
        or (candidate.surface in _PLEAS and _PLEA_FARED.match(norm, end, clause.end) is not None)
        or (kind == "reach" and _SO_MANY_OF.match(norm, end) and _SPREADS.search(norm, clause.start, start))
        or (kind == "reach" and _so_many_who(norm, clause, candidate))
        or (
            norm[clause.end - 1] in _CONSIDERED_LASTS
            and _CONSIDERED.match(norm, end, clause.end)
            and _CONSIDERING.search(norm, clause.start, start)
        )
        or (candidate.surface == "通过" and _BY_MEANS.match(norm, end) is not None)
        or (candidate.surface == "动议" and _OF_MOTION.search(norm, clause.start, start))
        or (candidate.surface in _ASKED and end == clause.end and _AS_ASKED.match(norm, clause.start, start))
        or (kind == "forecast" and is_compared(norm, clause.start, start))
        or (is_or_left and _LEFT_TO.search(norm, clause.start, start))
        or is_prevented(norm, clause, candidate)
        or is_asked(norm, clause, candidate)
        or (_MAY_BE.match(norm, end, clause.end) and _THERE_IS.search(norm, clause.start, start))
        or (norm[clause.start] in "经历几屡" and _AFTER_SO_MANY.fullmatch(norm, clause.start, start))
        or (candidate.surface in _RUNS and _RUNS_HOW.match(norm, end))
        or (candidate.surface == "执行" and _SUSPENDED.search(norm, clause.start, start))
        or (candidate.trigger.type in _BRIBES and _CASE_OF.match(norm, end) is not None)
        or (
            end == clause.end
            and kind in _NAMED_SO
            and _AMOUNTS_TO.search(norm, clause.start, start) is not None
        )
        or _UNTIL_THEN.match(norm, clause.start, start)
        or (
            candidate.surface == "罚款"
            and not _FINED.match(norm, end)
            and _SO_MUCH_FINE.search(norm, clause.start, start)
        )
        or (candidate.surface in _REACHES and norm[start - 1] in _MEASURED and _SO_LONG.match(norm, end))
        or (candidate.surface in _REACHES and _SO_MUCH_OF.match(norm, end, clause.end))
        or (candidate.surface == "造成" and norm[start - 1] in "打建改锻铸塑营制构")  # 把小城打|造成大都会
        or (candidate.surface in _CROWDS and norm[end : end + 1] == "上" and norm[end + 1 : end + 2] != "街")
        or (kind in _STRIFE and _IN_WHICH.match(norm, end))
        or (kind in _STRIFE and _AROSE.match(norm, end))
        or (candidate.surface in _STRANDED and _VEHICLE.match(norm, end))
        or norm.startswith(("伊始", "之初", "初期"), end)  # 上任伊始
        or (candidate.surface == "征召" and norm.startswith("入", end))  # 入伍 tells it
        or (candidate.surface == "泡水" and norm.startswith(("车", "屋", "房"), end))
        or (candidate.trigger.type in _HARM and _PART_OF_TOLL.match(norm, end))
        or (candidate.surface == "地震" and _OF_QUAKES.match(norm, end))
        or (candidate.surface in _SESSION and _session(norm, clause, candidate))
        or (kind in _MOVES and _is_cause(norm, clause, candidate))
        or (
            kind in _MOVES
            and (
                _SLOWS.match(norm, end, clause.end)
                or (norm[end - 1] not in "至到" and _FASTEST.match(norm, end, clause.end))
            )
        )
        or (
            norm[end : end + 1] in _REVISED_FIRSTS
            and _REVISED.match(norm, end)
            and _FORESEEN.search(norm, clause.start, end)
        )
    )


def _is_cause(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """主要由税务支出|增加导致, 由于强劲的存款|增长: what brought it about, told as a noun."""
    start, end = candidate.start, candidate.end
    if end == clause.end and _STRONG.search(norm, clause.start, start) is not None:
        return True
    return _BROUGHT.match(norm, end) is not None and _BY_WHAT.search(norm[clause.start : start]) is not None


def _names_election(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """换届选举|期间, 大选|候选人, 干预总统|选举: an election that is not told of."""
    start, end = candidate.start, candidate.end
    return bool(
        _TERM.match(norm, end) or _STANDS.match(norm, end) or _MEDDLED.search(norm, clause.start, start)
    )


def meddled_in(norm: str, clause: Clause, date: DateMention) -> bool:
    """2016年 of 以干预2016年总统选举为由，实施制裁: which election, and no date of what follows."""
    election = _ELECTION.match(norm, date.end, clause.end)
    return election is not None and _MEDDLED.search(norm, clause.start, date.start) is not None


def is_nth(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """发生 and 地震 of 这是今年以来发生的第17次六级以上地震, 登陆 of 可能成为今年登陆我国的最强台风."""
    told = _IS.search(norm, clause.start, candidate.start)
    if told is None:
        return False
    before = candidate.trigger.noun and _NTH.search(norm, told.end(), candidate.start)
    if norm.find("日", told.end(), candidate.start) < 0 and _MOST.match(norm, candidate.end, clause.end):
        return True  # but 这是5日|发射的最大火箭 tells of a day
    return bool(before or _NTH.match(norm, candidate.end, clause.end))


def _so_many_who(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """造成|超过700人死亡, 另有|超过三十人失踪, but 已有用户|超过500万户."""
    if norm[candidate.start - 1] in "，；" and _SO_MANY_FIRMS.match(norm, candidate.end, clause.end):
        return True
    who = _SO_MANY_WHO.match(norm, candidate.end)
    if who is None:
        return False
    if norm[candidate.start - 1] in "，、；" and _FORCED.match(norm, who.end()):
        return True
    if _CAUSED.search(norm, clause.start, candidate.start):
        return True
    if _AND_MORE.search(norm, clause.start, candidate.start):
        return True
    there_are = _THERE_ARE.search(norm, clause.start, candidate.start)
    return there_are is not None and _SUFFER.match(norm, who.end(), clause.end) is not None


def _session(norm: str, clause: Clause, candidate: Candidate) -> bool:
    """截至8月20日收盘, 自8月4日开市起停牌: until or since when, not what."""
    start, end = candidate.start, candidate.end
    return (
        norm.startswith("起", end)
        or _CLOSED_AT.match(norm, end, clause.end) is not None
        or (end == clause.end and bool(_UNTIL.search(norm, clause.start, start)))
    )
