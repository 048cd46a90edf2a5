"""Dates, times, durations and sets: found on normalised text, resolved in the order they are told.

    7月23日 … 三天后   2025-07-23 … 2025-07-26        2022年底     2022-12        近五年   P5Y
    2024年7月-2025年7月  2024-07/2025-07               上半年       2025-01/2025-06  每周三   XXXX-WXX-3

Prepositions (于, 到, 截至) stay outside the span. Nothing inside 《》 is a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars
from pipeline.extract.dates.durations import LengthReader
from pipeline.extract.dates.fields import SMALL, WEEKDAYS, Fields, small
from pipeline.extract.dates.points import PointReader
from pipeline.extract.dates.timeline import FUTURE, NOTHING, Resolved, Timeline
from pipeline.extract.overlap import Candidate
from pipeline.model import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.dates.durations import Length
    from pipeline.model import DateType

_SEPARATOR = re.compile(r" {0,2}(?:起|开始)?(?:-{1,2}|~|—{1,2}|至|到(?!了)|直到|直至) ?")
_BETWEEN = re.compile(r" ?(?:与|和|及) ?")
_BETWEEN_END = re.compile(r" ?(?:年)?(?:之间|间(?![接隔谍]))")
_BARE_FIRST = re.compile(
    rf"(?P<n>[12][0-9]{{3}}|{SMALL}) ?(?:-{{1,2}}|~|—{{1,2}}|至|到) ?(?=[0-9〇零一二三四五六七八九十廿])"
)
_UNIT_AFTER = re.compile(rf"(?:[12][0-9]{{3}}|[0-9]{{2}}|{SMALL}) ?(?P<unit>年|月|日|号|时|点)")
_YEARS = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<a>1[89][0-9]{2}|20[0-9]{2}) ?(?:-|~|—{1,2}|至|到) ?(?P<b>1[89][0-9]{2}|20[0-9]{2})(?![0-9A-Za-z./万亿%-])(?: ?年(?:度|间)?)?"
)
_TODAY_AND = re.compile(r"今明(?:后)?(?:两|三)?(?P<unit>年|天|日)|[去昨]今(?:两)?(?P<unit2>年|天|日)")
_SET_WEEKDAY = re.compile(r"(?:每个?|逢)(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])")
_SET_MONTH = re.compile(rf"每年的? ?(?P<m>{SMALL}) ?月(?:份)?(?:(?P<d>{SMALL}) ?[日号])?")
_SET_DAY = re.compile(rf"每月的? ?(?P<d>{SMALL}) ?[日号]")
_SET_LENGTH = re.compile(r"每(?:隔)?")
_SET_TAIL = re.compile(
    r"(?:的)?(?:(?:早|晚|上午|下午|中午|凌晨|晚上|早上)?(?:[0-9一二三四五六七八九十]{1,2}[点时:][0-9半]{0,2}分?))"
)
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_SAME_PERIOD = re.compile(r"(?:的)?同期(?:间)?(?!待)")


def find(context: Context) -> Iterator[Candidate]:
    """Every time expression of the document as a candidate, resolved in the order of the text."""
    yield from _Finder(context).all()


class _Finder:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.times = context.lexicon.times
        self.timeline = Timeline(context.article.published, context.article.region)
        self.points = PointReader(context.norm, self.times, context.article.region)
        self.lengths = LengthReader(context.norm)
        self.start = context.lexicon.date_start
        self.titles = [match.span() for match in _TITLE.finditer(context.norm)]
        self.line_ends = [match.start() for match in re.finditer(r"\n\s*", context.norm)]

    def all(self) -> Iterator[Candidate]:
        norm, place = self.norm, self.context.article.body_start
        title = line = 0
        while (match := self.start.search(norm, place)) is not None:
            at = match.start()
            while title < len(self.titles) and self.titles[title][1] <= at:
                title += 1
            if title < len(self.titles) and self.titles[title][0] <= at:
                place = self.titles[title][1]
                continue
            while line < len(self.line_ends) and self.line_ends[line] < at:
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
            or self._years(at, paragraph)
            or self._bare_range(at, paragraph)
            or self._point(at, paragraph)
            or self._length(at, paragraph)
            or self._vague(at)
        )

    # -- the kinds --------------------------------------------------------------------------------------

    def _point(self, at: int, paragraph: int) -> Candidate | None:
        norm = self.norm
        if (
            norm[at].isascii()
            and norm[at].isalnum()
            and at
            and norm[at - 1].isascii()
            and (norm[at - 1].isalnum())
        ):
            return None
        fields = self.points.point(at)
        length = (
            self.lengths.length(at)
            if fields is None or fields.rule in {"day", "short-year", "clock"}
            else None
        )
        if fields is None or (
            length is not None and length.end > fields.end and not self.lengths.days_told_as_day(length)
        ):
            return None
        if fields.rule == "day" and length is not None and (length.relation or length.rest):
            return None
        second = self._range_end(fields)
        same = _SAME_PERIOD.match(norm, fields.end)
        if same and fields.has_year and fields.month is None and fields.quarter is None:
            resolved = self.timeline.same_period(fields.year_shift or 0, fields.start, paragraph, fields.year)
            return self._mention(fields.start, same.end(), "DATE", resolved, "same-period")
        resolved = self._resolve(fields, paragraph)
        if second is not None:
            both = self._joined(fields, resolved, second, paragraph)
            if both is not None:
                return both
        self.timeline.note(resolved, fields.end, paragraph)
        return self._mention(fields.start, fields.end, self._type(fields), resolved, fields.rule)

    def _resolve(self, fields: Fields, paragraph: int) -> Resolved:
        norm = self.norm
        clause_start, clause_end = self.context.clause(fields.start)
        future = bool(FUTURE.search(norm, clause_start, min(clause_end, fields.end + 12)))
        before = norm[max(0, fields.start - 3) : fields.start]
        return self.timeline.point(fields, future=future, paragraph=paragraph, before=before)

    def _type(self, fields: Fields) -> DateType:
        return "TIME" if fields.hour is not None or (fields.daypart and not fields.has_date) else "DATE"

    def _range_end(self, first: Fields) -> Fields | None:
        """The second point of 7月23日至26日, 2007年与2009年间, 上周三到这周二."""
        for pattern in (_SEPARATOR, _BETWEEN):
            match = pattern.match(self.norm, first.end)
            if match is None:
                continue
            second = self.points.point(match.end())
            if second is None or not _comparable(first, second):
                continue
            if pattern is _BETWEEN:
                tail = _BETWEEN_END.match(self.norm, second.end)
                if tail is None:
                    continue
            return second
        return None

    def _joined(self, first: Fields, start: Resolved, second: Fields, paragraph: int) -> Candidate | None:
        _inherit(first, second)
        self.timeline.note(start, first.end, paragraph)
        end = self._resolve(second, paragraph)
        if not start.edtf or not end.edtf or start.edtf == end.edtf:
            return None
        if start.earliest and end.latest and end.latest[:10] < start.earliest[:10]:
            return None
        edtf = f"{_to_minutes(start.edtf.split('/')[0])}/{_to_minutes(end.edtf.split('/')[-1])}"
        resolved = Resolved(edtf, start.earliest, end.latest, start.basis, start.moment)
        self.timeline.note(end, second.end, paragraph)
        kind: DateType = "TIME" if first.hour is not None or second.hour is not None else "DATE"
        return self._mention(first.start, second.end, kind, resolved, f"range {first.rule}")

    def _years(self, at: int, paragraph: int) -> Candidate | None:
        """2016-2018, 2020至2024年: two years with the unit once or not at all."""
        match = _YEARS.match(self.norm, at)
        if match is None or int(match["a"]) >= int(match["b"]):
            return None
        first, last = calendars.Moment(int(match["a"])), calendars.Moment(int(match["b"]))
        resolved = Resolved(
            f"{first.edtf()}/{last.edtf()}",
            first.first().isoformat(),
            last.last().isoformat(),
            "explicit",
            first,
        )
        following = self.points.point(match.start("b"))
        if following is not None and following.end > match.end():
            return None
        self.timeline.note(resolved, match.end(), paragraph)
        return self._mention(match.start(), match.end(), "DATE", resolved, "range year")

    def _bare_range(self, at: int, paragraph: int) -> Candidate | None:
        """3至5月, 23至26日, 1-6月, 2024至2025年, 五到六点: the unit stands behind the second number."""
        match = _BARE_FIRST.match(self.norm, at)
        if match is None:
            today = _TODAY_AND.match(self.norm, at)
            return self._today_and(today) if today else None
        unit = _UNIT_AFTER.match(self.norm, match.end())
        number = small(match["n"])
        if unit is None or number is None or (at and self.norm[at - 1] in "0123456789.-/第"):
            return None
        second = self.points.point(match.end())
        if second is None:
            return None
        first = Fields(at, match.end("n"), rule=second.rule)
        name = unit["unit"]
        if name == "年" and second.year is not None and number >= 1000:
            first.year = number
        elif name == "月" and second.month is not None and 1 <= number <= 12:
            first.month = number
        elif name in "日号" and second.day is not None and 1 <= number <= 31:
            first.day = number
        elif name in "时点" and second.hour is not None and number <= 24:
            first.hour, first.daypart = number, second.daypart
        else:
            return None
        _inherit(second, first, backwards=True)
        return self._joined(first, self._resolve(first, paragraph), second, paragraph)

    def _today_and(self, match: re.Match[str]) -> Candidate | None:
        """今明两年, 今明两天, 去今两年."""
        published = self.timeline.published
        if published is None or (self.norm[match.end() : match.end() + 1] == "轻"):
            return None
        unit = match["unit"] or match["unit2"]
        shift = 0 if match["unit"] else -1
        if unit == "年":
            span = (calendars.Moment(published.year + shift), calendars.Moment(published.year + shift + 1))
        else:
            day = self.timeline.day_of_publication()
            first = calendars.shift_day(day, shift) if day else None
            last = calendars.shift_day(day, shift + 1) if day else None
            if first is None or last is None:
                return None
            span = (calendars.Moment.of(first), calendars.Moment.of(last))
        resolved = Resolved(
            f"{span[0].edtf()}/{span[1].edtf()}", span[0].first().isoformat(), span[1].last().isoformat(),
            "relative-to-publication", span[0],
        )  # fmt: skip
        return self._mention(match.start(), match.end(), "DATE", resolved, "this-and-next")

    def _length(self, at: int, paragraph: int) -> Candidate | None:
        length = self._recent(at) or self.lengths.length(at)
        if length is None or self.lengths.days_told_as_day(length):
            return None
        before = self.norm[length.start - 1 : length.start]
        if (
            before == "第"
            or (before.isascii() and before.isalnum())
            or self._no_length(length.start, length.end)
        ):
            return None
        resolved = self.timeline.length(length, paragraph)
        point = length.relation in {"ago", "later"}
        kind: DateType = "DATE" if point else "DURATION"
        if point and length.unit in {"H", "MIN", "S"}:
            kind = "TIME"
        if point and not resolved.edtf:
            kind, resolved = "DURATION", replace(NOTHING, edtf=length.iso())
        if point:
            self.timeline.note(resolved, length.end, paragraph)
        return self._mention(length.start, length.end, kind, resolved, f"length {length.relation}".strip())

    def _recent(self, at: int) -> Length | None:
        """近三月, 近仨月."""
        match = re.compile(r"(?:最近|近|前|过去)的?").match(self.norm, at)
        length = self.lengths.recent(match.end()) if match else None
        return replace(length, start=at, relation="past") if length else None

    def _no_length(self, start: int, end: int) -> bool:
        """一天 in 有一天, 一日 in 一日游, 一时: told of no length."""
        word = self.norm[start:end]
        before = self.norm[max(0, start - 1) : start]
        if word in {"一天", "一日", "一年"} and before and before in "有某那这每同哪另第":
            return True
        return word in {"一分", "三分", "七分", "十分", "二分", "五分", "一晚", "一秒"} or (
            word.endswith("分") and not word.endswith("钟分")
        )

    def _vague(self, at: int) -> Candidate | None:
        for kind in ("vague", "vague-duration"):
            found = self.times.at(kind, self.norm, at)
            if found is None:
                continue
            word, end = found
            if self._inside_word(at, end):
                continue
            type_: DateType = "DATE" if kind == "vague" else "DURATION"
            return self._mention(at, end, type_, NOTHING, f"vague({word.place})")
        return None

    def _inside_word(self, start: int, end: int) -> bool:
        """将来自 is no 将来, 过去了 no 过去: the segmenter sees another word."""
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        if first is None or last is None:
            return False
        return (
            first.start < start
            or (last.end > end and last.tag[0] not in "mtf")
            or (first.start == start and first.end == end and first.tag[0] == "v" and first.word == "过去")
        )

    def _set(self, at: int) -> Candidate | None:
        """每年, 每周三, 每年9月, 每月4号, 每隔两天, 每天晚上8点."""
        norm = self.norm
        if norm[at] not in "每逢":
            return None
        match = _SET_WEEKDAY.match(norm, at)
        if match:
            edtf = "XXXX-WXX-WE" if match["day"] == "末" else f"XXXX-WXX-{WEEKDAYS[match['day']]}"
            return self._set_mention(at, match.end(), edtf, "set-weekday")
        match = _SET_MONTH.match(norm, at)
        if match:
            month, day = small(match["m"]), small(match["d"]) if match["d"] else None
            if month and 1 <= month <= 12:
                edtf = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
                return self._set_mention(at, match.end(), edtf, "set-month")
        match = _SET_DAY.match(norm, at)
        if match:
            day = small(match["d"])
            if day and 1 <= day <= 31:
                return self._set_mention(at, match.end(), f"XXXX-XX-{day:02d}", "set-day")
        found = self.times.at("set", norm, at)
        if found is not None:
            return self._set_mention(at, found[1], found[0].value, f"set({found[0].place})")
        prefix = _SET_LENGTH.match(norm, at)
        length = self.lengths.length(prefix.end()) if prefix else None
        if length is None or length.relation or length.unit in {"MIN", "S"}:
            return None
        return self._set_mention(at, length.end, length.iso(), "set-length")

    def _set_mention(self, start: int, end: int, edtf: str, rule: str) -> Candidate:
        tail = _SET_TAIL.match(self.norm, end)
        return self._mention(start, tail.end() if tail else end, "SET", Resolved(edtf), rule)

    def _mention(self, start: int, end: int, kind: DateType, resolved: Resolved, rule: str) -> Candidate:
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
        )


def _to_minutes(edtf: str) -> str:
    """T17 -> T17:00: both ends of an interval of clock times are told to the minute."""
    return edtf + ":00" if re.search(r"T[0-9]{2}$", edtf) else edtf


def _comparable(first: Fields, second: Fields) -> bool:
    """Two ends of a range are of one kind: both have a date, or both a clock."""
    if first.has_date and not second.has_date:
        return second.hour is not None and first.hour is not None
    return first.has_date == second.has_date or second.has_date


def _inherit(first: Fields, second: Fields, *, backwards: bool = False) -> None:
    """The second end takes from the first what it does not say: 2017年8月11日至8月22日."""
    told = (second.week_shift, second.day_shift, second.month_shift, second.weekday)
    if not second.has_year and not second.lunar and all(value is None for value in told):
        same_scale = second.month is not None or second.day is not None or second.quarter is not None
        if same_scale and first.has_year:
            second.year, second.short_year, second.year_shift = first.year, first.short_year, first.year_shift
            second.from_text = first.from_text
    if (
        second.month is None
        and second.day is not None
        and second.month_shift is None
        and second.weekday is None
    ):
        second.month, second.month_shift = first.month, first.month_shift
        second.from_text = second.from_text or first.from_text
    if not second.has_date and second.hour is not None:
        for name in (
            "year",
            "year_shift",
            "month",
            "month_shift",
            "day",
            "day_shift",
            "week_shift",
            "weekday",
            "from_text",
        ):
            setattr(second, name, getattr(first, name))
        if not second.daypart and (second.hour >= (first.hour or 0) or backwards):
            second.daypart = first.daypart
