"""What a currency is worth, and what it gained or lost: 人民币升值0.12%, 新台币兑美元收31.4元，贬9.5分.

人民币对美元升值0.12%        人民币汇率增幅
日圆劲扬0.25%               日圆汇率增幅
人民币兑美元报7.1元          人民币兑美元汇率
新台币收31.43元，贬9.5分      新台币汇率减少额
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_MUCH = r"(?:了|约|近|逾|超过|幅度?|[达至]|为|最多|累计)*"
# verbs that only a currency has, wherever its name stands in the sentence; a single 升 only of its own clause
_VALUED = re.compile(rf"(?:升值|贬值|[走重小续急大]贬|[走小续]升|贬){_MUCH}$")
_MOVED = re.compile(
    r"(?:则|也|亦|又|再|仍|更|均|都|全日|盘中|早盘|午盘|尾盘|收盘|一度|累计|同步|率先|单日|小幅|大幅|微幅|急剧|略|微|小|大|重|续|急|狂)*"
    rf"(?:升值|贬值|上涨|下跌|上升|下降|上扬|下挫|走[高低强弱升贬]|回升|回落|弹升|劲[扬升]|重挫|大跌|[升贬涨跌挫扬]){_MUCH}"
)
_RATE = re.compile(r"(?:[兑对](?:换)?(?P<other>[\u4e00-\u9fff]{2,4}?))?的?(?:即期|中间价|收盘价|汇率|汇价)*")
_MONEY = "美元|欧元|英镑|日[元圆]|人民币|新台币|台币|港[元币]|新[元币]|韩[元圜]|令吉|卢布|澳元|瑞士?法?郎"
_QUOTED = re.compile(
    rf"(?P<one>{_MONEY})[兑对](?:换)?(?P<other>{_MONEY})(?P<of>(?:的?(?:即期|中间价|收盘价|汇率|汇价))*)(?:收盘|盘中|早盘|开盘|午盘)?(?:1比|收报|报收|[报收为以在至约]|收于|跌破|突破|升破)*$"
)
_WITH = frozenset({"用", "以", "拿", "把"})  # 用人民币兑港元: what was changed
_MONEY_FIRST, _AGAINST_IT = re.compile(_MONEY), re.compile(rf"(?P<one>{_MONEY})[兑对](?:换)?$")
_FOR_ONE = re.compile(rf"[兑对](?:换)?(?:[1一]|每)(?:{_MONEY})")
_AGAINST = frozenset("兑对换为合元")  # 1元人民币, 折合美元: no currency of which something is told
_SUPPOSED = re.compile(r"若|如果|假如|假设|一旦|倘")
_BECAUSE = re.compile(r"(?:则|也|亦)?(?:因|受|随|由于|在)")
_BETWEEN = re.compile(r"每|若|股|指数|基金|公司|油价|金价|债|利率")


def told_by(context: Context, number: NumberMention, start: int, compounds: Compounds) -> Head | None:
    """The rate of a currency or by how much it moved, in the clause from ``start``; None for anything else."""
    if number.label == "MONEY" and (worth := _rate(context.norm, number, start)) is not None:
        return worth
    if number.change == "" or (
        number.label != "PERCENT" and number.rule != "money(cents)" and "角" not in number.text
    ):
        return None
    norm = context.norm
    valued = _VALUED.search(norm, start, number.start) is not None
    begin = context.sentence(number.sentence).start if valued else start
    names = list(context.lexicon.amounts.currencies.finditer(norm, begin, number.start))
    for name in reversed(names):
        if name.start() and (norm[name.start() - 1] in _AGAINST or norm[name.start() - 1].isdigit()):
            continue
        if _SUPPOSED.search(norm, max(0, name.start() - 6), name.start()):
            return None
        words = compounds.undated(name.end(), number.start)
        rate = _RATE.match(words)
        behind = words[rate.end() :] if rate is not None else words
        if _MOVED.fullmatch(behind.strip()) or (valued and not _BETWEEN.search(words)):
            return Head(f"{name.group()}汇率", name.start(), "money")
        if name.start() >= start:
            return None
    return _because(context, number, start, compounds)


def _rate(norm: str, number: NumberMention, start: int) -> Head | None:
    """人民币兑美元汇率 of 人民币兑美元中间价报7.1元, 新台币30.6元兑1美元."""
    told = _QUOTED.search(norm, start, number.start)
    if told is not None and (told["of"] or norm[told.start() - 1 : told.start()] not in _WITH):
        return Head(f"{told['one']}兑{told['other']}汇率", told.start(), "money")
    named = _MONEY_FIRST.match(norm, number.start)
    one = None if named is None else _AGAINST_IT.search(norm, start, number.start)
    if one is not None and named is not None:  # 以美元兑|新台币30.6元计算
        return Head(f"{one['one']}兑{named.group()}汇率", one.start(), "money")
    return Head("汇率", number.start, "money") if _FOR_ONE.match(norm, number.end) else None


def _because(context: Context, number: NumberMention, start: int, compounds: Compounds) -> Head | None:
    """新台币因外资卖超，重挫0.3%: the clause before begins with a currency and tells why."""
    norm, sentence = context.norm, context.sentence(number.sentence).start
    if (
        start - 1 <= sentence
        or norm[start - 1] not in "，,"
        or not _MOVED.fullmatch(norm, start, number.start)
    ):
        return None
    begin = max(context.clause(start - 2)[0], sentence)
    name = context.lexicon.amounts.currencies.match(norm, begin)
    if name is None or compounds.number_before(start) > begin:
        return None
    because = _BECAUSE.match(norm, name.end(), start)
    return Head(f"{name.group()}汇率", begin, "money") if because else None
