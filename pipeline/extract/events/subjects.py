"""Who a verb is said of: the last name before it that no preposition governs, else the noun that ends there.

A clause without a subject takes that of the clause before it; 公司, 他, 大会 take up what ``antecedents`` tells, and the
verb that opens a paragraph or an item of a list what its heading names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import frame
from pipeline.extract.events.noun_phrases import ADVERBS, NounPhrases
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "EVENT", "FAC", "LOC"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_WITH = re.compile(r"(?:与|和|同|跟|及|、|暨)$")
_STAND_IN = re.compile(
    r"(?P<body>(?:该|本)?(?:公司|集团|企业|机构|基金会|银行)|该[院会局部行所党司署社校报店厂])|(?P<team>球队|该队)"
    r"|(?P<court>法院|法庭|该院)|(?P<meeting>(?:本届|本次|这次)?(?:大会|会议|峰会|论坛))|(?P<who>他(?!们)|她(?!们)|(?:这|那)[位名][^，、]{0,10}?(?=[0-9一二三四五六七八九十]{1,2}[月日时]|[今昨前星周上]|[^，、]{0,10}$))|(?P<they>他们|她们|[两三四五六]人(?![民口员])|双方|两者)|(?P<it>它)"
)
ATTRIBUTE = re.compile(
    r"(?:股价|市值|营收|收入|利润|净利|纯益|毛利率?|利益率|率|额|价格?|跌幅|涨幅|增幅|幅度|强度|身价|预算|支出|开支|成本|产量|销量|产能|份额|占比|规模|连接数|人数|数字|数量|总数|负债|债务|资产|缺口|余额|盈余|税|关税|费用?|率|薪资|工资|利率|面积|水位)$"
)
_WHERE = re.compile(
    r"(?:开幕式|闭幕式|现场|会议)?(?:上(?![月周年午个半])|中(?!国)|里|内|期间)(?![\u4e00-\u9fff]?的)"
)
_PHYSICAL = re.compile(r"(?:水位|人数|面积|强度|数字|数量|总数|金额|税|利率)$")
_BODY = re.compile(r"(?:指数|公司|工厂|厂|队|法院|警方|大学|医院|银行|机场|车站)$")
_PEOPLE = re.compile(r"(?:专家|队|人员|员|者|人|民|生|厂商|企业|公司|业者|居民|家属|学者|选手|球员|代表)$")


class Subjects(NounPhrases):
    """Mentions, nouns, and the subject of a verb."""

    def subject(
        self, clause: Clause, trigger: int, told: Told, before: tuple[Argument, ...] = ()
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject of a verb at ``trigger``: names that are joined all count; with the first name, where it is one.

        ``before`` is the subject of the clause before: 股价下跌，市值蒸发 tells of the same company twice.
        """
        told.unclear = False
        free = self._free(clause, trigger)
        stand_in = self._stand_in(clause, trigger, told)
        if stand_in is not None and (not free or stand_in[1] >= free[-1].end):
            return stand_in[0], None
        bare = self.bare(free[-1].end if free else clause.start, trigger)
        if free:
            last = free[-1]
            if bare is not None and self._of_place(last, bare, trigger):
                return (bare,), None
            if bare is not None and self._of_body(last, bare):  # 费城|半导体指数, 亚利桑那|工厂
                return (Argument("", last.text + bare.text),), None
            joined = [last]
            for mention in reversed(free[:-1]):
                if not self._joins(mention.end, joined[0].start):
                    break
                joined.insert(0, mention)
            if len(joined) > 1:
                told.people = tuple(Argument(m.mention_id, m.text) for m in joined)
            return tuple(Argument(m.mention_id, m.text) for m in joined), last
        if bare is not None and ATTRIBUTE.search(normalise(bare.text)):
            if before and before[0].mention_id and not _STAND_IN.match(normalise(bare.text)):
                return before, None
            body = told.body(company=True, before=trigger)
            if body is not None and not _PHYSICAL.search(normalise(bare.text)):
                return (body,), None
        if bare is None and not before and not self._words_before(clause.start, trigger):
            return told.topic or told.heading, None
        if bare is not None and normalise(bare.text) in told.kinds:
            return (told.kinds[normalise(bare.text)],), None
        return ((bare,) if bare else ()), None

    def kind_of(self, name: EntityMention, told: Told) -> None:
        """Remember what a thing is called beside its name: 神舟二十号|载人飞船."""
        if name.label not in {"PRODUCT", "FAC"}:
            return
        tokens, index = self.context.tokens, self.context.token_index(name.end)
        noun = ""
        while index < len(tokens) and tokens[index].start <= name.end + 2 and tokens[index].tag[:1] == "n":
            if tokens[index].start >= name.end and self.name_at(tokens[index].start) is None:
                noun = tokens[index].word
            index += 1
        if len(noun) > 1 and not ATTRIBUTE.search(noun):
            told.kinds[noun] = Argument(name.mention_id, name.text)

    def _of_body(self, name: EntityMention, bare: Argument) -> bool:
        """Whether a place and the noun right behind it name one body that no table lists."""
        noun = normalise(bare.text)
        return name.label in PLACES and bool(_BODY.search(noun)) and self.norm.startswith(noun, name.end)

    def _of_place(self, name: EntityMention, bare: Argument, trigger: int) -> bool:
        """花莲的搜救队, 马太鞍溪上游的堰塞湖: the noun is the subject, the place only says which."""
        between = self.norm[name.end : trigger]
        if name.label in PLACES:
            return bool(re.match(r"[上下中]?[游部段]?的|[上下]游", between)) or (
                len(name.text) == 1 and _PEOPLE.search(normalise(bare.text)) is not None
            )
        return name.label == "EVENT" and between[:1] == "的"

    def _words_before(self, start: int, trigger: int) -> bool:
        """Whether anything but dates, figures and adverbs stands before the verb."""
        tokens = self.context.tokens
        index = self.context.token_index(start)
        while index < len(tokens) and tokens[index].end <= trigger:
            token = tokens[index]
            index += 1
            if token.start < start or self.dated(token.start) or self.number_at(token.start) is not None:
                continue
            if (
                token.tag[:1] in {"n", "v", "r"}
                and not self.in_phrase(start, token.start)
                and token.word not in ADVERBS
            ):
                return token.word not in self.context.lexicon.happenings.helpers
        return False

    def _joins(self, start: int, end: int) -> bool:
        return bool(_WITH.fullmatch(self.norm[start:end].strip()))

    def _free(self, clause: Clause, trigger: int) -> list[EntityMention]:
        """The names before a verb that no preposition governs and that stand in no brackets."""
        start, framed = clause.start, frame(self.norm, clause)
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in _ACTORS]
        free: list[EntityMention] = []
        for mention in names:
            if self._bracketed(mention, start) or self.governed(start, mention, names):
                continue
            if (framed is not None and framed < mention.start) or _WHERE.match(
                self.norm, mention.end, trigger
            ):
                continue
            free.append(mention)
        return free

    def _bracketed(self, mention: EntityMention, start: int) -> bool:
        opened = self.norm.rfind("(", start, mention.start)
        return opened >= 0 and self.norm.find(")", opened, mention.start) < 0

    def governed(self, start: int, mention: EntityMention, names: Sequence[EntityMention]) -> bool:
        """Whether a preposition governs a name, or the chain of names that it ends (在广东省阳江市)."""
        at = mention.start
        for other in reversed(names):
            if other.end <= at and not self.norm[other.end : at].strip("、和与及的"):
                at = other.start
        if self.in_phrase(start, at):
            return True
        with_ = re.search(r"(?:与|同|跟|和)$", self.norm[max(start, at - 1) : at])
        return with_ is not None and not any(
            other.end == with_.start() + max(start, at - 1) for other in names
        )

    def _stand_in(self, clause: Clause, trigger: int, told: Told) -> tuple[tuple[Argument, ...], int] | None:
        for match in _STAND_IN.finditer(self.norm, clause.start, trigger):
            token = self.context.token_at(match.start())
            if token is not None and token.start != match.start():
                continue
            if self.in_phrase(clause.start, match.start()):
                continue
            before = self.norm[clause.start : match.start()]
            if (
                match.lastgroup not in {"who", "it"}
                and before
                and before[-1] not in "年月日时前后午晚度，但而并且，"
            ):
                continue
            known = self._meant(match, told)
            if known or match.lastgroup == "they" or match.group() in {"他", "她"}:
                told.unclear = not known and match.group() in {"他", "她", "他们", "她们"}
                return known, match.end()
        return None

    def _meant(self, match: re.Match[str], told: Told) -> tuple[Argument, ...]:
        """What a word stands for; empty where that is not certain."""
        if match.lastgroup == "they":
            return told.people
        if match.lastgroup == "body":
            company = match.group().endswith(("公司", "集团", "企业"))
            one = told.body(company=company, before=match.start())
        elif match.lastgroup == "who":
            one = told.he()
        else:
            one = {"team": told.team, "court": told.court, "meeting": told.meeting, "it": told.it}[
                match.lastgroup or "it"
            ]
        return (one,) if one is not None else ()
