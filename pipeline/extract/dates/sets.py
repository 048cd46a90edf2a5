"""Repeated times: 每年, 每周三, 每年9月, 每月4号, 每隔两天, 每天晚上8点, 每年秋天. Values as TIMEX3 has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import SMALL, WEEKDAYS, small

if TYPE_CHECKING:
    from pipeline.extract.dates.length_reader import LengthReader
    from pipeline.lexicon.times import Times

_WEEKDAY = re.compile(r"(?:每逢?个?|逢)(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])")
# 周一至周五9:00: opening hours
_WEEKDAYS = re.compile(
    r"(?:周|星期|礼拜)(?P<a>[一二三四五六日天])(?:至|到|-|—{1,2}|~)(?:周|星期|礼拜)?(?P<b>[一二三四五六日天])(?= ?[0-9]{1,2}[:时点]|开放|营业)"
)
_MONTH = re.compile(rf"每年的? ?(?P<m>{SMALL}) ?月(?:份)?(?:(?P<d>{SMALL}) ?[日号])?")
_DAY = re.compile(rf"每月的? ?(?P<d>{SMALL}) ?[日号]")
_LENGTH = re.compile(r"每隔?")
_YEARLY = re.compile(r"每年的?")
_CLOCK = (
    r"[0-9一二三四五六七八九十]{1,3}(?:[点时:])(?:[一三]刻|[0-9]{1,2}分?|[一二三四五六七八九十]{1,3}分|半)?"
)


class SetReader:
    """Reads sets of one text: where one ends, its value and its rule."""

    def __init__(self, text: str, times: Times, lengths: LengthReader) -> None:
        self.text = text
        self.times = times
        self.lengths = lengths
        named = times.alternatives["daypart"]
        part = f"(?:{named}|[早晚])?"
        self._tail = re.compile(
            rf"的?{part}{_CLOCK}(?: ?(?:到|至|-|—{{1,2}}|~) ?{part}{_CLOCK})?|的?(?:{named})"
        )

    def read(self, at: int) -> tuple[int, str, str] | None:
        """The set that starts at ``at`` as end, EDTF and rule."""
        if self.text[at] in "周星礼":
            return self._weekdays(at)
        if self.text[at] not in "每逢":
            return None
        found = self._dated(at) or self._named(at) or self._counted(at)
        if found is None:
            return None
        end, edtf, rule = found
        tail = self._tail.match(self.text, end) if edtf != "P1Y" else None
        return (tail.end() if tail else end), edtf, rule

    def _weekdays(self, at: int) -> tuple[int, str, str] | None:
        match = _WEEKDAYS.match(self.text, at)
        if match is None:
            return None
        tail = self._tail.match(self.text, match.end())
        edtf = f"XXXX-WXX-{WEEKDAYS[match['a']]}/XXXX-WXX-{WEEKDAYS[match['b']]}"
        return (tail.end() if tail else match.end()), edtf, "set-weekdays"

    def _dated(self, at: int) -> tuple[int, str, str] | None:
        """每周三, 每年9月, 每年的4月24日, 每月4号."""
        match = _WEEKDAY.match(self.text, at)
        if match:
            edtf = "XXXX-WXX-WE" if match["day"] == "末" else f"XXXX-WXX-{WEEKDAYS[match['day']]}"
            return match.end(), edtf, "set-weekday"
        match = _MONTH.match(self.text, at)
        month = small(match["m"]) if match else None
        if match and month and 1 <= month <= 12:
            day = small(match["d"]) if match["d"] else None
            return match.end(), f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), "set-month"
        match = _DAY.match(self.text, at)
        day = small(match["d"]) if match else None
        if match and day and 1 <= day <= 31:
            return match.end(), f"XXXX-XX-{day:02d}", "set-day"
        return None

    def _named(self, at: int) -> tuple[int, str, str] | None:
        """每年秋天, 每年国庆节, 每天."""
        match = _YEARLY.match(self.text, at)
        if match:
            season = self.times.at("season", self.text, match.end())
            if season is not None:
                return season[1], f"XXXX-{season[0].value}", f"set({season[0].place})"
            festival = self.times.at("festival", self.text, match.end())
            if festival is not None:
                fixed = re.fullmatch(r"[0-9]{2}-[0-9]{2}", festival[0].value)
                return festival[1], f"XXXX-{fixed.group()}" if fixed else "P1Y", f"set({festival[0].place})"
        found = self.times.at("set", self.text, at)
        return None if found is None else (found[1], found[0].value, f"set({found[0].place})")

    def _counted(self, at: int) -> tuple[int, str, str] | None:
        """每隔两天, 每三个月, 每半个钟头."""
        prefix = _LENGTH.match(self.text, at)
        length = self.lengths.length(prefix.end()) if prefix else None
        if length is None or length.relation or (length.unit in {"MIN", "S"} and length.low == 1):
            return None
        return length.end, length.iso(), "set-length"
