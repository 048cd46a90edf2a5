"""Where sentences begin and end in raw text: no conversion, no tokens, one pass.

A sentence ends at 。！？!? and …… with the closing quotes and brackets that follow, and at a line end.
It does not end at a stop inside a decimal (5.2%), a host name or an initial (U.S.), nor inside a quotation
that the next characters carry on (「……嗎？」他說). ASCII full stops end a sentence only between Latin words.
"""

from __future__ import annotations

import re

# 。」 ！） ？” …… and the line end; ASCII . only as in "services. The", never in 5.2 or U.S.
_END = re.compile(
    r"""(?:[。！？｡]|[!?](?![A-Za-z0-9\[(&=/]))++[」』”’"')）】》]*+
      | …{2,}+[」』”’"')）】》]*+
      | (?<=[A-Za-z]{2})\.(?=\s++[A-Z"“]|\s*+$)
      | \n++""",
    re.VERBOSE | re.MULTILINE,
)
# 「……？」他说: the quotation is the object of a verb of speech, the sentence goes on
_CARRIED_ON = re.compile(r"[」』”’\"][^。！？!?\n]{0,12}?[说說称稱问問答道表示指认認]")
_OPENERS = dict(zip("「『“（(【《", "」』”）)】》", strict=True))
_LONGEST = 2_000  # code points: a sentence longer than this is cut at a comma, so that cost stays linear
_SOFT_BREAK = re.compile(r"[，；,;、\s]")


def split(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of ``text``, without leading or trailing white space.

    Every character that is not white space lies in exactly one range.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] != "\n" and _inside_quotation(text, start, match):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _inside_quotation(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop stands in a quotation that closes later on the line, or that a speech verb carries on."""
    stop = match.group()
    if stop[-1] in '」』”’"':
        return bool(_CARRIED_ON.match(text, match.end() - 1))
    if match.end() - start > _LONGEST:
        return False
    for opener in "「“《":
        opened = text.rfind(opener, start, match.start())
        if opened < 0:
            continue
        closer = _OPENERS[opener]
        if text.find(closer, opened, match.end()) < 0:
            # ? and ! belong to a title in 《》; elsewhere only a short quotation is kept whole
            reach = text.find(closer, match.end(), match.end() + 30)
            newline = text.find("\n", match.end(), match.end() + 30)
            if reach >= 0 and (newline < 0 or reach < newline):
                return opener == "《" or not text[match.end() : reach].strip()
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
