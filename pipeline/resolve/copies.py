"""Articles that copy one another: near duplicates by containment of character 5-grams after normalisation."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Article

CONTAINED = (
    0.6  # share of the smaller article's 5-grams; measured to separate reprints from reports of one event
)
_GRAM = 5
_SAMPLE = 16  # one 5-gram in so many, by its hash, is looked at to find pairs


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """article_id -> the article it copies: the one published first, then the first by id."""
    grams: dict[str, frozenset[int]] = {}
    order: dict[str, tuple[str, str]] = {}
    by_sample: dict[int, list[str]] = defaultdict(list)
    same: dict[bytes, list[str]] = defaultdict(list)  # the same text, however short, needs no 5-grams
    for article in articles:
        text = "".join(char for char in normalise(article.text[article.body_start :]) if char.isalnum())
        grams[article.article_id] = frozenset(
            _hash(text[i : i + _GRAM]) for i in range(len(text) - _GRAM + 1)
        )
        order[article.article_id] = (article.published or "9999", article.article_id)
        same[hashlib.blake2b(text.encode(), digest_size=16).digest()].append(article.article_id)
        for gram in grams[article.article_id]:
            if gram % _SAMPLE == 0:
                by_sample[gram].append(article.article_id)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for holders in by_sample.values():
        if 2 <= len(holders) <= 50:
            for i, left in enumerate(holders):
                for right in holders[i + 1 :]:
                    shared[min(left, right), max(left, right)] += 1
    copies: dict[str, str] = {}
    for alike in same.values():
        first, *others = sorted(alike, key=lambda article_id: order[article_id])
        copies.update(dict.fromkeys(others, first))
    for (left, right), count in sorted(shared.items()):
        smaller = min(len(grams[left]), len(grams[right]))
        if not smaller or count * _SAMPLE < 0.3 * smaller:
            continue
        if len(grams[left] & grams[right]) / smaller >= CONTAINED:
            first, second = sorted((left, right), key=lambda a: order[a])
            copies.setdefault(second, copies.get(first, first))
    return copies


def _hash(gram: str) -> int:
    """A stable hash (that of ``str`` changes from run to run)."""
    value = 0
    for char in gram:
        value = (value * 1_000_003 + ord(char)) & 0xFFFFFFFF
    return value
