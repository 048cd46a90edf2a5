"""Years and longer: 2025年, 25年, 民国114年, 康熙三年, 114学年度, 2025财年, 90年代, 20世纪末, 公元前221年."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import CHINESE_DIGITS, PARTS, SMALL, small
from pipeline.gates import either

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.lexicon.times import Times

_YEAR4 = re.compile(r"(?:公元 ?)?([12][0-9]{3}) ?年(?!代|级|余|历史|的历史|多(?=[的了年]))(度|份)?")
_YEAR3 = re.compile(r"(?:公元 ?)?([0-9]{3}) ?年(?!代|级|多|余|前|来|间|历史|期|的历史|以|之|后)(度)?")
_YEAR_BC = re.compile(
    rf"(?:(?:公元|纪元|西元)前 ?([0-9]{{1,4}}|[{CHINESE_DIGITS}百]{{1,7}})|(?<=[和与、至到])前([0-9]{{3,4}})) ?年(?!代)"
)
# 2024第四季, 2025上半年, 2025全年
_YEAR4_ALONE = re.compile(
    r"((?:19|20)[0-9]{2}) ?(?=第[一二三四1-4] ?季|[上下]半年|[首末]季|全年(?![龄制级]))"
)
_YEAR_CN = re.compile(
    r"(?:公元)?([〇零一二三四五六七八九]{4}|[一二两]千[〇零一二三四五六七八九十百]{0,6}) ?年(?!代|级|来|历史|间|多|余)(度|份)?"
)
_YEAR_CN3 = re.compile(
    r"(?:公元)?([一二三四五六七八九][〇零一二三四五六七八九]{2}) ?年(?!代|级|来|历史|多|余)"
)
_YEAR2 = re.compile(
    r"([0-9]{2}|[〇零一二三四五六七八九]{2}) ?年(?!代|级|来|历史|间|期|多|余|以|之|后|内|前(?![两二三四五六七八九十0-9]{1,2} ?个?[季月]))(度)?"
)
_YEAR2_TAIL = re.compile(
    rf" ?(?:{SMALL} ?月(?!的?(?:有期)?徒刑|的?监禁)|底|初|末|中(?![国央])|年?第?[一二三四1-4] ?季|[上下]半年|Q[1-4]|前[两二三四五六七八九十0-9]+ ?个?[季月]|第[一二三四五六七八九十0-9]+个?[季月周星礼]|首[季月])"
)
_ROC = r"(1[0-9]{2}|[1-9][0-9]|一[〇零一二三四][〇零一二三四五六七八九])"
_ROC_YEAR = re.compile(rf"{_ROC} ?年(?!代|级|来|历史|间|期|多|余|以|之|后|内|前)(度)?")
# 114学年度, 115会计年度 in Taiwan; 2025财年, 2025财政年度 anywhere
_ROC_SCHOOL = re.compile(rf"(?:民国)?{_ROC} ?学年度?")
_ROC_FISCAL = re.compile(rf"(?:民国)?{_ROC} ?会计年度")
_FISCAL = re.compile(r"([12][0-9]{3}) ?(?:财年|财政年度?|会计年度)")
_DECADE = re.compile(r"([0-9]{2}|[12][0-9]{2}0|[一二三四五六七八九]十) ?年代")
_TWO_DECADES = re.compile(
    r"(?:(?P<a>[一二三四五六七八九])、?(?P<b>[一二三四五六七八九])十|"
    r"(?P<c>[0-9]0|[一二三四五六七八九]十)(?:年代)?(?:至|到|-|~|—{1,2}|、|和)(?P<d>[0-9]0|[一二三四五六七八九]十)) ?年代"
)
_CENTURY = re.compile(
    r"(?:公元)?(前)? ?([0-9]{1,2}|[一二三四五六七八九十]{1,3}|上个?|本|这个|下个?|新) ?世纪"
)
_RELATIVE_CENTURY = {"上": -1, "本": 0, "这": 0, "下": 1}
_DECADE_PART = re.compile(r"(初期?|前期|早期|中期|中叶|末期?|后期|晚期|后半叶|前半叶|下半叶|上半叶)")
_ERA_YEAR = re.compile(rf" ?(元|[0-9]{{1,3}}|[{CHINESE_DIGITS}]{{1,4}}) ?年(度)?")
_ANY_CENTURY = either(_CENTURY, _TWO_DECADES, _DECADE)
_ANY_YEAR = either(
    _YEAR_BC, _FISCAL, _YEAR4, _YEAR4_ALONE, _YEAR_CN, _YEAR_CN3, _YEAR3, _YEAR2, _ROC_SCHOOL, _ROC_FISCAL, _ROC_YEAR
)  # fmt: skip
_LENGTH_BEFORE = frozenset("近历达了满约逾第每")  # 近20年, 历15年: no years of a calendar
_AT = frozenset({"", "在", "于", "从", "自", "到", "，", "。"})


class YearReader:
    """Reads years of one text. ``region`` decides whether 114年 is a year of the Republic."""

    def __init__(self, text: str, times: Times, region: str) -> None:
        self.text = text
        self.times = times
        self.region = region

    def century(self, f: Fields) -> bool:
        """20世纪90年代末, 上世纪80年代, 本世纪末, 90年代, 2020年代, 六七十年代, 公元前3世纪."""
        text = self.text
        if not _ANY_CENTURY.match(text, f.end):
            return False
        match = _CENTURY.match(text, f.end)
        if match:
            word = match[2]
            number = None if word[0] in _RELATIVE_CENTURY else small(word)
            if word[0] == "新" or (word[0] not in _RELATIVE_CENTURY and not (number and number < 30)):
                return False
            f.century_shift = _RELATIVE_CENTURY.get(word[0])
            f.century = 1 - number if match[1] and number else number
            f.end, f.rule = match.end(), "century"
        decade = self._decade(f)
        if not (match or decade):
            return False
        part = _DECADE_PART.match(text, f.end)
        if part:
            f.part, f.end = PARTS[part[1]], part.end()
        return True

    def _decade(self, f: Fields) -> bool:
        two = _TWO_DECADES.match(self.text, f.end)
        if two:
            first, last = small(two["a"] or two["c"]) or 0, small(two["b"] or two["d"]) or 0
            first, last = (first * 10, last * 10) if two["a"] else (first, last)
            if first < last and first % 10 == last % 10 == 0:
                f.decade, f.last_decade, f.end, f.rule = first, last, two.end(), "decade"
                return True
        decade = _DECADE.match(self.text, f.end)
        value = small(decade[1]) if decade else None
        if decade is None or value is None or value % 10:
            return False
        f.decade = value % 100
        if value >= 1000:
            f.century = value // 100 + 1
        f.end, f.rule = decade.end(), "decade"
        return True

    def year(self, f: Fields, *, era: bool = True) -> bool:
        """A year told by number, in any calendar; ``era``: the name of an era may stand there."""
        if era and self._era(f):
            return True
        if not _ANY_YEAR.match(self.text, f.end):
            return False
        return self._republic(f) or self._common(f) or self._short(f)

    def _era(self, f: Fields) -> bool:
        """昭和20年, 康熙六十一年, 平成元年, 民国三年."""
        era = self.times.at("era", self.text, f.end)
        if era is None:
            return False
        word, end = era
        number = _ERA_YEAR.match(self.text, end)
        nth = 1 if number and number[1] == "元" else small(number[1]) if number else None
        if number is None or not nth or nth > 300:
            return False
        f.year_base = int(word.value) - 1
        f.year, f.end, f.rule = f.year_base + nth, number.end(), f"era({word.place})"
        return True

    def _republic(self, f: Fields) -> bool:
        """114年, 一一四年, 114年度, 114学年度 in Taiwan."""
        if self.region != "TW":
            return False
        text, at = self.text, f.end
        match = _ROC_SCHOOL.match(text, at)
        if match:  # from 1 August to 31 July
            year = (small(match[1]) or 0) + 1911
            f.period, f.end, f.rule = f"{year}-08/{year + 1}-07", match.end(), "roc-school-year"
            return True
        match = _ROC_FISCAL.match(text, at)
        if match:  # the calendar year since 2001
            f.year, f.end, f.rule = (small(match[1]) or 0) + 1911, match.end(), "roc-fiscal-year"
            return True
        match = _ROC_YEAR.match(text, at)
        if match is None:
            return False
        number = small(match[1]) or 0
        tail = _YEAR2_TAIL.match(text, match.end())
        if not (100 <= number <= 150 or (match[2] and number > 30) or (number > 60 and tail)):
            return False
        f.year, f.year_base, f.end, f.rule = number + 1911, 1911, match.end(), "roc-year"
        return True

    def _common(self, f: Fields) -> bool:
        """2025年, 二〇二五年, 2025财年, 公元618年, 公元前221年."""
        text, at = self.text, f.end
        match = _YEAR_BC.match(text, at)
        value = small(match[1] or match[2]) if match else None
        if match and value:
            f.year, f.end, f.rule = 1 - value, match.end(), "year-before-christ"
            return True
        match = _FISCAL.match(text, at)
        if match:
            f.year, f.end, f.rule = int(match[1]), match.end(), "fiscal-year"
            return True
        for pattern in (_YEAR4, _YEAR4_ALONE, _YEAR_CN, _YEAR_CN3, _YEAR3):
            match = pattern.match(text, at)
            value = small(match[1]) if match else None
            if match is None or value is None or not 100 <= value <= 2999:
                continue
            before = text[at - 1 : at]
            if before in {"近", "逾", "约", "超", "历", "达"} and value % 100 == 0:  # 近2000年
                continue
            if (
                pattern is _YEAR3
                and before not in {"元", "在", "于", ""}
                and not match.group().startswith("公")
            ):
                continue
            f.year, f.end, f.rule = value, match.end(), "year"
            return True
        return False

    def _short(self, f: Fields) -> bool:
        """08年, 19年底, 25年7月, 九七年 are years; 20年, 15年的历史, 二十年 are durations."""
        text = self.text
        match = _YEAR2.match(text, f.end)
        value = small(match[1]) if match else None
        if match is None or value is None or text[match.start() - 1 : match.start()] in _LENGTH_BEFORE:
            return False
        digits = match[1]
        if not (digits[0] in "0〇零" or _YEAR2_TAIL.match(text, match.end()) or match[2]):
            if digits[0].isascii():
                if value < 80 or text[match.start() - 1 : match.start()] not in _AT:
                    return False
            elif value < 49 or "十" in digits:
                return False
        f.year, f.short_year, f.end, f.rule = value, True, match.end(), "short-year"
        return True
