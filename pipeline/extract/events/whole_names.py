"""What belongs to a name before a verb: 美国|航天员, 法官|陈静芬, 云岭县|兴隆煤矿."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.stand_ins import StandIns
from pipeline.model import Argument
from pipeline.normalise import normalise

if TYPE_CHECKING:
    from pipeline.extract.events.antecedents import Told
    from pipeline.model import EntityMention

#: labels of who may act, meet and be met
PARTIES = frozenset({"PERSON", "ORG", "GPE"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_BRACKET = re.compile(r"\([^()\n]{1,24}\)")
_GLUED = frozenset("股商企队市")  # 港股, 台商, 日企
_KIN = re.compile(
    r"(?:航天员|宇航员|企业|厂商|公司|业者|居民|民众|选手|球员|球迷|学者|专家|人员|科学家|媒体|网友|官员|议员|选民|员工|工人|学生|游客"
    r"|军人|士兵|海警|代表团|总统|总理|首相|外长|防长|财长|部长|国王|法院|法官|检方|消费者|投资者|股民|车企|药企|房企|民企|国企|劳资双方|外交官|飞行员|宇航员|歌手|演员|客机|军机|战机|货船|货轮|油轮|渔船|军舰|潜艇|卫星|火箭|无人机|导弹|银行|人|工会|商会|志愿者|义工|警方|军方|检方|海军|空军|陆军|舰队|部队|联军|渔民|农民|移民|难民|侨民|记者|律师|医生|研究员|团队|队员|球队|男子|女子|少年|少女|妇女|老人|商人|司机|议会|参议院|众议院|国会|检察官|海关|使馆|领事馆|股市|比索|卢比|卢布|国债|大使|领事|特使|代表|发言人)$"
)
_MEMBERS = re.compile(
    r"(?:工会|分会|分行|分公司|资方|劳方|成员国|会员国|成员|会员|议员|员工|职员|股东|球迷|学生|工人)$"
)
# 花莲|的搜救队, 非洲|国家间的贸易, 溪|上游的堰塞湖
_PLACE_OF = re.compile(r"(?:[上下中]?[游部段]?|(?:各国|国家|地区|企业|市场)?之?间?)的|[上下]游")
# the state itself: 美国|政府, and the kind of what the name says already: 深圳|市, 苹果|公司
ITSELF = frozenset(
    "政府 当局 官方 军方 警方 方面 公司 集团 企业 党 市 省 县 等 各方 双方 一方 境内 全境 全国 全省 全市 方 人 股份 股权 股票".split()
)
# 湘潭县|一对夫妻, 宝山|一62岁男子, 法国|一家研究垃圾处理的机构
_COUNT = re.compile(
    r"(?:[一二三四五六七八九十两几数百0-9多余]+[对名位群伙家些个户批队班双帮间座幢艘辆栋所处架台](?:[^，；。的]{1,14}的)?|一?(?=[0-9]{2}))(?:[0-9]{1,2}岁的?)?"
)
_WORKS = re.compile(r"(?:工程|项目|计划|专案|大桥|隧道|铁路|公路|地铁|捷运|展览|比赛|赛事)$")
_ONE_OF = re.compile(r"[一两三几多某0-9][名位家个]|[0-9.]+[万亿]?多?[辆艘架台部款吨批]")
_KIN_LENGTH = 12  # code points from a place to the noun that says who of it
_BODY = re.compile(
    r"(?:指数|公司|工厂|厂|队|法院|警方|大学|医院|银行|机场|车站|煤矿|铁矿|金矿|商场|酒店|学校|小学|中学|水库|码头|大桥|机构)$"
)
PEOPLE = re.compile(r"(?:专家|队|人员|员|者|人|民|生|厂商|企业|公司|业者|居民|家属|学者|选手|球员|代表)$")
ATTRIBUTE = re.compile(
    r"(?:股价|市值|营收|收入|利润|净利|纯[益利]|溢利|毛利率?|利益率|率|额|价格?|跌幅|涨幅|增幅|幅度|强度|身价|预算|支出|开支|成本|产量|销量|产能|份额|占比|规模|连接数|人数|数字|数量|总数|负债|债务|资产|缺口|余额|盈余|亏损|盈利|税|关税|费用?|率|薪资|工资|利率|面积|水位|财损|损失)$"
)


class WholeNames(StandIns):
    """Names with the nouns and titles beside them."""

    def whole(self, name: EntityMention) -> Argument:
        """A name with the noun behind it that says who it is: 美国|航天员, 世卫组织(WHO)|成员国, 港|股; else the name."""
        alone = Argument(name.mention_id, name.text)
        if name.label == "WORK_OF_ART" and self.norm.startswith("记者", name.end):
            return Argument("", self.context.raw(name.start, name.end + 2))  # 《联合早报》|记者
        if name.label not in {"GPE", "LOC", "ORG"}:
            return alone
        token = self.context.token_at(name.end - 1)
        if token is not None and len(name.text) == 1 == token.end - name.end and token.start == name.start:
            return (
                Argument("", self.context.raw(token.start, token.end)) if token.word[1] in _GLUED else alone
            )
        bracket = _BRACKET.match(self.norm, name.end)
        at = bracket.end() if bracket else name.end
        end = self._kin(at, _MEMBERS if name.label == "ORG" else _KIN)
        return alone if end is None else Argument("", name.text + self.context.raw(at, end))

    def _kin(self, at: int, kin: re.Pattern[str]) -> int | None:
        """Where the noun ends that says who of a place or body is meant; None where another word follows."""
        tokens, index = self.context.tokens, self.context.token_index(at)
        while index < len(tokens) and tokens[index].start < at + _KIN_LENGTH:
            token = tokens[index]
            index += 1
            if token.start < at:
                if token.end > at:
                    return None
                continue
            if kin.search(token.word) and token.tag[:1] in "nx":
                named = self.name_at(token.end) is not None
                return None if named or self.norm.startswith("的", token.end) else token.end
            if not (token.tag[:1] in "nbaj" or token.tag == "eng" or not token.word.strip()):
                return None
        return None

    def as_side(self, name: EntityMention) -> Argument:
        """美方, 中方: a country told as a side is written so."""
        side = len(name.text) == 1 and name.label == "GPE" and self.norm.startswith("方", name.end)
        return Argument(name.mention_id, self.context.raw(name.start, name.end + side))

    def title_of(self, name: EntityMention) -> str:
        """The title that stands before a person: 法官|陈静芬."""
        if name.label != "PERSON" or self.norm[name.start - 1 : name.start] not in self._title_lasts:
            return ""
        found = self.context.lexicon.names.before.before(self.norm, name.start)
        return "" if found is None else self.norm[found[1] : name.start]

    def title_at(self, place: int) -> str:
        """The title that begins at a place: 接任|总理."""
        found = self.context.lexicon.names.before.at(self.norm, place)
        return "" if found is None else self.norm[place : found[1]]

    def cleft(self, place: int) -> tuple[tuple[Argument, ...], EntityMention | None]:
        """The name that begins at a place, of whom what follows is said: 这是|黄循财首次领军."""
        name = self.name_at(place)
        if name is None or name.start != place or self.norm.startswith("的", name.end):
            return (), None
        if self.norm[place - 1] != "是":  # 位于|山东省: where, not who
            return (), None
        return (Argument(name.mention_id, name.text),), name

    def kind_of(self, name: EntityMention, told: Told) -> None:
        """Remember what a product or building is called beside its name: 神舟二十号|载人飞船."""
        tokens, index = self.context.tokens, self.context.token_index(name.end)
        noun = ""
        while index < len(tokens) and tokens[index].start <= name.end + 2 and tokens[index].tag[:1] == "n":
            if tokens[index].start >= name.end and self.name_at(tokens[index].start) is None:
                noun = tokens[index].word
            index += 1
        if len(noun) > 1 and not ATTRIBUTE.search(noun):
            told.kinds[noun] = Argument(name.mention_id, name.text)

    def _of_body(self, name: EntityMention, bare: Argument) -> bool:
        """Whether a place and the noun right behind it name one body that no table lists."""
        noun = normalise(bare.text)
        if name.label not in PLACES or not self.norm.startswith(noun, name.end):
            return False
        return bool(_BODY.search(noun)) or not (
            noun in ITSELF or ATTRIBUTE.search(noun) or PEOPLE.search(noun)
        )

    def works_of(self, name: EntityMention, bare: Argument, trigger: int) -> Argument | None:
        """台南市铁路地下化工程: what is built or held, with the place that it has its name from."""
        noun = normalise(bare.text)
        at = self.norm.find(noun, name.end, trigger)
        if name.label not in PLACES or not _WORKS.search(noun) or at < name.end:
            return None
        end = at + len(noun)
        if end - name.start > _KIN_LENGTH or self.norm.find("的", name.end, at) >= 0:
            return None
        return Argument("", self.context.raw(name.start, end))

    def _past_date(self, at: int) -> int:
        """Where the date ends that begins at a place: 新疆|8月6日一座吊桥断裂."""
        while self.dated(at):
            at += 1
        return at

    def of_place(self, name: EntityMention, bare: Argument, trigger: int) -> bool:
        """花莲的搜救队, 马太鞍溪上游的堰塞湖: the noun is the subject, the place only says which."""
        between = self.norm[self._past_date(name.end) : trigger]
        if name.label in PLACES:
            if _COUNT.fullmatch(between[: max(0, between.find(normalise(bare.text)))]):
                return True  # 湘潭县|一对夫妻
            return bool(_PLACE_OF.match(between)) or (
                len(name.text) == 1 and PEOPLE.search(normalise(bare.text)) is not None
            )
        if name.label == "ORG":  # 欧盟|一家法院
            return _ONE_OF.fullmatch(between[: max(0, between.find(normalise(bare.text)))]) is not None
        return name.label == "EVENT" and between[:1] == "的"
