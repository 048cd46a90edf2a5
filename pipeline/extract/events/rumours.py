"""What a text only passes on: a rumour (网传…, …的传闻), and one that it calls false (…的消息系谣言, 已遭否认).

Inside of what is passed on nothing has happened: a rumour is hypothetical, and negated where the sentence, or the next one,
denies it. Its date is that of what is rumoured, and of nothing that is told beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract.events.clauses import Clause

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.events.candidates import Candidate
    from pipeline.model import DateMention, Status

# one of these stands in every sentence that denies or passes on a rumour
_SIGNALS = tuple(
    "谣 谎称 编造 传闻 传言 网传 外传 市传 有传 据传 盛传 风传 讹传 流传 误传 流言 消息 爆料 报道 否认 驳斥 澄清 不实 失实 属实 虚构 虚假 "
    "捏造 杜撰 子虚乌有 事实 假消息 假新闻 假信息 假的 此事 无稽 空穴来风 无中生有 根据 依据 证实 核实 真伪 真假".split()
)
_SIGNAL = re.compile("|".join(_SIGNALS))
_NOUN = r"(?:消息|说法|传闻|传言|谣言|流言|谣传|传说|报道|报导|信息|讯息|言论|网帖|帖文|帖子|新闻|指称|猜测|一事|一说|之说|之事)"
_KIND = r"(?:相关|有关|网络|网路|网上|市场|坊间|社会|各种|不实|虚假|所谓)*"
_TOLD_AS = r"(?:遭|被|已|获|均|都|皆|亦|也|经)"
_FALSE = (
    rf"(?:{_TOLD_AS}*(?:证实|确认|证明|查明|认定|核实|查证)|经[^，。；]{{1,8}}?(?:核实|查证|核查|调查)后?|均|都|皆|全|完全|根本|纯粹|实际上?|"
    r"并|也|亦|确|纯属|实属|属于?|实为|为|是|系|乃|一则|一条|一个|[，,])*"
    r"(?:不实|失实|虚假|虚构|谣言|谣传|讹传|误传|以讹传讹|假消息|假新闻|假信息|假讯息|假的|捏造|杜撰|编造|子虚乌有|无中生有|空穴来风|"
    r"无稽之谈|[不非]属实|不真实|非事实|不是事实|与(?:客观|实际)?(?:事实|实情)(?:严重|完全|明显)?(?:不[符相]|相悖|有出入)|不符合?(?:客观)?(?:事实|实情)|"
    r"不成立|站不住脚|(?:毫无|没有|缺乏)(?:任何|事实)?(?:根据|依据)|查?(?:无|没有)[此其]事)"
)
_DENIES = r"(?:否认|辟谣|驳斥|批驳|澄清|斥为)"
_DENIED = rf"[^，。；]{{0,14}}?(?<![未不无])(?<!没有)(?<!拒绝){_DENIES}"
_OPEN_YET = (
    r"(?:目前|均|都|也|是否)?(?:(?:尚|仍|还|暂)?(?:未|待|无法|没有|难以)(?:获|得到|经|被|能|有)?[^，。；]{0,8}?(?:证实|确认|核实)"
    r"|真[伪假](?:尚|仍|还)?[未难不存]|是否属实)"
)
# 停产的消息系谣言, “停产”一事纯属虚构, 停产的说法，已遭官方否认
_CALLED = re.compile(
    rf"(?:(?:的|[”」』]){_KIND}{_NOUN}|(?<=[\u4e00-\u9fff0-9])(?:一事|一说|之说|传闻|传言|谣言|谣传))[”」』]?"
    rf"(?:(?P<false>(?:[，,][^，。；]{{1,8}}?(?:表示|称|指出?|回应|强调)[，,]?)?{_FALSE}|[，,]?{_DENIED})|(?P<open>[，,]?{_OPEN_YET}))"
)
# 停产的传闻: no more than that
_OF_RUMOUR = re.compile(
    rf"(?:的|[”」』]){_KIND}(?:(?P<rumour>传闻|传言|流言)|(?P<lie>谣言|谣传|(?<=虚假)[信消]息|(?<=不实)[信消]息|假[信消]息))"
)
# 公司否认8月5日停产的说法
_DENIAL_OF = re.compile(
    rf"(?<![未不无]){_DENIES}了?(?P<what>[^，。；]{{2,40}}?)的?(?:消息|说法|传闻|传言|谣言|报道|报导|指控|言论|信息)"
)
# 造谣8月5日城北地震，被拘留
_MADE_UP = re.compile(r"(?:造谣|谎称|编造|捏造|虚构)(?:称|说)?(?![者案的罪、])(?P<what>[^，。；]{4,40})")
# 昆明8月2日地震为假消息
_IS_LIE = re.compile(
    r"(?:纯属|实属|属于?|实为|[均都]?[为是系])(?:一[则条个])?(?:谣言|谣传|讹传|误传|假消息|假新闻|假信息|不实[信消]息|虚构|捏造)(?=[，。；、”」』！\n]|$)"
    r"|(?<=[\u4e00-\u9fff])(?:并?不属实|纯属虚构|子虚乌有)(?=[，。；！\n]|$)"
)
_RUMOUR = re.compile(
    r"(?:网传|外传(?![统播染递])|市传|盛传|据传(?![统染承播媒真达递授])|谣传|讹传|风传|(?:坊间|市场|外界|民间|网上|网络|业界|社交媒体)(?:上|广为|一度|近日|早前)*(?:流传|有传(?![统染承播媒真达递授]))着?|"
    r"(?:有(?:网络|市场|网民|媒体)?|市场|坊间|外界|网络|网上|业界|早前|近日|日前|(?<=[，。；：\n]))(?:传言|传闻|流言|谣言|谣传)(?=[\u4e00-\u9fffA-Za-z0-9“])(?!中|的|四起|不断|满天|甚嚣|案|散|[^，。；]{0,3}(?:拘|抓))|"
    r"(?:传言|传闻|流言|谣言|谣传)(?=[称指说]|声称)(?!指控)|(?:(?<=[，。；：\n])|^)有传(?![统染承播媒真达递授]))"
    r"(?!的?(?:视频|影片|影像|图片|照片|录音|截图|一[段张则条]|[^，。；]{0,8}(?:视频|影片|照片|图片)))(?:称|指(?![控挥定出])|说|声称)?"
)
# what is only a rumour where it is denied
_SAID_TO = re.compile(
    r"(?:(?:有|多家|某|一些|此前|早前|日前|近日)(?:多家|某|些|外国|境外|自)?(?:消息|报道|报导|媒体|网友|网民|网帖|爆料|人)|消息(?:人士)?|网民|网友|外媒|外电|坊间)"
    r"(?:报道|报导|爆料|透露)?(?:称|指(?![控挥定出])|说|声称)"
)
_DENIAL = re.compile(
    rf"(?P<own>(?:[^，。；]{{0,16}}?)(?:予以|作出|进行|公开|随后|已经?|均|也|紧急|出面|发文|发布声明|回应)*(?<![未不无])(?<!没有)(?<!拒绝){_DENIES}(?=了?(?:[，,；。]|$|[该此这称并指说]|有关|相关|上述|以上|传闻|传言|流言|消息|说法|报道|报导|网传|市场|其事)))"
    rf"|(?:[该此这上相有以][^，。；]{{0,2}}?(?:{_NOUN}|内容|视频)|对此|其|经[^，。；]{{1,10}}|[^，。；]{{1,10}}?(?:称|表示|回应|指出|强调|澄清))?[^，。；]{{0,6}}?{_FALSE}"
)
_NEXT_DENIES = re.compile(
    rf"\W*(?:对此[，,]?[^，。；]{{0,14}}?(?:予以)?(?<![未不无]){_DENIES}|[^，。；]{{0,12}}?(?<![未不无])(?:否认|辟谣|驳斥)(?:了|称|[，。]|[该此这上][述一则条]?{_NOUN})"
    rf"|(?:[^，。；]{{1,12}}[，,]?(?:称|表示|澄清|回应)[，,：:]?)?(?:(?:上述|以上|该|此|这[一则条]?|相关|有关|网传){_NOUN}|此事){_FALSE})"
)
_ENDS = re.compile(
    r"；|[，,](?:但|然而|不过|对此|随后|受此|受|令|导致|引发|为此|警方|官方|当局|股价|该股|市场)"
)
_NEXT_THIS = re.compile(rf"\W*(?:上述|以上|该|此|这[一则条]?){_NOUN}")
_DENIED_WITHIN = re.compile(rf"{_FALSE}[”」』]?$|(?:已|遭|被|获)[^，。；]{{0,10}}?(?:否认|辟谣|驳斥)")
_OPEN_YET_IN = re.compile(_OPEN_YET)
_BETWEEN = "，,：:“「『 "
_PARTS = re.compile(r"[，,；;：:]?(?P<words>[^，,；;：:]+)")
_ANSWERS = frozenset("否认 证实 辟谣 澄清 驳斥 确认 核实".split())
_NEAR = 8  # code points of what the verb before 的传闻 has: 裁员|500人的传闻
# who passes it on stands before what is: 派出所澄清|昆明爆炸的消息, 散布|爆炸的谣言
_PASSED_ON = re.compile(
    rf"(?:散布|散播|传播|编造|捏造|造谣|发布|转发|报道|报导|{_DENIES}|称|指出|表示|强调|重申|认为|认定|裁定|判定|证实|查明|核实|透露|告诉|回复|答复|声明|公告|通报|解释|批评|说|针对|对于|关于|回应|有关|所谓|流传着?|传出|网传|就)(?![^，。；]{{0,2}}法)"
)
# acts of telling; that they were told is no part of what is denied
_TELLS = frozenset({"say", "announce", "publish", "reveal", "refuse", "oppose", "release", "investigate"})


@dataclass(frozen=True, slots=True)
class Rumour:
    """What is passed on from ``start`` up to ``end``, and what that makes of it."""

    start: int
    end: int
    status: Status
    near: bool = False  # only the verb right before its end is told by it: 讨论|裁员的传闻
    whole: bool = False  # a sentence that the next one takes up: who told it did so

    def holds(self, candidate: Candidate) -> bool:
        """Whether a verb is part of it; 发布 of 发布的消息 is not."""
        if not self.start <= candidate.start < self.end or (self.near and candidate.end < self.end - _NEAR):
            return False
        tells = candidate.trigger.type in _TELLS or candidate.trigger.roles == "speech"
        return not (tells and (self.whole or candidate.end >= self.end))

    def within(self, clause: Clause, candidate: Candidate) -> tuple[Clause, Candidate]:
        """The clause and its verb, read without the noun that it is told by: 发生爆炸|的消息."""
        part = Clause(max(clause.start, self.start), min(clause.end, self.end), clause.mark)
        return part, replace(candidate, place="main")


class Rumours:
    """What the sentences of one document pass on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.none = _SIGNAL.search(context.norm) is None
        self.found: list[Rumour] = []

    def begin(self, index: int) -> None:
        """Come to a sentence."""
        if self.none:
            return
        sentences = self.context.document.sentences
        sentence = self.context.sentence(index)
        following = sentences[index + 1].end if index + 1 < len(sentences) else sentence.end
        self.found = rumours(self.context.norm, sentence.start, sentence.end, following)

    def at(self, candidate: Candidate) -> Rumour | None:
        """The rumour that a verb belongs to: a denial before a mere rumour."""
        if not self.found:
            return None
        mine = [one for one in self.found if one.holds(candidate)]
        return next((one for one in mine if one.status == "negated"), mine[0] if mine else None)

    def dates(self, date: DateMention, candidate: Candidate, *, inherited: bool) -> bool:
        """Whether a date is that of a rumour, and of nothing beside it: 网传8月5日停产，公司|否认."""
        if not self.found or not (inherited or candidate.surface in _ANSWERS):
            return False
        return any(one.start <= date.start < one.end for one in self.found)


def rumours(norm: str, start: int, end: int, following: int) -> list[Rumour]:
    """What one sentence passes on; that behind it, up to ``following``, may deny it."""
    if _SIGNAL.search(norm, start, following) is None:
        return []
    found = [
        _content(norm, start, match.start(), "negated" if match["false"] else "hypothetical")
        for match in _CALLED.finditer(norm, start, end)
    ]
    found += [Rumour(*match.span("what"), "negated") for match in _DENIAL_OF.finditer(norm, start, end)]
    found += [Rumour(*match.span("what"), "negated") for match in _MADE_UP.finditer(norm, start, end)]
    found += [_content(norm, start, match.start(), "negated") for match in _IS_LIE.finditer(norm, start, end)]
    found += [
        replace(
            _content(norm, start, match.start(), "negated" if match["lie"] else "hypothetical"), near=True
        )
        for match in _OF_RUMOUR.finditer(norm, start, end)
    ]
    later = _NEXT_DENIES.match(norm, end, following) is not None
    for opener in (_RUMOUR, _SAID_TO):
        opens = opener.search(norm, start, end)
        if opens is not None:
            found += _opened(norm, opens.end(), end, later=later, sure=opener is _RUMOUR)
    if later and not found and _NEXT_THIS.match(norm, end, following):
        found.append(Rumour(start, end, "negated", whole=True))
    return found


def _content(norm: str, start: int, end: int, status: Status) -> Rumour:
    """From where its clause, or what was passed on in it, begins."""
    begin = max(norm.rfind(mark, start, end) for mark in "，；：。\n,;:") + 1 or start
    for told in _PASSED_ON.finditer(norm, begin, end):
        begin = told.end()
    return Rumour(max(begin, start), end, status)


def _opened(norm: str, start: int, end: int, *, later: bool, sure: bool) -> list[Rumour]:
    """What 网传 opens, up to the clause that denies it or tells what came of it."""
    stop = end
    start += len(norm[start:end]) - len(norm[start:end].lstrip(_BETWEEN))
    first = True
    for part in _PARTS.finditer(norm, start, end):
        if first:
            denied = _DENIED_WITHIN.search(norm, *part.span("words"))
        else:
            if _ENDS.match(norm, part.start(), part.end()):
                stop = min(stop, part.start())
            denied = _DENIAL.match(norm, part.start("words"), part.end())
        if denied is not None:
            return [Rumour(start, min(stop, part.end() if first else part.start()), "negated")]
        sure = sure or _OPEN_YET_IN.search(norm, part.start(), part.end()) is not None
        first = False
    return [Rumour(start, stop, "negated" if later else "hypothetical")] if later or sure else []
