"""Lengths of time, and what stands at their end: 72小时, 三年半, 6-12个月, 三天后, 近五年, 每周三.

A duration keeps its parts as told; ``iso`` writes them in ISO 8601 (PT72H, P3.5Y).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.extract.numerals import Numeral, scan

if TYPE_CHECKING:
    from pipeline.extract.numerals import Value

Unit: TypeAlias = Literal["Y", "Q", "M", "W", "D", "H", "MIN", "S", "C", "WD"]
Relation: TypeAlias = Literal["", "ago", "later", "past", "future", "within"]

# the unit behind a number; longer surfaces first
_UNITS: list[tuple[str, Unit]] = [
    ("个世纪", "C"), ("世纪", "C"), ("个财年", "Y"), ("个学年", "Y"), ("学年", "Y"), ("周年", "Y"), ("个年头", "Y"), ("年头", "Y"),
    ("个季度", "Q"), ("季度", "Q"), ("个月", "M"), ("个星期", "W"), ("星期", "W"), ("个礼拜", "W"), ("礼拜", "W"),
    ("个工作日", "WD"), ("工作日", "WD"), ("个交易日", "WD"), ("交易日", "WD"), ("个昼夜", "D"), ("昼夜", "D"),
    ("个小时", "H"), ("小时", "H"), ("个钟头", "H"), ("钟头", "H"), ("个钟", "H"), ("分钟", "MIN"), ("分半钟", "MIN"),
    ("秒钟", "S"), ("刻钟", "MIN"), ("年", "Y"), ("载", "Y"), ("周", "W"), ("天", "D"), ("日", "D"), ("秒", "S"), ("月", "M"),
    ("晚", "D"), ("季", "Q"), ("分", "MIN"),
]  # fmt: skip
_FACTORS = {"刻钟": 15}
_UNIT = re.compile("|".join(surface for surface, _ in _UNITS))
_UNIT_OF = dict(_UNITS)
# what makes another word of a unit: 3年级, 5天津, 10日元, 2周岁, 三月 (a month)
_NOT_UNIT = re.compile(r"年(?:级|代|龄|轻|糕|夜饭|薪)|天(?:津|然|气|空|大|价|下|线)|日(?:元|圆|币|本|军)|周(?:岁|边|长|期|大|一|二|三|四|五|六|日|末)|"
                       r"秒(?:杀|针|差)|月(?:球|饼|薪|台)|星期[一二三四五六日天]|礼拜[一二三四五六日天]|个月大|晚(?!$|[，。、])|季(?:军|后)|分(?!钟|半钟|[0-9一二三四五六七八九十]+ ?秒|半)|载(?:[客货重人体])|周年")  # fmt: skip
_HALF_BEFORE = re.compile(
    r"半 ?(个世纪|世纪|年(?![级代])|个季度|个月|月(?=[前后以之内来，。])|个星期|个礼拜|个小时|小时|个钟头|钟头|个钟|分钟|天(?![津空然]))"
)
_HALF_AFTER = re.compile(r"半(?![个径导决数年月天小夜路])")
_MORE = re.compile(r"[多余]")
_RANGE = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?")
_COMPOUND = re.compile(r" ?[又零]?")
_FUTURE = re.compile(r"(?:未来|今后|往后|此后|接下来|其后|之后|后)的? ?$")
_PAST = re.compile(r"(?:过去|最近|近|以往|此前|之前|前|上|头)的? ?$")
_AFTER = re.compile(
    r" ?(?P<ago>(?:之|以)?前(?!提|景|途|往|线|锋|所未|进|来|三|十|后)|(?:之|以)?后(?!卫|续|勤|备|果)|以来|来(?![自到源])|(?:之|以)?内(?!地|部|阁|容|陆|外|政|幕|心|蒙)|间(?![接隔谍])|期间)"
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length as told: ``low``/``high`` of its largest unit (high None: no upper end), smaller parts in ``rest``."""

    start: int
    end: int
    low: Value
    high: Value | None
    unit: Unit
    rest: tuple[tuple[Value, Unit], ...] = ()
    relation: Relation = ""
    more: bool = False  # 两年多, 十余天
    open_end: bool = False  # 以后, 以前: all that lies beyond
    high_unit: Unit | None = None  # 13天—8周

    @property
    def parts(self) -> tuple[tuple[Value, Unit], ...]:
        """The largest unit with the smaller ones."""
        return ((self.low, self.unit), *self.rest)

    def iso(self) -> str:
        """The ISO 8601 duration, or two of them with a slash for a range."""
        first = _iso(self.parts)
        if self.high is None or (self.high == self.low and self.high_unit is None):
            return first
        return f"{first}/{_iso(((self.high, self.high_unit or self.unit),))}"


_TIMES = {"C": 100, "Q": 3}
_LETTERS = {"C": "Y", "Q": "M", "WD": "D", "MIN": "M"}
_NEXT = {"Y": (6, "M"), "H": (30, "M")}  # what half of a unit is in the next smaller one


def _iso(parts: tuple[tuple[Value, Unit], ...]) -> str:
    date, time = "", ""
    for value, unit in parts:
        number = Decimal(value) * _TIMES.get(unit, 1)
        letter = _LETTERS.get(unit, str(unit))
        clock = unit in {"H", "MIN", "S"}
        if unit in _NEXT and number % 1 == Decimal("0.5"):  # 三年半: P3Y6M, 半小时: PT30M
            smaller = "{}{}".format(*_NEXT[unit])
            text = f"{int(number)}{letter}{smaller}" if number > 1 else smaller
        else:
            text = f"{number.normalize():f}{letter}"
        date, time = (date, time + text) if clock else (date + text, time)
    return "P" + date + ("T" + time if time else "")


class LengthReader:
    """Reads lengths of time from one normalised text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def length(self, at: int) -> Length | None:
        """The length that starts at ``at`` with its number, or None. 近 and 未来 stand before it, 后 behind."""
        first = self._single(at)
        if first is None:
            return self._numeral_range(at)
        match = _RANGE.match(self.text, first.end)
        if match:
            second = self._single(match.end())
            if second is not None and second.high is not None and not first.rest:
                first = replace(
                    first,
                    end=second.end,
                    high=second.high,
                    high_unit=second.unit if second.unit != first.unit else None,
                )
        return self._related(first)

    def _numeral_range(self, at: int) -> Length | None:
        """6-12个月, 3至5年, 二到三周: the unit stands once."""
        numeral = scan(self.text, at)
        match = _RANGE.match(self.text, numeral.end) if numeral else None
        if numeral is None or match is None:
            return None
        second = self._single(match.end())
        if second is None or second.high is None or second.rest or second.low != second.high:
            return None
        low: Value = numeral.low
        if numeral.scale == 1 and second.low >= 1000 and low < 10:
            return None
        if low >= second.high:
            return None
        return self._related(replace(second, start=numeral.start, low=low))

    def _single(self, at: int) -> Length | None:
        half = _HALF_BEFORE.match(self.text, at)
        if half:
            return Length(at, half.end(), Decimal("0.5"), Decimal("0.5"), _UNIT_OF[half[1]])
        numeral = scan(self.text, at)
        if numeral is None or (
            1900 <= numeral.low <= 2100 and numeral.coefficient == numeral.low and self._is_year(numeral)
        ):
            return None
        return self._with_unit(numeral)

    def _is_year(self, numeral: Numeral) -> bool:
        """2018年多 in 较2018年多: a year and no length, unless it is rounded (近2000年)."""
        before = self.text[numeral.start - 1 : numeral.start]
        return self.text[numeral.end : numeral.end + 1] == "年" and before not in {
            "近",
            "约",
            "逾",
            "达",
            "历",
            "超",
        }

    def _with_unit(self, numeral: Numeral) -> Length | None:
        text = self.text
        at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
        more = _MORE.match(text, at)
        place = at
        if more and not numeral.modifier:
            place = more.end()
        inner_half = re.compile(r"个(半|多)(?=年|月|星期|礼拜|小时|钟头|世纪|季度)").match(text, place)
        if inner_half:
            unit_match = _UNIT.match("个" + text[inner_half.end() : inner_half.end() + 2])
            end = inner_half.end() + (unit_match.end() - 1 if unit_match else 0)
        else:
            unit_match = _UNIT.match(text, place)
            end = unit_match.end() if unit_match else place
        if unit_match is None or (not inner_half and _NOT_UNIT.match(text, place)):
            return None
        surface = unit_match.group()
        unit = _UNIT_OF[surface]
        low, high = numeral.low, numeral.high
        if surface == "月" and not inner_half:
            return None  # 三月 is March; 近三月 is read by recent()
        if inner_half and inner_half[1] == "半":
            low, high = low + Decimal("0.5"), None if high is None else high + Decimal("0.5")
        if surface == "分半钟":
            low, high = low + Decimal("0.5"), None if high is None else high + Decimal("0.5")
        factor = _FACTORS.get(surface)
        if factor:
            low, high = low * factor, None if high is None else high * factor
        length = Length(numeral.start, end, low, high, unit, more=bool(more or numeral.modifier == "gt" or (inner_half and inner_half[1] == "多")))  # fmt: skip
        return self._tail(length)

    def _tail(self, length: Length) -> Length:
        """三年半, 两年多, 36天5小时30分."""
        text = self.text
        half = _HALF_AFTER.match(text, length.end)
        if half and length.high is not None and length.low == length.high:
            value = length.low + Decimal("0.5")
            return replace(length, end=half.end(), low=value, high=value)
        more = _MORE.match(text, length.end)
        if more and text[more.end() : more.end() + 1] not in {"次", "样", "个", "家", "名", "人"}:
            return replace(length, end=more.end(), more=True)
        rest: list[tuple[Value, Unit]] = []
        smaller: tuple[Unit, ...] = ("Y", "M", "D", "H", "MIN", "S")
        last = length.unit
        end = length.end
        while last in smaller:
            joint = _COMPOUND.match(text, end)
            numeral = scan(text, joint.end() if joint else end)
            if numeral is None:
                break
            unit_match = re.compile(r"个月|天|日|个小时|小时|分钟?|秒钟?").match(text, numeral.end)
            if unit_match is None:
                break
            unit: Unit = {"个": "M", "天": "D", "日": "D", "小": "H", "分": "MIN", "秒": "S"}[
                unit_match.group()[0]
            ]  # type: ignore[assignment]
            if unit_match.group() == "个小时":
                unit = "H"
            if smaller.index(unit) <= smaller.index(last):
                break
            rest.append((numeral.low, unit))
            last, end = unit, unit_match.end()
        return replace(length, end=end, rest=tuple(rest)) if rest else length

    def recent(self, at: int) -> Length | None:
        """三月, 两月 behind 近 or 前: a length there and a month elsewhere."""
        match = re.compile(r"([一二两三四五六七八九仨俩0-9]{1,2}) ?月").match(self.text, at)
        numeral = scan(self.text, at) if match else None
        if match is None or numeral is None or numeral.high is None:
            return None
        return Length(at, match.end(), numeral.low, numeral.high, "M")

    def _related(self, length: Length) -> Length:
        """Whether it lies before or after something: 三天后, 两年前, 近五年, 60日内."""
        text = self.text
        if length.unit == "D" and text[length.end - 1] == "日" and not self._is_length_of_days(length):
            return length
        match = _AFTER.match(text, length.end)
        word = match["ago"] if match else ""
        if match and word.endswith("前"):
            return replace(length, end=match.end(), relation="ago", open_end=word != "前")
        if match and word.endswith("后"):
            return replace(length, end=match.end(), relation="later", open_end=word == "以后")
        window = text[max(0, length.start - 5) : length.start]
        future = _FUTURE.search(window)
        past = _PAST.search(window)
        if past and past.group().strip() == "近" and self._nearly(length, length.start - len(past.group())):
            past = None
        if future and (future.group().strip() != "后" or self._bare_prefix(length.start - 1)):
            return replace(length, start=length.start - len(future.group()), relation="future")
        if past and (past.group().strip() not in {"前", "上", "头"} or self._bare_prefix(length.start - 1)):
            return replace(length, start=length.start - len(past.group()), relation="past")
        if match and word in {"以来", "来"}:
            return replace(length, relation="past")
        if match and word.endswith("内"):
            return replace(length, relation="within")
        return length

    def _nearly(self, length: Length, at: int) -> bool:
        """近 before a length is «the last» at the start of a clause (近五年销量) and «nearly» behind a verb (停电近11小时)."""
        if length.unit in {"H", "MIN", "S"}:
            return True
        before = self.text[at - 1 : at]
        return (
            bool(before)
            and before not in " 　，。、；：！？“”‘’「」『』（）()《》\n在是较比自从的据对,.;:"
            and not _AFTER.match(self.text, length.end)
        )

    def _is_length_of_days(self, length: Length) -> bool:
        """3日 is a day of the month unless it is told as a length: 为期3日, 60日内, 30至90日."""
        if length.low > 31 or length.low != length.high:
            return True
        before = self.text[max(0, length.start - 2) : length.start]
        if before.endswith(
            (
                "其后",
                "此后",
                "今后",
                "未来",
                "过去",
                "最近",
                "连续",
                "为期",
                "长达",
                "历时",
                "停工",
                "停课",
                "连",
                "共",
                "达",
                "近",
                "逾",
                "约",
            )
        ):
            return True
        return bool(re.compile(r"(?:之|以)?[内后前]|来|游|间").match(self.text, length.end))

    def _bare_prefix(self, at: int) -> bool:
        """前两天, 上2个月: the prefix is no part of another word (此前, 目前, 以上, 之后, 港前)."""
        before = self.text[at - 1 : at]
        return before not in {
            "此",
            "目",
            "之",
            "以",
            "日",
            "提",
            "当",
            "先",
            "史",
            "生",
            "赛",
            "早",
            "马",
            "街",
            "网",
            "线",
            "会",
            "月",
            "年",
        }

    def days_told_as_day(self, length: Length) -> bool:
        """Whether 26日 should be read as a day of the month and not as 26 days."""
        return (
            length.unit == "D"
            and self.text[length.end - 1] == "日"
            and not length.relation
            and not self._is_length_of_days(length)
        )
