"""Two verbs in a row with the object of the first between them, both of which are told: 击败乙队|晋级四强, 斥资3亿元|收购药厂."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.events.candidates import Candidate

# what a verb of the first kind may lead to
_LEADS_TO = {
    "win": frozenset({"win", "score"}),
    "score": frozenset({"win", "score"}),
    "invest": frozenset({"buy", "acquire", "build", "invest", "merge"}),
    "resign": frozenset({"appoint"}),
    "transfer": frozenset({"attack"}),
    "sue": frozenset({"sue"}),
    "visit": frozenset({"rescue", "arrest"}),
    "disaster": frozenset({"die", "injure", "damage"}),
    "attack": frozenset({"die", "injure", "damage"}),
}
_HARM = frozenset({"die", "injure", "damage"})
# the object between the two: no preposition, no 的 and no joint stands there
_OBJECT = re.compile(r"[^，；。的后时前了]{2,16}(?<![在于对向将把被遭由为以从与和及或、不未没])")
_BROUGHT = re.compile(r"[^，；。的后时]{0,14}(?:造成|导致|致使?|酿成)[^，；。的后时]{1,10}")


def goes_on(norm: str, first: Candidate, second: Candidate) -> bool:
    """Whether the second verb tells what the first led to: 撞上护栏造成3人|死亡, 战胜李明|夺得冠军."""
    if not (first.listed and second.listed) or first.trigger.noun or second.trigger.noun:
        return False
    if second.trigger.type not in _LEADS_TO.get(first.trigger.type, ()):
        return False
    between = _BROUGHT if second.trigger.type in _HARM else _OBJECT
    return between.fullmatch(norm, first.end, second.start) is not None
