"""Pairs of event mentions, block by block: what is told alike is compared once, however many articles tell it.

event_blocks    where a mention is compared: a name or trigger, and a month
event_pairs     two mentions that are the same, kept apart or dated differently

What is told alike in many articles is one event by its words. Only the pairs of the first such mention (by id) with each
other one are rows, with the other's article in ``stands_for``: they stand for the pairs of all others with each other
(``pipeline.resolve.event_joins`` says why that is enough).
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.resolve.beside import Beside, beside
from pipeline.resolve.events import LARGEST_BLOCK
from pipeline.resolve.lines import decode, encode
from pipeline.resolve.same_event import compare, likeness
from pipeline.resolve.told_event import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.sql import Row, Tables, Type

BLOCKS: dict[str, Type] = {"month": "string", "what": "string", "number": "int"}
_PAIRS: dict[str, Type] = {
    "left_at": "int", "right_at": "int", "left_id": "string", "right_id": "string", "answer": "string", "likeness": "int",
    "abroad": "bool", "differs": "bool", "left_says": "string", "right_says": "string", "reason_line": "line",
    "stands_for": "string",
}  # fmt: skip
_REMEMBERED = 5_000  # answers, each for two mentions and how their articles stand
_HELD = 500  # mentions, and topics of articles, that are held between two blocks: the next one has many of them again

_NUMBERED = f"""
    SELECT month, what, row_number() OVER (ORDER BY month, what) AS block FROM (
        SELECT month, what FROM event_blocks GROUP BY month, what HAVING count(*) BETWEEN 2 AND {LARGEST_BLOCK}
    ) AS small
"""  # noqa: S608  (our own text)
_MEMBERS = """
    SELECT n.block, b.number, t.kind, t.verb FROM event_blocks AS b
    JOIN numbered_blocks AS n ON b.month = n.month AND b.what = n.what JOIN told AS t ON b.number = t.number
"""
# what shares neither the class nor the words of its trigger with another one of its block is no pair
_PARTNERED = """
    SELECT block, number FROM (
        SELECT block, number, count(*) OVER (PARTITION BY block, kind) AS of_kind,
               count(*) OVER (PARTITION BY block, verb) AS of_verb
        FROM block_members
    ) AS counted WHERE of_kind > 1 OR of_verb > 1
"""
_BLOCKS = """
    SELECT m.block, t.mention_id, t.number, b.blocks, t.article_id, t.published, t.kind, t.verb, t.alike, t.line
    FROM partnered AS m JOIN told AS t ON m.number = t.number JOIN blocks_of AS b ON m.number = b.number
    ORDER BY m.block, t.mention_id
"""
# of what is told alike in two articles ``compare`` asks nothing else
_ABROAD = Beside(abroad=True, earlier="", day="", topics=0)
# an article, and where it was told there, make no difference to a comparison but by ``beside``
_NOT_COMPARED = frozenset({"mention", "article", "published", "outlet", "sentence", "topic", "after"})
_COMPARED = attrgetter(*(field.name for field in fields(Told) if field.name not in _NOT_COMPARED))


def alike(told: Told) -> bytes:
    """16 bytes that two mentions share where ``compare`` and ``likeness`` cannot tell them apart."""
    mention = told.mention
    arguments = [[(bool(a.mention_id), a.text) for a in some] for some in (mention.actors, mention.objects)]
    words = (mention.trigger, mention.date, mention.status, mention.type, arguments, _COMPARED(told))
    return hashlib.blake2b(encode(words).encode(), digest_size=16).digest()


def compare_all(tables: Tables) -> int:
    """Make ``event_pairs`` out of ``told`` and ``event_blocks``, block by block; returns how many pairs say something."""
    tables.make("numbered_blocks", _NUMBERED)
    tables.make("block_members", _MEMBERS)
    tables.make("partnered", _PARTNERED)
    tables.create("blocks_of", {"number": "int", "blocks": "string"})
    tables.map_groups("SELECT number, block FROM block_members ORDER BY number", 1, _blocks, "blocks_of")
    tables.create("event_pairs", _PAIRS)
    return tables.map_groups(_BLOCKS, 1, _Compared(), "event_pairs")


def _blocks(group: Iterable[Row]) -> Iterator[Row]:
    """The blocks of one mention in one cell."""
    rows = list(group)
    yield rows[0][0], " ".join(str(block) for _, block in rows)


class _Member:
    """A mention of a block; what is told is read only where it must be."""

    __slots__ = ("alike", "article", "at", "earlier", "kind", "line", "mention_id", "published", "verb")

    def __init__(self, row: Row) -> None:
        block, self.mention_id, self.at, blocks, self.article, self.published, self.kind, self.verb = row[:8]
        self.alike, self.line = row[8:]
        self.earlier = {other for other in map(int, blocks.split()) if other < block}


class _Answer(NamedTuple):
    """What ``event_pairs`` holds of a pair beside its mentions."""

    answer: str
    likeness: int
    abroad: bool
    differs: bool
    left_says: str
    right_says: str
    reason: str


class _Compared:
    """All pairs of a block that stand in no earlier one."""

    def __init__(self) -> None:
        self._answers: dict[tuple[bytes, bytes, Beside], _Answer | None] = {}
        self._told: dict[bytes, Told] = {}  # one of those that are told alike
        self._topics: dict[str, frozenset[str]] = {}

    def __call__(self, group: Iterable[Row]) -> Iterator[Row]:
        members = [_Member(row) for row in group]
        firsts = {member.alike: member for member in reversed(members)}
        for index, left in enumerate(members):
            kind, verb, earlier = left.kind, left.verb, left.earlier
            for right in members[index + 1 :]:
                if (right.kind != kind and right.verb != verb) or not earlier.isdisjoint(right.earlier):
                    continue
                stands_for = ""
                if left.alike == right.alike and left.article != right.article:
                    first = firsts[left.alike]
                    if first is left:
                        stands_for = right.article
                    elif first.article not in {left.article, right.article}:
                        continue  # the first stands for both
                    answer = self._answer(left, right, _ABROAD)
                else:
                    answer = self._answer(left, right, self._beside(left, right))
                if answer is not None:
                    yield left.at, right.at, left.mention_id, right.mention_id, *answer, stands_for

    def _answer(self, left: _Member, right: _Member, how: Beside) -> _Answer | None:
        """How two mentions stand to each other; None where nothing is to be said."""
        key = left.alike, right.alike, how
        if key not in self._answers:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[key] = _compared(self._one(left), self._one(right), how)
        return self._answers[key]

    def _beside(self, left: _Member, right: _Member) -> Beside:
        articles, published = (left.article, right.article), (left.published, right.published)
        return beside(articles, published, (self._topic(left), self._topic(right)))

    def _one(self, member: _Member) -> Told:
        if member.alike not in self._told:
            _make_room(self._told)
            self._told[member.alike] = decode(Told, member.line)
        return self._told[member.alike]

    def _topic(self, member: _Member) -> frozenset[str]:
        if member.article not in self._topics:
            _make_room(self._topics)
            self._topics[member.article] = decode(Told, member.line).topic
        return self._topics[member.article]


def _make_room(held: dict[Any, Any]) -> None:
    if len(held) >= _HELD:
        held.pop(next(iter(held)))


def _compared(one: Told, other: Told, how: Beside) -> _Answer | None:
    verdict = compare(one, other, how)
    if verdict.answer == "other":
        return None
    said = verdict.difference
    return _Answer(
        verdict.answer,
        likeness(one, other) if verdict.answer == "same" else 0,
        how.abroad,
        said is not None,
        said.left if said else one.mention.date,
        said.right if said else other.mention.date,
        "" if verdict.answer == "apart" else verdict.reason,
    )
