"""The period that a sentence before has told: 当季毛利率为58.6%, 进口2000亿元 behind 5月出口3000亿元.

台积电二季度营收9338亿元。当季毛利率为58.6%。      as_of 2025-04/2025-06
本季毛利率49.1%，去年同期为48.8%               the quarter a year before
5月出口3000亿元。进口2000亿元。                as_of 2025-05
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention

_A_YEAR_AGO = re.compile(r"(?:去年|上年)同(?:期|季)")
_WHOLE_YEAR = re.compile(r"(?<!明年)(?<!去年)全年(?!度)")
# what statistics and reports tell of one period, clause for clause
_STATISTICS = re.compile(
    r"率|余额|增加值|溢利|盈利|收入|份额|岁[入出]|预算|支出|经费|失业|就业|CPI|PPI|每股|[增降]幅|指数|增加额|减少额|(?:产|销|交付|出货|客流|货运|吞吐|交易|成交|用电|发电)量|总额|总值|总产值|出口|进口|[顺逆]差|营收|利润|存款|贷款|票房|零售|人次$"
)
_PERIOD = re.compile(r"\d{4}(?:-\d\d~?)?|\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?")
# of another time than the sentence before
_ANOTHER_TIME = re.compile(
    r"[现目]前|现有|如今|现在|当前|此前|过去|历史|当时|曾|一度|往年|历年|[每常]年|多年|未来|将|预[计期估测]|计划|目标|力争|拟|有望|全年|整年|年化|财年|[此这今][次番]|日前|近日|迄今|至今"
)
_THE_QUARTER = re.compile(r"(?:当季|本季|该季|季内|同期)")
_QUARTER = re.compile(r"(\d{4})-(?:01/\1-03|04/\1-06|07/\1-09|10/\1-12)")


_REPORTED = re.compile(r"(?:报告)?期内")
# 2025年半年度报告, 2024年度报告, 2025年第三季度报告
_REPORT = re.compile(
    r"(?P<year>20[0-9]{2})年?(?:(?P<half>半年度?|中期)|(?P<whole>年?度?)|第?(?P<quarter>[一二三四1-4])季度?)(?:报告?|业绩(?:报告|公告)|财报)"
)


class PeriodReader:
    """Carries periods from sentence to sentence; asked for the numbers of one article in their order."""

    def __init__(self, context: Context, dates: Sequence[DateMention], told: Sequence[DateMention]) -> None:
        """``told`` are those of ``dates`` with which nothing is compared."""
        self.context = context
        self.norm = context.norm
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
        if any(d.edtf and not _THE_QUARTER.match(self.norm, d.start) for d in self._dates[inside]):
            return ""
        paragraph = self.norm.rfind("\n", 0, start) + 1
        before = [d for d in self._told if d.start < start and _QUARTER.fullmatch(d.edtf)]
        told = [d for d in before if d.start >= paragraph]
        last = {d.edtf for d in (told or before) if not told or d.sentence == told[-1].sentence}
        return last.pop() if len(last) == 1 else ""

    def reported(self, number: NumberMention) -> str:
        """What 报告期内 at the beginning of the sentence means: the period of the report that the article names before."""
        start = self.context.sentence(number.sentence).start
        if _REPORTED.match(self.norm, start) is None:
            return ""
        named = list(_REPORT.finditer(self.norm, 0, start))
        periods = {_period(match) for match in named}
        return periods.pop() if len(periods) == 1 else ""

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

    def period(
        self, number: NumberMention, measure: str, subject: str, before: Sequence[NumberMention]
    ) -> str:
        """The period of the sentence before, where a statistic goes on without one: 5月出口3000亿元。进口2000亿元."""
        start = self.context.sentence(number.sentence).start
        if not before or not _STATISTICS.search(measure) or measure.startswith(("预计", "目标", "原")):
            return ""
        if _ANOTHER_TIME.search(self.norm, start, number.start) or self._dated(start, number.start):
            return ""
        last = before[-1].sentence
        if last < number.sentence - 1 or self.norm.find("\n", before[-1].end, number.start) >= 0:
            return ""
        told = [n for n in before if n.sentence == last and n.as_of and n.measure]
        periods = {n.as_of for n in told if _STATISTICS.search(n.measure)}
        listed = last == number.sentence and {n.measure for n in told} == {measure}
        if not listed and any(n.subject not in {"", subject} for n in told):
            return ""  # somebody else's
        if len(periods) != 1 or {n.as_of for n in told} != periods:
            return ""
        period = periods.pop()
        published = self.context.article.published[:4]
        recent = not published or int(period[:4]) >= int(published) - 1
        return period if recent and _PERIOD.fullmatch(period) else ""

    def whole_year(self, number: NumberMention, measure: str, clause_start: int) -> str:
        """The year of publication for what is expected of 全年: 预计全年营收增长20%."""
        expected = measure.startswith(("预计", "目标"))
        told = expected and _WHOLE_YEAR.search(self.norm, clause_start, number.start)
        return self.context.article.published[:4] if told else ""

    def _dated(self, start: int, end: int) -> bool:
        """Whether a date stands there with which nothing is compared."""
        return bisect_left(self._told_starts, start) < bisect_left(self._told_starts, end)


def _period(report: re.Match[str]) -> str:
    """The months that a report tells of, in EDTF."""
    year = report["year"]
    if report["half"]:
        return f"{year}-01/{year}-06"
    if report["quarter"]:
        first = "一二三四1234".index(report["quarter"]) % 4 * 3 + 1
        return f"{year}-{first:02}/{year}-{first + 2:02}"
    return year
