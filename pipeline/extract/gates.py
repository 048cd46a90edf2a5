"""What must hold before it is worth while to look: made out of the patterns that look, so that none can forget a word.

Most looks find nothing. ``either`` asks several patterns at once whether any of them matches; ``firsts`` are the characters
that one of them can begin with, which costs no call at all: ``text[at : at + 1] in FIRSTS and read(...)``.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_REFERENCE = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")  # a group that another pattern before it would number anew
_NAMED = re.compile(r"\(\?P<\w+>")
_MOST = 500  # characters: a class such as [一-龥] shuts nobody out
_parser: Any = import_module("re._parser")  # the standard library's own reader of patterns


def either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern that matches where one of them does; which of them, and its groups, it does not tell."""
    flags = 0
    for pattern in patterns:
        if _REFERENCE.search(pattern.pattern):
            raise ValueError(f"refers to a group: {pattern.pattern}")
        flags |= pattern.flags
    if any(pattern.flags != flags for pattern in patterns):
        raise ValueError("patterns of different flags")
    unnamed = (_NAMED.sub("(?:", pattern.pattern) for pattern in patterns)  # two may have a group of one name
    return re.compile("|".join(f"(?:{pattern})" for pattern in unnamed), flags)


def firsts(*patterns: re.Pattern[str]) -> frozenset[str]:
    """The characters that a match of one of them can begin with."""
    found: set[str] = set()
    for pattern in patterns:
        chars, empty = _begin(_parser.parse(pattern.pattern, pattern.flags))
        if empty or len(chars) > _MOST or pattern.flags & re.IGNORECASE:
            raise ValueError(f"may begin with anything: {pattern.pattern}")
        found |= chars
    return frozenset(found)


def _begin(parsed: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """The first characters of a sequence of parts, and whether it may be empty."""
    found: set[str] = set()
    for kind, told in parsed:
        chars, empty = _part(str(kind), told)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _part(kind: str, told: Any) -> tuple[set[str], bool]:
    """The same of one part; what it does not know it takes for anything."""
    match kind:
        case "LITERAL":
            return {chr(told)}, False
        case "IN":
            return _class(told)
        case "BRANCH":
            ways = [_begin(way) for way in told[1]]
            return set().union(*(chars for chars, _ in ways)), any(empty for _, empty in ways)
        case "SUBPATTERN" if not told[1] & re.IGNORECASE:
            return _begin(told[3])
        case "ATOMIC_GROUP":
            return _begin(told)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            chars, empty = _begin(told[2])
            return chars, empty or not told[0]
        case "ASSERT" | "ASSERT_NOT" | "AT":  # looks, and takes nothing
            return set(), True
    raise ValueError(f"may begin with anything: {kind}")


def _class(parts: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """The characters of [0-9年]."""
    chars: set[str] = set()
    for kind, told in parts:
        if str(kind) == "LITERAL":
            chars.add(chr(told))
        elif str(kind) == "RANGE" and told[1] - told[0] < _MOST:
            chars.update(map(chr, range(told[0], told[1] + 1)))
        else:
            raise ValueError(f"may begin with anything: {kind} {told}")
    return chars, False
