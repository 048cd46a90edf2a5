"""What happened when, straight from the outputs of a run: dated events in order, each with its sources."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.model import PipelineError
from pipeline.normalise import normalise
from pipeline.write.stored import rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row: TypeAlias = "dict[str, Any]"
COLUMNS = ("date", "status", "who", "what", "sources", "conflict")


def timeline(outputs: Path, *, entity: str = "", since: str = "", until: str = "") -> list[tuple[str, ...]]:
    """The events of ``outputs`` as rows of ``COLUMNS``, by date.

    ``entity`` keeps those in which a thing of that name or alias takes part (in either script), ``since`` and ``until``
    (EDTF prefixes: 2025, 2025-07, 2025-07-23; both inclusive) those that may lie in between. Raises PipelineError
    where there are no tables or no such thing, and for a ``since`` or ``until`` that is no such date or that leave
    no day between them.
    """
    for option, date in (("--from", since), ("--to", until)):
        if date and not _is_date(date):
            raise PipelineError(f"{option} {date}: is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    length = min(len(since), len(until))
    if since[:length] > until[:length]:
        raise PipelineError(f"--from {since}: is later than --to {until}: change one of them")
    source = {row["article_id"]: row["source"] or row["article_id"] for row in rows(outputs, "articles")}
    wanted = ids_of(outputs, entity) if entity else None
    places = _names_of(outputs, wanted) if wanted else frozenset()
    shown = []
    for event in rows(outputs, "events"):
        there = bool(event["location"]) and normalise(event["location"]).casefold() in places
        if wanted is not None and not there and not wanted & {*event["actor_ids"], *event["object_ids"]}:
            continue
        if (since and event["date_end"] < since) or (until and event["date_start"][: len(until)] > until):
            continue
        shown.append(_line(event, source))
    return shown


def _is_date(text: str) -> bool:
    """A day of the calendar, or the year or month that begins one."""
    try:
        dt.date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return text.isascii() and len(text) in {4, 7, 10}


def _line(event: Row, source: dict[str, str]) -> tuple[str, ...]:
    outlets = list(dict.fromkeys(source.get(article, article) for article in event["articles"]))
    what = " ".join(part for part in (event["trigger"], "、".join(event["objects"])) if part)
    place = f" @{event['location']}" if event["location"] else ""
    return (
        event["date"], event["status"], "、".join(event["actors"]), what + place,
        "、".join(outlets), event["conflict"],
    )  # fmt: skip


def ids_of(outputs: Path, name: str) -> set[str]:
    """The entities that are called ``name``, in either script."""
    wanted = normalise(name).casefold()
    found = {
        row["entity_id"]
        for row in rows(outputs, "entities")
        if wanted in {normalise(one).casefold() for one in _names(row)}
    }
    if not found:
        raise PipelineError(f"{outputs}: names nothing {name}: look for its name or alias in entities.csv")
    return found


def _names_of(outputs: Path, ids: set[str]) -> frozenset[str]:
    """How the entities of ``ids`` are called, normalised: an event tells its place by name alone."""
    return frozenset(
        normalise(one).casefold()
        for row in rows(outputs, "entities")
        if row["entity_id"] in ids
        for one in _names(row)
    )


def _names(row: Row) -> Iterable[str]:
    return (row["name"], *row["aliases"])
