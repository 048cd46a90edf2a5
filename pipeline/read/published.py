"""The publication date and where it was read: never the clock, never the file's modification time.

In this order: a head line, a field of JSON or CSV, the meta data of a page, a label in the text (发布时间:2025-12-23, 【2025年
9月24日】), a dateline (新华社北京8月11日电), a date alone on a line (text), the file's name. A dateline without a year takes
the one that the file's name or the text tells; where none does, the date stays unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.calendars import Moment, parse_moment
from pipeline.read.written import at, edtf, first, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import PublishedBasis

_HEAD, _TAIL = 800, 400  # code points at either end of a text where labels stand
_LONGEST = 20_000  # code points of a text that are looked through for the year of a dateline

_WEEKDAY = r"(?:[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?[ ,，]?)?"
_AFTER_LABEL = rf"(?:为|是)?[ \t:：]{{0,4}}{_WEEKDAY}[ \t]?"
# 发布时间:2025-12-23, 發佈日期, 张贴日期, Published on: what they date is the text
_LABEL = re.compile(
    r"(?:(?:发布|发表|发稿|刊登|刊载|刊出|出刊|出版|上传|张贴|公布|公告|首发|发文|成文|见报)(?:时间|日期|于|日)"
    r"|(?<![A-Za-z])(?:date ?published|published(?: on| at)?|publish(?:ed)? ?(?:date|time)|pub ?date|posted(?: on)?|release ?date))"
    + _AFTER_LABEL,
    re.IGNORECASE,
)
# `date 2025-08-11` and 日期: at the start of a line or cell; 日期:…地点:… is an invitation
_DATE_LABEL = re.compile(
    rf"(?:^|[\s|【\[(（])(?:日期|date)(?![A-Za-z]){_AFTER_LABEL}", re.IGNORECASE | re.MULTILINE
)
# 时间: tells a publication only beside the source
_TIME_LABEL = re.compile(rf"(?:^|[\s|【])时间{_AFTER_LABEL}", re.MULTILINE)
_UPDATED = re.compile(
    rf"(?:(?:最后)?(?:更新|修改)(?:时间|日期|于)?|(?<![A-Za-z])(?:last )?updated(?: on| at)?){_AFTER_LABEL}",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(r"地点|场馆|会场|报名|参加|出席|开幕|venue", re.IGNORECASE)
_SOURCE = re.compile(r"来源|作者|编辑|责编|浏览|阅读|点击|字号|记者|打印|分享")
# 【2025年9月24日】, 【本报2025年9月24日讯】 at the start of a line
_BRACKETED = re.compile(r"^[ \t　]*【(?P<inside>[^】\n]{4,40})】", re.MULTILINE)
# 新华社北京8月11日电, 【本报8月11日讯】, 本报记者张三8月11日报道, 8月11日消息; at the start of a line, and not what is cited:
# 据新华社8月9日电, 《华尔街日报》8月9日报道称. 电 and 讯 are no part of 电视 and 讯息
_DATELINE = re.compile(
    r"^[ \t　(（\[【「]*+(?!另?据|引述|援引|根据)(?P<who>[^\n。！？!?，,:：；;《》]{0,40}?)"
    r"(?:(?<![0-9])(?:(?P<y>[12][0-9]{3})|民国 ?(?P<minguo>[0-9]{1,3})|(?P<roc>1[0-4][0-9])) ?年 ?)?(?<![0-9])(?P<m>[0-9]{1,2}) ?月 ?(?P<d>[0-9]{1,2}) ?日(?:上午|下午|晚间|凌晨|晚)?"
    r"(?P<end>(?:专|综合外?)?电(?![视影话子商力脑量动价网池信台梯机源站厂竞缆器气路车报])|讯(?![息号问飞速道])"
    r"|消息(?!人士|面|灵通)|(?:综合|外电|专题)?报[道导](?![称指说]|显示|认为))",
    re.MULTILINE,
)
_NEWSROOM = re.compile(r"[社报网台刊]|记者|通讯|频道|编译|中心|媒体|新闻|央视|之家|快讯|电讯")
# the Central News Agency closes with （编辑:某某）1140811
_CNA = re.compile(r"[)）]\s*(?P<roc>1[0-4][0-9])(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])\s*\Z")
# 2025-08-11 10:23 来源:某网; （2025年8月11日）; 二〇二五年八月十一日
_LINE = re.compile(
    r"^[ \t　(（\[]*+(?=[12][0-9]{3} ?[年/.-]|[一二][〇零一二三四五六七八九]{3} ?年|(?:中华)?民国)(?P<date>[^\n]{4,60})",
    re.MULTILINE,
)
_AFTER_DATE = re.compile(
    rf"[ \t　]*{_WEEKDAY}[ \t　)）\]]*(?:$|[|(（]|来源|作者|记者|编辑|责编|文[/／:：|]|稿源|字号|浏览|阅读"
    # 经济日报, 竹堑电子报 记者某某/台北报导
    r"|[^\s，。]{2,12}[网社报](?:[ \t　/]+(?:特派|综合)?记者[^\n，。；：:]{2,20}报[道导])?\s*$)"
)
_YEAR = re.compile(r"(?<![0-9.])(?P<y>(?:19|20)[0-9]{2}) ?年(?: ?(?P<m>1[0-2]|0?[1-9]) ?月)?")
# a year of a plan lies ahead of the dateline: 到2030年, 将于2027年, 2035年远景目标
_PLAN_BEFORE = re.compile(
    r"(?:到|至|将于|将在|拟于|拟在|预计|预估|预期|计划|力争|争取|有望|延至|定于|展望)[^，。；、\n]{0,4}$"
)
_PLAN_AFTER = re.compile(r" ?底?(?:前|以前|之前)| ?(?:远景|规划|目标|愿景|议程)")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年) ?[(（即]+ ?$")


def from_text(text: str, *, body_start: int = 0, path: str = "") -> tuple[str, PublishedBasis]:
    """The date that the text itself tells as its own, and how. ``path`` may tell the year of a dateline."""
    date = _labelled(plain(_ends(text)))
    if date:
        return date, "label"
    body = text[body_start:]
    ends = plain(_ends(body))
    head = ends[:_HEAD]
    for bracket in _BRACKETED.finditer(head):
        date = first(bracket["inside"])
        if date:
            return date, "label"
    closing = _CNA.search(ends)
    date = edtf(closing) if closing else ""
    date = date or _dateline(head, body, path)
    return (date, "dateline") if date else _alone(ends, head)


def from_name(path: str) -> str:
    """The date in a file's name (2025-08-11-x.txt, 20250811.txt) or in the folders above it (2025/08/11/x.txt)."""
    *folders, name = plain(path).split("/")
    for part in (name.rpartition(".")[0] or name, "/".join(folders[-3:])):
        date = first(part.replace("_", "-"))
        if date and 1900 <= int(date[:4]) < 2100:
            return date
    return ""


def _ends(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + "\n" + text[-_TAIL:]


def _labelled(text: str) -> str:
    for label in (_LABEL, _DATE_LABEL, _TIME_LABEL, _UPDATED):
        for match in label.finditer(text):
            date, end = at(text, match.end())
            if not date:
                continue
            if label in {_DATE_LABEL, _TIME_LABEL} and _OF_AN_EVENT.search(text, end, end + 60):
                continue
            if label is _TIME_LABEL and not _SOURCE.search(_line_around(text, end)):
                continue
            return date
    return ""


def _line_around(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].split("\n", 1)[0]


def _dateline(head: str, body: str, path: str) -> str:
    for line in _DATELINE.finditer(head):
        needed = line["end"].endswith(("道", "导")) or bool(line["who"].strip())
        if needed and not _NEWSROOM.search(line["who"]):
            continue  # 公司8月11日消息 is the company's; 8月11日消息 is the newsroom's
        month, day = int(line["m"]), int(line["d"])
        if not Moment(2000, month, day).valid:
            continue
        republic = line["minguo"] or line["roc"]  # 民国114年8月11日电, 台北114年8月11日电
        if line["y"] or republic:
            year = int(line["y"]) if line["y"] else int(republic) + 1911
        else:
            year = _year_of(month, day, body, path)
        moment = Moment(year, month, day)
        if moment.valid:
            return moment.edtf()
    return ""


def _year_of(month: int, day: int, body: str, path: str) -> int:
    """The year of a dateline: the file's name tells it, or the latest that the text tells as past or present; else 0."""
    named = parse_moment(from_name(path)) if path else None
    if named is not None:
        near = [y for y in (named.year, named.year - 1) if _within_a_month(named, Moment(y, month, day))]
        if near:
            return near[0]
    told = list(_told_years(plain(body[:_LONGEST])))
    latest = max((moment.year for moment in told), default=0)
    # 1月5日电 and 2024年12月28日: what was told as past lies in the year before
    if month <= 2 and any(moment.year == latest and (moment.month or 0) >= 10 for moment in told):
        return latest + 1
    return latest


def _within_a_month(named: Moment, dateline: Moment) -> bool:
    """Whether the two may be of one article; a file's name that tells only a month or year includes all its days."""
    if not dateline.valid:
        return False
    day = dateline.first()
    return (named.first() - day).days <= 31 and (day - named.last()).days <= 31


def _told_years(text: str) -> Iterator[Moment]:
    """The years that the text tells as past or present; 去年（2024年） makes 2025 the present."""
    for match in _YEAR.finditer(text):
        start, end = match.span()
        if _PLAN_BEFORE.search(text, max(0, start - 10), start) or _PLAN_AFTER.match(text, end):
            continue
        if _LAST_YEAR.search(text, max(0, start - 6), start):
            yield Moment(int(match["y"]) + 1)
        else:
            yield Moment(int(match["y"]), int(match["m"]) if match["m"] else None)


def _alone(ends: str, head: str) -> tuple[str, PublishedBasis]:
    """A date that fills a line of the head, or stands before the source there; or that signs the last lines.

    Where several lines begin with their own dates, the text is a chronicle: none of them is its own.
    """
    foot = "\n".join(ends.rstrip().split("\n")[-3:])
    for part in (head, foot):
        days: dict[str, PublishedBasis] = {}
        for line in _LINE.finditer(part):
            date, end = at(line["date"], 0)
            if len(date) >= 10 and _AFTER_DATE.match(line["date"], end):
                days.setdefault(date, "dateline" if "民国" in line["date"] else "text")
        if len(days) == 1:
            return next(iter(days.items()))
        if days:
            break
    return "", ""
