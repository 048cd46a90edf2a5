"""Lunar dates as written: 农历八月十五, 正月初一, 腊月廿三, 闰四月, 大年初十. Converted by ``calendars``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import Fields, small
from pipeline.gates import either

if TYPE_CHECKING:
    from pipeline.extract.dates.years import YearReader

_DAY = re.compile(
    r"(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?|[0-9]{1,2})日?(?!月|年|个|名|家|人|岁)"
)
_MONTH = re.compile(r"(闰)?(正|腊|冬|[一二三四五六七八九十]{1,2}|[0-9]{1,2})月(?:份)?")
_MARK = re.compile(r"(?:农历|阴历|旧历|夏历)(?:的)?")
_NEW_YEAR = re.compile(r"大年初([一二三四五六七八九十])")
_MID_AUTUMN = re.compile(r"[八8]月十五(?![日号])")
_BEGINS = either(_NEW_YEAR, _MARK, _MONTH)
_NAMES = {"正": 1, "冬": 11, "腊": 12}


class LunarReader:
    """Reads lunar dates of one text."""

    def __init__(self, text: str, years: YearReader) -> None:
        self.text = text
        self.years = years

    def read(self, f: Fields) -> bool:
        """A lunar month, with its day where one is told."""
        text, at = self.text, f.end
        if not _BEGINS.match(text, at):
            return False
        new_year = _NEW_YEAR.match(text, at)
        if new_year:
            f.lunar, f.month, f.day = True, 1, small(new_year[1])
            f.end, f.rule = new_year.end(), "lunar"
            return True
        mark = _MARK.match(text, at)
        place = self._year_behind(f, mark.end()) if mark else at
        match = _MONTH.match(text, place)
        if not match:
            return False
        month = _NAMES.get(match[2]) or small(match[2])
        if month is None or not 1 <= month <= 12:
            return False
        day = _DAY.match(text, match.end())
        # 十一月廿九日 with 日 is how papers of Taiwan and Macau write a day of our calendar
        traditional = day is not None and (
            day[1][0] == "初" or (day[1][0] == "廿" and not day.group().endswith("日"))
        )
        autumn = not f.has_year and _MID_AUTUMN.match(text, place)
        if not (mark or match[2] in _NAMES or match[1] or traditional or autumn):
            return False
        f.lunar, f.leap, f.month = True, bool(match[1]), month
        f.end, f.rule = match.end(), "lunar"
        number = small(day[1].removeprefix("初")) if day else None
        if day is not None and number is not None and 1 <= number <= 30:
            f.day, f.end = number, day.end()
        return True

    def _year_behind(self, f: Fields, place: int) -> int:
        """农历2024年八月: the year between the mark and the month."""
        year = Fields(place, place)
        if f.has_year or not self.years.year(year):
            return place
        f.year, f.short_year = year.year, year.short_year
        again = _MARK.match(self.text, year.end)
        return again.end() if again else year.end
