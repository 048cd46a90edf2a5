"""Articles that copy one another: near duplicates by containment of character 5-grams after normalisation.

An article's 5-grams are 32-bit numbers in an array. One in sixteen, by its value, is a row of a table, where pairs are
found; only articles of such pairs are looked at a second time, pair by pair.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.normalise import normalise
from pipeline.sql import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from pipeline.model import Article, Extraction
    from pipeline.order import Extractions, Place
    from pipeline.sql import Row, Tables

CONTAINED = (
    0.6  # share of the smaller article's 5-grams; measured to separate reprints from reports of one event
)
_GRAM = 5
_SAMPLE = 16  # one 5-gram in so many, by its hash, is looked at to find pairs
_MOST_HOLDERS = 50  # articles that share one 5-gram and are put beside each other
_WORTH_A_LOOK = 0.3  # share of the smaller article's 5-grams that the sample makes likely
_FACTOR = 1_000_003  # of the hash

# of a 5-gram that many share, each article is put beside the one that was published first: a wire report and its reprints
_FIRSTS = f"""
    SELECT gram, number FROM (
        SELECT g.gram, g.number, row_number() OVER (PARTITION BY g.gram ORDER BY t.published, t.article_id) AS place
        FROM grams AS g JOIN texts AS t ON g.number = t.number
        JOIN (SELECT gram FROM grams GROUP BY gram HAVING count(*) > {_MOST_HOLDERS}) AS many ON g.gram = many.gram
    ) AS ordered WHERE place = 1
"""  # noqa: S608  (our own text)
_PAIRS = f"""
    SELECT p.one, p.other FROM (
        SELECT one, other, count(*) AS shared FROM (
            SELECT a.number AS one, b.number AS other
            FROM grams AS a JOIN grams AS b ON a.gram = b.gram AND a.number < b.number
            JOIN (SELECT gram FROM grams GROUP BY gram HAVING count(*) BETWEEN 2 AND {_MOST_HOLDERS}) AS few ON a.gram = few.gram
            UNION ALL SELECT least(f.number, g.number), greatest(f.number, g.number)
            FROM gram_firsts AS f JOIN grams AS g ON f.gram = g.gram AND f.number <> g.number
        ) AS beside GROUP BY one, other
    ) AS p JOIN texts AS x ON p.one = x.number JOIN texts AS y ON p.other = y.number
    WHERE least(x.n, y.n) > 0 AND p.shared * {_SAMPLE} >= CAST({_WORTH_A_LOOK} AS DOUBLE) * least(x.n, y.n)
"""  # noqa: S608  (our own text)
_ALIKE = """
    SELECT t.digest, t.published, t.article_id FROM texts AS t
    JOIN (SELECT digest FROM texts GROUP BY digest HAVING count(*) > 1) AS several ON t.digest = several.digest
    ORDER BY t.digest, t.published, t.article_id
"""
_PAIRED = """
    SELECT t.article_id FROM texts AS t
    JOIN (SELECT one AS number FROM gram_pairs UNION SELECT other FROM gram_pairs) AS paired ON t.number = paired.number
    ORDER BY t.article_id
"""
_CANDIDATES = """
    SELECT x.article_id, y.article_id, x.published, y.published, a.grams_line AS one_line, b.grams_line AS other_line
    FROM gram_pairs AS p JOIN texts AS x ON p.one = x.number JOIN texts AS y ON p.other = y.number
    JOIN all_grams AS a ON p.one = a.number JOIN all_grams AS b ON p.other = b.number
    ORDER BY p.one, p.other
"""


def find_copies(extractions: Extractions, tables: Tables) -> dict[str, str]:
    """article_id -> the article it copies: the one published first, then the first by id."""
    tables.create(
        "texts",
        {"number": "int", "article_id": "string", "published": "string", "digest": "string", "n": "int"},
    )
    tables.create("grams", {"gram": "int", "number": "int"})
    tables.map_articles(extractions, _sample, ("texts", "grams"), whole=False)
    tables.make("gram_firsts", _FIRSTS)
    tables.make("gram_pairs", _PAIRS)
    tables.create("all_grams", {"number": "int", "grams_line": "line"})
    if next(tables.rows("SELECT one FROM gram_pairs LIMIT 1"), None) is not None:
        tables.map_articles(extractions, _looked_at, ("all_grams",), beside=_PAIRED, whole=False)
    copies: dict[str, str] = {}
    for alike in groups(tables.rows(_ALIKE), 1):
        (_, _, first), *others = alike
        copies.update((article_id, first) for _, _, article_id in others)
    for one, other, published, other_published, grams, other_grams in tables.rows(_CANDIDATES):
        if _contained(grams, other_grams):
            (_, original), (_, copy) = sorted([(published, one), (other_published, other)])
            copies.setdefault(copy, str(copies.get(original, original)))
    return copies


def _sample(place: Place, extraction: Extraction, _: list[Row]) -> Iterator[tuple[str, Row]]:
    """An article's text by its digest and the number of its 5-grams; for each of these in the sample a row."""
    article = extraction.article
    text = _text(article)
    grams = _grams(text)
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    yield (
        "texts",
        (place.articles, article.article_id, article.published or "9999", digest, len(grams)),
    )
    for gram in grams[grams % _SAMPLE == 0].tolist():
        yield "grams", (gram, place.articles)


def _looked_at(place: Place, extraction: Extraction, paired: list[Row]) -> Iterator[tuple[str, Row]]:
    """All 5-grams of an article that is in a pair."""
    if paired:
        yield "all_grams", (place.articles, _grams(_text(extraction.article)).tobytes().hex())


def _text(article: Article) -> str:
    return "".join(char for char in normalise(article.text[article.body_start :]) if char.isalnum())


def _grams(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """The distinct 5-grams of a text, sorted, by a hash that is the same in every run (that of ``str`` is not)."""
    import numpy as np

    chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    count = max(0, len(chars) - _GRAM + 1)
    value = np.zeros(count, dtype=np.uint32)
    for place in range(_GRAM):
        value = value * np.uint32(_FACTOR) + chars[place : place + count]
    return np.unique(value)


def _contained(one: str, other: str) -> bool:
    import numpy as np

    left, right = (np.frombuffer(bytes.fromhex(grams), dtype=np.uint32) for grams in (one, other))
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared / min(len(left), len(right)) >= CONTAINED
