"""Number claims out of the mentions of all articles: one line a claim, compared by subject and measure, with its verdict.

claim_mentions   one line a mention, under the claim that it makes
claims           one line a claim
numbers          the same with its verdict
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pipeline.resolve.lines import decode, encode
from pipeline.resolve.links import link_rows
from pipeline.resolve.numbers import STRENGTH, Claim, compare_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.lexicon import Lexicon
    from pipeline.model import Verdict
    from pipeline.sql import Row, Tables, Type

MENTIONS: dict[str, Type] = {"number_id": "string", "article_id": "string", "seq": "int", "line": "line"}
_CLAIMS: dict[str, Type] = {
    "number_id": "string", "subject_id": "string", "measure": "string", "label": "string", "line": "line",
}  # fmt: skip
_NUMBERS: dict[str, Type] = {
    "number_id": "string", "subject_id": "string", "published": "string", "article_id": "string", "start": "int",
    "verdict": "string", "line": "line",
}  # fmt: skip
_TOLD = "SELECT number_id, article_id, seq, line FROM claim_mentions ORDER BY number_id, article_id, seq"
_COMPARED = """
    SELECT c.subject_id, c.measure, c.line FROM claims AS c JOIN (
        SELECT subject_id, measure FROM claims WHERE subject_id <> '' AND measure <> '' AND label <> 'ORDINAL'
        GROUP BY subject_id, measure HAVING count(*) > 1
    ) AS several ON c.subject_id = several.subject_id AND c.measure = several.measure
    WHERE c.label <> 'ORDINAL' ORDER BY c.subject_id, c.measure, c.number_id
"""
_FOUND = """
    SELECT number_id, '' AS other, '' AS kind, line FROM claims
    UNION ALL SELECT left_name, right_name, kind, NULL FROM links WHERE kind LIKE 'number-%'
    UNION ALL SELECT right_name, left_name, kind, NULL FROM links WHERE kind LIKE 'number-%'
    ORDER BY 1, 2, 3
"""
_EACH = """
    SELECT n.line, coalesce(e.name, '') FROM numbers AS n LEFT JOIN entities AS e ON n.subject_id = e.entity_id
    ORDER BY n.published, n.article_id, n.start, n.number_id
"""


def make_numbers(tables: Tables, lexicon: Lexicon) -> None:
    """From ``claim_mentions``, and the sums that stand in ``links``, to ``numbers`` and further links."""
    tables.create("claims", _CLAIMS)
    tables.map_groups(_TOLD, 1, _claim, "claims")
    tables.map_groups(_COMPARED, 2, lambda block: _compared(block, lexicon), "links")
    tables.create("numbers", _NUMBERS)
    tables.map_groups(_FOUND, 1, _judged, "numbers")


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
        claim.attributed_to += [
            who for who in decode(Claim, told).attributed_to if who not in claim.attributed_to
        ]
        if other != article:
            claim.articles.append(other)
            article = other
    yield number_id, claim.subject_id, claim.measure, claim.label, encode(claim)


def _compared(block: Iterable[Row], lexicon: Lexicon) -> Iterator[Row]:
    """What claims of one subject and measure say of each other."""
    yield from link_rows(compare_claims([decode(Claim, line) for _, _, line in block], lexicon), stage=1)


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
    yield number_id, claim.subject_id, *claim.order, claim.verdict, encode(claim)
