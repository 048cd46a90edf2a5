"""What looks like a date and is none: 四季 of 四季常绿, 国庆 of 李国庆, 一天 of 有一天, 将来 of 将来自, the 20 of H20."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.lengths import Length
    from pipeline.extract.dates.timeline import Timeline

# 国庆群众大会, 春节联欢晚会: what is named after a feast need not be held on it
_FESTIVE_EVENT = re.compile(
    r"(?:群众|联欢|阅兵|文艺|电视|庆祝|招待|慈善|音乐|专场|特别|主题){0,2}(?:大会|晚会|典礼|庆典|招待会|酒会|阅兵式?|献词|献辞|贺词|贺岁|音乐会|演唱会|嘉年华|联欢会|文告)"
)
_SEASON = re.compile(r"档(?!案|次)")  # 国庆档票房: a season of the cinemas
_RATIO = re.compile(r"[0-9]+:[0-9]+\.[0-9]")  # 51.3:48.7
_TEN_THOUSAND = 10_000
_A_YEAR = re.compile(r"[销产收营薪租费]")  # 35万年销目标, 12万年薪
_ONE = frozenset("有某那这每同哪另第新上下本")  # 有一天, 某一年, 新一季: told of no length
_CALENDAR = frozenset({"Y", "Q", "M", "W", "D"})


class LookAlikes:
    """What a time expression of one document may be instead."""

    def __init__(self, context: Context, timeline: Timeline) -> None:
        self.context = context
        self.norm = context.norm
        self.timeline = timeline
        self.idioms = context.lexicon.amounts.not_numbers

    def point(self, fields: Fields) -> bool:
        """A point of time that is part of an idiom, a name or the name of an event."""
        if fields.rule in {"quarter", "day", "clock", "month"} and self._is_idiom(fields.start, fields.end):
            return True
        if fields.rule.startswith(("month(", "year(")) and self._ends_a_verb(fields.start):
            return True
        if self._of_a_shirt(fields) or (fields.rule.startswith("day(") and self._after_rain(fields)):
            return True
        return fields.rule.startswith("festival") and (
            self._names_an_event(fields)
            or _SEASON.match(self.norm, fields.end) is not None
            or self._in_person(fields.start)
            or self._between_names(fields.start, fields.end)
        )

    def _of_a_shirt(self, fields: Fields) -> bool:
        """球队的9号|弗洛尔: the number of a player; 2011年度的1日|平均: of each day."""
        if fields.rule != "day":
            return False
        following = self.context.token_at(fields.end)
        number = self.norm[fields.end - 1] == "号" and self.norm[fields.start - 1 : fields.start] == "的"
        if number and following is not None:
            return following.start == fields.end and following.tag.startswith("nr")
        return self.norm.startswith("平均", fields.end) and self.norm[fields.start : fields.end] == "1日"

    def _ends_a_verb(self, at: int) -> bool:
        """下月 of 创下|月销新高, 写下|月产纪录."""
        if self.norm[at] != "下":
            return False
        token = self.context.token_at(at)
        return token is not None and token.start < at and token.end == at + 1

    def _after_rain(self, fields: Fields) -> bool:
        """雨后|天晴."""
        return self.norm[fields.start - 1 : fields.start] == "雨" and self.norm[fields.start] == "后"

    def length(self, length: Length) -> bool:
        """一天 in 有一天, 三天 in 三天两头, 5天 in H5天: told of no length."""
        start, word = length.start, self.norm[length.start : length.end]
        before = self.norm[start - 1 : start]
        if before in {"第", "+"} or (before.isascii() and before.isalnum()):
            return True
        if word[0] == "一" and length.unit in _CALENDAR and before and before in _ONE:
            return True
        if length.unit == "Y" and length.low >= _TEN_THOUSAND and _A_YEAR.match(self.norm, length.end):
            return True
        if word in {"一天", "一日"} and before == "的":  # 去年12月的一天: on one of them
            return True
        return self._is_idiom(start, length.end)

    def word(self, start: int, end: int) -> bool:
        """将来自 is no 将来, 过去了 no 过去: the segmenter sees another word."""
        first, last = self.context.token_at(start), self.context.token_at(end - 1)
        if first is None or last is None:
            return False
        if self.norm.startswith("日前", start) and self.norm[start - 1 : start].isdigit():
            return True  # 3日|前赴上海
        return (
            first.start < start
            or (last.end > end and last.tag[0] not in "mtf")
            or (first.start == start and first.end == end and first.tag[0] == "v" and first.word == "过去")
        )

    def glued(self, at: int) -> bool:
        """The 20 of H20, the 3 of 51.3: no digits glued to Latin letters or digits before them."""
        norm = self.norm
        before = norm[at - 1 : at]
        if before == "." and norm[at].isdigit() and norm[at - 2 : at - 1].isdigit():
            return _RATIO.match(norm, at) is not None
        return norm[at].isascii() and norm[at].isalnum() and before.isascii() and before.isalnum()

    def _names_an_event(self, fields: Fields) -> bool:
        """8月10日在国庆群众大会上: the clause has told the day, and the feast only names what was held."""
        if not self.timeline.told or _FESTIVE_EVENT.match(self.norm, fields.end) is None:
            return False
        last = self.timeline.told[-1]
        return last.moment.day is not None and last.place >= self.context.clause(fields.start)[0]

    def _in_person(self, at: int) -> bool:
        """国庆 of 李国庆."""
        token = self.context.token_at(at)
        return token is not None and token.start < at and token.tag[:2] == "nr"

    def _between_names(self, start: int, end: int) -> bool:
        """国庆 of 韩国庆州: one listed name runs into it and the next runs out of it."""
        low, listed = self.context.low, self.context.lexicon.names.surfaces
        return any(
            any(low[left:cut] in listed for left in range(max(0, start - 4), start))
            and any(low[cut:right] in listed for right in range(end + 1, min(len(low), end + 5) + 1))
            for cut in range(start + 1, end)
        )

    def _is_idiom(self, start: int, end: int) -> bool:
        """四季 of 四季常绿, 三天 of 三天两头, 百年 of 百年老店 (not_numbers.csv)."""
        found = self.idioms.at(self.norm, start)
        return found is not None and found[1] >= end
