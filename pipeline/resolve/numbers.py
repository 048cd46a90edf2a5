"""The same claim in several articles: number mentions become claims with a verdict.

A claim is subject + measure + unit + value + as-of. Claims of one subject, measure and dimension are compared at the
same time as intervals of what their rounding and modifier allow: ``same``, ``refines`` (one lies inside the other),
``conflict`` (disjoint); at different times they are a ``series``. A sum of one article that does not add up is a
``conflict`` too. No mention loses its own value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.extract.events.antecedents import is_company
from pipeline.model import content_id
from pipeline.resolve.claims import growth, shares, sums, verdicts
from pipeline.resolve.claims.intervals import interval
from pipeline.resolve.links import Link
from pipeline.resolve.nodes import normalised as normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.lexicon import Lexicon
    from pipeline.lexicon.measure_words import MeasureWords
    from pipeline.model import Extraction, Judgement, Modifier, NumberLabel, NumberMention, Verdict
    from pipeline.resolve.claims.intervals import Interval

_NEARLY = ("近", "接近", "将近", "逼近", "直逼", "几近")  # an approx that stays below
# what stands before the time that a count goes up to: 截至14日17时, 至昨午5時; not 13日至14日, 持续至14日
_UP_TO = re.compile(r"(?:截[至止]|统计至|截止到|截至到|(?:^|[，。；：！？、（(\s])[至到迄])$")
_BEFORE = 4  # code points of these words
_TELLING = frozenset("辆 艘 架 家".split())  # of 吨 and 台 nobody knows what they are of
_DAYS = re.compile(r"[^/]{10,}")  # a day or an hour: no period
_HALF_A_TENTH = Decimal(5)  # percent: 六成 is 55 to 65
#: the verdicts, the weakest first: of several the strongest stays
STRENGTH: tuple[Verdict, ...] = ("single", "series", "same", "refines", "conflict")
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
    up_to: bool = False  # a toll that is counted up to its time: 截至14日17时
    company: bool = False  # the subject is a company
    words: str = ""  # of a measure that one announces once a day: what stands between subject and number


def claims_of(extraction: Extraction, entity_of: Mapping[str, str]) -> Iterator[tuple[NumberMention, Claim]]:
    """Each number mention of an article with the claim that it makes by itself; ``entity_of`` its names' entity ids."""
    article = extraction.article
    companies = {name.mention_id for name in extraction.entities if is_company(name)}
    for mention in extraction.numbers:
        subject = entity_of.get(mention.subject, "")
        sentence = extraction.sentences[mention.sentence]
        before = normalise(article.text[max(0, mention.start - 3) : mention.start])
        claim = Claim(
            _claim_id(mention, subject, article.article_id), mention.label, subject, mention.measure, mention.low,
            mention.high, mention.unit, mention.modifier, mention.as_of, mention.text,
            article.text[sentence.start : sentence.end], n_mentions=1, articles=[article.article_id],
            order=(article.published, article.article_id, mention.start), nearly=before.endswith(_NEARLY),
            company=mention.subject in companies,
        )  # fmt: skip
        claim.up_to = verdicts.is_toll(mention.measure) and _counted_up_to(extraction, mention)
        if subject and verdicts.is_one_of_many(mention.measure):
            claim.beside = _beside(extraction, mention, entity_of) - {subject}
        if subject and verdicts.is_announced_once(mention.measure):
            claim.words = _words(extraction, mention)
        if mention.attributed_to:
            claim.attributed_to.append(mention.attributed_to)
        yield mention, claim


def _counted_up_to(extraction: Extraction, mention: NumberMention) -> bool:
    """Whether the sentence tells the time of a toll as that of the count (截至14日17时), and not as that of what happened."""
    text = extraction.article.text
    return any(
        _UP_TO.search(normalise(text[max(0, date.start - _BEFORE) : date.start])) is not None
        for date in extraction.dates
        if date.sentence == mention.sentence and mention.as_of and date.edtf == mention.as_of
    )


def _words(extraction: Extraction, mention: NumberMention) -> str:
    """宣布裁员 of 台积电|昨天|宣布裁员|300人: what stands between a subject and its number, times left out."""
    subject = next((name for name in extraction.entities if name.mention_id == mention.subject), None)
    if subject is None or subject.sentence != mention.sentence or subject.end > mention.start:
        return ""
    text, at, parts = extraction.article.text, subject.end, []
    for date in extraction.dates:
        if at <= date.start and date.end <= mention.start:
            parts.append(text[at : date.start])
            at = date.end
    return normalise("".join((*parts, text[at : mention.start])))


def _beside(extraction: Extraction, mention: NumberMention, entity_of: Mapping[str, str]) -> frozenset[str]:
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


def compare_claims(claims: Iterable[Claim], lexicon: Lexicon) -> list[Link]:
    """What claims of one subject and measure say of each other; claims of another subject change nothing."""
    amounts = lexicon.amounts
    heads = frozenset(cue.value for _, cue in amounts.measures.items())
    groups: dict[tuple[str, str, str], list[tuple[Claim, verdicts.Told]]] = defaultdict(list)
    for claim in claims:
        if not (claim.subject_id and claim.measure) or claim.label == "ORDINAL":
            continue
        dimension, factor = verdicts.dimension(claim.label, claim.unit, amounts)
        if claim.measure.endswith("震级"):
            dimension = "级"  # 6.8级 and 规模6.8
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
            groups[claim.subject_id, verdicts.kin(claim.measure), dimension].append(
                (claim, _told(claim, value))
            )
    links: list[Link] = []
    for (_, measure, _), group in groups.items():
        one_value = verdicts.can_conflict(measure, heads)
        many, toll = verdicts.is_one_of_many(measure), verdicts.is_toll(measure)
        ordered = sorted(group, key=lambda pair: (pair[0].order, pair[0].number_id))[:_LARGEST]
        for (left, a), (right, b) in combinations(ordered, 2):
            one_article = bool(set(left.articles) & set(right.articles))
            one = one_value or _of_one_company(left, right, lexicon.measure_words)
            finding = verdicts.compare(a, b, one_value=one, one_article=one_article, many=many, toll=toll)
            if left.measure != right.measure and finding is not None:
                finding = verdicts.of_kin(finding, left.measure, right.measure)
            if finding is not None and finding.verdict == "conflict" and _expected_by_others(left, right):
                finding = None
            if finding is not None:
                links.append(_link(left, right, finding))
    return links


def _told(claim: Claim, value: Interval) -> verdicts.Told:
    """What is compared of a claim."""
    published = claim.order[0]
    return verdicts.Told(value, claim.text, claim.as_of, published, claim.beside, claim.up_to, claim.words)


def _of_one_company(left: Claim, right: Claim, words: MeasureWords) -> bool:
    """比亚迪|去年|出口41万辆: what a company sums up over a period, in a unit that tells what is counted."""
    return left.unit == right.unit and all(
        claim.company
        and claim.unit in _TELLING
        and claim.as_of != ""
        and not _DAYS.fullmatch(claim.as_of)
        and words.tell(claim.measure, "firm")
        for claim in (left, right)
    )


def equal_tolls(claims: Sequence[Claim]) -> Iterator[Link]:
    """Tolls of one measure and disaster, told of different things in different articles, that are one figure."""
    values: dict[tuple[Decimal | None, Decimal | None, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.order, claim.number_id)):
        values[claim.low, claim.high, claim.modifier].append(claim)
    for equal in values.values():
        for left, right in combinations(equal[:_LARGEST], 2):
            one_thing = bool(left.subject_id) and left.subject_id == right.subject_id
            if not one_thing and not set(left.articles) & set(right.articles):
                yield _link(left, right, verdicts.Finding("same", "equal values of one disaster"))


def tolls_at_one_hour(claims: Sequence[Claim]) -> Iterator[Link]:
    """31人受伤 and 33人受伤 of one disaster at 9时40分, said of no place: two tellings of the whole that differ.

    An article that tells two such tolls tells of parts, and is not compared.
    """
    alone: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.order, claim.number_id)):
        if not claim.subject_id and "T" in claim.as_of:
            for article in claim.articles:
                alone[article].append(claim)
    whole = {told[0].number_id: told[0] for told in alone.values() if len(told) == 1}
    for left, right in combinations(list(whole.values())[:_LARGEST], 2):
        a, b = (
            interval(claim.low, claim.high, claim.modifier, nearly=claim.nearly, counted=True)
            for claim in (left, right)
        )
        if a is None or b is None or a == b or left.as_of != right.as_of:
            continue
        finding = verdicts.compare(
            _told(left, a), _told(right, b), one_value=True, one_article=False, toll=True
        )
        if finding is not None and not set(left.articles) & set(right.articles):
            yield _link(left, right, finding)


def _expected_by_others(left: Claim, right: Claim) -> bool:
    """Whether two expect different things: what analysts and a company foretell may differ."""
    foretold = verdicts.is_foretold(left.measure) and verdicts.is_foretold(right.measure)
    told = set(left.attributed_to) | set(right.attributed_to)
    return foretold and bool(told) and not set(left.attributed_to) & set(right.attributed_to)


def wrong_sums(extraction: Extraction, claim_of: Mapping[str, str]) -> Iterator[Link]:
    """The parts of a sum of one article that does not add up, each against the first."""
    checks = (sums.check, growth.check, shares.check)
    for found in (one for check in checks for one in check(extraction)):
        first, *rest = (claim_of[mention.mention_id] for mention in found.mentions)
        reason = f"{extraction.article.article_id}: {found.reason}"
        for other in rest:
            if other != first:
                yield Link("number-conflict", first, other, None, reason, "different")


def _link(left: Claim, right: Claim, finding: verdicts.Finding) -> Link:
    """The verdict as a link; ``kind`` tells it. What a claim's row says is the strongest of its links."""
    judgement: Judgement = (
        "joined"
        if finding.verdict in {"same", "refines"}
        else "different"
        if finding.verdict == "conflict"
        else "proposed"
    )
    return Link(f"number-{finding.verdict}", left.number_id, right.number_id, None, finding.reason, judgement)
