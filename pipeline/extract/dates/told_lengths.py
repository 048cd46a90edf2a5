"""Lengths of time where the text tells them: 近五年, 三天后, 比前一周; and vague words such as 近年来."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates import forms
from pipeline.extract.dates.length_reader import FIRSTS
from pipeline.extract.dates.mentions import mention
from pipeline.extract.dates.timeline import NOTHING, TO_TEXT, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.calendars import Moment
    from pipeline.extract.context import Context
    from pipeline.extract.dates.away import Distances
    from pipeline.extract.dates.length_reader import LengthReader
    from pipeline.extract.dates.lengths import Length
    from pipeline.extract.dates.look_alikes import LookAlikes
    from pipeline.extract.dates.timeline import Timeline, Told
    from pipeline.extract.overlap import Candidate
    from pipeline.model import DateType

_PERIOD_BEFORE = re.compile(r"前一(?P<unit>周|季度?|个季度)(?!年)")
_VAGUE_AGO = re.compile(r"(?:之|以)?[前后]|来")
_CLAUSE_START = frozenset("，。；：、！？“‘「『（(\n ,;:约在于到自")
# 三星期后他出院了, 两年后终于获释: what is over is not counted from publication
_NARRATED = re.compile(r"[^。！？!?\n]{0,30}?(?:[^为除罢]了(?![解结])|终于|曾经?|竟|却|遂|被(?!告))")
_COMMA = re.compile(r"[，,](?=[0-9])")
_TITLE = 42  # code points of a title that a day is counted from
_CAME_OUT = frozenset(
    "问世 公布 发布 出台 印发 施行 实施 生效 通过 签署 颁布 出版 发表 上映 首映 播出 开播 上线".split()
)
# what may stand between a verb and its length, and states whose own length it is: 停工超过八年后
_MORE_THAN = re.compile(r"(?:[已约近逾超]|超过|大约|将近|长达|不到|接近)*$")
_STATES = frozenset(
    "停工 停摆 停飞 停航 停运 停业 停牌 停播 停办 停火 中断 中止 搁置 闲置 关闭 封闭 封锁 失踪 失联 离开 断交 沉没 流亡 潜逃 逃亡 服刑 入狱 去世 逝世 "
    "上任 就任 任职 事发 案发 结婚 离婚 分居 通车 开业 成立 缺席".split()
)


class ToldLengths:
    """Reads lengths with ``reader`` and counts them from what ``timeline`` was told."""

    def __init__(
        self,
        context: Context,
        timeline: Timeline,
        reader: LengthReader,
        distances: Distances,
        look_alikes: LookAlikes,
        told_at: Callable[[int, int], Told | None],
    ) -> None:
        self.context = context
        self.norm = context.norm
        self.times = context.lexicon.times
        self.timeline = timeline
        self.reader = reader
        self.distances = distances
        self.look_alikes = look_alikes
        self.told_at = told_at

    def length(self, at: int, paragraph: int) -> Candidate | None:
        """A length that starts at ``at``, as it stands or counted from what was told."""
        if self.norm[at] not in FIRSTS:
            return None
        before = self._period_before(at, paragraph)
        if before is not None:
            return before
        length = self.reader.recent(at) or self.reader.length(at)
        if length is None or self.reader.days_told_as_day(length) or self.look_alikes.length(length):
            return None
        start = length.start
        at_start = start == 0 or self.norm[start - 1] in _CLAUSE_START
        clause_start, clause_end = self.context.clause(start)
        future = _speaks_of_coming(self.times.future, self.norm, clause_start, clause_end)
        narrated = not future and _NARRATED.match(self.norm, length.end) is not None
        later = length.relation == "later"
        resolved = (
            NOTHING
            if later and self._behind_verb(start, clause_start, paragraph)
            else self.distances.length(
                length,
                paragraph,
                clause_start=at_start and not narrated,
                future=future,
                origin=self._day_of_title(length) if later else None,
            )
        )
        if later:
            resolved = self._told_behind(length, paragraph) or resolved
        rule = f"length {length.relation}".strip()
        if length.relation not in {"ago", "later"}:
            return mention(self.context, start, length.end, "DURATION", resolved, rule)
        if not resolved.edtf:
            return mention(self.context, start, length.end, "DURATION", Resolved(length.iso()), rule)
        self.timeline.note(resolved, length.end, paragraph)
        return mention(
            self.context, start, length.end, "TIME" if "T" in resolved.edtf else "DATE", resolved, rule
        )

    def _told_behind(self, length: Length, paragraph: int) -> Resolved | None:
        """3月20日 of 三天后，3月20日，他辞职: the day that is told right behind."""
        comma = _COMMA.match(self.norm, length.end) if length.unit == "D" else None
        told = self.told_at(comma.end(), paragraph) if comma is not None else None
        if (
            told is None
            or told.moment.day is None
            or told.span is not None
            or self.norm[told.place : told.place + 1] not in {"，", ","}
        ):
            return None
        return forms.period(told.moment, TO_TEXT)

    def _day_of_title(self, length: Length) -> Moment | None:
        """The day of a plan in 《计划》公布三天后: the first whose sentence names it."""
        if length.by_clock or length.unit == "WD" or self.norm[length.start - 3 : length.start - 2] != "》":
            return None
        end = length.start - 2
        title = self.norm[self.norm.rfind("《", max(0, end - _TITLE), end) : end]
        if not title or self.norm[end : length.start] not in _CAME_OUT:
            return None
        for told in self.timeline.top:
            sentence = self.context.sentence(self.context.sentence_at(told.place - 1))
            if told.moment.day is not None and title in self.norm[sentence.start : sentence.end]:
                return told.moment
        return None

    def _behind_verb(self, start: int, since: int, paragraph: int) -> bool:
        """今天宣布，在停工超过八年后将复工: counts from a state before it, of which no date tells, and not from the report."""
        near = self.timeline.near(start, paragraph)[:1]
        if not near or near[0].place >= since or not self.timeline.is_of_report(near[0].moment):
            return False
        more = _MORE_THAN.search(self.norm, since, start)
        end = more.start() if more is not None else start
        token = self.context.token_at(end - 1) if end > since else None
        return token is not None and token.word in _STATES

    def _period_before(self, at: int, paragraph: int) -> Candidate | None:
        """比前一周多: the week before the one that was told."""
        match = _PERIOD_BEFORE.match(self.norm, at)
        if match is None:
            return None
        resolved = self.distances.period_before(match["unit"], at, paragraph)
        return (
            None
            if resolved is None
            else mention(self.context, at, match.end(), "DATE", resolved, "period-before")
        )

    def vague(self, at: int) -> Candidate | None:
        """近年来, 长期: a time, and the text does not tell which."""
        kinds = self.times.kinds_at(self.norm, at)
        for kind in ("vague", "vague-duration") if kinds else ():
            found = self.times.at(kind, self.norm, at)
            if (
                found is None or self.look_alikes.word(at, found[1]) or self.norm[at - 1 : at] == "超"
            ):  # 超长期
                continue
            word, end = found
            ago = (
                _VAGUE_AGO.match(self.norm, end)
                if kind == "vague-duration" and word.surface[-1] not in "来期内远"
                else None
            )
            type_: DateType = "DATE" if kind == "vague" or ago else "DURATION"
            return mention(
                self.context, at, ago.end() if ago else end, type_, NOTHING, f"vague({word.place})"
            )
        return None


def _speaks_of_coming(future: re.Pattern[str], norm: str, start: int, end: int) -> bool:
    """Whether a clause has a word for what is to come, outside a title: not 《行动计划》发布三天后."""
    return any(
        norm.rfind("《", start, match.start()) <= norm.rfind("》", start, match.start())
        for match in future.finditer(norm, start, end)
    )
