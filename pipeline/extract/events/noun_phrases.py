"""Nouns before a verb: which one ends a phrase that a preposition opens, which one is the subject."""

from __future__ import annotations

import re

from pipeline.extract.events.adverbs import ADVERBS
from pipeline.extract.events.noun_frames import BESIDE, CELL, GLUED_PREPOSITIONS, WITH_SO_MANY, NounFrames
from pipeline.gates import lasts
from pipeline.model import Argument
from pipeline.normalise import normalise

# what keeps a name before the verb from being its subject: 在上海, 对中国, 从酒泉
_OBLIQUE = re.compile(
    r"(?:在|于|(?<![一几两反])对|向|从|由于|因|据|给|为|经|至|到|赴|往|距|离|随着|关于|针对|按照?|根据|除|自|比|较|以|把|将|获|乘坐?|搭乘?|驾驶?|就|(?<![采使利引任雇信费作运通专军民商家应启])用|(?<![可牢紧])靠|(?<![文任])凭(?:借|着)?|(?<![接遭享承忍感领])受|朝|沿|围绕|面对|祖籍|籍贯|原籍|出身|家住|连同|偕同|会同|协同|伙同|透过|通过|抵达?|(?<![过失除])去|被|遭|(?<![自理])由)$"
)
_PREPOSITIONS = frozenset(
    "在 于 对 向 从 由于 因 因为 据 给 为 至 到 赴 往 距 距离 离 随着 关于 针对 按 按照 根据 除 自 比 较 以 把 将 被 遭 由 就 透过 通过 经 用 搭乘 乘坐 作为 身为 利用 依 依照 依据 凭 凭借 借助 沿 沿着 靠 朝 受 会同 协同 伙同 联同 围绕 面对 连同 偕同 趁 挟 挟着 凭着 仗着 靠着".split()
)
_NO_DOER = re.compile(
    r"^机会$|^向(?![阳日导心前上东西南北])|^单[日周月季]$|^全年$|(?:群|圈|评论区)里$|(?<!公司|集团|企业|政府|机构|家属|团队|球队|学校|医院|银行|法院|协会|工会|媒体|官员|代表|律师|股东|厂商|店家|业者|当局|联盟|基金|大学)(?<![方国党社台队厂行])方面$|^季度$|^[上下]楼$|^[高长宽深重多]达$|^[险惨]遭|^(?:迄今|至今|截至|目前|挟|趁|凭借?|仗着|不?一会|不多久|片刻|最后时刻|同一天)|^[按依](?!揭)|^[一二三终再初]审$|^[高低平]开|(?:赛季|半场|加时|局后)$|[案事]发[前后时]?$|(?<![男女两异同])性$|(?<=[\u4e00-\u9fff]{2})以(?![色后前上下及外内往来])|^[^会]{0,3}[会赛战事訪访案]后$|(?:^|的)[这那此]?[一之]?事$|[^大故一]一事$|^经(?=[中美日韩俄台两双]).*[方国]$|(?:时刻|关头|阶段|时段)$|(?:^|的)(?:情况|时间|时候|原因|方面|方向|不得了)$|^在|^本报讯?$|^众所周知$|^内会$|[大楼厦区园店屋室车场院厂校馆]内$|(?:附近|周边|一带|沿线|门口|途中|旁边)$|[战戰赛賽場场“”「」『』（(]$|^”|^[“「『](?![^”」』]{2,}[”」』].{2})"
)
_MODALS = frozenset(
    "料于 料在 料将 料会 会 要 能 可 将 须 应 想 来 去 得 有 稍有 略有 均有 也有 仍有".split()
)
_HEADS_COUNTED = frozenset(
    {"人", "名", "户", "位", "国", "家", "艘", "架", "辆", "个", "所", "座", "棵", "条"}
)
# what a verb right before it belongs to
_HEADS = frozenset(
    "增长 成长 人数 总数 总额 金额 数量 规模 费用 中心 人员 机构 部门 小组 委员会 团队 单位 业者 场所 计划 方案 措施 工程 工作".split()
)
# pronouns that are nouns for a place or side, and may do something
HERE = frozenset("本港 本澳 本国 本市 本省 本县 本州 我国 我省 我市 我县 我军 我方 全台 全港 全澳".split())
_BEYOND = frozenset("以东 以西 以南 以北".split())
_IN_WHAT_WAY = frozenset("方式 形式 名义 身份 事宜 事项".split())
_CLASSIFIERS = frozenset("位名个家")
_BOTH = frozenset("两三四五六七各")
_ROLE_ENDS = frozenset("人者员")
_NOT = frozenset("不 未 无 首都 省会 首府".split())  # 因通风系统不合格, 在哥伦比亚首都波哥大
_DOES = frozenset(
    "进行 举行 展开 开展 接受 给予 予以 作出 发表 高度重视 高度评价 高度关注 密切关注 十分重视".split()
)
_QUOTES = frozenset("%％“”「」『』")
_THESE = frozenset("这那该此每")
_DATELINE = frozenset("电讯")
_WITH_WHOM = frozenset("与同跟和对")
_GOVERNING = _PREPOSITIONS | BESIDE | {"和"}
_AFTER, _FIRST_THEN = len("讯后"), frozenset({"讯后", "庭后", "会后", "赛后", "战后", "落案"})
_SOME_PEOPLE = frozenset("这些 那些 有些 一些 多数 这批".split())
# tags of nouns, and of what may stand within one: their first letters, else how they begin
_NOUN_TAGS, _NOUN_STARTS, _OTHER_NOUNS = frozenset("nlj"), frozenset("nljxab"), ("eng", "vn", "an")
_NO_END = _NOT | _THESE | _QUOTES
_SIDES = frozenset("外部 内部 外侧 内侧 侧面 底部 顶部".split())  # 从建筑物|外部|阳台
_ATTRIBUTES = frozenset(
    "nmqurbatlejcs"
)  # first letters of the tags of words between a preposition and its noun
_OBLIQUE_LASTS = lasts(_OBLIQUE)
_ALLEGES = frozenset({"指", "指控", "指称"})  # 控方指|被告
# 以超过五成的|得票数胜出, 有|信心实现
_WITH_WHAT = re.compile(r"(?<![可所予加难足])以(?![上下来后前及色军方警])[^，；。]{1,20}的$")
_INVOLVED = frozenset({"涉", "涉嫌"})  # 对|涉重大犯罪的人员
_DEALS_WITH = re.compile(r"(?:对|把|针对)[^，；。]+，$")
_LATIN = re.compile(r"\([A-Za-z][A-Za-z .'-]*\)$")
_HAVING = frozenset(
    "信心 能力 希望 机会 责任 义务 意愿 把握 条件 权利 权 必要 可能 决心 勇气 资格 理由".split()
)


class NounPhrases(NounFrames):
    """Mentions, and the nouns that stand before a verb."""

    def in_phrase(self, start: int, at: int) -> bool:
        """Whether a preposition stands before ``at`` with nothing but attributes between: 在北京的电话会议上."""
        norm, taken, tokens = self.norm, self.taken, self.context.tokens
        if at <= start:
            return False
        if norm[start] in "因由" and self._only_reason(start, at):
            return False  # 因为港交所已在恶劣天气下维持交易: of whom the reason tells
        also = norm.startswith("以及", start) and _DEALS_WITH.search(norm, max(0, start - CELL), start)
        if also or (norm[at - 1] in _OBLIQUE_LASTS and _OBLIQUE.search(norm[max(start, at - 4) : at])):
            return True  # 将对甲，以及|乙实施管制
        index = self.context.token_index(at - 1)
        while index >= 0:
            begin, end, word, tag = tokens[index]
            if begin < start:
                return False
            if word[-1] == ")" and (aside := _LATIN.search(norm[:end], start)) is not None:
                index = self.context.token_index(aside.start()) - 1
                continue  # 与外长甲(Jia)和外长|乙通电话
            if word[-1] in _DATELINE and end > 1 and self.dated(end - 2):
                return False  # 据新华社东京6月17日电|日本首相
            if taken[begin] and self.mentioned(begin):  # 1996年|至|1997年, 在|裕廊西|一带, 对|6起|重大事项
                index -= 1
                continue
            following = norm[end : end + 1]
            if following == "的" and self._acts(word):
                return self.towards(start, begin) or self.deals_with(start, begin)
            if tag == "v" and self._governs_verb(index):
                return True  # 与|警察|工会, where the segmenter takes a noun for a verb
            if word in _PREPOSITIONS or (tag == "p" and word not in {"与", "同", "跟", "为"}):
                return True
            # 控制|人, 停车|收费
            role = tag[:1] == "v" and (tag == "vn" or following in _ROLE_ENDS)
            if not role and tag[:1] not in _ATTRIBUTES and not self._may_stand_between(index):
                return False
            if word in {"了", "过"}:
                return False
            index -= 1
        return False

    def _only_reason(self, start: int, at: int) -> bool:
        """因为, with nothing but a date behind it."""
        because = self.norm.startswith(("因为", "由于"), start)
        return because and all(map(self.dated, range(start + 2, at)))

    def _may_stand_between(self, index: int) -> bool:
        """Whether a word that is no attribute by its tag may stand between a preposition and its noun: 对|进一步."""
        token = self.context.tokens[index]
        if (
            token.word in _INVOLVED
            or token.word in self.context.lexicon.happenings.words
            or token.word in _NO_END
            or token.word in _SIDES
        ):
            return True
        return token.tag == "d" and index > 0 and self.context.tokens[index - 1].word in _PREPOSITIONS

    def _acts(self, word: str) -> bool:
        """Whether a word is a listed verb, whatever the segmenter takes it for."""
        trigger = self.context.lexicon.happenings.triggers.get(word)
        return trigger is not None and not trigger.noun

    def _governs_verb(self, index: int) -> bool:
        """Whether a preposition that takes nouns alone stands right before the verb of that index."""
        if not index:
            return False
        before = self.context.tokens[index - 1]
        return before.word in _WITH_WHOM or (before.tag == "p" and before.word.endswith("为"))

    def bare(self, start: int, trigger: int) -> Argument | None:
        """The noun, or the people counted, that stand before a verb and its adverbs: 湖水水位骤降, 已有14人死亡."""
        tokens = self.context.tokens
        if trigger - start > _AFTER and self.norm[trigger - _AFTER : trigger] in _FIRST_THEN:
            return self.bare(start, trigger - _AFTER)  # 三人|讯后交保, 警方9|日落|案控告
        index = self.context.token_index(trigger - 1) if trigger > start else -1
        while index >= 0 and tokens[index].start >= start:
            further = self._passed(index, start, trigger)
            if further is not None:
                index = further
                continue
            number = self.number_at(tokens[index].start) if self.taken[tokens[index].start] else None
            if number is not None and number.label != "ORDINAL":
                counted = self.counted(number, start)
                return counted or Argument("", self.context.raw(number.start, number.end))
            if tokens[index].word in _ALLEGES and tokens[index].start > start:
                index -= 1  # 警方|指周一接报: who says it
                continue
            if not self._is_noun(index) or self.norm.startswith("而", tokens[index].end, trigger):
                return None  # 发现有|肺炎|而进行检验
            first = self._noun_start(index, start)
            if tokens[index].word == "人" and first == index and self.norm[tokens[index].start - 1] == "等":
                return self.and_others(index, start)  # 后勤人员和厨师|等人
            begin = tokens[first].start
            does = first - 1 - (first > 1 and tokens[first - 1].word == "了")
            if first and tokens[does].start >= start and tokens[does].word in _DOES:
                index = does - 1  # 进行|电话|会谈, 警方高度重视|案件
                continue
            if (
                self.in_phrase(start, begin)
                or self.where(start, begin, tokens[index].end)
                or self.is_beside(start, begin)
                or self.in_place(start, begin, tokens[index].end)
                or (begin == start + 1 and self.norm[start] == "和")  # 和丈夫|开始经营
                or self.is_object(first, begin, start)
                or tokens[index].word in _IN_WHAT_WAY  # 以书面的|方式表决
                or self.norm[begin - 2 : begin] in _BEYOND  # 在首都以东|山区坠毁
                or (tokens[index].word == "结果" and self.norm.find("以", start, begin) >= 0)
                or WITH_SO_MANY.search(self.norm, start, begin)
                or _WITH_WHAT.search(self.norm, start, begin)
                or (self.norm[begin - 1] == "有" and tokens[index].word in _HAVING)
            ):
                index = self._before_phrase(first - 1, start)
                continue
            if self.only_frames(index, begin, start, trigger) or self.of_person(tokens[index].end, trigger):
                return None
            closed = self.norm.rfind(")", begin, tokens[index].end) + 1
            opened = self.norm.find("(", begin, closed)
            if closed and opened in {begin, -1} and closed < tokens[index].end:
                begin = closed  # (独媒报导)|警方
            begin -= self.prefix(start, begin)
            text = self.context.raw(begin, tokens[index].end)
            if tokens[index].word == "中将" and self.norm[begin - 1 : begin] in {"会", "期", "程", "赛"}:
                return None  # 会|中将讨论
            text = self.unglued(text, tokens[index])
            whole = self.norm.count("(", begin, tokens[index].end) == self.norm.count(
                ")", begin, tokens[index].end
            )
            if self.norm.startswith(("至", "到"), tokens[index].end) and self._acts(tokens[index].word):
                return self.bare(start, tokens[index].start)  # 案件|押后至下月判刑
            counts = text[:1] in _CLASSIFIERS and begin and self.number_at(begin - 1) is not None
            text = text[bool(counts or tokens[first].word in {"经", "經"}) :]  # 18|位援疆干部, 经|法院审理
            return (
                Argument("", text)
                if whole and 1 < len(text) <= CELL and not _NO_DOER.search(normalise(text))
                else None
            )
        return None

    def _passed(self, index: int, start: int, trigger: int) -> int | None:
        """The token to look at next, where that at ``index`` can be no subject; None where it ends the search."""
        token = self.context.tokens[index]
        word = token.word
        if token.end > trigger or word in self.helpers or word in _MODALS or word == "是":
            return index - 1
        if not self.taken[token.start]:
            within = self.taken[token.end - 1] and self.name_at(token.end - 1) is None  # 近|两年
            return index - 1 if within else self._passed_word(index, start)
        number = self.number_at(token.start)
        if number is not None:
            counts = number.label != "ORDINAL" and number.unit in _HEADS_COUNTED and number.start >= start
            if counts and not self.in_phrase(start, number.start):
                return None
            return self.context.token_index(number.start) - 1
        if self.dated(token.start):
            return index - 1
        named = self.name_at(token.start)
        if named is not None:  # a name that no preposition governs would have been taken
            before = self.context.token_index(named.start) - 1
            word = self.context.tokens[before].word if before >= 0 else ""
            listed = word == "、" and self.name_at(self.context.tokens[before].start - 1) is not None
            return before - 1 if listed or word in _GOVERNING else before
        return index - 1  # a length of time: 6.5小时追上

    def _passed_word(self, index: int, start: int) -> int | None:
        """The same for a word that is no part of a name, number or date."""
        token = self.context.tokens[index]
        if token.word == ")" and (opened := self.norm.rfind("(", start, token.start)) > start:
            return self.context.token_index(opened) - 1  # 海康光电(300999.SZ)
        if token.word in {"起", " "} or (token.word == "时间" and self.of_zone(token)):
            return index - 1  # 下月|起, 开市|起, 警方| 8 月, 台湾|时间|8月5日, 第一|时间
        if token.word in {"的", "，"} or token.tag[:1] == "x":
            return None
        verb = token.tag == "v" and token.word not in self.context.lexicon.happenings.words
        if verb and token.word not in ADVERBS:
            return self._before_phrase(index, start) if self.in_phrase(start, token.start) else None
        return None if self._is_noun(index) else index - 1

    def _is_noun(self, index: int) -> bool:
        token = self.context.tokens[index]
        happenings = self.context.lexicon.happenings
        if token.word in ADVERBS or token.word in happenings.adverbs:
            return False
        if token.word in happenings.words or token.word in HERE:
            return True
        event = happenings.triggers.get(token.word)
        if event is not None and event.noun:
            return True  # 补选|揭晓
        return token.tag[:1] in _NOUN_TAGS or token.tag.startswith(_OTHER_NOUNS)

    def _noun_start(self, index: int, start: int) -> int:
        """The first token of the nouns that end at ``index``: 湖水|水位; no classifier (这架|飞机)."""
        tokens, first = self.context.tokens, index
        while first > 0 and tokens[first - 1].start >= start:
            token = tokens[first - 1]
            if token.word in HERE:
                return first - 1  # 我国|粗钢产量
            noun = token.tag[:1] in _NOUN_STARTS or token.tag.startswith(_OTHER_NOUNS)
            if not noun or not token.word.strip("*- 【】/"):
                break
            if token.word in ADVERBS or token.word in self.context.lexicon.happenings.helpers:
                break
            if token.word in _DOES:
                break
            if self.dated(token.start) or token.word in _ALLEGES:
                break
            first -= 1
        if first > 1 and tokens[first - 1].word == "国" and tokens[first - 2].word in _BOTH:
            return first - 2 if tokens[first - 2].start >= start else first  # 两|国|总统
        if first and tokens[index].word == "人" and tokens[first - 1].word in _SOME_PEOPLE:
            return first - 1
        if first < index and tokens[first].end - tokens[first].start == 1:
            before = self.norm[tokens[first].start - 1 : tokens[first].start]
            first += before in _THESE or self.number_at(tokens[first].start - 1) is not None
        alone = tokens[index].end - tokens[first].start == 1 or tokens[first].word in _HEADS
        if alone and first and tokens[first - 1].tag[:1] == "v" and tokens[first - 1].start >= start:
            return first - 1  # 搜救|队, 死亡|人数: a verb makes the noun behind it
        return first

    def _before_phrase(self, index: int, start: int) -> int:
        """The token before the preposition that opens the phrase around ``index``."""
        tokens = self.context.tokens
        while index >= 0 and tokens[index].start >= start:
            token = tokens[index]
            if token.word in _PREPOSITIONS or token.word in BESIDE:
                break
            if token.word[-1] in GLUED_PREPOSITIONS and self.dated(token.start):
                break  # 警方|昨于|机场
            index -= 1
        return index - 1
