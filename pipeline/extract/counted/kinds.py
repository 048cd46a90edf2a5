"""What grew of its kind, where the clause names the kind alone: goods of a measure told before, and trades.

珠宝的销货价值上升57%；其次为服装，上升40%       服装销货价值增幅
第二季GDP增长4%，制造业增长5.7%              制造业增幅
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.compounds import NEUTRAL, NOMINAL
from pipeline.extract.counted.endings import Head, dimension_of
from pipeline.extract.counted.outlooks import is_actual
from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention

_LEAD = re.compile(r"(?:其次(?:为|是)?|其中|当中|另外|此外|至于|不过|而|但|，|,)*")
_MOVED = re.compile(
    r"(?P<kind>[\u4e00-\u9fff、]{2,20}?)(?:方面)?[，,]?(?:在|于|比|较)?(?:分别|则|也|亦|均|都|同样|更)*"
    r"(?P<since>同比|环比|按年|按月|按季|年|月|季)?(?:分别|大幅|小幅|显著|明显|微|略|大|强劲|实际|名义|仍|再|续|扩)*"
    r"(?:上升|下跌|下降|上涨|增长|成长|增加|减少|萎缩|收缩|衰退|扩张|下滑|回升|回落|[升跌涨降增减])(?:了|约|近|逾|超过|达)*"
)
_TRADE = re.compile(r"(?:业|产业|行业|部门|经济活动)$")
_OF_TRADES = re.compile(
    r"GDP|生产总值|生产毛额|经济(?:同比|按年|按季|环比|年)?[增成]长|经济(?:萎缩|收缩)|增加值|工业生产"
)
_NO_KIND = re.compile(
    r"[率数值额量度价比以及后前时中的]$|股|指数|平均|整体|总体|累计|连续|行业$|企业$|就业$|失业$|毕业$|专业$|作业$|营业$|创业$|开业$|停业$"
)
_LONGEST = 16  # code points of a kind that is a clause: 其次为其他未分类耐用消费品， is 15
_REACH = 160  # code points behind the figure that told the measure
_TOLD_IN_PARTS = frozenset({"MONEY", "QUANTITY"})
# 其中手机60亿元、|平板40亿元
_PART = re.compile(
    r"(?P<among>[，,]?其中[，,]?)?[、，,和及与]?(?P<kind>[\u4e00-\u9fff]{2,8}?)(?:方面)?(?:约|近|逾|超过|为|达到?|有|共)*"
)
_AMONG = re.compile(r"其中[，,]")
_LISTED = re.compile(r"[、和与及]")
_NAMES = frozenset("nr nrt nrfg ns".split())  # of people and places that nobody has found
_PEOPLE = frozenset("人员者生童手")
_GREW = re.compile(r"(?P<name>.+?)(?:同比|环比)?[增降]幅")
_SHORTEST = 2  # code points of a kind
_NEW = ("新增", "净增")
_JOINTS = frozenset({"、", "和", "与", "及", "及其", "以及"})


class _Whole(NamedTuple):
    """A figure that may be told in parts."""

    measure: str
    dimension: str
    label: str
    unit: str
    end: int
    sentence: int


class KindReader:
    """Reads the kinds of one article, told its numbers in their order."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._context = context
        self._norm = context.norm
        self._amounts = context.lexicon.amounts
        self._compounds = compounds
        self._base: tuple[str, str, int] | None = None  # the measure, its dimension, where it was told last
        self._of_trades: bool | None = None
        self._level_told: tuple[NumberMention, str] | None = None  # the figure whose parts may follow
        self._listed = -1  # where the last part ends

    def note(self, number: NumberMention, measure: str) -> None:
        """Take down the measure of a number, of which others may be of a kind: 珠宝|销货价值增幅, or parts."""
        if number.label in _TOLD_IN_PARTS and self._listed != number.end:
            self._level_told = (number, measure)
        if not measure:
            return
        grown = _GREW.fullmatch(measure) if measure[-1] == "幅" else None
        if grown is None:
            self._base = None
            return
        found = self._amounts.measures.before(grown["name"], len(grown["name"]))
        if found is None or found[1] < _SHORTEST:
            if self._base is None or not grown["name"].endswith(self._base[0]):
                self._base = None
            return
        cue = found[0]
        self._base = (cue.value, self._amounts.dimensions[cue.surface], number.end)

    def _whole(self) -> _Whole | None:
        """The figure told last whose parts may follow, None where its measure is none of the table."""
        if self._level_told is None:
            return None
        number, measure = self._level_told
        found = self._amounts.measures.before(measure, len(measure)) if measure else None
        new = measure[:2] if measure.startswith(_NEW) else ""
        if found is None or not is_actual(measure) or (number.change and not new):
            return None
        dimension = self._amounts.dimensions[found[0].surface]
        return _Whole(
            f"{new}{found[0].value}", dimension, number.label, number.unit, number.end, number.sentence
        )

    def read(self, number: NumberMention, start: int) -> tuple[Head | None, bool]:
        """The head of ``number``, whose clause begins at ``start``, and whether it is a part of the figure before."""
        if number.label == "PERCENT" and number.change:
            return self._grown(number, start), False
        part = self._level(number, start)
        return part, part is not None

    def _grown(self, number: NumberMention, start: int) -> Head | None:
        begin = self._begin(start)
        lead = _LEAD.match(self._norm, begin)
        at = self._past_place(lead.end() if lead is not None else begin)
        moved = _MOVED.fullmatch(self._compounds.undated(at, number.start))
        if moved is None or _NO_KIND.search(moved["kind"]) or not self._is_noun(at, moved["kind"]):
            return None
        listed = "分别" in moved.group() and _LISTED.search(moved["kind"]) is not None
        kind = "" if listed else moved["kind"]  # 分别 hands out who is listed
        if self._base is not None and number.end - self._base[2] <= _REACH:
            name, dimension, _ = self._base
            if self._norm.find("\n", self._base[2], number.start) < 0:
                self._base = (name, dimension, number.end)
                return Head(f"{kind}{name}", at, dimension)
        if _TRADE.search(moved["kind"]) and self._tells_of_trades():
            return Head(kind, at, "money")
        return None

    def _level(self, number: NumberMention, start: int) -> Head | None:
        """手机收入 of 收入100亿元，其中手机60亿元、平板40亿元: parts of a figure of the same unit."""
        whole = self._whole()
        if whole is None or (number.label, number.unit) != (whole.label, whole.unit):
            return None
        if number.sentence - whole.sentence > 1 or self._norm.find("\n", whole.end, start) >= 0:
            return None
        begin = max(start, self._compounds.number_before(number.start))
        part = _PART.fullmatch(self._norm, begin, number.start)
        goes_on = 0 <= begin - self._listed <= 1
        if part is None or (part["among"] is None and not goes_on):
            told = start > whole.end and _AMONG.fullmatch(self._norm, start - len("其中，"), start)
            part = _PART.fullmatch(self._norm, start, number.start) if told else None
        if part is None or _NO_KIND.search(part["kind"]):
            return None
        if not self._is_noun(part.start("kind"), part["kind"], verbs=False):
            return None
        self._listed = number.end
        if number.unit in OF_PEOPLE and part["kind"][-1] in _PEOPLE:
            return Head(part["kind"], part.start("kind"), whole.dimension)  # 伤员868人，其中危重病人16人
        return Head(f"{part['kind']}{whole.measure}", part.start("kind"), whole.dimension)

    def _begin(self, start: int) -> int:
        """The clause, or the one before where it is the kind alone: 其次为服装，|上升40%."""
        if start < 2 or self._norm[start - 1] not in "，,":
            return start
        before = self._context.clause(start - 2)[0]
        alone = start - before <= _LONGEST and self._compounds.number_before(start) <= before
        return before if alone else start

    def _past_place(self, at: int) -> int:
        """星国|制造业, 全国的|制造业: a state or town is whose it is, and no part of the kind."""
        name = self._compounds.mention_at(at)
        if not isinstance(name, EntityMention) or name.start != at or name.label != "GPE":
            return at
        return name.end + (self._norm[name.end : name.end + 1] == "的")

    def _is_noun(self, at: int, kind: str, *, verbs: bool = True) -> bool:
        """Whether nouns stand there, joined by 、 or 及, and no name or measure; verbs may narrow them: 租赁业."""
        at = self._norm.find(kind, at, at + 60)
        if at < 0 or kind in NEUTRAL:
            return False
        last = None
        for token in self._context.tokens_in(at, at + len(kind)):
            if isinstance(self._compounds.mention_at(token.start), EntityMention) or token.tag in _NAMES:
                return False
            nominal = token.tag in NOMINAL or token.tag[:1] in "nabr" or (verbs and token.tag == "v")
            if token.word not in _JOINTS and not nominal:
                return False
            last = token
        if last is None or not (last.tag in NOMINAL or last.tag[0] == "n"):
            return False
        return dimension_of(last.word) is None and self._amounts.measures.get(last.word) is None

    def _tells_of_trades(self) -> bool:
        if self._of_trades is None:
            self._of_trades = _OF_TRADES.search(self._norm) is not None
        return self._of_trades
