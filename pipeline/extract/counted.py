"""What a number counts: direction of change, measure, the entity it belongs to, and as of when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import Change

_REACH = 9  # code points between a verb of change and its number: 同比大幅下降了约 is 8
_STOP = re.compile(r"[，,。；;：:！？!?\n、（(]")


def change(context: Context, start: int) -> Change:
    """increase or decrease, where a verb of change (changes.csv) stands before the number in its clause."""
    window_start = max(0, start - _REACH)
    window = context.norm[window_start:start]
    stops = list(_STOP.finditer(window))
    if stops:
        window = window[stops[-1].end() :]
    amounts = context.lexicon.amounts
    for end in range(len(window), 0, -1):
        found = amounts.changes.before(window, end)
        if found is not None and not re.search(r"[0-9%]", window[end:]):
            return amounts.change(found[0])
    return ""
