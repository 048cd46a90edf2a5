"""Names behind a verb: which of them are its objects, and in which nouns they stand.

全美华人|杰出成就奖 is the prize, 北京大学的|校徽 the badge; 江苏选手|张勇 is 张勇, and 美国|政府 its country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import AND_ALSO
from pipeline.extract.events.name_nouns import MODIFIERS, NameNouns
from pipeline.extract.events.noun_frames import CELL
from pipeline.model import Argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention


_DEED = re.compile(
    r"的(?P<noun>决定|决议|判决|裁决|裁定|承诺|回应|安排|选择|让步|协议|共识|声明|警告|指示|批示|保证)$"
)
_TO_WHERE = re.compile(r"(?:在|于|对|向|从|自|比|较|驻|赴|往)$")
# the words behind a verb, and those that begin no object: 成立以来, 成立于2002年6月, 出售之意
WORDS = re.compile(
    r"(?:[^，,；;。：:（）()！？!?「」“”\s]|(?<=[0-9]),(?=[0-9])|(?<=[\u4e00-\u9fff0-9]) (?=[0-9])|(?<=[0-9]) (?=[\u4e00-\u9fff]))+"
)
_FEW = 6
_LEAST = 2  # code points of 的 and the shortest noun
_LINE = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:航线|专线|铁路|高铁|航班|列车|班列|公路|线路)")
_ON_TO = frozenset({"前往", "赴", "飞往", "转往", "返回"})  # 启程|前往北京
_TO_AND_FRO = frozenset({"至", "到", "往返", "直飞", "飞"})
_OCCASION = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?P<noun>[\u4e00-\u9fff]{2}(?:典礼|仪式|会议|论坛|大会|活动|峰会|晚会|晚宴|宴会|座谈会|发布会|记者会|研讨会|听证会|开幕式|闭幕式|决议|草案|法案|协议|方案|提案|议案|动议|协定))"
)
_AND_OTHERS = re.compile(r"了?(?![与和同跟及对向在于])[\u4e00-\u9fff]{2,8}(?<![与和同跟及])(?:和|与|及|以及)")
# 列入|美国的“支持恐怖主义国家”名单
_ON_ROLLS = frozenset({"列入", "纳入"})
_ROLL = re.compile(r"[^，；。“「]{0,8}的?[“「][^”」]{1,16}[”」]的?(?P<noun>[\u4e00-\u9fff]{0,4}[名清]单)")
_NEXT_ACT = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{AND_ALSO})(?=[与和向对同在])")
_AGENCIES = frozenset(
    "REUTERS AP AFP GETTY 路透 路透社 美联社 法新社 新华社 中新社 中央社 共同社 韩联社".split()
)


class ObjectNames(NameNouns):
    """The names behind a verb."""

    def _named_behind(self, end: int, stop: int, *, whither: bool, content: bool) -> tuple[Argument, ...]:
        """The objects where names stand behind the verb, or the noun of what was made: 作出了收购甲公司的|决定."""
        deed = _DEED.search(self.norm, end, stop) if self.norm[end - 1] in "出成" else None
        if deed is not None:
            return (Argument("", self.context.raw(*deed.span("noun"))),)
        names = [name for name in self.between(end, stop) if not self._credits(name)]
        roll = _ROLL.match(self.norm, end, stop) if self.norm[end - 2 : end] in _ON_ROLLS else None
        if roll is not None:
            return (Argument("", self.context.raw(*roll.span("noun"))),)
        act = _NEXT_ACT.search(self.norm, end, names[0].start) if names else None
        if act is not None and self.alone(act.start()):
            return ()  # 闯入酒店并与|安全部队交火
        free = self._free_behind(end, names)
        if not free and whither:
            free = [m for m in self.between(end, stop)[:1] if self.norm[end : m.start] in _ON_TO]
        if free and _AND_OTHERS.fullmatch(self.norm, end, free[0].start):
            return ()  # 介绍此访背景和|中方期待
        if free and not whither and self.norm[end] in "在于" and self.alone(end):
            return ()  # 发表在|《科学》杂志上
        if free and not content and self.in_marks(free[0], end, stop):
            return ()  # 举行第十场“河南省防汛”新闻发布会
        if free and whither:
            both = len(free) > 1 and (
                free[0].end == free[1].start or self.norm[free[1].start - 1] in "、和与及的"
            )
            return tuple(Argument(name.mention_id, name.text) for name in free[: 1 + both])
        if not free:
            return ()
        said = content and not self.norm.startswith(("了", "过"), end)
        last = None if said else self._behind_clause(end, free[0], stop)
        if last is None:
            last = self._occasion(free, stop)
        if last is None:
            last = self._route(free, stop)
        return (last,) if last is not None else tuple(self._nouns_of(self._before_verb(free), stop))[:2]

    def _occasion(self, names: Sequence[EntityMention], stop: int) -> Argument | None:
        """启用典礼 of 出席新车站广场天棚启用典礼: what is attended, which a name before it only says where or whose."""
        held = _OCCASION.fullmatch(self.norm, names[-1].end, stop)
        if held is None or names[-1].label not in {"GPE", "LOC", "FAC", "ORG"}:
            return None
        words = self.norm[names[-1].end : stop]
        if not words or "的" in words or "、" in words or len(names) > 1:
            return None
        start = names[0].start if stop - names[0].start <= CELL else held.start("noun")
        return Argument("", self.context.raw(start, stop))

    def _route(self, names: Sequence[EntityMention], stop: int) -> Argument | None:
        """香港至慕尼黑直航航线: the noun behind two places that it joins."""
        if len(names) < 2 or self.norm[names[0].end : names[1].start] not in _TO_AND_FRO:
            return None
        line = _LINE.match(self.norm, names[1].end, stop)
        if line is None:
            return None
        end = line.end()
        start = names[0].start if end - names[0].start <= CELL else names[1].end
        return Argument("", self.context.raw(start, end))

    def _before_verb(self, names: list[EntityMention]) -> list[EntityMention]:
        """陈明义 of 提名陈明义参选|新北市长: a person's name, and none that stands behind what that person does."""
        if names[0].label != "PERSON":
            return names
        for at, name in enumerate(names[1:], start=1):
            for token in self.context.tokens_in(names[at - 1].end, name.start):
                if token.tag == "v" and token.end - token.start > 1:
                    return names[:at]
        return names

    def _credits(self, name: EntityMention) -> bool:
        """返回家园|(REUTERS): whose picture it is."""
        around = self.norm[name.start - 1 : name.start] + self.norm[name.end : name.end + 1]
        return around == "()" and self.norm[name.start : name.end].upper() in _AGENCIES

    def _free_behind(self, end: int, names: Sequence[EntityMention]) -> list[EntityMention]:
        """The names behind a verb that no preposition governs: neither of 赴甘肃、宁夏."""
        free: list[EntityMention] = []
        governed = -1  # where the last one ends that a preposition governs
        for at, mention in enumerate(names):
            if mention.label == "GPE" and self.norm.startswith(("制", "股"), mention.end):
                continue  # 伊朗|制无人机, 美|股史上最大跌幅
            joined = mention.start == governed or (  # 在日本|熊本
                mention.start - governed == 1 and self.norm[governed] in "、和与及"
            )
            if joined or _TO_WHERE.search(self.norm, max(end, mention.start - 2), mention.start):
                governed = mention.end
            elif not self._of_next(mention, names[at + 1 :]):
                free.append(mention)
        return free

    def _behind_clause(self, end: int, name: EntityMention, stop: int) -> Argument | None:
        """名单 of 宣布了参加世界杯的22名队员名单: what a clause with its own verb says which of; None where there is none."""
        of = self.norm.rfind("的", end, stop)
        if of < name.end or (self.taken[of] and self.name_at(of) is not None):
            return None
        until = self.nouns(self.count_end(of + 1), stop)
        if until != stop and self._noun_ends(of + 1, stop):
            until = stop  # 担任主席的|独立委员会
        if (
            until != stop
            or until - of <= _LEAST
            or until - of > CELL
            or any(name.end > of for name in self.between(end, stop))
        ):
            return None
        index = self.context.token_index(end)
        tokens = self.context.tokens
        while index < len(tokens) and tokens[index].end <= of:
            token = tokens[index]
            index += 1
            if (
                token.start >= end
                and token.tag == "v"
                and not self.taken[token.start]
                and len(token.word) > 1
            ):
                return self._up_to(end, of, until)
        modifies = name.label == "PERSON" or (name.label in MODIFIERS and self.norm[name.end] != "的")
        return self._up_to(end, of, until) if modifies else None

    def _noun_ends(self, start: int, stop: int) -> bool:
        """Whether a few words without a name end in a noun: 独立委员会."""
        last = self.context.token_at(stop - 1)
        short = _LEAST < stop - start <= _FEW and not self.taken.count(1, start, stop)
        return short and last is not None and last.tag == "n" and last.end == stop

    def _up_to(self, start: int, of: int, until: int) -> Argument:
        """The noun behind the last 的, with what stands before it where both are short."""
        whole = start + self.norm.startswith(("了", "过"), start)
        return Argument("", self.context.raw(whole if until - whole <= CELL else of + 1, until))

    def _nouns_of(self, names: Sequence[EntityMention], stop: int) -> list[Argument]:
        """The nouns that names stand in, in their order."""
        found: list[Argument] = []
        at = 0
        while at < len(names):
            first = at
            end = self._noun_end(names[at], stop)
            while at + 1 < len(names) and self._says_which_name(names[at], end, names[at + 1]):
                at += 1
                end = self._noun_end(names[at], stop)
            name = names[at]
            if end == name.end and not self._is_one_of(name, end):
                short = [n for n in names[first:at] if len(n.text) == 1]  # 中|印
                found += [self.as_side(n) for n in (*short, name)]
            elif self._is_one_of(name, end):
                found += self._last_noun(end, stop)
            else:
                begin = self._counted_from(names[first].start)
                begin = begin if end - begin <= CELL else name.start
                found.append(
                    Argument("", self.context.raw(begin, end))
                    if end - begin <= CELL
                    else Argument(name.mention_id, name.text)
                )
            at += 1
            while at < len(names) and self._is_alias(name, names[at]):
                at += 1
        return found

    def _counted_from(self, start: int) -> int:
        """Where 三家 begins in 三家|中国公司; the place itself where nothing is counted."""
        number = self.number_at(start - 1) if start else None
        return number.start if number is not None and number.end == start and number.unit else start

    def _last_noun(self, start: int, stop: int) -> list[Argument]:
        """What stands behind the last 的; the whole where it is short."""
        words = WORDS.match(self.norm, start, stop)
        if words is None:
            return []
        at = start if words.end() - start <= CELL else self.norm.rfind("的", start, words.end()) + 1
        length = words.end() - at
        return [Argument("", self.context.raw(at, words.end()))] if at and 2 <= length <= CELL else []
