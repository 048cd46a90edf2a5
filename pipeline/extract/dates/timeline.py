"""What an article has told so far: the dates that 同日, 三天后, a bare month and a clock time refer to.

The *news day* is the day that the article is about: the first day that it tells within ten days of its
publication, otherwise the day of publication.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars
from pipeline.extract.dates.calendars import Moment
from pipeline.model import DateBasis  # noqa: TC001  (annotates a module constant)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.model import Region

TO_TEXT: DateBasis = "relative-to-text"
TO_PUBLICATION: DateBasis = "relative-to-publication"

_NEAR = 300  # code points: how far 同日 and 三天后 look back, into the paragraph before at most
_BESIDE = 6  # code points between a date and the 当天 that repeats it
_STORY = 100  # dates from the top of an article among which 发射当天 looks for the 发射
_NEWS_DAYS = 10  # days before publication within which a day told first is what the article is about
_RECKONED = range(
    100, 9900
)  # years of publication that anything is told from: 0001 and 9999 stand for unknown
_FRESH = 2  # days before publication of which a new paragraph may go on without the day
_NOON = 12
_SOON = 3  # hours within which a clock without a part of the day goes on from the one before
_BACKGROUND = 31  # days before publication beyond which a day is background and no longer the story


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time expression means. ``earliest``/``latest`` are ISO and inclusive; empty where not known."""

    edtf: str
    earliest: str = ""
    latest: str = ""
    basis: DateBasis = "none"
    moment: Moment | None = None  # what later expressions may refer to
    clock: dt.datetime | None = None  # the same with its time of day


NOTHING = Resolved("")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a date is told."""

    since: bool = False  # it only tells from when: 自2019年以来
    compared: bool = False  # something else is compared with it: 比第一季
    effect: bool = False  # from when a law that is told of is in force, where the story does not go on: 自明年1月1日起施行
    leads: bool = True  # it opens its sentence: 2024年，…
    part: bool = False  # the beginning or end of a year, to which 同月 does not go back: 年底
    which: bool = False  # it only says which one: 27日的半决赛


PLAIN = Manner()


@dataclass(frozen=True, slots=True)
class Told:
    """A date told in the text."""

    moment: Moment
    place: int
    paragraph: int
    explicit: bool  # its year was told or follows from one that was
    clock: dt.datetime | None = None
    span: tuple[Moment, Moment] | None = None  # the ends of an interval: 第二季度, 4月27日至5月3日
    how: Manner = PLAIN


class Timeline:
    """The dates of one article in the order they are told."""

    def __init__(self, published: str, region: Region) -> None:
        moment = calendars.parse_moment(published) if published else None
        self.published = moment if moment is not None and moment.year in _RECKONED else None
        self.published_at = _time_of(published) if self.published is not None else None
        self.region = region
        self.told: list[Told] = []
        self._news: Moment | None = None

    @property
    def day(self) -> dt.date | None:
        """The day of publication, None where it is not known to the day."""
        if self.published is None or self.published.day is None:
            return None
        return self.published.first()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is noted within is forgotten after it."""
        known, news = len(self.told), self._news
        yield
        del self.told[known:]
        self._news = news

    def note(self, resolved: Resolved, place: int, paragraph: int, how: Manner = PLAIN) -> None:
        """Remember a resolved date for what comes after it."""
        moment = resolved.moment
        if moment is None:
            return
        explicit = not how.since and (
            resolved.basis in {"explicit", "relative-to-text"}
            or (bool(self.told) and self.told[-1].explicit and resolved.basis == "year-inferred")
        )
        if how.effect and not self.is_ahead(moment):
            how = replace(how, effect=False)
        self.told.append(Told(moment, place, paragraph, explicit, resolved.clock, _ends(resolved), how))
        if self._news is None and moment.day is not None and self._is_news(moment):
            self._news = moment

    def _is_news(self, moment: Moment) -> bool:
        day = self.day
        return day is not None and 0 <= (day - moment.first()).days <= _NEWS_DAYS

    def is_ahead(self, moment: Moment) -> bool:
        """Whether it had not come when the article was published."""
        return self.published is not None and moment.first() > self.published.last()

    @property
    def top(self) -> list[Told]:
        """The dates told first, in which an article says what its news is."""
        return self.told[:_STORY]

    def is_of_report(self, moment: Moment) -> bool:
        """Whether it is the day of publication or one just before, on which what the article tells was said."""
        day = self.day
        return day is not None and moment.day is not None and 0 <= (day - moment.first()).days <= _FRESH

    def near(self, place: int, paragraph: int) -> list[Told]:
        """What was told just before, the last one first: in this paragraph or the one before."""
        found: list[Told] = []
        for told in reversed(self.told[-12:]):
            if told.paragraph < paragraph - 1 or place - told.place > _NEAR:
                break
            found.append(told)
        return found

    def last(self, place: int, paragraph: int, precision: str) -> Moment | None:
        """The date told last with at least ``precision`` (year, month, day) that is no announced day."""
        begun: set[Moment] = set()
        part: Moment | None = None
        for told in self.near(place, paragraph):
            moment = told.moment
            if precision == "day" and self.is_ahead(moment):
                continue  # 同日 does not speak of an announced date
            if told.span is not None and self.is_ahead(told.span[1]):
                begun.add(told.span[0])
            if precision == "day" and moment in begun:
                continue  # 10月2日至7日, which are not over
            if precision == "month" and told.how.part:
                part = part or moment
                continue  # 11月15日敲定，年底前领到。同月26日
            if precision == "year" or (moment.month and (precision == "month" or moment.day)):
                return moment
        return part

    # -- which day is meant ------------------------------------------------------------------------------

    def same_day(self, place: int, paragraph: int, *, effect: bool = False) -> Moment | None:
        """The day of 同日 or 前一天: the day told last, unless that is background and the story has gone on since.

        ``effect``: that from when something is in force may be meant (生效当日).
        """
        near = [told for told in self.near(place, paragraph) if effect or not told.how.effect]
        if effect and near and near[0].how.effect:
            return near[0].moment
        if near and near[0].moment.day and place - near[0].place <= _BESIDE:  # 中秋当天, 26日上任当天
            return near[0].moment
        day = self.last(place, paragraph, "day")
        if near and self._comes_back(near[0], paragraph):
            return self._news
        goes_on = bool(near) and near[0].moment == day
        goes_on = goes_on and (near[0].paragraph == paragraph or (near[0].how.leads and near[0].explicit))
        if (
            day is None
            or goes_on  # a story with its own year, told in paragraphs
            or self._news is None
            or not self._is_background(day)
        ):
            return day
        return self._news

    def _comes_back(self, last: Told, paragraph: int) -> bool:
        """28日夺冠，27日的半决赛……. A new paragraph goes on with the news of the day, not with what a day before it only named."""
        news = self._news
        return (
            last.how.which
            and last.paragraph != paragraph
            and news is not None
            and self.is_of_report(news)
            and last.moment.first() < news.first()
        )

    @property
    def news(self) -> Moment | None:
        """The news day, where the article has told it by now."""
        return self._news

    def only_day(self) -> Moment | None:
        """The day of publication, where the article has told no other day so far."""
        days = {told.moment for told in self.told if told.moment.day}
        only = next(iter(days)) if len(days) == 1 else None
        return only if only is not None and only.first() == self.day else None

    def goes_on(self, day: Moment, place: int, paragraph: int) -> bool:
        """Whether a part of a day in a new paragraph may be that of ``day``: 11月6日函请…… before 晚间回应 of the 19th is not."""
        near = self.near(place, paragraph)
        if not near or near[0].paragraph == paragraph or self.day is None:
            return True
        return day == self._news or (self.day - day.first()).days <= _FRESH

    def day_of(self, happened: Callable[[int], bool], place: int, paragraph: int) -> Moment | None:
        """The day of 发射当天: told in this paragraph, else the first whose sentence tells of a 发射 too."""
        for told in self.near(place, paragraph):
            if told.paragraph == paragraph and told.moment.day:
                return told.moment
        for told in self.top:
            if told.moment.day and happened(told.place):
                return told.moment
        return None

    def clock_day(self, place: int, paragraph: int) -> tuple[Moment | None, DateBasis]:
        """The day of a clock time alone: told before in the paragraph or just before it, else the news day."""
        for told in self.near(place, paragraph):
            if told.moment.day and told.paragraph == paragraph:
                return told.moment, TO_TEXT
        day = self.last(place, paragraph, "day")
        if day is not None and not self._is_background(day):
            return day, TO_TEXT
        if self._news is not None:
            return self._news, TO_TEXT
        if day is not None and any(told.clock and told.moment == day for told in self.told):
            return day, TO_TEXT  # what is told hour by hour goes on, months later too
        published = self.day
        return (None, "none") if published is None else (Moment.of(published), TO_PUBLICATION)

    def afternoon(self, hour: int, place: int, paragraph: int) -> int:
        """8 of 8时20分 behind 晚间8时 is 20: a clock that goes on from one of the afternoon, by few hours."""
        near = self.near(place, paragraph)
        before = next((told.clock for told in near if told.clock is not None), None)
        if before is None or before.hour <= _NOON or not 0 < hour < _NOON:
            return hour
        return hour + _NOON if 0 <= hour + _NOON - before.hour <= _SOON else hour

    def _is_background(self, day: Moment) -> bool:
        published = self.day
        return published is not None and (published - day.first()).days > _BACKGROUND


def _ends(resolved: Resolved) -> tuple[Moment, Moment] | None:
    """The ends of an interval, as 去年同期 and 前一周 need them."""
    first, slash, last = resolved.edtf.partition("/")
    if not slash:
        return None
    ends = calendars.parse_moment(first), calendars.parse_moment(last)
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _time_of(published: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(published) if "T" in published else None
    except ValueError:
        return None
