"""Subjects that a clause opens with and no table lists: 一艘货轮, “机师工会”, 此案."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.events.adverbs import ADVERBS
from pipeline.extract.events.free_names import FreeNames
from pipeline.gates import firsts
from pipeline.model import Argument

if TYPE_CHECKING:
    from pipeline.extract.events.clauses import Clause
    from pipeline.model import EntityMention

_ONE_THING = re.compile(
    r"(?:另外?有?|有)?(?:[一1]|[该那这]一?)[艘架辆名位家座枚列班](?:(?:当时|现年|年约|年仅)?[0-9]{1,3}岁的?)?(?P<what>(?!当时|时年|现年|年[约仅近满])[\u4e00-\u9fff]{2,6}?)(?=在|于|从|昨|今[天日早晚晨]|[0-9]|突然|疑似?|失控|打滑|过往|一向|以往|自(?:[今去前0-9]|上?[周月]|星期))"
)
# 沪指|涨0.5%: names of indices that the segmenter cuts
_INDEX = re.compile(
    r"(?:沪深[0-9]{3}|上证综|上证|深证成|深成|沪|深|创业板|科创[0-9]{2}|中证[0-9]{3,4}|恒生科技|恒|国企|科|道|纳|标普[0-9]{3}|日经[0-9]{0,3}|加权|富时)指数?"
    r"(?=[0-9早午尾盘收开高低涨跌升现报昨今周星大急重微连续再先]|一度|全[日天周]|上[涨扬升]|下[跌挫]|[月日])"
)
_QUOTED_BODY = re.compile(
    r"(?:但|而|然而|不过|随后|同时)?[“「『](?P<body>[^”」』]{1,12}(?:[协工商公学议委]会|委员会|[院部局署处厅党])(?:主席|部长|发言人)?)[”」』]"
)
# 此案|将于3月聆讯
_THIS_CASE = re.compile(r"(?:而|但)?(?P<case>[此该本这][案事]件?)(?=[将已于在至今昨0-9被获遭目预])")
# 一名20岁姓林男子，7月23日被捕
_SOMEBODY = re.compile(
    r"(?:[\u4e00-\u9fff]姓|姓[\u4e00-\u9fff])?(?:本地|外籍|华[裔族])?(?:男子|女子|男童|女童|男生|女生|老[翁妇]|妇[人女]|少[年女]|青年|学生|司机|工人|商人)$"
)
_OF_AGE = re.compile(r"[一1]名(?:(?:当时|现年|年约|年仅|年近)?[0-9]{1,3}岁的?)?")
# 警方|昨晚更新消息时|指出: a side that says something on a day, and how it came to
_SIDE = re.compile(r"(?:[警检校院军官厂馆资]方|当局|(?:[\u4e00-\u9fff]{2,4})?发言人)")
# 随后|办案民警顺线追踪于8月15日将嫌疑人抓获
_OFFICERS = re.compile(
    r"(?:随后|其后|之后|随即|当晚)?(?P<who>[\u4e00-\u9fff]{0,3}(?:民警|警方|警员|特警|刑警|干警|消防员|救援队|海警))"
)
_MOVES = re.compile(r"[将把](?![来会要军领])")
# 拥有博士头衔的|王芳，: words that say who the name is that they end in, and no act
_WHO_IS = re.compile(
    r"(?:目前|现时?|今年)?(?:拥有|具有|身为|身兼|位列|名列|排名|排在|世界排名|高居|贵为|来自|出身|出生|现年|年仅|现役|号称|人称|有着?[“「]|被誉为|被视为|被称为|素有|享有|曾|从影|入行|出道|首度?次?入围|睽违|阔别|以[^，；。]{2,12}(?:闻名|著称|走红|成名)|[0-9]{1,2}岁)"
    r"[^，；。]{0,30}的$"
)
_IS_WHO = re.compile(r"的(?:则|就|正|便|仍|还)?是$")  # 最受瞩目的是|小米，
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")
_INDEX_FIRSTS = firsts(_INDEX)
_FIRSTS = firsts(_ONE_THING, _OF_AGE, _THIS_CASE, _QUOTED_BODY)


class Openers(FreeNames):
    """What stands first in a clause."""

    def opens(self, start: int, trigger: int) -> Argument | None:
        """货轮 of 一艘货轮在海域离岸约7海里处沉没; 机师工会 of “机师工会”2月1日表示: a body in marks that no table lists."""
        at = bisect_left(self.date_starts, start)
        if at < len(self.dates) and self.dates[at].start <= start + 1:
            start = self.dates[at].end  # 8月5日凌晨|一辆旅游巴
        first = self.norm[start : start + 1]
        index = _INDEX.match(self.norm, start, trigger) if first in _INDEX_FIRSTS else None
        if index is not None:
            return Argument("", self.context.raw(index.start(), index.end()))
        if self.norm[trigger - 1] in "时后" and (side := _SIDE.match(self.norm, start, trigger)) is not None:
            return Argument("", self.context.raw(*side.span())) if self.dated(side.end()) else None
        after = _OFFICERS.match(self.norm, start, trigger)
        if after is not None and _MOVES.search(self.norm, after.end(), trigger):
            return Argument("", self.context.raw(*after.span("who")))
        if first not in _FIRSTS:
            return None
        one = _ONE_THING.match(self.norm, start, trigger)
        if one is not None:
            return Argument("", self.context.raw(*one.span("what")))
        of_age = _OF_AGE.match(self.norm, start, trigger)
        person = None if of_age is None else self.somebody(of_age.end(), trigger)
        if person is not None:
            return person
        case = _THIS_CASE.match(self.norm, start, trigger)
        if case is not None:
            return Argument("", self.context.raw(*case.span("case")))
        body = _QUOTED_BODY.match(self.norm, start, trigger)
        if body is None or self.norm.startswith("的", body.end()) or self.words_before(body.end(), trigger):
            return None
        return Argument("", self.context.raw(*body.span("body")))

    def somebody(self, start: int, stop: int) -> Argument | None:
        """林姓男子: who is told by his surname and what he is, where nothing else stands there."""
        person = _SOMEBODY.match(self.norm, start, stop)
        return None if person is None else Argument("", self.context.raw(*person.span()))

    def closing_name(self, clause: Clause) -> EntityMention | None:
        """王芳 of 拥有博士头衔的选手王芳，今天夺冠: the name that a clause without a verb of its own ends in."""
        if self.norm[clause.end : clause.end + 1] not in {"，", ","}:
            return None
        end = clause.end
        if self.norm[end - 1] == ")" and (bracket := _BRACKET.search(self.norm, clause.start, end)):
            end = bracket.start() if bracket.end() == end else end
        name = self.name_at(end - 1)
        if name is None or name.end != end or name.label not in {"PERSON", "ORG"}:
            return None
        at = self.apposition(clause.start, self._begins(name))
        if _IS_WHO.search(self.norm, clause.start, at):
            return name
        return name if _WHO_IS.fullmatch(self.norm, clause.start, at) else None

    def closing_names(self, clause: Clause) -> list[EntityMention]:
        """蔡旭哲 and 王浩泽 of 完成交接的蔡旭哲和王浩泽，预计返回: the people whom a clause without a verb of its own ends in."""
        if self.norm[clause.end : clause.end + 1] not in {"，", ","}:
            return []
        names = self.joined(self.between(clause.start, clause.end))
        people = len(names) > 1 and all(name.label == "PERSON" for name in names)
        if not people or names[-1].end != clause.end or self.norm[names[0].start - 1] != "的":
            return []
        return names

    def words_before(self, start: int, trigger: int) -> bool:
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
