"""What must hold before it is worth while to look: made out of the patterns that look, so that none can forget a word.

Most looks find nothing. ``either`` asks several patterns at once whether any of them matches; ``firsts`` are the characters
that one of them can begin with, ``lasts`` those that one which ends with $ can end with, and to ask for these costs no
call at all: ``text[at : at + 1] in FIRSTS and read(...)``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_REFERENCE = re.compile(
    r"\\([1-9])(?![0-9])"
)  # to a group, whose number grows by those of the patterns before
_UNCLEAR = re.compile(r"\\[1-9][0-9]|\\\\[0-9]")  # \\10, and a backslash before a digit
_NAMED = re.compile(r"\(\?P<\w+>")
_MOST = 500  # characters: a class such as [一-龥] shuts nobody out
_LAST_OF_TABLE = (
    "\uffff"  # a class looks these up in a table, and compares with all others one after the other
)
_parser: Any = import_module("re._parser")  # the standard library's own reader of patterns


def either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern that matches where one of them does; which of them, it does not tell."""
    ways: list[str] = []
    groups = 0
    for pattern in patterns:
        if pattern.flags != patterns[0].flags:
            raise ValueError("patterns of different flags")
        if _UNCLEAR.search(pattern.pattern):
            raise ValueError(f"may refer to a group, or to none: {pattern.pattern}")
        refers = _REFERENCE.search(pattern.pattern) is not None
        way = _NAMED.sub("(" if refers else "(?:", pattern.pattern)  # two may have a group of one name
        ways.append(_renumbered(way, groups))
        groups += pattern.groups - (0 if refers else len(pattern.groupindex))
    return _led("|".join(f"(?:{way})" for way in ways), *patterns)


def _renumbered(way: str, groups: int) -> str:
    """The references of a pattern that stands behind others with so many groups."""
    return _REFERENCE.sub(lambda match: f"(?:\\{int(match[1]) + groups})", way)


def led(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern, which looks at its first character before it tries one alternative after the other."""
    return _led(pattern.pattern, pattern)


def _led(ways: str, *patterns: re.Pattern[str]) -> re.Pattern[str]:
    flags = patterns[0].flags
    try:
        chars = re.escape("".join(sorted(firsts(*patterns))))
    except ValueError:  # it may begin with anything
        return re.compile(ways, flags)
    close = "\n)" if flags & re.VERBOSE else ")"  # behind a comment
    return re.compile(f"(?=[{chars}])(?:{ways}{close}", flags)


@lru_cache(maxsize=64)
def one_of(chars: frozenset[str]) -> re.Pattern[str]:
    """Looks for any of many characters in a long text: faster than a set, which is asked for each of them."""
    if any(char > _LAST_OF_TABLE for char in chars):
        raise ValueError("beyond the table of a class: one after the other is slow")
    return re.compile(f"[{re.escape(''.join(sorted(chars)))}]" if chars else "(?!)")


def firsts(*patterns: re.Pattern[str]) -> frozenset[str]:
    """The characters that a match of one of them can begin with."""
    found: set[str] = set()
    for pattern in patterns:
        chars, empty = _edge(_parser.parse(pattern.pattern, pattern.flags))
        if empty or len(chars) > _MOST or pattern.flags & re.IGNORECASE:
            raise ValueError(f"may begin with anything: {pattern.pattern}")
        found |= chars
    return frozenset(found)


def lasts(*patterns: re.Pattern[str]) -> frozenset[str]:
    """The characters before the end of the text that a match of one of them can end with; each must end with $."""
    found: set[str] = set()
    for pattern in patterns:
        parsed = list(_parser.parse(pattern.pattern, pattern.flags))
        if not _closed(parsed) or pattern.flags & re.MULTILINE:
            raise ValueError(f"may end anywhere: {pattern.pattern}")
        chars, empty = _edge(parsed, back=True)
        if empty or len(chars) > _MOST or pattern.flags & re.IGNORECASE:
            raise ValueError(f"may end with anything: {pattern.pattern}")
        found |= chars
    return frozenset(found | {"\n"})  # $ stands before a last line end, too


def _closed(parsed: list[tuple[Any, Any]]) -> bool:
    """Whether every way through a sequence ends with $."""
    if not parsed:
        return False
    kind, told = parsed[-1]
    if str(kind) == "BRANCH":
        return all(_closed(list(way)) for way in told[1])
    if str(kind) == "SUBPATTERN":
        return _closed(list(told[3]))
    return str(kind) == "AT" and str(told) == "AT_END"


def _edge(parsed: Iterable[tuple[Any, Any]], *, back: bool = False) -> tuple[set[str], bool]:
    """The characters that a sequence of parts may begin with (``back``: end with), and whether it may be empty."""
    found: set[str] = set()
    for kind, told in reversed(list(parsed)) if back else parsed:
        chars, empty = _part(str(kind), told, back=back)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _part(kind: str, told: Any, *, back: bool) -> tuple[set[str], bool]:
    """The same of one part; what it does not know it takes for anything."""
    match kind:
        case "LITERAL":
            return {chr(told)}, False
        case "IN":
            return _class(told)
        case "BRANCH":
            ways = [_edge(way, back=back) for way in told[1]]
            return set().union(*(chars for chars, _ in ways)), any(empty for _, empty in ways)
        case "SUBPATTERN" if not told[1] & re.IGNORECASE:
            return _edge(told[3], back=back)
        case "ATOMIC_GROUP":
            return _edge(told, back=back)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            chars, empty = _edge(told[2], back=back)
            return chars, empty or not told[0]
        case "ASSERT" | "ASSERT_NOT" | "AT":  # looks, and takes nothing
            return set(), True
    raise ValueError(f"may be anything: {kind}")


def _class(parts: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """The characters of [0-9年]."""
    chars: set[str] = set()
    for kind, told in parts:
        if str(kind) == "LITERAL":
            chars.add(chr(told))
        elif str(kind) == "RANGE" and told[1] - told[0] < _MOST:
            chars.update(map(chr, range(told[0], told[1] + 1)))
        else:
            raise ValueError(f"may be anything: {kind} {told}")
    return chars, False
