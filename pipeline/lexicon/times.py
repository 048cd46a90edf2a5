"""The words that dates are read by (dates.csv): 昨天, 次年, 上午, 中秋节, 康熙, 个月, 北京时间, 将."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.gates import led
from pipeline.lexicon.tables import Complaints, Phrases, normal_forms, one_of, read_table, unique

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("surface", "kind", "value", "not_before", "example", "source")
KINDS = (
    "day", "year", "month", "week", "quarter", "same-day", "same-month", "same-year", "daypart", "daypart-short",
    "vague", "vague-duration", "festival", "holiday", "season", "season-now", "season-last", "plan", "period", "era", "set",
    "length", "mark", "zone", "tense", "lasting", "loose",
)  # fmt: skip
_GRAMMAR = frozenset(
    {"length", "mark", "tense", "lasting", "loose", "daypart-short"}
)  # begin no time expression

_NO_KIND: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of dates.csv: ``value`` is read according to ``kind`` (see rules/README.md)."""

    surface: str
    kind: str
    value: str
    place: str
    not_before: tuple[str, ...] = ()  # what makes another word of it: 今年 before 轻, 三月 before 球


@dataclass(frozen=True)
class Times:
    """dates.csv by kind."""

    kinds: dict[str, Phrases[TimeWord]]

    def kinds_at(self, text: str, start: int) -> frozenset[str]:
        """The kinds of words that may start at ``start``, by its first two characters."""
        prefixes, two = self._by_prefix, text[start : start + 2]
        if two in prefixes:
            return prefixes[two]
        return prefixes.get(two[:1], _NO_KIND)

    def at(self, kind: str, text: str, start: int) -> tuple[TimeWord, int] | None:
        """The longest word of ``kind`` that starts at ``start``, and where it ends."""
        if kind not in self.kinds_at(text, start):
            return None
        found = self.kinds[kind].at(text, start)
        if found is None or (found[0].not_before and text.startswith(found[0].not_before, found[1])):
            return None
        return found

    def before(self, kind: str, text: str, end: int) -> tuple[TimeWord, int] | None:
        """The longest word of ``kind`` that ends at ``end``, and where it starts."""
        return self.kinds[kind].before(text, end)

    @cached_property
    def _by_prefix(self) -> dict[str, frozenset[str]]:
        """The first two characters of a word (or its only one and any second) to the kinds that begin so."""
        kinds: dict[str, set[str]] = {}
        for kind in KINDS:
            for surface in self.kinds[kind].surfaces():
                if len(surface) > 1 or kind == "day":  # 昨|在法院
                    kinds.setdefault(surface[:2], set()).add(kind)
        return {prefix: frozenset(found) for prefix, found in kinds.items()}

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The first two characters of every word that a time expression may start with."""
        words = (word for kind in KINDS if kind not in _GRAMMAR for word in self.kinds[kind].surfaces())
        return tuple(sorted({word[:2] for word in words}))

    # -- alternations for the patterns of the grammar --------------------------------------------------

    @cached_property
    def alternatives(self) -> dict[str, str]:
        """The words of each kind as one alternation, longer ones first, each with what may not follow it."""
        return {
            kind: "|".join(
                _guarded(word) for _, word in sorted(words.items(), key=lambda item: -len(item[0]))
            )
            for kind, words in self.kinds.items()
        }

    @cached_property
    def marks(self) -> dict[str, str]:
        """月, 日 and 号, each with what may not follow it."""
        return {surface: _guarded(word) for surface, word in self.kinds["mark"].items()}

    @cached_property
    def unit_behind(self) -> re.Pattern[str]:
        """A unit of time behind a number (3个半月, 30多天, 26日): such numbers are dates and durations."""
        fiscal = "财季|财年|年代|旬(?!老|邑)|时(?!代|尚|装)|分半|宿"
        return led(
            re.compile(
                rf" ?(?:多|余|来)? ?(?:个[多半])?(?:{self.alternatives['length']}|{self.alternatives['mark']}|{fiscal})"
            )
        )

    @cached_property
    def future(self) -> re.Pattern[str]:
        """A word that says that its clause speaks of what is to come: 将, 预计, 定于."""
        return led(re.compile(self.alternatives["tense"]))


def _guarded(word: TimeWord) -> str:
    no = "|".join(re.escape(text) for text in word.not_before)
    return re.escape(word.surface) + (f"(?!{no})" if no else "")


def load_times(folder: Path, complaints: Complaints) -> Times:
    """Read dates.csv; what is wrong with it goes to ``complaints``."""
    rows = read_table(
        folder / "dates.csv", COLUMNS, complaints, required=("surface", "kind", "example", "source")
    )
    rows = unique(rows, "surface", complaints, key=lambda row: row["surface"] + row["kind"])
    entries: dict[str, list[tuple[str, TimeWord]]] = {kind: [] for kind in KINDS}
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "kind", KINDS, complaints):
            word = TimeWord(surface, row["kind"], row["value"], row.place, tuple(row.many("not_before")))
            entries[row["kind"]].append((surface, word))
    return Times({kind: Phrases(found) for kind, found in entries.items()})
