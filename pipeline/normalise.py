"""Length-preserving normalisation: one position system for the raw and the normalised text.

OpenCC's character dictionaries map one character to one character, so ``t2s`` (on Simplified text) and
``tw2s`` (on Traditional text) keep every offset; the phrase configurations (``tw2sp``) do not and are used
for *keys* only. The script is told per sentence, because ``t2s`` leaves 隨著 wrong and ``tw2s`` turns
Simplified 显著 into 显着.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.sentences import split

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
_ONE_TO_ONE = str.maketrans({**_WIDTH, **_SAME})
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_CONFIG: dict[str, str] = {"Hans": "t2s", "Hant": "tw2s"}
_KEY_CONFIG: dict[str, str] = {"TW": "tw2sp", "HK": "hk2sp", "MO": "hk2sp"}


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


@cache
def _script_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only Traditional text has, and those that only Simplified text has."""
    basic = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified: str = _converter("t2s").convert(basic)
    traditional: str = _converter("s2t").convert(basic)
    hant = frozenset(c for c, s in zip(basic, simplified, strict=True) if c != s)
    hans = frozenset(c for c, t in zip(basic, traditional, strict=True) if c != t)
    both = hant & hans
    # written in Traditional text too (皇后, 里程, 幹 and 干, 台, 茶几): they tell nothing
    both |= frozenset("后里干台几余只面谷丑松范吁系借准卜冲价表舍回才升布克占采征于云郁胡须志杰")
    return hant - both, hans - both


def script_of(text: str, default: Script = "") -> Script:
    """Hant or Hans, by the characters that only one of the scripts has; ``default`` where none or as many."""
    hant, hans = _script_characters()
    balance = sum((c in hant) - (c in hans) for c in text)
    return "Hant" if balance > 0 else "Hans" if balance < 0 else default


def map_width(text: str) -> str:
    """One width, one dash, one middle dot, one zero. The length is kept."""
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    return text.translate(_ONE_TO_ONE)


def lower(text: str) -> str:
    """ASCII letters in lower case. The length is kept (``str.lower`` makes two characters of İ)."""
    return text.translate(_ASCII_LOWER)


def simplify(text: str, script: Script) -> str:
    """Simplified characters. The length is kept; asserted, since every offset hangs on it."""
    converted: str = _converter(_CONFIG[script or "Hans"]).convert(text)
    if len(converted) != len(text):
        # no dictionary entry of the pinned release changes the length; a future one costs phrases, not offsets
        converted = "".join(c if len(c) == 1 else raw for raw, c in _by_character(text, script))
    return converted


def _by_character(text: str, script: Script) -> Iterable[tuple[str, str]]:
    convert = _converter(_CONFIG[script or "Hans"]).convert
    return ((c, convert(c)) for c in text)


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
    spans = split(text)
    default = script_of(text, "Hans")
    scripts = [script_of(text[start:end], default) for start, end in spans]
    return normalise_spans(text, spans, scripts)


def normalise_key(name: str, region: Region = "") -> str:
    """What a name is compared by: script, regional vocabulary, width, case, spaces and dots made one.

    人工智慧 (TW) and 人工智能 (CN) have one key. Never displayed, never located: the length changes.
    """
    mapped = map_width(name)
    config = _KEY_CONFIG.get(region, _CONFIG[script_of(mapped, "Hans")])
    converted: str = _converter(config).convert(mapped)
    return "".join(c for c in converted.casefold() if c.isalnum())
