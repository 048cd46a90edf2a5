"""Dates as newspapers, pages and file names write them, as EDTF. What they are the dates of is not asked here.

A moment with a time zone is told in the time of all five regions, which is eight hours ahead of UTC.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.calendars import Moment
from pipeline.normalise import map_width, simplify

_LOCAL = dt.timezone(dt.timedelta(hours=8))
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"(?P<mon>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_SEP = "[-/.]"
_HAN_MONTH_DAY = r" ?年 ?(?P<m_han>[〇零一二三四五六七八九十]{1,3}) ?月(?: ?(?P<d_han>[〇零一二三四五六七八九十廿卅]{1,4}) ?日)?"
# 10:23, 10:23:05.000, T10:23+08:00, 下午3:20, 下午3时20分; seconds that are not told are 00 (EDTF wants them)
_CLOCK = (
    r"(?:[ T]{0,2}(?P<half>上午|下午|晚上|凌晨|中午)? ?(?P<h>[0-9]{1,2})[:时点](?P<min>[0-9]{2})(?:[:分](?P<s>[0-9]{2}))?分?"
    r"(?:\.[0-9]{1,9})?(?: ?(?P<pm>[AaPp][Mm])\b)?(?: ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 民国114年8月11日, 中华民国一一四年八月十一日
        rf"民国 ?(?P<roc>[0-9]{{2,3}}) ?年 ?(?P<m>[0-9]{{1,2}}) ?月(?: ?(?P<d>[0-9]{{1,2}}) ?日)?{_CLOCK}",
        rf"民国 ?(?P<roc_han>[〇零一二三四五六七八九十百]{{2,6}}){_HAN_MONTH_DAY}",
        # 2025年8月11日, 2025 年 8 月
        rf"(?<![0-9])(?P<y>[12][0-9]{{3}}) ?年 ?(?P<m>[0-9]{{1,2}}) ?月(?: ?(?P<d>[0-9]{{1,2}}) ?[日号])?{_CLOCK}",
        # 二〇二五年八月十一日
        rf"(?P<y_han>[一二][〇零oO0一二三四五六七八九]{{3}}){_HAN_MONTH_DAY}",
        # 2025-08-11 and what is glued to it: 2025-12-2315:30, 2025-12-23全国
        rf"(?<![0-9])(?P<y>[12][0-9]{{3}}) ?{_SEP} ?(?P<m>[0-9]{{2}}) ?{_SEP} ?(?P<d>[0-9]{{2}}){_CLOCK}",
        rf"(?<![0-9])(?P<y>[12][0-9]{{3}}) ?{_SEP} ?(?P<m>[0-9]{{1,2}}) ?{_SEP} ?(?P<d>[0-9]{{1,2}})(?![0-9]){_CLOCK}",
        rf"(?<![0-9])(?P<y>[12][0-9]{{3}})[-/](?P<m>0[1-9]|1[0-2])(?![0-9]|{_SEP}[0-9])",
        # 20250811, 20250811T103000
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])",
        # Aug 11, 2025; 11 August 2025; Mon, 11 Aug 2025 08:00:00 +0800
        rf"(?<![a-z]){_MONTH} ?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[12][0-9]{{3}})(?![0-9])(?:,| at)?{_CLOCK}",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](?P<y>[12][0-9]{{3}})(?![0-9]){_CLOCK}",
        # 25/12/2025, 12/25/2025: only where one of the two cannot be a month
        r"(?<![0-9])(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})/(?P<y>(?:19|20)[0-9]{2})(?![0-9])",
    )
)
# 114年8月11日, 114-08-11, 114.8.11: without 民国 a year of the Republic is told only where a date is sure to stand
_ROC_BARE = re.compile(
    r"(?<![0-9])(?P<roc>1[0-4][0-9]|[89][0-9])(?: ?年 ?|[-/.])(?P<m>[0-9]{1,2})(?: ?月 ?|[-/.])(?P<d>[0-9]{1,2})(?![0-9])日?"
)
_EPOCH = re.compile(r"\s*(?P<seconds>1[0-9]{9})(?:[0-9]{3})?(?:\.[0-9]+)?\s*")
_BARE_YEAR = re.compile(r"\s*(?P<y>(?:19|20)[0-9]{2}) ?年?\s*")
_DIGITS = {char: value for value, chars in enumerate(("〇零oO0", *"一二三四五六七八九")) for char in chars}


def plain(text: str) -> str:
    """One script, one width: what the patterns here are written in. The length is kept."""
    return simplify(map_width(text), "Hant")


def normal_date(text: str) -> str:
    """EDTF of the first date in a head line or field, with its time where one is told; empty where none is."""
    normal = plain(text)
    told = first(normal)
    if told:
        return told
    roc = _ROC_BARE.search(normal)
    if roc and edtf(roc):
        return edtf(roc)
    epoch = _EPOCH.fullmatch(normal)
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch["seconds"]), _LOCAL).strftime("%Y-%m-%dT%H:%M:%S")
    bare = _BARE_YEAR.fullmatch(normal)
    return bare["y"] if bare else ""


def first(normal: str) -> str:
    """EDTF of the valid date that stands first in plain text; of two forms at one place the one that tells more."""
    found: list[tuple[int, int, str]] = []
    for form in _FORMS:
        for match in form.finditer(normal):
            told = edtf(match)
            if told:
                found.append((match.start(), -len(told), told))
                break
    return min(found)[2] if found else ""


def at(normal: str, start: int) -> tuple[str, int]:
    """EDTF of the date that stands at exactly that place of plain text, and where it ends; no 民国 is needed there."""
    if normal.startswith("中华民国", start):
        start += 2
    found = [
        (edtf(match), match.end()) for form in (*_FORMS, _ROC_BARE) if (match := form.match(normal, start))
    ]
    return max(found, key=lambda told: len(told[0]), default=("", start))


def edtf(match: re.Match[str]) -> str:
    """The date of a match as EDTF; empty where there is no such day."""
    told = {key: value for key, value in match.groupdict().items() if value}
    if "one" in told:
        one, two = int(told["one"]), int(told["two"])
        if one != two and (one > 12) == (two > 12):
            return ""  # 11/08/2025 is August in Hong Kong and November in America
        moment = Moment(int(told["y"]), min(one, two), max(one, two))
    else:
        moment = Moment(_year(told), _month(told), _day(told))
    if not moment.valid:
        return ""
    if moment.day is None or "h" not in told:
        return moment.edtf()
    zone = told.get("zone", "").upper()
    if "s" not in told and "T" not in match.group().upper():
        zone = ""  # 10:30-11:30 are hours, T10:30-11:30 is a zone
    return _with_time(moment.first(), told, zone)


def _year(told: dict[str, str]) -> int:
    if "roc" in told:
        return 1911 + int(told["roc"])
    if "roc_han" in told:
        return 1911 + _han(told["roc_han"])
    return int(told["y"]) if "y" in told else _han(told["y_han"])


def _month(told: dict[str, str]) -> int:
    if "mon" in told:
        return _MONTHS.index(told["mon"].lower()) + 1
    return int(told["m"]) if "m" in told else _han(told["m_han"])


def _day(told: dict[str, str]) -> int | None:
    if "d" in told:
        return int(told["d"])
    return _han(told["d_han"]) if "d_han" in told else None


def _with_time(day: dt.date, told: dict[str, str], zone: str) -> str:
    hour, minute, second = int(told["h"]), int(told["min"]), int(told.get("s", "0"))
    if (told.get("half") in {"下午", "晚上"} or told.get("pm", "").lower() == "pm") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or second > 59:
        return day.isoformat()
    moment = dt.datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001  (of the place)
    if zone:
        digits = zone.lstrip("+-").replace(":", "")
        hours, minutes = (int(digits[:2]), int(digits[2:])) if digits.isdigit() else (0, 0)
        ahead = dt.timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith("-") else 1)
        try:
            moment += dt.timedelta(hours=8) - ahead
        except OverflowError:
            return day.isoformat()
    return moment.isoformat()


def _han(numeral: str) -> int:
    """二〇二五 digit by digit, 二十五 and 一百一十四 by their places."""
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numeral and "百" not in numeral:
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
