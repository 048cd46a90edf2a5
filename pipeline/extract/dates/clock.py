"""The time of day: 上午, 晚上9:30, 8时35分, 十点半, 17:55:23, 北京时间8时."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.fields import SMALL, small

if TYPE_CHECKING:
    from pipeline.extract.dates.fields import Fields
    from pipeline.lexicon.times import Times

ZONE = re.compile(
    r"(?:北京时间|当地时间|台北时间|香港时间|美东时间|美国东部时间|东京时间|格林尼治时间|莫斯科时间|本地时间)"
)
_CLOCK = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?![0-9:])(?P<ap> ?[aApP]\.?[mM]\.?)?"
)
_CLOCK_CN = re.compile(
    rf"(?P<h>{SMALL}) ?(?P<word>点钟?|时(?!代|尚|装|间|期|刻|候|段|报|事|速))(?:(?P<m>{SMALL}) ?分(?!之|钟内|别)(?:(?P<s>{SMALL}) ?秒)?|(?P<half>半)(?![个年月天小])|(?P<quarter>[一三13]) ?刻|(?P<m2>[0-5]?[0-9]|[一二三四五]?十[一二三四五六七八九]?)(?![0-9十分点时%.个万人元])|整)?(?P<about>许)?"
)
_SPACE = re.compile(r" ?")


class Clock:
    """Reads the time of day behind a date, or alone."""

    def __init__(self, text: str, times: Times) -> None:
        self.text = text
        self.times = times

    def after_day(self, f: Fields) -> None:
        """The time of day behind a day: 26日上午, 昨晚8时35分, 周二早上, 2018-11-29 18:59."""
        if not (f.day is not None or f.day_shift is not None or f.weekday or f.festival or f.nth_day):
            return
        at = f.end
        # 8月11日(周一)上午: the weekday in brackets is passed over when a time of day follows it
        paren = re.compile(
            r" ?(?:\((?:星期|周|礼拜)?[一二三四五六日天]\)|(?:星期|周|礼拜)[一二三四五六日天])"
        ).match(self.text, at)
        for place in (paren.end() if paren else at, at):
            gap = re.compile(r" {0,2}的?|, ?").match(self.text, place)
            f.end = gap.end() if gap else place
            zone = ZONE.match(self.text, f.end)
            if zone:
                f.end = zone.end()
            part = self.daypart(f, alone=False)
            if part:
                space = _SPACE.match(self.text, f.end)
                before_space, f.end = f.end, space.end() if space else f.end
                if not self.clock_time(f):
                    f.end = before_space
                return
            if self.clock_time(f):
                return
        f.end = at

    def daypart(self, f: Fields, *, alone: bool) -> bool:
        """Read 上午 or 晚 at ``f.end``, with the clock time behind it where it stands alone."""
        found = self.times.at("daypart", self.text, f.end)
        if found is None:
            short = re.compile(
                r"([晚早晨夜午])(?:间|上)?(?=[0-9一二三四五六七八九十]{1,2} ?[时点:]|[，。,\s在举发返]|$)"
            ).match(self.text, f.end)
            if short is None or (alone and not self._clock_follows(short.end())):
                return False
            f.daypart = {"晚": "晚上", "早": "早上", "晨": "早晨", "夜": "深夜", "午": "中午"}[short[1]]
            f.end = short.end()
            f.rule = f.rule or "daypart"
            return True
        word, end = found
        f.daypart, f.end, f.rule = word.surface, end, f.rule or f"daypart({word.place})"
        if alone:
            space = _SPACE.match(self.text, end)
            f.end = space.end() if space else end
            if not self.clock_time(f):
                f.end = end
        return True

    def _clock_follows(self, at: int) -> bool:
        return bool(_CLOCK.match(self.text, at) or _CLOCK_CN.match(self.text, at))

    def clock_time(self, f: Fields) -> bool:
        """17:55:23, 8时35分, 十点半, 8点一刻, 下午6:42."""
        text, at = self.text, f.end
        match = _CLOCK.match(text, at)
        if match and (f.has_date or f.daypart or self._clock_alone(match)):
            f.hour, f.minute = int(match["h"]), int(match["m"])
            f.second = int(match["s"]) if match["s"] else None
            if match["ap"] and match["ap"].strip()[0] in "pP" and f.hour < 12:
                f.hour += 12
            f.end, f.rule = match.end(), f.rule or "clock"
            return True
        match = _CLOCK_CN.match(text, at)
        if match is None:
            return False
        hour = small(match["h"])
        told = match["m"] or match["half"] or match["quarter"] or match.group().endswith(("整", "钟"))
        if match["m2"] and not (f.daypart or f.has_date or match["word"].startswith("点")):
            return False
        if hour is None or hour > 24 or not (told or f.daypart or f.has_date or self._oclock(match, hour)):
            return False
        minute = small(match["m"] or match["m2"] or "") if match["m"] or match["m2"] else None
        if match["half"]:
            minute = 30
        if match["quarter"]:
            minute = 15 * (small(match["quarter"]) or 1)
        if minute is not None and minute > 59:
            return False
        f.hour, f.minute = hour, minute
        f.second = small(match["s"]) if match["s"] else None
        f.end, f.rule = match.end(), f.rule or "clock"
        return True

    def _clock_alone(self, match: re.Match[str]) -> bool:
        """15:37 by itself is a time where the hour has two digits or a second is told; 3:1 is a score."""
        before = self.text[max(0, match.start() - 2) : match.start()]
        return bool(match["s"]) or (len(match["m"]) == 2 and not re.search(r"[0-9比:：负胜平]$", before))

    def _oclock(self, match: re.Match[str], hour: int) -> bool:
        """十点, 8点 by itself: not 3点 (three points), not 9.5点 of an index."""
        if match["word"].startswith("时"):
            return hour >= 5 or match.group().endswith("整")
        before = self.text[max(0, match.start() - 1) : match.start()]
        following = self.text[match.end() : match.end() + 1]
        return before not in {"第", "这", "那", "几", ".", "有", "升", "跌", "涨", "降", "以", "提", "出", "等"} and following not in {
            "建", "意", "要", "原", "共", "是", "来", "评", "成", "内", "方", "的", "希", "五", "几", "多",
        }  # fmt: skip
