"""What the command line says, in Chinese: ``--lang zh``.

Messages are written in English where they arise. At the one door where they are told, a message that fits a line of
messages_zh.csv is said in Chinese; the parts in braces are taken over, and are themselves messages where they fit one.
What fits none stays English. Tables keep their English reasons: they are data; ``claims`` says them in Chinese.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("messages_zh.csv")
_PART = re.compile(r"\{(\w+)\}")
_NESTED = {"message"}  # the parts that are messages of their own


def in_chinese(text: str) -> str:
    """``text`` line by line in Chinese, where the table has it."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    for pattern, chinese in _messages():
        match = pattern.fullmatch(line)
        if match:
            parts = {
                name: _line(part) if name in _NESTED else part for name, part in match.groupdict().items()
            }
            return chinese.format(**parts)
    return line


@cache
def _messages() -> list[tuple[re.Pattern[str], str]]:
    """Patterns with what to say, those that tell most first."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["en"], row["zh"]) for row in csv.DictReader(lines)]
    rows.sort(key=lambda row: -len(_PART.sub("", row[0])))
    return [(_pattern(english), chinese) for english, chinese in rows]


def _pattern(english: str) -> re.Pattern[str]:
    """The English message with a group for each part in braces. Parts are short: no pattern runs over a whole page."""
    pieces = _PART.split(english)
    return re.compile(
        "".join(
            f"(?P<{piece}>.{{0,2000}}?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)
        )
    )
