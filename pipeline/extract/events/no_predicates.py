"""Verbs that tell no event where they stand: what for, without what, by way of what, how long since, or whose they are.

Each is a place of a verb in its clause that ``verb_places`` calls nominal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.events.outcomes import nearly
from pipeline.extract.events.verb_nouns import is_amount, named_by, only_says_which
from pipeline.gates import either, firsts, lasts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause

    Dated: TypeAlias = Callable[..., bool]

# 推翻大会所做|决定: what was decided, named by a verb of its own
_SO_DONE = re.compile(r"所(?:作|做|作出|做出|提|提出|达成|通过|宣布|发布|公布|签署)的?$")
# 是|决定胜负的关键因素: what something hangs on, and nobody's decision
_KEY = re.compile(
    r"[^，；。的了]{1,14}的(?:最?(?:关键|重要|核心|主要|根本|首要)性?的?)?(?:因素|领域|要素|变[量数]|原因|环节|力量|指标|行业|产业|技术|关键|一[环战役步])(?=$|[，；。、和与及])"
)
# 选举公告|本月15日发布: what is put out
_PAPERS = frozenset("公告 通知 通报 决定 判决 裁定 裁决 报告 声明 协议".split())
# 刚组建|一个多月的内阁: how long it has been
_JUST_SINCE = re.compile(
    r"了?[近约逾仅不到]*[0-9一二两三四五六七八九十半几]+多?个?多?(?:年|月|天|日|周|星期|小时)(?:多|有余)?的"
)
# 经投票|通过, 应邻国邀请|访问
_BY_WAY_OF = frozenset("投票 表决 协商 谈判 调查 审理 审议 讨论 抢救 搜救 检查 鉴定 磋商".split())
_ASKING, _ASKED_FOR = (
    frozenset({"要求", "邀请", "请求"}),
    re.compile(r"(?<![供反响效适对相回感])应(?![该当对用急])[^，；。]{0,14}$"),
)
_ON_THE_WAY = re.compile(r"(?:途中|路上|期间|过程中)")  # 在前往市场途中
_WITHOUT = re.compile(r"在[^，；。]{2,24}(?:缺阵|缺席|离队|受伤|停赛|伤退)$")  # 在主将缺阵下
# 从去年开始, 自9月起: since when, not what
_SINCE = re.compile(
    r"(?:[且但而]|就是|都是|也|目前|现在)?(?:从|自从?|打)[^，；。]{1,12}?(?:左右|前后)?(?:就|便|即)?$"
)
# 赞成62票: what a vote came to
_VOTES = re.compile(r"(?:票|的)?(?:仅|只|共|为|有)?[0-9一二三四五六七八九十百两]+票")
_VOTED = re.compile(r"[0-9一二三四五六七八九十百两]票$")  # 12票|反对
_VOTING = frozenset({"赞成", "反对", "弃权", "支持", "同意"})
# 致力于|发行图书, 利用|担任局长之便, 以|公开照片相要挟: what for, or by what
_FOR_WHAT = re.compile(
    r"(?:致力于?|从事|旨在|专注于|用于|用来|利用|热衷于?|善于|擅长|习惯于?|乐于|敢于|勇于|忙于|便于|(?<![所可足难得予加处施报给])以)$"
)
_BY_OFFICE = re.compile(r"利用[^，；。]{0,6}$")  # 利用退休前|担任局长之便
_FOR_WHAT_ELSE = re.compile(r"(?:用于|用来|用以|旨在)[^，；。]{1,12}$")
# 回顾去年|检控工作: what is looked back at
_WORK = re.compile(r"(?:工作|情况|经验|成果|成绩|历程|事宜)$")
_REVIEWS = re.compile(r"(?:回顾|总结|检讨|盘点|检视|介绍|汇报|通报|部署|听取|研究)了?[^，；。]{0,10}$")
# 看望受伤群众: who they are, not what happened
_HURT = re.compile(
    r"(?:群众|游客|船员|矿工|渔民|司机|民众|居民|村民|市民|人员|员工|职工|官兵|战士|士兵|消防员|警员|民警|旅客|乘客|学生|儿童|工人|平民|病[人患]|患者)"
)
_THOSE = re.compile(r"(?<![面针绝相反])对(?:那些|凡是?|任何)[^，；。的]{0,10}$")  # 对那些被|列入清单的企业
# 解散|到改选仅16天: how long, and no act
_HOW_LONG = r"(?:仅|只|共|不到|不足|相隔|相距|历时|约|长达)+[0-9一二三四五六七八九十百两半几多余]+个?(?:天|日|月|年|周|小时|分钟)"
_UNTIL_WHEN, _ONLY = re.compile(rf"[到至][^，；。0-9]{{1,8}}?{_HOW_LONG}"), re.compile(_HOW_LONG)
# 将草案送立法院|审议: what for it is sent
_SENT_FOR = frozenset("审议 审查 审核 审批 批准 表决 处理".split())
_SENT = re.compile(r"(?<![发赠运护遣])送(?:交|至|往|请)?[^，；。了]{0,10}$")
# 研究|建立机制: what is looked into
_SET_UP = frozenset("建立 设立 成立 制定 出台 实施 推出 设置 开征 修订 修改 取消 放宽 延长".split())
_HARM = frozenset({"injure", "die"})
_WHETHER = re.compile(r"有(?:无|没有)[^，；。]{0,8}$")  # 有无乘客|受伤尚不清楚
_IN_NEED = frozenset("被困 受困 失联 受灾".split())
# 向中国出口H20须先取得许可: what it takes, not what was done
_MUST_FIRST = re.compile(r"[^，；。了]{0,10}?(?:必?须|需)(?:先|经|事先|获|取得|得到)")
# 公安局接群众|报警: told to it, not by it
_REPORTED, _HEARD = (
    frozenset("报警 报案 举报 求助 求救 投诉".split()),
    re.compile(r"(?<![直间连承衔对])接(?![着连近触])(?:到|获|报)?[^，；。了]{0,6}$"),
)
_ALMOST = re.compile(r"(?:接近|濒临|险些|差点儿?|几近|近乎)(?:就|要)?$")  # 接近达成协议
# 未经批准|举行游行: without what leave
_LEAVE, _WITHOUT_IT = frozenset({"approve", "agree", "announce"}), re.compile(r"未[经获][^，；。]{0,6}$")
# 距他宣布内阁名单不到14小时: how long it has been
_LONG_SINCE = re.compile(r"(?:这|此时|此)?距离?[^，；。]{0,12}")
_NOUN_BEFORE = either(_ALMOST, _SO_DONE, _FOR_WHAT)
_NOUN_BEHIND = either(_JUST_SINCE, _UNTIL_WHEN)
_NOUN_LASTS, _NOUN_FIRSTS, _WORK_LASTS = lasts(_NOUN_BEFORE), firsts(_NOUN_BEHIND), lasts(_WORK)


def is_no_predicate(
    context: Context,
    clause: Clause,
    candidate: Candidate,
    later: int,
    dated: Dated,
    *,
    last: bool,
    taken: bytearray,
) -> bool:
    """Whether a candidate tells no event, for what it is, for what stands before it or for what stands behind it.

    ``later`` is where the next candidate begins, ``last`` tells that none behind it is a predicate, ``taken`` marks the
    code points of names, numbers and dates.
    """
    norm = context.norm
    return bool(
        is_amount(norm, clause.start, candidate.start, candidate.end)
        or (candidate.trigger.type == "start" and _says_since_when(norm, clause, candidate, dated, taken))
        or _led_to(norm, clause, candidate, last=last)
        or nearly(norm, clause, candidate.start)
        or _goes_on(norm, clause, candidate, taken)
        or (candidate.surface in _PAPERS and not last and _is_paper(clause, candidate, later, dated, taken))
        or named_by(norm, clause, candidate)
        or only_says_which(context, clause, candidate)
    )


def _led_to(norm: str, clause: Clause, candidate: Candidate, *, last: bool) -> bool:
    """致力于|发行, 应邻国邀请|访问, 送立法院|审议, 接群众|报警: by the words before it."""
    start, surface = candidate.start, candidate.surface
    before = norm[start - 1]
    if not last and (
        (candidate.trigger.type in _LEAVE and _WITHOUT_IT.search(norm, clause.start, start))
        or (before == "经" and surface in _BY_WAY_OF)
        or (surface in _ASKING and _ASKED_FOR.search(norm, clause.start, start))
    ):
        return True
    return bool(
        (
            (candidate.trigger.type in _HARM or surface in _IN_NEED)
            and _WHETHER.search(norm, clause.start, start)
        )
        or (before in _NOUN_LASTS and _NOUN_BEFORE.search(norm, clause.start, start))
        or (surface in _VOTING and _VOTED.search(norm, clause.start, start))
        or (surface in _SENT_FOR and _SENT.search(norm, clause.start, start))
        or (surface in _SET_UP and norm.endswith("研究", clause.start, start))
        or (norm[clause.start] in "距这此" and _LONG_SINCE.fullmatch(norm, clause.start, start))
        or _FOR_WHAT_ELSE.search(norm, clause.start, start)
        or (candidate.trigger.type == "appoint" and _BY_OFFICE.search(norm, clause.start, start))
        or (surface in _REPORTED and _HEARD.search(norm, clause.start, start))
    )


def _goes_on(norm: str, clause: Clause, candidate: Candidate, taken: bytearray) -> bool:
    """看望|受伤群众, 刚|组建一个多月的内阁, 在|前往市场途中, 赞成|62票: by the words behind it, or on both sides."""
    start, end, surface = candidate.start, candidate.end, candidate.surface
    before, after = norm[start - 1], norm[end : end + 1]
    return bool(
        ((candidate.trigger.type in _HARM or surface in _IN_NEED) and _HURT.match(norm, end))
        or (after in _NOUN_FIRSTS and _NOUN_BEHIND.match(norm, end))
        or (before == "在" and _ON_THE_WAY.search(norm, end, clause.end))
        or (after == "下" and _WITHOUT.search(norm, clause.start, end))
        or (surface == "决定" and _KEY.match(norm, end))
        or (surface == "执政" and taken[end])  # 执政|自民党
        or (surface in _VOTING and _VOTES.match(norm, end))
        or _MUST_FIRST.match(norm, end)
        or (before in "到至" and _ONLY.match(norm, end))  # 解散|到|投票|仅16天
        or (norm.find("的", end, clause.end) >= 0 and _THOSE.search(norm, clause.start, start))
        or (
            norm[clause.end - 1] in _WORK_LASTS
            and _WORK.match(norm, end, clause.end)
            and _REVIEWS.search(norm, clause.start, start)
        )
    )


def _is_paper(clause: Clause, candidate: Candidate, later: int, dated: Dated, taken: bytearray) -> bool:
    """公告 of 选举公告|本月15日发布: a date alone stands between it and the verb that closes the clause."""
    end = candidate.end
    return dated(later, end) and all(taken[end:later]) and later + 2 >= clause.end


def _says_since_when(norm: str, clause: Clause, candidate: Candidate, dated: Dated, taken: bytearray) -> bool:
    """从3月25日开始: nothing else before it, it dates what follows; so does 7月|开始，; 一开始 is at first."""
    start = candidate.start
    if not norm.startswith("开始", start):
        return False
    closes = candidate.end == clause.end and norm.startswith("，", clause.end)
    if norm[start - 1] == "一" or (
        closes and not clause.mark and start > clause.start and all(taken[clause.start : start])
    ):
        return True
    return bool(_SINCE.match(norm, clause.start, candidate.start)) and dated(candidate.start, clause.start)
