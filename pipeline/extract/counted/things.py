"""The things that are counted: the nouns right behind a count, or right before one with a classifier.

200万台工业机器人      工业机器人
新车3万辆            新车
交付49.7万辆汽车      交付量, for the deed is measured
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.counted import made
from pipeline.extract.counted.compounds import LONGEST, NEUTRAL
from pipeline.extract.counted.endings import Head, dimension_of
from pipeline.extract.numerals import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import NumberMention, Token

_HEADS_BEHIND = frozenset({"n", "nz", "nt", "j", "ng", "nl", "nr", "eng"})
RUN_BEHIND = _HEADS_BEHIND | {"b", "vn"}
_LISTED_WITH = re.compile(r"[、和与及][^，,。；0-9]{0,4}$")
_NO_NAME = frozenset("对在与向")
_NO_MEASURE_BEHIND = frozenset(
    "岁 周岁 周年 级 楼 层 点 分 步 号 届 期 线 站 路 大 人 人次 倍 % 百分点 度 票 米 公里 千米 里 厘米 毫米 纳米 英寸 海里 名次 国 院 奈米".split()
)
_GENERIC = frozenset(
    "居冠 居首 居次 故障 本赛季 数字 方面 部分 阶段 步骤 原因 时间 问题 条件 情况 地方 东西 理由 关键 重点 动用 单位 战胜".split()
)
_AGES = frozenset({"青年", "少年", "青少年", "中年", "老年"})  # tagged as times
_LEADING = frozenset({"v", "vn", "n", "b", "j"})
_MACHINES = frozenset("机车船舰艇弹炮器楼")  # 无人机 is tagged as a phrase, not as a noun
_QUALIFIED = re.compile(r"合资格|新增(?!长)|境外输入")  # 名合资格选民, 48起新增病例
_SUMMED_UP = re.compile(
    r"(?:共计?|合计|总计)?(?:达到?|(?<![合条契公])约|近|逾|超过|至少)?$"
)  # 买卖合约共7192份
# 共有上市公司5435家, 病例有12例: what is there, where the classifier is one of such things
_THERE_ARE = re.compile(
    r"(?:则|也|目前|已经?|现|仅|只|尚|还|另|又|就|一共|总共|累计|合计)*(?P<verb>有|共有|现有|剩余|剩下|尚余|余|新增|增至|减至|达到?|多达|为|占)(?:约|近|逾|超过|至少|了)*$"
)
_KINDS_OF = {
    "家": "司业构行店社厂商", "例": "例案", "宗": "案件故个", "起": "案件故", "辆": "车", "架": "机", "艘": "船舰艇轮",
    "套": "房屋宅位", "个": "位案", "座": "桥塔站库", "台": "机备组", "只": "股金", "份": "告同件约", "剂": "苗", "名": "", "人": "",
}  # fmt: skip
_ATTRIBUTES = (
    "总值",
    "价值",
    "市值",
    "时值",
    "总价",
    "年龄",
    "身高",
    "体重",
    "火势",
    "用途",
    "战绩",
    "状况",
    "程度",
)
_WITH = frozenset({"并发", "合并", "疑似"})
_JOINTS = frozenset("、和与及")
_NAMED_SO = frozenset("班 队 组 院 项".split())
_NOTHING_BEHIND = re.compile(
    r"[^\w]|$|以[上下]|左右|的|和|与|及|等|被|在|用于|至|前往|赶[往赴到]|投入|参[与加]|[支增]援|抵达|进行|展开"
)
_LANDS = frozenset("村镇乡县市省州")  # 136个村
_BODIES = frozenset("家个名位户省市县国只支档")
_DEALS = frozenset("宗份笔")
_DEALT = frozenset({"注册", "登记", "成交", "买卖", "申请"})
_CHANGES = frozenset("同比 环比 按年 按月 按季 增幅 降幅 涨幅 跌幅".split())
_UNDERGOES = re.compile(r"(?<=..)[被遭](?=.)")  # 8件王室珠宝|被盗
_POSTS = frozenset("成年 兼职 全职 在职 退休 注册 现役 持证".split())
_PLANS = frozenset({"计划", "规划"})
_OF_SHARES = frozenset("股票份")
_OF_PEOPLE = frozenset("名位")
_PEOPLE = frozenset("员者人生手家长师客民工童子友官兵警徒星属士贼匪犯众妇婴")
_CROWDS = frozenset("游客 旅客 乘客 民众 居民 市民 观众 选民 难民 灾民 学生 工人".split())


class ThingFinder:
    """Finds what the counts of one article count."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self.context = context
        self.norm = context.norm
        self.amounts = context.lexicon.amounts
        self.compounds = compounds

    def behind(self, number: NumberMention, start: int, end: int) -> Head | None:
        """The things behind ``number``, whose clause runs from ``start`` to ``end``, or what is done to them."""
        return self._made(number, start, self._behind(number, end))

    def before(self, number: NumberMention, start: int) -> Head | None:
        """The things before ``number`` in the clause from ``start``, or what is done to them."""
        if number.label == "MONEY":
            return self._traded(number, start)
        things = self._before(number, start)
        head = self._made(number, start, things)
        if things is None or head is not things:
            return head
        narrowed, begin = self.compounds.narrowed(things.start, start, bare=False)
        narrowed = made.without_deed(narrowed)
        return self._made(number, start, things._replace(name=f"{narrowed}{things.name}", start=begin))

    def _traded(self, number: NumberMention, start: int) -> Head | None:
        """机电产品出口 of 出口机电产品13.43万亿元: the worth of the goods that a verb of trade stands before."""
        token = self.context.token_at(number.start - 1) if number.start > start else None
        if token is None or token.end != number.start or token.tag not in {"n", "nz"}:
            return None
        traded = made.TRADED.search(self.norm, start, token.end)
        if traded is None or traded.end("goods") != token.end or self.compounds.mention_at(token.start):
            return None
        return Head(traded["goods"] + traded["verb"], traded.start(), "money")

    def _dealt(self, end: int, start: int, deed: str) -> Head:
        """新建商品住宅 of 新建商品住宅成交4126套: what is dealt in, told before the verb."""
        token = self.context.token_at(end - 1) if end > start else None
        if token is None or token.tag not in {"n", "nz", "j", "l"} or self.compounds.mention_at(token.start):
            return Head(deed, end, "count")
        narrowed, begin = self.compounds.narrowed(token.end, start, bare=False)
        return Head(f"{narrowed}{deed}", begin, "count")

    def _made(self, number: NumberMention, start: int, head: Head | None) -> Head | None:
        """交付量 of 交付49.7万辆汽车: what is done to the things that are counted."""
        if head is None or not head.behind:
            return head
        told = made.told_by(self.norm, number, start, head.name)
        return head if told is None else Head(*told, "count")

    def _behind(self, number: NumberMention, end: int) -> Head | None:
        """工业机器人 of 200万台工业机器人: the nouns right behind a count, by the normalised head where a table has it."""
        if number.label not in {"QUANTITY", "CARDINAL"} or number.unit.split("/")[0] in _NO_MEASURE_BEHIND:
            return None
        if number.unit == "名" and self.norm[number.start - 1 : number.start] in {"前", "第"}:
            return None  # 前6名
        if (
            number.low is not None
            and number.low != number.low.to_integral_value()
            and number.label == "CARDINAL"
        ):
            return None  # 规模5.2地震
        tokens = self.context.tokens
        qualified = _QUALIFIED.match(self.norm, number.end)
        begin = number.end if qualified is None else qualified.end()
        index = self.context.token_index(begin)
        if index >= len(tokens):
            return None
        if tokens[index].start != begin and not self._split(tokens, index, begin):
            return None
        if tokens[index].word == "人":
            return None  # 两个人费尽时间
        last = first = number.end
        bodies = number.unit in _BODIES  # 5家企业|净利润增长
        people = -1  # where the last noun ends that names people: 国家|公务员, 航天员|身体状况
        while (
            index < len(tokens)
            and (self._in_run(tokens, index) or tokens[index].word in _AGES)
            and tokens[index].word[0] not in _NO_NAME  # 两款芯片|对华销售收入
            and not (bodies and self._measured(tokens[index], first=tokens[index].start == begin))
            and tokens[index].end <= min(end, number.end + LONGEST)
            and self.compounds.mention_at(tokens[index].start) is None
        ):
            if (
                tokens[index].tag in _HEADS_BEHIND
                or tokens[index].tag == "l"
                or (number.unit == "次" and tokens[index].tag == "vn")
            ):
                last = tokens[index].end  # 40万次|检查
                counted = number.unit in _OF_PEOPLE and self.norm[last - 1] in _PEOPLE
                if counted or (not number.unit and tokens[index].word in _CROWDS):
                    people = last  # 数百万|游客|参观
            index += 1
        if people < 0 and number.unit in _OF_PEOPLE and self.norm[last : last + 1] == "的":
            return self._whom(number, last + 1)
        if people < 0 and number.unit in _OF_PEOPLE and self._names_nobody(last):
            return None
        last = people if people > 0 else last
        if self.norm[last - 1] == "时" and self.norm[last : last + 1] in {"，", ","}:
            last -= 1  # 购买10支镭射笔时，
        last += self._deal(number, first, last)
        phrase = _UNDERGOES.split(self.norm[first:last], maxsplit=1)[0]
        if (
            phrase in _GENERIC
            or phrase.endswith(_ATTRIBUTES)  # 5包|总值620元, 7座大厦中4座|火势受控
            or (len(phrase) < 2 and not (number.unit == "个" and phrase in _LANDS))
        ):
            return None
        phrase = made.damaged(self.norm, phrase, last)
        head = self.amounts.measures.before(phrase, len(phrase))
        name = head[0].value if head is not None and head[1] == 0 else phrase
        return Head(name, number.start, "count", behind=True)

    def _whom(self, number: NumberMention, start: int) -> Head | None:
        """匪徒 of 三名蒙面持枪的|匪徒: the people behind 的."""
        token = self.context.token_at(start)
        people = token is not None and token.start == start and token.word[-1] in _PEOPLE
        return Head(token.word, number.start, "count", behind=True) if token is not None and people else None

    @staticmethod
    def _in_run(tokens: Sequence[Token], index: int) -> bool:
        """A noun, or what stands before one: 严重|流感|个案, 兼职|护士."""
        token = tokens[index]
        if token.word in _PLANS and index + 1 < len(tokens) and tokens[index + 1].tag[:1] == "v":
            return False  # 5家城商行|计划合并
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.word in _WITH and following is not None and following.tag in _HEADS_BEHIND:
            return True  # 流感|并发|重症|病例
        if token.tag in RUN_BEHIND or (token.tag == "l" and token.word[-1] in _MACHINES):
            return True
        stands = (token.tag == "a" and len(token.word) > 1) or token.word in _POSTS
        return stands and following is not None and following.tag in RUN_BEHIND

    def _names_nobody(self, last: int) -> bool:
        """6名消防装置|承办商人员, 164名医疗和|疾控专家: whether the people are named behind what ends at ``last``."""
        return self.norm[last : last + 1] in _JOINTS or not _NOTHING_BEHIND.match(self.norm, last)

    def _deal(self, number: NumberMention, first: int, last: int) -> int:
        """How long 注册 of 4198宗住宅物业|注册 is, where things end at ``last``; 0 for no deal."""
        deal = number.unit in _DEALS and last > first and self.norm[last : last + 2] in _DEALT
        return len("注册") if deal else 0

    def _measured(self, token: Token, *, first: bool) -> bool:
        """净利润 of 5家企业净利润增长, 增幅 of 5家增幅超过3%: a figure of the things that are counted, and no thing."""
        if first:
            return token.word in _CHANGES  # 3笔|贷款 are things
        head = self.amounts.measures.get(token.word)
        kind = self.amounts.dimensions[head.surface] if head is not None else dimension_of(token.word)
        return kind in {"money", "ratio"}

    def _is_of(self, number: NumberMention, end: int) -> bool:
        """Whether the noun that ends at ``end`` is of a kind that the classifier counts: 公司 and 家, no 仓库 and 台."""
        kinds = _KINDS_OF.get(number.unit)
        if kinds is None or end < 1:
            return False
        return self.norm[end - 1] in (kinds or _PEOPLE)

    @staticmethod
    def _split(tokens: Sequence[Token], index: int, end: int) -> bool:
        """起骨痛|热症|病例 of 2986起骨痛热症病例: a noun that the segmenter has begun with the classifier."""
        token = tokens[index]
        whole = token.end - end >= len("骨痛") and token.tag in _HEADS_BEHIND
        return whole and index + 1 < len(tokens) and tokens[index + 1].tag in _HEADS_BEHIND

    def _end_before(self, number: NumberMention, start: int) -> int:
        """Where the noun ends that is counted: 合约|共7192份, 上市公司|共有5435家."""
        sum_up = _SUMMED_UP.search(self.norm, start, number.start)
        end = sum_up.start() if sum_up else number.start
        there_are = _THERE_ARE.search(self.norm, start, number.start) if end == number.start else None
        return there_are.start() if there_are is not None and self._is_of(number, there_are.start()) else end

    def _before(self, number: NumberMention, start: int) -> Head | None:
        """新车 of 交付新车31305辆: the noun right before a count that has a classifier of its own."""
        unit = self.amounts.unit(number.unit) if number.label == "QUANTITY" else None
        goods = number.unit in made.GOODS
        people = number.unit == "人"
        if unit is None or not (goods or unit.kind == "classifier" or number.unit in {"人", "架次"}):
            return None
        if number.unit in _NO_MEASURE_BEHIND and not people:
            return None
        end = self._end_before(number, start)
        token = self.context.token_at(end - 1) if end > start else None
        if goods and token is not None and token.end == end and (dealt := made.dealt(token.word)):
            return self._dealt(token.start, start, dealt)
        if token is None or token.end != end or token.tag not in {"n", "nz", "nt"} or len(token.word) < 2:
            return None
        ends = _PEOPLE if people else _OF_SHARES if number.unit == "股" else None
        if ends is not None and token.word[-1] not in ends:
            return None  # 研发人员1230人, not 会议300人; 北山水泥6266万股
        if token.word in {"人员", "队员"}:  # 搜救人员3200人
            led = self.context.token_at(token.start - 1) if token.start > start else None
            if led is None or led.tag not in _LEADING or len(led.word) < 2:
                return None
            return Head(led.word + token.word, led.start, "count", behind=True)
        counted = self.compounds.number_before(token.start) == token.start > start  # 7省份|23市
        if counted or token.word in NEUTRAL | _GENERIC or self.compounds.mention_at(token.start) is not None:
            return None
        if not _NOTHING_BEHIND.match(self.norm, number.end):
            return None  # 资助百名贫困女学生: what is counted stands behind
        if number.unit in _NAMED_SO and number.text[0] in DIGITS:
            return None  # 星光二班, 特战一队: a name
        listed = _LISTED_WITH.search(self.norm, start, token.start)
        if listed and self.compounds.number_before(token.start) != listed.start():
            return None  # 斑马鱼、涡虫和链霉菌三项实验
        verb = self.amounts.measures.before(self.norm, token.start)
        deed = verb is not None and verb[0].surface in made.DEEDS
        if verb is not None and deed and self.amounts.dimensions[verb[0].surface] == "count":
            return Head(verb[0].value, verb[1], "count")  # 交付新车3万辆
        if token.word in made.BUILT and (damage := made.DAMAGED_BEFORE.search(self.norm, start, token.start)):
            return Head(f"{damage['how']}{token.word}", damage.start(), "count", behind=True)
        return Head(token.word, token.start, "count", behind=True)
