"""What was done to whom: the nouns behind a verb. A name that only says which or whose is part of the noun that it is in.

全美华人|杰出成就奖 is the prize, 北京大学的|校徽 the badge; 江苏选手|张勇 is 张勇, and 美国|政府 its country.
"""

from __future__ import annotations

import re

from pipeline.extract.events.candidates import HOW_IT_WENT
from pipeline.extract.events.noun_frames import CELL
from pipeline.extract.events.object_names import WORDS, ObjectNames
from pipeline.gates import either
from pipeline.model import Argument

_AMONG = re.compile(
    r"了?(?:[0-9一二两三四五六七八九十百多]{1,4}[\u4e00-\u9fff])?包括[^，；。]{1,24}在内的?(?:[0-9一二两三四五六七八九十百多]{1,4}[名位个家项场])?"
)
# 展开|近几周以来最猛烈的|空袭
_EVER_SINCE = re.compile(
    r"了?(?:近|过去)?[0-9一二两三四五六七八九十几数多]+个?(?:年|月|天|周|日)(?:来|以来)(?:最[^，；。的]{1,6}的|的|首[次个]的?)"
    r"|了?(?:[他她其]|自)?(?:上[任市线台]|就[任职]|接任|履新|当选|成立|创立|开业|入职|出道|执政|登基|建国|建党|建军|开国)(?:多年)?以来的?(?:首[次个场份部]|第[一二三四五六七八九十]+[次个场份部]|最[^，；。的]{1,6}的)?(?=[\u4e00-\u9fff]{2})"
)
# 进入|以应用为核心的|新阶段
_CENTRED = re.compile(
    r"了?以[^，；。]{2,40}?为(?:核心|主|主要?内容|主题|重点|基础|中心|目标|导向|特征|特色|代表|标志|原则)的(?=[\u4e00-\u9fff]{2})"
)
_FRAMED = either(_AMONG, _EVER_SINCE, _CENTRED)
_HE = re.compile(r"(?<=..)(?<![其吉])[他她](?:们)?$")  # 告知总统|他将卸任
_BESIDES = re.compile(r"(?<=..)(?<![国海郊域户境中内])外$")  # 除打破票房纪录|外
# 签署和平协议|以结束冲突: what for
_SO_AS_TO = re.compile(
    r"(?<=..)(?<![加予所可足难])以(?:便|期|使|免|结束|促进|推动|应对|防止|确保|实现|换取|达到|加强|避免|缓解|满足|表彰|抗议|支持|配合)"
)
# 发布|声明|严正谴责: what it says is no more of the object
_STATEMENT = re.compile(
    r"(?P<noun>[^，；。的]{0,6}(?:声明|公告|通告|文告|新闻稿|社论|[贴帖]文))(?:严正|强烈|严厉|公开|再次|紧急|同时|予以)*"
    r"(?:谴责|批评|要求|呼吁|否认|指出|称|说|表示|宣布|警告|抗议|反对|支持|强调|敦促)"
)
# 举行|说明会|公布财报: what was done at it
_AT_IT = re.compile(
    r"(?<=..)(?:(?<=[会坛礼])|(?<=会议))(?:并|以)?(?:公布|宣布|发布|发表|通报|介绍|说明(?!会)|揭晓|表决|审议|听取|颁发|澄清|核准|批准|回应|谴责|批评|控诉|指控|呼吁)(?=..)"
)
_SINCE = re.compile(r"以来|之后|以后|之前|期间|算起|起算|[开起]始计算")
_COMPLETED = re.compile(
    r"^(?:了|介于|过(?![去程])|着(?![陆手眼])|完毕|完(?![成善工毕结整美满婚备全稿赛税败])|出(?![口席版台任现资售让租动发示访局境狱院游])|为(?!期)|到(?![达期底])|至(?![今少多])|成(?![立员为本交功都长果绩就效]))+"
)
_NO_OBJECT = re.compile(
    r"[、·]|停[班课工](?:$|[0-9一两半])|(?:发现|显示|表明|指出|认为|证实|确认)$|最新$|受审|应讯|作证|[0-9.,]+$|[^，；。]{2,}有[一1多数]?[名位]?人|(?:[那这]般|[那这]样|一般|一样)$|(?:将(?![军领士帅])|拟(?!议))(?:[于在会对把由从与向以按为就继进]|[\u4e00-\u9fff]{4,})|(?:导致|造成|引发|引致|酿成)(?=[^，；。的]+$)|是[在于]|[^，；。]*(?<=..)是$|[^，；。的]{2,}(?<![沿执显原])着(?![陆手眼重力落装])|又(?![一多两几])|[未无]果|出[发动]$|(?:以|之)[来后前意]|而|以及|或(?=[被遭])|[进涌冲]入(?=.{2})|惨重$|(?<!除)了$|系(?![统列数主教])|应[属为是]|[和与及](?![平谐睦解好])|暨|在(?=[0-9今昨前当本上])|送[医院治]|(?:愉快|顺利|成功|圆满|良好|热烈|入院|送院|就医)$|[于时后]|前(?![锋卫场轮沿线腰臂]|[^，。]{0,8}(?:[长员委人官警者席理统裁监夫妻手]))|期间|至今|当[天日时]|并(?!购)|就(?!业)|便(?![利服士衣当饭民携宜捷条签道秘血])|也|则|算?起|终究|确实"
)
_HAS_DONE = re.compile(
    r"的[^，；。的]{1,8}(?:已经?|(?<!麻)将(?![军领士帅])|曾(?!经理|姓)|正在)[\u4e00-\u9fff]{2}"
)
_ABOUT = frozenset("约近逾超共达")
# 下调目标价|至142元, 涨0.48%|报3683点
_TO_SO_MUCH = re.compile(r"(?<=..)(?:[至到]|(?<=[%点元])(?:收?报|收于))(?=[约近逾]?[0-9])[^的]*$")
_TO_DO_WHAT = re.compile(
    r"(?<=[医院场区地处所心家室庭])(?:紧急|接受)?(?:救治|抢救|急救|治疗|就医|救援|支援|灭火|抢险|聆[审讯]|受审|应讯|提堂|过堂|了解|视察|慰问|探望|探视|处理|戒备|搜证)$"
)
_WHITHER = frozenset("往到至赴达抵入返回送")  # 送往|广州医院|抢救, but 申请|国家救援
# 财物|共计, 财物|价值500万元, but 品牌价值排行榜
_IN_ALL = re.compile(
    r"(?<=..)(?:(?:共计|合计|总计|共?折合)(?=[折约逾超近达高]|价值|人民币|[0-9]|$).*|价值(?=[约逾超近达高]|人民币|[0-9]).*)$"
)
_PREPOSED = re.compile(r"[向由从与在](?=[\u4e00-\u9fff]{2}|[《“「『A-Za-z])")
_NAMED = re.compile(
    r"[“「『\"][^”」』\"\n]{1,30}[”」』\"]的?(?P<noun>[^，,；;。：:（）()！？!?「」『』“”\s]{2,16})?"
)
# where what a noun did begins: 6日发生的强烈地震|已造成912人死亡
_DID = re.compile(r"(?<=..)(?:已|曾|将(?!领)|造成|导致|致使|致(?=[0-9])|引发|引起)")
_CAUSED = re.compile(r"(?<=..)(?:造成|导致|致使|致(?=[0-9])|引发|引起|酿(?=[0-9一两二三四五多数成]))")
_ITS = re.compile(r"其(?![他它中余次实后间])")
# 取消了|与普京的会晤, 完成|对一家药厂的收购
_SHARED = re.compile(
    r"了?(?P<whole>(?:与|同|和|跟|对)(?!方的)[^，；。的]{1,24}的(?P<noun>[\u4e00-\u9fff]{2,6}))(?=[，；。]|$)"
)
_TRAILING = re.compile(
    r"(?:(?<=..)(?:已经?|曾|均|仍|便|(?<![规原细法守准总附])则|亦)|(?<=[式礼赛举选])(?:后|时|前|上|中))$"
)  # 6.8级地震|已造成
_TEAM_TO = re.compile(r"(?<=小组|专案|专班|团队)(?:侦查|侦办|调查|追查|彻查|跟进|处理|负责)$")
_QUOTES = ("“", "「", "『")
_HAPPENED = re.compile(
    r"(?:事故|案件?|事件|[灾火]情|灾害|[火水]灾|行动|活动|比赛|协议|计划|方案|仪式|会议|工程|项目)$"
)
_TERM = re.compile(
    r"(?<=[男女某嫌人名员告])(?:[有无]期徒刑|死刑|拘役|监禁|罚金).*$|(?<=男子|女子|男女|嫌犯|被告)(?:[一二两三四五六七八九十多数0-9]+[项宗条])[^，；。]{0,14}罪名?$"
)  # 判处林男|无期徒刑
_FURTHER = re.compile(r"(?<=..)[、暨]")
_HOW = frozenset({"a", "ad", "z"})
_COUNTERS = frozenset("名位个人艘架辆只头宗起具批枚间家所栋幅条部台套座对群伙")
_OPENING = frozenset('“「『"')
# 展出“千帆之外：海上丝路文物”特展: a title that goes on behind a colon
_TITLED = re.compile(
    r"[“「『](?P<title>[^”」』：:，。；？！\n]{2,16})[：:][^”」』：:。；？！\n]{2,30}[”」』](?!的)"
)


class Objects(ObjectNames):
    """The objects of a verb."""

    def behind(
        self, end: int, stop: int, *, whither: bool = False, content: bool = False, head_noun: bool = False
    ) -> tuple[Argument, ...]:
        """The objects behind a verb: names that no preposition governs, else the words that follow.

        ``whither`` tells that the verb goes somewhere: a name is the place, and no part of another noun;
        ``head_noun`` that it is the noun behind 的 of a relative clause; ``content`` that what follows may be a clause: 否认|向中国转让技术, but 建成|向市民开放.
        """
        end += self.norm.startswith(" ", end)  # 跌 1.15%
        titled = _TITLED.match(self.norm, end) if self.norm[end : end + 1] in _OPENING else None
        if titled is not None and not (content or whither or head_noun):
            whole = titled.end() - end <= CELL
            return (Argument("", self.context.raw(*titled.span(0 if whole else "title"))),)
        shared = _SHARED.match(self.norm, end, stop)
        if shared is not None and self.alone(shared.start("whole")):
            whole = shared.end() - shared.start("whole") <= CELL
            return (Argument("", self.context.raw(*shared.span("whole" if whole else "noun"))),)
        among = _FRAMED.match(self.norm, end, stop)
        end = among.end() if among is not None else end  # 举行一场包括印度在内的|三方会谈
        if not whither and not head_noun and self._is_where(end, stop):
            return ()
        named_behind = self._named_behind(end, stop, whither=whither, content=content and not head_noun)
        return named_behind or self._words_behind(end, stop, content=content, head_noun=head_noun)

    def _is_where(self, end: int, stop: int) -> bool:
        """发生|在郊外的一间工厂: where it was stands behind the verb."""
        return end < stop and self.norm[end] in "在于" and self.alone(end) and not self.dated(end + 1)

    def _words_behind(self, end: int, stop: int, *, content: bool, head_noun: bool) -> tuple[Argument, ...]:
        """The words without a name behind a verb, as far as they are one thing."""
        text = _COMPLETED.sub("", self.norm[end:stop])
        offset = stop - len(text)
        head = WORDS.match(text)
        if head is None and (content or text[:1] not in _OPENING):
            return ()
        words = head.group() if head is not None else ""
        named = _NAMED.match(text, len(words))
        if named is not None and (head_noun or not content):  # 首届|“连港杯”|女子足球赛, 题为|“…”|的研讨会
            noun = named.group("noun") or named.group()
            if len(words + named.group()) <= CELL:
                words += named.group()
            elif named.group("noun") or not words:
                offset, words = offset + named.end() - len(noun), noun
        if len(words) > CELL and "的" in words:  # 为期两天的年度考核: what it is comes last
            words = words[words.rindex("的") + 1 :]
            offset = stop - len(text) + (head.end() if head else 0) - len(words)
        if head_noun and self.in_it(words, stop):
            words = words[:-1]  # 前一天举行的|议会选举|中获得, 周日公布的|名单|中，
        its = words[:1] == " " or _ITS.match(words) is not None
        words, offset = words[its:], offset + its  # 判处其|有期徒刑
        words = self._so_many(words, offset)
        words = self.before_date(words, offset) if head_noun else self.before_time(words, offset)
        if head_noun or not content:
            words = self._before_deed(words, offset, _DID if head_noun else _CAUSED)
        words = self.one_thing(words, offset, content=content and not head_noun)
        statement = _STATEMENT.match(words)
        words = words if statement is None else statement["noun"]
        words = self.first_act(_SINCE.split(words, maxsplit=1)[0], offset)  # 接任|总理|以来首次
        words = self._without_amount(self.without_speech(words, offset), end, offset)
        if not self._is_thing(words, offset, content=content):
            return ()
        return (Argument("", self.context.raw(offset, offset + len(words))),)

    def _is_thing(self, words: str, offset: int, *, content: bool) -> bool:
        """Whether words are an object, and no time (休庭|四周), no how (取得成功) and no other phrase."""
        if not content and _HAS_DONE.search(words):
            return False  # 购入|股权的机构已转向国资
        if not 2 <= len(words) <= CELL or HOW_IT_WENT.match(words) or _NO_OBJECT.match(words):
            return False
        if not content and _PREPOSED.match(words) and self.alone(offset):
            return False
        if not content and self._says_how(words, offset):
            return False  # 伤亡|惨烈, 出拳|凶狠
        if self.dated(offset) and self.norm[offset - 1] in "至到":
            return False  # 押后至|12月29日再讯
        about = offset + (words[0] in _ABOUT)  # 会谈|约两小时
        end = offset + len(words)
        return not (
            self.taken.count(1, about, end) == end - about
            and (self.dated(about) or (self.name_at(about) is None and self.number_at(about) is None))
        )

    def _says_how(self, words: str, offset: int) -> bool:
        """Whether words are an adjective alone, and not what happened (发生|气爆)."""
        only = self.context.token_at(offset)
        alone = only is not None and (only.start, only.end) == (offset, offset + len(words))
        return (
            only is not None
            and alone
            and only.tag in _HOW
            and words not in self.context.lexicon.happenings.triggers
        )

    def _so_many(self, words: str, offset: int) -> str:
        """一名男子 of 一名男子疑似点燃杂物: who or what is counted, without what they do."""
        first = self.context.token_at(offset)
        counts = first is not None and first.start == offset and first.tag == "m"
        counted = max(self.count_end(offset), first.end if first is not None and counts else offset)
        if _HAPPENED.search(words):
            return words  # 一起小车侧翻交通事故
        if (
            counted == offset
            or self.norm[counted - 1] not in _COUNTERS
            or self.norm.startswith(_QUOTES, counted)
        ):
            return words  # 一项“刑事毁坏”罪
        end = self.nouns(counted, offset + len(words))
        token = self.context.token_at(end) if counted < end < offset + len(words) else None
        does = token is not None and token.start == end and token.tag in {"d", "v", "p", "ad"}
        return words[: end - offset] if does and "的" not in words[end - offset :] else words

    def _before_deed(self, words: str, offset: int, deed: re.Pattern[str]) -> str:
        """空袭 of 发动的空袭造成24人死亡: what a thing did is no part of its noun."""
        did = deed.search(words)
        return words[: did.start()] if did is not None and self._begins_word(offset + did.start()) else words

    def _without_amount(self, words: str, end: int, offset: int) -> str:
        """广州医院 of 送往广州医院抢救, 财物 of 查获财物价值500万元, 目标价 of 下修目标价至142元."""
        words = _TRAILING.sub("", _IN_ALL.sub("", words))
        words = _SO_AS_TO.split(words, maxsplit=1)[0]
        words = _HE.sub("", _AT_IT.split(words, maxsplit=1)[0])
        if self.norm.rfind("除", max(0, end - CELL), end) >= 0:
            words = _BESIDES.sub("", words)
        words = _TERM.sub("", _TEAM_TO.sub("", words))
        words = _TO_DO_WHAT.sub("", words) if self.norm[end - 1] in _WHITHER else words
        so_much = _TO_SO_MUCH.search(words)
        if (
            so_much is not None and self.number_at(offset + so_much.start()) is None
        ):  # 318亿|至330亿美元 is one
            words = words[: so_much.start()]
        # 法定代表人|、董事及董事长等相关职务, 30周年校庆|暨第14届校友会
        return _FURTHER.split(words, maxsplit=1)[0] if len(words) > CELL else words

    def _begins_word(self, place: int) -> bool:
        token = self.context.token_at(place)
        return token is None or token.start == place
