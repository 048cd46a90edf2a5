"""What was done to whom: the nouns behind a verb. A name that only says which or whose is part of the noun that it is in.

全美华人|杰出成就奖 is the prize, 北京大学的|校徽 the badge; 江苏选手|张勇 is 张勇, and 美国|政府 its country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.candidates import HOW_IT_WENT
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.object_words import ObjectWords
from pipeline.gates import either
from pipeline.model import Argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import EntityMention

_DEED = re.compile(
    r"的(?P<noun>决定|决议|判决|裁决|裁定|承诺|回应|安排|选择|让步|协议|共识|声明|警告|指示|批示|保证)$"
)
_AMONG = re.compile(
    r"了?(?:[0-9一二两三四五六七八九十百多]{1,4}[\u4e00-\u9fff])?包括[^，；。]{1,24}在内的?(?:[0-9一二两三四五六七八九十百多]{1,4}[名位个家项场])?"
)
# 展开|近几周以来最猛烈的|空袭
_EVER_SINCE = re.compile(
    r"了?(?:近|过去)?[0-9一二两三四五六七八九十几数多]+个?(?:年|月|天|周|日)(?:来|以来)(?:最[^，；。的]{1,6}的|的|首[次个]的?)"
)
_FRAMED = either(_AMONG, _EVER_SINCE)
_TO_WHERE = re.compile(r"(?:在|于|对|向|从|自|比|较|驻|赴|往)$")
_SINCE = re.compile(r"以来|之后|以后|之前|期间")
_OF = re.compile(r"\)?的")
# the words behind a verb, and those that begin no object: 成立以来, 成立于2002年6月, 出售之意
_WORDS = re.compile(r"(?:[^，,；;。：:（）()！？!?「」“”\s]|(?<=[0-9]),(?=[0-9]))+")
_COMPLETED = re.compile(
    r"^(?:了|过(?![去程])|着(?![陆手眼])|完毕|完(?![成善工毕结整美满婚备全稿赛税败])|出(?![口席版台任现资售让租动发示访局境狱院游])|为(?!期)|到(?![达期底])|至(?![今少多])|成(?![立员为本交功都长果]))+"
)
_NO_OBJECT = re.compile(
    r"、|(?:发现|显示|表明|指出|认为|证实|确认)$|受审|应讯|作证|(?:导致|造成|引发|引致|酿成)(?=[^，；。的]+$)|是[在于]|[^，；。]*(?<=..)是$|又(?![一多两几])|[未无]果|出[发动]$|(?:以|之)[来后前意]|而|以及|或(?=[被遭])|[进涌冲]入(?=.{2})|[和与及](?![平谐睦解好])|在(?=[0-9今昨前当本上])|(?:愉快|顺利|成功|圆满|良好|热烈|入院|送院|就医)$|[于时后]|前(?![锋卫场轮沿线腰臂]|[^，。]{0,8}(?:[长员委人官警者席理统裁监夫妻手]))|期间|至今|当[天日时]|并(?!购)|就(?!业)|也|则|算?起|终究|确实"
)
_SUPERLATIVE = re.compile(
    r"(?:历?史上|有史以来|建党以来|成立以来|创办以来|旗下|内|当中)(?=第|首|最|唯一)|最[大高长多早新强快小低重]|首[个位家座款例颗枚艘架条部届种项]|唯一"
)
_ABOUT = frozenset("约近逾超共达")
_FEW = 6
_LEAST = 2  # code points of 的 and the shortest noun
_TIMES = frozenset("次回度")
_TO_SO_MUCH = re.compile(r"(?<=..)[至到](?=[约近逾]?[0-9])[^的]*$")
_TO_DO_WHAT = re.compile(
    r"(?<=[医院场区地处所心家室])(?:紧急|接受)?(?:救治|抢救|急救|治疗|就医|救援|支援|灭火|抢险)$"
)
_WHITHER = frozenset("往到至赴达抵入返回送")  # 送往|广州医院|抢救, but 申请|国家救援
# 财物|共计, 财物|价值500万元, but 品牌价值排行榜
_IN_ALL = re.compile(
    r"(?<=..)(?:(?:共计|合计|总计|共?折合)(?=[约逾超近达高]|价值|人民币|[0-9]|$).*|价值(?=[约逾超近达高]|人民币|[0-9]).*)$"
)
_PREPOSED = re.compile(r"[向由从与在](?=[\u4e00-\u9fff]{2})")
_NAMED = re.compile(
    r"[“「『\"][^”」』\"\n]{1,30}[”」』\"]的?(?P<noun>[^，,；;。：:（）()！？!?「」『』“”\s]{2,16})?"
)
# where what a noun did begins: 6日发生的强烈地震|已造成912人死亡
_DID = re.compile(r"(?<=..)(?:已|曾|将(?!领)|造成|导致|致使|致(?=[0-9])|引发|引起)")
_CAUSED = re.compile(r"(?<=..)(?:造成|导致|致使|致(?=[0-9])|引发|引起)")
_ITS = re.compile(r"其(?![他它中余次实后间])")
_OPENING = frozenset('“「『"')
_FORMER = frozenset("前 原 时任 现任 候任 前任 代理".split())
_MODIFIERS = frozenset({"GPE", "LOC", "ORG", "NORP"})


class Objects(ObjectWords):
    """The objects of a verb."""

    def behind(
        self, end: int, stop: int, *, whither: bool = False, content: bool = False, head_noun: bool = False
    ) -> tuple[Argument, ...]:
        """The objects behind a verb: names that no preposition governs, else the words that follow.

        ``whither`` tells that the verb goes somewhere: a name is the place, and no part of another noun;
        ``head_noun`` that it is the noun behind 的 of a relative clause; ``content`` that what follows may be a clause: 否认|向中国转让技术, but 建成|向市民开放.
        """
        among = _FRAMED.match(self.norm, end, stop)
        end = among.end() if among is not None else end  # 举行一场包括印度在内的|三方会谈
        named_behind = self._named_behind(end, stop, whither=whither, content=content and not head_noun)
        if named_behind:
            return named_behind
        text = _COMPLETED.sub("", self.norm[end:stop])
        offset = stop - len(text)
        head = _WORDS.match(text)
        if head is None and (content or text[:1] not in _OPENING):
            return ()
        words = head.group() if head is not None else ""
        named = _NAMED.match(text, len(words))
        if named is not None and (head_noun or not content):  # 首届|“连港杯”|女子足球赛, 题为|“…”|的研讨会
            noun = named.group("noun") or named.group()
            if len(words + named.group()) <= CELL:
                words += named.group()
            elif named.group("noun") or not words:
                offset, words = offset + named.end() - len(noun), noun
        if len(words) > CELL and "的" in words:  # 为期两天的年度考核: what it is comes last
            words = words[words.rindex("的") + 1 :]
            offset = stop - len(text) + (head.end() if head else 0) - len(words)
        if head_noun and self.in_it(words, stop):
            words = words[:-1]  # 前一天举行的|议会选举|中获得, 周日公布的|名单|中，
        its = _ITS.match(words) is not None
        words, offset = words[its:], offset + its  # 判处其|有期徒刑
        if head_noun:
            words = self.before_date(words, offset)
        if head_noun or not content:
            words = self._before_deed(words, offset, _DID if head_noun else _CAUSED)
        words = self.one_thing(words, offset, content=content and not head_noun)
        words = self.first_act(_SINCE.split(words, maxsplit=1)[0], offset)  # 接任|总理|以来首次
        words = self._without_amount(self.without_speech(words, offset), end)
        if not 2 <= len(words) <= CELL or HOW_IT_WENT.match(words) or _NO_OBJECT.match(words):
            return ()
        if not content and _PREPOSED.match(words) and self.alone(offset):
            return ()
        if self.dated(offset) and self.norm[offset - 1] in "至到":
            return ()  # 押后至|12月29日再讯
        about = offset + (words[0] in _ABOUT)  # 会谈|约两小时
        end = offset + len(words)
        if self.taken.count(1, about, end) == end - about and (
            self.dated(about) or (self.name_at(about) is None and self.number_at(about) is None)
        ):
            return ()  # 休庭|四周
        return (Argument("", self.context.raw(offset, offset + len(words))),)

    def _named_behind(self, end: int, stop: int, *, whither: bool, content: bool) -> tuple[Argument, ...]:
        """The objects where names stand behind the verb, or the noun of what was made: 作出了收购甲公司的|决定."""
        deed = _DEED.search(self.norm, end, stop) if self.norm[end - 1] in "出成" else None
        if deed is not None:
            return (Argument("", self.context.raw(*deed.span("noun"))),)
        free = self._free_behind(end, self.between(end, stop))
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
        return (last,) if last is not None else tuple(self._nouns_of(free, stop))[:2]

    def _before_deed(self, words: str, offset: int, deed: re.Pattern[str]) -> str:
        """空袭 of 发动的空袭造成24人死亡: what a thing did is no part of its noun."""
        did = deed.search(words)
        return words[: did.start()] if did is not None and self._begins_word(offset + did.start()) else words

    def _without_amount(self, words: str, end: int) -> str:
        """广州医院 of 送往广州医院抢救, 财物 of 查获财物价值500万元, 目标价 of 下修目标价至142元."""
        words = _IN_ALL.sub("", words)
        words = _TO_DO_WHAT.sub("", words) if self.norm[end - 1] in _WHITHER else words
        words = _TO_SO_MUCH.sub("", words)
        return words.partition("、")[0] if len(words) > CELL else words  # 法定代表人|、董事及董事长等相关职务

    def _begins_word(self, place: int) -> bool:
        token = self.context.token_at(place)
        return token is None or token.start == place

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
                begin = names[first].start if end - names[first].start <= CELL else name.start
                found.append(
                    Argument("", self.context.raw(begin, end))
                    if end - begin <= CELL
                    else Argument(name.mention_id, name.text)
                )
            at += 1
            while at < len(names) and self._is_alias(name, names[at]):
                at += 1
        return found

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
        words = _WORDS.match(self.norm, start, stop)
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
        title = self.title_of(other)
        if title and self.norm[end : other.start - len(title)] in _FORMER:
            return True  # 台北|前|市长郝龙斌
        number = self.number_at(end)  # 高雄市|一家|生技公司
        return other.start == (number.end if number is not None and number.start == end else end)

    def _noun_end(self, name: EntityMention, stop: int) -> int:
        """Where the noun ends that a name says which of: 世行|贷款, 北京大学|的|校徽; the end of the name where it is all."""
        end = self.nouns(name.end, stop) if name.label in _MODIFIERS else name.end
        of = end + 1
        if self.norm[end : end + 1] == "的" and of < stop and not self.taken[of]:
            behind = self.nouns(of, stop)
            end = behind if behind > of else end
        return end

    def _of_next(self, name: EntityMention, behind: Sequence[EntityMention]) -> bool:
        """安迈(Alvarez & Marsal)的|杜艾迪: a name, or its alias, that only says whose the next one is."""
        if not behind:
            return False
        between = self.norm[name.end : behind[0].start]
        return bool(_OF.fullmatch(between)) or (between == "(" and self._of_next(behind[0], behind[1:]))
