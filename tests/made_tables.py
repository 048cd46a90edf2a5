"""Small tables written as a run would leave them: a test names what matters, the rest is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model import Article
from pipeline.write.columns import TABLES
from pipeline.write.tables import write_table

if TYPE_CHECKING:
    from pathlib import Path

_EMPTY: dict[str, Any] = {"string": "", "integer": 0, "number": None, "list": []}


def make_tables(folder: Path, **tables: list[dict[str, Any]]) -> Path:
    """Write all ten tables into ``folder``; a column that a row does not name is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, columns in TABLES.items():
        rows = tables.get(table, [])
        for row in rows:
            unknown = row.keys() - {column.name for column in columns}
            assert not unknown, f"{table} has no {unknown}"
        full = (
            {column.name: row.get(column.name, _EMPTY[column.kind]) for column in columns} for row in rows
        )
        write_table(folder, table, columns, full)
    return folder


def article(article_id: str, text: str, *, body_start: int = 0) -> Article:
    return Article(article_id, text, article_id, body_start=body_start)


LEFT = "台积电二季度毛利率56.8%。"
RIGHT = "台積電第二季毛利率58.6%，7月17日公布。"


def two_that_disagree(folder: Path) -> list[Article]:
    """Two articles: a claim in conflict, an event with a conflict, a name in two scripts. Returns the articles."""
    articles = [article("甲.txt", LEFT + "7月18日台积电公布财报。"), article("乙.txt", RIGHT)]
    left_event = articles[0].text.index("7月18日")
    right_event = RIGHT.index("7月17日")
    make_tables(
        folder,
        articles=[
            {
                "article_id": "乙.txt", "title": "台積電毛利率", "source": "竹塹電子報", "published": "2025-07-17",
                "script": "Hant", "region": "TW", "path": "乙.txt", "chars": len(RIGHT), "n_numbers": 1,
            },
            {
                "article_id": "甲.txt", "title": "台积电毛利率", "source": "华东财讯", "published": "2025-07-18",
                "script": "Hans", "region": "CN", "path": "甲.txt", "chars": len(articles[0].text), "n_numbers": 1,
            },
        ],
        entities=[
            {
                "entity_id": "e1", "name": "台积电", "label": "ORG", "aliases": ["台積電"], "n_mentions": 3, "n_articles": 2,
                "articles": ["乙.txt", "甲.txt"], "first_published": "2025-07-17", "last_published": "2025-07-18",
            },
        ],
        entity_mentions=[
            _mention("乙.txt", "em1", RIGHT, "台積電", entity_id="e1", label="ORG", rule="name(names.csv:7)"),
            _mention("甲.txt", "em2", LEFT, "台积电", entity_id="e1", label="ORG", rule="name(names.csv:7)"),
        ],
        numbers=[
            {
                "number_id": number_id, "label": "PERCENT", "subject_id": "e1", "subject": "台积电", "measure": "毛利率",
                "low": value, "high": value, "unit": "%", "as_of": "2025-04/2025-06", "verdict": "conflict",
                "compared_with": [other], "n_mentions": 1, "n_articles": 1, "articles": [name], "text": f"{value}%",
                "sentence": sentence,
            }
            for number_id, other, value, name, sentence in (
                ("n1", "n2", 58.6, "乙.txt", RIGHT), ("n2", "n1", 56.8, "甲.txt", LEFT),
            )
        ],
        number_mentions=[
            _mention("乙.txt", "nm1", RIGHT, "58.6%", number_id="n1", label="PERCENT", low=58.6, high=58.6, unit="%"),
            _mention("甲.txt", "nm2", LEFT, "56.8%", number_id="n2", label="PERCENT", low=56.8, high=56.8, unit="%"),
        ],
        date_mentions=[
            _mention("乙.txt", "dm1", RIGHT, "7月17日", type="DATE", edtf="2025-07-17", basis="year-inferred"),
        ],
        events=[
            {
                "event_id": "v1", "date": "2025-07-17", "date_start": "2025-07-17", "date_end": "2025-07-17",
                "precision": "day", "basis": "year-inferred", "status": "occurred", "type": "publish", "trigger": "公布",
                "actor_ids": ["e1"], "actors": ["台積電"], "n_mentions": 2, "n_articles": 2, "n_sources": 2,
                "conflict": "2025-07-17 / 2025-07-18", "articles": ["乙.txt", "甲.txt"], "sentence": RIGHT,
            },
            {
                "event_id": "v2", "date": "2025-10", "date_start": "2025-10-01", "date_end": "2025-10-31",
                "precision": "month", "basis": "explicit", "status": "planned", "type": "open", "trigger": "启用",
                "n_mentions": 0, "n_articles": 1, "articles": ["甲.txt"],
            },
        ],
        event_mentions=[
            {
                "mention_id": "vm1", "article_id": "乙.txt", "start": right_event, "end": len(RIGHT) - 1, "trigger": "公布",
                "trigger_start": RIGHT.index("公布"), "trigger_end": RIGHT.index("公布") + 2, "date": "2025-07-17",
                "status": "occurred", "type": "publish", "event_id": "v1", "sentence": RIGHT, "rule": "event(triggers.csv:9)",
            },
            {
                "mention_id": "vm2", "article_id": "甲.txt", "start": left_event, "end": len(articles[0].text) - 1,
                "trigger": "公布", "trigger_start": articles[0].text.index("公布"),
                "trigger_end": articles[0].text.index("公布") + 2, "date": "2025-07-18", "status": "occurred",
                "type": "publish", "event_id": "v1", "sentence": articles[0].text[len(LEFT) :],
            },
        ],
        links=[
            {"link_id": "l1", "kind": "number-conflict", "left": "n1", "right": "n2", "reason": "58.6% / 56.8%",
             "judgement": "different"},
        ],
    )  # fmt: skip
    return [articles[1], articles[0]]


def _mention(article_id: str, mention_id: str, text: str, part: str, **more: Any) -> dict[str, Any]:
    start = text.index(part)
    row = {
        "mention_id": mention_id, "article_id": article_id, "start": start, "end": start + len(part), "text": part,
        "rule": "test", "sentence": text,
    }  # fmt: skip
    return row | more
