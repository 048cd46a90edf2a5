"""Length-preserving normalisation: one position system for the raw and the normalised text.

OpenCC's dictionaries of characters, and the phrases that go with them, map one character to one character, so ``t2s``
(on Simplified text) and ``tw2s`` (on Traditional text) keep every offset; the configurations of regional words
(``tw2sp``) do not and are used for *keys* only. The script is told per sentence, because ``t2s`` leaves 隨著 wrong and
``tw2s`` turns Simplified 显著 into 显着.

``tw2s`` serves Hong Kong too: ``hk2s`` leaves 隨著 and 著急 as they are, and the few characters that it knows better
(衞敍枱粧糭衹) are mapped before. Conversion goes on until nothing changes: 畢昇 is 毕昇 at once, but 毕升 where it was written
in Simplified characters, and one man needs one form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.gates import one_of
from pipeline.scripts import script_of, scripts_of
from pipeline.sentences import NAME_DOT, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Region, Script

# Full-width digits, letters and the symbols that numbers and names are written with. Commas, full stops and
# brackets are left as they stand except where one form serves both: ，between digits is not a separator of
# thousands, so ， is never mapped to a comma.
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _kept in "，！？；｡":
    _WIDTH.pop(_kept, None)
_SAME = {
    "\u3000": " ",  # ideographic space
    "\u00a0": " ",  # no-break space
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "・": "·",  # U+30FB, in Japanese names
    "‧": "·",  # U+2027, Taiwan's
    "•": "·",
    "･": "·",
    "∙": "·",
    "⋅": "·",
    "．": ".",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "－": "-",
    "―": "—",
    "─": "—",  # box drawing, typed for a dash
    "〜": "~",
    "∼": "~",
    "˜": "~",
    "￥": "¥",
    "﹪": "%",
    "﹐": ",",
    "﹒": ".",
    "○": "〇",  # 二○二五
    "◯": "〇",
    "巿": "市",  # U+5DFF, typed for 市
    "衞": "衛",  # Hong Kong's forms that tw2s does not know
    "敍": "敘",
    "枱": "檯",
    "粧": "妝",
    "糭": "粽",
    "衹": "只",
    "潀": "潨",
    "﹑": "、",
    "﹔": "；",
    "﹕": ":",
    "﹙": "(",
    "﹚": ")",
    "〔": "(",
    "〕": ")",
    "＜": "<",
    "＞": ">",
    "‹": "<",
    "›": ">",
}
# ４，５６５: between full-width digits a full-width comma separates thousands
_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# 二0一五年, 六十一.二四%: a zero and a point of Arabic numerals within Chinese ones
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇零○])[0０]{1,2}(?=[一二三四五六七八九〇零○年])")
_POINT = re.compile(r"(?<=[一二三四五六七八九十〇零○])[.．](?=[一二三四五六七八九〇零○]{1,4}[%％万萬亿億倍])")
# 瑪麗．艾蜜莉, by what ends no sentence
_DOT = re.compile(NAME_DOT)
# Nuñez, Nguyễn, Dvořák: a Latin letter without its marks; of ß and æ, which are two, the first
_MARKED = {
    char: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", char := chr(code))[0]) != char and base.isascii()
} | dict(zip("ØøĐđŁłıÆæŒœßÐðÞþ", "OoDdLliAaOosDdTt", strict=True))
_ONE_TO_ONE = str.maketrans({**_WIDTH, **_SAME, **_MARKED})
_MAPPED = re.compile(f"[{re.escape(''.join(map(chr, _ONE_TO_ONE)))}]+")  # a few of a text's characters
_ASCII_UPPER = re.compile(r"[A-Z]+")
_CONFIG: dict[str, str] = {"Hans": "t2s", "Hant": "tw2s"}
_KEY_CONFIG: dict[str, str] = {"TW": "tw2sp", "HK": "hk2sp", "MO": "hk2sp"}
_IN_PHRASES = "哩坏沈甦瞭藉覆"  # what t2s changes in phrases alone: 瞭解 is 了解, 瞭望 stays
_ROUNDS = 4  # conversions after the first; no phrase of OpenCC's dictionaries needs more than one
_KEPT_IN_KEYS = "+#"  # C, C++ and C# are three names


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


def map_width(text: str) -> str:
    """One width, one dash, one middle dot, one zero, Latin letters without marks. The length is kept."""
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    if "0" in text or "０" in text:
        text = _ZERO.sub(lambda match: "〇" * len(match.group()), text)
    if "." in text or "．" in text:
        text = _DOT.sub("·", _POINT.sub("点", text))
    return _MAPPED.sub(lambda match: match.group().translate(_ONE_TO_ONE), text)


def lower(text: str) -> str:
    """ASCII letters in lower case. The length is kept (``str.lower`` makes two characters of İ)."""
    return _ASCII_UPPER.sub(lambda match: match.group().lower(), text)


@cache
def _unsettled() -> frozenset[str]:
    """Characters that a conversion may leave and the next one change: 乾 of 旋乾轉坤, 昇 of 畢昇."""
    basic = "".join(map(chr, [*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0)]))
    return frozenset(
        raw for raw, char in zip(basic, _convert(basic, _CONFIG["Hans"]), strict=True) if raw != char
    )


@cache
def _changed() -> frozenset[str]:
    """All characters that ``t2s`` changes, alone or in a phrase: a text without them stays as it is."""
    return _unsettled() | frozenset(_IN_PHRASES)


@cache
def _may_change() -> re.Pattern[str]:
    """Finds a character of ``_changed`` in a long text, or any rare one of the planes behind the first."""
    common = frozenset(char for char in _changed() if char <= "\uffff")
    return re.compile(f"{one_of(common).pattern}|[\U00010000-\U0010ffff]")


@cache
def _touched() -> frozenset[str]:
    """All characters that ``map_width`` or ``t2s`` looks at."""
    return _changed() | frozenset(map(chr, _ONE_TO_ONE)) | frozenset("，0０.．")


def simplify(text: str, script: Script) -> str:
    """Simplified characters, converted until nothing changes. The length is kept, since every offset hangs on it."""
    if script != "Hant" and _may_change().search(text) is None:
        return text
    converted = _convert(text, _CONFIG[script or "Hans"])
    for _ in range(_ROUNDS):
        if _unsettled().isdisjoint(converted):
            break
        again = _convert(converted, _CONFIG["Hans"])
        if again == converted:
            break
        converted = again
    return converted


def _convert(text: str, config: str) -> str:
    convert = _converter(config).convert
    converted: str = convert(text)
    if len(converted) == len(text):
        return converted
    # no dictionary entry of the pinned release changes the length; a future one costs phrases, not offsets
    return "".join(c if len(c) == 1 else raw for raw, c in ((raw, convert(raw)) for raw in text))


def normalise_spans(text: str, spans: Iterable[tuple[int, int]], scripts: Iterable[Script]) -> str:
    """``text`` with every span simplified by its own script; neighbours of one script go in one call."""
    mapped = map_width(text)
    parts: list[str] = []
    run_start = 0
    run_script: Script = ""
    for (start, _end), script in zip(spans, scripts, strict=True):
        if script != run_script:
            parts.append(simplify(mapped[run_start:start], run_script))
            run_start, run_script = start, script
    parts.append(simplify(mapped[run_start:], run_script))
    return "".join(parts)


def normalise(text: str) -> str:
    """``text`` in Simplified characters, half-width digits and letters, one dash, one middle dot.

    ``len(normalise(text)) == len(text)``, so an offset in one is an offset in the other.
    """
    if _touched().isdisjoint(text):  # most words of Simplified text
        return text
    mapped = map_width(text)
    if _changed().isdisjoint(mapped):
        return mapped
    return _normalised_word(text) if len(text) <= _WORD else _normalised(text)


def _normalised(text: str) -> str:
    spans = split(text)
    default = script_of(text, "Hans")
    return normalise_spans(text, spans, scripts_of(text, spans, default))


_WORD = 24  # code points: names and nouns, which come again
_normalised_word = lru_cache(maxsize=1 << 14)(_normalised)


@lru_cache(maxsize=1 << 16)
def normalise_key(name: str, region: Region = "") -> str:
    """What a name is compared by: script, regional vocabulary, width, case, spaces and dots made one.

    人工智慧 (TW) and 人工智能 (CN) have one key. Never displayed, never located: the length changes.
    """
    mapped = map_width(name)
    config = _KEY_CONFIG.get(region)
    words = _converter(config).convert(mapped) if config else mapped
    return folded(simplify(words, script_of(words, "Hans")))


def folded(converted: str) -> str:
    """The key of a name that is in Simplified characters and of one width already."""
    key = converted.casefold()
    if key.isalnum():
        return key
    return "".join(c for c in key if c.isalnum() or c in _KEPT_IN_KEYS) or converted
