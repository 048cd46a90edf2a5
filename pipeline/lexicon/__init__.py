"""The words: every rule table, loaded once and checked. Grammar lives in Python, words live in CSV."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.lexicon.amounts import Amounts, load_amounts
from pipeline.lexicon.tables import Complaints

RULES = Path(__file__).parent.parent / "rules"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of ``pipeline/rules``, ready for look-ups."""

    amounts: Amounts


@cache
def load(folder: Path = RULES) -> Lexicon:
    """The lexicon of ``folder``. Raises RuleError with file, line and the mend where a table is bad."""
    lexicon, complaints = check(folder)
    complaints.raise_if_any()
    return lexicon


def check(folder: Path = RULES) -> tuple[Lexicon, Complaints]:
    """The lexicon with everything that is wrong with its tables."""
    complaints = Complaints()
    lexicon = Lexicon(amounts=load_amounts(folder, complaints))
    return lexicon, complaints
