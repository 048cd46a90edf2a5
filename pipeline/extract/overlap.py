"""Which of two candidates for the same characters stays. The only place where that is decided.

Names, numbers and dates share the characters of an article: chosen mentions never overlap, within a layer
or across layers (365 in Office 365 is no number, 2025 in 《2025 AI指数报告》 no date). The order is
1. rank: a rule that is sure of itself (0) before an ordinary one (1) before a guess (2);
2. length: the longer candidate, so that 世界人工智能大会 is one name and 2024年7月-2025年7月 one date;
3. layer: date, then entity, then number (2025年 is a date before 2025 is a number);
4. the order of the rules, then the place in the text.
Events stand on clauses and are not part of this.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pipeline.model import Loser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import DateMention, EntityMention, Layer, NumberMention

    Mention: TypeAlias = EntityMention | NumberMention | DateMention

SURE, ORDINARY, GUESS = 0, 1, 2
_LAYERS: dict[Layer, int] = {"date": 0, "entity": 1, "number": 2, "event": 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a rule proposes. ``order`` is the rule's place among the rules of its layer."""

    layer: Layer
    mention: Mention
    rank: int = ORDINARY
    order: int = 0


def choose(candidates: Iterable[Candidate]) -> tuple[list[Mention], list[Loser]]:
    """The mentions that stay, in the order of the text, and the losers with the reason.

    Cost is n log n in the number of candidates, plus the length of the text.
    """
    ordered = sorted(
        candidates,
        key=lambda c: (
            c.rank,
            c.mention.start - c.mention.end,
            _LAYERS[c.layer],
            c.order,
            c.mention.start,
            c.mention.rule,
        ),
    )
    taken = bytearray(max((c.mention.end for c in ordered), default=0))
    chosen: list[Candidate] = []
    lost: list[Candidate] = []
    for candidate in ordered:
        start, end = candidate.mention.start, candidate.mention.end
        if taken.find(1, start, end) >= 0:
            lost.append(candidate)
            continue
        taken[start:end] = b"\x01" * (end - start)
        chosen.append(candidate)
    chosen.sort(key=lambda c: c.mention.start)
    starts = [c.mention.start for c in chosen]
    losers: list[Loser] = []
    for candidate in lost:
        mention = candidate.mention
        at = max(0, bisect_right(starts, mention.start) - 1)
        winner = chosen[at] if chosen[at].mention.end > mention.start else chosen[at + 1]
        if winner.layer == candidate.layer and winner.mention.rule == mention.rule:
            same = (winner.mention.start, winner.mention.end) == (mention.start, mention.end)
            if same:
                continue
        losers.append(
            Loser(
                candidate.layer,
                mention.start,
                mention.end,
                mention.text,
                mention.rule,
                _why(winner, candidate),
            )
        )
    losers.sort(key=lambda loser: (loser.start, loser.end, loser.layer, loser.rule))
    return [candidate.mention for candidate in chosen], losers


def _why(winner: Candidate, loser: Candidate) -> str:
    won, lost = winner.mention, loser.mention
    if winner.rank != loser.rank:
        grounds = "a surer rule"
    elif won.end - won.start != lost.end - lost.start:
        grounds = "longer"
    elif winner.layer != loser.layer:
        grounds = f"{winner.layer} before {loser.layer}"
    else:
        grounds = "an earlier rule"
    return f"{grounds}: {won.text} ({won.rule})"
