"""Pairs of names that look alike, for a person to judge. Similarity proposes; it never joins.

Names are compared within blocks that share a label and a beginning or an end, each block as one matrix. How much they
share hangs on the label alone, so that further names change no pair: organisations end alike (公司, 大学, 委员会).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.resolve.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.resolve.clusters import Clusters
    from pipeline.resolve.nodes import Node
    from pipeline.sql import Row, Tables, Type

PROPOSE_ABOVE = 80.0  # rapidfuzz ratio; a proposal costs a reader one look, a join nothing can undo
_BLOCK = 1_000  # names of a block that are compared at once: a matrix of a million bytes
_SMALL = 24  # up to here a loop is faster than a matrix
_SHORTEST = 3
_SHORTEST_PERSON = 5  # 李明 and 李小明 are two people; transliterations are longer
_ENDS = {"ORG": (3, 4)}  # characters shared at the beginning, and at the end
_OTHER_ENDS = (2, 2)
# 神舟十九号 and 神舟二十号, 第一中学 and 第二中学, 北区 and 南区: what tells two things apart is no slip of the pen
_TELLING = re.compile(
    r"[0-9.]+|[一二三四五六七八九十百千两〇零甲乙丙丁戊东西南北中上下左右前后男女新老大小省市县区州]"
)
# 广东佛山涂料厂 and 佛山涂料厂: the east of 广东 tells nothing
_PROVINCES = re.compile(
    r"(?:广东|山东|河南|河北|湖南|湖北|江西|山西|陕西|广西|海南|云南|西藏|辽宁|吉林|江苏|浙江|安徽|福建|四川|贵州|甘肃|青海|宁夏|新疆)省?"
)

_NAMES: dict[str, Type] = {
    "label": "string", "part": "string", "at_end": "bool", "length": "int", "name": "string", "text": "string",
}  # fmt: skip
# names of like length stand together, so that what a ratio can reach lies close to the diagonal
_BLOCKS = """
    SELECT b.label, b.part, b.at_end, b.name, b.text FROM blocked_names AS b JOIN (
        SELECT label, part, at_end FROM blocked_names GROUP BY label, part, at_end HAVING count(*) > 1
    ) AS several ON b.label = several.label AND b.part = several.part AND b.at_end = several.at_end
    ORDER BY b.label, b.part, b.at_end, b.length, b.name
"""
_PAIRS = "SELECT DISTINCT left_name, right_name, score FROM alike ORDER BY left_name, right_name"


def proposals(tables: Tables, nodes: dict[str, Node], clusters: Clusters[str]) -> Iterator[Link]:
    """Links of judgement ``proposed``, the score being the ratio of the keys."""
    tables.create("blocked_names", _NAMES)
    tables.add("blocked_names", _blocked(nodes))
    tables.create("alike", {"left_name": "string", "right_name": "string", "score": "float"})
    tables.map_groups(_BLOCKS, 3, _compared, "alike")
    for left, right, score in tables.rows(_PAIRS):
        a, b = nodes[left], nodes[right]
        if a.known and b.known:
            continue  # two rows that an editor wrote
        if clusters.find(left) == clusters.find(right) or clusters.apart(left, right):
            continue
        yield Link("entity", a.shown, b.shown, round(score, 1), "similar characters", "proposed")


def _blocked(nodes: dict[str, Node]) -> Iterator[Row]:
    """Each name twice: in the block of its label and beginning, and in that of its label and end."""
    for name, node in nodes.items():
        text, label = node.key.removeprefix("=").casefold(), node.label
        if node.local or len(text) < (_SHORTEST_PERSON if label == "PERSON" else _SHORTEST):
            continue
        first, last = _ENDS.get(label, _OTHER_ENDS)
        yield label, text[:first], False, len(text), name, text
        yield label, text[-last:], True, len(text), name, text


def _compared(block: Iterable[Row]) -> Iterator[Row]:
    """The pairs of one block that look alike and differ in nothing that tells."""
    rows = list(block)
    texts = {name: text for *_, name, text in rows}
    for left, right, score in _alike(list(texts), list(texts.values())):
        if not _told_apart(texts[left], texts[right]):
            yield min(left, right), max(left, right), score


def _told_apart(one: str, other: str) -> bool:
    """Whether two names differ in what tells things apart; a province that one leaves out does not."""
    told, told_of_other = _telling(one), _telling(other)
    if not told and not told_of_other:
        return False
    places, other_places = _PROVINCES.findall(one), _PROVINCES.findall(other)
    if places and other_places:
        return places != other_places or told != told_of_other
    if told == told_of_other or not (places or other_places):
        return told != told_of_other
    return _telling(_PROVINCES.sub("", one)) != _telling(_PROVINCES.sub("", other))


@lru_cache(maxsize=1 << 12)
def _telling(text: str) -> list[str]:
    return _TELLING.findall(text)


def _alike(names: Sequence[str], texts: Sequence[str]) -> Iterable[tuple[str, str, float]]:
    """All pairs of a block with a ratio of at least PROPOSE_ABOVE."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    if len(names) <= _SMALL:
        for i, left in enumerate(texts):
            for j in range(i + 1, len(texts)):
                score = ratio(left, texts[j], score_cutoff=PROPOSE_ABOVE)
                if score:
                    yield names[i], names[j], score
        return
    longest = (200 - PROPOSE_ABOVE) / PROPOSE_ABOVE  # ratio = 2 * shorter / (shorter + longer) at best
    for start in range(0, len(names), _BLOCK):
        rows = texts[start : start + _BLOCK]
        for other in range(start, len(names), _BLOCK):
            columns = texts[other : other + _BLOCK]
            if len(columns[0]) > len(rows[-1]) * longest:
                break
            scores = cdist(rows, columns, scorer=ratio, score_cutoff=PROPOSE_ABOVE)
            for i, j in zip(*scores.nonzero(), strict=True):
                if start + i < other + j:
                    yield names[start + i], names[other + j], float(scores[i, j])
