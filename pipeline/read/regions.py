"""Script and region of an article, from its own characters and vocabulary (regions.csv)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scripts import script_of

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon
    from pipeline.model import Region, Script

_SAMPLE = 4000  # code points: a longer article is of the same newsroom
_ENOUGH = 2  # words of a region that must be found, and more than of any other


def script(text: str) -> Script:
    """Hans or Hant, whichever has more characters of its own; empty where there are none."""
    return script_of(text[:_SAMPLE])


def region(text: str, article_script: Script, lexicon: Lexicon) -> Region:
    """The region whose vocabulary the text uses most, by distinct words; empty where none stands out.

    Words of Taiwan, Hong Kong and Macau count in Traditional text, those of the mainland and Singapore in
    Simplified text; Singapore's papers outside print in Traditional too, so its words count in both.
    """
    sample = text[:_SAMPLE]
    counts: dict[Region, int] = {}
    for word, place in lexicon.regions:
        if word in sample:
            counts[place] = counts.get(place, 0) + 1
    if article_script == "Hant":
        counts.pop("CN", None)
    elif article_script == "Hans":
        for place in ("TW", "HK", "MO"):
            counts.pop(place, None)
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    best, number = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best if number >= _ENOUGH and number > second else ""
