"""Subjects that are names: with those they are joined to, or the noun behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.joined_names import ADVERBS_REACH, TOGETHER
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.openers import Openers
from pipeline.extract.events.whole_names import ATTRIBUTE, PARTIES, PLACES
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.model import EntityMention


_NOT_OF = re.compile(r"着|作为|身为|在内的")  # 网友冒着炎热的|天气集结
_OF_ORG = re.compile(r"(?:持有人|债权人|股东|员工|工人|职工|用户|客户|球迷|投资者|家属|学生|居民)$")
_QUOTED = re.compile(
    r"[“「『](?P<body>[^”」』，。]{1,9}(?:党|军|组织|阵线|运动|联盟|民兵))[”」』](?!的|[和与、])"
)
_REACH = re.compile(r"[上中下]游")
EXCHANGE = re.compile(r"(?:交易所|[深上港]交所)$")
_HELD_NOUN = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:选举|改选|补选|大选|初选|年会|大会|会议|全会|峰会|论坛|决赛|比赛|公投|特展|书展|影展|展览|演唱会|音乐会|研讨会|记者会|典礼)(?:(?:投票|开票|表决)?结果)?"
)
_WHEN_HELD = re.compile(r"(?:已|将|预计|预定|定|拟|原定)?(?:会)?(?:于|在|自|从)?")  # 选举|将于10月18日登场
_FIGHTERS = re.compile(
    r"(?:人员|分子|士兵|官兵|员工|工人|官员|代表|律师|司机|球迷|球员|学生|队员|成员|武装|战机|无人机|导弹)$"
)
_TOLL = re.compile(r"(?:死亡|遇难|罹难|丧生|受伤|伤亡|失踪|失联|确诊|感染|死者)(?:人数|数字|总数)$")


class NamedSubjects(Openers):
    """The subject where names stand before a verb."""

    def _named(
        self, free: list[EntityMention], bare: Argument | None, trigger: int, told: Told
    ) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The subject where names stand before the verb: the last with those it is joined to, or the noun behind it."""
        last = free[-1]
        if states := self.two_states(free) or self._pair(free, trigger):
            return states, last
        noun = self._of_name(last) or (None if bare is None else self._noun_behind(free, bare, trigger))
        if noun is None and bare is None:
            noun = self._held_of(last, trigger)
        if noun is not None:
            return (noun,), None
        happening = self.context.lexicon.happenings.triggers.get(self.norm[last.end : last.end + 2])
        if happening is not None and happening.noun and happening.roles == "object":
            return (Argument("", self.context.raw(last.start, last.end + 2)),), None  # 新加坡|大选
        whole = self.whole(last)
        if not whole.mention_id:
            return (self._of_states(free, Argument("", whole.text[1:])) or whole,), None
        joined = self.joined(free)
        if len(joined) > 1:
            told.people = tuple(Argument(m.mention_id, m.text) for m in joined)
        return tuple(self.as_side(m) for m in joined), last

    def partner(self, start: int, trigger: int) -> tuple[Argument, ...]:
        """李强 of 明天将与世界排名第八的李强交手: whom a clause without a subject of its own tells to meet."""
        names = [m for m in self.between(start, trigger) if m.end <= trigger and m.label in PARTIES]
        if not names or trigger - names[-1].end > ADVERBS_REACH:
            return ()
        at = self.past_modifier(start, self._begins(names[-1]))
        together = at > start and self.norm[at - 1] in TOGETHER and not self.taken[at - 1]
        return (Argument(names[-1].mention_id, names[-1].text),) if together else ()

    def _pair(self, free: list[EntityMention], trigger: int) -> tuple[Argument, ...]:
        """印巴: two states that are told by a character each, with no noun that is theirs."""
        pair = free[-2:]
        if len(pair) == 1 or any(len(name.text) > 1 or name.label != "GPE" for name in pair):
            return ()
        if pair[0].end != pair[1].start or not self.whole(pair[1]).mention_id:
            return ()
        behind = self.context.token_at(pair[1].end)
        acts = pair[1].end == trigger  # 中美|签署协议
        if behind is not None and behind.tag[:1] in "nvj" and not acts and not self.dated(pair[1].end):
            return ()
        return tuple(Argument(name.mention_id, name.text) for name in pair)

    def _of_name(self, name: EntityMention) -> Argument | None:
        """李明案, 海峡时报指数: a name with the short noun that it has its own meaning from."""
        body = _QUOTED.match(self.norm, name.end) if name.label in PLACES else None
        if body is not None:
            return Argument("", self.context.raw(*body.span("body")))  # 索马里|“青年党”
        length = 1 if name.label == "PERSON" and self.norm.startswith("案", name.end) else 0
        length = 2 if self.norm.startswith("指数", name.end) else length
        return Argument("", self.context.raw(name.start, name.end + length)) if length else None

    def _noun_behind(self, free: list[EntityMention], bare: Argument, trigger: int) -> Argument | None:
        """The noun between the last name and the verb, where it is the subject, with what belongs to it."""
        last, noun = free[-1], normalise(bare.text)
        if (
            last.label == "PERSON"
            and self.norm.startswith("的" + noun, last.end)
            and not ATTRIBUTE.search(noun)
        ):
            end = last.end + 1 + len(noun)  # 李明|的影片
            return Argument(
                "", self.context.raw(last.start if end - last.start <= CELL else last.end + 1, end)
            )
        toll = _TOLL.search(noun) is not None and last.label in PLACES  # 厄瓜多尔地震|死亡人数
        if toll or self.in_quotes(last, trigger) or self._heads_phrase(last, bare, trigger):
            return bare
        if self.of_place(last, bare, trigger):
            return self._of_river(last, bare, trigger) or self._of_states(free, bare) or bare
        held = self._held_of(last, trigger)
        if held is not None:
            return held
        works = self.works_of(last, bare, trigger)
        if works is not None:
            return works
        if _OF_ORG.search(noun) and self.labels[last.mention_id] == "ORG":
            begin, end = last.start, last.end + len(bare.text)
            beside = self.norm.startswith(noun, last.end) and end - begin <= CELL
            return Argument("", self.context.raw(begin, end)) if beside else bare
        if self._of_body(last, bare):  # 费城|半导体指数, 亚利桑那|工厂
            return self._of_states(free, bare) or Argument("", last.text + bare.text)
        return None

    def in_quotes(self, name: EntityMention, stop: int) -> bool:
        """Whether marks that name the noun behind them hold a name and more."""
        opened = max(self.norm.rfind(mark, max(0, name.start - CELL), name.start) for mark in "“「『")
        closed = min(
            (at for mark in "”」』" if (at := self.norm.find(mark, name.end, stop)) >= 0), default=-1
        )
        if (
            opened < 0
            or closed < 0
            or any(mark in self.norm[opened + 1 : name.start] for mark in "”」』，。")
        ):
            return False
        return (
            (opened + 1, closed) != (name.start, name.end)
            and not self.dated(closed + 1)
            and self.norm[closed + 1 : closed + 2] != "的"
        )

    def _of_states(self, names: list[EntityMention], bare: Argument) -> Argument | None:
        """美俄首脑, 中欧领导人: states that are told by a character each, with the noun that is theirs."""
        last, start = names[-1], names[-1].start
        for name in reversed(names[:-1]):
            if name.end == start and len(name.text) == 1 and name.label in {"GPE", "LOC", "ORG"}:
                start = name.start
        noun = normalise(bare.text)
        if start == last.start or len(last.text) > 1 or not self.norm.startswith(noun, last.end):
            return None
        return Argument("", self.context.raw(start, last.end + len(noun)))

    def _held_of(self, name: EntityMention, trigger: int) -> Argument | None:
        """国民党|主席选举, 国民党|主席选举结果: what is held, with the body or place that it has its name from."""
        held = _HELD_NOUN.match(self.norm, name.end, trigger)
        if held is None:
            return None
        when = _WHEN_HELD.match(self.norm, held.end(), trigger)
        behind = held.end() if when is None else when.end()
        if not (behind == trigger or self.dated(behind)):
            return None
        short = held.end() - name.start <= CELL
        return Argument("", self.context.raw(name.start, held.end())) if short else None

    def _heads_phrase(self, name: EntityMention, bare: Argument, trigger: int) -> bool:
        """招牌 of 上海部分商场的|招牌, 期货价格 of 纽约商品交易所的|期货价格: the name only says which."""
        noun = normalise(bare.text)
        at = self.norm.rfind(noun, name.end, trigger)
        if at < 0 or self.name_at(at) is not None or _NOT_OF.search(self.norm, name.end, at):
            return False
        if EXCHANGE.search(self.norm, name.start, name.end):
            return bool(ATTRIBUTE.search(noun))
        if at - 1 == name.end and name.label == "ORG" and _FIGHTERS.search(noun):
            return self.norm[at - 1] == "的"  # 哈马斯的|武装人员
        return self.norm[at - 1] == "的" and at - 1 > name.end and not ATTRIBUTE.search(noun)

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
