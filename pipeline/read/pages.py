"""HTML pages: the article's own text by trafilatura, its title, source and publication date from the page's meta data."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.read.written import normal_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_JSON_LD = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script>", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title[^>]{0,200}>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"""<time\b[^>]{0,300}?\bdatetime\s*=\s*["']?([^"'>]{4,40})""", re.IGNORECASE)
_BODY = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publish-date",
    "publishtime", "published_time", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "weibo:article:create_at", "og:release_date", "bytedance:published_time",
)  # fmt: skip
_SOURCE = ("og:site_name", "source", "mediaid", "contentsource", "author", "publisher")
# what no page means for its article; trafilatura keeps them in short pages
_BESIDE = ("//nav", "//footer", "//aside", "//body/header")
_DEEPEST = 6  # JSON-LD nests a graph, its items and their parts


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds of an article."""

    text: str
    title: str = ""
    source: str = ""
    published: str = ""


def read_page(markup: str) -> Page:
    """The article of a page; an empty text where trafilatura finds none. Modification dates are not looked at."""
    import trafilatura

    whole = markup if _BODY.search(markup) else f"<html><body>{markup}</body></html>"
    text = (
        trafilatura.extract(whole, include_comments=False, include_tables=True, prune_xpath=list(_BESIDE))
        or ""
    )
    meta = _meta(markup)
    linked = list(_linked_data(markup))
    title = meta.get("og:title", "")
    found = _TITLE.search(markup)
    if not title and found:
        title = html.unescape(" ".join(found[1].split()))
    dates = (normal_date(meta[key]) for key in _PUBLISHED if key in meta)
    published = next(filter(None, dates), "") or _linked_date(linked) or _only_time(markup)
    source = next((meta[key] for key in _SOURCE if meta.get(key)), "") or _linked_publisher(linked)
    return Page(text, title, source, published)


def _meta(markup: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.finditer(markup[:500_000]):
        attributes = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag.group())}
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if key and attributes.get("content"):
            found.setdefault(key.lower(), html.unescape(attributes["content"]).strip())
    return found


def _linked_data(markup: str) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first."""
    for script in _JSON_LD.finditer(markup[:2_000_000]):
        try:
            level: list[Any] = [json.loads(script[1], strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_DEEPEST):
            objects = [item for item in level if isinstance(item, dict)]
            yield from objects
            level = [item for item in level if isinstance(item, list)]
            level = [inner for outer in level for inner in outer] + [
                v for item in objects for v in item.values()
            ]


def _linked_date(linked: list[dict[str, Any]]) -> str:
    for item in linked:
        told = item.get("datePublished")
        date = normal_date(told) if isinstance(told, str) else ""
        if date:
            return date
    return ""


def _linked_publisher(linked: list[dict[str, Any]]) -> str:
    for item in linked:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"]).strip()
    return ""


def _only_time(markup: str) -> str:
    """The date of the page's <time> elements, where they all tell one day: others belong to other articles."""
    dates = [normal_date(html.unescape(told)) for told in _TIME.findall(markup[:2_000_000])]
    days = {date[:10] for date in dates if date}
    return next(date for date in dates if date) if len(days) == 1 else ""
