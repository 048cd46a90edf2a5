"""Whether an event happened, goes on, is planned, predicted, proposed, hypothetical or denied.

将 is mostly a marker: 将深度求索列入清单 moves the object before the verb; only 将于, 将公布 speak of the future.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.adverbs import ADVERBS
from pipeline.extract.events.outcomes import denied_within, nobody
from pipeline.extract.events.verb_nouns import AS_EXPECTED
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateMention, Status

_FUTURE_NEXT = re.compile(
    r"(?:于|在|会|要|能|可|达|继续|正式|首次|再|再次|进一步|陆续|全面|共同|分别|不|如期|派|率[先团队领]|前往|搭[机乘]|陪同|逐步|优先|大力|尽快|赴|另|也|均|提前|推迟|重新|直接|以(?!色列)|因|依|按|根据|就|围绕|[0-9]|今|明|下|本|年|月|从|自|由|对|向|与|和|同|为|把|被)"
)
# 将|被困的三名乘客|救出, 将|被捕的商人|释放: whom it moves before the verb
_MOVED_SUFFERER = re.compile(
    r"被[^，；。的]{1,8}的[^，；。]|[0-9]+[多余]?[万千百亿]?(?:名|位|个(?!月)|人|艘|架|辆|枚|家|所|项|宗|件|户|只|款|份|套)[\u4e00-\u9fff]"
)
_MOVED_ALONE = frozenset(
    "火 火势 大火 其 之 他 她 它 车 船 球 人 二人 两人 三人 四人 多人 男子 女子 疑犯 伤者".split()
)
_THIS_PLAN = re.compile(r"[这该此那项个份]")
_DATE_MARK = re.compile(r"[0-9今昨前上][)）]?[年月日天]|又")
_NOUNS_TOO = frozenset({"预测", "估计", "预期", "建议", "要求", "提议", "主张", "目标"})
_AIMED_AT = frozenset("该这此个處处的事要击袭轰炸")
_MEETING_OF = frozenset(
    "演唱 音乐 博览 展览 运动 发布 见面 座谈 研讨 记者 交易 法说 奥运 世博 联欢 推介 拍卖 听证".split()
)
_TOWARDS_WHAT = re.compile(r"(?:就|对|向|与|针对)[^，；。了的]{2,20}$")
_EXPECTED = frozenset({"预期", "预测", "预估", "预计"})
_COMPARED = re.compile(
    r"(?:高[于过]|低[于过]|[优好强逊差少多弱]于|不及|不如|不符|[符合]合|超[出过越乎]?|达到?|胜过|落后|(?:逊|胜)?于)[^，；。0-9]{0,10}$"
    r"|[较比](?:(?:此前|早前|之前|原先|先前|上次)|(?:[0-9]{2,4}年)?[0-9]{1,2}月份?|[0-9]{2,4}年)的?$"
)
_MOVED_BEFORE = re.compile(r"[把将][^，；。]{0,20}$")  # 把预测上调: the noun that is revised
# 合并计划获批准: a plan that has its name from what it is for
_NAMED_PLAN = re.compile(
    r"(?:合并|重组|[收并回]购|投资|改革|[建扩][设建]|[融增]资|发行|改造|搬迁|减排|援助|刺激|开发|发展|分拆|私有化|裁员|行动)$"
)
_PLAN_FARES = re.compile(r"[0-9年月日号]*(?:获|遭|已)")
_EVEN_SO = frozenset("即也都均还仍")
# 否认, 拒绝 and the like are verbs of their own: they deny what follows them, not what comes after the next verb
# 未经批准|举行游行: without what
_WITHOUT = re.compile(r"[经获][^，；。]{0,6}(?:批准|许可|同意|授权|审批|允许|准许|申请|通知|报备|协商)")
_GENERAL = frozenset(
    "要 可 可以 须 需 仍须 尚须 还须 均须 仍需 尚需 还需 需要 必须 应 应当 应该 得 能 能够 能否 是否 难以 不得 不容 不必 无须 均可 方可 可望 最多 有权".split()
)
_INTENDED = frozenset({"planned", "predicted", "proposed"})
_NOT = re.compile(r"(?:不|没有?|并无|未)$")  # 并不|打算今年上市
_NO_DENIAL = frozenset("不足 不到 不久 不少 不同 不断 不仅 不过 不法 不满 不料 不惜".split())
_HOW = frozenset({"正式", "正面"})
_ABOUT_WHAT = re.compile(r"[就对][^，；。的]{0,6}$")  # 就一份要求停火的草案|表决
_ATTEMPTS, _MEANWHILE = frozenset({"试图", "企图", "意图", "妄图"}), re.compile(r"[后被遭]|(?<![0-9])时")
_MUST = re.compile(r"(?:必?须|应当?|需)(?:[于在按]|再?要?有)[^，；。]{1,12}$")  # 须于九个月内提交
_AT_A_MEETING = re.compile(r"后|前(?![往来赴去])|上(?![台涨升调演市路街诉])|间|谈")
_MEETS = frozenset("会谈 会见 会晤 会面 会商 会合 会师 会诊 会同 会展 会场 会馆 会所 会堂".split())
_EITHER = re.compile(r"(?:直接|间接|全部|部分|主动|被动|公开|暗中|单独|先后|口头|书面)$")  # 直接|或透过他人
_OR_BY = re.compile(r"(?<=[\u4e00-\u9fff])(?<![日月年天])或(?:被|遭)|(?<=[日月年号])或(?=[0-9])")
_PAST_MARK = re.compile(r"(?:了|过)(?!解|程)")


def status(
    context: Context, clause: Clause, trigger: tuple[int, int], date: DateMention, taken: bytearray
) -> Status:
    """The nearest cue before the trigger in its clause; a date after publication is planned at least."""
    norm, cues = context.norm, context.lexicon.happenings.cues
    start, stop = trigger
    window = norm[clause.start : start]
    if nobody(norm, clause, start):
        return "negated"
    for end in range(len(window), 0, -1):
        if window[end - 1] not in cues.lasts:
            continue
        found = cues.before(window, end)
        if found is None or taken[clause.start + found[1]]:
            continue
        cue, at = found
        if _in_quotes(window, at):
            continue  # 涉嫌「未能出示证件」|被捕
        if "为由" in window[end:]:
            continue  # 以拒绝合作为由|起诉: why, and it was done
        between = _words_between(taken, clause.start + end, start)
        if not _counts(cue.surface, window, at, end, between):
            continue
        if cue.surface == "计划" and at and is_past(context, date) and clause.start + end <= date.start:
            continue  # 卫星计划|2019年启动
        if cue.surface == "将" and _moves(context, clause.start + end, start):
            continue
        if not _own_word(context, taken, clause.start + at, cue.surface):
            continue
        if cue.status == "negated" and denied_within(context, clause.start + end, start):
            continue
        if cue.status == "ongoing" and (_PAST_MARK.match(norm, stop) or "的" in window[end:]):
            continue  # 正在访问的副国务卿|说
        denied = cue.status in _INTENDED and _NOT.search(window, 0, at)
        return _dated("negated" if denied else cue.status, context, date)
    return _dated("occurred", context, date)


def _in_quotes(window: str, at: int) -> bool:
    """Whether a cue stands in quotation marks that close before the trigger."""
    close = max(window.find(mark, at) for mark in "」”』")
    return close >= 0 and max(window.rfind(mark, 0, at) for mark in "「“『") >= 0


def is_past(context: Context, date: DateMention) -> bool:
    """Whether a date lies before the day on which the article was published."""
    return bool(date.latest) and date.latest[:10] < context.article.published[:10]


def _moves(context: Context, start: int, trigger: int) -> bool:
    """将|崔|抓获: a noun alone between the two is what is moved before the verb."""
    token = context.token_at(start)
    alone = token is not None and (token.start, token.end) == (start, trigger)
    return alone and token is not None and token.tag[:1] in "nr" and token.word not in ADVERBS


def _words_between(taken: bytearray, start: int, end: int) -> int:
    """The code points between a cue and its trigger that are no name, number or date."""
    return end - start - taken.count(1, start, end)


def across(context: Context, start: int, end: int) -> bool:
    """Whether a cue begins inside one word and ends in the next: 主|要|是; not that of 专家|建议."""
    token = context.token_at(start)
    if token is None or token.start >= start:
        return False
    return (token.end < end and is_word(token.word)) or (token.tag == "nr" and end <= token.end)  # 圣|若|望


def _own_word(context: Context, taken: bytearray, place: int, cue: str) -> bool:
    """A cue is a word of its own: no 会 of 委员会 and 会谈, no 或 of 或许, no 要是 of 主要是."""
    token = context.token_at(place)
    if token is not None and token.tag == "nr" and token.start < place < token.end - 1:
        return False  # 圣|若|望堂
    if len(cue) > 1:
        return cue.endswith("于") or not across(context, place, place + len(cue))  # 确|定于
    if cue == "会" and token is not None and token.start == place and token.word in _MEETS:
        return False
    if cue == "或" and (
        _EITHER.search(context.norm, max(0, place - 2), place) or _OR_BY.match(context.norm, place)
    ):
        return False  # 泡水|或被冲走, 30日|或31日
    if cue == "不" and (
        context.norm.startswith(("不治", "不幸", "不慎"), place)
        or (token is not None and token.word in _NO_DENIAL)
    ):
        return False  # 上任|不足一月, 2日|不治身亡
    if token is None or token.start == place or (cue != "会" and not is_word(token.word)):
        longer = (
            token is not None
            and token.start == place
            and token.end > place + 1
            and (token.tag[:1] == "n" or token.word in _HOW)
        )
        return not longer  # 会议上成立, 正式起诉, 正面|相撞
    return bool(place and taken[place - 1])


def is_compared(norm: str, start: int, cue: int) -> bool:
    """优于|预期的55%, 不及市场|预测: what was expected is what something is measured by, and nothing is foreseen."""
    return _COMPARED.search(norm, start, cue) is not None


def _counts(cue: str, window: str, at: int, end: int, between: int) -> bool:
    gap = window[end:]
    if cue in _NOUNS_TOO and window[at - 1 : at] in AS_EXPECTED:
        return False  # 一如|预期降息
    if cue == "若" and window[at - 1 : at] == "圣":
        return False  # 圣|若|瑟堂
    if cue == "目标" and window[at - 1 : at] in _AIMED_AT:
        return False  # 对500个|目标发动袭击, 该|目标是1994年设置以来最低的
    if (cue in _ATTEMPTS and _MEANWHILE.search(gap)) or (cue in _EXPECTED and is_compared(window, 0, at)):
        return False  # 试图登机时被|拦截
    if (cue == "正" and window[at - 1 : at] in {"时", "点", "分"}) or (cue == "未" and _WITHOUT.match(gap)):
        return False  # 上午9时|正起, 未经批准|举行
    if cue == "将":
        return future_marker(window, at, end)
    towards = cue in "未没" and _TOWARDS_WHAT.match(gap) is not None  # 未就合法性做出判决
    if len(cue) == 1 and cue != "拟" and between > (6 if cue in "未没会若" else 2) and not towards:
        return False
    if cue == "会" and (_AT_A_MEETING.match(gap) or window[at - 1 : at] in {"从", "在", "到", "往", "向"}):
        return False  # 会后召开记者会, but 会前往北京访问
    if cue == "会" and window[max(0, at - 2) : at] in _MEETING_OF:
        return False  # 演唱会
    if cue == "会" and (window[at - 1 : at] in set("院委部盟协联校") or _DATE_MARK.search(gap)):
        return False  # 行政院会昨日通过: the meeting of a body
    if cue in _NOUNS_TOO and gap.startswith(("由", "从", "的", "为", "被", "较", "比", "值", "数")):
        return False
    if cue in _NOUNS_TOO and len(gap) <= 3 and _MOVED_BEFORE.search(window[:at]):
        return False
    if cue == "计划" and (
        _THIS_PLAN.search(window[:at])
        or window[at - 1 : at] in {"的", "项", "个"}
        or gap.startswith(("的", "中", "并", "草案", "书"))
        or (_NAMED_PLAN.search(window[:at]) and _PLAN_FARES.match(gap))
    ):
        return False
    asks = cue in _NOUNS_TOO and "的" in gap and _ABOUT_WHAT.search(window, 0, at) is not None
    return not (asks or "，" in gap or gap.startswith("的"))


def future_marker(window: str, at: int, end: int) -> bool:
    """将于 and 将公布 speak of the future; 将深度求索列入 moves the object before the verb."""
    rest = window[end:]
    if _MOVED_SUFFERER.match(rest) or rest in _MOVED_ALONE:
        return False
    return len(rest) <= 2 or bool(_FUTURE_NEXT.match(rest)) or window[max(0, at - 1) : at] in _EVEN_SO


def _dated(found: Status, context: Context, date: DateMention) -> Status:
    """What is said to have happened after the article was published is planned."""
    published = context.article.published[:10]
    if found in {"occurred", "ongoing"} and len(published) == 10:
        begins, ends = date.earliest[:10], date.latest[:10]
        if begins > published or (
            begins == published < ends
            and len(begins) == len(ends) == 10
            and "/" in date.edtf
            and found == "occurred"
        ):
            return "planned"  # 今日至20日访华
    return found


def is_general(context: Context, start: int, trigger: int) -> bool:
    """须有60个国家批准, 每人可领: what must, may or can be is no happening of the day that the text is about."""
    for place in range(max(start, trigger - 5), trigger):
        token = context.token_at(place)
        if token is not None and token.start == place and token.word in _GENERAL and token.end <= trigger:
            return True
    return _MUST.search(context.norm, start, trigger) is not None
