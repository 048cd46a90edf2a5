"""Events out of the mentions of all articles: compared block by block, joined component by component, one line each.

told            one line a mention, by a running number
event_joins     the joins that hold; the pair of told_by and right_at tells why
events          one line an event
event_ids       article_id, seq -> event_id
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pipeline.resolve.clusters import components
from pipeline.resolve.event_joins import joined
from pipeline.resolve.event_pairs import alike, compare_all
from pipeline.resolve.events import Event, event_of
from pipeline.resolve.lines import decode, encode
from pipeline.resolve.links import Link, link_rows
from pipeline.resolve.sharpened import sharpened
from pipeline.resolve.told_event import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.model import Judgement
    from pipeline.sql import Row, Tables, Type

TOLD: dict[str, Type] = {
    "number": "int", "mention_id": "string", "article_id": "string", "published": "string", "seq": "int",
    "turn": "int", "after_id": "string", "kind": "string", "verb": "string", "alike": "bytes", "line": "line",
}  # fmt: skip
_EVENTS: dict[str, Type] = {
    "cluster": "int", "event_id": "string", "start": "string", "date": "string", "conflict": "bool", "line": "line",
}  # fmt: skip
_DISPUTES: dict[str, Type] = {
    "left_id": "string", "right_id": "string", "reason_line": "line", "left_at": "int", "right_at": "int",
    "of_right": "string", "of_left": "string",
}  # fmt: skip

_HEXADECIMAL = re.compile(r"[0-9a-f]{1,15}")

_EDGES = "SELECT left_at, right_at FROM event_pairs WHERE answer = 'same'"
# ids and articles as numbers: sorting many pairs by text would take much more memory
_TURNS = """
    SELECT t.number, t.turn, t.number - t.seq AS article, c.component
    FROM told AS t JOIN event_components AS c ON t.number = c.number
"""
# what must stay apart is declared first; then the likest pairs join first
_COMPONENTS = """
    SELECT l.component, p.left_at, p.right_at, l.turn AS left_turn, r.turn AS right_turn, CASE WHEN p.answer = 'same' THEN 1 ELSE 0 END AS same,
           p.likeness, CASE WHEN p.stands_for = '' THEN -1 ELSE r.article END AS stands_for
    FROM event_pairs AS p JOIN event_turns AS l ON p.left_at = l.number JOIN event_turns AS r ON p.right_at = r.number
    WHERE l.component % {passes} = {part} AND l.component = r.component AND (p.answer IN ('apart', 'same') OR p.differs)
    ORDER BY component, same, likeness DESC, left_turn, right_turn
"""
_LINKED = """
    SELECT l.mention_id, r.mention_id, p.reason_line FROM event_joins AS j
    JOIN event_pairs AS p ON p.left_at = j.told_by AND p.right_at = j.right_at
    JOIN told AS l ON l.number = j.left_at JOIN told AS r ON r.number = j.right_at WHERE p.abroad
"""
_OPEN = "SELECT left_id, right_id, reason_line FROM disputed_events ORDER BY left_id, right_id"
_PLACED = "SELECT t.*, c.component AS cluster FROM told AS t JOIN event_clusters AS c ON t.number = c.number"
# dated differently, unless one article tells of the other's event too: then there are two, or a coarse date joined them
_DISPUTED = """
    SELECT p.left_id, p.right_id, p.reason_line, l.number AS left_at, r.number AS right_at,
           p.right_says || ' in ' || r.article_id AS of_right, p.left_says || ' in ' || l.article_id AS of_left
    FROM event_pairs AS p JOIN placed_events AS l ON p.left_at = l.number JOIN placed_events AS r ON p.right_at = r.number
    LEFT JOIN event_articles AS a ON a.cluster = l.cluster AND a.article_id = r.article_id
    LEFT JOIN event_articles AS b ON b.cluster = r.cluster AND b.article_id = l.article_id
    WHERE p.answer = 'conflict' AND (l.cluster = r.cluster OR (a.cluster IS NULL AND b.cluster IS NULL))
"""
_GROUPS = """
    SELECT cluster, 0 AS kind, mention_id, line FROM placed_events
    UNION ALL SELECT p.cluster, 1, d.of_right, NULL FROM disputed_events AS d JOIN placed_events AS p ON p.number = d.left_at
    UNION ALL SELECT p.cluster, 1, d.of_left, NULL FROM disputed_events AS d JOIN placed_events AS p ON p.number = d.right_at
    UNION ALL SELECT cluster, 1, text, NULL FROM told_elsewhere
    UNION ALL SELECT p.cluster, 2, s.day, NULL FROM sharper AS s JOIN placed_events AS p ON s.mention_id = p.mention_id
    ORDER BY 1, 2, 3
"""
# joined all the same, and yet each says something of its own: both stand in the conflict of their event
_ELSEWHERE = """
    SELECT l.cluster, p.left_says || ' in ' || l.article_id AS text
    FROM event_pairs AS p JOIN placed_events AS l ON p.left_at = l.number JOIN placed_events AS r ON p.right_at = r.number
    WHERE p.answer = 'same' AND p.differs AND l.cluster = r.cluster
    UNION SELECT r.cluster, p.right_says || ' in ' || r.article_id
    FROM event_pairs AS p JOIN placed_events AS l ON p.left_at = l.number JOIN placed_events AS r ON p.right_at = r.number
    WHERE p.answer = 'same' AND p.differs AND l.cluster = r.cluster
"""
# a mention whose date counts from another event of its article, and what others tell of that event
_AFTER = """
    SELECT f.mention_id, '' AS other, f.line FROM placed_events AS f JOIN placed_events AS b ON f.after_id = b.mention_id
    UNION ALL SELECT f.mention_id, m.mention_id, m.line FROM placed_events AS f JOIN placed_events AS b ON f.after_id = b.mention_id
    JOIN placed_events AS m ON m.cluster = b.cluster AND m.article_id <> f.article_id
    ORDER BY 1, 2
"""
_SHARPER: dict[str, Type] = {
    "mention_id": "string",
    "day": "string",
    "other_id": "string",
    "reason": "string",
}
_IDS = """
    SELECT p.article_id, p.seq, e.event_id FROM placed_events AS p JOIN events AS e ON p.cluster = e.cluster
"""


def told_row(number: int, seq: int, told: Told) -> Row:
    """A row of ``told``: the mention of that number among all, and of that place in its article."""
    after = told.after.mention_id if told.after is not None else ""
    return (
        number, told.mention.mention_id, told.article, told.published, seq, _turn(told.mention.mention_id), after, told.kind, told.trigger, alike(told),
        encode(told),
    )  # fmt: skip


def _turn(mention_id: str) -> int:
    """A number for an id: that of its hexadecimal digits, so that our ids and their numbers have one order; a digest for another's."""
    if _HEXADECIMAL.fullmatch(mention_id, 1):
        return int(mention_id[1:], 16)
    return int.from_bytes(hashlib.blake2b(mention_id.encode(), digest_size=7).digest())


def make_events(tables: Tables, count: int, copies: Mapping[str, str]) -> None:
    """From ``told`` (``count`` rows) and ``event_blocks`` to ``events``, ``event_ids`` and links."""
    tables.create("event_joins", {"left_at": "int", "right_at": "int", "told_by": "int"})
    tables.create("disputed_events", _DISPUTES)
    tables.create("told_elsewhere", {"cluster": "int", "text": "string"})
    compared = compare_all(tables) if count > 1 else 0
    if compared:
        _components(tables, "event_components", _EDGES, count)
        tables.make("event_turns", _TURNS)
        passes = tables.passes(compared)
        for part in range(passes):
            tables.map_groups(_COMPONENTS.format(passes=passes, part=part), 1, joined, "event_joins")
    _components(tables, "event_clusters", "SELECT left_at, right_at FROM event_joins", count)
    tables.make("placed_events", _PLACED)
    if compared:
        tables.make("event_articles", "SELECT DISTINCT cluster, article_id FROM placed_events")
        tables.make("disputed_events", _DISPUTED)
        tables.make("told_elsewhere", _ELSEWHERE)
        tables.add("links", _links(tables.rows(_LINKED), "joined"))
        tables.add("links", _links(tables.rows(_OPEN), "proposed"))
    tables.create("sharper", _SHARPER)
    tables.map_groups(_AFTER, 1, _sharpened, "sharper")
    tables.add("links", link_rows(_dated(tables)))
    tables.create("events", _EVENTS)
    tables.map_groups(_GROUPS, 1, lambda group: _row(group, copies), "events")
    tables.make("event_ids", _IDS)


def _links(pairs: Iterable[Row], judgement: Judgement) -> Iterator[Row]:
    return link_rows(Link("event", left, right, None, reason, judgement) for left, right, reason in pairs)


def each_event(tables: Tables) -> Iterator[Event]:
    """Events by date."""
    lines = tables.rows("SELECT line FROM events ORDER BY start, date, event_id")
    return (decode(Event, line) for (line,) in lines)


def _components(tables: Tables, table: str, edges: str, count: int) -> None:
    """The component of every mention: the least running number in it."""
    found = components(tables.rows(edges), count)
    tables.create(table, {"number": "int", "component": "int"})
    tables.add(table, enumerate(found))


def _sharpened(group: Iterable[Row]) -> Iterator[Row]:
    """The day that one mention gets from other articles."""
    one, *joined = (decode(Told, line) for _, _, line in group)
    found = sharpened(one, joined)
    if found is not None:
        yield found.link.left, found.day, found.link.right, found.link.reason


def _dated(tables: Tables) -> Iterator[Link]:
    for left, right, reason in tables.rows("SELECT mention_id, other_id, reason FROM sharper"):
        yield Link("event-date", left, right, None, reason, "joined")


def _row(group: Iterable[Row], copies: Mapping[str, str]) -> Iterator[Row]:
    """One event of its mentions, and what other articles say against it."""
    told: list[Told] = []
    against: set[str] = set()
    days: set[str] = set()
    for cluster, kind, text, line in group:  # noqa: B007  (one cluster)
        if kind == 0:
            told.append(decode(Told, line))
        elif kind == 1:
            against.add(text)
        else:
            days.add(text)
    event = event_of(told, copies)
    if len(days) == 1 and event.precision != "day":  # where other articles disagree, none is sharper
        (event.date,) = (event.date_start,) = (event.date_end,) = days
        event.precision, event.basis = "day", "relative-to-text"
    event.conflict = "; ".join(sorted(against))
    yield cluster, event.event_id, event.date_start or event.date, event.date, bool(against), encode(event)
