"""Where the disaster was that an article tells of: 「临江苑」6日发生大火。…大火已造成31人死亡 is a toll of 临江苑.

Only the one scene of the article so far, told by the sentence in which it happened, and only for a sentence that takes the
disaster up again and names no other place before its figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.context import Context
    from pipeline.model import EntityMention, Sentence

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_KINDS = (
    r"地震|强震|大火|火灾|火警|山火|爆炸|爆燃|事故|车祸|空难|坠机|沉船|海难|矿难|坍塌|倒塌|山洪|洪水|洪灾|水灾|泥石流|滑坡|雪崩|踩踏|"
    r"枪击|袭击|空袭|龙卷风|海啸"
)
_HAPPENED = re.compile(
    rf"(?:发生|爆发|突发|出现|遭遇)(?:了|过)?(?:一[起宗场次])?[^，。；]{{0,10}}?(?P<what>{_KINDS})"
)
# 临江苑|三级大火: right behind the place
_OF_PLACE = re.compile(rf"[」”』]?的?(?:[一二三四五六七八九0-9.]+级|特大|重大|严重|强烈)*(?P<what>{_KINDS})")
# a chain of places from the larger to the smaller, the last of them in marks: 江北区一处住宅|「临江苑」
_CHAIN = re.compile(r"(?:[东南西北中]{1,2}部|沿海|境内|新界|九龙|港岛)?的?|[^，。；、和与及]{0,12}[「“『]")
_AGAIN = re.compile(
    rf"(?P<what>{_KINDS}|[恶烈]火|火势|烈焰|灾难|灾害|灾情|惨剧|意外|事件)(?:至今|目前|截至[^，。；]{{0,12}}|[已共]|已经|累计|总共|最少|至少)*"
    r"(?:造成|导致|致|酿成|夺走)"
)
# another one: 去年的|一场|大火造成8人死亡
_ANOTHER = re.compile(r"一[场起次宗]|另[一外]|[去前往]年|[12][0-9]{3}年|历史|以往|上次|其他")
_CHARACTERS = "火震爆洪"  # of the names of what happens: 大火 is no 地震, 事故 may be any


class ToldScenes:
    """The scenes of one article, asked for its figures in their order."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        aside: Callable[[EntityMention], bool],
    ) -> None:
        """``entities`` in the order of the text; ``aside``: a place that only tells who somebody is, or how far it was."""
        self._context = context
        self._norm = context.norm
        self._entities = entities
        self._aside = aside
        self._seen = 0  # sentences that were read so far
        self._scene: EntityMention | None = None  # the last one
        self._kind = ""  # 火, 震 and so on; empty for an accident of any kind
        self._lost = False  # two scenes, or one that is not told for certain

    def before(self, place: int, sentence: int) -> str:
        """The mention_id of the one scene told in the sentences before, where the words before ``place`` take it up; else empty."""
        start = self._context.sentence(sentence).start
        again = _AGAIN.search(self._norm, start, place)
        if again is None or _ANOTHER.search(self._norm, start, place):
            return ""
        for index in range(self._seen, sentence):
            self._read(self._context.sentence(index))
        self._seen = max(self._seen, sentence)
        other = self._kind and _kind(again["what"]) not in {"", self._kind}
        return "" if other or self._lost or self._scene is None else self._scene.mention_id

    def _read(self, sentence: Sentence) -> None:
        happened = _HAPPENED.search(self._norm, sentence.start, sentence.end)
        places = [
            name
            for name in self._entities[
                bisect_left(self._entities, sentence.start, key=_start) : bisect_left(
                    self._entities, sentence.end, key=_start
                )
            ]
            if name.label in _PLACES and not self._aside(name)
        ]
        told = happened
        if happened is not None:
            places = [name for name in places if name.end <= happened.start()]
        else:
            places = [name for name in places if _OF_PLACE.match(self._norm, name.end)]
            told = _OF_PLACE.match(self._norm, places[-1].end) if places else None
        if not places or told is None:
            return
        self._kind = self._kind or _kind(told["what"])
        chained = all(_CHAIN.fullmatch(self._norm, one.end, other.start) for one, other in pairwise(places))
        same = self._scene is None or _is_same(places[-1], self._scene)
        self._lost = self._lost or not chained or not same
        self._scene = places[-1]


def _is_same(one: EntityMention, other: EntityMention) -> bool:
    """江北临江苑 and 临江苑."""
    return one.text.endswith(other.text) or other.text.endswith(one.text)


def _kind(what: str) -> str:
    return next((char for char in _CHARACTERS if char in what), "火" if what == "烈焰" else "")


def _start(mention: EntityMention) -> int:
    return mention.start
