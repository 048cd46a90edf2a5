"""Whether digits count at all: not in GPT-5 or 东风-41, behind 代码, in 第三方, 魔兽3 or 统一."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract import codes
from pipeline.gates import lasts

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.numbers.amount import Amount
    from pipeline.extract.numbers.money import MoneyReader
    from pipeline.extract.numerals import Numeral

_TENTHS = re.compile(r"十分之[一二三四五六七八九]")  # and not 十分 of 十分高兴
_LIST_MARK = re.compile(r"[.、)）．]|\. ")
_CARRIER = re.compile(r"(?:是|为|等于|而是|叫做|得|考了)$")
_SCALE_WORD = re.compile(r"[百千万亿兆佰仟]")
_DECADE_CHILDREN = re.compile(r"(?:[、/和与及][0-9]0)*后")  # 90后, 70、80后
_NUMERIC_TAGS = frozenset({"m", "mq", "q", "t", "x", "eng"})  # tags of jieba for numbers, times and Latin
_QUOTES = frozenset("“”‘’「」『』\"'")
# a bare number behind a noun that ends so is its value (总分34, 均价28); behind another noun it is part of a name
_VALUE_NOUN = re.compile(r"(?:[数价分率值量额温龄差度速级重高长宽深]|报)$")
_BRACKETS = frozenset({"()", "[]"})  # (3) of a list, [3] of a note
_YEARS = range(1900, 2100)
_TYPE = re.compile(r"型(?![号态])")  # 737型客机, 2型糖尿病: which kind
# 726大罢免, 0403强震, 823首波罢免: the month and day of what happened
_DAY_OF = re.compile(
    r"[“「]?(?:首波|第[一二三四1-4]波|全台|花莲)?[“「]?(?:大?罢免|公投|大选|大?地震|强震|大?游行|水灾|风灾|大火|空难|气爆|惨案|政变|革命|事件|海嘯|海啸|金融风暴|暴动)"
    r"|[”」](?:特大|重大)?[\u4e00-\u9fff]{0,4}?(?:事故|事件|专案|大?案|火灾|爆炸|空难|矿难|惨案|地震)"
)
# 移送地检署侦办。1140716: the day of an agency of Taiwan, in years of the Republic, at the foot of its text
_SIGNED_OFF = re.compile(
    r"(?<=[。)」』”\n])1[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=\s*(?:\n|$))"
)
# 89-90惜败, 63-61击败: the two sides of a score
_GAME = re.compile(
    r"[0-9]{1,3} ?[-:] ?[0-9]{1,3} ?(?:[,，]?[仅以]{0,2}[0-9]{1,2}分(?:之差)?)?(?:[惜憾大]?败(?!血)|[惜憾]?负(?![责担债面荷增])|[险大完小轻战]?胜(?!任)|逆转|饮恨|击败|力克|不敌|领先|落后|告负|输(?![入出送血液])|取胜|赢|击退|[逼战]平|淘汰|横扫)"
)
_OTHER_SIDE = re.compile(r"(?<![0-9.])[0-9]{1,3} ?[-:] ?$")
_OF_SCORES = lasts(_OTHER_SIDE)  # what stands between the two sides of a score
_RANGE_FOLLOWS = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?[0-9一二三四五六七八九十百两几]")

_VERSION = re.compile(r"[1-9]\.[0-9]")  # 豆包大模型|1.6, 特朗普|2.0
_VERSIONED = re.compile(r"(?:模型|系统|引擎|助手|版本|架构|框架|平台)$")
_LONGEST_NAME = 6  # code points of a name that versions are told of
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,4}$")  # EPS, CPI
_LONGEST_LATIN, _SIGN_LENGTH = 5, 7
_VALUES = frozenset({"%", "元", "點", "点"})
_COUNTED = re.compile(
    r"[部台架张班趟列家款份](?![0-9A-Za-z])"
)  # what telephones, flights and licences are counted in
_WORKS_BEFORE = re.compile(
    r"(?:项目|工程|[厂园站楼港坝线]|基金|计划|规划|专项|基地|电站|机场|核电|水库|地铁|中心|公寓|花园|新城)$"
)
_WORKS_BEHIND = re.compile(
    r"工程|项目|扩建|建设|厂房|机组|预计|计划|已[经于投建完开]?|将于?|投产|开工|竣工|完工|动工|通车|交付"
)


class Standing:
    """What stands around the numerals of one document."""

    def __init__(self, context: Context, money: MoneyReader) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts
        self.money = money

    def may_start(self, numeral: Numeral) -> bool:
        """Whether what stands before allows a number."""
        if self._in_fixed_phrase(numeral):
            return False
        if not numeral.arabic:
            return True
        norm, start = self.norm, numeral.start
        before = norm[start - 1 : start]
        latin = before.isascii() and before and (before.isalnum() or before in "_#&@")
        if latin and self.money.before(start) is None and not self._abbreviated(numeral):
            return False
        if before and before in "-/." and start > 1:
            further = norm[start - 2]
            if further.isascii() and further.isalnum():
                return False
        digits = norm[start : numeral.end]
        if digits[0] == "0" and digits.isdigit() and len(digits) > 2:  # 002594, 0800
            return False
        if digits.isdigit() and (
            (len(digits) == _SIGN_LENGTH and _SIGNED_OFF.match(norm, start))
            or (_is_day(digits) and _DAY_OF.match(norm, numeral.end))
            or (
                (before in _OF_SCORES or norm[numeral.end : numeral.end + 1] in _OF_SCORES)
                and self._in_score(numeral)
            )
        ):
            return False
        if numeral.scale >= 10**4 or _COUNTED.match(norm, numeral.end):
            return True  # 出口手机128万部, 电话3部
        return not codes.announced(norm, start)

    def _in_score(self, numeral: Numeral) -> bool:
        """89 and 90 of 89-90惜败."""
        other = _OTHER_SIDE.search(self.norm, max(0, numeral.start - 6), numeral.start)
        return _GAME.match(self.norm, numeral.start if other is None else other.start()) is not None

    def _abbreviated(self, numeral: Numeral) -> bool:
        """EPS3.37元, CPI1.2%: the Latin letters before are the name of a measure, and a fraction, unit or sign follows."""
        told = (
            "." in self.norm[numeral.start : numeral.end]
            or self.norm[numeral.end : numeral.end + 1] in _VALUES
        )
        letters = (
            _LATIN.search(self.norm, max(0, numeral.start - _LONGEST_LATIN), numeral.start) if told else None
        )
        return letters is not None and self.amounts.measures.get(letters.group()) is not None

    def _in_fixed_phrase(self, numeral: Numeral) -> bool:
        """一带一路, 十分, 第三方, 沪深300 (not_numbers.csv): the phrase holds the whole numeral."""
        phrases, norm = self.amounts.not_numbers, self.norm
        first = max(0, numeral.start - 4)
        for start, char in enumerate(norm[first : numeral.start + 1], first):
            if char not in phrases.firsts:
                continue
            found = phrases.at(norm, start)
            if found is not None and found[1] >= numeral.end:
                return not _TENTHS.match(norm, start)
        return False

    def inside_word(self, numeral: Numeral) -> bool:
        """Whether the segmenter sees the numeral inside a longer word that is no number: 统一, 万一, 十全."""
        first = self.context.token_at(numeral.start)
        last = self.context.token_at(numeral.end - 1)
        if first is None or last is None or (first.start == numeral.start and last.end == numeral.end):
            return False
        return (first.start < numeral.start and first.tag not in _NUMERIC_TAGS) or (
            last.end > numeral.end and last.tag not in _NUMERIC_TAGS
        )

    def is_phase(self, amount: Amount) -> bool:
        """项目三期, 三期工程: which phase of a work, and no count; not 三期学员."""
        if amount.unit != "期" or amount.numeral.arabic or amount.end - amount.start != len("三期"):
            return False
        before = _WORKS_BEFORE.search(self.norm, max(0, amount.start - 4), amount.start)
        return before is not None or _WORKS_BEHIND.match(self.norm, amount.end) is not None

    # -- numbers with nothing behind them ---------------------------------------------------------------

    def arabic_alone(self, amount: Amount) -> bool:
        """A bare Arabic number counts unless it marks a list, ends a name (魔兽3) or tells a year (2013北美车展)."""
        norm, start, end, value = self.norm, amount.start, amount.end, amount.numeral.low
        sentence = self.context.sentence(self.context.sentence_at(start))
        if start <= sentence.start and _LIST_MARK.match(norm, end) and end < sentence.end:
            return False
        if norm[start - 1 : start] + norm[end : end + 1] in _BRACKETS and value < 100:
            return False
        if _TYPE.match(norm, end):
            return False
        before = norm[max(0, start - 2) : start].rstrip(" -")[-1:]
        if before.isascii() and before.isalpha():
            return False
        if value < 100 and value % 5 == 0 and _DECADE_CHILDREN.match(norm, end):
            return False
        if start < amount.numeral.start:  # a sign: no part of a name
            return True
        if amount.numeral.decimal:
            return not (_VERSION.fullmatch(norm, start, end) and self._is_version(start))
        if norm[start] == "0" and end - start > 1:  # 债券「18碧地|01」
            return False
        if norm[start - 1 : start] == "-" and _is_han(norm[start - 2 : start - 1]):  # 东风-41
            return False
        if _RANGE_FOLLOWS.match(norm, end):
            return True
        if value in _YEARS:
            return self._carried(start) and not self._of_a_noun(end)
        return value >= 10_000 or not self._behind_name(start)

    def chinese_alone(self, amount: Amount) -> bool:
        """Chinese digits with nothing behind them: 三百万 counts, the 二十 of 神二十 and the 四 of 四川 do not."""
        norm, numeral = self.norm, amount.numeral
        if numeral.decimal or amount.start < numeral.start:
            return True
        word = norm[numeral.start : numeral.end]
        if len(word) > 1 and _SCALE_WORD.search(word):
            return not self.inside_word(numeral)
        if len(word) > 1 and ("十" in word or "拾" in word) and not self.inside_word(numeral):
            quoted = (
                norm[numeral.start - 1 : numeral.start] in _QUOTES
                and norm[numeral.end : numeral.end + 1] in _QUOTES
            )
            following = self.context.token_at(numeral.end)
            named = (
                following is not None and following.start == numeral.end and following.tag[0] in "nvlij"
            )  # 遥二十运载火箭
            return not (quoted or named or self._behind_name(numeral.start))
        return self._stands_alone(numeral)

    def _stands_alone(self, numeral: Numeral) -> bool:
        """A Chinese digit with nothing beside it that makes it a word: 答案不是四而是五."""
        norm = self.norm
        sentence = self.context.sentence(self.context.sentence_at(numeral.start))
        if numeral.end - numeral.start >= sentence.end - sentence.start - 2:
            around = norm[sentence.start : numeral.start] + norm[numeral.end : sentence.end]
            if not around.strip(" 。，,.、…"):
                return True
        if not _CARRIER.search(norm, max(0, numeral.start - 2), numeral.start) or self.inside_word(numeral):
            return False
        following = norm[numeral.end : numeral.end + 1]
        return not _is_han(following) or following in "而那和与"

    def _behind_name(self, start: int) -> bool:
        """Whether a noun that is no measure ends right before ``start``: 魔兽|3, 波音|737, 神|二十."""
        if not _is_han(self.norm[start - 1 : start]):
            return False
        token = self.context.token_at(start - 1)
        if token is None or token.tag[0] not in "nj" or _VALUE_NOUN.search(token.word):
            return False
        return self.amounts.measures.before(self.norm, start) is None

    def _is_version(self, start: int) -> bool:
        """Whether a known name, or what has versions, stands right before: 豆包|1.5, 大模型|1.6; 规模7.2 and 汇率7.1 count."""
        low, listed = self.context.low, self.context.lexicon.names.surfaces
        if _VERSIONED.search(self.norm, max(0, start - 4), start):
            return True
        if self.amounts.measures.before(self.norm, start) is not None:
            return False
        found = (listed.get(low[left:start]) for left in range(max(0, start - _LONGEST_NAME), start - 1))
        return any(one is not None and one.name.label in {"PERSON", "PRODUCT"} for one in found)

    def _of_a_noun(self, end: int) -> bool:
        """诺贝尔 of 摘下2024|诺贝尔文学奖: the year of what a noun tells, which has no unit before it."""
        token = self.context.token_at(end)
        return (
            token is not None
            and token.start == end
            and token.tag[:2] in {"nr", "ns", "nt", "nz"}
            and len(token.word) > 1
        )

    def _carried(self, start: int) -> bool:
        """Whether a verb, an adverb or a measure stands right before: 达2013, 约2000, 人口1999."""
        token = self.context.token_at(start - 1) if start else None
        if token is None:
            return False
        return token.tag[0] in "vd" or self.amounts.measures.before(self.norm, start) is not None


def _is_day(digits: str) -> bool:
    """726, 1225: a month of one or two digits and a day of two."""
    return len(digits) in {3, 4} and 1 <= int(digits[:-2]) <= 12 and 1 <= int(digits[-2:]) <= 31


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
