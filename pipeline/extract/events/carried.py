"""The date that a sentence without one takes from outside: from a heading that is a date, or from the sentence before.

A heading dates the first sentence of the paragraph below it. From the sentence before only a clause goes on that says so
(随后, 会上), and only where that sentence told what happened on one day; no date travels past a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import DateMention, EventMention

_GOES_ON = re.compile(
    r"[^\u4e00-\u9fff]{0,2}(?:但|而|并|[\u4e00-\u9fffA-Za-z·]{2,16}?(?=(?:随后|稍后|随即|会后|赛后)[^，；。]{2}))?(?:经过?[^，；。]{0,6}(?:比拼|角逐|竞逐|争夺|较量|激战|鏖战|对决|抢救|搜救|投票|表决)|最终[，,]|最终以[0-9]|(?:与此)?同时[，,]|随即|旋即|稍后(?![就将会])|随后(?![几数多一二两三四五六七八九十0-9])|紧?接着|会[上后]|会中(?!国)|赛后|席间|仪式上|签约后|庭审(?:中|时|期间)|庭上|(?:会谈|会见|会晤)(?:中|时|期间)|在?[\u4e00-\u9fff]{0,4}?(?:发布会|记者会|座谈会|开幕式|闭幕式|典礼|颁奖礼|颁奖仪式)上(?![周月年个半]))"
)
# 陈美玲凭《山城》夺最佳女配角, behind 电影奖颁奖典礼8月5日举行
_AWARDED = re.compile(
    r"(?:而|此外，|另外，|至于)?(?:(?!曾|过去|此前|先前|去年|前年|往年|上届|早年|当年)[\u4e00-\u9fffA-Za-z·]){2,12}?(?:则|更|也|亦|再)?[凭以](?:借|着)?《[^》]{1,24}》[\u4e00-\u9fff]{0,6}?(?:夺|获得?奖?|摘|抱走|捧走|拿下|拿到|荣膺|封[后王帝])"
)
_CEREMONY = re.compile(r"[奖奬獎]|[颁頒]|典[礼禮]|影展|电影节|電影節")
_MARKS = re.compile(r"[\s#*_\-—>·•:：（()）【】\[\]|,.，。]*")
_HEADING = re.compile(r"\s*[#*>\-—]")
_LONGEST = 30  # code points of a line that is nothing but a date: 2025年7月23日（星期三）下午
_DAY = 10  # characters of an EDTF day
_LINES = 2  # date lines without a mark that make a chronicle; one alone is when the article was written


@dataclass(slots=True)
class Carried:
    """What one sentence hands to the next."""

    heading: DateMention | None = None
    day: DateMention | None = None
    ahead: DateMention | None = None  # of what is to come, for 届时
    awards: bool = False  # whether the sentence before told of a ceremony or of its prizes
    lines: dict[int, DateMention] = field(default_factory=dict)  # sentences that are nothing but a date

    def find_headings(self, context: Context, dates: Sequence[DateMention]) -> None:
        """Look for the sentences that are nothing but a date, where a mark or another such line makes them headings."""
        plain: dict[int, DateMention] = {}
        for date in dates:
            index = context.sentence_at(date.start)
            sentence = context.sentence(index)
            if sentence.end - sentence.start > _LONGEST:
                continue
            before, after = (
                context.norm[sentence.start : date.start],
                context.norm[date.end : sentence.end],
            )
            if _MARKS.fullmatch(before) and _MARKS.fullmatch(after):
                (self.lines if _HEADING.match(before) else plain)[index] = date
        if len(plain) >= _LINES:
            self.lines |= plain

    def begin(self, index: int, *, paragraph: bool) -> DateMention | None:
        """Come to a sentence; the date of the heading right above it."""
        if paragraph:
            self.day = self.ahead = None
        above, self.heading = self.heading, self.lines.get(index)
        return above

    def goes_on(self, norm: str, clause: Clause) -> DateMention | None:
        """The day of the sentence before, where the clause says that it goes on there."""
        if self.ahead is not None and norm.startswith("届时", clause.start):
            return self.ahead
        if self.day is None:
            return None
        on = _GOES_ON.match(norm, clause.start) or (self.awards and _AWARDED.match(norm, clause.start))
        return self.day if on else None

    def end(self, norm: str, events: Sequence[EventMention], dates: Sequence[DateMention]) -> None:
        """Leave a sentence: its day is handed on where all that happened in it happened on that one."""
        days = {event.date for event in events}
        coming = {event.date_mention_id for event in events if event.status in {"planned", "predicted"}}
        self.ahead = next((date for date in reversed(dates) if date.mention_id in coming), None)
        before, self.day = self.day, None
        told = events[-1] if events else None
        self.awards = told is not None and any(_CEREMONY.search(one.text) for one in told.objects)
        if told is not None and "以来" in norm[told.trigger_end : told.end]:
            return  # 自5月3日抵达以来: since when, and not when what follows was
        if len(days) == 1 and all(event.status == "occurred" for event in events):
            by_id = {date.mention_id: date for date in dates}
            if before is not None:
                by_id.setdefault(before.mention_id, before)
            day = by_id.get(events[-1].date_mention_id)
            self.day = day if day is not None and len(events[-1].date) == _DAY else self.day
