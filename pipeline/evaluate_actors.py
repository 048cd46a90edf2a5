"""Whether an event that was found has the right actors: everyone that the gold names, and nobody else.

An actor that is a name is right where its entity is that of the gold: ids are matched by the mentions whose span both
have. Words without a name are right where one holds the other in one script (各部門, 部门).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Actors:
    """The actors of one article's gold, to compare those of event mentions with.

    ``gold`` are the names of the gold (``entities`` of a gold line), ``found`` the rows of ``entity_mentions``.
    """

    def __init__(self, gold: Iterable[dict[str, Any]], found: Sequence[dict[str, Any]]) -> None:
        by_span: dict[tuple[int, int], str] = {}
        self._written: dict[str, set[str]] = defaultdict(set)  # gold id -> how the article writes it
        for name in gold:
            by_span[name["start"], name["end"]] = name["id"]
            self._written[name["id"]].add(normalise(name["text"]))
        self._ids: dict[str, set[str]] = defaultdict(set)  # entity_id -> ids of the gold
        self._entity: dict[str, set[str]] = defaultdict(set)  # a name as written -> entity_ids
        for row in found:
            self._entity[row["text"]].add(row["entity_id"])
            if (row["start"], row["end"]) in by_span:
                self._ids[row["entity_id"]].add(by_span[row["start"], row["end"]])

    def right(self, row: dict[str, Any], wanted: Sequence[str]) -> bool:
        """Whether a row of ``event_mentions`` has the actors ``wanted``: ids of the gold, or words without a name."""
        told = [(text, self._gold_ids(text, row["actor_ids"])) for text in row["actors"]]
        return all(any(self._is(one, actor) for one in told) for actor in wanted) and all(
            any(self._is(one, actor) for actor in wanted) for one in told
        )

    def _gold_ids(self, text: str, entity_ids: Sequence[str]) -> set[str]:
        return {gold for one in self._entity[text] & set(entity_ids) for gold in self._ids[one]}

    def _is(self, told: tuple[str, set[str]], actor: str) -> bool:
        text, ids = told
        if ids:
            return actor in ids
        words = normalise(text)
        return any(words in one or one in words for one in (normalise(actor), *self._written[actor]))
