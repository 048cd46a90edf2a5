"""The measure that ends with a word: a head of measures.csv or a noun with the ending of one, and what narrows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import Head, dimension_of
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.lexicon.amounts import Cue
    from pipeline.model import Token

_PLANNED = re.compile(r"^目标(?=规划|计划)")  # 目标规划年产能 is 规划年产能
# heads that tell little alone: 举债总额, 攻击规模
_BARE = frozenset("总额 金额 规模 数量 总量 人数 总数 总值 次数 面积 需求".split())
_GLUED_VERBS = frozenset("为达是至到约超逾近升降涨跌共则亦也均将报仅已")
MOVED = (
    "上涨",
    "下跌",
    "增长",
    "下降",
    "上升",
    "回升",
    "回落",
    "上调",
    "下调",
    "提高",
    "增加",
    "减少",
)
# endings that the segmenter tells apart from their noun: 综合|成本|率为93.6%, 个人|客户|数
_SUFFIXES = {"率": "ratio", "量": "count", "数": "count", "额": "money", "费": "money"}
_OVER = frozenset({"入超", "出超"})  # of trade, unless another word ends with 入 or 出
_TRADE_ENDS = frozenset("出入")
_THAN_THEN = re.compile(r"[上去]年|[上本]?(?:月|季度?)|同期|前一|[0-9]{4}年|[0-9]{1,2}月")
_FROM = ("游客", "旅客", "乘客", "访客", "学生", "患者", "观众", "居民")
_OWN = re.compile(r"港澳台?$|两岸$")  # 港澳台|居民
_PUT = frozenset("投收流汇进转注输付产支卖买")
_DONE_BY = frozenset("拘捕 逮捕 扣留 扣押 检控 起诉 救出 疏散 转移 安置".split())
# 65岁以上人口, 15岁至24岁失业率: whom a measure is told of
_AGED = re.compile(
    r"(?P<age>(?:[0-9]{1,3}(?:周?岁)?(?:[至到~]|-{1,2}|—{1,2}))?[0-9]{1,3}周?岁(?:(?:及|或|含)?以[上下])?)(?:的|人士|民众|者|组|族群|人口|青年|劳动力|群体)?$"
)
# 经调整季节变动因素后之失业率, 季调后失业率
_SEASONAL = re.compile(r"(?<!不)(?<!未)经[^，,。；]{0,4}季节|季调|[排剔]除季节")
_TRADED = re.compile(r"出口|进口|贸易额|贸易总值|顺差|逆差|(?:直接)?投资$")  # 对东盟出口
_TRADE = re.compile(r"贸易额$|贸易总值$")  # 与东盟贸易额


class HeadWords:
    """Reads the words of one article as measures."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self._context = context
        self._norm = context.norm
        self._amounts = context.lexicon.amounts
        self._compounds = compounds

    def head(self, token: Token, start: int) -> Head | None:
        """The measure that ends where ``token`` does, with what narrows it."""
        found = self._listed(token)
        noun = None
        if found is not None and found[1] >= start:
            cue, begin = found
            name, dimension = cue.value, self._amounts.dimensions[cue.surface]
        else:
            noun = self._joined(token, start) if token.word[0] in _SUFFIXES else None
            noun = noun or self._noun(token)
            if noun is None:
                return None
            name, begin, dimension = noun
        if noun is None and token.word in _DONE_BY:
            return Head(name, begin, dimension)  # 警方|拘捕3人: who did it narrows nothing
        if self._norm[begin - 1 : begin] == "(" and (
            same := self._amounts.measures.before(self._norm, begin - 1)
        ):
            begin = max(start, same[1])  # 国内生产毛额(GDP): the same once more
        narrowed, begin = self._compounds.narrowed(
            begin, start, bare=noun is not None or begin > token.start or name in _BARE
        )
        aged = _AGED.search(self._norm, start, begin)
        if aged is not None:
            narrowed, begin = aged["age"] + narrowed, aged.start()
        if name == "失业率" and narrowed == "" and _SEASONAL.search(self._norm, start, begin):
            narrowed = "经季节性调整"
        if _TRADED.search(name):
            with_whom = "对与同" if _TRADE.search(name) else "对"
            sides = self._compounds.both_sides if narrowed.startswith("双边") else None
            partner, begin = (
                sides(begin, start) if sides else self._compounds.partner(begin, start, with_whom)
            )
            narrowed = partner + narrowed
        if narrowed == "" and name.endswith(_FROM):
            narrowed, begin = self._from(begin, start, name)
        if narrowed and name.startswith(narrowed):
            narrowed = ""  # 死亡|罹难人数 is 死亡人数
        if narrowed.endswith(name):  # 失联人数 is 失踪人数
            name = ""
        elif found is not None and self._norm.startswith(
            ("占份额", "占的份额"), begin - 1 - (self._norm[begin - 1] == "的")
        ):
            name, begin = "占比", begin - 2  # 在军费总支出中|所占份额
        elif narrowed.endswith("市场"):  # 在无人机市场的份额
            name = name.removeprefix("市场")
        return Head(_PLANNED.sub("", narrowed + name), begin, dimension)

    def _from(self, begin: int, start: int, name: str) -> tuple[str, int]:
        """韩国 of 韩国游客, 港澳台 of 港澳台居民: who they are, and no owner of their figure."""
        end = begin
        while begin > start:
            whose = self._compounds.mention_at(begin - 1)
            if not isinstance(whose, EntityMention) or whose.end != begin or whose.start < start:
                break
            if len(whose.text) > 1 and (begin < end or name == "居民"):
                break
            begin = whose.start
            if len(whose.text) > 1:
                break
        own = _OWN.search(self._norm, start, begin)
        begin = begin if own is None else own.start()
        return self._norm[begin:end], begin

    def is_head(self, token: Token) -> bool:
        """Whether a word is a head of measures.csv as it stands."""
        return self._amounts.measures.get(token.word) is not None

    @staticmethod
    def _noun(token: Token) -> tuple[str, int, str] | None:
        """A noun with the ending of a measure, where it begins, and what its figures are: 房价 of 房价上涨2%."""
        if token.tag[:1] not in "nvlj":
            return None
        verb = next((verb for verb in MOVED if token.word.endswith(verb)), "")
        word = token.word.removesuffix(verb)
        dimension = dimension_of(word) if len(word) > 1 else None
        return None if dimension is None else (word, token.start, dimension)

    def _joined(self, token: Token, start: int) -> tuple[str, int, str] | None:
        """成本率 of 成本|率为93.6%: an ending that the segmenter has told apart from its noun."""
        dimension = _SUFFIXES[token.word[0]]
        if token.start <= start or not _GLUED_VERBS.issuperset(token.word[1:]):
            return None
        stem = self._context.token_at(token.start - 1)
        if stem is None or stem.start < start or len(stem.word) < 2 or stem.tag[:1] not in "nvj":
            return None
        if self._compounds.mention_at(stem.start) is not None:
            return None
        return stem.word + token.word[0], stem.start, dimension

    def _listed(self, token: Token) -> tuple[Cue, int] | None:
        """The head of measures.csv that ends with the token, or in it before a verb: 占比达, 营业利益率为."""
        if token.word == "比较" and self._norm[token.start - 1 : token.start] == "占":
            return self._amounts.measures.before(self._norm, token.start + 1)  # 占比|较去年同期上升
        measures = self._amounts.measures
        if token.word[0] == "超":
            before = self._norm[max(0, token.start - 2) : token.start]
            if before[-1:] in _TRADE_ENDS and before[0] not in _PUT:
                return measures.before(self._norm, token.start + 1)  # 出|超高|达1438亿美元
        if token.word.endswith("比") and _THAN_THEN.match(self._norm, token.end):
            return measures.before(self._norm, token.end - 1)  # 价格比|上年同期
        if token.end - token.start > len("增长") and token.word.endswith(MOVED):  # 价格上涨
            return measures.before(self._norm, token.end - len("增长"))
        for end in range(token.end, token.start, -1):
            found = measures.before(self._norm, end) if self._norm[end - 1] in measures.lasts else None
            if found is not None and found[0].surface in _OVER and self._norm[found[1] - 1] in _PUT:
                return self._amounts.measures.before(self._norm, found[1] + 1)  # 研发投入|超10亿元
            if found is not None:
                return found
            if self._norm[end - 1] not in _GLUED_VERBS:
                return None
        return None
