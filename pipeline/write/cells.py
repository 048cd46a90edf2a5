"""What a text must become to stand in one cell of a spreadsheet."""

from __future__ import annotations

import re

#: a text that begins so is run as a formula by one spreadsheet or another
FORMULA = frozenset("=+-@\t\r＝＋－＠")
_NEWLINES = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_ODD = re.compile(r"[\x00-\x1f\x85\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text without line ends (a space instead) and control characters (U+FFFD instead: XML cannot hold them)."""
    if not _ODD.search(text):
        return text
    return _CONTROLS.sub("\ufffd", _NEWLINES.sub(" ", text))
