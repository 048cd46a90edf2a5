"""Words that stand for a name told before: whose figures 该行, 公司, 全省 and 该国 have.

招商银行公布半年报。上半年该行营收1699亿元     该行 is 招商银行
浙江省代表团…，全省生产总值9万亿元           全省 is 浙江省
该行 where two banks were told of          nobody's, for it cannot be told whose
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted.roles import OFFICE
from pipeline.extract.spokesmen import spokesman
from pipeline.gates import led

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.roles import Roles
    from pipeline.model import DateMention, EntityMention

_WORD = led(
    re.compile(
        r"(?:该|这家|本|全)(?P<kind>银行|行|党|校|院|省|市|县|区|州|镇|乡|村|岛|国|港|台(?!湾)|台湾)(?![长业级内外])"
        r"|(?P<home>[我本]国)(?!家|[会民])"
        r"|(?:该|这家|本)?(?P<company>公司|集团|企业)(?!债)"
    )
)
# what an organisation's name ends with that is told of as 该行, 该党
_ENDS = {
    "银行": ("银行",),
    "行": ("银行", "行"),
    "党": ("党",),
    "校": ("大学", "学院", "学校", "中学", "小学"),
    "院": ("医院", "研究院", "法院", "学院"),
}
_LANDS = frozenset("省市县区州镇乡村岛国港台") | {"台湾"}
_SHORT = "省市县区州"  # 杭州 is a 市 because 杭州市 is a name
_COUNTRY = ("name(CLDR", "name(countries", "country-")  # rules of names of countries
_HOME = {"港": "香港", "台": "台湾", "台湾": "台湾"}
_HOME_COUNTRY = {"CN": "中国", "SG": "新加坡"}
# what may stand before the word in its clause, dates apart: 截至6月末，该行
_LEAD = re.compile(
    r"(?:截至|截止|至|在|从|自|据|到|其中|此外|另外|同时|目前|不过|但|而|则|期间|同期|当年|前|来|以来|入[春夏秋冬]|\s)*"
)
_MEDIA = re.compile(r"[讯电]|记者|报道|报导|\)")  # 财新网|讯
#: behind a company these have the figures, not the company
KEPT_APART = (
    "总裁|董事长|首席|CEO|创办人|创始人|发言人|分析师|股东|客户|子公司|供应商|概念股|主席|经销商|对手|竞争者"
)
# 收购|花旗集团: who is bought is not the company that buys
_BOUGHT = re.compile(r"(?:收购|并购|入股|竞购|出售|入主|控股)(?:了|于)?$")
_NARROWED = re.compile(rf"的?(?:{KEPT_APART})")


class Anaphor(NamedTuple):
    """A word that stands for a name: where it ends, and the name, None where it cannot be told which."""

    end: int
    name: EntityMention | None


class AnaphorReader:
    """Reads the words that stand for names in the clauses of one article."""

    def __init__(
        self, context: Context, names: Sequence[EntityMention], dates: Sequence[DateMention], roles: Roles
    ) -> None:
        """``names`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._names = names
        self._starts = [mention.start for mention in names]
        self._dates = sorted(dates, key=lambda date: date.start)
        self._date_starts = [date.start for date in self._dates]
        self._roles = roles

    def read(self, start: int, end: int) -> Anaphor | None:
        """The word that leads the clause from ``start`` to ``end``; None where none does."""
        found = _WORD.search(self.norm, start, end)
        if found is None or not self._leads(start, found.start()):
            return None
        if _NARROWED.match(self.norm, found.end()):
            return Anaphor(found.end(), None)
        if found["company"]:
            return Anaphor(found.end(), self._company(start))
        if found["home"]:
            home = self._fitting("国", start, whole=True)
            return None if home is None else Anaphor(found.end(), home)
        kind = found["kind"]
        whole = found[0][0] == "全"
        if kind not in _LANDS and whole:
            return None  # 全行, 全党
        name = self._fitting(kind, start, whole=whole)
        return None if name is None and found[0] == "全国" else Anaphor(found.end(), name)

    def _leads(self, start: int, end: int) -> bool:
        """Whether nothing but dates and light words stands before the word in its clause."""
        at = start
        for date in self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]:
            if at <= date.start:
                if _LEAD.fullmatch(self.norm, at, date.start) is None:
                    return False
                at = min(date.end, end)
        return _LEAD.fullmatch(self.norm, at, end) is not None

    def _company(self, clause_start: int) -> EntityMention | None:
        """Whose chief speaks; else the company that the paragraph named last, as nobody's object and as no mere teller; else the article's only one."""
        sentence = self.context.sentence(self.context.sentence_at(clause_start))
        here = slice(bisect_left(self._starts, sentence.start), bisect_left(self._starts, clause_start))
        speaks = spokesman(self.context, self._names[here], clause_start)
        if speaks is not None:
            return speaks.body
        paragraph = self.norm.rfind("\n", 0, clause_start) + 1
        at = bisect_left(self._starts, clause_start) - 1
        while at >= 0 and self._starts[at] >= paragraph:
            name = self._names[at]
            start, end = self.context.clause(name.start)
            if (
                name.label == "ORG"
                and not OFFICE.search(name.known or name.text)
                and not self._roles.governed(name, start)
                and not _BOUGHT.search(self.norm, start, name.start)
                and not self._roles.tells(name, end)
            ):
                return name
            at -= 1
        told = self._names[: bisect_left(self._starts, clause_start)]
        bodies = [
            name
            for name in told
            if name.label == "ORG"
            and not _MEDIA.match(self.norm, name.end)
            and not OFFICE.search(name.known or name.text)
        ]
        alone = len({name.known or name.text for name in bodies}) == 1
        alone = alone and (
            bodies[-1].start < paragraph or _NARROWED.match(self.norm, bodies[-1].end) is not None
        )
        return bodies[-1] if alone else None

    def _fitting(self, kind: str, clause_start: int, *, whole: bool) -> EntityMention | None:
        """The one name of that kind in the paragraph before, else in the article before."""
        paragraph = self.norm.rfind("\n", 0, clause_start) + 1
        until = bisect_left(self._starts, clause_start)
        for first in (bisect_left(self._starts, paragraph), 0):
            fits = [name for name in self._names[first:until] if self._is(name, kind, whole=whole)]
            if fits:
                alone = {(name.known or name.text).removesuffix(kind) for name in fits}
                return fits[-1] if len(alone) == 1 else None
        return None

    def _is(self, name: EntityMention, kind: str, *, whole: bool) -> bool:
        text = name.known or name.text
        if kind in _ENDS:
            return name.label == "ORG" and text.endswith(_ENDS[kind])
        if name.label != "GPE":
            return False
        if kind in _HOME:
            return text == _HOME[kind]
        country = name.rule.startswith(_COUNTRY)
        if kind == "国":
            return country and (not whole or text == _HOME_COUNTRY.get(self.context.article.region))
        if country:
            return False
        if text.endswith(kind) and f"{text}{kind}" not in self.context.lexicon.names.surfaces:
            return True
        return kind in _SHORT and f"{text}{kind}" in self.context.lexicon.names.surfaces
