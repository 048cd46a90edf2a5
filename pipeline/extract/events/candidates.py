"""What may be the trigger of a clause: a word of triggers.csv, or a verb by its tag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.lexicon.happenings import Trigger

if TYPE_CHECKING:
    from pipeline.model import EntityMention

Place: TypeAlias = Literal["main", "relative", "adverbial", "nominal", "prepositional", "helper"]

HOW_IT_WENT = re.compile(
    r"(?:取得|获得)了?(?:圆满|重大|巨大|完全|初步|阶段性|突破性|积极)?(?:成功|进展|突破|成效|成就|胜利)"
)
# a listed verb that governs what is said, ordered or agreed: its complement is no event of its own
GOVERNING = frozenset({"announce", "say", "propose", "agree", "forecast", "approve", "refuse", "oppose", "support", "ban"})  # fmt: skip
# 并 that joins two acts; none of 合并, 并购, 并发症 and 并未
AND_ALSO = r"(?<![合兼吞归])并(?![购列没未不非]|发(?![表布起出动送放]))"
STATE = "state"  # the type of a verb that tells of no happening; what depends on it is none either
STATE_VERB = Trigger("", STATE, "actor-object", noun=False, place="no_triggers.csv")
TAGGED_VERB = Trigger("", "other", "actor-object", noun=False, place="a verb by its tag")


@dataclass(slots=True)
class Candidate:
    """A verb or event noun that may be the trigger. ``listed`` tells that triggers.csv has it."""

    start: int
    end: int
    trigger: Trigger
    surface: str
    listed: bool
    place: Place = "main"
    of: int | None = None  # where 的 stands behind the object, with who may have done it behind
    doer: EntityMention | None = None  # of a relative clause: who is told behind 的
