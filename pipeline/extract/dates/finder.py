"""Every time expression of a document, from left to right: a set, a range, a point, a length, or a vague word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.calendars import Moment
from pipeline.extract.dates import forms, ranges, starts
from pipeline.extract.dates.away import Distances
from pipeline.extract.dates.calendars import is_weekday
from pipeline.extract.dates.length_reader import LengthReader
from pipeline.extract.dates.look_alikes import LookAlikes
from pipeline.extract.dates.mentions import mention
from pipeline.extract.dates.passing import manner
from pipeline.extract.dates.points import PointReader
from pipeline.extract.dates.ranges import RangeReader
from pipeline.extract.dates.resolve import Resolver
from pipeline.extract.dates.sets import SetReader
from pipeline.extract.dates.timeline import NOTHING, Resolved, Timeline, Told
from pipeline.extract.dates.told_lengths import ToldLengths
from pipeline.extract.overlap import ORDINARY, SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.extract.context import Context
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.overlap import Candidate
    from pipeline.model import DateType

_TITLE = re.compile(r"《(?![^《》0-9\n]{2,14}[0-9]{1,2}日(?:专[讯电]|[讯电]|消息)》)[^《》\n]{1,120}》")
_DAY_IN_BRACKETS = re.compile(
    r"\((?:(?:[0-9]{1,2}月)?[0-9]{1,2}日|[0-9]{1,2}/[0-9]{1,2})\)|[0-9]{1,2}月[0-9]{1,2}日"
)
_LINE_END = re.compile(r"\n\s*+")
_SAME_PERIOD = re.compile(r"(?:的)?同(?:期(?:间)?(?!待)|(?P<unit>月|季(?:度)?)(?![球亮饼薪台刊军]))")
# 与去年同期相比，今年首8个月: what is compared is told behind it
_WITH = re.compile(r"[与和同跟较比]$")
_MOVES_WHOM = re.compile(
    r"将(?=[0-9一二两三四五六七八九十百数多]+[多余]?[名具人位艘架辆枚件](?!会|将)|[其他她](?!们?会)|嫌犯|嫌疑人|人质|遗体|尸体|被告|全案|案件)"
)
_AHEAD = re.compile(r"(?:作出?|做出?|进行)?(?:相?比较?|相较|对比)[，,](?:我国|全国|全市|全省)?")
_A_YEAR = ("year", "short-year", "roc-year", "same-year", "era(")  # 2024年|全年
_WHOLE = re.compile(r"年全年(?![级龄])")
_UNTIL = re.compile(r"(?:截[至止]于?|截至)[^，；。]{3,13}的$")
_DONE = re.compile(r"(?<![不而])已(?!故|婚)|了(?!解)|曾(?![祖孙国庆])")
_AT_SOONEST = re.compile(r"最[快迟](?:可以?|能|会|要|于|在|到|等到)?$")  # 最快8月提交: it is to come
_SINCE_WHICH = re.compile(r"[^，。；、0-9的]{0,12}以来")
_BEFORE = (
    60  # code points before a date within which its sentence goes on from another: 明年1月14日举行，5月投票
)
# before a day: the clause before tells of what is to come as well; not 于28日举行的股东会上表示
_GOES_ON, _OF_WHAT = frozenset({"于", "在", "并于", "并在"}), re.compile(r"[^，；。]{0,6}的")
# 3日宣布, 3日在记者会上说: who speaks does so when the article was written
_SAID = re.compile(
    r"[上下]?午?(?:晚间?|凌晨|傍晚)?(?:在[^，。；\n]{1,12}?)?(?:再次|正式|共同|联合|专门|向[^，。；\n]{1,8}?)?"
    r"(?:发(?:布|表|出|函|文|声明|消息|通[告报])|宣[布告]|表示|说(?!明会|法)|称|通报|公[布告]|证实|指出|回应|透露|强调|披露|报道|消息|电)"
)


class Finder:
    """Reads one document from left to right."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm = context.norm
        self.times = context.lexicon.times
        self.timeline = Timeline(context.article.published, context.article.region)
        self.look_alikes = LookAlikes(context, self.timeline)
        self.resolver = Resolver(self.timeline)
        self.distances = Distances(self.timeline)
        self.points = PointReader(
            context.norm, self.times, context.article.region, context.lexicon.names.surname_starts
        )
        self.lengths = LengthReader(context.norm, self.times)
        self.told_lengths = ToldLengths(
            context, self.timeline, self.lengths, self.distances, self.look_alikes, self._told_at
        )
        self.sets = SetReader(context.norm, self.times, self.lengths)
        self.ranges = RangeReader(self.points, self.timeline)

    def all(self) -> Iterator[Candidate]:
        """The candidates from left to right; each remembers what it told for those behind it."""
        norm, place = self.norm, self.context.article.body_start
        start = starts.pattern(self.times.first)
        titles = [match.span() for match in _TITLE.finditer(norm)]
        line_ends = [match.start() for match in _LINE_END.finditer(norm)]
        title = line = 0
        while (match := start.search(norm, place)) is not None:
            at = match.start()
            while title < len(titles) and titles[title][1] <= at:
                title += 1
            if title < len(titles) and titles[title][0] <= at:
                place = titles[title][1]
                continue
            while line < len(line_ends) and line_ends[line] < at:
                line += 1
            found = self._at(at, line)
            if found is None:
                place = at + 1
                continue
            yield found
            place = max(found.mention.end, at + 1)

    def _at(self, at: int, paragraph: int) -> Candidate | None:
        """What starts at ``at``: a set, a range, a point, a length, or a vague word, in that order."""
        if self.norm.startswith("分之", max(0, at - 2)):
            return None  # 百分之|五点二 is no clock
        return (
            self._set(at)
            or self._bare_range(at, paragraph)
            or self._point(at, paragraph)
            or self.told_lengths.length(at, paragraph)
            or self.told_lengths.vague(at)
        )

    # -- points -------------------------------------------------------------------------------------------

    def _point(self, at: int, paragraph: int) -> Candidate | None:
        if self.look_alikes.glued(at):
            return None
        fields = self.points.point(at)
        if fields is None or self._is_length(fields) or self.look_alikes.point(fields):
            return None
        if fields.rule.startswith(_A_YEAR) and _WHOLE.match(self.norm, fields.end - 1):
            fields.end += len("全年")
        same = _SAME_PERIOD.match(self.norm, fields.end)
        if same and fields.has_year and fields.month is None and fields.quarter is None:
            resolved = self._same_period(fields, same, paragraph)
            return mention(self.context, fields.start, same.end(), "DATE", resolved, "same-period")
        second = self.ranges.second(fields)
        resolved = self._quarter_ended(fields) or self._resolve(fields, paragraph)
        if second is not None:
            both = self._joined(fields, resolved, second, paragraph)
            if both is not None:
                return both
        if fields.rule == "nth-day" and not resolved.edtf:
            return None
        until_now = self.ranges.until_now(fields, resolved)
        if until_now is not None:
            end, resolved = until_now
            return mention(self.context, fields.start, end, "DATE", resolved, f"until-now {fields.rule}")
        self.timeline.note(resolved, fields.end, paragraph, manner(self.context, fields))
        told = fields.month is not None and fields.day is not None and not fields.lunar
        rank = SURE if told else ORDINARY  # a name never holds 4月15日: 尚达曼|4月15日|解散国会
        return mention(
            self.context, fields.start, fields.end, _type(fields), resolved, fields.rule, rank=rank
        )

    def _same_period(self, fields: Fields, same: re.Match[str], paragraph: int) -> Resolved:
        """去年同期 and 去年同月: what they are compared with stands before, or behind 与去年同期相比，."""
        ahead = _AHEAD.match(self.norm, same.end())
        told = None
        if ahead is not None and _WITH.search(self.norm, max(0, fields.start - 1), fields.start):
            told = self._told_at(ahead.end(), paragraph)
        shift = fields.year_shift or 0
        unit = (same["unit"] or "")[:1]
        return self.distances.same_period(shift, fields.start, paragraph, fields.year, unit=unit, ahead=told)

    def _told_at(self, place: int, paragraph: int) -> Told | None:
        """The date that begins at ``place``; nothing is noted of it."""
        with self.timeline.aside():
            known = len(self.timeline.told)
            found = self._at(place, paragraph)
            told = self.timeline.told[-1] if len(self.timeline.told) > known else None
        return told if found is not None and found.mention.start == place else None

    def _is_length(self, fields: Fields) -> bool:
        """15年, 8点 and 3日 where they are told as a length: 近15年, 3日内."""
        if fields.rule not in {"day", "short-year", "clock"}:
            return False
        length = self.lengths.length(fields.start)
        if length is None:
            return False
        if length.end > fields.end and not self.lengths.days_told_as_day(length):
            return True
        return fields.rule == "day" and bool(length.relation or length.rest)

    def _resolve(self, fields: Fields, paragraph: int) -> Resolved:
        norm, context = self.norm, self.context
        clause_start, clause_end = context.clause(fields.start)
        future = self._is_ahead(clause_start, min(clause_end, fields.end + 12))
        future = future or _AT_SOONEST.search(norm, clause_start, fields.start) is not None
        if (
            not future
            and norm[clause_start : fields.start] in _GOES_ON
            and not _OF_WHAT.match(norm, fields.end)
        ):  # 将依据结果，于29日开会
            before = context.clause(clause_start - 1)[0]
            future = self.times.future.search(norm, before, clause_start) is not None
        if fields.weekday and fields.month is None and _DAY_IN_BRACKETS.match(norm, fields.end):
            told = self._day_in_brackets(fields, paragraph, future=future)
            if told is not None:
                return told
        if fields.rule in {"day", "part-of-year"} and not future:
            if fields.end == clause_end < len(norm):
                clause_end = context.clause(clause_end + 1)[1]  # 3日，公司已递交申请
            fields.done = _DONE.search(norm, clause_start, clause_end) is not None
        fields.ever_since = _SINCE_WHICH.match(norm, fields.end) is not None
        sentence = context.sentence(context.sentence_at(fields.start))
        return self.resolver.point(
            fields,
            future=future,
            paragraph=paragraph,
            before=norm[max(sentence.start, fields.start - _BEFORE) : fields.start],
            since=sentence.start,
            sentence=norm[sentence.start : sentence.end]
            if fields.fiscal_quarter or fields.quarter_shift == 0
            else "",
            said=fields.rule == "day" and _SAID.match(norm, fields.end) is not None,
            happened=self._happened(fields) if fields.from_text and fields.day_shift is not None else None,
        )

    def _is_ahead(self, start: int, stop: int) -> bool:
        """Whether a word says that what a clause tells is to come; not the 将 of 周二将4名人质移交."""
        words = self.times.future.finditer(self.norm, start, stop)
        return any(_MOVES_WHOM.match(self.norm, word.start()) is None for word in words)

    def _quarter_ended(self, fields: Fields) -> Resolved | None:
        """截至6月30日的第一季: three months that end there, whichever quarter a company calls them."""
        if fields.quarter is None or fields.has_year or not self.timeline.told:
            return None
        last = self.timeline.told[-1].moment
        between = self.norm[self.timeline.told[-1].place : fields.start]
        before = _UNTIL.search(self.norm, max(0, fields.start - 16), fields.start)
        if last.day is None or last.month is None or between not in {"的", "止的"} or before is None:
            return None
        first = (last.year * 12 + last.month - 1) - 2
        return forms.between(
            Moment(first // 12, first % 12 + 1), Moment(last.year, last.month), "relative-to-text"
        )

    def _day_in_brackets(self, fields: Fields, paragraph: int, *, future: bool) -> Resolved | None:
        """周五(15日), 周四1月21日: the day tells which Friday, where it is one."""
        inside = self.points.point(fields.end + (self.norm[fields.end] == "("))
        if inside is None:
            return None
        for coming in (future, not future):
            told = self.resolver.point(inside, future=coming, paragraph=paragraph, before="", sentence="")
            if is_weekday(told.edtf.partition("T")[0], fields.weekday or 0):
                return told
        return None if self.norm[fields.end] == "(" else NOTHING

    def _happened(self, fields: Fields) -> Callable[[int], bool] | None:
        """发射当天, 宣布的前一天: whether an earlier sentence tells of that 发射 too. None where no verb stands before."""
        at = fields.start - (self.norm[fields.start - 1 : fields.start] == "的")
        token = self.context.token_at(at - 1) if at else None
        if token is None or token.tag[0] != "v" or len(token.word) < 2:
            return None

        def told(place: int) -> bool:
            sentence = self.context.sentence(self.context.sentence_at(place - 1))
            return self.norm.find(token.word, sentence.start, sentence.end) >= 0

        return told

    # -- intervals ----------------------------------------------------------------------------------------

    def _bare_range(self, at: int, paragraph: int) -> Candidate | None:
        """2016-2018, 今明两天, 1至7月, 一至三季度: no unit behind the first number."""
        char = self.norm[at]
        if char in "今去昨明":
            today = self.ranges.today_and(at)
            return today and mention(self.context, at, today[0], "DATE", today[1], "this-and-next")
        if not ranges.BARE.match(self.norm, at):
            return None
        years = self.ranges.years(at)
        if years is not None:
            end, resolved = years
            self.timeline.note(resolved, end, paragraph)
            return mention(self.context, at, end, "DATE", resolved, "range year")
        pair = self.ranges.quarters(at) or self.ranges.bare(at)
        if pair is None:
            return None
        first, second = pair
        return self._joined(first, self._resolve(first, paragraph), second, paragraph)

    def _joined(self, first: Fields, start: Resolved, second: Fields, paragraph: int) -> Candidate | None:
        ranges.inherit(first, second)
        self.timeline.note(start, first.end, paragraph)
        end = self._resolve(second, paragraph)
        both = ranges.join(start, end, weekdays=first.weekday is not None and second.weekday is not None)
        if both is None:
            return None
        self.timeline.note(end, second.end, paragraph)
        self.timeline.note(both, second.end, paragraph)
        kind: DateType = "TIME" if first.hour is not None or second.hour is not None else "DATE"
        return mention(self.context, first.start, second.end, kind, both, f"range {first.rule}")

    # -- sets -----------------------------------------------------------------------------------------------

    def _set(self, at: int) -> Candidate | None:
        found = self.sets.read(at)
        if found is None:
            return None
        end, edtf, rule = found
        return mention(self.context, at, end, "SET", Resolved(edtf), rule)


def _type(fields: Fields) -> DateType:
    return "TIME" if fields.hour is not None or fields.daypart else "DATE"
