"""From files to articles: every file of the corpus becomes articles or a Reject with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Article, ArticleError, Reject
from pipeline.normalise import simplify
from pipeline.read import published, regions
from pipeline.read.files import Raw, raw_articles, walk
from pipeline.read.written import normal_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.lexicon import Lexicon
    from pipeline.model import PublishedBasis, Region

# what a head line or a column may say; names in Simplified characters
_REGIONS: dict[str, Region] = {
    "CN": "CN", "TW": "TW", "HK": "HK", "SG": "SG", "MO": "MO",
    "中国": "CN", "大陆": "CN", "中国大陆": "CN", "内地": "CN", "台湾": "TW", "香港": "HK", "新加坡": "SG", "澳门": "MO",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """An article before it is known whether it was read before: what two share that are one, and what was not understood."""

    identity: bytes
    article: Article
    notes: tuple[Reject, ...] = ()


def read(corpus: Path, lexicon: Lexicon) -> Iterator[Article | Reject]:
    """All articles of a file or folder in sorted order, with a Reject for what cannot be read.

    Raises ArticleError where ``corpus`` does not exist. A file whose text an earlier file has already brought, byte for
    byte after decoding, is rejected as a duplicate; so is a line of JSON or CSV that says the same in every field, and a
    second article of the same id. Lines that differ in id, date or source are articles; ``articles.duplicate_of`` tells
    which copies which.
    """
    if not corpus.exists():
        raise ArticleError(
            f"{corpus}: there is no such folder or file: give the folder that holds your articles"
        )
    return distinct(
        raw if isinstance(raw, Reject) else item(raw, lexicon)
        for file in walk(corpus)
        for raw in ([file] if isinstance(file, Reject) else raw_articles(*file))
    )


def item(raw: Raw, lexicon: Lexicon) -> Item:
    """The article of a raw one, with what tells it from others and what is said of it."""
    return Item(_identity(raw), article(raw, lexicon), tuple(_not_understood(raw)))


def distinct(items: Iterable[Item | Reject]) -> Iterator[Article | Reject]:
    """Every article once: of two that are one, or that have one id, the first; a Reject for the other."""
    texts: dict[bytes, str] = {}
    ids: set[str] = set()
    for one in items:
        if isinstance(one, Reject):
            yield one
            continue
        name = one.article.article_id
        if one.identity in texts:
            yield Reject(name, "duplicate", f"has the same text as {texts[one.identity]}")
        elif name in ids:
            yield Reject(name, "duplicate", "has the id of an article read before: give it another")
        else:
            texts[one.identity] = name
            ids.add(name)
            yield from one.notes
            yield one.article


def _identity(raw: Raw) -> bytes:
    """What two articles share that are one: the text of a file, every field of a line."""
    if raw.article_id != raw.path:
        return raw.data_hash.encode("ascii")
    text = raw.text[raw.body_start :].strip()
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def article(raw: Raw, lexicon: Lexicon) -> Article:
    """The article with its publication date, script and region."""
    script = regions.script(raw.text)
    region = _told_region(raw) or regions.region(raw.text, script, lexicon)
    date, basis = _published(raw)
    return Article(
        article_id=raw.article_id,
        text=raw.text,
        path=raw.path,
        sha256=raw.data_hash,
        encoding=raw.encoding,
        title=raw.fields.get("title", ""),
        published=date,
        published_basis=basis,
        script=script,
        region=region,
        source=raw.fields.get("source", ""),
        body_start=raw.body_start,
        extracted=raw.from_page,
    )


def _told_region(raw: Raw) -> Region:
    return _REGIONS.get(simplify(raw.fields.get("region", "").upper(), "Hant"), "")


def _not_understood(raw: Raw) -> Iterator[Reject]:
    """What somebody wrote of an article and nobody can use: said, so that it can be mended."""
    for note in raw.notes:
        yield Reject(raw.article_id, "parse", note, lost=False)
    for key in ("published", "field-published"):
        told = raw.fields.get(key, "")
        if told and not normal_date(told):
            yield Reject(
                raw.article_id,
                "parse",
                f"published is '{told[:40]}': write YYYY-MM-DD; looked for it elsewhere",
                lost=False,
            )
    told = raw.fields.get("region", "")
    if told and not _told_region(raw):
        yield Reject(
            raw.article_id,
            "parse",
            f"region is '{told[:40]}': write CN, TW, HK, SG or MO; told by its words",
            lost=False,
        )


def _published(raw: Raw) -> tuple[str, PublishedBasis]:
    told: tuple[tuple[str, PublishedBasis], ...] = (
        ("published", "head"),
        ("field-published", "field"),
        ("meta-published", "meta"),
    )
    for key, basis in told:
        date = normal_date(raw.fields.get(key, ""))
        if date:
            return date, basis
    date, basis = published.from_text(raw.text, body_start=raw.body_start, path=raw.path)
    if date:
        return date, basis
    date = published.from_name(raw.path)
    return (date, "filename") if date else ("", "")
