"""report.html: one offline page for editors who would rather look than read. Everything from articles is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import DateMention, EntityMention, Extraction, NumberMention

_EVENTS, _ENTITIES, _ARTICLES = 400, 300, 60  # rows shown; the rest is in the tables, and the page says so
_LANGUAGES = {"Hant": "zh-Hant", "Hans": "zh-Hans"}


def write_report(folder: Path, extractions: Sequence[Extraction], counts: Mapping[str, int]) -> None:
    """Write report.html from the tables in ``folder``."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    events = sorted(_table(folder, "events"), key=lambda e: (-e["n_articles"], e["date"], e["event_id"]))
    entities = _table(folder, "entities")
    shown = sorted(events[:_EVENTS], key=lambda e: (e["date"], e["event_id"]))
    page = environment.get_template("report.html").render(
        title="zh-extract",
        counts=counts,
        events=shown,
        more_events=max(0, len(events) - _EVENTS),
        conflicts=[row for row in _table(folder, "numbers") if row["verdict"] == "conflict"],
        entities=entities[:_ENTITIES],
        more_entities=max(0, len(entities) - _ENTITIES),
        articles=[_article(extraction) for extraction in extractions[:_ARTICLES]],
        more_articles=max(0, len(extractions) - _ARTICLES),
    )
    (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")


def _table(folder: Path, name: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


def _article(extraction: Extraction) -> dict[str, Any]:
    """An article with its mentions marked, in its own script."""
    article = extraction.article
    marks: list[tuple[int, int, str, str]] = []
    marks += [(m.start, m.end, "entity", _entity_title(m)) for m in extraction.entities]
    marks += [(m.start, m.end, "number", _number_title(m)) for m in extraction.numbers]
    marks += [(m.start, m.end, "date", _date_title(m)) for m in extraction.dates]
    parts: list[dict[str, str]] = []
    place = article.body_start
    for start, end, kind, title in sorted(marks):
        parts.append({"kind": "", "text": article.text[place:start], "title": ""})
        parts.append({"kind": kind, "text": article.text[start:end], "title": title})
        place = end
    parts.append({"kind": "", "text": article.text[place:], "title": ""})
    return {
        "article_id": article.article_id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "region": article.region,
        "lang": _LANGUAGES.get(article.script, "zh"),
        "parts": parts,
    }


def _entity_title(mention: EntityMention) -> str:
    return f"{mention.label} · {mention.rule}"


def _number_title(mention: NumberMention) -> str:
    high = f" – {mention.high:f}" if mention.high is not None and mention.high != mention.low else ""
    low = "" if mention.low is None else f"{mention.low:f}"
    return f"{mention.label} {mention.modifier} {low}{high} {mention.unit} · {mention.rule}"


def _date_title(mention: DateMention) -> str:
    return f"{mention.type} {mention.edtf} ({mention.basis}) · {mention.rule}"
