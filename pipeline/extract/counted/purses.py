"""The currency of a company's results: told in 人民币 once, they are told in 元 of the mainland afterwards.

比亚迪第二季营收人民币2009亿元。…全年营收可达8000亿元     CNY in an article from Taiwan as well

Only for results of one company, in an article whose own currency is another, and only where none of its results was
told in that one by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.counted.paragraphs import is_result
from pipeline.lexicon.amounts import REGION_CURRENCY

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.model import NumberMention

_MAINLAND = "CNY"
_NAMED = frozenset("港台新币幣澳坡$")  # in the text of an amount: it names its currency


class Purses:
    """Keeps the currencies that the results of companies were told in, given the figures in their order."""

    def __init__(self, context: Context) -> None:
        self._home = REGION_CURRENCY[context.article.region]
        self._told: dict[str, set[str]] = {}  # by the name of a company

    def read(self, number: NumberMention, owner: str, measure: str) -> str:
        """The currency of an amount of ``owner`` with that measure, which is ``number.unit`` for most."""
        if self._home == _MAINLAND or number.label != "MONEY" or not owner or not is_result(measure):
            return number.unit
        if number.unit == self._home and not _NAMED & set(number.text):
            return _MAINLAND if self._told.get(owner) == {_MAINLAND} else number.unit
        self._told.setdefault(owner, set()).add(number.unit)
        return number.unit
