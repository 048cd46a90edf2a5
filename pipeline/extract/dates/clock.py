"""The time of day: 上午, 晚上9:30, 8时35分, 十点半, 17:55:23, 北京时间8时."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import SMALL, small
from pipeline.gates import either, firsts

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.lexicon.times import Times

_CLOCK = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?![0-9:])(?P<ap> ?[aApP]\.?[mM]\.?)?"
)
_CLOCK_CN = re.compile(
    rf"(?P<h>{SMALL}) ?(?P<word>点钟?|时(?!代|尚|装|间|期|刻|候|段|报|事|速))(?: ?(?P<m>{SMALL}) ?分(?!之|钟内|别)(?:(?P<s>{SMALL}) ?秒)?|(?P<half>半)(?![个年月天小])|(?P<quarter>[一三13]) ?刻|(?P<m2>[0-5]?[0-9]|[一二三四五]?十[一二三四五六七八九]?)(?![0-9十分点时%.个万人元])|整)?(?P<about>许)?"
)
# 8月11日(周一)上午: the weekday in brackets is passed over when a time of day follows it
_WEEKDAY_BETWEEN = re.compile(
    r" ?(?:\((?:星期|周|礼拜)?[一二三四五六日天]\)|(?:星期|周|礼拜)[一二三四五六日天])"
)
_GAP = re.compile(r" {0,2}的?|, ?")
_NEARLY = re.compile(r" ?(?:(?:将近|接近|大约|差不多|近|约) ?)?")  # 昨晚近11时
_SHORT_PART = re.compile(
    r"([晚早晨夜午])(?:间|上)?(?=(?:将近|接近|大约|差不多|近|约)? ?[0-9一二三四五六七八九十]{1,2} ?[时点:]|[，。,\s在举发返]|$)"
)
# 27日晚公告, 8日晚的会商; not 27日晚会, 晚于, 8日晚报
_EVENING = re.compile(
    r"晚(?!(?:约|近|大约)?[0-9一二三四五六七八九十两几数半]{1,3}(?:[至到-][0-9一二三四五六七八九十两]{1,3})?多?个?(?:天|日|周|星期|礼拜|月|年|小时|分钟|秒|步|季|拍)|清(?![理除晨点场查算醒空洗])|[唐归会报宴餐年期辈点于了班场饭婚稻自高盘些就已熟育季近学课秋春霞霜婚造至]|来(?!到)|到(?!达))"
)
_EARLIER = frozenset("更最较尽提及趁越赶")  # 更早|上产线, 最早|上市
_MOVED = frozenset("升贬涨跌")  # of a currency or a share, by so much
_ANY_CLOCK, _SHORT_PART_FIRSTS = either(_CLOCK, _CLOCK_CN), firsts(_SHORT_PART)
_SCORE_BEFORE = re.compile(r"[0-9比:：负胜平]$|[CT][+-]$")  # UTC+6:30 is a zone
_SCORE_BEHIND = re.compile(
    r"(?:[、，,和][0-9]{1,2}:[0-9]{1,2})*[、，,和]?(?:再|又|连)?(?:战胜|[先再]?[失丢输负]掉?[一首第两][一二三两]?[局盘节]|的?比分|击败|力克|险胜|[先小大速轻完]胜|胜出|胜|获胜|取胜|逆转|不敌|惜败|落后|领先|扳[回平]|拿下|告负|轻取|横扫|淘汰|战平)"
)
# before and behind 3点 when it tells points and no clock: 涨3点, 三点建议
_POINTS_BEFORE = frozenset("第这那几.有升跌涨降以提出等了下上这")
_POINTS_BEHIND = frozenset("档建意要原共是来评成内方的希五几多，、。；：,;: ")


class Clock:
    """Reads the time of day behind a date, or alone."""

    def __init__(self, text: str, times: Times) -> None:
        self.text = text
        self.times = times

    def zone(self, f: Fields) -> None:
        """北京时间, 当地时间: the clock that the time is told by."""
        found = self.times.at("zone", self.text, f.end)
        if found is not None:
            f.zone, f.end = found[0].value, found[1]

    def after_day(self, f: Fields) -> None:
        """The time of day behind a day: 26日上午, 昨晚8时35分, 周二早上, 2018-11-29 18:59."""
        if not (f.day is not None or f.day_shift is not None or f.weekday or f.festival or f.nth_day):
            return
        at = f.end
        between = _WEEKDAY_BETWEEN.match(self.text, at)
        for place in (between.end(), at) if between else (at,):
            gap = _GAP.match(self.text, place)
            f.end = gap.end() if gap else place
            self.zone(f)
            if self.daypart(f, alone=False) or f.daypart:
                space = _NEARLY.match(self.text, f.end)
                before_space, f.end = f.end, space.end() if space else f.end
                if not self.clock_time(f):
                    f.end = before_space
                return
            if self.clock_time(f):
                return
        f.end = at

    def daypart(self, f: Fields, *, alone: bool) -> bool:
        """Read 上午 or 晚 at ``f.end``, with the clock time behind it where it stands alone."""
        before = self.text[f.end - 1 : f.end] if alone else ""
        if before == "一" or (
            before in _EARLIER and self.text[f.end] == "早" and not self._clock_follows(f.end + 2)
        ):  # 一晚上: how long
            return False
        found = self.times.at("daypart", self.text, f.end)
        if found is None:
            if self.text[f.end : f.end + 1] not in _SHORT_PART_FIRSTS:
                return False
            short = _SHORT_PART.match(self.text, f.end) or (
                None if alone else _EVENING.match(self.text, f.end)
            )
            if short is None or (alone and not self._clock_follows(short.end())):
                return False
            word = self.times.kinds["daypart-short"].get(short.group()[0])
            if word is None:
                return False
            end = short.end()
        else:
            word, end = found
        f.daypart, f.daypart_from = word.surface, int(word.value[:2])
        f.end, f.rule = end, f.rule or f"daypart({word.place})"
        if alone:
            space = _NEARLY.match(self.text, end)
            f.end = space.end() if space else end
            if not self.clock_time(f):
                f.end = end
        return True

    def _clock_follows(self, at: int) -> bool:
        return bool(_CLOCK.match(self.text, at) or _CLOCK_CN.match(self.text, at))

    def clock_time(self, f: Fields, *, sure: bool = False) -> bool:
        """17:55:23, 8时35分, 十点半, 8点一刻, 下午6:42. ``sure``: the context tells that it is one."""
        if not _ANY_CLOCK.match(self.text, f.end):
            return False
        match = _CLOCK.match(self.text, f.end)
        if match and (f.has_date or f.daypart or self._digits_alone(match)):
            f.hour, f.minute = int(match["h"]), int(match["m"])
            f.second = int(match["s"]) if match["s"] else None
            if match["ap"] and match["ap"].strip()[0] in "pP" and f.hour < 12:
                f.hour += 12
            f.end, f.rule = match.end(), f.rule or "clock"
            return True
        match = _CLOCK_CN.match(self.text, f.end)
        return match is not None and self._chinese(f, match, sure=sure)

    def _chinese(self, f: Fields, match: re.Match[str], *, sure: bool) -> bool:
        hour = small(match["h"])
        told = bool(match["m"] or match["half"] or match["quarter"] or match.group().endswith(("整", "钟")))
        anchored = sure or bool(f.daypart or f.has_date or f.zone)
        if match["m2"] and not (anchored or match["word"].startswith("点")):
            return False
        if self.text[match.start() - 1 : match.start()] in _MOVED and not anchored:
            return False  # 新台币升|九点八分
        if hour is None or hour > 24 or not (told or anchored or self._hour_alone(match, hour)):
            return False
        if match["half"]:
            minute: int | None = 30
        elif match["quarter"]:
            minute = 15 * (small(match["quarter"]) or 1)
        else:
            minute = small(match["m"] or match["m2"]) if match["m"] or match["m2"] else None
        if minute is not None and minute > 59:
            return False
        f.hour, f.minute = hour, minute
        f.second = small(match["s"]) if match["s"] else None
        f.end, f.rule = match.end(), f.rule or "clock"
        return True

    def _digits_alone(self, match: re.Match[str]) -> bool:
        """15:37 by itself is a time where a second is told or no score stands before; 16:9 is a ratio."""
        before = self.text[max(0, match.start() - 2) : match.start()]
        score = _SCORE_BEFORE.search(before) or _SCORE_BEHIND.match(self.text, match.end())
        return bool(match["s"]) or score is None

    def _hour_alone(self, match: re.Match[str], hour: int) -> bool:
        """十点, 8点 by itself: not 一点 (a little), 3点 (three points), 9.5点 of an index."""
        if match["word"].startswith("时"):
            return hour >= 5 or match.group().endswith("整")
        before = self.text[match.start() - 1 : match.start()]
        following = self.text[match.end() : match.end() + 1]
        return hour >= 4 and before not in _POINTS_BEFORE and following not in _POINTS_BEHIND


def hour_of_day(f: Fields) -> int | None:
    """The hour from 0 to 24, with the afternoon told by the part of the day."""
    hour = f.hour
    if hour is None or not f.daypart:
        return hour
    if f.daypart_from >= 18:  # 晚上
        if hour in {12, 24}:
            return 24
        return hour + 12 if 5 <= hour < 12 else hour
    if f.daypart_from >= 12:  # 下午
        return hour + 12 if hour < 12 else hour
    return hour + 12 if f.daypart_from == 11 and hour < 6 else hour  # 中午1时, 午间3点
