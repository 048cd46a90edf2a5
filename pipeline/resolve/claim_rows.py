"""Number claims out of the mentions of all articles: one line a claim, compared by subject and measure, with its verdict.

claim_mentions   one line a mention, under the claim that it makes
claim_scenes     a toll under each key of its disaster (``pipeline.resolve.claims.scenes``)
claims           one line a claim; several: more than one article makes it
claim_links      a claim and one that it was compared with
numbers          the claims with their verdict
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pipeline.resolve.claims.verdicts import kin
from pipeline.resolve.lines import decode, encode
from pipeline.resolve.links import link_rows
from pipeline.resolve.numbers import STRENGTH, Claim, compare_claims, equal_tolls, tolls_at_one_hour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Verdict
    from pipeline.sql import Row, Tables, Type

_KEYS: dict[str, Type] = {
    "subject_id": "string", "measure": "string", "label": "string", "published": "string", "start": "int",
}  # fmt: skip
MENTIONS: dict[str, Type] = {
    "number_id": "string", "article_id": "string", "seq": "int", **_KEYS, "line": "line",
}  # fmt: skip
SCENES: dict[str, Type] = {"scene": "string", "measure": "string", "number_id": "string"}
_CLAIMS: dict[str, Type] = {
    "number_id": "string",
    "article_id": "string",
    **_KEYS,
    "several": "bool",
    "line": "line",
}
_JUDGED: dict[str, Type] = {"number_id": "string", "verdict": "string", "line": "line"}
# what is told once is a claim as it stands: nearly all are, and none of them is looked at
_TOLD = """
    SELECT m.number_id, m.article_id, m.seq, m.line FROM claim_mentions AS m
    JOIN claim_counts AS c ON m.number_id = c.number_id WHERE c.n > 1 ORDER BY m.number_id, m.article_id, m.seq
"""
_ALL = """
    SELECT m.number_id, m.article_id, m.subject_id, m.measure, m.label, m.published, m.start, false AS several, m.line
    FROM claim_mentions AS m JOIN claim_counts AS c ON m.number_id = c.number_id WHERE c.n = 1
    UNION ALL
    SELECT number_id, article_id, subject_id, measure, label, published, start, several, line FROM joined_claims
"""
_COMPARED = """
    SELECT c.subject_id, c.measure, c.line FROM claims AS c JOIN (
        SELECT subject_id, measure FROM claims WHERE subject_id <> '' AND measure <> '' AND label <> 'ORDINAL'
        GROUP BY subject_id, measure HAVING count(*) > 1
    ) AS several ON c.subject_id = several.subject_id AND c.measure = several.measure
    WHERE c.label <> 'ORDINAL' ORDER BY c.subject_id, c.measure, c.number_id
"""
# the tolls of one disaster, whatever each of them is told of
_OF_SCENES = """
    SELECT s.scene, s.measure, c.line FROM (
        SELECT scene, measure, number_id, count(*) OVER (PARTITION BY scene, measure) AS n
        FROM (SELECT DISTINCT scene, measure, number_id FROM claim_scenes) AS told
    ) AS s JOIN claims AS c ON s.number_id = c.number_id WHERE s.n > 1 ORDER BY s.scene, s.measure, c.number_id
"""
_LINKED = """
    SELECT left_name AS number_id, right_name AS other, kind FROM links WHERE kind LIKE 'number-%'
    UNION ALL SELECT right_name, left_name, kind FROM links WHERE kind LIKE 'number-%'
"""
_FOUND = """
    SELECT c.number_id, '' AS other, '' AS kind, c.line FROM claims AS c
    LEFT JOIN (SELECT DISTINCT number_id FROM claim_links) AS l ON c.number_id = l.number_id
    WHERE c.several OR l.number_id IS NOT NULL
    UNION ALL SELECT number_id, other, kind, NULL FROM claim_links
    ORDER BY 1, 2, 3
"""
_NUMBERS = """
    SELECT c.number_id, c.subject_id, c.published, c.article_id, c.start, coalesce(j.verdict, 'single') AS verdict,
           coalesce(j.line, c.line) AS line
    FROM claims AS c LEFT JOIN judged_claims AS j ON c.number_id = j.number_id
"""
_EACH = """
    SELECT n.line, coalesce(e.name, '') FROM numbers AS n LEFT JOIN entities AS e ON n.subject_id = e.entity_id
    ORDER BY n.published, n.article_id, n.start, n.number_id
"""


def make_numbers(tables: Tables, lexicon: Lexicon) -> None:
    """From ``claim_mentions``, and the sums that stand in ``links``, to ``numbers`` and further links."""
    tables.make("claim_counts", "SELECT number_id, count(*) AS n FROM claim_mentions GROUP BY number_id")
    tables.create("joined_claims", _CLAIMS)
    tables.map_groups(_TOLD, 1, _claim, "joined_claims")
    tables.make("claims", _ALL)
    tables.map_groups(_COMPARED, 2, lambda block: _compared(block, lexicon), "links")
    tables.map_groups(_OF_SCENES, 2, _of_scene, "links")
    tables.make("claim_links", _LINKED)
    tables.create("judged_claims", _JUDGED)
    tables.map_groups(_FOUND, 1, _judged, "judged_claims")
    tables.make("numbers", _NUMBERS)


def claim_row(seq: int, claim: Claim) -> Row:
    """A row of ``claim_mentions``: a claim by one mention, the ``seq``-th of its article."""
    published, article_id, start = claim.order
    return (
        claim.number_id, article_id, seq, claim.subject_id, kin(claim.measure), claim.label, published, start, encode(claim),
    )  # fmt: skip


def each_claim(tables: Tables) -> Iterator[tuple[Claim, str]]:
    """Claims by publication and place, each with the name of its subject."""
    return ((decode(Claim, line), subject) for line, subject in tables.rows(_EACH))


def _claim(group: Iterable[Row]) -> Iterator[Row]:
    """One claim of its mentions: the facts are those of the first."""
    rows = iter(group)
    number_id, article, _, line = next(rows)
    claim = decode(Claim, line)
    for _, other, _, told in rows:
        claim.n_mentions += 1
        again = decode(Claim, told)
        claim.up_to = claim.up_to or again.up_to
        claim.attributed_to += [who for who in again.attributed_to if who not in claim.attributed_to]
        if other != article:
            claim.articles.append(other)
            article = other
    published, first, start = claim.order
    yield (
        number_id, first, claim.subject_id, kin(claim.measure), claim.label, published, start, len(claim.articles) > 1, encode(claim),
    )  # fmt: skip


def _compared(block: Iterable[Row], lexicon: Lexicon) -> Iterator[Row]:
    """What claims of one subject and measure say of each other."""
    yield from link_rows(compare_claims([decode(Claim, line) for _, _, line in block], lexicon), stage=1)


def _of_scene(block: Iterable[Row]) -> Iterator[Row]:
    """Tolls of one disaster: equal ones that are told of different things, and unequal ones of one hour."""
    claims = [decode(Claim, line) for _, _, line in block]
    yield from link_rows(equal_tolls(claims), stage=1)
    yield from link_rows(tolls_at_one_hour(claims), stage=1)


def _judged(group: Iterable[Row]) -> Iterator[Row]:
    """A claim with the strongest verdict of its links, and the claims it was compared with."""
    rows = iter(group)
    number_id, _, _, line = next(rows)
    claim = decode(Claim, line)
    for _, other, kind, _ in rows:
        verdict = cast("Verdict", kind.removeprefix("number-"))
        claim.verdict = max(claim.verdict, verdict, key=STRENGTH.index)
        if other not in claim.compared_with:
            claim.compared_with.append(other)
    if claim.verdict == "single" and len(claim.articles) > 1:
        claim.verdict = "same"
    yield number_id, claim.verdict, encode(claim)
