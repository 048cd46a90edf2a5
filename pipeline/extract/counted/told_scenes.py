"""Where the disaster was that an article tells of: 「临江苑」6日发生大火。…大火已造成31人死亡 is a toll of 临江苑.

Only the one scene of the article so far, told by the sentence in which it happened, and only for a sentence that names no
other place before its figure and takes the disaster up again, or tells a toll while no other place was named since.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.counted.tolls import TOLLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.context import Context
    from pipeline.model import EntityMention, Sentence

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_KINDS = (
    r"地震|强震|大火|[恶烈]火|火灾|火警|山火|爆炸|爆燃|事故|车祸|空难|坠机|沉船|海难|矿难|坍塌|倒塌|山洪|洪水|洪灾|水灾|泥石流|滑坡|雪崩|踩踏|"
    r"枪击|袭击|空袭|龙卷风|海啸|土石流|溢流|溃[决堤坝]|决[堤口]|水患|塌方|追撞"
)
# what befalls by itself: 花莲|马太鞍溪|堰塞湖昨天溢流
_BEFALLS = r"溢流|溃[决堤坝]|决[堤口]|泛滥|坍塌|倒塌|塌方|爆炸|起火"
_HAPPENED = re.compile(
    rf"(?:发生|爆发|突发|出现|遭遇)(?:了|过)?(?:一[起宗场次])?[^，。；]{{0,10}}?(?P<what>{_KINDS})(?P<fell>)"
)
# 临江苑|三级大火: right behind the place; 马太鞍溪|堰塞湖昨天溢流
_OF_PLACE = re.compile(
    rf"[」”』]?的?(?:(?:[一二三四五六七八九0-9.]+级|特大|重大|严重|强烈|世纪)*(?P<what>{_KINDS})"
    rf"|[^，。；、在与和]{{0,14}}?(?P<fell>{_BEFALLS}))"
)
# a chain of places from the larger to the smaller, the last of them in marks: 江北区一处住宅|「临江苑」
_CHAIN = re.compile(r"(?:[东南西北中]{1,2}部|沿海|境内|新界|九龙|港岛)?的?|[^，。；、和与及]{0,12}[「“『]")
_AGAIN = re.compile(
    rf"(?P<what>{_KINDS}|[恶烈]火|火势|烈焰|灾难|灾害|灾情|惨剧|意外|事件)(?:至今|目前|截至[^，。；]{{0,12}}|[已共]|已经|累计|总共|最少|至少)*"
    r"(?:造成|导致|致|酿成|夺走)"
)
# another one: 去年的|一场|大火造成8人死亡
_ANOTHER = re.compile(
    r"一[场起次宗]|另[一外]|[去前往上每当]年|[12][0-9]{3}年|[上本]月|以来|历史|以往|上次|其他|类似|同类|曾"
)
# by their characters: 大火 is no 地震, 事故 may be any
_CHARACTERS = ("震", "洪水溢溃决泛啸滑石", "火", "爆", "车机船撞轨", "塌倒", "枪袭")


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
        self._away = False  # another place was named since
        self._lost = False  # two scenes, or one that is not told for certain

    def before(self, place: int, sentence: int, measure: str) -> str:
        """The mention_id of the one scene told in the sentences before that the words before ``place`` take up; else empty."""
        start = self._context.sentence(sentence).start
        again = _AGAIN.search(self._norm, start, place)
        if (again is None and measure not in TOLLS) or _ANOTHER.search(self._norm, start, place):
            return ""
        for index in range(self._seen, sentence):
            self._read(self._context.sentence(index))
        self._seen = max(self._seen, sentence)
        if again is None:
            other = self._away
        else:
            other = bool(self._kind) and _kind(again["what"]) not in {"", self._kind}
        return "" if other or self._lost or self._scene is None else self._scene.mention_id

    def _read(self, sentence: Sentence) -> None:
        named = self._places_in(sentence)
        told, places = self._happened(sentence, named)
        if told is None:
            if named:
                self._away = not any(_is_same(one, self._scene) for one in named if self._scene is not None)
            return
        what = told["what"] or told["fell"]
        chained = all(_CHAIN.fullmatch(self._norm, one.end, other.start) for one, other in pairwise(places))
        same = self._scene is None or _is_same(places[-1], self._scene)
        self._kind = self._kind or _kind(what)
        self._lost = self._lost or not chained or not same
        self._scene = places[-1]
        self._away = False

    def _places_in(self, sentence: Sentence) -> list[EntityMention]:
        """The places that a sentence names as such."""
        first = bisect_left(self._entities, sentence.start, key=_start)
        last = bisect_left(self._entities, sentence.end, key=_start)
        return [
            name for name in self._entities[first:last] if name.label in _PLACES and not self._aside(name)
        ]

    def _happened(
        self, sentence: Sentence, named: Sequence[EntityMention]
    ) -> tuple[re.Match[str] | None, list[EntityMention]]:
        """The words that say what happened in a sentence, and the places before them; None where none are told."""
        happened = _HAPPENED.search(self._norm, sentence.start, sentence.end)
        if happened is not None:
            places = [name for name in named if name.end <= happened.start()]
            return (happened, places) if places else (None, [])
        places = [name for name in named if _OF_PLACE.match(self._norm, name.end)]
        return (_OF_PLACE.match(self._norm, places[-1].end), places) if places else (None, [])


def _is_same(one: EntityMention, other: EntityMention) -> bool:
    """江北临江苑 and 临江苑."""
    return one.text.endswith(other.text) or other.text.endswith(one.text)


def _kind(what: str) -> str:
    """The first of the characters of its kind; empty for an accident of any kind."""
    if what == "烈焰":
        return "火"
    return next((kind[0] for kind in _CHARACTERS if any(char in kind for char in what)), "")


def _start(mention: EntityMention) -> int:
    return mention.start
