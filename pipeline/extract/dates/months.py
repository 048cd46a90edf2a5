"""Below the year: 7月26日, 26日, 第三季度, 上半年, 前7个月, 1月底, 上旬, 第一周, 春天, 中秋节."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import PARTS, SMALL, WEEKDAYS, small
from pipeline.extract.dates.lasting import begins_length, is_lasting
from pipeline.gates import either, firsts

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.lexicon.times import Times, TimeWord

_DAY_BARE = re.compile(
    r"([12][0-9]|3[01]|[1-9]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?)(?![0-9十百千万亿.日号个人名家%年月天])"
)
_QUARTER = re.compile(r"(?P<nth>第)?([一二三四1-4]) ?季(?P<full>度)?(?!军|后赛|节)|首季(?:度)?|末季(?:度)?")
# 次季盈利, 首季及次季; not 球队次季出局
_SECOND_QUARTER = re.compile(
    r"(?<![今首历多屡几本这那该此每上下一二两三四五六七八九十0-9])次季(?![后军节前尾])"
    r"(?=[^，；。]{0,5}(?:[盈利收亏财息销产价付营]|出货|业绩|水平|经济|出口|进口|市场|楼市|GDP|[0-9升跌增减]))"
)
_SECOND_IS_CI = frozenset({"HK", "SG"})  # where papers call the second quarter 次季
# a quarter told with neither 第 nor 度 needs what is told of one: 三季报, 一季末; not 四季常绿
_QUARTER_TOLD = re.compile(r"[末底初]|报|财报|业绩|营收|净利|获利|GDP|经济")
_FISCAL_QUARTER = re.compile(r"(?:第([一二三四1-4])个?|[一二三四上本下首](?:一|个)?)财(?:政年度)?季(?:度)?")
_IN_A_ROW = re.compile(r"(?:连续|(?<![大黄牵接流株串相关])连) ?$")
_HALF = re.compile(r"([上下前后])半年(?:度)?")
_FIRST_HALF = re.compile(r"([上下前后]|[首次](?!半年度?内))半年(?:度)?")  # 首半年 in Singapore and Hong Kong
_SLASH = re.compile(r"(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?![0-9/%.])")
_FIRST = re.compile(
    r"(?:(?<![先此以之])前|头|首) ?([一二两三四五六七八九十0-9]{1,3}) ?(?:个)?(季度?|月)(?!军)|首(月)"
)
_NTH_MONTH = re.compile(r"第([一二三四五六七八九十0-9]{1,3}) ?个月")
# 年中国, 7月中旬, 去年中瑞贸易额
_NOT_MIDDLE = (
    "(?![国央旬期等共学职心间断华欧美日东医药超级专介]|方(?![案向式法针面便])"
    "|[俄韩朝印越瑞澳法德英泰缅柬蒙巴非阿沙伊加以](?:两国|双[边方]|贸易|经贸|关系|会谈|谈判|合作|自贸|峰会|论坛|边境|战略|首脑|外长|防长|班列|协定))"
)
_NOT_FIRST = "初(?![步次审选赛试评])"  # 8月|初步敲定, 9月|初次亮相
_YEAR_PART = re.compile(rf"年?({_NOT_FIRST}|底(?!特律)|末(?!尾)|杪|中{_NOT_MIDDLE}|伊始|尾)")
_MONTH_PART = re.compile(rf"(上中|中下|上|中|下)旬|({_NOT_FIRST}|底|末|杪|中{_NOT_MIDDLE})")
_TENS_OF_DAYS = {
    "上": "first-ten", "中": "middle-ten", "下": "last-ten", "上中": "first-twenty", "中下": "last-twenty",
}  # fmt: skip
# words that begin like those that make another word of 日: 5日|谈判, and 七日谈
_STILL_A_DAY = (
    "日(?=谈[判话到及了]|游[行览]|军[方队警]|志愿|历[时经]|均[已为在未有]|系统|常[务委]|文化[部局厅馆节])"
)
_NTH_WEEK = re.compile(
    r"的?第([一二三四五六七八九十0-9]{1,3}) ?个?(?:周(?![一二三四五六日末])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天]))"
)
_NTH_WEEKDAY = re.compile(r"的?(?:第([一二三四五1-5])个?|(最后)一?个?)(?:星期|周|礼拜)([一二三四五六日天])")
_NTH_DAY = re.compile(r"的?第([一二三四五六七八九十0-9]{1,3})天")
_FIRST_DAYS = re.compile(r"的?(前|最后)([一二两三四五六七八九十0-9]{1,3})(?:天|日)")
_SPACE = re.compile(r" ?")
_QUARTER_END = re.compile(r"(末|底|初)")
_HOLIDAY_TAIL = re.compile(
    r"[”\"’」』]?(?:小?长?假期|小长假|长假|连假|连休|假日|黄金周|期间|前夕|前后|前一|当天|当日|档期|旅游|出行)"
)
_ANY_HALF_OR_QUARTER = either(
    _HALF, _FIRST_HALF, _FIRST, _NTH_MONTH, _FISCAL_QUARTER, _QUARTER, _SECOND_QUARTER
)
_NUMBER_FIRSTS = firsts(re.compile(SMALL))
_SEASONS = ("season", "season-now", "season-last")
_IN_ADDRESS = frozenset("路街巷弄道段")  # 建宁路16号
_DAY_ENDS = frozenset({"", "，", "。", "晚", "上", "下", "凌", "在", "举", "开", "召", "宣", "起"})


class MonthReader:
    """Reads what stands below a year, or alone with the year to be inferred."""

    def __init__(self, text: str, times: Times, region: str) -> None:
        self.text = text
        self.times = times
        self.region = region
        self._month = re.compile(rf"({SMALL}) ?{times.marks['月']}(?:份(?!子|量|额))?")
        number = rf"({times.marks['号']}(?![A-Za-z]))"
        self._day_mark = re.compile(rf"({SMALL}) ?(?:({_STILL_A_DAY}|{times.marks['日']})|{number})")
        self._day_of_month = re.compile(rf"({SMALL}) ?(?:(日)|{number})")

    def below_year(self, f: Fields) -> bool:
        """Any of them, the longest first."""
        return (
            self._half_or_quarter(f)
            or self._slash(f)
            or self.month_or_day(f)
            or self.season_or_festival(f)
            or self._part_of_year(f)
        )

    # -- halves and quarters ------------------------------------------------------------------------------

    def _half_or_quarter(self, f: Fields) -> bool:
        text, at = self.text, f.end
        if not _ANY_HALF_OR_QUARTER.match(text, at):
            return False
        match = (_FIRST_HALF if self.region in _SECOND_IS_CI else _HALF).match(text, at)
        if match:
            f.half, f.end, f.rule = (1 if match[1] in "上前首" else 2), match.end(), f.rule or "half-year"
            return True
        match = _FIRST.match(text, at)
        if match:
            count = small(match[1]) if match[1] else 1
            months = (count or 0) * (3 if match[2] and match[2][0] == "季" else 1)
            if 1 <= months <= 12 and match.group() != "前一季":  # the quarter before
                f.first_months, f.end, f.rule = months, match.end(), f.rule or "first-months"
                return True
        match = _NTH_MONTH.match(text, at)
        month = small(match[1]) if match else None
        if match and f.has_year and month and month <= 12:
            f.month, f.end = month, match.end()
            return True
        match = _FISCAL_QUARTER.match(text, at)
        if match:
            f.fiscal_quarter, f.end, f.rule = True, match.end(), "fiscal-quarter"
            return True
        if _IN_A_ROW.search(text, max(0, at - 3), at):
            return False  # 连续|第三季衰退: which of a row, and no quarter of a year
        return self._quarter(f)

    def _quarter(self, f: Fields) -> bool:
        if (self.region in _SECOND_IS_CI or f.has_year) and _SECOND_QUARTER.match(self.text, f.end):
            f.quarter, f.end, f.rule = 2, f.end + len("次季"), f.rule or "quarter"  # behind 首季 in Hong Kong
            return True
        match = _QUARTER.match(self.text, f.end)
        if match is None:
            return False
        first = match.group()[0]
        sure = f.has_year or match["nth"] or match["full"] or first in "首末"
        if not sure and not _QUARTER_TOLD.match(self.text, match.end()):
            return False
        f.quarter = 1 if first == "首" else 4 if first == "末" else small(match[2])
        f.end, f.rule = match.end(), f.rule or "quarter"
        self.quarter_end(f)
        return True

    def quarter_end(self, f: Fields) -> None:
        """三季度末, 上季度底."""
        match = _QUARTER_END.match(self.text, f.end)
        if match:
            f.part, f.end = PARTS[match[1]], match.end()

    # -- months and days ----------------------------------------------------------------------------------

    def _slash(self, f: Fields) -> bool:
        """1/14 of 明年1/14."""
        match = _SLASH.match(self.text, f.end) if f.has_year and f.end > f.start else None
        if match is None:
            return False
        f.month, f.day, f.end, f.rule = int(match[1]), int(match[2]), match.end(), "month/day"
        return True

    def month_or_day(self, f: Fields) -> bool:
        """7月26日, 7月, 26日, 去年本月十日."""
        this_month = self.times.at("month", self.text, f.end) if f.year_shift is not None else None
        if this_month is not None:  # 去年本月十日
            f.month_shift, f.end = int(this_month[0].value), this_month[1]
            self.below_month(f)
            return True
        if self.text[f.end : f.end + 1] not in _NUMBER_FIRSTS:
            return False
        if not f.has_year and _IN_A_ROW.search(self.text, max(0, f.end - 3), f.end):
            return False  # 连|7月蝉联冠军: months in a row
        match = self._month.match(self.text, f.end)
        month = small(match[1]) if match else None
        if match and month and 1 <= month <= 12 and match[1][-1] != "两":  # 满两月: a length
            f.month, f.end, f.rule = month, match.end(), f.rule or "month"
            self.below_month(f)
            return True
        return not f.has_year and self._day(f, alone=True)

    def below_month(self, f: Fields) -> None:
        """26日, 底, 上旬, 第一周, 最后五天, 中秋节 behind a month."""
        gap = _SPACE.match(self.text, f.end)
        at, f.end = f.end, gap.end() if gap else f.end
        if self._day(f, alone=False) or self._part_of_month(f) or self.nth_of(f) or self._festival(f):
            return
        f.end = at

    def _day(self, f: Fields, *, alone: bool) -> bool:
        text, at = self.text, f.end
        match = (self._day_mark if alone else self._day_of_month).match(text, at)
        if match:
            day = small(match[1])
            if day is None or not 1 <= day <= 31 or (alone and not self._day_alone(match, day)):
                return False
            f.day, f.end, f.rule = day, match.end(), f.rule or "day"
            return True
        if alone:
            return False
        match = _DAY_BARE.match(text, at)
        if match is None:
            return False
        ends = text[match.end() : match.end() + 1] in {"", "，", "。", "晚", "早", "凌", "上", "下", "中"}
        if ends or (f.has_year and not match[1].isascii()):
            f.day, f.end = small(match[1]), match.end()
            return f.day is not None
        return False

    def _day_alone(self, match: re.Match[str], day: int) -> bool:
        """26日, 26号 with no month: not 3日 in 停工3日 (a duration), not 1号 (a number)."""
        if match[3] and self.region == "HK":  # 八号风球, 三号干线: Hong Kong writes 日 for a day
            return False
        if match[1] in {"一", "两"}:  # 一日, 两日: a length
            return False
        before, following = (
            self.text[match.start() - 1 : match.start()],
            self.text[match.end() : match.end() + 1],
        )
        if begins_length(self.text, match.start()) or (before.isascii() and before.isalnum()):
            return False
        if match[3]:
            if before and before in _IN_ADDRESS:
                return False
            return day > 3 or following in _DAY_ENDS
        if following in {"游", "内", "前", "后", "间", "之"} and day < 10:
            return following == "前" and (day > 5 or self.text.startswith("往", match.end() + 1))  # 5日|前往
        return not is_lasting(self.times, self.text, match.start())

    # -- parts --------------------------------------------------------------------------------------------

    def _part_of_month(self, f: Fields) -> bool:
        match = _MONTH_PART.match(self.text, f.end)
        if not match:
            return False
        f.part = _TENS_OF_DAYS[match[1]] if match[1] else PARTS[match[2]]
        f.end = match.end()
        return True

    def _part_of_year(self, f: Fields) -> bool:
        match = _YEAR_PART.match(self.text, f.end) if f.has_year else None
        if not match:
            return False
        f.part, f.end = PARTS[match[1]], match.end()
        return True

    def nth_of(self, f: Fields) -> bool:
        """第一周, 第一个周二, 最后一个星期一, 第一天, 前4天, 最后五天 of a year or month."""
        text, at = self.text, f.end
        in_month = bool(f.month) or f.month_shift is not None
        match = _NTH_WEEKDAY.match(text, at)
        if match and in_month:
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
        if match and in_month:
            count = small(match[2])
            if match[1] == "前":
                f.days_at_start = count
            else:
                f.days_at_end = count
            f.end = match.end()
            return True
        return False

    # -- seasons and festivals ----------------------------------------------------------------------------

    def season_or_festival(self, f: Fields) -> bool:
        """2024年冬季, 今春, 去年中秋; a season alone tells no time."""
        kinds = self.times.kinds_at(self.text, f.end)
        if not kinds:
            return False
        for kind in _SEASONS:
            found = self.times.at(kind, self.text, f.end) if kind in kinds else None
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
        found = self.times.at("festival", self.text, f.end) or self._holiday(f.end)
        if found is None:
            return False
        word, end = found
        f.festival, f.end, f.rule = word.value, end, f.rule or f"festival({word.place})"
        return True

    def _holiday(self, at: int) -> tuple[TimeWord, int] | None:
        """五一 before 期间, 假期 and their like; elsewhere it is a number, a street or a village."""
        found = self.times.at("holiday", self.text, at)
        return found if found is not None and _HOLIDAY_TAIL.match(self.text, found[1]) else None
