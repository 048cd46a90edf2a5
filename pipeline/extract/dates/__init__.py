"""Dates, times, durations and sets: found on normalised text, resolved in the order they are told.

    7月23日 … 三天后   2025-07-23 … 2025-07-26        2022年底     2022-12        近五年   P5Y
    2024年7月-2025年7月  2024-07/2025-07               上半年       2025-01/2025-06  每周三   XXXX-WXX-3

Prepositions (于, 到, 截至) stay outside the span. Nothing inside 《》 is a date.

    starts         where a time expression may start
    points         what is written: fields, by way of written, years, months, lunar, relative, clock
    look_alikes    what looks like a date and is none
    length_reader  lengths of time; sets: repeated times; ranges: two points that are one interval
    timeline       what was told before; inference, resolve, away: from fields and lengths to EDTF
    calendars      arithmetic; forms: how EDTF writes it
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.calendars import Moment
from pipeline.extract.dates import forms, ranges, starts
from pipeline.extract.dates.away import Distances
from pipeline.extract.dates.length_reader import LengthReader
from pipeline.extract.dates.look_alikes import LookAlikes
from pipeline.extract.dates.points import PointReader
from pipeline.extract.dates.ranges import RangeReader
from pipeline.extract.dates.resolve import Resolver
from pipeline.extract.dates.sets import SetReader
from pipeline.extract.dates.timeline import NOTHING, Resolved, Timeline
from pipeline.extract.overlap import ORDINARY, SURE, Candidate
from pipeline.model import DateMention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.dates.fields import Fields
    from pipeline.model import DateType

_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_DAY_IN_BRACKETS = re.compile(r"\((?:[0-9]{1,2}月)?[0-9]{1,2}日\)")
_LINE_END = re.compile(r"\n\s*+")
_SAME_PERIOD = re.compile(r"(?:的)?同期(?:间)?(?!待)")
_PERIOD_BEFORE = re.compile(r"前一(?P<unit>周|季度?|个季度)(?!年)")
_VAGUE_AGO = re.compile(r"(?:之|以)?[前后]|来")
_UNTIL = re.compile(r"(?:截[至止]于?|截至)[^，；。]{3,13}的$")
_CLAUSE_START = frozenset("，。；：、！？“‘「『（(\n ,;:约在于到自")

_FROM = re.compile(r"[从自]")
_EVER_SINCE = re.compile(r"[^，。；]{0,12}(?:以来|至今|到现在)")


def find(context: Context) -> Iterator[Candidate]:
    """Every time expression of the document as a candidate, resolved in the order of the text."""
    yield from _Finder(context).all()


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.times = context.lexicon.times
        self.timeline = Timeline(context.article.published, context.article.region)
        self.look_alikes = LookAlikes(context, self.timeline)
        self.resolver = Resolver(self.timeline)
        self.distances = Distances(self.timeline)
        self.points = PointReader(context.norm, self.times, context.article.region)
        self.lengths = LengthReader(context.norm, self.times)
        self.sets = SetReader(context.norm, self.times, self.lengths)
        self.ranges = RangeReader(self.points, self.timeline)

    def all(self) -> Iterator[Candidate]:
        """The candidates from left to right; each remembers what it told for those behind it."""
        norm, place = self.norm, self.context.article.body_start
        start = starts.pattern(self.times.first)
        titles = [match.span() for match in _TITLE.finditer(norm)]
        line_ends = [match.start() for match in _LINE_END.finditer(norm)]
        title = line = 0
        while (match := start.search(norm, place)) is not None:
            at = match.start()
            while title < len(titles) and titles[title][1] <= at:
                title += 1
            if title < len(titles) and titles[title][0] <= at:
                place = titles[title][1]
                continue
            while line < len(line_ends) and line_ends[line] < at:
                line += 1
            found = self._at(at, line)
            if found is None:
                place = at + 1
                continue
            yield found
            place = max(found.mention.end, at + 1)

    def _at(self, at: int, paragraph: int) -> Candidate | None:
        """What starts at ``at``: a set, a range, a point, a length, or a vague word, in that order."""
        return (
            self._set(at)
            or self._bare_range(at, paragraph)
            or self._point(at, paragraph)
            or self._length(at, paragraph)
            or self._vague(at)
        )

    # -- points -------------------------------------------------------------------------------------------

    def _point(self, at: int, paragraph: int) -> Candidate | None:
        if self.look_alikes.glued(at):
            return None
        fields = self.points.point(at)
        if fields is None or self._is_length(fields):
            return None
        if self.look_alikes.point(fields):
            return None
        same = _SAME_PERIOD.match(self.norm, fields.end)
        if same and fields.has_year and fields.month is None and fields.quarter is None:
            resolved = self.distances.same_period(
                fields.year_shift or 0, fields.start, paragraph, fields.year
            )
            return self._mention(fields.start, same.end(), "DATE", resolved, "same-period")
        second = self.ranges.second(fields)
        resolved = self._quarter_ended(fields) or self._resolve(fields, paragraph)
        if second is not None:
            both = self._joined(fields, resolved, second, paragraph)
            if both is not None:
                return both
        if fields.rule == "nth-day" and not resolved.edtf:
            return None
        until_now = self.ranges.until_now(fields, resolved)
        if until_now is not None:
            end, resolved = until_now
            return self._mention(fields.start, end, "DATE", resolved, f"until-now {fields.rule}")
        self.timeline.note(resolved, fields.end, paragraph, since=self._tells_since(fields))
        told = fields.month is not None and fields.day is not None and not fields.lunar
        rank = SURE if told else ORDINARY  # a name never holds 4月15日: 尚达曼|4月15日|解散国会
        return self._mention(fields.start, fields.end, _type(fields), resolved, fields.rule, rank=rank)

    def _tells_since(self, fields: Fields) -> bool:
        """从|2019年|首次参加以来: the story does not go on in that year."""
        norm = self.norm
        return (
            fields.month is None
            and _FROM.match(norm, fields.start - 1) is not None
            and _EVER_SINCE.match(norm, fields.end) is not None
        )

    def _is_length(self, fields: Fields) -> bool:
        """15年, 8点 and 3日 where they are told as a length: 近15年, 3日内."""
        if fields.rule not in {"day", "short-year", "clock"}:
            return False
        length = self.lengths.length(fields.start)
        if length is None:
            return False
        if length.end > fields.end and not self.lengths.days_told_as_day(length):
            return True
        return fields.rule == "day" and bool(length.relation or length.rest)

    def _resolve(self, fields: Fields, paragraph: int) -> Resolved:
        norm, context = self.norm, self.context
        clause_start, clause_end = context.clause(fields.start)
        future = bool(self.times.future.search(norm, clause_start, min(clause_end, fields.end + 12)))
        if fields.weekday and fields.month is None and _DAY_IN_BRACKETS.match(norm, fields.end):
            told = self._day_in_brackets(fields, paragraph, future=future)
            if told is not None:
                return told
        sentence = context.sentence(context.sentence_at(fields.start))
        return self.resolver.point(
            fields,
            future=future,
            paragraph=paragraph,
            before=norm[max(0, fields.start - 3) : fields.start],
            since=sentence.start,
            sentence=norm[sentence.start : sentence.end] if fields.fiscal_quarter else "",
            happened=self._happened(fields) if fields.from_text and fields.day_shift is not None else None,
        )

    def _quarter_ended(self, fields: Fields) -> Resolved | None:
        """截至6月30日的第一季: three months that end there, whichever quarter a company calls them."""
        if fields.quarter is None or fields.has_year or not self.timeline.told:
            return None
        last = self.timeline.told[-1].moment
        between = self.norm[self.timeline.told[-1].place : fields.start]
        before = _UNTIL.search(self.norm, max(0, fields.start - 16), fields.start)
        if last.day is None or last.month is None or between not in {"的", "止的"} or before is None:
            return None
        first = (last.year * 12 + last.month - 1) - 2
        return forms.between(
            Moment(first // 12, first % 12 + 1), Moment(last.year, last.month), "relative-to-text"
        )

    def _day_in_brackets(self, fields: Fields, paragraph: int, *, future: bool) -> Resolved | None:
        """周五(15日): the day tells which Friday, where it is one."""
        inside = self.points.point(fields.end + 1)
        if inside is None:
            return None
        for coming in (future, not future):
            told = self.resolver.point(inside, future=coming, paragraph=paragraph, before="", sentence="")
            if _is_weekday(told.edtf, fields.weekday or 0):
                return told
        return None

    def _happened(self, fields: Fields) -> Callable[[int], bool] | None:
        """发射当天, 宣布的前一天: whether an earlier sentence tells of that 发射 too. None where no verb stands before."""
        at = fields.start - (self.norm[fields.start - 1 : fields.start] == "的")
        token = self.context.token_at(at - 1) if at else None
        if token is None or token.tag[0] != "v" or len(token.word) < 2:
            return None

        def told(place: int) -> bool:
            sentence = self.context.sentence(self.context.sentence_at(place - 1))
            return self.norm.find(token.word, sentence.start, sentence.end) >= 0

        return told

    # -- intervals ----------------------------------------------------------------------------------------

    def _bare_range(self, at: int, paragraph: int) -> Candidate | None:
        """2016-2018, 今明两天, 1至7月, 一至三季度: no unit behind the first number."""
        char = self.norm[at]
        if char in "今去昨明":
            today = self.ranges.today_and(at)
            return today and self._mention(at, today[0], "DATE", today[1], "this-and-next")
        years = self.ranges.years(at)
        if years is not None:
            end, resolved = years
            self.timeline.note(resolved, end, paragraph)
            return self._mention(at, end, "DATE", resolved, "range year")
        pair = self.ranges.quarters(at) or self.ranges.bare(at)
        if pair is None:
            return None
        first, second = pair
        return self._joined(first, self._resolve(first, paragraph), second, paragraph)

    def _joined(self, first: Fields, start: Resolved, second: Fields, paragraph: int) -> Candidate | None:
        ranges.inherit(first, second)
        self.timeline.note(start, first.end, paragraph)
        end = self._resolve(second, paragraph)
        both = ranges.join(start, end, weekdays=first.weekday is not None and second.weekday is not None)
        if both is None:
            return None
        self.timeline.note(end, second.end, paragraph)
        self.timeline.note(both, second.end, paragraph)
        kind: DateType = "TIME" if first.hour is not None or second.hour is not None else "DATE"
        return self._mention(first.start, second.end, kind, both, f"range {first.rule}")

    # -- lengths ------------------------------------------------------------------------------------------

    def _length(self, at: int, paragraph: int) -> Candidate | None:
        before = self._period_before(at, paragraph)
        if before is not None:
            return before
        length = self.lengths.recent(at) or self.lengths.length(at)
        if length is None or self.lengths.days_told_as_day(length) or self.look_alikes.length(length):
            return None
        start = length.start
        at_start = start == 0 or self.norm[start - 1] in _CLAUSE_START
        clause_start, clause_end = self.context.clause(start)
        future = _speaks_of_coming(self.times.future, self.norm, clause_start, clause_end)
        narrated = not future and _NARRATED.match(self.norm, length.end) is not None
        resolved = self.distances.length(
            length, paragraph, clause_start=at_start and not narrated, future=future
        )
        rule = f"length {length.relation}".strip()
        if length.relation not in {"ago", "later"}:
            return self._mention(start, length.end, "DURATION", resolved, rule)
        if not resolved.edtf:
            return self._mention(start, length.end, "DURATION", Resolved(length.iso()), rule)
        self.timeline.note(resolved, length.end, paragraph)
        return self._mention(start, length.end, "TIME" if "T" in resolved.edtf else "DATE", resolved, rule)

    def _period_before(self, at: int, paragraph: int) -> Candidate | None:
        """比前一周多: the week before the one that was told."""
        match = _PERIOD_BEFORE.match(self.norm, at)
        if match is None:
            return None
        resolved = self.distances.period_before(match["unit"], at, paragraph)
        return None if resolved is None else self._mention(at, match.end(), "DATE", resolved, "period-before")

    # -- vague words and sets -----------------------------------------------------------------------------

    def _vague(self, at: int) -> Candidate | None:
        for kind in ("vague", "vague-duration"):
            found = self.times.at(kind, self.norm, at)
            if (
                found is None or self.look_alikes.word(at, found[1]) or self.norm[at - 1 : at] == "超"
            ):  # 超长期
                continue
            word, end = found
            ago = (
                _VAGUE_AGO.match(self.norm, end)
                if kind == "vague-duration" and word.surface[-1] not in "来期内远"
                else None
            )
            type_: DateType = "DATE" if kind == "vague" or ago else "DURATION"
            return self._mention(at, ago.end() if ago else end, type_, NOTHING, f"vague({word.place})")
        return None

    def _set(self, at: int) -> Candidate | None:
        found = self.sets.read(at)
        if found is None:
            return None
        end, edtf, rule = found
        return self._mention(at, end, "SET", Resolved(edtf), rule)

    # -- the mention --------------------------------------------------------------------------------------

    def _mention(
        self, start: int, end: int, kind: DateType, resolved: Resolved, rule: str, *, rank: int = ORDINARY
    ) -> Candidate:
        context = self.context
        return Candidate(
            "date",
            DateMention(
                mention_id=context.mention_id("date", start, end, kind),
                start=start,
                end=end,
                text=context.raw(start, end),
                type=kind,
                edtf=resolved.edtf,
                earliest=resolved.earliest,
                latest=resolved.latest,
                basis=resolved.basis,
                rule=f"date.{rule}",
                sentence=context.sentence_at(start),
            ),
            rank,
        )


def _type(fields: Fields) -> DateType:
    return "TIME" if fields.hour is not None or fields.daypart else "DATE"


def _is_weekday(edtf: str, weekday: int) -> bool:
    """Whether the day is that day of the week, 1 for Monday."""
    return len(edtf) == 10 and edtf[:4].isdigit() and dt.date.fromisoformat(edtf).isoweekday() == weekday


# 三星期后他出院了, 两年后终于获释: what is over is not counted from publication
_NARRATED = re.compile(r"[^。！？!?\n]{0,30}?(?:[^为除罢]了(?![解结])|终于|曾经?|竟|却|遂|被(?!告))")


def _speaks_of_coming(future: re.Pattern[str], norm: str, start: int, end: int) -> bool:
    """Whether a clause has a word for what is to come, outside a title: not 《行动计划》发布三天后."""
    return any(
        norm.rfind("《", start, match.start()) <= norm.rfind("》", start, match.start())
        for match in future.finditer(norm, start, end)
    )
