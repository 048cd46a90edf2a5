"""The same claim in several articles: number mentions become claims with a verdict.

A claim is subject + measure + unit + value + as-of. Claims of one subject, measure and unit are compared at the same
time as intervals of what their rounding and modifier allow: ``same``, ``refines`` (one lies inside the other),
``conflict`` (disjoint); at different times they are a ``series``. No mention loses its own value.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import content_id
from pipeline.resolve.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Extraction, Judgement, Modifier, NumberLabel, NumberMention, Verdict


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
    order: tuple[str, str, int] = ("", "", 0)


def resolve_numbers(
    extractions: Iterable[Extraction], entity_of: dict[str, str]
) -> tuple[dict[str, Claim], dict[str, str], list[Link]]:
    """Claims by id, the claim of every mention, and the links between claims that were compared.

    ``entity_of`` maps a mention id of a name to its entity id.
    """
    claims: dict[str, Claim] = {}
    ids: dict[str, str] = {}
    for extraction in extractions:
        article = extraction.article
        for mention in extraction.numbers:
            subject = entity_of.get(mention.subject, "")
            number_id = _claim_id(mention, subject, article.article_id)
            ids[mention.mention_id] = number_id
            claim = claims.get(number_id)
            if claim is None:
                sentence = extraction.sentences[mention.sentence]
                claim = claims[number_id] = Claim(
                    number_id, mention.label, subject, mention.measure, mention.low, mention.high, mention.unit,
                    mention.modifier, mention.as_of, mention.text, article.text[sentence.start : sentence.end],
                    order=(article.published, article.article_id, mention.start),
                )  # fmt: skip
            claim.n_mentions += 1
            if article.article_id not in claim.articles:
                claim.articles.append(article.article_id)
    return claims, ids, _compare(claims)


def _claim_id(mention: NumberMention, subject: str, article: str) -> str:
    """Claims are one where subject, measure, unit, value, bounds and time agree; otherwise each stands for itself."""
    told = bool(subject and mention.measure)
    return content_id(
        "n", subject, mention.measure, mention.label, mention.unit, mention.low, mention.high, mention.modifier,
        mention.change, mention.as_of, "" if told else f"{article}:{mention.start}",
    )  # fmt: skip


def _compare(claims: dict[str, Claim]) -> list[Link]:
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        if claim.subject_id and claim.measure and claim.label != "ORDINAL" and claim.low is not None:
            groups[claim.subject_id, claim.measure, claim.unit].append(claim)
    links: list[Link] = []
    for group in groups.values():
        if len(group) < 2 or len({a for c in group for a in c.articles}) < 2:
            continue
        ordered = sorted(group, key=lambda claim: claim.order)
        for i, left in enumerate(ordered):
            for right in ordered[i + 1 :]:
                link = _verdict(left, right)
                if link is not None:
                    links.append(link)
    return links


_STRENGTH: dict[Verdict, int] = {"single": 0, "series": 1, "same": 2, "refines": 3, "conflict": 4}


def _verdict(left: Claim, right: Claim) -> Link | None:
    """Compare two claims of one subject, measure and unit, and note it on both."""
    if set(left.articles) & set(right.articles):
        return None
    verdict: Verdict
    if left.as_of != right.as_of:
        verdict, reason = "series", f"{left.as_of or 'no date'} and {right.as_of or 'no date'}"
    else:
        a, b = interval(left), interval(right)
        if a == b:
            verdict, reason = "same", "equal values"
        elif (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1]):
            verdict, reason = "refines", f"{left.text} and {right.text}: one is the other rounded"
        elif a[1] < b[0] or b[1] < a[0]:
            verdict, reason = "conflict", f"{left.text} and {right.text} at the same time"
        else:
            return None
    for claim, other in ((left, right), (right, left)):
        if _STRENGTH[verdict] > _STRENGTH[claim.verdict]:
            claim.verdict = verdict
        claim.compared_with.append(other.number_id)
    judgement: Judgement = (
        "joined" if verdict in {"same", "refines"} else "different" if verdict == "conflict" else "proposed"
    )
    return Link(f"number-{verdict}", left.number_id, right.number_id, None, reason, judgement)


def interval(claim: Claim) -> tuple[Decimal, Decimal]:
    """What the claim allows: its values widened by half of their last told digit and by the modifier.

    600亿 is 595 to 605亿, 近10倍 9 to 10, 超过3万 from 3万 on.
    """
    low = claim.low if claim.low is not None else claim.high or Decimal(0)
    high = claim.high if claim.high is not None else low * 10
    slack = _half_unit(claim.low if claim.low is not None else high)
    low, high = low - slack, high + slack
    if claim.modifier == "approx":
        width = abs(high) * Decimal("0.1")
        low, high = low - width, high + width
    elif claim.modifier in {"gt", "ge"}:
        high += abs(high) * Decimal("0.1")
    elif claim.modifier in {"lt", "le"}:
        low -= abs(low) * Decimal("0.1")
    return low, high


def _half_unit(value: Decimal) -> Decimal:
    """Half of the last digit that is told: 600亿 is told to one hundred 亿 or one; at most 1 % of the value."""
    if value == value.to_integral_value():
        digits = str(abs(int(value))).rstrip("0")
        exponent = len(str(abs(int(value)))) - len(digits)
        unit = Decimal(10) ** exponent
    else:
        unit = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    return min(unit / 2, abs(value) / 100) if abs(value) > 100 else unit / 2
