"""HTML pages: the article's own text by trafilatura, its title, source and publication date from the page's meta data."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from pipeline.read.published import normal_date

_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]+)\s*=\s*("[^"]*"|'[^']*')""")
_JSON_LD = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-zA-Z0-9_-]+)""", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publishtime",
    "date", "dc.date", "dc.date.issued", "dcterms.issued", "parsely-pub-date", "weibo:article:create_at",
)  # fmt: skip
_SOURCE = ("og:site_name", "source", "mediaid", "author", "publisher")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds of an article."""

    text: str
    title: str = ""
    source: str = ""
    published: str = ""


def read_page(markup: str) -> Page:
    """The article of a page; an empty text where trafilatura finds none."""
    import trafilatura

    text = trafilatura.extract(markup, include_comments=False, include_tables=True, deduplicate=False) or ""
    meta = _meta(markup)
    title = meta.get("og:title", "")
    found = _TITLE.search(markup)
    if not title and found:
        title = html.unescape(" ".join(found[1].split()))
    published = next((normal_date(meta[key]) for key in _PUBLISHED if normal_date(meta.get(key, ""))), "")
    published = published or _from_json_ld(markup)
    source = next((meta[key] for key in _SOURCE if meta.get(key)), "")
    return Page(text, title, source, published)


def declared_charset(data: bytes) -> str:
    """The encoding that a page says it is in, in lower case; empty where it does not say."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace").lower() if match else ""


def _meta(markup: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.finditer(markup[:200_000]):
        attributes = {name.lower(): value[1:-1] for name, value in _ATTRIBUTE.findall(tag.group())}
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if key and attributes.get("content"):
            found.setdefault(key.lower(), html.unescape(attributes["content"]))
    return found


def _from_json_ld(markup: str) -> str:
    for script in _JSON_LD.finditer(markup[:500_000]):
        try:
            data: Any = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
                date = normal_date(item["datePublished"])
                if date:
                    return date
    return ""
