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
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.noun_phrases import HERE
from pipeline.extract.events.openers import Openers
from pipeline.extract.events.whole_names import ATTRIBUTE, PEOPLE, PLACES
from pipeline.gates import firsts, led
from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.candidates import Candidate
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_DOERS = frozenset({"PERSON", "ORG", "GPE"})
_REFERRING = re.compile(r"(?:幅度|金额|数字|总额|数量|总数)")  # what was told just before
_OWNER = re.compile(r"(?:该|本)?(?:公司|集团|企业)")
_EQUALS = led(re.compile(r"(?<=[\u4e00-\u9fff])(?:为|是|约|则?从(?=[^，]*[0-9]))"))
_PHYSICAL = re.compile(
    r"(?:[油金房物粮菜气煤铜银猪糖]价|水位|人数|面积|强度|数字|数量|总数|金额|税|(?<![毛净])利率|汇[率价]|(?:消费|零售|批发|出厂)价格?|物价|失业率|通胀率|出生率)$"
)


_VOTES = ("得票率", "得票数", "支持率")  # a party has those of the whole country
_NOT_OF = re.compile(r"着|作为|身为|在内的")  # 网友冒着炎热的|天气集结
_OF_ORG = re.compile(r"(?:持有人|债权人|股东|员工|工人|职工|用户|客户|球迷|投资者|家属|学生|居民)$")
_REACH = re.compile(r"[上中下]游")
_HELD_NOUN = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:选举|改选|补选|大选|初选|年会|大会|会议|全会|峰会|论坛|决赛|比赛|公投)(?:(?:投票|开票|表决)?结果)?"
)
_EXCHANGE = re.compile(r"(?:交易所|[深上港]交所)$")
# 学习贯彻上级部署，审议通过办法: a clause that goes on with what a meeting did
_ACTS = re.compile(
    r"(?:(?:传达)?学习(?:贯彻|传达|领会)|(?:深入)?贯彻落实|听取[^，；。]{2,16}汇报|(?:审议|讨论)通过|研究(?:建立|设立|制定|推进|加强|部署|完善))"
)
_ACCORDING_FIRSTS, _ACTS_FIRSTS = firsts(ACCORDING), firsts(_ACTS)
_HARMED = frozenset({"die", "injure", "disaster"})


class Subjects(Openers):
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
        if free:
            return self._named(free, bare, trigger, told)
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

    def heavy(self, clause: Clause) -> tuple[Argument, ...]:
        """案件 of 另一宗涉及同一集团的案件，将于明年开庭: a clause that is all a noun is the subject of the next."""
        if clause.mark == "、":
            return ()  # 审议甲案、|乙案等的协商
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
        if "着" in self.norm[clause.start : clause.start + 3]:
            return ()  # 迎着微凉的|晨风
        return () if self.in_phrase(clause.start, at) else (Argument("", self.context.raw(at, clause.end)),)

    def _beside(self, place: int, trigger: int) -> tuple[Argument, ...]:
        """比亚迪 of 公司8月15日与比亚迪签署: the name that is joined to what stands for one."""
        names = [
            name for name in self.between(place, trigger) if name.end <= trigger and name.label in _DOERS
        ]
        if not names or not self.joins(place, names[0].start):
            return ()
        with_title = next(
            (n for n in names if n.label == "PERSON" and self._begins(n) == names[0].start), None
        )
        one = with_title or names[0]
        return (Argument(one.mention_id, one.text),)

    def _pivot(self, bare: Argument, clause: Clause, trigger: int) -> int | None:
        """Where 派 stands in 空军派战机伴飞, 让 in 让市面恢复: whose subject did it; None for people (让学生参加)."""
        noun = normalise(bare.text)
        at = self.norm.rfind(noun, clause.start, trigger) - 1
        verb = self.norm[at] if at >= clause.start else ""
        things = verb in {"让", "令", "使"} and not (ATTRIBUTE.search(noun) or PEOPLE.search(noun))
        return at if verb == "派" or things else None

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
            known = told.body(company=True, before=trigger)
            return (known or Argument("", bare.text[: own.end()]),)
        at = self.norm.rfind(noun, 0, trigger)
        if self.norm[at - 1] == "的":  # 云端业者今年的|资本支出
            of = self.bare(self.context.sentence(self.context.sentence_at(at)).start, at - 1)
            if of is not None:  # 银行的|不良贷款余额
                return (of,) if PEOPLE.search(normalise(of.text)) else None
        if before and before[0].mention_id:
            return None if self.is_public(before[0]) else before
        body = told.body(company=True, before=trigger)
        return None if body is None else (body,)

    def is_public(self, one: Argument) -> bool:
        """统计局公布，失业率维持3.7%: who only tells a figure does not own it."""
        exchange = _EXCHANGE.search(normalise(one.text)) is not None
        tells = self.labels.get(one.mention_id) == "ORG" and (exchange or no_company(one.text))
        return tells and not one.text.endswith(("党", "黨"))  # a party has its share of the vote

    def _named(
        self, free: list[EntityMention], bare: Argument | None, trigger: int, told: Told
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject where names stand before the verb: the last with those it is joined to, or the noun behind it."""
        last = free[-1]
        if states := self.two_states(free):
            return states, last
        if self.norm.startswith("指数", last.end):  # 海峡时报|指数
            return (Argument("", self.context.raw(last.start, last.end + 2)),), None
        if bare is not None and self._heads_phrase(last, bare, trigger):
            return (bare,), None
        if bare is not None and self.of_place(last, bare, trigger):
            return (self._of_river(last, bare, trigger) or bare,), None
        held = self._held_of(last, trigger)
        if held is not None:
            return (held,), None
        works = self.works_of(last, bare, trigger) if bare is not None else None
        if works is not None:
            return (works,), None
        if (
            bare is not None
            and _OF_ORG.search(normalise(bare.text))
            and self.labels[last.mention_id] == "ORG"
        ):
            begin, end = last.start, last.end + len(bare.text)
            beside = self.norm.startswith(normalise(bare.text), last.end) and end - begin <= CELL
            return (Argument("", self.context.raw(begin, end)) if beside else bare,), None
        if bare is not None and self._of_body(last, bare):  # 费城|半导体指数, 亚利桑那|工厂
            return (Argument("", last.text + bare.text),), None
        happening = self.context.lexicon.happenings.triggers.get(self.norm[last.end : last.end + 2])
        if happening is not None and happening.noun and happening.roles == "object":
            return (Argument("", self.context.raw(last.start, last.end + 2)),), None  # 新加坡|大选
        whole = self.whole(last)
        if not whole.mention_id:
            return (whole,), None
        joined = self.joined(free)
        if len(joined) > 1:
            told.people = tuple(Argument(m.mention_id, m.text) for m in joined)
        return tuple(self.as_side(m) for m in joined), last

    def _held_of(self, name: EntityMention, trigger: int) -> Argument | None:
        """国民党|主席选举, 国民党|主席选举结果: what is held, with the body or place that it has its name from."""
        held = _HELD_NOUN.match(self.norm, name.end, trigger)
        if held is None or not (held.end() == trigger or self.dated(held.end())):
            return None
        short = held.end() - name.start <= CELL
        return Argument("", self.context.raw(name.start, held.end())) if short else None

    def _heads_phrase(self, name: EntityMention, bare: Argument, trigger: int) -> bool:
        """招牌 of 上海部分商场的|招牌, 期货价格 of 纽约商品交易所的|期货价格: the name only says which."""
        noun = normalise(bare.text)
        at = self.norm.rfind(noun, name.end, trigger)
        if at < 0 or self.name_at(at) is not None or _NOT_OF.search(self.norm, name.end, at):
            return False
        if _EXCHANGE.search(self.norm, name.start, name.end):
            return bool(ATTRIBUTE.search(noun))
        return self.norm[at - 1] == "的" and at - 1 > name.end and not ATTRIBUTE.search(noun)

    def goes_on_with_acts(self, clause: Clause) -> bool:
        """学习贯彻上级部署: a clause that begins with what was done, so that no noun of it did anything."""
        begins = self.norm[clause.start] in _ACTS_FIRSTS
        return begins and _ACTS.match(self.norm, clause.start, clause.end) is not None

    def _of_river(self, name: EntityMention, bare: Argument, trigger: int) -> Argument | None:
        """马太鞍溪上游堰塞湖: a river with the part of it that a lake or dam stands in is one name."""
        noun = normalise(bare.text)
        part = _REACH.match(self.norm, name.end, trigger)
        if part is None or name.label != "LOC":
            return None
        end = part.end() if noun.startswith(part.group()) else part.end() + len(noun)
        at = self.norm.find(noun, name.end, trigger)
        whole = at >= 0 and name.end <= at <= part.end() and end - name.start <= CELL
        return Argument("", self.context.raw(name.start, at + len(noun))) if whole else None

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
            if tag != "v" or begin <= clause.start or self.taken[begin]:
                continue
            if word not in self.context.lexicon.happenings.words and not ATTRIBUTE.search(word):
                ends.append(begin)
                break
        return min([*ends, clause.end])

    def counted_people(self, candidate: Candidate) -> tuple[Argument, ...]:
        """15人 of 15人遇难: who died or is missing is who is counted right before the verb."""
        if candidate.trigger.type not in _HARMED:
            return ()
        number = self.number_at(candidate.start - 1) if candidate.start else None
        if number is None or number.end != candidate.start or number.unit not in OF_PEOPLE:
            return ()
        return (Argument("", self.context.raw(number.start, number.end)),)
