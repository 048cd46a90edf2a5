"""The grammar of time points: from characters to fields. Nothing is resolved here.

``point(text, at)`` reads the longest time expression of normalised text that starts at ``at``:

    2025年7月26日  今年1月  7月23日  26日  上周五  1月底  第三季度  2025Q3  上半年  前三季度  20世纪90年代末
    民国114年  康熙三年五月  农历八月十五  去年中秋节  8月的最后一个星期一  昨晚8时35分  今(13)日  2025-07-26
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates import written
from pipeline.extract.dates.clock import ZONE, Clock
from pipeline.extract.dates.fields import CHINESE_DIGITS, PARTS, SMALL, WEEKDAYS, Fields, small

if TYPE_CHECKING:
    from pipeline.lexicon.times import Times

_YEAR4 = re.compile(r"(?:公元 ?)?([12][0-9]{3}) ?年(?!代|级|余|历史|的历史|多(?=[的了年]))(度|份)?")
_YEAR3 = re.compile(r"(?:公元 ?)?([0-9]{3}) ?年(?!代|级|多|余|前|来|间|历史|期|的历史|以|之|后)(度)?")
_YEAR_BC = re.compile(r"公元前 ?([0-9]{1,4}) ?年")
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
    rf" ?(?:{SMALL} ?月|底|初|末|中(?![国央])|年?第?[一二三四1-4] ?季|[上下]半年|Q[1-4]|前[两二三四五六七八九十0-9]+ ?个?[季月]|第[一二三四五六七八九十0-9]+个?[季月周星]|首[季月])"
)
_ROC_YEAR = re.compile(r"(1[0-9]{2}|[1-9][0-9]) ?年(?!代|级|来|历史|间|期|多|余|以|之|后|内|前)(度)?")
_MONTH = re.compile(
    rf"({SMALL}) ?月(?!球|亮|台|饼|薪|租|光|报|刊|息|供|均|嫂|牙|经|色|子|考|票|历)(?:份(?!子|量|额))?"
)
_DAY = re.compile(
    rf"({SMALL}) ?(?:(日)(?!元|圆|币|本(?![报月周届次])|军|报(?!道)|记|志|历|均|托管|游|式|系|常|语|籍|文化)|"
    rf"(号)(?!楼|线|机(?!场)|院|店|馆|文|台|站|坑|室|房|门|桌|车|员|令|公|段|井|矿|船|舰|卫|球|种|基|候|飓|风|烈|热|暴|强|信|戒|波|仓|库|展|厅|柜|窗|"
    rf"码|称|召|角|手|嘉|人物|病|选手|决议|决定|案|通知|条例|提案|议案|核电|电站|火箭|发射|泊位|高地|地块|坝|桥|隧))"
)
_DAY_BARE = re.compile(
    r"([12][0-9]|3[01]|[1-9]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?)(?![0-9十百千万亿.日号个人名家%年月天])"
)
_LUNAR_DAY = re.compile(
    r"(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?|[0-9]{1,2})日?(?!月|年|个|名|家|人|岁)"
)
_LUNAR_MONTH = re.compile(r"(闰)?(正|腊|冬|[一二三四五六七八九十]{1,2}|[0-9]{1,2})月(?:份)?")
_LUNAR_MARK = re.compile(r"(?:农历|阴历|旧历|夏历)(?:的)?")
_QUARTER = re.compile(r"第?([一二三四1-4]) ?季(?:度)?(?!军|后赛)|首季(?:度)?|末季")
_HALF = re.compile(r"(上|下|前|后)半年(?:度)?")
_FIRST = re.compile(r"(?:前|头|首)([一二两三四五六七八九十0-9]{1,3}) ?(?:个)?(季度?|月)(?!军)|首(月)")
_NTH_MONTH = re.compile(r"第([一二三四五六七八九十0-9]{1,3}) ?个月")
_YEAR_PART = re.compile(r"年?(初|底|末(?!尾)|中(?![国央旬期等共学心间断华欧美日东医药超级专介])|伊始|尾)")
_MONTH_PART = re.compile(r"(上|中|下)旬|(初|底|末|中(?![国央旬期等共学心间断华欧美日东医药超级专介]))")
_LONE_YEAR_PART = re.compile(r"年(初|底|末|中|尾)(?![国央])")
_LONE_MONTH_PART = re.compile(r"月(初|底|末|中)")
_NTH_WEEK = re.compile(
    r"的?第([一二三四五六七八九十0-9]{1,3}) ?个?(?:周(?![一二三四五六日末])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天]))"
)
_NTH_WEEKDAY = re.compile(r"的?(?:第([一二三四五1-5])个?|(最后)一?个?)(?:星期|周|礼拜)([一二三四五六日天])")
_NTH_DAY = re.compile(r"的?第([一二三四五六七八九十0-9]{1,3})天")
_FIRST_DAYS = re.compile(r"的?(前|最后)([一二两三四五六七八九十0-9]{1,3})(?:天|日)")
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)([一二三四五六日天]|末)(?![0-9年月]|[岁刊报])")
_DECADE = re.compile(r"([0-9]{2}|[12][0-9]{2}0|[一二三四五六七八九]十) ?年代")
_CENTURY = re.compile(r"(?:公元)?(前)?([0-9]{1,2}|[一二三四五六七八九十]{1,3}|上个?|本|这个|下个?|新) ?世纪")
_DECADE_PART = re.compile(r"(初期?|前期|早期|中期|中叶|末期?|后期|晚期|后半叶|前半叶|下半叶|上半叶)")
_PAREN_DAY = re.compile(
    r"(今|昨|明|前|后)(?:天|日)?\(([0-9]{1,2})\)(?:日|天)?(晚间?|早上?|上午|下午|凌晨|中午)?"
)
_GAP = re.compile(r"[ ]?的?")
_SPACE = re.compile(r" ?")
_NOT_BEFORE_YEAR_PART = frozenset("0123456789〇零一二三四五六七八九十今去明前后当同次翌每全半")


class PointReader:
    """Reads time points of one text. ``region`` decides whether 114年 is a year of the Republic."""

    def __init__(self, text: str, times: Times, region: str) -> None:
        self.text = text
        self.times = times
        self.region = region
        self.clock = Clock(text, times)

    def point(self, at: int) -> Fields | None:
        """The longest time point that starts at ``at``."""
        zone = ZONE.match(self.text, at)
        fields = Fields(at, zone.end() if zone else at)
        found = written.read(self.text, fields) or self._spoken(fields)
        if not found:
            return None
        self.clock.after_day(fields)
        if fields.end <= (zone.end() if zone else at):
            return None
        return fields

    # -- small steps: each reads something at fields.end, sets it and moves on, or leaves all as it was --

    def _spoken(self, f: Fields) -> bool:
        if self._paren_day(f) or self._fixed(f):
            return True
        started = self._century(f) or self._year(f) or self._relative(f)
        if started and f.rule in {"century", "decade"}:
            return True
        if self._lunar_date(f):
            return True
        if not started or f.has_year:
            gap = _GAP.match(self.text, f.end) if started else _SPACE.match(self.text, f.end)
            at, f.end = f.end, gap.end() if gap and started else f.end
            if not (self._below_year(f) or (started and self._nth_of(f))):
                f.end = at
                if not started and not self._month_or_day(f):
                    return self._lone(f)
        elif f.month_shift is not None or f.rule == "month":
            self._below_month(f)
        elif f.week_shift is not None:
            self._weekday_after(f)
        elif f.quarter_shift is not None:
            self._quarter_end(f)
        return f.end > f.start and bool(f.rule)

    def _paren_day(self, f: Fields) -> bool:
        """今(13)日, 昨(12)晚间: Taiwan's papers tell the day twice."""
        match = _PAREN_DAY.match(self.text, f.end)
        if not match:
            return False
        f.day_shift = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}[match[1]]
        f.day, f.anchored_day = int(match[2]), True
        f.daypart = {"晚间": "晚间", "晚": "晚上", "早": "早上"}.get(match[3] or "", match[3] or "")
        f.end, f.rule = match.end(), "today-with-day"
        return True

    def _fixed(self, f: Fields) -> bool:
        """十四五期间, 抗战时期: intervals that are known."""
        for kind in ("plan", "period"):
            found = self.times.at(kind, self.text, f.end)
            if found is None:
                continue
            word, end = found
            tail = re.compile(r"(?:规划|计划)?(?:期间|时期|末|初|以来|(?=规划|计划|期))").match(
                self.text, end
            )
            if kind == "plan" and not tail:
                continue
            if tail and tail.group() in {"期间", "时期", "规划期间"}:
                end = tail.end()
            f.period, f.end, f.rule = word.value, end, f"{kind}({word.place})"
            return True
        return False

    def _century(self, f: Fields) -> bool:
        """20世纪90年代末, 上世纪80年代, 本世纪末, 90年代, 2020年代."""
        text = self.text
        match = _CENTURY.match(text, f.end)
        if match:
            word = match[2]
            relative = {"上": -1, "本": 0, "这": 0, "新": 0, "下": 1}.get(word[0])
            if word[0] == "新":
                return False
            f.century_shift = relative
            f.century = None if relative is not None else small(word)
            if match[1] or (relative is None and not (f.century and f.century < 30)):
                f.century = f.century_shift = None
                return False
            f.end, f.rule = match.end(), "century"
        decade = _DECADE.match(text, f.end)
        if decade:
            value = small(decade[1])
            if value is None or value % 10:
                return bool(match)
            if value >= 1000:
                f.century, f.decade = value // 100 + 1, value % 100
            else:
                f.decade = value
            f.end, f.rule = decade.end(), "decade"
        if not (match or decade):
            return False
        part = _DECADE_PART.match(text, f.end)
        if part:
            f.part, f.end = PARTS[part[1]], part.end()
        return True

    def _year(self, f: Fields) -> bool:
        text, at = self.text, f.end
        era = self.times.at("era", text, at)
        if era is not None:
            word, end = era
            number = re.compile(rf" ?(元|[0-9]{{1,3}}|[{CHINESE_DIGITS}]{{1,4}}) ?年(度)?").match(text, end)
            if number:
                nth = 1 if number[1] == "元" else small(number[1])
                if nth and nth <= 300:
                    f.year, f.end, f.rule = int(word.value) + nth - 1, number.end(), f"era({word.place})"
                    return True
        if self.region == "TW":
            match = _ROC_YEAR.match(text, at)
            if match and (100 <= int(match[1]) <= 150 or (match[2] and int(match[1]) > 30) or (
                int(match[1]) > 60 and _YEAR2_TAIL.match(text, match.end()))):  # fmt: skip
                f.year, f.end, f.rule = int(match[1]) + 1911, match.end(), "roc-year"
                return True
        for pattern in (_YEAR4, _YEAR_CN, _YEAR_CN3, _YEAR3):
            match = pattern.match(text, at)
            value = small(match[1]) if match else None
            if match is None or value is None or not 100 <= value <= 2999:
                continue
            before = text[at - 1 : at]
            if before in {"近", "逾", "约", "超", "历", "达"} and value % 100 == 0:  # 近2000年
                continue
            if pattern is _YEAR3 and before not in {"元", "在", "于", ""}:
                continue
            f.year, f.end, f.rule = value, match.end(), "year"
            return True
        match = _YEAR2.match(text, at)
        if match and self._is_short_year(match):
            f.year, f.short_year, f.end, f.rule = small(match[1]), True, match.end(), "short-year"
            return True
        return False

    def _is_short_year(self, match: re.Match[str]) -> bool:
        """08年, 19年底, 25年7月, 九七年 are years; 20年, 15年的历史, 二十年 are durations."""
        digits = match[1]
        value = small(digits)
        if value is None or self.text[match.start() - 1 : match.start()] in {
            "近",
            "历",
            "达",
            "了",
            "满",
            "约",
            "逾",
            "第",
            "每",
        }:
            return False
        if digits[0] in "0〇零" or _YEAR2_TAIL.match(self.text, match.end()) or match[2]:
            return True
        if not digits[0].isascii():
            return value >= 49 and "十" not in digits
        return value >= 80 and self.text[match.start() - 1 : match.start()] in {
            "",
            "在",
            "于",
            "从",
            "自",
            "到",
            "，",
            "。",
        }

    def _relative(self, f: Fields) -> bool:
        """今年, 去年, 次年, 上月, 同月, 上周, 昨天, 同日."""
        text, at = self.text, f.end
        for kind, field in (
            ("year", "year_shift"), ("month", "month_shift"), ("week", "week_shift"), ("quarter", "quarter_shift"),
            ("day", "day_shift"), ("same-year", "year_shift"), ("same-month", "month_shift"), ("same-day", "day_shift"),
        ):  # fmt: skip
            found = self.times.at(kind, text, at)
            if found is None or not self._word_ends(found[0].surface, found[1]):
                continue
            word, end = found
            setattr(f, field, int(word.value))
            f.from_text = kind.startswith("same")
            f.end, f.rule = end, f"{kind}({word.place})"
            if kind in {"day", "same-day"} and word.surface[-1] in "晚夜早晨午":
                f.daypart = {"晚": "晚上", "夜": "深夜", "早": "早上", "晨": "早晨", "午": "中午"}[
                    word.surface[-1]
                ]
            return True
        return False

    def _word_ends(self, surface: str, end: int) -> bool:
        """Not the beginning of another word: 今年轻人, 当天气, 同年级, 本月球, 上周期, 今日头条."""
        following = self.text[end : end + 2]
        if surface[-1] == "年" and following[:1] in {"轻", "龄", "级", "代", "味", "画", "糕", "夜"}:
            return False
        if surface[-1] in "天日" and following[:1] in {
            "气",
            "津",
            "然",
            "下",
            "空",
            "真",
            "本",
            "军",
            "报",
            "元",
            "籍",
            "语",
            "圆",
            "方",
        }:
            return following[:1] == "下" and following != "下地"
        if surface[-1] == "周" and following[:1] in {"期", "转", "边", "年", "刊", "长", "岁", "围"}:
            return following[:1] == "长" and False
        if surface[-1] == "季" and following[:1] in {"军", "后", "节"}:
            return False
        return not (surface[-1] == "月" and following[:1] in {"球", "亮", "饼", "薪", "台"})

    def _below_year(self, f: Fields) -> bool:
        """What may stand behind a year, or alone with the year to be inferred."""
        return (
            self._half_or_quarter(f)
            or self._month_or_day(f)
            or self._season_or_festival(f)
            or self._part_of_year(f)
        )

    def _half_or_quarter(self, f: Fields) -> bool:
        text, at = self.text, f.end
        match = _HALF.match(text, at)
        if match:
            f.half, f.end, f.rule = (1 if match[1] in "上前" else 2), match.end(), f.rule or "half-year"
            return True
        match = _FIRST.match(text, at)
        if match:
            count = small(match[1]) if match[1] else 1
            months = (count or 0) * (3 if match[2] and match[2][0] == "季" else 1)
            if 1 <= months <= 12:
                f.first_months, f.end, f.rule = months, match.end(), f.rule or "first-months"
                return True
        match = _NTH_MONTH.match(text, at)
        month = small(match[1]) if match else None
        if match and f.has_year and month and month <= 12:
            f.month, f.end = month, match.end()
            return True
        match = _QUARTER.match(text, at)
        if match:
            first = match.group()[0]
            f.quarter = 1 if first == "首" else 4 if first == "末" else small(match[1])
            f.end, f.rule = match.end(), f.rule or "quarter"
            self._quarter_end(f)
            return True
        return False

    def _quarter_end(self, f: Fields) -> None:
        match = re.compile(r"(末|底|初)").match(self.text, f.end)
        if match:
            f.part, f.end = PARTS[match[1]], match.end()

    def _month_or_day(self, f: Fields) -> bool:
        match = _MONTH.match(self.text, f.end)
        month = small(match[1]) if match else None
        this_month = self.times.at("month", self.text, f.end) if f.year_shift is not None else None
        if this_month is not None:  # 去年本月十日
            f.month_shift, f.end = int(this_month[0].value), this_month[1]
            self._below_month(f)
            return True
        if match and month and 1 <= month <= 12:
            f.month, f.end, f.rule = month, match.end(), f.rule or "month"
            self._below_month(f)
            return True
        if f.has_year:
            return False
        return self._day(f, alone=True)

    def _below_month(self, f: Fields) -> None:
        gap = _SPACE.match(self.text, f.end)
        at, f.end = f.end, gap.end() if gap else f.end
        if self._day(f, alone=False) or self._part_of_month(f) or self._nth_of(f) or self._festival(f):
            return
        f.end = at

    def _day(self, f: Fields, *, alone: bool) -> bool:
        text, at = self.text, f.end
        match = _DAY.match(text, at)
        if match:
            day = small(match[1])
            if day is None or not 1 <= day <= 31 or (alone and not self._day_alone(match, day)):
                return False
            f.day, f.end, f.rule = day, match.end(), f.rule or "day"
            return True
        if alone:
            return False
        match = _DAY_BARE.match(text, at)
        if (
            match
            and not match[1].isascii()
            and (f.has_year or text[match.end() : match.end() + 1] in {"", "，", "。"})
        ):
            f.day, f.end = small(match[1]), match.end()
            return f.day is not None
        return False

    def _day_alone(self, match: re.Match[str], day: int) -> bool:
        """26日, 26号 with no month: not 3日 in 停工3日 (a duration), not 1号 (a number)."""
        word, before = match[2] or match[3], self.text[match.start() - 1 : match.start()]
        if word == "号" and self.region == "HK":  # 八号风球, 三号干线: Hong Kong writes 日 for a day
            return False
        if match[1] in {"一", "两"}:  # 一日, 两日: a length
            return False
        following = self.text[match.end() : match.end() + 1]
        if before and before in "第近每达满了前后长连续共约逾过":
            return False
        if before and (before.isascii() and before.isalnum()):
            return False
        if following in {"游", "内", "前", "后", "间", "之"} and word == "日" and day < 10:
            return following == "前" and day > 5
        if word != "日":  # 号
            return day > 3 or following in {
                "",
                "，",
                "。",
                "晚",
                "上",
                "下",
                "凌",
                "在",
                "举",
                "开",
                "召",
                "宣",
                "起",
            }
        return True

    def _part_of_month(self, f: Fields) -> bool:
        match = _MONTH_PART.match(self.text, f.end)
        if not match:
            return False
        f.part = (
            {"上": "first-ten", "中": "middle-ten", "下": "last-ten"}[match[1]]
            if match[1]
            else PARTS[match[2]]
        )
        f.end = match.end()
        return True

    def _part_of_year(self, f: Fields) -> bool:
        if not f.has_year:
            return False
        match = _YEAR_PART.match(self.text, f.end)
        if not match:
            return False
        f.part, f.end = PARTS[match[1]], match.end()
        return True

    def _nth_of(self, f: Fields) -> bool:
        """第一周, 第一个周二, 最后一个星期一, 第一天, 前4天, 最后五天 of a year or month."""
        text, at = self.text, f.end
        match = _NTH_WEEKDAY.match(text, at)
        if match and (f.month or f.month_shift is not None):
            f.nth_weekday = -1 if match[2] else small(match[1])
            f.weekday, f.end = WEEKDAYS[match[3]], match.end()
            return True
        match = _NTH_WEEK.match(text, at)
        if match:
            f.nth_week, f.end = small(match[1]), match.end()
            return True
        match = _NTH_DAY.match(text, at)
        if match:
            f.nth_day, f.end = small(match[1]), match.end()
            return True
        match = _FIRST_DAYS.match(text, at)
        if match and (f.month or f.month_shift is not None):
            count = small(match[2])
            if match[1] == "前":
                f.days_at_start = count
            else:
                f.days_at_end = count
            f.end = match.end()
            return True
        return False

    def _season_or_festival(self, f: Fields) -> bool:
        for kind in ("season", "season-now", "season-last"):
            found = self.times.at(kind, self.text, f.end)
            if found is None or (kind == "season" and not f.has_year):
                continue
            word, end = found
            f.season = int(word.value)
            if kind != "season":
                f.year_shift = 0 if kind == "season-now" else -1
            f.end, f.rule = end, f.rule or f"season({word.place})"
            return True
        return self._festival(f)

    def _festival(self, f: Fields) -> bool:
        found = self.times.at("festival", self.text, f.end)
        if found is None:
            return False
        word, end = found
        f.festival, f.end, f.rule = word.value, end, f.rule or f"festival({word.place})"
        return True

    def _lunar_date(self, f: Fields) -> bool:
        """农历八月十五, 正月初一, 腊月廿三, 五月廿二, 闰四月, 大年初十."""
        text, at = self.text, f.end
        mark = _LUNAR_MARK.match(text, at)
        place = mark.end() if mark else at
        year = Fields(place, place)
        if mark and not f.has_year and self._year(year):
            f.year, f.short_year, place = year.year, year.short_year, year.end
            mark_again = _LUNAR_MARK.match(text, place)
            place = mark_again.end() if mark_again else place
        eve = re.compile(r"大年初([一二三四五六七八九十])").match(text, at)
        if eve:
            f.lunar, f.month, f.day = True, 1, small(eve[1])
            f.end, f.rule = eve.end(), "lunar"
            return True
        match = _LUNAR_MONTH.match(text, place)
        if not match:
            return False
        name = match[2]
        month = {"正": 1, "冬": 11, "腊": 12}.get(name) or small(name)
        if month is None or not 1 <= month <= 12:
            return False
        day = _LUNAR_DAY.match(text, match.end())
        traditional = bool(day) and day is not None and (day[1][0] in "初廿")
        if not (mark or name in "正腊冬" or match[1] or traditional):
            return False
        f.lunar, f.leap, f.month = True, bool(match[1]), month
        f.end, f.rule = match.end(), "lunar"
        if day:
            word = day[1].removeprefix("初")
            number = small(word)
            if number is not None and 1 <= number <= 30:
                f.day, f.end = number, day.end()
        return True

    def _lone(self, f: Fields) -> bool:
        """What tells a time without year, month or day: 年初, 周三, 中秋节, 上午, 近年来."""
        text, at = self.text, f.end
        match = _LONE_YEAR_PART.match(text, at)
        if match and text[at - 1 : at] not in _NOT_BEFORE_YEAR_PART:
            f.year_shift, f.part, f.end, f.rule = 0, PARTS[match[1]], match.end(), "part-of-year"
            return True
        match = _LONE_MONTH_PART.match(text, at)
        if match and text[at - 1 : at] in {"", "，", "。", " "}:
            f.month_shift, f.part, f.end, f.rule = 0, PARTS[match[1]], match.end(), "part-of-month"
            return True
        if self._season_or_festival(f):
            return True
        match = _WEEKDAY.match(text, at)
        if match and self._weekday_alone(match):
            f.weekday, f.weekend = WEEKDAYS[match[1]], match[1] == "末"
            f.end, f.rule = match.end(), "weekday"
            return True
        if self.clock.daypart(f, alone=True) or self.clock.clock_time(f):
            f.rule = f.rule or "clock"
            return True
        return False

    def _weekday_alone(self, match: re.Match[str]) -> bool:
        """周三; not 周一鸣 (a person), 周末 as in 周末愉快 is fine."""
        before = self.text[match.start() - 1 : match.start()]
        if match.group()[0] == "周" and before and before in "四一圆每两三":
            return False
        following = self.text[match.end() : match.end() + 1]
        return not (match.group()[0] == "周" and following and following in "良仙围鸣清光多")

    def _weekday_after(self, f: Fields) -> None:
        """上周五, 下个星期一, 本周末."""
        match = re.compile(r"(?:星期|礼拜|周)?([一二三四五六日天]|末)(?![0-9个])").match(self.text, f.end)
        if match and not (match.group() == "天" and self.text[f.end - 1] not in "期拜"):  # 上周天气
            f.weekday, f.weekend = WEEKDAYS[match[1]], match[1] == "末"
            f.end = match.end()
