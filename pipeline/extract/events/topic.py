"""The dates that the text has told so far, as what comes after may take them.

A date that only says which thing is meant (2024年的试题), that is only expected or that was once set is told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import is_week
from pipeline.extract.events.candidates import GOVERNING

if TYPE_CHECKING:
    from pipeline.lexicon.happenings import Trigger
    from pipeline.model import DateMention, Status

_UP_TO = re.compile(r"[到至]$")  # 发展到今天: until now, and no day
_TODAY = 2
_APART_FROM = re.compile(r"(?:之外|以外|外)")  # 除了2011年之外
_ONCE_SET = re.compile(r"(?:原定|原订|原计划|原拟|原先定|原本定)[于在]?$")
_FRAME_OF = re.compile(r"的[^，；。]{1,16}(?:中|上|期间|里)(?=[，,])")  # 于12月8日的行动中，截查一辆车
# 27日的半决赛，他被反超; 2019年3月20日的量刑聆讯上，
_OCCASION_OF = re.compile(
    r"的[^，；。的]{0,14}?(?:赛|会|会[议谈晤]|仪式|典礼|活动|论坛|峰会|[聆审庭]讯|庭审|表决|选举|公投|演习|演讲|听证|拍卖|演唱会|之战|奥运|亚运|世界杯|世锦赛|全运|公开赛|大选)[上中里]?(?=[，,])"
)
# 2018年是他最辉煌的一年，接连夺冠
_GAMES_OF = re.compile(
    r"的[^，；。的]{0,14}?(?:奥运|亚运|世界杯|世锦赛|全运|锦标赛|公开赛|冠军赛|(?:大选|选举|公投|峰会|会议|论坛|听证会|演唱会)[上中])[^，；。的]{0,4}[，,]"
)
A_YEAR = re.compile(r"(?:可谓|堪称|无疑)?是[^，。；]{2,24}(?:一年|之年|年份)(?=[，,])")
_BEGINS = 2  # code points before a date that begins its clause
# 整理2025年重要案件, 回顾2024年行情: whose year, and not when
_REVIEWS = re.compile(r"(?:整理|回顾|总结|盘点|梳理|细数|展望|评选|编制)$")
_ALONE = frozenset("，,；。")  # 回顾2024年，经济增长5%: the year is when
_EXPECTED = re.compile(r"(?:最[快早迟晚]|预[计期料估]|有望|可望|料将?)[^，。；]{0,8}$")
_TOLD = GOVERNING | {"publish", "release", "reveal"}
STATISTICS = frozenset({"rise", "fall", "reach", "report", "deliver", "sell"})
_GROWTH = frozenset({"rise", "fall", "reach", "report"})
_ON_THE_DAY = re.compile(
    r"股价|股票|股份(?!应占)|[港美A]股|市值|盘[前后中]|开盘|收[市盘报]|成交|指数?|人民币|美元|[日欧]元|英镑|黄金|[油金]价|原油|期货|早盘|午后|一度|高开|低开|大[跌涨]|急[跌升]|ADR|评级|目标价|随后"
)
_ACCOUNTS = re.compile(
    r"[^，。；0-9]{0,12}?(?:公布|发布|公告|发表|披露|公开)"
    r"(?:的[^，。；]{0,20}?(?:业绩|财报|[季中]报|报表|数据|报告|预估)|[^，。；]{0,20}?(?:业绩(?!会|说明|预[告期警])|财报|财务报告|(?<![青少])年报|年度报告|季报|中报|成绩单))"
)
# 考虑到上半年的表现: what somebody looks at, and not when
_LOOKS_AT = re.compile(r"(?:考虑到|鉴于|有见及)$")
YEAR = 4  # code points of a year alone
_NAMED_BY = re.compile(r"(?:版|度)?的(?!时候|时刻)|是")
# 自2003年成立以来: what follows is of any time since
BEGUN, EVER_SINCE = re.compile(r"(?:自|自从|从|打)$"), re.compile(r"[^，；。]{0,12}(?:以来|至今|以后|之后)")


_SINCE = re.compile(r"[自从]$")


@dataclass(slots=True)
class Topic:
    """The last dates of the text so far: of any kind, and the last that names a period (a quarter, a half-year)."""

    last: DateMention | None = None
    point: DateMention | None = None
    period: DateMention | None = None
    expected: set[str] = field(default_factory=set)  # ids of the dates that a clause only expects: 最快明年

    accounts: set[str] = field(
        default_factory=set
    )  # ids of the days on which accounts came out: 今日公布业绩

    def withholds(self, date: DateMention, trigger: Trigger, status: Status, words: str) -> bool:
        """最快明年首季投产，发言人拒绝评论: what is said or denied is not of the day that is only expected.

        公司今日公布全年业绩，溢利升9.5%: what grew in the year that the accounts are of did not grow on that day;
        the price of its share may have. ``words`` are those of the clause before the verb.
        """
        if trigger.type in _GROWTH and _ON_THE_DAY.search(words) is None and date.mention_id in self.accounts:
            return True
        told = trigger.roles == "speech" or trigger.type in _TOLD or status == "negated"
        return told and date.mention_id in self.expected

    def _goes_back(self, date: DateMention) -> bool:
        """2022年12月，公司被查明自|2002年|起占用林地，林业局立案: a year before the day that the sentence tells of."""
        last = self.last
        return last is not None and last.sentence == date.sentence and date.edtf < last.edtf[: len(date.edtf)]

    def go_on(self, date: DateMention | None) -> None:
        """Begin with a date from outside the sentence, where it has told none yet."""
        if date is not None and self.last is None:
            self.last = self.point = date

    def take(
        self, date: DateMention, norm: str, since: int, *, named: bool = False, used: bool = False
    ) -> None:
        """Remember a date of the clause from ``since``; one that only tells which thing is meant (2024年的试题) is none.

        ``named`` tells that it stands in the object of an act with a date of its own: 今天战胜了|1996年|全国冠军;
        ``used`` that an event of the clause has it (在下月的会议上维持目标).
        """
        if not used and date.text.endswith(("同期", "同月", "同季")):
            return  # 而上年同期为45亿元；毛利率提高: what it is compared with
        if _ONCE_SET.search(norm, since, date.start) or _LOOKS_AT.search(norm, since, date.start):
            return  # 大选原定明年7月举行，但总统宣布提前
        framed = _FRAME_OF.match(norm, date.end) is not None and norm[date.start - 1] in "在于("
        begins = date.start - since <= _BEGINS
        framed = framed or (
            begins
            and (
                (_OCCASION_OF if date.edtf.count("-") > 1 else _GAMES_OF).match(norm, date.end) is not None
                or A_YEAR.match(norm, date.end) is not None
            )
        )
        if (
            not used
            and not framed
            and "/" not in date.edtf
            and (
                _NAMED_BY.match(norm, date.end)
                or (date.basis == "explicit" and norm.startswith("以来", date.end))
                or (
                    len(date.edtf) == YEAR
                    and _REVIEWS.search(norm, since, date.start)
                    and norm[date.end : date.end + 1] not in _ALONE
                )
                or (BEGUN.search(norm, since, date.start) and EVER_SINCE.match(norm, date.end))
                or (
                    self._goes_back(date)
                    and _SINCE.search(norm, since, date.start)
                    and norm[date.end] == "起"
                )
                or (norm[since : date.start].endswith(("除", "除了")) and _APART_FROM.match(norm, date.end))
                or (
                    _UP_TO.search(norm, since, date.start)
                    and norm[date.start] == "今"
                    and len(date.text) <= _TODAY
                )
            )
        ):
            return
        if not used and self.point is not None and _within(self.point, date):
            return  # 7月31日晚，2025年世锦赛决赛，…夺冠: a finer date has been told
        self.last = date
        if date.edtf.count("-") > 1 and _ACCOUNTS.match(norm, date.end):
            self.accounts.add(date.mention_id)
        if _EXPECTED.search(norm, since, date.start):
            self.expected.add(date.mention_id)
        week = used and is_week(date.edtf)  # 上周发动空袭，造成18人死亡
        if "/" in date.edtf:
            self.period = date
        if ("/" not in date.edtf or week) and not named:
            self.point = date


def _within(told: DateMention, year: DateMention) -> bool:
    """Whether a day of the same sentence lies in a year that is told behind it."""
    return (
        told.sentence == year.sentence
        and len(year.edtf) == YEAR
        and told.edtf.startswith(year.edtf + "-")
        and told.edtf.count("-") > 1
    )
