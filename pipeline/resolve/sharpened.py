"""A date that is told from another event gets sharper where another article dates that event to the day.

白宫7月发布行动计划。三天后，李强出席大会: that is about July here. Where the plan is joined with an event that another
article dates to 23 July, 三天后 is 26 July. Nothing is overwritten: the mention keeps what its article tells.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from pipeline.resolve.links import Link
from pipeline.resolve.told_event import After, Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import DateMention, Extraction


class Sharper(NamedTuple):
    """A day that follows from another article's, and the link that tells how."""

    day: str
    link: Link


def counted_from(extraction: Extraction) -> dict[str, After]:
    """What each coarse relative date of an article counts from, by its mention_id: the one event of the date before it."""
    by_date: dict[str, list[str]] = {}
    for event in extraction.events:
        by_date.setdefault(event.date_mention_id, []).append(event.mention_id)
    found: dict[str, After] = {}
    before: DateMention | None = None
    for date in extraction.dates:
        days = _days_between(before, date) if before is not None else 0
        told = by_date.get(before.mention_id, []) if before is not None else []
        if days > 0 and len(told) == 1:
            found[date.mention_id] = After(told[0], days, date.text)
        if date.edtf and date.type in {"DATE", "TIME"}:
            before = date
    return found


def _days_between(before: DateMention, date: DateMention) -> int:
    """How many days later a relative date is than a coarse one; 0 where it does not count from it."""
    if date.basis != "relative-to-text" or not date.edtf.endswith("~") or before.earliest == before.latest:
        return 0
    ends = [_day(one) for one in (before.earliest, date.earliest, before.latest, date.latest)]
    if any(end is None for end in ends):
        return 0
    first, first_later, last, last_later = (end for end in ends if end is not None)
    days = (first_later - first).days
    return days if days == (last_later - last).days else 0


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def sharpened(one: Told, joined: Iterable[Told]) -> Sharper | None:
    """The day that a mention gets from ``joined``, all that tell of the event it counts from: where others agree on the day."""
    dating = [other for other in joined if other.article != one.article and other.earliest == other.latest]
    days = {other.earliest for other in dating}
    day = _day(next(iter(days))) if len(days) == 1 else None
    if day is None or one.after is None:
        return None
    later = (day + dt.timedelta(days=one.after.days)).isoformat()
    if not one.earliest <= later <= one.latest:
        return None
    return Sharper(later, _link(one, min(dating, key=_first), later))


def _first(told: Told) -> tuple[str, str, int]:
    return told.published or "9999", told.article, told.mention.trigger_start


def _link(one: Told, other: Told, day: str) -> Link:
    words = one.after.words if one.after is not None else ""
    reason = f"{words} is {day}: {other.mention.trigger} is of {other.mention.date} in {other.article}"
    return Link("event-date", one.mention.mention_id, other.mention.mention_id, None, reason, "joined")
