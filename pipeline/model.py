"""The nouns that travel through the pipeline. Imports nothing of ours.

Positions are half-open ranges of Unicode code points in the article as it stands in its file once
decoded: for every mention ``article.text[m.start:m.end] == m.text``.

    PipelineError            place, what is wrong, what to do
    ├── RuleError            a rule table is bad: the run stops before it reads
    └── ArticleError         an article is bad: it becomes a row in ``rejects``
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

Script: TypeAlias = Literal["Hans", "Hant", ""]
Region: TypeAlias = Literal["CN", "TW", "HK", "SG", "MO", ""]
PublishedBasis: TypeAlias = Literal["head", "field", "meta", "label", "dateline", "text", "filename", ""]
EntityLabel: TypeAlias = Literal[
    "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"
]
NumberLabel: TypeAlias = Literal["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"]
DateType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier: TypeAlias = Literal["approx", "gt", "ge", "lt", "le", ""]
Change: TypeAlias = Literal["increase", "decrease", ""]
DateBasis: TypeAlias = Literal[
    "explicit", "year-inferred", "relative-to-publication", "relative-to-text", "inherited", "none"
]
Status: TypeAlias = Literal[
    "occurred", "ongoing", "planned", "predicted", "proposed", "hypothetical", "negated"
]
Layer: TypeAlias = Literal["entity", "number", "date", "event"]
Verdict: TypeAlias = Literal["single", "same", "refines", "conflict", "series"]
Judgement: TypeAlias = Literal["joined", "proposed", "same", "different"]

ENTITY_LABELS: tuple[EntityLabel, ...] = (
    "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
)  # fmt: skip


class PipelineError(Exception):
    """Something a user can mend: the message says where, what is wrong and what to do."""


class RuleError(PipelineError):
    """A rule table cannot be used."""


class ArticleError(PipelineError):
    """An article cannot be read."""


def content_id(prefix: str, *parts: object) -> str:
    """An id that depends on its parts alone: a letter and 12 hexadecimal digits (48 bits).

    By the birthday bound a million ids collide with a probability of 0.2 %.
    """
    key = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return prefix + blake2b(key, digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as decoded: ``text`` is what every offset counts in."""

    article_id: str
    text: str
    path: str
    sha256: str = ""
    encoding: str = "utf-8"
    title: str = ""
    published: str = ""  # EDTF, at least a year; empty where the article does not tell
    published_basis: PublishedBasis = ""
    script: Script = ""
    region: Region = ""
    source: str = ""
    body_start: int = 0  # head lines before it are metadata, not prose
    extracted: bool = False  # text was taken out of HTML: offsets count in the extracted text


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that was not read (``lost``) or that was read with a loss."""

    path: str
    stage: Literal["read", "decode", "parse", "extract", "duplicate"]
    reason: str
    lost: bool = True


class Sentence(NamedTuple):
    """A sentence: half-open code-point range, and the script it is written in."""

    start: int
    end: int
    script: Script


class Token(NamedTuple):
    """A segmented word of the normalised text with its part of speech (ICTCLAS tags of jieba)."""

    start: int
    end: int
    word: str
    tag: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article made ready for extraction.

    ``norm`` has the length of ``article.text``: Simplified characters, half-width digits, letters and
    percent signs, one middle dot, one dash. ``low`` is ``norm`` with ASCII letters in lower case.

    Where the article sets spaces between Chinese and other characters (``pipeline.spacing``), ``article`` is without them,
    ``written`` is the article as it stands, and ``places`` tells of each character of ``norm`` where it stands there.
    """

    article: Article
    norm: str
    low: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    written: Article | None = None
    places: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.norm)


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A name in an article. ``key`` is what it is compared by; ``alias_of`` a bracketed alias's target key."""

    mention_id: str
    start: int
    end: int
    text: str
    label: EntityLabel
    key: str
    rule: str
    sentence: int  # index into Document.sentences
    known: str = ""  # the name of the row of names.csv, where there is one
    alias_of: str = ""
    title: str = ""  # the title or role that stands beside a person


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number with its unit. ``low`` and ``high`` are exact, in base units (1.81兆 -> 1810000000000)."""

    mention_id: str
    start: int
    end: int
    text: str
    label: NumberLabel
    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: Modifier
    change: Change
    rule: str
    sentence: int
    measure: str = ""
    subject: str = ""  # mention_id of the entity that the number belongs to
    as_of: str = ""  # EDTF
    attributed_to: str = ""  # who says so, as written


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression. ``earliest``/``latest`` are ISO dates or date-times, both inclusive."""

    mention_id: str
    start: int
    end: int
    text: str
    type: DateType
    edtf: str
    earliest: str
    latest: str
    basis: DateBasis
    rule: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Argument:
    """An actor, object or place of an event: a mention's id, or the bare words where no name stands."""

    mention_id: str
    text: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """A clause that says that something happened on a date: ``start``/``end`` is the clause."""

    mention_id: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    date: str
    basis: DateBasis
    date_mention_id: str
    status: Status
    type: str
    actors: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    location: Argument | None
    attributed_to: Argument | None
    rule: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate that was not chosen, and why: what ``explain`` shows."""

    layer: Layer
    start: int
    end: int
    text: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    entities: tuple[EntityMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    losers: tuple[Loser, ...] = field(default=(), compare=False)
