"""Dates that say something else than when a figure behind them holds: which thing is meant, what came before, what was.

2020年成立的公司有300名员工        when it was founded
继2000年获奖后，这是第2位           what came before
今年第18号台风                    which one: the figures of its landing are of the day
最高是2017年的五成八，预估此次达六成    what is expected is of no year that is over
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

# 2020年|成立的公司, 明年|推出的平台
_WHICH = re.compile(r"[^，,。；;、的\n]{0,6}?(?:成立|创[办立建]|设立|注册|推出|上市|开业|问世|面世|出生)的")
# 这家|2019年|由实验室转化而来的公司
_ONE = frozenset("这家 那家 一家 这款 这座 这所 这支 这部 这条 该家".split())
_OF_ONE = re.compile(r"[^，,。；、\n]{1,24}的[\u4e00-\u9fff]")
_NTH = re.compile(r"的?第[0-9一二三四五六七八九十]{1,3}[号次个届宗起场波轮]")
_RECORD = re.compile(r"以来的?(?:最[^，,。；的]|首次|新[高低])")  # 跌幅为4月中|以来最大，产能达93%
_AFTER = re.compile(r"继(?!续|承|任|而|发|父|母|子|女)")  # 继韩国前总统2000年获奖后，…
_EXPECTED = re.compile(
    r"预[计估测期](?![的值数负信收])|有望|力争|(?<![年季月期务])目标(?![的客任完率])|可望|料(?:将|会)|至今"
)
_THEN = re.compile(r"接下来|此后|其后|随后|之后|往后")  # 去年第四季达到3.1%后，接下来两季
_FOR_INSTANCE = re.compile(r"(?:当中|其中)?(?:包括|例如|譬如|比如)")
_FIGURE = re.compile(r"[0-9]")
# 2024年新设立的企业5.9万家: what is counted is what was founded then
_MADE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:企业|公司|商户|主体|机构|组织|门店|基金|工厂|婴儿)(?:达到?|共有?|约|有|为|超过?|逾)*"
)
_AFTERWARDS = frozenset("后")
_REACH = 60  # code points before a date within which 继 stands


def is_aside(context: Context, date: DateMention, number: NumberMention) -> bool:
    """Whether what ``date`` tells is not the time of ``number``, which stands behind it."""
    norm = context.norm
    record = _RECORD.match(norm, date.end)
    if record is not None and record.end() <= number.start:
        return True
    which = _WHICH.match(norm, date.end)
    if (
        which is not None
        and which.end() < number.start
        and not _MADE.fullmatch(norm, which.end(), number.start)
    ):
        return True
    start, end = context.clause(date.start)
    if norm[end - 1 : end] in _AFTERWARDS and end <= number.start:
        if goes_on_later(norm, context.clause(number.start)[0]):
            return True
        since = max(context.sentence(number.sentence).start, date.start - _REACH)
        if _AFTER.search(norm, since, date.start) is not None:
            return True
    if end <= number.start and (
        (date.rule == "date.length ago" and _FIGURE.search(norm, date.end, end) is not None)
        or (start > context.sentence(number.sentence).start and _FOR_INSTANCE.match(norm, start) is not None)
    ):
        return True  # 而一个月前高峰日接近700例，两市已降至低水平
    one = norm[date.start - 2 : date.start] in _ONE
    return one and _OF_ONE.match(norm, date.end) is not None


def goes_on_later(norm: str, clause_start: int) -> bool:
    """接下来两季的增幅: of no time that stands before it."""
    return _THEN.match(norm, clause_start) is not None


def is_over(context: Context, date: DateMention, number: NumberMention, clause_start: int) -> bool:
    """Whether ``date``, of an earlier clause, is of a year that was over when something was expected or still so: 预估此次达六成, 至今译成28种语言."""
    published = context.article.published[:4]
    return (
        bool(date.latest)
        and date.latest[:4] < published
        and _EXPECTED.search(context.norm, clause_start, number.start) is not None
    )


def names_one(context: Context, date: DateMention) -> bool:
    """今年|第18号台风: the date belongs to the ordinal."""
    return _NTH.match(context.norm, date.end) is not None
