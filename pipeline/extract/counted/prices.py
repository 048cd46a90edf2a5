"""Prices of shares, which are told by verbs and not by nouns: 收报592港元, 英伟达重挫16.97%.

腾讯收报592港元        收盘价
停牌前报0.163元        股价
英伟达重挫16.97%       股价降幅, as the change of 股价
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_DEAREST = 1_000_000  # no share costs more: 成交额收于2万亿元
_MODIFIED = r"(?:约|近|逾|大约)?$"
_CLOSED = re.compile(
    rf"(?:收报|报收|收盘价?[报为于在]|收市价?[报为于在]|闭市报|收于|收在|收至|收报于){_MODIFIED}"
)
_CLOSED_IN_SHORT = re.compile(rf"(?:^|[^回吸征接查没创税应实营招])收{_MODIFIED}")
_QUOTED = re.compile(rf"(?:^|[^申填上汇通举谎虚])报{_MODIFIED}")
# 以1895元开出, 股价压到1865元收盘
_AT = re.compile(r"(?:以|[压跌涨升挫][至到]|股价|当[日天]最[低高]的?)(?:约|近|逾)?$")
_PER_SHARE = re.compile(rf"(?:以|按|作价|定价|售价|价格)[为在]?(?:不[低高]于|不超过)?每股{_MODIFIED}")
_TRADED = re.compile(r"(?P<opened>开出|开盘|开市)|作收|坐收|收盘(?!价)|收市(?!价)")
# what else the sentence tells where 收 and 报 are those of an exchange
_MARKET = re.compile(
    r"股|[急重下上大微续再][跌涨升挫扬]|[跌涨升挫扬]\d|收[跌涨升]|收盘|收市|停牌|成交|市值|指数"
)
# 以30亿元收购蓝海公司
_FOR = re.compile(rf"(?<![可所加予足])(?:以|作价)(?:现金|总价|总额|对价|总代价){{0,2}}{_MODIFIED}")
_BOUGHT = re.compile(
    r"(?:(?:的|等值)?之?(?:现金|价格|代价|总价|对价|自有资金|自筹资金|资金|外币)){0,2}(?:向[^，,。；]{2,16}?)?(?:间接|直接|全资)?(?:收购|购入|买下|并购|买入|受让(?:取得)?|(?P<sold>出售|卖出|售出)|(?P<raised>增资|认购))"
)
_RAISED = re.compile(r"增资(?:了|约|近|逾|达|不超过)*(?:人民币|新台币|港币)?$")  # 向子公司增资4.5亿元
_MOVED = re.compile(
    r"(?:股份|控股|港股|美股|[ABH]股)?(?:昨|今|盘中|早盘|午盘|午后|一度|亦|也|则|再|另|更|续|收盘|收市|尾盘|开盘|盘前|盘后|早段|全日|当日|当天|同日|日内|逆市|逆势|连续)*"
    r"(?:急|大|重|暴|劲|飙|狂|微|小幅|大幅|收|反弹|累计|累)?[下上]?(?:跌|涨|升|挫|扬|泻|走高|走低|回落)(?:了|逾|近|约|超过?|至少|多达|幅达)*"
)
_BRACKETED = re.compile(r"\([^()]{1,20}\)")
_INDEX = re.compile(r"指数|纳斯达克|纳指|道琼|标普|恒生|日经|沪深|上证|深证|富时|交易所$")


def told_by(norm: str, number: NumberMention, start: int, sentence_start: int) -> str:
    """收盘价 or 股价, where the verb before an amount of money tells one; empty otherwise.

    ``start`` is that of the clause in the normalised text ``norm``.
    """
    if number.label != "MONEY" or number.low is None:
        return ""
    bought = _BOUGHT.match(norm, number.end) if _FOR.search(norm, start, number.start) else None
    if bought is not None:
        return "出售金额" if bought["sold"] else f"{bought['raised'] or '收购'}金额"
    if _RAISED.search(norm, start, number.start):
        return "增资金额"
    if number.low > _DEAREST:
        return ""
    words = norm[start : number.start]
    if _PER_SHARE.search(words):
        return "每股价格"
    if _AT.search(words) and (traded := _TRADED.match(norm, number.end)):
        return "开盘价" if traded["opened"] else "收盘价"
    if _CLOSED.search(words):
        return "收盘价"
    for verb, price in ((_CLOSED_IN_SHORT, "收盘价"), (_QUOTED, "股价")):
        if verb.search(words) and _MARKET.search(norm, sentence_start, number.end + 20):
            return price
    return ""


def moved(words: str) -> bool:
    """Whether ``words``, between the name of a company and a percentage, tell that its shares moved."""
    return _MOVED.fullmatch(words) is not None


def is_index(name: str) -> bool:
    """Whether a name is that of an index or of those who reckon it: 恒生, 标普500."""
    return _INDEX.search(name) is not None


def is_share_moved(norm: str, compounds: Compounds, number: NumberMention, name: EntityMention) -> bool:
    """Whether a percentage tells how the share of a company did: 英伟达重挫16.97%, with nobody named in between."""
    if number.label != "PERCENT" or number.change == "":
        return False
    if name.label != "ORG" or is_index(name.known or name.text):
        return False
    words, at = "", name.end
    for mention in compounds.behind(name):
        if mention.start >= number.start:
            break
        if isinstance(mention, EntityMention):
            return False
        words, at = words + norm[at : mention.start], mention.end
    words = _BRACKETED.sub("", words + norm[at : number.start]).removeprefix(")")
    return moved(words.strip())
