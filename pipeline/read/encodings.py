"""From bytes to text: UTF-8, GB18030, Big5 with HKSCS and UTF-16, chosen by how the text reads.

A few bad bytes must not turn a Chinese article into Cyrillic, as a detector of byte patterns does: every candidate
reads the bytes, passing over what it cannot read, and the least surprising text wins (``pipeline.read.cheapest``).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.cheapest import SKIP, bits, read_along, unusual

if TYPE_CHECKING:
    from pipeline.read.cheapest import Legacy

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_LEGACY: tuple[Legacy, ...] = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 13  # bytes that are read to choose: some 4,000 characters
# Mean bits of the characters beyond ASCII: 11.6 to 12.5 in the articles of corpus/, up to 14.8 in single sentences of
# news of both scripts, 16 and more in whatever was read in a wrong encoding; every stray byte adds SKIP (2026-11).
_CLEAR, _CHINESE = 13.0, 15.5
_BEYOND_ASCII = re.compile(rb"[\x00\x80-\xff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was in. ``losses`` are the byte offsets of what could not be decoded."""

    text: str
    encoding: str
    losses: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of ``data``, or None where it is no text at all.

    A byte order mark decides and is no part of the text. What cannot be decoded reads as U+FFFD.
    """
    for mark, encoding, name in _BOMS:
        if data.startswith(mark):
            decoded = _decode_as(data[len(mark) :], encoding)
            losses = tuple(loss + len(mark) for loss in decoded.losses)
            return None if _is_binary(decoded.text) else Decoded(decoded.text, name, losses)
    if b"\0" not in data[:_SAMPLE]:  # with NUL it may be UTF-16 of few Chinese characters, which is UTF-8 too
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return None if _is_binary(text) else Decoded(text, "utf-8")
    encoding = _choose(_sample(data))
    read = _decode_as(data, encoding) if encoding else _not_chinese(data)
    return None if read is None or _is_binary(read.text) else read


def _sample(data: bytes) -> bytes:
    """The first bytes that tell anything: a page may open with scripts. Starts in step and at an even place."""
    first = _BEYOND_ASCII.search(data)
    start = max(0, first.start() - 256) & ~1 if first else 0
    return data[start : start + _SAMPLE]


def _choose(sample: bytes) -> str:
    """The encoding whose reading of ``sample`` is the least surprising; empty where none reads like Chinese."""
    readings = {"utf-8": _reading(sample.decode("utf-8", "replace"))}
    for encoding in _LEGACY:
        try:  # the sample may end inside a character
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        readings[encoding] = _reading(text)
    if min(map(_mean, readings.values())) >= _CLEAR:  # damaged: read along the cheapest path
        for encoding in _LEGACY:
            readings[encoding] = read_along(sample, encoding)[:2]
    best = min(readings, key=lambda encoding: readings[encoding][0])
    return best if _mean(readings[best]) < _CHINESE else ""


def _reading(text: str) -> tuple[float, str]:
    return sum(map(bits, text)), text


def _mean(reading: tuple[float, str]) -> float:
    """Bits a character, of those beyond ASCII; 0 where there are none."""
    cost, text = reading
    plain = [bits(char) for char in text if char < "\x80"]
    return (cost - sum(plain)) / (len(text) - len(plain)) if len(text) > len(plain) else 0.0


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """All of ``data``; what is damaged is read along the cheapest path, line by line where lines can be told."""
    if encoding not in _LEGACY:
        return _with_losses(data, encoding)
    legacy: Legacy = next(known for known in _LEGACY if known == encoding)
    if legacy.startswith("utf-16"):  # a line end cannot be told before the bytes are in step
        return _repaired(data, legacy)
    texts: list[str] = []
    losses: list[int] = []
    place = 0
    for line in data.split(b"\n"):  # 0x0A is never part of a character in these two
        decoded = _repaired(line, legacy)
        texts.append(decoded.text)
        losses += [place + loss for loss in decoded.losses]
        place += len(line) + 1
    return Decoded("\n".join(texts), encoding, tuple(losses))


def _repaired(data: bytes, encoding: Legacy) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        pass
    else:
        suspects = unusual().findall(text)
        if len(suspects) < 2 or sum(map(bits, suspects)) < SKIP:
            return Decoded(text, encoding)
    _, text, losses = read_along(data, encoding)
    return Decoded(text, encoding, tuple(losses))


def _with_losses(data: bytes, encoding: str) -> Decoded:
    losses: list[int] = []

    def replace(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101  (the decoder calls with nothing else)
        losses.append(error.start)
        return "\ufffd", error.end

    name = "pipeline-note-loss"
    codecs.register_error(name, replace)
    return Decoded(data.decode(encoding, errors=name), encoding, tuple(losses))


def _is_binary(text: str) -> bool:
    """More than one control character in a hundred in the first lines of what claims to be text."""
    head = text[:4096]
    return len(_CONTROLS.findall(head)) > max(2, len(head) / 100)


def _not_chinese(data: bytes) -> Decoded | None:
    """Text in no Chinese encoding (Latin-1, Shift-JIS): what charset-normalizer finds, if it is sure.

    Plain ASCII with a stray byte or two is UTF-8 with a loss: that is too little to tell an encoding by.
    """
    if len(_BEYOND_ASCII.findall(data)) <= max(2, len(data) / 200):
        return _with_losses(data, "utf-8")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _with_losses(data, best.encoding) if best is not None and best.chaos <= 0.2 else None


def without_surrogates(text: str) -> str:
    """Lone surrogates (from escapes in JSON) cannot be written to any file: each becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
