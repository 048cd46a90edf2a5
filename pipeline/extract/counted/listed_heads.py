"""The measure told for a list of names: 得票率 of 人民行动党得票率65.6%，工人党47.4%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.beside import RIGHT_BEHIND
from pipeline.extract.counted.endings import Head, allowed, fits
from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.extract.counted.head_words import HeadWords
    from pipeline.model import NumberLabel, NumberMention

_HOME = re.compile(r"^(?:内地|大陆|本地)")  # 内地住客984万人次、香港222万人次
_BEHIND_NAME = re.compile(rf"(?:[，,](?=[为是达有]))?{RIGHT_BEHIND.pattern}")  # 其次是江苏，为31%
_FURTHEST_NAME = 7  # code points between a listed name and its figure: 则为超过(
_LISTED_APART = re.compile(
    r"\)?[，,、；;和与及以而则另外其中次之后是]{1,5}|\)?[，,、；;]?(?:其中|当中)?(?:包括|包含|涵盖|依序[为是]|依次[为是]|分别[为是])"
)
_OF_THINGS = frozenset("人名位张辆台部架艘件套只支枚颗个家间所座栋棟条宗起例项")
_TOLD_BEHIND = re.compile(
    r"^(?:的?支持|人?(?:死亡|遇难|受伤|失踪|丧生|身亡))(?=[，,、])"
)  # 30人死亡，其中密云区28人
# 赖某以31.5%支持度领先，某党参选人|侯某30.1%
_POLLED = frozenset({"支持度", "支持率", "得票率", "满意度", "不满意度", "信任度", "好感度"})
_NO_FIGURE = re.compile(r"[^0-9。；]{1,24}")
_TOPIC_ENDS = (":", "方面,", "方面，", "依序为", "依序是", "依次为", "依次是", "分别为", "分别是")
_TOPIC = re.compile(
    r"方面[，,]|(?:(?:排名|排在|居)?(?:前|最[高多大低少])的?[二两三四五六七八九十0-9]{0,2}[位名大强]?的?"
    r"(?:国家|地区|省份?|城市|企业|公司|品牌)?(?:依序|依次|分别)?(?:为|是)?)?[:：](?![0-9])|(?:依序|依次|分别)(?:为|是)"
)


class Last(NamedTuple):
    """The number that was read last, as a clause behind it may go on with it."""

    sentence: int
    end: int
    head: Head
    label: NumberLabel
    unit: str


class ListedHeads:
    """The head of a figure that stands behind a listed name."""

    def __init__(self, context: Context, compounds: Compounds, words: HeadWords) -> None:
        self.context = context
        self.norm = context.norm
        self.compounds = compounds
        self._words = words
        self._end = 0  # where the number before ends
        self._of_label: dict[NumberLabel, Last] = {}  # the last of each label that had a head

    def _listed_with(self, number: NumberMention) -> Head | None:
        """人民行动党得票率65.6%，工人党47.4%; 三星出货6140万部、苹果公司5860万部: a name and a figure of the same kind."""
        for end in range(number.start, max(self._end, number.start - _FURTHEST_NAME), -1):
            name = self.compounds.mention_at(end - 1)
            if name is not None and name.end == end:
                break
        else:
            return None
        if not isinstance(name, EntityMention) or not _BEHIND_NAME.fullmatch(self.norm, end, number.start):
            return None
        apart = self.norm[self._end : name.start].removesuffix(name.title)
        apart = _TOLD_BEHIND.sub("", apart).rstrip("「『“")
        last = self._of_label.get(number.label)
        polled = last is not None and last.sentence == number.sentence and last.head.name in _POLLED
        if not (
            (polled and _NO_FIGURE.fullmatch(apart))
            or _LISTED_APART.fullmatch(apart)
            or apart.endswith(_TOPIC_ENDS)
        ):
            return None
        if last is not None and number.label == "QUANTITY" and other_things(number.unit, last.unit):
            return None
        head = last.head if last is not None and last.sentence == number.sentence else self._topic(number)
        if head is not None and name.label == "GPE":
            head = head._replace(name=_HOME.sub("", head.name))
        return head if head is not None and allowed(number, head) else None

    def _topic(self, number: NumberMention) -> Head | None:
        """政党支持度方面，民进党33.2%、国民党24.8%; 死亡人数：福建12人: a measure that stands before names and figures."""
        start = self.context.sentence(number.sentence).start
        topic = _TOPIC.search(self.norm, start, number.start)
        token = None if topic is None or topic.start() <= start else self.context.token_at(topic.start() - 1)
        if topic is None or token is None or token.end != topic.start():
            return None
        head = self._words.head(token, start)
        if head is None or not fits(number, head.dimension):
            return None
        polled = next((name for name in _POLLED if head.name.endswith(name)), head.name)  # 候选人支持度
        return head._replace(name=polled, start=number.start)


def other_things(unit: str, before: str) -> bool:
    """Whether two counts are of different things: 380张 and 150名; 人 and 名 count the same, and points count anything."""
    return unit != before and {unit, before} <= _OF_THINGS and not {unit, before} <= OF_PEOPLE
