"""Two points that are one interval: 7月23日至26日, 23—26日, 2016-2018, 1至7月, 2007年与2009年间, 2018年至今, 今明两天."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.dates import calendars, forms, written
from pipeline.extract.dates.calendars import Moment
from pipeline.extract.dates.fields import SMALL, Fields, small
from pipeline.extract.dates.lasting import is_lasting
from pipeline.extract.dates.timeline import TO_PUBLICATION, Resolved
from pipeline.gates import either

if TYPE_CHECKING:
    from pipeline.extract.dates.points import PointReader
    from pipeline.extract.dates.timeline import Timeline

_TO = r"(?:-{1,2}|~|—{1,2}|至|到)"
_SEPARATOR = re.compile(
    r" {0,2}(?:起|开始)?(?:-{1,2}|~|—{1,2}|至(?!今(?![年天日晚晨早上下中凌春夏秋冬]))|到(?!了|现在|目前)|直到|直至) ?"
)
_BETWEEN = re.compile(r" ?(?:与|和|及) ?")
_BETWEEN_END = re.compile(r" ?(?:年)?(?:之间|间(?![接隔谍]))")
_UNTIL_NOW = re.compile(
    r" ?(?:起)?(?:至今(?![年天日晚晨早上下中凌春夏秋冬(])|到现在|到目前(?!为止)|迄今(?!为止))"
)
_BARE_FIRST = re.compile(rf"(?P<n>[12][0-9]{{3}}|{SMALL}) ?{_TO} ?(?=[0-9〇零一二三四五六七八九十廿])")
_UNIT_AFTER = re.compile(rf"(?:[12][0-9]{{3}}|[0-9]{{2}}|{SMALL}) ?(?P<unit>年|月|日|号|时|点)")
_QUARTERS = re.compile(
    rf"第?(?P<a>[一二三四1-4])(?:(?:季度)?(?={_TO}))?(?P<mark>{_TO}|、)第?(?P<b>[一二三四1-4]) ?季(?:度|(?=[，。的营获]))"
)
_NOT_BEFORE_QUARTER = frozenset("0123456789一二三四五六七八九十.")
# 7、8月, 16、17日: each one more than the one before it
_LISTED = re.compile(
    r"(?P<first>[0-9]{1,2}|[一二三四五六七八九])(?P<rest>(?:、(?:[0-9]{1,2}|[一二三四五六七八九])){1,5}) ?(?P<unit>月|日(?!元|圆)|号)(?!线|楼|院)"
)
_BARE_YEAR = re.compile(r"(1[89][0-9]{2}|20[0-9]{2})(?![0-9A-Za-z./万亿%年-])")
_ERA_YEAR = re.compile(rf"([0-9]{{1,3}}|{SMALL}) ?年(?![代级])")
_YEARS = re.compile(
    rf"(?<![0-9A-Za-z./-])(?P<a>1[89][0-9]{{2}}|20[0-9]{{2}}) ?{_TO} ?(?P<b>1[89][0-9]{{2}}|20[0-9]{{2}})(?![0-9A-Za-z./万亿%-])(?: ?年(?:度|间)?)?"
)
_LIST_REST = re.compile(
    r"、(?:(?:[0-9]{1,2}|[一二三四五六七八九])、)*+(?=[0-9一二三四五六七八九]{1,2} ?[月日号])"
)
_TODAY_AND = re.compile(
    r"今、?明(?:后)?(?:两|三)?(?P<unit>年|天|日)|[去昨]、?今(?:两)?(?P<unit2>年|天|日)|明后(?:两)?(?P<unit3>年|天|日)"
)
BARE = either(_YEARS, _QUARTERS, _LISTED, _BARE_FIRST)  # what a range without a unit at its start begins with
_WHOLE_YEARS = frozenset({"year", "short-year", "roc-year", "same-year"})
_NOT_BEFORE_NUMBER = frozenset("0123456789.-/第")
_FROM_DAY = (
    "year", "year_shift", "month", "month_shift", "day", "day_shift", "week_shift", "weekday", "from_text",
)  # fmt: skip


class RangeReader:
    """Finds the other end of an interval of one text."""

    def __init__(self, points: PointReader, timeline: Timeline) -> None:
        self.points = points
        self.text = points.text
        self.timeline = timeline

    def until_now(self, first: Fields, start: Resolved) -> tuple[int, Resolved] | None:
        """2018年至今: up to the day of publication, open where nobody tells when now is."""
        match = _UNTIL_NOW.match(self.text, first.end)
        if match is None or not start.edtf or "/" in start.edtf or not first.has_date:
            return None
        published = self.timeline.published
        if published is None:
            return match.end(), Resolved(f"{start.edtf}/..", start.earliest, "", start.basis, start.moment)
        latest = published.last().isoformat()
        if start.latest > latest:
            return None
        edtf = f"{start.edtf}/{published.edtf()}"
        return match.end(), Resolved(edtf, start.earliest, latest, start.basis, start.moment)

    def second(self, first: Fields) -> Fields | None:
        """The second point of 7月23日至26日, 2007年与2009年间, 上周三到这周二, 2008.03-2009."""
        if first.has_year and first.rule.partition("(")[0] in _WHOLE_YEARS and first.quarter is None:
            found = self.quarters(first.end)
            if found is not None:  # 去年一至三季度
                first.quarter, first.end = found[0].quarter, found[0].end
                return found[1]
        listed = self._inner(first)
        for pattern in (_LIST_REST,) if listed else (_SEPARATOR, _BETWEEN):
            match = pattern.match(self.text, first.end)
            if match is None:
                continue
            second = (
                written.last_slashed(self.text, first, match.end())
                or self.points.point(match.end(), by_clock=first.hour is not None)
                or self._bare_year(first, match.end())
            )
            if second is None or not _comparable(first, second):
                continue
            if pattern is _BETWEEN and not _BETWEEN_END.match(self.text, second.end):
                continue
            told_year = first.has_year and first.rule.partition("(")[0] in _WHOLE_YEARS
            if told_year and first.month is first.quarter is None and second.month and not second.has_year:
                first.month = 1  # 今年至11月
            return second
        return None

    def _inner(self, first: Fields) -> bool:
        """7月23—26日, 2024年1-11月: the first number stands behind its month or year, the unit behind the second.

        Whether it is the first of a list: 9月16、17日.
        """
        told_month = (
            first.month is not None and first.day is None and not first.part and first.rule != "iso-month"
        )
        told_year = (
            first.has_year and first.end > first.start and first.rule.partition("(")[0] in _WHOLE_YEARS
        )
        if not (told_month or told_year) or first.lunar:
            return False
        listed = self._listed(first.end)
        found = listed or self._bare_first(first.end)
        if found is None:
            return False
        number, end, unit, _ = found
        if told_month and unit in "日号" and 1 <= number <= 31:
            first.day, first.end = number, end
        elif not told_month and unit == "月" and 1 <= number <= 12 and first.month is None:
            first.month, first.end = number, end
        return listed is not None

    def _bare_first(self, at: int) -> tuple[int, int, str, int] | None:
        """The 23 of 23至26日: its value and end, the unit behind the second number and where that number stands."""
        match = _BARE_FIRST.match(self.text, at)
        unit = _UNIT_AFTER.match(self.text, match.end()) if match else None
        number = small(match["n"]) if match else None
        if match is None or unit is None or number is None:
            return None
        return number, match.end("n"), unit["unit"], match.end()

    def _listed(self, at: int) -> tuple[int, int, str, int] | None:
        """The 15 of 15、16、17日, as ``_bare_first`` gives it: days or months in a row are one interval."""
        match = _LISTED.match(self.text, at)
        if match is None:
            return None
        parts = [match["first"], *match["rest"][1:].split("、")]
        numbers = [small(part) or 0 for part in parts]
        if any(b - a != 1 for a, b in pairwise(numbers)):
            return None
        return numbers[0], match.end("first"), match["unit"], match.end("rest") - len(parts[-1])

    def _bare_year(self, first: Fields, at: int) -> Fields | None:
        """The 2009 of 2008.03-2009, the 79年 of 民国75年至79年."""
        if first.year_base:
            match = _ERA_YEAR.match(self.text, at)
            nth = small(match[1]) if match else None
            return Fields(at, match.end(), rule="year", year=first.year_base + nth) if match and nth else None
        match = _BARE_YEAR.match(self.text, at) if first.rule == "iso-month" else None
        return Fields(at, match.end(), rule="year", year=int(match[1])) if match else None

    def years(self, at: int) -> tuple[int, Resolved] | None:
        """2016-2018, 2020至2024年: two years with the unit once or not at all."""
        match = _YEARS.match(self.text, at)
        if match is None or int(match["a"]) >= int(match["b"]):
            return None
        for place in (at, match.start("b")):  # 2023-2024赛季, 2016-2018年3月
            longer = self.points.point(place)
            if longer is not None and longer.end > match.end():
                return None
        return match.end(), forms.between(Moment(int(match["a"])), Moment(int(match["b"])), "explicit")

    def quarters(self, at: int) -> tuple[Fields, Fields] | None:
        """一至三季度, 第一至第三季度, 二、三季度."""
        match = _QUARTERS.match(self.text, at)
        if match is None or self.text[at - 1 : at] in _NOT_BEFORE_QUARTER:
            return None
        a, b = small(match["a"]) or 0, small(match["b"]) or 0
        if not 0 < a < b <= 4 or (match["mark"] == "、" and b - a != 1):
            return None
        second = Fields(match.start("b"), match.end(), rule="quarter", quarter=b)
        return Fields(at, match.end("a"), rule="quarter", quarter=a), second

    def bare(self, at: int) -> tuple[Fields, Fields] | None:
        """3至5月, 23至26日, 1-6月, 2024至2025年, 五到六点: the unit stands behind the second number."""
        found = self._listed(at) or self._bare_first(at)
        if found is None or (at and self.text[at - 1] in _NOT_BEFORE_NUMBER):
            return None
        number, end, name, place = found
        second = self.points.point(place)
        if second is None or (name == "日" and self._told_as_length(at, second.end)):
            return None
        first = Fields(at, end, rule=second.rule)
        if name == "年" and second.year is not None and number >= 1000:
            first.year = number
        elif name == "月" and second.month is not None and 1 <= number <= 12:
            first.month = number
        elif name in "日号" and second.day is not None and 1 <= number <= 31:
            first.day = number
        elif name in "时点" and second.hour is not None and number <= 24:
            first.hour, first.daypart, first.daypart_from = number, second.daypart, second.daypart_from
        else:
            return None
        inherit(second, first, backwards=True)
        return first, second

    def _told_as_length(self, start: int, end: int) -> bool:
        """需要3至5日, 3至5日内."""
        return is_lasting(self.points.times, self.text, start) or self.text[end : end + 1] == "内"

    def today_and(self, at: int) -> tuple[int, Resolved] | None:
        """今明两年, 今明两天, 去今两年, 明后两天."""
        match = _TODAY_AND.match(self.text, at)
        published = self.timeline.published
        if match is None or published is None or self.text[match.end() : match.end() + 1] == "轻":
            return None
        unit = match["unit"] or match["unit2"] or match["unit3"]
        shift = 0 if match["unit"] else -1 if match["unit2"] else 1
        if unit == "年":
            year = published.year + shift
            return match.end(), forms.between(Moment(year), Moment(year + 1), TO_PUBLICATION)
        first = calendars.shift_day(self.timeline.day, shift) if self.timeline.day else None
        last = calendars.shift_day(first, 1) if first else None
        if first is None or last is None:
            return None
        return match.end(), forms.between(Moment.of(first), Moment.of(last), TO_PUBLICATION)


def join(start: Resolved, end: Resolved, *, weekdays: bool = False) -> Resolved | None:
    """The interval of two resolved points (both told by ``weekdays``); None where they are no two ends of one."""
    if not start.edtf or not end.edtf or start.edtf == end.edtf:
        return None
    if start.clock and end.clock and end.clock < start.clock and start.moment == end.moment:
        end = _later(end, 1)  # 晚上10点至凌晨2点
    elif weekdays and end.latest and start.earliest and end.latest < start.earliest:
        end = _later(end, 7)  # 周五至周日
    if start.earliest and end.latest and end.latest[:10] < start.earliest[:10]:
        return None
    edtf = f"{_to_minutes(start.edtf.split('/')[0])}/{_to_minutes(end.edtf.split('/')[-1])}"
    return Resolved(edtf, start.earliest, end.latest, start.basis, start.moment)


def _later(end: Resolved, days: int) -> Resolved:
    day = calendars.shift_day(end.moment.first(), days) if end.moment else None
    if day is None:
        return end
    stamp, latest = (f"{day.isoformat()}{text[10:]}" for text in (end.edtf, end.latest))
    return replace(end, edtf=stamp, latest=latest, moment=Moment.of(day))


def _to_minutes(edtf: str) -> str:
    """T17 -> T17:00: both ends of an interval of clock times are told to the minute."""
    return edtf + ":00" if re.search(r"T[0-9]{2}$", edtf) else edtf


def _comparable(first: Fields, second: Fields) -> bool:
    """Two ends of a range are of one kind: both have a date, or both a clock."""
    if first.has_date and not second.has_date:
        return second.hour is not None and first.hour is not None
    return first.has_date == second.has_date or second.has_date


def inherit(first: Fields, second: Fields, *, backwards: bool = False) -> None:
    """The second end takes from the first what it does not say: 2017年8月11日至8月22日."""
    if (
        first.year is not None
        and first.year < 1
        and second.rule == "year"
        and 0 < (second.year or 0) < -first.year
    ):
        second.year = 1 - (second.year or 0)  # 公元前2613年—2589年
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
        for name in _FROM_DAY:
            setattr(second, name, getattr(first, name))
        second.zone = second.zone or first.zone
        if not second.daypart and (second.hour >= (first.hour or 0) or backwards):
            second.daypart, second.daypart_from = first.daypart, first.daypart_from
