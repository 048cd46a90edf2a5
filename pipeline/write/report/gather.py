"""From the tables to what the page holds: compact lists that ``data.js`` reads, in the order written here.

Every table is read once, row by row. What refers to an article, a name, a claim or an event does so by its place in
these lists; -1 is one that the page does not hold.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.write.report.texts import Mentions, Places, Texts, record
from pipeline.write.stored import Groups, count, rows
from pipeline.write.tables import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from decimal import Decimal
    from pathlib import Path

    from pipeline.model import Article
    from pipeline.write.stored import (
        ArticleRow,
        EntityMentionRow,
        EntityRow,
        EventMentionRow,
        EventRow,
        LinkRow,
        NumberRow,
    )

# What a page holds and still opens within a second or two; it says what it leaves to the tables
MOST = {"articles": 20_000, "entities": 15_000, "numbers": 30_000, "events": 30_000}
_PICTURED = 60  # names that the picture may show
_CLAUSE = 60  # code points of an event's clause in a list
_SPOTS = 40  # mentions of an event or claim that the page shows


@dataclass(slots=True)
class _Page:
    """The lists under way, and where each id stands in them."""

    places: Places
    regions: dict[str, str]  # article -> region
    aliases: dict[int, dict[str, Counter[str]]] = field(default_factory=lambda: defaultdict(dict))
    together: Counter[tuple[int, int]] = field(default_factory=Counter)
    number_spots: dict[int, list[list[int]]] = field(default_factory=lambda: defaultdict(list))
    event_spots: dict[int, list[list[int]]] = field(default_factory=lambda: defaultdict(list))
    clauses: dict[int, str] = field(default_factory=dict)


def gather(folder: Path, articles: Iterable[Article], files: Path, *, inline: int) -> dict[str, Any]:
    """All that the page holds. The articles' texts stand in it up to ``inline`` code points, else in ``files``."""
    kept_articles: list[ArticleRow] = list(_kept(folder, "articles", lambda _: 0))
    kept_entities: list[EntityRow] = list(_kept(folder, "entities", lambda row: row["n_articles"]))
    kept_numbers: list[NumberRow] = list(_kept(folder, "numbers", _number_weight))
    kept_events: list[EventRow] = list(_kept(folder, "events", _event_weight))
    places = Places(
        articles={row["article_id"]: at for at, row in enumerate(kept_articles)},
        entities={row["entity_id"]: at for at, row in enumerate(kept_entities)},
        numbers={row["number_id"]: at for at, row in enumerate(kept_numbers)},
        events={row["event_id"]: at for at, row in enumerate(kept_events)},
    )
    page = _Page(places, regions={row["article_id"]: row["region"] for row in kept_articles})
    texts = Texts(files, inline=sum(row["chars"] for row in kept_articles) <= inline)
    file_of = _read_articles(folder, articles, page, texts)
    texts.close()
    return {
        "counts": {table: count(folder, table) for table in ("articles", "entities", "numbers", "events", "rejects")}
        | _compared(folder, kept_events),
        "articles": [_article(row, file_of, places) for row in kept_articles],
        "entities": [_entity(row, at, page) for at, row in enumerate(kept_entities)],
        "numbers": [_number(row, at, page) for at, row in enumerate(kept_numbers)],
        "events": [_event(row, at, page) for at, row in enumerate(kept_events)],
        "pairs": list(_pairs(folder, page, kept_numbers)),
        "together": [[*pair, n] for pair, n in sorted(page.together.items(), key=lambda item: (-item[1], item[0]))],
        "rejects": [[row["path"], row["reason"]] for row in rows(folder, "rejects", 200)],
        "texts": texts.held,
        "files": texts.names,
    }  # fmt: skip


def _compared(folder: Path, events: Iterable[EventRow]) -> dict[str, int]:
    """How many figures and events contradict others, as the closing line of a run counts them, and how many could be compared."""
    found = {"number_conflicts": 0, "comparable": 0, "event_conflicts": 0}
    for row in rows(folder, "numbers"):
        found["number_conflicts"] += row["verdict"] == "conflict"
        found["comparable"] += bool(row["subject_id"] and row["measure"])
    found["event_conflicts"] = sum(bool(row["conflict"]) for row in events)  # those are kept first
    return found


def _number_weight(row: NumberRow) -> int:
    return (row["verdict"] == "conflict") * 1_000_000 + row["n_articles"] * 10 + bool(row["measure"])


def _event_weight(row: EventRow) -> int:
    return bool(row["conflict"]) * 1_000_000 + row["n_articles"] * 10 + (row["precision"] == "day")


def _kept(folder: Path, table: str, weight: Callable[[Any], int]) -> Iterator[Any]:
    """The rows that the page holds, in the order of the table: all, or those of most weight."""
    most = MOST[table]
    places: Container[int] = range(most)
    if count(folder, table) > most:
        chosen = heapq.nlargest(most, ((weight(row), -at) for at, row in enumerate(rows(folder, table))))
        places = {-at for _, at in chosen}
    for at, row in enumerate(rows(folder, table)):
        if at in places:
            row.pop("sentence", None)  # the page takes it from the article
            yield row


def _read_articles(folder: Path, articles: Iterable[Article], page: _Page, texts: Texts) -> dict[str, int]:
    """Read texts and mentions together, article by article; returns the number of each text's file."""
    file_of: dict[str, int] = {}
    groups = [Groups(folder, f"{noun}_mentions") for noun in ("entity", "number", "date", "event")]
    for article in articles:
        mentions = Mentions(*(group.of(article.article_id) for group in groups))
        at = page.places.articles.get(article.article_id)
        if at is None:
            continue
        found = record(article, mentions, page.places)
        file_of[article.article_id] = texts.add(at, found.data)
        for number, spot in zip(mentions.numbers, found.number_spots, strict=True):
            _note(page.number_spots, page.places.numbers.get(number["number_id"]), [at, *spot])
        for event, spot in zip(mentions.events, found.event_spots, strict=True):
            place = page.places.events.get(event["event_id"])
            _note(page.event_spots, place, [at, *spot])
            if place is not None:
                page.clauses.setdefault(place, _clause(article.text, event))
        _count_names(mentions.names, page)
    for group in groups:
        group.finish()
    return file_of


def _note(spots: dict[int, list[list[int]]], place: int | None, spot: list[int]) -> None:
    if place is not None and len(spots[place]) < _SPOTS:
        spots[place].append(spot)


def _clause(text: str, row: EventMentionRow) -> str:
    """The clause of an event around its trigger, on one line."""
    start, end = row["start"], row["end"]
    if end - start > _CLAUSE:
        start = max(start, min(row["trigger_start"] - _CLAUSE // 2, end - _CLAUSE))
    cut = text[start : min(end, start + _CLAUSE)]
    return (
        ("…" if start > row["start"] else "") + " ".join(cut.split()) + ("…" if start + _CLAUSE < end else "")
    )


def _count_names(names: list[EntityMentionRow], page: _Page) -> None:
    """How each region writes a name, and which of the best known names stand in one sentence."""
    by_sentence: dict[str, set[int]] = defaultdict(set)
    for row in names:
        place = page.places.entities.get(row["entity_id"])
        if place is None:
            continue
        region = page.regions[row["article_id"]]
        page.aliases[place].setdefault(region, Counter())[row["text"]] += 1
        if place < _PICTURED:
            by_sentence[row["sentence"]].add(place)
    for pair in {pair for found in by_sentence.values() for pair in combinations(sorted(found), 2)}:
        page.together[pair] += 1


def _pairs(folder: Path, page: _Page, numbers: list[NumberRow]) -> Iterator[list[Any]]:
    """Claims in conflict, two and two, with the reason: from ``links``, else from ``compared_with``."""
    seen: set[tuple[int, int]] = set()
    links: Iterable[LinkRow] = rows(folder, "links")
    told = ((row["left"], row["right"], row["reason"]) for row in links if row["kind"] == "number-conflict")
    conflicts = {row["number_id"]: row for row in numbers if row["verdict"] == "conflict"}
    compared = (
        (row["number_id"], other, "")
        for row in conflicts.values()
        for other in row["compared_with"]
        if other in conflicts
    )
    linked: set[int] = set()
    for left, right, reason in (*told, *compared):
        pair = sorted((page.places.numbers.get(left, -1), page.places.numbers.get(right, -1)))
        if pair[0] < 0 or (pair[0], pair[1]) in seen or (not reason and set(pair) <= linked):
            continue
        seen.add((pair[0], pair[1]))
        linked |= set(pair)
        yield [*pair, reason]


def _article(row: ArticleRow, file_of: dict[str, int], places: Places) -> list[Any]:
    return [
        row["article_id"], row["title"], row["source"], row["published"], row["script"], row["region"], row["chars"],
        places.articles.get(row["duplicate_of"], -1),
        [row["n_entities"], row["n_numbers"], row["n_dates"], row["n_events"]], file_of.get(row["article_id"], -1),
    ]  # fmt: skip


def _entity(row: EntityRow, at: int, page: _Page) -> list[Any]:
    written = [
        [region, [[text, n] for text, n in sorted(texts.items(), key=lambda item: (-item[1], item[0]))]]
        for region, texts in sorted(page.aliases.get(at, {}).items())
    ]
    return [
        row["entity_id"], row["name"], row["label"], written, row["n_mentions"], row["n_articles"],
        _places(row["articles"], page.places.articles), row["first_published"], row["last_published"],
    ]  # fmt: skip


def _number(row: NumberRow, at: int, page: _Page) -> list[Any]:
    return [
        row["number_id"], row["label"], page.places.entities.get(row["subject_id"], -1), row["subject"], row["measure"],
        amount(row["low"]), amount(row["high"]), row["unit"], row["modifier"], row["as_of"], row["verdict"],
        row["n_articles"], row["text"], page.number_spots.get(at, []),
    ]  # fmt: skip


def _event(row: EventRow, at: int, page: _Page) -> list[Any]:
    return [
        row["event_id"], row["date"], row["date_start"], row["date_end"], row["precision"], row["basis"], row["status"],
        row["type"], row["trigger"], row["actors"], _places(row["actor_ids"], page.places.entities), row["objects"],
        _places(row["object_ids"], page.places.entities), row["location"], row["attributed_to"], row["n_articles"],
        row["n_sources"], row["conflict"], page.clauses.get(at, ""), page.event_spots.get(at, []),
    ]  # fmt: skip


def _places(ids: list[str], known: dict[str, int]) -> list[int]:
    return [known[one] for one in ids if one in known]


def amount(value: Decimal | int | None) -> str:
    """A number's digits as text: a script's numbers would lose the long ones."""
    return "" if value is None else plain(value)
