"""Who says a number, as written.

    国家统计局表示，…            国家统计局
    据海关总署统计，…             海关总署
    黄仁勋5月21日在台北表示，…      黄仁勋, and the 他 of the sentence behind
    “…”，李强说。               李强

A teller holds from its clause to the end of the sentence or to the next teller. 据统计 and 数据显示 name nobody, and
nobody is better than somebody wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.according import ALSO, BASIS
from pipeline.extract.counted.roles import TELLS
from pipeline.gates import led
from pipeline.model import EntityMention, NumberMention

if TYPE_CHECKING:
    from pipeline.extract.context import Context
    from pipeline.extract.counted.compounds import Compounds
    from pipeline.model import Token

_TOLD = r"数据|资料|统计|公报|报告|消息|通报|财报|业绩|季报|年报|声明|公告|简报|说法|估算|测算|推算|调查|预测|监测|民调"
_VERB = rf"{TELLS}|转述|承诺|评估|举例|披露|确认|承认|解释|推算|测算|写道"
# the end of a clause that tells: 表示, 公布数据, 的监测显示, 公布第二季财报
_TELLS = led(
    re.compile(
        rf"(?P<of>的?(?:最新|初步|历史)?(?:{_TOLD}))?(?P<verb>(?:{_VERB}){{1,3}})(?:了)?(?:[^，,：:；;]{{0,14}}?(?:{_TOLD})(?:显示|指出|称|说)?)?$"
    )
)
_ACCORDING = re.compile(
    rf"{BASIS}(?P<who>[^，,：:；;]{{2,24}}?)(?:的)?(?:最新|初步|不完全|历史|官方|中期|季度|年度)*(?:{_TOLD}|报道|报导|介绍|估计|规定|统计){{1,3}}(?:显示|指出|称)?$"
)
# 马斯克称特斯拉员工为12万人: the content stands in the same clause
_TELLS_HERE = re.compile(r"(?:估计|估算|预计|预估|预测|声称|宣称|称|统计)(?!为|作|之)")
_ANY = re.compile(rf"{_VERB}|{_TOLD}|规定")
_STOP = re.compile(r"[，；：;]|[,:](?![0-9])")
_QUOTED = re.compile(rf"[”」』][，,]?(?P<who>[^，,。“”「」]{{2,20}}?)(?:{_VERB})[。！!]?$")
# between a speaker and the verb: 在台北电脑展期间, 昨天, 随后还
_ASIDE = re.compile(
    r"(?:(?:开案|结案)?陈[词辞]|在[^在]{1,20}(?:上|中|时|后|期间|前|内|会|场|里)|接受[^，]{1,14}(?:采访|访问|专访)时?|(?:出席|参加|主持|视察|考察|会见|会晤|访问|受访|列席|参观|更新|讲述|介绍|回顾|谈[到及]|回应|回答)[^，]{0,16}[时后]|对[^对]{2,10}|向[^向]{2,10}|[昨今前][天日晚早]|当[天日]|[随此]后|此前|先前|稍早|日前|近日|(?:发出|发布|发表|透过|通过|以)(?:一份|一则|该)?(?:新闻稿|书面声明|声明|文告|通告|公告)|在(?:社[交群]媒体|社交平台|社媒|脸书|微博|推特|X|电报)(?:平台)?上?(?:发文|发帖|发推文?|发布视频)|发推文?|发帖|发文|同时|则|才|也|还|又|亦|均|都|并|再次|曾|(?:胜选|当选|落选|败选|获胜|夺冠|获奖|得奖|获释|离任|上任|就任|就职|投票|赛|讯|会)后|早前|\d{1,2}日|\([^()，。]{1,30}\)|(?:发表|发布|发出|公布|出具|作出)(?:书面|联合|公开|紧急)?|(?:透过|通过|藉由)(?:脸书|微博|社交媒体|社群媒体|社群|书面))+$"
)
_SPEAKING = frozenset("n nr ns nt nz nrt nrfg j b vn eng l an m q nl ng".split())
_ATTRIBUTES = frozenset({"v", "vn", "a"})
_PRONOUNS = frozenset({"他", "她", "他们", "她们"})
# nobody in particular, and no speaker
_NOBODY = re.compile(
    rf"(?:相关|有关|最新|初步|官方|上述|公开|多项)+|(?:.*的)?(?:相关|有关|最新|初步|官方|上述|该|这份|一份|多项|这项)?(?:{_TOLD}|结果|研究|情况|文件|迹象|事实|媒体|图表?|数字|指数|上图|报|外界|市场|公开资料|公开数据|(?:公司)?(?:财务|经营|运营|销售|交易|历史|行业|后台)|[0-9一二三四五六七八九十百千两]+余?家[^，]{{0,8}}(?:公司|企业|机构|银行)|目击者|数据库|加上|连同|同期|同时|(?:调整|[上下][调修]|调[高升降低]|修正)[\u4e00-\u9fff]{{0,4}}|这|那|其中|综合|截[至止].*|(?:灾情|疫情|警情|票务|销售)?统计|灾情|疫情|气象|海象|水文|地震|新闻稿|文告|通告|.*(?:心情|口头|书面|语气|态度|方式))$"
)
_SAID_BY_NOBODY = re.compile(rf"{ALSO}根?据(?:了解|悉|称|报道|报导|介绍|估计|统计|透露)")
# 营收优于外资预估, 以中位数推算: what a figure is compared with and reckoned by, and nobody's words
_THAN_TOLD = re.compile(
    r"(?:[高低优好强差弱少多]于|超[越过出]|胜过|不及|不如|逊于|落后于?|符合)[^，；。]{1,10}$"
)
_BY_WHAT = re.compile(
    r"(?:若|如)?(?:以(?![色军方])|按|依)[^，；。]{1,20}(?:推算|估算|测算|计算|换算|统计)|按[^，；。]{2,20}(?:分析|统计|划分|分类)"
)
_ESTIMATE_OF = re.compile(
    r"[值量额率数]的?(?:临时|修订|初步|最新)(?:的)?(?:估计|估算|统计)$"
)  # 销货价值的临时估计
_GIVEN_OUT = re.compile(r"(?:(?:发布|公布|发表|提供|披露|通报|发出)(?:了|的)?)?$")  # 据应急管理署|发布的消息
_WHICH = re.compile(r"[0-9].*的$")  # 直飞全球180个城市的|加航
_LONGEST = 24
_GLOSS = re.compile(r" ?[(（][A-Za-z][A-Za-z .&-]{1,40}[)）] ?$")  # 半导体工业协会|(SIA)


class _Teller(NamedTuple):
    start: int
    who: str


class TellerReader:
    """Reads who says the numbers of one article, asked for them in their order."""

    def __init__(self, context: Context, compounds: Compounds) -> None:
        self.context = context
        self.norm = context.norm
        self._compounds = compounds
        self._sentence = -1
        self._seen = -1  # the last sentence that was read for its speakers
        self._tellers: list[_Teller] = []
        self._person = ""  # the last one who spoke: 他说 goes on with

    def read(self, number: NumberMention) -> str:
        """Who says the number, as written in the article; empty where nobody does."""
        if number.sentence != self._sentence:
            if number.sentence - self._seen > 1:
                self._person = ""
            self._sentence = number.sentence
            self._tellers = self._of_sentence(number.sentence)
            self._seen = number.sentence
        said = [teller.who for teller in self._tellers if teller.start <= number.start]
        return said[-1] if said else ""

    def _of_sentence(self, index: int) -> list[_Teller]:
        sentence = self.context.sentence(index)
        text = self.norm[sentence.start : sentence.end].rstrip()
        if _ANY.search(text) is None:
            return []
        quoted = _QUOTED.search(text)
        if quoted:
            who = self._name(sentence.start + quoted.start("who"), sentence.start + quoted.end("who"))
            if who:
                return [_Teller(sentence.start, who)]
        found: list[_Teller] = []
        start = sentence.start
        for stop in _STOP.finditer(self.norm, start, sentence.end):
            teller = self._of_clause(start, stop.start())
            if teller is not None and teller.who:
                found.append(teller)
            start = stop.end()
        last = self._of_clause(start, sentence.end) if start < sentence.end else None
        return [*found, last] if last is not None and last.who else found

    def _of_clause(self, start: int, end: int) -> _Teller | None:
        clause = self.norm[start:end]
        according = _ACCORDING.match(clause.strip())
        if according:
            at = start + clause.index(according["who"])
            end_of = self._until_date(at, at + len(according["who"]))
            given_out = _GIVEN_OUT.search(self.norm, at, end_of)
            end_of = given_out.start() if given_out is not None else end_of
            dated = self._compounds.mention_at(at)
            if dated is not None and not isinstance(dated, EntityMention | NumberMention):
                at = min(dated.end, end_of)  # 据29日晚|发布的数据
            who = self._spoken(at, end_of)
            return _Teller(end, "" if _NOBODY.fullmatch(according["who"]) else who)
        if _SAID_BY_NOBODY.fullmatch(clause.strip()):
            return _Teller(end, "")
        tells = self._verb(start, clause)
        if tells and _ESTIMATE_OF.search(clause):
            return None
        if tells and (_THAN_TOLD.search(clause) or _BY_WHAT.fullmatch(clause.strip())):
            return None
        if tells and self.norm[end : end + 1] in {"，", ",", "：", ":", "“", "「"}:
            return _Teller(end, self._name(start, start + tells.start()))
        here = _TELLS_HERE.search(clause)
        if here and here.start():
            speaker = self._compounds.mention_at(start + here.start() - 1)
            if isinstance(speaker, EntityMention) and speaker.label in {"PERSON", "ORG"}:
                return _Teller(start + here.end(), self._spoken(speaker.start, speaker.end))
        return None

    def _verb(self, start: int, clause: str) -> re.Match[str] | None:
        """The verb of telling that ends a clause: 发布 of 国家统计局发布数据, no part of a name."""
        tells = _TELLS.search(clause)
        while tells is not None:
            name = self._compounds.mention_at(start + tells.start())
            if not isinstance(name, EntityMention) or name.start == start + tells.start():
                break
            tells = _TELLS.search(clause, name.end - start)
        return tells

    def _until_date(self, start: int, end: int) -> int:
        """据美联社|3月23日报道, 据新华社|7日援引卫生部报道: the first date behind the name ends it."""
        for token in self.context.tokens_in(start, end):
            at = self._compounds.mention_at(token.start)
            if at is not None and not isinstance(at, EntityMention | NumberMention) and at.start > start:
                return at.start
        return end

    def _name(self, start: int, end: int) -> str:
        """The noun phrase that ends before a verb of telling, without what stands aside."""
        words = self.norm[start:end].rstrip()
        aside = _ASIDE.search(words)
        while aside:
            words = words[: aside.start()].rstrip()
            aside = _ASIDE.search(words)
        end = start + len(words)
        dated = self._compounds.mention_at(end - 1) if end > start else None
        if isinstance(dated, EntityMention) and dated.start > start and self.norm[dated.start - 1] == "在":
            return self._name(start, dated.start - 1)  # 邱垂正昨天|在立法院|说
        if dated is not None and not isinstance(dated, EntityMention):
            return self._name(start, dated.start) if dated.start > start else ""
        if words[-2:].strip("，, ") in _PRONOUNS:
            return self._last_person()
        begin = self._begin(start, end)
        leading = self.context.token_at(start)
        if (
            leading is not None
            and start == leading.start
            and leading.end == begin
            and leading.tag in _ATTRIBUTES
        ):
            begin = start  # 受访|学者, 应变|中心
        if begin == end or end - begin > _LONGEST:
            return ""
        return self._spoken(begin, end)

    def _last_person(self) -> str:
        """The person who spoke last, in this sentence or the one before."""
        before = self._sentence - 1
        if before >= 0 and before > self._seen:
            self._seen = before
            self._of_sentence(before)
        return self._person

    def _begin(self, start: int, end: int) -> int:
        """Where the run of nouns and names begins that ends at ``end``."""
        begin, index = end, self.context.token_index(end - 1)
        while index >= 0 and self.context.tokens[index].start >= start:
            token = self.context.tokens[index]
            mention = self._compounds.mention_at(token.start)
            if isinstance(mention, EntityMention):
                if mention.start < start:
                    return end
                begin = mention.start
            elif mention is not None or not self._may_name(token):
                break
            else:
                begin = token.start
            index = self.context.token_index(begin - 1) if begin > start else -1
        return begin

    @staticmethod
    def _may_name(token: Token) -> bool:
        return token.tag in _SPEAKING or token.word in {"的", "·", "该", "一名", "一位", "与会"}

    def _is_cut(self, begin: int, of: int) -> bool:
        """Whether words go on before a range without a name, so that only what stands behind 的 is whole."""
        before = self.norm[begin - 1 : begin]
        whole = not before.isalpha() or self._compounds.dated_at(begin - 1)
        return not whole and not any(
            isinstance(self._compounds.mention_at(at), EntityMention) for at in range(begin, of)
        )

    def _spoken(self, start: int, end: int) -> str:
        """The words as written, empty where they name nobody; a person is kept for 他说."""
        words = self.norm[start:end]
        begin = start + len(words) - len(words.lstrip("的、与和及经 "))
        words = self.norm[begin:end]
        of = words.rfind("的") + 1
        if 0 < of <= len(words) - 2 and self._is_cut(begin, begin + of):
            begin, words = begin + of, words[of:]  # 副驾驶|位的家属
        if len(words) < 2 or words in _PRONOUNS or _NOBODY.fullmatch(words):
            return ""
        last = self._compounds.mention_at(end - 1)
        who = _GLOSS.sub("", self.context.raw(begin, end)).strip()
        if (
            isinstance(last, EntityMention)
            and last.label == "ORG"
            and _WHICH.search(self.norm, begin, last.start)
        ):
            return self.context.raw(last.start, end)
        if isinstance(last, EntityMention) and last.label == "PERSON":
            self._person = who = self.context.raw(last.start, last.end)
        return who
