"""What a name does in its clause: the object of a preposition, the teller of what others have, or once more in brackets.

在美国亚利桑那州      governed
国家统计局公布       tells; 台积电公布财报 and 英特尔宣布将裁员 tell of themselves
人民行动党（PAP）    PAP is an alias
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.routes import on_route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.context import Context
    from pipeline.model import EntityMention

_OBLIQUE = re.compile(
    r"(?:在|于|对|向|与|和|同|跟|比|较|从|由|据|距|离|给|为|被|获|以|(?<![回当同])归|到|至|靠近|位于|前往|飞往|驶往|来自|根据|除|除了|包括|送交|提交|递交|呈交|移交|报送)$"
)
# 与控股股东|甲集团|签订协议: the other side
_OTHER_SIDE = re.compile(
    r"(?:与|和|同|跟|向|由|对)(?:其|公司|旗下)?(?:控股股东|第?[一二]?大股东|实际控制人|实控人|关联方|关联人|关联公司|母公司|合作方|合作伙伴|交易对手方?|供应商|客户)$"
)
# 较2022年推出的|甲型芯片|提高16倍: with what it is compared
_THAN_ONE = re.compile(r"[较比][0-9][^，,。；的]{0,10}(?:推出|发布|上市|亮相|问世|量产)的$")
_SUBSIDIARY = re.compile(
    r"[向对由给为与](?:其|旗下)?(?:全资|控股|参股|附属)(?:子|孙|附属)?公司$"
)  # 向全资子公司|美联新材料
#: verbs by which somebody tells a figure
TELLS = "说|称|表示|指出|强调|认为|透露|显示|统计|介绍|通报|预估|预料|预测|测算|测定|测得|估计|估算|预计|宣布|报道|报导|提到|证实|分析|坦言|警告|公布|发布|发表"
# who stands before these tells of others
_TELLS = rf"{TELLS}|指|获悉|预期|调查|呼吁|要求|号召|敦促|规定|公告|数据|报告"
_TELLS_AT_END = re.compile(rf"(?:{_TELLS})(?:了|的?(?:数据|报告|消息|统计|初步统计|公报)(?:显示|指出)?)?$")
_TELLS_THEN = re.compile(rf".{{0,6}}?(?:{_TELLS})(?!.{{0,4}}(?:财报|业绩|季报|年报|成绩))")
#: 海事局, 财政部: no company, and without results; 招商局, 中铁十二局 and 书局 are companies
OFFICE = re.compile(
    r"(?:(?<!招商)(?<!大桥)(?<!隧道)(?<!电气化)(?<![书一二三四五六七八九十0-9])局|(?<!俱乐)部|(?<!餐)(?<!咖啡)厅|[署处委党]|法院|检察院|医院|大学|议会|国会|立法[会院]|警[方察]|"
    r"警察部队|海关|[大领]使馆|协会|学会|工会)$|政府|央行|人民银行|金管会"
)
OWN_RESULTS = re.compile(r"财报|业绩|季报|年报|成绩单|财年|季度报告|年度报告|中报")
_OWN_DEED = re.compile(
    r"[^，,]{0,6}?宣布(?:将|拟|计划|已|再|拨|捐|裁|派发|回购|提供|发放|斥资)"
)  # 英特尔宣布将裁员
_OWN_PERIOD = re.compile(
    r"(?:公布|宣布|发布|公告)[，,：:]?截[至止][^，,。；]{2,20}?止(?:的|[^，,。；]{0,6}?(?:季|年度|个月|半年|期|财年))"
)
_THE_MOST = re.compile(r"最[多高大重为]|居[首冠]|为首|较[多高大重为]|居多|居前")
# 广东等|5省; 万州、北城、南山等|18个县
_AND_OTHERS = re.compile(
    r"\)?等(?![待候级于同分])|(?:[、和与及][^，,。；;、和与及0-9]{1,8}){1,8}等(?=[0-9一二三四五六七八九十多])"
)
_ASIDE = 24  # code points of what stands in brackets before a name that stands there too
# 北国|军队空袭南镇，造成5人死亡: who struck had not the dead; not 北国遭空袭, 北国发生袭击
_STRIKES = re.compile(
    r"[^，,。；:：发遭受被]{0,10}?(?:发动|发起|展开|实施)?[^，,。；:：发遭受被]{0,8}?(?:空袭|袭击|轰炸|炮击|攻击|攻势|发射|射杀|枪杀)"
)
_CALLED = re.compile(
    r"(?:人员|队员)?(?:已|共|合共|总共|先后)*(?:处理|接获|接报|接到|救出|抢救|派出|出动|派员)"
)
_TRADED = re.compile(r"的?(?:出口|进口|贸易|直接投资)")
_WITH = re.compile(r"[对与同和向][^，,。；:：的]{1,12}$")
_APPOSITION = 14  # code points of what a partner is: 第二大贸易伙伴
_EXPECTED_OF = re.compile(
    r"(?:(?<=经济)|(?<=营收)|(?<=收入)|(?<=利润)|(?<=出口)|(?<=进口)|(?<=人口)|(?<=[率额量]))预[计料期估]$"
)
_DECIDES = re.compile(r"(?:通过|审议|核定|审定|三读|公告|否决|批准).*(?:案|计划|方案|法|决议|规划|协议)$")


class Roles:
    """The roles of the names of one article."""

    def __init__(self, context: Context, names: Sequence[EntityMention]) -> None:
        """``names`` in the order of the text."""
        self.context = context
        self.norm = context.norm
        self._names = names
        self._starts = [mention.start for mention in names]
        self._clauses: dict[int, tuple[int, bool | None]] = {}  # by the end of a name

    def governed(self, name: EntityMention, start: int) -> bool:
        """在美国|亚利桑那州, 在北京的|训练中心, 对美国、|日本出口: what a preposition governs, with all that stands in its phrase."""
        if _OBLIQUE.search(self.norm[max(start, name.start - 3) : name.start]) and not self._singled_out(
            name
        ):
            return True
        if self.context.in_dateline(name.end) or self._partner(name, start):
            return True
        if (name.label != "ORG" and on_route(self.norm, name.start, name.end)) or _THAN_ONE.search(
            self.norm, start, name.start
        ):
            return True
        if _SUBSIDIARY.search(self.norm, start, name.start) or _OTHER_SIDE.search(
            self.norm, start, name.start
        ):
            return True
        at = bisect_left(self._starts, name.start) - 1
        before = self._names[at] if at >= 0 else None
        if (
            before is None
            or before.start < start
            or self.norm[before.end : name.start] not in {"", "的", "、"}
        ):
            return False
        return self.governed(before, start)

    def _partner(self, name: EntityMention, start: int) -> bool:
        """对最大贸易伙伴|新加坡|的出口额: with whom trade is done."""
        return (
            _TRADED.match(self.norm, name.end) is not None
            and _WITH.search(self.norm, max(start, name.start - _APPOSITION), name.start) is not None
        )

    def _singled_out(self, name: EntityMention) -> bool:
        """以|花莲县|损失9800万元最多: one of several, told as the first."""
        if self.norm[name.start - 1 : name.start] != "以":
            return False
        return _THE_MOST.search(self.norm, name.end, self.context.clause(name.end - 1)[1]) is not None

    def tells(self, name: EntityMention, end: int) -> bool:
        """国家统计局公布, 黄仁勋表示: who tells a number need not be whose it is; 台积电公布财报 is."""
        clause_end, told = self._whole_clause(name)
        if told is not None:
            return told
        then = _TELLS_THEN.match(self.norm, name.end, min(end, clause_end))
        return then is not None and not self._expected_of(name, then.end())

    def _expected_of(self, name: EntityMention, end: int) -> bool:
        """新加坡第三季经济|预计增长4%: what is expected of a noun of the name, and nothing that the name tells."""
        return _EXPECTED_OF.search(self.norm, name.end, end) is not None

    def _whole_clause(self, name: EntityMention) -> tuple[int, bool | None]:
        """Where the clause of a name ends, and whether the name only tells, None where the clause alone does not say."""
        found = self._clauses.get(name.end)
        if found is None:
            clause_end = self.context.clause(name.end - 1)[1]
            only = _only_tells(self.norm[name.end : clause_end])
            if only and _OWN_PERIOD.match(self.norm, max(name.end, clause_end - len("公布"))):
                only = False  # 海川电子(03750)公布，截至6月底止第二季，收入
            found = self._clauses[name.end] = clause_end, only
        return found

    def alias(self, name: EntityMention) -> bool:
        """人民行动党（PAP）: a name in brackets right behind another is the same once more."""
        return self.norm[name.start - 1 : name.start] == "(" and self.norm[name.end : name.end + 1] == ")"

    def aside(self, name: EntityMention, end: int) -> bool:
        """洪灾(天津未受灾)造成…: a name in brackets that have closed again before ``end``."""
        opening = self.norm.rfind("(", max(0, name.start - _ASIDE), name.start)
        if opening < 0 or self.norm.find(")", opening, name.start) >= 0:
            return False
        return self.norm.find(")", name.end, end) >= 0

    def strikes(self, name: EntityMention) -> bool:
        """北国|军队空袭南镇, 消防处|共处理100名伤者: who struck has not the dead of it, nor has who was called to it."""
        if _STRIKES.match(self.norm, name.end) is not None:
            return True
        return name.label == "ORG" and _CALLED.match(self.norm, name.end) is not None

    def and_others(self, name: EntityMention) -> bool:
        """广东等|5省, 松下(中国)等: one of several, named for all."""
        return _AND_OTHERS.match(self.norm, name.end) is not None


def _only_tells(rest: str) -> bool | None:
    """What a clause behind its name says of that: it tells of others, of itself, or neither for certain."""
    if OWN_RESULTS.search(rest):
        return False
    if _DECIDES.search(rest):
        return True
    if _OWN_DEED.match(rest):
        return False
    return True if _TELLS_AT_END.search(rest) else None
