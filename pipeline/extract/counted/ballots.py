"""Whose an election is, what its candidates won, and its day: 10月26日举行国会选举。某党获得40.8%的选票.

The day is that of ballots, seats and turnout, and only where the sentence of the figure tells no date.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import DateMention, NumberMention

_RESULTS = frozenset({"得票率", "得票", "席位", "投票率", "众议院席位", "参议院席位"})
_VOTES = re.compile(
    r"[，,]?[^，,。；]{0,14}?(?:举行|进行|完成|登场)?[^，,。；]{0,10}?(?:选举|大选|投票|公投|罢免)"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = re.compile(r"上[届次回一]|去年|全部|总共|改选|共有|原有|[0-9]年前|此前|曾|民调|调查")


# what is counted of a whole election; and the election of a body: 国民党|党主席选举
_OF_ALL = frozenset(
    "投票率 选举人数 投票数 总投票数 投票人数 有效票 无效票 有效票数 无效票数 合格选民 选民人数".split()
)
_ITS_ELECTION = re.compile(
    r"(?:[^，。；]{0,12}?党)?(?:党?主席|党魁|总裁|委员长|领袖|会长|理事长|中常委|代表)(?:改选|补选|选举|初选)"
)
_WON = frozenset({"得票", "得票率"})
_SHARE = re.compile(r"[、，,(]?得票率(?:为|达|约|占)*")
_FARTHEST = 600  # code points from the name of an election to its figures


def owner(
    subject: str,
    norm: str,
    entities: Sequence[EntityMention],
    number: NumberMention,
    measure: str,
    done: Sequence[NumberMention],
) -> str:
    """Whose a figure of an election is, where it has no ``subject`` yet.

    The body whose leader was elected (国民党主席选举…，投票率39%), who stands before the votes (张亚中2486票), and the same again of a share
    behind them (、得票率1.9%); empty for none.
    """
    if subject or measure not in _OF_ALL | _WON:
        return subject
    before = done[-1] if done else None
    if measure == "得票率" and before is not None and before.measure == "得票":
        return before.subject if _SHARE.fullmatch(norm, before.end, number.start) else ""
    told = [m for m in entities if 0 <= number.start - m.end <= _FARTHEST]
    if measure in _WON:
        return next((m.mention_id for m in told if m.end == number.start and m.label == "PERSON"), "")
    held = [m for m in told if m.label == "ORG" and _ITS_ELECTION.match(norm, m.end)]
    return held[-1].mention_id if held else ""


def won_by(number: NumberMention, compounds: Compounds) -> Head | None:
    """得票 of 张亚中2486票: a figure of votes right behind who got them."""
    name = compounds.mention_at(number.start - 1) if number.unit == "票" else None
    got = isinstance(name, EntityMention) and name.label == "PERSON" and name.end == number.start
    return Head("得票", number.start, "count") if got else None


class BallotReader:
    """Reads the day of the one election that an article tells of."""

    def __init__(self, context: Context, dates: Sequence[DateMention]) -> None:
        """``dates`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._dates = dates

    def read(self, number: NumberMention, measure: str) -> str:
        """The day in EDTF; empty where the measure is none of an election, or the article tells of two or none."""
        if measure not in _RESULTS or self._day is None:
            return ""
        start = self.context.sentence(number.sentence).start
        return "" if _TIMES.search(self.norm, start, number.start) else self._day

    @cached_property
    def _day(self) -> str | None:
        """The one day on which the article says that it was voted."""
        days = {
            date.edtf
            for date in self._dates
            if _DAY.fullmatch(date.edtf) and _VOTES.match(self.norm, date.end)
        }
        return days.pop() if len(days) == 1 else None
