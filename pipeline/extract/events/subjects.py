"""Who a verb is said of: the last name before it that no preposition governs, else the noun that ends there.

A clause without a subject takes that of the clause before it; 公司, 他, 大会 take up what ``antecedents`` tells, and the
verb that opens a paragraph or an item of a list what its heading names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.according import ACCORDING
from pipeline.extract.events.antecedents import no_company
from pipeline.extract.events.named_subjects import EXCHANGE, NamedSubjects
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.noun_phrases import HERE
from pipeline.extract.events.whole_names import ATTRIBUTE, PARTIES, PEOPLE, PLACES
from pipeline.gates import firsts, led
from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_REFERRING = re.compile(r"(?:幅度|金额|数字|总额|数量|总数)")  # what was told just before
_OWNER = re.compile(r"(?:该|本)?(?:公司|集团|企业)")
_EQUALS = led(re.compile(r"(?<=[\u4e00-\u9fff])(?:为|是|约|则?从(?=[^，]*[0-9]))"))
_PHYSICAL = re.compile(
    r"(?:[油金房物粮菜气煤铜银猪糖]价|水位|人数|面积|强度|数字|数量|总数|金额|税|(?<![毛净])利率|汇[率价]|(?:消费|零售|批发|出厂)价格?|物价|失业率|通胀率|出生率)$"
)


_VOTES = ("得票率", "得票数", "支持率")  # a party has those of the whole country
# 学习贯彻上级部署，审议通过办法: a clause that goes on with what a meeting did
_ACTS = re.compile(
    r"(?:(?:传达)?学习(?:贯彻|传达|领会)|(?:深入)?贯彻落实|听取[^，；。]{2,16}汇报|(?:审议|讨论)通过|研究(?:建立|设立|制定|推进|加强|部署|完善))"
)
_MOVES_FIRST = re.compile(r"(?:并|随后|之后|再)?[将把](?![于在会对与向从由])")
_GOES_ON = re.compile(r"[，,](?:并(?![购肩])|且|进而)")
_DID = re.compile(r"曾|已经|甚至|还(?=[\u4e00-\u9fff])|又")
_AUTHORITY = re.compile(r"(?:上级|上司|对方|当局|[警检校院军资]方|政府|法院|公司)$")
_LEAD = frozenset({"率领", "带领"})
_LISTED = frozenset("、和与及")
_ACCORDING_FIRSTS, _ACTS_FIRSTS = firsts(ACCORDING), firsts(_ACTS)
_HARMED = frozenset({"die", "injure", "disaster"})
_SO_MANY_STATES = re.compile(r"[0-9一二两三四五六七八九十]国")  # 与甲、乙及丙|三国签署
# 男子因|儿子|去世
_OF_KIN = re.compile(
    r"(?:因|由于)(?:其|自己的?|唯一的)?(?P<who>父亲|母亲|父母|丈夫|妻子|儿子|女儿|独[子女]|哥哥|弟弟|姐姐|妹妹|祖父|祖母|爷爷|奶奶|外公|外婆|男友|女友|老伴|伴侣)(?:突然|不幸|意外|相继|猝然)*$"
)
_HOW_HARMED = re.compile(r"(?:现场|当场|不幸|全部|先后|相继|均|都|已经?)+$")  # 两人|现场身亡
# 具体情况|交警部门还在调查: what it is about stands before who does it
_ABOUT = re.compile(
    r"(?:具体情况|详细情况|事故原因|具体原因|案情|此案|该案)(?=[\u4e00-\u9fff]{0,6}(?:部门|机关|警方|交警|民警|[局院部厅署])$)"
)


class Subjects(NamedSubjects):
    """The subject of a verb."""

    def subject(
        self, clause: Clause, trigger: int, told: Told, before: tuple[Argument, ...] = ()
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject of a verb at ``trigger``: names that are joined all count; with the first name, where it is one.

        ``before`` is the subject of the clause before: 股价下跌，市值蒸发 tells of the same company twice.
        """
        told.unclear = False
        free = self.free_names(clause, trigger)
        stand_in = self.stand_in(clause, trigger, told)
        if stand_in is not None and (not free or stand_in[1] >= free[-1].end):
            return stand_in[0] + self._beside(stand_in[1], trigger), None
        told.unclear = False
        bare = self.bare(free[-1].end if free else self._teller_begins(clause, trigger), trigger)
        about = _ABOUT.match(normalise(bare.text)) if bare is not None and len(bare.text) > 4 else None
        if bare is not None and about is not None:
            bare = Argument("", bare.text[about.end() :])
        if bare is not None and not free and before and self._moved_first(bare, clause, trigger):
            return (), None
        if free:
            states = bare is not None and _SO_MANY_STATES.fullmatch(normalise(bare.text))
            return self._named(free, None if states else bare, trigger, told)
        quoted = self.opens(clause.start, trigger) if bare is None else None
        if quoted is not None:
            return (quoted,), None
        pivot = None if bare is None else self._pivot(bare, clause, trigger)
        if pivot is not None:
            return self.subject(clause, pivot, told, before)[0] or before, None
        if bare is not None and ATTRIBUTE.search(normalise(bare.text)):
            owner = self._owner(bare, told, before, trigger)
            if owner is not None:
                return owner, None
        if bare is None and not before and not self.words_before(clause.start, trigger):
            return told.topic or told.heading, None
        if bare is not None:
            noun = normalise(bare.text)
            beside = self._beside(self.norm.rfind(noun, clause.start, trigger) + len(noun), trigger)
            at = self.norm.rfind(noun, clause.start, trigger)
            counted = at > 0 and self.number_at(at - 1) is not None  # 两名|部长 is not the minister told of
            known = None if counted else told.kinds.get(noun) or told.holder(noun)
            return (known or bare, *beside), None
        return (), None

    def _teller_begins(self, clause: Clause, trigger: int) -> int:
        """Where who tells begins in a clause that closes with its verb: 另据|救援人员当天表示; else where the clause begins."""
        if self.norm[clause.start] not in _ACCORDING_FIRSTS:
            return clause.start
        according = ACCORDING.match(self.norm, clause.start, trigger)
        token = self.context.token_at(trigger)
        closes = token is not None and token.end == clause.end
        return according.end() if according is not None and closes else clause.start

    def all_places(self, clause: Clause) -> bool:
        """Whether a clause holds nothing but names of places."""
        names = self.between(clause.start, clause.end)
        covered = sum(name.end - name.start for name in names)
        return covered == clause.end - clause.start and all(name.label in PLACES for name in names)

    def told_of(self, clause: Clause) -> tuple[Argument, ...]:
        """林姓男子 of 涉及两宗劫案的林姓男子，今早被捕: who a clause turns to at its end, so that the next tells of him."""
        if self.norm[clause.end : clause.end + 1] not in {"，", ","}:
            return ()
        at = self.norm.rfind("的", clause.start, clause.end - 1) + 1
        person = self.somebody(at, clause.end) if at > clause.start else None
        return () if person is None else (person,)

    def heavy(self, clause: Clause) -> tuple[Argument, ...]:
        """案件 of 另一宗涉及同一集团的案件，将于明年开庭: a clause that is all a noun is the subject of the next."""
        if clause.mark == "、" or _GOES_ON.match(self.norm, clause.end):
            return ()  # 审议甲案、|乙案等的协商; 正视无形的规则，并揭露…
        at = self.norm.rfind("的", clause.start, clause.end - 1) + 1
        token = (
            self.context.token_at(at)
            if at > clause.start and self.norm[clause.end : clause.end + 1] in {"，", ","}
            else None
        )
        if (
            token is None
            or (token.start, token.end) != (at, clause.end)
            or token.tag != "n"
            or self.taken[at]
        ):
            return ()
        if "着" in self.norm[clause.start : clause.start + 3] or _DID.search(self.norm, clause.start, at):
            return ()  # 迎着微凉的|晨风, 曾穿着印有标语的|上衣
        return () if self.in_phrase(clause.start, at) else (Argument("", self.context.raw(at, clause.end)),)

    def _beside(self, place: int, trigger: int) -> tuple[Argument, ...]:
        """比亚迪 of 公司8月15日与比亚迪签署: the name that is joined to what stands for one."""
        names = [
            name for name in self.between(place, trigger) if name.end <= trigger and name.label in PARTIES
        ]
        if len(names) > 1 and names[0].label in PLACES and self.norm[names[0].start - 1] in "在于":
            names = names[1:]  # 他将于15日在|阿拉斯加|与普京会晤
        if not names or not self.joins(place, names[0].start):
            return ()
        with_title = next(
            (n for n in names if n.label == "PERSON" and self._begins(n) == names[0].start), None
        )
        of_state = (
            len(names) > 1 and names[0].end == names[1].start and names[1].label == "ORG"
        )  # 德国|西门子
        run = [with_title or names[of_state]]
        for name in names:
            if name.start > run[-1].end and self.norm[run[-1].end : self._begins(name)] in _LISTED:
                run.append(name)
        return tuple(Argument(one.mention_id, one.text) for one in run)

    def _moved_first(self, bare: Argument, clause: Clause, trigger: int) -> bool:
        """目标区间 of 将目标区间下调: what a clause without a subject begins with, moved before its verb."""
        at = self.norm.rfind(normalise(bare.text), clause.start, trigger)
        mark = _MOVES_FIRST.match(self.norm, clause.start, at) if at > clause.start else None
        token = self.context.token_at(mark.end() - 1) if mark is not None else None
        return (
            token is not None
            and mark is not None
            and (token.start, token.end) == (mark.end() - 1, mark.end())
            and at - mark.end() <= CELL
        )

    def _pivot(self, bare: Argument, clause: Clause, trigger: int) -> int | None:
        """Where 派 stands in 空军派战机伴飞, 让 in 让市面恢复: whose subject did it; None for people (让学生参加)."""
        noun = normalise(bare.text)
        at = self.norm.rfind(noun, clause.start, trigger) - 1
        verb = self.norm[at] if at >= clause.start else ""
        things = verb in {"让", "令", "使"} and not (
            ATTRIBUTE.search(noun) or PEOPLE.search(noun) or _AUTHORITY.search(noun)
        )
        if self.norm[max(clause.start, at - 1) : at + 1] in _LEAD:
            return at - 1  # 总理率领|内阁辞职
        return at if verb in {"派", "率"} or things else None

    def _owner(
        self, bare: Argument, told: Told, before: tuple[Argument, ...], trigger: int
    ) -> tuple[Argument, ...] | None:
        """Whose price, revenue or staff it is that rises: who the clause before tells of, else the company."""
        noun = normalise(bare.text)
        if _REFERRING.fullmatch(noun):
            return (bare,)
        if _PHYSICAL.search(noun):
            return None
        if noun.startswith(("全球", "世界", "全国", *HERE)) and not noun.endswith(_VOTES):
            return (bare,)
        own = _OWNER.match(noun)
        if own is not None:  # 公司|营收, where nobody knows which
            known = self.company(told, trigger)
            return (known or Argument("", bare.text[: own.end()]),)
        at = self.norm.rfind(noun, 0, trigger)
        if self.norm[at - 1] == "的":  # 云端业者今年的|资本支出
            of = self.bare(self.context.sentence(self.context.sentence_at(at)).start, at - 1)
            if of is not None:  # 银行的|不良贷款余额
                return (of,) if PEOPLE.search(normalise(of.text)) else None
        if before and before[0].mention_id:
            return None if self.is_public(before[0]) else before
        body = self.company(told, trigger)
        return None if body is None else (body,)

    def is_public(self, one: Argument) -> bool:
        """统计局公布，失业率维持3.7%: who only tells a figure does not own it."""
        exchange = EXCHANGE.search(normalise(one.text)) is not None
        tells = self.labels.get(one.mention_id) == "ORG" and (exchange or no_company(one.text))
        return tells and not one.text.endswith(("党", "黨"))  # a party has its share of the vote

    def goes_on_with_acts(self, clause: Clause) -> bool:
        """学习贯彻上级部署: a clause that begins with what was done, so that no noun of it did anything."""
        begins = self.norm[clause.start] in _ACTS_FIRSTS
        return begins and _ACTS.match(self.norm, clause.start, clause.end) is not None

    def predicate(self, clause: Clause, *, relative: bool) -> int:
        """Where a clause without a trigger comes to what it tells: 营收为300.7亿美元, 净利润264亿美元, 他们将等来飞船."""
        if relative:
            return clause.end
        told = _EQUALS.search(self.norm, clause.start, clause.end)
        ends = [told.start()] if told else []
        at = bisect_left(self.number_starts, clause.start + 1)
        while at < len(self.numbers) and self.numbers[at].start < clause.end:
            if self.numbers[at].label != "ORDINAL" and self.numbers[at].unit != "岁":  # 第四批航天员共|10人
                ends.append(self.numbers[at].start)
                break
            at += 1
        index = self.context.token_index(clause.start)
        for begin, _, word, tag in self.context.tokens[index : index + clause.end - clause.start + 1]:
            if begin >= clause.end:
                break
            if tag != "v" or begin <= clause.start or self.taken[begin] or word == "兼":
                continue
            if word[0] in "应占" and self.norm.find("应占", begin - 1, begin + 2) >= 0:
                continue  # 股东|应占|溢利108亿元
            if word not in self.context.lexicon.happenings.words and not ATTRIBUTE.search(word):
                ends.append(begin)
                break
        return min([*ends, clause.end])

    def counted_people(self, candidate: Candidate) -> tuple[Argument, ...]:
        """15人 of 15人遇难: who died or is missing is who is counted right before the verb, or whose kin someone is for whom he grieves."""
        if candidate.trigger.type not in _HARMED:
            return ()
        kin = _OF_KIN.search(self.norm, max(0, candidate.start - 12), candidate.start)
        if kin is not None:
            return (Argument("", self.context.raw(*kin.span("who"))),)
        how = _HOW_HARMED.search(self.norm, max(0, candidate.start - 8), candidate.start)
        end = candidate.start if how is None else how.start()
        number = self.number_at(end - 1) if end else None
        if number is None or number.end != end or number.unit not in OF_PEOPLE:
            return ()
        return (Argument("", self.context.raw(number.start, number.end)),)
