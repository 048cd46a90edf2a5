"""Years and months that are told by their distance: 去年, 上月, 年末 of a year told before.

They are counted from publication, or from a date told before where the word (当月, 前一年) or a comparison says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates.calendars import shift_month
from pipeline.extract.dates.timeline import TO_PUBLICATION, TO_TEXT

if TYPE_CHECKING:
    from pipeline.extract.dates.calendars import Moment
    from pipeline.extract.dates.fields import Fields
    from pipeline.extract.dates.timeline import Timeline
    from pipeline.model import DateBasis

_YEAR = 366  # days before publication
_REPORTS_OF_LAST_YEAR = 4  # until April


def shifted_year(f: Fields, timeline: Timeline, paragraph: int, since: int) -> tuple[int | None, DateBasis]:
    """去年 and 前一年: counted from publication or from what the text told before; None where neither is known."""
    shift = f.year_shift or 0
    if f.from_text and f.rule.startswith("year("):
        told = _compared_with(f, timeline, paragraph, since)
        if told is not None:
            return told.year + shift, TO_TEXT
    elif f.from_text:
        anchor = None
        if shift < 0:  # 去年6084万人次，较前一年升12%，与前一年相若: twice the year before 去年
            near = [told for told in timeline.near(f.start, paragraph) if not told.how.compared]
            anchor = near[0].moment if near else None
        anchor = anchor or timeline.last(f.start, paragraph, "year")
        return (None, "none") if anchor is None else (anchor.year + shift, TO_TEXT)
    if timeline.published is None:
        return None, "none"
    return timeline.published.year + shift, TO_PUBLICATION


def part_of_told(f: Fields, timeline: Timeline, paragraph: int, since: int) -> int | None:
    """2023 of 2023年3月开业，年底已有5家店: the year that a story of years ago has told in the sentence.

    And of 2023年，产值增长5.7%。年末共有551万人 in a report of early 2024: the year that such a sentence is about.
    """
    told, published = timeline.told[-1] if timeline.told else None, timeline.published
    if told is None or published is None or not told.explicit or told.how.compared:
        return None
    if told.place < since and (
        told.paragraph != paragraph
        or not told.how.leads
        or told.moment.month is not None
        or (published.month or 12) > _REPORTS_OF_LAST_YEAR
    ):
        return None
    if (f.part != "late" and told.moment.month) or not (f.done or told.moment.year == published.year - 1):
        return None
    story = told.moment.month is not None or told.how.leads
    return told.moment.year if story and not told.how.which and told.moment.year < published.year else None


def shifted_month(
    f: Fields, timeline: Timeline, paragraph: int, since: int
) -> tuple[int | None, int | None, DateBasis]:
    """上月 and 次月: year and month, counted from publication or from what the text told before."""
    told = None
    if f.from_text and f.rule.startswith("month("):  # 8月失业率升至3.5%，较|上月|升
        told = _compared_with(f, timeline, paragraph, since)
        told = None if told is None or told.month is None or told.day else told
        anchor = told or timeline.published
    else:
        told = timeline.last(f.start, paragraph, "month") if f.from_text else None
        anchor = told or (
            None if f.from_text and f.month_shift else timeline.published
        )  # 当月 may be this month
    if anchor is None or anchor.month is None:
        return None, None, "none"
    year, month = shift_month(anchor.year, anchor.month, f.month_shift or 0)
    return year, month, TO_TEXT if told else TO_PUBLICATION


def _compared_with(f: Fields, timeline: Timeline, paragraph: int, since: int) -> Moment | None:
    """2018年末 of 2018年末总人口…，比|上年末|增加: what is told of when something before it is compared with it.

    It is told in the same sentence, or not long before publication.
    """
    near = [told for told in timeline.near(f.start, paragraph) if not told.how.compared and told.span is None]
    if not near or near[0].paragraph != paragraph:
        return None
    published = timeline.published
    recent = published is None or (published.first() - near[0].moment.first()).days <= _YEAR
    return near[0].moment if near[0].place >= since or recent else None
