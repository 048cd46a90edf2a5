"""Reading lengths of time, and what stands at their end: 6-12个月, 三年半, 三天后, 近五年, 60日内, 9秒58."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from pipeline.extract.dates.lasting import is_lasting
from pipeline.extract.dates.lengths import HALVES, Length, Unit
from pipeline.extract.numerals import FIRSTS as NUMERAL_FIRSTS
from pipeline.extract.numerals import Numeral, scan
from pipeline.gates import firsts

if TYPE_CHECKING:
    from pipeline.extract.numerals import Value
    from pipeline.lexicon.times import Times

_HALF_AFTER = re.compile(r"半(?![个径导决数年月天小夜路])")
_HALF_INSIDE = re.compile(r"个(半|多)(?=年|月|星期|礼拜|小时|钟头|世纪|季度)")
_MORE = re.compile(r"[多余]")
_NOT_MORE = frozenset({"次", "样", "个", "家", "名", "人"})  # 三年多次: 多 belongs to what follows
_RANGE = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?")
_COMPOUND = re.compile(r" ?[又零]?")
_SMALLER = re.compile(
    r"个[多半]?月|月(?![0-9一二三四五六七八九十日份底初中上下])|天|日|个小时|小时|分钟?|秒钟?"
)
_SMALLER_UNITS: dict[str, Unit] = {
    "个月": "M", "天": "D", "日": "D", "个小时": "H", "小时": "H", "分": "MIN", "分钟": "MIN", "秒": "S", "秒钟": "S",
}  # fmt: skip
_MINUTES = r"|分(?=[0-9一二三四五六七八九十]{1,3}(?:\.[0-9]{1,3})? ?秒)"  # 2分27秒; alone 分 are points
_DESCENDING: tuple[Unit, ...] = ("Y", "M", "D", "H", "MIN", "S")
_HUNDREDTHS = re.compile(r"([0-9]{2})(?![0-9.%年月日天个])")  # 9秒58
_MONTHS_BARE = re.compile(r"([一二两三四五六七八九仨俩0-9]{1,2}) ?月")
_MONTH = re.compile("月(?!份)")
_RECENT = re.compile(r"(?:最近|近|前|过去)的?")
FIRSTS = NUMERAL_FIRSTS | firsts(_RECENT) | {"半"}  # what a length may start with
_FUTURE = re.compile(r"(?:未来|今后|往后|此后|接下来|其后|之后|后)的? ?$")
_PAST = re.compile(r"(?:过去|最近|近|以往|此前|之前|前|上|头)的? ?$")
_AFTER = re.compile(
    r" ?(?P<word>(?:之|以)?前(?!提|景|途|往|线|锋|所未|进|来|三|十|后)|(?:之|以)?后(?!卫|续|勤|备|果)|以来|来(?![自到源])|(?:之|以)?内(?!地|部|阁|容|陆|外|政|幕|心|蒙)|间(?![接隔谍])|期间)"
)
_DAYS_AFTER = re.compile(r"(?:之|以)?(?:[内后]|前(?![往来去赴]))|来|游|间")
# 近 behind one of these is «the last» (近五年销量), elsewhere «nearly» (停电近11小时)
_NEAR_AT = frozenset(" 　，。、；：！？“”‘’「」『』（）()《》\n在是较比自从的据对,.;:")
# what 前, 上, 头, 后 stand behind when they belong to the length: 在前两天; elsewhere they end a word (签订后15天)
_BEFORE_PREFIX = frozenset("在于是较比的这那自从和与至到今")
_YEAR_SPAN = frozenset("近约逾达历超")  # 近2000年 is a length, 2018年多 a year


class LengthReader:
    """Reads lengths of time from one normalised text."""

    def __init__(self, text: str, times: Times) -> None:
        self.text = text
        self.times = times
        self._unit = re.compile(times.alternatives["length"] + _MINUTES)
        self._half = re.compile(rf"半 ?({times.alternatives['length']}|月(?=[前后以之内来，。]))(?![代])")

    def length(self, at: int) -> Length | None:
        """The length that starts at ``at`` with its number, or None. 近 and 未来 stand before it, 后 behind."""
        half = self._half_unit(at)
        numeral = None if half else scan(self.text, at)
        first = half or self._counted(numeral)
        if first is None:
            return self._numeral_range(numeral)
        match = _RANGE.match(self.text, first.end)
        second = self._single(match.end()) if match and not first.rest else None
        if second is not None and second.high is not None:
            other = second.unit if second.unit != first.unit else None
            first = replace(first, end=second.end, high=second.high, high_unit=other)
        return self._related(first)

    def recent(self, at: int) -> Length | None:
        """近三月, 近仨月: 三月 is a length behind 近 or 前 and a month elsewhere."""
        before = _RECENT.match(self.text, at)
        match = _MONTHS_BARE.match(self.text, before.end()) if before else None
        numeral = scan(self.text, match.start()) if match else None
        if match is None or numeral is None or numeral.high is None:
            return None
        return Length(at, match.end(), numeral.low, numeral.high, "M", relation="past")

    def _numeral_range(self, numeral: Numeral | None) -> Length | None:
        """6-12个月, 3至5年, 二到三周: the unit stands once."""
        match = _RANGE.match(self.text, numeral.end) if numeral else None
        second = self._single(match.end()) if match else None
        if (
            numeral is None
            or second is None
            or second.high is None
            or second.rest
            or second.low != second.high
        ):
            return None
        low: Value = numeral.low
        other = scan(self.text, match.end()) if match else None
        if numeral.scale == 1 and other and other.scale >= 1000 and low < other.coefficient:
            low *= other.scale  # 8至12万年
        if (numeral.scale == 1 and second.low >= 1000 and low < 10) or low >= second.high:
            return None
        return self._related(replace(second, start=numeral.start, low=low))

    # -- one length ---------------------------------------------------------------------------------------

    def _single(self, at: int) -> Length | None:
        return self._half_unit(at) or self._counted(scan(self.text, at))

    def _half_unit(self, at: int) -> Length | None:
        """半年, 半个月."""
        half = self._half.match(self.text, at)
        if half is None:
            return None
        unit, _ = self._unit_of(half[1])
        value, unit = HALVES.get(unit, (Decimal("0.5"), unit))
        return Length(at, half.end(), value, value, unit)

    def _counted(self, numeral: Numeral | None) -> Length | None:
        if numeral is None or self._is_year(numeral):
            return None
        return self._with_unit(numeral)

    def _is_year(self, numeral: Numeral) -> bool:
        """2018年多 in 较2018年多: a year and no length, unless it is rounded (近2000年)."""
        if not 1900 <= numeral.low <= 2100 or numeral.coefficient != numeral.low:
            return False
        before = self.text[numeral.start - 1 : numeral.start]
        return self.text[numeral.end : numeral.end + 1] == "年" and before not in _YEAR_SPAN

    def _unit_of(self, surface: str) -> tuple[Unit, Decimal]:
        """The unit and factor that a row of dates.csv gives a surface: 刻钟 is MIN*15."""
        if surface == "分":
            return "MIN", Decimal(1)
        word = self.times.kinds["length"].get(surface)
        value = word.value if word is not None else "M"  # 半月
        name, times, factor = value.partition("*")
        name, over, divisor = name.partition("/")
        return cast("Unit", name), Decimal(factor if times else 1) / Decimal(divisor if over else 1)

    def _with_unit(self, numeral: Numeral) -> Length | None:
        text = self.text
        at = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
        more = _MORE.match(text, at) if not numeral.modifier else None
        place = more.end() if more else at
        inner = _HALF_INSIDE.match(text, place)
        match = (
            self._unit.match("个" + text[inner.end() : inner.end() + 3])
            if inner
            else self._unit.match(text, place)
        )
        if match is None and text[at - 1] == "两":
            match = _MONTH.match(text, at)  # 满|两月, and 二月 is one of the year
        if match is None:
            return None
        end = inner.end() + match.end() - 1 if inner else match.end()
        unit, factor = self._unit_of(match.group())
        low, high = numeral.low, numeral.high
        if factor != 1:
            low, high = low * factor, None if high is None else high * factor
        vague = bool(more) or numeral.modifier == "gt" or bool(inner and inner[1] == "多")
        length = Length(numeral.start, end, low, high, unit, more=vague)
        if (inner and inner[1] == "半") or match.group() == "分半钟":
            behind = _MORE.match(text, end)
            return _and_a_half(replace(length, end=behind.end(), more=True) if behind else length)
        return self._tail(length)

    def _tail(self, length: Length) -> Length:
        """三年半, 两年多, 9秒58, 36天5小时30分."""
        text, end = self.text, length.end
        half = _HALF_AFTER.match(text, end)
        if half and length.low == length.high:
            return _and_a_half(replace(length, end=half.end()))
        more = _MORE.match(text, end)
        if more and text[more.end() : more.end() + 1] not in _NOT_MORE:
            return replace(length, end=more.end(), more=True)
        hundredths = _HUNDREDTHS.match(text, end) if length.unit == "S" and text[end - 1] == "秒" else None
        if hundredths and length.low == length.high:
            value = Decimal(length.low) + Decimal(f"0.{hundredths[1]}")
            return replace(length, end=hundredths.end(), low=value, high=value)
        return self._hundredths(self._compound(length))

    def _hundredths(self, length: Length) -> Length:
        """1分44秒98: the hundredths of a time that is told in minutes and seconds."""
        match = _HUNDREDTHS.match(self.text, length.end)
        if match is None or not length.rest or length.rest[-1][1] != "S" or self.text[length.end - 1] != "秒":
            return length
        value = Decimal(length.rest[-1][0]) + Decimal(f"0.{match[1]}")
        return replace(length, end=match.end(), rest=(*length.rest[:-1], (value, "S")))

    def _compound(self, length: Length) -> Length:
        """36天5小时30分, 两年零三个月: each part smaller than the one before it."""
        rest: list[tuple[Value, Unit]] = []
        last, end = length.unit, length.end
        while last in _DESCENDING:
            joint = _COMPOUND.match(self.text, end)
            numeral = scan(self.text, joint.end() if joint else end)
            match = _SMALLER.match(self.text, numeral.end) if numeral else None
            if numeral is None or match is None:
                break
            unit = _SMALLER_UNITS.get(match.group(), "M")
            if _DESCENDING.index(unit) <= _DESCENDING.index(last):
                break
            rest.append((numeral.low, unit))
            last, end = unit, match.end()
        return replace(length, end=end, rest=tuple(rest)) if rest else length

    # -- what it is related to ----------------------------------------------------------------------------

    def _related(self, length: Length) -> Length:
        """Whether it lies before or after something: 三天后, 两年前, 近五年, 60日内."""
        text = self.text
        if self._told_in_days(length) and not self._is_length_of_days(length):
            return length
        match = _AFTER.match(text, length.end)
        word = match["word"] if match else ""
        if match and word.endswith("前"):
            start = length.start - 1 if text[length.start - 1 : length.start] == "近" else length.start
            return replace(
                length, start=start, end=match.end(), relation="ago", more=length.more or start < length.start
            )
        if match and word.endswith("后"):
            return replace(length, end=match.end(), relation="later")
        window = text[max(0, length.start - 5) : length.start]
        future, past = _FUTURE.search(window), _PAST.search(window)
        if past and past.group().strip() == "近" and self._nearly(length, length.start - len(past.group())):
            past = None
        if future and self._leads(future.group(), length.start):
            return replace(length, start=length.start - len(future.group()), relation="future")
        if past and self._leads(past.group(), length.start):
            return replace(length, start=length.start - len(past.group()), relation="past")
        if match and word in {"以来", "来"}:
            end = match.end() if word == "来" else length.end
            return replace(length, end=end, relation="past")
        if match and word.endswith("内"):
            return replace(length, relation="within")
        return length

    def _nearly(self, length: Length, at: int) -> bool:
        """近 before a length is «the last» at the start of a clause and «nearly» behind a verb."""
        if length.by_clock:
            return True
        before = self.text[at - 1 : at]
        return bool(before) and before not in _NEAR_AT and not _AFTER.match(self.text, length.end)

    def _leads(self, prefix: str, at: int) -> bool:
        """Whether what stands right before a length is a word: 前两天 and 过去的两天, not 目|前的40分钟."""
        short = prefix.strip(" 的") in {"后", "前", "上", "头"}
        return not short or self._bare_prefix(at - len(prefix))

    def _bare_prefix(self, at: int) -> bool:
        """前两天, 上2个月: the prefix is no part of another word (此前, 以上, 签订后)."""
        before = self.text[at - 1 : at]
        return not "\u4e00" <= before <= "\u9fff" or before in _BEFORE_PREFIX

    # -- 26日: a length or a day --------------------------------------------------------------------------

    def _told_in_days(self, length: Length) -> bool:
        return length.unit == "D" and self.text[length.end - 1] == "日"

    def _is_length_of_days(self, length: Length) -> bool:
        """3日 is a day of the month unless it is told as a length: 为期3日, 60日内, 30至90日."""
        if length.low > 31 or length.high is None or length.high > 31:
            return True
        at = length.start - (self.text[length.start - 1 : length.start] in {"了", "满"})
        if is_lasting(self.times, self.text, at):
            return True
        return bool(_DAYS_AFTER.match(self.text, length.end))

    def days_told_as_day(self, length: Length) -> bool:
        """Whether 26日 should be read as a day of the month and not as 26 days."""
        return self._told_in_days(length) and not length.relation and not self._is_length_of_days(length)


def _and_a_half(length: Length) -> Length:
    """Half a unit more, in the next smaller one where that is a whole number: 三年半 P3Y6M, 一个半月 P1.5M."""
    if length.unit in HALVES and length.low == length.high:
        return replace(length, rest=(HALVES[length.unit],))
    high = None if length.high is None else length.high + Decimal("0.5")
    return replace(length, low=length.low + Decimal("0.5"), high=high)
