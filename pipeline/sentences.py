"""Where sentences begin and end in raw text: no conversion, no tokens, one pass.

A sentence ends at 。！？!? and …… with the closing quotes and brackets that follow, and at a line end.
It does not end at a stop inside a decimal (5.2%), an address or an initial (U.S.), inside brackets, a title or a short
quotation that closes on the same line, nor where the next characters carry it on (「……嗎？」他說). ASCII full stops end a
sentence between Latin words, and after Chinese where white space follows.
"""

from __future__ import annotations

import re

from pipeline.gates import led

# a full-width point between characters that foreign names are written with: 瑪麗．艾蜜莉, and not 今天下雨．明天
_OF_NAMES = "阿埃艾爱愛安奥奧巴贝貝本比彼波伯勃布查达達戴黛丹德登蒂迪蒂丁杜多厄恩尔爾法范菲费費芬弗夫福富盖蓋戈格葛贡古哈海汉漢赫黑亨洪胡华怀惠霍基吉加佳贾賈杰傑金卡凯凱坎康考柯科克肯库庫奎昆拉莱萊兰蘭朗劳勞勒雷蕾里莉丽麗利莲蓮林琳隆卢盧鲁魯露路罗羅洛马馬玛瑪迈邁麦麥曼梅门門蒙米密蜜明莫默姆木穆纳納娜奈南内內妮尼努诺諾欧歐帕潘庞龐佩彭皮珀普奇乔喬琼瓊热熱茹瑞若萨薩赛賽塞桑瑟沙莎山珊舍申什圣聖施史斯丝絲思苏蘇素索塔泰坦汤湯唐陶特提铁鐵汀廷图圖托瓦旺威韦韋维維薇温溫文沃乌烏吴吳伍西希锡夏萧蕭谢謝辛雪雅亚亞扬楊耶叶葉伊易因英尤约約泽澤詹珍芝朱卓兹茲佐"
NAME_DOT = rf"(?<=[{_OF_NAMES}])．(?=[{_OF_NAMES}])"
_STOP = r"(?:[。！？｡]|[!?](?![A-Za-z0-9\[(&=/])|…{2,}+|⋯{2,}+)"
_CLOSE = r"[」』”’\"')）】》〉\]*]"
_END = led(
    re.compile(
        rf"""(?:{_STOP}++{_CLOSE}*+)++               # 。」  ！）。  ？！”  **。**
          | (?<=[A-Za-z]{{2}})\.(?=\s++["“A-Z]|\s*+$)  # services. The
          | (?<=[\u4e00-\u9fff])\.(?=\s|$)             # 今天下雨. 明天
          | (?<=[\u4e00-\u9fff])(?!{NAME_DOT})．(?![0-9０-９])  # 今天下雨．明天, but not 瑪麗．艾蜜莉
          | \.{{3,}}+(?=[\s\u4e00-\u9fff]|$)           # 等一等... 后来
          | \n++""",
        re.VERBOSE | re.MULTILINE,
    )
)
# Inc. and the like end no sentence; Yahoo! is a name
_ABBREVIATIONS = re.compile(
    r"(?:(?<![A-Za-z])(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|vs|No|Nos|Inc|Ltd|Co|Corp|Bros|etc|al|eg|ie|Fig|Vol|Mt|Gen|Sen|Rep|Gov|Rev|Capt)\.|\bYahoo!)$"
)
# ，after a quotation: the sentence goes on; so does “必胜！”的口号
_GOES_ON = "，、；：,;:—"
# “……？”他说: the quotation is the object of a verb of speech
_CARRIED_ON = re.compile(
    r"[^，。！？；：!?\n]{0,18}?(?:[说說称稱问問答道喊叫](?=[，。：:；「“『]|$)|表示|指出|强调|強調|认为|認為|解释|解釋|坦言|透露)",
    re.MULTILINE,
)
_ATTRIBUTIVE = re.compile(r"[的之等]|[后後](?![来來])|一[语語词詞句]|[为為]")
_BRACKETS = dict(zip("（(【[《〈", "）)】]》〉", strict=True))
_CLOSERS = frozenset(_BRACKETS.values())
_QUOTES = dict(zip("“「『‘", "”」』’", strict=True))
_OPENER = re.compile(f'[{re.escape("".join([*_BRACKETS, *_QUOTES]))}"]')
_BRACKET_REACH, _QUOTE_REACH = 60, 30  # code points to the closing mark: what is longer is cut at its stops
_HESITATION = 4  # code points that are said again: 我……我不知道
_LONGEST = 2_000  # code points: a sentence longer than this is cut at a comma, so that cost stays linear
_SOFT_BREAK = re.compile(r"[，；;、\s]|,(?![0-9])")


def split(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of ``text``, without leading or trailing white space.

    Every character that is not white space lies in exactly one range.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() <= start:
            continue
        end = match.end()
        if match.group()[0] != "\n":
            end = _closed(text, start, match)
            if end - start <= _LONGEST and _runs_on(text, start, match.start(), end):
                continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _closed(text: str, start: int, match: re.Match[str]) -> int:
    """The end of a sentence: an ASCII quotation mark that opens the next one is not part of it."""
    marks = match.group()
    if len(marks) == 1:
        return match.end()
    before = {mark: text.count(mark, start, match.start()) for mark in "\"'*" if mark in marks}
    for place in range(match.start(), match.end()) if before else ():
        mark = text[place]
        if mark in before:
            if (not before[mark]) if mark == "*" else before[mark] % 2 == 0:
                return place
            before[mark] += 1
    return match.end()


def _runs_on(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the sentence goes on behind the stop at ``stop`` and the marks up to ``end`` that close with it."""
    following = text[end : end + 1]
    if following and following in _GOES_ON:
        return True
    last = text[end - 1]
    if last in "….⋯":
        said = text[start:stop].lstrip(' \t　“「『‘"(（')
        if 0 < len(said) <= _HESITATION and text.startswith(said, end):
            return True
    if last in _CLOSERS and following.strip():
        # 《你好吗？》上映 goes on; （他没有来。） that is a sentence of its own does not
        return last not in "）)" or text[start] not in "（("
    if last in '」』”’"' and (_CARRIED_ON.match(text, end) or _ATTRIBUTIVE.match(text, end)):
        return True
    if last in ".!" and _ABBREVIATIONS.search(text, max(start, end - 8), end):
        return True
    return _inside(text, start, stop, end)


def _inside(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the stop stands in brackets, a title or a short quotation that closes later on the line."""
    if not _OPENER.search(text, start, stop):
        return False
    for pairs, reach in ((_BRACKETS, _BRACKET_REACH), (_QUOTES, _QUOTE_REACH)):
        for opener, closer in pairs.items():
            opened = text.rfind(opener, start, stop)
            if opened < 0 or text.find(closer, opened, end) >= 0:
                continue
            closes = text.find(closer, end, end + reach)
            if closes >= 0 and "\n" not in text[end:closes]:
                return True
    if text.count('"', start, end) % 2:
        closes = text.find('"', end, end + _QUOTE_REACH)
        return closes >= 0 and "\n" not in text[end:closes]
    return False


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cuts = [cut.end() for cut in _SOFT_BREAK.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        middle = cuts[-1] if cuts else start + _LONGEST
        _add(spans, text, start, middle)
        start = middle
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        spans.append((start, end))
