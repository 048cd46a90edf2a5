"""Points told from another one: 今年, 上月, 上周五, 昨晚, 同日, 次年, 第三天, 今(13)日, 周三."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import WEEKDAYS, small
from pipeline.extract.dates.today import BARE_DAY, bare_day
from pipeline.gates import firsts

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.lexicon.times import Times

# the kinds of dates.csv and the field that each sets
_KINDS = (
    ("year", "year_shift"), ("month", "month_shift"), ("week", "week_shift"), ("quarter", "quarter_shift"),
    ("day", "day_shift"), ("same-year", "year_shift"), ("same-month", "month_shift"), ("same-day", "day_shift"),
)  # fmt: skip
_PAREN_DAY = re.compile(
    r"(今|昨|明|前|后)(?:天|日|(?P<at>[晚早晨夜午]))?\( ?(?:(?P<m>1[0-2]|0?[1-9])/)?(?P<d>[0-9]{1,2})日? ?\)(?:日|天)?(?P<part>晚间?|早上?|上午|下午|凌晨|中午)?"
)
_PAREN_SHIFT = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
# 上(7)月, 今(114)年
_PAREN_MONTH = re.compile(r"(上|本|今|这|下)(?:个)?\(([0-9]{1,2})\)月(?:份)?")
_PAREN_YEAR = re.compile(
    r"(今|去|前|明|后)(?:\([0-9]{2,4}\)年(?:度)?|年\([0-9]{2,4}年?\)(?=[0-9]{1,2}月|[初底末](?![中步级赛审评次期部盘])))"
)  # 今(114)年, 明年(2026)1月1日
# 料下年初裁决, 于下年底完工: Hong Kong's 明年; not 乡下年初一
_NEXT_YEAR = re.compile(r"(?:(?<=[料于至到在拟，。、：「“\n])|(?<=[预拟原]定))下年(?=[初底末][^一])")
_MONTH_SHIFT = {"上": -1, "本": 0, "今": 0, "这": 0, "下": 1}
_YEAR_SHIFT = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2}
_TWICE = ((_PAREN_MONTH, _MONTH_SHIFT, "month_shift"), (_PAREN_YEAR, _YEAR_SHIFT, "year_shift"))
_NTH_DAY = re.compile(r"第([三四五六七八九十]|[3-9]|1[0-9])天")
_WEEKDAY = re.compile(
    r"(?:星期|礼拜|周)([一二三四五六日天]|末)(?!(?![0-9]{1,2}月[0-9]{1,2}日)[0-9年月]|[岁刊报])"
)
_WEEKDAY_AFTER = re.compile(r"(?:星期|礼拜|周)?([一二三四五六日天]|末)(?![0-9个])")
PAREN_DAY_FIRSTS, WEEKDAY_FIRSTS = firsts(_PAREN_DAY), firsts(_WEEKDAY)
OTHER_FIRSTS = firsts(
    _PAREN_MONTH, _PAREN_YEAR, BARE_DAY, _NTH_DAY, _NEXT_YEAR
)  # what begins no word of the table
_NOT_BEFORE_CI = frozenset("本这那该此每首上下一二两三四五六七八九十0123456789")  # 本次年会, 这次日俄会晤
_NOT_BEFORE_ZHOU = frozenset("四一圆每两三")  # 每周三 is a set
_BEFORE_IT = ("上年", "上月", "上个月")
_THAN = frozenset({"比", "较"})  # 2018年末总人口…，比|上年末增加: the year before the one that is told of
_SEASON = re.compile(r"球[员季队迷场]|联赛|赛季|安打|投手|进球|射门|篮板|流感季|产季|花季|雪季")
_BUSINESS = re.compile(
    r"营收|财报|获利|净利|毛利|业绩|出货|季报|季[增减]|GDP|生产总值|经济增长|财测|盈利|利润|股价|订单"
)
_NAMES_OF_ZHOU = frozenset("良仙围鸣清光多")  # 周一鸣 is a person


class RelativeReader:
    """Reads words that point from publication or from the text."""

    def __init__(self, text: str, times: Times, region: str, surnames: frozenset[str]) -> None:
        self.text = text
        self.times = times
        self.region = region
        self.surnames = surnames  # the first characters of surnames: 王今 is a person

    @cached_property
    def tells_of_seasons(self) -> bool:
        """本季 of sport and of the flu is no quarter of a year."""
        return _SEASON.search(self.text) is not None and _BUSINESS.search(self.text) is None

    def paren_day(self, f: Fields) -> bool:
        """今(13)日, 昨(12)晚间: Taiwan's papers tell the day twice."""
        match = _PAREN_DAY.match(self.text, f.end)
        if not match:
            return False
        f.day_shift = _PAREN_SHIFT[match[1]]
        f.day, f.anchored_day = int(match["d"]), True
        f.month = int(match["m"]) if match["m"] else None
        f.end, f.rule = match.end(), "today-with-day"
        if match["part"] or match["at"]:
            self.set_daypart(f, match["part"] or match["at"])
        return True

    def read(self, f: Fields) -> bool:
        """今年, 去年, 次年, 上月, 同月, 上周, 昨天, 同日, 第三天, 上(7)月, 今(114)年."""
        text, at = self.text, f.end
        kinds = self.times.kinds_at(text, at)
        other = text[at : at + 1] in OTHER_FIRSTS
        for pattern, shifts, field in _TWICE if other else ():
            twice = pattern.match(text, at)
            if twice:
                setattr(f, field, shifts[twice[1]])
                f.end, f.rule = twice.end(), f"{field.partition('_')[0]}-twice"
                return True
        for kind, field in _KINDS:
            found = self.times.at(kind, text, at) if kind in kinds else None
            if found is None:
                continue
            word, end = found
            if kind == "quarter" and word.surface[-1] == "季" and self.tells_of_seasons:
                continue
            if word.surface[0] == "次" and text[at - 1 : at] in _NOT_BEFORE_CI:
                continue
            setattr(f, field, int(word.value))
            f.from_text = kind.startswith("same") or (
                word.surface.startswith(_BEFORE_IT) and text[at - 1 : at] in _THAN
            )
            f.end, f.rule = end, f"{kind}({word.place})"
            if kind == "year":
                self._loosely(f)
            if kind in {"day", "same-day"}:
                self.set_daypart(f, word.surface[-1])
            return True
        bare = bare_day(text, at, self.region, self.surnames) if other else None
        if bare is not None:
            f.day_shift, f.end, f.rule = _PAREN_SHIFT[bare.group()], bare.end(), "bare-day"
            return True
        following = _NEXT_YEAR.match(text, at) if other else None
        if following is not None:
            f.year_shift, f.end, f.rule = 1, following.end(), "next-year"
            return True
        match = _NTH_DAY.match(text, at) if other else None
        nth = small(match[1]) if match else None
        if match is None or nth is None or text[at - 1 : at] in {"续", "的", "连", "过"}:
            return False
        f.day_shift, f.from_text, f.end, f.rule = nth - 1, True, match.end(), "nth-day"
        return True

    def _loosely(self, f: Fields) -> None:
        """今年稍晚, 去年晚些时候: a part of the year that is not told more closely."""
        found = self.times.at("loose", self.text, f.end + (self.text[f.end : f.end + 1] == "的"))
        if found is not None:
            f.end, f.rule = found[1], f"loose({found[0].place})"

    def set_daypart(self, f: Fields, name: str) -> None:
        """The part of the day that 今晚, 昨夜 or (12)晚间 tells."""
        word = self.times.kinds["daypart"].get(name) or self.times.kinds["daypart-short"].get(name)
        if word is not None:
            f.daypart, f.daypart_from = word.surface, int(word.value[:2])

    def weekday(self, f: Fields) -> bool:
        """周三; not 周一鸣 (a person) and not the 周 of 每周三."""
        match = _WEEKDAY.match(self.text, f.end)
        if match is None:
            return False
        if match.group()[0] == "周":
            before = self.text[match.start() - 1 : match.start()]
            following = self.text[match.end() : match.end() + 1]
            if (before and before in _NOT_BEFORE_ZHOU) or (following and following in _NAMES_OF_ZHOU):
                return False
        f.weekday, f.weekend = WEEKDAYS[match[1]], match[1] == "末"
        f.end, f.rule = match.end(), "weekday"
        return True

    def weekday_after(self, f: Fields) -> None:
        """上周五, 下个星期一, 本周末."""
        match = _WEEKDAY_AFTER.match(self.text, f.end)
        if match and not (match.group() == "天" and self.text[f.end - 1] not in "期拜"):  # 上周天气
            f.weekday, f.weekend = WEEKDAYS[match[1]], match[1] == "末"
            f.end = match.end()
