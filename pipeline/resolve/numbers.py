"""The same claim in several articles: number mentions become claims with a verdict.

A claim is subject + measure + unit + value + as-of. Claims of one subject, measure and dimension are compared at the
same time as intervals of what their rounding and modifier allow: ``same``, ``refines`` (one lies inside the other),
``conflict`` (disjoint); at different times they are a ``series``. A sum of one article that does not add up is a
``conflict`` too. No mention loses its own value.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.normalise import normalise
from pipeline.resolve.claims import growth, shares, sums, verdicts
from pipeline.resolve.claims.intervals import interval
from pipeline.resolve.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.lexicon import Lexicon
    from pipeline.model import Extraction, Judgement, Modifier, NumberLabel, NumberMention, Verdict

_NEARLY = ("近", "接近", "将近", "逼近", "直逼", "几近")  # an approx that stays below
_HALF_A_TENTH = Decimal(5)  # percent: 六成 is 55 to 65
_LARGEST = 60  # claims of one subject, measure and dimension that are compared pair by pair


@dataclass(slots=True)
class Claim:
    """One number claim across articles; ``text`` and ``sentence`` are those of its first mention."""

    number_id: str
    label: NumberLabel
    subject_id: str
    measure: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: Modifier
    as_of: str
    text: str
    sentence: str
    verdict: Verdict = "single"
    compared_with: list[str] = field(default_factory=list)
    n_mentions: int = 0
    articles: list[str] = field(default_factory=list)
    attributed_to: list[str] = field(default_factory=list)  # as written, each once
    order: tuple[str, str, int] = ("", "", 0)
    beside: frozenset[str] = (
        frozenset()
    )  # of a measure that one may have many of: the other things its sentence names
    nearly: bool = False  # 近, 接近: the value is not reached


def resolve_numbers(
    extractions: Iterable[Extraction], entity_of: dict[str, str], lexicon: Lexicon
) -> tuple[dict[str, Claim], dict[str, str], list[Link]]:
    """Claims by id, the claim of every mention, and the links between claims that were compared.

    ``entity_of`` maps a mention id of a name to its entity id.
    """
    claims: dict[str, Claim] = {}
    ids: dict[str, str] = {}
    wrong: list[tuple[sums.Sum, Extraction]] = []
    for extraction in extractions:
        for mention in extraction.numbers:
            ids[mention.mention_id] = _add(claims, mention, extraction, entity_of)
        checks = (sums.check, growth.check, shares.check)
        wrong += [(found, extraction) for check in checks for found in check(extraction)]
    links = [*_compare(claims, lexicon), *_wrong_sums(claims, ids, wrong)]
    for claim in claims.values():
        if claim.verdict == "single" and len(claim.articles) > 1:
            claim.verdict = "same"
    return claims, ids, links


def _add(
    claims: dict[str, Claim], mention: NumberMention, extraction: Extraction, entity_of: dict[str, str]
) -> str:
    """Count the mention under its claim; the claim's id."""
    article = extraction.article
    subject = entity_of.get(mention.subject, "")
    number_id = _claim_id(mention, subject, article.article_id)
    claim = claims.get(number_id)
    if claim is None:
        sentence = extraction.sentences[mention.sentence]
        before = normalise(article.text[max(0, mention.start - 3) : mention.start])
        claim = claims[number_id] = Claim(
            number_id, mention.label, subject, mention.measure, mention.low, mention.high, mention.unit,
            mention.modifier, mention.as_of, mention.text, article.text[sentence.start : sentence.end],
            order=(article.published, article.article_id, mention.start), nearly=before.endswith(_NEARLY),
        )  # fmt: skip
        if subject and verdicts.is_one_of_many(mention.measure):
            claim.beside = _beside(extraction, mention, entity_of) - {subject}
    claim.n_mentions += 1
    if article.article_id not in claim.articles:
        claim.articles.append(article.article_id)
    if mention.attributed_to and mention.attributed_to not in claim.attributed_to:
        claim.attributed_to.append(mention.attributed_to)
    return number_id


def _beside(extraction: Extraction, mention: NumberMention, entity_of: dict[str, str]) -> frozenset[str]:
    """The things that the sentence of a number names."""
    return frozenset(
        entity_of[name.mention_id]
        for name in extraction.entities
        if name.sentence == mention.sentence and name.mention_id in entity_of
    )


def _claim_id(mention: NumberMention, subject: str, article: str) -> str:
    """Claims are one where subject, measure, unit, value, bounds and time agree; otherwise each stands for itself."""
    told = bool(subject and mention.measure)
    return content_id(
        "n", subject, mention.measure, mention.label, mention.unit, mention.low, mention.high, mention.modifier,
        mention.change, mention.as_of, "" if told else f"{article}:{mention.start}",
    )  # fmt: skip


def _compare(claims: dict[str, Claim], lexicon: Lexicon) -> list[Link]:
    amounts = lexicon.amounts
    heads = frozenset(cue.value for _, cue in amounts.measures.items())
    groups: dict[tuple[str, str, str], list[tuple[Claim, verdicts.Told]]] = defaultdict(list)
    for claim in claims.values():
        if not (claim.subject_id and claim.measure) or claim.label == "ORDINAL":
            continue
        dimension, factor = verdicts.dimension(claim.label, claim.unit, amounts)
        low, high = claim.low, claim.high
        if factor is not None:
            low, high = None if low is None else low * factor, None if high is None else high * factor
        value = interval(
            low,
            high,
            claim.modifier,
            nearly=claim.nearly,
            counted=dimension == "count",
            half=_HALF_A_TENTH if claim.text.endswith("成") else None,
        )
        if value is not None and verdicts.comparable(claim.measure):
            told = verdicts.Told(value, claim.text, claim.as_of, claim.order[0], claim.beside)
            groups[claim.subject_id, claim.measure, dimension].append((claim, told))
    links: list[Link] = []
    for (_, measure, _), group in groups.items():
        one_value = verdicts.can_conflict(measure, heads)
        many, toll = verdicts.is_one_of_many(measure), verdicts.is_toll(measure)
        ordered = sorted(group, key=lambda pair: (pair[0].order, pair[0].number_id))[:_LARGEST]
        for (left, a), (right, b) in combinations(ordered, 2):
            one_article = bool(set(left.articles) & set(right.articles))
            finding = verdicts.compare(
                a, b, one_value=one_value, one_article=one_article, many=many, toll=toll
            )
            if finding is not None:
                links.append(_note(left, right, finding))
    return links


def _wrong_sums(
    claims: dict[str, Claim], ids: dict[str, str], wrong: Iterable[tuple[sums.Sum, Extraction]]
) -> list[Link]:
    """The parts of a sum that does not add up, each against the first."""
    links: list[Link] = []
    for found, extraction in wrong:
        first, *rest = (claims[ids[mention.mention_id]] for mention in found.mentions)
        for other in rest:
            if other is not first:
                finding = verdicts.Finding("conflict", f"{extraction.article.article_id}: {found.reason}")
                links.append(_note(first, other, finding))
    return links


_STRENGTH: dict[Verdict, int] = {"single": 0, "series": 1, "same": 2, "refines": 3, "conflict": 4}


def _note(left: Claim, right: Claim, finding: verdicts.Finding) -> Link:
    """Write the verdict on both claims; the strongest stays."""
    for claim, other in ((left, right), (right, left)):
        if _STRENGTH[finding.verdict] > _STRENGTH[claim.verdict]:
            claim.verdict = finding.verdict
        if other.number_id not in claim.compared_with:
            claim.compared_with.append(other.number_id)
    judgement: Judgement = (
        "joined"
        if finding.verdict in {"same", "refines"}
        else "different"
        if finding.verdict == "conflict"
        else "proposed"
    )
    return Link(f"number-{finding.verdict}", left.number_id, right.number_id, None, finding.reason, judgement)
