"""The period that a sentence before has told: 当季毛利率为58.6%, 进口2000亿元 behind 5月出口3000亿元.

台积电二季度营收9338亿元。当季毛利率为58.6%。      as_of 2025-04/2025-06
本季毛利率49.1%，去年同期为48.8%               the quarter a year before
5月出口3000亿元。进口2000亿元。                as_of 2025-05
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.counted.outlooks import is_actual, is_ahead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

_A_YEAR_AGO = re.compile(r"(?:去年|上年)同(?:期|季)")
_WHOLE_YEAR = re.compile(r"(?<!明年)(?<!去年)全年(?!度)")
_PERIOD = re.compile(r"\d{4}(?:-\d\d~?)?|\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?")
# of another time than the sentence before
ANOTHER_TIME = re.compile(
    r"[现目]前|现有|如今|现在|当前|此前|过去|历史|当时|曾|一度|往年|历年|[每常]年|多年|未来|将|预[计期估测]|计划|目标|力争|拟|有望|全年|整年|年化|财年|[此这今][次番]|日前|近日|迄今|至今"
)
_OF_THE_YEAR = re.compile(r"\s*(?:其中|此外|另外)?[，,]?全年")
_YEAR_OVER = re.compile(r"\d{4}(?:-12(?:-31)?)?")
_THE_QUARTER = re.compile(r"(?:当季|本季|该季|季内|同期)")
_QUARTER = re.compile(r"(\d{4})-(?:01/\1-03|04/\1-06|07/\1-09|10/\1-12)")


_PART = re.compile(r"[ \u3000]*(?:这)?其中[，,]?")
_LEADS = 2  # code points before a date that leads its sentence
_SENTENCES = 2  # how far back a period is looked for in a paragraph
# 截至6月底|止中期业绩, 截至9月30日|止三个月
_CLOSING = re.compile(
    r"(?:为?止)?的?(?:(?P<quarter>第?[一二三四]季|三个月|3个月)|(?P<half>中期|上半年|半年|六个月|6个月|首六个月|首6个月)"
    r"|(?P<nine>九个月|9个月|首三季|前三季|首九个月)|(?P<year>全年|年度|财政?年度?|十二个月|12个月))"
)
_MONTHS = {"quarter": 3, "half": 6, "nine": 9, "year": 12}
_CHANGE = re.compile(r"(?:同比|环比)?(?:[增降]幅|增加额|减少额)$")
_REPORTED = re.compile(r"(?:报告)?期内")
# 2025年半年度报告, 2024年度报告, 2025年第三季度报告
_REPORT = re.compile(
    r"(?P<year>20[0-9]{2})年?(?:(?P<half>半年度?|中期)|(?P<whole>年?度?)|第?(?P<quarter>[一二三四1-4])季度?)(?:报告?|业绩(?:报告|公告)|财报)"
)


class PeriodReader:
    """Carries periods from sentence to sentence; asked for the numbers of one article in their order."""

    def __init__(
        self,
        context: Context,
        dates: Sequence[DateMention],
        told: Sequence[DateMention],
        known: Mapping[str, str],
    ) -> None:
        """``told`` are those of ``dates`` with which nothing is compared; ``known`` tells whom a mention names."""
        self._known = known
        self.context = context
        self.norm = context.norm
        self._words = context.lexicon.measure_words
        self._dates = sorted(dates, key=lambda mention: mention.start)
        self._date_starts = [mention.start for mention in self._dates]
        self._told = told
        self._told_starts = [date.start for date in told]

    def quarter(self, number: NumberMention, clause_start: int) -> str:
        """The quarter that 当季 at the beginning of the sentence or clause means: the one last told in its paragraph.

        Where the paragraph tells none, the only one that the article has told.
        """
        start = self.context.sentence(number.sentence).start
        if not (_THE_QUARTER.match(self.norm, clause_start) or _THE_QUARTER.match(self.norm, start)):
            return ""
        inside = slice(bisect_left(self._date_starts, start), bisect_left(self._date_starts, number.start))
        here = {d.edtf for d in self._dates[inside] if d.edtf and not _THE_QUARTER.match(self.norm, d.start)}
        if here:  # 第三季营收1420亿元，本季毛利率46.5%
            quarter = here.pop()
            return quarter if not here and _QUARTER.fullmatch(quarter) else ""
        paragraph = self.norm.rfind("\n", 0, start) + 1
        earlier = self._told[: bisect_left(self._told_starts, start)]
        if earlier and self.norm.startswith("同期", start) and not _QUARTER.fullmatch(earlier[-1].edtf):
            return ""  # 下跌至8月至10月的370万人。同期
        before = [d for d in earlier if _QUARTER.fullmatch(d.edtf)]
        told = [d for d in before if d.start >= paragraph]
        last = {d.edtf for d in (told or before) if not told or d.sentence == told[-1].sentence}
        return last.pop() if len(last) == 1 else ""

    def reported(self, number: NumberMention) -> str:
        """What 报告期内 at the beginning of the sentence means: the period of the report that the article names before."""
        start = self.context.sentence(number.sentence).start
        if _REPORTED.match(self.norm, start) is None:
            return ""
        at = bisect_left(self._reports, (start, "")) - 1
        return self._reports[at][1] if at >= 0 else ""

    @cached_property
    def _reports(self) -> list[tuple[int, str]]:
        """Where each period of a report has been told, with the one told until then; empty from the second one on."""
        found = [(match.end() - 1, _period(match)) for match in _REPORT.finditer(self.norm)]
        found += [(date.start, period) for date in self._told if (period := closing(self.norm, date))]
        told: list[tuple[int, str]] = []
        for place, period in sorted(found):
            told.append((place, period if not told or told[-1][1] == period else ""))
        return told

    def same(self, number: NumberMention, before: Sequence[NumberMention]) -> str:
        """What 同期 at the beginning of a sentence means: the time of the statistic told last."""
        start = self.context.sentence(number.sentence).start
        if not self.norm.startswith("同期", start) or self._dated(start, number.start):
            return ""
        told = [
            n.as_of for n in before if n.as_of and n.end <= start and self._words.tell(n.measure, "period")
        ]
        return told[-1] if told and _PERIOD.fullmatch(told[-1]) else ""

    def year_before(self, date: DateMention) -> str:
        """The quarter a year before that 去年同期 means behind 本季, where the paragraph has told which one; else empty."""
        if not _A_YEAR_AGO.match(self.norm, date.start):
            return ""
        paragraph = self.norm.rfind("\n", 0, date.start) + 1
        at = bisect_left(self._date_starts, date.start)
        before = self._dates[at - 1] if at and self._dates[at - 1].start >= paragraph else None
        if before is None or not _THE_QUARTER.match(self.norm, before.start):
            return ""
        told = [d for d in self._told if paragraph <= d.start < before.start and _QUARTER.fullmatch(d.edtf)]
        last = {d.edtf for d in told if d.sentence == told[-1].sentence}
        if len(last) != 1:
            return ""
        year = int(last.pop()[:4])
        return told[-1].edtf.replace(str(year), str(year - 1))

    def shifted(self, date: DateMention, before: Sequence[NumberMention]) -> str:
        """The period of the figure before, a year earlier: 去年同期 behind 截至6月底止中期收入."""
        last = before[-1] if before else None
        if last is None or _A_YEAR_AGO.match(self.norm, date.start) is None:
            return ""
        if "/" not in last.as_of or self.norm.find("\n", last.end, date.start) >= 0:
            return ""
        return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in last.as_of.split("/"))

    def period(
        self, number: NumberMention, measure: str, subject: str, before: Sequence[NumberMention]
    ) -> str:
        """The period of the sentence before, where a statistic goes on without one: 5月出口3000亿元。进口2000亿元."""
        start = self.context.sentence(number.sentence).start
        if not before or not self._words.tell(measure, "period") or not is_actual(measure):
            return ""
        if ANOTHER_TIME.search(self.norm, start, number.start) or self._dated(start, number.start):
            return ""
        paragraph = self.norm.rfind("\n", 0, number.start) + 1
        told = [
            n for n in before if n.as_of and n.measure and n.start >= paragraph and not is_ahead(n.measure)
        ]
        last = told[-1].sentence if told else number.sentence
        if last < number.sentence - _SENTENCES or self._dated(told[-1].end if told else start, start):
            return ""
        if not told:
            return self._led(number, measure)
        told = [n for n in told if n.sentence == last]
        periods = {n.as_of for n in told if self._words.tell(n.measure, "period")}
        listed = last == number.sentence and {n.measure for n in told} == {measure}
        whose = {self._known.get(n.subject, n.subject) for n in told if n.subject}
        part = _PART.match(self.norm, start) is not None  # 其中，出口2.7万亿元: of what was told before
        if not listed and not part and whose - {self._known.get(subject, subject)}:
            kin = {_kind(n.measure) for n in told}
            if subject or _kind(measure) not in kin:
                return ""  # somebody else's
        if len(periods) != 1 or {n.as_of for n in told} != periods:
            return ""
        period = periods.pop()
        published = self.context.article.published[:4]
        recent = not published or int(period[:4]) >= int(published) - 1
        return period if recent and _PERIOD.fullmatch(period) else ""

    def _led(self, number: NumberMention, measure: str) -> str:
        """The months that lead the sentence before, where no figure of it was told of them: 1至9月份，全国平均利用2368小时."""
        if number.sentence == 0 or (number.change == "" and "率" in measure):
            return ""
        before = self.context.sentence(number.sentence - 1).start
        start = self.context.sentence(number.sentence).start
        dates = self._told[bisect_left(self._told_starts, before) : bisect_left(self._told_starts, start)]
        if (
            len(dates) != 1
            or dates[0].start - before > _LEADS
            or self.norm.find("\n", before + 1, start) >= 0
        ):
            return ""
        return dates[0].edtf if _PERIOD.fullmatch(dates[0].edtf) and "-" in dates[0].edtf else ""

    def whole_year(self, number: NumberMention, measure: str, clause_start: int) -> str:
        """The year of publication for what is expected of 全年: 预计全年营收增长20%."""
        told = is_ahead(measure) and _WHOLE_YEAR.search(self.norm, clause_start, number.start)
        return self.context.article.published[:4] if told else ""

    def year_told(self, number: NumberMention, measure: str) -> str:
        """2018 of 全年出生人口1523万人 behind 2018年末总人口139538万人: the year that was over when it was told of."""
        start = self.context.sentence(number.sentence).start
        if not measure or measure == "年龄" or is_ahead(measure) or not _OF_THE_YEAR.match(self.norm, start):
            return ""
        at = bisect_left(self._told_starts, start)
        last = self._told[at - 1] if at else None
        if last is None or self._dated(start, number.start) or _YEAR_OVER.fullmatch(last.edtf) is None:
            return ""
        year, published = last.edtf[:4], self.context.article.published[:4]
        return year if year < published else ""

    def _dated(self, start: int, end: int) -> bool:
        """Whether a date stands there with which nothing is compared."""
        return bisect_left(self._told_starts, start) < bisect_left(self._told_starts, end)


def _kind(measure: str) -> str:
    """容量 of 风电装机容量同比增幅: the end of what is measured."""
    return _CHANGE.sub("", measure)[-2:]


def closing(norm: str, date: DateMention) -> str:
    """The months that a report tells of which closes on ``date``, in EDTF: 截至今年6月底止|中期业绩; empty for no report."""
    closed = _CLOSING.match(norm, date.end) if len(date.earliest) >= len("YYYY-MM") else None
    if closed is None or not norm.startswith("截", max(0, date.start - 2)):
        return ""
    months = _MONTHS[closed.lastgroup or ""]
    year, month = int(date.earliest[:4]), int(date.earliest[5:7])
    first = year * 12 + month - months
    return f"{first // 12}-{first % 12 + 1:02}/{year}-{month:02}"


def _period(report: re.Match[str]) -> str:
    """The months that a report tells of, in EDTF."""
    year = report["year"]
    if report["half"]:
        return f"{year}-01/{year}-06"
    if report["quarter"]:
        first = "一二三四1234".index(report["quarter"]) % 4 * 3 + 1
        return f"{year}-{first:02}/{year}-{first + 2:02}"
    return year
