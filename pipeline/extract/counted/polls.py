"""Shares of those who were asked: 55%信任该市长, 有48%的民众表示不满意.

55%的受访者表示满意          满意度
41%不信任                   不信任度
三成市民反对                 反对比例
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_VIEWS = {
    "满意": "满意度",
    "不满": "不满意度",
    "信任": "信任度",
    "支持": "支持度",
    "认同": "认同度",
    "赞成": "赞成比例",
    "赞同": "赞同比例",
    "同意": "同意比例",
    "反对": "反对比例",
    "看好": "看好比例",
    "看坏": "看坏比例",
}
_WHO = r"的?(?:民众|市民|选民|国民|居民|公众|网民|网友|家长|学生|青年|员工|会员|雇主|企业|受访(?:者|民众|市民|企业|家长|青年|学生|选民|人士)?|被访(?:者|市民)?|回应者|[^，。；、0-9的对]{2,6}(?:支持者|认同者|选民))?"
_VIEW = re.compile(
    rf"{_WHO}(?:也|都|均|仍|则|更)?(?:明确)?(?:表示|表态|感到|觉得)?(?P<how>非常|十分|相当|还算|大致|比较|不太|很不|非常不|完全不|极不|不|未)?"
    r"(?P<what>满意|不满|信任|支持|认同|赞成|赞同|同意|反对|看好|看坏)(?![者率度票党派声])"
)
_DENIED = {"很不": "不", "完全不": "不", "极不": "不", "未": "不", "比较": ""}
_TOPIC = re.compile(r"(?:部分|方面)(?:也|则|亦)?有?$")
_ASKED = re.compile(r"民调|民意|调查|受访|被访|问卷|民众|市民|选民|投票意向")


def told_by(context: Context, number: NumberMention) -> Head | None:
    """The view that ``number`` percent hold; None where the sentence tells of none, or of nobody who was asked."""
    if number.label != "PERCENT" or number.change:
        return None
    view = _VIEW.match(context.norm, number.end)
    if view is None:
        return None
    sentence = context.sentence(number.sentence)
    paragraph = context.norm.rfind("\n", 0, sentence.start) + 1
    if _ASKED.search(context.norm, paragraph, sentence.end) is None:
        return None
    how = view["how"] or ""
    return Head(_DENIED.get(how, how) + _VIEWS[view["what"]], number.start, "ratio", behind=True)


def whom(context: Context, number: NumberMention, compounds: Compounds) -> str:
    """The mention of the one whom a view is held of: 55%信任|市长, 市长部分也有48%满意; empty where nobody is told for certain."""
    norm = context.norm
    view = _VIEW.match(norm, number.end)
    if view is None:
        return ""
    name = compounds.mention_at(view.end())
    if isinstance(name, EntityMention) and name.start == view.end():
        return name.mention_id if name.label in {"PERSON", "ORG"} else ""
    topic = _TOPIC.search(norm, context.clause(number.start)[0], number.start)
    name = compounds.mention_at(topic.start() - 1) if topic is not None and topic.start() else None
    told = isinstance(name, EntityMention) and name.label == "PERSON"
    return name.mention_id if told and name is not None else ""
