"""The head noun that a number is a figure of, with what narrows it: 海外销量 is not 销量.

    比亚迪8月销量37.36万辆            销量
    以62%的份额领先                  市场份额
    14人死亡                        死亡人数
    20家券商                        券商

Heads are those of measures.csv and nouns with the ending of a measure (覆盖率, 客流量, 零售总额).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted import ballots, dearer, exchange, implied, polls, prices, reckoned, turns
from pipeline.extract.counted.compounds import ACHIEVES, EXPECTED, EXTRA, LONGEST, NOMINAL, Compounds
from pipeline.extract.counted.endings import Head, allowed, fits
from pipeline.extract.counted.head_words import MOVED, HeadWords
from pipeline.extract.counted.indexes import IndexReader
from pipeline.extract.counted.things import RUN_BEHIND, ThingFinder
from pipeline.extract.counted.tolls import TOLLS
from pipeline.lexicon.amounts import OF_PEOPLE
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention, Token

LIGHT = frozenset("vdpuxzfqrackyteosmg")  # first letters of tags that may stand between a head and its number
# words of other tags that may: 同比大增, 股价闭市报50.98元
SKIPPED = frozenset(
    "名义 实际 实质 美元 人民币 计价 上届 上期 上次 上周 同比 环比 按年 按月 按季 日均 月均 年均 人均 连续 累计 合计 合共 总计 共计 总共 一共 交易日 收市 闭市 收盘 开盘 盘中 停牌 初步统计 初步 初估 概估 终值 初值 季度 同期 最大值 最小值 高达 报 收报 收市报 收盘报 闭市报 超过 已达 达到 首次 单日 全部 其中 约 仅".split()
)
# words that jieba takes for nouns and that are verbs of a number: 增为, 多达, 原列, 季增
VERBAL = re.compile(
    r"[已原共编续再]?(?:达|列|报|为|余|剩|录得?约?)|[年季月周日]?[增减升降涨跌](?:[至到为成逾近约超达]|了)?|(?:实质|实际|名义)(?:[成增]长|衰退|萎缩)|多达|高达|少于|[仅只](?:得|有|为|达)|[最至][多少]约?"
)
_FURTHEST = 16  # code points between a head and its number: 预算总额经调整后达 is 9
_LEADS = frozenset("强势 居首 夺冠 领先 领跑 居冠 称霸".split())  # verbs tagged as nouns: 5亿元的票房|居首
_ASIDES = 80  # with all that is passed over between: brackets, dates, figures
CHANGING = frozenset("增幅 降幅 涨幅 跌幅 升幅 减幅 幅度".split())  # of something that was told before
# 销货价值的临时估计为324亿元: whose estimate it is tells nothing of the measure
_ESTIMATE = re.compile(
    r"的?(?:临时|修订|初步|最新|速报)的?(?:估计|估算|统计|预估)?(?:数字|数据|数值|结果)?(?<!的)(?<!临时)(?<!修订)(?<!初步)(?<!最新)"
)
_RECORDS = frozenset(
    "历史 历年 单月 单季 同期 新高 新低 次高 纪录 高位 低位 高点 低点".split()
)  # 再创历史新高
_TAKES = re.compile(r"占[去了据有到]*(?:其中|当中)?(?:的|约|近|逾|超过)*$")
_PERIODS = frozenset({"全年", "年度", "季度", "全季", "单季"})
_BEHIND_DE = re.compile(r"的?")
_BEHIND_COUNT = re.compile(
    r"(?:一度|已经?|全部|均|不幸|当场|先后|需要?|须|成功|仍|仍然|依然|被迫|因此|紧急){0,2}"
)


_BECAUSE = frozenset("因在于")
_BECAUSE_OF = re.compile(r"(?:[因在于][^，,。；0-9]{1,12}?)(?=死亡|遇难|罹难|丧生|身亡|受伤|失踪|失联|殉职)")


class HeadFinder:
    """Finds the heads of the numbers of one article."""

    def __init__(
        self,
        context: Context,
        entities: Sequence[EntityMention],
        dates: Sequence[DateMention],
        numbers: Sequence[NumberMention],
    ) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts
        self.compounds = Compounds(context, entities, dates, numbers)
        self.words = HeadWords(context, self.compounds)
        self._things = ThingFinder(context, self.compounds)
        self._indexes = IndexReader(context, self.compounds)

    def find(self, number: NumberMention, start: int, end: int) -> Head | None:
        """The head of ``number``, whose clause runs from ``start`` to ``end``; None where it tells none."""
        return (
            implied.told_by(self.context, number, start)
            or implied.who(self.context, number)
            or implied.worth(self.context, number, start)
            or exchange.told_by(self.context, number, start, self.compounds)
            or self._indexes.told_by(number, start)
            or polls.told_by(self.context, number)
            or ballots.won_by(number, self.compounds)
            or self._things.behind(number, start, end)
            or self._told_behind(number)
            or self._of(number, end)
            or self._before(number, start)
            or self._things.before(number, start)
            or self._trips(number, start)
            or implied.who_do(self.context, number)
            or implied.rain(self.context, number, start)
            or dearer.told_by(self.context, number, start, self.compounds.number_before(number.start))
        )

    def _trips(self, number: NumberMention, start: int) -> Head | None:
        """内地居民出入境人次 of 内地居民出入境758.9万人次."""
        head = implied.trips(self.context, number, start)
        if head is None or head.name == "出游人次":  # 国内旅游出游 is 国内出游
            return head
        narrowed, begin = self.compounds.narrowed(head.start, start, bare=False)
        return head._replace(name=narrowed + head.name, start=begin)

    def _told_behind(self, number: NumberMention) -> Head | None:
        """14人死亡, 62%的份额, 41票赞成: a head of measures.csv right behind the number."""
        pattern = _BEHIND_DE if number.label in {"PERCENT", "MONEY"} else _BEHIND_COUNT
        match = pattern.match(self.norm, number.end)
        at = match.end() if match else number.end
        found = self.amounts.measures.at(self.norm, at)
        if found is None and self.norm[at : at + 1] in _BECAUSE and number.unit in OF_PEOPLE:
            because = _BECAUSE_OF.match(self.norm, at)  # 3人|因骨痛热症|死亡
            found = None if because is None else self.amounts.measures.at(self.norm, because.end())
        if found is None:
            return None
        cue = found[0]
        part = number.text.endswith("半") and number.unit == ""  # 一半|居民使用方言
        if cue.surface == "贸易" or part:
            return None  # 563亿元的|贸易顺差
        if cue.surface == "份额" and _TAKES.search(self.norm, max(0, number.start - 8), number.start):
            return None  # 贸易额占去其中17%的份额
        if number.unit == "国" and not cue.value.endswith("票"):
            return None  # 两国经济有互补性
        dimension = self.amounts.dimensions[cue.surface]
        return Head(cue.value, number.start, dimension, behind=True) if fits(number, dimension) else None

    def _of(self, number: NumberMention, end: int) -> Head | None:
        """55亿美元的|费用, 10%的|基准税率, 6140万部的|出货量: a compound behind a figure whose last noun is a head."""
        if number.label not in {"MONEY", "PERCENT", "QUANTITY"}:
            return None
        first = number.end + (self.norm[number.end : number.end + 1] == "的")
        if first == number.end and number.label != "MONEY" and "/" not in number.unit:
            return None
        dated = self.compounds.mention_at(first)
        if dated is not None and not isinstance(dated, EntityMention):
            first = dated.end  # 每股60分|第三季|中期股息
        tokens = self.context.tokens
        index = self.context.token_index(first)
        if index >= len(tokens) or tokens[index].start != first:
            return None
        last = -1
        while (
            index < len(tokens)
            and (
                tokens[index].tag in RUN_BEHIND
                or tokens[index].word in EXTRA
                or self.words.is_head(tokens[index])
            )
            and tokens[index].end <= min(end, first + LONGEST)
            and tokens[index].word not in _LEADS
            and self.compounds.mention_at(tokens[index].start) is None
        ):
            last = index
            index += 1
        if last < 0 or tokens[last].tag == "b":
            return None
        head = self.words.head(tokens[last], first)
        if head is None or head.name in CHANGING:
            return None
        if head.name == "市场份额" and _TAKES.search(self.norm, max(0, number.start - 8), number.start):
            return None
        taxed = number.label == "PERCENT" and head.name.endswith("税")  # 35%的反倾销税
        if not taxed and not fits(number, head.dimension):
            return None
        return head._replace(start=number.start, behind=True)

    def told_between(self, start: int, end: int) -> Head | None:
        """The last measure of a whole clause that ends at ``end`` and begins at or behind ``start``, where a verb follows it."""
        begin = self.context.clause(end - 1)[0]
        if begin < start:
            return None
        follows = False
        for token in reversed(self.context.tokens_in(begin, end)):
            head = self.words.head(token, begin) if token.tag[:1] in "nlj" else None
            if head is not None and head.dimension != "ratio" and head.name not in CHANGING:
                return head if follows or token.word.endswith(MOVED) else None
            follows = follows or token.tag == "v"
        return None

    def told_last(self, start: int, end: int, *, any_rate: bool) -> Head | None:
        """The last measure from ``start`` to ``end``, behind which at most a verb stands; of rates only with ``any_rate``."""
        estimate = _ESTIMATE.search(self.norm, start, end)
        last = estimate.start() if estimate is not None and estimate.end() == end else end
        for token in reversed(self.context.tokens_in(start, last)):
            head = self.words.head(token, start) if token.tag[:1] not in "pcr" else None
            if head is not None:
                rate = head.dimension == "ratio" or head.name in CHANGING
                return head if (any_rate or not rate) and head.name not in CHANGING else None
            dated = self.compounds.dated_at(token.start) or token.word in _RECORDS
            if not dated and token.tag[:1] not in "vdaz" and token.word not in SKIPPED | _PERIODS:
                return None
        return None

    # -- the head before a number -------------------------------------------------------------------------

    def _before(self, number: NumberMention, start: int) -> Head | None:
        """The nominal word nearest before the number, where it is a measure; verbs and adverbs may stand between."""
        tokens = self.context.tokens
        until = self._before_brackets(number.start, start)
        estimate = _ESTIMATE.search(self.norm, max(start, number.start - _ASIDES), number.start)
        index = self.context.token_index(max(start, until - 1))
        if index >= 0 and tokens[index].end > number.start:  # EPS3.37元 is one word to the segmenter
            found = self.amounts.measures.before(self.norm, number.start)
            if found is not None and found[1] in {tokens[index].start, tokens[index - 1].start}:
                narrowed, at = self.compounds.narrowed(found[1], start, bare=False)  # 投信|卖|超五|十六亿元
                return Head(narrowed + found[0].value, at, self.amounts.dimensions[found[0].surface])
        begin = max(start, number.start - _ASIDES)
        passed = [reckoned.within(self.norm, begin, number.start)]
        if estimate is not None:
            passed.append(estimate.span())
        while index >= 0 and tokens[index].end > begin:
            token = tokens[index]
            index -= 1
            if token.end > number.start or token.word in SKIPPED or self.compounds.counts_at(token.start):
                continue
            if any(at <= token.start < to for at, to in passed):
                until -= token.end - token.start
                continue
            aside = self._aside(token, start)
            if aside < token.start:  # 失业率(不经季节调整)升至3.8%, 失业率由2025年4月至6月的3.5%
                until -= token.end - aside
                index = self.context.token_index(aside) - 1
                continue
            if until - token.end > _FURTHEST:
                return None
            head = self.words.head(token, start)
            if head is not None:
                if head.name in TOLLS and 0 < self.compounds.number_before(token.start) == token.start:
                    return None  # 3人|死亡、5万人无家可归: that of the figure before it
                than = turns.compared(self.norm, head, self.compounds.number_before(number.start))
                return head if not than and allowed(number, head) else None
            mention = self.compounds.mention_at(token.start)
            if mention is not None:
                if isinstance(mention, EntityMention):
                    moved = prices.is_share_moved(self.norm, self.compounds, number, mention)
                    return Head("股价", number.start, "money") if moved else None
                continue  # a date: 营收2025年达9337.9亿元
            if not self._is_light(token) or (token.tag == "vn" and self._last_of_compound(token, start)):
                return None
        return None

    def _is_light(self, token: Token) -> bool:
        """What may stand between a head and its number: verbs, adverbs, 每平方米 of 均价每平方米15820元, CPI of 指数(CPI)."""
        bracketed = token.tag == "eng" and self.norm[token.start - 1 : token.start] == "("
        light = token.tag[:1] in LIGHT or token.tag in {"i", "h"} or token.word[0] == "每" or bracketed
        return light or VERBAL.fullmatch(token.word) is not None

    def _before_brackets(self, end: int, start: int) -> int:
        """Where the brackets begin that end right before ``end``: 固定资产投资(不含农户)371535亿元; ``end`` without any."""
        if self.norm[end - 1 : end] != ")":
            return end
        opening = self.norm.rfind("(", max(start, end - _FURTHEST), end)
        return opening if opening > start else end

    def _aside(self, token: Token, start: int) -> int:
        """Where the date or the brackets begin that end with ``token``; where it begins itself for none.

        Letters in brackets are a name of what stands before: 指数(CPI).
        """
        if token.word == ")":
            opening = self.norm.rfind("(", start, token.start)
            letters = self.norm[opening + 1 : token.start]
            return token.start if opening < 0 or letters.isascii() else opening
        date = self.compounds.mention_at(token.start)
        if date is None or isinstance(date, EntityMention) or "月" not in date.text:
            return token.start
        whole = start <= date.start and token.end <= date.end  # 8|月销量 is one word to the segmenter
        return date.start if whole else token.start

    def _last_of_compound(self, token: Token, start: int) -> bool:
        """储备 of 现金储备1069亿元: no verb of a number, so that what stands before it is not the head."""
        known = (
            self.amounts.changes.get(token.word)
            or token.word in SKIPPED
            or token.word in ACHIEVES
            or EXPECTED.search(token.word)
        )
        before = self.context.token_at(token.start - 1) if token.start > start else None
        return not known and before is not None and before.tag in NOMINAL
