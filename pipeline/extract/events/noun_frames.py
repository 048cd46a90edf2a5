"""Nouns before a verb that are no subject: where something was, what a verb before governs, how many they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.mentions import Mentions
from pipeline.model import Argument
from pipeline.normalise import normalise
from pipeline.segment import is_word

if TYPE_CHECKING:
    from pipeline.model import NumberMention, Token

_HEADS_PEOPLE = frozenset({"人", "名", "位"})
_OF_PEOPLE = (
    "人员",
    "队员",
    "官兵",
    "民众",
    "村民",
    "居民",
    "学生",
    "员工",
    "志工",
    "志愿者",
    "乘客",
    "警员",
)
_BUILDING = re.compile(
    r"(?:会馆|酒店|宾馆|饭店|广场|大厦|大楼|会所|体育[场馆]|剧院|礼堂|事务所|造船厂|码头|机场|车站|医院|学校|大学|中学|小学|公园|花园|花苑|[^马公铁]路|大街|大道|路口|社区|小区|公寓|住家|超市|商场|便利店|巴刹|海域|水域|空域|地带)$"
)
_THOSE = re.compile(r"对(?:那些|凡是?|任何|所有)[已被曾遭]*$")
_TOWARDS = frozenset("对向把将给")
# 5日|针对议员提出的法案进行表决: the verb of the relative clause only says what is dealt with
DEALT_WITH = re.compile(
    r"(?:针对|围绕|就(?![任职业])|对(?![外内手]))(?P<whose>[^，；。的]{1,16})的[^，；。]{1,16}?"
    r"(?:进行(?!的)|予以|加以|给予|作出|做出|表示|展开|发表|召开|举行|表决|提出)"
)
_WHEN = frozenset("时 后 前 之后 以后 之前 期间 之际".split())  # 修缮屋顶|时坠落: no roof falls
GLUED_PREPOSITIONS = frozenset("在于向对与为以因就用靠受朝沿经")
_COMPLETES = re.compile(r"^附$|[^这那该此超](?:起|出|开|住|走|掉|倒|下|上)$")
# 用六架远程攻击|无人机, 用数十枚|导弹: with what, and none that did it
WITH_SO_MANY = re.compile(
    r"(?<![使利采引任雇信费作运])用[0-9一二三四五六七八九十两数百千万多余几]+[架枚辆艘支把门台发套根条块件个颗](?:[^，；。的]{0,6})$"
)
_CLOSED = re.compile(r"中(?![国共方央华企资队标断止])|[上里](?![月周年午个半市任涨升调演映访])|期间")
CELL = 16  # code points: the words without a name that a cell of a table still shows

_GLUED_ON = frozenset("在于於经經")
_SINCE = frozenset("自比较較从從")
_HEARS = frozenset({"据报", "據報", "接报", "接報", "获报", "獲報", "闻讯", "聞訊"})
_SO_LONG = frozenset({"长达", "高达", "長達"})

_OWNER_BESIDE = re.compile(r"[与同跟][^，；。的]{2,12}的$")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十两数几多百千]{1,6}[\u4e00-\u9fff]$")
_AND = frozenset("和及、")
_BESIDE_BOTH = re.compile(r"[与同跟][^，；。的0-9和及、]{1,12}$")
BESIDE = frozenset("与同跟以")
_SURNAMED = re.compile(r"[\u4e00-\u9fff]姓$")

_AIM_IS = re.compile(r"(?:目标|任务|初衷|宗旨|愿景)(?:就|则|正)?[是为]")


class NounFrames(Mentions):
    """Mentions, and what the nouns before a verb are where they are not its subject."""

    def of_zone(self, token: Token) -> bool:
        """时间 of 台湾时间8月5日 and 当地时间8月5日: by whose clock, no subject."""
        if self.norm.startswith("第一", token.start - 2):
            return True  # 交警第一|时间赶赴
        if not self.dated(token.end):
            return False
        name = self.name_at(token.start - 1)
        place = name is not None and name.label in {"GPE", "LOC"}
        return place or self.norm[token.start - 2 : token.start] in {"当地", "本地", "美东", "美西"}

    def of_person(self, at: int, trigger: int) -> bool:
        """与来自日本的选手|王明交手: the noun that ends at ``at`` says who the name is that a preposition governs."""
        name = self.name_at(at)
        return name is not None and name.start == at and name.label == "PERSON" and name.end <= trigger

    def is_object(self, first: int, begin: int, start: int) -> bool:
        """附|条件批准, 抬起|汽车救出女子, 向|普京介绍: what the word before governs, whatever the segmenter makes of it."""
        before = self.context.tokens[first - 1] if first and begin > start else None
        if before is not None and before.start >= start and _COMPLETES.search(before.word):
            return before.tag[:1] == "v"
        named = self.name_at(begin + 1)
        return self.norm[begin] in GLUED_PREPOSITIONS and named is not None and named.start == begin + 1

    def towards(self, start: int, verb: int) -> bool:
        """对|被捕的商人, 将|被困的乘客: whether such a preposition stands right before the verb of a relative clause."""
        if _THOSE.search(self.norm, start, verb):
            return True  # 对那些被|列入名单的商户
        at = verb - 1
        if at < start or self.norm[at] not in _TOWARDS or self.taken[at]:
            return False
        token = self.context.token_at(at)
        return token is None or token.start == at or self.dated(at - 1)  # 5|日向

    def mentioned(self, place: int) -> bool:
        """Whether a date, name or number is there."""
        return self.dated(place) or self.name_at(place) is not None or self.number_at(place) is not None

    def deals_with(self, start: int, verb: int) -> bool:
        """针对在野党|提出的法案进行表决: whether the relative clause of ``verb`` only says what is dealt with."""
        dealt = DEALT_WITH.search(self.norm, start)
        return dealt is not None and dealt.start("whose") <= verb < dealt.end("whose")

    def only_frames(self, index: int, begin: int, start: int, trigger: int) -> bool:
        """修缮屋顶|时, 结果|收到建议60条, 官方目标|是2028年投产: nouns that tell when, what it came to, or what is aimed at."""
        tokens = self.context.tokens
        if _AIM_IS.match(self.norm, tokens[index].end - len("目标")):
            return True
        if index + 1 < len(tokens) and tokens[index + 1].word in _WHEN and tokens[index + 1].end <= trigger:
            return True
        return begin == start and self.norm.startswith("结果", begin) and tokens[index].end == begin + 2

    def counted(self, number: NumberMention, start: int) -> Argument | None:
        """消防人员 of 消防人员32名前往灾区: people, with how many of them behind."""
        token = self.context.token_at(number.start - 1) if number.start > start else None
        if token is None or token.end != number.start or token.tag[:1] != "n" or self.taken[token.start]:
            return None
        if number.unit not in _HEADS_PEOPLE or not token.word.endswith(_OF_PEOPLE):
            return None
        return Argument("", self.context.raw(max(token.start, start), token.end))

    def in_place(self, start: int, begin: int, end: int) -> bool:
        """在经三路赢和|会馆: a building behind 在 is where, whatever the segmenter makes of its name."""
        at = max(self.norm.rfind("在", start, begin), self.norm.rfind("到", start, begin))
        if (
            at < 0
            or begin - at > CELL
            or "的" in self.norm[at:begin]
            or _BUILDING.search(self.norm, begin, end) is None
        ):
            return False
        token = self.context.token_at(at)
        return token is not None and (token.start, token.end) == (at, at + 1)

    def prefix(self, start: int, begin: int) -> int:
        """How long what belongs to a noun stands before it: 黄姓|男子, 非|电子产品, 可|再生能源."""
        if _SURNAMED.search(self.norm, start, begin):
            return 2
        before = self.norm[begin - 1] if begin > start else ""
        apart = before == "非" and self.name_at(begin - 2) is None
        return 1 if apart or (before == "可" and self.norm.startswith("再生", begin)) else 0

    def is_beside(self, start: int, begin: int) -> bool:
        """与|货车 and 与一辆|货车相撞: what 与 names is not the subject, however many they are."""
        counted = _COUNTED.search(self.norm, start, begin)
        at = (counted.start() if counted else begin) - 1
        owner = _OWNER_BESIDE.search(self.norm, start, at + 1)
        if owner is not None:  # 与大河电气的|卖方, not 与客户签订的|合同
            token = self.context.token_at(at - 1)
            return token is not None and token.tag[:1] != "v"
        if (
            at >= start
            and self.norm[at] in _AND
            and _BESIDE_BOTH.search(self.norm, max(start, at - CELL), at)
        ):
            return True  # 与市长和|局长一家碰面
        return at >= start and self.norm[at] in BESIDE

    def where(self, start: int, begin: int, end: int) -> bool:
        """在签约仪式上: 在 governs what 上 closes, whatever stands between."""
        before = self.norm[start:begin]
        return bool(_CLOSED.match(self.norm, end)) and max(before.rfind("在"), before.rfind("于")) >= 0

    def and_others(self, index: int, start: int) -> Argument | None:
        """后勤人员和厨师等人: the nouns before 等人, with those that they are joined to."""
        tokens, first = self.context.tokens, index - 1
        while first > 0 and tokens[first - 1].start >= start:
            token = tokens[first - 1]
            if self.taken[token.start] or not (
                token.tag[:1] == "n" or token.word in {"和", "、", "及", "与"}
            ):
                break
            first -= 1
        begin = tokens[first].start
        short = first < index - 1 and tokens[index].end - begin <= CELL
        return Argument("", self.context.raw(begin, tokens[index].end)) if short else None

    def unglued(self, text: str, last: Token) -> str:
        """A noun without what the segmenter has glued to it: 铁伊在|伦敦, 新规自|1月1日, 价格比|上年, 边界线长达|约800公里."""
        if text[-1] in _GLUED_ON and not is_word(last.word):
            return text[:-1]
        if text[-1] in {"会", "會"} and len(text) > 3 and self.norm.startswith(("在", "于"), last.end):
            return text if is_word(last.word) else text[:-1]  # 所有人质|会在十三日返国
        if text[-1] in _SINCE and self.dated(last.end):
            return text[:-1]
        if text[:2] == "身份" and len(text) > 3:
            return text[2:]  # 不明|身份|武装分子
        if len(text) > 3 and text[-2:] in _HEARS:
            return text[:-2]  # 警方|据报到场
        if text in {"黄金", "黃金"} and self.norm[last.end : last.end + 1].isdigit():
            return ""  # 搜救黄金|72小时
        suffered = self.context.lexicon.happenings.triggers.get(normalise(text[-2:]))
        if suffered is not None and suffered.type == "disaster" and not suffered.noun and len(text) > 3:
            return text[:-2]  # 车辆泡水|或被冲走, 洪水越堤|进入市区
        return text[:-2] if text[-2:] in _SO_LONG else text
