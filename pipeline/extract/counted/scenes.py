"""Where a disaster was whose toll has no other owner: 苏门答腊岛洪水已造成303人死亡, 地震在缅甸|曼德勒造成1人死亡.

Only the one place that the sentence names before the figure, or the last of a chain from the larger to the smaller; where it
names none, that of the disaster that the article told of before (``told_scenes``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.counted.told_scenes import ToldScenes
from pipeline.extract.routes import on_route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.roles import Roles
    from pipeline.model import EntityMention, NumberMention

_PLACES = frozenset({"GPE", "LOC"})
# who is from there, what is elsewhere or a whole: 中国|公民, 距|曼德勒120公里, 占|全国36%
_OF_PEOPLE = re.compile(
    r"多地|[^，。]{0,4}震感|一?[间家所][^，。]{0,4}医院|的?(?:籍|公民|国民|游客|旅客|军|政府|总统|首相|行政长官|特首|省长|市长|县长|州长|议员|警方|媒体|官员|外交|驻|大使|卫生部|当局)"
)
_AWAY = re.compile(r"(?:占了?|距离?|离|来自|前往|飞往|开往|驶往|登陆|登上|从|由)$")
_CHAIN = re.compile(r"(?:[东南西北中]{1,2}部|沿海|境内)?的?")
_ELSEWHERE = re.compile(r"另[一有外]|当地|其他|其它|各地|全[国省市县区台港球]|邻|[。；]")


class SceneReader:
    """Reads the scenes of one article."""

    def __init__(self, context: Context, entities: Sequence[EntityMention], roles: Roles) -> None:
        """``entities`` in the order of the text."""
        self._roles = roles
        self.context = context
        self.norm = context.norm
        self._entities = entities
        self._told = ToldScenes(context, entities, self._aside)

    def read(self, number: NumberMention, measure: str) -> str:
        """The mention_id of the place of a ``measure``, empty where none is told for certain."""
        start = self.context.sentence(number.sentence).start
        first = bisect_left(self._entities, start, key=_start)
        last = bisect_left(self._entities, number.start, key=_start)
        found = [name for name in self._entities[first:last] if name.label in _PLACES]
        found = [name for name in found if not self._roles.aside(name, number.start)]
        if not found or all(self._aside(name) for name in found):
            return self._told.before(number.start, number.sentence, measure)
        if any(self._aside(name) or self._roles.and_others(name) for name in found):
            return ""
        if any(_CHAIN.fullmatch(self.norm, one.end, other.start) is None for one, other in pairwise(found)):
            return ""
        if len(found) > 1 and found[-2].end == found[-1].start == found[-1].end - 1:
            return ""  # 泰|柬|两国交火，造成48人死亡
        return "" if _ELSEWHERE.search(self.norm, found[-1].end, number.start) else found[-1].mention_id

    def _aside(self, name: EntityMention) -> bool:
        """Whether the place only tells who somebody is, or how far it was."""
        if _OF_PEOPLE.match(self.norm, name.end) or self.context.in_dateline(name.end):
            return True
        if self._roles.strikes(name) or on_route(self.norm, name.start, name.end):
            return True
        return _AWAY.search(self.norm, max(0, name.start - 3), name.start) is not None


def _start(mention: EntityMention) -> int:
    return mention.start
