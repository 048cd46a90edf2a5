"""The words that events are read by: triggers.csv, trigger_kinds.csv, cues.csv and no_triggers.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from pipeline.lexicon.tables import Complaints, Phrases, normal_forms, one_of, read_table, shown, unique

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Status

TRIGGER_COLUMNS = ("surface", "type", "roles", "kind", "example", "source")
TRIGGER_KIND_COLUMNS = ("surface", "type", "behind", "unless", "within", "example", "source")
CUE_COLUMNS = ("surface", "status", "example", "source")
Roles: TypeAlias = Literal["actor-object", "actor", "object", "passive", "speech"]
ROLES: tuple[Roles, ...] = ("actor-object", "actor", "object", "passive", "speech")
NO_TRIGGER_COLUMNS = ("surface", "place", "example", "source")
#: verbs that only say that something happened: 发生坍塌 is told as 坍塌 is
ARISES = frozenset({"发生", "突发", "爆发", "出现"})
#: the kinds of happenings that a trigger may tell; one that has no trigger is ``other``
TYPES = tuple(
    (
        "acquire agree announce appoint approve arrest attack ban born build buy cause change close complete damage "
        "defend deliver die disaster elect end evacuate fall finance forecast found hold injure invest investigate join "
        "judge launch leave lose meet merge open oppose pass plan produce propose publish reach refuse release report "
        "rescue resign restrict resume rise sanction say score sell sign start sue support suspend trade transfer visit "
        "vote win "
    ).split()
)
STATUSES = ("occurred", "ongoing", "planned", "predicted", "proposed", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb or event noun. ``roles`` says what stands before and behind it in an active clause."""

    surface: str
    type: str
    roles: Roles
    noun: bool
    place: str


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word before a trigger that says whether it happened."""

    surface: str
    status: Status
    place: str


@dataclass(frozen=True, slots=True)
class OtherKind:
    """What a trigger tells where ``behind`` finds its words right behind it: 进入|决赛 is a win."""

    type: str
    behind: re.Pattern[str]
    place: str


# nouns for a disaster, beside those of triggers.csv
_NOUNS = (
    "地震|强震|余震|震动|暴雨|洪水|水灾|洪灾|山洪|洪涝|旱灾|台风|飓风|龙卷风|沙尘暴|雪崩|海啸|泥石流|土石流|滑坡|山泥倾泻|山崩|塌方|"
    "[火震雪风]灾|大火|级火|山火|火警|火情|火患|爆炸|爆燃|燃烧|气爆|闪爆|燃爆|车祸|[矿海空车]难|踩踏|溺水|中毒|泄漏|疫情|事故|灾害|灾难|险情|意外"
)
_ACCIDENT = re.compile(rf"(?:{_NOUNS}|枪击案?)(?:灾害|事故|事件|灾情)?$")
_KIND = re.compile(rf"(?:强烈?|大|特大|余|连日|山体)?(?:{_NOUNS}|枪击案?)(?:灾害|事故|事件)?")


@dataclass(slots=True)
class Happenings:
    """Triggers in one automaton, cues by their last character."""

    triggers: dict[str, Trigger]
    other_kinds: dict[str, list[OtherKind]]  # by trigger; the first that fits counts
    cues: Phrases[StatusCue]
    helpers: frozenset[str]  # they colour the verb behind them: 开始, 继续
    states: frozenset[str]  # they tell of no happening, nor does what depends on them: 属于, 认为
    words: frozenset[str]  # nouns that look like a verb: 营收, 活动
    adverbs: frozenset[str]  # adverbs and prepositions that do: 据悉, 截至
    _automaton: Any = None
    _patterns: list[Trigger] | None = None

    def is_disaster(self, noun: str) -> bool:
        """Whether a noun in normalised text tells of a disaster: 坍塌, 6.8级地震, 追尾事故."""
        if _ACCIDENT.search(noun) and not noun.endswith("枪击案"):
            return True
        told = (self.triggers.get(noun[-length:]) for length in (4, 3, 2) if len(noun) >= length)
        return any(trigger is not None and trigger.type == "disaster" for trigger in told)

    @staticmethod
    def names_disaster(noun: str) -> bool:
        """Whether a noun in normalised text is a word for one kind of disaster, and for nothing else: 特大暴雨, 爆炸事故."""
        return _KIND.fullmatch(noun) is not None

    def find(self, norm: str) -> Iterator[tuple[int, int, Trigger]]:
        """All triggers in normalised text, also those that overlap: start, end, trigger."""
        if self._automaton is None or self._patterns is None:
            import ahocorasick_rs

            self._patterns = list(self.triggers.values())
            self._automaton = ahocorasick_rs.AhoCorasick(list(self.triggers))
        for pattern, start, end in self._automaton.find_matches_as_indexes(norm, overlapping=True):
            yield start, end, self._patterns[pattern]


def load_happenings(folder: Path, complaints: Complaints) -> Happenings:
    """Read triggers.csv, cues.csv and no_triggers.csv of ``folder``."""
    rows = read_table(folder / "triggers.csv", TRIGGER_COLUMNS, complaints, required=TRIGGER_COLUMNS)
    triggers: dict[str, Trigger] = {}
    for row, surface in zip(
        unique(rows, "surface", complaints), normal_forms([row["surface"] for row in rows]), strict=False
    ):
        shown(row, [row["surface"]], complaints)
        if (
            one_of(row, "type", TYPES, complaints)
            and one_of(row, "roles", ROLES, complaints)
            and one_of(row, "kind", ("verb", "noun"), complaints)
        ):
            triggers[surface] = Trigger(
                surface, row["type"], cast("Roles", row["roles"]), row["kind"] == "noun", row.place
            )
    other_kinds = _other_kinds(folder, triggers, complaints)
    rows = unique(
        read_table(folder / "cues.csv", CUE_COLUMNS, complaints, required=CUE_COLUMNS), "surface", complaints
    )
    cues = []
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "status", STATUSES, complaints):
            cues.append((surface, StatusCue(surface, cast("Status", row["status"]), row.place)))
    rows = unique(
        read_table(folder / "no_triggers.csv", NO_TRIGGER_COLUMNS, complaints, required=NO_TRIGGER_COLUMNS),
        "surface", complaints,
    )  # fmt: skip
    words: dict[str, set[str]] = {"helper": set(), "state": set(), "word": set(), "adverb": set()}
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if one_of(row, "place", tuple(words), complaints):
            words[row["place"]].add(surface)
    return Happenings(
        triggers,
        other_kinds,
        Phrases(cues),
        frozenset(words["helper"]),
        frozenset(words["state"]),
        frozenset(words["word"]),
        frozenset(words["adverb"]),
    )


def _other_kinds(
    folder: Path, triggers: dict[str, Trigger], complaints: Complaints
) -> dict[str, list[OtherKind]]:
    """Read trigger_kinds.csv: words of ``behind`` and none of ``unless``, ``within`` so many code points of the clause."""
    rows = read_table(
        folder / "trigger_kinds.csv",
        TRIGGER_KIND_COLUMNS,
        complaints,
        required=("surface", "type", "within", "example", "source"),
    )
    found: dict[str, list[OtherKind]] = {}
    for row, surface in zip(rows, normal_forms([row["surface"] for row in rows]), strict=True):
        if surface not in triggers:
            complaints.add(row.place, f"'{row['surface']}' is no trigger: add it to triggers.csv")
        elif not row["within"].isdigit():
            complaints.add(row.place, f"within is '{row['within']}': write how many code points, in digits")
        elif one_of(row, "type", ("other", *TYPES), complaints):
            unless, behind = ("|".join(map(re.escape, row.many(column))) for column in ("unless", "behind"))
            none = f"(?!.{{0,{row['within']}}}(?:{unless}))" if unless else ""
            some = f"了?[^，；。]{{0,{row['within']}}}?(?:{behind})" if behind else ""
            found.setdefault(surface, []).append(OtherKind(row["type"], re.compile(none + some), row.place))
    return found
