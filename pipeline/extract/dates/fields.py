"""What a time point is made of, as written and before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.numerals import scan

CHINESE_DIGITS = "〇零一二三四五六七八九十两廿卅"
#: a number of at most two digits, or of three Chinese ones (二十六)
SMALL = rf"(?:[0-9]{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})"
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", start=1)} | {"天": 7, "末": 6}
PARTS = {
    "初": "early", "初期": "early", "前期": "early", "早期": "early", "伊始": "early", "前半叶": "first-half",
    "上半叶": "first-half", "中": "mid", "中期": "mid", "中叶": "mid", "底": "late", "末": "late", "尾": "late",
    "杪": "late",
    "末期": "late", "后期": "late", "晚期": "late", "后半叶": "second-half", "下半叶": "second-half",
}  # fmt: skip
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(init=False, eq=False)
class Fields:
    """A time point as written. Numbers are as told; ``*_shift`` are relative to publication or to the text."""

    start: int
    end: int
    rule: str = ""
    year: int | None = None  # 0 and below: before the common era, counted as EDTF does
    year_base: int = 0  # what an era counts its years from: 1911 for the Republic
    short_year: bool = False  # 25年, 九七年: the century is to be inferred
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekday: int | None = None  # 1 = Monday
    weekend: bool = False
    from_text: bool = False  # shifts count from the date told last, not from publication
    quarter: int | None = None
    quarter_shift: int | None = None
    fiscal_quarter: bool = False  # 第二财季: the company's own
    half: int | None = None
    first_months: int | None = None
    decade: int | None = None
    last_decade: int | None = None  # the 70 of 六七十年代
    century: int | None = None  # 20 for 20世纪; -2 for 公元前3世纪
    century_shift: int | None = None
    part: str = ""
    season: int | None = None
    festival: str = ""
    lunar: bool = False
    leap: bool = False
    nth_week: int | None = None
    nth_weekday: int | None = None
    nth_day: int | None = None
    days_at_end: int | None = None
    days_at_start: int | None = None
    daypart: str = ""
    daypart_from: int = 0  # the hour at which that part of the day begins
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str = ""  # the value of a row of dates.csv: +08:00
    period: str = ""  # a fixed interval: 2021/2025 for 十四五
    anchored_day: bool = False  # 今(13)日 tells the day twice
    done: bool = False  # its clause says that what it tells is over: 已, 了
    ever_since: bool = False  # 9月27日冲突爆发以来: it has come

    def __init__(self, start: int, end: int, rule: str = "", **told: object) -> None:
        self.start, self.end, self.rule = start, end, rule
        self.__dict__.update(told)

    @property
    def has_year(self) -> bool:
        """Whether the year is told, by number or relative."""
        return self.year is not None or self.year_shift is not None

    @property
    def has_date(self) -> bool:
        """Whether anything but a clock time is told."""
        return self.has_year or any(
            value is not None and value != "" and value is not False
            for value in (
                self.month, self.month_shift, self.day, self.day_shift, self.week_shift, self.weekday, self.quarter,
                self.quarter_shift, self.fiscal_quarter, self.half, self.first_months, self.decade, self.century,
                self.century_shift, self.season, self.festival, self.nth_week, self.nth_weekday, self.nth_day,
                self.period,
            )
        )  # fmt: skip


def small(text: str) -> int | None:
    """The integer that ``text`` writes: 26, 二十六, 廿六, 两; None where it is no integer."""
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    numeral = scan(text, 0)
    if (
        numeral is None
        or numeral.end != len(text)
        or numeral.low != numeral.high
        or not isinstance(numeral.low, int)
    ):
        return None
    return numeral.low
