"""Pairs of names that look alike, for a person to judge. Similarity proposes; it never joins.

Names are compared within blocks that share a label and a beginning or an end, each block as one matrix. How much they
share hangs on the label alone, so that further names change no pair: organisations end alike (公司, 大学, 委员会).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.resolve.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.resolve.clusters import Clusters
    from pipeline.resolve.nodes import Node

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


def proposals(nodes: dict[str, Node], clusters: Clusters) -> list[Link]:
    """Links of judgement ``proposed``, the score being the ratio of the keys."""
    texts = {name: node.key.removeprefix("=").casefold() for name, node in nodes.items() if not node.local}
    links: list[Link] = []
    seen: set[tuple[str, str]] = set()
    for block in _blocks(texts, nodes):
        for left, right, score in _alike(block, [texts[name] for name in block]):
            pair = (min(left, right), max(left, right))
            if pair in seen:
                continue
            seen.add(pair)
            a, b = nodes[pair[0]], nodes[pair[1]]
            if a.known and b.known:
                continue  # two rows that an editor wrote
            if clusters.find(left) == clusters.find(right) or clusters.apart(left, right):
                continue
            if _TELLING.findall(texts[left]) != _TELLING.findall(texts[right]):
                continue
            links.append(Link("entity", a.shown, b.shown, round(score, 1), "similar characters", "proposed"))
    return links


def _blocks(texts: dict[str, str], nodes: dict[str, Node]) -> Iterator[list[str]]:
    """Names of one label and one beginning or end, sorted, so that the result hangs on no order."""
    blocks: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for name in sorted(texts):
        text, label = texts[name], nodes[name].label
        if len(text) >= (_SHORTEST_PERSON if label == "PERSON" else _SHORTEST):
            first, last = _ENDS.get(label, _OTHER_ENDS)
            blocks[label, text[:first], True].append(name)
            blocks[label, text[-last:], False].append(name)
    for key in sorted(blocks):
        if len(blocks[key]) > 1:
            # names of like length stand together, so that what a ratio can reach lies close to the diagonal
            yield sorted(blocks[key], key=lambda name: (len(texts[name]), name))


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
