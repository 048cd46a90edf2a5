"""Words that stand in for a name before a verb: 公司, 前者, 两者, 三人, 这艘飞船, 当地, 法官.

What a word means comes from ``antecedents.Told``; where two names may be meant, the words themselves are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.adverbs import ADVERBS
from pipeline.extract.events.noun_phrases import NounPhrases
from pipeline.extract.spokesmen import spokesman
from pipeline.gates import led
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityLabel

# 这艘飞船, 该法案: the noun tells of which kind the name is that it takes up
_KINDS: dict[EntityLabel, str] = {
    "PRODUCT": "飞船|火箭|卫星|芯片|晶片|大?模型|软件|软体|应用|手机|产品|飞机|客机|战机|导弹|车型|药物|疫苗|探测器|舰|货轮|渔船",
    "EVENT": "台风|风暴|飓风|展会|博览会|赛事|战争|地震",
    "LAW": "法案|法律|条例|法规|协定|协议|公约|决议|修正案",
    "WORK_OF_ART": "报告|文章|论文|影片|电影|白皮书|小说",
    "FAC": "大桥|机场|港口|电站|核电站|大楼|隧道|铁路|体育场",
}
_LABELS = {noun: label for label, nouns in _KINDS.items() for noun in nouns.replace("大?", "").split("|")}
_THING = "|".join(sorted(_LABELS, key=lambda noun: -len(noun)))
_STAND_IN = led(
    re.compile(
        r"(?P<body>(?:该|本)?(?:公司|集团|企业|机构|基金会|银行)|该[院会局部行所党司署校报店厂])|(?P<team>球队|该队)"
        r"|(?P<court>法院|法庭|该院)|(?P<meeting>(?:本届|本次|这次)?(?:大会|会议|峰会|论坛))"
        rf"|(?P<thing>[这该此][艘款枚颗座项份部架场支只种个辆]?(?P<noun>{_THING}))"
        r"|(?P<who>他(?!们)|她(?!们)|(?:这|那)[位名][^，、]{0,10}?(?=[0-9一二三四五六七八九十]{1,2}[月日时]|[今昨前星周上]|[^，、]{0,10}$))"
        r"|(?P<they>他们|她们|(?P<count>[两二三四五六])(?:人(?![民口员])|家公司|家(?=[^公庭])|国)|双方|两者|二者)"
        r"|(?P<i>我(?![国市省县校院区厂军队方]))|(?P<one>前者)|(?P<other>后者)|(?P<place>当地(?!时间)|本地(?!时间)|该[国省市县区州镇乡村](?![场值占况盈净道]))(?!的)|全(?P<level>[省市县州])(?!性)|(?P<it>它)"
    )
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_PRONOUNS = frozenset({"他", "她", "他们", "她们", "我"})  # 我: whom the text quotes, it may not say
_NOT_ATTRIBUTES = frozenset({"they", "place", "level", "thing", "one", "other"})
_OPENING = "年月日时前后午晚度，但而并且，"


class StandIns(NounPhrases):
    """Nouns, and what those mean that stand in for a name."""

    def stand_in(self, clause: Clause, trigger: int, told: Told) -> tuple[tuple[Argument, ...], int] | None:
        """What the subject means that stands in for a name, and where it ends; None where none stands there."""
        for match in _STAND_IN.finditer(self.norm, clause.start, trigger):
            token = self.context.token_at(match.start())
            if token is not None and token.start != match.start():
                continue
            if self.in_phrase(clause.start, match.start()):
                continue
            before = self.norm[clause.start : match.start()]
            if match.lastgroup not in {"who", "it"} and before and before[-1] not in _OPENING:
                continue
            if match.lastgroup == "place" and not all(
                self.dated(place) or self.norm[place] in _OPENING
                for place in range(clause.start, match.start())
            ):
                continue  # 理事会8月3日|当地|通过
            if match.lastgroup in _NOT_ATTRIBUTES and self._says_which(match.end(), trigger):
                continue
            known = self._meant(match, told)
            if not known and match.lastgroup == "place":
                known = (Argument("", self.context.raw(*match.span())),)
            if known or match.group() in _PRONOUNS:
                told.unclear = not known
                return known, match.end()
        return None

    def _says_which(self, end: int, trigger: int) -> bool:
        """当地|第一座工厂, 两国|领导人: a noun behind it is the subject, and it says only of whom."""
        index, tokens = self.context.token_index(end), self.context.tokens
        while trigger - 1 > end and self.dated(trigger - 1):
            trigger -= 1
        last = self.context.token_at(trigger - 1)
        if last is not None and last.tag == "n" and last.start > end and not self.dated(last.start):
            return True  # 当地卫生|当局
        while index < len(tokens) and tokens[index].end <= trigger:
            token = tokens[index]
            index += 1
            if token.start < end or self.number_at(token.start) is not None:
                continue
            if token.tag[:1] in {"r", "m", "q"}:
                continue  # 该县|另一座煤矿
            return (
                (token.tag[:1] == "n" or token.word == "合同")
                and not self.dated(token.start)
                and token.word not in ADVERBS
            )
        return False

    def company(self, told: Told, place: int) -> Argument | None:
        """What 公司 is at a place: that for which somebody speaks there, else the one that the text has told of."""
        start = self.context.sentence(self.context.sentence_at(place)).start
        speaks = spokesman(self.context, self.between(start, place), place)
        if speaks is None:
            return told.body(company=True, before=place)
        return None if speaks.body is None else Argument(speaks.body.mention_id, speaks.body.text)

    def stands_for(self, words: str, told: Told, place: int) -> Argument | None:
        """What one noun at a place stands for that is no subject: 公司4月给出的, 被法官拒绝."""
        match = _STAND_IN.fullmatch(normalise(words))
        if match is not None and match.lastgroup == "body":
            company = match.group().endswith(("公司", "集团", "企业"))
            return self.company(told, place) if company else told.body(company=False, before=place)
        if match is not None and match.lastgroup == "court":
            return told.court
        return told.holder(normalise(words))

    def _meant(self, match: re.Match[str], told: Told) -> tuple[Argument, ...]:
        """What a word stands for; empty where that is not certain."""
        words, kind = match.group(), match.lastgroup
        if kind == "they":
            count = match.group("count")
            return told.they(
                _COUNTS[count] if count else 2 if words not in _PRONOUNS else 0,
                "PERSON" if words in _PRONOUNS or "人" in words else "GPE" if "国" in words else "",
            )
        if kind in {"one", "other"}:
            pair = told.pair()
            return (pair[0 if kind == "one" else 1],) if pair else ()
        if kind == "body":
            company = words.endswith(("公司", "集团", "企业"))
            at = match.start()
            one = self.company(told, at) if company else told.body(company=False, before=at)
        elif kind == "i":
            one = None
        elif kind == "who":
            one = told.he()
            if one is None and words not in _PRONOUNS:
                one = told.holder(words)
        elif kind == "thing":
            one = told.thing(_LABELS[match.group("noun")])
        elif kind == "place":
            one = told.place()
        elif kind == "level":
            one = told.level(match.group("level"))
        else:
            one = {"team": told.team, "court": told.court, "meeting": told.meeting, "it": told.it}[
                kind or "it"
            ]
        return (one,) if one is not None else ()
