"""From bytes to text: UTF-8, GB18030, Big5 with HKSCS and UTF-16, chosen by how the text reads.

A few bad bytes must not turn a Chinese article into Cyrillic, as a detector of byte patterns does: every candidate
decodes the bytes with replacements, and the one whose text looks most like Chinese prose wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16  # bytes that are looked at to choose; all of them are decoded afterwards
# the most frequent characters of running text in both scripts: about 40 % of any Chinese prose
_FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面"
    "而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性"
    "好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反明看原又利比或但质質气氣第向道命此变變"
    "条條只没結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料员員革位入常文总總次品式活设設及管特件长長求老基资資边邊流路"
    "级級少图圖山统統接知较較将將组組见見计計别別她手期根论論运運农農指几幾九区區强強放决決西被做必战戰先回则則任取据據处處队隊南给給色光门門"
    "即保治北造百规規领領七海口东東导導器压壓志世金增争爭济濟，。、：；？！“”「」《》（）"
)
_PRINTABLE = re.compile(r"[\t\n\r\x20-\x7e]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# what a wrong decoding is full of: replacements, private use, controls, and letters of other scripts
_STRANGE = re.compile(
    r"[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u0100-\u1fff\uac00-\ud7af\uff61-\uff9f\u3400-\u4dbf\U00010000-\U0010ffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was in. ``losses`` are the byte offsets of what could not be decoded."""

    text: str
    encoding: str
    losses: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of ``data``, or None where it is no text at all."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_losses(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None if _is_binary(text) else Decoded(text, "utf-8")
    sample = data[:_SAMPLE]
    scores = {encoding: _reads_like_chinese(sample, encoding) for encoding in _CANDIDATES}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < 0.15:
        return _not_chinese(data)
    decoded = _with_losses(data, best)
    return None if _is_binary(decoded.text) else decoded


def _with_losses(data: bytes, encoding: str) -> Decoded:
    losses: list[int] = []

    def replace(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101  (the decoder calls with nothing else)
        losses.append(error.start)
        return "\ufffd", error.end

    name = f"note-loss-{id(losses)}"
    codecs.register_error(name, replace)
    text = data.decode(encoding, errors=name)
    if encoding == "utf-16":
        encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return Decoded(text, encoding, tuple(losses))


def _reads_like_chinese(data: bytes, encoding: str) -> float:
    """Between -1 and 1: the share of frequent characters, less what no Chinese text has."""
    if encoding.startswith("utf-16") and len(data) % 2:
        data = data[:-1]
    text = data.decode(encoding, errors="replace")
    if not text:
        return -1.0
    frequent = sum(char in _FREQUENT for char in text)
    plain = len(_PRINTABLE.findall(text))
    strange = len(_STRANGE.findall(text))
    han = len(_HAN.findall(text))
    return (1.0 * frequent + 0.2 * han + 0.1 * plain - 1.5 * strange) / len(text)


def _is_binary(text: str) -> bool:
    """More than one control character in a hundred, or NUL in the first lines of what claims to be text."""
    head = text[:4096]
    controls = sum(char < " " and char not in "\t\n\r\f\x1b" for char in head)
    return bool(head) and controls > max(2, len(head) / 100)


def _not_chinese(data: bytes) -> Decoded | None:
    """Text in no Chinese encoding (Latin-1, Shift-JIS): what charset-normalizer finds, if it is sure."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.chaos > 0.2:
        return None
    decoded = _with_losses(data, best.encoding)
    return None if _is_binary(decoded.text) else decoded


def without_surrogates(text: str) -> str:
    """Lone surrogates (from escapes in JSON) cannot be written to any file: each becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
