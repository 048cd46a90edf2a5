"""The publication date and where it was read: never the clock, never the file's modification time.

In this order: a head line, a field of JSON or CSV, the meta data of a page, a label in the text (发布时间:2025-12-23),
a dateline (新华社北京8月11日电) with a year told in the text, a date in 【】 or alone on one of the first lines, the
file name. A date that is told without a year stays without one unless the text tells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.calendars import Moment
from pipeline.normalise import map_width, simplify

if TYPE_CHECKING:
    from pipeline.model import PublishedBasis

_HEAD, _TAIL = 800, 400  # code points at either end of a text where labels stand
_NUMBER = r"[0-9]{1,2}"
_DATE = re.compile(
    rf"(?P<y>[12][0-9]{{3}}) ?(?:年|[-/.]) ?(?P<m>{_NUMBER})(?: ?(?:月|[-/.]) ?(?P<d>{_NUMBER})(?![0-9]) ?日?)?"
    r"(?:[ T]{1,2}(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2}))?)?"
)
_COMPACT = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_ROC = re.compile(rf"(?:中华)?民国 ?(?P<y>[0-9]{{2,3}}) ?年 ?(?P<m>{_NUMBER}) ?月(?: ?(?P<d>{_NUMBER}) ?日)?")
_LABEL = re.compile(
    r"(?:发布(?:时间|日期|于)|发表(?:时间|日期|于)|刊(?:登|载|出)(?:时间|日期|于)?|出版日期|上传时间|更新(?:时间|日期|于)?|"
    r"(?:^|[\s|【])(?:日期|时间|[Dd]ate|[Pp]ublished|[Pp]osted))[:： ]{0,3}"
)
# 新华社北京8月11日电, （中央社記者王某台北17日電）, 【本报8月11日讯】, 记者张三8月11日报道
_DATELINE = re.compile(
    rf"(?:(?P<y>[12][0-9]{{3}}) ?年 ?)?(?:(?P<m>{_NUMBER}) ?月 ?)?(?P<d>{_NUMBER}) ?日(?:专)?(?:电|讯|消息|综合报道|报道)"
)
_BRACKETED = re.compile(r"【[^】\n]{0,20}?(?P<date>[12][0-9]{3}年[^】\n]{1,8})[^】\n]{0,12}】")
_LINE = re.compile(
    r"^[ \t]*(?P<date>[12][0-9]{3}(?:年|[-/.])[^\n]{2,18}?)(?:[ \t|(（][^\n]{0,30})?$", re.MULTILINE
)
_YEAR = re.compile(r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2}) ?年")


def normal_date(text: str) -> str:
    """EDTF of the first date in ``text``, with its time where one is told; empty where there is none."""
    plain = simplify(map_width(text), "Hant")
    for pattern, add in ((_ROC, 1911), (_DATE, 0), (_COMPACT, 0)):
        match = pattern.search(plain)
        if match is None:
            continue
        edtf = _edtf(match, add)
        if edtf:
            return edtf
    bare = re.fullmatch(r"\s*((?:19|20)[0-9]{2})\s*", plain)
    return bare[1] if bare else ""


def _edtf(match: re.Match[str], add: int = 0) -> str:
    groups = match.groupdict()
    moment = Moment(int(groups["y"]) + add, int(groups["m"]), int(groups["d"]) if groups.get("d") else None)
    if not moment.valid:
        return ""
    edtf = moment.edtf()
    if groups.get("h") and moment.day and int(groups["h"]) < 24:
        edtf += f"T{int(groups['h']):02d}:{groups['min']}:{groups['s'] or '00'}"
    return edtf


def from_text(text: str) -> tuple[str, PublishedBasis]:
    """The date that the text itself tells as its own, and how."""
    ends = text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + "\n" + text[-_TAIL:]
    plain = simplify(map_width(ends), "Hant")
    for match in _LABEL.finditer(plain):
        for pattern, add in ((_ROC, 1911), (_DATE, 0), (_COMPACT, 0)):
            date = pattern.match(plain, match.end())
            edtf = _edtf(date, add) if date else ""
            if edtf:
                return edtf, "label"
    head = plain[:_HEAD]
    bracketed = _BRACKETED.search(head)
    if bracketed and normal_date(bracketed["date"]):
        return normal_date(bracketed["date"]), "text"
    for match in _LINE.finditer(head):
        edtf = normal_date(match["date"])
        if len(edtf) >= 10:
            return edtf, "text"
    dateline = _DATELINE.search(head)
    if dateline:
        edtf = _from_dateline(dateline, simplify(map_width(text[:20_000]), "Hant"))
        if edtf:
            return edtf, "dateline"
    return "", ""


def _from_dateline(match: re.Match[str], text: str) -> str:
    """A dateline tells month and day; the year is the latest that the text tells, if it tells any."""
    if not match["m"]:
        return ""
    year = int(match["y"]) if match["y"] else max((int(m["y"]) for m in _YEAR.finditer(text)), default=0)
    # 到2030年: a year of a plan lies ahead of the dateline; the years up to the next one are what was told as past
    moment = Moment(year, int(match["m"]), int(match["d"])) if year else None
    return moment.edtf() if moment and moment.valid else ""


def from_name(name: str) -> str:
    """The date in a file name: 2025-08-11-xyz.txt, 20250811.txt, 2025年8月11日.txt."""
    return normal_date(name)
