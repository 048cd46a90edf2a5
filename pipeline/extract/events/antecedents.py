"""What 他, 公司 and 大会 take up again: the names that the text has told of, and how long each may be meant.

他 means who was the last subject, in the same sentence or the one before of the paragraph, as long as nobody else was
told of since. 公司 means the one company that was a subject in the paragraph, else the main company of the article. What
is not certain is left open.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention

_NO_COMPANY = re.compile(
    r"(?:[部委局署院会厅办党社报队]|政府|当局|警方|法院|大学|学院|学校|医院|白宫|联盟|组织|电视台|电台|时报|日报|新闻|通讯社|联合国)$"
)
SOMEBODY = re.compile(
    r"(?:分析师|分析员|分析人士|专家|官员|发言人|人士|负责人|经济学家|教授|学者|研究员|律师|经理|总监|主管|高管|董事长|顾问|代表|议员|医生|教练|队友|同事)"
)
_SOME = re.compile(r"(?<![是为])(?:[一某另有]|有一|另一)[位名][^，。；]{1,14}")
_MEETINGS = ("会", "會", "会议", "會議", "峰会", "峰會", "论坛", "論壇")
_OFTEN, _MUCH_OFTENER = 3, 2  # mentions of a main company, and how often another may be named beside it


@dataclass(slots=True)
class Told:
    """The names that the text has told of.

    ``topic`` is the subject told of last; ``unclear`` tells that the pronoun asked for last means nobody for certain.
    """

    main: EntityMention | None = None
    person: Argument | None = None
    team: Argument | None = None
    court: Argument | None = None
    meeting: Argument | None = None
    it: Argument | None = None
    people: tuple[Argument, ...] = ()
    topic: tuple[Argument, ...] = ()
    heading: tuple[Argument, ...] = ()
    kinds: dict[str, Argument] = field(default_factory=dict)  # 飞船, after 神舟二十号载人飞船
    unclear: bool = False
    _bodies: dict[str, tuple[Argument, bool]] = field(default_factory=dict)  # of the paragraph
    _now: int = 0
    _since: int = 0  # the sentence in which ``person`` was last the subject

    def begin(self, sentence: int, *, paragraph: bool) -> None:
        """Come to the next sentence: who is told of two sentences or a paragraph before is no longer 他."""
        self._now = sentence
        if paragraph or sentence - self._since > 1:
            self.person = None
        if paragraph:
            self.people = ()
            self._bodies.clear()

    def take(self, mention: EntityMention | None, *, speaks: bool) -> None:
        """Remember a subject; who only speaks (``speaks``) is not what 它 means."""
        if mention is None:
            return
        argument = Argument(mention.mention_id, mention.text)
        if mention.label == "PERSON":
            self.person, self._since = argument, self._now
        elif mention.label == "ORG":
            self._bodies[mention.known or mention.key] = (argument, is_company(mention))
            if mention.text.endswith(("队", "隊")):
                self.team = argument
        if mention.label in {"ORG", "PRODUCT", "EVENT", "FAC"} and not speaks:
            self.it = argument

    def see(self, mention: EntityMention) -> None:
        """Remember a name wherever it stands; another person than the subject leaves open who 他 is."""
        if mention.label == "PERSON" and self.person is not None:
            one, other = normalise(mention.text), normalise(self.person.text)
            if one not in other and other not in one:
                self.person = None
        if mention.label == "EVENT" and mention.text.endswith(_MEETINGS):
            self.meeting = Argument(mention.mention_id, mention.text)
        elif mention.label == "ORG" and mention.text.endswith(("法院", "高院", "法庭")):
            self.court = Argument(mention.mention_id, mention.text)

    def hear_of(self, clause: str, names: Sequence[tuple[int, int]], subject: int) -> None:
        """Somebody without a name comes into the text: 一名分析师.

        ``names`` is where people are named in the clause, ``subject`` where its predicate begins, both from its start.
        """
        if self.person is None:
            return
        for pattern, stop in ((SOMEBODY, subject), (_SOME, len(clause))):
            for match in pattern.finditer(clause, 0, stop):
                if not any(start <= match.end() and match.start() <= end for start, end in names):
                    self.person = None

    def he(self) -> Argument | None:
        """Who 他 is; None where that is not certain."""
        if self.person is not None:
            self._since = self._now
        return self.person

    def body(self, *, company: bool, before: int) -> Argument | None:
        """What 公司 (``company``) or 该局 is at a place of the text; None where two may be meant."""
        here = {key: one for key, (one, is_one) in self._bodies.items() if is_one or not company}
        main = self.main if company and self.main is not None and self.main.start < before else None
        if len(here) == 1:
            ((key, only),) = here.items()
            return only if main is None or key == (main.known or main.key) else None
        if main is not None:
            return Argument(main.mention_id, main.text)
        return None


def is_company(mention: EntityMention) -> bool:
    """Whether an organisation may be called 公司: no ministry, court, school, newspaper or team."""
    return mention.label == "ORG" and not (_is_none(mention.text) or _is_none(mention.known or mention.key))


@lru_cache(maxsize=1 << 12)
def _is_none(name: str) -> bool:
    return _NO_COMPANY.search(normalise(name)) is not None


def main_company(entities: Sequence[EntityMention]) -> EntityMention | None:
    """The first mention of the company that an article is about: the only one, or one named far oftener than any other."""
    companies = [mention for mention in entities if is_company(mention)]
    counted = Counter(mention.known or mention.key for mention in companies).most_common(2)
    if not counted:
        return None
    key, often = counted[0]
    if len(counted) > 1 and (often < _OFTEN or often < _MUCH_OFTENER * counted[1][1]):
        return None
    return next(mention for mention in companies if (mention.known or mention.key) == key)
