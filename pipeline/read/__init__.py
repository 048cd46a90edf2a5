"""From files to articles: every file of the corpus becomes articles or a Reject with a reason."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.model import Article, ArticleError, Reject
from pipeline.read import published, regions
from pipeline.read.files import Raw, raw_articles, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.lexicon import Lexicon
    from pipeline.model import PublishedBasis, Region

_REGIONS: dict[str, Region] = {"CN": "CN", "TW": "TW", "HK": "HK", "SG": "SG", "MO": "MO"}


def read(corpus: Path, lexicon: Lexicon) -> Iterator[Article | Reject]:
    """All articles of a file or folder in sorted order, with a Reject for what cannot be read.

    Raises ArticleError where ``corpus`` does not exist. A text that an earlier file has already brought, byte for
    byte after decoding, is rejected as a duplicate; so is a second article of the same id.
    """
    if not corpus.exists():
        raise ArticleError(
            f"{corpus}: there is no such folder or file: give the folder that holds your articles"
        )
    texts: dict[bytes, str] = {}
    ids: set[str] = set()
    for path in walk(corpus):
        name = path.name if corpus.is_file() else path.relative_to(corpus).as_posix()
        for raw in raw_articles(path, name.encode("utf-8", "replace").decode("utf-8")):
            if isinstance(raw, Reject):
                yield raw
                continue
            digest = hashlib.blake2b(
                raw.text[raw.body_start :].strip().encode("utf-8", "surrogatepass"), digest_size=16
            ).digest()
            if digest in texts:
                yield Reject(raw.article_id, "duplicate", f"has the same text as {texts[digest]}")
            elif raw.article_id in ids:
                yield Reject(
                    raw.article_id, "duplicate", "has the id of an article read before: give it another"
                )
            else:
                texts[digest] = raw.article_id
                ids.add(raw.article_id)
                yield article(raw, lexicon)


def article(raw: Raw, lexicon: Lexicon) -> Article:
    """The article with its publication date, script and region."""
    script = regions.script(raw.text)
    region = _REGIONS.get(raw.fields.get("region", "").upper()) or regions.region(raw.text, script, lexicon)
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


def _published(raw: Raw) -> tuple[str, PublishedBasis]:
    told: tuple[tuple[str, PublishedBasis], ...] = (
        ("published", "head"),
        ("field-published", "field"),
        ("meta-published", "meta"),
    )
    for key, basis in told:
        date = published.normal_date(raw.fields.get(key, ""))
        if date:
            return date, basis
    date, basis = published.from_text(raw.text[raw.body_start :])
    if date:
        return date, basis
    date = published.from_name(raw.path.rsplit("/", 1)[-1])
    return (date, "filename") if date else ("", "")
