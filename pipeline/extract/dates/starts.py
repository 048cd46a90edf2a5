"""Where a time expression may start: one search in C that passes over nearly all characters of a text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.gates import led

# what may stand behind digits that begin a time expression: 26日, 3至5月, 2025-07, 17:55, 6个半小时, 2000万小时
_BEHIND = (
    r"(?:[年月日号时点天周季旬世礼星学财会载晚夜分秒半刻小钟多余至到~—、毫昼工交赛]|来(?=[年天个月岁小分周])|[-/:TQqHh]|第(?=[一二三四1-4] ?季)|[上下](?=半年)|[首末](?=季)|全(?=年)|个(?=[半多月星礼小钟世季年工交昼财学周])|"
    r"[万亿千百十几](?=[^\s]{0,3}[年月日天周季载个小分秒])| [0-9年月日号时点天周小分秒])"
)
_CHINESE = "〇零一二三四五六七八九十两半几数廿卅百千万俩仨"
_HEADS = (
    r"[Qq][1-4]|第(?=[一二三四五六七八九十0-9])|[首末次]季|首(?=[一二两三四五六七八九十0-9]{0,2} ?个?[季月])|[前头后](?= ?[一二两三四五六七八九十0-9])|"
    r"[上下](?=[一二两三四五六七八九十0-9半])|[前后首次]半年|公元|[纪西]元前|[农阴旧夏]历|闰|[正腊冬]月|大年初|[年月][初底末中尾]|周[一二三四五六日天末]|"
    r"星期[一二三四五六日天]|礼拜[一二三四五六日天]|[晚早晨夜午](?=[间上0-9一二三四五六七八九十])|每|逢|近(?=[一二两三四五六七八九仨俩0-9])|"
    r"[最过](?=[近去])|[今去昨明](?=、?[今明后])|[上本下首](?=[一个]?财)|[今昨明上本下去前后]\(|[今昨明前后][天日]\(|[今昨明]午\(|昨(?![天日早晨晚夜午(])|今(?=[上下中]午|凌晨|[将表指宣公发出召举在赴下通决开透强痛呼受备说证回初终三盘批质审处拍揭启抵前主率被遭则再正复接会针偕视简特登落首答列移起裁声抗上约搜到动签陪])|新?世纪|[上本这下][个]?世纪"
)


@lru_cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern for the first two characters ``words`` of the table's words."""
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1:])
    table = "|".join(
        f"{re.escape(first)}[{''.join(sorted(map(re.escape, rest - {''})))}]"
        for first, rest in sorted(seconds.items())
        if rest - {""}
    )
    dotted = (
        r"[0-9]{3}\.[0-9]{1,2}|[0-9]?\.[0-9]{1,2}\.[0-9]{2}|[0-9]{7}(?![0-9])"  # 2025.7, 26.7.2025, 20250726
    )
    digits = rf"(?<![0-9A-Za-z])[0-9](?:[0-9.,]{{0,12}}+ ?{_BEHIND}|{dotted})"
    chinese = rf"[{_CHINESE}](?=[{_CHINESE}]{{0,20}}+ ?{_BEHIND})"
    return led(re.compile(f"{digits}|{chinese}|{_HEADS}|{table}"))
