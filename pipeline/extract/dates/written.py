"""Dates written with digits and signs: 2025-07-26, 2025/7/26, 20250726, 13.5.2015, 2025Q3, 2024-25财年."""

from __future__ import annotations

import re

from pipeline.extract.dates.fields import Fields
from pipeline.gates import either

_ISO = re.compile(
    r"(?<![0-9A-Za-z./])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])(?:\2(3[01]|[12][0-9]|0?[1-9]))?(?![0-9A-SU-Za-z])"
)
_ISO_SPACED = re.compile(
    r"(?<![0-9A-Za-z.])([12][0-9]{3})(?: |\. ?|/)(0?[1-9]|1[0-2])(?: |\. ?|-)(3[01]|[12][0-9]|0[1-9])(?![0-9]| ?[万亿千百%./])"
)
_ISO_MONTH = re.compile(
    r"(?<![0-9A-Za-z./])([12][0-9]{3})([-.])(0[1-9]|1[0-2])(?![0-9A-Za-z./]|-[0-9]{1,2}(?![0-9])|[万亿%])"
)
_COMPACT = re.compile(
    r"(?<![0-9A-Za-z._-])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(3[01]|[12][0-9]|0[1-9])(?![0-9A-Za-z万亿%.])"
)
_DMY = re.compile(
    r"(?<![0-9A-Za-z./])(3[01]|[12][0-9]|0?[1-9])([-/.])(1[0-2]|0?[1-9])\2((?:19|20)?[0-9]{2})(?![0-9A-Za-z]|\2|[年月日])"
)
_MONTH_SLASH = re.compile(
    r"(?<![0-9/.])(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?=号|日|\([一二三四五六日]\)| ?\((?:周|星期|礼拜)?[一二三四五六日])(?:号|日)?"
)
# 8/12起开放, 5/19投票: with what only happens on a day behind; no share: 占1/4
_MONTH_SLASH_TOLD = re.compile(
    r"(?<![0-9/.达到过逾近约成降减占有剩余仅只的为以经须需获由])(?!9/11)(?![1-3]/[234](?![0-9])|5/6)(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?![0-9/%.])(?=起(?!码)|前(?![0-9])|"
    r"当[天日晚]|凌晨|清晨|上午|中午|下午|晚[间上]|举[行办]|登场|投票|截止|生效|上路|上映|开[幕跑放馆播庭]|首播|公布|宣判|出庭|发生|落幕|闭幕|报到|启用|通车|复[工课航业])"
)
# 第3周(1/18-24), 上周(8/30~9/1)
_DAYS_IN_BRACKETS = re.compile(
    r"(?<=[周月期日间天]\()(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?=[-~至](?:(?:1[0-2]|0?[1-9])/)?(?:3[01]|[12][0-9]|0?[1-9])\))"
)
_M_D = r"(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])"
# 周四(10/9), (7/24); (1/3) alone is a part; 于9/12举行, 自10/3至11/20, and not 小于1/3
_DAY_BEHIND_WEEKDAY = re.compile(rf"(?<=[周期拜][一二三四五六日天]\(){_M_D}(?=\))")
_DAY_IN_BRACKETS = re.compile(
    r"(?<=[\u4e00-\u9fff]\()(?<!说\()(?<!格\()(?<!集\()(?<!册\()(?<!篇\()(?<!径\()(1[0-2]|0?[1-9])/(3[01]|2[0-9]|1[3-9])(?=\))"
)
_DAY_IN_TEXT = re.compile(
    rf"(?:(?<=[于自从])(?<![小大低高少多等位处介优限止善异缘基]于)|(?<=[，、])(?=[0-9/]+(?:结束|闭幕|开幕|举行))){_M_D}(?=[至到~-]{_M_D}(?![0-9/%])|举[行办]|[起前后]|开[始幕庭放]|登|公布|在(?!于)|[上下]午|晚|凌晨|早[上晨]|中午|宣|发[布表射]|出发|抵|赴|完工|结束|截止|正式|投票|召开)"
)
_LAST_IN_TEXT = re.compile(r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9/%])")
_SLASHED = (
    _MONTH_SLASH,
    _DAYS_IN_BRACKETS,
    _DAY_BEHIND_WEEKDAY,
    _DAY_IN_BRACKETS,
    _DAY_IN_TEXT,
    _MONTH_SLASH_TOLD,
)
_LAST_IN_BRACKETS = re.compile(r"(?:(?P<month>1[0-2]|0?[1-9])/)?(?P<day>3[01]|[12][0-9]|0?[1-9])(?=\))")
_QUARTER_LATIN = re.compile(
    r"(?<![0-9A-Za-z])(?:(?P<y1>[12][0-9]{3}) ?年? ?Q(?P<q1>[1-4])|Q(?P<q2>[1-4])[ /]?(?P<y2>[12][0-9]{3})|(?P<q3>[1-4])Q(?P<y3>[0-9]{2}|20[0-9]{2})|(?P<y5>[0-9]{2})Q(?P<q5>[1-4])|Q(?P<q4>[1-4]))(?:季度|季)?(?![0-9A-Za-z])"
)
_HALF_LATIN = re.compile(
    r"(?<![0-9A-Za-z])(?:(?P<y1>[12][0-9]{3}) ?年? ?[hH](?P<h1>[12])|(?P<h2>[12])[hH](?P<y2>[0-9]{2}|20[0-9]{2}))(?![0-9A-Za-z])"
)
_FISCAL = re.compile(
    r"(?<![0-9A-Za-z])([12][0-9]{3})(?:[-/~至]|—{1,2})([12][0-9]{3}|[0-9]{2})(?:年度|财年|财政年度|学年|赛季|年赛季|年度赛季|财政年)"
)
_SHORT_SEASON = re.compile(r"(?<![0-9A-Za-z./-])([0-9]{2})[-/~]([0-9]{2})(?:年度?)?(?:赛季|学年)")
_SEASON = re.compile(r"(?<![0-9A-Za-z./~至-])([12][0-9]{3})(?:年度?)?赛季")  # 2009赛季, of one year

_ANY = either(
    _ISO, _ISO_SPACED, _ISO_MONTH, _COMPACT, _DMY, *_SLASHED, _QUARTER_LATIN, _HALF_LATIN, _FISCAL, _SHORT_SEASON, _SEASON,
)  # fmt: skip
_FIRSTS = frozenset("0123456789Qq")
_THIS_CENTURY = 50  # 24-25赛季 is of this century, 98-99赛季 of the last


def read(text: str, f: Fields) -> bool:
    """2025-07-26, 2025/7/26, 2025.7.26, 20250726, 13.5.2015, 2025-07, 2025Q3, 2024-25财年, 7/26(六)."""
    at = f.end
    if text[at : at + 1] not in _FIRSTS or not _ANY.match(text, at):
        return False
    if _two_years(text, f):
        return True
    for pattern in (_ISO_SPACED, _ISO, _COMPACT):
        match = pattern.match(text, at)
        if match:
            groups = [g for g in match.groups() if g is not None and g.isdigit()]
            if len(groups) == 3:
                f.year, f.month, f.day = (int(g) for g in groups)
                f.end, f.rule = match.end(), "iso"
                if text[f.end : f.end + 1] == "T":
                    f.end += 1
                return True
    match = _ISO_MONTH.match(text, at)
    if match:
        f.year, f.month, f.end, f.rule = int(match[1]), int(match[3]), match.end(), "iso-month"
        return True
    match = _DMY.match(text, at)
    if match:
        year = int(match[4])
        if match[2] == "." and year < 100:  # 版本2.7.26
            return False
        f.day, f.month, f.year = int(match[1]), int(match[3]), year + 2000 if year < 100 else year
        f.end, f.rule = match.end(), "day-month-year"
        return True
    match = _QUARTER_LATIN.match(text, at)
    if match:
        told = match["y1"] or match["y2"] or match["y3"] or match["y5"]
        f.quarter = int(match["q1"] or match["q2"] or match["q3"] or match["q4"] or match["q5"])
        f.year = None if told is None else int(told) + (2000 if len(told) == 2 else 0)
        f.end, f.rule = match.end(), "quarter"
        return True
    match = _HALF_LATIN.match(text, at)
    if match:
        told = match["y1"] or match["y2"]
        f.year, f.half = int(told) + (2000 if len(told) == 2 else 0), int(match["h1"] or match["h2"])
        f.end, f.rule = match.end(), "half-year"
        return True
    match = next((found for slashed in _SLASHED if (found := slashed.match(text, at))), None)
    if match:
        f.month, f.day, f.end, f.rule = int(match[1]), int(match[2]), match.end(), "month/day"
        return True
    return False


def last_slashed(text: str, first: Fields, at: int) -> Fields | None:
    """24 of 1/18-24), 9/1 of 8/30~9/1), 11/20 of 10/3至11/20: the last day of a span of days with a slash."""
    if first.rule != "month/day":
        return None
    match = _LAST_IN_BRACKETS.match(text, at) or _LAST_IN_TEXT.match(text, at)
    if match is None:
        return None
    last = Fields(at, match.end())
    last.month, last.day, last.rule = int(match["month"] or first.month or 0), int(match["day"]), "month/day"
    return last


def _two_years(text: str, f: Fields) -> bool:
    """2024-25财年, 2023-2024学年, 24-25赛季: two years that are one period; 2009赛季: a season of one."""
    match = _FISCAL.match(text, f.end)
    if match:
        first, last = int(match[1]), int(match[2])
        last = first // 100 * 100 + last if last < 100 else last
        if last == first + 1 or (last > first and ("赛季" not in match.group() or "至" in match.group())):
            f.period, f.end, f.rule = f"{first}/{last}", match.end(), "fiscal-year"
            return True
    match = _SEASON.match(text, f.end)
    if match:
        f.year, f.end, f.rule = int(match[1]), match.end(), "season"
        return True
    match = _SHORT_SEASON.match(text, f.end)
    if match and int(match[2]) == int(match[1]) + 1:
        first = int(match[1]) + (2000 if int(match[1]) < _THIS_CENTURY else 1900)
        f.period, f.end, f.rule = f"{first}/{first + 1}", match.end(), "fiscal-year"
        return True
    return False
