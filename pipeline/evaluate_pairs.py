"""Whether event mentions that are one event were joined: pairs, and clusters exactly right.

B-cubed is blind where most clusters hold one mention, so pairs are counted: of those joined, how many a person has
joined; of those that a person has joined, how many were joined (one that was not found at all counts as missed).
"""

from __future__ import annotations

import tomllib
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.model import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Key = tuple[str, str]  # article and anchor of a gold event


class Pairs(NamedTuple):
    """Counts of pairs and of groups, and what went wrong, a line each."""

    right: int
    found: int
    gold: int
    whole: int  # groups whose every mention was found and that became one event of their own
    groups: int
    errors: list[str]


def load_groups(file: Path) -> list[list[Key]]:
    """The groups of ``pairs/events.toml``: article and anchor of each mention. Raises ArticleError where it is bad."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return [[(article, anchor) for article, anchor in event["mentions"]] for event in told["event"]]
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ArticleError(f"{file}: cannot be read ({error}): see tests/gold/README.md") from error


def event_pairs(
    golds: Iterable[dict[str, Any]],
    groups: list[list[Key]],
    found: Callable[[str, dict[str, Any]], str | None],
) -> Pairs:
    """Compare events with ``groups``; ``found`` gives the event_id of a gold event of an article, where it was found."""
    group_of = {key: number for number, group in enumerate(groups) for key in group}
    events: dict[Key, str] = {}
    for entry in golds:
        for event in entry["events"]:
            event_id = found(entry["article"], event)
            if event_id is not None:
                events[entry["article"], event["anchor"]] = event_id
    joined = {(a, b) for a, b in combinations(sorted(events), 2) if events[a] == events[b]}
    wanted = {pair for group in groups for pair in combinations(sorted(group), 2)}
    errors = [f"joined {a} and {b}" for a, b in sorted(joined - wanted)]
    errors += [f"apart {a} and {b}" for a, b in sorted(wanted - joined)]
    whole = sum(
        {events.get(key) for key in group} != {None}
        and len({events.get(key) for key in group}) == 1
        and all(group_of.get(key) == number for key, one in events.items() if one == events[group[0]])
        for number, group in enumerate(groups)
    )
    return Pairs(len(joined & wanted), len(joined), len(wanted), whole, len(groups), errors)
