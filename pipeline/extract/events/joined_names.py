"""Names before a verb: which of them are joined, and which a preposition governs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import frame
from pipeline.extract.events.whole_names import WholeNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT", "FAC", "LOC", "WORK_OF_ART", "LAW"})
_WITH = re.compile(r"(?:与|和|同|跟|及|、|暨)$")
_TOGETHER = frozenset("与同跟和")
_WHERE = re.compile(
    r"(?:开幕式|闭幕式|现场|会议)?(?:上(?![月周年午个半])|中(?![国午旬])|里|内(?![地部阁])|期间)(?![\u4e00-\u9fff]?的)"
)
_TITLE = 12  # code points of a title between a place or body and a person


class JoinedNames(WholeNames):
    """Names with those that they are joined to, and those that stand free before a verb."""

    def joined(self, names: Sequence[EntityMention]) -> list[EntityMention]:
        """The last name with those that it is joined to; 恒大|创办人许家印 are not."""
        if not names:
            return []
        joined = [names[-1]]
        edge = self._begins(names[-1])
        for mention in reversed(names[:-1]):
            if mention.start >= edge:
                continue  # 美国 of 与美国总统特朗普
            if not self.joins(mention.end, edge):
                break
            joined.insert(0, mention)
            edge = self._begins(mention)
        return joined

    def gives_title(self, name: EntityMention) -> bool:
        """越南 of 越南外长黎怀中: whose a title is."""
        behind = next(iter(self.between(name.end, name.end + _TITLE)), None)
        return behind is not None and behind is not name and self._begins(behind) == name.start

    def _begins(self, name: EntityMention) -> int:
        """Where a person begins with the title before the name, and with the place or body that gave it."""
        title = self.title_of(name)
        if not title:
            return name.start
        start = name.start - len(title)
        of = self.name_at(start - 1) if start else None
        return of.start if of is not None and of.end == start and of.label in {"GPE", "ORG"} else start

    def joins(self, start: int, end: int) -> bool:
        """甲与乙, 甲昨日与乙: with nothing but a date before what joins them."""
        if self.norm[start : start + 1] in {"在", "于"} and self.dated(start + 1):
            start += 1
        if end - start > 1 and self.dated(start) and self.norm[end - 1] in _TOGETHER:
            start = next((at for at in range(start, end) if not self.dated(at)), end)
        return bool(_WITH.fullmatch(self.norm[start:end].strip()))

    def free_names(self, clause: Clause, trigger: int) -> list[EntityMention]:
        """The names before a verb that no preposition governs and that stand in no brackets."""
        start, framed = clause.start, frame(self.norm, clause)
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in _ACTORS]
        free: list[EntityMention] = []
        for mention in names:
            if self._bracketed(mention, start) or self.governed(start, mention, names):
                continue
            if self.context.in_dateline(mention.end) or (
                self.norm.startswith(("讯", "电(", "电 (", "讯("), mention.end)
                and (mention.start == start or self.norm[mention.end + 1] == "(")
            ):
                free.clear()  # 新华社|北京|6月20日电
                continue
            if free and self._stands_for(free[-1].end, mention.start):
                continue  # 沈奕|代表|天津队
            if (framed is not None and framed < mention.start) or _WHERE.match(
                self.norm, mention.end, trigger
            ):
                continue
            free.append(mention)
        return free

    def _stands_for(self, start: int, end: int) -> bool:
        """沈奕|今年代表|天津队: nothing but a date and 代表 between two names."""
        at = end - len("代表")
        return (
            self.norm.startswith("代表", at) and at >= start and self.taken.count(1, start, at) == at - start
        )

    def _bracketed(self, mention: EntityMention, start: int) -> bool:
        for opening, closing in ("()", "【】"):
            opened = self.norm.rfind(opening, start, mention.start)
            if opened >= 0 and self.norm.find(closing, opened, mention.start) < 0:
                return True
        return False

    def governed(self, start: int, mention: EntityMention, names: Sequence[EntityMention]) -> bool:
        """Whether a preposition governs a name, or the chain of names that it ends (在广东省阳江市)."""
        at = self._begins(mention)
        for other in reversed(names):
            if other.end <= at and not self.norm[other.end : at].strip("、和与及的"):
                at = other.start
        if self.in_phrase(start, at):
            return True
        if at <= start or self.norm[at - 1] not in _TOGETHER:
            return False
        return not any(
            other.end < at and self.joins(other.end, at) and not self.in_phrase(start, other.start)
            for other in names
        )
