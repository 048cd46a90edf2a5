"""Whether two event mentions tell of one event.

A comparison answers with its reason: ``same`` joins, ``apart`` keeps two clusters apart for good, ``conflict`` tells
of one event with another date, actor, object or figure (``told_differently``), ``other`` says nothing. Similar words alone
never join.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pipeline.resolve import other_things, told_differently
from pipeline.resolve.beside import ON_TOPIC
from pipeline.resolve.nodes import normalised as normalise

if TYPE_CHECKING:
    from pipeline.resolve.beside import Beside
    from pipeline.resolve.told_differently import Difference
    from pipeline.resolve.told_event import Told

    Answer: TypeAlias = Literal["same", "apart", "conflict", "other"]

# a figure is told: only the same figure, or the same words for what is measured, is the same event
_FIGURES = frozenset({"rise", "fall", "reach", "report", "deliver", "sell", "buy", "score", "other"})
# types that one subject does once a day: in articles on one topic the same verb on the same day is the same event
_SINGULAR = frozenset(
    "launch publish visit transfer disaster produce die injure judge hold open meet sign win lose resume suspend vote pass elect"
    " arrest attack found build complete merge acquire appoint resign".split()
)
_PLANNED = frozenset({"planned", "proposed"})
_DONE = frozenset({"occurred", "ongoing"})
_TELLING = 3  # characters: what is shorter (公司, 飞船, 会议) may be any
_NEARLY_ON_TOPIC = 2  # names that two articles share (ON_TOPIC), where place or figure agree as well
_FILINGS = frozenset({"sue"})  # 提出清盘呈请, 入禀: told with many verbs
_NEAR = 4  # days between two dates of what may be one event dated twice: the day itself and the day it became known
_ROUNDED = 5  # percent between a figure and its rounding: 近四成 for 38.6%
_MAGNITUDES = frozenset({"级", ""})
_ONE_MAGNITUDE = Decimal("0.5")  # what two agencies may differ by
_COARSE = 31  # days: a date that only tells the year contains too many events


class Verdict(NamedTuple):
    """How two mentions stand to each other, and why."""

    answer: Answer
    reason: str
    difference: Difference | None = None


def compare(one: Told, other: Told, beside: Beside) -> Verdict:
    """Whether two mentions tell of one event. All that counts of their articles is in ``beside``."""
    trigger = one.trigger == other.trigger
    if one.kind != other.kind and not trigger:
        return Verdict("other", "")
    if one.clause == other.clause and one.mention.date == other.mention.date and beside.abroad:
        return Verdict("same", f"the same words: {one.clause}")
    shared = one.names & other.names
    contradiction = _contradiction(one, other, beside)
    if contradiction:
        return Verdict("apart", contradiction) if shared else Verdict("other", "")
    difference = told_differently.another(one, other, beside)
    if difference is not None:
        return Verdict("conflict", f"{difference.what}: {difference.left} / {difference.right}", difference)
    apart = _apart(one, other, beside, trigger=trigger)
    if apart:
        return Verdict("apart", apart)
    words = _shared_words(one, other)
    if not _alike(one, other, beside, shared, words, trigger=trigger):
        return Verdict("other", "")
    reason = f"{one.mention.trigger} / {other.mention.trigger}: {_say(one, other, shared, words)}"
    if compatible(one, other):
        place = told_differently.another_place(one, other, beside)
        return Verdict("same", reason, place or told_differently.another_count(one, other, beside))
    days = min(_days(one.earliest, other.latest), _days(other.earliest, one.latest))
    settled = {one.mention.status, other.mention.status} == {"occurred"}
    verb = (trigger or _filed(one, other, beside)) and not _another_figure(
        one, other
    )  # 3人, 5人: a toll that rises
    if beside.abroad and settled and verb and shared and 0 < days <= _NEAR:
        return Verdict("conflict", reason)
    return Verdict("other", "")


def _apart(one: Told, other: Told, beside: Beside, *, trigger: bool) -> str:
    """Why two mentions can never be one event; empty where they may be."""
    if one.titles and other.titles and not one.titles & other.titles:
        return "another title"
    if one.objects and other.objects and one.kind != "visit" and not set(one.objects) & set(other.names):
        return "another object"
    if other_things.goals_differ(one, other):
        return "another goal"
    if not set(one.objects) & set(other.objects) and other_things.models_differ(one, other):
        return "another object"
    speaks_for = trigger and one.people != other.people  # a judge and the court
    both = bool(one.actors and other.actors) and not set(one.actors) & other.names
    if both and not speaks_for and not _akin(one, other):
        return "another actor"
    return "told side by side" if not beside.abroad and _side_by_side(one, other) else ""


def _alike(
    one: Told, other: Told, beside: Beside, shared: frozenset[str], words: frozenset[str], *, trigger: bool
) -> bool:
    """Whether two mentions agree in as much as one event needs."""
    if _coarse(one) or _coarse(other):  # a year alone: only the same words of the same
        same_words = one.bare == other.bare or len(shared) > 1
        return trigger and bool(shared) and one.mention.date == other.mention.date and same_words
    if beside.abroad and (_one_topic(one, other, beside, trigger=trigger) or _filed(one, other, beside)):
        return True
    if beside.abroad and _one_disaster(one, other):
        return True
    if beside.abroad and other_things.contents_differ(one, other):
        return False
    if one.kind == "say" and beside.abroad:
        return bool(set(one.actors) & set(other.actors))  # who speaks twice on a day is reported in two ways
    if one.kind in _FIGURES:
        return (bool(shared or trigger) and _same_figure(one, other)) or (trigger and len(shared) > 1)
    one_day = one.mention.date == other.mention.date
    several = len(shared) > 1 and one_day  # two states do much together in a month
    return (bool(shared) and (trigger or several or bool(words))) or (trigger and bool(words))


def _contradiction(one: Told, other: Told, beside: Beside) -> str:
    """How two statuses exclude each other: one is denied, or one is planned and the other done.

    A plan that an earlier article tells of, or one of the day itself, has come true: there is no contradiction.
    """
    if (one.mention.status == "negated") != (other.mention.status == "negated"):
        return "one is denied"
    plans = [told for told in (one, other) if told.mention.status in _PLANNED]
    done = [told for told in (one, other) if told.mention.status in _DONE]
    if not (plans and done):
        return ""
    earlier = beside.earlier == ("one" if plans[0] is one else "other")
    on_the_day = beside.abroad and bool(beside.day) and beside.day == done[0].earliest == done[0].latest
    return "" if earlier or on_the_day else "one is planned, the other done"


def _one_topic(one: Told, other: Told, beside: Beside, *, trigger: bool) -> bool:
    """The same verb on the same day in articles on one topic, with no figure that differs: 对接 told of 飞船 and of its name.

    Two articles may share less where they tell the same figure (第一座工厂) with the same verb, or name one place.
    """
    if one.kind not in _SINGULAR or one.mention.date != other.mention.date or _coarse(one):
        return False
    left, right = one.place, other.place
    here = (
        left is not None and right is not None and left.entity_id == right.entity_id and left.label != "GPE"
    )
    counted = trigger and bool(one.figures & other.figures)
    if _another_figure(one, other) or not (trigger or here):
        return False
    return beside.topics >= (_NEARLY_ON_TOPIC if here or counted else ON_TOPIC)


def _one_disaster(one: Told, other: Told) -> bool:
    """马太鞍溪|溢流 and 马太鞍溪|溃决: disasters of one kind and day at one place; of earthquakes those of about one magnitude."""
    same = one.hazard == other.hazard and one.mention.date == other.mention.date
    if not (one.hazard and same and one.befell & other.befell):
        return False
    sizes = [[low for unit, low in told.figures if unit in _MAGNITUDES] for told in (one, other)]
    return one.hazard != "quake" or not all(sizes) or abs(sizes[0][0] - sizes[1][0]) <= _ONE_MAGNITUDE


def _filed(one: Told, other: Told, beside: Beside) -> bool:
    """提出清盘呈请 and 入禀高院: who goes to court, in articles on one topic."""
    same = one.kind == other.kind and one.kind in _FILINGS and bool(set(one.actors) & set(other.actors))
    return same and beside.topics >= ON_TOPIC


def _akin(one: Told, other: Told) -> bool:
    """长征二号F and 长征二号F遥二十: a product and one of its kind are no two actors."""
    return any(a.startswith(b) or b.startswith(a) for a in one.products for b in other.products)


def _side_by_side(one: Told, other: Told) -> bool:
    """恒大停牌；恒大物业也停牌: two mentions of an article whose subjects are written as two."""
    left, right = ({a.text for a in told.mention.actors} for told in (one, other))
    return bool(left and right) and not left & right


def likeness(one: Told, other: Told) -> int:
    """2 where an actor is written alike in both, 1 where one name holds the other, 0: the likest pairs join first."""
    left, right = ([normalise(a.text) for a in told.mention.actors] for told in (one, other))
    if set(left) & set(right):
        return 2
    return int(any(a in b or b in a for a in left for b in right))


def compatible(one: Told, other: Told) -> bool:
    """2025-07 and 2025-07-23: one date lies in the other."""
    if not (one.earliest and other.earliest):
        return False
    inside = one.earliest <= other.earliest and other.latest <= one.latest
    return inside or (other.earliest <= one.earliest and one.latest <= other.latest)


def _shared_words(one: Told, other: Told) -> frozenset[str]:
    """Words without a name that tell which one is meant: 14人, 堰塞湖, not 公司."""
    pairs = ((left, right) for left in one.bare for right in other.bare if left in right or right in left)
    shorter = (min(pair, key=len) for pair in pairs)
    return frozenset(
        word for word in shorter if len(word) >= _TELLING or any(char.isdigit() for char in word)
    )


def _same_figure(one: Told, other: Told) -> bool:
    """The same figure, exactly or rounded: 16.97% and 17%, 38.6% and 近四成."""
    return any(
        unit == unit2 and abs(value - value2) * 100 <= _ROUNDED * max(abs(value), abs(value2))
        for unit, value in one.figures
        for unit2, value2 in other.figures
    ) or (not one.figures and not other.figures and one.mention.trigger == other.mention.trigger)


def _another_figure(one: Told, other: Told) -> bool:
    """Two figures of one unit that do not agree."""
    units = {unit for unit, _ in one.figures} & {unit for unit, _ in other.figures}
    return bool(units) and not _same_figure(one, other)


def _coarse(told: Told) -> bool:
    return (
        _days(told.earliest, told.latest) > _COARSE
        and told.kind not in _FIGURES
        and "/" not in told.mention.date
    )


def _days(start: str, end: str) -> int:
    try:
        return abs((dt.date.fromisoformat(end[:10]) - dt.date.fromisoformat(start[:10])).days)
    except ValueError:  # before year 1, or a date that the text does not tell: as far as can be
        return 10**6


def _say(one: Told, other: Told, shared: frozenset[str], words: frozenset[str]) -> str:
    arguments = (*one.mention.actors, *one.mention.objects)
    of_one = [a.text for a, key in zip(arguments, (*one.actors, *one.objects), strict=False) if key in shared]
    said = "、".join(dict.fromkeys([*of_one, *sorted(words)]))
    if not said:
        said = "the same figure" if one.figures & other.figures else "articles on one topic"
    return f"{said}; {one.mention.date} and {other.mention.date}"
