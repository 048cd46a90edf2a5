"""The head noun that a number is a figure of, with what narrows it: 海外销量 is not 销量.

    比亚迪8月销量37.36万辆            销量
    以62%的份额领先                  市场份额
    14人死亡                        死亡人数
    20家券商                        券商

Heads are those of measures.csv and nouns with the ending of a measure (覆盖率, 客流量, 零售总额).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.counted import made, prices
from pipeline.extract.counted.compounds import ACHIEVES, EXPECTED, EXTRA, LONGEST, NEUTRAL, NOMINAL, Compounds
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.lexicon.amounts import Cue
    from pipeline.model import DateMention, NumberMention, Token

_HEADS_BEHIND = frozenset({"n", "nz", "nt", "j", "ng", "nl", "nr", "eng"})
_RUN_BEHIND = _HEADS_BEHIND | {"b", "vn"}
LIGHT = frozenset("vdpuxzfqrackyteosmg")  # first letters of tags that may stand between a head and its number
# words of other tags that may: 同比大增, 股价闭市报50.98元
SKIPPED = frozenset(
    "美元 人民币 计价 上届 上期 上次 上周 同比 环比 按年 按月 按季 日均 月均 年均 人均 连续 累计 合计 一共 交易日 收市 闭市 收盘 开盘 盘中 停牌 高达 报 收报 超过 已达 达到 首次 单日 全部 其中 约 仅".split()
)
# words that jieba takes for nouns and that are verbs of a number: 增为, 多达, 原列, 季增
VERBAL = re.compile(
    r"[已原共编续再]?(?:达|列|报|为|余|剩)|[年季月日]?[增减升降涨跌](?:[至到为成逾近约超达]|了)?|多达|高达|少于|[最至][多少]约?"
)
_FURTHEST = 16  # code points between a head and its number: 预算总额经调整后达 is 9
# endings of measures: what their figures are, money, ratio or count
_ENDINGS = (
    (re.compile(r"(?:率|比重|比例|份额|占比|[涨跌增降升减]?幅度?|息率|(?:意|信任|支持|认同)度)$"), "ratio"),
    (re.compile(r"(?:额|(?<![评代讨还计])价|价格|费用?|[租奖罚佣押薪现本酬税]金|产值|市值|薪资?|月薪|年薪|时薪|工资|票房|补贴|补偿|赔偿|余额|存款|贷款|关税|税收|开支|支出|造价|成交|身家|身价|总值)$"), "money"),
    (re.compile(r"(?:[^数力质重大]量|总量|数量|重量|人数|户数|次数|件数|例数|家数|里程|总数|人次|年龄|身高|体重|长度|高度|深度|宽度|速度|时速|气温|温度|指数|得分|评分|订单|库存|寿命|规模|面积|缺口|死者|伤者|死伤)$"), "count"),
)  # fmt: skip
_PLANNED = re.compile(r"^目标(?=规划|计划)")  # 目标规划年产能 is 规划年产能
# units that tell what is counted
_OF_UNIT = {"岁": "年龄", "周岁": "年龄", "席": "席位"}
# 得1万6038票, 积71分, 攻入68球
_SCORES = {
    "得": "得票",
    "获": "得票",
    "获得": "得票",
    "拿下": "得票",
    "积": "积分",
    "攻入": "进球",
    "打入": "进球",
    "射入": "进球",
    "打进": "进球",
    "失": "失球",
}
_SCORED = {
    "票": re.compile(r"(?<!值)(获得|得|获|拿下)(?:了|约|逾|近)?$"),
    "分": re.compile(r"(积)(?:了)?$"),
    "球": re.compile(r"(攻入|打入|射入|打进|(?<![损丢错])失)(?:了)?$"),
}
_QUAKE_BEHIND = re.compile(r"的?(?:强|大|余)?(?:地震|震)")
_SCALE = re.compile(r"(?:规模|[芮里]氏)$")
# heads that tell little alone: 举债总额, 攻击规模
_BARE = frozenset("总额 金额 规模 数量 总量 人数 总数 总值 次数 面积 需求".split())
_LISTED_WITH = re.compile(r"[、和与及][^，,。；0-9]{0,4}$")
_BRACKETED = re.compile(r"\([^()]{1,20}\)")
CHANGING = frozenset("增幅 降幅 涨幅 跌幅 升幅 减幅 幅度".split())  # of something that was told before
_OF_RATES = frozenset({"百分点", "基点", "倍"})
_NO_NAME = frozenset("对在与向")
_NO_MEASURE_BEHIND = frozenset(
    "岁 周岁 周年 级 楼 层 点 分 步 号 届 期 线 站 路 大 人 人次 倍 % 百分点 度 票 米 公里 千米 里 厘米 毫米 纳米 英寸 海里 名次 国 纳米 奈米".split()
)
_GLUED_VERBS = frozenset("为达是至到约超逾近升降涨跌")
_GENERIC = frozenset("数字 方面 部分 阶段 步骤 原因 时间 问题 条件 情况 地方 东西 理由 关键 重点".split())
_AGES = frozenset({"青年", "少年", "青少年", "中年", "老年"})  # tagged as times
_OF_PEOPLE = frozenset("名位")
_PEOPLE = frozenset("员者人生手家长师客民工童子友官兵警徒星属士")
_BEHIND_DE = re.compile(r"的?")
_BEHIND_COUNT = re.compile(r"(?:一度|已经?|全部|均|不幸|当场|先后|仍|仍然|依然|被迫|因此|紧急){0,2}")


class Head(NamedTuple):
    """``name`` is normalised; ``dimension`` is money, ratio or count; ``behind`` the number and not before it."""

    name: str
    start: int
    dimension: str
    behind: bool = False


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

    def find(self, number: NumberMention, start: int, end: int) -> Head | None:
        """The head of ``number``, whose clause runs from ``start`` to ``end``; None where it tells none."""
        return (
            self._implied(number, start)
            or self._made(number, start, self._behind(number, end))
            or self._told_behind(number)
            or self._of(number, end)
            or self._before(number, start)
            or self._made(number, start, self._counted_before(number, start))
        )

    def _implied(self, number: NumberMention, start: int) -> Head | None:
        """46岁, 87席, 规模6.0地震, 收报592港元: unit or verb tell the measure."""
        if number.unit in _OF_UNIT:
            return Head(_OF_UNIT[number.unit], number.start, "count", behind=True)
        if number.unit in {"", "级"} and _QUAKE_BEHIND.match(self.norm, number.end):
            scaled = _SCALE.search(self.norm, max(start, number.start - 8), number.start) is not None
            return Head("震级", number.start, "count") if scaled or number.unit == "级" else None
        scored = _SCORED.get(number.unit)
        if scored is not None:
            found = scored.search(self.norm, max(start, number.start - 6), number.start)
            name = None if found is None else _SCORES[found.group(1)]
            if name is not None and not self.norm.startswith(("弃权", "反对", "支持"), number.end):
                return Head(name, number.start, "count")
        price = prices.told_by(self.norm, number, start, self.context.sentence(number.sentence).start)
        return Head(price, number.start, "money") if price else None

    def _made(self, number: NumberMention, start: int, head: Head | None) -> Head | None:
        """交付量 of 交付49.7万辆汽车: what is done to the things that are counted."""
        if head is None or not head.behind:
            return head
        told = made.told_by(self.norm, number, start, head.name)
        return head if told is None else Head(*told, "count")

    # -- the head behind a count --------------------------------------------------------------------------

    def _behind(self, number: NumberMention, end: int) -> Head | None:
        """工业机器人 of 200万台工业机器人: the nouns right behind a count, by the normalised head where a table has it."""
        if number.label not in {"QUANTITY", "CARDINAL"} or number.unit.split("/")[0] in _NO_MEASURE_BEHIND:
            return None
        if (
            number.low is not None
            and number.low != number.low.to_integral_value()
            and number.label == "CARDINAL"
        ):
            return None  # 规模5.2地震
        tokens = self.context.tokens
        index = self.context.token_index(number.end)
        if index >= len(tokens) or tokens[index].start != number.end:
            return None
        last = first = number.end
        people = -1  # where the last noun ends that names people: 国家|公务员, 航天员|身体状况
        while (
            index < len(tokens)
            and (tokens[index].tag in _RUN_BEHIND or tokens[index].word in _AGES)
            and tokens[index].word[0] not in _NO_NAME  # 两款芯片|对华销售收入
            and tokens[index].end <= min(end, number.end + LONGEST)
            and self.compounds.mention_at(tokens[index].start) is None
        ):
            if tokens[index].tag in _HEADS_BEHIND:
                last = tokens[index].end
                if number.unit in _OF_PEOPLE and self.norm[last - 1] in _PEOPLE:
                    people = last
            index += 1
        if people > 0:
            last = people
        phrase = self.norm[first:last]
        if len(phrase) < 2 or phrase in _GENERIC:
            return None
        head = self.amounts.measures.before(phrase, len(phrase))
        name = head[0].value if head is not None and head[1] == 0 else phrase
        return Head(name, number.start, "count", behind=True)

    def _told_behind(self, number: NumberMention) -> Head | None:
        """14人死亡, 62%的份额, 41票赞成: a head of measures.csv right behind the number."""
        pattern = _BEHIND_DE if number.label in {"PERCENT", "MONEY"} else _BEHIND_COUNT
        match = pattern.match(self.norm, number.end)
        at = match.end() if match else number.end
        found = self.amounts.measures.at(self.norm, at)
        if found is None:
            return None
        cue = found[0]
        dimension = self.amounts.dimensions[cue.surface]
        return Head(cue.value, number.start, dimension, behind=True) if _fits(number, dimension) else None

    def _of(self, number: NumberMention, end: int) -> Head | None:
        """55亿美元的|费用, 700万元|国光奖金, 10%的|基准税率: a compound behind money or a share whose last noun is a head."""
        if number.label not in {"MONEY", "PERCENT"} and "/" not in number.unit:
            return None
        first = number.end + (self.norm[number.end : number.end + 1] == "的")
        if first == number.end and number.label != "MONEY":
            return None
        tokens = self.context.tokens
        index = self.context.token_index(first)
        if index >= len(tokens) or tokens[index].start != first:
            return None
        last = -1
        while (
            index < len(tokens)
            and (tokens[index].tag in _RUN_BEHIND or tokens[index].word in EXTRA)
            and tokens[index].end <= min(end, first + LONGEST)
            and self.compounds.mention_at(tokens[index].start) is None
        ):
            last = index
            index += 1
        if last < 0 or tokens[last].tag == "b":
            return None
        head = self._head(tokens[last], first)
        if head is None or head.name in CHANGING:
            return None
        taxed = number.label == "PERCENT" and head.name.endswith("税")  # 35%的反倾销税
        if not taxed and not _fits(number, head.dimension):
            return None
        return head._replace(start=number.start, behind=True)

    # -- the head before a number -------------------------------------------------------------------------

    def _before(self, number: NumberMention, start: int) -> Head | None:
        """The nominal word nearest before the number, where it is a measure; verbs and adverbs may stand between."""
        tokens = self.context.tokens
        index = self.context.token_index(max(start, number.start - 1))
        while index >= 0 and tokens[index].end > start:
            token = tokens[index]
            index -= 1
            if token.end > number.start or token.word in SKIPPED:
                continue
            if number.start - token.end > _FURTHEST:
                return None
            head = self._head(token, start)
            if head is not None:
                return head if allowed(number, head) else None
            mention = self.compounds.mention_at(token.start)
            if mention is not None:
                if isinstance(mention, EntityMention):
                    return self._moved(number, mention)
                continue  # a date: 营收2025年达9337.9亿元
            bracketed = token.tag == "eng" and self.norm[token.start - 1 : token.start] == "("  # 指数（CPI）
            if token.tag == "vn" and self._last_of_compound(token, start):
                return None
            light = token.tag[:1] in LIGHT or token.tag in {"i", "h"} or VERBAL.fullmatch(token.word)
            if not light and not bracketed:
                return None
        return None

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

    def _counted_before(self, number: NumberMention, start: int) -> Head | None:
        """新车 of 交付新车31305辆: the noun right before a count that has a classifier of its own."""
        unit = self.amounts.unit(number.unit) if number.label == "QUANTITY" else None
        if unit is None or unit.kind != "classifier" or number.unit in _NO_MEASURE_BEHIND:
            return None
        token = self.context.token_at(number.start - 1) if number.start > start else None
        if token is None or token.end != number.start or token.tag not in {"n", "nz"} or len(token.word) < 2:
            return None
        if token.word in NEUTRAL | _GENERIC or self.compounds.mention_at(token.start) is not None:
            return None
        if _LISTED_WITH.search(self.norm, start, token.start):
            return None  # 斑马鱼、涡虫和链霉菌三项实验
        verb = self.amounts.measures.before(self.norm, token.start)
        if verb is not None and self.amounts.dimensions[verb[0].surface] == "count":
            return Head(verb[0].value, verb[1], "count")  # 交付新车3万辆
        return Head(token.word, token.start, "count", behind=True)

    def _moved(self, number: NumberMention, name: EntityMention) -> Head | None:
        """股价 of 英伟达重挫16.97%: a company whose shares rose or fell."""
        if number.label != "PERCENT" or number.change == "" or name.label != "ORG":
            return None
        if prices.is_index(name.known or name.text):
            return None
        words, at = "", name.end
        for mention in self.compounds.behind(name):
            if mention.start >= number.start:
                break
            if isinstance(mention, EntityMention):
                return None
            words, at = words + self.norm[at : mention.start], mention.end
        words = _BRACKETED.sub("", words + self.norm[at : number.start]).removeprefix(")")
        return Head("股价", number.start, "money") if prices.moved(words.strip()) else None

    def _head(self, token: Token, start: int) -> Head | None:
        """The measure that ends where ``token`` does, with what narrows it."""
        found = self._listed(token)
        if found is not None and found[1] >= start:
            cue, begin = found
            name, dimension = cue.value, self.amounts.dimensions[cue.surface]
        elif token.tag[:1] in "nvlj" and len(token.word) > 1:
            ending = next((kind for pattern, kind in _ENDINGS if pattern.search(token.word)), None)
            if ending is None:
                return None
            name, begin, dimension = token.word, token.start, ending
        else:
            return None
        narrowed, begin = self.compounds.narrowed(
            begin, start, bare=found is None or begin > token.start or name in _BARE
        )
        if narrowed.endswith(name):  # 失联人数 is 失踪人数
            name = ""
        elif narrowed.endswith("市场"):  # 在无人机市场的份额
            name = name.removeprefix("市场")
        return Head(_PLANNED.sub("", narrowed + name), begin, dimension)

    def _listed(self, token: Token) -> tuple[Cue, int] | None:
        """The head of measures.csv that ends with the token, or in it before a verb: 占比达, 营业利益率为."""
        for end in range(token.end, token.start, -1):
            found = self.amounts.measures.before(self.norm, end)
            if found is not None:
                return found
            if self.norm[end - 1] not in _GLUED_VERBS:
                return None
        return None


def allowed(number: NumberMention, head: Head) -> bool:
    """Money is told of money; 40个 is no 营收; a percentage is a rate, a share of it or its change."""
    return _fits(number, head.dimension) or number.label == "PERCENT" or number.unit in _OF_RATES


def _fits(number: NumberMention, dimension: str) -> bool:
    if number.label == "MONEY":
        return dimension == "money"
    if number.label == "PERCENT":
        return dimension == "ratio"
    if dimension == "money":
        return False
    return dimension == "count" or number.unit in _OF_RATES
