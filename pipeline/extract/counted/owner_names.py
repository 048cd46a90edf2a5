"""The names that may own a figure: no preposition governs them, and they do not merely tell of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.counted.anaphors import KEPT_APART
from pipeline.extract.counted.scopes import NOUNS
from pipeline.extract.counted.tolls import TOLLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.measures import Measure
    from pipeline.extract.counted.owners import Owners
    from pipeline.extract.counted.roles import Roles
    from pipeline.extract.counted.scopes import ScopeReader
    from pipeline.model import EntityMention, NumberMention

_OWNERS = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "EVENT", "FAC", "WORK_OF_ART"})
_DATELINE = re.compile(r"[^()【】，。]{0,6}(?<!通)[讯电][)】〕]")  # (新加坡讯)海星集团第二季净利…
_REPORTS = re.compile(r"(?:记者|通讯员)[\s:：]*$")
_LONGEST_BRACKETS = 14  # code points: (占37%)
_JOINED = frozenset("、和与及，")
_MOST_NAMES = 64  # of a clause that are looked at: a list of thousands costs what its length does
_PART_OF = re.compile(r"(?:[东南西北中]{1,2}部[^和与及跟同、，的]{0,4}|沿海|境内)?的?")
# 本田|Civic轿车, 苹果|手机: a thing of that make
_MADE_BY = re.compile(
    r"(?:牌)?[A-Za-z0-9-]{0,12}(?:轿车|汽车|跑车|货车|手机|手表|电脑|客机|皮卡|摩托车)(?![销产制业集公])"
)
# behind the name of a company or person these have the figures, not the name
_NARROWED = re.compile(rf"的?(?:{KEPT_APART}|指数|员工|记者|上市公司)")
_DESCRIBED = re.compile(
    r"的?(?:最大|第[一二三]大|首[家大]|知名|龙头|老牌|主要|大型)的?[^，,。；、和与及]{0,8}"
)  # 新加坡|最大银行|星展集团
_POSITION = 4  # code points of what a player is: 中锋, 后卫, 球星
_TWO = 2


class OwnerNames:
    """The names of one article that may own figures, in the order of the text."""

    def __init__(
        self,
        context: Context,
        names: Sequence[EntityMention],
        numbers: Sequence[NumberMention],
        owners: Owners,
        roles: Roles,
        scopes: ScopeReader,
    ) -> None:
        self._context = context
        self._norm = context.norm
        self.names = [mention for mention in names if mention.label in _OWNERS]
        self._starts = [mention.start for mention in self.names]
        self._number_ends = {number.end for number in numbers}
        self._number_starts = {number.start for number in numbers}
        self._owners = owners
        self._roles = roles
        self._scopes = scopes

    def inside(self, start: int, end: int) -> Sequence[EntityMention]:
        """All names that begin from ``start`` to ``end``, whatever they do there."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def begins(self, at: int) -> bool:
        """Whether a name begins there."""
        place = bisect_left(self._starts, at)
        return place < len(self._starts) and self._starts[place] == at

    def candidates(self, start: int, end: int, measure: str = "") -> list[EntityMention]:
        """The names from ``start`` to ``end`` that may own a figure of ``measure`` there, in their order."""
        # 刚果（金）通报512例死亡, 新加坡公布第二季出口额 of its own
        lands = self._owners.of_a_land(measure) or self._owners.of_a_place(measure)
        toll = measure in TOLLS
        last = bisect_left(self._starts, end)
        first = max(bisect_left(self._starts, start), last - _MOST_NAMES)
        return [
            m
            for m in self.names[first:last]
            if m.end <= end
            and m.start not in self._number_ends  # 21辆|悍马|车
            and not (
                _DATELINE.match(self._norm, m.end)
                or (m.label == "PERSON" and _REPORTS.search(self._norm, max(0, m.start - 4), m.start))
                or self._roles.alias(m)
                or self._roles.aside(m, end)
                or self._roles.governed(m, start)
                or (self._roles.tells(m, end) and not (lands and m.label == "GPE"))
                or (toll and self._roles.strikes(m))
            )
        ]

    def all_tell(self, names: Sequence[EntityMention], end: int) -> bool:
        """国家减灾委员会今天表示，罹难人数升至35人: nobody is named but who tells it."""
        return all(name.label in {"ORG", "PERSON"} and self._roles.tells(name, end) for name in names)

    def noun_leads(self, name: EntityMention, end: int) -> bool:
        """Whether the name only narrows a noun right behind it: 香港的恒生指数, 台积电总裁."""
        if name.label not in {"GPE", "NORP"}:
            return bool(_NARROWED.match(self._norm, name.end) or _MADE_BY.match(self._norm, name.end))
        at = name.end + (self._norm[name.end : name.end + 1] == "的")
        token = self._context.token_at(at)
        return (
            token is not None
            and token.start == at < end
            and token.tag in NOUNS
            and self._scopes.is_noun(at, token.word)
        )

    def of_several(self, name: EntityMention, end: int) -> bool:
        """北京等24省, 惠州8家上市公司: the figures up to ``end`` are of all of them."""
        return self._roles.and_others(name) or self._scopes.several_behind(name, end)

    def toll_before(self, name: EntityMention, measure: Measure) -> bool:
        """台南市15人受伤、|嘉义县|12人受伤: a toll of another place stands before, and no name."""
        if not self._owners.of_a_land(measure.name):
            return False
        at = bisect_left(self._starts, name.start) - 1
        return at < 0 or self.names[at].end != name.start - 1

    def figure_before(self, name: EntityMention) -> bool:
        """云林县损失1.2亿元、|花莲县|损失8800万元: a figure of its own stands before, in brackets or not, and no name."""
        end = name.start - 1
        if self._norm[end - 1 : end] == ")":
            end = self._norm.rfind("(", max(0, end - _LONGEST_BRACKETS), end)
        return end in self._number_ends

    def of_a_list(self, name: EntityMention) -> bool:
        """包括高雄市87校、|花莲县|42校, 以|高雄市|87校最多: one of several names, each with its figure right behind it."""
        before = self._norm[name.start - 1 : name.start]
        if name.end not in self._number_starts:
            return False
        return before == "以" or (before in _JOINED and self.figure_before(name))

    def beside(self, clause_start: int, limit: int) -> str:
        """美国 of 其中对美国出口80亿美元: a name right before the head narrows it, whosever the figure is."""
        at = bisect_left(self._starts, limit) - 1
        name = self.names[at] if at >= 0 and self.names[at].start >= clause_start else None
        if name is None or name.label not in {"GPE", "NORP"} or name.end != limit:
            return ""
        return name.known or name.text


def last_places(names: list[EntityMention], norm: str) -> list[EntityMention]:
    """日本|石川县, 菲律宾南部|达沃东方省 is one place: the last of a chain."""
    return [
        name
        for at, name in enumerate(names)
        if not (
            at + 1 < len(names)
            and _PART_OF.fullmatch(norm, name.end, names[at + 1].start)
            and name.label == names[at + 1].label == "GPE"
        )
    ]


def players(names: list[EntityMention]) -> list[EntityMention]:
    """詹姆斯 of 湖人队|詹姆斯空砍38分: the player right behind the team."""
    return [
        name
        for at, name in enumerate(names)
        if not (
            name.label == "ORG"
            and at + 1 < len(names)
            and names[at + 1].label == "PERSON"
            and names[at + 1].start - name.end <= _POSITION
        )
    ]


def company_of_place(names: Sequence[EntityMention], norm: str) -> EntityMention | None:
    """星展集团 of 新加坡最大银行星展集团公布财报: the company that a place describes; None where the names are others."""
    if len(names) != _TWO or names[0].label != "GPE" or names[1].label != "ORG":
        return None
    return names[1] if _DESCRIBED.fullmatch(norm, names[0].end, names[1].start) else None
