"""Compounds before a head: what narrows it is part of the measure, what only tells that it is the whole is not.

海外销量                 海外 narrows
AI初创企业的资金           AI初创企业 narrows
快递业务收入, 举债总额       a verb that names a kind narrows a head that tells little alone
公司合并营收, 全年营收       营收: its own date and subject say the rest
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pipeline.extract.counted.endings import dimension_of
from pipeline.model import EntityMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.context import Context
    from pipeline.model import DateMention, NumberMention, Token

NOMINAL = frozenset({"n", "nz", "vn", "b", "j", "eng", "l", "nt", "an", "ng", "nl"})
_NARROWING = NOMINAL | {"s", "ns"}  # 海外销量, 亚太营收
LONGEST = 12  # code points of a measure with what narrows it
# what tells no more than that it is the whole: 公司合并营收 is 营收, 全年营收 with its date too
NEUTRAL = frozenset(
    "基本上 大体上 实际上 合计 共计 总计 方面 依法 档 当中 现有 公司 集团 企业集团 合并 综合 总 单 全年 季内 期内 全国 全市 全省 全县 全区 全港 全台 全岛 当季 单季 当年 当期 当月 其 该 处 并处 线 一家 单位 整体 主体 年度 季度 上述 相关 目前 同期 通报 主管 所有 种类 类别 时 后 中 内".split()
)
# verbs with the figure as their object: 实现业务收入; other verbs before a noun with the ending of a measure name its kind
ACHIEVES = frozenset(
    "实现 完成 获得 取得 获取 占领 开拓 打开 进入 签署 完成 公布 发布 募集 筹集 拉动 带动 推动 促进 扩大 提高 降低 达到 超过 突破 创下 创造 录得 贡献 吸引 投入 使用 造成 导致 涉及 拥有 节省 节约 压缩 计提 缴纳 支付 承担 报告 累计 宣布 签订 收到 没有 成为 包括 减码 加码 维持 保持 出现 产生 形成 带来 给予 提供 可以 可能 需要 要求 应该 不能 继续 开始 进行 发放 领取 收取 处以 判处 接近 逼近 触及 报废 缴付 追加 披露 显示 表示 折合 折算 约合 相当 合计 涵盖 覆盖".split()
)
EXPECTED = re.compile(r"预[计期估测料]|料|将")
EXTRA = frozenset(
    "付费 注册 玉米 线上 线下 二手 减值 逾期 特别 追加 专项 美元 承保 折叠 接种 代工 租赁 新签 在建 主营 转售 外销 内销 直销 自营 零售 批发 买卖 开发 未偿 未平仓 发电 供电 用电 供水 一般 预算 本级 其他 其它 永久 一线 非 跨 本地 急诊 就诊 门诊 夏粮 秋粮 牛羊 控股 参股 常住 跨境 跨省 自有 长途 短途 健康 就业".split()
)
_AVERAGES = frozenset({"平均", "日均", "月均", "年均"})  # a prefix of the measure: M2平均年增率
_TELLING = frozenset(
    {"报告", "通报", "公布", "影响", "证实", "宣布", "透露"}
)  # tagged as nouns: 共报告流感病例
_PUT_IN = frozenset({"完成", "实现"})  # 电网工程完成投资, 海外业务实现收入
_NOT = frozenset("无非未净")  # 非流动资产, 净投资
_THEN = frozenset("时后前")  # 满水位时的蓄水量: what was then is no part of the name
_BEGINNINGS = frozenset("非 类 全 超 泛 准 亚 微 纯".split())  # 全市场, 类流感
_FRAGMENTS = frozenset("资区")
_NEEDS_MORE = frozenset({"市场", "合约", "合同", "买卖"})  # 柜买|市场, 买卖|合约: alone they tell little
_PARTNER = re.compile(
    r"[对](?:第?[一二三四五六七八九十]?大|主要|最大的?)(?:贸易|出口|进口|投资)?(?:伙伴|市场|对象|来源)国?$"
)
_INCLUDING = re.compile(r"包括|包含|涵盖|剔除|扣除|撇除|排除|未含|不含|未计")
_BOTH = 2  # sides of a trade
_AND = frozenset({"、", "和", "与", "及", "以及", "及其"})
_LONGEST_LIST = 26  # code points: 电力、热力、燃气及水生产和供应业 is 15
_AFTER_THIS = frozenset("条个座家项名位款种场起批辆架台部")

_DECIDED = frozenset("占 核准 批准 核定 决议 通过 同意".split())


class Compounds:
    """Reads the compounds of one article; ``mention_at`` tells what name or date stands at a place."""

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
        mentions: list[EntityMention | DateMention] = sorted((*entities, *dates), key=_place)
        self._mentions = mentions
        self._number_ends = {number.end for number in numbers}
        self._counts = [(number.start, number.end) for number in numbers]
        self._span_starts = [mention.start for mention in mentions]

    def narrowed(self, begin: int, start: int, *, bare: bool) -> tuple[str, int]:
        """海外 of 海外销量, AI初创企业 of AI初创企业的资金: what stands before a head and narrows it."""
        tokens, first = self.context.tokens, begin
        edges = {begin, tokens[self.context.token_index(begin)].start}
        words: list[str] = []
        index = self.context.token_index(begin - 1) if begin > start else -1
        while index >= 0 and tokens[index].start >= start and first - tokens[index].start <= LONGEST:
            index, first = self._before_letters(index, first, start)
            token = tokens[index]
            before = tokens[index - 1] if index else None
            if self.mention_at(token.start) is not None:
                break
            if token.word == "的" and before is not None and self._nominal(before):
                if before.word in _THEN or _INCLUDING.search(self.norm, start, token.start) is not None:
                    break  # 包括消费金融在内的|商业账目, 剔除住房成本的|核心通胀率
                index -= 1
                continue
            word = self.norm[token.start : min(token.end, first)]
            if EXPECTED.fullmatch(token.word) or word in _DECIDED:
                break  # 芯片|占营收, 董事会核准|资本预算
            if first == begin and before is not None and self._passed(word, before):
                first, index = token.start, index - 1
                continue
            verbal = bare and first in edges and self._names_a_kind(token, word)  # 举债|总额, 快递|业务量
            verbal = verbal or (token.tag == "t" and len(words) > 0 and len(words[-1]) == 1)  # 暑期|档票房
            narrows = token.tag in _NARROWING or token.word in EXTRA or self._nominal(token)
            if not narrows and token.end == first and words and self._belongs(token, words[-1]):
                words.append(word)
                first, index = token.start, index - 1
                continue
            if not narrows and token.end <= first and not verbal:
                if word in _NOT and words:
                    words.append(word)
                    first = token.start
                break
            if token.start in self._number_ends or word in _TELLING or self.counts_at(token.start):
                break  # 向12家|企业|投资3.5亿元, 210人|受伤
            if before is not None and before.tag == "r" and len(word) > 2 and word[0] in _AFTER_THIS:
                word = word[1:]  # 这条捷运
            words += self._told(token, word)
            first = token.start
            index -= 1
        return self._whole_list(words, first, index, start, begin)

    def _whole_list(
        self, words: list[str], first: int, index: int, start: int, begin: int
    ) -> tuple[str, int]:
        """The words in their order, with the nouns that are listed before them, and where all begin."""
        if words and words[-1].startswith("再生") and self.norm[first - 1] == "可":
            words, first = [*words[:-1], f"可{words[-1]}"], first - 1
        if words and words[-1] in _FRAGMENTS:
            words, first = words[:-1], first + 1  # 及陆|资卖超
        if words and index >= 0 and self.context.tokens[index].word in _AND:
            listed = self._listed(index, start, begin)
            if listed < first:
                return self.norm[listed:first] + "".join(reversed(words)), listed
        return "".join(reversed(words)), first

    def _told(self, token: Token, word: str) -> list[str]:
        """The word as a table calls it; none where it tells no more than that it is the whole."""
        if token.word in NEUTRAL or word in NEUTRAL:
            return []
        head = self.amounts.measures.get(word)
        known = head is not None and word not in EXTRA and not head.value.startswith(word)
        return [head.value if head is not None and known else word]

    def _passed(self, word: str, before: Token) -> bool:
        """电网工程|完成|投资, 就业人数|平均|1150万人: what stands right before a head and narrows nothing."""
        return word in _AVERAGES or (word in _PUT_IN and self._works(before))

    def _belongs(self, token: Token, word: str) -> bool:
        """非 of 非住宅, 类 of 类流感, 成熟 of 成熟区: what is no noun and makes one with the ``word`` behind it."""
        if token.word in _BEGINNINGS:
            return (
                token.start not in self._number_ends
                and not self.norm[token.start - 1 : token.start].isdigit()
            )
        if word in _NEEDS_MORE and len(token.word) > 1 and token.tag[:1] in "nv":
            return token.word not in ACHIEVES and self.amounts.changes.get(token.word) is None
        return len(word) == 1 and token.tag == "a" and len(token.word) > 1

    def _before_letters(self, index: int, first: int, start: int) -> tuple[int, int]:
        """商业账目 of 商业账目(Commercial Book)净利息收入: the word before letters in brackets, and where these begin.

        ``index`` is that of a word, behind which the name begins at ``first``; both as they are where no bracket ends there.
        """
        tokens = self.context.tokens
        if tokens[index].word != ")":
            return index, first
        opening = self.norm.rfind("(", start, tokens[index].start)
        if opening <= start or not self.norm[opening + 1 : tokens[index].start].isascii():
            return index, first
        return self.context.token_index(opening) - 1, opening

    def partner(self, begin: int, start: int, prepositions: str = "对") -> tuple[str, int]:
        """对东盟 of 对东盟出口, 对中国与香港 of 对中国与香港出口: with whom trade is done, and where the words begin."""
        end = begin - (self.norm[begin - 1 : begin] == "的")
        names: list[str] = []
        while end > start:
            name = self.mention_at(end - 1)
            if not isinstance(name, EntityMention) or name.end != end or name.start < start:
                return "", begin
            names.append(name.known or name.text)
            end = name.start
            apposed = _PARTNER.search(self.norm, start, end) if len(names) == 1 else None
            if apposed is not None:
                return f"对{names[0]}", apposed.start()
            if self.norm[end - 1 : end] in prepositions and end > start:
                return f"对{'和'.join(reversed(names))}", end - 1
            if self.norm[end - 1 : end] not in _AND:
                return "", begin
            end -= 1
        return "", begin

    def both_sides(self, begin: int, start: int) -> tuple[str, int]:
        """中国和美国 of 中美双边贸易额: the two names right before a measure of both, and where they begin."""
        names: list[str] = []
        end = begin
        while len(names) < _BOTH and end > start:
            name = self.mention_at(end - 1)
            if not isinstance(name, EntityMention) or name.end != end or name.start < start:
                break
            names.append(name.known or name.text)
            end = name.start - (self.norm[name.start - 1 : name.start] in _AND and len(names) < _BOTH)
        return ("和".join(reversed(names)), end) if len(names) == _BOTH else ("", begin)

    def _listed(self, index: int, start: int, begin: int) -> int:
        """Where 交通运输、仓储和邮政业 of 交通运输、仓储和邮政业增加值 begins, of which 邮政业 alone is no trade.

        ``index`` is that of the last of the conjunctions. ``begin`` is returned where the nouns are not all told, measures
        themselves, or handed out one by one by 分别.
        """
        tokens, first, noun = self.context.tokens, begin, False
        while index >= 0 and tokens[index].start >= start:
            token = tokens[index]
            if token.word in _AND:
                if first < begin and not noun:
                    return begin
                noun = False
            elif (
                self.mention_at(token.start) is not None
                or token.start in self._number_ends
                or self.counts_at(token.start)
            ):
                return begin
            elif token.tag not in _NARROWING:
                break
            elif not noun and (self.amounts.measures.get(token.word) or dimension_of(token.word)):
                return begin  # 汽车产量和手机销量
            else:
                noun, first = True, token.start
            if begin - token.start > _LONGEST_LIST:
                return begin
            index -= 1
        return first if noun and self.norm.find("分别", begin, begin + _LONGEST_LIST) < 0 else begin

    def _works(self, token: Token) -> bool:
        """电网工程|完成|投资: the works that money was put into."""
        return token.tag in NOMINAL and token.word not in NEUTRAL and self.mention_at(token.start) is None

    def _names_a_kind(self, token: Token, word: str) -> bool:
        """Whether a verb before a head is part of its name."""
        known = self.amounts.changes.get(word) is not None or EXPECTED.search(word) is not None
        return token.tag == "v" and len(word) > 1 and word not in ACHIEVES and not known

    def _nominal(self, token: Token) -> bool:
        """营收 is a noun, whatever the tagger says."""
        return token.tag in NOMINAL or self.amounts.measures.get(token.word) is not None

    def mention_at(self, place: int) -> EntityMention | DateMention | None:
        """The name or date that covers ``place``."""
        at = bisect_right(self._span_starts, place) - 1
        return self._mentions[at] if at >= 0 and place < self._mentions[at].end else None

    def counts_at(self, place: int) -> bool:
        """Whether a number with its unit covers ``place``: 人次 of 16361人次."""
        at = bisect_right(self._counts, (place, place)) - 1
        return at >= 0 and self._counts[at][0] < place < self._counts[at][1]

    def number_before(self, place: int) -> int:
        """Where the last number that begins before ``place`` ends; 0 where there is none."""
        at = bisect_right(self._counts, (place - 1, place)) - 1
        return self._counts[at][1] if at >= 0 else 0

    def behind(self, name: EntityMention) -> Iterator[EntityMention | DateMention]:
        """The names and dates behind ``name``, in their order."""
        for at in range(bisect_right(self._span_starts, name.start), len(self._mentions)):
            yield self._mentions[at]

    def undated(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` without the dates among them."""
        words, at = "", start
        for index in range(bisect_left(self._span_starts, start), bisect_left(self._span_starts, end)):
            mention = self._mentions[index]
            if not isinstance(mention, EntityMention) and at <= mention.start:
                words += self.norm[at : mention.start]
                at = min(mention.end, end)
        return words + self.norm[at:end]

    def dated_at(self, place: int) -> bool:
        """Whether a date covers ``place``."""
        mention = self.mention_at(place)
        return mention is not None and not isinstance(mention, EntityMention)


def _place(mention: EntityMention | DateMention) -> tuple[int, int]:
    return mention.start, mention.end
