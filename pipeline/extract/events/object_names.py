"""Names behind a verb: which of them are its objects, and in which nouns they stand.

全美华人|杰出成就奖 is the prize, 北京大学的|校徽 the badge; 江苏选手|张勇 is 张勇, and 美国|政府 its country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import AND_ALSO
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.object_words import ObjectWords
from pipeline.model import Argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention


_DEED = re.compile(
    r"的(?P<noun>决定|决议|判决|裁决|裁定|承诺|回应|安排|选择|让步|协议|共识|声明|警告|指示|批示|保证)$"
)
_TO_WHERE = re.compile(r"(?:在|于|对|向|从|自|比|较|驻|赴|往)$")
_OF = re.compile(r"\)?的")
# the words behind a verb, and those that begin no object: 成立以来, 成立于2002年6月, 出售之意
WORDS = re.compile(
    r"(?:[^，,；;。：:（）()！？!?「」“”\s]|(?<=[0-9]),(?=[0-9])|(?<=[\u4e00-\u9fff0-9]) (?=[0-9])|(?<=[0-9]) (?=[\u4e00-\u9fff]))+"
)
_SUPERLATIVE = re.compile(
    r"(?:历?史上|有史以来|建党以来|成立以来|创办以来|旗下|内|当中)(?=第|首|最|唯一)|最[大高长多早新强快小低重]|首[个位家座款例颗枚艘架条部届种项]|唯一"
)
_FEW = 6
_LEAST = 2  # code points of 的 and the shortest noun
_TIMES = frozenset("次回度")
_LINE = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:航线|专线|铁路|高铁|航班|列车|班列|公路|线路)")
_BILL = re.compile(r"(?:部分|增订)?(?:条文)?(?:修[正订])?(?:草案|修正案|修订案)")
_ON_TO = frozenset({"前往", "赴", "飞往", "转往", "返回"})  # 启程|前往北京
_FORMER = frozenset("前 原 时任 现任 候任 前任 代理".split())
_TO_AND_FRO = frozenset({"至", "到", "往返", "直飞", "飞"})
_OCCASION = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?P<noun>[\u4e00-\u9fff]{2}(?:典礼|仪式|会议|论坛|大会|活动|峰会|晚会|晚宴|宴会|座谈会|发布会|记者会|研讨会|听证会|开幕式|闭幕式|决议|草案|法案|协议|方案|提案|议案|动议|协定))"
)
# verbs that end a noun behind a name
_DEEDS = frozenset(
    "申请 上诉 请求 检讨 抗诉 选举 大选 改选 补选 公投 采访 专访 访问 会谈 谈判 投票 制裁 援助 贷款 演习 聆讯 审判 审讯 询问 质询 劝告 邀请 指控 比赛 决赛 总决赛".split()
)
_AND_OTHERS = re.compile(r"了?(?![与和同跟及对向在于])[\u4e00-\u9fff]{2,8}(?<![与和同跟及])(?:和|与|及|以及)")
_CASE_OF = re.compile(r"案(?!例|件|子|情|发)")
_OF_STATE = re.compile(r"(?:公司|企业|集团|股票|股份|股权)")
# 列入|美国的“支持恐怖主义国家”名单
_ON_ROLLS = frozenset({"列入", "纳入"})
_ROLL = re.compile(r"[^，；。“「]{0,8}的?[“「][^”」]{1,16}[”」]的?(?P<noun>[\u4e00-\u9fff]{0,4}[名清]单)")
_NEXT_ACT = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{AND_ALSO})(?=[与和向对同在])")
_OFFICES = re.compile(
    r"(?:原|前|时任|现任)?(?:[\u4e00-\u9fff]{0,8}(?:书记|主席|主任|[部厅局省市县院校]长|秘书长|常委|成员|委员)、){1,4}副?"
)
_MODIFIERS = frozenset({"GPE", "LOC", "ORG", "NORP"})
_RANKED = frozenset("大强")
_PRIZE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:[金银铜]牌?|[冠亚季]军|门票|资格|影[帝后]|歌[王后]|视[帝后]|最佳[\u4e00-\u9fff]{2,8}?)奖?(?=[，；。、和及与并]|$)"
)


class ObjectNames(ObjectWords):
    """The names behind a verb."""

    def _named_behind(self, end: int, stop: int, *, whither: bool, content: bool) -> tuple[Argument, ...]:
        """The objects where names stand behind the verb, or the noun of what was made: 作出了收购甲公司的|决定."""
        deed = _DEED.search(self.norm, end, stop) if self.norm[end - 1] in "出成" else None
        if deed is not None:
            return (Argument("", self.context.raw(*deed.span("noun"))),)
        names = self.between(end, stop)
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
        modifies = name.label == "PERSON" or (name.label in _MODIFIERS and self.norm[name.end] != "的")
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

    def _is_one_of(self, name: EntityMention, end: int) -> bool:
        """美国|第一个禁酒的州: the name says among which it is the first."""
        if name.label not in _MODIFIERS:
            return False  # 《消费者权益保护法》第二十四条
        number = self.number_at(end)
        return (
            number is not None
            and number.start == end
            and number.label == "ORDINAL"
            and number.unit not in _TIMES
        ) or bool(_SUPERLATIVE.match(self.norm, end))

    def _last_noun(self, start: int, stop: int) -> list[Argument]:
        """What stands behind the last 的; the whole where it is short."""
        words = WORDS.match(self.norm, start, stop)
        if words is None:
            return []
        at = start if words.end() - start <= CELL else self.norm.rfind("的", start, words.end()) + 1
        length = words.end() - at
        return [Argument("", self.context.raw(at, words.end()))] if at and 2 <= length <= CELL else []

    def _is_alias(self, name: EntityMention, other: EntityMention) -> bool:
        """紐黑文(New Haven): one thing named twice."""
        return name.end + 1 == other.start and self.norm[name.end] == "("

    def _says_which_name(self, name: EntityMention, end: int, other: EntityMention) -> bool:
        """江苏|选手|张勇, 美国|NBA: a place or body before another name, with nothing but nouns between."""
        if name.label not in _MODIFIERS:
            return False
        number = self.number_at(end)  # 高雄市|一家|生技公司
        if self._begins(other) == name.start:
            return True  # 德国总理|默茨
        if other.label in _MODIFIERS and _OFFICES.fullmatch(self.norm, name.end, other.start):
            return True  # 中共中央政治局|常委、|国务院总理李强
        title = self.title_of(other)
        before = other.start - len(title)
        if title and (self.norm[end:before] in _FORMER or _OFFICES.fullmatch(self.norm, name.end, before)):
            return True  # 台北|前|市长郝龙斌, 省人大常委会|原党组副书记、|副主任王某
        return other.start == (number.end if number is not None and number.start == end else end)

    def _noun_end(self, name: EntityMention, stop: int) -> int:
        """Where the noun ends that a name says which of: 世行|贷款, 北京大学|的|校徽; the end of the name where it is all."""
        if name.label == "PERSON" and _CASE_OF.match(self.norm, name.end, stop) is not None:
            return name.end + 1  # 审理|李明案
        if name.label == "GPE" and name.text[-1] in "市縣县省州区區" and self.norm.startswith("长", name.end):
            return name.end + 1  # 参选台南市|长
        prize = _PRIZE.match(self.norm, name.end, stop) if name.label == "EVENT" else None
        if prize is not None:
            return prize.end()  # 巴黎奥运|首金
        bill = _BILL.match(self.norm, name.end, stop) if name.text[-1] == "》" else None
        if bill is not None:
            return bill.end()  # 《逃犯条例》|修订草案
        own = _OF_STATE.match(self.norm, name.end, stop) if name.label == "GPE" else None
        begins = own.end() if own is not None else name.end  # 中国|公司 is no China
        ranked = self.number_at(begins) if name.label in _MODIFIERS else None
        if ranked is not None and ranked.start == begins and ranked.unit in _RANKED:
            begins = ranked.end  # 中国|十大新闻
        end = max(begins, self.nouns(begins, stop)) if name.label in _MODIFIERS else name.end
        end = self._past_deed(end, stop)
        of = end + 1
        if self.norm[end : end + 1] == "的" and of < stop and not self.taken[of]:
            behind = self._past_deed(self.nouns(of, stop), stop)
            cut = self.context.token_at(behind) if of < behind < stop else None
            part = cut is not None and cut.start == behind and cut.tag == "vn"  # 甲队的|关键比赛中
            end = behind if behind > of and not part else end
        return end

    def _past_deed(self, at: int, stop: int) -> int:
        """Where the noun for a deed ends that stands right behind a noun: 众议院|选举, 央视|采访."""
        token = self.context.token_at(at) if at < stop else None
        while token is not None and token.start == at and token.end <= stop and token.word in _DEEDS:
            at = token.end
            token = self.context.token_at(at) if at < stop else None
        return at

    def _of_next(self, name: EntityMention, behind: Sequence[EntityMention]) -> bool:
        """安迈(Alvarez & Marsal)的|杜艾迪: a name, or its alias, that only says whose the next one is."""
        if not behind:
            return False
        between = self.norm[name.end : behind[0].start]
        return bool(_OF.fullmatch(between)) or (between == "(" and self._of_next(behind[0], behind[1:]))
