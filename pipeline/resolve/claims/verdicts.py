"""What two claims of one subject, measure and dimension say of each other.

Joined by head and subject, never by the likeness of words; never across measures or dimensions: 40个 and 40%, USD and
TWD, 营收 and 预计营收 are not compared.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.lexicon.amounts import Amounts
    from pipeline.model import NumberLabel, Verdict
    from pipeline.resolve.claims.intervals import Interval

When: TypeAlias = Literal["same", "overlap", "different", "unknown"]

# rates and sums of which it is not told what they are of
_VAGUE = frozenset(
    "增长率 涨幅 跌幅 增幅 降幅 占比 幅度 规模 数量 总量 人数 总数 总额 金额 价格 费用 指数 得分 评分 距离 面积".split()
)
# there may be many of a kind at one time: two figures are of the same one only where both are told of the same day and
# beside the same names (欧盟对谷歌罚款)
_MANY = re.compile(
    r"(?:投资|融资|资金|成本|罚款|损失|造价|经费|裁员人数|贷款|补贴|赔偿|补偿|订单|费用?|价格|售价|[^股盘]价|开支|支出|降雨量|风速|风力|时速)$"
)
# counts that grow while a thing goes on: told at another hour they are another count
_TOLLS = re.compile(
    r"死亡人数|失踪人数|受伤人数|撤离人数|住院人数|送[院医]人数|危殆人数|出院人数|获救人数|被困人数|确诊病例|停[电水]户数|死伤|伤亡"
)
_OWN_UNITS = frozenset(
    {"次", "人次", "架次", "票", "倍", "百分点", "岁", "点", "分", "级", "度", "天", "码", "厘", "元"}
)
_ONE_STORY = 3  # days within which two articles may tell of one thing
_MONTH = 7  # YYYY-MM
_DAY = 10  # YYYY-MM-DD


_SEATS = frozenset({"席", "席次"})


class Finding(NamedTuple):
    """A verdict with its reason in words."""

    verdict: Verdict
    reason: str


class Told(NamedTuple):
    """What is compared of a claim."""

    value: Interval
    text: str
    as_of: str
    published: str
    beside: frozenset[str] = frozenset()  # the other things that its sentence names, by entity id
    up_to: bool = False  # counted up to its time: 截至14日17时
    words: str = ""  # between subject and number, of a measure that one announces once a day


def dimension(label: NumberLabel, unit: str, amounts: Amounts) -> tuple[str, Decimal | None]:
    """What a value can be compared within, and the factor to its base unit: 公里 and 米 are lengths, 人 and 名 counts."""
    if label in {"MONEY", "PERCENT"} or unit in _OWN_UNITS or "/" in unit:
        return unit, None
    known = amounts.unit(unit) if unit else None
    if known is None:
        return unit or "count", None
    if known.kind == "classifier" or unit in _SEATS:
        return "count", None  # 83席 and 83个 of 席位
    return (known.dimension, known.factor) if known.factor is not None else (unit, None)


def kin(measure: str) -> str:
    """What a measure is compared as: 归母净利润 is told as 净利润 too, and a yearly growth as growth."""
    return measure.replace("归母净利润", "净利润").replace("同比增幅", "增幅").replace("同比降幅", "降幅")


def of_kin(finding: Finding, left: str, right: str) -> Finding | None:
    """What a finding on two measures of one kin is worth: equal values are one figure, all else says nothing."""
    if finding.verdict != "same":
        return None
    return Finding("same", f"{finding.reason}, told as {left} and {right}")


def is_foretold(measure: str) -> bool:
    """Whether it is an expectation: 预计净利润."""
    return measure.startswith(("预计", "原预计"))


def comparable(measure: str) -> bool:
    """Whether the measure says what it is of: not a bare 增幅 or 规模."""
    return measure not in _VAGUE


def can_conflict(measure: str, heads: frozenset[str]) -> bool:
    """Whether a subject has one value of it at a time: 营收 and 死亡人数, no 投资 and no 航天员."""
    if is_one_of_many(measure) or measure.startswith("占"):  # a share of what its part has to be told
        return False
    return any(measure.endswith(head) for head in heads) or measure.endswith(
        ("率", "比重", "份额", "增幅", "降幅", "增加额", "减少额")
    )


def is_one_of_many(measure: str) -> bool:
    """Whether a subject may have several of it at a time: 投资, 罚款."""
    return _MANY.search(measure) is not None


def is_announced_once(measure: str) -> bool:
    """Whether a subject tells one of it on a day, if it says so in the same words: 宣布裁员300人."""
    return measure == "裁员人数"


def is_toll(measure: str) -> bool:
    """Whether it is a count that grows while a thing goes on: 死亡人数."""
    return _TOLLS.search(measure) is not None


def compare(
    a: Told, b: Told, *, one_value: bool, one_article: bool, many: bool = False, toll: bool = False
) -> Finding | None:
    """The verdict on two claims of one subject, measure and dimension; None where nothing follows.

    Args:
        a: the claim told first.
        b: the other.
        one_value: a subject has one value of this measure at a time.
        one_article: both stand in one article: only a series is told of them.
        many: there may be several of this measure, which are one where day and company agree.
        toll: a count that grows: told at different times it is a series.
    """
    when = _when(a, b)
    if toll and not one_article and a.value.apart(b.value) and (moments := _at_other_times(a, b)):
        return Finding("series", moments)
    if toll and when == "overlap" and _of_one_day(a, b):
        when = "same"
    if many and when == "same" and (_one_deal(a, b) or _in_the_same_words(a, b)):
        one_value = True
    if when == "different" and _part_of(a.as_of, b.as_of):
        return None  # a month and the months up to it
    if when == "different" or (when == "overlap" and a.value.apart(b.value)):
        if not a.as_of or not b.as_of:
            return (
                Finding("series", f"published {a.published} and {b.published}")
                if one_value and not one_article
                else None
            )
        return Finding("series", f"{a.as_of} and {b.as_of}") if one_value else None
    if one_article:
        return None
    if a.value == b.value:
        return Finding("same", "equal values")
    if a.value.apart(b.value):
        if when == "unknown" or not one_value:
            return None
        return Finding("conflict", f"{a.text} and {b.text} {_at(a)}")
    if not a.value.plausible(b.value):
        return None
    if a.value.told == b.value.told:
        return Finding("same", f"{a.text} and {b.text}: one value")
    finer, coarser = (a, b) if b.value.holds(a.value) else (b, a)
    return Finding("refines", f"{finer.text} is told as {coarser.text}")


def _of_one_day(a: Told, b: Told) -> bool:
    """11日2时15分 and 11日 of two articles of one day: the hour is that of what happened, not that of the count."""
    times = _plain(a.as_of), _plain(b.as_of)
    return len(min(times, key=len)) == _DAY and a.published[:_DAY] == b.published[:_DAY]


def _one_deal(a: Told, b: Told) -> bool:
    """Whether both are told of one day and beside a same name."""
    return bool(a.beside & b.beside) and (len(a.as_of) >= _DAY or not a.as_of)


def _in_the_same_words(a: Told, b: Told) -> bool:
    """台积电|宣布裁员|300人 and 500人 of one day, where neither sentence names anything else."""
    alone = not a.beside and not b.beside
    return alone and bool(a.words) and a.words == b.words and len(_plain(a.as_of)) == _DAY


def _at_other_times(a: Told, b: Told) -> str:
    """In words, where two counts are told at different times: of the text, else of publication; empty where they are not."""
    if a.as_of and b.as_of:
        if a.as_of != b.as_of or a.published[:_DAY] == b.published[:_DAY] or len(a.published) < _DAY:
            return ""  # 6月30日地震造成70人死亡, published on one day
        if "T" in a.as_of and a.up_to and b.up_to:
            return ""  # 截至14日17时: the hour of the count, whenever it was published
        return f"published {a.published} and {b.published}"
    left, right = (_plain(told.as_of) or told.published for told in (a, b))
    if not left or not right or left.startswith(right) or right.startswith(left):
        return ""
    return " and ".join(told.as_of or f"published {told.published}" for told in (a, b))


def _at(told: Told) -> str:
    return f"at {told.as_of}" if told.as_of else f"both published {told.published[:_DAY]}"


def _when(a: Told, b: Told) -> When:
    """Whether two claims are of one time. Without a date in the text the day of publication stands for it."""
    left, right = _plain(a.as_of), _plain(b.as_of)
    if left and right:
        if left == right:
            return "same"
        return "overlap" if left.startswith(right) or right.startswith(left) else "different"
    if left or right:
        return "unknown"
    if not a.published or not b.published:
        return "unknown"
    try:
        apart = abs(
            (dt.date.fromisoformat(a.published[:_DAY]) - dt.date.fromisoformat(b.published[:_DAY])).days
        )
    except ValueError:  # published in a year or month that is all that is known
        return "unknown"
    return "same" if apart == 0 else "unknown" if apart <= _ONE_STORY else "different"


def _part_of(left: str, right: str) -> bool:
    """Whether one is a month and the other a run of months with it: 2025-08 and 2025-01/2025-08."""
    month, run = sorted((left, right), key=len)
    first, _, last = run.partition("/")
    return len(month) == len(first) == len(last) == _MONTH and first <= month <= last


def _plain(edtf: str) -> str:
    return re.sub(r"[~?%]", "", edtf)
